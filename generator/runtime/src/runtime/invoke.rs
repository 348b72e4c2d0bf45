//! Operations called by name, with JSON for arguments and answer.
//!
//! A row of the generated table calls the same typed methods that programs call: arguments are decoded into the types
//! that these take, and what they answer is decoded by the operation's own decoder before it becomes JSON again.

use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::super::ErrorBody;
use super::answers;
use super::arguments::Arguments;
use super::call::Call;
use super::client::Client;
use super::decode::{self, Decode};
use super::dynamic::{Answer, DynamicError, DynamicErrorKind, OperationEntry};
use super::encoding::{self, Encode, Encoding};
use super::error::{Error, ErrorKind};
use super::reader::Reader;
use super::response::{RawResponse, Unread};

/// Makes the table of operations, a row each:
///
/// ```text
/// "listThings" "GET" "/teams/{team}/things" => things.list(path "team": String) .limit(query "limit");
/// "putThing" "PUT" "/things" => self.put_thing {untagged::PutThingArgs; a(query "a") body(body)};
/// ```
///
/// After the arrow stands the method, of a group's handle or of the client itself, with its required arguments in
/// parentheses, each in its own, or as the fields of a struct; then the setters. A body that is an enum of media types
/// is in brackets (module `choose`). An argument is where it comes from (a method of [`Arguments`]), its name or its
/// media types, and its type where that is not inferred, with `&` where it is passed by reference, and `?` where it is
/// an `Option` of one. A `?` behind its place says that `null` stands for its absence; `(body)` is
/// `(body "application/json": &_)`.
macro_rules! invocations {
    ($(
        $name:literal $method:literal $path:literal => $handle:ident.$start:ident
        $(($($required:tt)*))*
        $({$group:ident::$arguments:ident; $($field:ident($($given:tt)*))*} $(($($further:tt)*))*)?
        $(|[$($choice:tt)*])?
        $(.$setter:ident $(($($optional:tt)*))* $([$($chosen:tt)*])?)*;
    )*) => {
        #[allow(deprecated, reason = "what is deprecated can still be called")]
        static OPERATIONS: &[$crate::runtime::invoke::Row] = &[$(
            $crate::runtime::invoke::Row {
                entry: $crate::runtime::dynamic::OperationEntry::new($name, $method, $path),
                start: |client, _arguments| {
                    let call = $crate::runtime::invoke::call!(_arguments body [$($($choice)*)?] {
                        $crate::runtime::invoke::handle!(client $handle).$start(
                            $($crate::runtime::invoke::argument!(_arguments $($required)*),)*
                            $($crate::operations::$group::$arguments {
                                $($field: $crate::runtime::invoke::argument!(_arguments $($given)*),)*
                            },
                            $($crate::runtime::invoke::argument!(_arguments $($further)*),)*)?
                            $($crate::runtime::invoke::first!(body $($choice)*),)?
                        )
                    });
                    $(let call = $crate::runtime::invoke::set!(
                        _arguments call $setter [$(($($optional)*))*] [$($($chosen)*)?]
                    );)*
                    ::std::result::Result::Ok($crate::runtime::invoke::invocation(call.into_parts()))
                },
            },
        )*];
    };
}
pub(crate) use invocations;

macro_rules! handle {
    ($client:ident self) => {
        $client
    };
    ($client:ident $handle:ident) => {
        $client.$handle()
    };
}
pub(crate) use handle;

macro_rules! first {
    ($first:ident $($more:tt)*) => {
        $first
    };
}
pub(crate) use first;

/// Makes a call, with what is chosen for the body where that is a choice.
macro_rules! call {
    ($arguments:ident $body:ident [] { $($call:tt)* }) => {
        $($call)*
    };
    ($($choice:tt)*) => {
        $crate::runtime::choose::choose!($($choice)*)
    };
}
pub(crate) use call;

/// One argument, decoded into its type.
macro_rules! argument {
    ($arguments:ident body) => {
        &$arguments.body::<_>("application/json")?
    };
    ($arguments:ident $place:ident $name:literal) => {
        $arguments.$place($name)?
    };
    ($arguments:ident $place:ident $name:literal: &$ty:ty) => {
        &$arguments.$place::<$ty>($name)?
    };
    ($arguments:ident $place:ident $name:literal: ?*$ty:ty) => {
        $arguments
            .$place::<::std::option::Option<$ty>>($name)?
            .as_deref()
    };
    ($arguments:ident $place:ident $name:literal: ?$ty:ty) => {
        $arguments
            .$place::<::std::option::Option<$ty>>($name)?
            .as_ref()
    };
    ($arguments:ident $place:ident $name:literal: $ty:ty) => {
        $arguments.$place::<$ty>($name)?
    };
}
pub(crate) use argument;

/// Calls a setter, where its argument is given.
macro_rules! set {
    ($arguments:ident $call:ident $setter:ident [] [$($choice:tt)*]) => {
        if $arguments.has("body", "") {
            $crate::runtime::invoke::call!($arguments body [$($choice)*] { $call.$setter(body) })
        } else {
            $call
        }
    };
    ($arguments:ident $call:ident $setter:ident [(body)] []) => {
        $crate::runtime::invoke::set!($arguments $call $setter [(body "application/json": &_)] [])
    };
    ($arguments:ident $call:ident $setter:ident [($place:ident ? $name:literal $($ty:tt)*)] []) => {
        if $arguments.has_value(::std::stringify!($place), $name) {
            $call.$setter($crate::runtime::invoke::argument!($arguments $place $name $($ty)*))
        } else {
            $call
        }
    };
    ($arguments:ident $call:ident $setter:ident
        [($place:ident $name:literal $($ty:tt)*) $(($($more:tt)*))*] []) => {
        if $arguments.has(::std::stringify!($place), $name) {
            $call.$setter(
                $crate::runtime::invoke::argument!($arguments $place $name $($ty)*),
                $($crate::runtime::invoke::argument!($arguments $($more)*),)*
            )
        } else {
            $call
        }
    };
}
pub(crate) use set;

/// Makes the encoder of error bodies, from the variants of [`ErrorBody`] that hold one.
macro_rules! error_bodies {
    ($($variant:ident)*) => {
        fn encode_error(body: $crate::ErrorBody) -> ::std::option::Option<$crate::runtime::encoding::Encoding> {
            match body {
                $($crate::ErrorBody::$variant(body) => {
                    ::std::option::Option::Some($crate::runtime::encoding::Encode::encode(body))
                })*
                $crate::ErrorBody::Undeclared => ::std::option::Option::None,
            }
        }
    };
}
pub(crate) use error_bodies;

/// A row of the table of operations.
pub(crate) struct Row {
    pub(crate) entry: OperationEntry,
    /// Decodes the arguments and starts the call with them.
    pub(crate) start: fn(&Client, &mut Arguments) -> Result<Invocation, DynamicError>,
}

/// A call that is ready, and how its response becomes JSON.
pub(crate) struct Invocation {
    call: Call,
    recode: Box<dyn FnOnce(RawResponse) -> Result<Encoding, Error> + Send>,
}

/// All that is compiled once per type of response.
pub(crate) fn invocation<T, How>((call, decode): (Call, Decode<T>)) -> Invocation
where
    T: Encode<How> + 'static,
{
    Invocation {
        call,
        recode: Box::new(move |raw| decode(raw).map(Encode::encode)),
    }
}

/// Encodes a declared error body.
pub(crate) type EncodeError = fn(ErrorBody) -> Option<Encoding>;

/// Calls an operation.
pub(crate) async fn invoke(
    rows: &'static [Row],
    encode_error: EncodeError,
    client: &Client,
    operation: &str,
    arguments: Value,
) -> Result<Answer, DynamicError> {
    let row = rows.iter().find(|row| row.entry.operation == operation);
    let row =
        row.ok_or_else(|| DynamicError::invalid(format!("there is no operation `{operation}`")))?;
    let mut arguments = Arguments::new(arguments)?;
    let Invocation { call, recode } = (row.start)(client, &mut arguments)?;
    let exchange = arguments.finish(call)?.into_exchange()?;
    let successes = exchange.successes;
    match exchange.response().await {
        Ok(raw) if !answers::declares_body(successes, raw.status()) => undeclared(raw).await,
        Ok(raw) if !raw.is_of_declared_type() => Err(decode::undeclared_type(raw).into()),
        Ok(raw) => {
            let (status, headers) = (raw.status(), raw.headers().clone());
            let body = recode(raw)?.await?.into_json(&headers);
            Ok(Answer::new(status, headers, body))
        }
        Err(error) => failure(error, encode_error).await,
    }
}

/// A success for which no body is declared has it as it came.
async fn undeclared(mut raw: RawResponse) -> Result<Answer, DynamicError> {
    let (status, headers) = (raw.status(), raw.headers().clone());
    let body = match raw.take_unread() {
        Some(Unread { body, limit }) => {
            let reader = Reader {
                limit,
                ..Reader::default()
            };
            let body = reader.read(status, &headers, body).await;
            body.map_err(|kind| Error::new(raw.operation(), kind))?
        }
        None => raw.body().clone(),
    };
    let body = encoding::as_it_came(&headers, &body);
    Ok(Answer::new(status, headers, body))
}

/// An error has its body as declared, where it is. A success status is a success, whatever its body is.
async fn failure(error: Error, encode_error: EncodeError) -> Result<Answer, DynamicError> {
    let message = error.to_string();
    let ErrorKind::Api(api) = error.kind() else {
        return Err(error.into());
    };
    let encoded = match encode_error(api.body.clone()) {
        Some(encoding) => encoding.await.ok().map(|it| it.into_json(&api.headers)),
        None => None,
    };
    let body = encoded.unwrap_or_else(|| encoding::as_it_came(&api.headers, &api.raw_body));
    let answer = Answer::new(api.status, api.headers.clone(), body);
    if api.status.is_success() {
        return Ok(answer);
    }
    Err(DynamicError::of_response(
        DynamicErrorKind::Status,
        message,
        answer,
    ))
}

impl From<Error> for DynamicError {
    fn from(error: Error) -> Self {
        let message = error.to_string();
        let came = |status: &StatusCode, headers: &HeaderMap, raw: &[u8]| {
            let body = encoding::as_it_came(headers, raw);
            Answer::new(*status, headers.clone(), body)
        };
        match error.kind() {
            ErrorKind::Config { .. } | ErrorKind::Credential(_) => Self::invalid(message),
            ErrorKind::Request { violations, .. } => {
                let violation = violations.iter().next();
                Self::invalid(message).at(violation.map(|it| it.place()))
            }
            ErrorKind::Transport { .. } | ErrorKind::File(_) => {
                Self::new(DynamicErrorKind::Transport, message)
            }
            ErrorKind::Api(api) => {
                let answer = came(&api.status, &api.headers, &api.raw_body);
                Self::of_response(DynamicErrorKind::Status, message, answer)
            }
            ErrorKind::Decode {
                pointer,
                status,
                headers,
                raw,
                ..
            } => {
                let answer = came(status, headers, raw);
                Self::of_response(DynamicErrorKind::Decode, message, answer)
                    .at(Some(pointer.clone()))
            }
            ErrorKind::BodyTooLarge {
                status, headers, ..
            } => {
                let kind = match status.is_success() {
                    true => DynamicErrorKind::Decode,
                    false => DynamicErrorKind::Status,
                };
                Self::of_response(kind, message, came(status, headers, b""))
            }
        }
    }
}
