//! What tells the type of a branch from the other branches of its union: a property, a value or a type that only it
//! has.

use super::branch::{text_words, value_words};
use super::candidates::Proposer;
use super::union::type_word;
use super::words::Words;
use crate::analyze::{TagValue, known_values};
use crate::ir::{Field, Struct, TypeId, TypeKind, TypeRef};

/// How deep in a branch a value may stand that tells it from others.
const DEPTH: usize = 3;

impl Proposer<'_> {
    /// The first property, required ones before others, that no other branch has.
    pub(super) fn own_property(&self, id: TypeId, owner: TypeId) -> Option<Words> {
        let (own, others) = (self.as_struct(id)?, self.siblings(id, owner));
        let mut fresh = in_order(own).filter(|field| twins(&others, field).next().is_none());
        fresh.next().map(|field| Words::of(&field.property))
    }

    /// The first value that no other branch lists for the same property.
    pub(super) fn own_value(&self, id: TypeId, owner: TypeId) -> Option<Words> {
        self.value_in(self.as_struct(id)?, &self.siblings(id, owner), DEPTH)
    }

    fn value_in(&self, own: &Struct, others: &[&Struct], depth: usize) -> Option<Words> {
        in_order(own).find_map(|field| {
            let twins = twins(others, field).collect::<Vec<_>>();
            match known_values(self.api, &field.value) {
                _ if twins.is_empty() => None,
                Some(values) => {
                    let listed = twins.iter();
                    let listed = listed.filter_map(|twin| known_values(self.api, &twin.value));
                    let listed = listed.flatten().collect::<Vec<_>>();
                    let own = values.iter().find(|value| !listed.contains(value))?;
                    spelled(&field.property, own)
                }
                None => {
                    let inner = self.as_struct(named(field)?)?;
                    let others = twins.iter().filter_map(|twin| self.as_struct(named(twin)?));
                    self.value_in(inner, &others.collect::<Vec<_>>(), depth.checked_sub(1)?)
                }
            }
        })
    }

    /// The first property that is of another type in every other branch, with what it is in this one.
    pub(super) fn own_type(&self, id: TypeId, owner: TypeId) -> Option<Words> {
        let (own, others) = (self.as_struct(id)?, self.siblings(id, owner));
        let word = |field: &Field| type_word(self.api, &field.value.ty);
        let mut differing = in_order(own).filter(|field| {
            let mut twins = twins(&others, field).peekable();
            twins.peek().is_some() && twins.all(|twin| word(twin) != word(field))
        });
        let field = differing.next()?;
        Some(Words::of(&field.property).with(word(field)))
    }

    /// The other branches.
    fn siblings(&self, id: TypeId, owner: TypeId) -> Vec<&Struct> {
        let mut siblings = Vec::new();
        if let TypeKind::Union(union) = &self.api.types[owner].kind {
            for branch in &union.branches {
                branch.value.ty.for_each_named(&mut |other| {
                    siblings.extend(self.as_struct(other).filter(|_| other != id));
                });
            }
        }
        siblings
    }
}

/// The fields, required ones before others.
fn in_order(it: &Struct) -> impl Iterator<Item = &Field> {
    let required = it.fields.iter().filter(|field| field.required);
    required.chain(it.fields.iter().filter(|field| !field.required))
}

/// The fields of other branches for the same property.
fn twins<'a>(others: &[&'a Struct], field: &Field) -> impl Iterator<Item = &'a Field> {
    let fields = others.iter().flat_map(|other| &other.fields);
    fields.filter(|other| other.property == field.property)
}

fn named(field: &Field) -> Option<TypeId> {
    match &field.value.ty {
        TypeRef::Named(id) => Some(*id),
        TypeRef::Any
        | TypeRef::Scalar(_)
        | TypeRef::List(_)
        | TypeRef::Map(_)
        | TypeRef::Tuple(_) => None,
    }
}

fn spelled(property: &str, value: &TagValue) -> Option<Words> {
    match value {
        TagValue::Text(_) => text_words(value).filter(|words| words.len() <= 4),
        TagValue::Integer(_) | TagValue::Boolean(_) => Some(value_words(property, value)),
    }
}
