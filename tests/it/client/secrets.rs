//! Credentials (OpenAPI 3.0.4, Security Scheme Object; RFC 6750, section 2.1) and secrets: sent where they belong, shown
//! nowhere.

use std::error::Error as _;
use std::time::Duration;

use generated_client::models::ConnectionHeaders;
use generated_client::{BoxError, BoxFuture, Client, CredentialProvider, Error, ErrorKind, Secret};
use serde_json::json;
use wiremock::ResponseTemplate;

use super::raw_server::{RawServer, dead_url};
use super::{
    TOKEN, answering, arrived, builder, client, json_answer, small_connection, small_request,
};

const HEADER: &str = "key-9e2b";

/// Everything an error says, its causes included.
fn texts(error: &Error) -> Vec<String> {
    let mut texts = vec![
        format!("{error} {error:?} {error:#?}"),
        format!("{} {:?}", error.kind(), error.kind()),
        format!("{:?}", error.api()),
    ];
    let mut cause = error.source();
    while let Some(it) = cause {
        texts.push(format!("{it} {it:?} {it:#?}"));
        cause = it.source();
    }
    texts
}

fn assert_hidden(text: &str) {
    for secret in [TOKEN, HEADER] {
        assert!(!text.contains(secret), "{text}");
    }
}

async fn failure(client: &Client) -> Error {
    let headers = ConnectionHeaders::new().with_secret("X-Key", HEADER);
    let request = small_request().with_headers(headers);
    let result = client.connections().create(&request).await;
    result.unwrap_err()
}

#[tokio::test]
async fn no_error_shows_a_secret() {
    let echo = json!({"error": "no", "echo": [TOKEN, HEADER]});
    let mut errors = vec![failure(&client(&dead_url().await)).await];
    for answer in [
        json_answer(418, &echo),
        json_answer(403, &echo),
        json_answer(201, &echo),
        json_answer(201, &json!({"id": [TOKEN, HEADER]})),
        json_answer(201, &json!({"created_at": TOKEN})),
        ResponseTemplate::new(307)
            .insert_header("location", format!("http://127.0.0.2/?t={TOKEN}")),
    ] {
        let server = answering(answer.insert_header("x-echo", TOKEN)).await;
        errors.push(failure(&client(&server.uri())).await);
        let small = builder(&server.uri()).max_response_bytes(1).build();
        errors.push(failure(&small.unwrap()).await);
    }
    for answer in [
        "",
        "HTTP/1.1 nonsense\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{",
    ] {
        let server = RawServer::start(answer, Duration::ZERO).await;
        errors.push(failure(&client(&server.url)).await);
    }
    for error in &errors {
        for text in texts(error) {
            assert_hidden(&text);
        }
    }
}

#[tokio::test]
async fn nothing_that_can_be_printed_shows_a_secret() {
    let answer = json_answer(201, &small_connection()).insert_header("set-cookie", TOKEN);
    let server = answering(answer).await;
    let builder = builder(&server.uri()).default_header("x-more", TOKEN);
    assert_hidden(&format!("{builder:?}"));
    let client = builder.build().unwrap();
    assert_hidden(&format!("{client:?} {:?}", client.connections()));
    let headers = ConnectionHeaders::new()
        .with_plaintext("X-Team", "blue")
        .with_secret("X-Key", HEADER);
    let request = small_request().with_headers(headers);
    let shown = format!("{request:?} {request:#?}");
    assert_hidden(&shown);
    assert!(shown.contains("blue") && shown.contains("X-Key") && shown.contains("[redacted]"));
    let call = client.connections().create(&request).options(|options| {
        options.headers.insert("x-more", TOKEN.parse().unwrap());
        assert_hidden(&format!("{options:?}"));
    });
    assert_hidden(&format!("{call:?}"));
    let pending = call.send();
    assert_hidden(&format!("{pending:?}"));
    assert_hidden(&format!("{:?}", pending.await.unwrap()));
}

#[tokio::test]
async fn secrets_are_sent_nevertheless() {
    let server = answering(json_answer(201, &small_connection())).await;
    let headers = ConnectionHeaders::new().with_secret("X-Key", HEADER);
    let request = small_request().with_headers(headers);
    client(&server.uri())
        .connections()
        .create(&request)
        .await
        .unwrap();
    let requests = server.received_requests().await.unwrap();
    assert_eq!(
        requests[0].headers["authorization"],
        format!("Bearer {TOKEN}")
    );
    let body: serde_json::Value = requests[0].body_json().unwrap();
    assert_eq!(body["headers"]["secret"]["X-Key"], HEADER);
}

#[tokio::test]
async fn without_a_token_none_is_sent() {
    let server = answering(json_answer(401, &json!({"error": "unauthorized"}))).await;
    let client = Client::builder().base_url(server.uri()).build().unwrap();
    let error = client.connections().create(&small_request()).await;
    assert_eq!(error.unwrap_err().status().unwrap().as_u16(), 401);
    let requests = server.received_requests().await.unwrap();
    assert!(!requests[0].headers.contains_key("authorization"));
}

#[tokio::test]
async fn a_token_that_a_header_cannot_carry_is_refused_and_not_shown() {
    let server = answering(json_answer(201, &small_connection())).await;
    let client = Client::builder().base_url(server.uri());
    let client = client.bearer_token(format!("{TOKEN}\r\nx-evil: 1"));
    let error = failure(&client.build().unwrap()).await;
    assert!(
        matches!(error.kind(), ErrorKind::Credential(_)),
        "{error:?}"
    );
    texts(&error).iter().for_each(|text| assert_hidden(text));
    assert_eq!(arrived(&server).await, 0);
}

/// Gives another token each time it is asked, and fails the third time.
#[derive(Default)]
struct Rotating(std::sync::atomic::AtomicUsize);

impl CredentialProvider for Rotating {
    fn token(&self) -> BoxFuture<'_, Result<Secret, BoxError>> {
        let count = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Box::pin(async move {
            match count {
                0 | 1 => Ok(Secret::new(format!("rotated-{count}"))),
                _ => Err("the vault is closed".into()),
            }
        })
    }
}

#[tokio::test]
async fn a_provider_is_asked_for_every_call() {
    let server = answering(json_answer(201, &small_connection())).await;
    let client = Client::builder()
        .base_url(server.uri())
        .bearer_provider(Rotating::default())
        .build()
        .unwrap();
    for _ in 0..2 {
        client.connections().create(&small_request()).await.unwrap();
    }
    let requests = server.received_requests().await.unwrap();
    let sent: Vec<_> = requests
        .iter()
        .map(|it| &it.headers["authorization"])
        .collect();
    assert_eq!(sent, ["Bearer rotated-0", "Bearer rotated-1"]);
    let error = client.connections().create(&small_request()).await;
    let error = error.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Credential(_)));
    assert_eq!(error.source().unwrap().to_string(), "the vault is closed");
    assert_eq!(arrived(&server).await, 2);
}
