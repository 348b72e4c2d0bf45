//! One small description a feature: what is generated from it, and what is said about it.

use std::path::Path;

use generator::Generated;

use crate::{generate, printed};

/// The fixture whose snapshot holds the files around the code as well.
const WHOLE: &str = "objects";

#[test]
fn accepted_descriptions() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/accept");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::glob!("../fixtures/accept", "*.*", |path| {
            insta::assert_snapshot!("accept", text(path, &generate(path)));
        });
    });
}

/// The files that matter, one after the other, and the diagnostics behind them.
fn text(fixture: &Path, generated: &Generated) -> String {
    let is_whole = fixture.file_stem().is_some_and(|stem| stem == WHOLE);
    let mut text = String::new();
    let files = generated.output.iter().flat_map(|output| &output.files);
    for (path, content) in files.filter(|(path, _)| is_whole || is_code(path)) {
        // Every client has the same runtime, which has tests of its own.
        if !path.starts_with("src/runtime/") {
            text += &format!("===== {path}\n{content}\n");
        }
    }
    if !generated.diagnostics.is_empty() {
        text += &format!("===== diagnostics\n{}\n", printed(&generated.diagnostics));
    }
    text
}

/// Whether a file differs from client to client in more than names.
fn is_code(path: &str) -> bool {
    [
        "src/models/",
        "src/operations",
        "src/client.rs",
        "src/error_body.rs",
    ]
    .iter()
    .any(|start| path.starts_with(start))
}
