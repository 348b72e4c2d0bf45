//! `string_enum!` and `integer_enum!`: enums that keep values they do not know, in `Unknown(String)` and
//! `Unknown(i64)`.
//!
//! ```text
//! string_enum! {
//!     /// How to authenticate.
//!     pub enum AuthMethod else Unknown {
//!         Url = "url",
//!         Oauth = "oauth",
//!     }
//! }
//! ```
//!
//! Documentation shows each value between backticks; a value that needs more says how, as in
//! ``Tick = "`" as "`` ` ``"``.

use std::fmt;

use serde::Deserializer;
use serde::de::{Error, Visitor};

/// Makes a string enum with its conversions and serde impls; see the head of this file.
macro_rules! string_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident else $unknown:ident {
            $($(#[$note:meta])* $variant:ident = $text:literal $(as $shown:literal)?),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#[$note])*
                #[doc = $crate::runtime::enums::shown!($text $(, $shown)?)]
                $variant,
            )*
            /// A value that this version of the client does not know.
            $unknown(::std::string::String),
        }

        impl $name {
            /// Every value that was known when this crate was generated.
            pub const KNOWN: &'static [&'static str] = &[$($text),*];

            /// The value as it travels.
            pub fn as_str(&self) -> &str {
                match self {
                    $($name::$variant => $text,)*
                    $name::$unknown(text) => text,
                }
            }

            fn known(text: &str) -> ::std::option::Option<Self> {
                match text {
                    $($text => ::std::option::Option::Some($name::$variant),)*
                    _ => ::std::option::Option::None,
                }
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::known(text).unwrap_or_else(|| $name::$unknown(text.to_owned()))
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::known(&text).unwrap_or($name::$unknown(text))
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(Self::from(text))
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<__S: ::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                match self {
                    $name::$unknown(text) => $crate::runtime::fit::write_unknown(text, serializer),
                    known => serializer.serialize_str(known.as_str()),
                }
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<__D: ::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::std::result::Result<Self, __D::Error> {
                $crate::runtime::enums::text(deserializer, |text| Self::from(text))
            }
        }
    };
}
pub(crate) use string_enum;

/// Makes an integer enum with its conversions and serde impls; see the head of this file.
macro_rules! integer_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident else $unknown:ident {
            $($(#[$note:meta])* $variant:ident = $value:literal $(as $shown:literal)?),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#[$note])*
                #[doc = $crate::runtime::enums::shown!($value $(, $shown)?)]
                $variant,
            )*
            /// A value that this version of the client does not know.
            $unknown(i64),
        }

        impl $name {
            /// Every value that was known when this crate was generated.
            pub const KNOWN: &'static [i64] = &[$($value),*];

            /// The value as it travels.
            pub fn as_i64(&self) -> i64 {
                match self {
                    $($name::$variant => $value,)*
                    $name::$unknown(value) => *value,
                }
            }
        }

        impl ::std::convert::From<i64> for $name {
            fn from(value: i64) -> Self {
                match value {
                    $($value => $name::$variant,)*
                    _ => $name::$unknown(value),
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<__S: ::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                match self {
                    $name::$unknown(value) => $crate::runtime::fit::write_unknown(value, serializer),
                    known => serializer.serialize_i64(known.as_i64()),
                }
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<__D: ::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::std::result::Result<Self, __D::Error> {
                <i64 as ::serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }
    };
}
pub(crate) use integer_enum;

/// How documentation shows a value.
macro_rules! shown {
    ($value:literal) => {
        ::std::concat!("`", $value, "`")
    };
    ($value:literal, $shown:literal) => {
        $shown
    };
}
pub(crate) use shown;

/// Reads a string and makes an enum of it, without a copy where the value is known.
pub(crate) fn text<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    make: fn(&str) -> T,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(TextVisitor(make))
}

struct TextVisitor<T>(fn(&str) -> T);

impl<T> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok((self.0)(text))
    }
}
