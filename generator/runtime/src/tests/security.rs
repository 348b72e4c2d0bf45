//! Which credentials go with a request, and where.

use super::example::SCHEMES;
use super::recorder::{Recorder, Seen};
use crate::ErrorKind;
use crate::runtime::{
    BoxError, BoxFuture, Client, ClientBuilder, Credential, CredentialProvider, Secret,
};

const ANSWER: &str = r#"{"id":"a","created_at":1}"#;

async fn sent(set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Seen {
    let recorder = Recorder::new(200, ANSWER);
    let client = set(Client::builder())
        .transport(recorder.clone())
        .build()
        .unwrap();
    client.connections().get("c").await.unwrap();
    recorder.last()
}

fn key(text: &str) -> Credential {
    Credential::ApiKey(Secret::new(text))
}

fn basic() -> Credential {
    Credential::Basic {
        username: "me".to_owned(),
        password: Secret::new("p:w"),
    }
}

#[tokio::test]
async fn the_first_alternative_that_is_set_is_sent() {
    let seen = sent(|b| {
        b.credential("basicAuth", basic())
            .credential("headerKey", key("k"))
    })
    .await;
    assert_eq!(seen.header("authorization"), Some("Basic bWU6cDp3"));
    assert_eq!(seen.header("x-key"), Some("k"));
    assert!(seen.headers["authorization"].is_sensitive() && seen.headers["x-key"].is_sensitive());
    // Half of the first alternative is set, so the second one is taken.
    let seen = sent(|b| {
        b.credential("basicAuth", basic())
            .credential("queryKey", key("a b&c"))
    })
    .await;
    assert_eq!(seen.header("authorization"), None);
    assert_eq!(
        seen.url,
        "https://api.example.com/v1/connections/c?api_key=a%20b%26c"
    );
    // A cookie that would end early is not sent at all.
    let builder = Client::builder().transport(Recorder::new(200, "{}"));
    let client = builder.credential("cookieKey", key("a;b")).build().unwrap();
    let error = client.connections().get("c1").await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Credential(_)), "{error}");
    let seen = sent(|b| b.credential("cookieKey", key("a/b+c=="))).await;
    assert_eq!(seen.header("cookie"), Some("session=a/b+c=="));
    let seen = sent(|b| b.bearer_token("t")).await;
    assert_eq!(seen.header("authorization"), Some("Bearer t"));
}

#[tokio::test]
async fn nothing_set_sends_nothing() {
    let seen = sent(|b| b).await;
    assert_eq!(
        (seen.header("authorization"), seen.header("cookie")),
        (None, None)
    );
    let seen = sent(|b| b.credential("headerKey", key("k"))).await;
    assert_eq!(seen.header("x-key"), None);
    let recorder = Recorder::new(204, "");
    let client = Client::builder()
        .bearer_token("t")
        .transport(recorder.clone())
        .build()
        .unwrap();
    client.connections().delete("c").await.unwrap();
    assert_eq!(
        recorder.last().header("authorization"),
        None,
        "the operation asks for none"
    );
}

struct Failing;

impl CredentialProvider for Failing {
    fn token(&self) -> BoxFuture<'_, Result<Secret, BoxError>> {
        Box::pin(async { Err("the vault is closed".into()) })
    }
}

#[tokio::test]
async fn a_credential_that_cannot_be_had_is_an_error() {
    let recorder = Recorder::new(200, ANSWER);
    let client = Client::builder()
        .bearer_provider(Failing)
        .transport(recorder.clone())
        .build()
        .unwrap();
    let error = client.connections().get("c").await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Credential(_)));
    assert_eq!(
        error.to_string(),
        "getConnection: not sent: no credential could be had"
    );
    let client = Client::builder()
        .bearer_token("a\nb")
        .transport(recorder.clone())
        .build()
        .unwrap();
    let error = client.connections().get("c").await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Credential(_)));
    assert_eq!(recorder.count(), 0);
}

#[tokio::test]
async fn raw_requests_send_credentials_only_when_asked() {
    let recorder = Recorder::new(200, "");
    let builder = Client::builder()
        .bearer_token("t")
        .credential("headerKey", key("k"));
    let client = builder.transport(recorder.clone()).build().unwrap();
    client
        .request(http::Method::GET, "/x")
        .send()
        .await
        .unwrap();
    assert_eq!(
        (
            recorder.last().header("authorization"),
            recorder.last().header("x-key")
        ),
        (None, None)
    );
    client
        .request(http::Method::GET, "/x")
        .auth("headerKey")
        .send()
        .await
        .unwrap();
    assert_eq!(recorder.last().header("x-key"), Some("k"));
    let error = client
        .request(http::Method::GET, "/x")
        .auth("basicAuth")
        .send()
        .await
        .unwrap_err();
    assert!(error.to_string().contains("`basicAuth`"));
}

#[test]
fn debug_shows_no_credential() {
    let client = Client::builder()
        .bearer_token("hunter2")
        .credential("headerKey", key("hunter2"))
        .default_header("x-other", "hunter2");
    let mut text = format!("{client:?} {SCHEMES:?}");
    text.push_str(&format!("{:?}", client.build().unwrap()));
    assert!(
        !text.contains("hunter2") && text.contains("bearerAuth"),
        "{text}"
    );
}
