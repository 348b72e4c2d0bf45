//! A place in a description.

use serde_json::{Map, Value};

use crate::round_trip::Description;

/// A node of the description, with its place.
#[derive(Clone)]
pub(super) struct Node<'d> {
    pub(super) value: &'d Value,
    pub(super) pointer: String,
}

impl<'d> Node<'d> {
    pub(super) fn root(description: &'d Description) -> Self {
        Node {
            value: &description.tree,
            pointer: "#".to_owned(),
        }
    }

    pub(super) fn child(&self, key: &str) -> Option<Self> {
        let escaped = key.replace('~', "~0").replace('/', "~1");
        let value = match self.value {
            Value::Array(items) => items.get(key.parse::<usize>().ok()?)?,
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Object(_) => self.value.get(key)?,
        };
        let pointer = format!("{}/{escaped}", self.pointer);
        Some(Node { value, pointer })
    }

    pub(super) fn children(&self, key: &str) -> Vec<Self> {
        let Some(list) = self.child(key) else {
            return Vec::new();
        };
        let count = list.value.as_array().map_or(0, Vec::len);
        (0..count)
            .filter_map(|index| list.child(&index.to_string()))
            .collect()
    }

    pub(super) fn members(&self) -> Vec<(String, Self)> {
        let members = self.value.as_object().into_iter().flat_map(Map::keys);
        members
            .filter_map(|key| Some((key.clone(), self.child(key)?)))
            .collect()
    }

    pub(super) fn text(&self, key: &str) -> String {
        self.value
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    }
}
