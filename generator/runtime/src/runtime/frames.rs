//! Cuts a stream of bytes into frames: events or lines, however the bytes arrive.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::BytesMut;
use futures_core::Stream;

use super::byte_stream::{self, ByteStream};
use super::decode;
use super::error::Error;
use super::response::RawResponse;

/// Knows where a frame ends.
pub(crate) trait Framing {
    /// What is cut out.
    type Frame;

    /// Takes the next frame off the front of the buffer; `None` where more bytes are needed.
    fn take(&mut self, buffer: &mut BytesMut, is_end: bool) -> Option<Self::Frame>;

    /// How many bytes of an unfinished frame it holds besides the buffer.
    fn held(&self) -> usize;
}

/// The frames of a body. An unfinished one never holds more than the limit for bodies.
pub(crate) struct Frames<F> {
    source: ByteStream,
    framing: F,
    buffer: BytesMut,
    is_end: bool,
    is_done: bool,
}

impl<F: Framing + Unpin> Frames<F> {
    /// Cuts the body of a response, which has to be text.
    pub(crate) fn new(raw: RawResponse, framing: F) -> Result<Self, Error> {
        if let Some(coding) = decode::coding(raw.headers()) {
            return Err(decode::undecodable_whole(raw, coding));
        }
        Ok(Frames {
            source: byte_stream::decode(raw)?,
            framing,
            buffer: BytesMut::new(),
            is_end: false,
            is_done: false,
        })
    }

    /// The body the frames come from.
    pub(crate) fn source(&self) -> &ByteStream {
        &self.source
    }

    /// What cuts the frames.
    pub(crate) fn framing(&self) -> &F {
        &self.framing
    }

    /// What cuts the frames, to be told what was before.
    pub(crate) fn framing_mut(&mut self) -> &mut F {
        &mut self.framing
    }

    /// Ends the frames here, whatever else arrives.
    pub(crate) fn finish(&mut self) {
        self.is_done = true;
        self.buffer = BytesMut::new();
    }

    /// The next frame; `None` at the end and after an error.
    pub(crate) fn poll_next(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<F::Frame, Error>>> {
        while !self.is_done {
            if let Some(frame) = self.framing.take(&mut self.buffer, self.is_end) {
                return Poll::Ready(Some(Ok(frame)));
            }
            if self.is_end {
                break;
            }
            if self.buffer.len() + self.framing.held() > self.source.limit() {
                self.finish();
                return Poll::Ready(Some(Err(self.source.too_large())));
            }
            match ready!(Pin::new(&mut self.source).poll_next(cx)) {
                Some(Ok(piece)) => self.buffer.extend_from_slice(&piece),
                Some(Err(error)) => {
                    self.finish();
                    return Poll::Ready(Some(Err(error)));
                }
                None => self.is_end = true,
            }
        }
        self.finish();
        Poll::Ready(None)
    }
}
