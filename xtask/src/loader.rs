//! The generator's door to the disk: reads the files of one description, and no others.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use generator::{LoadError, Loader, UrlMapping};

/// Reads a description's files.
///
/// A `$ref` is text somebody else wrote, so it may not lead out of the folders the caller named, neither by `..`
/// nor by a symbolic link.
#[derive(Debug)]
pub(crate) struct FileLoader {
    /// The files that the user named: the root document and overlays, as the generator calls them.
    named: BTreeSet<String>,
    /// What relative paths are relative to.
    base: PathBuf,
    /// The folders, and the files in place of URLs, in one of which every other file must lie, without symbolic links.
    folders: Vec<PathBuf>,
}

impl FileLoader {
    /// A loader for the description whose root document is called `root`, a path relative to `base`, which may read
    /// the files in the folder of that document.
    ///
    /// # Errors
    /// If the root document is not there.
    pub(crate) fn new(root: &str, base: &Path) -> Result<FileLoader> {
        let loader = FileLoader {
            named: BTreeSet::new(),
            base: base.to_owned(),
            folders: Vec::new(),
        };
        let loader = loader.naming("description", root)?;
        match base.join(root).parent() {
            Some(folder) if folder != Path::new("") => loader.allowing(folder),
            Some(_) | None => loader.allowing(Path::new(".")),
        }
    }

    /// Allows the files in another folder.
    ///
    /// # Errors
    /// If the folder is not there.
    pub(crate) fn allowing(mut self, folder: &Path) -> Result<FileLoader> {
        let folder = folder
            .canonicalize()
            .with_context(|| format!("cannot read the folder `{}`", folder.display()))?;
        self.folders.push(folder);
        Ok(self)
    }

    /// Allows a file that the user named. What it is to be, messages say.
    ///
    /// # Errors
    /// If the file is not there.
    pub(crate) fn naming(mut self, what: &str, file: &str) -> Result<FileLoader> {
        let metadata = fs::metadata(self.base.join(file))
            .with_context(|| format!("cannot read the {what} `{file}`"))?;
        ensure!(metadata.is_file(), "the {what} `{file}` is not a file");
        self.named.insert(file.to_owned());
        Ok(self)
    }

    /// Allows the files and folders that the user put in place of URLs. One that is not there is told where it is needed.
    pub(crate) fn with_urls(mut self, urls: &[UrlMapping]) -> FileLoader {
        let files = urls.iter().map(|mapping| self.base.join(&mapping.path));
        let files: Vec<_> = files.filter_map(|file| file.canonicalize().ok()).collect();
        self.folders.extend(files);
        self
    }

    fn locate(&self, path: &str) -> Result<PathBuf, LoadError> {
        let file = self
            .base
            .join(path)
            .canonicalize()
            .map_err(|error| unreadable(path, &error))?;
        if !self.folders.iter().any(|folder| file.starts_with(folder)) {
            return Err(LoadError(format!(
                "`{path}` is outside of the folder this description may read from (`--allow-outside` names further ones)",
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
        // What the user named may be anywhere, or a link to anywhere.
        let file = if self.named.contains(path) {
            self.base.join(path)
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

    use generator::diagnostic::Place;

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
        let loader = FileLoader::new("api/root.yaml", folder).unwrap();
        loader.allowing(&folder.join(within)).unwrap()
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
        assert!(FileLoader::new("api", folder.path()).is_err());
        assert!(FileLoader::new("api/missing.yaml", folder.path()).is_err());
    }

    #[test]
    fn what_the_user_names_may_be_anywhere() {
        let folder = folder();
        let loader = loader(folder.path(), "api");
        assert!(loader.load("secret.yaml").is_err());
        let loader = loader.naming("overlay", "secret.yaml").unwrap();
        assert!(loader.load("secret.yaml").is_ok());
        assert!(loader.load("api/../secret.yaml").is_err());
        assert!(loader.naming("overlay", "missing.yaml").is_err());
    }

    #[test]
    fn what_stands_for_urls_may_be_anywhere() {
        let folder = folder();
        let mapped = |path: &str| {
            let mapping = UrlMapping {
                url: "https://example.com/".to_owned(),
                path: path.to_owned(),
                place: Place::default(),
            };
            loader(folder.path(), "api").with_urls(&[mapping])
        };
        assert!(mapped("secret.yaml").load("secret.yaml").is_ok());
        assert!(mapped("./").load("secret.yaml").is_ok());
        assert!(mapped("secret").load("secret.yaml").is_err());
    }
}
