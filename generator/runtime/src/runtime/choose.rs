//! Bodies that can have several media types, in calls by name: the caller's media type chooses.

#![cfg(feature = "dynamic")]

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::arguments::{Arguments, Rewrite};
use super::dynamic::DynamicError;
use super::value::to_value;

impl Arguments {
    /// A body with a type of its own, of one of these media types, or of one of `others`, for which it is written again.
    pub(crate) fn rewritten<T: DeserializeOwned + Serialize>(
        &mut self,
        declared: &str,
        others: &[(&str, Rewrite)],
    ) -> Result<T, DynamicError> {
        let other = others.iter().find(|(names, _)| self.chooses(names));
        let Some((names, rewrite)) = other.filter(|_| !self.chooses(declared)) else {
            return self.body(declared);
        };
        let body = self.body(names)?;
        let encoded = to_value(&body).map_err(|error| DynamicError::invalid(error.to_string()))?;
        self.rewritten = Some((encoded, *rewrite));
        Ok(body)
    }
}

/// A body that more than one syntax is declared for: `"application/json" form "application/x-www-form-urlencoded": &_`.
macro_rules! rewritten {
    ($arguments:ident $names:literal $($syntax:ident $others:literal)+: &$ty:ty) => {
        &$crate::runtime::choose::rewritten!($arguments $names $($syntax $others)+: $ty)
    };
    ($arguments:ident $names:literal $($syntax:ident $others:literal)+: $ty:ty) => {
        $arguments.rewritten::<$ty>(
            $names,
            &[$(($others, |call, body| $crate::runtime::choose::rewrite!(call body $syntax))),+],
        )?
    };
}
pub(crate) use rewritten;

macro_rules! rewrite {
    ($call:ident $body:ident form) => {
        $call.form($body)
    };
    ($call:ident $body:ident multipart) => {
        $call.multipart($crate::runtime::Form::data().values($body))
    };
    ($call:ident $body:ident json) => {
        $call.json($body)
    };
}
pub(crate) use rewrite;

/// Makes a call with the variant of an enum that the caller's media type chooses:
/// `[things::SendBody [Json body "application/json": &_] [Text text "text/plain"]]`.
macro_rules! choose {
    ($arguments:ident $chosen:ident [
        $group:ident::$body:ident $([$variant:ident $how:ident $names:literal $($more:tt)*])+
    ] { $($call:tt)* }) => {{
        let start = |$chosen: $crate::operations::$group::$body,
                     $arguments: &mut $crate::runtime::arguments::Arguments| {
            ::std::result::Result::Ok::<_, $crate::runtime::dynamic::DynamicError>({ $($call)* })
        };
        $(if $crate::runtime::choose::is_chosen!($arguments $names $($more)*) {
            start(
                $crate::runtime::choose::variant!(
                    $arguments $group $body $variant; $how $names $($more)*
                ),
                $arguments,
            )?
        } else)+ {
            return ::std::result::Result::Err($crate::runtime::arguments::Arguments::undeclared());
        }
    }};
}
pub(crate) use choose;

macro_rules! is_chosen {
    ($arguments:ident $names:literal $($syntax:ident $others:literal)+: $($ty:tt)*) => {
        $arguments.chooses($names) $(|| $arguments.chooses($others))+
    };
    ($arguments:ident $names:literal $($ty:tt)*) => {
        $arguments.chooses($names)
    };
}
pub(crate) use is_chosen;

macro_rules! variant {
    // Of a range such as `image/*` the caller names the media type.
    ($arguments:ident $group:ident $body:ident $variant:ident; any_text $names:literal) => {
        $crate::operations::$group::$body::$variant {
            content_type: $arguments.media_type($names)?,
            body: $arguments.text($names)?,
        }
    };
    ($arguments:ident $group:ident $body:ident $variant:ident; any_bytes $names:literal) => {
        $crate::operations::$group::$body::$variant {
            content_type: $arguments.media_type($names)?,
            body: $arguments.bytes($names)?.into(),
        }
    };
    ($arguments:ident $group:ident $body:ident $variant:ident; bytes $names:literal) => {
        $crate::operations::$group::$body::$variant($arguments.bytes($names)?.into())
    };
    ($arguments:ident $group:ident $body:ident $variant:ident; $($given:tt)*) => {
        $crate::operations::$group::$body::$variant(
            $crate::runtime::invoke::argument!($arguments $($given)*)
        )
    };
}
pub(crate) use variant;
