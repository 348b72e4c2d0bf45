//! Type definitions and references to them.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::{Constraints, Docs, Foreign, Id};

/// The id of a type definition.
pub type TypeId = Id<TypeDef>;

/// A type that the client declares.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// Whether the description names it.
    pub origin: Origin,
    /// What the description says of it.
    pub docs: Docs,
    /// What it is.
    pub kind: TypeKind,
    /// Whether the schema itself allows `null`, which every use of the type then does too.
    pub nullable: bool,
    /// The JSON Pointer of (one of) its schema(s), for messages and as a last resort for order.
    pub place: String,
}

/// Where a type definition comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A schema under `components`, by its key. Keeps its name and is never merged with another.
    Component(String),
    /// One or more equal schemas written in place.
    Inline {
        /// Every `title` they carry.
        titles: BTreeSet<String>,
    },
    /// What requests send of a type that responses describe differently.
    Input {
        /// The type it is a version of.
        of: TypeId,
    },
}

/// The kinds of type definitions.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TypeKind {
    /// An object with named properties.
    Struct(Struct),
    /// A scalar with known values.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// Another name for a type.
    Alias(Value),
}

/// An object with named properties.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Struct {
    /// The properties, in document order.
    pub fields: Vec<Field>,
    /// The type of further properties, where the description declares them.
    pub additional: Option<Box<Value>>,
    /// `minProperties` and `maxProperties`.
    pub constraints: Constraints,
}

/// A property of an object.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// The property's name on the wire.
    pub property: String,
    /// Its type.
    pub value: Value,
    /// Whether it must be present.
    pub required: bool,
    /// The directions it travels in.
    pub access: Access,
    /// What the server assumes when it is absent.
    pub default: Option<Json>,
    /// What the description says of it.
    pub docs: Docs,
}

/// The directions in which a property travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Access {
    /// Requests and responses.
    #[default]
    Both,
    /// `readOnly`: responses only.
    Read,
    /// `writeOnly`: requests only.
    Write,
}

/// A type as it stands in one place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Value {
    /// The type.
    pub ty: TypeRef,
    /// Whether `null` may stand in its place.
    pub nullable: bool,
    /// What else the value must satisfy here.
    pub constraints: Constraints,
}

impl Value {
    /// A value of a type, not nullable, without constraints.
    #[must_use]
    pub fn of(ty: TypeRef) -> Self {
        Self {
            ty,
            nullable: false,
            constraints: Constraints::default(),
        }
    }
}

/// The use of a type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// Any JSON value.
    Any,
    /// A scalar.
    Scalar(Scalar),
    /// An array of equal items.
    List(Box<Value>),
    /// An object used as a map from strings.
    Map(Box<Value>),
    /// An array whose items have their own types, by position.
    Tuple(Vec<Value>),
    /// A type definition.
    Named(TypeId),
}

/// Types without structure of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scalar {
    /// Text.
    String,
    /// Text that must not appear in logs.
    Secret,
    /// `true` or `false`.
    Boolean,
    /// A 32-bit signed integer.
    Int32,
    /// A 64-bit signed integer.
    Int64,
    /// A 32-bit unsigned integer.
    Uint32,
    /// A 64-bit unsigned integer.
    Uint64,
    /// A single-precision number.
    Float,
    /// A double-precision number.
    Double,
    /// An instant with a UTC offset (RFC 3339 `date-time`).
    DateTime,
    /// A calendar date (RFC 3339 `full-date`).
    Date,
    /// A UUID (RFC 9562).
    Uuid,
    /// Bytes written as base64 text (`format: byte`).
    Base64,
    /// Raw bytes (`format: binary`).
    Binary,
    /// A part of a body in parts, which holds raw bytes and can be read while it is sent.
    Part,
    /// Text that a type of another crate stands for.
    Foreign(Foreign),
}

/// A scalar with known values.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Enum {
    /// The values, in document order.
    pub values: EnumValues,
}

/// The values of an enum.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EnumValues {
    /// Strings.
    Strings(Vec<Variant<String>>),
    /// Integers.
    Integers(Vec<Variant<i64>>),
    /// Values of other or several types.
    Mixed(Vec<Variant<Json>>),
}

impl EnumValues {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Strings(values) => values.len(),
            Self::Integers(values) => values.len(),
            Self::Mixed(values) => values.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// One known value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Variant<T> {
    /// The value on the wire.
    pub value: T,
    /// A name the description suggests (`x-enum-varnames`).
    pub name: Option<String>,
    /// What the description says of it (`x-enum-descriptions`).
    pub description: Option<String>,
}

/// One of several types.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Union {
    /// The alternatives, in document order.
    pub branches: Vec<Branch>,
    /// The property that `discriminator` names.
    pub discriminator: Option<String>,
    /// The branch that the other branches extend, by index: what a value is that is none of them quite.
    pub base: Option<usize>,
}

/// An alternative of a union.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Branch {
    /// Its type.
    pub value: Value,
    /// The discriminator values that select it; empty without a discriminator.
    pub tags: Vec<String>,
    /// Whether it is what a value is that no discriminator value selects (OpenAPI 3.2, `defaultMapping`).
    pub is_default: bool,
    /// The branch's own title, where it has one.
    pub title: Option<String>,
    /// What the description says of it.
    pub description: Option<String>,
}
