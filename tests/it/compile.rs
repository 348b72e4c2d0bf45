//! Every accepted client compiles without a warning, in the code as in its documentation.
//!
//! The clients become one scratch workspace, so that their dependencies are compiled once; it and its build output
//! are kept from run to run. Versions are those of this repository, so that nothing has to be downloaded.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{LazyLock, Mutex, PoisonError};

use crate::{accepted, files, root};

/// The transport without TLS: the C code of a TLS library would cost more time than all clients together.
const PLAIN: &[&str] = &["--no-default-features", "--features", "reqwest"];

/// Examples are linted too, but not the tests of a library, of which a client has none.
const TARGETS: &[&str] = &["--lib", "--examples"];

const PROFILE: &str = "\n[profile.dev]\ndebug = false\nincremental = false\n";

/// The folder of the workspace, written once per run.
static WORKSPACE: LazyLock<PathBuf> = LazyLock::new(write_workspace);

#[test]
fn the_code_has_no_warnings() {
    let lint: &mut dyn FnMut(&[&str]) = if has_clippy() {
        &mut clippy
    } else {
        &mut check
    };
    lint(PLAIN);
    // Without a transport and with both directions of every model, other code is in use.
    lint(&["--no-default-features", "--features", "dynamic"]);
}

#[test]
fn the_documentation_has_no_warnings() {
    let doc = &mut cargo("doc");
    assert_succeeds(
        doc.args(["--lib", "--no-deps"])
            .args(["--no-default-features", "--features", "reqwest,dynamic"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    );
}

/// What a program prints that depends on the client of a fixture, by the name `client`, and on Tokio.
pub(crate) fn run_calls(fixture: &str, program: &str) -> String {
    let folder = scratch("calls").join(fixture);
    let client = WORKSPACE.join(fixture);
    let manifest = format!(
        "[package]\nname = \"calls-{fixture}\"\nedition = \"2024\"\n\n[dependencies]\n\
         client = {{ package = {fixture:?}, path = {client:?}, default-features = false, features = [\"reqwest\"] }}\n\
         tokio = {{ version = \"1\", features = [\"net\", \"rt\", \"time\"] }}\n\n[workspace]\n{PROFILE}"
    );
    write_if_changed(&folder.join("Cargo.toml"), &manifest);
    write_if_changed(&folder.join("src/main.rs"), program);
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let run = &mut Command::new(cargo_path());
    run.args(["run", "--offline", "--quiet"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", scratch("clients-target"));
    let output = run.output().unwrap();
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{run:?}\n{messages}");
    String::from_utf8(output.stdout).unwrap()
}

/// The example program of a client, built with the transport.
pub(crate) fn program(client: &str) -> PathBuf {
    // The examples of all clients have one name, so only one can be built at a time.
    static BUILDING: Mutex<()> = Mutex::new(());
    let _building = BUILDING.lock().unwrap_or_else(PoisonError::into_inner);
    let build = &mut Command::new(cargo_path());
    build
        .args(["build", "--package", client, "--example", "dynamic"])
        .args(["--offline", "--quiet", "--no-default-features"])
        .args(["--features", "reqwest,dynamic"])
        .current_dir(&*WORKSPACE)
        .env("CARGO_TARGET_DIR", scratch("clients-target"));
    assert_succeeds(build);
    let suffix = std::env::consts::EXE_SUFFIX;
    let built = scratch("clients-target/debug/examples").join(format!("dynamic{suffix}"));
    let program = scratch("programs").join(format!("{client}{suffix}"));
    fs::create_dir_all(scratch("programs")).unwrap();
    // Another test may be running the program, and a file that runs cannot be written, but it can be replaced.
    let copy = program.with_extension("new");
    fs::copy(built, &copy).unwrap();
    fs::rename(copy, &program).unwrap();
    program
}

fn has_clippy() -> bool {
    let version = Command::new(cargo_path())
        .args(["clippy", "--version"])
        .output();
    version.is_ok_and(|output| output.status.success())
}

fn clippy(features: &[&str]) {
    let clippy = &mut cargo("clippy");
    clippy.args(TARGETS).args(features);
    assert_succeeds(clippy.args(["--", "-D", "warnings"]));
}

fn check(features: &[&str]) {
    let check = &mut cargo("check");
    check.args(TARGETS).args(features);
    assert_succeeds(check.env("RUSTFLAGS", "-D warnings"));
}

/// A cargo command over the whole workspace.
fn cargo(command: &str) -> Command {
    let mut cargo = Command::new(cargo_path());
    cargo
        .args([
            command,
            "--workspace",
            "--offline",
            "--quiet",
            "--keep-going",
        ])
        .current_dir(&*WORKSPACE)
        .env("CARGO_TARGET_DIR", scratch("clients-target"));
    cargo
}

fn cargo_path() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

fn assert_succeeds(command: &mut Command) {
    let output = command.output().unwrap();
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}\n{messages}");
}

fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn write_workspace() -> PathBuf {
    let workspace = scratch("clients");
    let mut fixtures = accepted();
    fixtures.insert("duvo".to_owned(), root().join("spec/duvo.yaml"));
    let mut written = BTreeSet::new();
    let mut write = |path: String, text: &str| {
        write_if_changed(&workspace.join(&path), text);
        written.insert(workspace.join(path));
    };
    let mut members = String::new();
    for (name, fixture) in &fixtures {
        let files = files(fixture);
        for (path, text) in &files {
            write(format!("{name}/{path}"), text);
        }
        write(format!("{name}/examples/readme.rs"), &example(&files));
        members += &format!("    \"{name}\",\n");
    }
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n{PROFILE}");
    write("Cargo.toml".to_owned(), &manifest);
    remove_others(&workspace, &written);
    // Cargo adds the clients to it and takes out what they do not need.
    fs::copy(root().join("Cargo.lock"), workspace.join("Cargo.lock")).unwrap();
    workspace
}

/// The code in the README, as a program.
fn example(files: &BTreeMap<String, String>) -> String {
    let readme = &files["README.md"];
    let code = readme
        .split_once("```rust\n")
        .and_then(|(_, rest)| rest.split_once("```"));
    let code = code.map_or("", |(code, _)| code);
    format!(
        "//! What the README shows.\n\n\
         #![allow(unused_variables, reason = \"in an API without operations the client has no use\")]\n\n\
         async fn example() -> Result<(), Box<dyn std::error::Error>> {{\n{code}Ok(())\n}}\n\n\
         fn main() {{\n    drop(example());\n}}\n"
    )
}

/// A file that stays as it is keeps its time, so that cargo does not compile it again.
fn write_if_changed(file: &Path, text: &str) {
    if fs::read_to_string(file).is_ok_and(|old| old == text) {
        return;
    }
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// Removes what an earlier run left behind.
fn remove_others(folder: &Path, keep: &BTreeSet<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            remove_others(&path, keep);
        } else if !keep.contains(&path) && path.extension() != Some(OsStr::new("lock")) {
            fs::remove_file(path).unwrap();
        }
    }
}
