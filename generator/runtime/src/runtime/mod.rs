//! What every operation and model of this crate leans on: requests, encoding, decoding, errors and the client itself.

mod along;
pub(crate) mod answers;
#[cfg(feature = "dynamic")]
pub(crate) mod arguments;
mod base64;
mod body;
mod builder;
pub(crate) mod byte_stream;
mod call;
mod check;
pub(crate) mod choose;
mod client;
pub(crate) mod decode;
pub(crate) mod describe;
#[cfg(feature = "dynamic")]
pub(crate) mod dynamic;
#[cfg(feature = "dynamic")]
pub(crate) mod encoding;
pub(crate) mod enums;
mod error;
pub(crate) mod events;
mod exchange;
pub(crate) mod fault;
mod file;
pub(crate) mod fit;
pub(crate) mod form;
mod frames;
pub(crate) mod headers;
#[cfg(feature = "dynamic")]
pub(crate) mod invoke;
pub(crate) mod json_lines;
mod limits;
pub(crate) mod locate;
pub(crate) mod media_type;
pub(crate) mod multipart;
#[cfg(feature = "dynamic")]
mod named_credentials;
pub(crate) mod newtype;
mod nullable;
mod oauth2;
pub(crate) mod object;
mod operation;
mod options;
mod pairs;
pub(crate) mod parameter;
mod part;
mod parts;
mod pattern;
pub(crate) mod pending;
mod problem;
mod raw_request;
mod reader;
mod reconnect;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
pub(crate) mod response;
mod rfc3339;
mod secret;
mod security;
pub(crate) mod server;
mod sse;
pub(crate) mod style;
pub(crate) mod template;
pub(crate) mod text;
mod token_cache;
pub(crate) mod token_request;
mod transport;
pub(crate) mod union;
pub(crate) mod validate;
mod value;
pub(crate) mod value_enum;
mod violation;
pub(crate) mod webhook;
pub(crate) mod whole;

pub use self::base64::Base64;
pub use self::body::{Body, ResponseBody};
pub use self::builder::ClientBuilder;
pub use self::byte_stream::ByteStream;
pub use self::client::Client;
pub use self::error::{ApiError, Error, ErrorKind};
pub use self::events::{Event, EventStream};
pub use self::json_lines::JsonLines;
pub use self::nullable::Nullable;
pub use self::oauth2::{ClientCredentials, RefreshToken};
pub use self::options::RequestOptions;
pub use self::part::Part;
pub use self::parts::Parts;
pub use self::pending::Pending;
pub use self::problem::ProblemDetails;
pub use self::raw_request::RawRequest;
pub use self::reconnect::Reconnect;
pub use self::response::Response;
pub use self::rfc3339::Rfc3339;
pub use self::secret::Secret;
pub use self::security::CredentialProvider;
pub use self::token_request::ClientAuthentication;
pub use self::transport::{
    AttemptTimeout, BoxError, BoxFuture, ReadTimeout, Transport, TransportError,
};
pub use self::violation::{Violation, Violations};
pub use self::webhook::PayloadError;

pub(crate) use self::answers::Payload;
pub(crate) use self::call::Call;
pub(crate) use self::check::Check;
pub(crate) use self::enums::{integer_enum, string_enum};
pub(crate) use self::headers::headers;
pub(crate) use self::multipart::{Encoding, Form};
pub(crate) use self::newtype::newtype;
pub(crate) use self::object::object;
pub(crate) use self::operation::{DecodeError, Operation};
pub(crate) use self::parameter::{Location, Parameter, Style};
pub(crate) use self::pending::request;
pub(crate) use self::response::RawResponse;
pub(crate) use self::security::{Credential, Scheme};
pub(crate) use self::union::{tagged_union, untagged_union};
pub(crate) use self::validate::{Validate, Validator};
pub(crate) use self::value_enum::value_enum;
