//! Where the workspace is, and how its paths are shown.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
};

/// The workspace's root folder, whatever folder the command runs in.
pub(crate) fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_owned()
}

/// The cargo that runs this command, or the one on the path.
pub(crate) fn cargo() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// `path` as it is shown: below `base` where it lies there, and with `/` on every system.
pub(crate) fn shown(path: &Path, base: &Path) -> String {
    let path = path.strip_prefix(base).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

/// `path` without `.` and without the `..` that a folder before it cancels.
///
/// Only the text is looked at, so that a path is shown the same way before and after it exists.
pub(crate) fn tidied(path: &Path) -> PathBuf {
    use std::path::Component;

    let mut tidied = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(tidied.components().next_back(), Some(Component::Normal(_))) =>
            {
                tidied.pop();
            }
            Component::ParentDir
            | Component::Normal(_)
            | Component::RootDir
            | Component::Prefix(_) => tidied.push(component),
        }
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_resolved_in_the_text() {
        for (path, expected) in [
            ("a/../b", "b"),
            ("./a/./b", "a/b"),
            ("../a", "../a"),
            ("a/../../b", "../b"),
        ] {
            assert_eq!(tidied(Path::new(path)), Path::new(expected), "{path}");
        }
    }

    #[test]
    fn paths_in_the_workspace_are_shown_from_its_root() {
        let base = Path::new("w");
        assert_eq!(shown(Path::new("w/spec/a.yaml"), base), "spec/a.yaml");
        assert_eq!(shown(Path::new("x/a.yaml"), base), "x/a.yaml");
    }
}
