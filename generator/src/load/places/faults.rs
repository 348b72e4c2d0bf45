//! What stands in a text that its notation allows and a tree cannot have.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::members::Members;
use super::{Outline, Position, Shape};
use crate::pointer::MERGE_KEY;

impl Outline<'_> {
    /// Every key that its object has already, with the place of the first one and its own.
    pub(in super::super) fn duplicates(&self) -> impl Iterator<Item = (&str, Position, Position)> {
        self.objects().flat_map(duplicates_of)
    }

    /// Every merge key whose value is neither a mapping nor a list of mappings.
    pub(in super::super) fn unmergeable(&self) -> impl Iterator<Item = Position> {
        let merges = self
            .objects()
            .flat_map(Members::iter)
            .filter(|member| member.key == MERGE_KEY);
        merges
            .filter(|member| !self.is_mergeable(member.value))
            .map(|member| member.span.start)
    }

    fn objects(&self) -> impl Iterator<Item = &Members<'_>> {
        self.nodes.iter().filter_map(|node| match &node.shape {
            Shape::Object(members) => Some(members),
            Shape::List(_) | Shape::Scalar | Shape::Alias(_) => None,
        })
    }

    fn is_mergeable(&self, value: usize) -> bool {
        match self.behind(value).map(|node| &node.shape) {
            Some(Shape::Object(_)) => true,
            Some(Shape::List(elements)) => elements.iter().all(|element| {
                let element = self.behind(*element).map(|node| &node.shape);
                matches!(element, Some(Shape::Object(_)))
            }),
            Some(Shape::Scalar | Shape::Alias(_)) | None => false,
        }
    }
}

/// Keys that are no scalars are empty in the outline, and no tree is made of them.
fn duplicates_of<'m>(
    members: &'m Members<'_>,
) -> impl Iterator<Item = (&'m str, Position, Position)> + use<'m> {
    let mut seen = BTreeMap::new();
    let named = members
        .iter()
        .filter(|member| member.key != MERGE_KEY && !member.key.is_empty());
    named.filter_map(move |member| match seen.entry(&*member.key) {
        Entry::Occupied(first) => Some((&*member.key, *first.get(), member.span.start)),
        Entry::Vacant(place) => {
            place.insert(member.span.start);
            None
        }
    })
}
