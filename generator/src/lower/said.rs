//! Where schemas that must all hold say what, for telling what contradicts what.

use std::collections::BTreeMap;

use crate::pointer::Pointer;

/// The places of keywords; none where nothing is said.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub(super) types: Option<Pointer>,
    pub(super) format: Option<Pointer>,
    pub(super) values: Option<Pointer>,
    /// The tightest bounds, by their keywords.
    pub(super) bounds: BTreeMap<&'static str, Pointer>,
    /// Two `enum`s that have no value in common.
    pub(super) contradiction: Option<(Pointer, Pointer)>,
}

impl Said {
    /// Takes over the places of what was merged in; what was said before stays where it is not said again.
    pub(super) fn merge(&mut self, from: Self) {
        self.types = from.types.or(self.types.take());
        self.format = from.format.or(self.format.take());
        self.values = from.values.or(self.values.take());
        self.bounds.extend(from.bounds);
        self.contradiction = self.contradiction.take().or(from.contradiction);
    }
}
