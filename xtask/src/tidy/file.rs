//! The files that the rules look at, and what of a Rust file is code.

mod blank;

use std::{fs, path::Path};

use anyhow::{Context, Result};

use crate::workspace;

/// Hidden folders that belong to the repository; the others are an editor's or git's own.
const HIDDEN_FOLDERS: &[&str] = &[".cargo", ".ci", ".github"];

/// A file of the repository.
#[derive(Debug)]
pub(super) struct File {
    /// From the workspace's root, with `/`.
    pub(super) path: String,
    /// Empty where it is not text.
    pub(super) text: String,
    /// For Rust files, the text with comments, literals and tests blanked out; line by line like `text`. Else empty.
    pub(super) code: String,
}

impl File {
    pub(super) fn new(path: impl Into<String>, text: impl Into<String>) -> File {
        let (path, text) = (path.into(), text.into());
        let code = if path.ends_with(".rs") {
            blank::without_tests(&blank::without_text(&text))
        } else {
            String::new()
        };
        File { path, text, code }
    }

    pub(super) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Whether the whole file is tests, or what tests and fuzzers call.
    pub(super) fn is_test(&self) -> bool {
        let names = ["/tests.rs", "/fuzz.rs"];
        names.iter().any(|name| self.path.ends_with(name))
            || self.path.split('/').any(|part| part == "tests")
    }

    /// Whether it belongs to a client that is made by the generator.
    pub(super) fn is_generated(&self) -> bool {
        self.path.starts_with("generated-client/")
    }

    /// The lines of code with their 1-based numbers.
    pub(super) fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.code.lines())
    }
}

/// Reads every file of the repository, in the order of their paths.
pub(super) fn read_all(root: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    read_folder(root, root, &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn read_folder(folder: &Path, root: &Path, files: &mut Vec<File>) -> Result<()> {
    let unreadable = |path: &Path| format!("cannot read `{}`", path.display());
    for entry in fs::read_dir(folder).with_context(|| unreadable(folder))? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        if kind.is_dir() && is_ours(&entry.file_name().to_string_lossy()) {
            read_folder(&path, root, files)?;
        } else if kind.is_file() {
            let bytes = fs::read(&path).with_context(|| unreadable(&path))?;
            let text = String::from_utf8(bytes).unwrap_or_default();
            files.push(File::new(workspace::shown(&path, root), text));
        }
    }
    Ok(())
}

/// Whether a folder of this name belongs to the repository.
fn is_ours(folder: &str) -> bool {
    folder != "target" && (!folder.starts_with('.') || HIDDEN_FOLDERS.contains(&folder))
}

/// The places in `line` where `word` stands and is not a part of a longer name.
pub(super) fn words<'a>(line: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word)
        .map(|(at, _)| at)
        .filter(move |&at| {
            let before = line[..at].chars().next_back();
            let after = line[at + word.len()..].chars().next();
            !before.is_some_and(is_name) && !after.is_some_and(is_name)
        })
}
