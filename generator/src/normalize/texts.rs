//! Scalars as their authors wrote them, looked up in the files of the description where they are wanted.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::bundle::{Sources, file_of};
use crate::load::Written;
use crate::pointer::Pointer;

/// The texts of the files that were asked for.
#[derive(Debug)]
pub(super) struct Texts<'s> {
    sources: &'s Sources,
    files: BTreeMap<Option<String>, Option<Written<'s>>>,
}

impl<'s> Texts<'s> {
    pub(super) fn of(sources: &'s Sources) -> Self {
        Self {
            sources,
            files: BTreeMap::new(),
        }
    }

    /// The scalar as it is written at this place; where that is not known, as JSON has it.
    pub(super) fn written(&mut self, at: &Pointer, value: &Value) -> String {
        let (file, inside) = file_of(at);
        let sources = self.sources;
        let written = self
            .files
            .entry(file)
            .or_insert_with_key(|file| sources.written(file.as_deref()));
        let text = written.as_ref().and_then(|it| it.text(&inside, value));
        text.map_or_else(|| value.to_string(), str::to_owned)
    }
}
