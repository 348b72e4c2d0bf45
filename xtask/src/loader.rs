//! The generator's door to the disk: reads the files of one description, and no others.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use generator::{LoadError, Loader};

/// Reads a description's files.
///
/// A `$ref` is text somebody else wrote, so it may not lead out of the folder the caller named, neither by `..`
/// nor by a symbolic link.
#[derive(Debug)]
pub(crate) struct FileLoader {
    /// What the generator calls the root document.
    root: String,
    /// Where that document is.
    root_file: PathBuf,
    /// What relative paths are relative to.
    base: PathBuf,
    /// The folder no file may lie outside of, without symbolic links.
    within: PathBuf,
}

impl FileLoader {
    /// A loader for the description whose root document is called `root`, a path relative to `base`.
    ///
    /// # Errors
    /// If the root document or the folder `within` is not there.
    pub(crate) fn new(root: &str, base: &Path, within: &Path) -> Result<FileLoader> {
        let root_file = base.join(root);
        let metadata = fs::metadata(&root_file)
            .with_context(|| format!("cannot read the description `{root}`"))?;
        ensure!(metadata.is_file(), "the description `{root}` is not a file");
        let within = within
            .canonicalize()
            .with_context(|| format!("cannot read the folder `{}`", within.display()))?;
        Ok(FileLoader {
            root: root.to_owned(),
            root_file,
            base: base.to_owned(),
            within,
        })
    }

    fn locate(&self, path: &str) -> Result<PathBuf, LoadError> {
        let file = self
            .base
            .join(path)
            .canonicalize()
            .map_err(|error| unreadable(path, &error))?;
        if !file.starts_with(&self.within) {
            return Err(LoadError(format!(
                "`{path}` is outside of `{}`, the folder this description may read from (`--within` widens it)",
                self.within.display()
            )));
        }
        // A device or a pipe could be read forever.
        if !file.is_file() {
            return Err(LoadError(format!("`{path}` is not a file")));
        }
        Ok(file)
    }
}

impl Loader for FileLoader {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        // The root document was named by the user, so it may be a link to anywhere.
        let file = if path == self.root {
            self.root_file.clone()
        } else {
            self.locate(path)?
        };
        fs::read(file).map_err(|error| unreadable(path, &error))
    }
}

fn unreadable(path: &str, error: &std::io::Error) -> LoadError {
    LoadError(format!("cannot read `{path}`: {error}"))
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

    /// A folder with `api/root.yaml`, `api/pet.yaml` and `secret.yaml` beside `api`.
    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("api")).unwrap();
        for file in ["api/root.yaml", "api/pet.yaml", "secret.yaml"] {
            fs::write(folder.path().join(file), file).unwrap();
        }
        folder
    }

    fn loader(folder: &Path, within: &str) -> FileLoader {
        FileLoader::new("api/root.yaml", folder, &folder.join(within)).unwrap()
    }

    #[test]
    fn files_of_the_folder_are_read() {
        let folder = folder();
        let loader = loader(folder.path(), "api");
        assert_eq!(loader.load("api/root.yaml").ok().unwrap(), b"api/root.yaml");
        assert_eq!(loader.load("api/pet.yaml").ok().unwrap(), b"api/pet.yaml");
    }

    #[test]
    fn files_outside_are_refused_unless_the_folder_is_widened() {
        let folder = folder();
        let absolute = folder.path().join("secret.yaml");
        for path in [
            "secret.yaml",
            "api/../secret.yaml",
            absolute.to_str().unwrap(),
        ] {
            let error = loader(folder.path(), "api").load(path).unwrap_err();
            assert!(error.0.contains("outside of"), "{path}: {}", error.0);
            assert!(loader(folder.path(), ".").load(path).is_ok(), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_lead_outside() {
        let folder = folder();
        std::os::unix::fs::symlink("../secret.yaml", folder.path().join("api/link.yaml")).unwrap();
        let error = loader(folder.path(), "api")
            .load("api/link.yaml")
            .unwrap_err();
        assert!(error.0.contains("outside of"), "{}", error.0);
    }

    #[test]
    fn only_files_are_read() {
        let folder = folder();
        assert!(loader(folder.path(), ".").load("api").is_err());
        assert!(loader(folder.path(), ".").load("api/missing.yaml").is_err());
        assert!(FileLoader::new("api", folder.path(), folder.path()).is_err());
        assert!(FileLoader::new("api/missing.yaml", folder.path(), folder.path()).is_err());
    }
}
