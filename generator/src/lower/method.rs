//! Path items with their operations, as far as they are selected.

use openapiv3::{Operation, PathItem, ReferenceOr};
use serde_json::Value;

use super::Cx;
use crate::diagnostic::Diagnostic;
use crate::pointer::Pointer;
use crate::selection::{Candidate, Selection, Selector};

/// A path item with its selected operations.
pub(super) struct Selected<'a> {
    /// The key in `paths`.
    pub(super) path: &'a str,
    pub(super) item: &'a PathItem,
    pub(super) at: Pointer,
    pub(super) methods: Vec<Method<'a>>,
}

/// An operation with its method.
pub(super) struct Method<'a> {
    /// As it is sent.
    pub(super) name: String,
    pub(super) operation: &'a Operation,
    pub(super) at: Pointer,
}

/// The path items that have selected operations, in document order.
pub(super) fn selected<'a>(cx: &mut Cx<'a>, selection: &Selection) -> Vec<Selected<'a>> {
    let openapi = cx.openapi;
    let at = Pointer::root().child("paths");
    let mut items = Vec::new();
    for (path, item) in &openapi.paths.paths {
        if let ReferenceOr::Item(item) = item {
            let at = at.child(path);
            items.push(Selected {
                path,
                item,
                methods: methods(cx, item, &at),
                at,
            });
        }
    }
    let all_are_used = report_unused(cx, selection, &items);
    let had_methods = items.iter().any(|item| !item.methods.is_empty());
    for item in &mut items {
        let path = item.path;
        item.methods
            .retain(|method| selection.takes(&candidate(path, method)));
    }
    items.retain(|item| !item.methods.is_empty());
    if items.is_empty() && had_methods && all_are_used {
        report_empty(cx, selection);
    }
    items
}

fn candidate<'c>(path: &'c str, method: &'c Method<'_>) -> Candidate<'c> {
    Candidate {
        id: method.operation.operation_id.as_deref(),
        method: &method.name,
        path,
        tags: &method.operation.tags,
        deprecated: method.operation.deprecated,
    }
}

/// A selector that selects nothing is misspelt, or the description has changed. Whether there is none.
fn report_unused(cx: &mut Cx<'_>, selection: &Selection, items: &[Selected<'_>]) -> bool {
    let candidates = items
        .iter()
        .flat_map(|item| item.methods.iter().map(|it| candidate(item.path, it)))
        .collect::<Vec<_>>();
    let mut all_are_used = true;
    for selector in selection.unused(&candidates) {
        all_are_used = false;
        let help = match selector.meant(&candidates) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => SELECTORS.to_owned(),
        };
        let message = format!("`{selector}` selects no operation");
        let diagnostic = cx.diagnostics.error("unused-selector", &paths(), message);
        locate(diagnostic.help(help), selector);
    }
    all_are_used
}

/// What is left out altogether is not meant to be a client.
fn report_empty(cx: &mut Cx<'_>, selection: &Selection) {
    let message = "no operation is left: all that are included are excluded too";
    let diagnostic = cx.diagnostics.error("empty-selection", &paths(), message);
    if let Some(selector) = selection.exclude.first() {
        locate(diagnostic, selector);
    }
}

/// Tells of a selector where the user wrote it, if that is known.
fn locate(diagnostic: &mut Diagnostic, selector: &Selector) {
    if !selector.place().file.is_empty() {
        diagnostic.place = selector.place().clone();
    }
}

fn paths() -> Pointer {
    Pointer::root().child("paths")
}

const SELECTORS: &str = "write `tag:NAME`, `deprecated`, `/path`, `METHOD /path` or an `operationId`; `*` stands for any text";

/// The operations of a path item with their methods as they are sent: those that 3.0 knows, then others.
fn methods<'a>(cx: &mut Cx<'a>, item: &'a PathItem, at: &Pointer) -> Vec<Method<'a>> {
    let known = item.iter().map(|(method, operation)| Method {
        name: method.to_ascii_uppercase(),
        operation,
        at: at.child(method),
    });
    let mut all: Vec<_> = known.collect();
    let at = at.child(ADDITIONAL);
    let further = item.extensions.get(ADDITIONAL);
    for (method, json) in further.and_then(Value::as_object).into_iter().flatten() {
        let at = at.child(method);
        if !is_method(method) || all.iter().any(|known| known.name == *method) {
            let message = format!("`{method}` is no further method of the path");
            cx.diagnostics
                .warn("unknown-method", &at, message)
                .help("the operation is left out");
            continue;
        }
        match serde_json::from_value(json.clone()) {
            Ok(operation) => all.push(Method {
                name: method.clone(),
                operation: cx.operations.alloc(operation),
                at,
            }),
            Err(error) => {
                let message = format!("cannot be read: {error}");
                cx.diagnostics
                    .internal("additional-operation", &at, message);
            }
        }
    }
    all
}

/// Where normalizing puts the operations whose methods 3.0 does not have.
const ADDITIONAL: &str = "x-additional-operations";

/// Whether a text can be a method (RFC 9110, section 9.1). `CONNECT` is none that is sent to a path.
fn is_method(text: &str) -> bool {
    let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    !text.is_empty() && text != "CONNECT" && text.bytes().all(is_token)
}
