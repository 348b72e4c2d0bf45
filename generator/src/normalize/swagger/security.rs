//! Security definitions: basic authentication, and OAuth with one flow each.

use serde_json::{Map, Value};

use super::super::origins::mark;
use super::super::walk::Walker;

/// The names of the flows, and what 3.0 calls them.
const FLOWS: &[(&str, &str)] = &[
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

fn write_flow(walker: &mut Walker<'_>, scheme: &mut Map<String, Value>) {
    let written = match scheme.shift_remove("flow") {
        Some(Value::String(written)) => written,
        Some(_) | None => String::new(),
    };
    let known = FLOWS.iter().find(|(name, _)| *name == written);
    let Some((_, name)) = known else {
        let message = format!("`{written}` is not a flow of OAuth; taken for none");
        walker
            .warn("unknown-oauth-flow", message)
            .help("the flows are `implicit`, `password`, `application` and `accessCode`");
        scheme.insert("flows".to_owned(), Value::Object(Map::new()));
        return;
    };
    let members = OF_FLOW
        .iter()
        .filter_map(|member| scheme.shift_remove_entry(*member));
    let mut flow = Value::Object(members.collect());
    mark(&mut flow, &walker.at);
    let flows = Map::from_iter([((*name).to_owned(), flow)]);
    scheme.insert("flows".to_owned(), Value::Object(flows));
}
