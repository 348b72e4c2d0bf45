//! Finds what a reference names, or says why there is nothing.

use serde_json::Value;

use super::super::shape::{Kind, Shape};
use super::meant::{Meant, Missing};
use super::report::{self, Nowhere};
use super::survey::{Form, Reference};
use super::{Context, component, component_name};
use crate::bundle::{file_of, place_of};
use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;

/// What a reference names: a node of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) at: Pointer,
    /// The kind the reference wants, which the node has or is taken to have.
    pub(super) kind: Kind,
    /// Whether references to it are replaced by copies.
    pub(super) is_copied: bool,
    /// Whether it is the schema of what the reference wants, and not that itself.
    pub(super) is_its_schema: bool,
}

/// Longer chains of references than any author writes.
pub(super) const MAX_JUMPS: usize = 64;

/// Looks targets up.
pub(super) struct Targets<'t> {
    pub(super) tree: &'t Value,
    pub(super) cx: &'t Context<'t>,
    meant: Meant,
}

impl<'t> Targets<'t> {
    pub(super) fn new(tree: &'t Value, cx: &'t Context<'t>) -> Self {
        let meant = Meant::default();
        Self { tree, cx, meant }
    }

    /// The target of a reference; a fault is reported at the reference.
    pub(super) fn find(
        &self,
        reference: &Reference,
        diagnostics: &mut Diagnostics,
    ) -> Option<Target> {
        let kind = reference.kind;
        if let Form::Dynamic(_) = reference.form {
            return self.dynamic(reference).map(|at| self.target(at, kind));
        }
        if let Some(at) = self.bare_name(reference) {
            return Some(self.target(at, kind));
        }
        let place = self.pointer(&reference.text, &reference.at);
        let found = place.as_ref().ok().and_then(|pointer| {
            let at = self
                .resolved(pointer, 0)
                .or_else(|| self.in_enclosing_schema(pointer, reference))?;
            Some(self.through_aliases(at, kind))
        });
        let Some(at) = found else {
            return self.repaired(reference, diagnostics).or_else(|| {
                self.report_missing(reference, place, diagnostics);
                None
            });
        };
        match self.shape_at(&at) {
            // The specification says nothing about the place, as below `x-` members: the author knows.
            None | Some(Shape::Any) => Some(self.target(at, kind)),
            Some(shape) if shape.kind() == Some(kind) => Some(self.target(at, kind)),
            Some(shape) => self
                .schema_of(reference, &at, diagnostics)
                .or_else(|| self.as_schema(reference, &at, shape, diagnostics))
                .or_else(|| {
                    report::wrong_kind(reference, &at, shape.kind(), diagnostics);
                    None
                }),
        }
    }

    /// A schema, where something is wanted that has one.
    fn as_schema(
        &self,
        reference: &Reference,
        at: &Pointer,
        shape: Shape,
        diagnostics: &mut Diagnostics,
    ) -> Option<Target> {
        let is_meant = reference.form == Form::Ref && reference.kind.has_schema();
        if !is_meant || shape.kind() != Some(Kind::Schema) {
            return None;
        }
        let noun = reference.kind.noun();
        let message = format!("`{}` is a schema; taken for that of {noun}", reference.text);
        diagnostics.warn("wrong-kind-reference", &report::place(reference), message);
        Some(Target {
            is_its_schema: true,
            ..self.target(at.clone(), Kind::Schema)
        })
    }

    /// The schema of a parameter or a header, where the schema is wanted and the parameter is named.
    fn schema_of(
        &self,
        reference: &Reference,
        at: &Pointer,
        diagnostics: &mut Diagnostics,
    ) -> Option<Target> {
        let inner = at.child("schema");
        let is_meant = reference.kind == Kind::Schema
            && self.shape_at(&inner).and_then(Shape::kind) == Some(Kind::Schema);
        inner.lookup(self.tree).filter(|_| is_meant)?;
        let message = format!("`{}` is not a schema; its schema is taken", reference.text);
        diagnostics.warn("wrong-kind-reference", &report::place(reference), message);
        Some(self.target(self.through_aliases(inner, Kind::Schema), Kind::Schema))
    }

    /// Whether only references say what the node is: it is in another file, or below an extension.
    pub(super) fn is_outside(&self, at: &Pointer) -> bool {
        let is_elsewhere = file_of(at).0.is_some();
        is_elsewhere || matches!(self.shape_at(at), None | Some(Shape::Any))
    }

    fn target(&self, at: Pointer, kind: Kind) -> Target {
        // The parameters of Swagger 2.0 that are the body, or a part of it, are none in 3.0, but authors write them there.
        let is_body = kind == Kind::Parameter
            && at
                .lookup(self.tree)
                .is_some_and(super::super::swagger::is_body);
        Target {
            at,
            kind,
            is_copied: kind.is_inlined() || is_body,
            is_its_schema: false,
        }
    }

    /// An anchor, or for `#` the innermost schema around the reference that can be recursed into.
    fn dynamic(&self, reference: &Reference) -> Option<Pointer> {
        if reference.text != "#" {
            return self
                .pointer(&reference.text, &reference.at)
                .ok()
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
                .and_then(|text| self.pointer(text, &at).ok())
                .and_then(|there| self.resolved(&there, 0));
            let is_final = component_name(&at, kind).is_some() && !self.is_body_alias(&at, kind);
            match there.filter(|there| !is_final && *there != at) {
                Some(there) => at = there,
                None => break,
            }
        }
        at
    }

    /// Whether a component only refers to a parameter that is a body: then there is no parameter to refer to.
    fn is_body_alias(&self, at: &Pointer, kind: Kind) -> bool {
        kind == Kind::Parameter
            && at
                .lookup(self.tree)
                .is_some_and(|node| node.get("$ref").is_some())
    }

    /// What the node holds by its place; none where the specification says nothing about the place.
    fn shape_at(&self, at: &Pointer) -> Option<Shape> {
        let (file, inside) = file_of(at);
        if file.is_some() {
            let document = place_of(file.as_deref()).lookup(self.tree)?;
            document.get("openapi")?;
        }
        let start = Shape::Node(Kind::Document);
        inside
            .tokens()
            .try_fold(start, |shape, token| shape.child(&token))
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
        Some(self.target(at, reference.kind))
    }

    fn report_missing(
        &self,
        reference: &Reference,
        place: Result<Pointer, Nowhere<'_>>,
        diagnostics: &mut Diagnostics,
    ) {
        let text = &reference.text;
        let named = component(reference.kind, text).filter(|_| is_bare(text));
        let pointer = match (place, named) {
            (Ok(pointer), _) | (Err(_), Some(pointer)) => pointer,
            (Err(nowhere), None) => {
                report::nowhere(reference, &nowhere, diagnostics);
                return;
            }
        };
        let diagnostic = report::dangling(reference, diagnostics);
        let missing = Missing {
            text,
            at: pointer,
            kind: reference.kind,
        };
        if let Some(near) = self.meant.instead(self.tree, &missing) {
            diagnostic.help(format!("did you mean `{near}`?"));
        }
    }
}

/// Whether the text is a mere name, neither a place in a file nor a file.
pub(super) fn is_bare(text: &str) -> bool {
    !text.is_empty() && !text.contains(['/', '.', '#', ':'])
}

impl Target {
    /// Whether the target is a component already.
    pub(super) fn is_component(&self) -> bool {
        component_name(&self.at, self.kind).is_some()
    }
}
