//! Server-sent events as typed values (WHATWG HTML, 9.2 "Server-sent events").

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use serde::de::{DeserializeOwned, IntoDeserializer};

use super::decode;
use super::error::Error;
use super::fault::Fault;
use super::frames::Frames;
use super::reconnect::{Reconnect, Reconnecting};
use super::response::RawResponse;
use super::sse::{Events, RawEvent};
use super::whole;

/// The data that by convention says that no more events come.
const DONE: &str = "[DONE]";

/// One event of an [`EventStream`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// What the event says.
    pub data: T,
    /// What kind of event it is; without one it is a `message`.
    pub event: Option<String>,
    /// The id that this event sets; see [`EventStream::last_event_id`].
    pub id: Option<String>,
    /// How long the server asks to wait before connecting again.
    pub retry: Option<Duration>,
}

/// Events as the server sends them.
///
/// It is a [`Stream`], and [`next`](Self::next) reads it without any further crate. An event that cannot be decoded is
/// an error in its place, and the events after it follow; after any other error the stream is at its end. Dropping
/// it closes the connection. It connects again where [`reconnecting`](Self::reconnecting) says how.
pub struct EventStream<T> {
    frames: Box<Frames<Events>>,
    again: Option<Box<Reconnecting<T>>>,
    sentinel: Option<&'static str>,
    decode: Decode<T>,
}

/// Decodes an event; `None` where it is to be passed over.
type Decode<T> = fn(&RawEvent) -> Option<Result<T, Undecodable>>;

/// A text that is not of its type.
struct Undecodable {
    text: String,
    fault: Fault,
}

/// Events whose data is JSON; data that says `[DONE]` ends the stream. Events with blank data, which keep the
/// connection alive, are passed over.
pub(crate) fn json<T: DeserializeOwned>(raw: RawResponse) -> Result<EventStream<T>, Error> {
    EventStream::new(raw, Some(DONE), |event| {
        (!is_blank(event)).then(|| read(event.data.clone()))
    })
}

/// Events whose data is text.
pub(crate) fn text<T: DeserializeOwned>(raw: RawResponse) -> Result<EventStream<T>, Error> {
    EventStream::new(raw, None, |event| {
        let text = event.data.as_str().into_deserializer();
        let decoded = T::deserialize(text).map_err(|error| Undecodable {
            fault: Fault::new(event.data.as_bytes(), error),
            text: event.data.clone(),
        });
        Some(decoded)
    })
}

/// Events that are described as a whole, as objects with `event` and `data`: data is text where the type takes it,
/// else JSON. It can say `[DONE]`, and can be blank.
pub(crate) fn whole<T: DeserializeOwned>(raw: RawResponse) -> Result<EventStream<T>, Error> {
    EventStream::new(raw, None, |event| {
        let json = |fault| event.with_json().map_or(Err(fault), read);
        unless_blank(event, read(event.with_text()).or_else(json))
    })
}

/// The same, but data is JSON where the type takes that, else text.
pub(crate) fn whole_json<T: DeserializeOwned>(raw: RawResponse) -> Result<EventStream<T>, Error> {
    EventStream::new(raw, None, |event| {
        let text = || read(event.with_text());
        let decoded = match event.with_json() {
            Some(json) => read(json).or_else(|fault| text().map_err(|_| fault)),
            None => text(),
        };
        unless_blank(event, decoded)
    })
}

fn read<T: DeserializeOwned>(text: String) -> Result<T, Undecodable> {
    whole::from_text(text.as_bytes()).map_err(|fault| Undecodable { text, fault })
}

/// An event without data that is not described is only there to keep the connection alive.
fn unless_blank<T>(
    event: &RawEvent,
    decoded: Result<T, Undecodable>,
) -> Option<Result<T, Undecodable>> {
    (decoded.is_ok() || !is_blank(event)).then_some(decoded)
}

fn is_blank(event: &RawEvent) -> bool {
    event.data.trim().is_empty()
}

impl<T> EventStream<T> {
    fn new(
        raw: RawResponse,
        sentinel: Option<&'static str>,
        decode: Decode<T>,
    ) -> Result<Self, Error> {
        Ok(EventStream {
            frames: Box::new(Frames::new(raw, Events::default())?),
            again: None,
            sentinel,
            decode,
        })
    }

    /// The next event; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// Goes on with a new connection whenever this one ends or breaks off, until a sentinel, the status 204, or an
    /// error of `connect` ends the stream.
    ///
    /// `connect` makes the call again; [`Reconnect::resume`] has it go on after the last event. It resolves to the
    /// stream, or to an [`Option`]: `None` ends the stream, as for an operation that declares the status 204 and so
    /// answers an enum. How long to wait before that is up to `connect`, which can ask the timer of its own runtime:
    ///
    /// ```ignore
    /// let events = client.watch().await?.reconnecting(move |at| {
    ///     let again = client.watch().options(|options| at.resume(options));
    ///     async move {
    ///         tokio::time::sleep(at.retry.unwrap_or(Duration::from_secs(3))).await;
    ///         again.await
    ///     }
    /// });
    /// ```
    #[must_use]
    pub fn reconnecting<F, S>(
        mut self,
        connect: impl FnMut(Reconnect) -> F + Send + 'static,
    ) -> Self
    where
        F: Future<Output = Result<S, Error>> + Send + 'static,
        S: Into<Option<Self>>,
    {
        self.again = Some(Box::new(Reconnecting::new(connect)));
        self
    }

    /// The id of the last event that had one: where a new call can go on.
    pub fn last_event_id(&self) -> Option<&str> {
        Some(self.frames.framing().last_id()).filter(|id| !id.is_empty())
    }

    /// How long the server asked to wait before connecting again, where it did.
    pub fn retry(&self) -> Option<Duration> {
        self.frames.framing().retry()
    }

    /// The next event as it was sent, from this connection or one after it.
    fn poll_raw(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<RawEvent, Error>>> {
        loop {
            let connecting = self.again.as_mut().and_then(|it| it.connecting.as_mut());
            if let Some(connecting) = connecting {
                let connected = ready!(connecting.as_mut().poll(cx));
                let Some(mut again) = self.again.take() else {
                    return Poll::Ready(None);
                };
                again.connecting = None;
                match connected {
                    Ok(Some(stream)) => self.follow(stream, again),
                    Ok(None) => return Poll::Ready(None),
                    Err(error) => return Poll::Ready(Some(Err(error))),
                }
            }
            let error = match ready!(self.frames.poll_next(cx)) {
                Some(Ok(event)) => return Poll::Ready(Some(Ok(event))),
                Some(Err(error)) => Some(error),
                None => None,
            };
            let at = Reconnect {
                last_event_id: self.last_event_id().map(str::to_owned),
                retry: self.retry(),
                error,
            };
            let status = self.frames.source().status();
            let Some(again) = &mut self.again else {
                return Poll::Ready(at.error.map(Err));
            };
            if !again.start(status, at) {
                return Poll::Ready(None);
            }
        }
    }

    /// Goes on with another connection, after the events that were read from this one.
    fn follow(&mut self, mut stream: Self, again: Box<Reconnecting<T>>) {
        let read = self.frames.framing();
        stream
            .frames
            .framing_mut()
            .resume(read.last_id(), read.retry());
        self.frames = stream.frames;
        self.again = Some(again);
    }

    #[cold]
    fn undecodable(&self, Undecodable { text, fault }: Undecodable) -> Error {
        decode::undecodable_json(self.frames.source().part(Bytes::from(text)), fault)
    }
}

#[cfg(feature = "dynamic")]
impl<T: serde::Serialize + Send + 'static> super::encoding::Encode<super::encoding::ByRule>
    for EventStream<T>
{
    fn encode(mut self) -> super::encoding::Encoding {
        Box::pin(async move {
            let mut values = Vec::new();
            while let Some(event) = self.next().await {
                values.push(super::encoding::value(&event?.data)?);
            }
            Ok(super::encoding::Encoded::Json(values.into()))
        })
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let Some(raw) = ready!(self.poll_raw(cx)) else {
                return Poll::Ready(None);
            };
            let raw: RawEvent = match raw {
                Ok(raw) => raw,
                Err(error) => return Poll::Ready(Some(Err(error))),
            };
            if self.sentinel.is_some_and(|it| it == raw.data.trim()) {
                self.again = None;
                self.frames.finish();
                return Poll::Ready(None);
            }
            let event = match (self.decode)(&raw) {
                None => continue,
                Some(Ok(data)) => Ok(Event {
                    data,
                    event: raw.event,
                    id: raw.id,
                    retry: raw.retry,
                }),
                Some(Err(undecodable)) => Err(self.undecodable(undecodable)),
            };
            return Poll::Ready(Some(event));
        }
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("EventStream")
            .field(self.frames.source())
            .finish()
    }
}
