//! What only a second look at a faulty text can tell: all places of a fault, and what its author may have meant.

use super::fault::Fault;
use super::places::{Outline, circle};
use super::tree::{self, MAX_DEPTH};
use super::{Syntax, depth, line_at};

/// What begins a comment of JavaScript.
const REMARKS: &[&str] = &["//", "/*"];

/// No more faults of keys are told at once; another run tells the rest.
const MAX_TOLD: usize = 100;

/// The faults that one fault stands for, as the readers end at the first.
pub(super) fn explained(fault: Fault, text: &str, syntax: Syntax) -> Vec<Fault> {
    match fault.code {
        "duplicate-key" | "invalid-merge" => of_keys(fault, &Outline::of(text, syntax)),
        "too-deep" => vec![endless(text).unwrap_or(fault)],
        "invalid-json" => {
            let help = no_remarks(&fault, text);
            vec![Fault { help, ..fault }]
        }
        "invalid-yaml" => {
            let help = no_remarks(&fault, text).or_else(|| no_tabs(&fault, text));
            vec![Fault { help, ..fault }]
        }
        _ => vec![fault],
    }
}

/// All faults of keys. The readers know neither where the key is that repeats another, nor where that one is.
fn of_keys(fault: Fault, outline: &Outline<'_>) -> Vec<Fault> {
    let duplicates = outline.duplicates().map(|(key, first, second)| {
        let message = tree::there_twice(key);
        let mut fault = Fault::new("duplicate-key", message, Some(second));
        fault.related = Some(("the first one is here".to_owned(), first));
        fault
    });
    let unmergeable = outline
        .unmergeable()
        .map(|position| Fault::new("invalid-merge", tree::UNMERGEABLE, Some(position)));
    let mut all: Vec<_> = duplicates.chain(unmergeable).take(MAX_TOLD).collect();
    all.sort_by_key(|fault| fault.position);
    if all.is_empty() {
        all.push(fault);
    }
    all
}

/// Why there is no end to the levels of the text, if that is so.
fn endless(text: &str) -> Option<Fault> {
    depth::check(text, MAX_DEPTH).ok()?;
    let (alias, node) = circle::find(text)?;
    let message = "the alias stands inside the node that it stands for";
    let mut fault = Fault::new("alias-cycle", message, Some(alias));
    fault.related = Some(("the node begins here".to_owned(), node));
    fault.help = Some("a schema refers to itself by `$ref: '#/components/schemas/Name'`");
    Some(fault)
}

fn no_remarks(fault: &Fault, text: &str) -> Option<&'static str> {
    let begins_with_remark = || REMARKS.iter().any(|it| text.trim_start().starts_with(it));
    (begins_with_remark() || is_at_remark(fault, text))
        .then_some("JSON has no comments; those of YAML begin with `#`")
}

fn no_tabs(fault: &Fault, text: &str) -> Option<&'static str> {
    let line = line_at(text, fault.position?.0)?;
    let (indent, _) = line.split_at(line.len() - line.trim_start().len());
    indent
        .contains('\t')
        .then_some("YAML is indented with spaces; this line starts with a tab")
}

/// Whether a fault is that JSON has a comment, in the notation of JavaScript.
pub(super) fn is_at_remark(fault: &Fault, text: &str) -> bool {
    is_at(fault, text, REMARKS)
}

/// Whether one of some signs stands where the fault is.
pub(super) fn is_at(fault: &Fault, text: &str, signs: &[&str]) -> bool {
    let found = || {
        let (line, column) = fault.position?;
        let start = usize::try_from(column).ok()?.checked_sub(1)?;
        let (start, _) = line_at(text, line)?.char_indices().nth(start)?;
        line_at(text, line)?.get(start..)
    };
    found().is_some_and(|found| signs.iter().any(|sign| found.starts_with(sign)))
}
