//! The shape table: for each kind of object of an OpenAPI description the members it has, and what they hold.
//!
//! Members of all versions stand side by side; some are rewritten before their object is walked. Source: the
//! OpenAPI Specification 3.0.4, 3.1.1 and 3.2.0, section "Schema" (objects and their fixed and patterned fields).

mod table;

/// A kind of object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Document,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    ExternalDocs,
    Tag,
    Paths,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Responses,
    Response,
    Header,
    MediaType,
    Encoding,
    Example,
    Link,
    Callback,
    Components,
    SecurityScheme,
    OAuthFlows,
    OAuthFlow,
    Schema,
    Discriminator,
}

/// What a member holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A string.
    Text,
    /// A boolean.
    Flag,
    /// An integer from 0.
    Count,
    /// A number.
    Number,
    /// Whatever the author likes; not looked into.
    Any,
    /// An object of a kind.
    Node(Kind),
    /// A boolean or a schema.
    FlagOrSchema,
    /// A list.
    List(&'static Shape),
    /// An object with keys of the author's choice.
    Map(&'static Shape),
}

/// What is done when a member is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Absent {
    /// Nothing, the member is optional.
    Fine,
    /// This text is supplied, without a word.
    Text(&'static str),
    /// This text is supplied, with a warning.
    TextWarned(&'static str),
    /// An empty object is supplied, without a word.
    Object,
    /// An empty object is supplied, with a warning.
    ObjectWarned,
    /// The whole object is left out, with a warning.
    Drop,
}

/// A member of a kind of object.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) absent: Absent,
}

/// Kinds of which every member but the `x-` ones holds the same kind.
const PATTERNED: &[(Kind, Kind)] = &[
    (Kind::Paths, Kind::PathItem),
    (Kind::Callback, Kind::PathItem),
    (Kind::Responses, Kind::Response),
];

/// Kinds in the place of which authors write the schema that they have.
const TAKEN_FOR_SCHEMAS: &[Kind] = &[Kind::MediaType, Kind::RequestBody, Kind::Response];

/// Members of such a schema that hold schemas. They are moved before their object is walked.
const HOLDING_SCHEMAS: &[&str] = &[
    "additionalProperties",
    "allOf",
    "anyOf",
    "items",
    "oneOf",
    "properties",
];

const SECTIONS: &[(Kind, &str)] = &[
    (Kind::Schema, "schemas"),
    (Kind::Response, "responses"),
    (Kind::Parameter, "parameters"),
    (Kind::Example, "examples"),
    (Kind::RequestBody, "requestBodies"),
    (Kind::Header, "headers"),
    (Kind::SecurityScheme, "securitySchemes"),
    (Kind::Link, "links"),
    (Kind::Callback, "callbacks"),
    (Kind::PathItem, "pathItems"),
    (Kind::MediaType, "mediaTypes"),
];

impl Kind {
    /// The members with fixed names.
    pub(super) fn members(self) -> &'static [Member] {
        table::members(self)
    }

    /// What the member of this name holds, if the specification knows it.
    pub(super) fn member(self, name: &str) -> Option<Shape> {
        let fixed = self.members().iter().find(|member| member.name == name);
        fixed
            .map(|member| member.shape)
            .or_else(|| self.patterned(name))
            .or_else(|| self.misplaced(name))
    }

    /// The members of a schema that stands in the place of this kind.
    fn misplaced(self, name: &str) -> Option<Shape> {
        if !TAKEN_FOR_SCHEMAS.contains(&self) || !HOLDING_SCHEMAS.contains(&name) {
            return None;
        }
        Kind::Schema.member(name)
    }

    /// The members whose names are paths, status codes or expressions.
    fn patterned(self, name: &str) -> Option<Shape> {
        if name.starts_with("x-") {
            return None;
        }
        let patterned = PATTERNED.iter().find(|(kind, _)| *kind == self);
        patterned.map(|(_, member)| Shape::Node(*member))
    }

    /// The section of the components where objects of this kind can be put, and referred to.
    pub(super) fn section(self) -> Option<&'static str> {
        SECTIONS
            .iter()
            .find(|(kind, _)| *kind == self)
            .map(|(_, section)| *section)
    }

    /// Whether references to this kind are replaced by what they refer to, because `openapiv3` cannot hold them.
    pub(super) fn is_inlined(self) -> bool {
        matches!(self, Self::PathItem | Self::MediaType | Self::Callback)
    }

    /// Whether authors may refer to a schema where this kind is wanted, and mean what has this schema.
    pub(super) fn has_schema(self) -> bool {
        TAKEN_FOR_SCHEMAS.contains(&self) || self == Self::Header
    }

    /// What objects of this kind are called in a message, with article.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Document => "a description",
            Self::Info => "an info object",
            Self::Contact => "a contact",
            Self::License => "a license",
            Self::Server => "a server",
            Self::ServerVariable => "a server variable",
            Self::ExternalDocs => "external documentation",
            Self::Tag => "a tag",
            Self::Paths => "a map of paths",
            Self::PathItem => "a path item",
            Self::Operation => "an operation",
            Self::Parameter => "a parameter",
            Self::RequestBody => "a request body",
            Self::Responses => "a map of responses",
            Self::Response => "a response",
            Self::Header => "a header",
            Self::MediaType => "a media type",
            Self::Encoding => "an encoding",
            Self::Example => "an example",
            Self::Link => "a link",
            Self::Callback => "a callback",
            Self::Components => "components",
            Self::SecurityScheme => "a security scheme",
            Self::OAuthFlows => "a map of OAuth flows",
            Self::OAuthFlow => "an OAuth flow",
            Self::Schema => "a schema",
            Self::Discriminator => "a discriminator",
        }
    }
}

impl Shape {
    /// What the child `token` of a node of this shape holds.
    pub(super) fn child(self, token: &str) -> Option<Self> {
        match self {
            Self::Node(kind) => kind.member(token),
            Self::FlagOrSchema => Kind::Schema.member(token),
            Self::List(shape) | Self::Map(shape) => Some(*shape),
            Self::Text | Self::Flag | Self::Count | Self::Number | Self::Any => None,
        }
    }

    /// The kind of a node of this shape.
    pub(super) fn kind(self) -> Option<Kind> {
        match self {
            Self::Node(kind) => Some(kind),
            Self::FlagOrSchema => Some(Kind::Schema),
            Self::List(_)
            | Self::Map(_)
            | Self::Text
            | Self::Flag
            | Self::Count
            | Self::Number
            | Self::Any => None,
        }
    }
}
