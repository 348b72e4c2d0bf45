//! Which declared answer a response is, by its status and its media type.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};

use super::recorder::Recorder;
use crate::ErrorBody;
use crate::runtime::Payload::{Empty, Streamed, Whole};
use crate::runtime::answers::{self, Row};
use crate::runtime::{Call, Operation, Payload, RawResponse, decode};

const MIXED: &[Row<Payload>] = &[
    ("200 application/json", Whole),
    ("200 text/plain", Whole),
    ("200 application/stream+json", Streamed),
    ("200 */*", Streamed),
];
const VERSIONS: &[Row<Payload>] = &[
    ("200 application/json;v=1", Whole),
    ("200 application/json", Whole),
    ("200 application/json;v=2", Whole),
    ("200 application/json;v=2;q=a", Whole),
];
const STATUSES: &[Row<Payload>] = &[("200", Whole), ("206", Streamed), ("2XX", Whole)];
const EVENTS: &[Row<Payload>] = &[("200 text/event-stream", Streamed), ("204", Empty)];
const ALIKE: &[Row<Payload>] = &[("201 203", Whole), ("204", Empty)];
const DIFFERENT: &[Row<Payload>] = &[("200", Whole), ("202", Whole), ("204", Empty)];
const TEXTS: &[Row<Payload>] = &[("200 text/yaml", Whole), ("200 application/yaml", Streamed)];
const LINES: &[Row<Payload>] = &[("200 application/jsonl", Streamed)];

#[test]
fn the_most_specific_answer_is_chosen() {
    let rows = [
        (
            MIXED,
            200,
            "application/json; charset=utf-8",
            "200 application/json",
        ),
        (
            MIXED,
            200,
            "application/problem+json",
            "200 application/json",
        ),
        (
            MIXED,
            200,
            "application/stream+json",
            "200 application/stream+json",
        ),
        (MIXED, 200, "text/plain", "200 text/plain"),
        (MIXED, 200, "image/png", "200 */*"),
        (MIXED, 200, "", "200 application/json"),
        (MIXED, 201, "text/plain", "200 text/plain"),
        (
            VERSIONS,
            200,
            "application/json; charset=utf-8; V=\"2\"",
            "200 application/json;v=2",
        ),
        (
            VERSIONS,
            200,
            "application/json;q=A;v=2",
            "200 application/json;v=2;q=a",
        ),
        (VERSIONS, 200, "application/json", "200 application/json"),
        (
            VERSIONS,
            200,
            "application/json;v=3",
            "200 application/json",
        ),
        (STATUSES, 200, "image/png", "200"),
        (STATUSES, 206, "application/json", "206"),
        (STATUSES, 299, "", "2XX"),
        (EVENTS, 200, "text/event-stream", "200 text/event-stream"),
        (EVENTS, 200, "", "200 text/event-stream"),
        (EVENTS, 200, "text/html", "none"),
        (EVENTS, 204, "", "204"),
        (EVENTS, 201, "application/json", "none"),
        (ALIKE, 203, "", "201 203"),
        (ALIKE, 200, "", "201 203"),
        (DIFFERENT, 201, "application/json", ""),
        (TEXTS, 200, "application/yaml", "200 application/yaml"),
        (TEXTS, 200, "text/x-yaml", "200 text/yaml"),
        (TEXTS, 200, "text/html", "none"),
        (LINES, 200, "application/x-ndjson", "200 application/jsonl"),
        (LINES, 200, "application/json", "none"),
        (&[], 200, "text/plain", ""),
        (&[("204", Empty)], 200, "text/plain", "204"),
    ];
    for (table, status, media_type, expected) in rows {
        let mut headers = HeaderMap::new();
        if !media_type.is_empty() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        }
        let status = StatusCode::from_u16(status).unwrap();
        let found = answers::success(table, status, &headers);
        assert_eq!(
            found.map_or("none", |(key, _)| key),
            expected,
            "{table:?} {status} {media_type}"
        );
    }
}

static CREATE: Operation = Operation {
    id: "create",
    successes: &[("201", Whole)],
    errors: &[("404", |_| None), ("default", ErrorBody::problem)],
    ..Operation::DEFAULT
};

/// OpenAPI 3.0.4, Responses Object: `default` stands for every status that is not declared.
#[tokio::test]
async fn a_success_that_is_not_declared_can_be_the_default() {
    let create = async |status, body| {
        let recorder = Recorder::new(status, body).with_header("content-type", "application/json");
        Call::new(&recorder.client(), &CREATE)
            .run(decode::json::<Option<i64>>)
            .await
    };
    assert_eq!(create(201, "7").await.unwrap(), Some(7));
    assert_eq!(create(200, "7").await.unwrap(), Some(7));
    assert_eq!(create(204, "").await.unwrap(), None);
    let error = create(200, r#"{"error":"e"}"#).await.unwrap_err();
    let api = error.api().unwrap();
    assert_eq!((api.status.as_u16(), api.body.message()), (200, Some("e")));
    assert!(!error.is_retryable());
    let error = create(201, r#"{"error":"e"}"#).await.unwrap_err();
    assert!(error.api().is_none(), "{error}");
    let error = create(404, r#"{"error":"e"}"#).await.unwrap_err();
    assert_eq!(error.api().unwrap().body, ErrorBody::Undeclared);
}

static READ: Operation = Operation {
    id: "read",
    errors: &[
        ("404", |_| None),
        ("409 text/plain", ErrorBody::problem),
        ("4XX application/problem+json", ErrorBody::problem),
        ("default", ErrorBody::problem),
    ],
    ..Operation::DEFAULT
};

/// OpenAPI 3.0.4, Responses Object: a code before its range, and a range before `default`, in their media types.
#[tokio::test]
async fn errors_are_of_what_is_declared_for_their_status() {
    for (status, media_type, is_declared) in [
        (404, "application/json", false),
        (409, "text/plain", true),
        (409, "image/png", false),
        (410, "application/json", true),
        (410, "image/png", false),
        (500, "text/html", true),
    ] {
        let recorder = Recorder::new(status, r#"{"error":"e"}"#);
        let recorder = recorder.with_header("content-type", media_type);
        let call = Call::new(&recorder.client(), &READ);
        let error = call.run(decode::json::<i64>).await.unwrap_err();
        let body = &error.api().unwrap().body;
        assert_eq!(
            *body != ErrorBody::Undeclared,
            is_declared,
            "{status} {media_type}"
        );
    }
}

static SAVE: Operation = Operation {
    id: "save",
    successes: DIFFERENT,
    ..Operation::DEFAULT
};

#[tokio::test]
async fn a_status_that_is_not_declared_keeps_its_body() {
    let recorder = Recorder::new(203, "[1]");
    let call = Call::new(&recorder.client(), &SAVE);
    let decode = |raw: RawResponse| match raw.answer() {
        "200" | "202" => decode::json::<Vec<i64>>(raw),
        _ => decode::undeclared(raw),
    };
    let error = call.run(decode).await.unwrap_err();
    assert_eq!(error.raw_body().unwrap(), "[1]");
    assert_eq!(error.status().unwrap(), 203);
}

static PEEK: Operation = Operation {
    accept: "image/png",
    successes: &[("200", Empty)],
    ..Operation::DEFAULT
};
static REMOVE: Operation = Operation {
    successes: &[("204", Empty)],
    ..Operation::DEFAULT
};

/// RFC 9110, section 12.5.1: without bodies, there is nothing to ask for.
#[tokio::test]
async fn a_request_asks_for_the_media_types_of_its_answers() {
    for (operation, accept) in [
        (&PEEK, Some("image/png")),
        (&REMOVE, None),
        (&CREATE, Some("application/json")),
    ] {
        let recorder = Recorder::new(200, "");
        let call = Call::new(&recorder.client(), operation);
        call.run(decode::empty).await.unwrap();
        assert_eq!(recorder.last().header("accept"), accept);
    }
}

/// The status says more of an error than that its body is too large.
#[cfg(feature = "dynamic")]
#[tokio::test]
async fn a_large_error_is_one_of_its_status() {
    use crate::dynamic::{DynamicError, DynamicErrorKind};
    for (status, kind) in [
        (200, DynamicErrorKind::Decode),
        (500, DynamicErrorKind::Status),
    ] {
        let client = crate::Client::builder().max_response_bytes(1);
        let recorder = Recorder::new(status, "[1]");
        let client = client.transport(recorder).build().unwrap();
        let call = Call::new(&client, &READ);
        let error = DynamicError::from(call.run(decode::json::<i64>).await.unwrap_err());
        assert_eq!(error.kind(), kind);
        assert_eq!(error.answer().unwrap().status.as_u16(), status);
    }
}

/// RFC 9110, section 5.3: the lines of one header are one list, but not those of `Set-Cookie`.
#[cfg(feature = "dynamic")]
#[test]
fn headers_are_one_text_each() {
    let mut headers = HeaderMap::new();
    for (name, value) in [
        ("link", "</a>"),
        ("link", "</b>"),
        ("set-cookie", "a=1; Expires=Wed, 25 Nov 2026 00:00:00 GMT"),
        ("set-cookie", "b=2"),
    ] {
        headers.append(name, HeaderValue::from_static(value));
    }
    let answer = crate::dynamic::Answer::new(StatusCode::OK, headers, serde_json::Value::Null);
    let json = serde_json::to_value(&answer).unwrap();
    assert_eq!(json["headers"]["link"], "</a>, </b>");
    assert_eq!(
        json["headers"]["set-cookie"],
        "a=1; Expires=Wed, 25 Nov 2026 00:00:00 GMT\nb=2"
    );
}
