//! A path item beside a reference to another one: a path has the operations and the parameters of both.
//!
//! What such members mean is undefined (OpenAPI 3.0.4, Path Item Object). Where both say the same thing in two ways,
//! what is beside the reference is nearer to the path, and taken.

use serde_json::{Map, Value};

use super::super::origins::{mark, marked};
use super::super::walk::Walker;
use super::path_item::METHODS;
use crate::pointer::Pointer;

/// Adds to a copy of the item that is referred to what stands beside the reference.
pub(in super::super) fn merge(
    walker: &mut Walker<'_>,
    copy: &mut Map<String, Value>,
    beside: Map<String, Value>,
) {
    let target = marked(copy).unwrap_or_default();
    let at = walker.at.clone();
    for (member, mut own) in beside {
        walker.mark_moved(&mut own, &member);
        let (at, other) = (at.child(&member), target.child(&member));
        match (member.as_str(), copy.get_mut(&member), own) {
            ("parameters", Some(Value::Array(referred)), Value::Array(own)) => {
                merge_parameters(referred, own, &other);
            }
            ("additionalOperations", Some(Value::Object(referred)), Value::Object(own)) => {
                for method in own.keys().filter(|method| referred.contains_key(*method)) {
                    report_twice(walker, method, &at.child(method), &other.child(method));
                }
                mark_members(referred, &other);
                referred.extend(own);
            }
            (_, referred, own) => {
                if referred.is_some() && METHODS.contains(&member.as_str()) {
                    report_twice(walker, &member, &at, &other);
                }
                copy.insert(member, own);
            }
        }
    }
}

/// Adds parameters before those that are referred to, of which the ones of the same name and place are left out.
fn merge_parameters(referred: &mut Vec<Value>, own: Vec<Value>, at: &Pointer) {
    let is_same = |a: &Value, b: &Value| {
        let is_alike = |member| a.get(member).is_some() && a.get(member) == b.get(member);
        is_alike("$ref") || is_alike("name") && is_alike("in")
    };
    for (index, parameter) in referred.iter_mut().enumerate() {
        mark(parameter, &at.index(index));
    }
    referred.retain(|it| !own.iter().any(|own| is_same(own, it)));
    referred.splice(..0, own);
}

fn mark_members(operations: &mut Map<String, Value>, at: &Pointer) {
    for (method, operation) in operations {
        mark(operation, &at.child(method));
    }
}

fn report_twice(walker: &mut Walker<'_>, method: &str, at: &Pointer, other: &Pointer) {
    let message = format!("the path item that is referred to has the method `{method}`, too");
    walker
        .warn_place(at, "duplicate-method", message)
        .related("the other one", other)
        .help("the one beside the reference is taken");
}
