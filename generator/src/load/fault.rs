//! Why a source cannot be read, before it is known to which file it belongs.

use super::places::{Outline, Position};
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

    /// The fault with what only a second look at the text can tell.
    pub(super) fn explained(mut self, text: &str) -> Self {
        match self.code {
            "duplicate-key" => self.place_duplicate(text),
            "invalid-yaml" => self.explain_tab(text),
            _ => {}
        }
        self
    }

    /// The readers know neither where the key is that repeats another, nor where that one is.
    fn place_duplicate(&mut self, text: &str) {
        let outline = Outline::of(text, syntax_of(text));
        let found = outline.duplicate(|key| self.message.contains(&format!("`{key}`")));
        if let Some((first, second)) = found {
            self.position = Some(second);
            self.related = Some(("the first one is here".to_owned(), first));
        }
    }

    fn explain_tab(&mut self, text: &str) {
        let line = self
            .position
            .and_then(|(line, _)| text.lines().nth(line.checked_sub(1)? as usize));
        let indent = line.map(|line| &line[..line.len() - line.trim_start().len()]);
        if indent.is_some_and(|indent| indent.contains('\t')) {
            self.help = Some("YAML is indented with spaces; this line starts with a tab");
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
