//! The names that generated code takes from the standard library, its dependencies and the runtime.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;

/// A name that is not made from the description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Known {
    AsRef,
    Base64,
    Body,
    Box,
    BTreeMap,
    Bytes,
    ByteStream,
    ByteStreamModule,
    Call,
    Client,
    ClientBuilder,
    ClientCredentials,
    Credential,
    CredentialProvider,
    DateTime,
    Decode,
    Default,
    Error,
    Encoding,
    ErrorBody,
    EventStream,
    EventsModule,
    FixedOffset,
    Form,
    From,
    Into,
    IntoIterator,
    JsonLines,
    JsonLinesModule,
    NaiveDate,
    Nullable,
    Operation,
    Option,
    Parameter,
    Part,
    Parts,
    Payload,
    RawResponse,
    RefreshToken,
    Result,
    Scheme,
    Secret,
    Server,
    String,
    Style,
    TextModule,
    Uuid,
    Validate,
    Validator,
    Vec,
}

/// Where a known name lives.
pub(super) struct Home {
    /// The module.
    pub(super) module: &'static str,
    /// The name in it.
    pub(super) name: &'static str,
    /// Whether it needs no import.
    pub(super) prelude: bool,
}

impl Known {
    /// Where the name lives.
    pub(super) fn home(self) -> Home {
        let (module, name) = match self {
            Self::AsRef => return prelude("std::convert", "AsRef"),
            Self::Box => return prelude("std::boxed", "Box"),
            Self::Default => return prelude("std::default", "Default"),
            Self::From => return prelude("std::convert", "From"),
            Self::Into => return prelude("std::convert", "Into"),
            Self::IntoIterator => return prelude("std::iter", "IntoIterator"),
            Self::Option => return prelude("std::option", "Option"),
            Self::Result => return prelude("std::result", "Result"),
            Self::String => return prelude("std::string", "String"),
            Self::Vec => return prelude("std::vec", "Vec"),
            Self::BTreeMap => ("std::collections", "BTreeMap"),
            Self::Bytes => ("bytes", "Bytes"),
            Self::DateTime => ("chrono", "DateTime"),
            Self::FixedOffset => ("chrono", "FixedOffset"),
            Self::NaiveDate => ("chrono", "NaiveDate"),
            Self::Uuid => ("uuid", "Uuid"),
            Self::ErrorBody => ("crate", "ErrorBody"),
            Self::Base64 => ("crate::runtime", "Base64"),
            Self::Body => ("crate::runtime", "Body"),
            Self::ByteStream => ("crate::runtime", "ByteStream"),
            Self::ByteStreamModule => ("crate::runtime", "byte_stream"),
            Self::Call => ("crate::runtime", "Call"),
            Self::Client => ("crate::runtime", "Client"),
            Self::ClientBuilder => ("crate::runtime", "ClientBuilder"),
            Self::ClientCredentials => ("crate::runtime", "ClientCredentials"),
            Self::Credential => ("crate::runtime", "Credential"),
            Self::CredentialProvider => ("crate::runtime", "CredentialProvider"),
            Self::Decode => ("crate::runtime", "decode"),
            Self::Encoding => ("crate::runtime", "Encoding"),
            Self::Error => ("crate::runtime", "Error"),
            Self::EventStream => ("crate::runtime", "EventStream"),
            Self::EventsModule => ("crate::runtime", "events"),
            Self::Form => ("crate::runtime", "Form"),
            Self::JsonLines => ("crate::runtime", "JsonLines"),
            Self::JsonLinesModule => ("crate::runtime", "json_lines"),
            Self::Nullable => ("crate::runtime", "Nullable"),
            Self::Operation => ("crate::runtime", "Operation"),
            Self::Parameter => ("crate::runtime", "Parameter"),
            Self::Part => ("crate::runtime", "Part"),
            Self::Parts => ("crate::runtime", "Parts"),
            Self::Payload => ("crate::runtime", "Payload"),
            Self::RawResponse => ("crate::runtime", "RawResponse"),
            Self::RefreshToken => ("crate::runtime", "RefreshToken"),
            Self::Scheme => ("crate::runtime", "Scheme"),
            Self::Secret => ("crate::runtime", "Secret"),
            Self::Server => ("crate::servers", "Server"),
            Self::Style => ("crate::runtime", "Style"),
            Self::TextModule => ("crate::runtime", "text"),
            Self::Validate => ("crate::runtime", "Validate"),
            Self::Validator => ("crate::runtime", "Validator"),
        };
        Home {
            module,
            name,
            prelude: false,
        }
    }

    /// The name with its full path, for places where the plain name means something else.
    pub(super) fn absolute(self) -> TokenStream {
        let Home { module, name, .. } = self.home();
        let segments = module.split("::").map(ident::fixed);
        let name = ident::fixed(name);
        if module.starts_with("crate") {
            quote!(#(#segments::)* #name)
        } else {
            quote!(#(::#segments)*::#name)
        }
    }
}

fn prelude(module: &'static str, name: &'static str) -> Home {
    Home {
        module,
        name,
        prelude: true,
    }
}
