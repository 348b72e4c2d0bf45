//! The static table that tells the runtime about an operation.

use proc_macro2::Literal;

use super::body::sendable;
use super::cx::Cx;
use super::known::Known;
use super::module::Table;
use super::successes;
use super::type_ref::spell;
use super::{errors, format};
use crate::ir::{Id, MediaFormat, Operation, OperationId, Scheme};

/// How long a line may be before a list is spread.
const LINE: usize = 96;

/// `static CREATE_CONNECTION: Operation = …;`, laid out as a chain with a line per setting.
pub(super) fn emit_descriptor(cx: &Cx<'_>, id: OperationId) -> Table {
    let operation = &cx.api().operations[id];
    let constant = &cx.names().operation(id).constant;
    let ty = spell(&cx.known(Known::Operation));
    let shown = operation
        .id
        .clone()
        .unwrap_or_else(|| format!("{} {}", operation.method, operation.path));
    let arguments = [&shown, &operation.method, &operation.path].map(|text| literal(text));
    let settings = [
        list("parameters", parameters(cx, operation)),
        list("security", security(cx, operation)),
        server(operation),
        accept(operation),
        content_type(operation),
        successes(cx, id),
        list("errors", errors::rows(cx, id)),
    ];
    let mut rows = vec![format!("{ty}::new({})", arguments.join(", "))];
    rows.extend(settings.into_iter().flatten());
    if let Some(last) = rows.last_mut() {
        last.push(';');
    }
    Table {
        open: format!("static {constant}: {ty} ="),
        rows,
        close: String::new(),
    }
}

/// A setting that is a list, on one line where it fits.
fn list(name: &str, values: Vec<String>) -> Vec<String> {
    if values.is_empty() {
        return Vec::new();
    }
    let line = format!("    .{name}(&[{}])", values.join(", "));
    if line.len() <= LINE {
        return vec![line];
    }
    let open = format!("    .{name}(&[");
    let values = values.into_iter().map(|value| format!("        {value},"));
    [open]
        .into_iter()
        .chain(values)
        .chain(["    ])".to_owned()])
        .collect()
}

fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}

fn parameters(cx: &Cx<'_>, operation: &Operation) -> Vec<String> {
    let parameters = operation.parameters.iter();
    parameters.map(|it| format::parameter(cx, it)).collect()
}

fn security(cx: &Cx<'_>, operation: &Operation) -> Vec<String> {
    let name = |id: &Id<Scheme>| literal(&cx.api().schemes[*id].name);
    let alternatives = operation.security.iter();
    alternatives
        .map(|schemes| {
            format!(
                "&[{}]",
                schemes.iter().map(name).collect::<Vec<_>>().join(", ")
            )
        })
        .collect()
}

fn server(operation: &Operation) -> Vec<String> {
    let server = operation.server.iter();
    server
        .map(|server| format!("    .server({})", literal(server)))
        .collect()
}

/// The media types that the operation asks for, where that is not JSON for the bodies it has.
fn accept(operation: &Operation) -> Vec<String> {
    let has_bodies = operation.responses.iter().any(|it| !it.content.is_empty());
    let usual = if has_bodies { "application/json" } else { "" };
    let accept = operation.accept.join(", ");
    if accept == usual {
        return Vec::new();
    }
    vec![format!("    .accept({})", literal(&accept))]
}

/// The successes, where they are not as usual.
fn successes(cx: &Cx<'_>, id: OperationId) -> Vec<String> {
    match successes::rows(cx, id) {
        None => Vec::new(),
        Some(rows) if rows.is_empty() => vec!["    .successes(&[])".to_owned()],
        Some(rows) => list("successes", rows),
    }
}

/// The media type of a body that is written from a value, where it is not the usual one.
fn content_type(operation: &Operation) -> Vec<String> {
    let media = operation.body.as_ref().and_then(|body| body.preferred());
    let media = media.filter(|media| match media.format {
        MediaFormat::Json
        | MediaFormat::Form
        | MediaFormat::JsonLines
        | MediaFormat::JsonSequence => true,
        MediaFormat::Multipart
        | MediaFormat::Events { .. }
        | MediaFormat::Text
        | MediaFormat::Binary => false,
    });
    match media.map(|media| sendable(&media.name, "application/json")) {
        None | Some("application/json") => Vec::new(),
        Some(name) => vec![format!("    .content_type({})", literal(name))],
    }
}
