//! What a JSONPath (RFC 9535) selects, as pointers in document order.

use std::collections::BTreeSet;
use std::ptr;

use jsonpath_rust::JsonPath;
use jsonpath_rust::parser::errors::JsonPathError;
use serde_json::Value;

use crate::pointer::Pointer;

/// What is wrong with a JSONPath.
pub(super) struct Fault {
    pub(super) reason: String,
    pub(super) help: Option<&'static str>,
}

impl Fault {
    /// Where the path cannot go on; what could stand there instead, the reader names by its grammar.
    fn of(path: &str, error: &JsonPathError) -> Self {
        let said = error.to_string();
        let column = said.split_once("--> 1:").and_then(|(_, rest)| {
            let digits = rest.split(|it: char| !it.is_ascii_digit()).next()?;
            digits.parse::<usize>().ok()?.checked_sub(1)
        });
        let Some(column) = column else {
            let reason = said.lines().next().unwrap_or_default().to_owned();
            return Self { reason, help: None };
        };
        let understood: String = path.chars().take(column).collect();
        let reason = match path.chars().nth(column) {
            Some(found) => format!("`{found}` cannot stand at its character {}", column + 1),
            None => "it ends too early".to_owned(),
        };
        let help = help(path, &understood);
        Self { reason, help }
    }
}

/// What may be meant by a path of which only the beginning is understood.
fn help(path: &str, understood: &str) -> Option<&'static str> {
    if !path.starts_with('$') {
        return Some("a JSONPath begins with `$`, as in `$.info.title`");
    }
    let is_name = |name: &str| name.chars().all(|it| it.is_alphanumeric() || it == '_');
    let (_, name) = understood.rsplit_once('.')?;
    (is_name(name) && understood != path)
        .then_some("a name of more than letters, digits and `_` is written as in `$.info['x-a']`")
}

/// The nodes that a path selects, each once.
///
/// # Errors
/// What is wrong with text that is no JSONPath.
pub(super) fn select(tree: &Value, path: &str) -> Result<Vec<Pointer>, Fault> {
    let nodes = tree.query(path).map_err(|error| Fault::of(path, &error))?;
    let wanted: BTreeSet<*const Value> = nodes.into_iter().map(ptr::from_ref).collect();
    let mut found = Vec::with_capacity(wanted.len());
    find(tree, &Pointer::root(), &wanted, &mut found);
    Ok(found)
}

/// Finds nodes by their addresses, so that it does not matter how a query spells where they are.
fn find(node: &Value, at: &Pointer, wanted: &BTreeSet<*const Value>, found: &mut Vec<Pointer>) {
    if found.len() == wanted.len() {
        return;
    }
    if wanted.contains(&ptr::from_ref(node)) {
        found.push(at.clone());
    }
    match node {
        Value::Object(members) => {
            for (key, member) in members {
                find(member, &at.child(key), wanted, found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                find(item, &at.child(&index.to_string()), wanted, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
