//! What error payloads are called.

use std::collections::BTreeSet;

use super::candidates::Proposer;
use super::status::reason;
use super::uses::{Role, Use};
use super::words::Words;

impl Proposer<'_> {
    /// Error payloads beside the usual one are told apart by status, tag, operation.
    pub(super) fn error_names(&self, uses: &[Use]) -> Vec<Words> {
        let mut statuses = BTreeSet::new();
        let mut operations = BTreeSet::new();
        for used in uses {
            let Role::Error(operation, status) = used.role else {
                return Vec::new();
            };
            statuses.insert(status);
            operations.insert(operation);
        }
        let status = statuses
            .first()
            .filter(|_| statuses.len() == 1)
            .and_then(|status| reason(*status));
        let tags = operations
            .iter()
            .map(|id| self.api.operations[*id].tags.first())
            .collect::<BTreeSet<_>>();
        let tag = tags.first().copied().flatten().filter(|_| tags.len() == 1);
        let operation = operations.first().filter(|_| operations.len() == 1);
        let tag = tag.map(|tag| Words::of(tag).singular());
        let by_operation = operation.map(|id| self.uses.noun(*id).name.with("error"));
        let by_status = status.map(|reason| Words::of(reason).with("error"));
        let by_both = by_status
            .as_ref()
            .and_then(|status| Some(tag.as_ref()?.then(status)));
        let by_tag = tag.as_ref().map(|tag| tag.with("error"));
        by_status
            .into_iter()
            .chain(by_both)
            .chain(by_operation)
            .chain(by_tag)
            .collect()
    }
}
