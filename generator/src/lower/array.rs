//! Arrays: lists and tuples.

use super::Cx;
use super::schema::{Context, Form, lower_value};
use super::shape::Shape;
use crate::ir::{TypeRef, Value};

/// Lowers an array. It is a tuple only where every item is described by position and none is
/// optional.
pub(super) fn lower_array<'a>(
    cx: &mut Cx<'a>,
    shape: &mut Shape<'a>,
    context: Context<'_>,
) -> Form {
    if let Some(length) = tuple_length(shape) {
        let items = &shape.prefix_items[..length];
        let items = items
            .iter()
            .map(|nodes| lower_value(cx, nodes, context))
            .collect();
        return Form::Type(TypeRef::Tuple(items));
    }
    if !shape.prefix_items.is_empty() {
        let message = "items described by position are any JSON value unless all are required";
        cx.unsupported("open-tuple", &shape.at, message);
    }
    let item = if shape.items.is_empty() || !shape.prefix_items.is_empty() {
        Value::of(TypeRef::Any)
    } else {
        lower_value(cx, &shape.items, context)
    };
    Form::Type(TypeRef::List(Box::new(item)))
}

fn tuple_length(shape: &Shape<'_>) -> Option<usize> {
    let length = shape.prefix_items.len();
    let fixed = |count: Option<u64>| count.and_then(|n| usize::try_from(n).ok()) == Some(length);
    let constraints = &shape.constraints;
    (length > 0 && fixed(constraints.min_items) && fixed(constraints.max_items)).then_some(length)
}
