//! A diagnostic as a program reads it.

use generator::diagnostic::{Diagnostic, Place};
use serde::Serialize;

/// One diagnostic, with all there is to know about it but the source line.
#[derive(Debug, Serialize)]
pub(crate) struct Record<'a> {
    code: &'a str,
    severity: String,
    cause: String,
    message: &'a str,
    #[serde(flatten)]
    place: At<'a>,
    help: Option<&'a str>,
    related: Option<Related<'a>>,
}

/// A place; line and column count from 1, columns in characters.
#[derive(Debug, Serialize)]
struct At<'a> {
    file: &'a str,
    line: Option<u32>,
    column: Option<u32>,
    /// How many characters from there on are at fault, where that is known.
    width: Option<u32>,
    pointer: String,
}

#[derive(Debug, Serialize)]
struct Related<'a> {
    label: &'a str,
    #[serde(flatten)]
    place: At<'a>,
}

impl<'a> Record<'a> {
    pub(crate) fn of(diagnostic: &'a Diagnostic) -> Record<'a> {
        let related = diagnostic.related.as_ref();
        Record {
            code: diagnostic.code,
            severity: diagnostic.severity.to_string(),
            cause: diagnostic.cause.to_string(),
            message: &diagnostic.message,
            place: At::of(&diagnostic.place),
            help: diagnostic.help.as_deref(),
            related: related.map(|related| Related {
                label: &related.label,
                place: At::of(&related.place),
            }),
        }
    }
}

impl<'a> At<'a> {
    fn of(place: &'a Place) -> At<'a> {
        At {
            file: &place.file,
            line: place.line,
            column: place.column,
            width: place.excerpt.as_ref().map(|excerpt| excerpt.width),
            pointer: place.pointer.to_string(),
        }
    }
}
