//! What came of the requests of each client.

use std::collections::BTreeMap;

use serde::Serialize;

use super::arguments::{Call, Skipped};

/// How much of a reason is printed, and by how much of it reasons are grouped.
const WIDTH: usize = 180;
/// How many groups of reasons are printed for one client.
const SHOWN: usize = 12;

/// How a call ended.
pub(super) enum Ended {
    Accepted,
    Refused(String),
    /// Refused, and for what openapi-core is known to read wrongly.
    Doubted(String, &'static str),
    /// The client itself refused it, or nothing arrived.
    NotSent(String),
}

/// One description.
#[derive(Debug, Default, Serialize)]
pub(super) struct Row {
    file: String,
    pub(super) operations: usize,
    accepted: usize,
    refused: Vec<Refusal>,
    doubted: Vec<Refusal>,
    not_sent: Vec<Refusal>,
    pub(super) skipped: Vec<Skipped>,
    /// Why nothing was sent at all.
    pub(super) unread: Option<String>,
    /// Whether that is because the client could not be made.
    pub(super) is_broken: bool,
}

/// A request that was not accepted.
#[derive(Debug, Serialize)]
struct Refusal {
    operation: String,
    kind: String,
    reason: String,
    /// Why the reason may be wrong.
    doubt: Option<&'static str>,
    arguments: serde_json::Value,
}

impl Row {
    pub(super) fn new(file: &str) -> Self {
        Row {
            file: file.to_owned(),
            ..Row::default()
        }
    }

    pub(super) fn judge(&mut self, call: &Call, ended: Ended) {
        let refusal = |reason: String, doubt| Refusal {
            operation: call.operation.clone(),
            kind: call.kind.clone(),
            reason,
            doubt,
            arguments: call.arguments.clone(),
        };
        match ended {
            Ended::Accepted => self.accepted += 1,
            Ended::Refused(reason) => self.refused.push(refusal(reason, None)),
            Ended::Doubted(reason, why) => self.doubted.push(refusal(reason, Some(why))),
            Ended::NotSent(reason) => self.not_sent.push(refusal(reason, None)),
        }
    }

    pub(super) fn is_failure(&self) -> bool {
        self.is_broken || !self.refused.is_empty() || !self.not_sent.is_empty()
    }
}

/// The table, and below it the reasons of each client.
pub(super) fn text(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.file.len()).max().unwrap_or(0);
    let mut text = format!(
        "{:<width$}  operations  accepted  refused  doubted  not sent  skipped\n",
        "description"
    );
    for row in rows {
        text += &format!(
            "{:<width$}  {:>10}  {:>8}  {:>7}  {:>7}  {:>8}  {:>7}\n",
            row.file,
            row.operations,
            row.accepted,
            row.refused.len(),
            row.doubted.len(),
            row.not_sent.len(),
            row.skipped.len(),
        );
    }
    for row in rows {
        text += &details(row);
    }
    text
}

fn details(row: &Row) -> String {
    let mut text = String::new();
    if let Some(reason) = &row.unread {
        text += &format!("  nothing was sent: {reason}\n");
    }
    let of = |refusals: &[Refusal]| {
        let reasons = refusals.iter().map(|it| {
            let doubt = it.doubt.map_or(String::new(), |why| format!(" ({why})"));
            let example = format!("{} [{}]", it.operation, it.kind);
            (cut(&it.reason) + &doubt, example)
        });
        reasons.collect::<Vec<_>>()
    };
    text += &grouped("refused", of(&row.refused));
    text += &grouped("refused by the client, or lost", of(&row.not_sent));
    text += &grouped("refused, which is doubted", of(&row.doubted));
    let skipped = row
        .skipped
        .iter()
        .map(|it| (it.reason.clone(), it.operation.clone()));
    text += &grouped("skipped", skipped.collect());
    if text.is_empty() {
        return text;
    }
    format!("\n{}\n{text}", row.file)
}

/// Reasons with their numbers and an example each, the most frequent first.
fn grouped(title: &str, reasons: Vec<(String, String)>) -> String {
    let mut groups: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for (reason, example) in reasons {
        groups.entry(reason).or_insert((0, example)).0 += 1;
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    let mut text = String::new();
    for (reason, (count, example)) in groups.iter().take(SHOWN) {
        text += &format!("  {title} {count}x: {reason}\n      as in {example}\n");
    }
    if groups.len() > SHOWN {
        text += &format!(
            "  {title}: {} more reasons, see --json\n",
            groups.len() - SHOWN
        );
    }
    text
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(WIDTH) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
