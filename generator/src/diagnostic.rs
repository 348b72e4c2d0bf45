//! What the user is told: diagnostics, collected by every stage in one sink and located at the end.

mod excerpt;
mod printable;
mod shown_twice;
mod sink;
pub(crate) mod suggest;

use std::fmt;
use std::ops::Range;

use crate::pointer::Pointer;
pub use excerpt::Excerpt;
pub use printable::printable;
pub use sink::Diagnostics;
pub use suggest::nearest;

/// How bad it is: an error stops the run, a warning does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing can be generated, or not what the author meant.
    Error,
    /// Something was repaired, left out or guessed.
    Warning,
}

/// Whose fault it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The description breaks its specification.
    Invalid,
    /// The description is legal, but what it says is not generated yet.
    Unsupported,
    /// A bug of the generator.
    Internal,
}

/// A place in a file of the description.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The file as the caller named it; empty until located.
    pub file: String,
    /// The node, in the author's own document once located.
    pub pointer: Pointer,
    /// Line, from 1.
    pub line: Option<u32>,
    /// Column in characters, from 1.
    pub column: Option<u32>,
    /// The line to show with it; none until located, and where there is no such line.
    pub excerpt: Option<Excerpt>,
}

impl Place {
    /// A place of which only the node is known yet.
    pub fn at(pointer: &Pointer) -> Self {
        Self {
            pointer: pointer.clone(),
            ..Self::default()
        }
    }

    /// File, line and column, once it is located.
    fn found(&self) -> Option<(&str, u32, Option<u32>)> {
        Some((&self.file, self.line?, self.column))
    }

    /// The place of a part of a text that is no description, such as a configuration.
    pub fn in_text(file: &str, text: &str, part: Range<usize>) -> Self {
        let before = text.get(..part.start).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = text.get(start..).and_then(|rest| rest.lines().next());
        let counted = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let column = counted(before[start..].chars().count() + 1);
        let width = text.get(part).map(|part| counted(part.chars().count()));
        let excerpt = Excerpt::cut(
            line.unwrap_or_default(),
            before.len() - start,
            column,
            width,
        );
        Self {
            file: file.to_owned(),
            line: Some(counted(before.matches('\n').count() + 1)),
            column: Some(column),
            excerpt: Some(excerpt),
            ..Self::default()
        }
    }
}

/// A second place that explains the first, such as the earlier of two clashing names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// What is there, as a phrase: `first declared here`.
    pub label: String,
    /// Where it is.
    pub place: Place,
}

/// One fault, with its place and, if there is one, the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// Whose fault it is.
    pub cause: Cause,
    /// A stable kebab-case name of this kind of fault.
    pub code: &'static str,
    /// One sentence without a full stop, names of the description in backticks.
    pub message: String,
    /// Where it is.
    pub place: Place,
    /// What to do about it.
    pub help: Option<String>,
    /// A second place.
    pub related: Option<Related>,
}

impl Diagnostic {
    /// A diagnostic without help.
    pub fn new(
        severity: Severity,
        cause: Cause,
        code: &'static str,
        at: &Pointer,
        message: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            cause,
            code,
            message: message.into(),
            place: Place::at(at),
            help: None,
            related: None,
        }
    }

    /// Adds what to do about it.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a second place.
    pub fn related(&mut self, label: impl Into<String>, at: &Pointer) -> &mut Self {
        self.related = Some(Related {
            label: label.into(),
            place: Place::at(at),
        });
        self
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Invalid => "invalid",
            Self::Unsupported => "unsupported",
            Self::Internal => "internal",
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self.file.as_str() {
            "" => "<description>".into(),
            file => printable(file),
        })?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(column) = self.column {
            write!(f, ":{column}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointer = |place: &Place| {
            let pointer = Some(&place.pointer).filter(|pointer| !pointer.is_root());
            pointer.map(|pointer| printable(&pointer.to_string()).into_owned())
        };
        let message = printable(&self.message);
        writeln!(f, "{}[{}]: {message}", self.severity, self.code)?;
        write!(f, "  --> {}", self.place)?;
        if let Some(pointer) = pointer(&self.place) {
            write!(f, "\n   | {pointer}")?;
        }
        if let Some(Related { label, place }) = &self.related {
            write!(f, "\n   = note: {}: {place}", printable(label))?;
            if let Some(pointer) = pointer(place) {
                write!(f, " {pointer}")?;
            }
        }
        if let Some(help) = &self.help {
            write!(f, "\n   = help: {}", printable(help))?;
        }
        if self.cause == Cause::Internal {
            write!(
                f,
                "\n   = note: this is a bug of the generator, not of the description"
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
