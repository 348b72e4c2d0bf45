//! A group of diagnostics as text: the message, the source line with the place marked, and what helps.
//!
//! Whatever a description has a part in is printed escaped.

use std::borrow::Cow;
use std::collections::BTreeSet;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group as Report, Level, Message, Origin, Renderer, Snippet,
};
use generator::diagnostic::{Cause, Diagnostic, Excerpt, Place, Related, Severity, printable};

use super::group::Group;

/// How many of the other places of a group are named.
const NAMED: usize = 5;

/// What stands for the part of a line that is left out.
const CUT: &str = "…";

/// The text of a group, without a line end.
pub(super) fn render(group: &Group<'_>, colours: bool) -> String {
    let mut reports = vec![primary(group)];
    reports.extend(group.first.related.as_ref().map(secondary));
    let renderer = match colours {
        true => Renderer::styled(),
        false => Renderer::plain(),
    };
    let text = renderer.render(&reports);
    let lines = text.lines().filter(|line| !is_separator(line));
    lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

/// Whether a line only separates a source line from the place before it, as the renderer has it for cut lines.
fn is_separator(line: &str) -> bool {
    let colouring = "\u{1b}[0123456789;m ";
    let signs = line.chars().filter(|sign| !colouring.contains(*sign));
    signs.eq(":::".chars())
}

fn primary<'d>(group: &Group<'d>) -> Report<'d> {
    let diagnostic = group.first;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    level
        .primary_title(printable(&diagnostic.message))
        .id(diagnostic.code)
        .elements(source(&diagnostic.place))
        .elements(remarks(diagnostic))
        .elements(others(group))
}

fn secondary(related: &Related) -> Report<'_> {
    let pointer = pointer(&related.place);
    Level::NOTE
        .secondary_title(printable(&related.label))
        .elements(source(&related.place))
        .elements(pointer)
}

/// File, line and column, and the source line where there is one.
fn source(place: &Place) -> Vec<Element<'_>> {
    let file = match place.file.as_str() {
        "" => "<description>".into(),
        file => printable(file),
    };
    let (Some(line), Some(column), Some(excerpt)) = (place.line, place.column, &place.excerpt)
    else {
        return vec![origin(file, place).into()];
    };
    let (text, mark) = shown(excerpt, column);
    let snippet = Snippet::source(text)
        .line_start(line as usize)
        .annotation(mark);
    // The renderer counts columns in what it is shown.
    match excerpt.skipped {
        0 => vec![snippet.path(file).into()],
        _ => vec![origin(file, place).into(), snippet.into()],
    }
}

fn origin<'d>(file: Cow<'d, str>, place: &Place) -> Origin<'d> {
    let mut origin = Origin::path(file);
    if let Some(line) = place.line {
        origin = origin.line(line as usize);
    }
    if let Some(column) = place.column {
        origin = origin.char_column(column as usize);
    }
    origin
}

/// The text of a line with what stands for its missing parts, and the mark below it.
fn shown<'d>(excerpt: &Excerpt, column: u32) -> (String, Annotation<'d>) {
    let before = if excerpt.skipped > 0 { CUT } else { "" };
    let after = if excerpt.goes_on { CUT } else { "" };
    let lead = column.saturating_sub(1).saturating_sub(excerpt.skipped) as usize;
    let (lead, rest) = split_at(&excerpt.text, lead);
    let (marked, rest) = split_at(rest, excerpt.width as usize);
    let mut text = format!("{before}{}", printable(lead));
    let start = text.len();
    text += &printable(marked);
    let mark = AnnotationKind::Primary.span(start..text.len());
    text += &printable(rest);
    (text + after, mark)
}

/// A text before and from a character on.
fn split_at(text: &str, character: usize) -> (&str, &str) {
    let mut characters = text.char_indices();
    let byte = characters.nth(character).map(|(byte, _)| byte);
    text.split_at(byte.unwrap_or(text.len()))
}

fn remarks(diagnostic: &Diagnostic) -> Vec<Message<'_>> {
    let mut remarks = pointer(&diagnostic.place);
    let help = diagnostic.help.as_deref();
    remarks.extend(help.map(|help| Level::HELP.message(printable(help))));
    if diagnostic.cause == Cause::Internal {
        let blame = "this is a bug of the generator, not of the description";
        remarks.push(Level::NOTE.message(blame));
    }
    remarks
}

fn pointer<'d>(place: &Place) -> Vec<Message<'d>> {
    let pointer = Some(&place.pointer).filter(|pointer| !pointer.is_root());
    let level = || Level::NOTE.with_name(Some("at"));
    pointer
        .map(|pointer| level().message(printable(&pointer.to_string()).into_owned()))
        .into_iter()
        .collect()
}

/// How many more there are, and where the first of them are: those that name something else before those that repeat.
fn others<'d>(group: &Group<'_>) -> Vec<Message<'d>> {
    if group.others.is_empty() {
        return Vec::new();
    }
    let mut told = BTreeSet::from([&group.first.message]);
    let (new, repeated): (Vec<_>, Vec<_>) =
        { group.others.iter() }.partition(|other| told.insert(&other.message));
    let named = new.into_iter().chain(repeated).take(NAMED);
    let mut places: Vec<_> = named.map(|other| alike(other, group.first)).collect();
    if group.others.len() > NAMED {
        places.push(CUT.to_owned());
    }
    let text = format!(
        "and {} more like this: {} (--all shows them)",
        group.others.len(),
        places.join(", ")
    );
    vec![Level::NOTE.message(printable(&text).into_owned())]
}

/// The place of a diagnostic after one like it, with the first name in backticks that is another one there.
fn alike(other: &Diagnostic, first: &Diagnostic) -> String {
    let place = elsewhere(&other.place, &first.place);
    let names = |diagnostic: &Diagnostic| -> Vec<String> {
        let parts = diagnostic.message.split('`').skip(1).step_by(2);
        parts.map(str::to_owned).collect()
    };
    let mut pairs = names(other).into_iter().zip(names(first));
    match pairs.find(|(name, known)| name != known) {
        Some((name, _)) => format!("`{name}` at {place}"),
        None => place,
    }
}

/// A place as it is named after another one: without the file if that is the same.
fn elsewhere(place: &Place, after: &Place) -> String {
    match (place.line, place.column) {
        (Some(line), Some(column)) if place.file == after.file => format!("{line}:{column}"),
        (Some(_) | None, Some(_) | None) => place.to_string(),
    }
}
