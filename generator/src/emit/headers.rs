//! The struct of the headers that an operation declares for its successes.

use proc_macro2::Literal;

use super::cx::Cx;
use super::docs;
use super::field;
use super::module::Table;
use super::type_ref::{self, spell};
use crate::ir::{OperationId, Parameter, ParameterFormat};

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
    for ((header, is_required), field) in headers.into_iter().zip(&names.header_fields) {
        let prose = field::described(&header.docs)
            .or(|| format!("The header {}.", docs::code(&header.name)));
        let lines = prose.into_lines().into_iter();
        rows.extend(lines.map(|line| format!("    {}", format!("/// {line}").trim_end())));
        let presence = if is_required { "req" } else { "opt" };
        let ty = spell(&type_ref::emit_value(cx, &header.value));
        let key = Literal::string(&header.name);
        rows.push(format!(
            "    {presence} {field}: {ty} = {key}, {},",
            form(header)
        ));
    }
    rows.push("}".to_owned());
    Some(Table {
        open: "headers! {".to_owned(),
        rows,
        close: "}".to_owned(),
    })
}

fn form(header: &Parameter) -> &'static str {
    match &header.format {
        ParameterFormat::Json => "json",
        ParameterFormat::Styled { explode: true, .. } => "exploded",
        ParameterFormat::Styled { .. } => "plain",
    }
}
