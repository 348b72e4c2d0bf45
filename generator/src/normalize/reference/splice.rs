//! References where the specification has none: authors of several files put them anywhere, and mean a copy.

use serde_json::Value;

use super::super::origins::{author_of, mark};
use super::super::shape::Shape;
use super::survey::{Splice, Survey};
use super::target::Targets;
use super::{Context, broken};
use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;

/// A copy may need copies itself, but not for ever.
const MAX_ROUNDS: usize = 16;

/// How many nodes may be copied beyond as many as there are: copies of copies grow fast.
const MAX_ADDED: usize = 100_000;

/// How deep a copy may reach. Loading allows 100 levels, and what comes after it must not exhaust the stack.
const MAX_DEPTH: usize = 120;

/// Replaces all references where none belong by what they name, and surveys what came of it.
pub(super) fn splice(tree: &mut Value, cx: &Context<'_>, diagnostics: &mut Diagnostics) -> Survey {
    let mut survey = survey_all(tree, cx);
    if survey.splices.is_empty() {
        return survey;
    }
    let mut budget = MAX_ADDED + size_within(tree, usize::MAX).map_or(0, |size| size.nodes);
    for _ in 0..MAX_ROUNDS {
        let mut is_changed = false;
        for splice in &survey.splices {
            is_changed |= apply(tree, splice, cx, &mut budget, diagnostics);
        }
        if !is_changed {
            return survey;
        }
        survey = survey_all(tree, cx);
    }
    for splice in survey.splices.iter().filter(|it| it.shape != Shape::Any) {
        report(tree, splice, "leads to itself again and again", diagnostics);
        replace(tree, &splice.at, Value::Null);
    }
    survey
}

/// Surveys the root document and everything references lead to.
fn survey_all(tree: &Value, cx: &Context<'_>) -> Survey {
    let mut survey = Survey::of(tree);
    let targets = Targets::new(tree, cx);
    let mut next = 0;
    while let Some(reference) = survey.references.get(next) {
        next += 1;
        if let Some(target) = targets.find(reference, &mut Diagnostics::new())
            && targets.is_outside(&target.at)
        {
            survey.visit_target(tree, &target.at, target.kind);
        }
    }
    survey
}

/// Whether the tree changed.
fn apply(
    tree: &mut Value,
    splice: &Splice,
    cx: &Context<'_>,
    budget: &mut usize,
    diagnostics: &mut Diagnostics,
) -> bool {
    let found = Targets::new(tree, cx).place(&splice.text, &splice.at);
    let target = found
        .filter(|at| *at != splice.at)
        .and_then(|at| Some((at.lookup(tree)?, author_of(tree, &at))));
    let Some((target, origin)) = target else {
        // A value may look like a reference and be none.
        if splice.shape == Shape::Any {
            return false;
        }
        report(tree, splice, "does not exist", diagnostics);
        let left = match splice.shape {
            Shape::Node(_) => broken(),
            Shape::Any
            | Shape::Text
            | Shape::Flag
            | Shape::Count
            | Shape::Number
            | Shape::FlagOrSchema
            | Shape::List(_)
            | Shape::Map(_) => Value::Null,
        };
        return replace(tree, &splice.at, left);
    };
    let size = size_within(target, *budget);
    let Some(size) = size.filter(|size| splice.at.depth() + size.depth <= MAX_DEPTH) else {
        // What is refused once is refused ever after, without counting again.
        *budget = 0;
        report(
            tree,
            splice,
            "leads to more than can be copied here",
            diagnostics,
        );
        return replace(tree, &splice.at, Value::Null);
    };
    *budget -= size.nodes;
    let copy = target.clone();
    let at = &splice.at;
    let here = author_of(tree, at);
    let Some(node) = at.lookup_mut(tree) else {
        return false;
    };
    let written = std::mem::take(node);
    *node = match (splice.shape, copy) {
        // A list of one, whose braces were forgotten.
        (Shape::List(_), Value::Object(_)) => Value::Array(vec![written]),
        (_, copy) => merged(copy, &origin, written, &here),
    };
    true
}

/// The copy, and what stands beside the reference to it, which wins.
fn merged(mut copy: Value, origin: &Pointer, written: Value, here: &Pointer) -> Value {
    if let Value::Array(elements) = &mut copy {
        for (index, element) in elements.iter_mut().enumerate() {
            mark(element, &origin.index(index));
        }
    }
    mark(&mut copy, origin);
    if let (Value::Object(copy), Value::Object(written)) = (&mut copy, written) {
        let beside = written.into_iter().filter(|(key, _)| key != "$ref");
        for (key, mut value) in beside.filter(|(key, _)| !key.starts_with('\u{0}')) {
            mark(&mut value, &here.child(&key));
            copy.insert(key, value);
        }
    }
    copy
}

fn replace(tree: &mut Value, at: &Pointer, value: Value) -> bool {
    at.lookup_mut(tree).map(|node| *node = value).is_some()
}

fn report(tree: &Value, splice: &Splice, what: &str, diagnostics: &mut Diagnostics) {
    let at = author_of(tree, &splice.at.child("$ref"));
    let message = format!("`{}` {what}", splice.text);
    diagnostics.error("dangling-reference", &at, message);
}

struct Size {
    nodes: usize,
    depth: usize,
}

/// The size of a value that has at most so many nodes.
fn size_within(value: &Value, limit: usize) -> Option<Size> {
    let mut size = Size { nodes: 1, depth: 0 };
    let mut add = |child: &Value| {
        let child = size_within(child, limit.checked_sub(size.nodes)?)?;
        size.nodes += child.nodes;
        size.depth = size.depth.max(child.depth);
        Some(())
    };
    match value {
        Value::Array(list) => list.iter().try_for_each(&mut add)?,
        Value::Object(object) => object.values().try_for_each(&mut add)?,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    size.depth += 1;
    (size.nodes <= limit).then_some(size)
}
