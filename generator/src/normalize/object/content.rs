//! Media types, examples and links.

use serde_json::{Map, Value};

use super::super::version::Version;
use super::super::walk::Walker;

/// Moves the schema of streamed items, which 3.0 does not have.
pub(super) fn before_media_type(walker: &mut Walker<'_>, media_type: &mut Map<String, Value>) {
    walker.rename(media_type, "itemSchema", "x-item-schema");
    for keyword in ["prefixEncoding", "itemEncoding"] {
        if media_type.shift_remove(keyword).is_some() {
            let message = format!("`{keyword}` is not generated");
            walker.unsupported_at(keyword, "positional-encoding", message);
        }
    }
    settle_examples(walker, media_type);
}

/// In 3.0 only forms have styles; since 3.1 the parts of a body have them too.
pub(super) fn leave_out_style(walker: &mut Walker<'_>, encoding: &mut Map<String, Value>) {
    let media_type = walker.at.tokens().rev().nth(2);
    let is_multipart = media_type.is_some_and(|name| name.starts_with("multipart/"));
    if walker.version != Version::V30 || !is_multipart {
        return;
    }
    for member in ["style", "explode", "allowReserved"] {
        if encoding.shift_remove(member).is_some() {
            let message = format!("in OpenAPI 3.0 `{member}` says nothing of parts; left out");
            walker.warn_at(member, "encoding-style", message);
        }
    }
}

/// Since 3.2 an example tells the value from the text it is written as.
pub(super) fn before_example(walker: &mut Walker<'_>, example: &mut Map<String, Value>) {
    for member in ["dataValue", "serializedValue"] {
        if example.contains_key("value") {
            example.shift_remove(member);
        } else {
            walker.rename(example, member, "value");
        }
    }
}

/// A list of examples, as a schema has it, becomes the one `example`.
pub(super) fn settle_examples(walker: &mut Walker<'_>, object: &mut Map<String, Value>) {
    if let Some(Value::Array(_)) = object.get("examples")
        && let Some(Value::Array(examples)) = object.shift_remove("examples")
    {
        walker.warn_at(
            "examples",
            "wrong-type",
            "`examples` is an object of examples, not a list; the first is taken",
        );
        if !object.contains_key("example") {
            walker.is_now("example", walker.at.child("examples").index(0));
            let first = examples.into_iter().next();
            object.insert("example".to_owned(), first.unwrap_or_default());
        }
    }
}

/// A link names its operation in one of two ways.
pub(super) fn after_link(walker: &mut Walker<'_>, link: &mut Map<String, Value>) -> Option<()> {
    if link.contains_key("operationRef") && link.contains_key("operationId") {
        link.shift_remove("operationRef");
    }
    if link.contains_key("operationRef") || link.contains_key("operationId") {
        return Some(());
    }
    walker.warn(
        "missing-member",
        "a link needs `operationId` or `operationRef`; left out without",
    );
    None
}
