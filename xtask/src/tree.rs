//! A description as a plain tree, for the commands that compare it with what was generated from it.

use std::{fs, path::Path};

use anyhow::{Context, Result, anyhow};
use serde_json::Value;

/// Reads the tree of one file.
///
/// # Errors
/// If the file cannot be read, or its text is not one of a tree.
pub(crate) fn read(file: &Path) -> Result<Value> {
    let bytes = fs::read(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    let document = generator::load::load(&file.to_string_lossy(), &bytes).map_err(|faults| {
        let faults: Vec<_> = faults.iter().map(ToString::to_string).collect();
        anyhow!(faults.join("\n"))
    })?;
    Ok(document.tree)
}
