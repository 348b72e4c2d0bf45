//! Names of fields, setters and variants.

use serde_json::Value as Json;

use super::Ident;
use super::branch::text_words;
use super::scope::{Role, Scope};
use super::words::Words;
use crate::analyze::Facts;
use crate::ir::{
    Api, Branch, Enum, EnumValues, Foreign, Origin, Scalar, Struct, TypeId, TypeKind, TypeRef,
    Union, Variant,
};

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

/// A branch is called after its title, its tag or its type.
fn branches(api: &Api, facts: &Facts, names: &[Ident], id: TypeId, it: &Union) -> Members {
    let mut scope = Scope::default();
    let own = Words::of(names[id.index()].as_str());
    let words = it.branches.iter().enumerate().map(|(index, branch)| {
        let titled = title(branch).map(|words| within(&own, &words));
        let written = titled.or_else(|| told(api, facts, id, it, index));
        written.unwrap_or_else(|| type_words(api, names, &own, &branch.value.ty))
    });
    let words = words.collect::<Vec<_>>();
    let is_shared = |it: &Words| words.iter().filter(|other| *other == it).count() > 1;
    let members = it.branches.iter().zip(&words).map(|(branch, words)| {
        // Several lists are told apart by their items.
        let items = item(&branch.value.ty).filter(|_| is_shared(words));
        let longer = items.map(|item| type_words(api, names, &own, item).then(words));
        scope.claim_words(longer.as_ref().unwrap_or(words), Role::Variant)
    });
    let members = members.collect();
    Members {
        members,
        setters: Vec::new(),
        rest: unknown(&mut scope),
    }
}

/// The value of the tag that selects a branch. Where a description names the branches but not their tag, these are
/// their names, unless each has one value.
fn told(api: &Api, facts: &Facts, id: TypeId, it: &Union, index: usize) -> Option<Words> {
    let tag = facts.of(id).tag()?;
    let is_named = match &it.branches.get(index)?.value.ty {
        TypeRef::Named(id) => matches!(api.types[*id].origin, Origin::Component(_)),
        TypeRef::Any
        | TypeRef::Scalar(_)
        | TypeRef::List(_)
        | TypeRef::Map(_)
        | TypeRef::Tuple(_) => false,
    };
    let has_one_each = || tag.values.iter().all(|values| values.len() == 1);
    (!is_named || it.discriminator.is_some() || has_one_each())
        .then(|| text_words(tag.values.get(index)?.first()?))?
}

/// What a list or map holds.
fn item(ty: &TypeRef) -> Option<&TypeRef> {
    match ty {
        TypeRef::List(item) | TypeRef::Map(item) => Some(&item.ty),
        TypeRef::Any | TypeRef::Scalar(_) | TypeRef::Tuple(_) | TypeRef::Named(_) => None,
    }
}

fn title(branch: &Branch) -> Option<Words> {
    let words = Words::of(branch.title.as_deref()?);
    (!words.is_empty() && words.len() <= 4).then_some(words)
}

/// A variant does not repeat what its union says: `Shape::Circle`, not `Shape::CircleShape`.
fn within(union: &Words, branch: &Words) -> Words {
    let (union, words) = (union.as_slice(), branch.as_slice());
    let before = union.iter().zip(words).take_while(|(a, b)| a == b).count();
    if before == union.len() && before < words.len() {
        return branch.slice(before..);
    }
    let after = union
        .iter()
        .rev()
        .zip(words.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    if after > 0 && after < words.len() {
        branch.slice(..words.len() - after)
    } else {
        branch.clone()
    }
}

fn type_words(api: &Api, names: &[Ident], union: &Words, ty: &TypeRef) -> Words {
    match ty {
        TypeRef::Any => Words::of("any"),
        TypeRef::Scalar(scalar) => Words::of(scalar_text(*scalar)),
        TypeRef::List(item) => match &item.ty {
            TypeRef::Named(_) => type_words(api, names, union, &item.ty).with("list"),
            TypeRef::Any
            | TypeRef::Scalar(_)
            | TypeRef::List(_)
            | TypeRef::Map(_)
            | TypeRef::Tuple(_) => Words::of("list"),
        },
        TypeRef::Map(_) => Words::of("map"),
        TypeRef::Tuple(_) => Words::of("tuple"),
        TypeRef::Named(id) => match (&api.types[*id].origin, &api.types[*id].kind) {
            (Origin::Inline { .. }, TypeKind::Enum(_)) => Words::of("known"),
            (Origin::Inline { .. } | Origin::Component(_) | Origin::Input { .. }, _) => {
                within(union, &Words::of(names[id.index()].as_str()))
            }
        },
    }
}

fn foreign_text(foreign: Foreign) -> &'static str {
    match foreign {
        Foreign::JiffTimestamp | Foreign::TimeDateTime => "date time",
        Foreign::JiffDate => "date",
        Foreign::ChronoTime | Foreign::JiffTime => "time",
        Foreign::JiffDuration => "duration",
        Foreign::Url => "url",
        Foreign::IpAddr | Foreign::Ipv4Addr | Foreign::Ipv6Addr => "address",
        Foreign::Decimal => "decimal",
    }
}

fn scalar_text(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::String => "text",
        Scalar::Secret => "secret",
        Scalar::Boolean => "boolean",
        Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64 => "integer",
        Scalar::Float | Scalar::Double => "number",
        Scalar::DateTime => "date time",
        Scalar::Date => "date",
        Scalar::Uuid => "uuid",
        Scalar::Base64 => "base64",
        Scalar::Binary => "binary",
        Scalar::Part => "part",
        Scalar::Foreign(foreign) => foreign_text(foreign),
    }
}
