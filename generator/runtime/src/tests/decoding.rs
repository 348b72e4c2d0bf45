//! Where decoding fails, and how it is told.

use serde::de::DeserializeOwned;

use super::example::{Connection, ConnectionList, Scalar, Shape};
use super::recorder::Recorder;
use crate::Error;
use crate::runtime::describe;
use crate::runtime::locate::locate;

fn place<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
    let error = serde_json::from_str::<T>(text).unwrap_err();
    locate(text.as_bytes(), error.line(), error.column())
}

#[test]
fn places_in_arrays_and_objects() {
    type List = ConnectionList;
    assert_eq!(
        place::<List>(r#"{"connections":[{"id":"a","created_at":1},{"id":"b","created_at":"x"}]}"#),
        "/connections/1/created_at"
    );
    assert_eq!(
        place::<List>(
            "{\n \"connections\": [\n  {\"id\": \"a\", \"created_at\": 1},\n  {\"id\": 5\n}]}"
        ),
        "/connections/1/id"
    );
    assert_eq!(
        place::<List>(r#"{"connections":[{"id":"a"}]}"#),
        "/connections/0"
    );
    assert_eq!(
        place::<List>(r#"{"connections":{"id":"a"}}"#),
        "/connections"
    );
    assert_eq!(place::<List>("{}"), "");
    assert_eq!(place::<List>("[]"), "");
    assert_eq!(place::<Connection>(r#"{"id":{},"created_at":1}"#), "/id");
    assert_eq!(
        place::<Connection>(r#"{"id":"a","created_at":1.5}"#),
        "/created_at"
    );
    assert_eq!(
        place::<Connection>(r#"{"id":"a","created_at":[1]}"#),
        "/created_at"
    );
}

#[test]
fn places_in_compact_arrays_and_maps() {
    type Map = std::collections::BTreeMap<String, Vec<i64>>;
    assert_eq!(place::<Vec<i64>>("[1,2,{}]"), "/2");
    assert_eq!(place::<Vec<i64>>("[1, 2, [] ]"), "/2");
    assert_eq!(place::<Vec<Vec<bool>>>("[[true],[true,3]]"), "/1/1");
    assert_eq!(
        place::<Map>(r#"{"a":[1],"b/~\"c":[1,"\"],["]}"#),
        "/b~1~0\"c/1"
    );
    assert_eq!(place::<Map>(r#"{"é":[1,null]}"#), "/é/1");
    assert_eq!(place::<(i64, i64)>("[1,true]"), "/1");
    assert_eq!(place::<Vec<(i64, i64)>>("[[1,2],[3]]"), "/1");
}

#[test]
fn places_in_broken_text() {
    assert_eq!(
        place::<Connection>(r#"{"id":"a","created_at":"#),
        "/created_at"
    );
    assert_eq!(place::<Connection>(r#"{"id":"a"#), "/id");
    assert_eq!(place::<Vec<i64>>("[1,2"), "/1");
    assert_eq!(place::<Vec<i64>>("[1,x]"), "/1");
    assert_eq!(place::<Connection>("<html>"), "");
    assert_eq!(locate(b"", 1, 0), "");
    assert_eq!(locate(b"[\"\\", 9, 99), "/0");
    assert_eq!(locate(b"}]{\"", 1, 4), "");
}

async fn failure(answer: &'static str) -> Error {
    Recorder::new(200, answer)
        .client()
        .connections()
        .list("t")
        .await
        .unwrap_err()
}

#[tokio::test]
async fn errors_say_where_and_what() {
    let error = failure(r#"{"connections":[{"id":"a","created_at":"soon"}]}"#).await;
    assert_eq!(error.pointer(), Some("/connections/0/created_at"));
    assert_eq!(
        error.to_string(),
        "listConnections: status 200, but not as declared, at /connections/0/created_at: \
         invalid type: string, expected i64"
    );
    assert_eq!(
        (error.status().unwrap().as_u16(), error.request_id()),
        (200, Some("r-1"))
    );
    let error = failure("").await;
    assert_eq!(error.pointer(), Some(""));
    assert!(
        error.to_string().ends_with("as declared: there is no body"),
        "{error}"
    );
    let error = failure("\u{feff}{\"connections\":[1]}").await;
    assert_eq!(error.pointer(), Some("/connections/0"));
}

#[tokio::test]
async fn errors_inside_unions_have_their_place() {
    let error = failure(
        r#"{"connections":[{"id":"a","created_at":1,"shape":{"kind":"group","members":[{"kind":"circle","radius":1},{"kind":"square","sides":[1,"hunter2"]}]}}]}"#,
    )
    .await;
    assert_eq!(
        error.pointer(),
        Some("/connections/0/shape/members/1/sides/1")
    );
    assert!(
        error
            .to_string()
            .ends_with("invalid type: string, expected i64"),
        "{error}"
    );
    let error =
        failure(r#"{"connections":[{"id":"a","created_at":1,"shape":{"kind":"circle"}}]}"#).await;
    assert_eq!(error.pointer(), Some("/connections/0/shape"));
    assert!(
        error.to_string().ends_with("missing field `radius`"),
        "{error}"
    );
}

#[tokio::test]
async fn a_large_body_is_kept_in_part() {
    let long: &'static str = Box::leak(format!("[\"{}\"]", "x".repeat(100_000)).into_boxed_str());
    let error = failure(long).await;
    assert_eq!(error.raw_body().unwrap().len(), 64 * 1024);
}

#[test]
fn messages_lose_their_values() {
    let told = |text: &str| match serde_json::from_str::<(i64, bool)>(text) {
        Ok(_) => "fine".to_owned(),
        Err(error) => describe::without_values(&error.to_string()),
    };
    assert_eq!(
        told(r#"["a, expected b", true]"#),
        "invalid type: string, expected i64"
    );
    assert_eq!(told("[1, 7]"), "invalid type: integer, expected a boolean");
    assert_eq!(
        told("[1.5, true]"),
        "invalid type: floating point, expected i64"
    );
    assert_eq!(
        told("[99999999999999999999, true]"),
        "invalid type: floating point, expected i64"
    );
    assert_eq!(told("[1"), "EOF while parsing a list");
    assert_eq!(told("[1]"), "invalid length 1, expected a tuple of size 2");
    assert_eq!(
        describe::without_values("hunter2 is no date at line 1 column 3"),
        "invalid value"
    );
}

#[test]
fn unions_decode_from_any_deserializer() {
    let value = serde_json::json!({"kind": "circle", "radius": 2});
    assert!(matches!(
        serde_json::from_value::<Shape>(value).unwrap(),
        Shape::Circle(_)
    ));
    assert_eq!(
        serde_json::from_value::<Scalar>(serde_json::json!("a")).unwrap(),
        Scalar::Text("a".into())
    );
}

#[test]
fn a_whole_number_with_a_point_is_an_integer() {
    let numbers: Vec<i64> = crate::runtime::whole::from_text(b"[1.0, 2, -3.0]").unwrap();
    assert_eq!(numbers, [1, 2, -3]);
    let pointer = |text: &[u8]| {
        let fault = crate::runtime::whole::from_text::<Vec<i64>>(text);
        fault.unwrap_err().pointer
    };
    assert_eq!(pointer(b"[1.0, 2.5]"), "/1", "no number that is one");
    assert_eq!(pointer(b"[2.5, 1.0]"), "/0");
}
