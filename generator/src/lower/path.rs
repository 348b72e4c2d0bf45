//! Path templates and the parameters they ask for.

use super::Cx;
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
    parameters: &mut Vec<Parameter>,
    at: &Pointer,
) -> String {
    let template = without_expressions(template, parameters);
    let Some(mark) = outside_names(&template, '?') else {
        return template;
    };
    let (path, query) = (&template[..mark], &template[mark + 1..]);
    let mut fixed = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let is_query = |it: &Parameter| it.location == Location::Query && it.name == name;
        if !parameters.iter().any(is_query) {
            fixed.push(pair);
        } else if value != format!("{{{name}}}") {
            fixed.push(pair);
            parameters.retain(|it| !is_query(it));
            let message = format!("the path fixes the parameter `{name}`");
            cx.diagnostics
                .warn("fixed-query-parameter", at, message)
                .help("it is no parameter of the operation");
        }
    }
    match fixed.as_slice() {
        [] => path.to_owned(),
        pairs => format!("{path}?{}", pairs.join("&")),
    }
}

/// Without the expressions `{?a,b}` and `{&a}` (RFC 6570, sections 3.2.8 and 3.2.9) whose names are query parameters.
fn without_expressions(template: &str, parameters: &[Parameter]) -> String {
    let mut out = template.to_owned();
    for sign in ["{?", "{&"] {
        let Some((before, rest)) = out.split_once(sign) else {
            continue;
        };
        let Some((names, after)) = rest.split_once('}') else {
            continue;
        };
        let is_query = |name: &str| {
            let mut parameters = parameters.iter();
            parameters.any(|it| it.location == Location::Query && it.name == name)
        };
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
pub(super) fn without_operators(template: &str, parameters: &[Parameter]) -> String {
    let is_declared = |name: &str| {
        let mut parameters = parameters.iter();
        parameters.any(|it| it.location == Location::Path && it.name == name)
    };
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

/// Adds the parameters that only the template names and drops those it does not have.
pub(super) fn match_parameters(
    cx: &mut Cx<'_>,
    path: &str,
    parameters: &mut Vec<Parameter>,
    at: &Pointer,
) {
    let names = template_names(path);
    parameters.retain(|parameter| {
        let used = parameter.location != Location::Path || names.contains(&parameter.name.as_str());
        if !used {
            let message = format!(
                "the path has no place for the parameter `{}`",
                parameter.name
            );
            cx.diagnostics
                .warn("unused-path-parameter", at, message)
                .help("it is left out");
        }
        used
    });
    for &name in &names {
        if !parameters
            .iter()
            .any(|it| it.location == Location::Path && it.name == name)
        {
            let message = format!("the path parameter `{name}` is not declared");
            cx.diagnostics
                .warn("undeclared-path-parameter", at, message)
                .help("it is taken as a required string");
            parameters.push(undeclared(name));
        }
    }
    sort_by_template(&names, parameters);
}

/// Path parameters first, as they follow each other in the path.
fn sort_by_template(names: &[&str], parameters: &mut [Parameter]) {
    parameters.sort_by_key(|parameter| match parameter.location {
        Location::Path => names.iter().position(|name| *name == parameter.name),
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
