//! Path templates and the parameters they ask for.

use super::Cx;
use crate::ir::{Docs, Location, Parameter, ParameterFormat, Scalar, Style, TypeRef, Value};
use crate::pointer::Pointer;

/// The template as requests use it.
pub(super) fn lower_path(path: &str) -> String {
    let path = path.split('#').next().unwrap_or_default();
    if path.starts_with('/') {
        path.to_owned()
    } else {
        format!("/{path}")
    }
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

/// The names between braces, in order, each once.
fn template_names(path: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for part in path.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}')
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

fn undeclared(name: &str) -> Parameter {
    Parameter {
        name: name.to_owned(),
        location: Location::Path,
        format: ParameterFormat::Styled {
            style: Style::Simple,
            explode: false,
            allow_reserved: false,
        },
        required: true,
        value: Value::of(TypeRef::Scalar(Scalar::String)),
        default: None,
        docs: Docs::default(),
    }
}
