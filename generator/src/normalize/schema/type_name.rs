//! Names of types, and what else authors call them.

use crate::diagnostic::suggest;

/// The types of OpenAPI 3.0.
pub(super) const TYPES: &[&str] = &["string", "number", "integer", "boolean", "array", "object"];

/// Names from programming languages and older specifications, and formats in the place of a type, each with the type
/// and format that is meant.
const ALIASES: &[(&str, &str, Option<&str>)] = &[
    ("str", "string", None),
    ("text", "string", None),
    ("char", "string", None),
    ("enum", "string", None),
    ("base64", "string", Some("byte")),
    ("binary", "string", Some("binary")),
    ("byte", "string", Some("byte")),
    ("date", "string", Some("date")),
    ("date-time", "string", Some("date-time")),
    ("datetime", "string", Some("date-time")),
    ("duration", "string", Some("duration")),
    ("email", "string", Some("email")),
    ("file", "string", Some("binary")),
    ("guid", "string", Some("uuid")),
    ("hostname", "string", Some("hostname")),
    ("ip", "string", Some("ip")),
    ("ipv4", "string", Some("ipv4")),
    ("ipv6", "string", Some("ipv6")),
    ("password", "string", Some("password")),
    ("time", "string", Some("time")),
    ("timestamp", "string", Some("timestamp")),
    ("uri", "string", Some("uri")),
    ("url", "string", Some("uri")),
    ("uuid", "string", Some("uuid")),
    ("int", "integer", None),
    ("int32", "integer", Some("int32")),
    ("int64", "integer", Some("int64")),
    ("bigint", "integer", Some("int64")),
    ("long", "integer", Some("int64")),
    ("short", "integer", None),
    ("float", "number", Some("float")),
    ("double", "number", Some("double")),
    ("decimal", "number", None),
    ("numeric", "number", None),
    ("bool", "boolean", None),
    ("list", "array", None),
    ("dict", "object", None),
    ("hash", "object", None),
    ("map", "object", None),
    ("struct", "object", None),
];

/// What authors call the type `null`.
const NULLS: &[&str] = &["null", "nil", "none", "nul"];

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meant {
    pub(super) name: &'static str,
    /// The format that the name says.
    pub(super) format: Option<&'static str>,
}

/// The type that is meant by a name, whatever its case and but for a slip.
pub(super) fn meant(written: &str) -> Option<Meant> {
    let plain = |name| Meant { name, format: None };
    let lower = written.to_ascii_lowercase();
    let alias = || ALIASES.iter().find(|(alias, ..)| *alias == lower);
    let exact = TYPES.iter().find(|exact| **exact == lower);
    exact
        .map(|name| plain(*name))
        .or_else(|| {
            alias().map(|(_, name, format)| Meant {
                name,
                format: *format,
            })
        })
        .or_else(|| suggest::slip(written, TYPES.iter().copied()).map(plain))
}

/// Whether this is the name of a type, whatever its case.
pub(super) fn is_exact(written: &str) -> bool {
    TYPES.iter().any(|name| name.eq_ignore_ascii_case(written))
}

/// Whether the type `null` is meant.
pub(super) fn is_null(written: &str) -> bool {
    NULLS.iter().any(|name| name.eq_ignore_ascii_case(written))
}

/// Whether this is the name of a type, or a known other name of one.
pub(super) fn is_known(name: &str) -> bool {
    TYPES.contains(&name) || ALIASES.iter().any(|(alias, ..)| *alias == name)
}
