//! References, before anything else is rewritten: afterwards every `$ref` names a component of the right kind.
//!
//! What a reference names elsewhere in the document, or in another file, is moved to the components, a reference to
//! it left in its place. References to nothing, to the wrong kind, to URLs or in a circle are errors; the node that
//! has one is marked broken.

mod anchors;
mod circle;
mod generic;
mod hoist;
mod mapping;
mod meant;
mod name;
mod place;
mod report;
mod splice;
mod survey;
mod target;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::JSON;
use super::origins::{author_of, mark};
use super::shape::Kind;
use super::version::Version;
use super::walk::DESCRIBING;
use crate::bundle::{Sources, drop_files};
use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;
use anchors::Anchors;
use survey::{Form, Reference};
use target::{Target, Targets};

/// A member that only a node with a faulty reference has, so that nothing else is said about it.
const BROKEN: &str = "x-broken-reference";

/// Path items, media types, callbacks and parameters that are bodies, which references name, and what a reference with
/// a description of its own names, by their place in the tree: references to them are replaced by a copy.
pub(super) type Inlined = BTreeMap<Pointer, Value>;

/// What references are looked up with.
struct Context<'s> {
    sources: &'s Sources,
    anchors: Anchors,
    version: Version,
}

/// Settles all references of the tree, and takes everything out of it that was in other files.
pub(super) fn settle(
    tree: &mut Value,
    sources: &Sources,
    version: Version,
    diagnostics: &mut Diagnostics,
) -> Inlined {
    let anchors = Anchors::of(tree, sources);
    let cx = Context {
        sources,
        anchors,
        version,
    };
    generic::instantiate(tree, &cx, diagnostics);
    let survey = splice::splice(tree, &cx, diagnostics);
    let mut own = Diagnostics::new();
    let found = find(tree, &survey.references, &cx, &mut own);
    own.redirect(|pointer| author_of(tree, pointer));
    let names = name::names(tree, &survey.references, &found);
    let mut copied = BTreeSet::new();
    for (reference, target) in survey.references.iter().zip(&found) {
        let text = target.as_ref().map(|target| canonical(target, &names));
        if is_described(tree, reference) {
            copied.extend(text.as_deref().and_then(Pointer::parse));
        }
        let is_its_schema = target.as_ref().is_some_and(|target| target.is_its_schema);
        rewrite(tree, reference, text);
        if is_its_schema {
            wrap(tree, reference, version);
        }
        copied.extend(
            target
                .as_ref()
                .filter(|target| target.is_copied)
                .map(|target| target.at.clone()),
        );
    }
    hoist::hoist(tree, &names);
    circle::break_circles(tree, &mut own);
    diagnostics.extend(own);
    let inlined = copied
        .into_iter()
        .filter_map(|at| {
            let mut copy = at.lookup(tree)?.clone();
            mark(&mut copy, &author_of(tree, &at));
            Some((at, copy))
        })
        .collect();
    drop_files(tree);
    inlined
}

/// The target of every reference; faults are reported.
fn find(
    tree: &Value,
    references: &[Reference],
    cx: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Target>> {
    let targets = Targets::new(tree, cx);
    let mut kinds: BTreeMap<Pointer, Kind> = BTreeMap::new();
    let texts: BTreeSet<_> = references.iter().map(report::place).collect();
    let found = references.iter().map(|reference| {
        let target = targets.find(reference, diagnostics)?;
        if texts.contains(&target.at) {
            report::wrong_kind(reference, &target.at, None, diagnostics);
            return None;
        }
        let kind = *kinds.entry(target.at.clone()).or_insert(target.kind);
        if kind != target.kind {
            report::wrong_kind(reference, &target.at, Some(kind), diagnostics);
            return None;
        }
        Some(target)
    });
    let mut found = found.collect::<Vec<_>>();
    lose(references, &mut found, diagnostics);
    found
}

/// The object of a faulty reference is left out, with all in it that other references name.
fn lose(references: &[Reference], found: &mut [Option<Target>], diagnostics: &mut Diagnostics) {
    loop {
        let faulty = references.iter().zip(&*found);
        let faulty =
            faulty.filter(|(reference, target)| reference.form == Form::Ref && target.is_none());
        let left_out: BTreeSet<_> = faulty.map(|(reference, _)| &reference.at).collect();
        let mut is_settled = true;
        for (reference, target) in references.iter().zip(&mut *found) {
            let around = |at: &Pointer| std::iter::successors(at.parent(), Pointer::parent);
            if target
                .as_ref()
                .is_some_and(|it| around(&it.at).any(|it| left_out.contains(&it)))
            {
                report::dangling(reference, diagnostics)
                    .help("it is beside a `$ref` that leads nowhere");
                *target = None;
                is_settled = false;
            }
        }
        if is_settled {
            return;
        }
    }
}

/// Whether the reference of this object is at fault and was reported.
pub(super) fn is_broken(object: &Map<String, Value>) -> bool {
    object.contains_key(BROKEN)
}

fn broken() -> Value {
    Value::Object(Map::from_iter([(BROKEN.to_owned(), Value::Bool(true))]))
}

fn canonical(target: &Target, names: &hoist::Names) -> String {
    let hoisted = names.get(&target.at).filter(|_| !target.is_copied);
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

/// Whether a reference to anything but a schema has a description of its own.
fn is_described(tree: &Value, reference: &Reference) -> bool {
    let node = reference.at.lookup(tree);
    let is_told = |member: &&str| node.is_some_and(|node| node.get(member).is_some());
    reference.form == Form::Ref && reference.kind != Kind::Schema && DESCRIBING.iter().any(is_told)
}

/// Makes what the reference wants of the reference to its schema.
fn wrap(tree: &mut Value, reference: &Reference, version: Version) {
    let author = author_of(tree, &reference.at);
    let Some(node) = reference.at.lookup_mut(tree) else {
        return;
    };
    let mut schema = node.take();
    mark(&mut schema, &author);
    let holder = |member: &str, value| Value::Object(Map::from_iter([(member.to_owned(), value)]));
    let whole = holder("schema", schema);
    // In Swagger 2.0, the operation says of which media types a response is.
    let has_content =
        version > Version::V20 && matches!(reference.kind, Kind::Response | Kind::RequestBody);
    *node = match has_content {
        true => holder("content", holder(JSON, whole)),
        false => whole,
    };
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

#[cfg(test)]
mod tests;
