//! Error responses: typed where the description declares them, kept whole where it does not (OpenAPI 3.0.4, Responses
//! Object).

use generated_client::models::ErrorResponse;
use generated_client::{Error, ErrorBody, ErrorKind};
use serde_json::json;
use wiremock::ResponseTemplate;

use super::{answering, client, json_answer, small_request};

async fn error(answer: ResponseTemplate) -> Error {
    let server = answering(answer.insert_header("x-request-id", "r-7")).await;
    let client = client(&server.uri());
    let result = client.connections().create(&small_request()).await;
    result.unwrap_err()
}

fn declared(error: &Error) -> &ErrorResponse {
    let ErrorBody::ErrorResponse(body) = &error.api().unwrap().body else {
        panic!("not the declared body: {error:?}");
    };
    body
}

#[tokio::test]
async fn every_declared_status_has_a_typed_body() {
    for status in [400, 401, 403, 404, 500] {
        let body = json!({"error": "bad_thing", "message": "This is bad.", "more": 1});
        let error = error(json_answer(status, &body)).await;
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(declared(&error).error, "bad_thing");
        assert_eq!(declared(&error).message.as_deref(), Some("This is bad."));
        assert_eq!(
            error.to_string(),
            format!("createConnection: status {status}: This is bad.")
        );
        assert_eq!(error.operation(), "createConnection");
        assert_eq!(error.request_id(), Some("r-7"));
        assert_eq!(error.is_retryable(), status == 500, "{status}");
    }
}

#[tokio::test]
async fn a_message_that_is_absent_is_replaced_by_the_code() {
    let error = error(json_answer(404, &json!({"error": "not_found"}))).await;
    assert_eq!(declared(&error).message, None);
    assert_eq!(error.to_string(), "createConnection: status 404: not_found");
}

#[tokio::test]
async fn only_the_beginning_of_a_long_message_shows() {
    let text = format!("\n  {}\n\u{1}secret", "é".repeat(300));
    let error = error(json_answer(404, &json!({"error": text}))).await;
    let shown = format!("createConnection: status 404: {}…", "é".repeat(200));
    assert_eq!(error.to_string(), shown);
    assert!(!format!("{error:?}").contains("secret"));
    assert_eq!(declared(&error).error, text);
}

#[tokio::test]
async fn an_undeclared_status_keeps_everything() {
    let answer = ResponseTemplate::new(418)
        .insert_header("x-pot", "short and stout")
        .set_body_raw("I'm a teapot", "text/plain");
    let error = error(answer).await;
    let api = error.api().unwrap();
    assert_eq!(api.status.as_u16(), 418);
    assert_eq!(api.headers["x-pot"], "short and stout");
    assert_eq!(api.body, ErrorBody::Undeclared);
    assert_eq!(api.raw_body, "I'm a teapot");
    assert_eq!(error.raw_body(), Some(&api.raw_body));
    assert_eq!(error.headers().unwrap()["x-pot"], "short and stout");
    assert_eq!(error.to_string(), "createConnection: status 418");
}

#[tokio::test]
async fn a_declared_status_with_another_body_keeps_the_bytes() {
    for body in [
        "",
        "<h1>Bad gateway</h1>",
        r#"{"message": "no code"}"#,
        "null",
    ] {
        let error = error(ResponseTemplate::new(500).set_body_raw(body, "application/json")).await;
        let api = error.api().unwrap();
        assert_eq!(api.body, ErrorBody::Undeclared, "{body}");
        assert_eq!(api.raw_body, body);
    }
}

#[tokio::test]
async fn an_error_can_be_taken_apart() {
    let error = error(json_answer(403, &json!({"error": "no"}))).await;
    let ErrorKind::Api(error) = error.into_kind() else {
        panic!("not an answer of the server");
    };
    assert_eq!(error.body.message(), Some("no"));
}
