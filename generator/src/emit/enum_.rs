//! Scalars with known values: the definition, from which the runtime makes everything else.

use std::fmt::Display;

use proc_macro2::Literal;

use super::cx::Cx;
use super::docs::{self, Prose};
use super::module::Table;
use super::struct_;
use crate::ir::{Enum, EnumValues, TypeId, Variant};

/// The enum.
pub(super) fn emit_enum(cx: &Cx<'_>, id: TypeId, it: &Enum) -> Table {
    let (used, variants) = match &it.values {
        EnumValues::Strings(values) => (
            "string_enum",
            variants(cx, id, values, |value| Literal::string(value)),
        ),
        EnumValues::Integers(values) => (
            "integer_enum",
            variants(cx, id, values, |value| Literal::i64_unsuffixed(*value)),
        ),
        EnumValues::Mixed(values) => (
            "value_enum",
            variants(cx, id, values, |value| Literal::string(&value.to_string())),
        ),
    };
    cx.import("crate::runtime", used);
    let names = cx.type_names(id);
    let mut rows = struct_::docs(cx, id).comments();
    rows.push(format!("pub enum {} else {} {{", names.name, names.rest));
    rows.extend(variants.into_iter().map(|row| format!("    {row}")));
    rows.push("}".to_owned());
    Table {
        open: format!("{used}! {{"),
        rows,
        close: "}".to_owned(),
    }
}

fn variants<T: Display>(
    cx: &Cx<'_>,
    id: TypeId,
    values: &[Variant<T>],
    literal: impl Fn(&T) -> Literal,
) -> Vec<String> {
    let mut rows = Vec::new();
    for (name, variant) in cx.type_names(id).members.iter().zip(values) {
        rows.extend(Prose::markdown(variant.description.as_deref()).comments());
        let (value, shown) = (
            literal(&variant.value),
            docs::code(&variant.value.to_string()),
        );
        // The macro puts the value between backticks, which is not enough for every value.
        let shown = if shown == format!("`{}`", variant.value) {
            String::new()
        } else {
            format!(" as {}", Literal::string(&shown))
        };
        rows.push(format!("{name} = {value}{shown},"));
    }
    rows
}
