//! The root of a Swagger 2.0 document: its sections move to where 3.0 has them.

use serde_json::{Map, Value};

use super::super::origins::mark;
use super::{Media, take_media};
use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;

/// The sections of the root, and what the components call them.
const SECTIONS: &[(&str, &str)] = &[
    ("definitions", "schemas"),
    ("parameters", "parameters"),
    ("responses", "responses"),
    ("securityDefinitions", "securitySchemes"),
];

/// Moves the sections to the components, writes the servers, and returns the media types for the whole document.
pub(in super::super) fn restructure(tree: &mut Value, diagnostics: &mut Diagnostics) -> Media {
    let Value::Object(root) = tree else {
        return Media::default();
    };
    root.shift_remove("swagger");
    move_sections(root, diagnostics);
    write_servers(root);
    Media {
        consumes: take_media(root, "consumes").unwrap_or_default(),
        produces: take_media(root, "produces").unwrap_or_default(),
    }
}

/// The new place of a node of a section that moved.
pub(in super::super) fn moved(pointer: &Pointer) -> Option<Pointer> {
    let first = pointer.tokens().next()?;
    let (from, to) = SECTIONS.iter().find(|(from, _)| *from == first)?;
    let to = Pointer::root().join(["components", to]);
    pointer.rebased(&Pointer::root().child(from), &to)
}

fn move_sections(root: &mut Map<String, Value>, diagnostics: &mut Diagnostics) {
    let at = Pointer::root().child("components");
    let mut components = match root.shift_remove("components") {
        Some(Value::Object(components)) => components,
        Some(_) | None => Map::new(),
    };
    if !components.is_empty() {
        let message = "Swagger 2.0 has no `components`; read as in OpenAPI 3";
        diagnostics.warn("newer-components", &at, message);
    }
    for (from, to) in SECTIONS {
        if let Some(mut section) = root.shift_remove(*from) {
            mark(&mut section, &Pointer::root().child(from));
            let newer = components.insert((*to).to_owned(), section);
            add(&mut components, to, newer, &at.child(to));
        }
    }
    if !components.is_empty() {
        root.insert("components".to_owned(), Value::Object(components));
    }
}

/// Adds what stands in the newer section of a name; what the section has already stays.
fn add(components: &mut Map<String, Value>, to: &str, newer: Option<Value>, at: &Pointer) {
    let (Some(Value::Object(section)), Some(Value::Object(newer))) =
        (components.get_mut(to), newer)
    else {
        return;
    };
    for (name, mut component) in newer {
        mark(&mut component, &at.child(&name));
        section.entry(name).or_insert(component);
    }
}

fn write_servers(root: &mut Map<String, Value>) {
    let host = take_text(root, "host");
    let base = take_text(root, "basePath");
    let schemes = match root.shift_remove("schemes") {
        Some(Value::Array(schemes)) => schemes,
        Some(single @ Value::String(_)) => vec![single],
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_)) | None => vec![],
    };
    if root.contains_key("servers") || (host.is_none() && base.is_none()) {
        return;
    }
    let path = base.map_or(String::new(), |base| format!("/{}", base.trim_matches('/')));
    let path = path.trim_end_matches('/');
    let urls = match &host {
        Some(host) => protocols(&schemes)
            .map(|scheme| format!("{scheme}://{}{path}", host.trim_end_matches('/')))
            .collect(),
        None if path.is_empty() => vec!["/".to_owned()],
        None => vec![path.to_owned()],
    };
    let origin = Pointer::root().child(if host.is_some() { "host" } else { "basePath" });
    let servers = urls.into_iter().map(|url| {
        let mut server = Value::Object(Map::from_iter([("url".to_owned(), Value::String(url))]));
        mark(&mut server, &origin);
        server
    });
    root.insert("servers".to_owned(), servers.collect());
}

/// The schemes to send requests by, the safe one first, as the first server is the one that is used.
fn protocols(schemes: &[Value]) -> impl Iterator<Item = &'static str> {
    let names = |wanted: &str| {
        schemes
            .iter()
            .filter_map(Value::as_str)
            .any(|scheme| scheme.eq_ignore_ascii_case(wanted))
    };
    let is_safe = names("https") || !names("http");
    let is_plain = names("http");
    [("https", is_safe), ("http", is_plain)]
        .into_iter()
        .filter_map(|(scheme, is_there)| is_there.then_some(scheme))
}

fn take_text(root: &mut Map<String, Value>, member: &str) -> Option<String> {
    match root.shift_remove(member)? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            None
        }
    }
}
