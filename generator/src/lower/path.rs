//! Path templates and the parameters they ask for.

use super::Cx;
use super::parameter::Placed;
use crate::diagnostic::suggest;
use crate::ir::{Docs, Location, Parameter, ParameterFormat, Scalar, Style, TypeRef, Value};
use crate::pointer::Pointer;

/// The template as requests use it: without a fragment, which only tells path items of one path apart.
pub(super) fn lower_path(key: &str) -> String {
    let end = outside_names(key, '#').unwrap_or(key.len());
    key[..end].to_owned()
}

/// Settles what a template and the query parameters both say: what the template fixes is no parameter, and what it
/// leaves to a parameter is not part of it.
pub(super) fn settle_query(
    cx: &mut Cx<'_>,
    template: &str,
    parameters: &mut Vec<Placed>,
) -> String {
    let template = without_expressions(template, parameters);
    let Some(mark) = outside_names(&template, '?') else {
        return template;
    };
    let (path, query) = (&template[..mark], &template[mark + 1..]);
    let mut fixed = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let is_query = |it: &Placed| it.is(Location::Query, name);
        let Some(index) = parameters.iter().position(is_query) else {
            fixed.push(pair);
            continue;
        };
        if value != format!("{{{name}}}") {
            fixed.push(pair);
            let declared = parameters.remove(index);
            let message = format!("the path fixes the parameter `{name}`");
            cx.diagnostics
                .warn("fixed-query-parameter", &declared.at, message)
                .help("it is no parameter of the operation");
        }
    }
    match fixed.as_slice() {
        [] => path.to_owned(),
        pairs => format!("{path}?{}", pairs.join("&")),
    }
}

/// Without the expressions `{?a,b}` and `{&a}` (RFC 6570, sections 3.2.8 and 3.2.9) whose names are query parameters.
fn without_expressions(template: &str, parameters: &[Placed]) -> String {
    let mut out = template.to_owned();
    for sign in ["{?", "{&"] {
        let Some((before, rest)) = out.split_once(sign) else {
            continue;
        };
        let Some((names, after)) = rest.split_once('}') else {
            continue;
        };
        let is_query = |name: &str| parameters.iter().any(|it| it.is(Location::Query, name));
        if names
            .split(',')
            .all(|name| is_query(name.trim_end_matches('*')))
        {
            out = format!("{before}{after}");
        }
    }
    out
}

/// Without the operators and modifiers of RFC 6570 in `{.name*}`, where the name without them is a path parameter:
/// OpenAPI says how a value is written in `style` and `explode`.
pub(super) fn without_operators(template: &str, parameters: &[Placed]) -> String {
    let is_declared = |name: &str| parameters.iter().any(|it| it.is(Location::Path, name));
    let mut out = template.to_owned();
    for written in template_names(template) {
        let plain = written.trim_start_matches(['.', ';', '+']);
        let plain = plain.trim_end_matches('*');
        if plain != written && !is_declared(written) && is_declared(plain) {
            out = out.replace(&format!("{{{written}}}"), &format!("{{{plain}}}"));
        }
    }
    out
}

/// With braces for the parameters that are written `:name`, as in many routers.
pub(super) fn with_braces(
    cx: &mut Cx<'_>,
    template: &str,
    parameters: &[Placed],
    at: &Pointer,
) -> String {
    let segments: Vec<_> = template.split('/').collect();
    if !segments.iter().any(|segment| colon_name(segment).is_some()) {
        return template.to_owned();
    }
    let names = template_names(template);
    let is_meant = |name: &str| {
        let is_declared = parameters.iter().any(|it| it.is(Location::Path, name));
        is_declared && !names.contains(&name)
    };
    let segments = segments.into_iter().map(|segment| {
        let Some(name) = colon_name(segment) else {
            return segment.to_owned();
        };
        let is_meant = is_meant(name);
        let help = match is_meant {
            true => format!("it is taken for `{{{name}}}`"),
            false => format!("a parameter is written `{{{name}}}`; this is sent as it is"),
        };
        let message = format!("`{segment}` is no parameter of the path");
        cx.diagnostics.warn("colon-in-path", at, message).help(help);
        match is_meant {
            true => format!("{{{name}}}"),
            false => segment.to_owned(),
        }
    });
    segments.collect::<Vec<_>>().join("/")
}

/// The name in `:name`.
fn colon_name(segment: &str) -> Option<&str> {
    let name = segment.strip_prefix(':')?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    is_name.then_some(name)
}

/// Adds the parameters that only the template names and drops those it does not have; what one of these is nearly
/// called in the template is meant there.
pub(super) fn match_parameters(
    cx: &mut Cx<'_>,
    path: &str,
    parameters: &mut Vec<Placed>,
    at: &Pointer,
) {
    let names = template_names(path);
    let is_declared = |name: &str, parameters: &[Placed]| {
        let mut parameters = parameters.iter();
        parameters.any(|it| it.is(Location::Path, name))
    };
    let mut open: Vec<_> = names.clone();
    open.retain(|name| !is_declared(name, parameters));
    parameters.retain_mut(|declared| {
        let parameter = &mut declared.parameter;
        if parameter.location != Location::Path || names.contains(&parameter.name.as_str()) {
            return true;
        }
        let meant = suggest::slip(&parameter.name, open.iter().copied());
        let message = format!(
            "the path has no place for the parameter `{}`",
            parameter.name
        );
        let help = match meant {
            Some(meant) => format!("it is taken for `{meant}`"),
            None => "it is left out".to_owned(),
        };
        cx.diagnostics
            .warn("unused-path-parameter", &declared.at, message)
            .help(help);
        if let Some(meant) = meant {
            meant.clone_into(&mut parameter.name);
            open.retain(|name| *name != meant);
        }
        meant.is_some()
    });
    for name in open {
        let message = format!("the path parameter `{name}` is not declared");
        cx.diagnostics
            .warn("undeclared-path-parameter", at, message)
            .help("it is taken as a required string");
        parameters.push(Placed {
            parameter: undeclared(name),
            at: at.clone(),
        });
    }
    sort_by_template(&names, parameters);
}

/// Path parameters first, as they follow each other in the path.
fn sort_by_template(names: &[&str], parameters: &mut [Placed]) {
    parameters.sort_by_key(|it| match it.parameter.location {
        Location::Path => names.iter().position(|name| *name == it.parameter.name),
        Location::Query | Location::Header | Location::Cookie => Some(names.len()),
    });
}

/// The names between braces, in order, each once. A name has any character but braces (OpenAPI 3.2.0, Path Templating).
fn template_names(path: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for (before, _) in path.split('}').zip(path.matches('}')) {
        if let Some((_, name)) = before.rsplit_once('{')
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

/// Where a character first stands that is not part of a name.
fn outside_names(path: &str, character: char) -> Option<usize> {
    let mut places = path.char_indices().filter(|(_, c)| *c == character);
    let is_in_name = |at: usize| {
        let (before, after) = path.split_at(at);
        let opens = before.rfind('{') > before.rfind('}');
        let closes = after
            .find('}')
            .is_some_and(|end| !after[..end].contains('{'));
        opens && closes
    };
    places.find(|(at, _)| !is_in_name(*at)).map(|(at, _)| at)
}

fn undeclared(name: &str) -> Parameter {
    Parameter {
        name: name.to_owned(),
        location: Location::Path,
        format: ParameterFormat::style(Style::Simple),
        is_whole: false,
        required: true,
        value: Value::of(TypeRef::Scalar(Scalar::String)),
        default: None,
        docs: Docs::default(),
    }
}
