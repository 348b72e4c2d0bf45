//! What came of the round trips of one client.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Map, Value};

use super::{
    compare::differences,
    description::{Description, component},
    program::{Answer, Listed},
    task::{Kind, Task},
};

/// How many entries of one list are printed.
const SHOWN: usize = 8;
/// How many failures of one kind are printed.
const EXAMPLES: usize = 2;
/// How many failures of one instance are kept.
const PER_INSTANCE: usize = 8;
/// How much of a value is printed.
const WIDTH: usize = 160;

/// What came of the round trips of one client.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    /// Component schemas with a model.
    pub(super) schemas: usize,
    /// Valid instances that were sent.
    instances: usize,
    /// Of those, how many came back as they were sent.
    exact: usize,
    /// Of those, how many lost a `null` where that is allowed: in what only responses contain.
    null_lost: usize,
    /// Of those, how many came back otherwise.
    differing: usize,
    /// Of those, how many could not be decoded.
    refused: usize,
    /// Schemas of which no valid instance could be made.
    pub(super) without_instance: Vec<String>,
    /// Schemas that the validator cannot read, with the reason.
    pub(super) unchecked: BTreeMap<String, String>,
    /// Component schemas without a model, and models without a component schema.
    missing_models: Vec<String>,
    surplus_models: Vec<String>,
    /// Operations that are not offered, or not by this name.
    missing_operations: Vec<String>,
    /// What is not quite valid: by the kind of check, and how it ended, how often.
    checks: BTreeMap<&'static str, BTreeMap<Outcome, usize>>,
    failures: Vec<Failure>,
}

/// How the round trip of a value ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    /// It came back as it was sent.
    Exact,
    /// A `null` is gone, where only responses have it.
    AllowedLoss,
    /// A `null` is gone elsewhere.
    NullLost,
    /// A property is gone.
    Dropped,
    /// Something else came back.
    Differs,
    /// It could not be decoded.
    Refused,
    /// The program did not answer.
    Silent,
}

impl Outcome {
    fn word(self) -> &'static str {
        match self {
            Outcome::Exact => "exact",
            Outcome::AllowedLoss => "null lost where allowed",
            Outcome::NullLost => "null lost",
            Outcome::Dropped => "dropped",
            Outcome::Differs => "differs",
            Outcome::Refused => "refused",
            Outcome::Silent => "no answer",
        }
    }
}

/// A valid instance that did not come back.
#[derive(Debug, Serialize)]
struct Failure {
    check: &'static str,
    outcome: Outcome,
    schema: String,
    /// Where in the instance.
    pointer: String,
    /// What stood there; left out where nothing did.
    #[serde(skip_serializing_if = "Option::is_none")]
    sent: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    got: Option<Value>,
    message: String,
    instance: Value,
}

impl Report {
    /// Whether the generator is to blame for something.
    pub(crate) fn is_failure(&self) -> bool {
        self.differing + self.refused > 0
            || !self.missing_models.is_empty()
            || !self.missing_operations.is_empty()
    }

    /// Compares what the client offers with what the description has.
    pub(super) fn list(&mut self, description: &Description, listed: &Listed) {
        let names = description.schemas().into_iter().flat_map(Map::keys);
        let expected: BTreeSet<String> = names.map(|name| component(name)).collect();
        self.missing_models = expected.difference(&listed.models).cloned().collect();
        self.surplus_models = listed.models.difference(&expected).cloned().collect();
        let offered: BTreeSet<_> = listed
            .operations
            .iter()
            .map(|it| (it.operation.as_str(), it.method.as_str(), it.path.as_str()))
            .collect();
        for (name, method, path) in operations(description) {
            if !offered.contains(&(name.as_str(), method.as_str(), path)) {
                self.missing_operations
                    .push(format!("{name}: {method} {path}"));
            }
        }
    }

    /// Notes what came back for a value.
    pub(super) fn judge(&mut self, task: &Task, answer: &Answer, may_lose_null: bool) {
        let findings = findings(task, answer, may_lose_null);
        let worst = findings.iter().map(|it| it.outcome).max();
        let worst = worst.unwrap_or(Outcome::Exact);
        if task.kind == Kind::Valid {
            self.instances += 1;
            match worst {
                Outcome::Exact => self.exact += 1,
                Outcome::AllowedLoss => self.null_lost += 1,
                Outcome::Refused | Outcome::Silent => self.refused += 1,
                Outcome::NullLost | Outcome::Dropped | Outcome::Differs => self.differing += 1,
            }
        } else {
            let outcomes = self.checks.entry(task.kind.word()).or_default();
            *outcomes.entry(worst).or_default() += 1;
        }
        let is_failure = |it: &Failure| match it.outcome {
            Outcome::Exact | Outcome::AllowedLoss => false,
            Outcome::Dropped => task.kind != Kind::UnknownProperty,
            Outcome::NullLost | Outcome::Differs | Outcome::Refused | Outcome::Silent => true,
        };
        let failures = findings.into_iter().filter(is_failure);
        self.failures.extend(failures.take(PER_INSTANCE));
    }
}

/// Everything that is not as it was sent.
fn findings(task: &Task, answer: &Answer, may_lose_null: bool) -> Vec<Failure> {
    let failure = |outcome, pointer: &str, got: Option<Value>, message: &str| Failure {
        check: task.kind.word(),
        outcome,
        schema: task.schema.clone(),
        pointer: pointer.to_owned(),
        sent: task.json.pointer(pointer).cloned(),
        got,
        message: message.to_owned(),
        instance: task.json.clone(),
    };
    let got = match answer {
        Answer::Ok(got) => got,
        Answer::Lost(line) => return vec![failure(Outcome::Silent, "", None, line)],
        Answer::Refused { message, pointer } => {
            return vec![failure(Outcome::Refused, pointer, None, message)];
        }
    };
    let found = differences(&task.json, got).into_iter().map(|it| {
        let outcome = match (it.is_lost_null(), &it.got) {
            (true, _) if may_lose_null => Outcome::AllowedLoss,
            (true, _) => Outcome::NullLost,
            (false, None) => Outcome::Dropped,
            (false, Some(_)) => Outcome::Differs,
        };
        failure(outcome, &it.pointer, it.got, "")
    });
    found.collect()
}

/// The name, method and path of every operation, as the description has them.
fn operations(description: &Description) -> Vec<(String, String, &str)> {
    const METHODS: [&str; 8] = [
        "get", "put", "post", "delete", "options", "head", "patch", "trace",
    ];
    let paths = description.tree.get("paths").and_then(Value::as_object);
    let items = paths
        .into_iter()
        .flatten()
        .filter(|(path, _)| !path.starts_with("x-"));
    let all = items.flat_map(|(path, item)| {
        METHODS.iter().filter_map(move |method| {
            let operation = item.get(method)?.as_object()?;
            let id = operation.get("operationId").and_then(Value::as_str);
            Some((
                id.unwrap_or_default(),
                method.to_ascii_uppercase(),
                path.as_str(),
            ))
        })
    });
    let mut known = BTreeSet::from([""]);
    let named = all.map(|(id, method, path)| {
        // Of operations with one id, the first keeps it.
        let name = match known.insert(id) {
            true => id.to_owned(),
            false => format!("{method} {path}"),
        };
        (name, method, path)
    });
    named.collect()
}

/// The report as it is printed, under the name of the description.
pub(crate) fn text(file: &str, report: &Report) -> String {
    let Report {
        schemas,
        instances,
        exact,
        null_lost,
        differing,
        refused,
        ..
    } = report;
    let mut text = format!(
        "{file}: {schemas} schemas, {instances} instances: {exact} exact, {null_lost} without a null where allowed, \
         {differing} differing, {refused} refused\n"
    );
    for (check, outcomes) in &report.checks {
        let outcomes: Vec<_> = outcomes
            .iter()
            .map(|(outcome, count)| format!("{count} {}", outcome.word()))
            .collect();
        text += &format!("  {check}: {}\n", outcomes.join(", "));
    }
    for (label, pointers) in [
        ("no instance", &report.without_instance),
        ("no model", &report.missing_models),
        ("a model, but no such schema", &report.surplus_models),
        ("not offered", &report.missing_operations),
    ] {
        text += &list(label, pointers);
    }
    for (pointer, reason) in report.unchecked.iter().take(SHOWN) {
        text += &format!("  not checked: {pointer}: {}\n", shortened(reason));
    }
    text + &failures(&report.failures)
}

/// A few examples of every kind of failure, the most frequent kind first.
fn failures(all: &[Failure]) -> String {
    let mut kinds: BTreeMap<String, Vec<&Failure>> = BTreeMap::new();
    for failure in all {
        kinds.entry(failure.title()).or_default().push(failure);
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, failures)| std::cmp::Reverse(failures.len()));
    let mut text = String::new();
    for (title, failures) in kinds {
        text += &format!("  {title}, {} times\n", failures.len());
        let mut schemas = BTreeSet::new();
        let examples = failures.into_iter().filter(|it| schemas.insert(&it.schema));
        examples.take(EXAMPLES).for_each(|it| text += &describe(it));
    }
    text
}

impl Failure {
    /// What kind of failure it is, by the types of what was sent and what came back.
    fn title(&self) -> String {
        let name = |value: &Option<Value>| match value {
            None => "nothing",
            Some(Value::Null) => "null",
            Some(Value::Bool(_)) => "a boolean",
            Some(Value::Number(_)) => "a number",
            Some(Value::String(_)) => "a text",
            Some(Value::Array(_)) => "an array",
            Some(Value::Object(_)) => "an object",
        };
        let (sent, got) = (name(&self.sent), name(&self.got));
        match self.outcome {
            Outcome::Differs => format!("{}: {sent} became {got}", self.check),
            Outcome::Exact
            | Outcome::AllowedLoss
            | Outcome::NullLost
            | Outcome::Dropped
            | Outcome::Refused
            | Outcome::Silent => format!("{}: {sent} {}", self.check, self.outcome.word()),
        }
    }
}

fn list(label: &str, pointers: &[String]) -> String {
    if pointers.is_empty() {
        return String::new();
    }
    let shown = pointers.iter().take(SHOWN).map(String::as_str);
    let more = if pointers.len() > SHOWN { ", …" } else { "" };
    format!(
        "  {label} ({}): {}{more}\n",
        pointers.len(),
        shown.collect::<Vec<_>>().join(", ")
    )
}

fn describe(failure: &Failure) -> String {
    let value = |value: &Option<Value>| match value {
        Some(value) => shortened(&value.to_string()),
        None => "nothing".to_owned(),
    };
    let Failure {
        schema, pointer, ..
    } = failure;
    let place = if pointer.is_empty() {
        "the whole"
    } else {
        pointer
    };
    let came = if failure.message.is_empty() {
        format!("got  {}", value(&failure.got))
    } else {
        format!("why  {}", shortened(&failure.message))
    };
    let sent = value(&failure.sent);
    format!("    {schema} at {place}\n      sent {sent}\n      {came}\n")
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(WIDTH).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
