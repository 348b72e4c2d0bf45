//! What is said about a reference that cannot be followed.

use super::super::shape::Kind;
use super::survey::{Form, Reference};
use crate::bundle::Unreadable;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::pointer::Pointer;

/// Why the text of a reference does not name a place.
pub(super) enum Nowhere<'t> {
    Unreadable(&'t Unreadable),
    Remote(String),
    Unknown,
}

/// Where the text of a reference stands.
pub(super) fn place(reference: &Reference) -> Pointer {
    match reference.form {
        Form::Ref => reference.at.child("$ref"),
        Form::Dynamic(keyword) => reference.at.child(keyword),
        Form::Mapping => reference.at.clone(),
    }
}

/// Reports that nothing is at the place that the text names.
pub(super) fn dangling<'d>(
    reference: &Reference,
    diagnostics: &'d mut Diagnostics,
) -> &'d mut Diagnostic {
    diagnostics.error(
        "dangling-reference",
        &place(reference),
        format!("`{}` does not exist", reference.text),
    )
}

/// Reports that the text names no place.
pub(super) fn nowhere(reference: &Reference, nowhere: &Nowhere<'_>, diagnostics: &mut Diagnostics) {
    let (at, text) = (place(reference), &reference.text);
    match nowhere {
        Nowhere::Unknown => {
            dangling(reference, diagnostics);
        }
        Nowhere::Remote(url) => {
            let help = "download the file and refer to it by a relative path, or map the URL to a local file";
            // A value of which nothing is known can still be sent and read; no other object can do without its target.
            let is_relative = text.split('#').next() != Some(url);
            let what = match is_relative {
                true => format!("`{text}` is relative to a URL: `{url}`"),
                false => format!("`{text}` is a URL"),
            };
            let why = format!("{what}, and nothing is fetched");
            let diagnostic = if reference.kind == Kind::Schema {
                let message = format!("{why}; any JSON value is used");
                diagnostics.warn("remote-schema", &at, message)
            } else {
                diagnostics.error("remote-reference", &at, why)
            };
            diagnostic.help(help);
        }
        Nowhere::Unreadable(Unreadable::Refused(reason)) => {
            let message = format!("`{text}` cannot be read: {reason}");
            diagnostics.error("unreadable-file", &at, message);
        }
        Nowhere::Unreadable(Unreadable::Faulty(faults)) => {
            for fault in faults {
                let diagnostic = diagnostics.push(fault.clone());
                if diagnostic.related.is_none() {
                    diagnostic.related("referred to", &at);
                }
            }
        }
    }
}

/// Reports that something of another kind is there.
pub(super) fn wrong_kind(
    reference: &Reference,
    at: &Pointer,
    found: Option<Kind>,
    diagnostics: &mut Diagnostics,
) {
    let found = found.map_or("not an object of its own", Kind::noun);
    let message = format!(
        "`{}` is {found}, but {} is wanted here",
        reference.text,
        reference.kind.noun()
    );
    diagnostics
        .error("wrong-kind-reference", &place(reference), message)
        .related("referred to", at);
}
