//! `.codegen-files`: the list of the files of a crate that were generated, one path a line.

use std::{collections::BTreeSet, path::Path};

use anyhow::{Context, Result};

use super::path;

/// The list's file name, in the crate's folder.
pub(crate) const FILE: &str = ".codegen-files";

/// The paths on the list; none if there is no list.
pub(super) fn read(out: &Path) -> Result<BTreeSet<String>> {
    let Some(bytes) = super::read(&out.join(FILE))? else {
        return Ok(BTreeSet::new());
    };
    let text = String::from_utf8_lossy(&bytes);
    let mut paths = BTreeSet::new();
    for (index, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        // Whatever is on the list may be removed, so a list that somebody tampered with must not name files elsewhere.
        path::check(line)
            .with_context(|| format!("line {} of `{}`", index + 1, out.join(FILE).display()))?;
        paths.insert(line.to_owned());
    }
    Ok(paths)
}

/// The text of the list.
pub(super) fn render<'a>(paths: impl Iterator<Item = &'a String>) -> String {
    let mut text = format!(
        "# {} by `{}`: the files it made here, and may replace or remove.\n",
        super::MARK,
        crate::codegen::COMMAND
    );
    for path in paths {
        text += path;
        text.push('\n');
    }
    text
}
