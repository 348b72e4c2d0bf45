//! One small description a feature: what is generated from it, and what is said about it.

use std::collections::BTreeMap;
use std::path::Path;

use crate::{PACKAGE, files, generate, printed};

/// The fixture whose snapshot holds the files around the code as well.
const WHOLE: &str = "objects";

/// The fixture whose snapshot holds the table of operations that can be called by name.
const DYNAMIC: &str = "invoke";

/// The fixture without operations. What is in its client is in every client, and other snapshots leave it out.
const EMPTY: &str = "empty-api";

#[test]
fn accepted_descriptions() {
    let fixtures = Path::new(PACKAGE).join("fixtures/accept");
    let common = files(&fixtures.join(EMPTY).with_extension("yaml"));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/accept");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::glob!("../fixtures/accept", "*.*", |path| {
            insta::assert_snapshot!("accept", text(path, &common));
        });
    });
}

/// The files that matter, one after the other, and the diagnostics behind them.
fn text(fixture: &Path, common: &BTreeMap<String, String>) -> String {
    let generated = generate(fixture);
    let name = fixture.file_stem().unwrap();
    let matters = |path: &str, content: &String| {
        // Every client has the same runtime, which has tests of its own.
        !path.starts_with("src/runtime/")
            && (name == WHOLE || is_code(path) || name == DYNAMIC && path == "src/dynamic.rs")
            && (name == WHOLE || name == EMPTY || common.get(path) != Some(content))
    };
    let mut text = String::new();
    for (path, content) in generated.output.iter().flat_map(|output| &output.files) {
        if matters(path, content) {
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
        "src/error_headers.rs",
        "src/webhooks.rs",
        "src/servers.rs",
    ]
    .iter()
    .any(|start| path.starts_with(start))
}
