//! Broken descriptions: nothing is generated, and the diagnostics say what is wrong and where.

use crate::{generate, printed};

#[test]
fn rejected_descriptions() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/reject");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::glob!("../fixtures/reject", "*.*", |path| {
            let generated = generate(path);
            assert!(generated.output.is_none(), "{}", path.display());
            insta::assert_snapshot!("reject", printed(&generated.diagnostics));
        });
    });
}
