//! Webhooks and callbacks: the payloads that the server sends.

use indexmap::IndexMap;
use openapiv3::{MediaType, PathItem};

use super::Cx;
use super::content::media_format;
use super::node::Node;
use super::reference::resolve;
use super::schema::{Context, lower_value};
use crate::ir::{Docs, MediaFormat, OperationId, TypeRef, Value, Webhook, WebhookSource};
use crate::pointer::Pointer;

/// Lowers the webhooks.
pub(super) fn lower_webhooks(cx: &mut Cx<'_>) {
    let Some(serde_json::Value::Object(webhooks)) = cx.openapi.extensions.get("x-webhooks") else {
        return;
    };
    let at = Pointer::root().child("x-webhooks");
    for (name, item) in webhooks {
        let at = at.child(name);
        match serde_json::from_value::<PathItem>(item.clone()) {
            Ok(item) => {
                let item = cx.path_items.alloc(item);
                lower_item(cx, &WebhookSource::Declared, name, item, &at);
            }
            Err(error) => {
                let message = format!("the webhook cannot be read: {error}");
                cx.diagnostics.internal("webhook", &at, message);
            }
        }
    }
}

/// Lowers the callbacks of an operation.
pub(super) fn lower_callbacks<'a>(
    cx: &mut Cx<'a>,
    id: OperationId,
    operation: &'a openapiv3::Operation,
    at: &Pointer,
) {
    let at = at.child("callbacks");
    for (name, callback) in &operation.callbacks {
        for (expression, item) in callback {
            let source = WebhookSource::Callback {
                operation: id,
                expression: expression.clone(),
            };
            lower_item(cx, &source, name, item, &at.child(name).child(expression));
        }
    }
}

fn lower_item<'a>(
    cx: &mut Cx<'a>,
    source: &WebhookSource,
    name: &str,
    item: &'a PathItem,
    at: &Pointer,
) {
    for (method, operation) in item.iter() {
        let at = at.child(method);
        let Some(payload) = lower_payload(cx, operation, &at) else {
            continue;
        };
        cx.api.webhooks.push(Webhook {
            source: source.clone(),
            name: name.to_owned(),
            method: method.to_ascii_uppercase(),
            docs: Docs {
                title: operation.summary.clone(),
                description: operation.description.clone(),
                deprecated: operation.deprecated,
            },
            payload,
            place: at.as_str().to_owned(),
        });
    }
}

/// The JSON that a webhook carries.
fn lower_payload<'a>(
    cx: &mut Cx<'a>,
    operation: &'a openapiv3::Operation,
    at: &Pointer,
) -> Option<Value> {
    let body = operation.request_body.as_ref()?;
    let at = at.child("requestBody");
    let (body, at) = resolve(cx, body, &at, |components| &components.request_bodies)?;
    let at = at.child("content");
    let Some((name, media)) = json(&body.content) else {
        let message = "only JSON payloads of webhooks and callbacks are generated";
        cx.unsupported("webhook-payload", &at, message);
        return None;
    };
    let Some(schema) = &media.schema else {
        return Some(Value::of(TypeRef::Any));
    };
    let nodes = [Node::new(schema, at.child(name).child("schema"))];
    Some(lower_value(cx, &nodes, Context::default()))
}

fn json(content: &IndexMap<String, MediaType>) -> Option<(&String, &MediaType)> {
    content
        .iter()
        .find(|(name, _)| media_format(name) == MediaFormat::Json)
}
