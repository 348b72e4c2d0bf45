//! What every operation and model of this crate leans on: requests, encoding, decoding, errors and the client itself.

mod base64;
mod body;
mod builder;
mod call;
mod check;
mod client;
pub(crate) mod decode;
pub(crate) mod describe;
#[cfg(feature = "dynamic")]
pub(crate) mod dynamic;
pub(crate) mod enums;
mod error;
mod exchange;
mod limits;
pub(crate) mod locate;
mod nullable;
pub(crate) mod object;
mod operation;
mod options;
pub(crate) mod parameter;
mod pattern;
pub(crate) mod pending;
mod raw_request;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
mod response;
mod secret;
mod security;
pub(crate) mod style;
pub(crate) mod template;
mod transport;
pub(crate) mod union;
pub(crate) mod validate;
mod value;
pub(crate) mod value_enum;
mod violation;

pub use self::base64::Base64;
pub use self::body::{Body, ResponseBody};
pub use self::builder::ClientBuilder;
pub use self::client::Client;
pub use self::error::{ApiError, Error, ErrorKind};
pub use self::nullable::Nullable;
pub use self::options::RequestOptions;
pub use self::pending::Pending;
pub use self::raw_request::RawRequest;
pub use self::response::Response;
pub use self::secret::Secret;
pub use self::security::CredentialProvider;
pub use self::transport::{AttemptTimeout, BoxError, BoxFuture, Transport, TransportError};
pub use self::violation::{Violation, Violations};

pub(crate) use self::call::Call;
pub(crate) use self::check::Check;
pub(crate) use self::enums::{integer_enum, string_enum};
pub(crate) use self::object::object;
pub(crate) use self::operation::{DecodeError, Operation};
pub(crate) use self::parameter::{Location, Parameter, Style};
pub(crate) use self::pending::request;
pub(crate) use self::response::RawResponse;
pub(crate) use self::security::{Credential, Scheme};
pub(crate) use self::union::{newtype, tagged_union, untagged_union};
pub(crate) use self::validate::{Validate, Validator};
pub(crate) use self::value_enum::value_enum;
