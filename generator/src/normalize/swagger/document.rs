//! The root of a Swagger 2.0 document: its sections move to where 3.0 has them.

use serde_json::{Map, Value};

use super::super::origins::mark;
use super::{Inherited, server, take_media};
use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;

/// The sections of the root, and what the components call them.
const SECTIONS: &[(&str, &str)] = &[
    ("definitions", "schemas"),
    ("parameters", "parameters"),
    ("responses", "responses"),
    ("securityDefinitions", "securitySchemes"),
];

/// Moves the sections to the components, writes the servers, and returns what holds for the whole document.
pub(in super::super) fn restructure(tree: &mut Value, diagnostics: &mut Diagnostics) -> Inherited {
    let Value::Object(root) = tree else {
        return Inherited::default();
    };
    root.shift_remove("swagger");
    move_sections(root, diagnostics);
    Inherited {
        address: server::write(root, diagnostics),
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
