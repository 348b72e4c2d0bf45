//! The values that a description shows of a schema: its default and its examples.

use indexmap::IndexMap;
use openapiv3::{Example, ReferenceOr};
use serde_json::Value as Json;

use super::Cx;
use super::combine::combine;
use super::fits;
use super::node::Node;
use super::reference::resolve;
use super::shape::Shape;
use crate::pointer::Pointer;

/// Warns of a default that the schema does not allow, and of an example of another type. Both are shown all the same:
/// the server may well mean them.
pub(super) fn check_samples<'a>(cx: &mut Cx<'a>, shape: &Shape<'a>) {
    if let Some(default) = &shape.default
        && let Some(why) = fits::fault(cx, default, shape)
    {
        let message = format!("the default `{default}` {why}");
        cx.diagnostics
            .warn("invalid-default", &shape.at.child("default"), message);
    }
    if let Some((example, at)) = &shape.example {
        check_example(cx, example, shape, at);
    }
}

/// Warns of the examples beside a schema that have another type.
pub(super) fn check_examples<'a>(
    cx: &mut Cx<'a>,
    schema: &[Node<'a>],
    example: Option<&Json>,
    examples: &'a IndexMap<String, ReferenceOr<Example>>,
    at: &Pointer,
) {
    if example.is_none() && examples.is_empty() {
        return;
    }
    let shape = combine(cx, schema, None);
    if let Some(example) = example {
        check_example(cx, example, &shape, &at.child("example"));
    }
    let at = at.child("examples");
    for (name, example) in examples {
        let Some((example, at)) = resolve(cx, example, &at.child(name), |components| {
            &components.examples
        }) else {
            continue;
        };
        if let Some(value) = &example.value {
            check_example(cx, value, &shape, &at.child("value"));
        }
    }
}

fn check_example(cx: &mut Cx<'_>, example: &Json, shape: &Shape<'_>, at: &Pointer) {
    if example.is_null() {
        return;
    }
    if let Some(why) = fits::type_fault(example, shape) {
        let message = format!("the example {why}");
        cx.diagnostics.warn("invalid-example", at, message);
    }
}
