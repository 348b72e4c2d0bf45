//! Every Rust name, assigned in one pass. Nothing after it can invent one.

pub mod ident;
pub mod lock;

mod branch;
mod candidates;
mod context;
mod distinct;
mod errors;
mod failure;
mod groups;
mod headers;
mod inline;
mod keyword;
mod media;
mod members;
mod noun;
mod numbered;
mod operations;
mod schemes;
mod scope;
mod servers;
mod status;
mod title;
mod types;
mod union;
mod uses;
mod webhooks;
mod words;

pub use ident::Ident;
pub use lock::NamesLock;

use crate::analyze::Facts;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Id, OperationId, Scheme, TypeId};

/// The names of everything that is emitted.
#[derive(Clone, Debug, Default)]
pub struct Names {
    pub(crate) types: Vec<TypeNames>,
    pub(crate) groups: Vec<GroupNames>,
    pub(crate) operations: Vec<OperationNames>,
    pub(crate) schemes: Vec<SchemeNames>,
    pub(crate) servers: Vec<ServerNames>,
    pub(crate) errors: Vec<ErrorNames>,
    pub(crate) error_headers: Vec<Ident>,
    pub(crate) webhooks: Vec<Ident>,
    pub(crate) lock: NamesLock,
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

/// The builder methods of a security scheme.
#[derive(Clone, Debug)]
pub struct SchemeNames {
    /// Sets the credential, `bearer_token`.
    pub setter: Ident,
    /// Sets where a token comes from, `bearer_provider`.
    pub provider: Ident,
    /// Has the tokens of the program itself fetched, `client_credentials`.
    pub client_credentials: Ident,
    /// The same with settings, `client_credentials_with`.
    pub client_credentials_with: Ident,
    /// Has tokens fetched with a refresh token, `refresh_token`.
    pub refresh_token: Ident,
}

/// The names of a server that a caller can choose.
#[derive(Clone, Debug)]
pub struct ServerNames {
    /// The variant of `Server`, `Regional`.
    pub variant: Ident,
    /// The struct of its variables, where it has some: `RegionalServer`, or `Server` where there is no other server.
    pub settings: Ident,
    /// Its variables, parallel to the server's.
    pub variables: Vec<VariableNames>,
}

/// The names of a server variable.
#[derive(Clone, Debug)]
pub struct VariableNames {
    /// The field, `region`.
    pub field: Ident,
    /// The method that sets it, `with_region`.
    pub setter: Ident,
    /// The enum of its values, where it has some, `Region`.
    pub ty: Option<Ident>,
    /// A variant per value.
    pub values: Vec<Ident>,
}

/// The names of an error payload.
#[derive(Clone, Debug)]
pub struct ErrorNames {
    /// The variant of `ErrorBody`, `ErrorResponse`.
    pub variant: Ident,
    /// The function that decodes it, `error_response`.
    pub decoder: Ident,
}

/// Assigns every name; types keep those they had in `previous`.
#[must_use]
pub fn assign(
    api: &Api,
    facts: &Facts,
    previous: &NamesLock,
    diagnostics: &mut Diagnostics,
) -> Names {
    let fingerprints = lock::fingerprints(api);
    let types = types::assign(api, facts, &fingerprints, previous, diagnostics);
    let groups = groups::assign(facts);
    let type_names = types.iter().map(|names| names.name.as_str());
    Names {
        lock: NamesLock::of(api, &fingerprints, type_names),
        operations: operations::assign(api, facts, &types, &groups, diagnostics),
        schemes: schemes::assign(api),
        servers: servers::assign(api),
        errors: errors::assign(facts, &types),
        error_headers: headers::fields(&api.error_headers()),
        webhooks: webhooks::assign(api),
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

    /// What to remember of the names, for the next run.
    #[must_use]
    pub fn lock(&self) -> &NamesLock {
        &self.lock
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

    /// The builder methods of a security scheme.
    #[must_use]
    pub fn scheme(&self, id: Id<Scheme>) -> &SchemeNames {
        &self.schemes[id.index()]
    }

    /// The function that reads a webhook, by its index in the API.
    #[must_use]
    pub fn webhook(&self, index: usize) -> &Ident {
        &self.webhooks[index]
    }

    /// The names of the servers that a caller can choose from, parallel to [`Api::server_choices`].
    #[must_use]
    pub fn servers(&self) -> &[ServerNames] {
        &self.servers
    }

    /// The fields of the headers of errors, parallel to [`Api::error_headers`].
    #[must_use]
    pub fn error_headers(&self) -> &[Ident] {
        &self.error_headers
    }

    /// The names of an error payload, by its index in the facts.
    #[must_use]
    pub fn error(&self, index: usize) -> &ErrorNames {
        &self.errors[index]
    }
}
