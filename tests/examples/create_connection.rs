//! Creates a Duvo connection with the generated client.
//!
//! ```sh
//! cargo run -p integration-tests --example create_connection
//! ```
//!
//! calls a small server inside this program, and prints the request as it arrived there. With a token in `DUVO_TOKEN`
//! it creates a real connection in your Duvo team instead; `DUVO_BASE_URL` sends the request to another server.

use std::env;
use std::error::Error;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

use generated_client::models::{AuthMethod, ConnectionHeaders, CreateConnectionRequest};
use generated_client::{Client, ErrorBody};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (client, server) = match env::var("DUVO_TOKEN") {
        Ok(token) => (client_for_duvo(token)?, None),
        Err(_) => {
            let (url, server) = start_local_server()?;
            // Any text is a token here: nobody checks it.
            let client = Client::builder()
                .base_url(url)
                .bearer_token("example-token");
            (client.build()?, Some(server))
        }
    };

    // `new` takes what the API requires, so that nothing can be forgotten; the rest is optional.
    let request = CreateConnectionRequest::new("Warehouse", AuthMethod::Headers)
        .with_server_url("https://mcp.example.com")
        .with_headers(
            ConnectionHeaders::new()
                .with_plaintext("X-Region", "eu")
                // A secret travels like any other text, but is not shown by `Debug`.
                .with_secret("X-Api-Key", "not-a-real-key"),
        );
    println!("The request in Rust:\n\n{request:#?}\n");

    // Awaiting the call sends it. `.send().await` would give status and headers too.
    let connection = match client.connections().create(&request).await {
        Ok(connection) => connection,
        Err(error) => {
            // What the description declares for an error status is typed as well.
            if let Some(ErrorBody::ErrorResponse(body)) = error.api().map(|api| &api.body) {
                eprintln!(
                    "Duvo says: {}",
                    body.message.as_ref().unwrap_or(&body.error)
                );
            }
            return Err(error.into());
        }
    };

    if let Some(server) = server {
        let arrived = server.join().map_err(|_| "the local server died")??;
        println!("The request as it arrived:\n\n{arrived}\n");
    }
    println!("The answer in Rust:\n\n{connection:#?}");
    Ok(())
}

/// A client for Duvo itself, or for the server in `DUVO_BASE_URL`.
fn client_for_duvo(token: String) -> Result<Client, generated_client::Error> {
    match env::var("DUVO_BASE_URL") {
        Ok(url) => Client::builder().base_url(url).bearer_token(token).build(),
        Err(_) => Client::new(token),
    }
}

/// Starts a server that answers one request and then gives back what arrived, head and body.
fn start_local_server() -> io::Result<(String, JoinHandle<io::Result<String>>)> {
    // Port 0 lets the system choose one that is free.
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}/v1", listener.local_addr()?);
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept()?;
        let request = read_request(&mut stream)?;
        write!(
            stream,
            "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{ANSWER}",
            ANSWER.len()
        )?;
        Ok(request)
    });
    Ok((url, server))
}

/// Reads a request: its head up to the blank line, and as many bytes of body as the head announces.
fn read_request(stream: &mut TcpStream) -> io::Result<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte)?;
        head.extend(byte);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse().ok())?
    });
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body)?;
    Ok(head + &String::from_utf8_lossy(&body))
}

/// What the local server answers: a connection as Duvo describes one.
const ANSWER: &str = r#"{
  "id": "3f6c1c9e",
  "name": "Warehouse",
  "type": "custom_mcp",
  "provider": "user",
  "user_id": null,
  "team_id": "team-1",
  "composio_mcp_id": null,
  "created_at": "2026-01-02T03:04:05Z",
  "updated_at": "2026-01-02T03:04:05Z",
  "server_url": "https://mcp.example.com",
  "transport_type": "http",
  "has_headers": true
}"#;
