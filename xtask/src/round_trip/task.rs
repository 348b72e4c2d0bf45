//! What is sent through the models of one client.

use std::collections::BTreeSet;

use anyhow::Result;
use jsonschema::Validator;
use serde_json::{Map, Value};

use super::{
    description::{Description, Directions, component},
    instance::{Known, Maker, ReadOnly},
    program::Listed,
    report::Report,
    validate::{Schemas, repaired},
};

/// One value for one model.
#[derive(Debug)]
pub(super) struct Task {
    /// The schema, as a reference names it.
    pub(super) schema: String,
    pub(super) kind: Kind,
    pub(super) json: Value,
}

/// Why a value is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The schema allows it, so it has to come back as it is.
    Valid,
    /// The schema would allow it, if more than one branch of a `oneOf` might hold.
    Ambiguous,
    /// It has a property that the schema does not know. A server may send that; it need not come back.
    UnknownProperty,
    /// Its texts with known values have others, as a newer server may send.
    UnknownValue,
    /// Its whole numbers are written with a fraction of zero.
    WholeFraction,
}

impl Kind {
    pub(super) fn word(self) -> &'static str {
        match self {
            Kind::Valid => "valid",
            Kind::Ambiguous => "several branches of a oneOf",
            Kind::UnknownProperty => "unknown property",
            Kind::UnknownValue => "unknown value",
            Kind::WholeFraction => "whole number as 1.0",
        }
    }
}

/// Makes the values for every schema that has a model; schemas that get none are noted in the report.
pub(super) fn tasks(
    description: &Description,
    directions: &Directions,
    listed: &Listed,
    report: &mut Report,
) -> Result<Vec<Task>> {
    let strict = Schemas::new(description)?;
    let (loose, open) = (Schemas::loose(description)?, Schemas::open(description)?);
    let mut tasks = Vec::new();
    for (name, schema) in description.schemas().into_iter().flatten() {
        let pointer = component(name);
        if !listed.models.contains(&pointer) {
            continue;
        }
        report.schemas += 1;
        let validators = [&strict, &loose, &open].map(|schemas| schemas.validator(&pointer));
        match validators {
            [Ok(strict), Ok(loose), Ok(open)] => {
                let read_only = match directions.request_only.contains(&pointer) {
                    true => ReadOnly::LeftOut,
                    false => ReadOnly::Kept,
                };
                let maker = |known| Maker::new(description, known, read_only);
                let made = of_schema(&maker, schema, [&strict, &loose, &open]);
                if !made.iter().any(|(kind, _)| *kind == Kind::Valid) {
                    report.without_instance.push(pointer.clone());
                }
                let made = made.into_iter().map(|(kind, json)| Task {
                    schema: pointer.clone(),
                    kind,
                    json,
                });
                tasks.extend(made);
            }
            [Err(error), ..] | [_, Err(error), _] | [.., Err(error)] => {
                report.unchecked.insert(pointer, format!("{error:#}"));
            }
        }
    }
    Ok(tasks)
}

/// The values for one schema.
fn of_schema<'d>(
    maker: &impl Fn(Known) -> Maker<'d>,
    schema: &'d Value,
    [strict, loose, open]: [&Validator; 3],
) -> Vec<(Kind, Value)> {
    let mut tasks = Vec::new();
    let mut seen = BTreeSet::new();
    for instance in maker(Known::All).instances(schema) {
        let Some(instance) = repaired(loose, instance) else {
            continue;
        };
        let (kind, instance) = match repaired(strict, instance.clone()) {
            Some(instance) => (Kind::Valid, instance),
            None => (Kind::Ambiguous, instance),
        };
        if seen.insert(instance.to_string()) {
            tasks.push((kind, instance));
        }
    }
    let valid = tasks.iter().filter(|(kind, _)| *kind == Kind::Valid);
    let largest = valid.max_by_key(|(_, it)| it.to_string().len());
    if let Some((_, json)) = largest.cloned() {
        further(json, open, &mut |kind, json| tasks.push((kind, json)));
    }
    let unknown = maker(Known::NoEnums).instances(schema);
    let unknown = unknown
        .into_iter()
        .filter_map(|instance| repaired(open, instance))
        .filter(|instance| !seen.contains(&instance.to_string()));
    tasks.extend(unknown.take(2).map(|json| (Kind::UnknownValue, json)));
    tasks
}

/// What a valid instance becomes for the checks of what is not quite valid.
fn further(json: Value, open: &Validator, push: &mut impl FnMut(Kind, Value)) {
    let mut fractions = json.clone();
    if with_fractions(&mut fractions) {
        push(Kind::WholeFraction, fractions);
    }
    if let Value::Object(mut object) = json {
        object.insert("a property nobody knows".to_owned(), true.into());
        let json = object.into();
        // A map says what its values are.
        if open.is_valid(&json) {
            push(Kind::UnknownProperty, json);
        }
    }
}

/// Writes whole numbers with a fraction, and says whether there were any.
fn with_fractions(json: &mut Value) -> bool {
    match json {
        Value::Number(number) => match number.as_i64().and_then(|it| i32::try_from(it).ok()) {
            Some(whole) => {
                *json = f64::from(whole).into();
                true
            }
            None => false,
        },
        Value::Array(items) => items
            .iter_mut()
            .fold(false, |any, it| with_fractions(it) | any),
        Value::Object(members) => values(members).fold(false, |any, it| with_fractions(it) | any),
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}

fn values(members: &mut Map<String, Value>) -> impl Iterator<Item = &mut Value> {
    members.iter_mut().map(|(_, value)| value)
}
