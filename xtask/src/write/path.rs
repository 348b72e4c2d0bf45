//! Which paths generated files may have: inside the crate's folder, and none that cargo writes.

use std::path::Path;

use anyhow::{Result, ensure};

/// Checks the text of a path: relative, with `/`, without `.` and `..`, and plain on every system.
pub(super) fn check(path: &str) -> Result<()> {
    let plain = path
        .split('/')
        .all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':', '\0']));
    ensure!(plain, "`{path}` is not a path inside the crate's folder");
    // Both are cargo's, whatever a description or a list says.
    ensure!(
        path != "Cargo.lock" && path != "target" && !path.starts_with("target/"),
        "`{path}` belongs to cargo"
    );
    Ok(())
}

/// Checks what is on disk on the way to `path`: folders that are no links, and at its end a file or nothing.
pub(super) fn check_on_disk(out: &Path, path: &str) -> Result<()> {
    let mut place = out.to_owned();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        let Ok(metadata) = place.symlink_metadata() else {
            return Ok(());
        };
        let fits = if parts.peek().is_some() {
            metadata.is_dir()
        } else {
            metadata.is_file()
        };
        ensure!(
            fits,
            "refusing to overwrite `{}`: it was not generated, and is in the way of `{path}`",
            place.display()
        );
    }
    Ok(())
}
