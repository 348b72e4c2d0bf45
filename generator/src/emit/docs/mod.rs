//! Documentation: prose from the description, made safe for rustdoc, and sentences of our own.

mod block;
mod inline;
#[cfg(test)]
mod tests;
mod wrap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) use wrap::WIDTH;

/// The documentation of one item, line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Prose {
    lines: Vec<String>,
}

impl Prose {
    /// Starts with a sentence of our own.
    pub(super) fn sentence(text: impl Into<String>) -> Self {
        Self::default().with_paragraph(text)
    }

    /// Starts with Markdown from the description; empty where there is none.
    pub(super) fn markdown(text: Option<&str>) -> Self {
        Self::default().with_markdown(text)
    }

    /// Falls back to a sentence of our own where nothing has been said.
    #[must_use]
    pub(super) fn or(self, text: impl FnOnce() -> String) -> Self {
        if self.is_empty() {
            Self::sentence(text())
        } else {
            self
        }
    }

    /// Adds Markdown from the description as paragraphs of their own.
    #[must_use]
    pub(super) fn with_markdown(mut self, text: Option<&str>) -> Self {
        let lines = text.map(block::clean).unwrap_or_default();
        if !lines.is_empty() {
            self.separate();
            self.lines.extend(lines);
        }
        self
    }

    /// Adds a paragraph of our own.
    #[must_use]
    pub(super) fn with_paragraph(mut self, text: impl Into<String>) -> Self {
        self.separate();
        self.lines.extend(wrap::wrap(&text.into()));
        self
    }

    /// Adds lines that are already laid out.
    #[must_use]
    pub(super) fn with_lines(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        self.separate();
        self.lines.extend(lines);
        self
    }

    /// Adds lines to what has been said, without a blank line between.
    #[must_use]
    pub(super) fn with_more(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        self.lines.extend(lines);
        self
    }

    /// Adds short sentences of our own: on the line of what has been said while they fit there.
    #[must_use]
    pub(super) fn with_remarks(mut self, remarks: &[String]) -> Self {
        if remarks.is_empty() {
            return self;
        }
        let text = remarks.join(" ");
        match self.lines.as_mut_slice() {
            [line] if takes_remarks(line) && line.len() + text.len() + 2 <= WIDTH => {
                end_sentence(line);
                line.push(' ');
                line.push_str(&text);
                self
            }
            _ => self.with_paragraph(text),
        }
    }

    /// Whether nothing has been said.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The lines without comment markers.
    pub(super) fn into_lines(self) -> Vec<String> {
        self.lines
    }

    /// The documentation as `///` lines, for text that is laid out here and not by the printer.
    pub(super) fn comments(self) -> Vec<String> {
        let lines = self.lines.into_iter().map(|line| {
            // A lone carriage return is not allowed in a comment; other control characters are not wanted.
            let line = line.replace(char::is_control, " ");
            format!("/// {line}").trim_end().to_owned()
        });
        lines.collect()
    }

    /// The documentation as outer attributes, which print as `///` lines.
    pub(super) fn attributes(&self) -> TokenStream {
        let lines = self.lines.iter().map(|line| {
            let line = if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            };
            Literal::string(&line)
        });
        quote!(#(#[doc = #lines])*)
    }

    fn separate(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
    }
}

/// Text as inline code, whatever it contains.
pub(super) fn code(text: &str) -> String {
    // Blanks at an end and signs without a shape show in quotes only.
    let text = if text.is_empty() || text.trim() != text || text.contains(is_invisible) {
        format!("{text:?}")
    } else {
        text.to_owned()
    };
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let padding = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{padding}{text}{padding}{fence}")
}

/// Control characters, and those that turn the direction of the text around them.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Text of our own, broken into lines.
pub(super) fn wrap_text(text: &str) -> Vec<String> {
    wrap::wrap(text)
}

/// One line of prose from the description, for the cell of a table or the end of a sentence.
pub(super) fn line(text: &str) -> String {
    let lines = block::clean(text);
    let first = lines.first().filter(|line| !line.starts_with("```"));
    let line = first.cloned().unwrap_or_default();
    line.replace('|', "\\|")
}

/// A list item of our own, broken into lines.
pub(super) fn wrap_item(text: &str) -> Vec<String> {
    let lines = wrap::wrap(text).into_iter().enumerate();
    lines
        .map(|(index, line)| {
            if index == 0 {
                line
            } else {
                format!("  {line}")
            }
        })
        .collect()
}

/// Whether a sentence can follow on the line.
fn takes_remarks(line: &str) -> bool {
    !line.starts_with(['#', '|', '>', '-', '*', '+', ' '])
        && !line.starts_with(|c: char| c.is_ascii_digit())
}

fn end_sentence(line: &mut String) {
    if !line.ends_with(['.', '!', '?', ':', ';', ',']) {
        line.push('.');
    }
}
