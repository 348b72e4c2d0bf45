//! What an operation is about: the verb and the noun of its name.

use super::words::Words;
use crate::ir::Operation;

/// Verbs whose success is the thing itself. Earlier ones say more surely what the thing looks like.
const RESOURCE_VERBS: &[&str] = &[
    "get", "retrieve", "fetch", "read", "show", "find", "describe", "lookup", "create", "add",
    "new", "insert", "register", "update", "patch", "edit", "modify", "replace", "put", "upsert",
    "set", "save", "post",
];

/// Other verbs that operations start with.
const OTHER_VERBS: &[&str] = &[
    "list",
    "search",
    "query",
    "delete",
    "remove",
    "destroy",
    "archive",
    "unarchive",
    "restore",
    "cancel",
    "stop",
    "start",
    "run",
    "send",
    "check",
    "validate",
    "verify",
    "attach",
    "detach",
    "assign",
    "unassign",
    "unlink",
    "link",
    "move",
    "copy",
    "duplicate",
    "clone",
    "publish",
    "unpublish",
    "enable",
    "disable",
    "activate",
    "deactivate",
    "approve",
    "reject",
    "accept",
    "decline",
    "upload",
    "download",
    "export",
    "import",
    "generate",
    "refresh",
    "revoke",
    "rotate",
    "reset",
    "clear",
    "bulk",
    "batch",
    "invite",
    "join",
    "leave",
    "merge",
    "preview",
    "probe",
    "promote",
    "rename",
    "submit",
    "trigger",
    "pin",
    "unpin",
    "consume",
    "respond",
    "complete",
    "execute",
    "count",
    "head",
    "options",
    "trace",
    "subscribe",
    "unsubscribe",
    "transfer",
    "resend",
    "test",
    "authorize",
    "answer",
    "sync",
    "close",
    "open",
    "lock",
    "unlock",
    "build",
    "propose",
    "revert",
];

/// The words of an operation's name, and what they mean.
#[derive(Clone, Debug)]
pub(super) struct Noun {
    /// The whole name.
    pub(super) name: Words,
    /// The verb, if the name has one.
    pub(super) verb: Option<String>,
    /// The rest: what the verb is applied to.
    pub(super) object: Words,
}

impl Noun {
    pub(super) fn of(operation: &Operation) -> Self {
        Self::of_words(name(operation))
    }

    pub(super) fn of_words(name: Words) -> Self {
        let (verb, object) = split(&name);
        Self { name, verb, object }
    }

    /// Whether a success of the operation is the object itself.
    pub(super) fn yields_object(&self) -> bool {
        self.verb
            .as_deref()
            .is_none_or(|verb| RESOURCE_VERBS.contains(&verb))
            && !self.object.is_empty()
    }

    /// How surely a success of the operation is what the object looks like, the smaller the surer.
    pub(super) fn rank(&self) -> usize {
        let verb = self.verb.as_deref();
        RESOURCE_VERBS
            .iter()
            .position(|it| Some(*it) == verb)
            .unwrap_or(RESOURCE_VERBS.len())
    }

    /// The object in the singular.
    pub(super) fn thing(&self) -> Words {
        self.object.clone().singular()
    }
}

/// The words of the `operationId`, else of method and path.
fn name(operation: &Operation) -> Words {
    let words = operation.id.as_deref().map(Words::of).unwrap_or_default();
    if !words.is_empty() {
        return words;
    }
    let method = Words::of(&operation.method.to_ascii_lowercase());
    let segments = operation
        .path
        .split('/')
        .filter(|segment| !segment.is_empty() && !is_version(segment));
    let mut words = method;
    let mut last_parameter = None;
    for segment in segments {
        last_parameter = None;
        if segment.contains('{') {
            last_parameter = Some(Words::of(segment));
        } else {
            words = words.then(&Words::of(segment));
        }
    }
    match last_parameter {
        Some(parameter) if !parameter.is_empty() => words.with("by").then(&parameter),
        Some(_) | None => words,
    }
}

/// `v1`, `v2beta`, `api`: says nothing about what is called.
fn is_version(segment: &str) -> bool {
    let rest = segment.strip_prefix(['v', 'V']).unwrap_or_default();
    segment.eq_ignore_ascii_case("api") || rest.starts_with(|c: char| c.is_ascii_digit())
}

/// The verb stands first (`createPet`) or last (`pets_list`).
fn split(name: &Words) -> (Option<String>, Words) {
    let is_verb = |word: &str| RESOURCE_VERBS.contains(&word) || OTHER_VERBS.contains(&word);
    if let Some(first) = name.first().filter(|word| is_verb(word)) {
        return (Some(first.to_owned()), without_suffix(name.slice(1..)));
    }
    match name.last().filter(|word| is_verb(word)) {
        Some(last) => (Some(last.to_owned()), name.slice(..name.len() - 1)),
        None => (None, name.clone()),
    }
}

/// `getPetById` is about a pet.
fn without_suffix(object: Words) -> Words {
    match object.as_slice().iter().position(|word| word == "by") {
        Some(by) if by > 0 => object.slice(..by),
        Some(_) | None => object,
    }
}
