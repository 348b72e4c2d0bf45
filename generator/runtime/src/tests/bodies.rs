//! Bodies of several parts and forms, byte for byte; problem details.

use bytes::Bytes;
use http::Method;
use serde_json::json;

use super::recorder::Recorder;
use crate::Body;
use crate::runtime::{
    BoxError, Call, Form, Operation, Parameter, Part, ProblemDetails, Style, decode,
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
        --b0undary\r\nContent-Disposition: form-data; name=\"raw\"\r\n\
        Content-Type: application/octet-stream\r\nX-Part: 1\r\n\r\n\r\n\
        --b0undary--\r\n";
    assert_eq!(text(body).await, expected);
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
    assert!(problem("application/json", text).await.is_none());
    assert!(problem("application/problem+json", "[]").await.is_none());
}
