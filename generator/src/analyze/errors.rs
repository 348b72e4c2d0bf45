//! The error payloads of the API, each once.

use super::ErrorPayload;
use crate::ir::{Api, Media, OperationId, Response};

/// Collects the payloads of error responses, in order of first use.
pub(super) fn collect(api: &Api) -> Vec<ErrorPayload> {
    let mut payloads: Vec<ErrorPayload> = Vec::new();
    for (id, operation) in api.operations.iter() {
        for response in operation
            .responses
            .iter()
            .filter(|response| !response.status.is_success())
        {
            if let Some(media) = &response.media {
                add(&mut payloads, media, id, response);
            }
        }
    }
    payloads
}

fn add(payloads: &mut Vec<ErrorPayload>, media: &Media, id: OperationId, response: &Response) {
    let place = (id, response.status);
    let same = |it: &&mut ErrorPayload| is_same_payload(&it.media, media);
    match payloads.iter_mut().find(same) {
        Some(known) => known.uses.push(place),
        None => payloads.push(ErrorPayload {
            media: media.clone(),
            uses: vec![place],
        }),
    }
}

/// Payloads decoded alike are one, whatever their media types are called.
#[must_use]
pub(super) fn is_same_payload(a: &Media, b: &Media) -> bool {
    a.format == b.format && a.value.ty == b.value.ty
}
