//! Security schemes and what operations require of them.

use openapiv3::{APIKeyLocation, OAuth2Flows, ReferenceOr, SecurityRequirement, SecurityScheme};

use super::Cx;
use super::reference::resolve;
use crate::diagnostic::suggest;
use crate::ir::{ClientCredentials, Flows, Id, Scheme, SchemeKind};
use crate::pointer::Pointer;

/// Lowers every security scheme.
pub(super) fn lower_schemes(cx: &mut Cx<'_>) {
    let openapi = cx.openapi;
    let Some(components) = &openapi.components else {
        return;
    };
    let at = Pointer::root().join(["components", "securitySchemes"]);
    for (name, scheme) in &components.security_schemes {
        if let Some(scheme) = lower_scheme(cx, name, scheme, &at.child(name)) {
            cx.api.schemes.push(scheme);
        }
    }
}

fn lower_scheme<'a>(
    cx: &mut Cx<'a>,
    name: &str,
    scheme: &'a ReferenceOr<SecurityScheme>,
    at: &Pointer,
) -> Option<Scheme> {
    let (scheme, at) = resolve(cx, scheme, at, |components| &components.security_schemes)?;
    let mut of_scheme = Flows::default();
    let (kind, description) = match scheme {
        SecurityScheme::APIKey {
            location,
            name,
            description,
            ..
        } => {
            let kind = match location {
                APIKeyLocation::Query => SchemeKind::ApiKeyQuery(name.clone()),
                APIKeyLocation::Header => SchemeKind::ApiKeyHeader(name.clone()),
                APIKeyLocation::Cookie => SchemeKind::ApiKeyCookie(name.clone()),
            };
            (kind, description)
        }
        SecurityScheme::HTTP {
            scheme,
            description,
            ..
        } => match scheme.to_ascii_lowercase().as_str() {
            "bearer" => (SchemeKind::Bearer, description),
            "basic" => (SchemeKind::Basic, description),
            other => {
                let message = format!("the HTTP authentication scheme `{other}` is not offered");
                cx.unsupported("http-scheme", &at, message);
                return None;
            }
        },
        SecurityScheme::OAuth2 {
            flows, description, ..
        } => {
            of_scheme = lower_flows(flows);
            (SchemeKind::Bearer, description)
        }
        SecurityScheme::OpenIDConnect { description, .. } => (SchemeKind::Bearer, description),
    };
    Some(Scheme {
        name: name.to_owned(),
        kind,
        flows: of_scheme,
        description: description.clone(),
    })
}

/// The flows that a program can go through alone. Their scopes are all that are declared, until it is known which ones
/// operations require.
fn lower_flows(flows: &OAuth2Flows) -> Flows {
    let address = |url: &str| Some(url.trim().to_owned()).filter(|url| !url.is_empty());
    let own = flows.client_credentials.as_ref();
    let client_credentials = own.and_then(|flow| {
        Some(ClientCredentials {
            token_url: address(&flow.token_url)?,
            scopes: flow.scopes.keys().cloned().collect(),
        })
    });
    let code = flows.authorization_code.as_ref();
    let password = flows.password.as_ref();
    // Client credentials come without a refresh token as a rule (RFC 6749, section 4.4.3), so only an address that is
    // meant for it speaks for one.
    let refresh_urls = [
        code.and_then(|it| it.refresh_url.as_deref()),
        code.map(|it| it.token_url.as_str()),
        password.and_then(|it| it.refresh_url.as_deref()),
        password.map(|it| it.token_url.as_str()),
        own.and_then(|it| it.refresh_url.as_deref()),
    ];
    Flows {
        client_credentials,
        refresh_url: refresh_urls.into_iter().flatten().find_map(address),
    }
}

/// Leaves of the scopes of every flow those that an operation requires.
pub(super) fn keep_required_scopes(cx: &mut Cx<'_>) {
    for id in cx.api.schemes.ids().collect::<Vec<_>>() {
        let required = &cx.required_scopes;
        let flow = cx.api.schemes[id].flows.client_credentials.as_mut();
        if let Some(flow) = flow {
            let is_required = |scope: &String| required.contains(&(id, scope.clone()));
            flow.scopes.retain(is_required);
        }
    }
}

/// The requirements of an operation: what holds for all operations is said once, and each can say otherwise.
pub(super) fn lower_security(
    cx: &mut Cx<'_>,
    operation: &openapiv3::Operation,
    at: &Pointer,
) -> Vec<Vec<Id<Scheme>>> {
    match (&operation.security, &cx.openapi.security) {
        (Some(own), _) => lower_requirements(cx, own, at),
        (None, Some(shared)) => lower_requirements(cx, shared, &Pointer::root()),
        (None, None) => Vec::new(),
    }
}

/// Lowers the alternatives of schemes of the object at `at`: an operation, or the description. An alternative with a
/// scheme that cannot be had is left out.
fn lower_requirements(
    cx: &mut Cx<'_>,
    requirements: &[SecurityRequirement],
    at: &Pointer,
) -> Vec<Vec<Id<Scheme>>> {
    let at = at.child("security");
    let mut alternatives = Vec::new();
    for (index, requirement) in (0..).zip(requirements) {
        let ids = requirement
            .keys()
            .map(|name| scheme_id(cx, name))
            .collect::<Option<Vec<_>>>();
        match ids {
            Some(ids) => {
                for (id, scopes) in ids.iter().zip(requirement.values()) {
                    let scopes = scopes.iter().map(|scope| (*id, scope.clone()));
                    cx.required_scopes.extend(scopes);
                }
                alternatives.push(ids);
            }
            // A scheme that is declared but not offered has its own warning.
            None if requirement.keys().all(|name| is_declared(cx, name)) => {}
            None => report_unmet(cx, requirement, &at.index(index)),
        }
    }
    alternatives
}

fn report_unmet(cx: &mut Cx<'_>, requirement: &SecurityRequirement, at: &Pointer) {
    let names: Vec<_> = requirement.keys().map(String::as_str).collect();
    let components = cx.openapi.components.as_ref();
    let declared = components
        .into_iter()
        .flat_map(|it| it.security_schemes.keys());
    let declared: Vec<_> = declared.map(String::as_str).collect();
    let unknown = names.iter().find(|name| !declared.contains(name));
    let near = unknown.and_then(|name| suggest::nearest(name, declared.iter().copied()));
    let message = format!(
        "the security requirement `{}` cannot be met",
        names.join(", ")
    );
    let diagnostic = cx.diagnostics.warn("unknown-security-scheme", at, message);
    if let Some(near) = near {
        diagnostic.help(format!("did you mean `{near}`?"));
    }
}

fn scheme_id(cx: &Cx<'_>, name: &str) -> Option<Id<Scheme>> {
    cx.api
        .schemes
        .iter()
        .find(|(_, scheme)| scheme.name == name)
        .map(|(id, _)| id)
}

fn is_declared(cx: &Cx<'_>, name: &str) -> bool {
    let components = cx.openapi.components.as_ref();
    components.is_some_and(|components| components.security_schemes.contains_key(name))
}
