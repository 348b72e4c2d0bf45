//! The readers of streams and of media types, fed with noise: however bytes arrive, the same comes out, and nothing
//! panics.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::Value;

use crate::runtime::response::Unread;
use crate::runtime::{BoxError, RawResponse, ResponseBody, events, json_lines, media_type};

const ROUNDS: u64 = 2_000;

/// What the formats are made of, so that noise comes near to sense.
const PIECES: &[&[u8]] = &[
    b"data:",
    b"data",
    b"id: 7",
    b"event: e",
    b"retry: 9",
    b":",
    b" ",
    b"\n",
    b"\n",
    b"\r",
    b"\r\n",
    b"\n\n",
    b"\0",
    b"\x1E",
    b"\xEF\xBB\xBF",
    b"\xFF",
    b"\xC3",
    b"\xA4",
    b"{\"a\":1}",
    b"[1,",
    b"2]",
    b"\"x\"",
    b"null",
    b"[DONE]",
    b"1",
];

fn noise(random: &mut fastrand::Rng) -> Vec<u8> {
    let count = random.usize(..24);
    let pieces = (0..count).map(|_| PIECES[random.usize(..PIECES.len())]);
    pieces.flatten().copied().collect()
}

/// Bytes cut into pieces at random.
struct Cut(Vec<Bytes>);

impl Cut {
    fn new(text: &[u8], random: &mut fastrand::Rng) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, more) = rest.split_at(random.usize(1..=rest.len().min(5)));
            pieces.push(Bytes::copy_from_slice(piece));
            rest = more;
        }
        pieces.reverse();
        Cut(pieces)
    }
}

impl Stream for Cut {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop().map(Ok))
    }
}

fn answer(body: ResponseBody) -> RawResponse {
    let unread = Unread {
        body,
        limit: 1 << 20,
    };
    RawResponse::unread("noise", StatusCode::OK, HeaderMap::new(), unread)
}

/// What a stream of results yields, as text.
macro_rules! all {
    ($stream:expr) => {{
        let mut stream = $stream.unwrap();
        let mut out = Vec::new();
        while let Some(item) = stream.next().await {
            out.push(format!("{item:?}"));
        }
        out
    }};
}

#[tokio::test]
async fn streams_are_the_same_however_they_are_cut() {
    for seed in 0..ROUNDS {
        let mut random = fastrand::Rng::with_seed(seed);
        let text = noise(&mut random);
        let whole = || answer(ResponseBody::from(Bytes::copy_from_slice(&text)));
        let cut = Cut::new(&text, &mut random).0;
        let cut = || answer(ResponseBody::stream(Cut(cut.clone())));
        let shown = String::from_utf8_lossy(&text);
        assert_eq!(
            all!(events::text(whole())),
            all!(events::text(cut())),
            "{shown:?}"
        );
        let json = |raw| events::json::<Value>(raw);
        assert_eq!(all!(json(whole())), all!(json(cut())), "{shown:?}");
        let lines = |raw| json_lines::lines::<Value>(raw);
        assert_eq!(all!(lines(whole())), all!(lines(cut())), "{shown:?}");
        let records = |raw| json_lines::records::<Value>(raw);
        assert_eq!(all!(records(whole())), all!(records(cut())), "{shown:?}");
    }
}

#[test]
fn content_types_of_any_kind_are_read() {
    const SIGNS: &[u8] = b"a/+;=\"\\ ,*jsontextcharset-\t\x80";
    for seed in 0..ROUNDS {
        let mut random = fastrand::Rng::with_seed(seed);
        let text: Vec<u8> = (0..random.usize(..24))
            .map(|_| SIGNS[random.usize(..SIGNS.len())])
            .collect();
        let Ok(value) = HeaderValue::from_bytes(&text) else {
            continue;
        };
        let headers = HeaderMap::from_iter([(http::header::CONTENT_TYPE, value)]);
        let found = media_type::find(&["application/json", "text/*", "*/*"], &headers);
        assert!(found.is_none_or(|index| index < 3));
    }
}
