//! Answers of every media type, and the headers that come with them.

use std::time::Duration;

use fixture_clients::{content_types, response_headers, streams};

use super::raw_server::RawServer;

/// A server that answers with a body of some media type.
async fn answering(status: &str, content_type: &str, body: &str) -> RawServer {
    let length = body.len();
    let answer = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    RawServer::start(answer, Duration::ZERO).await
}

async fn streaming(content_type: &str, body: &str) -> (RawServer, streams::Client) {
    let server = answering("200 OK", content_type, body).await;
    let client = streams::Client::builder().base_url(&server.url);
    let client = client.build().unwrap();
    (server, client)
}

/// WHATWG HTML, section 9.2.6; OpenAPI 3.2.0, "Server-Sent Event Streams".
#[tokio::test]
async fn events_are_of_their_type() {
    let text = "\u{feff}: hello\nid: 7\nevent: pot\ndata: {\"id\":1}\n\ndata: {\"id\":\ndata: 2.0}\n\ndata: [DONE]\n\ndata: x\n\n";
    let (_server, client) = streaming("text/event-stream", text).await;
    for mut events in [
        client.watch_pots().await.unwrap(),
        client.watch_items().await.unwrap(),
    ] {
        let first = events.next().await.unwrap().unwrap();
        assert_eq!((first.data.id, first.event.as_deref()), (1, Some("pot")));
        assert_eq!(events.next().await.unwrap().unwrap().data.id, 2);
        assert!(events.next().await.is_none());
        assert_eq!(events.last_event_id(), Some("7"));
    }
    let mut texts = client.watch_texts().await.unwrap();
    assert_eq!(texts.next().await.unwrap().unwrap().data, "{\"id\":1}");
}

/// OpenAPI 3.2.0, "Server-Sent Event Streams": an item schema of whole events.
#[tokio::test]
async fn events_are_told_apart_by_their_kind() {
    use streams::models::WatchWhole;
    let text = "event: pot\ndata: {\"id\":1}\n\nevent: note\ndata: 12\n\nevent: new\ndata: x\n\n";
    let (_server, client) = streaming("text/event-stream", text).await;
    let mut events = client.watch_whole().await.unwrap();
    let WatchWhole::Pot(pot) = events.next().await.unwrap().unwrap().data else {
        panic!("not a pot");
    };
    assert_eq!(pot.data.id, 1);
    let WatchWhole::Note(note) = events.next().await.unwrap().unwrap().data else {
        panic!("not a note");
    };
    assert_eq!(note.data, "12");
    let unknown = events.next().await.unwrap().unwrap().data;
    assert!(matches!(unknown, WatchWhole::Unknown(_)), "{unknown:?}");
}

/// OpenAPI 3.2.0, "Server-Sent Event Streams": the members of events are strings, which can hold JSON.
#[tokio::test]
async fn the_data_of_events_is_text_unless_described() {
    use streams::models::WatchDescribed;
    let note = |text: &str| format!("event: note\ndata:{text}\n\n");
    let texts = ["\"quoted\"", "null", "[DONE]", "{\"id\":1}", "", "12"];
    let events: String = texts.into_iter().map(note).collect();
    let others = "event: pot\ndata: {\"id\":1.0}\n\nevent: end\ndata\n\nevent: pot\ndata: {\"id\":\"x\"}\n\n";
    let (_server, client) = streaming("text/event-stream", &(events + others)).await;
    let mut events = client.watch_described().await.unwrap();
    for text in texts {
        let event = events.next().await.unwrap().unwrap().data;
        assert!(
            matches!(&event, WatchDescribed::Note(note) if note.data == text),
            "{event:?}"
        );
    }
    let pot = events.next().await.unwrap().unwrap().data;
    assert!(matches!(&pot, WatchDescribed::Pot(pot) if pot.data.id == 1));
    let end = events.next().await.unwrap().unwrap().data;
    assert!(matches!(end, WatchDescribed::End(_)), "{end:?}");
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!(error.pointer(), Some("/data/id"));
    let kept: serde_json::Value = serde_json::from_slice(error.raw_body().unwrap()).unwrap();
    assert_eq!(kept.pointer("/data/id").unwrap(), "x");

    let (_server, client) = streaming("text/event-stream", "data: 2030-01-31\n\n").await;
    let day = client.watch_days().await.unwrap().next().await.unwrap();
    assert_eq!(day.unwrap().data.to_string(), "2030-01-31");
    let any = client.watch_any().await.unwrap().next().await.unwrap();
    assert_eq!(any.unwrap().data, "2030-01-31");
    let (_server, client) = streaming("text/event-stream", "data: \"Sencha\"\n\n").await;
    let name = client.watch_names().await.unwrap().next().await.unwrap();
    assert_eq!(name.unwrap().data, "Sencha");
}

/// WHATWG HTML, section 9.2.4: who connects again says which event was the last.
#[tokio::test]
async fn a_stream_goes_on_after_its_last_event() {
    let text = "id: 7\nretry: 1\ndata: {\"id\":1}\n\n";
    let (mut server, client) = streaming("text/event-stream", text).await;
    let events = client.watch_pots().await.unwrap();
    let mut events = events.reconnecting(move |at| {
        let again = client.watch_pots().options(|options| at.resume(options));
        async move { again.await }
    });
    for _ in 0..2 {
        assert_eq!(events.next().await.unwrap().unwrap().data.id, 1);
    }
    let (first, second) = (server.request().await, server.request().await);
    assert!(!first.contains("last-event-id"), "{first}");
    assert!(second.contains("\r\nlast-event-id: 7\r\n"), "{second}");
}

/// WHATWG HTML, section 9.2.3: a body of another media type is no stream of events, and connecting ends with it.
#[tokio::test]
async fn a_body_of_another_type_is_no_stream() {
    let (_server, client) = streaming("text/html", "<p>Later.</p>\n\n").await;
    let error = client.watch_pots().await.unwrap_err();
    assert_eq!(error.raw_body().unwrap(), "<p>Later.</p>\n\n");
    assert!(client.list_lines().await.is_err());
    assert!(client.list_records().await.is_err());
    let (_events, first) = streaming("text/event-stream", "data: {\"id\":1}\n\n").await;
    let mut events = first.watch_pots().await.unwrap().reconnecting(move |_| {
        let again = client.watch_pots();
        async move { again.await }
    });
    assert_eq!(events.next().await.unwrap().unwrap().data.id, 1);
    assert!(events.next().await.unwrap().is_err());
    assert!(events.next().await.is_none());
}

/// RFC 9110, section 8.4: what a server has packed unasked is said to be so, and bytes come as they are.
#[tokio::test]
async fn a_content_coding_is_told() {
    let packed = |content_type: &str| format!("{content_type}\r\ncontent-encoding: gzip");
    for content_type in ["application/json", "text/event-stream", "application/jsonl"] {
        let (_server, client) = streaming(&packed(content_type), "packed").await;
        let error = match content_type {
            "application/json" => client
                .chat(&streams::models::ChatRequest::new())
                .await
                .err(),
            "text/event-stream" => client.watch_pots().await.err(),
            _ => client.list_lines().await.err(),
        };
        let error = error.unwrap().to_string();
        assert!(
            error.ends_with("coding `gzip`, which is not undone"),
            "{error}"
        );
    }
    let (_server, client) = streaming(&packed("application/octet-stream"), "packed").await;
    let bytes = client.download().await.unwrap().bytes().await;
    assert_eq!(bytes.unwrap(), "packed");
}

/// JSON Lines; RFC 7464, section 2.
#[tokio::test]
async fn values_come_one_by_one() {
    let (_server, client) = streaming("application/jsonl", "{\"id\":1}\n\n{\"id\":2}").await;
    let mut lines = client.list_lines().await.unwrap();
    assert_eq!(lines.next().await.unwrap().unwrap().id, 1);
    assert_eq!(lines.next().await.unwrap().unwrap().id, 2);
    assert!(lines.next().await.is_none());
    let (_server, client) = streaming("application/x-ndjson", "1.0\n2\n").await;
    let mut numbers = client.list_array().await.unwrap();
    assert_eq!(numbers.next().await.unwrap().unwrap(), 1);
    let (_server, client) = streaming("application/jsonl", "[1,2]\n[3]\n").await;
    let mut rows = client.list_rows().await.unwrap();
    assert_eq!(rows.next().await.unwrap().unwrap(), [1, 2]);
    assert_eq!(rows.next().await.unwrap().unwrap(), [3]);
    let (_server, client) = streaming("application/jsonl", "\"a\"\n").await;
    let mut words = client.list_words().await.unwrap();
    assert_eq!(words.next().await.unwrap().unwrap(), "a");
    let (_server, client) = streaming("application/json-seq", "\u{1e}{\"id\":\n1}\n").await;
    let mut records = client.list_records().await.unwrap();
    assert_eq!(records.next().await.unwrap().unwrap().id, 1);
}

/// OpenAPI 3.0.4, section 4.8.17: bytes, errors beside them, and answers without a body (RFC 9110, section 9.3.2).
#[tokio::test]
async fn bytes_are_read_by_the_caller() {
    let (_server, client) = streaming("application/octet-stream", "abc").await;
    assert_eq!(
        client.download().await.unwrap().bytes().await.unwrap(),
        "abc"
    );
    let path = std::env::temp_dir().join(format!("fixture-bytes-{}", std::process::id()));
    let saved = client.download().await.unwrap().save_to(&path).await;
    assert_eq!(saved.unwrap(), 3);
    assert_eq!(std::fs::read(&path).unwrap(), b"abc");
    std::fs::remove_file(&path).unwrap();
    let server = answering("404 Not Found", "application/octet-stream", "no").await;
    let client = streams::Client::builder().base_url(&server.url);
    let error = client.build().unwrap().download().await.unwrap_err();
    let streams::ErrorBody::Bytes(bytes) = &error.api().unwrap().body else {
        panic!("{error:?}");
    };
    assert_eq!(bytes, "no");
    let server = RawServer::start(
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n",
        Duration::ZERO,
    );
    let server = server.await;
    let client = streams::Client::builder().base_url(&server.url);
    client.build().unwrap().peek().await.unwrap();
}

/// OpenAPI 3.0.4, section 4.8.17 (Response Object): which of the declared types an answer has, its content type says.
#[tokio::test]
async fn the_content_type_chooses_the_decoder() {
    use content_types::operations::untagged::PutChoiceOk;
    let choose = async |status: &str, content_type: &str, body: &str| {
        let server = answering(status, content_type, body).await;
        let client = content_types::Client::builder().base_url(&server.url);
        client.build().unwrap().put_choice("a").await
    };
    let ok = choose(
        "200 OK",
        "application/hal+json; charset=utf-8",
        r#"{"id":"t1"}"#,
    )
    .await;
    assert!(matches!(ok.unwrap(), PutChoiceOk::OkJson(tea) if tea.id == "t1"));
    let ok = choose("200 OK", "text/csv", "a,b").await.unwrap();
    assert!(matches!(ok, PutChoiceOk::OkCsv(text) if text == "a,b"));
    let ok = choose("200 OK", "text/plain", "a").await.unwrap();
    assert!(matches!(ok, PutChoiceOk::OkText(text) if text == "a"));
    let ok = choose("200 OK", "application/pdf", "%PDF").await.unwrap();
    let PutChoiceOk::OkPdf(bytes) = ok else {
        panic!("{ok:?}");
    };
    assert_eq!(bytes.bytes().await.unwrap(), "%PDF");
    let ok = choose("202 Accepted", "text/plain", "").await.unwrap();
    assert!(matches!(ok, PutChoiceOk::Accepted));
    let undeclared = choose("200 OK", "video/mp4", "mp4").await.unwrap_err();
    assert_eq!(undeclared.raw_body().unwrap(), "mp4");
    let error = choose(
        "400 Bad Request",
        "application/problem+json",
        r#"{"title":"x"}"#,
    )
    .await;
    let error = error.unwrap_err();
    let api = error.api().unwrap();
    assert_eq!(api.body.message(), Some("x"));
    assert_eq!(api.problem().unwrap().title.as_deref(), Some("x"));
    let error = choose("400 Bad Request", "application/json", r#"{"code":1}"#).await;
    let body = format!("{:?}", error.unwrap_err().api().unwrap().body);
    assert!(body.contains("code: 1"), "{body}");
    let error = choose("400 Bad Request", "text/plain", "no")
        .await
        .unwrap_err();
    assert_eq!(error.api().unwrap().body.message(), Some("no"));
}

/// A media type says more than the range it is in (OpenAPI 3.0.4, Response Object), whichever of them is read while it
/// arrives.
#[tokio::test]
async fn a_stream_leaves_the_bodies_of_others_whole() {
    use content_types::operations::untagged::GetBesideOk;
    let get = async |content_type: &str, body: &str| {
        let server = answering("200 OK", content_type, body).await;
        let client = content_types::Client::builder().base_url(&server.url);
        client.build().unwrap().get_beside().await
    };
    let text = get("text/plain", "a").await.unwrap();
    assert!(matches!(text, GetBesideOk::Text(text) if text == "a"));
    let json = get("application/vnd.tea+json", r#"{"id":"t1"}"#).await;
    assert!(matches!(json.unwrap(), GetBesideOk::Json(tea) if tea.id == "t1"));
    let GetBesideOk::Bytes(bytes) = get("image/png", "png").await.unwrap() else {
        panic!("no bytes");
    };
    assert_eq!(bytes.bytes().await.unwrap(), "png");
}

/// A text of any media type is a text or a JSON string, in the charset that it names (RFC 9110, section 8.3.2).
#[tokio::test]
async fn texts_have_charsets() {
    let text = async |content_type: &str, body: &[u8]| {
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        let server = RawServer::start([head.as_bytes(), body].concat(), Duration::ZERO).await;
        let client = content_types::Client::builder().base_url(&server.url);
        client.build().unwrap().put_any().await
    };
    assert_eq!(text("text/plain", b"a").await.unwrap(), "a");
    assert_eq!(text("application/json", b"\"a\"").await.unwrap(), "a");
    let latin = text("text/plain; Charset=\"ISO-8859-1\"", b"\xfc").await;
    assert_eq!(latin.unwrap(), "ü");
    assert!(text("text/plain", b"\xfc").await.is_err());
}

/// OpenAPI 3.0.4, sections 4.8.12.4 (`simple`) and 4.8.21 (Header Object).
#[tokio::test]
async fn declared_headers_have_types() {
    use response_headers::models::XRest;
    let get = async |headers: &str| {
        let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n{headers}\r\n[]");
        // As ISO-8859-1, which headers can be in.
        let answer: Vec<u8> = answer.chars().map(|c| u8::try_from(c).unwrap()).collect();
        let server = RawServer::start(answer, Duration::ZERO).await;
        let client = response_headers::Client::builder().base_url(&server.url);
        client.build().unwrap().list_teas().send().await.unwrap()
    };
    let response = get("x-total: 3\r\nx-names: a, b\r\nx-names: c\r\nx-sizes: 1,2\r\n\
        x-pot: size,1,color,red\r\nx-spread: size=1,color=red\r\nx-json: {\"size\":1.0}\r\nx-kind: white\r\n\
        x-until: 2023-11-07T05:31:56Z\r\nx-fresh: true\r\nx-price: 2.5\r\netag: \"a,b\"\r\n\
        set-cookie: a=1; Expires=Wed, 25 Nov 2026 00:00:00 GMT\r\nset-cookie: b=2\r\n")
    .await;
    let headers = response.declared_headers().unwrap();
    assert_eq!(headers.x_total, 3);
    assert_eq!(headers.x_names.unwrap(), ["a", "b", "c"]);
    assert_eq!(headers.x_sizes.unwrap(), [1, 2]);
    for pot in [headers.x_pot, headers.x_spread] {
        let pot = pot.unwrap();
        assert_eq!((pot.size, pot.color.as_deref()), (Some(1), Some("red")));
    }
    assert_eq!(headers.x_json.unwrap().size, Some(1));
    assert_eq!(headers.x_kind.unwrap().as_str(), "white");
    assert_eq!(
        headers.x_until.unwrap().to_rfc3339(),
        "2023-11-07T05:31:56+00:00"
    );
    assert_eq!((headers.x_fresh, headers.x_price), (Some(true), Some(2.5)));
    assert_eq!(headers.e_tag.as_deref(), Some("\"a,b\""));
    assert!(headers.link.is_none() && headers.x_age.is_none());
    let cookies = headers.set_cookie.unwrap();
    assert_eq!(
        cookies[0].expose(),
        "a=1; Expires=Wed, 25 Nov 2026 00:00:00 GMT"
    );
    assert_eq!(cookies[1].expose(), "b=2");
    let response = get(
        "x-total: 3\r\nx-pot: size,1,color,\r\nx-spread: color=,,size=2\r\nx-rest: true\r\n\
        etag: ü\r\n",
    )
    .await;
    let headers = response.declared_headers().unwrap();
    let colors = [headers.x_pot, headers.x_spread].map(|pot| pot.unwrap().color);
    assert_eq!(colors, [Some(String::new()), Some(String::new())]);
    assert!(matches!(headers.x_rest, Some(XRest::Boolean(true))));
    assert_eq!(headers.e_tag.as_deref(), Some("ü"));
    let rest = get("x-total: 3\r\netag: a\r\nx-rest: 12\r\n")
        .await
        .declared_headers();
    assert!(matches!(rest.unwrap().x_rest, Some(XRest::Integer(12))));
    for price in ["NaN", "inf", "1e999"] {
        let response = get(&format!("x-total: 3\r\netag: a\r\nx-price: {price}\r\n")).await;
        let error = response.declared_headers().unwrap_err();
        assert!(error.to_string().contains("`X-Price`"), "{error}");
    }
    let missing = get("").await.declared_headers().unwrap_err();
    assert!(
        missing
            .to_string()
            .ends_with("not as declared: the header `X-Total` is missing"),
        "{missing}"
    );
    let malformed = get("x-total: many\r\n")
        .await
        .declared_headers()
        .unwrap_err();
    assert!(malformed.to_string().contains("`X-Total`"), "{malformed}");
    assert!(!malformed.to_string().contains("many"), "{malformed}");
}

/// OpenAPI 3.0.4, section 4.8.17 (Response Object): the headers of errors, of whatever operation and status.
#[tokio::test]
async fn declared_headers_of_errors_have_types() {
    let failure = async |headers: &str| {
        let answer = format!("HTTP/1.1 429 Slower\r\ncontent-length: 0\r\n{headers}\r\n");
        let server = RawServer::start(answer, Duration::ZERO).await;
        let client = response_headers::Client::builder().base_url(&server.url);
        client.build().unwrap().list_teas().await.unwrap_err()
    };
    let error =
        failure("retry-after: 7\r\nx-limit: true\r\nx-tags: a,b\r\nx-pot: size=2\r\n").await;
    let headers = error.api().unwrap().declared_headers();
    assert_eq!(headers.retry_after, Some(7));
    assert_eq!(headers.x_limit.as_deref(), Some("true"));
    assert_eq!(headers.x_tags.unwrap(), ["a", "b"]);
    assert_eq!(headers.x_pot.unwrap().size, Some(2));
    let error = failure("retry-after: soon\r\n").await;
    let api = error.api().unwrap();
    assert_eq!(api.declared_headers().retry_after, None);
    assert_eq!(api.headers["retry-after"], "soon");
}
