//! Parameters: location, style, type.

use openapiv3::{ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr};

use super::Cx;
use super::content::media_format;
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
    let (value, default, docs, json) = lower_format(cx, &data.name, &data.format, &at);
    if let ParameterSchemaOrContent::Schema(schema) = &data.format {
        let node = Node::new(schema, at.child("schema"));
        check_examples(cx, &[node], data.example.as_ref(), &data.examples, &at);
    }
    check_empty(cx, parameter, &value.ty, &at);
    let explode = data.explode.unwrap_or(style == Style::Form);
    let styled = ParameterFormat::Styled {
        style,
        explode,
        allow_reserved,
    };
    Some(Parameter {
        name: data.name.clone(),
        location,
        format: if json { ParameterFormat::Json } else { styled },
        required: data.required || location == Location::Path,
        value,
        default,
        docs: Docs {
            title: None,
            description: data.description.clone().or(docs.description),
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

/// The type of a parameter or header, its default, its schema's prose, and whether it is JSON text.
pub(super) fn lower_format<'a>(
    cx: &mut Cx<'a>,
    name: &str,
    format: &'a ParameterSchemaOrContent,
    at: &Pointer,
) -> (Value, Option<serde_json::Value>, Docs, bool) {
    let context = Context { name: Some(name) };
    let (schema, at, json) = match format {
        ParameterSchemaOrContent::Schema(schema) => (Some(schema), at.child("schema"), false),
        ParameterSchemaOrContent::Content(content) => {
            let at = at.child("content");
            let Some((name, media)) = content.first() else {
                return (text(), None, Docs::default(), false);
            };
            let json = media_format(name) == MediaFormat::Json;
            (media.schema.as_ref(), at.child(name).child("schema"), json)
        }
    };
    let Some(schema) = schema else {
        return (text(), None, Docs::default(), json);
    };
    let nodes = [Node::new(schema, at)];
    let mut lowered = lower_nodes(cx, &nodes, context);
    let (default, docs) = (lowered.default.take(), lowered.docs.clone());
    (settle(cx, lowered, &nodes), default, docs, json)
}

fn text() -> Value {
    Value::of(TypeRef::Scalar(Scalar::String))
}
