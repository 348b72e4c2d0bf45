//! Tokens that are fetched, kept, shared and renewed.

#![cfg(feature = "reqwest")]

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use http::Method;
use serde_json::json;
use wiremock::matchers::{body_string, header, method, path};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

use crate::runtime::{Client, RequestOptions};
use crate::{
    Body, BoxError, ClientAuthentication, ClientCredentials, CredentialProvider, Error, ErrorKind,
    RefreshToken,
};

/// Answers with `t1`, `t2` and so on.
struct Tokens(AtomicUsize, serde_json::Value);

impl Respond for Tokens {
    fn respond(&self, _request: &Request) -> ResponseTemplate {
        let number = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        let mut body = self.1.clone();
        body["access_token"] = format!("t{number}").into();
        ResponseTemplate::new(200)
            .set_body_json(body)
            .set_delay(Duration::from_millis(50))
    }
}

async fn token_server(answer: serde_json::Value) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/token"))
        .respond_with(Tokens(AtomicUsize::new(0), answer))
        .mount(&server)
        .await;
    server
}

fn credentials(server: &MockServer) -> ClientCredentials {
    ClientCredentials::new(format!("{}/token", server.uri()), "i d", "hunter2")
}

fn client(server: &MockServer, provider: impl CredentialProvider) -> Client {
    let builder = Client::builder().base_url(server.uri());
    builder.bearer_provider(provider).build().unwrap()
}

async fn call(client: &Client) -> Result<(), Error> {
    let request = client
        .request(Method::POST, "/x")
        .auth("bearerAuth")
        .body("b");
    request.send().await.map(drop)
}

async fn accept(server: &MockServer, token: &str) {
    Mock::given(path("/x"))
        .and(header("authorization", format!("Bearer {token}")))
        .and(body_string("b"))
        .respond_with(ResponseTemplate::new(200))
        .with_priority(1)
        .mount(server)
        .await;
}

async fn count(server: &MockServer, at: &str) -> usize {
    let all = server.received_requests().await.unwrap();
    all.iter().filter(|it| it.url.path() == at).count()
}

#[tokio::test]
async fn many_callers_wait_for_one_request() {
    let server = token_server(json!({"token_type": "Bearer", "expires_in": 3600})).await;
    accept(&server, "t1").await;
    let provider = credentials(&server)
        .scopes(["a", "b:c"])
        .parameter("audience", "x y");
    let client = client(&server, provider);
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { call(&client).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    call(&client).await.unwrap();
    assert_eq!(count(&server, "/token").await, 1);
    let all = server.received_requests().await.unwrap();
    let request = all.iter().find(|it| it.url.path() == "/token").unwrap();
    let body = std::str::from_utf8(&request.body).unwrap();
    assert_eq!(
        body,
        "grant_type=client_credentials&scope=a%20b%3Ac&audience=x%20y"
    );
    // `i%20d:hunter2`
    assert_eq!(
        request.headers["authorization"],
        "Basic aSUyMGQ6aHVudGVyMg=="
    );
    assert_eq!(
        request.headers["content-type"],
        "application/x-www-form-urlencoded"
    );
}

#[tokio::test]
async fn the_secret_in_the_body() {
    let server = token_server(json!({})).await;
    accept(&server, "t1").await;
    let provider = credentials(&server).authentication(ClientAuthentication::Post);
    call(&client(&server, provider)).await.unwrap();
    let request = &server.received_requests().await.unwrap()[0];
    assert_eq!(
        std::str::from_utf8(&request.body).unwrap(),
        "grant_type=client_credentials&client_id=i%20d&client_secret=hunter2"
    );
    assert!(!request.headers.contains_key("authorization"));
}

#[tokio::test]
async fn a_token_is_renewed_at_80_percent_and_the_old_one_serves_in_need() {
    let server = MockServer::start().await;
    let answer = Tokens(AtomicUsize::new(0), json!({"expires_in": "100"}));
    Mock::given(path("/token"))
        .respond_with(answer)
        .up_to_n_times(2)
        .mount(&server)
        .await;
    let (start, seconds) = (Instant::now(), Arc::new(AtomicU64::new(0)));
    let now = seconds.clone();
    let clock = Arc::new(move || start + Duration::from_secs(now.load(Ordering::Relaxed)));
    let provider = Arc::new(credentials(&server).clock(clock));
    let _client = client(&server, Shared(provider.clone()));
    let token = async |at: u64| {
        seconds.store(at, Ordering::Relaxed);
        provider.token().await.map(|it| it.expose().to_owned())
    };
    assert_eq!(token(0).await.unwrap(), "t1");
    assert_eq!(token(79).await.unwrap(), "t1");
    assert_eq!(token(80).await.unwrap(), "t2");
    // From here on the endpoint fails.
    assert_eq!(token(170).await.unwrap(), "t2");
    let error = token(181).await.unwrap_err();
    assert_eq!(error.to_string(), "the token endpoint answered 404");
}

struct Shared(Arc<ClientCredentials>);

impl CredentialProvider for Shared {
    fn token(&self) -> crate::BoxFuture<'_, Result<crate::Secret, BoxError>> {
        self.0.token()
    }

    fn connect(&self, transport: &Arc<dyn crate::Transport>, base_url: &str) {
        self.0.connect(transport, base_url);
    }
}

#[tokio::test]
async fn a_refused_token_is_renewed_once() {
    let server = token_server(json!({"expires_in": 3600})).await;
    let refused = ResponseTemplate::new(401);
    Mock::given(path("/x"))
        .respond_with(refused)
        .with_priority(9)
        .mount(&server)
        .await;
    accept(&server, "t2").await;
    let renewed = client(&server, credentials(&server));
    call(&renewed).await.unwrap();
    call(&renewed).await.unwrap();
    assert_eq!(
        (count(&server, "/token").await, count(&server, "/x").await),
        (2, 3)
    );

    // A server that refuses every token is asked twice and not more; a stream cannot be sent again at all.
    let other = token_server(json!({})).await;
    let refused = client(&other, credentials(&other));
    let error = call(&refused).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 404);
    assert_eq!(count(&other, "/x").await, 1);
    let everything = ResponseTemplate::new(401);
    Mock::given(path("/x"))
        .respond_with(everything)
        .mount(&other)
        .await;
    let error = call(&refused).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 401);
    assert_eq!(count(&other, "/x").await, 3);
    let stream = Body::stream(Body::from("b"));
    let request = refused
        .request(Method::POST, "/x")
        .auth("bearerAuth")
        .body(stream);
    request
        .options(|_: &mut RequestOptions| {})
        .send()
        .await
        .unwrap_err();
    assert_eq!(count(&other, "/x").await, 4);
}

#[tokio::test]
async fn failures_are_shared_and_show_no_secret() {
    let server = MockServer::start().await;
    let body = json!({"error": "invalid_client", "error_description": "hunter2 is wrong"});
    let refusal = ResponseTemplate::new(401).set_body_json(body);
    let refusal = refusal.set_delay(Duration::from_millis(100));
    Mock::given(path("/token"))
        .respond_with(refusal)
        .mount(&server)
        .await;
    let provider = credentials(&server);
    assert!(!format!("{provider:?}").contains("hunter2"));
    let client = client(&server, provider);
    let calls: Vec<_> = (0..10)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { call(&client).await })
        })
        .collect();
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        let ErrorKind::Credential(source) = error.kind() else {
            panic!("{error:?}");
        };
        assert_eq!(
            source.to_string(),
            "the token endpoint answered 401: invalid_client"
        );
        assert!(!format!("{error:?}").contains("hunter2"));
    }
    assert_eq!(count(&server, "/token").await, 1);
}

#[tokio::test]
async fn a_caller_that_gives_up_does_not_stop_the_others() {
    let server = token_server(json!({"expires_in": 3600})).await;
    accept(&server, "t2").await;
    let client = client(&server, credentials(&server));
    let gone = client.clone();
    let first = tokio::spawn(async move { call(&gone).await });
    while count(&server, "/token").await == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    call(&client).await.unwrap();
}

#[tokio::test]
async fn what_a_token_endpoint_must_not_answer() {
    for (answer, reason) in [
        ("[]", "the answer of the token endpoint is no JSON object"),
        ("{}", "the token endpoint answered without a token"),
        (
            r#"{"access_token":"t","token_type":"mac"}"#,
            "the token endpoint answered with a token that is no bearer token",
        ),
    ] {
        let server = MockServer::start().await;
        let template = ResponseTemplate::new(200).set_body_string(answer);
        Mock::given(path("/token"))
            .respond_with(template)
            .mount(&server)
            .await;
        let provider = Arc::new(credentials(&server));
        let error = provider.token().await.unwrap_err();
        assert_eq!(error.to_string(), "the token provider belongs to no client");
        let _client = client(&server, Shared(provider.clone()));
        assert_eq!(provider.token().await.unwrap_err().to_string(), reason);
    }
}

#[tokio::test]
async fn a_refresh_token_and_its_successor() {
    let server = MockServer::start().await;
    for (old, new, number) in [("r1", Some("r2"), 1), ("r2", None, 2)] {
        let form = format!("grant_type=refresh_token&refresh_token={old}&scope=s&client_id=c");
        let mut answer = json!({"access_token": format!("t{number}"), "expires_in": 60});
        if let Some(new) = new {
            answer["refresh_token"] = new.into();
        }
        Mock::given(path("/token"))
            .and(body_string(form))
            .respond_with(ResponseTemplate::new(200).set_body_json(answer))
            .mount(&server)
            .await;
    }
    Mock::given(path("/x"))
        .respond_with(ResponseTemplate::new(401))
        .with_priority(9)
        .mount(&server)
        .await;
    accept(&server, "t2").await;
    let kept = Arc::new(Mutex::new(Vec::new()));
    let keep = kept.clone();
    let provider = RefreshToken::new(format!("{}/token", server.uri()), "r1")
        .public_client("c")
        .scopes(["s"])
        .on_rotation(move |new| keep.lock().unwrap().push(new.expose().to_owned()));
    assert!(!format!("{provider:?}").contains("r1"));
    call(&client(&server, provider)).await.unwrap();
    assert_eq!(*kept.lock().unwrap(), ["r2"]);
}

#[tokio::test]
async fn a_relative_token_url_starts_at_the_server() {
    for (base, reference, expected) in [
        ("/v1", "/oauth/token", "/oauth/token"),
        ("/v1", "token", "/token"),
        ("/v1/x", "token", "/v1/token"),
        ("", "token", "/token"),
    ] {
        let server = MockServer::start().await;
        Mock::given(path(expected))
            .respond_with(Tokens(AtomicUsize::new(0), json!({})))
            .mount(&server)
            .await;
        let answer = ResponseTemplate::new(204);
        let api = Mock::given(header("authorization", "Bearer t1")).respond_with(answer);
        api.mount(&server).await;
        let provider = ClientCredentials::new("https://elsewhere.example.com", "c", "hunter2");
        let builder = Client::builder().base_url(format!("{}{base}", server.uri()));
        let builder = builder.bearer_provider(provider.token_url(reference));
        call(&builder.build().unwrap()).await.unwrap();
        assert_eq!(count(&server, expected).await, 1, "{reference}");
    }
}
