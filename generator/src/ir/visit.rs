//! Walking the references inside types.

use super::{Operation, TypeId, TypeKind, TypeRef, Value};

impl TypeKind {
    /// Every value that stands directly in the definition.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        let (fields, additional, branches, alias) = match self {
            Self::Struct(it) => (
                it.fields.as_slice(),
                it.additional.as_deref(),
                [].as_slice(),
                None,
            ),
            Self::Enum(_) => ([].as_slice(), None, [].as_slice(), None),
            Self::Union(it) => ([].as_slice(), None, it.branches.as_slice(), None),
            Self::Alias(value) => ([].as_slice(), None, [].as_slice(), Some(value)),
        };
        fields
            .iter()
            .map(|field| &field.value)
            .chain(additional)
            .chain(branches.iter().map(|branch| &branch.value))
            .chain(alias)
    }
}

impl TypeRef {
    /// Calls `visit` with the id that this reference itself is, if it is one.
    pub fn for_each_own_id_mut(&mut self, visit: &mut impl FnMut(&mut TypeId)) {
        match self {
            Self::Any | Self::Scalar(_) | Self::List(_) | Self::Map(_) | Self::Tuple(_) => {}
            Self::Named(id) => visit(id),
        }
    }
}

impl TypeKind {
    /// Calls `visit` with every id in the definition, at any depth.
    pub fn for_each_id_mut(&mut self, visit: &mut impl FnMut(&mut TypeId)) {
        if let Self::Alias(value) = self {
            value.ty.for_each_own_id_mut(visit);
        }
        self.for_each_value_mut(&mut |value| value.ty.for_each_own_id_mut(visit));
    }
}

impl Value {
    /// Calls `visit` with this value and every value inside it.
    pub fn for_each_mut(&mut self, visit: &mut impl FnMut(&mut Self)) {
        visit(self);
        match &mut self.ty {
            TypeRef::Any | TypeRef::Scalar(_) | TypeRef::Named(_) => {}
            TypeRef::List(value) | TypeRef::Map(value) => value.for_each_mut(visit),
            TypeRef::Tuple(values) => {
                for value in values {
                    value.for_each_mut(visit);
                }
            }
        }
    }
}

impl TypeKind {
    /// Calls `visit` with every value in the definition, at any depth.
    pub fn for_each_value_mut(&mut self, visit: &mut impl FnMut(&mut Value)) {
        match self {
            Self::Struct(it) => {
                for field in &mut it.fields {
                    field.value.for_each_mut(visit);
                }
                if let Some(additional) = &mut it.additional {
                    additional.for_each_mut(visit);
                }
            }
            Self::Enum(_) => {}
            Self::Union(it) => {
                for branch in &mut it.branches {
                    branch.value.for_each_mut(visit);
                }
            }
            // What an alias names is not nullable itself: its uses are.
            Self::Alias(value) => match &mut value.ty {
                TypeRef::Any | TypeRef::Scalar(_) | TypeRef::Named(_) => {}
                TypeRef::List(inner) | TypeRef::Map(inner) => inner.for_each_mut(visit),
                TypeRef::Tuple(inner) => {
                    for value in inner {
                        value.for_each_mut(visit);
                    }
                }
            },
        }
    }
}

impl Operation {
    /// Calls `visit` with every value of parameters and payloads, at any depth.
    pub fn for_each_value_mut(&mut self, visit: &mut impl FnMut(&mut Value)) {
        self.for_each_request_value_mut(visit);
        for response in &mut self.responses {
            for media in &mut response.content {
                media.value.for_each_mut(visit);
            }
            for header in &mut response.headers {
                header.value.for_each_mut(visit);
            }
        }
    }

    /// Calls `visit` with every value of parameters and the body, at any depth.
    pub fn for_each_request_value_mut(&mut self, visit: &mut impl FnMut(&mut Value)) {
        for parameter in &mut self.parameters {
            parameter.value.for_each_mut(visit);
        }
        for media in self.body.iter_mut().flat_map(|body| &mut body.content) {
            media.value.for_each_mut(visit);
        }
    }
}
