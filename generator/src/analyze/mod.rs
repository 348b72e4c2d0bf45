//! Facts over the type graph, computed once, before anything is named or emitted.

mod components;
mod constrained;
mod containing;
mod cycles;
mod derives;
mod errors;
mod groups;
mod reach;
mod size;
mod tags;
mod told;
mod unions;

pub use constrained::checkable;
pub use tags::known_values;

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Media, OperationId, Status, TypeId};

/// What is true of an API beyond what it says.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Operations by their first tag, in order of the first operation of each.
    pub groups: Vec<Group>,
    /// The error payloads that the API declares anywhere, each once, in order of first use.
    pub errors: Vec<ErrorPayload>,
    pub(crate) types: Vec<TypeFacts>,
    pub(crate) boxed: BTreeSet<(TypeId, usize)>,
}

/// Operations that share their first tag.
#[derive(Clone, Debug)]
pub struct Group {
    /// The tag; `None` groups the operations without one.
    pub tag: Option<String>,
    /// What the description says of the tag.
    pub description: Option<String>,
    /// The operations, in document order.
    pub operations: Vec<OperationId>,
}

/// A payload of error responses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorPayload {
    /// The payload.
    pub media: Media,
    /// Where it is declared.
    pub uses: Vec<ErrorUse>,
}

/// A place where an error payload is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorUse {
    /// The operation.
    pub operation: OperationId,
    /// The status of the response.
    pub status: Status,
    /// The key under `content`.
    pub media_type: String,
}

/// What is true of one type definition.
#[derive(Clone, Debug, Default)]
pub struct TypeFacts {
    /// Some request contains it.
    pub in_request: bool,
    /// Some response contains it.
    pub in_response: bool,
    /// It, or a version of it, stands in a request: absent and `null` are two things in both directions, so that
    /// what was read can be sent back.
    pub tri_state: bool,
    /// The client writes it: in requests, or to see which branch of a union keeps all of a value.
    pub encoded: bool,
    /// The client reads it.
    pub decoded: bool,
    /// The group that alone reaches it; `None` where several or none do.
    pub group: Option<usize>,
    /// It or something inside it has constraints that can be checked.
    pub constrained: bool,
    /// It is an alias on a cycle, so it must be a type of its own.
    pub newtype: bool,
    /// Every value in it implements `Eq`.
    pub eq: bool,
    /// It is a struct in which nothing is required.
    pub default: bool,
    /// For a union: how the right branch is found.
    pub discrimination: Option<Discrimination>,
    /// For a struct: the properties by which unions tell it from other branches, each with its one value.
    pub told: BTreeMap<String, TagValue>,
}

/// How the right branch of a union is found when decoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Discrimination {
    /// By the value of a property that is always there.
    Tag(Tag),
    /// By trying the branches.
    Trial {
        /// Indices into the union's branches, most specific first.
        order: Vec<usize>,
        /// What tells without trying, where it is there.
        tag: Option<Tag>,
    },
}

/// A property whose value tells the branches of a union apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The property.
    pub property: String,
    /// Its values per branch, parallel to the union's branches; all of one type, never empty, and none twice.
    pub values: Vec<Vec<TagValue>>,
}

/// A value of a tag.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TagValue {
    /// A string.
    Text(String),
    /// An integer.
    Integer(i64),
    /// `true` or `false`.
    Boolean(bool),
}

impl TypeFacts {
    /// The property that tells the branches of a union apart, always or where it is there.
    #[must_use]
    pub fn tag(&self) -> Option<&Tag> {
        match self.discrimination.as_ref()? {
            Discrimination::Tag(tag) => Some(tag),
            Discrimination::Trial { tag, .. } => tag.as_ref(),
        }
    }
}

impl Facts {
    /// The facts of one type definition.
    #[must_use]
    pub fn of(&self, id: TypeId) -> &TypeFacts {
        &self.types[id.index()]
    }

    /// Whether the value in a slot of a definition (field or branch by index; the additional
    /// properties come after the fields) needs a `Box` to break a cycle.
    #[must_use]
    pub fn is_boxed(&self, id: TypeId, slot: usize) -> bool {
        self.boxed.contains(&(id, slot))
    }
}

/// Computes the facts.
#[must_use]
pub fn analyze(api: &Api) -> Facts {
    let mut facts = Facts {
        groups: groups::group(api),
        errors: errors::collect(api),
        types: vec![TypeFacts::default(); api.types.len()],
        boxed: BTreeSet::new(),
    };
    reach::mark(api, &mut facts);
    cycles::mark(api, &mut facts);
    size::mark(api, &mut facts);
    derives::mark(api, &mut facts);
    constrained::mark(api, &mut facts);
    unions::mark(api, &mut facts);
    told::mark(api, &mut facts);
    reach::mark_directions(api, &mut facts);
    facts
}
