//! Security definitions: basic authentication, and OAuth with one flow each.

use serde_json::{Map, Value};

use super::super::origins::mark;
use super::super::walk::Walker;
use crate::diagnostic::suggest;

/// The names of the flows, and what 3.0 calls them.
pub(in super::super) const FLOWS: &[(&str, &str)] = &[
    ("implicit", "implicit"),
    ("password", "password"),
    ("application", "clientCredentials"),
    ("accessCode", "authorizationCode"),
];

/// Members of a scheme that belong to its flow.
const OF_FLOW: &[&str] = &["authorizationUrl", "tokenUrl", "scopes"];

/// Writes a scheme as 3.0 does.
pub(in super::super) fn before_scheme(walker: &mut Walker<'_>, scheme: &mut Map<String, Value>) {
    match scheme.get("type").and_then(Value::as_str) {
        Some("basic") => {
            scheme.insert("type".to_owned(), Value::String("http".to_owned()));
            scheme.insert("scheme".to_owned(), Value::String("basic".to_owned()));
        }
        Some("oauth2") if !scheme.contains_key("flows") => write_flow(walker, scheme),
        Some(_) | None => {}
    }
}

/// Writes the one flow of a scheme as one of several.
pub(in super::super) fn write_flow(walker: &mut Walker<'_>, scheme: &mut Map<String, Value>) {
    let flow = settled_flow(walker, scheme);
    let mut flows = Map::new();
    if let Some(name) = flow {
        let members = OF_FLOW
            .iter()
            .filter_map(|member| scheme.shift_remove_entry(*member));
        let mut flow = Value::Object(members.collect());
        mark(&mut flow, &walker.at);
        flows.insert(name.to_owned(), flow);
    }
    scheme.insert("flows".to_owned(), Value::Object(flows));
}

/// What 3.0 calls the flow of the scheme. Where it is not named, its URLs tell.
fn settled_flow(walker: &mut Walker<'_>, scheme: &mut Map<String, Value>) -> Option<&'static str> {
    let flow = scheme.shift_remove("flow");
    let Some(written) = flow.as_ref().and_then(Value::as_str) else {
        let has = |member: &str| scheme.contains_key(member);
        let (name, meant) = match (has("authorizationUrl"), has("tokenUrl")) {
            (true, true) => ("accessCode", "authorizationCode"),
            (true, false) => ("implicit", "implicit"),
            (false, true) => ("application", "clientCredentials"),
            (false, false) => return report_unknown(walker, "an OAuth scheme needs `flow`"),
        };
        let message = format!("an OAuth scheme needs `flow`; taken for `{name}`");
        walker.warn("unknown-oauth-flow", message);
        return Some(meant);
    };
    if let Some((_, meant)) = FLOWS.iter().find(|(name, _)| *name == written) {
        return Some(meant);
    }
    let is_near = |name: &str| suggest::slip(written, std::iter::once(name)).is_some();
    let near = FLOWS.iter().find(|(old, new)| is_near(old) || is_near(new));
    let Some((name, meant)) = near else {
        return report_unknown(walker, &format!("`{written}` is not a flow of OAuth"));
    };
    let message = format!("`{written}` is not a flow of OAuth; taken for `{name}`");
    walker.warn_at("flow", "unknown-oauth-flow", message);
    Some(meant)
}

fn report_unknown(walker: &mut Walker<'_>, what: &str) -> Option<&'static str> {
    walker
        .warn("unknown-oauth-flow", format!("{what}; taken for none"))
        .help("the flows are `implicit`, `password`, `application` and `accessCode`");
    None
}
