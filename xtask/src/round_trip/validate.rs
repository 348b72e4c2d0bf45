//! Which JSON a description allows, by a validator that knows nothing of the generator.

use anyhow::{Context, Result};
use jsonschema::{Draft, Registry, Resource, Validator};
use serde_json::{Value, json};

use super::{
    description::{Description, Dialect},
    translate,
};

/// Where the description stands, for references to it.
const URI: &str = "urn:description";

/// The schemas of one description.
pub(crate) struct Schemas {
    registry: Registry<'static>,
}

impl Schemas {
    pub(crate) fn new(description: &Description) -> Result<Schemas> {
        Schemas::of(translated(description))
    }

    /// The schemas with every `oneOf` read as `anyOf`.
    pub(crate) fn loose(description: &Description) -> Result<Schemas> {
        let mut tree = translated(description);
        translate::loosen(&mut tree);
        Schemas::of(tree)
    }

    /// The schemas as a newer server may read them: with texts of any value, further properties, and every `oneOf`
    /// read as `anyOf`.
    pub(crate) fn open(description: &Description) -> Result<Schemas> {
        let mut tree = translated(description);
        translate::loosen(&mut tree);
        translate::open(&mut tree);
        Schemas::of(tree)
    }

    fn of(tree: Value) -> Result<Schemas> {
        let resource = Resource::from_contents(tree);
        let registry = Registry::new()
            .draft(Draft::Draft202012)
            .add(URI, resource)
            .and_then(|builder| builder.prepare())
            .context("the schemas cannot be resolved")?;
        Ok(Schemas { registry })
    }

    /// The validator of the schema at a pointer such as `#/components/schemas/Pet`.
    pub(crate) fn validator(&self, pointer: &str) -> Result<Validator> {
        let schema = json!({"$ref": format!("{URI}{}", encoded(pointer))});
        let validator = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(&self.registry)
            .should_validate_formats(true)
            .with_format("byte", is_base64)
            .build(&schema);
        validator.map_err(|error| anyhow::anyhow!("{error}"))
    }
}

fn translated(description: &Description) -> Value {
    let mut tree = description.tree.clone();
    if description.dialect == Dialect::OpenApi30 {
        translate::translate(&mut tree);
    }
    tree
}

/// The instance, without the optional parts that the schema does not allow; none if more than that is wrong.
pub(crate) fn repaired(validator: &Validator, mut instance: Value) -> Option<Value> {
    const ATTEMPTS: usize = 12;
    for _ in 0..ATTEMPTS {
        let Some(fault) = validator
            .iter_errors(&instance)
            .next()
            .map(|error| error.instance_path().to_string())
        else {
            return Some(instance);
        };
        remove(&mut instance, &fault)?;
    }
    None
}

fn remove(instance: &mut Value, pointer: &str) -> Option<()> {
    let (parent, last) = pointer.rsplit_once('/')?;
    let last = last.replace("~1", "/").replace("~0", "~");
    match instance.pointer_mut(parent)? {
        Value::Object(members) => members.shift_remove(&last).map(drop),
        Value::Array(items) => {
            let index = last.parse().ok().filter(|index| *index < items.len())?;
            items.remove(index);
            Some(())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

/// A pointer as a URI fragment.
fn encoded(pointer: &str) -> String {
    let mut out = String::new();
    for byte in pointer.bytes() {
        match byte {
            b'#' if out.is_empty() => out.push('#'),
            b'/' | b'~' | b'-' | b'.' | b'_' => out.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// RFC 4648, section 4, with padding.
fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    let are_digits = digits
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/');
    text.len().is_multiple_of(4) && padding <= 2 && are_digits
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn schemas_refer_to_each_other_and_instances_are_repaired() {
        let description = Description::new(json!({
            "openapi": "3.0.3",
            "components": {"schemas": {
                "a b": {"type": "string", "nullable": true, "maxLength": 3},
                "Pet": {
                    "type": "object", "required": ["id"],
                    "properties": {"id": {"type": "integer"}, "name": {"$ref": "#/components/schemas/a%20b"}},
                },
            }},
        }));
        let schemas = Schemas::new(&description.unwrap()).unwrap();
        let name = schemas.validator("#/components/schemas/a b").unwrap();
        assert!(
            name.is_valid(&json!(null))
                && name.is_valid(&json!("Rex"))
                && !name.is_valid(&json!("Rover"))
        );
        let pet = schemas.validator("#/components/schemas/Pet").unwrap();
        assert_eq!(
            repaired(&pet, json!({"id": 1, "name": "Rover"})),
            Some(json!({"id": 1}))
        );
        assert_eq!(repaired(&pet, json!({"id": "1"})), None);
        assert!(schemas.validator("#/components/schemas/None").is_err());
    }
}
