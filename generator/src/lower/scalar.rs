//! Strings, numbers and booleans, by `type` and `format`.

use super::Cx;
use super::schema::{Context, Form};
use super::secret;
use super::shape::Shape;
use crate::formats::Formats;
use crate::ir::{Bound, Constraints, Scalar, TypeRef};

/// Lowers a scalar.
pub(super) fn lower_scalar<'a>(
    cx: &mut Cx<'a>,
    shape: &mut Shape<'a>,
    context: Context<'_>,
) -> Form {
    let format = shape.format.clone().unwrap_or_default();
    if shape.types.as_deref() == Some("integer") {
        bound_by_width(&format, &mut shape.constraints);
    }
    let format = format.as_str();
    let scalar = match shape.types.as_deref() {
        Some("integer") => integer(format, shape),
        Some("number") => number(format),
        Some("boolean") => Scalar::Boolean,
        Some(_) | None => {
            check_format(cx, format, shape);
            string(cx.formats, format, shape, context)
        }
    };
    Form::Type(TypeRef::Scalar(scalar))
}

/// Formats of texts that mean more than text.
const FORMATS: &[&str] = &[
    "binary",
    "byte",
    "date",
    "date-time",
    "decimal",
    "duration",
    "ip",
    "ipv4",
    "ipv6",
    "password",
    "time",
    "uri",
    "uuid",
];

/// A format that is nearly one of those is a slip. What a server then sends is anybody's guess, so it stays text.
fn check_format(cx: &mut Cx<'_>, format: &str, shape: &Shape<'_>) {
    let plain = |name: &str| name.to_ascii_lowercase().replace(['-', '_', ' '], "");
    let is_near = |known: &&&str| plain(known) == plain(format);
    if FORMATS.contains(&format) {
        return;
    }
    if let Some(known) = FORMATS.iter().find(is_near) {
        let message = format!("`{format}` is no known format, so the value is plain text");
        cx.diagnostics
            .warn("unknown-format", &shape.at.child("format"), message)
            .help(format!("did you mean `{known}`?"));
    }
}

/// Widths without a Rust type of their own here are checked as bounds.
fn bound_by_width(format: &str, constraints: &mut Constraints) {
    let (least, greatest) = match format {
        "int8" => (i32::from(i8::MIN), i32::from(i8::MAX)),
        "int16" => (i32::from(i16::MIN), i32::from(i16::MAX)),
        "uint8" => (0, i32::from(u8::MAX)),
        "uint16" => (0, i32::from(u16::MAX)),
        _ => return,
    };
    let written = |bound: &Option<Bound>| bound.as_ref()?.value.as_f64();
    let bound = |limit: i32| Bound {
        value: limit.into(),
        exclusive: false,
    };
    if written(&constraints.minimum).is_none_or(|it| it < f64::from(least)) {
        constraints.minimum = Some(bound(least));
    }
    if written(&constraints.maximum).is_none_or(|it| it > f64::from(greatest)) {
        constraints.maximum = Some(bound(greatest));
    }
}

/// Formats of the OpenAPI format registry. A width is taken from `format` alone: bounds
/// describe what is sensible today, not what fits.
fn integer(format: &str, shape: &Shape<'_>) -> Scalar {
    match format {
        "int8" | "int16" | "int32" => Scalar::Int32,
        "uint8" | "uint16" | "uint32" => Scalar::Uint32,
        "uint64" => Scalar::Uint64,
        _ if exceeds_i64(shape) => Scalar::Uint64,
        _ => Scalar::Int64,
    }
}

/// Bounds that only an unsigned integer fits say so.
fn exceeds_i64(shape: &Shape<'_>) -> bool {
    let Constraints {
        minimum, maximum, ..
    } = &shape.constraints;
    let is_large = |bound: &Bound| !bound.value.is_i64() && bound.value.is_u64();
    let is_natural = |bound: &Bound| bound.value.is_u64();
    maximum.as_ref().is_some_and(is_large) && minimum.as_ref().is_some_and(is_natural)
}

fn number(format: &str) -> Scalar {
    match format {
        "float" => Scalar::Float,
        "int32" => Scalar::Int32,
        "int64" => Scalar::Int64,
        _ => Scalar::Double,
    }
}

fn string(formats: &Formats, format: &str, shape: &Shape<'_>, context: Context<'_>) -> Scalar {
    let secret = || {
        shape
            .sensitive
            .unwrap_or_else(|| context.name.is_some_and(secret::is_secret_name))
    };
    match format {
        "binary" => Scalar::Binary,
        "password" => Scalar::Secret,
        _ => match formats.of(format) {
            Some(Scalar::String) | None if secret() => Scalar::Secret,
            Some(scalar) => scalar,
            None => Scalar::String,
        },
    }
}
