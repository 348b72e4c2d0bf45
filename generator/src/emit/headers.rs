//! The structs of declared headers: one for the successes of an operation, one for the errors of all of them.

use proc_macro2::Literal;

use super::cx::Cx;
use super::docs::{self, Prose};
use super::field;
use super::module::{Item, Module, Table};
use super::type_ref::{self, spell};
use crate::ir::{OperationId, Parameter, ParameterFormat};
use crate::names::Ident;

/// The table of an operation's headers, if it declares any.
pub(super) fn emit_headers(cx: &Cx<'_>, id: OperationId) -> Option<Table> {
    let names = cx.names().operation(id);
    let name = names.headers.as_ref()?;
    cx.import("crate::runtime", "headers");
    let headers = cx.api().operations[id].headers();
    let mut rows = vec![
        format!(
            "/// The declared headers of what {} answers.",
            docs::code(names.request.as_str())
        ),
        "///".to_owned(),
        "/// [`Response::declared_headers`](crate::Response::declared_headers) reads them."
            .to_owned(),
        format!("{name} {{"),
    ];
    for (header, field) in headers.iter().zip(&names.header_fields) {
        let presence = if header.required { "req " } else { "opt " };
        rows.extend(field_rows(cx, header, field, presence));
    }
    rows.push("}".to_owned());
    Some(Table {
        open: "headers! {".to_owned(),
        rows,
        close: "}".to_owned(),
    })
}

/// `src/error_headers.rs`; none where no error declares headers.
pub(super) fn emit_error_headers(cx: &Cx<'_>) -> Option<Module> {
    let headers = cx.api().error_headers();
    if headers.is_empty() {
        return None;
    }
    cx.import("crate::runtime::headers", "error_headers");
    let fields = headers.iter().zip(cx.names().error_headers());
    let mut rows = vec![
        "/// The headers that the API declares for errors.".to_owned(),
        "///".to_owned(),
        "/// [`ApiError::declared_headers`](crate::ApiError::declared_headers) reads them. Which of them an error has,"
            .to_owned(),
        "/// depends on the operation and its status.".to_owned(),
        "ErrorHeaders {".to_owned(),
    ];
    rows.extend(fields.flat_map(|(header, field)| field_rows(cx, header, field, "")));
    rows.push("}".to_owned());
    let table = Item::Table(Table {
        open: "error_headers! {".to_owned(),
        rows,
        close: "}".to_owned(),
    });
    let docs = Prose::sentence("The headers of error responses.");
    let items = cx.uses().into_iter().chain([table]).collect();
    Some(Module::rust(
        "src/error_headers.rs",
        docs.into_lines(),
        items,
    ))
}

/// A field with its documentation.
fn field_rows(cx: &Cx<'_>, header: &Parameter, field: &Ident, presence: &str) -> Vec<String> {
    let prose =
        field::described(&header.docs).or(|| format!("The header {}.", docs::code(&header.name)));
    let lines = prose.into_lines().into_iter();
    let mut rows: Vec<String> = lines
        .map(|line| format!("    {}", format!("/// {line}").trim_end()))
        .collect();
    let ty = spell(&type_ref::emit_value(cx, &header.value));
    let key = Literal::string(&header.name);
    rows.push(format!(
        "    {presence}{field}: {ty} = {key}, {},",
        form(header)
    ));
    rows
}

fn form(header: &Parameter) -> &'static str {
    match &header.format {
        // Its values have commas of their own (RFC 9110, section 5.3).
        ParameterFormat::Styled { .. } if header.is_named("set-cookie") => "lines",
        ParameterFormat::Json => "json",
        ParameterFormat::Styled { explode: true, .. } => "exploded",
        ParameterFormat::Styled { .. } | ParameterFormat::Form(_) => "plain",
    }
}
