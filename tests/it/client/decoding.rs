//! Success responses (OpenAPI 3.0.4, Response Object): statuses, values, what is null, absent, new or wrong.

use generated_client::models::{Connection, TransportType};
use generated_client::{Error, ErrorKind};
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use super::{answering, client, connection, json_answer, small_connection, small_request};

/// What a client makes of a response.
async fn decoded(answer: ResponseTemplate) -> Result<Connection, Error> {
    let server = answering(answer).await;
    let client = client(&server.uri());
    client.connections().create(&small_request()).await
}

/// A small connection in which one property is another.
fn with(property: &str, value: Value) -> Value {
    let mut connection = small_connection();
    connection[property] = value;
    connection
}

fn without(property: &str) -> Value {
    let mut connection = small_connection();
    connection.as_object_mut().unwrap().remove(property);
    connection
}

#[tokio::test]
async fn every_success_status_has_the_same_body() {
    for status in [200, 201, 202, 299] {
        let connection = decoded(json_answer(status, &connection())).await.unwrap();
        assert_eq!(connection.id, "c-1", "{status}");
    }
}

#[tokio::test]
async fn every_property_arrives() {
    let it = decoded(json_answer(201, &connection())).await.unwrap();
    assert_eq!(it.name, "Search");
    assert_eq!(it.type_, "custom_mcp");
    assert_eq!(it.provider, "user");
    assert_eq!(it.user_id.as_deref(), Some("u-1"));
    assert_eq!(it.team_id, "t-1");
    assert_eq!(it.composio_mcp_id, None);
    assert_eq!(it.created_at.to_rfc3339(), "2023-11-07T05:31:56+00:00");
    assert_eq!(it.updated_at.timestamp_subsec_millis(), 500);
    assert_eq!(it.server_url.as_deref(), Some("https://mcp.example.com"));
    assert_eq!(it.transport_type, Some(TransportType::Http));
    assert_eq!(it.auth_method.as_deref(), Some("headers"));
    assert_eq!(it.oauth_scopes, Some(vec!["read".into(), "write".into()]));
    assert_eq!(it.has_headers, Some(true));
    assert_eq!(it.has_oauth_tokens, Some(false));
    assert_eq!(it.created_by.as_deref(), Some("u-2"));
}

#[tokio::test]
async fn null_and_absent_are_nothing_where_they_are_allowed() {
    let it = decoded(json_answer(201, &small_connection()))
        .await
        .unwrap();
    assert_eq!(
        (it.user_id, it.icon_url, it.oauth_scopes),
        (None, None, None)
    );
    for (property, value) in [("icon_url", Value::Null), ("oauth_scopes", Value::Null)] {
        let it = decoded(json_answer(201, &with(property, value))).await;
        let it = it.unwrap();
        assert_eq!((it.icon_url, it.oauth_scopes), (None, None), "{property}");
    }
    // Some servers leave out what is null, so the client takes that too.
    let it = decoded(json_answer(201, &without("user_id"))).await;
    assert_eq!(it.unwrap().user_id, None);
    let empty = decoded(json_answer(201, &with("oauth_scopes", json!([])))).await;
    assert_eq!(empty.unwrap().oauth_scopes, Some(Vec::new()));
}

#[tokio::test]
async fn an_enum_value_this_version_does_not_know_is_kept() {
    let it = decoded(json_answer(201, &with("transport_type", json!("quic")))).await;
    let transport = it.unwrap().transport_type.unwrap();
    assert_eq!(transport, TransportType::Unknown("quic".to_owned()));
    assert_eq!(
        (transport.as_str(), transport.to_string()),
        ("quic", "quic".to_owned())
    );
    assert_eq!(serde_json::to_value(&transport).unwrap(), "quic");
}

#[tokio::test]
async fn a_property_this_version_does_not_know_is_passed_over() {
    let it = decoded(json_answer(201, &with("colour", json!({"r": [1, 2]})))).await;
    assert_eq!(it.unwrap().id, "c-1");
}

/// Asserts where decoding fails and what is said about it.
async fn assert_refused(body: &str, pointer: &str, display: &str) {
    let answer = ResponseTemplate::new(201)
        .insert_header("x-request-id", "r-1")
        .set_body_raw(body, "application/json");
    let error = decoded(answer).await.unwrap_err();
    assert_eq!(error.pointer(), Some(pointer), "{body}");
    assert_eq!(error.to_string(), display, "{body}");
    assert!(matches!(error.kind(), ErrorKind::Decode { .. }));
    assert_eq!(error.status().unwrap().as_u16(), 201);
    assert_eq!(error.request_id(), Some("r-1"));
    assert_eq!(error.raw_body().unwrap(), body);
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn a_body_that_is_not_json_is_refused_and_kept() {
    assert_refused(
        "<html>",
        "",
        "createConnection: status 201, but not as declared: expected value",
    )
    .await;
    let truncated = &small_connection().to_string()[..40];
    let server = answering(ResponseTemplate::new(201).set_body_raw(truncated, "application/json"));
    let client = client(&server.await.uri());
    let error = client.connections().create(&small_request()).await;
    assert!(matches!(
        error.unwrap_err().kind(),
        ErrorKind::Decode { .. }
    ));
}

#[tokio::test]
async fn a_missing_property_is_named_with_its_place() {
    for property in ["id", "created_at", "team_id"] {
        let error = decoded(json_answer(201, &without(property))).await;
        let error = error.unwrap_err();
        assert_eq!(error.pointer(), Some(""), "{property}");
        let reason = format!("missing field `{property}`");
        assert!(error.to_string().contains(&reason), "{error}");
    }
}

#[tokio::test]
async fn a_wrong_value_is_named_by_its_place_and_never_quoted() {
    for (property, value, reason) in [
        (
            "id",
            json!(417_417),
            "invalid type: integer, expected a string",
        ),
        ("name", Value::Null, "invalid type: null, expected a string"),
        (
            "shared",
            json!("417417"),
            "invalid type: string, expected a boolean",
        ),
    ] {
        assert_refused(
            &with(property, value).to_string(),
            &format!("/{property}"),
            &format!("createConnection: status 201, but not as declared, at /{property}: {reason}"),
        )
        .await;
    }
    let scopes = with("oauth_scopes", json!(["read", 417_417]));
    let error = decoded(json_answer(201, &scopes)).await.unwrap_err();
    assert_eq!(error.pointer(), Some("/oauth_scopes/1"));
    let date = with("created_at", json!("yesterday 417417"));
    let error = decoded(json_answer(201, &date)).await.unwrap_err();
    assert_eq!(error.pointer(), Some("/created_at"));
    for error in [
        format!("{error}"),
        format!("{error:?}"),
        format!("{:?}", error.kind()),
    ] {
        assert!(!error.contains("417417"), "{error}");
    }
}
