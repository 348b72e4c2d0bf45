//! Names of webhooks.

use super::Ident;
use super::scope::{Role, Scope, spell};
use super::words::Words;
use crate::ir::{Api, Webhook, WebhookSource};

/// An webhook is called after its key; where several have one, after more of what tells them apart.
pub(super) fn assign(api: &Api) -> Vec<Ident> {
    let mut scope = Scope::default();
    let names = api.webhooks.iter().map(|webhook| {
        let proposals = proposals(api, webhook);
        let free = proposals
            .iter()
            .find(|words| scope.is_free(&spell(words, Role::Method)));
        let words = free.or(proposals.last()).cloned().unwrap_or_default();
        scope.claim_words(&words, Role::Method)
    });
    names.collect()
}

fn proposals(api: &Api, webhook: &Webhook) -> Vec<Words> {
    let name = Words::of(&webhook.name);
    let longer = match &webhook.source {
        WebhookSource::Declared => name.clone(),
        WebhookSource::Callback { operation, .. } => {
            let id = api.operations[*operation].id.as_deref();
            Words::of(id.unwrap_or("callback")).then(&name)
        }
    };
    let method = Words::of(&webhook.method.to_ascii_lowercase());
    vec![name, longer.clone(), longer.then(&method)]
}
