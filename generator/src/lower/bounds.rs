//! Bounds that no value keeps to.

use std::collections::BTreeMap;

use serde_json::Number;

use super::Cx;
use super::shape::Shape;
use crate::ir::{Bound, Constraints};
use crate::pointer::Pointer;

/// The bounds that come in pairs, with their keywords.
fn bounds(constraints: &Constraints) -> impl Iterator<Item = (&'static str, Number)> {
    let lengths = [
        ("minLength", constraints.min_length),
        ("maxLength", constraints.max_length),
        ("minItems", constraints.min_items),
        ("maxItems", constraints.max_items),
        ("minProperties", constraints.min_properties),
        ("maxProperties", constraints.max_properties),
    ];
    let lengths = lengths.map(|(keyword, bound)| (keyword, bound.map(Number::from)));
    let value = |bound: &Option<Bound>| bound.as_ref().map(|it| it.value.clone());
    let numbers = [
        ("minimum", value(&constraints.minimum)),
        ("maximum", value(&constraints.maximum)),
    ];
    let bounds = lengths.into_iter().chain(numbers);
    bounds.filter_map(|(keyword, bound)| Some((keyword, bound?)))
}

/// Where the bounds of the schema at `at` are, by their keywords.
pub(super) fn places(constraints: &Constraints, at: &Pointer) -> BTreeMap<&'static str, Pointer> {
    let bounds = bounds(constraints);
    bounds
        .map(|(keyword, _)| (keyword, at.child(keyword)))
        .collect()
}

/// Forgets the places of bounds that others are tighter than.
pub(super) fn keep_tightest(
    places: &mut BTreeMap<&'static str, Pointer>,
    own: &Constraints,
    tightest: &Constraints,
) {
    let own: BTreeMap<_, _> = bounds(own).collect();
    let tightest: BTreeMap<_, _> = bounds(tightest).collect();
    places.retain(|keyword, _| own.get(keyword) == tightest.get(keyword));
}

/// Leaves out pairs of bounds that contradict each other, with a warning: no request could be sent.
pub(super) fn check_bounds(cx: &mut Cx<'_>, shape: &mut Shape<'_>) {
    let constraints = &mut shape.constraints;
    let mut contradictions = Vec::new();
    for (least, most, names) in [
        (
            &mut constraints.min_length,
            &mut constraints.max_length,
            ["minLength", "maxLength"],
        ),
        (
            &mut constraints.min_items,
            &mut constraints.max_items,
            ["minItems", "maxItems"],
        ),
        (
            &mut constraints.min_properties,
            &mut constraints.max_properties,
            ["minProperties", "maxProperties"],
        ),
    ] {
        if least.zip(*most).is_some_and(|(least, most)| least > most) {
            (*least, *most) = (None, None);
            contradictions.push(names);
        }
    }
    let (least, most) = (&mut constraints.minimum, &mut constraints.maximum);
    let crosses = |least: &Bound| most.as_ref().is_some_and(|most| is_empty(least, most));
    if least.as_ref().is_some_and(crosses) {
        (*least, *most) = (None, None);
        contradictions.push(["minimum", "maximum"]);
    }
    for [least, most] in contradictions {
        let message = format!("no value keeps to both `{least}` and `{most}`");
        let place = |keyword| {
            let said = shape.said.bounds.get(keyword);
            said.cloned().unwrap_or_else(|| shape.at.child(keyword))
        };
        cx.diagnostics
            .warn("contradictory-bounds", &place(least), message)
            .related("the other one", &place(most))
            .help("neither is checked");
    }
}

/// Whether no number lies between the bounds.
fn is_empty(least: &Bound, most: &Bound) -> bool {
    let is_exclusive = least.exclusive || most.exclusive;
    match (least.value.as_i64(), most.value.as_i64()) {
        (Some(least), Some(most)) => least > most || (is_exclusive && least == most),
        (Some(_) | None, _) => {
            let pair = least.value.as_f64().zip(most.value.as_f64());
            pair.is_some_and(|(least, most)| least > most || (is_exclusive && least >= most))
        }
    }
}
