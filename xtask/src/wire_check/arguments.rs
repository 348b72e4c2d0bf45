//! Arguments for every operation of a description, made from the author's document.

use anyhow::{Result, anyhow, ensure};
use serde_json::{Value, json};

use super::{body, doubt, node::Node, styled};
use crate::round_trip::{Description, Known, Listed, Maker, ReadOnly, Schemas, repaired};

/// The longest value of a parameter that is sent, in characters of its JSON.
const LONGEST: usize = 1_500;

/// Headers that a description may name and no client sends as parameters.
const IGNORED: [&str; 3] = ["accept", "authorization", "content-type"];

/// A request to make.
#[derive(Debug)]
pub(super) struct Call {
    /// The operation, as the client lists it.
    pub(super) operation: String,
    pub(super) method: String,
    /// The key in `paths`.
    pub(super) path: String,
    /// Why this request is made: `required`, or `all` with the media type of its body.
    pub(super) kind: String,
    pub(super) arguments: Value,
    /// What openapi-core is known to read wrongly in it.
    pub(super) doubts: Vec<doubt::Doubt>,
}

/// What is not sent.
#[derive(Debug, serde::Serialize)]
pub(super) struct Skipped {
    pub(super) operation: String,
    pub(super) reason: String,
}

/// Makes values for one description.
pub(super) struct Source<'d> {
    pub(super) description: &'d Description,
    schemas: Schemas,
}

impl<'d> Source<'d> {
    pub(super) fn new(description: &'d Description) -> Result<Self> {
        Ok(Source {
            description,
            schemas: Schemas::new(description)?,
        })
    }

    /// The requests for every operation that the client lists, and what is not sent.
    pub(super) fn calls(&self, listed: &Listed) -> (Vec<Call>, Vec<Skipped>) {
        let (mut calls, mut skipped) = (Vec::new(), Vec::new());
        for it in &listed.operations {
            let mut left_out = Vec::new();
            match self.of_operation(&it.path, &it.method, &mut left_out) {
                Ok(made) => calls.extend(made.into_iter().map(|made| Call {
                    operation: it.operation.clone(),
                    method: it.method.clone(),
                    path: it.path.clone(),
                    ..made
                })),
                Err(error) => left_out.push(format!("{error:#}")),
            }
            skipped.extend(left_out.into_iter().map(|reason| Skipped {
                operation: it.operation.clone(),
                reason,
            }));
        }
        (calls, skipped)
    }

    fn of_operation(
        &self,
        path: &str,
        method: &str,
        left_out: &mut Vec<String>,
    ) -> Result<Vec<Call>> {
        let item = Node::root(self.description)
            .child("paths")
            .and_then(|it| it.child(path));
        let item = item.and_then(|it| self.follow(it));
        let item = item.ok_or_else(|| anyhow!("the path item is not in this file"))?;
        let operation = item.child(&method.to_lowercase());
        let operation = operation.ok_or_else(|| anyhow!("the method is not in the path item"))?;
        let mut doubts = Vec::new();
        let mut parameters = self.parameters(path, &item, &operation, left_out, &mut doubts)?;
        parameters.extend(undeclared(path, &parameters));
        let bodies = self.bodies(&operation, left_out)?;
        let is_required = bodies.iter().any(|body| body.is_required);
        let mut calls = vec![call(
            "required",
            &parameters,
            true,
            bodies.first().filter(|_| is_required),
        )];
        if bodies.is_empty() || !is_required {
            calls.push(call("all", &parameters, false, None));
        }
        calls.extend(bodies.iter().map(|body| {
            call(
                &format!("all, {}", body.media_type),
                &parameters,
                false,
                Some(body),
            )
        }));
        for call in &mut calls {
            call.doubts.extend(doubts.iter().cloned());
        }
        Ok(calls)
    }

    fn parameters(
        &self,
        path: &str,
        item: &Node<'d>,
        operation: &Node<'d>,
        left_out: &mut Vec<String>,
        doubts: &mut Vec<doubt::Doubt>,
    ) -> Result<Vec<Parameter>> {
        let mut parameters: Vec<Parameter> = Vec::new();
        let nodes = [operation, item]
            .into_iter()
            .flat_map(|node| node.children("parameters"));
        for node in nodes {
            let node = self
                .follow(node)
                .ok_or_else(|| anyhow!("a parameter is not in this file"))?;
            let (name, location) = (node.text("name"), node.text("in"));
            let is_known = |it: &Parameter| it.name == name && it.location == location;
            let is_ignored =
                location == "header" && IGNORED.contains(&name.to_lowercase().as_str());
            if is_ignored || parameters.iter().any(is_known) {
                continue;
            }
            if location == "path" && !template_names(path).any(|it| it == name) {
                left_out.push(format!("left out: the path has no parameter `{name}`"));
                doubts.push(doubt::of_missing_place(&name));
                continue;
            }
            let is_required = location == "path" || node.value["required"] == true;
            match self.parameter(&node) {
                Some((least, most)) => parameters.push(Parameter {
                    doubts: doubt::of_parameter(self, &node, &most),
                    if_absent: doubt::of_absence(&node),
                    name,
                    location,
                    is_required,
                    least,
                    most,
                }),
                None if is_required => {
                    return Err(anyhow!("no value for the {location} parameter `{name}`"));
                }
                None => left_out.push(format!(
                    "left out: no value for the {location} parameter `{name}`"
                )),
            }
        }
        Ok(parameters)
    }

    /// The smallest and the largest value that can be sent.
    fn parameter(&self, node: &Node<'d>) -> Option<(Value, Value)> {
        let content = node.value.get("content").and_then(Value::as_object);
        let schema = match content {
            Some(content) => node
                .child("content")?
                .child(content.keys().next()?)?
                .child("schema"),
            None => node.child("schema"),
        };
        let values = match schema {
            Some(schema) => self.instances(&schema).ok()?,
            None => vec![json!("text")],
        };
        let is_styled = content.is_none();
        let fits = |value: &Value| {
            let (location, style) = (node.text("in"), node.text("style"));
            let is_structure = value.is_array() || value.is_object();
            value.to_string().len() <= LONGEST
                && (!is_styled && is_structure || styled::keeps(value, &location, &style))
        };
        let values: Vec<Value> = values.into_iter().filter(fits).collect();
        let most = values.iter().max_by_key(|it| it.to_string().len())?.clone();
        Some((values.into_iter().next()?, most))
    }

    fn bodies(&self, operation: &Node<'d>, left_out: &mut Vec<String>) -> Result<Vec<body::Body>> {
        let Some(body) = operation
            .child("requestBody")
            .and_then(|it| self.follow(it))
        else {
            return Ok(Vec::new());
        };
        let is_required = body.value["required"] == true;
        let content = body.child("content");
        let content = content.iter().flat_map(Node::members);
        let made = content.filter_map(|(name, media)| {
            let made = body::make(self, &name, &media, is_required);
            made.map_err(|reason| left_out.push(format!("left out: {name}: {reason}")))
                .ok()
        });
        let made: Vec<body::Body> = made.collect();
        ensure!(!is_required || !made.is_empty(), "no value for the body");
        Ok(made)
    }

    /// Valid values of a schema, the smallest first.
    pub(super) fn instances(&self, schema: &Node<'d>) -> Result<Vec<Value>> {
        let validator = self.schemas.validator(&schema.pointer)?;
        let made =
            Maker::new(self.description, Known::All, ReadOnly::LeftOut).instances(schema.value);
        let mut valid: Vec<Value> = made
            .into_iter()
            .filter_map(|it| repaired(&validator, it))
            .collect();
        valid.sort_by_key(|it| it.to_string().len());
        Ok(valid)
    }

    /// What a node is, where it is a reference.
    pub(super) fn follow(&self, node: Node<'d>) -> Option<Node<'d>> {
        const LONGEST_CHAIN: usize = 8;
        let mut node = node;
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = node.value.get("$ref").and_then(Value::as_str) else {
                return Some(node);
            };
            let value = self.description.resolve(reference)?;
            let pointer = reference.to_owned();
            node = Node { value, pointer };
        }
        None
    }
}

/// The names in a path template, without the operators of RFC 6570.
fn template_names(path: &str) -> impl Iterator<Item = &str> {
    let names = path.split('{').skip(1);
    let names = names.filter_map(|it| it.split('}').next());
    names.map(
        |it| match it.trim_start_matches(['.', ';', '+']).trim_end_matches('*') {
            "" => it,
            name => name,
        },
    )
}

/// The parameters that a path template names and nobody declares: any text will do.
fn undeclared(path: &str, declared: &[Parameter]) -> Vec<Parameter> {
    let names = template_names(path);
    let is_declared = |name: &str| {
        let mut declared = declared.iter();
        declared.any(|it| it.location == "path" && it.name == name)
    };
    let names = names.filter(|name| !is_declared(name));
    let parameters = names.map(|name| Parameter {
        name: name.to_owned(),
        location: "path".to_owned(),
        is_required: true,
        least: "text".into(),
        most: "text".into(),
        doubts: Vec::new(),
        if_absent: None,
    });
    parameters.collect()
}

/// A parameter with what can be sent for it.
struct Parameter {
    name: String,
    location: String,
    is_required: bool,
    least: Value,
    most: Value,
    doubts: Vec<doubt::Doubt>,
    if_absent: Option<doubt::Doubt>,
}

fn call(
    kind: &str,
    parameters: &[Parameter],
    only_required: bool,
    body: Option<&body::Body>,
) -> Call {
    let mut arguments = json!({"path": {}, "query": {}, "header": {}, "cookie": {}});
    let mut doubts = Vec::new();
    // What is not sent is read, too.
    doubts.extend(parameters.iter().flat_map(|it| it.doubts.clone()));
    let is_sent = |it: &&Parameter| it.is_required || !only_required;
    let (sent, absent): (Vec<_>, Vec<_>) = parameters.iter().partition(is_sent);
    doubts.extend(absent.into_iter().filter_map(|it| it.if_absent.clone()));
    for it in sent {
        let value = if only_required { &it.least } else { &it.most };
        arguments[&it.location][&it.name] = value.clone();
    }
    if let Some(body) = body {
        let value = if only_required {
            &body.least
        } else {
            &body.most
        };
        arguments["body"] = value.clone();
        arguments["contentType"] = body.media_type.as_str().into();
        doubts.extend(body.doubts.iter().cloned());
    }
    Call {
        operation: String::new(),
        method: String::new(),
        path: String::new(),
        kind: kind.to_owned(),
        arguments,
        doubts,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::collections::BTreeSet;

    use super::*;
    use crate::round_trip::ListedOperation;

    #[test]
    fn every_operation_gets_as_little_and_as_much_as_it_takes() {
        let description = Description::new(json!({
            "openapi": "3.0.3",
            "paths": {"/{a}/{b}": {"post": {
                "parameters": [
                    {"name": "a", "in": "path", "required": true, "schema": {"type": "integer", "minimum": 1, "maximum": 1}},
                    {"name": "q", "in": "query", "schema": {"type": "boolean"}},
                    {"name": "none", "in": "query", "schema": {"type": "array", "items": {"type": "array", "items": {}}, "minItems": 1}},
                ],
                "requestBody": {"content": {"text/plain": {}, "application/json": {"schema": {"enum": [7]}}}},
            }}},
        })).unwrap();
        let listed = Listed {
            operations: vec![ListedOperation {
                operation: "send".to_owned(),
                method: "POST".to_owned(),
                path: "/{a}/{b}".to_owned(),
            }],
            models: BTreeSet::new(),
        };
        let (calls, skipped) = Source::new(&description).unwrap().calls(&listed);
        let kinds: Vec<_> = calls.iter().map(|it| it.kind.as_str()).collect();
        assert_eq!(
            kinds,
            [
                "required",
                "all",
                "all, text/plain",
                "all, application/json"
            ]
        );
        let required =
            json!({"path": {"a": 1, "b": "text"}, "query": {}, "header": {}, "cookie": {}});
        assert_eq!(calls[0].arguments, required);
        assert_eq!(
            (
                &calls[3].arguments["body"],
                &calls[3].arguments["contentType"]
            ),
            (&json!(7), &json!("application/json"))
        );
        assert!(calls[3].arguments["query"]["q"].is_boolean());
        assert_eq!(skipped.len(), 1);
        assert!(skipped[0].reason.contains("`none`"), "{skipped:?}");
    }
}
