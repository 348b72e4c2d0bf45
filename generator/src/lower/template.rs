//! Path templates as OpenAPI writes them, whichever notation their authors took from URI templates and routers.

use super::Cx;
use super::parameter::Placed;
use crate::ir::{Location, ParameterFormat, Style};
use crate::pointer::Pointer;

/// The template with every parameter as `{name}`.
pub(super) fn settle_template(
    cx: &mut Cx<'_>,
    template: &str,
    parameters: &[Placed],
    at: &Pointer,
) -> String {
    let template = without_patterns(cx, template, parameters, at);
    let template = closed(cx, &template, parameters, at);
    let template = with_braces(cx, &template, parameters, at);
    without_operators(cx, &template, parameters, at)
}

/// Without the patterns in `{name:pattern}`, as routers have them. They may have braces of their own.
fn without_patterns(
    cx: &mut Cx<'_>,
    template: &str,
    parameters: &[Placed],
    at: &Pointer,
) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(open) = rest.find('{')
        && let Some(length) = closing(&rest[open..])
    {
        let written = &rest[open..=open + length];
        let inside = &written[1..length];
        out += &rest[..open];
        let is_pattern =
            |(name, _): &(&str, &str)| is_name(name) && !is_declared(inside, parameters);
        match inside.split_once(':').filter(is_pattern) {
            Some((name, _)) => {
                report(cx, written, name, "a pattern belongs into its `schema`", at);
                out += &format!("{{{name}}}");
            }
            None => out += written,
        }
        rest = &rest[open + written.len()..];
    }
    out + rest
}

/// Where the brace closes that a text begins with.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut braces = text.match_indices(['{', '}']);
    let end = braces.find(|(_, brace)| {
        match *brace {
            "{" => depth += 1,
            _ => depth -= 1,
        }
        depth == 0
    });
    end.map(|(at, _)| at)
}

/// With the brace that is missing at the end of a segment, where its parameter is declared.
fn closed(cx: &mut Cx<'_>, template: &str, parameters: &[Placed], at: &Pointer) -> String {
    let names = template_names(template);
    let segments = template.split('/').map(|segment| {
        let open = segment
            .rsplit_once('{')
            .filter(|(_, name)| is_declared(name, parameters) && !names.contains(name));
        let Some((before, name)) = open else {
            return segment.to_owned();
        };
        report(
            cx,
            &format!("{{{name}"),
            name,
            "a brace that opens has to close",
            at,
        );
        format!("{before}{{{name}}}")
    });
    segments.collect::<Vec<_>>().join("/")
}

/// With braces for the parameters that are written `:name`, as in many routers.
fn with_braces(cx: &mut Cx<'_>, template: &str, parameters: &[Placed], at: &Pointer) -> String {
    let segments: Vec<_> = template.split('/').collect();
    if !segments.iter().any(|segment| colon_name(segment).is_some()) {
        return template.to_owned();
    }
    let names = template_names(template);
    let is_meant = |name: &str| is_declared(name, parameters) && !names.contains(&name);
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
    is_name(name).then_some(name)
}

/// Without the operators and modifiers of RFC 6570 in `{.name*}`: OpenAPI says how a value is written in `style`,
/// `explode` and `allowReserved`.
fn without_operators(
    cx: &mut Cx<'_>,
    template: &str,
    parameters: &[Placed],
    at: &Pointer,
) -> String {
    let mut out = template.to_owned();
    for written in template_names(template) {
        let plain = written.trim_start_matches(['.', ';', '+']);
        let plain = plain.trim_end_matches('*');
        if plain == written || !is_name(plain) || is_declared(written, parameters) {
            continue;
        }
        let written_so = format!("{{{written}}}");
        let mut known = parameters.iter();
        let declared = known.find(|it| it.is(Location::Path, plain));
        if !declared.is_some_and(|it| is_said(written, &it.parameter.format)) {
            let help = "`style`, `explode` and `allowReserved` say how a value is written";
            report(cx, &written_so, plain, help, at);
        }
        out = out.replace(&written_so, &format!("{{{plain}}}"));
    }
    out
}

/// Whether a parameter says itself what its operator and its modifier say.
fn is_said(written: &str, format: &ParameterFormat) -> bool {
    let ParameterFormat::Styled {
        style,
        explode,
        allow_reserved,
    } = format
    else {
        return false;
    };
    let is_operator_said = match written.as_bytes().first() {
        Some(b'.') => *style == Style::Label,
        Some(b';') => *style == Style::Matrix,
        Some(b'+') => *allow_reserved,
        Some(_) | None => true,
    };
    is_operator_said && (*explode || !written.ends_with('*'))
}

fn report(cx: &mut Cx<'_>, written: &str, name: &str, why: &str, at: &Pointer) {
    let message = format!("`{written}` is no parameter of the path; taken for `{{{name}}}`");
    cx.diagnostics.warn("path-template", at, message).help(why);
}

fn is_declared(name: &str, parameters: &[Placed]) -> bool {
    parameters.iter().any(|it| it.is(Location::Path, name))
}

/// Whether this is a name as most have them.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

/// The names between braces, in order, each once. A name has any character but braces (OpenAPI 3.2.0, Path Templating).
pub(super) fn template_names(path: &str) -> Vec<&str> {
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
pub(super) fn outside_names(path: &str, character: char) -> Option<usize> {
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
