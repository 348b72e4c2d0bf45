//! Names of the builder methods that set credentials.

use super::Ident;
use super::scope::{Role, Scope};
use crate::ir::{Api, Scheme, SchemeKind};

/// Builder methods that every client has.
const BUILDER: &[&str] = &[
    "new",
    "build",
    "base_url",
    "server",
    "timeout",
    "connect_timeout",
    "http_client",
    "transport",
    "validate_requests",
    "max_response_bytes",
    "user_agent_suffix",
    "default_header",
    "credential",
    "named_credentials",
    "retry",
];

/// A scheme alone of its kind is named by the kind, else by its own name.
pub(super) fn assign(api: &Api) -> Vec<Ident> {
    let mut scope = Scope::with_reserved(BUILDER.iter().copied());
    let schemes = api
        .schemes
        .iter()
        .map(|(_, scheme)| scheme)
        .collect::<Vec<_>>();
    let alone = |scheme: &Scheme| {
        schemes
            .iter()
            .filter(|other| kind(other) == kind(scheme))
            .count()
            == 1
    };
    let names = schemes.iter().map(|scheme| {
        if alone(scheme) {
            scope.claim(kind(scheme), Role::Method)
        } else {
            scope.claim(&scheme.name, Role::Method)
        }
    });
    names.collect()
}

fn kind(scheme: &Scheme) -> &'static str {
    match scheme.kind {
        SchemeKind::Bearer => "bearer_token",
        SchemeKind::Basic => "basic_auth",
        SchemeKind::ApiKeyHeader(_) | SchemeKind::ApiKeyQuery(_) | SchemeKind::ApiKeyCookie(_) => {
            "api_key"
        }
    }
}
