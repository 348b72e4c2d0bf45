//! The table from which the runtime's macros make the serde impls of a type.

use proc_macro2::Literal;

use super::cx::Cx;
use super::field::{self, Presence};
use super::module::Table;
use super::type_ref::spell;
use super::union;
use crate::analyze::Discrimination;
use crate::ir::{Struct, TypeId, TypeKind, TypeRef, Union};

/// The table of a type, if it needs one.
pub(super) fn emit_table(cx: &Cx<'_>, id: TypeId) -> Option<Table> {
    let (table, used) = match &cx.definition(id).kind {
        TypeKind::Struct(it) => (object(cx, id, it), "object"),
        TypeKind::Union(it) => match &cx.type_facts(id).discrimination {
            Some(Discrimination::Tag { property, values }) => {
                (tagged(cx, id, it, property, values), "tagged_union")
            }
            Some(Discrimination::Trial { order }) => {
                (untagged(cx, id, it, order), "untagged_union")
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

fn tagged(cx: &Cx<'_>, id: TypeId, it: &Union, property: &str, values: &[Vec<String>]) -> Table {
    let names = cx.type_names(id);
    let rows = names.members.iter().zip(values).map(|(variant, tags)| {
        let tags: Vec<String> = tags
            .iter()
            .map(|tag| Literal::string(tag).to_string())
            .collect();
        format!("{variant} = {},", tags.join(" | "))
    });
    let base = it.base.and_then(|index| names.members.get(index));
    let base = base.map(|base| format!(" or {base}")).unwrap_or_default();
    let property = Literal::string(property);
    let open = format!(
        "tagged_union! {{ {}: {} by {property} {{",
        cx.type_name(id),
        directions(cx, id)
    );
    Table {
        open,
        rows: rows.collect(),
        close: format!("}} else {}{base} }}", names.rest),
    }
}

fn untagged(cx: &Cx<'_>, id: TypeId, it: &Union, order: &[usize]) -> Table {
    let branches = union::plan(cx, id, it);
    let rows = order
        .iter()
        .filter_map(|index| branches.get(*index))
        .map(|branch| format!("{}({}),", branch.variant, spell(&branch.payload(cx))));
    let rows = rows.collect();
    let open = format!(
        "untagged_union! {{ {}: {} {{",
        cx.type_name(id),
        directions(cx, id)
    );
    Table {
        open,
        rows,
        close: format!("}} else {} }}", cx.type_names(id).rest),
    }
}
