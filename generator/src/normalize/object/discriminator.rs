//! Discriminators: the schema of values without a tag that is known, which 3.0 does not have.

use serde_json::{Map, Value};

use super::super::walk::Walker;

/// Carries the schema of all other values in `x-default-mapping`, as a reference.
pub(super) fn before_discriminator(walker: &mut Walker<'_>, object: &mut Map<String, Value>) {
    if object.get("defaultMapping").is_some_and(Value::is_string) {
        let message = "`defaultMapping` is not generated; values without a known tag are any JSON";
        walker.unsupported_at("defaultMapping", "default-mapping", message);
    }
    walker.rename(object, "defaultMapping", "x-default-mapping");
}
