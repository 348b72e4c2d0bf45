//! What holds for any bytes: properties of the readers and writers that the runtime has of its own.
//!
//! The tests try each with noise, and the fuzz targets of `tests/fuzz` with what a fuzzer comes upon. A property that
//! does not hold panics.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "to panic is how a property reports"
)]

use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use futures_core::Stream;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode, Uri};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::runtime::response::Unread;
use crate::runtime::{
    BoxError, Form, Parameter, Part, RawResponse, ResponseBody, Style, events, form, headers,
    json_lines, media_type, server, style, template, text, token_request, whole,
};

/// Holds for these bytes, or panics.
pub type Property = fn(&[u8]);

/// Every property, with its name.
pub const ALL: &[(&str, Property)] = &[
    ("content_types", content_types),
    ("cookies", cookies),
    ("declared_headers", declared_headers),
    ("event_streams", event_streams),
    ("forms", forms),
    ("json_sequences", json_sequences),
    ("multipart_bodies", multipart_bodies),
    ("objects", objects),
    ("parameters", parameters),
    ("paths", paths),
    ("places", places),
    ("server_urls", server_urls),
    ("texts", texts),
    ("token_answers", token_answers),
];

/// Events are the same however their bytes arrive.
pub fn event_streams(bytes: &[u8]) {
    same_however_cut!(bytes, events::text::<String>);
    same_however_cut!(bytes, events::json::<Value>);
    same_however_cut!(bytes, events::whole::<Value>);
    same_however_cut!(bytes, events::whole_json::<Value>);
}

/// JSON values one after another are the same however their bytes arrive.
pub fn json_sequences(bytes: &[u8]) {
    same_however_cut!(bytes, json_lines::lines::<Value>);
    same_however_cut!(bytes, json_lines::records::<Value>);
}

/// A media type of any form is found among those declared or is not.
pub fn content_types(bytes: &[u8]) {
    let Ok(value) = HeaderValue::from_bytes(bytes) else {
        return;
    };
    let headers = HeaderMap::from_iter([(CONTENT_TYPE, value)]);
    let declared = ["application/json", "text/*", "*/*"];
    let found = media_type::find(&declared, &headers);
    assert!(found.is_none_or(|index| index < declared.len()));
    media_type::charset(&headers);
}

/// Headers are read as whatever type they are declared with, or refused without their text.
pub fn declared_headers(bytes: &[u8]) {
    let Ok(value) = HeaderValue::from_bytes(bytes) else {
        return;
    };
    let map = HeaderMap::from_iter([(http::header::ETAG, value)]);
    let refusals = [
        headers::opt::<i64>(&map, "etag", headers::plain).err(),
        headers::opt::<Vec<bool>>(&map, "etag", headers::plain).err(),
        headers::opt::<std::collections::BTreeMap<String, String>>(&map, "etag", headers::exploded)
            .err(),
        headers::opt::<Vec<String>>(&map, "etag", headers::lines).err(),
        headers::opt::<Value>(&map, "etag", headers::json).err(),
    ];
    for reason in refusals.into_iter().flatten() {
        assert!(reason.starts_with("the header `etag` is not "), "{reason}");
    }
}

/// A text that can be read can be written, and is the same when it is read again.
pub fn texts(bytes: &[u8]) {
    for charset in [
        "utf-8",
        "us-ascii",
        "iso-8859-1",
        "utf-16",
        "utf-16le",
        "windows-1252",
        "shift_jis",
        "euc-kr",
    ] {
        let media_type = format!("text/plain; charset={charset}");
        let read = |bytes: &[u8]| {
            let value = HeaderValue::try_from(&media_type).unwrap();
            let headers = HeaderMap::from_iter([(CONTENT_TYPE, value)]);
            let body = Bytes::copy_from_slice(bytes);
            text::decode(RawResponse::new("text", StatusCode::OK, headers, body)).ok()
        };
        let Some(first) = read(bytes) else {
            continue;
        };
        let Some(written) = text::encode(&media_type, &first) else {
            continue;
        };
        // What begins like a mark of the byte order is read as one, whatever charset is named.
        let is_marked = encoding_rs::Encoding::for_bom(&written).is_some();
        if charset == "utf-16" || !is_marked {
            assert_eq!(read(&written), Some(first), "{charset}");
        }
    }
}

/// No value changes the shape of a path, ends it, or leaves characters that a URL cannot have.
pub fn paths(bytes: &[u8]) {
    const SHAPE: &str = "/a/{x}/b-{y}.c/{z}";
    let words = words(bytes, 3);
    let values: Vec<_> = ["x", "y", "z"]
        .into_iter()
        .zip(&words)
        .filter_map(|(name, word)| {
            Some((name, style::write(&Parameter::path(name), &json!(word))?))
        })
        .collect();
    let Ok(filled) = template::fill(SHAPE, &values) else {
        return;
    };
    let segments: Vec<_> = filled.path.split('/').collect();
    assert_eq!(segments.len(), SHAPE.split('/').count(), "{}", filled.path);
    assert!(filled.query.is_none());
    let url: Uri = format!("https://example.com{}", filled.path)
        .parse()
        .unwrap();
    assert_eq!(url.path(), filled.path);
    for (segment, (before, word, after)) in
        [2, 3, 4]
            .into_iter()
            .zip([("", 0, ""), ("b-", 1, ".c"), ("", 2, "")])
    {
        let text = percent_decode_str(segments[segment]).decode_utf8().unwrap();
        assert_eq!(text, format!("{before}{}{after}", words[word]));
    }
}

/// Values come out of a query as they went in.
pub fn parameters(bytes: &[u8]) {
    let words = words(bytes, 4);
    let value = json!(words);
    for (style, explodes, delimiter) in [
        (Style::Form, true, "&a%20b="),
        (Style::Form, false, ","),
        (Style::SpaceDelimited, false, "%20"),
        (Style::PipeDelimited, false, "%7C"),
    ] {
        let parameter = Parameter::query("a b").style(style).explode(explodes);
        let written = style::write(&parameter, &value).unwrap();
        let items = written.strip_prefix("a%20b=").unwrap();
        assert!(
            items
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && byte != b'#'),
            "{items}"
        );
        // What stands between values can be part of one only where it is not escaped there.
        if words
            .iter()
            .any(|word| style::encode(word).contains(delimiter))
        {
            continue;
        }
        let decoded = items
            .split(delimiter)
            .map(|it| percent_decode_str(it).decode_utf8().unwrap());
        assert!(decoded.eq(words.iter().map(String::as_str)), "{items}");
    }
}

/// The members of an object come out of a query and of a path as they went in.
pub fn objects(bytes: &[u8]) {
    let words = words(bytes, 4);
    let members = [(&words[0], &words[1]), (&words[2], &words[3])];
    // An empty segment is refused when the path is filled, and one name has one value.
    if members[0].0 == members[1].0 {
        return;
    }
    let value: Value = members
        .iter()
        .map(|(name, value)| ((*name).clone(), json!(value)))
        .collect();
    let deep = Parameter::query("p").style(Style::DeepObject).explode(true);
    let exploded = Parameter::query("p");
    for (parameter, before, after) in [(deep, "p[", "]"), (exploded, "", "")] {
        let written = style::write(&parameter, &value).unwrap();
        let mut expected: Vec<_> = members
            .iter()
            .map(|(name, value)| (format!("{before}{name}{after}"), (*value).clone()))
            .collect();
        let mut seen = pairs(&written);
        expected.sort();
        seen.sort();
        assert_eq!(seen, expected, "{written}");
    }
    for style in [Style::Simple, Style::Label, Style::Matrix] {
        let parameter = Parameter::path("p").style(style).explode(true);
        let written = style::write(&parameter, &value).unwrap();
        assert!(!written.contains(['/', '?', '#']), "{written}");
        assert!(
            written.bytes().all(|byte| byte.is_ascii_graphic()),
            "{written}"
        );
    }
}

/// The properties of a form come out of it as they went in.
pub fn forms(bytes: &[u8]) {
    let words = words(bytes, 4);
    if words[0] == words[1] {
        return;
    }
    let value = json!({&words[0]: [&words[2], &words[3]], &words[1]: &words[2]});
    let mut seen = pairs(&form::write(&[], &value));
    let pair = |name: &String, value: &String| (name.clone(), value.clone());
    let mut expected = vec![
        pair(&words[0], &words[2]),
        pair(&words[0], &words[3]),
        pair(&words[1], &words[2]),
    ];
    seen.sort();
    expected.sort();
    assert_eq!(seen, expected);
}

/// A cookie has the value it was given, and ends no sooner (RFC 6265, section 4.1.1).
pub fn cookies(bytes: &[u8]) {
    let words = words(bytes, 2);
    for value in [json!(words[0]), json!(words)] {
        let parameter = Parameter::cookie("c").explode(false);
        let written = style::write(&parameter, &value).unwrap();
        let octets = written.strip_prefix("c=").unwrap();
        let ends = |byte: u8| !byte.is_ascii_graphic() || b";\"\\".contains(&byte);
        assert!(!octets.bytes().any(ends), "{octets}");
    }
}

/// Whatever a token endpoint answers, an error says no more of it than a status and a code.
pub fn token_answers(bytes: &[u8]) {
    for status in [StatusCode::OK, StatusCode::BAD_REQUEST] {
        let Err(reason) = token_request::granted(status, bytes) else {
            continue;
        };
        assert!(reason.len() < 100 && reason.is_ascii(), "{reason}");
    }
}

/// The pairs of a query or a form.
fn pairs(text: &str) -> Vec<(String, String)> {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
    text.split('&')
        .map(|pair| pair.split_once('=').unwrap())
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

/// A part has the headers it was given and no others, and its content byte for byte.
pub fn multipart_bodies(bytes: &[u8]) {
    const BOUNDARY: &str = "b0undary-that-nobody-writes";
    let words = words(bytes, 2);
    let form = Form::data().part(&words[0], Part::bytes(bytes.to_vec()).file_name(&words[1]));
    let (_, body) = form.encode(BOUNDARY).unwrap();
    let body = body.as_bytes().unwrap();
    let end = format!("\r\n--{BOUNDARY}--\r\n");
    let head = body.windows(4).position(|it| it == b"\r\n\r\n").unwrap();
    assert_eq!(
        body.strip_suffix(end.as_bytes()).unwrap()[head + 4..],
        *bytes
    );
    let head = std::str::from_utf8(&body[..head]).unwrap();
    let lines: Vec<_> = head.split("\r\n").collect();
    let names: Vec<_> = lines
        .iter()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(names, ["Content-Disposition", "Content-Type"], "{head}");
    assert_eq!(lines.len(), 3, "{head}");
    assert_eq!(lines[1].matches('"').count(), 4, "{head}");
}

/// The place of a fault in JSON is a pointer, whatever the JSON.
pub fn places(bytes: &[u8]) {
    type Typed = std::collections::BTreeMap<String, Vec<Option<u8>>>;
    if let Err(fault) = whole::from_text::<Typed>(bytes) {
        let place = fault.pointer;
        assert!(place.is_empty() || place.starts_with('/'), "{place}");
    }
}

/// No value of a variable leads to another host than the description's, or names a user.
pub fn server_urls(bytes: &[u8]) {
    let words = words(bytes, 3);
    let values = [
        ("region", &*words[0]),
        ("port", &*words[1]),
        ("base", &*words[2]),
    ];
    let Ok(url) = server::fill("https://{region}.example.com:{port}/{base}/v1", &values) else {
        return;
    };
    let Ok(url) = url.parse::<Uri>() else {
        return;
    };
    let authority = url.authority().unwrap();
    assert!(authority.host().ends_with(".example.com"), "{url}");
    assert!(!authority.as_str().contains('@'), "{url}");
}

/// The bytes as a number of texts.
fn words(bytes: &[u8], count: usize) -> Vec<String> {
    let mut words: Vec<_> = bytes
        .splitn(count, |byte| *byte == 0)
        .map(|word| String::from_utf8_lossy(word).into_owned())
        .collect();
    words.resize(count, "x".to_owned());
    words
}

/// Compares what a stream yields whose body comes at once with what it yields when the body comes in pieces.
macro_rules! same_however_cut {
    ($bytes:ident, $read:expr) => {{
        let read = |body: ResponseBody| {
            let mut stream = $read(unread(body)).unwrap();
            let mut items = Vec::new();
            while let Some(item) = ready(stream.next()) {
                items.push(format!("{item:?}"));
            }
            items
        };
        let whole = read(ResponseBody::from(Bytes::copy_from_slice($bytes)));
        for length in [1, 2, 5] {
            let cut = read(ResponseBody::stream(Pieces::of($bytes, length)));
            assert_eq!(
                whole,
                cut,
                "in pieces of {length}: {:?}",
                String::from_utf8_lossy($bytes)
            );
        }
    }};
}
use same_however_cut;

fn unread(body: ResponseBody) -> RawResponse {
    let limit = 1 << 20;
    RawResponse::new("stream", StatusCode::OK, HeaderMap::new(), Bytes::new())
        .unread(Unread { body, limit })
}

/// What a future is that never waits.
fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing here waits"),
    }
}

/// Bytes in pieces of one length.
struct Pieces(std::vec::IntoIter<Bytes>);

impl Pieces {
    fn of(bytes: &[u8], length: usize) -> Self {
        let pieces = bytes.chunks(length).map(Bytes::copy_from_slice);
        Pieces(pieces.collect::<Vec<_>>().into_iter())
    }
}

impl Stream for Pieces {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(Ok))
    }
}
