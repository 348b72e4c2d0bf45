//! Base URLs and their variables.

use openapiv3::ServerVariable as Declared;

use super::Cx;
use crate::diagnostic::Diagnostics;
use crate::ir::{Server, ServerVariable};
use crate::pointer::Pointer;

/// Lowers the servers of a document.
pub(super) fn lower_servers(
    servers: &[openapiv3::Server],
    diagnostics: &mut Diagnostics,
) -> Vec<Server> {
    let at = Pointer::root().child("servers");
    let servers = servers.iter().enumerate();
    let servers =
        servers.map(|(index, server)| lower_server(server, &at.index(index), diagnostics));
    let mut lowered: Vec<Server> = Vec::new();
    for server in servers {
        if !lowered.iter().any(|known| is_same(known, &server)) {
            lowered.push(server);
        }
    }
    lowered
}

/// Whether two servers differ in nothing but what is said of them.
fn is_same(a: &Server, b: &Server) -> bool {
    let [one, other] = [a, b].map(|server| server.template.trim_end_matches('/'));
    one == other && a.variables == b.variables
}

/// Lowers the server of a path item or an operation. Those of the document are no servers of its own.
pub(super) fn lower_own_server(
    cx: &mut Cx<'_>,
    servers: &[openapiv3::Server],
    at: &Pointer,
) -> Option<String> {
    let at = at.child("servers");
    let first = servers.first()?;
    if servers == cx.openapi.servers {
        return None;
    }
    let server = lower_server(first, &at.index(0), cx.diagnostics);
    if servers.len() > 1 {
        let message = "of several servers of an operation the first one is used";
        cx.unsupported("operation-servers", &at, message);
    }
    if !server.variables.is_empty() {
        let message = "the variables of a server of an operation have their defaults";
        cx.unsupported("server-variables", &at.index(0), message);
    }
    match server.url.as_str() {
        "" => None,
        _ if server.has_address() => Some(server.url),
        path => Some(format!("/{}", path.trim_start_matches('/'))),
    }
}

/// Where the document names no server but every operation does, requests beside the operations go to the first one's.
pub(super) fn borrow_server(cx: &mut Cx<'_>) {
    let operations = &cx.api.operations;
    let all_absolute = operations.iter().all(|(_, operation)| {
        let server = operation.server.as_deref();
        server.is_some_and(|url| !url.starts_with('/'))
    });
    if !cx.api.servers.is_empty() || !all_absolute {
        return;
    }
    let first = operations.iter().next();
    let url = first.and_then(|(_, operation)| operation.server.clone());
    cx.api.servers.extend(url.map(|url| Server {
        template: url.clone(),
        url,
        ..Server::default()
    }));
}

fn lower_server(server: &openapiv3::Server, at: &Pointer, diagnostics: &mut Diagnostics) -> Server {
    let mut template = lower_template(&server.url, at, diagnostics);
    let declared = server.variables.iter().flatten();
    let mut variables = Vec::new();
    for (name, variable) in declared {
        let at = at.child("variables").child(name);
        let place = format!("{{{name}}}");
        if !template.contains(&place) {
            let message = format!("the URL has no place for the variable `{name}`");
            diagnostics
                .warn("unused-server-variable", &at, message)
                .help("it is left out");
            continue;
        }
        let lowered = lower_variable(name, variable, &at, diagnostics);
        match lowered.values.as_slice() {
            [only] => template = template.replace(&place, only),
            _ => variables.push(lowered),
        }
    }
    declare_others(&template, &mut variables, at, diagnostics);
    variables.sort_by_key(|variable| template.find(&format!("{{{}}}", variable.name)));
    let name = server.extensions.get("x-name");
    Server {
        url: with_defaults(&template, &variables),
        name: name.and_then(|it| it.as_str()).map(str::to_owned),
        description: server.description.clone(),
        template,
        variables,
    }
}

/// A base URL ends before a query, and needs a protocol before a host.
fn lower_template(url: &str, at: &Pointer, diagnostics: &mut Diagnostics) -> String {
    let at = at.child("url");
    let url = url.trim();
    let (url, rest) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
    if !rest.is_empty() {
        let message = "the URL of a server has neither a query nor a fragment";
        diagnostics
            .warn("server-query", &at, message)
            .help("it is left out");
    }
    if let Some(host) = url.strip_prefix("//") {
        return format!("https://{host}");
    }
    if let Some(settled) = with_protocol_of_requests(url, &at, diagnostics) {
        return settled;
    }
    if !looks_like_host(url) {
        return url.to_owned();
    }
    let message = format!("`{url}` looks like a host without a protocol before it");
    diagnostics
        .warn("server-without-protocol", &at, message)
        .help("it is taken for `https`");
    format!("https://{url}")
}

/// The URL of a server that is named by another protocol than requests are sent by; none where all is well.
fn with_protocol_of_requests(
    url: &str,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let (protocol, rest) = url.split_once("://")?;
    let taken = match protocol.to_ascii_lowercase().as_str() {
        "http" | "https" => return None,
        variable if variable.contains('{') => return None,
        "ws" => "http",
        _ => "https",
    };
    let message = format!("requests are sent by `http` or `https`, and not by `{protocol}`");
    diagnostics
        .unsupported("server-protocol", at, message)
        .help(format!("it is taken for `{taken}`"));
    Some(format!("{taken}://{rest}"))
}

/// Whether a URL without a protocol starts with a host rather than with a path.
fn looks_like_host(url: &str) -> bool {
    let host = url.split('/').next().unwrap_or_default();
    let name = host.split(':').next().unwrap_or_default();
    let ends_in_letters = |name: &str| {
        let end = name.rsplit_once('.').map(|(_, end)| end);
        end.is_some_and(|end| end.len() > 1 && end.chars().all(char::is_alphabetic))
    };
    !url.contains("://") && (name == "localhost" || ends_in_letters(name))
}

fn lower_variable(
    name: &str,
    variable: &Declared,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> ServerVariable {
    let mut values = Vec::new();
    for value in &variable.enumeration {
        if !values.contains(value) {
            values.push(value.clone());
        }
    }
    let default = variable.default.clone();
    if !values.is_empty() && !values.contains(&default) {
        let message = format!("the default `{default}` is not one of the values of `{name}`");
        diagnostics
            .warn("server-variable-default", &at.child("default"), message)
            .help("it is taken for one more");
        values.insert(0, default.clone());
    }
    ServerVariable {
        name: name.to_owned(),
        values,
        default,
        description: variable.description.clone(),
    }
}

/// Adds the variables that only the URL names.
fn declare_others(
    template: &str,
    variables: &mut Vec<ServerVariable>,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) {
    let named = template.split('{').skip(1);
    for name in named.filter_map(|part| part.split_once('}').map(|(name, _)| name)) {
        if variables.iter().any(|it| it.name == name) {
            continue;
        }
        let message = format!("the server variable `{name}` is not declared");
        diagnostics
            .warn("undeclared-server-variable", &at.child("url"), message)
            .help("it is taken for a text without a default");
        variables.push(ServerVariable {
            name: name.to_owned(),
            values: Vec::new(),
            default: String::new(),
            description: None,
        });
    }
}

/// The URL that the defaults give, if it has a whole host.
fn with_defaults(template: &str, variables: &[ServerVariable]) -> String {
    let mut url = template.to_owned();
    for variable in variables {
        url = url.replace(&format!("{{{}}}", variable.name), &variable.default);
    }
    let is_whole = match url.split_once("://") {
        Some((_, rest)) => rest
            .split(['/', ':'])
            .next()
            .is_some_and(|host| !host.split('.').any(str::is_empty)),
        None => !template.contains("://") && !url.is_empty(),
    };
    if is_whole { url } else { String::new() }
}
