//! Constraints of the description (OpenAPI 3.0.4, Schema Object), checked before anything is sent.

use generated_client::models::{AuthMethod, CreateConnectionRequest};
use generated_client::{Client, Error, ErrorKind};

use super::{answering, arrived, builder, client, json_answer, small_connection};

fn nameless() -> CreateConnectionRequest {
    CreateConnectionRequest::new("", AuthMethod::Url)
}

async fn refused(client: &Client) -> Error {
    let result = client.connections().create(&nameless()).await;
    result.unwrap_err()
}

#[tokio::test]
async fn a_request_that_breaks_a_constraint_is_not_sent() {
    let server = answering(json_answer(201, &small_connection())).await;
    let error = refused(&client(&server.uri())).await;
    assert_eq!(
        error.to_string(),
        "createConnection: not sent: /name: shorter than 1 character"
    );
    let violations = error.violations().unwrap();
    let violations: Vec<_> = violations
        .iter()
        .map(|it| (it.pointer.as_str(), it.rule.as_str()))
        .collect();
    assert_eq!(violations, [("/name", "shorter than 1 character")]);
    assert!(matches!(error.kind(), ErrorKind::Request { .. }));
    assert!(!error.is_retryable());
    assert_eq!(arrived(&server).await, 0);
}

#[tokio::test]
async fn checking_can_be_turned_off_and_on() {
    let server = answering(json_answer(201, &small_connection())).await;
    let lax = builder(&server.uri()).validate_requests(false);
    let lax = lax.build().unwrap();
    lax.connections().create(&nameless()).await.unwrap();
    assert_eq!(arrived(&server).await, 1);

    let strict = lax.connections().create(&nameless());
    let strict = strict.options(|options| options.validate = Some(true));
    assert!(strict.await.unwrap_err().violations().is_some());
    assert_eq!(arrived(&server).await, 1);

    let client = client(&server.uri());
    let lax = client.connections().create(&nameless());
    let lax = lax.options(|options| options.validate = Some(false));
    lax.await.unwrap();
    assert_eq!(arrived(&server).await, 2);
}
