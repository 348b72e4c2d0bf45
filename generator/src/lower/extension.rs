//! The `x-` keys of schemas: what a 3.0 schema cannot say, and what authors add.

use openapiv3::Schema;
use serde_json::Value as Json;

use super::Cx;
use super::node;
use super::shape::{Additional, Shape, bound};

impl<'a> Shape<'a> {
    /// What a 3.0 schema cannot say, as normalizing left it.
    pub(super) fn read_extensions(&mut self, cx: &mut Cx<'a>, schema: &'a Schema) {
        let extensions = &schema.schema_data.extensions;
        let number = |key: &str| match extensions.get(key) {
            Some(Json::Number(number)) => Some(number.clone()),
            _ => None,
        };
        if let Some(value) = number("x-minimum") {
            self.constraints.minimum =
                bound(Some(value), extensions.contains_key("x-exclusive-minimum"));
        }
        if let Some(value) = number("x-maximum") {
            self.constraints.maximum =
                bound(Some(value), extensions.contains_key("x-exclusive-maximum"));
        }
        if let Some(value) = number("x-multiple-of") {
            self.constraints.multiple_of = Some(value);
        }
        if let Some(Json::Array(values)) = extensions.get("x-enum") {
            self.values = Some(values.clone());
        }
        self.only_null = extensions.get("x-null") == Some(&Json::Bool(true));
        self.sensitive = extensions.get("x-sensitive").and_then(Json::as_bool);
        if let Some(names) = extensions.get("x-enum-varnames") {
            self.value_names = texts(Some(names));
        }
        if let Some(descriptions) = extensions.get("x-enum-descriptions") {
            self.value_descriptions = texts(Some(descriptions));
        }
        if let Some(content) = extensions.get("x-content-schema") {
            self.content = Some(node::parse(cx, content, self.at.child("x-content-schema")));
        }
        if let Some(Json::Object(dependents)) = extensions.get("x-dependent-required") {
            self.document_dependents(dependents);
        }
        let prefix_items = parsed(cx, self, schema, "x-prefix-items");
        self.prefix_items = prefix_items.into_iter().map(|item| vec![item]).collect();
        self.conditional = parsed(cx, self, schema, "x-conditional");
        if let Some(Json::Object(patterns)) = extensions.get("x-pattern-properties") {
            self.read_pattern_properties(cx, patterns);
        }
    }

    /// `dependentRequired` is said in words: no Rust type holds it.
    fn document_dependents(&mut self, dependents: &serde_json::Map<String, Json>) {
        for (property, needed) in dependents {
            let needed = texts(Some(needed))
                .into_iter()
                .map(|name| format!("`{name}`"));
            let needed = needed.collect::<Vec<_>>().join(" and ");
            self.docs
                .add(&format!("With `{property}`, {needed} must be given too."));
        }
    }

    /// Patterns type the further properties, beside what types all that match none.
    fn read_pattern_properties(
        &mut self,
        cx: &mut Cx<'a>,
        patterns: &serde_json::Map<String, Json>,
    ) {
        if patterns.is_empty() {
            return;
        }
        let mut nodes = match std::mem::replace(&mut self.additional, Additional::Unsaid) {
            Additional::Unsaid | Additional::Forbidden => Vec::new(),
            Additional::Schema(nodes) | Additional::ByName(nodes) => nodes,
            Additional::Any => {
                self.additional = Additional::Any;
                return;
            }
        };
        let at = self.at.child("x-pattern-properties");
        let patterns = patterns.iter();
        nodes.extend(patterns.map(|(name, schema)| node::parse(cx, schema, at.child(name))));
        self.additional = match nodes.len() {
            1 => Additional::Schema(nodes),
            _ => Additional::ByName(nodes),
        };
    }
}

/// The schemas of a list under an `x-` key.
fn parsed<'a>(
    cx: &mut Cx<'a>,
    shape: &Shape<'a>,
    schema: &'a Schema,
    key: &str,
) -> Vec<node::Node<'a>> {
    let list = schema.schema_data.extensions.get(key);
    let schemas = list.and_then(Json::as_array).into_iter().flatten();
    let at = shape.at.child(key);
    (0..)
        .zip(schemas)
        .map(|(index, schema)| node::parse(cx, schema, at.index(index)))
        .collect()
}

fn texts(json: Option<&Json>) -> Vec<String> {
    let items = json
        .and_then(Json::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    items
        .iter()
        .map(|item| item.as_str().unwrap_or_default().to_owned())
        .collect()
}
