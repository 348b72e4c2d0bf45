//! The place that the text of a reference names.

use serde_json::Value;

use super::super::origins::author_of;
use super::super::version::Version;
use super::report::Nowhere;
use super::target::{MAX_JUMPS, Targets};
use crate::bundle::{Destination, file_of, place_of};
use crate::pointer::Pointer;

impl<'t> Targets<'t> {
    /// The node that a text names which is written at `from`.
    pub(super) fn place(&self, text: &str, from: &Pointer) -> Option<Pointer> {
        let pointer = self.pointer(text, from).ok()?;
        self.resolved(&pointer, 0)
    }

    /// The place a text names, whether by pointer, by anchor or by the `$id` of a schema.
    pub(super) fn pointer(&self, text: &str, from: &Pointer) -> Result<Pointer, Nowhere<'t>> {
        let (uri, fragment) = text.split_once('#').unwrap_or((text, ""));
        let author = author_of(self.tree, from);
        let resource = self.cx.anchors.resource(&author);
        if uri.is_empty() {
            // A fragment is one of the resource, but authors also write what it is of the file.
            let near = self.inside(&resource, fragment).ok();
            if let Some(near) = near.filter(|at| !text.is_empty() && at.lookup(self.tree).is_some())
            {
                return Ok(near);
            }
        }
        let root = match self.cx.anchors.named(uri, &resource) {
            Some(named) => named.clone(),
            None => self.file_root(text, &author)?,
        };
        self.inside(&root, fragment)
    }

    /// The file that a text leads to.
    fn file_root(&self, text: &str, author: &Pointer) -> Result<Pointer, Nowhere<'t>> {
        let (file, _) = file_of(author);
        match self.cx.sources.destination(text, file.as_deref()) {
            Some(Destination::File(root)) if !text.is_empty() => Ok(root),
            Some(Destination::Unreadable(reason)) => Err(Nowhere::Unreadable(reason)),
            Some(Destination::Remote(url)) => Err(Nowhere::Remote(url)),
            Some(Destination::File(_)) | None => Err(Nowhere::Unknown),
        }
    }

    /// The place that a fragment names in a resource.
    fn inside(&self, root: &Pointer, fragment: &str) -> Result<Pointer, Nowhere<'t>> {
        if fragment.is_empty() || fragment.starts_with('/') {
            let inside = Pointer::parse(&format!("#{fragment}")).ok_or(Nowhere::Unknown)?;
            let pointer = root.join(inside.tokens());
            return Ok(match self.cx.version {
                Version::V20 => super::super::swagger::moved(&pointer).unwrap_or(pointer),
                Version::V30 | Version::V31 | Version::V32 => pointer,
            });
        }
        let file = place_of(file_of(root).0.as_deref());
        let anchors = &self.cx.anchors;
        let anchor = anchors.anchor(root, fragment);
        // Anchors of a schema with an `$id` are its own, but no other can be meant.
        let anchor = anchor.or_else(|| anchors.anchor(&file, fragment));
        anchor.cloned().ok_or(Nowhere::Unknown)
    }

    /// The pointer of the node itself, where the way to it leads through references.
    pub(super) fn resolved(&self, pointer: &Pointer, jumps: usize) -> Option<Pointer> {
        if pointer.lookup(self.tree).is_some() {
            return Some(pointer.clone());
        }
        if jumps > MAX_JUMPS {
            return None;
        }
        let mut ancestor = pointer.parent()?;
        while ancestor.lookup(self.tree).is_none() {
            ancestor = ancestor.parent()?;
        }
        let Some(Value::String(text)) = ancestor.lookup(self.tree)?.get("$ref") else {
            return None;
        };
        let there = self.pointer(text, &ancestor).ok()?;
        self.resolved(&pointer.rebased(&ancestor, &there)?, jumps + 1)
    }
}
