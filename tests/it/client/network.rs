//! What the network does to a call: no answer, half an answer (RFC 9112, section 8), too much of it.

use std::time::{Duration, Instant};

use generated_client::{Client, Error, ErrorKind};
use serde_json::json;

use super::raw_server::{RawServer, dead_url, json_answer};
use super::{answering, builder, client, json_answer as template, small_connection, small_request};

const LONG: Duration = Duration::from_secs(30);

async fn failure(client: &Client) -> Error {
    let result = client.connections().create(&small_request()).await;
    result.unwrap_err()
}

#[tokio::test]
async fn a_server_that_does_not_answer_times_out() {
    let server = RawServer::start("", LONG).await;
    let short = builder(&server.url).timeout(Duration::from_millis(200));
    let start = Instant::now();
    let error = failure(&short.build().unwrap()).await;
    assert!(start.elapsed() < LONG / 2);
    assert!(error.is_timeout() && error.is_retryable(), "{error:?}");
    assert_eq!(error.to_string(), "createConnection: timed out");
    assert!(error.status().is_none() && error.api().is_none());
}

#[tokio::test]
async fn a_body_that_stalls_times_out() {
    let head = "HTTP/1.1 201 Created\r\ncontent-length: 90\r\n\r\n{\"id\":";
    let server = RawServer::start(head, LONG).await;
    let short = builder(&server.url).timeout(Duration::from_millis(200));
    let error = failure(&short.build().unwrap()).await;
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn a_refused_connection_was_not_sent() {
    let error = failure(&client(&dead_url().await)).await;
    assert!(
        matches!(
            error.kind(),
            ErrorKind::Transport {
                sent: false,
                timeout: false,
                ..
            }
        ),
        "{error:?}"
    );
    assert_eq!(
        error.to_string(),
        "createConnection: not sent: no connection"
    );
    assert!(error.is_retryable());
}

#[tokio::test]
async fn a_connection_that_breaks_may_have_been_sent() {
    for answer in [
        "",
        "HTTP/1.1 201 Created\r\ncontent-length: 90\r\n\r\n{\"id\":",
    ] {
        let server = RawServer::start(answer, Duration::ZERO).await;
        let error = failure(&client(&server.url)).await;
        let ErrorKind::Transport { sent, timeout, .. } = error.kind() else {
            panic!("{error:?}");
        };
        assert_eq!((*sent, *timeout), (true, false), "{answer}");
    }
}

#[tokio::test]
async fn what_is_not_http_is_no_answer() {
    let server = RawServer::start("SSH-2.0-OpenSSH_9.6\r\n", Duration::ZERO).await;
    let error = failure(&client(&server.url)).await;
    assert!(
        matches!(error.kind(), ErrorKind::Transport { sent: true, .. }),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_body_over_the_limit_is_given_up() {
    let body = json!({"error": "x".repeat(5_000)});
    for status in [201, 500] {
        let server = answering(template(status, &body)).await;
        let small = builder(&server.uri()).max_response_bytes(1_000);
        let error = failure(&small.build().unwrap()).await;
        assert!(matches!(
            error.kind(),
            ErrorKind::BodyTooLarge { limit: 1_000, .. }
        ));
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(
            error.to_string(),
            format!("createConnection: status {status} with a body of more than 1000 bytes")
        );
    }
}

#[tokio::test]
async fn an_endless_body_is_given_up() {
    let mut answer = b"HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    for _ in 0..8 {
        answer.extend_from_slice(format!("400\r\n{}\r\n", "x".repeat(1024)).as_bytes());
    }
    let server = RawServer::start(answer, LONG).await;
    let error = failure(
        &builder(&server.url)
            .max_response_bytes(4_000)
            .build()
            .unwrap(),
    )
    .await;
    assert!(
        matches!(error.kind(), ErrorKind::BodyTooLarge { limit: 4_000, .. }),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_body_of_exactly_the_limit_is_read() {
    let body = small_connection().to_string();
    let server = RawServer::start(json_answer("200 OK", &body), Duration::ZERO).await;
    let exact = builder(&server.url).max_response_bytes(body.len());
    let client = exact.build().unwrap();
    client.connections().create(&small_request()).await.unwrap();
}

#[tokio::test]
async fn a_call_can_be_spawned() {
    let server = answering(template(201, &small_connection())).await;
    let client = client(&server.uri());
    let pending = {
        // Neither the body nor the handle has to outlive the call.
        let request = small_request();
        client.connections().create(&request)
    };
    let spawned = tokio::spawn(pending.into_future());
    assert_eq!(spawned.await.unwrap().unwrap().id, "c-1");
    let task = tokio::spawn(async move { client.connections().create(&small_request()).await });
    assert_eq!(task.await.unwrap().unwrap().id, "c-1");
}
