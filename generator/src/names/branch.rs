//! What a branch of a union is called.

use super::candidates::{Proposer, kind_word};
use super::members::integer_text;
use super::words::Words;
use crate::analyze::TagValue;
use crate::ir::{TypeId, TypeKind};

impl Proposer<'_> {
    /// A branch is called after its title, tag or what only it has.
    pub(super) fn branch(&self, id: TypeId, owner: TypeId, index: usize) -> Vec<Words> {
        let TypeKind::Union(union) = &self.api.types[owner].kind else {
            return Vec::new();
        };
        let base = self.base(owner);
        let Some(branch) = union.branches.get(index) else {
            return Vec::new();
        };
        if let Some(title) = branch
            .title
            .as_deref()
            .map(Words::of)
            .filter(|words| !words.is_empty())
        {
            return vec![title.clone(), base.then(&title)];
        }
        let tag = self.facts.of(owner).tag();
        let value = tag.and_then(|tag| tag.values.get(index)?.first());
        if let Some(tag) = value.and_then(text_words) {
            let last = base.slice(base.len().saturating_sub(1)..);
            return vec![tag.then(&last), base.then(&tag)];
        }
        let told = tag.zip(value);
        let told = told.map(|(tag, value)| value_words(&tag.property, value));
        let own = self.own_property(id, owner).into_iter();
        let parts = own
            .chain(self.constant(id))
            .chain(self.own_value(id, owner))
            .chain(self.required_words(id))
            .chain(told)
            .chain(self.own_type(id, owner))
            .chain([Words::of(kind_word(&self.api.types[id].kind))]);
        parts.map(|part| base.then(&part)).collect()
    }

    /// The required properties together, where they are few.
    fn required_words(&self, id: TypeId) -> Option<Words> {
        let fields = &self.as_struct(id)?.fields;
        let required = fields.iter().filter(|field| field.required);
        let words = required
            .map(|field| Words::of(&field.property))
            .collect::<Vec<_>>();
        let few = (2..=3).contains(&words.len());
        words.into_iter().filter(|_| few).reduce(|a, b| a.then(&b))
    }
}

/// What a text says that selects a branch; the last part of it where it is a path or URI.
pub(super) fn text_words(value: &TagValue) -> Option<Words> {
    let TagValue::Text(text) = value else {
        return None;
    };
    let words = Words::of(text.rsplit(['/', '#']).next().unwrap_or(text));
    (!words.is_empty()).then_some(words)
}

/// A property together with its value, which alone says nothing.
pub(super) fn value_words(property: &str, value: &TagValue) -> Words {
    match value {
        TagValue::Text(text) => Words::of(text),
        TagValue::Integer(number) => Words::of(property).then(&Words::of(&integer_text(*number))),
        TagValue::Boolean(true) => Words::of(property),
        TagValue::Boolean(false) => Words::of("not").then(&Words::of(property)),
    }
}
