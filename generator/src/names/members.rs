//! Names of fields, setters and variants.

use serde_json::Value as Json;

use super::Ident;
use super::scope::{Role, Scope};
use super::union::branch_words;
use super::words::Words;
use crate::analyze::Facts;
use crate::ir::{Api, Enum, EnumValues, Struct, TypeId, TypeKind, Union, Variant};

/// The names inside a definition.
pub(super) struct Members {
    pub(super) members: Vec<Ident>,
    pub(super) setters: Vec<Ident>,
    pub(super) rest: Ident,
}

/// Names the members of one type; `names` are those of all types.
pub(super) fn members(api: &Api, facts: &Facts, names: &[Ident], id: TypeId) -> Members {
    match &api.types[id].kind {
        TypeKind::Struct(it) => fields(it),
        TypeKind::Enum(it) => variants(it),
        TypeKind::Union(it) => branches(api, facts, names, id, it),
        TypeKind::Alias(_) => {
            let rest = Scope::default().claim("rest", Role::Field);
            Members {
                members: Vec::new(),
                setters: Vec::new(),
                rest,
            }
        }
    }
}

fn branches(api: &Api, facts: &Facts, names: &[Ident], id: TypeId, it: &Union) -> Members {
    let mut scope = Scope::default();
    let words = branch_words(api, facts, names, id, it);
    let members = words
        .iter()
        .map(|words| scope.claim_words(words, Role::Variant));
    Members {
        members: members.collect(),
        setters: Vec::new(),
        rest: unknown(&mut scope),
    }
}

fn fields(it: &Struct) -> Members {
    let mut scope = Scope::default();
    let members = it
        .fields
        .iter()
        .map(|field| scope.claim(&field.property, Role::Field))
        .collect::<Vec<_>>();
    let rest = scope.claim("additional_properties", Role::Field);
    let mut scope = Scope::with_reserved(["new", "validate"]);
    let setter = |field: &Ident| scope.claim(&format!("with_{field}"), Role::Method);
    let setters = members.iter().map(setter).collect();
    Members {
        members,
        setters,
        rest,
    }
}

fn variants(it: &Enum) -> Members {
    let mut scope = Scope::default();
    let members = match &it.values {
        EnumValues::Strings(values) => claim_variants(&mut scope, values, String::clone),
        EnumValues::Integers(values) => {
            claim_variants(&mut scope, values, |value| integer_text(*value))
        }
        EnumValues::Mixed(values) => claim_variants(&mut scope, values, json_text),
    };
    Members {
        members,
        setters: Vec::new(),
        rest: unknown(&mut scope),
    }
}

fn claim_variants<T>(
    scope: &mut Scope,
    values: &[Variant<T>],
    text: impl Fn(&T) -> String,
) -> Vec<Ident> {
    let names = values
        .iter()
        .map(|variant| claim_variant(scope, variant, &text(&variant.value)));
    names.collect()
}

/// `0.5` is zero point five.
fn json_text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Null | Json::Bool(_) => value.to_string(),
        Json::Number(number) => {
            let text = number.to_string().replace('.', " point ");
            text.strip_prefix('-')
                .map_or_else(|| text.clone(), |rest| format!("minus {rest}"))
        }
        Json::Array(_) => "list".to_owned(),
        Json::Object(_) => "object".to_owned(),
    }
}

pub(super) fn integer_text(value: i64) -> String {
    if value < 0 {
        format!("minus {}", value.unsigned_abs())
    } else {
        value.to_string()
    }
}

fn claim_variant<T>(scope: &mut Scope, variant: &Variant<T>, text: &str) -> Ident {
    let suggested = variant
        .name
        .as_deref()
        .filter(|name| !Words::of(name).is_empty());
    match suggested {
        Some(name) => scope.claim(name, Role::Variant),
        None => scope.claim(text, Role::Variant),
    }
}

/// The variant of unknown values; a known value may be called `unknown` itself.
fn unknown(scope: &mut Scope) -> Ident {
    let names = ["Unknown", "Unrecognized", "Undeclared"];
    let free = names.iter().find(|name| scope.is_free(name));
    scope.claim(free.unwrap_or(&names[0]), Role::Variant)
}
