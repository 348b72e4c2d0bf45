//! Puts generated files on disk: only what changed, nothing that is not ours, all or nothing.
//!
//! Which files are ours is known from the list `.codegen-files` in the crate's folder. A file that is not on it, but says
//! in its first lines that it was generated, may be overwritten too, since the list can get lost or merged badly, but is
//! never removed. Everything else belongs to the user: it is refused if it is in the way, and left alone if it is not.

mod list;
mod path;
mod staging;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};

pub(crate) use self::list::FILE as LIST;

/// The word that marks a generated file, in one of its first [`MARKED_LINES`] lines.
pub(crate) const MARK: &str = concat!("@", "generated");
/// How far down a file its mark may be.
pub(crate) const MARKED_LINES: usize = 5;

/// What has to change in a crate's folder.
#[derive(Debug)]
pub(crate) struct Plan {
    out: PathBuf,
    files: usize,
    writes: Vec<Write>,
    removals: Vec<Removal>,
}

/// A file that is missing or differs.
#[derive(Debug)]
pub(crate) struct Write {
    /// Relative to the crate's folder, with `/`.
    pub(crate) path: String,
    /// What is on disk; none if the file is missing.
    pub(crate) old: Option<Vec<u8>>,
    pub(crate) new: String,
}

/// A file that was generated before and no longer is.
#[derive(Debug)]
pub(crate) struct Removal {
    /// Relative to the crate's folder, with `/`.
    pub(crate) path: String,
}

impl Plan {
    /// Compares `files` (path below `out` → text) with what is on disk. Changes nothing.
    ///
    /// # Errors
    /// If a path leads out of the folder, if a file that was not generated is in the way, or if a file cannot be read.
    pub(crate) fn new(out: &Path, files: &BTreeMap<String, String>) -> Result<Plan> {
        check_paths(files)?;
        let listed = list::read(out)?;
        let mut writes = Vec::new();
        for (path, new) in files {
            let old = read_ours(out, path, listed.contains(path))?;
            push_if_changed(&mut writes, path, old, new.clone());
        }
        // The list comes last: until it is there, a new file is known by its mark and a stale one by the old list.
        let old_list = read(&out.join(LIST))?;
        push_if_changed(&mut writes, LIST, old_list, list::render(files.keys()));
        Ok(Plan {
            out: out.to_owned(),
            files: files.len() + 1,
            writes,
            removals: removals(out, &listed, files)?,
        })
    }

    /// How many files the crate has, the list of them included.
    pub(crate) fn files(&self) -> usize {
        self.files
    }

    pub(crate) fn writes(&self) -> &[Write] {
        &self.writes
    }

    pub(crate) fn removals(&self) -> &[Removal] {
        &self.removals
    }

    /// Whether the crate is up to date.
    pub(crate) fn is_empty(&self) -> bool {
        self.writes.is_empty() && self.removals.is_empty()
    }

    /// Carries the plan out. If anything fails, everything is as it was before.
    pub(crate) fn apply(&self) -> Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        staging::apply(self)
    }
}

fn push_if_changed(writes: &mut Vec<Write>, path: &str, old: Option<Vec<u8>>, new: String) {
    if old.as_deref() != Some(new.as_bytes()) {
        writes.push(Write {
            path: path.to_owned(),
            old,
            new,
        });
    }
}

fn check_paths(files: &BTreeMap<String, String>) -> Result<()> {
    let mut seen = BTreeSet::new();
    for path in files.keys() {
        path::check(path)?;
        ensure!(path != LIST, "the generator may not make `{LIST}`");
        // Two such files are one on the disks of most people.
        ensure!(
            seen.insert(path.to_lowercase()),
            "`{path}` differs from another file only in case"
        );
    }
    Ok(())
}

/// What is on disk at `path`, if it may be overwritten.
fn read_ours(out: &Path, path: &str, listed: bool) -> Result<Option<Vec<u8>>> {
    path::check_on_disk(out, path)?;
    let old = read(&out.join(path))?;
    match &old {
        Some(old) if !listed && !is_marked(&String::from_utf8_lossy(old)) => bail!(
            "refusing to overwrite `{}`: it was not generated (move it away, or choose another folder)",
            out.join(path).display()
        ),
        Some(_) | None => Ok(old),
    }
}

/// The listed files that are there and not among the new ones.
fn removals(
    out: &Path,
    listed: &BTreeSet<String>,
    files: &BTreeMap<String, String>,
) -> Result<Vec<Removal>> {
    let mut removals = Vec::new();
    for path in listed.iter().filter(|path| !files.contains_key(*path)) {
        path::check_on_disk(out, path)?;
        if out.join(path).symlink_metadata().is_ok() {
            removals.push(Removal { path: path.clone() });
        }
    }
    Ok(removals)
}

/// The bytes of a file, or none if it is not there.
fn read(file: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(file) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read `{}`", file.display())),
    }
}

/// Whether a text says in its first lines that it was generated.
pub(crate) fn is_marked(text: &str) -> bool {
    text.lines()
        .take(MARKED_LINES)
        .any(|line| line.contains(MARK))
}

#[cfg(test)]
mod tests;
