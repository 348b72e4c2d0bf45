//! Rules for the text of any file.

use super::{Finding, file::File};

/// Folders that differ from machine to machine.
const FOLDERS: &[&str] = &["home", "root", "tmp"];

/// No path of somebody's machine: it would be wrong everywhere else, and tells about the machine.
pub(super) fn machine_paths(file: &File) -> Vec<Finding> {
    // Descriptions name paths of an API, which may start with the same words.
    if file.path.starts_with("spec/") || file.path.contains("/fixtures/") {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (line, text) in (1..).zip(file.text.lines()) {
        for folder in FOLDERS.iter().map(|name| format!("/{name}/")) {
            if has_path(text, &folder) {
                let message = format!("a path of one machine, `{folder}…`");
                findings.push(Finding::new(line, "machine-path", message));
            }
        }
    }
    findings
}

/// Whether a path starts with `folder` somewhere in `text`: not in the middle of a longer path or of an address.
fn has_path(text: &str, folder: &str) -> bool {
    text.match_indices(folder).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || "_-./}>~*".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_a_machine_are_found() {
        let folder = ["", "home", "me"].join("/");
        for (text, findings) in [
            (folder.clone(), 1),
            (format!("path = \"{folder}\""), 1),
            (format!("https://example.com{folder}"), 0),
            (format!("..{folder}"), 0),
            ("home/me".to_owned(), 0),
        ] {
            assert_eq!(
                machine_paths(&File::new("README.md", text.clone())).len(),
                findings,
                "{text}"
            );
        }
        assert_eq!(machine_paths(&File::new("spec/a.yaml", folder)).len(), 0);
    }
}
