//! Tests of writing: what is written, what is removed, and above all what is left alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

use tempfile::TempDir;

use super::*;

/// `path` → text with the mark and the given body.
fn output(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files
        .iter()
        .map(|(path, body)| ((*path).to_owned(), format!("// {MARK}\n{body}\n")))
        .collect()
}

/// A folder in which `a.rs` and `src/b.rs` were generated.
fn crate_folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[("a.rs", "1"), ("src/b.rs", "1")]).unwrap();
    folder
}

fn write(out: &Path, files: &[(&str, &str)]) -> Result<Plan> {
    let plan = Plan::new(out, &output(files))?;
    plan.apply()?;
    Ok(plan)
}

/// Every file below `folder` with its text.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(current) = folders.pop() {
        for entry in fs::read_dir(current).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned();
                files.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    files
}

fn paths(plan: &Plan) -> (Vec<&str>, Vec<&str>) {
    let writes = plan
        .writes()
        .iter()
        .map(|write| write.path.as_str())
        .collect();
    let removals = plan
        .removals()
        .iter()
        .map(|removal| removal.path.as_str())
        .collect();
    (writes, removals)
}

/// Asserts that `attempt` fails with `message`, and changes nothing in `folder`.
fn assert_refused(folder: &Path, attempt: impl FnOnce() -> Result<Plan>, message: &str) {
    let before = tree(folder);
    let error = format!("{:#}", attempt().unwrap_err());
    assert!(error.contains(message), "{error}");
    assert_eq!(tree(folder), before);
    assert!(
        !folder.join(staging::FOLDER).is_dir()
            || before.keys().any(|path| path.starts_with(staging::FOLDER))
    );
}

#[test]
fn a_new_crate_is_written_with_its_list() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("deep/client");
    let plan = write(&out, &[("a.rs", "1"), ("src/b.rs", "1")]).unwrap();
    assert_eq!(paths(&plan), (vec!["a.rs", "src/b.rs", LIST], vec![]));
    let tree = tree(&out);
    assert_eq!(tree.len(), 3);
    assert!(tree[LIST].ends_with("\na.rs\nsrc/b.rs\n"), "{}", tree[LIST]);
}

#[test]
fn what_did_not_change_is_not_written() {
    let folder = crate_folder();
    let plan = write(folder.path(), &[("a.rs", "1"), ("src/b.rs", "1")]).unwrap();
    assert!(plan.is_empty());
    let plan = write(folder.path(), &[("a.rs", "1"), ("src/b.rs", "2")]).unwrap();
    assert_eq!(paths(&plan), (vec!["src/b.rs"], vec![]));
}

#[test]
fn stale_files_and_their_folders_are_removed() {
    let folder = crate_folder();
    let plan = write(folder.path(), &[("a.rs", "1")]).unwrap();
    assert_eq!(paths(&plan), (vec![LIST], vec!["src/b.rs"]));
    assert!(!folder.path().join("src").exists());
    assert_eq!(tree(folder.path()).len(), 2);
}

#[test]
fn files_of_the_user_are_left_alone() {
    let folder = crate_folder();
    fs::create_dir(folder.path().join("target")).unwrap();
    for path in ["src/mine.rs", "Cargo.lock", "target/x"] {
        fs::write(folder.path().join(path), "mine").unwrap();
    }
    // Even a file that bears the mark: another generator may have made it.
    fs::write(
        folder.path().join("src/other.rs"),
        format!("// {MARK} by another\n"),
    )
    .unwrap();
    write(folder.path(), &[("a.rs", "2")]).unwrap();
    let tree = tree(folder.path());
    assert_eq!(tree["src/mine.rs"], "mine");
    assert_eq!(tree["Cargo.lock"], "mine");
    assert_eq!(tree["target/x"], "mine");
    assert!(tree.contains_key("src/other.rs"));
    assert!(!tree.contains_key("src/b.rs"));
}

#[test]
fn a_foreign_file_in_the_way_is_refused() {
    let folder = crate_folder();
    fs::write(folder.path().join("c.rs"), "mine").unwrap();
    let files = [("a.rs", "2"), ("c.rs", "2")];
    assert_refused(
        folder.path(),
        || write(folder.path(), &files),
        "refusing to overwrite",
    );
}

#[test]
fn a_foreign_folder_or_parent_in_the_way_is_refused() {
    let folder = crate_folder();
    fs::create_dir(folder.path().join("c.rs")).unwrap();
    assert_refused(
        folder.path(),
        || write(folder.path(), &[("c.rs", "2")]),
        "in the way",
    );
    assert_refused(
        folder.path(),
        || write(folder.path(), &[("a.rs/x.rs", "2")]),
        "in the way",
    );
}

#[test]
fn a_lost_list_is_made_again() {
    let folder = crate_folder();
    fs::remove_file(folder.path().join(LIST)).unwrap();
    let plan = write(folder.path(), &[("a.rs", "2"), ("src/b.rs", "1")]).unwrap();
    assert_eq!(paths(&plan), (vec!["a.rs", LIST], vec![]));
}

#[test]
fn a_list_that_leads_outside_is_refused() {
    let folder = crate_folder();
    for line in [
        "../x",
        "/x",
        "src/../../x",
        "Cargo.lock",
        "target/x",
        "a//b",
        "c:\\x",
    ] {
        fs::write(folder.path().join(LIST), format!("{line}\n")).unwrap();
        assert_refused(
            folder.path(),
            || write(folder.path(), &[("a.rs", "2")]),
            "line 1 of",
        );
    }
}

#[test]
fn output_that_leads_outside_is_refused() {
    let folder = crate_folder();
    for path in [
        "../x",
        "/x",
        "a/./b",
        "",
        "a/",
        "Cargo.lock",
        "target/x",
        LIST,
    ] {
        assert!(write(folder.path(), &[(path, "2")]).is_err(), "{path}");
    }
    assert_refused(
        folder.path(),
        || write(folder.path(), &[("c.rs", ""), ("C.rs", "")]),
        "only in case",
    );
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = crate_folder();
    std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("models")).unwrap();
    assert!(write(folder.path(), &[("models/c.rs", "2")]).is_err());
    assert_eq!(tree(elsewhere.path()).len(), 0);
}

#[test]
fn a_second_run_at_the_same_time_is_refused() {
    let folder = crate_folder();
    fs::create_dir(folder.path().join(staging::FOLDER)).unwrap();
    fs::write(folder.path().join(staging::FOLDER).join("x"), "").unwrap();
    assert_refused(
        folder.path(),
        || write(folder.path(), &[("a.rs", "2")]),
        "another run",
    );
}

#[test]
fn a_failure_half_way_puts_everything_back() {
    let folder = crate_folder();
    let plan = Plan::new(folder.path(), &output(&[("a.rs", "2"), ("new/z.rs", "2")])).unwrap();
    // Between planning and writing, somebody puts a file where the folder must go, and takes the stale one away.
    fs::write(folder.path().join("new"), "mine").unwrap();
    assert_refused(folder.path(), || plan.apply().map(|()| plan), "new");

    let plan = Plan::new(
        folder.path(),
        &output(&[("a.rs", "2"), ("other/z.rs", "2")]),
    )
    .unwrap();
    fs::remove_file(folder.path().join("src/b.rs")).unwrap();
    assert_refused(folder.path(), || plan.apply().map(|()| plan), "src/b.rs");
    assert!(!folder.path().join("other").exists());
}
