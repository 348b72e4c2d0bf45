//! A server below HTTP: keeps what arrives byte for byte, and answers with whatever bytes it is told to.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// A server that gives every connection the same bytes and then keeps it open for a while.
pub(crate) struct RawServer {
    pub(crate) url: String,
    requests: UnboundedReceiver<String>,
}

impl RawServer {
    /// Starts a server; connections stay open for `linger` after the answer.
    pub(crate) async fn start(answer: impl Into<Vec<u8>>, linger: Duration) -> Self {
        let answer = answer.into();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (sender, requests) = unbounded_channel();
        tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                let (sender, answer) = (sender.clone(), answer.clone());
                tokio::spawn(async move {
                    // A test that is over no longer listens.
                    let _ = sender.send(read_request(&mut socket).await);
                    // A client that gave up has closed its end.
                    let _ = socket.write_all(&answer).await;
                    tokio::time::sleep(linger).await;
                });
            }
        });
        Self { url, requests }
    }

    /// The request that arrived, if any did.
    pub(crate) fn arrived(&mut self) -> Option<String> {
        self.requests.try_recv().ok()
    }

    /// The next request, head and body.
    pub(super) async fn request(&mut self) -> String {
        self.requests.recv().await.unwrap()
    }
}

/// An answer with a JSON body.
pub(super) fn json_answer(status: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// An address on which nothing listens.
pub(super) async fn dead_url() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

async fn read_request(socket: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    while !is_complete(&bytes) {
        if socket.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
            break;
        }
    }
    // What is no UTF-8 is read as ISO 8859-1, a character a byte.
    String::from_utf8(bytes)
        .unwrap_or_else(|error| error.as_bytes().iter().copied().map(char::from).collect())
}

/// Whether the head is there and as much of the body as it announces.
fn is_complete(bytes: &[u8]) -> bool {
    let Some(end) = bytes.windows(4).position(|it| it == b"\r\n\r\n") else {
        return false;
    };
    let head = String::from_utf8_lossy(&bytes[..end]);
    let body = &bytes[end + 4..];
    if head.contains("transfer-encoding: chunked") {
        return body.ends_with(b"0\r\n\r\n");
    }
    let announced = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.parse::<usize>().unwrap())
    });
    body.len() >= announced.unwrap_or(0)
}
