//! The rows of the shape table.

use super::Absent::{Drop, Fine, Object, ObjectWarned, Text as Supplied, TextWarned};
use super::Shape::{Any, Count, Flag, FlagOrSchema, List, Map, Node, Number, Text};
use super::{Absent, Kind, Member, Shape};

/// The members of a kind of object.
pub(super) fn members(kind: Kind) -> &'static [Member] {
    match kind {
        Kind::Document => DOCUMENT,
        Kind::Info => INFO,
        Kind::Contact => CONTACT,
        Kind::License => LICENSE,
        Kind::Server => SERVER,
        Kind::ServerVariable => SERVER_VARIABLE,
        Kind::ExternalDocs => EXTERNAL_DOCS,
        Kind::Tag => TAG,
        Kind::Paths | Kind::Responses | Kind::Callback => &[],
        Kind::PathItem => PATH_ITEM,
        Kind::Operation => OPERATION,
        Kind::Parameter => PARAMETER,
        Kind::RequestBody => REQUEST_BODY,
        Kind::Response => RESPONSE,
        Kind::Header => HEADER,
        Kind::MediaType => MEDIA_TYPE,
        Kind::Encoding => ENCODING,
        Kind::Example => EXAMPLE,
        Kind::Link => LINK,
        Kind::Components => COMPONENTS,
        Kind::SecurityScheme => SECURITY_SCHEME,
        Kind::OAuthFlows => OAUTH_FLOWS,
        Kind::OAuthFlow => OAUTH_FLOW,
        Kind::Schema => SCHEMA,
        Kind::Discriminator => DISCRIMINATOR,
    }
}

const fn may(name: &'static str, shape: Shape) -> Member {
    Member {
        name,
        shape,
        absent: Fine,
    }
}

const fn must(name: &'static str, shape: Shape, absent: Absent) -> Member {
    Member {
        name,
        shape,
        absent,
    }
}

const SCHEMA_NODE: Shape = Node(Kind::Schema);
const SCHEMAS: Shape = Map(&SCHEMA_NODE);
const SCHEMA_LIST: Shape = List(&SCHEMA_NODE);
const TEXTS: Shape = List(&Text);
const DOCS: Shape = Node(Kind::ExternalDocs);
const SERVERS: Shape = List(&Node(Kind::Server));
const PARAMETERS: Shape = List(&Node(Kind::Parameter));
const SECURITY: Shape = List(&Map(&TEXTS));
const CONTENT: Shape = Map(&Node(Kind::MediaType));
const EXAMPLES: Shape = Map(&Node(Kind::Example));
const HEADERS: Shape = Map(&Node(Kind::Header));
const PATH_ITEMS: Shape = Map(&Node(Kind::PathItem));
const OPERATIONS: Shape = Map(&Node(Kind::Operation));

const DOCUMENT: &[Member] = &[
    may("openapi", Text),
    may("$self", Text),
    must("info", Node(Kind::Info), ObjectWarned),
    may("servers", SERVERS),
    must("paths", Node(Kind::Paths), Object),
    may("webhooks", PATH_ITEMS),
    may("x-webhooks", PATH_ITEMS),
    may("components", Node(Kind::Components)),
    may("security", SECURITY),
    may("tags", List(&Node(Kind::Tag))),
    may("externalDocs", DOCS),
];

const INFO: &[Member] = &[
    must("title", Text, TextWarned("API")),
    may("summary", Text),
    may("description", Text),
    may("termsOfService", Text),
    may("contact", Node(Kind::Contact)),
    may("license", Node(Kind::License)),
    must("version", Text, TextWarned("0.0.0")),
];

const CONTACT: &[Member] = &[may("name", Text), may("url", Text), may("email", Text)];

const LICENSE: &[Member] = &[
    must("name", Text, Supplied("")),
    may("url", Text),
    may("identifier", Text),
];

const SERVER: &[Member] = &[
    must("url", Text, Drop),
    may("description", Text),
    may("name", Text),
    may("variables", Map(&Node(Kind::ServerVariable))),
];

const SERVER_VARIABLE: &[Member] = &[
    may("enum", TEXTS),
    must("default", Text, TextWarned("")),
    may("description", Text),
];

const EXTERNAL_DOCS: &[Member] = &[may("description", Text), must("url", Text, Supplied(""))];

const TAG: &[Member] = &[
    must("name", Text, Drop),
    may("summary", Text),
    may("description", Text),
    may("parent", Text),
    may("kind", Text),
    may("externalDocs", DOCS),
];

const PATH_ITEM: &[Member] = &[
    may("summary", Text),
    may("description", Text),
    may("get", Node(Kind::Operation)),
    may("put", Node(Kind::Operation)),
    may("post", Node(Kind::Operation)),
    may("delete", Node(Kind::Operation)),
    may("options", Node(Kind::Operation)),
    may("head", Node(Kind::Operation)),
    may("patch", Node(Kind::Operation)),
    may("trace", Node(Kind::Operation)),
    may("query", Node(Kind::Operation)),
    may("additionalOperations", OPERATIONS),
    may("x-additional-operations", OPERATIONS),
    may("servers", SERVERS),
    may("parameters", PARAMETERS),
];

const OPERATION: &[Member] = &[
    may("tags", TEXTS),
    may("summary", Text),
    may("description", Text),
    may("externalDocs", DOCS),
    may("operationId", Text),
    may("parameters", PARAMETERS),
    may("requestBody", Node(Kind::RequestBody)),
    must("responses", Node(Kind::Responses), ObjectWarned),
    may("callbacks", Map(&Node(Kind::Callback))),
    may("deprecated", Flag),
    may("security", SECURITY),
    may("servers", SERVERS),
];

const PARAMETER: &[Member] = &[
    must("name", Text, Drop),
    must("in", Text, Drop),
    may("description", Text),
    may("required", Flag),
    may("deprecated", Flag),
    may("allowEmptyValue", Flag),
    may("style", Text),
    may("explode", Flag),
    may("allowReserved", Flag),
    may("schema", SCHEMA_NODE),
    // Of Swagger 2.0, moved to the schema.
    may("items", SCHEMA_NODE),
    may("content", CONTENT),
    may("example", Any),
    may("examples", EXAMPLES),
];

const HEADER: &[Member] = &[
    may("description", Text),
    may("required", Flag),
    may("deprecated", Flag),
    may("style", Text),
    may("explode", Flag),
    may("schema", SCHEMA_NODE),
    // Of Swagger 2.0, moved to the schema.
    may("items", SCHEMA_NODE),
    may("content", CONTENT),
    may("example", Any),
    may("examples", EXAMPLES),
];

const REQUEST_BODY: &[Member] = &[
    may("description", Text),
    may("content", CONTENT),
    // Moved to `content`.
    may("schema", SCHEMA_NODE),
    may("required", Flag),
];

const RESPONSE: &[Member] = &[
    must("description", Text, Supplied("")),
    may("summary", Text),
    may("headers", HEADERS),
    may("content", CONTENT),
    // Of Swagger 2.0, rewritten to `content`.
    may("schema", SCHEMA_NODE),
    may("links", Map(&Node(Kind::Link))),
];

const MEDIA_TYPE: &[Member] = &[
    may("schema", SCHEMA_NODE),
    may("itemSchema", SCHEMA_NODE),
    may("x-item-schema", SCHEMA_NODE),
    may("example", Any),
    may("examples", EXAMPLES),
    may("encoding", Map(&Node(Kind::Encoding))),
];

const ENCODING: &[Member] = &[
    may("contentType", Text),
    may("headers", HEADERS),
    may("style", Text),
    may("explode", Flag),
    may("allowReserved", Flag),
];

const EXAMPLE: &[Member] = &[
    may("summary", Text),
    may("description", Text),
    may("value", Any),
    may("dataValue", Any),
    may("serializedValue", Text),
    may("externalValue", Text),
];

const LINK: &[Member] = &[
    may("operationRef", Text),
    may("operationId", Text),
    may("parameters", Map(&Any)),
    may("requestBody", Any),
    may("description", Text),
    may("server", Node(Kind::Server)),
];

const COMPONENTS: &[Member] = &[
    may("schemas", SCHEMAS),
    may("responses", Map(&Node(Kind::Response))),
    may("parameters", Map(&Node(Kind::Parameter))),
    may("examples", EXAMPLES),
    may("requestBodies", Map(&Node(Kind::RequestBody))),
    may("headers", HEADERS),
    may("securitySchemes", Map(&Node(Kind::SecurityScheme))),
    may("links", Map(&Node(Kind::Link))),
    may("callbacks", Map(&Node(Kind::Callback))),
    may("pathItems", PATH_ITEMS),
    may("mediaTypes", CONTENT),
];

const SECURITY_SCHEME: &[Member] = &[
    must("type", Text, Drop),
    may("description", Text),
    may("deprecated", Flag),
    may("name", Text),
    may("in", Text),
    may("scheme", Text),
    may("bearerFormat", Text),
    may("flows", Node(Kind::OAuthFlows)),
    may("openIdConnectUrl", Text),
];

const OAUTH_FLOWS: &[Member] = &[
    may("implicit", Node(Kind::OAuthFlow)),
    may("password", Node(Kind::OAuthFlow)),
    may("clientCredentials", Node(Kind::OAuthFlow)),
    may("authorizationCode", Node(Kind::OAuthFlow)),
];

const OAUTH_FLOW: &[Member] = &[
    must("authorizationUrl", Text, Supplied("")),
    must("tokenUrl", Text, Supplied("")),
    may("refreshUrl", Text),
    must("scopes", Map(&Text), Object),
];

const SCHEMA: &[Member] = &[
    may("title", Text),
    may("description", Text),
    may("default", Any),
    may("example", Any),
    may("deprecated", Flag),
    may("readOnly", Flag),
    may("writeOnly", Flag),
    may("nullable", Flag),
    may("externalDocs", DOCS),
    may("discriminator", Node(Kind::Discriminator)),
    may("type", Text),
    may("format", Text),
    may("enum", List(&Any)),
    may("pattern", Text),
    may("minLength", Count),
    may("maxLength", Count),
    may("minimum", Number),
    may("maximum", Number),
    may("exclusiveMinimum", Flag),
    may("exclusiveMaximum", Flag),
    may("multipleOf", Number),
    may("minItems", Count),
    may("maxItems", Count),
    may("uniqueItems", Flag),
    may("minProperties", Count),
    may("maxProperties", Count),
    may("required", TEXTS),
    may("properties", SCHEMAS),
    may("additionalProperties", FlagOrSchema),
    may("items", SCHEMA_NODE),
    may("allOf", SCHEMA_LIST),
    may("anyOf", SCHEMA_LIST),
    may("oneOf", SCHEMA_LIST),
    may("not", SCHEMA_NODE),
    may("x-prefix-items", SCHEMA_LIST),
    may("x-pattern-properties", SCHEMAS),
    may("x-dependent-required", Map(&TEXTS)),
    may("x-conditional", SCHEMA_LIST),
    // Rewritten, moved to the components or left out before a schema is walked.
    may("prefixItems", SCHEMA_LIST),
    may("patternProperties", SCHEMAS),
    may("unevaluatedProperties", FlagOrSchema),
    may("$defs", SCHEMAS),
    may("definitions", SCHEMAS),
    may("dependencies", SCHEMAS),
    may("dependentSchemas", SCHEMAS),
    may("propertyNames", SCHEMA_NODE),
    may("contains", SCHEMA_NODE),
    may("unevaluatedItems", SCHEMA_NODE),
    may("contentSchema", SCHEMA_NODE),
    may("x-content-schema", SCHEMA_NODE),
    may("if", SCHEMA_NODE),
    may("then", SCHEMA_NODE),
    may("else", SCHEMA_NODE),
];

const DISCRIMINATOR: &[Member] = &[
    must("propertyName", Text, Drop),
    may("mapping", Map(&Text)),
    may("defaultMapping", Text),
    may("x-default-mapping", Text),
];
