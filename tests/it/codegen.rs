//! The committed Duvo client is what its description gives.

use std::collections::BTreeSet;
use std::fs;

use generator::{NamesLock, Options};

use crate::{Description, printed, root};

/// Where the generator's files are listed in a crate; written by the command, not by the generator.
const LIST: &str = ".codegen-files";

#[test]
fn the_committed_client_is_up_to_date() {
    let description = Description {
        file: "spec/duvo.yaml".to_owned(),
        text: fs::read(root().join("spec/duvo.yaml")).unwrap(),
    };
    let folder = root().join("generated-client");
    let names = fs::read_to_string(folder.join(NamesLock::FILE)).unwrap();
    let options = Options {
        previous_names: NamesLock::parse(NamesLock::FILE, &names).unwrap(),
        ..Options::new("generated-client")
    };
    let generated = generator::generate("spec/duvo.yaml", &description, &options);
    assert!(
        generated.diagnostics.is_empty(),
        "{}",
        printed(&generated.diagnostics)
    );
    let files = generated.output.unwrap().files;
    for (path, text) in &files {
        let committed = fs::read_to_string(folder.join(path)).unwrap_or_default();
        assert!(
            &committed == text,
            "`{path}` is out of date; run `cargo xtask codegen`"
        );
    }
    let list = fs::read_to_string(folder.join(LIST)).unwrap();
    let listed: BTreeSet<_> = list.lines().skip(1).collect();
    assert_eq!(
        listed,
        files.keys().map(String::as_str).collect(),
        "`{LIST}`"
    );
}
