//! References, before anything else is rewritten: afterwards every `$ref` names a component of the right kind.
//!
//! What a reference names elsewhere in the document is moved to the components, a reference to it left in its
//! place. References to nothing, to the wrong kind, to other files or in a circle are errors; the node that has one
//! is marked broken.

mod circle;
mod hoist;
mod suggest;
mod survey;
mod target;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::shape::Kind;
use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;
use survey::{Form, Reference, Survey};
use target::{Target, Targets};

/// A member that only a node with a faulty reference has, so that nothing else is said about it.
const BROKEN: &str = "x-broken-reference";

/// Path items, media types and callbacks that references name, by their place in the author's document: references
/// to them are replaced by a copy.
pub(super) type Inlined = BTreeMap<Pointer, Value>;

/// Settles all references of the tree.
pub(super) fn settle(tree: &mut Value, diagnostics: &mut Diagnostics) -> Inlined {
    let survey = Survey::of(tree);
    let mut targets = Targets::new(tree, &survey);
    let found: Vec<_> = survey
        .references
        .iter()
        .map(|reference| targets.find(reference, diagnostics))
        .collect();
    let names = hoist::names(tree, &found);
    let mut inlined = BTreeSet::new();
    for (reference, target) in survey.references.iter().zip(&found) {
        rewrite(
            tree,
            reference,
            target.as_ref().map(|target| canonical(target, &names)),
        );
        inlined.extend(
            target
                .as_ref()
                .filter(|target| target.kind.is_inlined())
                .map(|target| target.at.clone()),
        );
    }
    hoist::hoist(tree, &names);
    circle::break_circles(tree, diagnostics);
    inlined
        .into_iter()
        .filter_map(|at| Some((at.clone(), at.lookup(tree)?.clone())))
        .collect()
}

/// Whether the reference of this object is at fault and was reported.
pub(super) fn is_broken(object: &Map<String, Value>) -> bool {
    object.contains_key(BROKEN)
}

fn broken() -> Value {
    Value::Object(Map::from_iter([(BROKEN.to_owned(), Value::Bool(true))]))
}

fn canonical(target: &Target, names: &hoist::Names) -> String {
    let hoisted = names.get(&target.at).filter(|_| !target.kind.is_inlined());
    hoisted.map_or_else(|| target.at.to_string(), Pointer::to_string)
}

fn rewrite(tree: &mut Value, reference: &Reference, canonical: Option<String>) {
    let Some(node) = reference.at.lookup_mut(tree) else {
        return;
    };
    match (reference.form, canonical) {
        (Form::Ref, Some(text)) => {
            if let Some(slot) = node.get_mut("$ref") {
                *slot = Value::String(text);
            }
        }
        (Form::Ref, None) => *node = broken(),
        // What cannot be followed is left to the walk, which reports the keyword.
        (Form::Dynamic(_), None) => {}
        (Form::Dynamic(keyword), Some(text)) => {
            if let Value::Object(schema) = node {
                schema.shift_remove(keyword);
                schema.insert("$ref".to_owned(), Value::String(text));
            }
        }
        (Form::Mapping, Some(text)) => *node = Value::String(text),
        (Form::Mapping, None) => *node = Value::Null,
    }
}

/// The pointer of a component of a kind that has a section.
fn component(kind: Kind, name: &str) -> Option<Pointer> {
    kind.section()
        .map(|section| Pointer::root().join(["components", section, name]))
}

/// Kind and name, if the pointer is that of a component.
fn component_name(pointer: &Pointer, kind: Kind) -> Option<String> {
    let tokens: Vec<_> = pointer.tokens().collect();
    match &tokens[..] {
        [components, section, name]
            if components == "components" && Some(&**section) == kind.section() =>
        {
            Some(name.clone().into_owned())
        }
        _ => None,
    }
}
