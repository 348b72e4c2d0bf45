//! The intermediate representation: an API as Rust code will see it, but without Rust names.
//!
//! It knows nothing of OpenAPI documents and nothing of tokens.
//! [`lower`](crate::lower) makes it, everything after reads it.

pub mod arena;
pub mod constraint;
pub mod docs;
pub mod foreign;
pub mod headers;
pub mod media;
pub mod operation;
pub mod reach;
pub mod security;
pub mod server;
pub mod types;
pub mod visit;
pub mod webhook;

pub use arena::{Arena, Id};
pub use constraint::{Bound, Constraints};
pub use docs::Docs;
pub use foreign::Foreign;
pub use media::{Encoding, Media, MediaFormat, RequestBody};
pub use operation::{
    Location, Operation, Outcome, Parameter, ParameterFormat, Response, Status, Style,
};
pub use security::{ClientCredentials, Flows, Scheme, SchemeKind};
pub use server::{Server, ServerVariable};
pub use types::{
    Access, Branch, Enum, EnumValues, Field, Origin, Scalar, Struct, TypeDef, TypeId, TypeKind,
    TypeRef, Union, Value, Variant,
};
pub use webhook::{Webhook, WebhookSource};

/// An operation's place in [`Api::operations`].
pub type OperationId = Id<Operation>;

/// Everything a description says that a client needs.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`.
    pub description: Option<String>,
    /// What a reference to a component schema starts with in the description.
    pub schema_prefix: &'static str,
    /// Where the API is served; the first is the default.
    pub servers: Vec<Server>,
    /// The security schemes, in document order.
    pub schemes: Arena<Scheme>,
    /// Declared tags with their descriptions, in document order.
    pub tags: Vec<Tag>,
    /// Every type definition.
    pub types: Arena<TypeDef>,
    /// Every operation, in document order.
    pub operations: Arena<Operation>,
    /// The webhooks, then the callbacks, each in document order.
    pub webhooks: Vec<Webhook>,
}

/// A declared tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// As operations name it.
    pub name: String,
    /// What the description says of it.
    pub description: Option<String>,
}
