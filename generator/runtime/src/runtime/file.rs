//! Files as bodies: read while they are sent, written while they arrive.
//!
//! It is Tokio that reads and writes, so these functions need its runtime, as the default transport does.

#![cfg(feature = "fs")]

use std::io;
use std::path::Path;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use tokio::fs::File;
use tokio::io::{AsyncRead as _, AsyncWriteExt as _, ReadBuf};

use super::body::Body;
use super::byte_stream::ByteStream;
use super::error::{Error, ErrorKind};
use super::transport::BoxError;

/// How much of a file is read at once, in bytes.
const PIECE: usize = 64 * 1024;

impl Body {
    /// The content of a file, read while it is sent; its length is announced.
    ///
    /// # Errors
    ///
    /// Where the file cannot be opened, or is none.
    pub async fn file(path: impl AsRef<Path>) -> io::Result<Self> {
        let file = File::open(path).await?;
        let metadata = file.metadata().await?;
        if metadata.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if !metadata.is_file() {
            // A pipe or a device has no length.
            return Ok(Body::stream(Pieces::new(file, u64::MAX)));
        }
        let length = metadata.len();
        Ok(Body::sized_stream(Pieces::new(file, length), length))
    }
}

impl ByteStream {
    /// Writes the rest of the body to a file, replacing what is there; resolves to the number of bytes.
    ///
    /// When this fails or is dropped, what was written until then stays.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::File`] where the file cannot be written, else what went wrong with the response.
    pub async fn save_to(mut self, path: impl AsRef<Path>) -> Result<u64, Error> {
        let file = File::create(path).await;
        let mut file = file.map_err(|error| self.error(ErrorKind::File(error)))?;
        let written = self.write_to(&mut file).await;
        // What came before an error is to be in the file as well.
        let flushed = file.flush().await;
        let length = written?;
        flushed.map_err(|error| self.error(ErrorKind::File(error)))?;
        Ok(length)
    }

    async fn write_to(&mut self, file: &mut File) -> Result<u64, Error> {
        let mut length = 0;
        while let Some(piece) = self.next().await {
            let piece = piece?;
            length += piece.len() as u64;
            let written = file.write_all(&piece).await;
            written.map_err(|error| self.error(ErrorKind::File(error)))?;
        }
        Ok(length)
    }
}

/// The content of a file, up to the length it had when it was opened.
struct Pieces {
    file: File,
    buffer: BytesMut,
    left: u64,
}

impl Pieces {
    fn new(file: File, length: u64) -> Self {
        Pieces {
            file,
            buffer: BytesMut::new(),
            left: length,
        }
    }
}

impl Stream for Pieces {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let most = this.left.min(PIECE as u64);
        if most == 0 {
            return Poll::Ready(None);
        }
        this.buffer.resize(PIECE.min(most as usize), 0);
        let mut room = ReadBuf::new(&mut this.buffer);
        ready!(pin!(&mut this.file).poll_read(cx, &mut room))?;
        let length = room.filled().len();
        this.left -= length as u64;
        if length == 0 {
            return Poll::Ready(None);
        }
        Poll::Ready(Some(Ok(this.buffer.split_to(length).freeze())))
    }
}
