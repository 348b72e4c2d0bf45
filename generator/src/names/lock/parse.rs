//! Reads the text of a names file.

use super::{Entry, Fingerprint, NamesLock};
use crate::diagnostic::{Cause, Diagnostic, Diagnostics, Excerpt, Place, Severity};
use crate::names::keyword::is_keyword;
use crate::names::words::is_legal;
use crate::pointer::Pointer;

const AGAIN: &str = "or delete the file: every name is then found afresh, and some may change";

const CONFLICT_MARKS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

impl NamesLock {
    /// Reads the text of the file; `file` is what diagnostics call it.
    ///
    /// The order of lines does not matter, and lines that start with `#` say nothing.
    ///
    /// # Errors
    /// A diagnostic for each line that is not `Name fingerprint #/place`.
    pub fn parse(file: &str, text: &str) -> Result<Self, Diagnostics> {
        let mut diagnostics = Diagnostics::default();
        let mut entries = Vec::new();
        let lines = (1..).zip(text.lines());
        for (number, line) in lines.filter(|(_, line)| !is_silent(line)) {
            match parse_line(line) {
                Ok(entry) => entries.push(entry),
                Err(fault) => {
                    diagnostics.push(fault.at(file, number, line));
                }
            }
        }
        if diagnostics.has_errors() {
            return Err(diagnostics);
        }
        Ok(Self::sorted(entries))
    }
}

fn is_silent(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with('#')
}

/// What is wrong with a line.
struct Fault {
    message: String,
    /// In characters, from 1.
    column: usize,
    help: &'static str,
}

impl Fault {
    fn at(self, file: &str, line: u32, text: &str) -> Diagnostic {
        let before = text.char_indices().nth(self.column.saturating_sub(1));
        let at = before.map_or(text.len(), |(at, _)| at);
        let column = u32::try_from(self.column).unwrap_or(u32::MAX);
        let root = Pointer::root();
        let mut diagnostic = Diagnostic::new(
            Severity::Error,
            Cause::Invalid,
            "names-lock",
            &root,
            self.message,
        );
        diagnostic.place = Place {
            file: file.to_owned(),
            pointer: root,
            line: Some(line),
            column: Some(column),
            excerpt: Some(Excerpt::cut(text, at, column, None)),
        };
        diagnostic.help(format!("{}, {AGAIN}", self.help));
        diagnostic
    }
}

fn parse_line(line: &str) -> Result<Entry, Fault> {
    let mut marks = CONFLICT_MARKS.iter();
    if let Some(mark) = marks.find(|mark| line.starts_with(**mark)) {
        return Err(Fault {
            message: format!("`{mark}` is the mark of a merge conflict"),
            column: 1,
            help: "remove the marks and keep the lines of both sides",
        });
    }
    let wrong = |part: &str, column: usize, what: &str| Fault {
        message: format!("`{}` is not {what}", shortened(part)),
        column: column + 1,
        help: "a line is `Name fingerprint #/place`; restore it",
    };
    let mut columns = line.trim_end().splitn(3, ' ');
    let mut next = || columns.next().unwrap_or_default();
    let (name, digits, place) = (next(), next(), next());
    let (second, third) = (
        name.chars().count() + 1,
        name.chars().count() + digits.chars().count() + 2,
    );
    if !is_type_name(name) {
        return Err(wrong(name, 0, "the name of a type"));
    }
    let fingerprint = fingerprint(digits)
        .ok_or_else(|| wrong(digits, second, "a fingerprint of 16 hexadecimal digits"))?;
    if !is_place(place) {
        return Err(wrong(place, third, "a place such as `#/paths`"));
    }
    Ok(Entry {
        name: name.to_owned(),
        fingerprint,
        place: place.to_owned(),
    })
}

/// Whether this stage could have made the name: it goes into the code as it is.
fn is_type_name(name: &str) -> bool {
    let starts_well = name.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    starts_well && name.chars().all(is_legal) && !is_keyword(name)
}

fn fingerprint(digits: &str) -> Option<Fingerprint> {
    let is_digit = |c: char| matches!(c, '0'..='9' | 'a'..='f');
    let is_fingerprint = digits.len() == 16 && digits.chars().all(is_digit);
    let value = u64::from_str_radix(digits, 16).ok();
    value.filter(|_| is_fingerprint).map(Fingerprint)
}

fn is_place(text: &str) -> bool {
    text.starts_with('#') && !text.contains(char::is_whitespace) && Pointer::parse(text).is_some()
}

/// Enough of a text to recognize it.
fn shortened(text: &str) -> String {
    let mut chars = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let start = chars.by_ref().take(40).collect::<String>();
    if chars.next().is_some() {
        start + "…"
    } else {
        start
    }
}
