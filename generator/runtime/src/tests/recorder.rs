//! A transport that keeps what it is asked to send.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{HeaderMap, Method};

use crate::runtime::{
    AttemptTimeout, Body, BoxFuture, Client, ResponseBody, Transport, TransportError,
};

/// One request, as the transport got it.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) method: Method,
    pub(crate) url: String,
    pub(crate) headers: HeaderMap,
    /// The body, where it is text.
    pub(crate) body: Option<String>,
    pub(crate) bytes: Bytes,
    pub(crate) timeout: Option<AttemptTimeout>,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

#[derive(Clone)]
pub(crate) struct Recorder {
    seen: Arc<Mutex<Vec<Seen>>>,
    status: u16,
    answer: &'static str,
    header: Option<(&'static str, &'static str)>,
}

impl Recorder {
    pub(crate) fn new(status: u16, answer: &'static str) -> Self {
        Recorder {
            seen: Arc::default(),
            status,
            answer,
            header: None,
        }
    }

    pub(crate) fn with_header(mut self, name: &'static str, value: &'static str) -> Self {
        self.header = Some((name, value));
        self
    }

    pub(crate) fn client(&self) -> Client {
        Client::builder().transport(self.clone()).build().unwrap()
    }

    pub(crate) fn last(&self) -> Seen {
        self.seen.lock().unwrap().last().cloned().unwrap()
    }

    pub(crate) fn count(&self) -> usize {
        self.seen.lock().unwrap().len()
    }
}

impl Transport for Recorder {
    fn execute(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        let bytes = request.body().as_bytes().cloned().unwrap_or_default();
        let body = String::from_utf8(bytes.to_vec()).ok();
        self.seen.lock().unwrap().push(Seen {
            method: request.method().clone(),
            url: request.uri().to_string(),
            headers: request.headers().clone(),
            body: body.filter(|text| !text.is_empty()),
            bytes,
            timeout: request.extensions().get().copied(),
        });
        let mut response = http::Response::new(ResponseBody::from(self.answer));
        *response.status_mut() = http::StatusCode::from_u16(self.status).unwrap();
        response
            .headers_mut()
            .insert("x-request-id", http::HeaderValue::from_static("r-1"));
        let more = self.header.map(|(name, value)| {
            let value = http::HeaderValue::from_static(value);
            (http::HeaderName::from_static(name), value)
        });
        response.headers_mut().extend(more);
        Box::pin(std::future::ready(Ok(response)))
    }
}
