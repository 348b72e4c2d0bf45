//! What a text in the place of a `type`, or of a whole schema, says beyond the name of a type.

use serde_json::{Map, Value};

use super::super::origins::mark;
use super::super::walk::Walker;
use super::notation::Notation;
use super::type_name;
use crate::pointer::Pointer;

/// Where the components stand that a name can mean.
const COMPONENTS: &[&str] = &["components", "schemas"];

/// Takes texts that are no names of types for the schemas that are meant by them.
pub(super) fn settle(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    let names = match schema.get("type") {
        Some(Value::String(name)) => vec![name.as_str()],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_)) | None => return,
    };
    let read: Option<Vec<_>> = names.iter().map(|name| read(walker, name)).collect();
    let Some(notation) = read
        .filter(|read| read.iter().any(is_more))
        .and_then(Notation::choice)
    else {
        name_nulls(walker, schema);
        return;
    };
    let message = format!(
        "`{}` is not a type; taken for {}",
        names.join("`, `"),
        notation.words()
    );
    walker.warn_at("type", "unknown-type", message);
    schema.shift_remove("type");
    write(schema, notation, &walker.at);
}

/// The schema that a text stands for where a schema is wanted; none if it is not understood.
pub(super) fn schema_of(walker: &Walker<'_>, text: &str) -> Option<(Map<String, Value>, String)> {
    let notation = read(walker, text)?;
    let words = notation.words();
    let mut schema = Map::new();
    write(&mut schema, notation, &walker.at);
    Some((schema, words))
}

/// Gives the type `null` its name.
fn name_nulls(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    let names = match schema.get_mut("type") {
        Some(Value::Array(names)) => names.as_mut_slice(),
        Some(name) => std::slice::from_mut(name),
        None => return,
    };
    for name in names {
        if let Value::String(written) = name
            && written != "null"
            && type_name::is_null(written)
        {
            let message = format!("`{written}` is not a type; taken for `null`");
            walker.warn_at("type", "unknown-type", message);
            *name = Value::String("null".to_owned());
        }
    }
}

fn read(walker: &Walker<'_>, text: &str) -> Option<Notation> {
    // A component that calls itself its type means the type.
    let own = walker.at.parent().filter(|parent| {
        let section = parent.last();
        section.is_some_and(|it| it == "schemas" || it == "definitions")
    });
    let own = own.and_then(|_| walker.at.last());
    let is_component = |name: &str| own.as_deref() != Some(name) && walker.schemas.contains(name);
    Notation::read(text, &is_component)
}

/// Whether it says more than the name of a type does.
fn is_more(notation: &Notation) -> bool {
    match notation {
        Notation::Null | Notation::Plain(_) => false,
        Notation::Component(_) | Notation::List(_) | Notation::Map(_) | Notation::Choice(_) => true,
    }
}

/// Adds to a schema what is meant. What it says itself stays.
fn write(schema: &mut Map<String, Value>, notation: Notation, at: &Pointer) {
    let mut add = |keyword: &str, value| {
        schema.entry(keyword).or_insert(value);
    };
    match notation {
        Notation::Null => add("type", "null".into()),
        Notation::Plain(meant) => {
            add("type", meant.name.into());
            if let Some(format) = meant.format {
                add("format", format.into());
            }
        }
        // Around the reference, other keywords have effect, and a circle of references has an end.
        Notation::Component(_) => add("allOf", Value::Array(vec![written(notation, at)])),
        Notation::List(item) => {
            add("type", "array".into());
            add("items", written(*item, at));
        }
        Notation::Map(value) => {
            add("type", "object".into());
            add("additionalProperties", written(*value, at));
        }
        Notation::Choice(parts) => {
            let (nulls, parts): (Vec<_>, Vec<_>) =
                parts.into_iter().partition(|it| *it == Notation::Null);
            if !nulls.is_empty() {
                add("nullable", true.into());
            }
            match &parts[..] {
                [only] => write(schema, only.clone(), at),
                _ => {
                    let branches = parts.into_iter().map(|part| written(part, at));
                    add("anyOf", branches.collect());
                }
            }
        }
    }
}

/// A schema of its own.
fn written(notation: Notation, at: &Pointer) -> Value {
    let mut schema = Map::new();
    if let Notation::Component(name) = notation {
        let place = Pointer::root().join(COMPONENTS).child(&name);
        schema.insert("$ref".to_owned(), place.to_string().into());
        return Value::Object(schema);
    }
    write(&mut schema, notation, at);
    let mut schema = Value::Object(schema);
    mark(&mut schema, at);
    schema
}
