//! Parameters for headers that a call sets by itself, which Swagger 2.0 has.

use super::recorder::{Recorder, Seen};
use crate::runtime::{Call, Client, Form, Operation, Parameter, Part, decode};

static BREW: Operation = Operation::new("brew", "POST", "/teas")
    .parameters(&[
        Parameter::header("ACCEPT"),
        Parameter::header("Content-Type"),
        Parameter::header("authorization"),
    ])
    .security(&[&["bearerAuth"]]);

async fn sent(token: Option<&str>, set: impl FnOnce(Call) -> Call) -> Seen {
    let recorder = Recorder::new(204, "");
    let mut builder = Client::builder().transport(recorder.clone());
    if let Some(token) = token {
        builder = builder.bearer_token(token);
    }
    let client = builder.build().unwrap();
    set(Call::new(&client, &BREW))
        .run(decode::empty)
        .await
        .unwrap();
    recorder.last()
}

#[tokio::test]
async fn a_parameter_goes_before_what_the_call_says() {
    let headers = |seen: &Seen| {
        ["accept", "content-type"].map(|name| seen.header(name).unwrap_or_default().to_owned())
    };
    let seen = sent(None, |call| call.json("a")).await;
    assert_eq!(headers(&seen), ["application/json", "application/json"]);
    for is_body_first in [true, false] {
        let seen = sent(None, |call| {
            let body = |call: Call| call.json("a");
            let call = if is_body_first { body(call) } else { call };
            let call = call.header("ACCEPT", "text/csv");
            let call = call.header("Content-Type", "application/vnd.tea+json");
            if is_body_first { call } else { body(call) }
        })
        .await;
        assert_eq!(headers(&seen), ["text/csv", "application/vnd.tea+json"]);
    }
}

#[tokio::test]
async fn parts_keep_their_boundary() {
    let seen = sent(None, |call| {
        let call = call.header("Content-Type", "multipart/form-data");
        call.multipart(Form::data().part("name", Part::text("Sencha")))
    })
    .await;
    let content_type = seen.header("content-type").unwrap();
    assert!(
        content_type.starts_with("multipart/form-data; boundary="),
        "{content_type}"
    );
}

/// A parameter that is required must not take the place of a token that is renewed.
#[tokio::test]
async fn a_credential_goes_before_a_parameter() {
    let set = |call: Call| call.header("authorization", "mine");
    let seen = sent(Some("token"), set).await;
    assert_eq!(seen.header("authorization"), Some("Bearer token"));
    let seen = sent(None, set).await;
    assert_eq!(seen.header("authorization"), Some("mine"));
    assert!(seen.headers["authorization"].is_sensitive());
}
