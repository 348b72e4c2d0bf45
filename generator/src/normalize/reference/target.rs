//! Finds what a reference names, or says why there is nothing.

use serde_json::Value;

use super::super::shape::{Kind, Shape};
use super::survey::{Form, Reference, Survey};
use super::{component, component_name, suggest};
use crate::diagnostic::{Cause, Diagnostic, Diagnostics, Severity};
use crate::pointer::Pointer;

/// What a reference names: a node of the author's tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) at: Pointer,
    /// The kind the reference wants, which the node has or is taken to have.
    pub(super) kind: Kind,
}

/// Longer chains of references than any author writes.
const MAX_JUMPS: usize = 64;

/// Looks targets up.
pub(super) struct Targets<'t> {
    tree: &'t Value,
    survey: &'t Survey,
}

impl<'t> Targets<'t> {
    pub(super) fn new(tree: &'t Value, survey: &'t Survey) -> Self {
        Self { tree, survey }
    }

    /// The target of a reference; a fault is reported at the reference.
    pub(super) fn find(
        &mut self,
        reference: &Reference,
        diagnostics: &mut Diagnostics,
    ) -> Option<Target> {
        let kind = reference.kind;
        if let Form::Dynamic(_) = reference.form {
            return self.dynamic(reference).map(|at| Target { at, kind });
        }
        if let Some(at) = self.bare_name(reference) {
            return Some(Target { at, kind });
        }
        let pointer = self.pointer(&reference.text);
        let found = pointer.as_ref().and_then(|pointer| {
            let at = self
                .resolved(pointer, 0)
                .or_else(|| self.in_enclosing_schema(pointer, reference))?;
            Some(self.through_aliases(at, kind))
        });
        let Some(at) = found else {
            return self.repaired(reference, diagnostics).or_else(|| {
                self.report_missing(reference, pointer.as_ref(), diagnostics);
                None
            });
        };
        match shape_at(&at) {
            // The specification says nothing about the place, as below `x-` members: the author knows.
            None | Some(Shape::Any) => Some(Target { at, kind }),
            Some(shape) if shape.kind() == Some(kind) => Some(Target { at, kind }),
            Some(shape) => {
                report_wrong_kind(reference, &at, shape, diagnostics);
                None
            }
        }
    }

    /// A mapping may name a schema without saying where it is.
    fn bare_name(&self, reference: &Reference) -> Option<Pointer> {
        let at = component(reference.kind, &reference.text)?;
        (reference.form == Form::Mapping && at.lookup(self.tree).is_some()).then_some(at)
    }

    /// An anchor, or for `#` the innermost schema around the reference that can be recursed into.
    fn dynamic(&self, reference: &Reference) -> Option<Pointer> {
        if reference.text != "#" {
            return self
                .pointer(&reference.text)
                .filter(|at| at.lookup(self.tree).is_some());
        }
        let mut enclosing = reference.at.clone();
        loop {
            let schema = enclosing.lookup(self.tree)?;
            let is_anchor = schema.get("$recursiveAnchor") == Some(&Value::Bool(true));
            if is_anchor || component_name(&enclosing, Kind::Schema).is_some() {
                return Some(enclosing);
            }
            enclosing = enclosing.parent()?;
        }
    }

    /// The place a reference into this document names, whether by pointer, by anchor or by the `$id` of a schema.
    fn pointer(&self, text: &str) -> Option<Pointer> {
        let (base, fragment) = text.split_once('#').unwrap_or((text, ""));
        let root = if base.is_empty() && text.starts_with('#') {
            Pointer::root()
        } else {
            self.survey.ids.get(base)?.clone()
        };
        if fragment.is_empty() || fragment.starts_with('/') {
            return Some(root.join(Pointer::parse(&format!("#{fragment}"))?.tokens()));
        }
        self.survey.anchors.get(fragment).cloned()
    }

    /// The pointer of the node itself, where the way to it leads through references.
    fn resolved(&self, pointer: &Pointer, jumps: usize) -> Option<Pointer> {
        if pointer.lookup(self.tree).is_some() {
            return Some(pointer.clone());
        }
        if jumps > MAX_JUMPS {
            return None;
        }
        let mut ancestor = pointer.parent()?;
        while ancestor.lookup(self.tree).is_none() {
            ancestor = ancestor.parent()?;
        }
        let Some(Value::String(text)) = ancestor.lookup(self.tree)?.get("$ref") else {
            return None;
        };
        let there = self.pointer(text)?;
        self.resolved(&pointer.rebased(&ancestor, &there)?, jumps + 1)
    }

    /// The node that a node outside the components only refers to: it need not be moved for that.
    fn through_aliases(&self, mut at: Pointer, kind: Kind) -> Pointer {
        for _ in 0..MAX_JUMPS {
            let alias = at
                .lookup(self.tree)
                .and_then(Value::as_object)
                .filter(|object| object.len() == 1);
            let text = alias
                .and_then(|alias| alias.get("$ref"))
                .and_then(Value::as_str);
            let there = text
                .and_then(|text| self.pointer(text))
                .and_then(|there| self.resolved(&there, 0));
            match there.filter(|_| component_name(&at, kind).is_none()) {
                Some(there) => at = there,
                None => break,
            }
        }
        at
    }

    /// Tools that paste whole JSON Schemas into a description leave `#/$defs/X` as it was in them.
    fn in_enclosing_schema(&self, pointer: &Pointer, reference: &Reference) -> Option<Pointer> {
        let section = pointer.tokens().next()?;
        if section != "$defs" && section != "definitions" {
            return None;
        }
        let mut enclosing = Some(reference.at.clone());
        while let Some(schema) = enclosing {
            let candidate = pointer.rebased(&Pointer::root(), &schema)?;
            if candidate.lookup(self.tree).is_some() {
                return Some(candidate);
            }
            enclosing = schema.parent();
        }
        None
    }

    /// `Pet`, `#components/schemas/Pet` and `#/definitions/Pet`, where only one component can be meant.
    fn repaired(&self, reference: &Reference, diagnostics: &mut Diagnostics) -> Option<Target> {
        let text = &reference.text;
        let name = text
            .rsplit('/')
            .next()
            .unwrap_or(text)
            .trim_start_matches('#');
        let is_shorthand = is_bare(text);
        let is_misplaced = text.starts_with("#components/") || text.starts_with("components/");
        let is_old = text.starts_with("#/definitions/")
            || text.starts_with("#/parameters/")
            || text.starts_with("#/responses/");
        if !(is_shorthand || is_misplaced || is_old) {
            return None;
        }
        let at = component(reference.kind, name).filter(|at| at.lookup(self.tree).is_some())?;
        let message = format!("`{text}` is not a reference of OpenAPI 3; taken for `{at}`");
        diagnostics.warn("malformed-reference", &reference.at.child("$ref"), message);
        Some(Target {
            at,
            kind: reference.kind,
        })
    }

    fn report_missing(
        &self,
        reference: &Reference,
        pointer: Option<&Pointer>,
        diagnostics: &mut Diagnostics,
    ) {
        let text = &reference.text;
        let named = component(reference.kind, text).filter(|_| is_bare(text));
        let Some(pointer) = pointer.or(named.as_ref()) else {
            report_unreadable(reference, diagnostics);
            return;
        };
        let diagnostic = dangling(reference, diagnostics);
        let name = pointer.last().unwrap_or_default();
        let siblings = pointer
            .parent()
            .and_then(|parent| parent.lookup(self.tree))
            .and_then(Value::as_object);
        let sections = component(reference.kind, "").and_then(|any| any.parent());
        let components = sections
            .and_then(|section| section.lookup(self.tree))
            .and_then(Value::as_object);
        let candidates = [siblings, components]
            .into_iter()
            .flatten()
            .flat_map(|object| object.keys());
        if let Some(near) = suggest::nearest(&name, candidates.map(String::as_str)) {
            diagnostic.help(format!("did you mean `{near}`?"));
        }
    }
}

fn place(reference: &Reference) -> Pointer {
    match reference.form {
        Form::Ref => reference.at.child("$ref"),
        Form::Dynamic(keyword) => reference.at.child(keyword),
        Form::Mapping => reference.at.clone(),
    }
}

fn dangling<'d>(reference: &Reference, diagnostics: &'d mut Diagnostics) -> &'d mut Diagnostic {
    diagnostics.error(
        "dangling-reference",
        &place(reference),
        format!("`{}` does not exist", reference.text),
    )
}

/// Whether the text is a mere name, neither a place in a file nor a file.
fn is_bare(text: &str) -> bool {
    !text.is_empty() && !text.contains(['/', '.', '#', ':'])
}

fn report_unreadable(reference: &Reference, diagnostics: &mut Diagnostics) {
    let text = &reference.text;
    if text.starts_with('#') || text.is_empty() {
        dangling(reference, diagnostics);
        return;
    }
    let message = format!("`{text}` is in another file, which is not read yet");
    let diagnostic = Diagnostic::new(
        Severity::Error,
        Cause::Unsupported,
        "external-reference",
        &place(reference),
        message,
    );
    diagnostics
        .push(diagnostic)
        .help("bundle the description into one file first");
}

fn report_wrong_kind(
    reference: &Reference,
    at: &Pointer,
    found: Shape,
    diagnostics: &mut Diagnostics,
) {
    let found = found.kind().map_or("not an object of its own", Kind::noun);
    let message = format!(
        "`{}` is {found}, but {} is wanted here",
        reference.text,
        reference.kind.noun()
    );
    diagnostics
        .error("wrong-kind-reference", &place(reference), message)
        .related("referred to", at);
}

/// What the node holds by its place; none where the specification says nothing about the place.
fn shape_at(pointer: &Pointer) -> Option<Shape> {
    let start = Shape::Node(Kind::Document);
    pointer
        .tokens()
        .try_fold(start, |shape, token| shape.child(&token))
}

impl Target {
    /// Whether the target is a component already.
    pub(super) fn is_component(&self) -> bool {
        component_name(&self.at, self.kind).is_some()
    }
}
