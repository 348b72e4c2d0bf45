//! The table from which the runtime's macros make the serde impls of a type.

use proc_macro2::Literal;

use super::cx::Cx;
use super::field::{self, Presence};
use super::module::Table;
use super::type_ref::spell;
use super::union;
use crate::analyze::{Discrimination, Tag, TagValue};
use crate::ir::{Struct, TypeId, TypeKind, TypeRef, Union};

/// The table of a type, if it needs one.
pub(super) fn emit_table(cx: &Cx<'_>, id: TypeId) -> Option<Table> {
    let (table, used) = match &cx.definition(id).kind {
        TypeKind::Struct(it) => (object(cx, id, it), "object"),
        TypeKind::Union(it) => match &cx.type_facts(id).discrimination {
            Some(Discrimination::Tag(tag)) => (tagged(cx, id, it, tag), "tagged_union"),
            Some(Discrimination::Trial { order, tag }) => {
                (untagged(cx, id, it, order, tag.as_ref()), "untagged_union")
            }
            None => return None,
        },
        TypeKind::Alias(_) if cx.type_facts(id).newtype => {
            let open = format!(
                "newtype! {{ {}: {} }}",
                cx.type_name(id),
                directions(cx, id)
            );
            (
                Table {
                    open,
                    rows: Vec::new(),
                    close: String::new(),
                },
                "newtype",
            )
        }
        // An enum's definition is its table.
        TypeKind::Alias(_) | TypeKind::Enum(_) => return None,
    };
    cx.import("crate::runtime", used);
    Some(table)
}

/// The directions in which a type travels.
fn directions(cx: &Cx<'_>, id: TypeId) -> &'static str {
    let facts = cx.type_facts(id);
    match (facts.encoded, facts.decoded) {
        (true, false) => "Serialize",
        (false, true) => "Deserialize",
        (true, true) | (false, false) => "Serialize + Deserialize",
    }
}

fn object(cx: &Cx<'_>, id: TypeId, it: &Struct) -> Table {
    let mut rows: Vec<String> = field::plan(cx, id, it)
        .iter()
        .map(|field| {
            let is_part = field.field.value.ty.is_part();
            let kind = match field.presence {
                Presence::Required if is_part => "file",
                Presence::Optional if is_part => "files",
                Presence::Required => "req",
                // Where any value may stand, `null` is one of them.
                Presence::Optional if is_any(cx, &field.field.value.ty) => "any",
                Presence::Optional => "opt",
                Presence::Nullable => "null",
                Presence::TriState => "tri",
            };
            format!(
                "{kind} {} = {},",
                field.ident,
                Literal::string(&field.field.property)
            )
        })
        .collect();
    if let Some(value) = &it.additional {
        let kind = if value.ty.is_part() { "others" } else { "rest" };
        rows.push(format!("{kind} {},", cx.type_names(id).rest));
    }
    let open = format!("object! {{ {}: {} {{", cx.type_name(id), directions(cx, id));
    if rows.is_empty() {
        return Table {
            open: format!("{open}}} }}"),
            rows,
            close: String::new(),
        };
    }
    Table {
        open,
        rows,
        close: "} }".to_owned(),
    }
}

fn is_any(cx: &Cx<'_>, ty: &TypeRef) -> bool {
    matches!(cx.resolved(ty), TypeRef::Any)
}

fn tagged(cx: &Cx<'_>, id: TypeId, it: &Union, tag: &Tag) -> Table {
    let names = cx.type_names(id);
    let default = it.branches.iter().position(|branch| branch.is_default);
    let rows = names.members.iter().zip(&tag.values).enumerate();
    let rows = rows.filter(|(index, _)| Some(*index) != default);
    let rows = rows.map(|(_, (variant, values))| format!("{variant} = {},", alternatives(values)));
    let default = default.and_then(|index| names.members.get(index));
    let default = default.map(|default| format!(" default {default}"));
    let base = it.base.and_then(|index| names.members.get(index));
    let base = base.map(|base| format!(" or {base}")).unwrap_or_default();
    let open = format!(
        "tagged_union! {{ {}: {} {} {{",
        cx.type_name(id),
        directions(cx, id),
        by(tag)
    );
    Table {
        open,
        rows: rows.collect(),
        close: format!(
            "}}{} else {}{base} }}",
            default.unwrap_or_default(),
            names.rest
        ),
    }
}

fn untagged(cx: &Cx<'_>, id: TypeId, it: &Union, order: &[usize], tag: Option<&Tag>) -> Table {
    let branches = union::plan(cx, id, it);
    let values = |index: &usize| tag.and_then(|tag| tag.values.get(*index));
    let rows = order.iter().filter_map(|index| {
        let branch = branches.get(*index)?;
        let payload = spell(&branch.payload(cx));
        let values = values(index).map(|values| format!(" = {}", alternatives(values)));
        let values = values.unwrap_or_default();
        Some(format!("{}({payload}){values},", branch.variant))
    });
    let by = tag.map(|tag| format!(" {}", by(tag)));
    let open = format!(
        "untagged_union! {{ {}: {}{} {{",
        cx.type_name(id),
        directions(cx, id),
        by.unwrap_or_default()
    );
    Table {
        open,
        rows: rows.collect(),
        close: format!("}} else {} }}", cx.type_names(id).rest),
    }
}

/// The property that tells, and what its values are where they are no texts.
fn by(tag: &Tag) -> String {
    let kind = match tag.values.iter().flatten().next() {
        Some(TagValue::Integer(_)) => "integer ",
        Some(TagValue::Boolean(_)) => "boolean ",
        Some(TagValue::Text(_)) | None => "",
    };
    format!("by {kind}{}", Literal::string(&tag.property))
}

fn alternatives(values: &[TagValue]) -> String {
    let values: Vec<String> = values.iter().map(literal).collect();
    values.join(" | ")
}

fn literal(value: &TagValue) -> String {
    match value {
        TagValue::Text(text) => Literal::string(text).to_string(),
        // What is not said to be longer has 32 bits.
        TagValue::Integer(value) => match i32::try_from(*value) {
            Ok(value) => value.to_string(),
            Err(_) => format!("{value}i64"),
        },
        TagValue::Boolean(value) => value.to_string(),
    }
}
