//! The table of an operation's successes: for which statuses and media types they are declared, and how each is read.

use proc_macro2::Literal;

use super::cx::Cx;
use super::known::Known;
use super::response::{Success, same_payload};
use super::type_ref::spell;
use crate::ir::{OperationId, Outcome};

/// The rows of the table; none for the usual one, which is status 200 with a body that is read whole.
pub(super) fn rows(cx: &Cx<'_>, id: OperationId) -> Option<Vec<String>> {
    let outcomes = cx.api().operations[id].outcomes();
    let answers = match Success::plan(cx, id) {
        Success::Several(_) => outcomes.iter().map(|it| vec![it]).collect(),
        Success::Empty | Success::One(_) => alike(&outcomes),
    };
    let answers: Vec<_> = answers
        .iter()
        .map(|answer| (key(answer, &outcomes), payload(answer)))
        .collect();
    let is_usual = matches!(answers.as_slice(), [(key, "Whole")] if key == "200");
    let row = |(key, payload): &(String, &str)| {
        let ty = spell(&cx.known(Known::Payload));
        format!("({}, {ty}::{payload})", Literal::string(key))
    };
    (!is_usual).then(|| answers.iter().map(row).collect())
}

/// Outcomes that callers do not tell apart are one answer.
fn alike<'o, 'a>(outcomes: &'o [Outcome<'a>]) -> Vec<Vec<&'o Outcome<'a>>> {
    let mut answers: Vec<Vec<&Outcome<'_>>> = Vec::new();
    for outcome in outcomes {
        let is_same = |answer: &&mut Vec<&Outcome<'_>>| {
            answer
                .iter()
                .all(|it| same_payload(it.media(), outcome.media()))
        };
        match answers.iter_mut().find(is_same) {
            Some(answer) => answer.push(outcome),
            None => answers.push(vec![outcome]),
        }
    }
    answers
}

/// The key of an answer: its statuses; and its media types where others have one of these statuses, or where it
/// consists of events or values, as which other bodies cannot be read.
pub(super) fn key(answer: &[&Outcome<'_>], among: &[Outcome<'_>]) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut add = |word: String| {
        if !words.contains(&word) {
            words.push(word);
        }
    };
    for outcome in answer {
        add(outcome.response.status.to_string());
    }
    let has_status = |it: &Outcome<'_>| {
        let mut own = answer.iter();
        own.any(|own| own.response.status == it.response.status)
    };
    let is_own = |it: &Outcome<'_>| answer.iter().any(|own| own.payload == it.payload);
    let has_siblings = among.iter().any(|it| has_status(it) && !is_own(it));
    let media = answer.iter().flat_map(|outcome| &outcome.payload);
    if has_siblings || media.clone().any(|it| it.format.is_sequence()) {
        media.for_each(|it| add(word(&it.name)));
    }
    words.join(" ")
}

/// A media type as one word of a key.
pub(super) fn word(media_type: &str) -> String {
    media_type.split_whitespace().collect()
}

fn payload(answer: &[&Outcome<'_>]) -> &'static str {
    match answer.iter().find_map(|outcome| outcome.media()) {
        None => "Empty",
        Some(media) if media.format.is_stream() => "Streamed",
        Some(_) => "Whole",
    }
}
