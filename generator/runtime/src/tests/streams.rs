//! Responses that are read while they arrive, and requests that are made while they are sent.

#![cfg(feature = "reqwest")]

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::Method;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use wiremock::matchers::{header, method};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::runtime::{
    BoxError, ByteStream, Call, Client, EventStream, JsonLines, Operation, Payload, RawResponse,
    byte_stream, decode, events, json_lines, request, text,
};
use crate::{Body, Error, ErrorBody, ErrorKind, RequestOptions};

const MIB: usize = 1024 * 1024;

pub struct Files;

static DOWNLOAD: Operation = Operation {
    id: "download",
    path: "/file",
    accept: "application/octet-stream",
    successes: &[("200", Payload::Streamed)],
    errors: &[("default", ErrorBody::problem)],
    ..Operation::DEFAULT
};

request!(Files::download: Download => ByteStream, byte_stream::decode);
request!(Files::watch: Watch => EventStream<Tick>, events::json);
request!(Files::log: Log => EventStream<String>, events::text);
request!(Files::rows: Rows => JsonLines<Tick>, json_lines::lines);
request!(Files::records: Records => JsonLines<i64>, json_lines::records);

impl Files {
    pub fn download(client: &Client) -> Download {
        Download(Call::new(client, &DOWNLOAD))
    }

    pub fn watch(client: &Client) -> Watch {
        Watch(Call::new(client, &DOWNLOAD))
    }

    pub fn log(client: &Client) -> Log {
        Log(Call::new(client, &DOWNLOAD))
    }

    pub fn rows(client: &Client) -> Rows {
        Rows(Call::new(client, &DOWNLOAD))
    }

    pub fn records(client: &Client) -> Records {
        Records(Call::new(client, &DOWNLOAD))
    }
}

#[derive(Debug, PartialEq)]
pub struct Tick {
    pub n: i64,
}

crate::runtime::object! { Tick: Deserialize { req n = "n" } }

/// Accepts one connection, reads the head of its request, and lets `answer` go on.
async fn server<F>(answer: impl FnOnce(TcpStream) -> F + Send + 'static) -> Client
where
    F: Future<Output = ()> + Send,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut buffer = [0; 4096];
        let _read = socket.read(&mut buffer).await.unwrap();
        answer(socket).await;
    });
    let builder = Client::builder().base_url(url);
    let builder = builder.read_timeout(Duration::from_secs(3));
    builder.timeout(Duration::from_millis(100)).build().unwrap()
}

const HEAD: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

async fn write(socket: &mut TcpStream, text: &[u8]) {
    let mut chunk = format!("{:x}\r\n", text.len()).into_bytes();
    chunk.extend_from_slice(text);
    chunk.extend_from_slice(b"\r\n");
    let _written = socket.write_all(&chunk).await;
}

/// Sends the pieces, each on its own and after a pause, and ends the body.
async fn pieces(texts: Vec<&'static [u8]>) -> Client {
    server(async move |mut socket| {
        socket.write_all(HEAD.as_bytes()).await.unwrap();
        for text in texts {
            write(&mut socket, text).await;
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        socket.write_all(b"0\r\n\r\n").await.unwrap();
    })
    .await
}

#[tokio::test]
async fn a_large_body_arrives_in_small_pieces() {
    let client = server(async |mut socket| {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", 64 * MIB);
        socket.write_all(head.as_bytes()).await.unwrap();
        for _ in 0..64 {
            socket.write_all(&vec![b'x'; MIB]).await.unwrap();
        }
    })
    .await;
    let response = Files::download(&client).send().await.unwrap();
    assert_eq!(response.status().as_u16(), 200);
    let mut body = response.into_body();
    let (mut length, mut longest) = (0, 0);
    while let Some(piece) = body.next().await {
        let piece = piece.unwrap();
        (length, longest) = (length + piece.len(), longest.max(piece.len()));
    }
    assert_eq!(length, 64 * MIB);
    assert!(longest <= MIB, "{longest}");
    assert!(body.next().await.is_none());
}

#[tokio::test]
async fn the_sender_waits_for_the_reader_and_notices_that_it_is_gone() {
    let sent = Arc::new(AtomicUsize::new(0));
    let (count, (gone, is_gone)) = (sent.clone(), tokio::sync::oneshot::channel());
    let client = server(async move |mut socket| {
        socket.write_all(HEAD.as_bytes()).await.unwrap();
        let piece = [b"10000\r\n".as_slice(), &[b'x'; 65536], b"\r\n"].concat();
        while socket.write_all(&piece).await.is_ok() {
            count.fetch_add(65536, Ordering::Relaxed);
        }
        gone.send(()).unwrap();
    })
    .await;
    let mut body = Files::download(&client).await.unwrap();
    body.next().await.unwrap().unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(sent.load(Ordering::Relaxed) < 32 * MIB);
    drop(body);
    let gone = tokio::time::timeout(Duration::from_secs(5), is_gone).await;
    gone.unwrap().unwrap();
}

#[tokio::test]
async fn only_a_silence_ends_a_stream() {
    // The whole takes longer than any limit; no silence does.
    let client = server(async |mut socket| {
        socket.write_all(HEAD.as_bytes()).await.unwrap();
        for _ in 0..5 {
            tokio::time::sleep(Duration::from_millis(100)).await;
            write(&mut socket, b"x").await;
        }
        tokio::time::sleep(Duration::from_secs(20)).await;
    })
    .await;
    let mut body = Files::download(&client).await.unwrap();
    for _ in 0..5 {
        assert_eq!(body.next().await.unwrap().unwrap(), "x");
    }
    let error = body.next().await.unwrap().unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(error.to_string(), "download: timed out");
    assert!(body.next().await.is_none());

    let silent = server(async |_socket| tokio::time::sleep(Duration::from_secs(20)).await).await;
    let error = Files::download(&silent).await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn a_limit_for_one_call_is_for_all_of_it() {
    let client = server(async |mut socket| {
        socket.write_all(HEAD.as_bytes()).await.unwrap();
        for _ in 0..100 {
            tokio::time::sleep(Duration::from_millis(50)).await;
            write(&mut socket, b"x").await;
        }
    })
    .await;
    let call = Files::download(&client).options(|it| it.timeout = Some(Duration::from_millis(250)));
    let error = call.await.unwrap().bytes().await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn an_error_of_a_stream_has_the_time_of_any_answer() {
    let client = server(async |mut socket| {
        let head = HEAD.replace("200 OK", "500 Oops");
        socket.write_all(head.as_bytes()).await.unwrap();
        for _ in 0..100 {
            tokio::time::sleep(Duration::from_millis(20)).await;
            write(&mut socket, b"x").await;
        }
    })
    .await;
    let error = Files::download(&client).await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(error.status().unwrap(), 500);
}

#[tokio::test]
async fn a_body_that_breaks_off_is_an_error() {
    let client = server(async |mut socket| {
        socket.write_all(HEAD.as_bytes()).await.unwrap();
        write(&mut socket, b"{\"n\":1}\n{\"n\"").await;
    })
    .await;
    let mut rows = Files::rows(&client).await.unwrap();
    assert_eq!(rows.next().await.unwrap().unwrap(), Tick { n: 1 });
    let error = rows.next().await.unwrap().unwrap_err();
    assert!(matches!(
        error.kind(),
        ErrorKind::Transport { timeout: false, .. }
    ));
    assert!(rows.next().await.is_none());
}

#[cfg(feature = "fs")]
#[tokio::test]
async fn what_came_before_a_body_breaks_off_is_in_the_file() {
    let client = server(async |mut socket| {
        socket.write_all(HEAD.as_bytes()).await.unwrap();
        write(&mut socket, b"abc").await;
    })
    .await;
    let path = std::env::temp_dir().join(format!("client-runtime-part-{}", std::process::id()));
    let body = Files::download(&client).await.unwrap();
    let error = body.save_to(&path).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(std::fs::read(&path).unwrap(), b"abc");
    std::fs::remove_file(&path).unwrap();
}

#[tokio::test]
async fn an_error_status_is_read_and_decoded() {
    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(404).set_body_string(r#"{"error":"gone"}"#);
    Mock::given(method("GET"))
        .respond_with(answer)
        .mount(&server)
        .await;
    let client = Client::builder().base_url(server.uri()).build().unwrap();
    let error = Files::watch(&client).await.unwrap_err();
    assert_eq!(error.to_string(), "download: status 404: gone");
    let error = client.request(Method::GET, "/x").send_streamed().await;
    assert_eq!(error.unwrap_err().status().unwrap().as_u16(), 404);
}

#[tokio::test]
async fn all_of_a_stream_at_once_within_the_limit() {
    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(200).set_body_string("12345678");
    Mock::given(method("GET"))
        .respond_with(answer)
        .mount(&server)
        .await;
    let read = async |limit| {
        let client = Client::builder().base_url(server.uri());
        let client = client.max_response_bytes(limit).build().unwrap();
        let response = client.request(Method::GET, "/x").send_streamed().await;
        response.unwrap().into_body().bytes().await
    };
    assert_eq!(read(8).await.unwrap(), "12345678");
    let error: Error = read(7).await.unwrap_err();
    assert!(matches!(
        error.kind(),
        ErrorKind::BodyTooLarge { limit: 7, .. }
    ));
}

#[tokio::test]
async fn events_cut_anywhere() {
    let text =
        b"\xEF\xBB\xBF: hello\r\n\r\ndata: {\"n\":\ndata:1}\r\nid: a\nevent: tick\nretry: 50\n\n\
        event: ping\rdata:\r\rid\ndata:{\"n\":2}\nretry: soon\nunknown: x\n\n\
        data: \xC3\xA4\n\ndata: {\"n\":3}\n\ndata: [DONE]\n\ndata: {\"n\":4}\n\n";
    let one_by_one = text.chunks(1).collect();
    for texts in [vec![text.as_slice()], text.chunks(7).collect(), one_by_one] {
        let client = pieces(texts).await;
        let mut events = Files::watch(&client).await.unwrap();
        let event = events.next().await.unwrap().unwrap();
        assert_eq!(event.data, Tick { n: 1 });
        assert_eq!(event.event.as_deref(), Some("tick"));
        assert_eq!(event.id.as_deref(), Some("a"));
        assert_eq!(event.retry, Some(Duration::from_millis(50)));
        assert_eq!(events.last_event_id(), Some("a"));
        let event = events.next().await.unwrap().unwrap();
        assert_eq!((event.data, event.event), (Tick { n: 2 }, None));
        // An empty id takes the one before back.
        assert_eq!(
            (event.id.as_deref(), events.last_event_id()),
            (Some(""), None)
        );
        assert_eq!(events.retry(), Some(Duration::from_millis(50)));
        let error = events.next().await.unwrap().unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::Decode { .. }),
            "{error:?}"
        );
        assert_eq!(error.raw_body().unwrap(), "ä");
        assert_eq!(events.next().await.unwrap().unwrap().data, Tick { n: 3 });
        assert!(events.next().await.is_none());
        assert!(events.next().await.is_none());
    }
}

#[tokio::test]
async fn events_as_text() {
    let client = pieces(vec![
        b"data: a\n\ndata\n\nid: 7\n\ndata: [DONE]\n\ndata:  b\n\ndata: cut",
    ])
    .await;
    let mut events = Files::log(&client).await.unwrap();
    let mut texts = Vec::new();
    while let Some(event) = events.next().await {
        texts.push(event.unwrap().data);
    }
    assert_eq!(texts, ["a", "", "[DONE]", " b"]);
    assert_eq!(events.last_event_id(), Some("7"));
}

#[tokio::test]
async fn events_go_on_after_the_connection_ends() {
    let first = pieces(vec![b"retry: 7\nid: a\ndata: {\"n\":1}\n\ndata: {\"n\":9"]).await;
    let second = pieces(vec![b"data: {\"n\":2}\n\ndata: [DONE]\n\n"]).await;
    let events = Files::watch(&first).await.unwrap();
    let mut events = events.reconnecting(move |at| {
        let mut options = RequestOptions::default();
        at.resume(&mut options);
        assert_eq!(options.headers["last-event-id"], "a");
        assert_eq!(at.retry, Some(Duration::from_millis(7)));
        let call = Files::watch(&second).options(|options| at.resume(options));
        async move { call.await }
    });
    assert_eq!(events.next().await.unwrap().unwrap().data, Tick { n: 1 });
    assert_eq!(events.next().await.unwrap().unwrap().data, Tick { n: 2 });
    assert_eq!(events.last_event_id(), Some("a"));
    assert_eq!(events.retry(), Some(Duration::from_millis(7)));
    // The sentinel ends the stream for good.
    assert!(events.next().await.is_none());
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn events_end_where_connecting_fails() {
    let first = pieces(vec![b"data: {\"n\":1}\n\n"]).await;
    let events = Files::watch(&first).await.unwrap();
    let mut events = events.reconnecting(|at| async move {
        assert!(at.last_event_id.is_none() && at.error.is_none());
        Err::<EventStream<Tick>, _>(Error::request("watch", "not again"))
    });
    assert_eq!(events.next().await.unwrap().unwrap().data, Tick { n: 1 });
    assert!(events.next().await.unwrap().is_err());
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn events_end_where_connecting_brings_none() {
    let first = pieces(vec![b"data: {\"n\":1}\n\n"]).await;
    let second = pieces(vec![b"data: {\"n\":2}\n\n"]).await;
    let events = Files::watch(&first).await.unwrap();
    let mut calls = vec![None, Some(Files::watch(&second))];
    let mut events = events.reconnecting(move |_| {
        let call = calls.pop().unwrap();
        async move {
            match call {
                Some(call) => call.await.map(Some),
                None => Ok(None),
            }
        }
    });
    assert_eq!(events.next().await.unwrap().unwrap().data, Tick { n: 1 });
    assert_eq!(events.next().await.unwrap().unwrap().data, Tick { n: 2 });
    assert!(events.next().await.is_none());
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn an_endless_event_or_line_is_given_up() {
    for text in [b"data: xxxxxxxx\n".as_slice(), b"xxxxxxxxxxxxxxx"] {
        let endless = async move |mut socket: TcpStream| {
            socket.write_all(HEAD.as_bytes()).await.unwrap();
            for _ in 0..100 {
                write(&mut socket, text).await;
            }
            tokio::time::sleep(Duration::from_secs(20)).await;
        };
        let listener = server(endless).await;
        let builder = Client::builder().base_url(&listener.inner.base_url);
        let client = builder.max_response_bytes(300).build().unwrap();
        let mut events = Files::watch(&client).await.unwrap();
        let error = events.next().await.unwrap().unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::BodyTooLarge { .. }),
            "{error:?}"
        );
        assert!(events.next().await.is_none());
    }
}

#[tokio::test]
async fn lines_of_json() {
    let text = b"\xEF\xBB\xBF{\"n\":1}\r\n\n  \n{\"n\":\"x\"}\n{\"n\": 2}\n{\"n\":3}";
    for texts in [vec![text.as_slice()], text.chunks(1).collect()] {
        let client = pieces(texts).await;
        let mut rows = Files::rows(&client).await.unwrap();
        assert_eq!(rows.next().await.unwrap().unwrap(), Tick { n: 1 });
        let error = rows.next().await.unwrap().unwrap_err();
        assert_eq!(error.pointer(), Some("/n"));
        assert_eq!(rows.next().await.unwrap().unwrap(), Tick { n: 2 });
        assert_eq!(rows.next().await.unwrap().unwrap(), Tick { n: 3 });
        assert!(rows.next().await.is_none());
    }
}

#[tokio::test]
async fn records_of_json() {
    let text = b"\x1e1\n\x1e\x1e 2\n\x1e[1,\n\x1e12\x1e3\n\x1e4 \x1e5\t\x1e45";
    for texts in [vec![text.as_slice()], text.chunks(1).collect()] {
        let client = pieces(texts).await;
        let mut records = Files::records(&client).await.unwrap();
        let mut found = Vec::new();
        while let Some(record) = records.next().await {
            found.push(record.map_err(|error| error.to_string()).ok());
        }
        // The array, `12` and `45` are cut off.
        let (four, five) = (Some(4), Some(5));
        assert_eq!(
            found,
            [Some(1), Some(2), None, None, Some(3), four, five, None]
        );
    }
}

#[tokio::test]
async fn a_record_is_there_as_soon_as_it_is_whole() {
    let client = server(async |mut socket| {
        socket.write_all(HEAD.as_bytes()).await.unwrap();
        write(&mut socket, b"\x1e{\"a\\\"\":\n[\"{\",\n\"]\"]}\n").await;
        tokio::time::sleep(Duration::from_secs(20)).await;
    })
    .await;
    let call = Call::new(&client, &DOWNLOAD).run(json_lines::records::<serde_json::Value>);
    let value = call.await.unwrap().next().await.unwrap().unwrap();
    assert_eq!(value, serde_json::json!({"a\"": ["{", "]"]}));
}

/// Pieces of 64 KiB, made when they are asked for.
struct Made {
    left: usize,
    made: Arc<AtomicUsize>,
}

impl Stream for Made {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        self.left -= 1;
        self.made.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(Some(Ok(vec![b'x'; 65536].into())))
    }
}

#[tokio::test]
async fn a_large_body_is_made_as_fast_as_it_is_taken() {
    let made = Arc::new(AtomicUsize::new(0));
    let (count, length) = (made.clone(), 64 * MIB);
    let client = server(async move |mut socket| {
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert!(
            count.load(Ordering::Relaxed) < 512,
            "far less than 1024 pieces"
        );
        let mut buffer = vec![0; MIB];
        let mut left = length;
        while left > 100_000 {
            left -= socket.read(&mut buffer).await.unwrap();
        }
        socket
            .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
            .await
            .unwrap();
        while socket.read(&mut buffer).await.unwrap() > 0 {}
    })
    .await;
    let left = length / 65536;
    let body = Body::sized_stream(
        Made {
            left,
            made: made.clone(),
        },
        length as u64,
    );
    assert_eq!(body.length(), Some(length as u64));
    let call = client.request(Method::PUT, "/file").body(body);
    let call = call.options(|it| it.timeout = Some(Duration::from_secs(30)));
    call.send().await.unwrap();
}

#[tokio::test]
async fn a_known_length_is_announced() {
    let server = MockServer::start().await;
    let gate = Mock::given(method("PUT")).and(header("content-length", "65536"));
    gate.respond_with(ResponseTemplate::new(200))
        .mount(&server)
        .await;
    let client = Client::builder().base_url(server.uri()).build().unwrap();
    let made = Made {
        left: 1,
        made: Arc::default(),
    };
    let body = Body::sized_stream(made, 65536);
    client
        .request(Method::PUT, "/x")
        .body(body)
        .send()
        .await
        .unwrap();
    // One byte too few breaks off.
    let made = Made {
        left: 1,
        made: Arc::default(),
    };
    let body = Body::sized_stream(made, 65537);
    let error = client.request(Method::PUT, "/x").body(body).send().await;
    assert!(matches!(
        error.unwrap_err().kind(),
        ErrorKind::Transport { .. }
    ));
}

#[cfg(feature = "fs")]
#[tokio::test]
async fn files_up_and_down() {
    let server = MockServer::start().await;
    let content = "0123456789".repeat(20_000);
    let gate = Mock::given(method("PUT")).and(header("content-length", "200000"));
    let gate = gate.and(wiremock::matchers::body_string(&content));
    gate.respond_with(ResponseTemplate::new(200).set_body_string(&content))
        .mount(&server)
        .await;
    let folder = std::env::temp_dir().join(format!("client-runtime-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (up, down) = (folder.join("up"), folder.join("down"));
    std::fs::write(&up, &content).unwrap();
    let client = Client::builder().base_url(server.uri()).build().unwrap();
    let call = client
        .request(Method::PUT, "/x")
        .body(Body::file(&up).await.unwrap());
    let body = call.send_streamed().await.unwrap().into_body();
    assert_eq!(body.save_to(&down).await.unwrap(), 200_000);
    assert_eq!(std::fs::read_to_string(&down).unwrap(), content);
    let call = client
        .request(Method::PUT, "/x")
        .body(Body::file(&up).await.unwrap());
    let body = call.send_streamed().await.unwrap().into_body();
    let error = body.save_to(&folder).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::File(_)), "{error:?}");
    assert!(std::error::Error::source(&error).is_some());
    assert!(Body::file(&folder).await.is_err());
    assert!(Body::file(folder.join("none")).await.is_err());
    std::fs::remove_dir_all(&folder).unwrap();
}

#[derive(Debug)]
enum Answer {
    Whole(Tick),
    Events(EventStream<Tick>),
    Text(String),
}

static MIXED: Operation = Operation {
    id: "mixed",
    path: "/",
    successes: &[
        ("200 application/json", Payload::Whole),
        ("200 text/event-stream", Payload::Streamed),
        ("200 text/*", Payload::Whole),
    ],
    ..Operation::DEFAULT
};

fn answer(raw: RawResponse) -> Result<Answer, Error> {
    match raw.answer() {
        "200 application/json" => decode::json(raw).map(Answer::Whole),
        "200 text/event-stream" => events::json(raw).map(Answer::Events),
        "200 text/*" => text::decode(raw).map(Answer::Text),
        _ => decode::undeclared(raw),
    }
}

#[tokio::test]
async fn several_media_types() {
    let get = async |media_type: &'static str, body: &'static str| {
        let server = MockServer::start().await;
        let template = ResponseTemplate::new(200).set_body_raw(body, media_type);
        Mock::given(method("GET"))
            .respond_with(template)
            .mount(&server)
            .await;
        let client = Client::builder().base_url(server.uri()).build().unwrap();
        Call::new(&client, &MIXED).run(answer).await
    };
    for media_type in [
        "application/json; charset=utf-8",
        "Application/vnd.x+JSON",
        "",
    ] {
        let answer = get(media_type, r#"{"n":1}"#).await;
        assert!(
            matches!(answer, Ok(Answer::Whole(Tick { n: 1 }))),
            "{media_type}: {answer:?}"
        );
    }
    let Ok(Answer::Events(mut events)) = get("text/event-stream", "data: {\"n\":2}\n\n").await
    else {
        panic!("no events");
    };
    assert_eq!(events.next().await.unwrap().unwrap().data.n, 2);
    let answer = get("text/markdown", "x").await;
    assert!(matches!(answer, Ok(Answer::Text(text)) if text == "x"));
    let error = get("image/png", "x").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "mixed: status 200, but not as declared: the content type is none that the description declares"
    );
}
