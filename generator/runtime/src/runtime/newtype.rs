//! `newtype!`: types that are another one under a name.
//!
//! ```text
//! newtype! { Tags }
//! newtype! { Tags: Deserialize }
//! ```

/// Makes the serde impls of a tuple struct that travels as its one field.
macro_rules! newtype {
    ($name:ident) => {
        $crate::runtime::newtype::decode_newtype! { $name }
        $crate::runtime::newtype::encode_newtype! { $name }
    };
    ($name:ident: Deserialize) => {
        $crate::runtime::newtype::decode_newtype! { $name }
        #[cfg(feature = "serde-all")]
        $crate::runtime::newtype::encode_newtype! { $name }
    };
    ($name:ident: Serialize) => {
        $crate::runtime::newtype::encode_newtype! { $name }
        #[cfg(feature = "serde-all")]
        $crate::runtime::newtype::decode_newtype! { $name }
    };
    ($name:ident: $one:ident + $other:ident) => {
        $crate::runtime::newtype::newtype! { $name }
    };
}
pub(crate) use newtype;

macro_rules! decode_newtype {
    ($name:ident) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<__D: ::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::std::result::Result<Self, __D::Error> {
                ::serde::Deserialize::deserialize(deserializer).map($name)
            }
        }
    };
}
pub(crate) use decode_newtype;

macro_rules! encode_newtype {
    ($name:ident) => {
        impl ::serde::Serialize for $name {
            fn serialize<__S: ::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                ::serde::Serialize::serialize(&self.0, serializer)
            }
        }
    };
}
pub(crate) use encode_newtype;
