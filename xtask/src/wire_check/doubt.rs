//! What openapi-core 0.23 is known to read wrongly, so that what it refuses for that reason is told apart.

use serde_json::Value;

use super::{arguments::Source, body::Form, node::Node};

/// A reason to doubt a refusal.
#[derive(Clone, Debug)]
pub(super) struct Doubt {
    /// What the refusal has to name for the doubt to hold.
    pub(super) about: String,
    pub(super) why: &'static str,
}

/// Why a refusal for this reason is doubted, where it is.
pub(super) fn about(doubts: &[Doubt], reason: &str) -> Option<&'static str> {
    let faults = reason
        .split(" < ")
        .filter(|it| it.starts_with("ValidationError:"));
    let faults: Vec<&str> = faults.collect();
    if !faults.is_empty() && faults.iter().all(|it| it.ends_with("is not a 'time'")) {
        return Some("it does not know the offsets of times");
    }
    let doubt = doubts.iter().find(|doubt| names(reason, &doubt.about))?;
    Some(doubt.why)
}

/// Whether a text has a name in it, and not only as a part of a longer one.
fn names(text: &str, name: &str) -> bool {
    let is_border = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
    let mut found = text.match_indices(name);
    found.any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        is_border(before.chars().next_back()) && is_border(after.chars().next())
    })
}

/// Doubts about a parameter with this value.
pub(super) fn of_parameter(source: &Source<'_>, node: &Node<'_>, value: &Value) -> Vec<Doubt> {
    let (name, location) = (node.text("name"), node.text("in"));
    let usual = if matches!(location.as_str(), "query" | "cookie") {
        "form"
    } else {
        "simple"
    };
    let style = match node.text("style") {
        style if style.is_empty() => usual.to_owned(),
        style => style,
    };
    let explodes = node.value["explode"].as_bool().unwrap_or(style == "form");
    let why = match (style.as_str(), value) {
        ("form", Value::Object(_)) if explodes => {
            "it looks for one pair with the name of an exploded object"
        }
        ("label" | "matrix", _) => "it wants the style in the path template",
        ("spaceDelimited", Value::Array(_)) => "it looks for `%20` after decoding",
        ("pipeDelimited", Value::Array(_)) if explodes => {
            "it does not read exploded delimited styles"
        }
        ("deepObject", _) => "it reads only flat objects with plain names",
        _ if is_union(source, node) => "it does not cast the values of unions",
        _ => return Vec::new(),
    };
    vec![Doubt { about: name, why }]
}

fn is_union(source: &Source<'_>, node: &Node<'_>) -> bool {
    let schema = node.child("schema").and_then(|it| source.follow(it));
    schema.is_some_and(|schema| {
        let words = ["anyOf", "oneOf", "allOf"];
        words.iter().any(|word| schema.value.get(word).is_some())
            || schema.value["type"].is_array()
            || schema.value.get("type").is_none()
    })
}

/// A doubt where a parameter like this is not sent.
pub(super) fn of_absence(node: &Node<'_>) -> Option<Doubt> {
    let has_default = node.value["schema"].get("default").is_some();
    has_default.then(|| Doubt {
        about: node.text("name"),
        why: "it holds the default of what is not sent to the schema",
    })
}

/// A doubt about a path without a place for this parameter.
pub(super) fn of_missing_place(name: &str) -> Doubt {
    Doubt {
        about: name.to_owned(),
        why: "it wants a parameter that the path has no place for",
    }
}

/// Doubts about a body like this, whose schema describes these properties.
pub(super) fn of_body(
    media_type: &str,
    form: Form,
    value: &Value,
    described: &[String],
) -> Vec<Doubt> {
    let has_structure = value.as_object().is_some_and(|members| {
        members
            .values()
            .any(|it| matches!(it, Value::Array(_) | Value::Object(_)))
    });
    let has_others = value.as_object().is_some_and(|members| {
        let mut names = members.keys();
        names.any(|it| !described.contains(it))
    });
    let why = match form {
        Form::Parts if media_type != "multipart/form-data" => {
            "it reads no other parts than form data"
        }
        Form::Parts | Form::Fields if has_structure => {
            "it does not decode the fields of forms and parts by their own media types"
        }
        Form::Fields if has_others => "it reads only the described fields of forms",
        Form::Parts => "it does not cast the texts of parts",
        Form::Any => "it does not know what the body is",
        Form::Bytes if media_type.ends_with("xml") => "it compares XML with a JSON schema",
        Form::Bytes | Form::Text => "it compares bytes with a JSON schema",
        Form::Json | Form::Fields => return Vec::new(),
    };
    vec![Doubt {
        about: "Request body validation error".to_owned(),
        why,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubt_holds_for_what_it_names() {
        let why = "it says so";
        let about_id = [Doubt {
            about: "id".to_owned(),
            why,
        }];
        assert_eq!(
            about(&about_id, "Query parameter error: id < Cast"),
            Some(why)
        );
        assert_eq!(about(&about_id, "Query parameter error: idle < Cast"), None);
        assert_eq!(about(&[], "Query parameter error: id"), None);
    }

    #[test]
    fn times_are_doubted_where_nothing_else_is_wrong() {
        let time = "Invalid < ValidationError: a '12:34:56Z' is not a 'time'";
        assert!(about(&[], time).is_some());
        assert!(
            about(
                &[],
                &format!("{time} < ValidationError: b 1 is not of type 'string'")
            )
            .is_none()
        );
    }
}
