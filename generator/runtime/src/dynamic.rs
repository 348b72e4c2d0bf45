//! The module that generated crates offer under the feature `dynamic`, here with the tables of an example.

use serde_json::Value;

use crate::error_body::Problem;
use crate::runtime::dynamic::{self, ModelEntry, recode};

pub use crate::runtime::dynamic::{DynamicError, DynamicErrorKind, OperationEntry};

/// The operations of the API, in the order of its description.
#[must_use]
pub fn operations() -> &'static [OperationEntry] {
    OPERATIONS
}

/// The schemas that have a model, as JSON Pointers into the description.
pub fn models() -> impl ExactSizeIterator<Item = &'static str> {
    MODELS.iter().map(|(schema, _)| *schema)
}

/// Decodes JSON into the model of a schema and encodes the model again.
///
/// # Errors
///
/// When [`models`] does not have the schema, or when the JSON does not fit it.
pub fn round_trip(schema: &str, json: &Value) -> Result<Value, DynamicError> {
    dynamic::round_trip(MODELS, schema, json)
}

static OPERATIONS: &[OperationEntry] = &[
    OperationEntry::new("listThings", "GET", "/things"),
    OperationEntry::new("DELETE /things/{id}", "DELETE", "/things/{id}"),
];

static MODELS: &[ModelEntry] = &[
    ("#/components/schemas/Problem", recode::<Problem>),
    ("#/components/schemas/Weights", recode::<Vec<f32>>),
];
