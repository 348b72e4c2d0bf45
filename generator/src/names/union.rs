//! What the branches of a union are called in it.

use super::Ident;
use super::branch::text_words;
use super::candidates::kind_word;
use super::words::Words;
use crate::analyze::Facts;
use crate::ir::{
    Api, Branch, Enum, EnumValues, Foreign, Origin, Scalar, TypeId, TypeKind, TypeRef, Union,
};

/// A branch is called after its title, its tag or its type. The names of types are all known.
pub(super) fn branch_words(
    api: &Api,
    facts: &Facts,
    names: &[Ident],
    id: TypeId,
    it: &Union,
) -> Vec<Words> {
    // What requests send of a union has the same branches, and so they are called the same.
    if let Origin::Input { of } = api.types[id].origin
        && let TypeKind::Union(whole) = &api.types[of].kind
        && whole.branches.len() == it.branches.len()
    {
        return branch_words(api, facts, names, of, whole);
    }
    let own = Words::of(names[id.index()].as_str());
    let words = it.branches.iter().enumerate().map(|(index, branch)| {
        let titled = title(branch).map(|words| within(&own, &words));
        let written = titled.or_else(|| told(api, facts, id, it, index));
        written.unwrap_or_else(|| type_words(api, names, &own, &branch.value.ty))
    });
    let words = words.collect::<Vec<_>>();
    let is_shared = |it: &Words| words.iter().filter(|other| *other == it).count() > 1;
    let longer = it.branches.iter().zip(&words).map(|(branch, words)| {
        // Several lists are told apart by their items.
        let items = item(&branch.value.ty).filter(|_| is_shared(words));
        let longer = items.map(|item| type_words(api, names, &own, item).then(words));
        longer.unwrap_or_else(|| words.clone())
    });
    longer.collect()
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
    let words = text_words(tag.values.get(index)?.first()?)?;
    let tells = !is_named || it.discriminator.is_some() || has_one_each();
    (tells && words.len() <= 5).then_some(words)
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
            (Origin::Inline { .. }, TypeKind::Enum(it)) => known_words(it),
            (Origin::Inline { .. } | Origin::Component(_) | Origin::Input { .. }, _) => {
                within(union, &Words::of(names[id.index()].as_str()))
            }
        },
    }
}

/// An enum is called after its only value, else it is what is known of values that other branches may have, too.
fn known_words(it: &Enum) -> Words {
    let only = match &it.values {
        EnumValues::Strings(values) => match values.as_slice() {
            [only] => Some(Words::of(&only.value)),
            _ => None,
        },
        EnumValues::Integers(_) | EnumValues::Mixed(_) => None,
    };
    let only = only.filter(|words| (1..=4).contains(&words.len()));
    only.unwrap_or_else(|| Words::of("known"))
}

/// What values of a type are, in a word.
pub(super) fn type_word(api: &Api, ty: &TypeRef) -> &'static str {
    match ty {
        TypeRef::Any => "any",
        TypeRef::Scalar(scalar) => scalar_text(*scalar),
        TypeRef::List(_) => "list",
        TypeRef::Map(_) => "map",
        TypeRef::Tuple(_) => "tuple",
        TypeRef::Named(id) => kind_word(&api.types[*id].kind),
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
