//! What a selector that selects nothing was meant to be.

use std::collections::BTreeMap;

use super::{Candidate, Selector};
use crate::diagnostic::suggest;

/// The selector of one of the operations that is so near to this one that it may be meant.
pub(super) fn meant(selector: &Selector, operations: &[Candidate<'_>]) -> Option<String> {
    // What may be written, and what has to be.
    let mut forms = BTreeMap::new();
    for operation in operations {
        let path = operation.path;
        let plain = [path.to_owned(), format!("{} {path}", operation.method)];
        let plain = plain.into_iter().chain(operation.id.map(str::to_owned));
        forms.extend(plain.map(|form| (form.clone(), form)));
        for tag in operation.tags {
            let form = format!("tag:{tag}");
            forms.insert(form.clone(), form.clone());
            forms.entry(tag.clone()).or_insert(form);
        }
    }
    let near = suggest::nearest(&selector.text, forms.keys().map(String::as_str))?;
    forms.get(near).cloned()
}
