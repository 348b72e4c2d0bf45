//! Members of Swagger 2.0 in a description of OpenAPI 3: read as what they are there, each with a warning.

use serde_json::{Map, Value};

use super::super::object::misplaced;
use super::super::origins::mark;
use super::super::shape::Kind;
use super::super::walk::Walker;
use super::body::{self, Consumed};
use super::operation::{responses, take_bodies};
use super::{Inherited, server, take_media};
use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;

/// What says where requests go.
const ADDRESS: &[&str] = &["host", "basePath", "schemes"];

/// Takes the members of Swagger 2.0 off the root, and returns what operations have from them.
pub(in super::super) fn take_old_members(
    tree: &mut Value,
    diagnostics: &mut Diagnostics,
) -> Inherited {
    let Value::Object(root) = tree else {
        return Inherited::default();
    };
    let inherited = Inherited {
        address: take_address(root, diagnostics),
        consumes: take_old_media(root, "consumes", &Pointer::root(), diagnostics)
            .unwrap_or_default(),
        produces: take_old_media(root, "produces", &Pointer::root(), diagnostics)
            .unwrap_or_default(),
    };
    take_schemes(root, diagnostics);
    inherited
}

/// Makes servers of the address, unless there are some.
fn take_address(
    root: &mut Map<String, Value>,
    diagnostics: &mut Diagnostics,
) -> Option<server::Address> {
    let is_empty = |servers: &Value| servers.as_array().map_or(servers.is_null(), Vec::is_empty);
    let written: Vec<_> = ADDRESS
        .iter()
        .filter(|it| root.contains_key(**it))
        .collect();
    if written.is_empty() {
        return None;
    }
    if root.get("servers").is_some_and(is_empty) {
        root.shift_remove("servers");
    }
    let has_servers = root.contains_key("servers");
    let address = server::write(root, diagnostics);
    let outcome = match (has_servers, root.contains_key("servers")) {
        (true, _) => "left out, as there are `servers`",
        (false, true) => "taken for part of the `servers`",
        (false, false) => "left out, as there is no `host`",
    };
    for member in written {
        report(member, outcome, &Pointer::root(), diagnostics);
    }
    address
}

/// Moves the security schemes to the components, where they do not stand in the way of those that are there.
fn take_schemes(root: &mut Map<String, Value>, diagnostics: &mut Diagnostics) {
    const SECTION: &str = "securityDefinitions";
    let Some(schemes) = root.shift_remove(SECTION) else {
        return;
    };
    let outcome = "taken for `securitySchemes` of the `components`";
    report(SECTION, outcome, &Pointer::root(), diagnostics);
    let at = Pointer::root().child(SECTION);
    let empty = || Value::Object(Map::new());
    let components = root.entry("components").or_insert_with(empty);
    let section = components
        .as_object_mut()
        .map(|it| it.entry("securitySchemes").or_insert_with(empty));
    if let (Some(Value::Object(section)), Value::Object(schemes)) = (section, schemes) {
        for (name, mut scheme) in schemes {
            mark(&mut scheme, &at.child(&name));
            section.entry(name).or_insert(scheme);
        }
    }
}

/// Makes a body of the parameters that are one in Swagger 2.0, and none in OpenAPI 3, and gives schemas of responses
/// the media types that the operation has for them.
pub(in super::super) fn before_old_operation(
    walker: &mut Walker<'_>,
    operation: &mut Map<String, Value>,
) {
    let at = walker.at.clone();
    let consumes = take_old_media(operation, "consumes", &at, walker.diagnostics());
    let produces = take_old_media(operation, "produces", &at, walker.diagnostics());
    let consumed = Consumed::of(walker, consumes);
    let produces = produces.unwrap_or(walker.inherited.produces.clone());
    server::of_operation(walker, operation);
    take_old_bodies(walker, operation, &consumed);
    if !produces.is_empty() {
        settle_old_responses(walker, operation, &produces);
    }
}

fn take_old_bodies(
    walker: &mut Walker<'_>,
    operation: &mut Map<String, Value>,
    consumed: &Consumed,
) {
    let parts = take_bodies(walker, operation);
    let has_body = operation.contains_key("requestBody");
    let outcome = match has_body {
        true => "left out, as there is one",
        false => "taken for it",
    };
    for part in &parts {
        let location = part.value.get("in").and_then(Value::as_str);
        let location = location.unwrap_or_default();
        let message =
            format!("OpenAPI 3 describes what is `in: {location}` in `requestBody`; {outcome}");
        walker.warn_place(&part.at.child("in"), "swagger-2-parameter", message);
    }
    if !has_body && let Some(body) = body::request_body(walker, parts, consumed) {
        operation.insert("requestBody".to_owned(), body);
    }
}

fn settle_old_responses(
    walker: &mut Walker<'_>,
    operation: &mut Map<String, Value>,
    produces: &[String],
) {
    for (_, response, at) in responses(operation, &walker.at) {
        if response.contains_key("schema") {
            let here = std::mem::replace(&mut walker.at, at);
            misplaced::in_body(walker, Kind::Response, response, produces);
            walker.at = here;
        }
    }
}

fn take_old_media(
    object: &mut Map<String, Value>,
    member: &str,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<String>> {
    if object.contains_key(member) {
        let what = match member {
            "consumes" => "bodies that are parameters",
            _ => "responses with a `schema`",
        };
        let outcome = format!("it holds for {what}, as in Swagger 2.0, and for nothing else");
        report(member, &outcome, at, diagnostics);
    }
    take_media(object, member)
}

fn report(member: &str, outcome: &str, at: &Pointer, diagnostics: &mut Diagnostics) {
    let message = format!("OpenAPI 3 has no `{member}`; {outcome}");
    diagnostics.warn("swagger-2-member", &at.child(member), message);
}
