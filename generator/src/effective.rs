//! The description as the generator sees it, with the repairs that only lowering makes.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::ir::{Api, Location, Operation};
use crate::normalize::Canonical;
use crate::pointer::Pointer;

/// The canonical tree, in which every operation declares the path parameters it has.
pub(crate) fn tree(canonical: &Canonical, api: &Api) -> Value {
    let mut tree = canonical.tree.clone();
    for (_, operation) in api.operations.iter() {
        declare(&mut tree, operation);
    }
    tree
}

/// Declares the parameters that only the template of the path names. Where a parameter is taken for one of another
/// name, the declaration stays as it is.
fn declare(tree: &mut Value, operation: &Operation) {
    let Some(at) = Pointer::parse(&operation.place) else {
        return;
    };
    let declared = declared(tree, &at);
    let parameters = operation.parameters.iter();
    let names: BTreeSet<_> = parameters
        .filter(|it| it.location == Location::Path)
        .map(|it| it.name.clone())
        .collect();
    if !declared.is_subset(&names) {
        return;
    }
    let added = names.difference(&declared).map(
        |name| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}}),
    );
    let added: Vec<_> = added.collect();
    if added.is_empty() {
        return;
    }
    let node = at.lookup_mut(tree).and_then(Value::as_object_mut);
    let list = node.map(|node| node.entry("parameters").or_insert_with(|| json!([])));
    if let Some(Value::Array(list)) = list {
        list.extend(added);
    }
}

/// The path parameters that an operation and its path item declare.
fn declared(tree: &Value, operation: &Pointer) -> BTreeSet<String> {
    let mut items = vec![operation.clone()];
    items.extend(operation.parent());
    // Of a method that OpenAPI 3.0 does not have.
    items.extend(operation.parent().and_then(|methods| methods.parent()));
    let lists = items.iter().filter_map(|item| {
        let list = item.lookup(tree)?.get("parameters")?;
        list.as_array()
    });
    let parameters = lists.flatten().filter_map(|parameter| {
        let there = parameter.get("$ref").and_then(Value::as_str);
        match there {
            Some(reference) => Pointer::parse(reference)?.lookup(tree),
            None => Some(parameter),
        }
    });
    let in_path = parameters.filter(|it| it.get("in").and_then(Value::as_str) == Some("path"));
    in_path
        .filter_map(|it| it.get("name").and_then(Value::as_str))
        .map(str::to_owned)
        .collect()
}
