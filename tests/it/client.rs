//! The Duvo client against real HTTP servers in this process: what it sends, and what it makes of the answers.

mod answers;
mod base_url;
mod bodies;
mod decoding;
mod encoding;
mod errors;
mod network;
mod options;
pub(crate) mod raw_server;
mod redirects;
mod secrets;
mod tokens;
mod unions;
mod validation;
mod webhooks;

use generated_client::models::{AuthMethod, CreateConnectionRequest};
use generated_client::{Client, ClientBuilder};
use serde_json::{Value, json};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

/// The token of every client here; no text that a client shows may have it.
const TOKEN: &str = "tok-4c1d";

fn builder(url: &str) -> ClientBuilder {
    Client::builder().base_url(url).bearer_token(TOKEN)
}

fn client(url: &str) -> Client {
    builder(url).build().unwrap()
}

/// The smallest request there is.
fn small_request() -> CreateConnectionRequest {
    CreateConnectionRequest::new("Search", AuthMethod::Url)
}

/// A connection with every property that the description knows.
fn connection() -> Value {
    json!({
        "id": "c-1",
        "name": "Search",
        "type": "custom_mcp",
        "provider": "user",
        "user_id": "u-1",
        "team_id": "t-1",
        "composio_mcp_id": null,
        "created_at": "2023-11-07T05:31:56Z",
        "updated_at": "2023-11-07T05:31:56.5Z",
        "server_url": "https://mcp.example.com",
        "transport_type": "http",
        "auth_method": "headers",
        "custom_integration_id": "i-1",
        "icon_url": "https://example.com/icon.png",
        "oauth_provider": "example",
        "oauth_scopes": ["read", "write"],
        "has_headers": true,
        "has_oauth_tokens": false,
        "integration_id": "i-2",
        "shared": true,
        "created_by": "u-2"
    })
}

/// A connection with only what is required.
fn small_connection() -> Value {
    json!({
        "id": "c-1",
        "name": "Search",
        "type": "custom_mcp",
        "provider": "user",
        "user_id": null,
        "team_id": "t-1",
        "composio_mcp_id": null,
        "created_at": "2023-11-07T05:31:56Z",
        "updated_at": "2023-11-07T05:31:56Z"
    })
}

/// A server that gives every request the same answer.
async fn answering(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    server
}

/// A JSON answer.
fn json_answer(status: u16, body: &Value) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(body)
}

/// How many requests arrived at a server.
async fn arrived(server: &MockServer) -> usize {
    server.received_requests().await.unwrap().len()
}
