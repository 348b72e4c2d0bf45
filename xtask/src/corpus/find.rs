//! Finds the root documents of descriptions below a folder.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};

use crate::workspace;

use super::sniff;

/// The root document of a description.
#[derive(Debug)]
pub(super) struct Source {
    /// From the folder that was searched, with `/`.
    pub(super) path: String,
    /// The version its text claims.
    pub(super) version: String,
    /// A name for its crate, which no other source has.
    pub(super) slug: String,
}

/// The root documents whose paths contain one of `filters` (or all, if there are none), in the order of their paths.
pub(super) fn sources(dir: &Path, filters: &[String]) -> Result<Vec<Source>> {
    let mut files = Vec::new();
    walk(dir, &mut files)?;
    files.sort();
    let mut sources = Vec::new();
    let mut slugs = BTreeSet::new();
    for file in files {
        let path = workspace::shown(&file, dir);
        if !filters.is_empty() && !filters.iter().any(|filter| path.contains(filter.as_str())) {
            continue;
        }
        let bytes = fs::read(&file).with_context(|| format!("cannot read `{}`", file.display()))?;
        if let Some(version) = sniff::version(&String::from_utf8_lossy(&bytes)) {
            let slug = unique(slug(&path), &mut slugs);
            sources.push(Source {
                path,
                version,
                slug,
            });
        }
    }
    ensure!(
        !sources.is_empty(),
        "no description found in `{}`",
        dir.display()
    );
    Ok(sources)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let path = entry.path();
        // Links are not followed, since they may lead in circles.
        if entry.file_type()?.is_dir() {
            walk(&path, files)?;
        } else if matches!(
            path.extension().and_then(|e| e.to_str()),
            Some("json" | "yaml" | "yml")
        ) {
            files.push(path);
        }
    }
    Ok(())
}

/// A crate name made of a path. The prefix keeps it apart from the names of real crates.
fn slug(path: &str) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let words = stem
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    words.fold("corpus".to_owned(), |slug, word| {
        slug + "-" + &word.to_ascii_lowercase()
    })
}

/// `slug`, numbered if another source has it.
fn unique(slug: String, slugs: &mut BTreeSet<String>) -> String {
    let mut candidate = slug.clone();
    let mut number = 2;
    while !slugs.insert(candidate.clone()) {
        candidate = format!("{slug}-{number}");
        number += 1;
    }
    candidate
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "tests"
    )]

    use super::*;

    #[test]
    fn root_documents_are_found_in_order() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        for (path, text) in [
            ("b/x.yaml", "openapi: 3.0.3\n"),
            ("a.json", "{\"swagger\": \"2.0\"}"),
            ("b/x.json", "{\"openapi\": \"3.1.0\"}"),
            ("b/part.yaml", "type: object\n"),
            ("b/x.txt", "openapi: 3.0.3\n"),
        ] {
            fs::write(folder.path().join(path), text).unwrap();
        }
        let found = sources(folder.path(), &[]).unwrap();
        let slugs: Vec<_> = found
            .iter()
            .map(|s| (s.path.as_str(), s.slug.as_str()))
            .collect();
        assert_eq!(
            slugs,
            [
                ("a.json", "corpus-a"),
                ("b/x.json", "corpus-b-x"),
                ("b/x.yaml", "corpus-b-x-2")
            ]
        );
        assert_eq!(sources(folder.path(), &["a.".to_owned()]).unwrap().len(), 1);
        assert!(sources(folder.path(), &["nothing".to_owned()]).is_err());
    }
}
