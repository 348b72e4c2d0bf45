//! What a branch of a union is called.

use std::collections::BTreeSet;

use super::candidates::{Proposer, kind_word};
use super::words::Words;
use crate::analyze::Discrimination;
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
        let tag = match &self.facts.of(owner).discrimination {
            Some(Discrimination::Tag { values, .. }) => {
                values.get(index).and_then(|values| values.first())
            }
            Some(Discrimination::Trial { .. }) | None => None,
        };
        if let Some(tag) = tag
            .map(|tag| Words::of(tag))
            .filter(|words| !words.is_empty())
        {
            let last = base.slice(base.len().saturating_sub(1)..);
            return vec![tag.then(&last), base.then(&tag)];
        }
        let own = self
            .own_property(id, owner)
            .map(|name| base.then(&Words::of(&name)));
        let all = self.required_words(id).map(|words| base.then(&words));
        own.into_iter()
            .chain(all)
            .chain([base.with(kind_word(&self.api.types[id].kind))])
            .collect()
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

    /// The first property, required ones before others, that no other branch has.
    fn own_property(&self, id: TypeId, owner: TypeId) -> Option<String> {
        let TypeKind::Union(union) = &self.api.types[owner].kind else {
            return None;
        };
        let own = self.as_struct(id)?;
        let mut others = BTreeSet::new();
        for branch in &union.branches {
            branch.value.ty.for_each_named(&mut |other| {
                if other != id {
                    let fields = self
                        .as_struct(other)
                        .map(|it| it.fields.as_slice())
                        .unwrap_or_default();
                    others.extend(fields.iter().map(|field| field.property.clone()));
                }
            });
        }
        let fresh = || {
            own.fields
                .iter()
                .filter(|field| !others.contains(&field.property))
        };
        let field = fresh()
            .find(|field| field.required)
            .or_else(|| fresh().next())?;
        Some(field.property.clone())
    }
}
