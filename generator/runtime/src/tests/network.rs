//! The default transport against real sockets: redirects, limits, timeouts, broken connections.

#![cfg(feature = "reqwest")]

use std::time::Duration;

use http::Method;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use wiremock::matchers::{body_string, header, method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::example::CreateConnectionRequest;
use crate::runtime::{BoxError, Client, ClientBuilder, Credential, Secret};
use crate::{Body, Error, ErrorKind};

const CONNECTION: &str = r#"{"id":"a","created_at":1}"#;

fn builder(url: &str) -> ClientBuilder {
    Client::builder().base_url(url).bearer_token("t")
}

/// A server that reads one request and then writes `answer`; the connection stays open as long as it is told.
async fn raw_server(answer: Vec<u8>, stay: Duration) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let answer = answer.clone();
            tokio::spawn(async move {
                let mut buffer = [0; 4096];
                let _read = socket.read(&mut buffer).await;
                let _written = socket.write_all(&answer).await;
                tokio::time::sleep(stay).await;
            });
        }
    });
    url
}

#[tokio::test]
async fn a_call_over_a_socket() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/connections"))
        .and(header("authorization", "Bearer t"))
        .and(header("content-length", "47"))
        .and(body_string(
            r#"{"name":"n","auth_method":"url","user_id":null}"#,
        ))
        .respond_with(ResponseTemplate::new(201).set_body_raw(CONNECTION, "application/json"))
        .mount(&server)
        .await;
    let client = builder(&server.uri()).build().unwrap();
    let connection = client
        .connections()
        .create(&CreateConnectionRequest::new("n"))
        .await
        .unwrap();
    assert_eq!(connection.id, "a");
}

#[tokio::test]
async fn a_client_of_ones_own_and_a_streamed_body() {
    struct Pieces(Vec<&'static str>);
    impl futures_core::Stream for Pieces {
        type Item = Result<bytes::Bytes, BoxError>;

        fn poll_next(
            mut self: std::pin::Pin<&mut Self>,
            _cx: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            std::task::Poll::Ready(self.0.pop().map(|piece| Ok(piece.into())))
        }
    }
    let server = MockServer::start().await;
    Mock::given(method("PUT"))
        .and(body_string("abc"))
        .respond_with(ResponseTemplate::new(200).set_body_string("ok"))
        .mount(&server)
        .await;
    let client = builder(&server.uri())
        .http_client(reqwest::Client::new())
        .build()
        .unwrap();
    let body = Body::stream(Pieces(vec!["c", "b", "a"]));
    assert_eq!(format!("{body:?}"), "Body(a stream)");
    let response = client
        .request(Method::PUT, "/up")
        .body(body)
        .send()
        .await
        .unwrap();
    assert_eq!(response.body(), "ok");
}

#[tokio::test]
async fn no_body_is_announced_as_such() {
    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(200).insert_header("content-length", "1000");
    Mock::given(method("POST"))
        .and(header("content-length", "0"))
        .respond_with(ResponseTemplate::new(204))
        .mount(&server)
        .await;
    Mock::given(method("HEAD"))
        .respond_with(answer)
        .mount(&server)
        .await;
    let client = builder(&server.uri())
        .max_response_bytes(10)
        .build()
        .unwrap();
    client.request(Method::POST, "/").send().await.unwrap();
    // What `HEAD` announces never comes, so it is not too large either.
    client.request(Method::HEAD, "/").send().await.unwrap();
}

#[tokio::test]
async fn redirects_stay_within_the_origin() {
    let (server, other) = (MockServer::start().await, MockServer::start().await);
    let to = |url: String| ResponseTemplate::new(307).insert_header("location", url.as_str());
    let gate = |from: &str| Mock::given(method("GET")).and(path(format!("/connections/{from}")));
    gate("near")
        .respond_with(to("/connections/there?x=1".to_owned()))
        .mount(&server)
        .await;
    gate("there")
        .and(query_param("x", "1"))
        .and(header("authorization", "Bearer t"))
        .respond_with(ResponseTemplate::new(200).set_body_string(CONNECTION))
        .mount(&server)
        .await;
    gate("far")
        .respond_with(to(format!("{}/steal", other.uri())))
        .mount(&server)
        .await;
    gate("loop")
        .respond_with(to("/connections/loop".to_owned()))
        .mount(&server)
        .await;
    let client = builder(&server.uri()).build().unwrap();
    assert_eq!(client.connections().get("near").await.unwrap().id, "a");
    let error = client.connections().get("far").await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 307);
    assert!(other.received_requests().await.unwrap().is_empty());
    let error = client.connections().get("loop").await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Transport { .. }));
    assert_eq!(server.received_requests().await.unwrap().len(), 2 + 1 + 11);
}

async fn get(url: &str, change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Error {
    let client = change(builder(url)).build().unwrap();
    client.connections().get("a").await.unwrap_err()
}

#[tokio::test]
async fn time_runs_out_before_the_head_and_within_the_body() {
    let long = Duration::from_secs(30);
    let short = |b: ClientBuilder| b.timeout(Duration::from_millis(150));
    let error = get(&raw_server(Vec::new(), long).await, short).await;
    assert!(error.is_timeout() && error.is_retryable(), "{error:?}");
    assert_eq!(error.to_string(), "getConnection: timed out");
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 25\r\n\r\n{\"id\"".to_vec();
    let error = get(&raw_server(head, long).await, short).await;
    assert!(error.is_timeout(), "{error:?}");
    assert!(matches!(
        error.kind(),
        ErrorKind::Transport { sent: true, .. }
    ));
}

#[tokio::test]
async fn a_refused_connection_was_not_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = get(&url, |b| b).await;
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
    assert_eq!(error.to_string(), "getConnection: not sent: no connection");
    assert!(error.is_retryable());
}

#[tokio::test]
async fn a_broken_body_is_no_response() {
    let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 25\r\n\r\n{\"id\"".to_vec();
    let error = get(&raw_server(answer, Duration::ZERO).await, |b| b).await;
    assert!(
        matches!(
            error.kind(),
            ErrorKind::Transport {
                sent: true,
                timeout: false,
                ..
            }
        ),
        "{error:?}"
    );
    assert_eq!(
        error.to_string(),
        "getConnection: status 200, but the body broke off"
    );
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(error.headers().unwrap()["content-length"], "25");
    let answer = b"HTTP/1.1 400 Bad\r\ncontent-length: 25\r\n\r\n{\"id\"".to_vec();
    let error = get(&raw_server(answer, Duration::ZERO).await, |b| b).await;
    assert!(!error.is_retryable(), "{error:?}");
}

#[tokio::test]
async fn the_limit_holds_for_announced_and_for_endless_bodies() {
    let announced = b"HTTP/1.1 200 OK\r\ncontent-length: 1000000000000\r\n\r\n".to_vec();
    let mut chunked = b"HTTP/1.1 500 Oops\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    for _ in 0..64 {
        chunked.extend_from_slice(b"400\r\n");
        chunked.extend_from_slice(&[b'x'; 1024]);
        chunked.extend_from_slice(b"\r\n");
    }
    // Neither body ever ends: only the limit ends the call.
    for (answer, status) in [(announced, 200), (chunked, 500)] {
        let url = raw_server(answer, Duration::from_secs(30)).await;
        let error = get(&url, |b| {
            b.max_response_bytes(10_000)
                .timeout(Duration::from_secs(10))
        })
        .await;
        assert!(
            matches!(error.kind(), ErrorKind::BodyTooLarge { limit: 10_000, .. }),
            "{error:?}"
        );
        assert_eq!(error.status().unwrap().as_u16(), status);
    }
}

#[tokio::test]
async fn no_error_of_the_transport_shows_the_url() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let key = Credential::ApiKey(Secret::new("hunter2"));
    let mut error: Option<&dyn std::error::Error> = None;
    let first = get(&url, |b| b.credential("queryKey", key)).await;
    assert!(!format!("{first:?}").contains("hunter2"), "{first:?}");
    error.replace(&first);
    while let Some(it) = error {
        assert!(!it.to_string().contains("hunter2"));
        error = it.source();
    }
}
