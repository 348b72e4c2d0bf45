//! `value_enum!`: enums of numbers, or of values of several types, that keep values they do not know.
//!
//! Each value is written as JSON text:
//!
//! ```text
//! value_enum! {
//!     /// How much.
//!     pub enum Ratio else Unknown {
//!         Half = "0.5",
//!         All = "\"all\"",
//!     }
//! }
//! ```

use serde_json::Value;

/// Makes an enum of JSON values with its conversions and serde impls; see the head of this file.
macro_rules! value_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident else $unknown:ident {
            $($(#[$note:meta])* $variant:ident = $text:literal $(as $shown:literal)?),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#[$note])*
                #[doc = $crate::runtime::enums::shown!($text $(, $shown)?)]
                $variant,
            )*
            /// A value that this version of the client does not know.
            $unknown(::serde_json::Value),
        }

        impl $name {
            /// Every value that was known when this crate was generated, as JSON text.
            pub const KNOWN: &'static [&'static str] = &[$($text),*];

            /// The value as it travels.
            pub fn to_value(&self) -> ::serde_json::Value {
                match self {
                    $($name::$variant => $crate::runtime::value_enum::parse($text),)*
                    $name::$unknown(value) => value.clone(),
                }
            }
        }

        impl ::std::convert::From<::serde_json::Value> for $name {
            fn from(value: ::serde_json::Value) -> Self {
                $(if $crate::runtime::value_enum::is(&value, $text) {
                    return $name::$variant;
                })*
                $name::$unknown(value)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.to_value(), f)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<__S: ::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                match self {
                    $name::$unknown(value) => $crate::runtime::fit::write_unknown(value, serializer),
                    known => ::serde::Serialize::serialize(&known.to_value(), serializer),
                }
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<__D: ::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::std::result::Result<Self, __D::Error> {
                <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }
    };
}
pub(crate) use value_enum;

/// The value that JSON text of ours stands for.
pub(crate) fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))
}

/// Whether a value is the one that JSON text stands for. Numbers are compared as numbers: `1.0` is `1`
/// (JSON Schema Core, section 4.2.2).
pub(crate) fn is(value: &Value, text: &str) -> bool {
    let known = parse(text);
    *value == known || (value.is_number() && value.as_f64() == known.as_f64())
}
