//! Diagnostics for people (what is alike told once, with the source line) and for programs (JSON).

mod group;
mod record;
mod render;

use generator::diagnostic::{Diagnostics, Severity};

pub(crate) use record::Record;

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

/// How much is printed, and how.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Style {
    /// Whether each diagnostic is told by itself, however many are alike.
    pub(crate) all: bool,
    /// Whether the reader is a terminal that shows colours.
    pub(crate) colours: bool,
}

/// The diagnostics as text, a blank line after each.
pub(crate) fn render(diagnostics: &Diagnostics, style: Style) -> String {
    let groups = group::groups(diagnostics, style.all);
    let shown = groups
        .iter()
        .map(|group| render::render(group, style.colours));
    shown.map(|text| text + "\n\n").collect()
}

#[cfg(test)]
mod tests;
