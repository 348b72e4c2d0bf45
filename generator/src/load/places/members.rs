//! The members of one object of a text, found by their keys.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::Span;

/// Fewer members are looked through, more are sorted once: many nodes of large objects may be wanted.
const FEW: usize = 16;

/// A member of an object.
#[derive(Debug)]
pub(super) struct Member<'t> {
    pub(super) key: Cow<'t, str>,
    pub(super) span: Span,
    pub(super) value: usize,
}

/// The members of an object, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Members<'t> {
    list: Vec<Member<'t>>,
    /// The indexes of the members, by their keys.
    sorted: OnceCell<Vec<usize>>,
}

impl<'t> Members<'t> {
    pub(super) fn push(&mut self, member: Member<'t>) {
        self.list.push(member);
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, Member<'t>> {
        self.list.iter()
    }

    /// The first member with a key.
    pub(super) fn find(&self, key: &str) -> Option<&Member<'t>> {
        if self.list.len() <= FEW {
            return self.iter().find(|member| member.key == key);
        }
        let key_at = |index: &usize| self.list.get(*index).map(|member| &*member.key);
        let sorted = self.sorted.get_or_init(|| {
            let mut sorted: Vec<_> = (0..self.list.len()).collect();
            sorted.sort_by_key(key_at);
            sorted
        });
        let first = sorted.partition_point(|index| key_at(index) < Some(key));
        let found = self.list.get(*sorted.get(first)?);
        found.filter(|member| member.key == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_many_or_few_is_found() {
        for count in [3, 3_000] {
            let mut members = Members::default();
            for value in 0..count {
                let (start, end) = ((1, 1), (1, 2));
                members.push(Member {
                    key: format!("k{}", value / 2).into(),
                    span: Span { start, end },
                    value,
                });
            }
            let found = |key: &str| members.find(key).map(|member| member.value);
            assert_eq!(found("k1"), Some(2));
            assert_eq!(found("k0"), Some(0));
            assert_eq!(found("k"), None);
            assert_eq!(found("z"), None);
        }
    }
}
