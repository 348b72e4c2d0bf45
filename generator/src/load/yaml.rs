//! YAML text to tree, and what the reader says about faults in it.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::places::Position;
use super::readable::Readable;
use super::tree::{Limits, MAX_DEPTH};
use super::{Fault, Syntax, depth, line_at, position_at, saturated};

/// What a reader says while something is not closed that is opened at the place it names.
const UNCLOSED: &[&str] = &["a quoted scalar", "a flow sequence", "a flow mapping"];

/// Reads YAML text of one document, empty ones beside it left aside.
pub(super) fn read(text: &str) -> Result<Value, Fault> {
    depth::check(text, MAX_DEPTH)?;
    let readable = Readable::of(text);
    let tree = read_document(readable.text()).or_else(|fault| {
        match readable.without_blank_tabs(fault.position) {
            Some(readable) => read_document(readable.text()),
            None => Err(fault),
        }
    });
    match tree {
        Ok(tree) => Ok(readable.restored_tree(tree)),
        Err(fault) => Err(Fault {
            message: readable.restored(fault.message),
            ..fault
        }),
    }
}

fn read_document(text: &str) -> Result<Value, Fault> {
    let limits = Limits::new(Syntax::Yaml, text.len());
    let mut found = None;
    for document in serde_yaml::Deserializer::from_str(text) {
        if found.is_some() {
            if Option::<IgnoredAny>::deserialize(document).is_ok_and(|it| it.is_none()) {
                continue;
            }
            let message = "the file holds several YAML documents, only one can be a description";
            let position = second_document(text);
            return Err(Fault::new("several-documents", message, position));
        }
        let tree = limits
            .read(document)
            .map_err(|error| fault(text, &limits, &error))?;
        found = Some(tree).filter(|tree| !tree.is_null());
    }
    let empty = || Fault::new("invalid-yaml", "the file is empty", Some((1, 1)));
    found.ok_or_else(empty)
}

/// The scalar that a text stands for; none if it is more than one.
pub(super) fn scalar(text: &str) -> Option<Value> {
    let limits = Limits::new(Syntax::Yaml, text.len());
    let value = limits.read(serde_yaml::Deserializer::from_str(text)).ok()?;
    (!value.is_array() && !value.is_object()).then_some(value)
}

fn fault(text: &str, limits: &Limits, error: &serde_yaml::Error) -> Fault {
    let position = error
        .location()
        .map(|place| (saturated(place.line()), saturated(place.column())));
    if let Some(own) = limits.own_fault(position) {
        return own;
    }
    let message = error.to_string();
    if message.starts_with("repetition limit") {
        let message = "the description grows too large when its aliases are expanded";
        return Fault::new("too-large", message, position.or(Some((1, 1))));
    }
    if message.starts_with("recursion limit") {
        return super::tree::too_deep(MAX_DEPTH, position);
    }
    if let Some((message, offset)) = message.split_once(" at position ") {
        let position = offset.trim().parse().ok();
        let position = position.map(|offset| position_at(text, offset));
        return Fault::new("invalid-yaml", message, position);
    }
    let (problem, context) = message.split_once(", while ").unwrap_or((&message, ""));
    let said = problem.split(" at line ").next().unwrap_or(problem);
    let (what, opened) = context.split_once(" at line ").unwrap_or((context, ""));
    let opened = place(opened);
    let Some((opened, position)) = opened.zip(position) else {
        return Fault::new("invalid-yaml", said, position);
    };
    if is_unclosed(text, what, opened, position) {
        let thing = UNCLOSED.iter().find(|thing| what.ends_with(**thing));
        let thing = thing.copied().unwrap_or("what is opened");
        let mut fault = Fault::new(
            "invalid-yaml",
            format!("{thing} is not closed"),
            Some(opened),
        );
        fault.related = Some((said.to_owned(), position));
        return fault;
    }
    let mut fault = Fault::new("invalid-yaml", said, Some(position));
    if opened != position {
        fault.related = Some((format!("while {what}"), opened));
    }
    fault
}

/// Whether the fault is at the place where something is opened: it goes on where it cannot go on any more.
fn is_unclosed(text: &str, what: &str, opened: Position, found: Position) -> bool {
    if !UNCLOSED.iter().any(|thing| what.ends_with(thing)) || found.0 <= opened.0 {
        return false;
    }
    let indent = |line: u32| {
        let line = line_at(text, line)?;
        Some(line.len() - line.trim_start().len()).filter(|indent| *indent < line.len())
    };
    match (indent(opened.0), indent(found.0)) {
        (Some(opened), Some(found)) => found <= opened,
        (None | Some(_), _) => true,
    }
}

/// Line and column of `3 column 5`.
fn place(text: &str) -> Option<Position> {
    let (line, column) = text.split_once(" column ")?;
    Some((line.trim().parse().ok()?, column.trim().parse().ok()?))
}

/// The separator before the second document, as near as can be told without a reader.
fn second_document(text: &str) -> Option<Position> {
    let mut separators = text
        .lines()
        .enumerate()
        .filter(|(_, line)| line.starts_with("---"));
    let (line, _) = separators.find(|&(line, _)| text.lines().take(line).any(has_content))?;
    Some((saturated(line + 1), 1))
}

fn has_content(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with(['#', '%']) && !line.starts_with("---")
}
