//! Required properties: a list of names on the object, never a flag on the property.

use serde_json::{Map, Value};

use super::super::scalar::flag;
use super::super::walk::{Walker, noun};

/// Leaves names only, each where it was, and moves flags on properties to the list.
pub(super) fn settle(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    let flagged = take_flags(walker, schema);
    let mut names: Vec<Value> = Vec::new();
    match schema.shift_remove("required") {
        Some(Value::Array(written)) => {
            for name in written {
                if !name.is_string() {
                    let message = format!(
                        "a required property is named by a string, not {}; left out",
                        noun(&name)
                    );
                    walker.warn_at("required", "wrong-type", message);
                } else {
                    names.push(name);
                }
            }
        }
        Some(name @ Value::String(_)) if flag(&name).is_none() => {
            walker.warn_at(
                "required",
                "wrong-type",
                "`required` is a list of names; taken for a list of one",
            );
            names.push(name);
        }
        Some(Value::Null | Value::Bool(false)) | None => {}
        Some(other) => {
            let message = format!(
                "`required` is a list of names, not {}; left out",
                noun(&other)
            );
            walker.warn_at("required", "wrong-type", message);
        }
    }
    names.extend(
        flagged
            .into_iter()
            .map(Value::String)
            .filter(|name| !names.contains(name))
            .collect::<Vec<_>>(),
    );
    if !names.is_empty() {
        schema.insert("required".to_owned(), Value::Array(names));
    }
}

/// Takes `required: true` and `required: false` off the properties, and returns the names of the required ones.
fn take_flags(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) -> Vec<String> {
    let mut required = Vec::new();
    let at = walker.at.child("properties");
    let Some(Value::Object(properties)) = schema.get_mut("properties") else {
        return required;
    };
    for (name, property) in properties {
        let Some(is_required) = property.get("required").and_then(flag) else {
            continue;
        };
        if let Value::Object(property) = property {
            property.shift_remove("required");
        }
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
