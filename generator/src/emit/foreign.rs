//! Types of other crates that the caller chose for formats.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Foreign;

/// The type, by its full path.
pub(super) fn path(foreign: Foreign) -> TokenStream {
    match foreign {
        Foreign::ChronoTime => quote!(::chrono::NaiveTime),
        Foreign::JiffTimestamp => quote!(::jiff::Timestamp),
        Foreign::JiffDate => quote!(::jiff::civil::Date),
        Foreign::JiffTime => quote!(::jiff::civil::Time),
        Foreign::JiffDuration => quote!(::jiff::SignedDuration),
        Foreign::TimeDateTime => quote!(crate::runtime::Rfc3339),
        Foreign::Url => quote!(::url::Url),
        Foreign::IpAddr => quote!(::core::net::IpAddr),
        Foreign::Ipv4Addr => quote!(::core::net::Ipv4Addr),
        Foreign::Ipv6Addr => quote!(::core::net::Ipv6Addr),
        Foreign::Decimal => quote!(::rust_decimal::Decimal),
    }
}

/// The dependency that the type comes from, as a line of `Cargo.toml`.
pub(super) fn dependency(foreign: Foreign) -> Option<&'static str> {
    match foreign {
        // The same line as for dates by chrono.
        Foreign::ChronoTime => None,
        Foreign::JiffTimestamp | Foreign::JiffDate | Foreign::JiffTime | Foreign::JiffDuration => {
            Some(
                r#"jiff = { version = "0.2", default-features = false, features = ["serde", "std"] }"#,
            )
        }
        Foreign::TimeDateTime => Some(
            r#"time = { version = "0.3", default-features = false, features = ["formatting", "parsing", "std"] }"#,
        ),
        Foreign::Url => Some(r#"url = { version = "2", features = ["serde"] }"#),
        Foreign::IpAddr | Foreign::Ipv4Addr | Foreign::Ipv6Addr => None,
        Foreign::Decimal => Some(
            r#"rust_decimal = { version = "1", default-features = false, features = ["serde-str", "std"] }"#,
        ),
    }
}
