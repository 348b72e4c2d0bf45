//! Parameters: location, style, type.

use indexmap::IndexMap;
use openapiv3::{MediaType, ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr, Schema};
use serde_json::Value as Json;

use super::Cx;
use super::content::media_format;
use super::encoding::lower_encoding;
use super::header::{is_header_name, report_invalid};
use super::node::Node;
use super::parts::behind_aliases;
use super::reference::resolve;
use super::sample::check_examples;
use super::schema::{Context, lower_nodes, settle};
use crate::ir::{
    Docs, EnumValues, Location, MediaFormat, Parameter, ParameterFormat, Scalar, Style, TypeKind,
    TypeRef, Value,
};
use crate::pointer::Pointer;

/// A parameter, and where it is declared.
pub(super) struct Placed {
    pub(super) parameter: Parameter,
    pub(super) at: Pointer,
}

impl Placed {
    /// Whether it is the parameter of this name in this place.
    pub(super) fn is(&self, location: Location, name: &str) -> bool {
        self.parameter.location == location && self.parameter.name == name
    }
}

/// Lowers the parameters of a path item and an operation, each with its place. The operation's replace the path item's
/// of the same name and location (OpenAPI 3.0.4, Operation Object).
pub(super) fn lower_parameters<'a>(
    cx: &mut Cx<'a>,
    shared: (&'a [ReferenceOr<openapiv3::Parameter>], &Pointer),
    own: (&'a [ReferenceOr<openapiv3::Parameter>], &Pointer),
) -> Vec<Placed> {
    let mut parameters = lower_list(cx, shared);
    for parameter in lower_list(cx, own) {
        let is_replaced = |it: &&mut Placed| is_same(&it.parameter, &parameter.parameter);
        match parameters.iter_mut().find(is_replaced) {
            Some(known) => *known = parameter,
            None => parameters.push(parameter),
        }
    }
    parameters
}

/// Lowers the parameters of one list, of which no two have the same name and location.
fn lower_list<'a>(
    cx: &mut Cx<'a>,
    (list, at): (&'a [ReferenceOr<openapiv3::Parameter>], &Pointer),
) -> Vec<Placed> {
    let mut known: Vec<Placed> = Vec::new();
    let at = at.child("parameters");
    for (index, parameter) in (0..).zip(list) {
        let at = at.index(index);
        let Some(parameter) = lower_parameter(cx, parameter, &at) else {
            continue;
        };
        if parameter.location == Location::Header && !is_header_name(&parameter.name) {
            report_invalid(cx, &parameter.name, &at);
            continue;
        }
        let Some(first) = known.iter().find(|it| is_same(&it.parameter, &parameter)) else {
            known.push(Placed { parameter, at });
            continue;
        };
        let message = format!("the parameter `{}` is there twice", parameter.name);
        cx.diagnostics
            .warn("duplicate-parameter", &at, message)
            .related("the first one", &first.at)
            .help("this one is left out");
    }
    known
}

/// Whether both stand for one parameter. The names of headers have no case (RFC 9110, section 5.1).
fn is_same(a: &Parameter, b: &Parameter) -> bool {
    let is_named_alike = match a.location {
        Location::Header => a.name.eq_ignore_ascii_case(&b.name),
        Location::Path | Location::Query | Location::Cookie => a.name == b.name,
    };
    a.location == b.location && is_named_alike
}

fn lower_parameter<'a>(
    cx: &mut Cx<'a>,
    parameter: &'a ReferenceOr<openapiv3::Parameter>,
    at: &Pointer,
) -> Option<Parameter> {
    let (parameter, at) = resolve(cx, parameter, at, |components| &components.parameters)?;
    let data = parameter.parameter_data_ref();
    let (location, style, allow_reserved) = placement(parameter);
    let style = extended_style(&data.extensions).unwrap_or(style);
    let is_set = |key: &str| data.extensions.get(key).and_then(Json::as_bool) == Some(true);
    let lowered = lower_format(cx, &data.name, &data.format, &at);
    if let ParameterSchemaOrContent::Schema(schema) = &data.format {
        let node = Node::new(schema, at.child("schema"));
        check_examples(cx, &[node], data.example.as_ref(), &data.examples, &at);
    }
    check_empty(cx, parameter, &lowered.value.ty, &at);
    let required = data.required || location == Location::Path;
    if required && lowered.value.nullable {
        let message = format!(
            "the parameter `{}` has to be there, but `null` has no form outside of bodies; it cannot be sent",
            data.name
        );
        cx.unsupported("null-parameter", &at, message);
    }
    let styled = ParameterFormat::Styled {
        style,
        explode: data.explode.unwrap_or(style.explodes()),
        allow_reserved: allow_reserved || is_set("x-allow-reserved"),
    };
    Some(Parameter {
        name: data.name.clone(),
        location,
        format: lowered.content.unwrap_or(styled),
        is_whole: is_set("x-whole"),
        required,
        value: lowered.value,
        default: lowered.default,
        docs: Docs {
            title: None,
            description: data.description.clone().or(lowered.docs.description),
            deprecated: data.deprecated.unwrap_or_default(),
        },
    })
}

fn placement(parameter: &openapiv3::Parameter) -> (Location, Style, bool) {
    match parameter {
        openapiv3::Parameter::Query {
            style,
            allow_reserved,
            ..
        } => (Location::Query, query_style(style), *allow_reserved),
        openapiv3::Parameter::Header { .. } => (Location::Header, Style::Simple, false),
        openapiv3::Parameter::Path { style, .. } => (Location::Path, path_style(style), false),
        openapiv3::Parameter::Cookie { .. } => (Location::Cookie, Style::Form, false),
    }
}

/// Reports where an empty value is allowed that no value of the type is written as.
fn check_empty(cx: &mut Cx<'_>, parameter: &openapiv3::Parameter, ty: &TypeRef, at: &Pointer) {
    let openapiv3::Parameter::Query {
        allow_empty_value: Some(true),
        ..
    } = parameter
    else {
        return;
    };
    if !has_empty_value(cx, ty) {
        let message = "an empty value is allowed here, but no value of the type is empty";
        cx.unsupported("empty-value", &at.child("allowEmptyValue"), message);
    }
}

fn has_empty_value(cx: &Cx<'_>, ty: &TypeRef) -> bool {
    match behind_aliases(cx, ty) {
        TypeRef::Any | TypeRef::Scalar(Scalar::String | Scalar::Secret) => true,
        TypeRef::List(item) => has_empty_value(cx, &item.ty),
        TypeRef::Named(id) => match &cx.api.types[id].kind {
            // Values that are not listed can be sent, too.
            TypeKind::Enum(values) => matches!(values.values, EnumValues::Strings(_)),
            TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Alias(_) => false,
        },
        TypeRef::Scalar(_) | TypeRef::Map(_) | TypeRef::Tuple(_) => false,
    }
}

pub(super) fn query_style(style: &QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}

fn path_style(style: &PathStyle) -> Style {
    match style {
        PathStyle::Simple => Style::Simple,
        PathStyle::Label => Style::Label,
        PathStyle::Matrix => Style::Matrix,
    }
}

/// A style that 3.0 does not have in this place.
pub(super) fn extended_style(extensions: &IndexMap<String, Json>) -> Option<Style> {
    match extensions.get("x-style")?.as_str()? {
        "spaceDelimited" => Some(Style::SpaceDelimited),
        "pipeDelimited" => Some(Style::PipeDelimited),
        "tabDelimited" => Some(Style::TabDelimited),
        "cookie" => Some(Style::Cookie),
        _ => None,
    }
}

/// What a parameter or header holds.
pub(super) struct Lowered {
    pub(super) value: Value,
    pub(super) default: Option<Json>,
    /// The prose of its schema.
    pub(super) docs: Docs,
    /// How `content` says that it is written; `None` where a style says so.
    pub(super) content: Option<ParameterFormat>,
}

impl Lowered {
    fn of(value: Value) -> Self {
        Self {
            value,
            default: None,
            docs: Docs::default(),
            content: None,
        }
    }
}

/// Lowers what a parameter or header holds.
pub(super) fn lower_format<'a>(
    cx: &mut Cx<'a>,
    name: &str,
    format: &'a ParameterSchemaOrContent,
    at: &Pointer,
) -> Lowered {
    match format {
        ParameterSchemaOrContent::Schema(schema) => {
            lower_schema(cx, name, schema, at.child("schema"))
        }
        ParameterSchemaOrContent::Content(content) => match content.first() {
            Some((key, media)) => {
                let at = at.child("content").child(key);
                lower_media(cx, name, key, media, &at)
            }
            None => Lowered::of(text()),
        },
    }
}

fn lower_schema<'a>(
    cx: &mut Cx<'a>,
    name: &str,
    schema: &'a ReferenceOr<Schema>,
    at: Pointer,
) -> Lowered {
    let nodes = [Node::new(schema, at)];
    let mut lowered = lower_nodes(
        cx,
        &nodes,
        Context {
            name: Some(name),
            ..Context::default()
        },
    );
    let (default, docs) = (lowered.default.take(), lowered.docs.clone());
    Lowered {
        default,
        docs,
        ..Lowered::of(settle(cx, lowered, &nodes))
    }
}

/// Lowers a value that a media type describes. What is neither JSON nor a form is passed as it is written.
fn lower_media<'a>(
    cx: &mut Cx<'a>,
    name: &str,
    key: &str,
    media: &'a MediaType,
    at: &Pointer,
) -> Lowered {
    let format = media_format(key);
    let schema = media.schema.as_ref();
    let lowered = schema.map(|schema| lower_schema(cx, name, schema, at.child("schema")));
    let content = match format {
        MediaFormat::Json => Some(ParameterFormat::Json),
        MediaFormat::Form => {
            let encoding = lower_encoding(cx, format, &media.encoding, &at.child("encoding"));
            Some(ParameterFormat::Form(encoding))
        }
        MediaFormat::Multipart
        | MediaFormat::Events { .. }
        | MediaFormat::JsonLines
        | MediaFormat::JsonSequence
        | MediaFormat::Text
        | MediaFormat::Binary => None,
    };
    match (content, lowered) {
        (Some(content), lowered) => Lowered {
            content: Some(content),
            ..lowered.unwrap_or(Lowered::of(Value::of(TypeRef::Any)))
        },
        (None, Some(lowered)) if is_plain(cx, &lowered.value.ty) => lowered,
        (None, None) => Lowered::of(text()),
        (None, Some(_)) => {
            let message =
                format!("`{key}` is not written from values; the text is passed as it is");
            cx.unsupported("parameter-content", at, message);
            Lowered::of(text())
        }
    }
}

/// Whether a value is one text wherever it is written.
fn is_plain(cx: &Cx<'_>, ty: &TypeRef) -> bool {
    match behind_aliases(cx, ty) {
        TypeRef::Scalar(_) => true,
        TypeRef::Named(id) => matches!(cx.api.types[id].kind, TypeKind::Enum(_)),
        TypeRef::Any | TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Tuple(_) => false,
    }
}

fn text() -> Value {
    Value::of(TypeRef::Scalar(Scalar::String))
}
