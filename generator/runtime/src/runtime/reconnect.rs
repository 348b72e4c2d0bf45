//! Event streams that go on after their connection ends (WHATWG HTML, 9.2.3 "Processing model").

use std::time::Duration;

use http::{HeaderName, HeaderValue, StatusCode};

use super::error::Error;
use super::events::EventStream;
use super::options::RequestOptions;
use super::transport::BoxFuture;

/// The header that says where a stream goes on.
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// Where a stream of events ended that is to go on.
#[derive(Debug)]
#[non_exhaustive]
pub struct Reconnect {
    /// The id of the last event that had one.
    pub last_event_id: Option<String>,
    /// How long the server asked to wait before connecting again, where it did.
    pub retry: Option<Duration>,
    /// Why the connection broke off; `None` where the server ended it.
    pub error: Option<Error>,
}

impl Reconnect {
    /// Adds the header `Last-Event-ID` to a call. An id that cannot stand in a header is left out.
    pub fn resume(&self, options: &mut RequestOptions) {
        let id = self.last_event_id.as_deref();
        if let Some(id) = id.and_then(|id| HeaderValue::from_str(id).ok()) {
            options.headers.insert(LAST_EVENT_ID, id);
        }
    }
}

/// Makes the connection that a stream goes on with.
type Connect<T> = Box<dyn FnMut(Reconnect) -> Connecting<T> + Send>;
/// A connection that is being made; `None` where there are no more events.
pub(crate) type Connecting<T> = BoxFuture<'static, Result<Option<EventStream<T>>, Error>>;

/// How a stream goes on.
pub(crate) struct Reconnecting<T> {
    connect: Connect<T>,
    /// The connection that is being made.
    pub(crate) connecting: Option<Connecting<T>>,
}

impl<T> Reconnecting<T> {
    pub(crate) fn new<F, S>(mut connect: impl FnMut(Reconnect) -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<S, Error>> + Send + 'static,
        S: Into<Option<EventStream<T>>>,
    {
        let connect = move |at| -> Connecting<T> {
            let connected = connect(at);
            Box::pin(async { connected.await.map(Into::into) })
        };
        Reconnecting {
            connect: Box::new(connect),
            connecting: None,
        }
    }

    /// Begins to connect again, unless the server has said with status 204 that there is nothing more.
    pub(crate) fn start(&mut self, status: StatusCode, at: Reconnect) -> bool {
        if status == StatusCode::NO_CONTENT {
            return false;
        }
        self.connecting = Some((self.connect)(at));
        true
    }
}
