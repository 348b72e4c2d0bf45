//! Source to tree: reads the bytes of one file, JSON or YAML by content, into an ordered JSON tree.
//!
//! The only place that knows a YAML reader. Line and column of a node, and the text of a scalar, are found on demand, by
//! a second pass over the text, because only faults and repairs need them.

mod decode;
mod depth;
mod excerpts;
mod explain;
mod fault;
mod places;
mod readable;
mod tree;
mod written;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;
use fault::Fault;

pub use written::Written;

/// The notation of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// RFC 8259.
    Json,
    /// YAML 1.2, with merge keys of YAML 1.1.
    Yaml,
    /// Prose: the tree is one string.
    Text,
}

/// One file of a description: its text and the tree the text stands for.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file as the caller named it.
    pub file: String,
    /// All nodes, members in document order, every YAML alias and merge key expanded.
    pub tree: Value,
    /// The notation the file turned out to be in.
    pub syntax: Syntax,
    text: String,
}

impl Document {
    /// The decoded text, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The scalars as they are written, after one pass over the text.
    pub fn written(&self) -> Written<'_> {
        Written::of(&self.text, self.syntax)
    }

    /// Finds the wanted nodes in one pass over the text: file, line, column and what the line says, for use with
    /// [`Diagnostics::locate`](crate::diagnostic::Diagnostics::locate).
    ///
    /// A member of an object is found at its key. For a node that is not there, its nearest ancestor is shown.
    pub fn places(&self, wanted: &BTreeSet<Pointer>) -> BTreeMap<Pointer, Place> {
        let outline = places::Outline::of(&self.text, self.syntax);
        let spans: Vec<_> = wanted
            .iter()
            .map(|pointer| (pointer, outline.span(pointer)))
            .collect();
        let shown = spans
            .iter()
            .filter_map(|(_, span)| span.map(|span| (span.start, span.width())));
        let excerpts = excerpts::cut(&self.text, self.syntax, &shown.collect());
        let place = |(pointer, span): (&Pointer, Option<places::Span>)| {
            let position = span.map(|span| span.start);
            let place = Place {
                file: self.file.clone(),
                pointer: pointer.clone(),
                line: position.map(|(line, _)| line),
                column: position.map(|(_, column)| column),
                excerpt: position.and_then(|position| excerpts.get(&position).cloned()),
            };
            (pointer.clone(), place)
        };
        spans.into_iter().map(place).collect()
    }
}

/// Reads a source. `file` is only used to name it.
///
/// # Errors
///
/// Located diagnostics, for text that is not UTF-8 or UTF-16, is larger than 64 MiB, is neither JSON nor YAML, has
/// a key twice in one object or a merge key without a mapping, holds several YAML documents, is nested deeper than 100
/// levels, or grows beyond five million nodes by aliases.
pub fn load(file: &str, bytes: &[u8]) -> Result<Document, Vec<Diagnostic>> {
    let text = decoded(file, bytes)?;
    let (tree, syntax) = parse(&text).map_err(|(fault, syntax)| {
        let faults = explain::explained(fault, &text, syntax).into_iter();
        faults
            .map(|fault| fault.at_file(file, &text))
            .collect::<Vec<_>>()
    })?;
    Ok(Document {
        file: file.to_owned(),
        tree,
        syntax,
        text,
    })
}

/// Reads a source that is prose, such as a description in Markdown.
///
/// # Errors
///
/// A diagnostic, for text that is not UTF-8 or UTF-16, or is larger than 64 MiB.
pub fn load_text(file: &str, bytes: &[u8]) -> Result<Document, Vec<Diagnostic>> {
    let text = decoded(file, bytes)?;
    Ok(Document {
        file: file.to_owned(),
        tree: Value::String(text.clone()),
        syntax: Syntax::Text,
        text,
    })
}

/// The text of a source; what is shown of text that is not UTF-8 is what can be read of it.
fn decoded(file: &str, bytes: &[u8]) -> Result<String, Vec<Diagnostic>> {
    let shown = || String::from_utf8_lossy(bytes);
    decode::decode(bytes).map_err(|fault| vec![fault.at_file(file, &shown())])
}

/// The tree of a text, or what is wrong with it in which notation.
///
/// Text that starts like JSON and is not may still be YAML in flow style; if it is neither, the faults of the JSON
/// reader are the ones that help, unless it ends where only YAML goes on. A comment of JavaScript would be a part of a
/// key or a value to YAML.
fn parse(text: &str) -> Result<(Value, Syntax), (Fault, Syntax)> {
    let as_yaml = || match yaml::read(text) {
        Ok(tree) => Ok((tree, Syntax::Yaml)),
        Err(fault) => Err((fault, Syntax::Yaml)),
    };
    if !text.trim_start().starts_with(['{', '[']) {
        return as_yaml();
    }
    let fault = match tree::from_json(text) {
        Ok(tree) => return Ok((tree, Syntax::Json)),
        Err(fault) => fault,
    };
    if fault.code != "invalid-json" || explain::is_at_remark(&fault, text) {
        return Err((fault, Syntax::Json));
    }
    let is_yaml = explain::is_at(&fault, text, &["#"]);
    as_yaml().map_err(|other| match other.0.code {
        "invalid-yaml" if !is_yaml => (fault, Syntax::Json),
        _ => other,
    })
}

/// Line and column, from 1, of the character at byte `offset`.
fn position_at(text: &str, offset: usize) -> (u32, u32) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (
        saturated(line),
        saturated(before[start..].chars().count() + 1),
    )
}

/// The line of a number, from 1.
fn line_at(text: &str, number: u32) -> Option<&str> {
    text.lines()
        .nth(usize::try_from(number).ok()?.checked_sub(1)?)
}

fn saturated(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
