//! The support code of every generated client, standing in a crate of its own so that it is compiled and tested.
//!
//! This file plays the part of a generated crate's root: it declares the runtime and supplies what the runtime
//! expects of its crate, an `ErrorBody` and a `USER_AGENT`. The folder `runtime` is what clients carry.

#![forbid(unsafe_code)]

#[cfg(feature = "dynamic")]
pub mod dynamic;
mod error_body;
#[cfg(any(test, feature = "fuzz"))]
pub mod fuzz;
pub mod operations;
#[allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "a client uses the part of the runtime that its operations need"
)]
mod runtime;
#[cfg(test)]
mod tests;

pub use error_body::{ErrorBody, Problem};
pub use runtime::{
    ApiError, AttemptTimeout, Base64, Body, BoxError, BoxFuture, ByteStream, Client,
    ClientAuthentication, ClientBuilder, ClientCredentials, CredentialProvider, Error, ErrorKind,
    Event, EventStream, JsonLines, Nullable, Part, Parts, PayloadError, Pending, ProblemDetails,
    RawRequest, ReadTimeout, Reconnect, RefreshToken, RequestOptions, Response, ResponseBody,
    Rfc3339, Secret, Transport, TransportError, Violation, Violations,
};

/// The version of the crate, as the `User-Agent` header names it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What the `User-Agent` header says before the suffix of the builder.
pub(crate) const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
