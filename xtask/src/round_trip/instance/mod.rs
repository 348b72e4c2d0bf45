//! Instances of schemas: JSON that a description allows, with as much variety as a few values can have.
//!
//! Nothing here is random, so that two runs send the same. What is made is a good guess; the validator decides.

mod array;
mod flat;
mod number;
mod object;
mod pattern;
mod text;

use std::{collections::BTreeMap, rc::Rc};

use serde_json::{Map, Value, json};

use super::description::{Description, Dialect};

/// How many instances one component schema gets at most.
pub(super) const INSTANCES: usize = 24;
/// How many values a schema inside another one gets at most.
const VALUES: usize = 12;
/// From this depth on, objects have only what they must have.
const FULL: usize = 4;
/// From this depth on, there are no instances: what needs them is endless.
const DEEPEST: usize = 24;
/// How many schemas are looked at for the varied instances of one component schema; then the rest is minimal.
const BUDGET: usize = 2_000;
/// How many schemas are looked at for one minimal value.
const MINIMAL_BUDGET: usize = 500;

/// Text that no `enum` has.
const UNKNOWN: &str = "a value nobody knows";

/// What kind of instances are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// Only what the description knows.
    All,
    /// Every text with known values has another one.
    NoEnums,
}

/// What becomes of `readOnly` properties that are not required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReadOnly {
    Kept,
    /// Requests do not send them (OpenAPI 3.0.4, Schema Object).
    LeftOut,
}

/// Makes the instances of one component schema.
pub(crate) struct Maker<'d> {
    description: &'d Description,
    known: Known,
    read_only: ReadOnly,
    budget: usize,
    minimal_budget: usize,
    /// The smallest values of references.
    smallest: BTreeMap<&'d str, Value>,
    /// The values of references, by reference and depth.
    made: BTreeMap<(&'d str, usize), Rc<[Value]>>,
}

impl<'d> Maker<'d> {
    pub(crate) fn new(
        description: &'d Description,
        known: Known,
        read_only: ReadOnly,
    ) -> Maker<'d> {
        Maker {
            description,
            known,
            read_only,
            budget: BUDGET,
            minimal_budget: 0,
            smallest: BTreeMap::new(),
            made: BTreeMap::new(),
        }
    }

    /// The instances of a schema, the plainest first.
    pub(crate) fn instances(&mut self, schema: &'d Value) -> Vec<Value> {
        let mut instances = self.values(schema, 0);
        // Whatever the budget was spent on, there is a small instance.
        instances.extend(self.smallest(schema, 0));
        distinct(&mut instances);
        instances.truncate(INSTANCES);
        instances
    }

    /// Values that a schema may allow, each a different one.
    fn values(&mut self, schema: &'d Value, depth: usize) -> Vec<Value> {
        if depth >= FULL || self.budget == 0 {
            return self.smallest(schema, depth).into_iter().collect();
        }
        self.budget -= 1;
        let Some(reference) = schema.get("$ref").and_then(Value::as_str) else {
            return self.own_values(schema, depth);
        };
        if let Some(made) = self.made.get(&(reference, depth)) {
            return made.to_vec();
        }
        let made = self.own_values(schema, depth);
        self.made.insert((reference, depth), made.clone().into());
        made
    }

    fn own_values(&mut self, schema: &'d Value, depth: usize) -> Vec<Value> {
        let alternatives = flat::alternatives(self.description, schema);
        let lists: Vec<_> = alternatives
            .iter()
            .map(|it| self.of_alternative(it, depth))
            .collect();
        let limit = if depth <= 1 { INSTANCES } else { VALUES };
        let mut values = interleaved(lists);
        distinct(&mut values);
        values.truncate(limit);
        values
    }

    fn of_alternative(&mut self, it: &flat::Flat<'d>, depth: usize) -> Vec<Value> {
        if let Some(values) = self.listed(it) {
            return values;
        }
        let types = it.types();
        if types.is_empty() {
            return anything();
        }
        let lists = types
            .iter()
            .map(|name| self.of_type(it, name, depth))
            .collect();
        interleaved(lists)
    }

    /// The values of `const` and `enum`.
    fn listed(&self, it: &flat::Flat<'d>) -> Option<Vec<Value>> {
        let values = it.listed()?;
        if self.known == Known::NoEnums && values.iter().any(|value| value.is_string()) {
            return Some(vec![UNKNOWN.into()]);
        }
        let types = it.types();
        let fitting = values
            .iter()
            .filter(|value| types.is_empty() || types.iter().any(|name| is_of_type(value, name)));
        Some(fitting.map(|value| (*value).clone()).collect())
    }

    fn of_type(&mut self, it: &flat::Flat<'d>, name: &str, depth: usize) -> Vec<Value> {
        match name {
            "null" => vec![Value::Null],
            "boolean" => vec![true.into(), false.into()],
            "integer" => number::integers(it),
            "number" => number::numbers(it),
            "string" => text::texts(it),
            "array" => self.arrays(it, depth),
            "object" => self.objects(it, depth),
            _ => Vec::new(),
        }
    }

    /// The smallest value that a schema may allow.
    fn smallest(&mut self, schema: &'d Value, depth: usize) -> Option<Value> {
        self.minimal_budget = MINIMAL_BUDGET;
        self.minimal(schema, depth)
    }

    /// The smallest value, as a part of another smallest value.
    fn minimal(&mut self, schema: &'d Value, depth: usize) -> Option<Value> {
        self.minimal_budget = self.minimal_budget.checked_sub(1)?;
        if depth >= DEEPEST {
            return None;
        }
        let reference = schema.get("$ref").and_then(Value::as_str);
        if let Some(made) = reference.and_then(|it| self.smallest.get(it)) {
            return Some(made.clone());
        }
        let alternatives = flat::alternatives(self.description, schema);
        let made = alternatives
            .iter()
            .find_map(|it| self.minimal_alternative(it, depth))?;
        if let Some(reference) = reference {
            self.smallest.insert(reference, made.clone());
        }
        Some(made)
    }

    fn minimal_alternative(&mut self, it: &flat::Flat<'d>, depth: usize) -> Option<Value> {
        if let Some(values) = self.listed(it) {
            return values.into_iter().next();
        }
        let types = it.types();
        let Some(name) = types.first() else {
            return Some("anything".into());
        };
        match name.as_str() {
            "array" => self.minimal_array(it, depth),
            "object" => self.minimal_object(it, depth),
            name => self.of_type(it, name, depth).into_iter().next(),
        }
    }
}

impl Description {
    /// The schema a reference stands for, and whether keywords beside the reference count.
    fn target<'d>(&'d self, schema: &'d Map<String, Value>) -> Option<(&'d Value, bool)> {
        let reference = schema.get("$ref")?.as_str()?;
        let target = self.resolve(reference)?;
        Some((target, self.dialect == Dialect::JsonSchema))
    }
}

fn anything() -> Vec<Value> {
    vec![
        json!("text"),
        Value::Null,
        json!(1.5),
        json!({"a": null, "b": [1]}),
        json!([true, "x"]),
        json!(false),
    ]
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match value {
        Value::Null => name == "null",
        Value::Bool(_) => name == "boolean",
        Value::Number(number) => {
            name == "number" || name == "integer" && (number.is_i64() || number.is_u64())
        }
        Value::String(_) => name == "string",
        Value::Array(_) => name == "array",
        Value::Object(_) => name == "object",
    }
}

/// The first of every list, then the second of every list, and so on.
fn interleaved(lists: Vec<Vec<Value>>) -> Vec<Value> {
    let longest = lists.iter().map(Vec::len).max().unwrap_or(0);
    let mut lists: Vec<_> = lists.into_iter().map(Vec::into_iter).collect();
    let mut values = Vec::new();
    for _ in 0..longest {
        values.extend(lists.iter_mut().filter_map(Iterator::next));
    }
    values
}

/// Removes what is there already.
fn distinct(values: &mut Vec<Value>) {
    let mut seen = std::collections::BTreeSet::new();
    values.retain(|value| seen.insert(value.to_string()));
}

#[cfg(test)]
mod tests;
