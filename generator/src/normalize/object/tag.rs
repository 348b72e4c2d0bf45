//! Tags: since 3.2 they have a summary, and are in each other.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::super::walk::Walker;
use crate::pointer::Pointer;

/// A summary is the first paragraph of the description, which is all that 3.0 has.
pub(super) fn before_tag(tag: &mut Map<String, Value>) {
    let Some(Value::String(summary)) = tag.shift_remove("summary") else {
        return;
    };
    let description = match tag.get("description").and_then(Value::as_str) {
        Some(description) => format!("{}\n\n{description}", summary.trim_end()),
        None => summary,
    };
    tag.insert("description".to_owned(), Value::String(description));
}

/// Reports parents that no one declares, and tags that are in themselves.
pub(super) fn check_parents(walker: &mut Walker<'_>, document: &Map<String, Value>) {
    let tags = document.get("tags").and_then(Value::as_array);
    let text = |tag: &Value, member| Some(tag.get(member)?.as_str()?.to_owned());
    let parents: BTreeMap<_, _> = { tags.into_iter().flatten() }
        .filter_map(|tag| Some((text(tag, "name")?, text(tag, "parent"))))
        .collect();
    for (index, tag) in tags.into_iter().flatten().enumerate() {
        let (Some(name), Some(parent)) = (text(tag, "name"), text(tag, "parent")) else {
            continue;
        };
        let at = Pointer::root().join(["tags"]).index(index).child("parent");
        if !parents.contains_key(&parent) {
            let message = format!("the tag `{parent}` is not declared");
            walker.warn_place(&at, "tag-parent", message);
        } else if first_of_circle(&parents, &name) == Some(&name) {
            let message = format!("the tag `{name}` is in itself");
            walker.warn_place(&at, "tag-parent", message);
        }
    }
}

/// The first tag by name of the circle that a tag is part of, if it is part of one.
fn first_of_circle<'p>(
    parents: &'p BTreeMap<String, Option<String>>,
    name: &str,
) -> Option<&'p String> {
    let parent = |name: &str| parents.get_key_value(parents.get(name)?.as_ref()?);
    let mut circle = Vec::new();
    let mut at = parent(name)?.0;
    // Whoever is not back after as many steps as there are tags never is.
    for _ in 0..parents.len() {
        circle.push(at);
        if at == name {
            return circle.into_iter().min();
        }
        at = parent(at)?.0;
    }
    None
}
