//! Security schemes: what each type of scheme needs.

use serde_json::{Map, Value};

use super::super::schema;
use super::super::swagger;
use super::super::walk::Walker;

/// Settles the type; none for one that is not generated.
pub(super) fn before_scheme(
    walker: &mut Walker<'_>,
    scheme: &mut Map<String, Value>,
) -> Option<()> {
    let Some(Value::String(written)) = scheme.get("type") else {
        return Some(());
    };
    let settled = match written.to_ascii_lowercase().as_str() {
        "apikey" => "apiKey",
        "http" => "http",
        "oauth2" => {
            settle_flow(walker, scheme);
            "oauth2"
        }
        "openidconnect" => "openIdConnect",
        "basic" => {
            walker.warn_at(
                "type",
                "swagger-2-security",
                "OpenAPI 3 writes `type: http, scheme: basic`; taken for that",
            );
            scheme.insert("scheme".to_owned(), Value::String("basic".to_owned()));
            "http"
        }
        "mutualtls" => {
            walker.unsupported_at(
                "type",
                "mutual-tls",
                "mutual TLS is not generated; set it up in the HTTP client",
            );
            return None;
        }
        _ => {
            let message = format!("`{written}` is not a type of security scheme; left out");
            walker.warn_at("type", "unknown-security-type", message);
            return None;
        }
    };
    scheme.insert("type".to_owned(), Value::String(settled.to_owned()));
    // Since 3.2. It is said in words alone, as a program may have no other credential.
    if scheme.shift_remove("deprecated") == Some(Value::Bool(true)) {
        schema::describe(scheme, "The scheme is deprecated.");
    }
    Some(())
}

/// A requirement names a scheme and lists scopes; one without scopes may look empty in YAML, which must not make it
/// look as if nothing were required.
pub(super) fn settle_requirements(walker: &mut Walker<'_>, object: &mut Map<String, Value>) {
    let Some(Value::Array(requirements)) = object.get_mut("security") else {
        return;
    };
    for requirement in requirements {
        if let Value::String(scheme) = requirement {
            let message = format!("a security requirement is an object; taken for `{scheme}: []`");
            walker.warn_at("security", "wrong-type", message);
            *requirement = Value::Object(Map::from_iter([(scheme.clone(), Value::Array(vec![]))]));
        }
        name_schemes(requirement);
        for scopes in requirement
            .as_object_mut()
            .into_iter()
            .flat_map(Map::values_mut)
        {
            if scopes.is_null() {
                *scopes = Value::Array(vec![]);
            }
        }
    }
}

/// Since 3.2 a scheme may be named by its place.
fn name_schemes(requirement: &mut Value) {
    const PLACE: &str = "#/components/securitySchemes/";
    if let Value::Object(schemes) = requirement
        && schemes.keys().any(|name| name.starts_with(PLACE))
    {
        *schemes = std::mem::take(schemes)
            .into_iter()
            .map(|(name, scopes)| match name.strip_prefix(PLACE) {
                Some(name) => (name.to_owned(), scopes),
                None => (name, scopes),
            })
            .collect();
    }
}

/// Checks the members that only schemes of the type need.
pub(super) fn after_scheme(walker: &mut Walker<'_>, scheme: &mut Map<String, Value>) -> Option<()> {
    match scheme
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default()
    {
        "apiKey" => {
            need(walker, scheme, "name")?;
            need(walker, scheme, "in")?;
            settle_location(walker, scheme)
        }
        "http" => need(walker, scheme, "scheme"),
        "oauth2" => {
            if !scheme.contains_key("flows") {
                walker.warn(
                    "missing-member",
                    "an OAuth scheme needs `flows`; taken for none",
                );
                scheme.insert("flows".to_owned(), Value::Object(Map::new()));
            }
            Some(())
        }
        _ => need(walker, scheme, "openIdConnectUrl"),
    }
}

/// The one flow of a scheme of Swagger 2.0, where `flows` are wanted.
fn settle_flow(walker: &mut Walker<'_>, scheme: &mut Map<String, Value>) {
    if !scheme.contains_key("flows") && scheme.contains_key("flow") {
        let message =
            "OpenAPI 3 describes `flows`; the one of Swagger 2.0 is taken for one of them";
        walker.warn_at("flow", "swagger-2-security", message);
        swagger::write_flow(walker, scheme);
    }
}

/// Gives flows the names that 3.0 has for them, and reports the one that `openapiv3` does not have.
pub(super) fn before_flows(walker: &mut Walker<'_>, flows: &mut Map<String, Value>) {
    for (old, name) in swagger::FLOWS.iter().filter(|(old, name)| old != name) {
        if flows.contains_key(*old) && !flows.contains_key(*name) {
            let message = format!("OpenAPI 3 calls the flow `{old}` `{name}`; taken for that");
            walker.warn_at(old, "unknown-oauth-flow", message);
            walker.rename(flows, old, name);
        }
    }
    if flows.shift_remove("deviceAuthorization").is_some() {
        let message = "the OAuth flow for devices is not generated";
        walker.unsupported_at("deviceAuthorization", "device-authorization", message);
    }
}

fn need(walker: &mut Walker<'_>, scheme: &Map<String, Value>, member: &str) -> Option<()> {
    if !scheme.contains_key(member) {
        walker.warn(
            "missing-member",
            format!("a security scheme of this type needs `{member}`; left out without it"),
        );
        return None;
    }
    Some(())
}

fn settle_location(walker: &mut Walker<'_>, scheme: &mut Map<String, Value>) -> Option<()> {
    let written = scheme.get("in").and_then(Value::as_str).unwrap_or_default();
    let location = written.to_ascii_lowercase();
    if ["query", "header", "cookie"].contains(&location.as_str()) {
        scheme.insert("in".to_owned(), Value::String(location));
        return Some(());
    }
    let message = format!("`{written}` is not a place for an API key; the scheme is left out");
    walker.warn_at("in", "unknown-security-location", message);
    None
}
