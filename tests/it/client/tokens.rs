//! Tokens that a client fetches itself (RFC 6749, sections 4.4 and 6): kept, shared, and renewed in time and after a refusal.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use fixture_clients::oauth2;
use serde_json::json;
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

/// Grants `t1`, `t2` and so on, each good for some seconds.
struct Grants {
    next: AtomicUsize,
    seconds: u64,
}

impl Respond for Grants {
    fn respond(&self, _request: &Request) -> ResponseTemplate {
        let number = self.next.fetch_add(1, Ordering::Relaxed) + 1;
        let grant = json!({"access_token": format!("t{number}"), "token_type": "Bearer", "expires_in": self.seconds});
        // Slow enough for every caller to be there before the first token is.
        let answer = ResponseTemplate::new(200).set_body_json(grant);
        answer.set_delay(Duration::from_millis(50))
    }
}

async fn server(seconds: u64) -> MockServer {
    let server = MockServer::start().await;
    for endpoint in ["/oauth/token", "/oauth/refresh"] {
        let next = AtomicUsize::new(0);
        let grants = Grants { next, seconds };
        let endpoint = Mock::given(method("POST")).and(path(endpoint));
        endpoint.respond_with(grants).mount(&server).await;
    }
    server
}

/// Has the API take this token, and none that it was not told of.
async fn accept(server: &MockServer, token: &str) {
    let teas = Mock::given(path("/teas")).and(header("authorization", format!("Bearer {token}")));
    let done = teas.respond_with(ResponseTemplate::new(204));
    done.with_priority(1).mount(server).await;
}

async fn refuse(server: &MockServer) {
    let refused = Mock::given(path("/teas")).respond_with(ResponseTemplate::new(401));
    refused.with_priority(9).mount(server).await;
}

/// What arrived at a path, as the values of `Authorization`.
async fn arrived(server: &MockServer, at: &str) -> Vec<String> {
    let requests = server.received_requests().await.unwrap();
    let requests = requests.iter().filter(|it| it.url.path() == at);
    let authorization = |it: &Request| {
        let value = it.headers.get("authorization");
        value.map_or(String::new(), |it| it.to_str().unwrap().to_owned())
    };
    requests.map(authorization).collect()
}

fn client(server: &MockServer) -> oauth2::Client {
    let builder = oauth2::Client::builder().base_url(server.uri());
    builder.client_credentials("id", "hunter2").build().unwrap()
}

#[tokio::test]
async fn callers_at_one_time_share_one_token() {
    let server = server(3600).await;
    accept(&server, "t1").await;
    let client = client(&server);
    let calls = (0..12).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { client.list_teas().await })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap().unwrap();
    }
    client.list_teas().await.unwrap();
    assert_eq!(arrived(&server, "/oauth/token").await.len(), 1);
    assert_eq!(arrived(&server, "/teas").await, vec!["Bearer t1"; 13]);
}

#[tokio::test]
async fn a_token_is_renewed_before_it_expires() {
    let server = server(2).await;
    accept(&server, "t1").await;
    accept(&server, "t2").await;
    let client = client(&server);
    client.list_teas().await.unwrap();
    client.list_teas().await.unwrap();
    // 80 % of its life.
    tokio::time::sleep(Duration::from_millis(1650)).await;
    client.list_teas().await.unwrap();
    let expected = ["Bearer t1", "Bearer t1", "Bearer t2"];
    assert_eq!(arrived(&server, "/teas").await, expected);
}

#[tokio::test]
async fn a_refused_token_is_renewed_once() {
    let server = server(3600).await;
    accept(&server, "t2").await;
    refuse(&server).await;
    let client = client(&server);
    client.list_teas().await.unwrap();
    client.add_tea().await.unwrap();
    let expected = ["Bearer t1", "Bearer t2", "Bearer t2"];
    assert_eq!(arrived(&server, "/teas").await, expected);
    assert_eq!(arrived(&server, "/oauth/token").await.len(), 2);
}

#[tokio::test]
async fn a_token_that_is_refused_for_good_is_an_error() {
    let server = server(3600).await;
    refuse(&server).await;
    let error = client(&server).list_teas().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 401);
    assert_eq!(arrived(&server, "/teas").await, ["Bearer t1", "Bearer t2"]);
    assert!(!format!("{error:?} {error}").contains("t2"), "{error:?}");
}

#[tokio::test]
async fn a_refresh_token_gets_tokens_as_well() {
    let server = server(3600).await;
    accept(&server, "t2").await;
    refuse(&server).await;
    let builder = oauth2::Client::builder().base_url(server.uri());
    let builder = builder.refresh_token("r1", |flow| flow.client("id", "hunter2"));
    builder.build().unwrap().list_teas().await.unwrap();
    assert_eq!(arrived(&server, "/teas").await, ["Bearer t1", "Bearer t2"]);
    assert_eq!(arrived(&server, "/oauth/refresh").await.len(), 2);
}

#[tokio::test]
async fn a_public_operation_asks_for_no_token() {
    let server = server(3600).await;
    let health = Mock::given(path("/health")).respond_with(ResponseTemplate::new(204));
    health.mount(&server).await;
    client(&server).get_health().await.unwrap();
    assert_eq!(arrived(&server, "/health").await, [""]);
    assert!(arrived(&server, "/oauth/token").await.is_empty());
}
