//! Bodies on their way to and from the server: bytes at hand, or a stream of them.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use super::transport::BoxError;

type BytesStream = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

/// The body of a request.
///
/// As a [`Stream`] it yields its bytes piece by piece, whatever it was made from.
#[derive(Debug, Default)]
pub struct Body(Content);

impl Body {
    /// A body that is read while it is sent. Its length is not known, so it is sent in chunks.
    pub fn stream(stream: impl Stream<Item = Result<Bytes, BoxError>> + Send + 'static) -> Self {
        Body(Content::stream(stream, None))
    }

    /// A body that is read while it is sent, of a known number of bytes, which `Content-Length` announces.
    ///
    /// A stream that yields another number of bytes breaks the request off.
    pub fn sized_stream(
        stream: impl Stream<Item = Result<Bytes, BoxError>> + Send + 'static,
        length: u64,
    ) -> Self {
        Body(Content::stream(stream, Some(length)))
    }

    /// How many bytes the body has, where that is known before it is read.
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes.len() as u64),
            Content::Stream { length, .. } => *length,
        }
    }

    /// The same body again, to be sent a second time; `None` for a stream, which can be read only once.
    pub(crate) fn try_clone(&self) -> Option<Self> {
        self.as_bytes().cloned().map(Body::from)
    }

    /// The bytes, where they are at hand; `None` for a stream.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        self.0.as_bytes()
    }
}

/// What bodies are made of that are at hand: taken where they are owned, copied where they are not.
macro_rules! bodies {
    ($($ty:ty => |$bytes:ident| $take:expr;)*) => {$(
        impl From<$ty> for Body {
            fn from($bytes: $ty) -> Self {
                Body(Content::Bytes($take))
            }
        }
    )*};
}
bodies! {
    Bytes => |bytes| bytes;
    BytesMut => |bytes| bytes.freeze();
    Vec<u8> => |bytes| bytes.into();
    Box<[u8]> => |bytes| bytes.into();
    String => |text| text.into();
    Box<str> => |text| String::from(text).into();
    &[u8] => |bytes| Bytes::copy_from_slice(bytes);
    &Vec<u8> => |bytes| Bytes::copy_from_slice(bytes);
    &str => |text| Bytes::copy_from_slice(text.as_bytes());
    &String => |text| Bytes::copy_from_slice(text.as_bytes());
}

impl<const N: usize> From<[u8; N]> for Body {
    fn from(bytes: [u8; N]) -> Self {
        Self::from(bytes.as_slice())
    }
}

impl<const N: usize> From<&[u8; N]> for Body {
    fn from(bytes: &[u8; N]) -> Self {
        Self::from(bytes.as_slice())
    }
}

impl Stream for Body {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_next(cx)
    }
}

/// The body of a response, as a [`Transport`](super::Transport) hands it over.
#[derive(Debug, Default)]
pub struct ResponseBody(Content);

impl ResponseBody {
    /// A body that is still arriving.
    pub fn stream(stream: impl Stream<Item = Result<Bytes, BoxError>> + Send + 'static) -> Self {
        ResponseBody(Content::stream(stream, None))
    }

    /// The next piece of the body; `None` at its end.
    pub(crate) async fn next(&mut self) -> Option<Result<Bytes, BoxError>> {
        std::future::poll_fn(|cx| self.0.poll_next(cx)).await
    }
}

impl<T: Into<Bytes>> From<T> for ResponseBody {
    fn from(bytes: T) -> Self {
        ResponseBody(Content::Bytes(bytes.into()))
    }
}

impl Stream for ResponseBody {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_next(cx)
    }
}

enum Content {
    Bytes(Bytes),
    Stream {
        pieces: BytesStream,
        /// How many bytes are still to come, where that is known.
        length: Option<u64>,
    },
}

impl Content {
    fn stream(
        stream: impl Stream<Item = Result<Bytes, BoxError>> + Send + 'static,
        length: Option<u64>,
    ) -> Self {
        Content::Stream {
            pieces: Box::pin(stream),
            length,
        }
    }

    fn as_bytes(&self) -> Option<&Bytes> {
        match self {
            Content::Bytes(bytes) => Some(bytes),
            Content::Stream { .. } => None,
        }
    }

    fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        match self {
            Content::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Content::Bytes(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Content::Stream { pieces, length } => {
                let piece = ready!(pieces.as_mut().poll_next(cx));
                Poll::Ready(match length {
                    Some(rest) => counted(piece, rest),
                    None => piece,
                })
            }
        }
    }
}

/// A piece of a stream of which only so many bytes are still to come.
fn counted(
    piece: Option<Result<Bytes, BoxError>>,
    rest: &mut u64,
) -> Option<Result<Bytes, BoxError>> {
    let length = match &piece {
        Some(Ok(bytes)) => bytes.len() as u64,
        Some(Err(_)) => return piece,
        None if *rest > 0 => return Some(Err("the stream is shorter than its length".into())),
        None => return None,
    };
    match rest.checked_sub(length) {
        Some(left) => {
            *rest = left;
            piece
        }
        None => Some(Err("the stream is longer than its length".into())),
    }
}

impl Default for Content {
    fn default() -> Self {
        Content::Bytes(Bytes::new())
    }
}

impl fmt::Debug for Content {
    // The content itself can hold personal data, so only its size shows.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Content::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Content::Stream { .. } => f.write_str("a stream"),
        }
    }
}
