//! Operations by their first tag.

use indexmap::IndexMap;

use super::Group;
use crate::ir::{Api, OperationId};

/// Groups the operations, in order of the first operation of each group.
pub(super) fn group(api: &Api) -> Vec<Group> {
    let mut groups: IndexMap<Option<&str>, Vec<OperationId>> = IndexMap::new();
    for (id, operation) in api.operations.iter() {
        let tag = operation.tags.first().map(String::as_str);
        groups.entry(tag).or_default().push(id);
    }
    let groups = groups.into_iter().map(|(tag, operations)| Group {
        tag: tag.map(str::to_owned),
        description: tag.and_then(|tag| description(api, tag)),
        operations,
    });
    groups.collect()
}

fn description(api: &Api, tag: &str) -> Option<String> {
    api.tags
        .iter()
        .find(|it| it.name == tag)?
        .description
        .clone()
}
