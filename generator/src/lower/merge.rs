//! What two schemas demand, as one.

use serde_json::{Number, Value as Json};

use super::Cx;
use super::node;
use super::shape::{Additional, Shape};
use super::{bounds, multiple, pattern};
use crate::diagnostic::Diagnostic;
use crate::ir::{Access, Bound, Constraints, Scalar};
use crate::pointer::Pointer;

/// Adds what `from` demands to `into`.
pub(super) fn merge<'a>(cx: &mut Cx<'a>, into: &mut Shape<'a>, mut from: Shape<'a>) {
    merge_types(cx, into, &from);
    merge_format(cx, into, &from);
    into.docs.title = into.docs.title.take().or(from.docs.title);
    into.docs.description = into.docs.description.take().or(from.docs.description);
    into.docs.deprecated |= from.docs.deprecated;
    let tightest = tighten(into.constraints.clone(), from.constraints.clone());
    bounds::keep_tightest(&mut from.said.bounds, &from.constraints, &tightest);
    into.constraints = tightest;
    let contradicts;
    (into.values, contradicts) = merge_values(into.values.take(), from.values);
    into.never |= from.never || contradicts;
    let contradiction = into.said.values.clone().zip(from.said.values.clone());
    into.said.merge(from.said);
    into.said.contradiction = into
        .said
        .contradiction
        .take()
        .or(contradiction.filter(|_| contradicts));
    if into.value_names.is_empty() {
        into.value_names = from.value_names;
    }
    if into.value_descriptions.is_empty() {
        into.value_descriptions = from.value_descriptions;
    }
    for (name, nodes) in from.properties {
        node::join(into.properties.entry(name).or_default(), nodes);
    }
    into.required.extend(from.required);
    into.additional = merge_additional(
        std::mem::replace(&mut into.additional, Additional::Unsaid),
        from.additional,
    );
    into.conditional.extend(from.conditional);
    node::join(&mut into.items, from.items);
    for (index, nodes) in from.prefix_items.into_iter().enumerate() {
        match into.prefix_items.get_mut(index) {
            Some(slot) => node::join(slot, nodes),
            None => into.prefix_items.push(nodes),
        }
    }
    into.unions.extend(from.unions);
    into.only_null |= from.only_null;
    if into.access == Access::Both {
        into.access = from.access;
    }
    into.default = from.default.or(into.default.take());
    into.example = from.example.or(into.example.take());
    into.sensitive = from.sensitive.or(into.sensitive);
    into.content = from.content.or(into.content.take());
    into.through.extend(from.through);
}

fn merge_types(cx: &mut Cx<'_>, into: &mut Shape<'_>, from: &Shape<'_>) {
    let Some(new) = &from.types else { return };
    let known = into.types.replace(new.clone());
    match known.as_deref() {
        None => {}
        Some(known) if known == new => {}
        Some("integer") if new == "number" => into.types = known,
        Some("number") if new == "integer" => {}
        Some(known) => {
            let message = format!("no value is both `{known}` and `{new}`");
            let at = from.said.types.as_ref().unwrap_or(&from.at);
            let clash = cx.diagnostics.warn("conflicting-types", at, message);
            clash.help(format!("`{new}` is used"));
            relate(clash, into.said.types.as_ref());
        }
    }
}

/// The later format, unless only the earlier one means more than text.
fn merge_format(cx: &mut Cx<'_>, into: &mut Shape<'_>, from: &Shape<'_>) {
    let Some(new) = &from.format else { return };
    let Some(known) = into.format.replace(new.clone()) else {
        return;
    };
    let meaning = |format: &str| cx.formats.of(format).filter(|it| *it != Scalar::String);
    match (meaning(&known), meaning(new)) {
        (Some(_), None) => into.format = Some(known),
        (Some(old), Some(other)) if old != other => {
            let message = format!("no value is both `{known}` and `{new}`");
            let at = from.said.format.as_ref().unwrap_or(&from.at);
            let clash = cx.diagnostics.warn("conflicting-formats", at, message);
            clash.help(format!("`{new}` is used"));
            relate(clash, into.said.format.as_ref());
        }
        (Some(_), Some(_)) | (None, _) => {}
    }
}

/// Adds the place of what was said before, if it is known.
fn relate(clash: &mut Diagnostic, earlier: Option<&Pointer>) {
    if let Some(earlier) = earlier {
        clash.related("the other one", earlier);
    }
}

/// The values in both enums, and whether there are none although both have some.
fn merge_values(a: Option<Vec<Json>>, b: Option<Vec<Json>>) -> (Option<Vec<Json>>, bool) {
    let (a, b) = match (a, b) {
        (Some(a), Some(b)) => (a, b),
        (a, b) => return (a.or(b), false),
    };
    let both = a
        .into_iter()
        .filter(|value| b.contains(value))
        .collect::<Vec<_>>();
    if both.is_empty() {
        (Some(b), true)
    } else {
        (Some(both), false)
    }
}

fn merge_additional<'a>(a: Additional<'a>, b: Additional<'a>) -> Additional<'a> {
    match (a, b) {
        (Additional::Schema(mut a), Additional::Schema(b)) => {
            node::join(&mut a, b);
            Additional::Schema(a)
        }
        (Additional::Schema(nodes), _) | (_, Additional::Schema(nodes)) => {
            Additional::Schema(nodes)
        }
        (Additional::ByName(nodes), _) | (_, Additional::ByName(nodes)) => {
            Additional::ByName(nodes)
        }
        (Additional::Any, _) | (_, Additional::Any) => Additional::Any,
        (Additional::Forbidden, Additional::Forbidden) => Additional::Forbidden,
        // A part that forbids more would forbid its siblings' properties, which no author means.
        (
            Additional::Unsaid | Additional::Forbidden,
            Additional::Unsaid | Additional::Forbidden,
        ) => Additional::Unsaid,
    }
}

fn tighten(a: Constraints, b: Constraints) -> Constraints {
    Constraints {
        min_length: a.min_length.max(b.min_length),
        max_length: least(a.max_length, b.max_length),
        pattern: pattern::both(a.pattern, b.pattern),
        minimum: tighter(a.minimum, b.minimum, |a, b| a >= b),
        maximum: tighter(a.maximum, b.maximum, |a, b| a <= b),
        multiple_of: multiple::both(a.multiple_of, b.multiple_of),
        min_items: a.min_items.max(b.min_items),
        max_items: least(a.max_items, b.max_items),
        unique_items: a.unique_items || b.unique_items,
        min_properties: a.min_properties.max(b.min_properties),
        max_properties: least(a.max_properties, b.max_properties),
        constant: b.constant.or(a.constant),
    }
}

fn least(a: Option<u64>, b: Option<u64>) -> Option<u64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

fn tighter(a: Option<Bound>, b: Option<Bound>, first_wins: fn(f64, f64) -> bool) -> Option<Bound> {
    let size = |number: &Number| number.as_f64().unwrap_or_default();
    match (a, b) {
        (Some(a), Some(b)) if first_wins(size(&a.value), size(&b.value)) => Some(a),
        (Some(_), Some(b)) => Some(b),
        (a, b) => a.or(b),
    }
}
