//! Required properties: a list of names on the object, never a flag on the property.

use serde_json::{Map, Value};

use super::super::scalar::flag;
use super::super::walk::{Walker, noun};

/// Leaves names only, each where it was, and moves flags on properties to the list.
pub(super) fn settle(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    take_misplaced(walker, schema);
    let flagged = take_flags(walker, schema);
    let mut names: Vec<Value> = match schema.shift_remove("required") {
        Some(Value::Array(written)) => {
            let written = written.into_iter().enumerate();
            written
                .filter_map(|(index, name)| named(walker, schema, index, name))
                .collect()
        }
        Some(name @ Value::String(_)) if flag(&name).is_none() || has(schema, &name) => {
            walker.warn_at(
                "required",
                "wrong-type",
                "`required` is a list of names; taken for a list of one",
            );
            vec![name]
        }
        Some(Value::Null | Value::Bool(false)) | None => Vec::new(),
        Some(other) => {
            let message = format!(
                "`required` is a list of names, not {}; left out",
                noun(&other)
            );
            walker.warn_at("required", "wrong-type", message);
            Vec::new()
        }
    };
    let flagged = flagged.into_iter().map(Value::String);
    let flagged: Vec<_> = flagged.filter(|name| !names.contains(name)).collect();
    names.extend(flagged);
    if !names.is_empty() {
        schema.insert("required".to_owned(), Value::Array(names));
    }
}

/// A list of names among the properties is no property: it was meant to stand beside them.
fn take_misplaced(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    let Some(Value::Object(properties)) = schema.get_mut("properties") else {
        return;
    };
    if !properties.get("required").is_some_and(Value::is_array) {
        return;
    }
    let names = properties.shift_remove("required").unwrap_or_default();
    let at = walker.at.child("properties").child("required");
    let message = "a list of names is no property; taken for the `required` beside `properties`";
    walker.warn_place(&at, "wrong-type", message);
    schema.entry("required").or_insert(names);
}

/// The name in a list of them. A scalar that is no string is one as it is written, as keys are.
fn named(
    walker: &mut Walker<'_>,
    schema: &Map<String, Value>,
    index: usize,
    written: Value,
) -> Option<Value> {
    if written.is_string() {
        return Some(written);
    }
    let at = walker.at.child("required").index(index);
    let is_scalar = !written.is_array() && !written.is_object();
    let text = is_scalar.then(|| Value::String(walker.written(&at, &written)));
    // What is empty may be a name, but most likely none was written.
    let text = text.filter(|text| !written.is_null() || has(schema, text));
    let message = format!(
        "a required property is named by a string, not {}; {}",
        noun(&written),
        match &text {
            Some(text) => format!("taken for `{text}`"),
            None => "left out".to_owned(),
        }
    );
    walker.warn_place(&at, "wrong-type", message);
    text
}

/// Whether there is a property of this name.
fn has(schema: &Map<String, Value>, name: &Value) -> bool {
    let properties = schema.get("properties");
    name.as_str()
        .is_some_and(|name| properties.is_some_and(|it| it.get(name).is_some()))
}

/// Takes `required: true` and `required: false` off the properties, and returns the names of the required ones.
fn take_flags(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) -> Vec<String> {
    let mut required = Vec::new();
    let at = walker.at.child("properties");
    let Some(Value::Object(properties)) = schema.get_mut("properties") else {
        return required;
    };
    for (name, property) in properties {
        let Value::Object(property) = property else {
            continue;
        };
        let Some(written) = property.get("required").filter(|it| !has(property, it)) else {
            continue;
        };
        let Some(is_required) = flag(written) else {
            continue;
        };
        property.shift_remove("required");
        if is_required {
            let message = format!(
                "that `{name}` is required is said in the list of the object, not on the property"
            );
            walker.warn_place(
                &at.child(name).child("required"),
                "required-on-property",
                message,
            );
            required.push(name.clone());
        }
    }
    required
}
