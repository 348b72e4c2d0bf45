//! The module that generated crates offer under the feature `dynamic`, here with the tables of an example.

use serde_json::Value;

use crate::error_body::Problem;
use crate::runtime::dynamic::{ModelEntry, recode};
use crate::runtime::invoke::{error_bodies, invocations};
use crate::runtime::{Client, dynamic, invoke};

pub use crate::runtime::dynamic::{Answer, DynamicError, DynamicErrorKind, OperationEntry};

/// The operations of the API, in the order of its description.
pub fn operations() -> impl ExactSizeIterator<Item = &'static OperationEntry> {
    OPERATIONS.iter().map(|row| &row.entry)
}

/// The schemas that have a model, as JSON Pointers into the description.
pub fn models() -> impl ExactSizeIterator<Item = &'static str> {
    MODELS.iter().map(|(schema, _)| *schema)
}

/// Decodes JSON into the model of a schema and encodes the model again.
///
/// # Errors
///
/// When [`models()`] does not have the schema, or when the JSON does not fit it.
pub fn round_trip(schema: &str, json: &Value) -> Result<Value, DynamicError> {
    dynamic::round_trip(MODELS, schema, json)
}

impl Client {
    /// Calls the operation of this name, which is one of [`operations()`].
    ///
    /// `arguments` is an object with `path`, `query`, `header`, `cookie`, which are objects of parameters, `body`
    /// and its `contentType` as the description names it. Each may be missing.
    ///
    /// # Errors
    ///
    /// Whatever keeps the call from being a success; nothing was sent where the error is of the kind
    /// [`Invalid`](DynamicErrorKind::Invalid).
    pub async fn invoke(&self, operation: &str, arguments: Value) -> Result<Answer, DynamicError> {
        invoke::invoke(OPERATIONS, encode_error, self, operation, arguments).await
    }
}

invocations! {
    "listThings" "GET" "/things" => self.list_things .limit(query "limit");
    "DELETE /things/{id}" "DELETE" "/things/{id}" => self.delete_thing(path "id": String);
}

error_bodies! { Problem }

static MODELS: &[ModelEntry] = &[
    ("#/components/schemas/Problem", recode::<Problem>),
    ("#/components/schemas/Weights", recode::<Vec<f32>>),
];
