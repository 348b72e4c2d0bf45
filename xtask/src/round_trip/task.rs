//! What is sent through the models of one client.

use serde_json::{Map, Value};

use super::{
    description::{Description, component},
    instance::{Known, Maker},
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
            Kind::UnknownProperty => "unknown property",
            Kind::UnknownValue => "unknown value",
            Kind::WholeFraction => "whole number as 1.0",
        }
    }
}

/// Makes the values for every schema that has a model; schemas that get none are noted in the report.
pub(super) fn tasks(
    description: &Description,
    schemas: &Schemas,
    listed: &Listed,
    report: &mut Report,
) -> Vec<Task> {
    let mut tasks = Vec::new();
    for (name, schema) in description.schemas().into_iter().flatten() {
        let pointer = component(name);
        if !listed.models.contains(&pointer) {
            continue;
        }
        report.schemas += 1;
        let validator = match schemas.validator(&pointer) {
            Ok(validator) => validator,
            Err(error) => {
                report.unchecked.insert(pointer, format!("{error:#}"));
                continue;
            }
        };
        let made = Maker::new(description, Known::All).instances(schema);
        let mut valid: Vec<Value> = made
            .into_iter()
            .filter_map(|instance| repaired(&validator, instance))
            .collect();
        let mut seen = std::collections::BTreeSet::new();
        valid.retain(|instance| seen.insert(instance.to_string()));
        if valid.is_empty() {
            report.without_instance.push(pointer);
            continue;
        }
        let mut push = |kind, json| {
            tasks.push(Task {
                schema: pointer.clone(),
                kind,
                json,
            });
        };
        let largest = valid.iter().max_by_key(|it| it.to_string().len()).cloned();
        valid.into_iter().for_each(|json| push(Kind::Valid, json));
        if let Some(json) = largest {
            further(json, &mut push);
        }
        let unknown = Maker::new(description, Known::NoEnums).instances(schema);
        let unknown = unknown
            .into_iter()
            .filter(|it| !seen.contains(&it.to_string()));
        unknown
            .take(2)
            .for_each(|json| push(Kind::UnknownValue, json));
    }
    tasks
}

/// What a valid instance becomes for the checks of what is not quite valid.
fn further(json: Value, push: &mut impl FnMut(Kind, Value)) {
    let mut fractions = json.clone();
    if with_fractions(&mut fractions) {
        push(Kind::WholeFraction, fractions);
    }
    if let Value::Object(mut object) = json {
        object.insert("a property nobody knows".to_owned(), true.into());
        push(Kind::UnknownProperty, object.into());
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
