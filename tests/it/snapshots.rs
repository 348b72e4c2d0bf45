//! Snapshots and fixtures belong together: none waits for review, none is left behind.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::PACKAGE;

fn names(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(Path::new(PACKAGE).join(folder)).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn every_snapshot_has_its_fixture() {
    for kind in ["accept", "reject"] {
        let fixtures = names(&format!("fixtures/{kind}"));
        let expected: BTreeSet<_> = fixtures
            .iter()
            .map(|fixture| format!("{kind}@{fixture}.snap"))
            .collect();
        // A `.snap.new` waits for review: look at it, then accept it or fix the cause.
        let found = names(&format!("snapshots/{kind}"));
        let strays: Vec<_> = found.difference(&expected).collect();
        assert!(strays.is_empty(), "remove or review: {strays:?}");
        let missing: Vec<_> = expected.difference(&found).collect();
        assert!(missing.is_empty(), "not blessed yet: {missing:?}");
    }
}
