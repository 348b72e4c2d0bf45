//! What media types are called where a body can have several.

use super::scope::{Role, Scope};
use super::{Ident, status::success_text};
use crate::ir::{Media, MediaFormat, Operation, RequestBody};

/// One variant per choice that the caller has for a body.
pub(super) fn choices(body: &RequestBody) -> Vec<Ident> {
    let choices = body.choices();
    let mut scope = Scope::with_reserved(["Self"]);
    choices
        .iter()
        .map(|media| scope.claim(&text(media, &choices, "binary"), Role::Variant))
        .collect()
}

/// One variant per outcome of a success: its status, its media type, or both where neither tells them apart.
pub(super) fn outcomes(operation: &Operation) -> Vec<Ident> {
    let outcomes = operation.outcomes();
    let mut scope = Scope::with_reserved(["Undeclared"]);
    let names = outcomes.iter().map(|outcome| {
        let is_same = |status| status == outcome.response.status;
        let siblings = outcomes.iter().filter(|it| is_same(it.response.status));
        let siblings: Vec<&Media> = siblings.filter_map(|it| it.media()).collect();
        let status = success_text(outcome.response.status);
        let text = match outcome.media() {
            None => status,
            Some(_) if siblings.len() == 1 => status,
            Some(media) if outcomes.iter().all(|it| is_same(it.response.status)) => {
                text(media, &siblings, "bytes")
            }
            Some(media) => format!("{status} {}", text(media, &siblings, "bytes")),
        };
        scope.claim(&text, Role::Variant)
    });
    names.collect()
}

/// A word for a media type: that of its format, or its subtype where its format says too little.
fn text(media: &Media, among: &[&Media], bytes: &str) -> String {
    let essence = media.name.split(';').next().unwrap_or_default().trim();
    let (kind, subtype) = essence.split_once('/').unwrap_or((essence, ""));
    let is_json = |other: &&Media| other.format == MediaFormat::Json;
    let is_only = among.iter().copied().filter(is_json).count() == 1;
    match media.format {
        MediaFormat::Json if is_only || subtype == "json" => "json".to_owned(),
        MediaFormat::Json if subtype == "*" => "any".to_owned(),
        MediaFormat::Json => plain(subtype.trim_end_matches("+json")).to_owned(),
        MediaFormat::Form => "form".to_owned(),
        MediaFormat::Multipart if matches!(subtype, "form-data" | "*") => "multipart".to_owned(),
        MediaFormat::Multipart => subtype.to_owned(),
        MediaFormat::Events { .. } => "events".to_owned(),
        MediaFormat::JsonLines => "lines".to_owned(),
        MediaFormat::JsonSequence => "records".to_owned(),
        MediaFormat::Text if matches!(subtype, "plain" | "*") => "text".to_owned(),
        MediaFormat::Text => plain(subtype.trim_end_matches("+xml")).to_owned(),
        MediaFormat::Binary => match (kind, subtype) {
            ("*" | "application", "*" | "octet-stream") => bytes.to_owned(),
            (kind, "*") => kind.to_owned(),
            (_, subtype) => plain(subtype).to_owned(),
        },
    }
}

/// A subtype without the prefix of its registration tree (RFC 6838, section 3).
fn plain(subtype: &str) -> &str {
    let stripped = ["vnd.", "x-", "prs.", "x."]
        .iter()
        .find_map(|prefix| subtype.strip_prefix(prefix));
    stripped.unwrap_or(subtype)
}
