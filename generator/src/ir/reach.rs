//! Which types are reached from where.

use std::collections::BTreeSet;

use super::{Api, Operation, TypeId, TypeRef, Value};

impl Api {
    /// The given definitions and every definition inside them.
    #[must_use]
    pub fn closure(&self, roots: impl IntoIterator<Item = TypeId>) -> BTreeSet<TypeId> {
        let mut open = roots.into_iter().collect::<Vec<_>>();
        let mut reached = BTreeSet::new();
        while let Some(id) = open.pop() {
            if reached.insert(id) {
                for value in self.types[id].kind.values() {
                    value.ty.for_each_named(&mut |id| open.push(id));
                }
            }
        }
        reached
    }

    /// Every definition that some request contains.
    #[must_use]
    pub fn sent(&self) -> BTreeSet<TypeId> {
        let operations = self.operations.iter().map(|(_, operation)| operation);
        self.closure(operations.flat_map(|operation| named(operation.request_values())))
    }

    /// Every definition that some response contains.
    #[must_use]
    pub fn received(&self) -> BTreeSet<TypeId> {
        let operations = self.operations.iter().map(|(_, operation)| operation);
        self.closure(operations.flat_map(|operation| named(operation.response_values())))
    }
}

impl Operation {
    /// The values of the parameters and the body.
    pub fn request_values(&self) -> impl Iterator<Item = &Value> {
        let body = self.body.iter().flat_map(|body| &body.content);
        self.parameters
            .iter()
            .map(|parameter| &parameter.value)
            .chain(body.map(|media| &media.value))
    }

    /// The payloads and the headers of the responses.
    pub fn response_values(&self) -> impl Iterator<Item = &Value> {
        self.responses.iter().flat_map(|response| {
            let headers = response.headers.iter().map(|header| &header.value);
            response
                .content
                .iter()
                .map(|media| &media.value)
                .chain(headers)
        })
    }

    /// Every definition that the operation names itself.
    #[must_use]
    pub fn named(&self) -> Vec<TypeId> {
        named(self.request_values().chain(self.response_values()))
    }
}

/// The definitions that values name.
fn named<'a>(values: impl Iterator<Item = &'a Value>) -> Vec<TypeId> {
    let mut ids = Vec::new();
    for value in values {
        value.ty.for_each_named(&mut |id| ids.push(id));
    }
    ids
}

impl TypeRef {
    /// Calls `visit` with every type definition that this reference names, outermost first.
    pub fn for_each_named(&self, visit: &mut impl FnMut(TypeId)) {
        match self {
            Self::Any | Self::Scalar(_) => {}
            Self::List(value) | Self::Map(value) => value.ty.for_each_named(visit),
            Self::Tuple(values) => {
                for value in values {
                    value.ty.for_each_named(visit);
                }
            }
            Self::Named(id) => visit(*id),
        }
    }
}
