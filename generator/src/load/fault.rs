//! Why a source cannot be read, before it is known to which file it belongs.

use super::places::Position;
use super::{Syntax, excerpts};
use crate::diagnostic::{Cause, Diagnostic, Place, Related, Severity};
use crate::pointer::Pointer;

/// A fault of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) position: Option<Position>,
    /// A second place, and what is there.
    pub(super) related: Option<(String, Position)>,
    pub(super) help: Option<&'static str>,
}

impl Fault {
    pub(super) fn new(
        code: &'static str,
        message: impl Into<String>,
        position: Option<Position>,
    ) -> Self {
        Self {
            code,
            message: message.into(),
            position,
            related: None,
            help: None,
        }
    }

    /// The diagnostic for the fault in a file with this text.
    pub(super) fn at_file(self, file: &str, text: &str) -> Diagnostic {
        let second = self.related.as_ref().map(|(_, position)| *position);
        let positions = self.position.into_iter().chain(second);
        let wanted = positions.map(|position| (position, None)).collect();
        let excerpts = excerpts::cut(text, syntax_of(text), &wanted);
        let place = |position: Option<Position>| Place {
            file: file.to_owned(),
            pointer: Pointer::root(),
            line: position.map(|(line, _)| line),
            column: position.map(|(_, column)| column),
            excerpt: position.and_then(|position| excerpts.get(&position).cloned()),
        };
        let mut diagnostic = Diagnostic::new(
            Severity::Error,
            Cause::Invalid,
            self.code,
            &Pointer::root(),
            self.message,
        );
        diagnostic.place = place(self.position);
        diagnostic.help = self.help.map(str::to_owned);
        diagnostic.related = self.related.map(|(label, position)| Related {
            label,
            place: place(Some(position)),
        });
        diagnostic
    }
}

/// What a faulty text was to be, by its first character.
fn syntax_of(text: &str) -> Syntax {
    match text.trim_start().starts_with(['{', '[']) {
        true => Syntax::Json,
        false => Syntax::Yaml,
    }
}
