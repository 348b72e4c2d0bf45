//! Parameters: location, style, type.

use openapiv3::{ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr};

use super::Cx;
use super::content::media_format;
use super::node::Node;
use super::reference::resolve;
use super::schema::{Context, lower_nodes, settle};
use crate::ir::{
    Docs, Location, MediaFormat, Parameter, ParameterFormat, Scalar, Style, TypeRef, Value,
};
use crate::pointer::Pointer;

/// Lowers the parameters of a path item and an operation, each with its place. The operation's replace the path item's
/// of the same name and location (OpenAPI 3.0.4, Operation Object).
pub(super) fn lower_parameters<'a>(
    cx: &mut Cx<'a>,
    shared: (&'a [ReferenceOr<openapiv3::Parameter>], &Pointer),
    own: (&'a [ReferenceOr<openapiv3::Parameter>], &Pointer),
) -> Vec<Parameter> {
    let mut parameters: Vec<Parameter> = Vec::new();
    for (list, at) in [shared, own] {
        let at = at.child("parameters");
        for (index, parameter) in (0..).zip(list) {
            let Some(parameter) = lower_parameter(cx, parameter, &at.index(index)) else {
                continue;
            };
            let same = |it: &&mut Parameter| {
                it.name == parameter.name && it.location == parameter.location
            };
            match parameters.iter_mut().find(same) {
                Some(known) => *known = parameter,
                None => parameters.push(parameter),
            }
        }
    }
    parameters
}

fn lower_parameter<'a>(
    cx: &mut Cx<'a>,
    parameter: &'a ReferenceOr<openapiv3::Parameter>,
    at: &Pointer,
) -> Option<Parameter> {
    let (parameter, at) = resolve(cx, parameter, at, |components| &components.parameters)?;
    let data = parameter.parameter_data_ref();
    let (location, style, allow_reserved) = placement(parameter);
    if location == Location::Header && is_reserved_header(&data.name) {
        return None;
    }
    let (value, default, docs, json) = lower_format(cx, &data.name, &data.format, &at);
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

/// Headers that a parameter cannot set (OpenAPI 3.0.4, Parameter Object).
fn is_reserved_header(name: &str) -> bool {
    ["accept", "content-type", "authorization"]
        .iter()
        .any(|it| name.eq_ignore_ascii_case(it))
}

/// The type of a parameter or header, its default, its schema's prose, and whether it is JSON text.
pub(super) fn lower_format<'a>(
    cx: &mut Cx<'a>,
    name: &str,
    format: &'a ParameterSchemaOrContent,
    at: &Pointer,
) -> (Value, Option<serde_json::Value>, Docs, bool) {
    let context = Context {
        name: Some(name),
        ..Context::default()
    };
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
