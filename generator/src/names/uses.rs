//! Every use of every inline type.

use super::noun::Noun;
use crate::ir::{
    Api, MediaFormat, OperationId, Origin, Status, TypeDef, TypeId, TypeKind, TypeRef, Value,
};

/// A place where an inline type stands.
#[derive(Clone, Debug)]
pub(super) struct Use {
    pub(super) role: Role,
    /// It is an item of a list or map there, not the value itself.
    pub(super) item: bool,
}

/// What a place means.
#[derive(Clone, Debug)]
pub(super) enum Role {
    /// The body of an operation; with what it is called where it is not the preferred one.
    Body(OperationId, Option<&'static str>),
    Success(OperationId),
    Error(OperationId, Status),
    Parameter {
        operation: OperationId,
        name: String,
    },
    Property {
        owner: TypeId,
        name: String,
    },
    Additional {
        owner: TypeId,
    },
    Branch {
        owner: TypeId,
        index: usize,
    },
    Alias {
        owner: TypeId,
    },
    /// The payload of a webhook, by its index.
    Webhook(usize),
}

/// What a body is called of which there is a better one.
fn format_word(format: MediaFormat) -> &'static str {
    match format {
        MediaFormat::Json => "json",
        MediaFormat::Form => "form",
        MediaFormat::Multipart => "multipart",
        MediaFormat::Events { .. } | MediaFormat::JsonLines | MediaFormat::JsonSequence => "item",
        MediaFormat::Text => "text",
        MediaFormat::Binary => "bytes",
    }
}

/// The uses of all types, and the nouns of all operations.
#[derive(Clone, Debug)]
pub(super) struct Uses {
    by_type: Vec<Vec<Use>>,
    pub(super) nouns: Vec<Noun>,
}

impl Uses {
    pub(super) fn collect(api: &Api) -> Self {
        let nouns = api
            .operations
            .iter()
            .map(|(_, operation)| Noun::of(operation))
            .collect();
        let mut uses = Self {
            by_type: vec![Vec::new(); api.types.len()],
            nouns,
        };
        for id in api.operations.ids() {
            uses.collect_operation(api, id);
        }
        for (index, webhook) in api.webhooks.iter().enumerate() {
            uses.add(api, &webhook.payload, &Role::Webhook(index), false);
        }
        // A request's version of a type holds nothing that the type itself does not hold.
        let is_version = |definition: &TypeDef| matches!(definition.origin, Origin::Input { .. });
        for (owner, definition) in api.types.iter().filter(|(_, it)| !is_version(it)) {
            uses.collect_definition(api, owner, &definition.kind);
        }
        uses
    }

    pub(super) fn of(&self, id: TypeId) -> &[Use] {
        &self.by_type[id.index()]
    }

    pub(super) fn noun(&self, id: OperationId) -> &Noun {
        &self.nouns[id.index()]
    }

    fn collect_operation(&mut self, api: &Api, id: OperationId) {
        let operation = &api.operations[id];
        for parameter in &operation.parameters {
            let role = Role::Parameter {
                operation: id,
                name: parameter.name.clone(),
            };
            self.add(api, &parameter.value, &role, false);
        }
        if let Some(body) = &operation.body {
            let choices = body.choices();
            for media in &body.content {
                let is_first = choices
                    .first()
                    .is_some_and(|first| first.value.ty == media.value.ty);
                let word = (!is_first).then(|| format_word(media.format));
                let is_item = media.format.is_sequence();
                self.add(api, &media.value, &Role::Body(id, word), is_item);
            }
        }
        for response in &operation.responses {
            let role = if response.status.is_success() {
                Role::Success(id)
            } else {
                Role::Error(id, response.status)
            };
            for media in &response.content {
                let is_item = media.format.is_sequence();
                self.add(api, &media.value, &role, is_item);
            }
            for header in &response.headers {
                let role = Role::Parameter {
                    operation: id,
                    name: header.name.clone(),
                };
                self.add(api, &header.value, &role, false);
            }
        }
    }

    fn collect_definition(&mut self, api: &Api, owner: TypeId, kind: &TypeKind) {
        match kind {
            TypeKind::Struct(it) => {
                for field in &it.fields {
                    let role = Role::Property {
                        owner,
                        name: field.property.clone(),
                    };
                    self.add(api, &field.value, &role, false);
                }
                if let Some(additional) = &it.additional {
                    self.add(api, additional, &Role::Additional { owner }, true);
                }
            }
            TypeKind::Union(it) => {
                for (index, branch) in it.branches.iter().enumerate() {
                    self.add(api, &branch.value, &Role::Branch { owner, index }, false);
                }
            }
            TypeKind::Alias(value) => self.add(api, value, &Role::Alias { owner }, false),
            TypeKind::Enum(_) => {}
        }
    }

    fn add(&mut self, api: &Api, value: &Value, role: &Role, item: bool) {
        match &value.ty {
            TypeRef::Any | TypeRef::Scalar(_) => {}
            TypeRef::List(inner) | TypeRef::Map(inner) => self.add(api, inner, role, true),
            TypeRef::Tuple(values) => values
                .iter()
                .for_each(|value| self.add(api, value, role, true)),
            TypeRef::Named(id) => {
                if matches!(api.types[*id].origin, Origin::Inline { .. }) {
                    self.by_type[id.index()].push(Use {
                        role: role.clone(),
                        item,
                    });
                }
            }
        }
    }
}
