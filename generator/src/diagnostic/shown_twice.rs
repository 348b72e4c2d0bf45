//! Two nodes that clash and are one in the text, which an alias or a merge key of YAML shows twice.

use std::collections::BTreeMap;

use super::{Diagnostic, Place};
use crate::pointer::{MERGE_KEY, Pointer};

/// The pairs of nodes that hold the two nodes of a diagnostic, the nearest first; none if they are found already.
fn holders(diagnostic: &Diagnostic) -> impl Iterator<Item = (Pointer, Pointer)> {
    let related = diagnostic.related.as_ref().map(|it| &it.place);
    let places = related.filter(|first| first.file.is_empty() && diagnostic.place.file.is_empty());
    let pair = places.map(|first| (first.pointer.clone(), diagnostic.place.pointer.clone()));
    let above = |(first, second): &(Pointer, Pointer)| Some((first.parent()?, second.parent()?));
    std::iter::successors(pair.as_ref().and_then(above), above)
}

/// What else must be found to tell whether the two nodes are one.
pub(super) fn wanted(diagnostic: &Diagnostic) -> impl Iterator<Item = Pointer> {
    holders(diagnostic).flat_map(|(first, second)| [second.child(MERGE_KEY), first, second])
}

/// Where the text shows the node of the diagnostic for the second time, if it is the one that it clashes with.
///
/// That is in the first of its holders that is a node of its own: at a merge key, or if there is none at the holder.
pub(super) fn entrance(
    diagnostic: &Diagnostic,
    found: &BTreeMap<Pointer, Place>,
) -> Option<Pointer> {
    let place = |pointer: &Pointer| found.get(pointer).and_then(Place::found);
    let is_one = |a: &Pointer, b: &Pointer| place(a).is_some() && place(a) == place(b);
    let first = &diagnostic.related.as_ref()?.place.pointer;
    let second = &diagnostic.place.pointer;
    if first == second || !is_one(first, second) {
        return None;
    }
    let (_, own) = holders(diagnostic).find(|(first, second)| !is_one(first, second))?;
    let merge_key = own.child(MERGE_KEY);
    Some(match is_one(&own, &merge_key) {
        true => own,
        false => merge_key,
    })
}
