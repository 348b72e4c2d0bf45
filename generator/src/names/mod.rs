//! Every Rust name, assigned in one pass. Nothing after it can invent one.

pub mod ident;

mod branch;
mod candidates;
mod context;
mod errors;
mod failure;
mod groups;
mod inline;
mod keyword;
mod media;
mod members;
mod noun;
mod operations;
mod schemes;
mod scope;
mod status;
mod title;
mod types;
mod uses;
mod words;

pub use ident::Ident;

use crate::analyze::Facts;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Id, OperationId, Scheme, TypeId};

/// The names of everything that is emitted.
#[derive(Clone, Debug, Default)]
pub struct Names {
    pub(crate) types: Vec<TypeNames>,
    pub(crate) groups: Vec<GroupNames>,
    pub(crate) operations: Vec<OperationNames>,
    pub(crate) schemes: Vec<Ident>,
    pub(crate) errors: Vec<ErrorNames>,
}

/// The names of a type definition and its members.
#[derive(Clone, Debug)]
pub struct TypeNames {
    /// The type.
    pub name: Ident,
    /// Struct: a field per property. Enum and union: a variant per value or branch.
    pub members: Vec<Ident>,
    /// Struct: the `with_…` setter of each field. Empty for anything else.
    pub setters: Vec<Ident>,
    /// Struct: the field of additional properties. Enum and union: the variant of unknown values.
    pub rest: Ident,
}

/// The names of a group of operations.
#[derive(Clone, Debug)]
pub struct GroupNames {
    /// The module under `operations` (and `models`), `connections`.
    pub module: Ident,
    /// The handle type, `Connections`.
    pub handle: Ident,
    /// The method of `Client` that makes the handle, `connections`.
    pub accessor: Ident,
}

/// The names of an operation.
#[derive(Clone, Debug)]
pub struct OperationNames {
    /// The method on its group's handle, `create`.
    pub method: Ident,
    /// The request type, `CreateConnection`.
    pub request: Ident,
    /// The static that describes it, `CREATE_CONNECTION`.
    pub constant: Ident,
    /// The struct of required arguments, where there are more than four, `CreateConnectionArgs`.
    pub arguments: Ident,
    /// The enum of successes, where there are several, `CreateConnectionOk`.
    pub success: Ident,
    /// One variant per success (`Created`, `NoContent`, `Json`), parallel to the operation's outcomes.
    pub successes: Vec<Ident>,
    /// The enum of bodies, where the caller chooses the media type, `CreateConnectionBody`.
    pub choice: Option<Ident>,
    /// One variant per media type (`Json`, `Form`), parallel to the body's choices.
    pub choices: Vec<Ident>,
    /// The struct of the declared headers of successes, if there are any, `CreateConnectionHeaders`.
    pub headers: Option<Ident>,
    /// The fields of that struct, parallel to the operation's headers.
    pub header_fields: Vec<Ident>,
    /// The argument or setter of each parameter, parallel to the operation's parameters.
    pub parameters: Vec<Ident>,
    /// The argument or setter of the body, `body`.
    pub body: Ident,
}

/// The names of an error payload.
#[derive(Clone, Debug)]
pub struct ErrorNames {
    /// The variant of `ErrorBody`, `ErrorResponse`.
    pub variant: Ident,
    /// The function that decodes it, `error_response`.
    pub decoder: Ident,
}

/// Assigns every name.
#[must_use]
pub fn assign(api: &Api, facts: &Facts, diagnostics: &mut Diagnostics) -> Names {
    let types = types::assign(api, facts, diagnostics);
    let groups = groups::assign(facts);
    Names {
        operations: operations::assign(api, facts, &types, &groups),
        schemes: schemes::assign(api),
        errors: errors::assign(facts, &types),
        types,
        groups,
    }
}

impl Names {
    /// The names of a type definition.
    #[must_use]
    pub fn of(&self, id: TypeId) -> &TypeNames {
        &self.types[id.index()]
    }

    /// The names of a group, by its index in the facts.
    #[must_use]
    pub fn group(&self, index: usize) -> &GroupNames {
        &self.groups[index]
    }

    /// The names of an operation.
    #[must_use]
    pub fn operation(&self, id: OperationId) -> &OperationNames {
        &self.operations[id.index()]
    }

    /// The builder method that sets a scheme's credential, `bearer_token`.
    #[must_use]
    pub fn scheme(&self, id: Id<Scheme>) -> &Ident {
        &self.schemes[id.index()]
    }

    /// The names of an error payload, by its index in the facts.
    #[must_use]
    pub fn error(&self, index: usize) -> &ErrorNames {
        &self.errors[index]
    }
}
