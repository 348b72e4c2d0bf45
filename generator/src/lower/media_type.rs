//! The names of media types, mended where they are none.

use std::borrow::Cow;

use super::Cx;
use crate::pointer::Pointer;

/// The media type that a key under `content` means; `None`, after a warning, where it means none.
pub(super) fn lower_media_type<'n>(
    cx: &mut Cx<'_>,
    name: &'n str,
    at: &Pointer,
) -> Option<Cow<'n, str>> {
    if is_media_type(name) {
        return Some(Cow::Borrowed(name));
    }
    let meant = meant(name);
    let help = match &meant {
        Some(meant) => format!("taken for `{meant}`"),
        None => "it is left out".to_owned(),
    };
    let message = format!("{name:?} is no media type");
    cx.diagnostics
        .warn("invalid-media-type", at, message)
        .help(help);
    meant.map(Cow::Owned)
}

/// What people write who mean a media type.
fn meant(name: &str) -> Option<String> {
    let first = name.split(',').next().unwrap_or_default();
    let plain: String = first.chars().filter(|c| !c.is_whitespace()).collect();
    if is_media_type(&plain) {
        return Some(plain);
    }
    match plain.to_ascii_lowercase().as_str() {
        "json" => Some("application/json".to_owned()),
        "xml" => Some("application/xml".to_owned()),
        "text" => Some("text/plain".to_owned()),
        _ => None,
    }
}

/// Whether a text is a media type or a range of them (RFC 9110, sections 8.3.1 and 12.5.1).
pub(super) fn is_media_type(text: &str) -> bool {
    let is_token = |token: &str| {
        let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        !token.is_empty() && token.bytes().all(is_sign)
    };
    let (essence, parameters) = text.split_once(';').unwrap_or((text, ""));
    let is_plain = |byte: u8| byte == b' ' || byte.is_ascii_graphic();
    parameters.bytes().all(is_plain)
        && essence
            .trim()
            .split_once('/')
            .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
}

#[cfg(test)]
mod tests {
    use super::{is_media_type, meant};

    #[test]
    fn media_types_are_told_from_what_is_none() {
        for name in [
            "application/json",
            "*/*",
            "image/*",
            "application/vnd.tea+json; v=1",
            "Text/Plain;charset=\"utf-8\"",
        ] {
            assert!(is_media_type(name), "{name}");
        }
        for (name, expected) in [
            ("json", Some("application/json")),
            ("application / json", Some("application/json")),
            ("application/json, text/plain", Some("application/json")),
            ("XML", Some("application/xml")),
            ("", None),
            ("text/\ncsv", Some("text/csv")),
            ("äpplication/json", None),
            ("a/b; x=\n", Some("a/b;x=")),
        ] {
            assert!(!is_media_type(name), "{name}");
            assert_eq!(meant(name).as_deref(), expected, "{name}");
        }
    }
}
