//! What an API uses of what not every client needs, and so which dependencies its crate has.

use std::collections::BTreeSet;

use super::cx::Cx;
use crate::analyze::checkable;
use crate::ir::{EnumValues, Foreign, Scalar, TypeKind, TypeRef, Value};

/// The optional dependencies of a client, and the optional parts of its runtime.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Usage {
    /// Instants or calendar dates.
    pub(super) dates: bool,
    /// UUIDs.
    pub(super) uuids: bool,
    /// Types of other crates.
    pub(super) foreign: BTreeSet<Foreign>,
    /// Regular expressions that requests are checked against.
    pub(super) patterns: bool,
    /// Enums of other values than strings and integers.
    pub(super) value_enums: bool,
    /// Tokens that are fetched.
    pub(super) oauth2: bool,
    /// Servers to choose from.
    pub(super) servers: bool,
}

impl Usage {
    /// Looks at every value of the API.
    pub(super) fn of(cx: &Cx<'_>) -> Self {
        let mut usage = Self::default();
        let mut schemes = cx.api().schemes.iter();
        usage.servers = !cx.api().server_choices().is_empty();
        usage.oauth2 = schemes.any(|(_, scheme)| !scheme.flows.is_empty());
        for (_, definition) in cx.api().types.iter() {
            usage.value_enums |= matches!(
                &definition.kind,
                TypeKind::Enum(it) if matches!(it.values, EnumValues::Mixed(_))
            );
            definition
                .kind
                .values()
                .for_each(|value| usage.add(cx, value));
        }
        for (_, operation) in cx.api().operations.iter() {
            operation
                .parameters
                .iter()
                .for_each(|it| usage.add(cx, &it.value));
            operation
                .body
                .iter()
                .for_each(|it| usage.add(cx, &it.media.value));
            let responses = operation
                .responses
                .iter()
                .filter_map(|it| it.media.as_ref());
            responses.for_each(|media| usage.add(cx, &media.value));
        }
        usage
    }

    fn add(&mut self, cx: &Cx<'_>, value: &Value) {
        self.patterns |= checkable(cx.api(), value).pattern.is_some();
        match &value.ty {
            TypeRef::Scalar(Scalar::DateTime | Scalar::Date) => self.dates = true,
            TypeRef::Scalar(Scalar::Uuid) => self.uuids = true,
            TypeRef::Scalar(Scalar::Foreign(foreign)) => {
                self.foreign.insert(*foreign);
            }
            TypeRef::List(item) | TypeRef::Map(item) => self.add(cx, item),
            TypeRef::Tuple(values) => values.iter().for_each(|value| self.add(cx, value)),
            TypeRef::Any | TypeRef::Scalar(_) | TypeRef::Named(_) => {}
        }
    }
}
