//! Names of the builder methods that set credentials.

use super::scope::{Role, Scope};
use super::{Ident, SchemeNames};
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
pub(super) fn assign(api: &Api) -> Vec<SchemeNames> {
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
    let setters = schemes.iter().map(|scheme| {
        if alone(scheme) {
            scope.claim(kind(scheme), Role::Method)
        } else {
            scope.claim(&scheme.name, Role::Method)
        }
    });
    let setters = setters.collect::<Vec<_>>();
    // The other methods of a scheme make way for the setters of all schemes.
    setters
        .into_iter()
        .map(|setter| beside(&mut scope, setter))
        .collect()
}

/// `bearer_token` has `bearer_provider` beside it, and `oauth` has `oauth_client_credentials`.
fn beside(scope: &mut Scope, setter: Ident) -> SchemeNames {
    let stem = setter.as_str();
    let stem = stem.strip_suffix("_token").unwrap_or(stem).to_owned();
    let flow = |name: &str| match stem.as_str() {
        // The only scheme of its kind need not say which flow it is of.
        "bearer" => name.to_owned(),
        stem => format!("{stem}_{name}"),
    };
    let mut claim = |name: &str| scope.claim(name, Role::Method);
    SchemeNames {
        provider: claim(&format!("{stem}_provider")),
        client_credentials: claim(&flow("client_credentials")),
        client_credentials_with: claim(&flow("client_credentials_with")),
        refresh_token: claim(&flow("refresh_token")),
        setter,
    }
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
