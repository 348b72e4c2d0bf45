//! What goes over the wire: request line, headers and body, byte for byte (RFC 9112, section 3; RFC 8259, section 2).

use std::time::Duration;

use generated_client::models::{AuthMethod, ConnectionHeaders, CreateConnectionRequest};

use super::raw_server::{RawServer, json_answer};
use super::{TOKEN, arrived, client, json_answer as template, small_connection, small_request};

/// What a server sees of a request: its head's lines without those that differ from run to run, and its body.
async fn sent(request: &CreateConnectionRequest) -> (Vec<String>, String) {
    let answer = json_answer("201 Created", &small_connection().to_string());
    let mut server = RawServer::start(answer, Duration::ZERO).await;
    let client = client(&format!("{}/v1", server.url));
    client.connections().create(request).await.unwrap();
    let text = server.request().await;
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let lines = head.lines().filter(|line| !line.starts_with("host: "));
    let mut lines: Vec<_> = lines.map(str::to_owned).collect();
    lines[1..].sort();
    (lines, body.to_owned())
}

#[tokio::test]
async fn a_full_request_is_as_the_reference_page_shows_it() {
    let headers = ConnectionHeaders::new()
        .with_plaintext("X-Team", "blue")
        .with_secret("X-Key", "hunter2");
    let request = CreateConnectionRequest::new("Search", AuthMethod::Headers)
        .with_server_url("https://mcp.example.com")
        .with_type("custom_mcp")
        .with_custom_integration_id("3c90c3cc-0d44-4b50-8888-8dd25736052a".parse().unwrap())
        .with_headers(headers);
    let (head, body) = sent(&request).await;
    let agent = concat!("user-agent: generated-client/", env!("CARGO_PKG_VERSION"));
    assert_eq!(
        head,
        [
            "POST /v1/connections HTTP/1.1",
            "accept: application/json",
            &format!("authorization: Bearer {TOKEN}"),
            &format!("content-length: {}", body.len()),
            "content-type: application/json",
            agent,
        ]
    );
    assert_eq!(
        body,
        concat!(
            r#"{"name":"Search","provider":"user","auth_method":"headers","#,
            r#""server_url":"https://mcp.example.com","type":"custom_mcp","#,
            r#""custom_integration_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","#,
            r#""headers":{"plaintext":{"X-Team":"blue"},"secret":{"X-Key":"hunter2"}}}"#,
        )
    );
}

#[tokio::test]
async fn what_is_not_set_is_not_sent() {
    let (_, body) = sent(&small_request()).await;
    assert_eq!(
        body,
        r#"{"name":"Search","provider":"user","auth_method":"url"}"#
    );
    // An object that is there but empty is another thing than one that is absent.
    let (_, body) = sent(&small_request().with_headers(ConnectionHeaders::new())).await;
    assert_eq!(
        body,
        r#"{"name":"Search","provider":"user","auth_method":"url","headers":{}}"#
    );
}

#[tokio::test]
async fn text_travels_unharmed() {
    let name = "\"quoted\" \\ tab\t naïve 漢字 🦀 \u{7f}";
    let (_, body) = sent(&CreateConnectionRequest::new(name, AuthMethod::Url)).await;
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body["name"], name);
}

#[tokio::test]
async fn an_enum_value_this_version_does_not_know_is_sent_as_it_is() {
    let request = CreateConnectionRequest::new("Search", AuthMethod::from("saml"));
    assert_eq!(request.auth_method, AuthMethod::Unknown("saml".to_owned()));
    let (_, body) = sent(&request).await;
    assert!(body.contains(r#""auth_method":"saml""#), "{body}");
}

#[tokio::test]
async fn a_request_is_sent_when_it_is_awaited_and_not_before() {
    let server = super::answering(template(201, &small_connection())).await;
    let client = client(&server.uri());
    drop(client.connections().create(&small_request()));
    drop(client.connections().create(&small_request()).send());
    assert_eq!(arrived(&server).await, 0);
    client.connections().create(&small_request()).await.unwrap();
    assert_eq!(arrived(&server).await, 1);
}
