//! Requests that the server makes: webhooks and callbacks.

use super::{Docs, OperationId, Value};

/// A request that the server sends to whoever listens. The client does not make it; it can read what comes.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// Where the description tells of it.
    pub source: WebhookSource,
    /// The key of the webhook or callback.
    pub name: String,
    /// The HTTP method in capitals.
    pub method: String,
    /// `summary`, `description`, `deprecated`.
    pub docs: Docs,
    /// The type of the JSON that is sent.
    pub payload: Value,
    /// The JSON Pointer of the operation.
    pub place: String,
}

/// Where a description tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebhookSource {
    /// `webhooks` (OpenAPI 3.1).
    Declared,
    /// `callbacks` of an operation.
    Callback {
        /// The operation that asks for it.
        operation: OperationId,
        /// The runtime expression of the URL, such as `{$request.body#/callbackUrl}`.
        expression: String,
    },
}
