//! The parameters that a path template asks for.

use super::Cx;
use super::parameter::Placed;
use super::template::{outside_names, template_names};
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
    at: &Pointer,
) -> String {
    let template = without_expressions(cx, template, parameters, at);
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

/// Without the expressions `{?a,b}` and `{&a}` (RFC 6570, sections 3.2.8 and 3.2.9), whose names are query parameters.
fn without_expressions(
    cx: &mut Cx<'_>,
    template: &str,
    parameters: &mut Vec<Placed>,
    at: &Pointer,
) -> String {
    let mut out = template.to_owned();
    for sign in ["{?", "{&"] {
        let Some((before, rest)) = out.split_once(sign) else {
            continue;
        };
        let Some((names, after)) = rest.split_once('}') else {
            continue;
        };
        for name in names
            .split(',')
            .map(|name| name.trim_end_matches('*').trim())
        {
            if name.is_empty() || parameters.iter().any(|it| it.is(Location::Query, name)) {
                continue;
            }
            let message = format!("the query parameter `{name}` of the path is not declared");
            cx.diagnostics
                .warn("undeclared-query-parameter", at, message)
                .help("it is taken as an optional string");
            parameters.push(undeclared(name, Location::Query, at));
        }
        out = format!("{before}{after}");
    }
    out
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
    let only = only_pair(&names, &open, parameters);
    parameters.retain_mut(|declared| {
        let parameter = &mut declared.parameter;
        if parameter.location != Location::Path || names.contains(&parameter.name.as_str()) {
            return true;
        }
        let meant = suggest::slip(&parameter.name, open.iter().copied()).or(only);
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
        parameters.push(undeclared(name, Location::Path, at));
    }
    sort_by_template(&names, parameters);
}

/// The one name that no one declares, if the path has no place for exactly one parameter and its name begins or ends like
/// that one, as `id` and `petId`: it is meant there.
fn only_pair<'n>(names: &[&'n str], open: &[&'n str], parameters: &[Placed]) -> Option<&'n str> {
    let parameters = parameters.iter().map(|it| &it.parameter);
    let mut idle =
        parameters.filter(|it| it.location == Location::Path && !names.contains(&it.name.as_str()));
    match (open, idle.next(), idle.next()) {
        ([name], Some(only), None) if is_related(name, &only.name) => Some(name),
        (_, _, _) => None,
    }
}

fn is_related(a: &str, b: &str) -> bool {
    let letters = |name: &str| {
        let letters = name.chars().filter(|c| c.is_alphanumeric());
        letters.collect::<String>().to_lowercase()
    };
    let (a, b) = (letters(a), letters(b));
    let is_part = |part: &str, whole: &str| {
        !part.is_empty() && (whole.starts_with(part) || whole.ends_with(part))
    };
    is_part(&a, &b) || is_part(&b, &a)
}

/// Path parameters first, as they follow each other in the path.
fn sort_by_template(names: &[&str], parameters: &mut [Placed]) {
    parameters.sort_by_key(|it| match it.parameter.location {
        Location::Path => names.iter().position(|name| *name == it.parameter.name),
        Location::Query | Location::Header | Location::Cookie => Some(names.len()),
    });
}

/// A parameter of which the template says no more than its name.
fn undeclared(name: &str, location: Location, at: &Pointer) -> Placed {
    let style = match location {
        Location::Query | Location::Cookie => Style::Form,
        Location::Path | Location::Header => Style::Simple,
    };
    let parameter = Parameter {
        name: name.to_owned(),
        location,
        format: ParameterFormat::style(style),
        is_whole: false,
        required: location == Location::Path,
        value: Value::of(TypeRef::Scalar(Scalar::String)),
        default: None,
        docs: Docs::default(),
    };
    Placed {
        parameter,
        at: at.clone(),
    }
}
