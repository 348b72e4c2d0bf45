//! Where the nodes of a tree were before it was rewritten.

use std::collections::BTreeMap;

use super::Pointer;

/// The origins of moved nodes, each with all below it. Every other node stands where it stood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moves {
    moved: BTreeMap<Pointer, Pointer>,
}

impl Moves {
    /// Records that the node at `here`, with all below it, was at `origin`.
    pub(crate) fn record(&mut self, here: &Pointer, origin: &Pointer) {
        if self.origin(here) != *origin {
            self.moved.insert(here.clone(), origin.clone());
        }
    }

    /// Where a node was.
    #[must_use]
    pub fn origin(&self, here: &Pointer) -> Pointer {
        let mut ancestor = here.clone();
        loop {
            let origin = self.moved.get(&ancestor);
            if let Some(origin) = origin.and_then(|origin| here.rebased(&ancestor, origin)) {
                return origin;
            }
            if ancestor.is_root() {
                return here.clone();
            }
            ancestor.pop();
        }
    }

    /// What is known of a node and all below it.
    pub(crate) fn of(&self, node: &Pointer) -> Self {
        let mut moved: BTreeMap<_, _> = self
            .below(node)
            .map(|(here, origin)| (here.clone(), origin.clone()))
            .collect();
        moved.insert(node.clone(), self.origin(node));
        Self { moved }
    }

    /// Forgets all that is known of a node and all below it, because it is no longer there.
    pub(crate) fn forget(&mut self, node: &Pointer) {
        self.moved.remove(node);
        let below: Vec<_> = self.below(node).map(|(here, _)| here.clone()).collect();
        for here in below {
            self.moved.remove(&here);
        }
    }

    /// Records that the node at `to`, with all below it, is the one that `source` knows at `from`.
    pub(crate) fn copy(&mut self, to: &Pointer, source: &Self, from: &Pointer) {
        self.record(to, &source.origin(from));
        for (there, origin) in source.below(from) {
            if let Some(here) = there.rebased(from, to) {
                self.record(&here, origin);
            }
        }
    }

    /// What was moved below a node. Pointers sort as text, so these follow each other.
    fn below(&self, node: &Pointer) -> impl Iterator<Item = (&Pointer, &Pointer)> {
        let first = Pointer(format!("{}/", node.0));
        self.moved
            .range(first.clone()..)
            .take_while(move |(here, _)| here.0.starts_with(&first.0))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn at(text: &str) -> Pointer {
        Pointer::parse(text).unwrap()
    }

    fn moves(pairs: &[(&str, &str)]) -> Moves {
        let mut moves = Moves::default();
        for (here, origin) in pairs {
            moves.record(&at(here), &at(origin));
        }
        moves
    }

    #[test]
    fn what_is_moved_takes_along_what_is_below() {
        let moves = moves(&[("#/a", "#/x/y"), ("#/a/b/c", "#/z"), ("#/a/d", "#/x/y/d")]);
        for (here, origin) in [
            ("#/a", "#/x/y"),
            ("#/a/b", "#/x/y/b"),
            ("#/a/b/c/0", "#/z/0"),
            ("#/ab", "#/ab"),
            ("#", "#"),
        ] {
            assert_eq!(moves.origin(&at(here)), at(origin), "{here}");
        }
        assert_eq!(moves.moved.len(), 2);
    }

    #[test]
    fn a_copy_knows_what_its_source_knows() {
        let mut moves = moves(&[("#/a", "#/x"), ("#/a/b", "#/y"), ("#/a-b", "#/z")]);
        let source = moves.of(&at("#/a"));
        moves.forget(&at("#/a"));
        assert_eq!(moves.origin(&at("#/a/b")), at("#/a/b"));
        assert_eq!(moves.origin(&at("#/a-b")), at("#/z"));
        moves.copy(&at("#/c/0"), &source, &at("#/a"));
        assert_eq!(moves.origin(&at("#/c/0/b/1")), at("#/y/1"));
        assert_eq!(moves.origin(&at("#/c/0/e")), at("#/x/e"));
        moves.copy(&at("#/d"), &source, &at("#/a/b"));
        assert_eq!(moves.origin(&at("#/d")), at("#/y"));
    }
}
