//! What `codegen` prints: a line a crate and its diagnostics, or one JSON document.

use anyhow::Result;
use generator::diagnostic::Diagnostics;
use serde::Serialize;

use crate::{
    console,
    diagnostics::{self, Count, Record, Style},
    write::Plan,
};

use super::{diff, job::Outcome};

/// Prints one crate's diagnostics to standard error and its result to standard output.
pub(super) fn print(outcome: &Outcome<'_>, all: bool) -> Result<()> {
    tell(&outcome.diagnostics, all);
    let mut text = format!("{}: {}\n", outcome.job.name, line(outcome));
    if let (Some(plan), true) = (&outcome.plan, outcome.has_drift()) {
        text += &diff::render(plan);
        text += &format!(
            "\n`{}` is not up to date. Run: {}\n",
            outcome.job.out.display(),
            outcome.job.remedy
        );
    }
    console::print(&text)
}

/// Tells diagnostics to whoever reads standard error.
pub(super) fn tell(diagnostics: &Diagnostics, all: bool) {
    let style = Style {
        all,
        colours: console::error_shows_colours(),
    };
    console::error(&diagnostics::render(diagnostics, style));
}

/// `1 operation, 8 types, 23 files (2 written, 1 removed) in 0.1 s; 3 warnings`
fn line(outcome: &Outcome<'_>) -> String {
    let count = Count::of(&outcome.diagnostics);
    let Some(plan) = &outcome.plan else {
        return format!("not generated; {}", counted(count.errors, "error"));
    };
    let mut line = format!(
        "{}, {}, {}{} in {:.1} s",
        counted(outcome.summary.operations, "operation"),
        counted(outcome.summary.types, "type"),
        counted(plan.files(), "file"),
        changes(plan, outcome.check),
        outcome.elapsed.as_secs_f64(),
    );
    if count.warnings > 0 {
        line += &format!("; {}", counted(count.warnings, "warning"));
    }
    line
}

fn changes(plan: &Plan, check: bool) -> String {
    let (written, removed) = if check {
        ("to write", "to remove")
    } else {
        ("written", "removed")
    };
    match (plan.writes().len(), plan.removals().len()) {
        (0, 0) => " (up to date)".to_owned(),
        (writes, 0) => format!(" ({writes} {written})"),
        (0, removals) => format!(" ({removals} {removed})"),
        (writes, removals) => format!(" ({writes} {written}, {removals} {removed})"),
    }
}

fn counted(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}

/// All crates as one JSON document.
pub(super) fn json(outcomes: &[Outcome<'_>]) -> Result<String> {
    let document = Document {
        clients: outcomes.iter().map(Client::of).collect(),
    };
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

#[derive(Serialize)]
struct Document<'a> {
    clients: Vec<Client<'a>>,
}

/// How it is with a crate, now that the command has run.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Verdict {
    /// It was as it is to be.
    UpToDate,
    /// It was written.
    Written,
    /// It is not as it is to be, and was only checked.
    OutOfDate,
    /// Its description, or its names.lock, has errors.
    Refused,
}

impl Verdict {
    fn of(outcome: &Outcome<'_>) -> Self {
        match &outcome.plan {
            None => Self::Refused,
            Some(plan) if plan.is_empty() => Self::UpToDate,
            Some(_) if outcome.check => Self::OutOfDate,
            Some(_) => Self::Written,
        }
    }
}

#[derive(Serialize)]
struct Client<'a> {
    name: &'a str,
    description: &'a str,
    out: String,
    verdict: Verdict,
    /// Whether a crate was made, that is, whether its description has no errors.
    generated: bool,
    /// Whether the files below are only what a run without `--check` would do.
    check: bool,
    title: &'a str,
    operations: usize,
    types: usize,
    files: usize,
    written: Vec<&'a str>,
    removed: Vec<&'a str>,
    seconds: f64,
    diagnostics: Vec<Record<'a>>,
}

impl<'a> Client<'a> {
    fn of(outcome: &'a Outcome<'_>) -> Client<'a> {
        let plan = outcome.plan.as_ref();
        let writes = plan.map_or(&[][..], Plan::writes);
        let removals = plan.map_or(&[][..], Plan::removals);
        Client {
            name: &outcome.job.name,
            description: &outcome.job.root,
            out: outcome.job.out.to_string_lossy().into_owned(),
            verdict: Verdict::of(outcome),
            generated: plan.is_some(),
            check: outcome.check,
            title: &outcome.summary.title,
            operations: outcome.summary.operations,
            types: outcome.summary.types,
            files: plan.map_or(0, Plan::files),
            written: writes.iter().map(|write| write.path.as_str()).collect(),
            removed: removals
                .iter()
                .map(|removal| removal.path.as_str())
                .collect(),
            seconds: outcome.elapsed.as_secs_f64(),
            diagnostics: outcome.diagnostics.iter().map(Record::of).collect(),
        }
    }
}
