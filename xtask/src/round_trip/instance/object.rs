//! Objects: with what they must have, with all they can have, and with properties that only a map has.

use serde_json::{Map, Value};

use super::{
    Known, Maker, ReadOnly, UNKNOWN,
    flat::{self, Flat},
    pattern,
};

/// Keys of additional properties.
const KEYS: [&str; 3] = ["extra", "Another Key", "ключ/~"];

impl<'d> Maker<'d> {
    /// Objects that the schema allows.
    pub(super) fn objects(&mut self, it: &Flat<'d>, depth: usize) -> Vec<Value> {
        let mut objects: Vec<Value> = self.minimal_object(it, depth).into_iter().collect();
        let Some(properties) = self.properties(it, depth) else {
            return objects;
        };
        let additional = self.additional(it, depth);
        let longest = properties.iter().map(|(_, values)| values.len()).max();
        let turns = longest
            .unwrap_or(0)
            .max(if additional.is_empty() { 1 } else { 4 });
        for turn in 0..turns {
            let mut object = Map::new();
            for (name, values) in &properties {
                if let Some(value) = values.get(turn % values.len().max(1)) {
                    object.insert((*name).to_owned(), value.clone());
                }
            }
            // One, two, three and no further properties in turn.
            let count = [1, 2, 3, 0][turn % 4];
            let extra = additional.iter().cycle().skip(turn).take(additional.len());
            object.extend(self.keys(it).into_iter().zip(extra.cloned()).take(count));
            self.tag(it, &mut object);
            objects.push(object.into());
        }
        objects
    }

    /// The object with only what the schema asks for.
    pub(super) fn minimal_object(&mut self, it: &Flat<'d>, depth: usize) -> Option<Value> {
        let mut object = Map::new();
        for name in &it.required {
            let value = match it.properties.iter().find(|(property, _)| property == name) {
                Some((_, schemas)) => self.minimal_of(schemas, depth + 1)?,
                None => self.undeclared(it, depth)?,
            };
            object.insert((*name).to_owned(), value);
        }
        let least = it.count("minProperties").unwrap_or(0);
        for (name, schemas) in &it.properties {
            if object.len() >= least {
                break;
            }
            if !object.contains_key(*name)
                && let Some(value) = self.minimal_of(schemas, depth + 1)
            {
                object.insert((*name).to_owned(), value);
            }
        }
        for key in self.keys(it) {
            if object.len() >= least {
                break;
            }
            let value = match it.patterns.first() {
                Some((_, schema)) => self.minimal(schema, depth + 1)?,
                None => self.undeclared(it, depth)?,
            };
            object.insert(key, value);
        }
        self.tag(it, &mut object);
        Some(object.into())
    }

    /// Sets the properties that discriminators look at.
    fn tag(&self, it: &Flat<'d>, object: &mut Map<String, Value>) {
        let value = |tag: &str| match self.known {
            Known::All => tag.to_owned(),
            Known::NoEnums => UNKNOWN.to_owned(),
        };
        object.extend(
            it.tags
                .iter()
                .map(|(name, tag)| ((*name).to_owned(), value(tag).into())),
        );
    }

    /// Every property with its values; none if a required one has none.
    fn properties(&mut self, it: &Flat<'d>, depth: usize) -> Option<Vec<(&'d str, Vec<Value>)>> {
        let mut properties = Vec::new();
        for (name, schemas) in &it.properties {
            if !it.required.contains(name) && schemas.iter().any(|it| self.leaves_out(it)) {
                continue;
            }
            let values = match schemas.as_slice() {
                [schema] => self.values(schema, depth + 1),
                several => self.all_of(several, depth + 1),
            };
            if !values.is_empty() {
                properties.push((*name, values));
            } else if it.required.contains(name) {
                return None;
            }
        }
        for name in &it.required {
            if !it.properties.iter().any(|(property, _)| property == name) {
                properties.push((name, vec![self.undeclared(it, depth)?]));
            }
        }
        Some(properties)
    }

    /// Whether a property of this schema is not sent.
    fn leaves_out(&self, schema: &'d Value) -> bool {
        let is_read_only =
            |it: &Flat<'_>| it.keyword("readOnly").and_then(Value::as_bool) == Some(true);
        self.read_only == ReadOnly::LeftOut
            && flat::alternatives(self.description, schema)
                .iter()
                .any(is_read_only)
    }

    /// The value of a property that is required, but not declared.
    fn undeclared(&mut self, it: &Flat<'d>, depth: usize) -> Option<Value> {
        match it.additional {
            Some(schema) => self.minimal(schema, depth + 1),
            None => Some("undeclared".into()),
        }
    }

    /// The values of further properties, where the description speaks of them or of no others.
    fn additional(&mut self, it: &Flat<'d>, depth: usize) -> Vec<Value> {
        if let [(_, schema), ..] = it.patterns.as_slice() {
            return self.values(schema, depth + 1);
        }
        match it.additional {
            Some(Value::Bool(false)) => Vec::new(),
            Some(schema) => self.values(schema, depth + 1),
            None if it.properties.is_empty() && it.required.is_empty() => super::anything(),
            None => Vec::new(),
        }
    }

    /// The keys of further properties.
    fn keys(&self, it: &Flat<'d>) -> Vec<String> {
        let taken = |key: &String| it.properties.iter().any(|(name, _)| name == key);
        let keys = match it.patterns.as_slice() {
            [(pattern, _), ..] => pattern::texts(pattern, 1, 20),
            [] => KEYS.iter().map(|key| (*key).to_owned()).collect(),
        };
        keys.into_iter().filter(|key| !taken(key)).collect()
    }

    fn minimal_of(&mut self, schemas: &[&'d Value], depth: usize) -> Option<Value> {
        self.minimal(most_telling(schemas)?, depth)
    }

    /// Values of the schema that says the most, of several that all hold: the validator judges by the others.
    pub(super) fn all_of(&mut self, schemas: &[&'d Value], depth: usize) -> Vec<Value> {
        most_telling(schemas).map_or_else(Vec::new, |schema| self.values(schema, depth))
    }
}

/// The schema with the most keywords.
fn most_telling<'d>(schemas: &[&'d Value]) -> Option<&'d Value> {
    let says = |schema: &&&Value| schema.as_object().map_or(0, Map::len);
    schemas.iter().rev().max_by_key(says).copied()
}
