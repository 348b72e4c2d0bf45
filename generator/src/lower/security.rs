//! Security schemes and what operations require of them.

use openapiv3::{APIKeyLocation, ReferenceOr, SecurityRequirement, SecurityScheme};

use super::Cx;
use super::reference::resolve;
use crate::ir::{Id, Scheme, SchemeKind};
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
        SecurityScheme::OAuth2 { description, .. }
        | SecurityScheme::OpenIDConnect { description, .. } => (SchemeKind::Bearer, description),
    };
    Some(Scheme {
        name: name.to_owned(),
        kind,
        description: description.clone(),
    })
}

/// Lowers alternatives of schemes. An alternative with a scheme that cannot be had is left out.
pub(super) fn lower_requirements(
    cx: &mut Cx<'_>,
    requirements: &[SecurityRequirement],
    at: &Pointer,
) -> Vec<Vec<Id<Scheme>>> {
    let mut alternatives = Vec::new();
    for requirement in requirements {
        let ids = requirement
            .keys()
            .map(|name| scheme_id(cx, name))
            .collect::<Option<Vec<_>>>();
        match ids {
            Some(ids) => alternatives.push(ids),
            // A scheme that is declared but not offered has its own warning.
            None if requirement.keys().all(|name| is_declared(cx, name)) => {}
            None => {
                let names = requirement
                    .keys()
                    .map(String::as_str)
                    .collect::<Vec<_>>()
                    .join(", ");
                let message = format!("the security requirement `{names}` cannot be met");
                cx.diagnostics
                    .warn("unknown-security-scheme", &at.child("security"), message);
            }
        }
    }
    alternatives
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
