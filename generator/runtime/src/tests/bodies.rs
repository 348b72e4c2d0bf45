//! Bodies of several parts and forms, byte for byte; problem details.

use bytes::Bytes;
use http::Method;
use serde_json::json;

use super::recorder::Recorder;
use crate::Body;
use crate::runtime::{
    BoxError, Call, Encoding, Form, Operation, Parameter, Part, ProblemDetails, Style, decode,
};

async fn text(body: Body) -> String {
    let mut body = std::pin::pin!(body);
    let mut out = Vec::new();
    while let Some(piece) =
        std::future::poll_fn(|cx| futures_core::Stream::poll_next(body.as_mut(), cx)).await
    {
        out.extend_from_slice(&piece.unwrap());
    }
    String::from_utf8(out).unwrap()
}

#[tokio::test]
async fn form_data() {
    let tags = ["a", "b"];
    let form = Form::data()
        .part("na\"me\r\n", Part::text("line\nline"))
        .parts("tag", tags.into_iter().map(Part::text))
        .parts("none", None)
        .part("meta", Part::json(&json!({"a": 1})))
        .part(
            "größe",
            Part::bytes("xyz")
                .file_name("ü\"\\.png")
                .content_type("image/png"),
        )
        .part("raw", Part::bytes(Bytes::new()).header("X-Part", "1"));
    let (content_type, body) = form.encode("b0undary").unwrap();
    assert_eq!(content_type, "multipart/form-data; boundary=b0undary");
    assert!(body.as_bytes().is_some());
    let expected = "--b0undary\r\n\
        Content-Disposition: form-data; name=\"na%22me%0D%0A\"\r\n\r\nline\nline\r\n\
        --b0undary\r\nContent-Disposition: form-data; name=\"tag\"\r\n\r\na\r\n\
        --b0undary\r\nContent-Disposition: form-data; name=\"tag\"\r\n\r\nb\r\n\
        --b0undary\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n\
        {\"a\":1}\r\n\
        --b0undary\r\nContent-Disposition: form-data; name=\"größe\"; filename=\"ü%22\\.png\"\r\n\
        Content-Type: image/png\r\n\r\nxyz\r\n\
        --b0undary\r\nContent-Disposition: form-data; name=\"raw\"; filename=\"raw\"\r\n\
        Content-Type: application/octet-stream\r\nX-Part: 1\r\n\r\n\r\n\
        --b0undary--\r\n";
    assert_eq!(text(body).await, expected);
}

/// What a body in parts says of itself, without the boundary.
async fn written(form: Form) -> String {
    let (_, body) = form.encode("B").unwrap();
    text(body).await.replace("\r\n", "\n").replace("--B\n", "")
}

#[tokio::test]
async fn the_caller_knows_better_than_the_description() {
    let encoding = Encoding::property("f")
        .content_type("image/png")
        .headers(&[("X-Kind", "leaf")]);
    let form = || Form::mixed().encoding(&[encoding]);
    let disposition = "Content-Disposition: form-data; name=\"f\"\n";
    for (part, head) in [
        (Part::bytes("x"), "Content-Type: image/png\nX-Kind: leaf\n"),
        (Part::text("x"), "Content-Type: image/png\nX-Kind: leaf\n"),
        (
            Part::bytes("x").content_type("application/octet-stream"),
            "Content-Type: application/octet-stream\nX-Kind: leaf\n",
        ),
        (
            Part::bytes("x")
                .header("Content-Type", "image/gif")
                .header("x-kind", "stem"),
            "Content-Type: image/gif\nx-kind: stem\n",
        ),
    ] {
        let expected = format!("{disposition}{head}\nx\n--B--\n");
        assert_eq!(written(form().part("f", part)).await, expected);
    }
    let refusal = form().part("f", Part::json(&[1])).encode("B").err();
    let expected = "a part of `image/png` cannot be written as JSON";
    assert_eq!(refusal.as_deref(), Some(expected));
    let said = form().part("f", Part::json(&[1]).content_type("application/json"));
    assert!(written(said).await.contains("\n\n[1]\n"));
}

/// RFC 2387, section 3.2: the first part is the root of the others.
#[tokio::test]
async fn parts_can_be_sorted_and_nameless() {
    let form = Form::related()
        .part("b", Part::text("2"))
        .part("c", Part::text("3"))
        .part("a", Part::text("1").content_type("text/html"))
        .in_order(&["a", "b"]);
    let (content_type, _) = form.encode("B").unwrap();
    assert_eq!(
        content_type,
        "multipart/related; boundary=B; type=\"text/html\""
    );
    let form = Form::mixed().listed([Part::text("1"), Part::json(&2)]);
    assert_eq!(
        written(form).await,
        "\n1\nContent-Type: application/json\n\n2\n--B--\n"
    );
}

/// OpenAPI 3.1.1, Encoding Object: `style` in the parts of a body.
#[tokio::test]
async fn parts_have_styles() {
    let point = json!({"x": 1, "y": "a b"});
    let spread = Parameter::property("p");
    for (style, value, expected) in [
        (spread, point.clone(), "x=1 y=a b"),
        (spread.explode(false), point.clone(), "p=x,1,y,a b"),
        (
            spread.style(Style::DeepObject),
            point.clone(),
            "p[x]=1 p[y]=a b",
        ),
        (
            spread.style(Style::PipeDelimited),
            json!(["a", null, "b"]),
            "p=a|b",
        ),
        (
            spread.style(Style::SpaceDelimited),
            json!(["a", "b"]),
            "p=a b",
        ),
        (
            spread.style(Style::TabDelimited),
            json!(["a", "b"]),
            "p=a\tb",
        ),
        (spread, json!(["a", "b"]), "p=a p=b"),
        (spread.explode(false), json!([]), ""),
        (spread, json!(true), "p=true"),
        (spread, json!(null), ""),
    ] {
        let encoding = Encoding::property("p")
            .content_type("image/png")
            .style(style);
        let form = Form::data()
            .encoding(&[encoding])
            .values(&json!({"p": value}));
        let (_, body) = form.encode("B").unwrap();
        let body = text(body).await;
        let parts = body.split("--B\r\n").skip(1).map(|part| {
            let (head, value) = part.split_once("\r\n\r\n").unwrap();
            let (_, name) = head.split_once("name=").unwrap();
            let value = value.trim_end_matches("--B--\r\n").trim_end();
            format!("{}={value}", name.lines().next().unwrap().trim_matches('"'))
        });
        assert_eq!(parts.collect::<Vec<_>>().join(" "), expected);
    }
}

/// A stream of a known length yields that many bytes or breaks the request off: a body that is cut would look whole.
#[tokio::test]
async fn streams_have_the_length_they_announce() {
    async fn read(body: Body) -> Result<String, String> {
        let mut body = std::pin::pin!(body);
        let mut out = Vec::new();
        while let Some(piece) =
            std::future::poll_fn(|cx| futures_core::Stream::poll_next(body.as_mut(), cx)).await
        {
            out.extend_from_slice(&piece.map_err(|error| error.to_string())?);
        }
        Ok(String::from_utf8(out).unwrap())
    }
    for (length, expected) in [
        (6, Ok("abcdef")),
        (4, Err("the stream is longer than its length")),
        (8, Err("the stream is shorter than its length")),
        (0, Err("the stream is longer than its length")),
    ] {
        let body = Body::sized_stream(Body::from("abcdef"), length);
        assert_eq!(read(body).await.as_deref().map_err(|it| &**it), expected);
        let part = Part::stream(Body::from("abcdef"), Some(length));
        let (_, body) = Form::data().part("f", part).encode("B").unwrap();
        assert_eq!(read(body).await.is_ok(), expected.is_ok(), "{length}");
    }
}

#[test]
fn bodies_are_made_of_what_is_at_hand() {
    let (text, bytes) = ("abc".to_owned(), b"abc".to_vec());
    for body in [
        Body::from("abc"),
        Body::from(&text),
        Body::from(text.clone()),
        Body::from(text.clone().into_boxed_str()),
        Body::from(&bytes),
        Body::from(bytes.as_slice()),
        Body::from(bytes.clone()),
        Body::from(bytes.clone().into_boxed_slice()),
        Body::from(b"abc"),
        Body::from(*b"abc"),
        Body::from(Bytes::from_static(b"abc")),
        Body::from(bytes::BytesMut::from(&b"abc"[..])),
    ] {
        assert_eq!(body.as_bytes().unwrap(), &b"abc"[..]);
    }
}

#[tokio::test]
async fn mixed_and_related() {
    let form = Form::mixed()
        .unnamed(Part::text("a"))
        .unnamed(Part::bytes("b").file_name("f"));
    let (content_type, body) = form.encode("B").unwrap();
    assert_eq!(content_type, "multipart/mixed; boundary=B");
    assert_eq!(
        text(body).await,
        "--B\r\n\r\na\r\n--B\r\nContent-Disposition: attachment; filename=\"f\"\r\n\
        Content-Type: application/octet-stream\r\n\r\nb\r\n--B--\r\n"
    );
    let root = Part::json(&1).content_type("application/json; a=\"b\"");
    let form = Form::related().unnamed(root.header("Content-ID", "<1>"));
    let (content_type, body) = form.encode("B").unwrap();
    assert_eq!(
        content_type,
        r#"multipart/related; boundary=B; type="application/json; a=\"b\"""#
    );
    assert_eq!(
        text(body).await,
        "--B\r\nContent-Type: application/json; a=\"b\"\r\nContent-ID: <1>\r\n\r\n1\r\n--B--\r\n"
    );
    let (_, empty) = Form::data().encode("B").unwrap();
    assert_eq!(text(empty).await, "--B--\r\n");
}

struct Once(Option<&'static str>);

impl futures_core::Stream for Once {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.take().map(|text| Ok(text.into())))
    }
}

#[tokio::test]
async fn streamed_parts_and_their_lengths() {
    let form = |length| {
        let part = Part::stream(Once(Some("abc")), length);
        Form::data().part("a", Part::text("1")).part("f", part)
    };
    let (_, body) = form(Some(3)).encode("B").unwrap();
    let announced = body.length().unwrap();
    let written = text(body).await;
    assert_eq!(announced, written.len() as u64);
    assert!(written.ends_with("\r\n\r\nabc\r\n--B--\r\n"), "{written}");
    let (_, body) = form(None).encode("B").unwrap();
    assert_eq!(body.length(), None);
    assert_eq!(text(body).await, written);
}

#[cfg(feature = "fs")]
#[tokio::test]
async fn a_file_as_a_part() {
    let path = std::env::temp_dir().join(format!("client-runtime-part-{}.txt", std::process::id()));
    std::fs::write(&path, "content").unwrap();
    let part = Part::file(&path).await.unwrap().content_type("text/plain");
    let (_, body) = Form::data().part("f", part).encode("B").unwrap();
    assert!(body.length().is_some());
    let written = text(body).await;
    std::fs::remove_file(&path).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    assert_eq!(
        written,
        format!(
            "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"{name}\"\r\n\
            Content-Type: text/plain\r\n\r\ncontent\r\n--B--\r\n"
        )
    );
}

static UPLOAD: Operation = Operation {
    id: "upload",
    method: "POST",
    content_type: "application/x-www-form-urlencoded",
    ..Operation::DEFAULT
};

const ENCODING: &[Parameter] = &[
    Parameter::property("csv").explode(false),
    Parameter::property("piped")
        .style(Style::PipeDelimited)
        .explode(false),
    Parameter::property("deep").style(Style::DeepObject),
    Parameter::property("spread"),
    Parameter::property("json").json(),
    Parameter::property("url").allow_reserved(true),
];

#[tokio::test]
async fn a_call_with_parts() {
    let recorder = Recorder::new(200, "");
    let client = recorder.client();
    let send = |form| {
        Call::new(&client, &UPLOAD)
            .multipart(form)
            .run(decode::empty)
    };
    send(Form::data().part("a", Part::text("1"))).await.unwrap();
    let first = recorder.last();
    let boundary = first.header("content-type").unwrap();
    let boundary = boundary
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    assert_eq!(boundary.len(), 32);
    assert!(
        first
            .body
            .as_ref()
            .unwrap()
            .starts_with(&format!("--{boundary}\r\n"))
    );
    send(Form::data()).await.unwrap();
    assert!(
        !recorder
            .last()
            .header("content-type")
            .unwrap()
            .contains(boundary)
    );
    for part in [
        Part::text("").header("a b", "c"),
        Part::text("").header("a", "c\r\nd: e"),
        Part::text("").content_type("text/plain\r\nd: e"),
        Part::text("").content_type(""),
        Part::text("").content_type("image/*"),
        Part::text("").header("Content-Type", "no media type"),
        Part::text("").header("content-disposition", "inline"),
        Part::json(&std::collections::BTreeMap::from([((), ())])),
    ] {
        let error = send(Form::data().part("a", part)).await.unwrap_err();
        assert!(
            error.to_string().starts_with("upload: not sent: "),
            "{error}"
        );
    }
    assert_eq!(recorder.count(), 2);
}

#[tokio::test]
async fn forms_with_encodings() {
    let recorder = Recorder::new(200, "");
    let body = json!({
        "plain": "a b&c=d+ü", "list": [1, null, "x"], "object": {"a": 1}, "null": null, "empty": "",
        "csv": ["a", "b,c"], "piped": ["a", "b"], "deep": {"a": [1], "b": {"c": 2}}, "spread": {"x": 1, "y": 2},
        "json": [1, 2], "url": "http://x/?a=b&c+d",
    });
    let call = Call::new(&recorder.client(), &UPLOAD).form_with(&body, ENCODING);
    call.run(decode::empty).await.unwrap();
    let seen = recorder.last();
    assert_eq!(
        seen.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    let body = seen.body.unwrap();
    let pairs: Vec<_> = body.split('&').collect();
    let expected = [
        "plain=a%20b%26c%3Dd%2B%C3%BC",
        "list=1",
        "list=x",
        "object=%7B%22a%22%3A1%7D",
        "empty=",
        "csv=a,b%2Cc",
        "piped=a%7Cb",
        "deep%5Ba%5D%5B%5D=1",
        "deep%5Bb%5D%5Bc%5D=2",
        "x=1",
        "y=2",
        "json=%5B1%2C2%5D",
        "url=http://x/?a=b%26c%2Bd",
    ];
    let sorted = |mut it: Vec<&str>| {
        it.sort_unstable();
        it.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(sorted(pairs), sorted(expected.to_vec()));
}

async fn problem(media_type: &'static str, body: &'static str) -> Option<ProblemDetails> {
    let recorder = Recorder::new(422, body).with_header("content-type", media_type);
    let call = recorder.client().request(Method::GET, "/").send();
    call.await.unwrap_err().api().unwrap().problem()
}

#[tokio::test]
async fn problem_details() {
    let text = r#"{"type":"https://e.com/p","title":"No","status":422,"detail":"x","instance":"/1","balance":30}"#;
    let found = problem("application/problem+json; charset=utf-8", text)
        .await
        .unwrap();
    assert_eq!(found.type_, "https://e.com/p");
    assert_eq!(found.title.as_deref(), Some("No"));
    assert_eq!(
        (found.status, found.detail.as_deref()),
        (Some(422), Some("x"))
    );
    assert_eq!(found.instance.as_deref(), Some("/1"));
    assert_eq!(found.extensions["balance"], 30);
    let lax = problem("application/problem+json", r#"{"type":1,"status":"422"}"#)
        .await
        .unwrap();
    assert_eq!((lax.type_.as_str(), lax.status), ("about:blank", None));
    let marked = problem("application/problem+json", "\u{feff}{\"title\":\"No\"}").await;
    assert_eq!(marked.unwrap().title.as_deref(), Some("No"));
    assert!(problem("application/json", text).await.is_none());
    assert!(problem("application/problem+json", "[]").await.is_none());
}
