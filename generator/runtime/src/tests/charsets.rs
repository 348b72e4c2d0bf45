//! Texts in the charsets that media types name (RFC 9110, section 8.3.2).

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};

use super::recorder::Recorder;
use crate::runtime::{Call, Operation, RawResponse, decode, text};

/// Pairs of a `Content-Type` and the bytes of `Grün €`, or of what there is of it.
const WRITTEN: &[(&str, &str, &[u8])] = &[
    ("text/plain", "Grün €", "Grün €".as_bytes()),
    ("text/plain; charset=utf-8", "Grün €", "Grün €".as_bytes()),
    ("text/plain; charset=\"UTF-8\"", "ü", "ü".as_bytes()),
    ("text/plain;charset=us-ascii", "Grun", b"Grun"),
    (
        "text/plain; Charset=ISO-8859-1",
        "Grün\u{80}",
        b"Gr\xfcn\x80",
    ),
    (
        "text/plain; charset=windows-1252",
        "Grün €",
        b"Gr\xfcn \x80",
    ),
    (
        "text/plain; charset=utf-16",
        "ü€",
        b"\xfe\xff\x00\xfc\x20\xac",
    ),
    ("text/plain; charset=utf-16le", "ü€", b"\xfc\x00\xac\x20"),
    (
        "text/plain; charset=UTF-16BE; format=flowed",
        "ü€",
        b"\x00\xfc\x20\xac",
    ),
    ("text/plain; charset=Shift_JIS", "茶", b"\x92\x83"),
    ("text/plain; charset=gb18030", "茶", b"\xb2\xe8"),
];

/// What only readers meet: marks of the byte order, and a label without one.
const READ: &[(&str, &str, &[u8])] = &[
    ("text/plain", "ü", b"\xef\xbb\xbf\xc3\xbc"),
    ("text/plain; charset=utf-16", "ü", b"\xff\xfe\xfc\x00"),
    ("text/plain; charset=utf-16", "ü", b"\x00\xfc"),
    ("text/plain; charset=latin1", "ü", b"\xfc"),
    ("text/plain; charset", "ü", b"\xc3\xbc"),
];

/// What is no text of its charset.
const MALFORMED: &[(&str, &[u8])] = &[
    ("text/plain", b"\xfc"),
    ("text/plain; charset=us-ascii", b"\xfc"),
    ("text/plain; charset=shift_jis", b"\x92"),
    ("text/plain; charset=ebcdic", b"a"),
];

/// Documents that say which charset they are in (RFC 7303, section 3).
const DOCUMENTS: &[(&str, &str, &[u8])] = &[
    (
        "application/xml",
        "<?xml version='1.0' encoding='ISO-8859-1'?>\u{fc}",
        b"<?xml version='1.0' encoding='ISO-8859-1'?>\xfc",
    ),
    (
        "image/svg+xml",
        "<?xml encoding = \"windows-1252\" ?>\u{20ac}",
        b"<?xml encoding = \"windows-1252\" ?>\x80",
    ),
    (
        "text/xml; charset=utf-8",
        "<?xml encoding='ISO-8859-1'?>\u{fc}",
        b"<?xml encoding='ISO-8859-1'?>\xc3\xbc",
    ),
    (
        "text/xml",
        "<?xml encoding='utf-16'?>\u{fc}",
        b"<?xml encoding='utf-16'?>\xc3\xbc",
    ),
    (
        "text/xml",
        "<?xml version='1.0'?>a",
        b"<?xml version='1.0'?>a",
    ),
    (
        "text/plain",
        "<?xml encoding='ISO-8859-1'?>\u{fc}",
        b"<?xml encoding='ISO-8859-1'?>\xc3\xbc",
    ),
];

fn response(content_type: &'static str, body: &'static [u8]) -> RawResponse {
    let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(content_type))]);
    RawResponse::new("getText", StatusCode::OK, headers, body.into())
}

#[test]
fn texts_are_read_in_their_charset() {
    for (content_type, expected, body) in WRITTEN.iter().chain(READ).chain(DOCUMENTS).copied() {
        let text = text::decode(response(content_type, body)).unwrap();
        assert_eq!(text, expected, "{content_type}");
        let text = text::of_error(&response(content_type, body));
        assert_eq!(text.as_deref(), Some(expected));
    }
    for (content_type, body) in MALFORMED.iter().copied() {
        let error = text::decode(response(content_type, body)).unwrap_err();
        assert!(error.to_string().contains("charset"), "{error}");
        assert_eq!(error.raw_body().unwrap(), body);
    }
    let of_error = |content_type, body| text::of_error(&response(content_type, body));
    let damaged = of_error("text/plain", b"a\xfc");
    assert_eq!(damaged.as_deref(), Some("a\u{fffd}"));
    let json = of_error("application/json", b"\"x\"");
    assert_eq!(json.as_deref(), Some("x"));
    assert_eq!(of_error("application/json", b"{}"), None);
}

/// Bodies that are not decoded, as calls by name have them.
#[cfg(feature = "dynamic")]
#[test]
fn texts_of_no_declared_type_are_text_where_they_can_be() {
    use crate::runtime::encoding::as_it_came;
    use serde_json::json;
    let cases: [(&'static str, &[u8], serde_json::Value); 5] = [
        ("text/html; charset=UTF-8", b"\xc3\xbc", json!("\u{fc}")),
        (
            "text/html; charset=\"ISO-8859-1\"",
            b"\xfc",
            json!("\u{fc}"),
        ),
        ("text/html", b"\xfc", json!({"base64": "/A=="})),
        (
            "text/html; charset=shift_jis",
            b"\x83\x65",
            json!({"base64": "g2U="}),
        ),
        ("application/json", b"\xef\xbb\xbf[1]", json!([1])),
    ];
    for (content_type, body, expected) in cases {
        let raw = response(content_type, body);
        assert_eq!(as_it_came(raw.headers(), body), expected, "{content_type}");
    }
}

static PUT_TEXT: Operation = Operation::new("putText", "PUT", "/text");

#[tokio::test]
async fn texts_are_sent_in_their_charset() {
    for (content_type, text, body) in WRITTEN.iter().copied() {
        let recorder = Recorder::new(204, "");
        let call = Call::new(&recorder.client(), &PUT_TEXT).text(content_type, text);
        call.run(decode::empty).await.unwrap();
        let request = recorder.last();
        assert_eq!(request.header("content-type"), Some(content_type));
        assert_eq!(request.bytes, body, "{content_type}");
    }
    for content_type in [
        "text/plain; charset=us-ascii",
        "text/plain; charset=iso-8859-1",
    ] {
        let recorder = Recorder::new(204, "");
        let call = Call::new(&recorder.client(), &PUT_TEXT).text(content_type, "€");
        let error = call.run(decode::empty).await.unwrap_err().to_string();
        assert!(
            error.contains("characters that its charset does not have"),
            "{error}"
        );
    }
}
