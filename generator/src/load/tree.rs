//! Text to tree: one visitor that builds `serde_json` values from JSON and YAML alike, within limits.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde_json::{Map, Number, Value};

use super::{Fault, Syntax, saturated};
use crate::pointer::MERGE_KEY;

/// Below the limit of 128 that both readers have of their own, which they report less clearly; real descriptions
/// stay under 50. The stages after this one recurse into schemas, and must do so on a thread's small stack.
pub(super) const MAX_DEPTH: usize = 100;

/// How many nodes aliases and merge keys may add to those that stand in the text.
const MAX_ADDED: usize = 300_000;

/// How many bytes of strings aliases and merge keys may add to those that stand in the text.
const MAX_ADDED_BYTES: usize = 16 * 1024 * 1024;

/// Reads JSON text.
pub(super) fn from_json(text: &str) -> Result<Value, Fault> {
    let limits = Limits::new(Syntax::Json, text.len());
    let mut reader = serde_json::Deserializer::from_str(text);
    let tree = limits
        .node(0)
        .deserialize(&mut reader)
        .and_then(|tree| reader.end().map(|()| tree));
    tree.map_err(|error| {
        let position =
            (error.line() > 0).then(|| (saturated(error.line()), saturated(error.column().max(1))));
        let message = error.to_string();
        let said = message.split(" at line ").next().unwrap_or(&message);
        let fault = || Fault::new("invalid-json", said, position);
        limits.own_fault(position).unwrap_or_else(fault)
    })
}

/// What all nodes of one source share: the budget, and our own fault, which the readers' errors cannot carry.
pub(super) struct Limits {
    syntax: Syntax,
    /// How many nodes may still come.
    nodes: Cell<usize>,
    /// How many bytes of strings may still come.
    bytes: Cell<usize>,
    fault: RefCell<Option<(&'static str, String)>>,
}

impl Limits {
    /// The limits for a text of `length` bytes, in which no node takes fewer than two.
    pub(super) fn new(syntax: Syntax, length: usize) -> Self {
        Self {
            syntax,
            nodes: Cell::new(MAX_ADDED + length / 2 + 1),
            bytes: Cell::new(MAX_ADDED_BYTES + length),
            fault: RefCell::new(None),
        }
    }

    fn node(&self, depth: usize) -> Node<'_> {
        Node {
            limits: self,
            depth,
        }
    }

    fn raise<E: Error>(&self, code: &'static str, message: String) -> E {
        let error = E::custom(&message);
        self.fault.replace(Some((code, message)));
        error
    }

    /// Reads a whole tree within the limits.
    pub(super) fn read<'de, D: Deserializer<'de>>(&self, reader: D) -> Result<Value, D::Error> {
        self.node(0).deserialize(reader)
    }

    /// Our own fault, if it is that which ended the reading.
    pub(super) fn own_fault(&self, position: Option<(u32, u32)>) -> Option<Fault> {
        let (code, message) = self.fault.take()?;
        Some(Fault::new(code, message, position))
    }

    /// Takes as much off what is left.
    fn take<E: Error>(&self, left: &Cell<usize>, amount: usize) -> Result<(), E> {
        let Some(rest) = left.get().checked_sub(amount) else {
            let message = "the description grows too large when its aliases are expanded";
            return Err(self.raise("too-large", message.to_owned()));
        };
        left.set(rest);
        Ok(())
    }

    fn take_text<E: Error>(&self, text: &str) -> Result<(), E> {
        self.take(&self.bytes, text.len())
    }
}

/// What is said of a key that its object has already.
pub(super) fn there_twice(key: &str) -> String {
    format!("the key `{key}` is there twice")
}

/// What is said of a merge key that has nothing to merge.
pub(super) const UNMERGEABLE: &str =
    "the merge key `<<` has neither a mapping nor a list of mappings for its value";

/// The fault of a source that is nested too deep.
pub(super) fn too_deep(limit: usize, position: Option<(u32, u32)>) -> Fault {
    let message = format!("the description is nested deeper than {limit} levels");
    Fault::new("too-deep", message, position)
}

/// Reads one node at a depth.
#[derive(Clone, Copy)]
struct Node<'l> {
    limits: &'l Limits,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.limits.take::<D::Error>(&self.limits.nodes, 1)?;
        if self.depth > MAX_DEPTH {
            let fault = too_deep(MAX_DEPTH, None);
            return Err(self.limits.raise(fault.code, fault.message));
        }
        deserializer.deserialize_any(self)
    }
}

impl Node<'_> {
    fn below(self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self
        }
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(float(value as f64))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok(float(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.limits.take_text::<E>(value)?;
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        self.limits.take_text::<E>(&value)?;
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = elements.next_element_seed(self.below())? {
            list.push(element);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        let mut merges = Merges::default();
        while let Some(key) = members.next_key_seed(Key {
            limits: self.limits,
            object: &object,
        })? {
            let value = members.next_value_seed(self.below())?;
            if self.limits.syntax == Syntax::Yaml && key == MERGE_KEY {
                if !merges.take(&value, object.len()) {
                    let fault = self.limits.raise("invalid-merge", UNMERGEABLE.to_owned());
                    return Err(fault);
                }
            } else {
                object.insert(key, value);
            }
        }
        Ok(Value::Object(merges.merged_into(object)))
    }

    /// A YAML tag of the author's own, such as `!Thing`, says nothing about the node: it is left out.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (IgnoredAny, content) = tagged.variant()?;
        content.newtype_variant_seed(self)
    }
}

/// A number JSON cannot hold (`.inf`, `.nan`) is kept as the text of it.
fn float(value: f64) -> Value {
    Number::from_f64(value).map_or_else(|| Value::String(value.to_string()), Value::Number)
}

/// Reads a key as the author wrote it, so that `200`, `1.10`, `yes` and `null` stay what they look like.
struct Key<'l> {
    limits: &'l Limits,
    object: &'l Map<String, Value>,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a scalar as key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<String, E> {
        self.limits.take_text::<E>(key)?;
        if self.object.contains_key(key) {
            let fault = self.limits.raise("duplicate-key", there_twice(key));
            return Err(fault);
        }
        Ok(key.to_owned())
    }
}

/// What the merge keys of one mapping bring in (<https://yaml.org/type/merge.html>): earlier ones win over later
/// ones, and the mapping's own members over all of them.
#[derive(Default)]
struct Merges {
    members: Map<String, Value>,
    /// Before which of the mapping's own members the first merge key stood.
    position: Option<usize>,
}

impl Merges {
    /// Takes the value of a merge key, unless it is one that cannot be merged.
    fn take(&mut self, value: &Value, position: usize) -> bool {
        let sources = match value {
            Value::Array(list) => list.iter().collect(),
            Value::Object(_)
            | Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_) => vec![value],
        };
        let Some(sources) = sources
            .into_iter()
            .map(Value::as_object)
            .collect::<Option<Vec<_>>>()
        else {
            return false;
        };
        self.position.get_or_insert(position);
        for (key, value) in sources.into_iter().flatten() {
            if !self.members.contains_key(key) {
                self.members.insert(key.clone(), value.clone());
            }
        }
        true
    }

    fn merged_into(self, own: Map<String, Value>) -> Map<String, Value> {
        let Some(position) = self.position else {
            return own;
        };
        let brought: Vec<_> = self
            .members
            .into_iter()
            .filter(|(key, _)| !own.contains_key(key))
            .collect();
        let mut after = own.into_iter();
        let before: Vec<_> = after.by_ref().take(position).collect();
        before.into_iter().chain(brought).chain(after).collect()
    }
}
