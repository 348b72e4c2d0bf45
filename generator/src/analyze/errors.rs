//! The error payloads of the API, each once.

use super::{ErrorPayload, ErrorUse};
use crate::ir::{Api, Media, MediaFormat, Scalar, TypeRef, Value};

/// Collects the payloads of error responses, in order of first use.
pub(super) fn collect(api: &Api) -> Vec<ErrorPayload> {
    let mut payloads: Vec<ErrorPayload> = Vec::new();
    for (operation, definition) in api.operations.iter() {
        let errors = definition.responses.iter();
        for response in errors.filter(|response| !response.status.is_success()) {
            for media in &response.content {
                let used = ErrorUse {
                    operation,
                    status: response.status,
                    media_type: media.name.clone(),
                };
                add(&mut payloads, as_read(media), used);
            }
        }
    }
    payloads
}

fn add(payloads: &mut Vec<ErrorPayload>, media: Media, used: ErrorUse) {
    let same = |it: &&mut ErrorPayload| is_same_payload(&it.media, &media);
    match payloads.iter_mut().find(same) {
        Some(known) => known.uses.push(used),
        None => payloads.push(ErrorPayload {
            media,
            uses: vec![used],
        }),
    }
}

/// Error bodies are read whole, whatever successes of their media type are.
fn as_read(media: &Media) -> Media {
    let (format, value) = match media.format {
        MediaFormat::Json => (MediaFormat::Json, media.value.clone()),
        MediaFormat::Binary | MediaFormat::Multipart => (
            MediaFormat::Binary,
            Value::of(TypeRef::Scalar(Scalar::Binary)),
        ),
        MediaFormat::Form
        | MediaFormat::Events { .. }
        | MediaFormat::JsonLines
        | MediaFormat::JsonSequence
        | MediaFormat::Text => (
            MediaFormat::Text,
            Value::of(TypeRef::Scalar(Scalar::String)),
        ),
    };
    Media {
        format,
        value,
        ..media.clone()
    }
}

/// Payloads decoded alike are one, whatever their media types are called.
#[must_use]
pub(super) fn is_same_payload(a: &Media, b: &Media) -> bool {
    a.format == b.format && a.value.ty == b.value.ty
}
