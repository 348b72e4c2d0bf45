//! Which type is which line's: the rules by which names stay.

use std::collections::{BTreeMap, VecDeque};

use super::{Entry, Fingerprint, NamesLock, is_lockable, printed};
use crate::ir::{Api, TypeId};

/// The types that the file names, and their names, in the order in which they claim them.
///
/// A type is first looked for by structure and place, then by structure alone, which other
/// operations cannot change, then by place alone, where an edited schema still stands. Where several
/// lines fit, the first by name is taken; where several types fit, the first by place. A name that
/// two lines give (as after a careless merge) can come up twice; the first claim is the better one.
pub(in crate::names) fn keep<'a>(
    api: &Api,
    fingerprints: &[Fingerprint],
    lock: &'a NamesLock,
) -> Vec<(TypeId, &'a str)> {
    let all = api.types.iter().zip(fingerprints);
    let mut types = all
        .filter(|((_, definition), _)| is_lockable(definition))
        .map(|((id, definition), fingerprint)| Sought {
            place: printed(&definition.place),
            id,
            fingerprint: *fingerprint,
        })
        .collect::<Vec<_>>();
    types.sort();
    let mut pairing = Pairing {
        types,
        entries: lock.entries.iter().collect(),
        kept: Vec::new(),
    };
    pairing.pair(
        |entry| (entry.fingerprint, entry.place.clone()),
        |sought| (sought.fingerprint, sought.place.clone()),
    );
    pairing.pair(|entry| entry.fingerprint, |sought| sought.fingerprint);
    pairing.pair(|entry| entry.place.clone(), |sought| sought.place.clone());
    pairing.kept
}

/// A type to find a line for. Ordered by place first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Sought {
    place: String,
    id: TypeId,
    fingerprint: Fingerprint,
}

struct Pairing<'a> {
    /// The types that have no line yet.
    types: Vec<Sought>,
    /// The lines that no type has yet, by name.
    entries: Vec<&'a Entry>,
    kept: Vec<(TypeId, &'a str)>,
}

impl Pairing<'_> {
    /// Gives each type the first line with its key, and sets both aside.
    fn pair<K: Ord>(&mut self, of_entry: impl Fn(&Entry) -> K, of_type: impl Fn(&Sought) -> K) {
        let mut free: BTreeMap<K, VecDeque<&Entry>> = BTreeMap::new();
        for entry in self.entries.drain(..) {
            free.entry(of_entry(entry)).or_default().push_back(entry);
        }
        self.types.retain(|sought| {
            let entry = free.get_mut(&of_type(sought)).and_then(VecDeque::pop_front);
            self.kept
                .extend(entry.map(|entry| (sought.id, entry.name.as_str())));
            entry.is_none()
        });
        self.entries = free.into_values().flatten().collect();
        self.entries.sort();
    }
}
