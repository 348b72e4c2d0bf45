//! What is generated is marked, and nothing else is.

use crate::write::{MARK, MARKED_LINES, is_marked};

use super::{Finding, file::File};

/// Every file of a generated client bears the mark, and no other file does.
pub(super) fn mark(file: &File) -> Vec<Finding> {
    // A snapshot is a copy of generated text, and a lock file is cargo's.
    if file.path.ends_with(".snap") || file.path.ends_with("Cargo.lock") {
        return Vec::new();
    }
    match (file.is_generated(), is_marked(&file.text)) {
        (true, false) => {
            let message = format!(
                "a generated client holds only files with `{MARK}` in the first {MARKED_LINES} lines"
            );
            vec![Finding::new(1, "generated-mark", message)]
        }
        (false, true) => {
            let message = format!(
                "`{MARK}` in the first {MARKED_LINES} lines of a file that is not generated"
            );
            vec![Finding::new(1, "generated-mark", message)]
        }
        (true, true) | (false, false) => Vec::new(),
    }
}

/// No snapshot waits for review.
pub(super) fn pending_snapshots(file: &File) -> Vec<Finding> {
    if file.path.ends_with(".snap.new") || file.path.ends_with(".pending-snap") {
        return vec![Finding::new(
            1,
            "pending-snapshot",
            "accept or reject this snapshot",
        )];
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_files_and_only_they_are_marked() {
        let marked = format!("// {MARK} by a test\n");
        let late = format!("{}{marked}", "\n".repeat(MARKED_LINES));
        let cases = [
            ("generated-client/src/lib.rs", marked.as_str(), 0),
            ("generated-client/src/lib.rs", "//! A.\n", 1),
            ("generated-client/Cargo.lock", "", 0),
            ("generator/src/lib.rs", marked.as_str(), 1),
            ("generator/src/lib.rs", late.as_str(), 0),
            ("tests/it/snapshots/a.snap", marked.as_str(), 0),
        ];
        for (path, text, findings) in cases {
            assert_eq!(
                mark(&File::new(path, text)).len(),
                findings,
                "{path}: {text}"
            );
        }
    }

    #[test]
    fn pending_snapshots_are_found() {
        assert_eq!(
            pending_snapshots(&File::new("tests/a.snap.new", "")).len(),
            1
        );
        assert_eq!(pending_snapshots(&File::new("tests/a.snap", "")).len(), 0);
    }
}
