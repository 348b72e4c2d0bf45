//! The future of a call, and the methods that every request type has.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::error::Error;
use super::exchange::Exchange;
use super::response::RawResponse;
use super::transport::BoxFuture;

/// A call that is being made; resolves to `T`.
///
/// The transport works behind a boxed future, and only the last step, the decoder, knows `T`. So decoders are
/// compiled with this crate, and not again in every crate that makes calls.
#[must_use = "futures do nothing unless awaited"]
pub struct Pending<T> {
    response: BoxFuture<'static, Result<RawResponse, Error>>,
    decode: fn(RawResponse) -> Result<T, Error>,
}

impl<T> Pending<T> {
    pub(crate) fn new(
        exchange: Result<Exchange, Error>,
        decode: fn(RawResponse) -> Result<T, Error>,
    ) -> Self {
        Pending {
            response: start(exchange),
            decode,
        }
    }
}

fn start(exchange: Result<Exchange, Error>) -> BoxFuture<'static, Result<RawResponse, Error>> {
    match exchange {
        Ok(exchange) => Box::pin(exchange.run()),
        Err(error) => Box::pin(std::future::ready(Err(error))),
    }
}

impl<T> Future for Pending<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let decode = self.decode;
        self.response
            .as_mut()
            .poll(cx)
            .map(|response| response.and_then(decode))
    }
}

impl<T> fmt::Debug for Pending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pending")
    }
}

/// Makes a request type: `request!(Connections::create: CreateConnection => Connection, decode::json);`.
///
/// Names the method that starts it, the type, what a success decodes to and how, and the type of the headers that it
/// declares, if there are any.
macro_rules! request {
    // Where something else is called `Client`, the method is named by its path.
    (crate::Client::$method:ident: $($rest:tt)*) => {
        $crate::runtime::pending::request_type! {
            ::std::concat!(
                "[`Client::", ::std::stringify!($method), "`](crate::Client::", ::std::stringify!($method), ")"
            );
            $($rest)*
        }
    };
    ($handle:ident::$method:ident: $($rest:tt)*) => {
        $crate::runtime::pending::request_type! {
            ::std::concat!("[`", ::std::stringify!($handle), "::", ::std::stringify!($method), "`]");
            $($rest)*
        }
    };
}
pub(crate) use request;

/// Makes a request type that is started by the method to which the link leads.
macro_rules! request_type {
    ($link:expr; $name:ident => $out:ty, $decode:expr $(, $headers:ty)?) => {
        #[doc = ::std::concat!("The request of ", $link, ".")]
        #[must_use = "a request is not sent until it is awaited"]
        pub struct $name($crate::runtime::Call);

        impl $name {
            /// Sends the request; resolves to the decoded body together with status and headers.
            pub fn send(
                self,
            ) -> $crate::runtime::Pending<$crate::runtime::Response<$out $(, $headers)?>> {
                self.0
                    .send(|raw| $crate::runtime::Response::decode(raw, $decode))
            }

            /// Changes the settings of this one call: timeout, headers, validation.
            pub fn options(
                self,
                change: impl ::std::ops::FnOnce(&mut $crate::runtime::RequestOptions),
            ) -> Self {
                Self(self.0.options(change))
            }

            /// The call, and the decoder of its response.
            #[cfg(feature = "dynamic")]
            pub(crate) fn into_parts(
                self,
            ) -> ($crate::runtime::Call, $crate::runtime::decode::Decode<$out>) {
                (self.0, $decode)
            }
        }

        impl ::std::future::IntoFuture for $name {
            type Output = ::std::result::Result<$out, $crate::runtime::Error>;
            type IntoFuture = $crate::runtime::Pending<$out>;

            fn into_future(self) -> Self::IntoFuture {
                self.0.run($decode)
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}
pub(crate) use request_type;
