//! Diagnostics for people (a few of each kind) and for programs (JSON).

use std::collections::BTreeMap;

use generator::diagnostic::{Cause, Diagnostic, Diagnostics, Severity};
use serde::Serialize;

/// More diagnostics of one code than this are cut down to [`KEPT`].
const LIMIT: usize = 20;
/// How many diagnostics of a frequent code are shown.
const KEPT: usize = 5;

/// How many diagnostics of each severity there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
}

impl Count {
    pub(crate) fn of(diagnostics: &Diagnostics) -> Count {
        let errors = diagnostics
            .iter()
            .filter(|d| d.severity == Severity::Error)
            .count();
        Count {
            errors,
            warnings: diagnostics.iter().count() - errors,
        }
    }
}

/// The diagnostics as text, with frequent codes cut down unless `all` are wanted.
pub(crate) fn render(diagnostics: &Diagnostics, all: bool) -> String {
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        *totals.entry(diagnostic.code).or_default() += 1;
    }
    let mut text = String::new();
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        let shown = shown.entry(diagnostic.code).or_default();
        let frequent = totals
            .get(diagnostic.code)
            .is_some_and(|total| *total > LIMIT);
        if all || !frequent || *shown < KEPT {
            *shown += 1;
            text += &format!("{}\n\n", diagnostic.to_string().trim_end());
        }
    }
    for (code, total) in &totals {
        let hidden = total - shown.get(code).unwrap_or(&0);
        if hidden > 0 {
            text += &format!("… and {hidden} more `{code}` (--all shows them)\n");
        }
    }
    text
}

/// A diagnostic as a program reads it.
#[derive(Debug, Serialize)]
pub(crate) struct Record<'a> {
    code: &'a str,
    severity: &'static str,
    cause: &'static str,
    message: &'a str,
    file: &'a str,
    line: Option<u32>,
    column: Option<u32>,
    pointer: String,
    help: Option<&'a str>,
}

impl<'a> Record<'a> {
    pub(crate) fn of(diagnostic: &'a Diagnostic) -> Record<'a> {
        Record {
            code: diagnostic.code,
            severity: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            cause: match diagnostic.cause {
                Cause::Invalid => "invalid",
                Cause::Unsupported => "unsupported",
                Cause::Internal => "internal",
            },
            message: &diagnostic.message,
            file: &diagnostic.place.file,
            line: diagnostic.place.line,
            column: diagnostic.place.column,
            pointer: diagnostic.place.pointer.to_string(),
            help: diagnostic.help.as_deref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use generator::pointer::Pointer;

    use super::*;

    fn diagnostics(warnings: usize) -> Diagnostics {
        let mut diagnostics = Diagnostics::new();
        for number in 0..warnings {
            diagnostics.warn("frequent", &Pointer::root(), format!("number {number}."));
        }
        diagnostics.error("rare", &Pointer::root(), "once");
        diagnostics
    }

    #[test]
    fn frequent_codes_are_cut_down() {
        let text = render(&diagnostics(LIMIT + 1), false);
        assert_eq!(text.matches("[frequent]").count(), KEPT, "{text}");
        assert_eq!(text.matches("[rare]").count(), 1, "{text}");
        assert!(
            text.ends_with("… and 16 more `frequent` (--all shows them)\n"),
            "{text}"
        );
    }

    #[test]
    fn everything_is_shown_if_it_is_little_or_wanted() {
        for (warnings, all) in [(LIMIT, false), (LIMIT + 1, true)] {
            let text = render(&diagnostics(warnings), all);
            assert_eq!(text.matches("[frequent]").count(), warnings, "{text}");
            assert!(!text.contains("more"), "{text}");
        }
    }

    #[test]
    fn severities_are_counted() {
        assert_eq!(
            Count::of(&diagnostics(3)),
            Count {
                errors: 1,
                warnings: 3
            }
        );
    }
}
