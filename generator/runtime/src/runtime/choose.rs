//! Bodies that can have several media types, in calls by name: the caller's media type chooses.

#![cfg(feature = "dynamic")]

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
        $(if $arguments.chooses($names) {
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
