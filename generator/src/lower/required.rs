//! Required properties that are described nowhere.

use super::Cx;
use super::shape::Shape;
use crate::diagnostic::suggest;

/// Takes a required name that is a slip for a property's, and reports it, and those that no property has at all.
///
/// Where there are no properties, or additional ones are described, every name is one of those.
pub(super) fn settle_required(cx: &mut Cx<'_>, shape: &mut Shape<'_>) {
    let is_open = shape.additional.is_declared();
    if is_open || shape.properties.is_empty() {
        return;
    }
    for (name, at) in std::mem::take(&mut shape.required) {
        if shape.properties.contains_key(&name) {
            shape.required.insert(name, at);
            continue;
        }
        let meant = suggest::slip(&name, shape.properties.keys().map(String::as_str));
        let help = match meant {
            Some(meant) => format!("taken for `{meant}`"),
            None => "any value is taken for it".to_owned(),
        };
        let message = format!("the property `{name}` is required, but not described");
        cx.diagnostics
            .warn("undescribed-property", &at, message)
            .help(help);
        let name = meant.map(str::to_owned).unwrap_or(name);
        shape.required.entry(name).or_insert(at);
    }
}
