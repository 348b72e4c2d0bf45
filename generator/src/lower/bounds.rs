//! Bounds that no value keeps to.

use super::Cx;
use super::shape::Shape;
use crate::ir::Bound;

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
        cx.diagnostics
            .warn("contradictory-bounds", &shape.at.child(least), message)
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
