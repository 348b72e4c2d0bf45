//! The commands as their users run them: arguments in; files, messages and an exit code out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;
use tempfile::TempDir;

const DESCRIPTION: &str = "\
openapi: 3.0.3
info:
  title: Pets
  version: '1'
servers:
  - url: https://pets.example.com
paths:
  /pets:
    delete:
      operationId: deletePets
      tags: [Pets]
      responses:
        '204':
          description: Gone.
";

/// A path of one more operation, to follow the description.
const MORE: &str = "  /toys:
    delete:
      operationId: deleteToys
      tags: [Toys]
      responses:
        '204':
          description: Gone.
";

/// A reference to nothing, to follow the description.
const DANGLING: &str = "  /toys:
    delete:
      operationId: deleteToys
      responses:
        '200':
          $ref: '#/components/responses/Pett'
";

fn xtask(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn codegen(folder: &Path, more: &[&str]) -> Output {
    let args = ["codegen", "--spec", "api.yaml", "--out", "client"];
    xtask(folder, &[&args[..], more].concat())
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder with `api.yaml`.
fn folder(description: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(&folder, "api.yaml", description);
    folder
}

fn write(folder: &TempDir, path: &str, text: &str) {
    let file = folder.path().join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// Every path in the crate's folder with its bytes.
fn tree(folder: &TempDir) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.path().join("client")];
    while let Some(current) = folders.pop() {
        for entry in fs::read_dir(current).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push((path.to_str().unwrap().to_owned(), fs::read(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn a_crate_is_made_and_then_up_to_date() {
    let folder = folder(DESCRIPTION);
    let made = codegen(folder.path(), &[]);
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    assert!(
        stdout(&made).starts_with("client: 1 operation, "),
        "{}",
        stdout(&made)
    );
    assert!(folder.path().join("client/src/lib.rs").is_file());
    let manifest = fs::read_to_string(folder.path().join("client/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"client\""), "{manifest}");

    let before = tree(&folder);
    let again = codegen(folder.path(), &[]);
    assert!(
        stdout(&again).contains("(up to date)"),
        "{}",
        stdout(&again)
    );
    assert_eq!(code(&codegen(folder.path(), &["--check"])), 0);
    assert_eq!(tree(&folder), before);
}

#[test]
fn a_check_shows_drift_and_writes_nothing() {
    let folder = folder(DESCRIPTION);
    codegen(folder.path(), &[]);
    fs::remove_file(folder.path().join("client/README.md")).unwrap();
    write(&folder, "api.yaml", &format!("{DESCRIPTION}{MORE}"));
    let before = tree(&folder);
    let check = codegen(folder.path(), &["--check"]);
    let text = stdout(&check);
    assert_eq!(code(&check), 1);
    assert!(text.contains("missing: README.md"), "{text}");
    assert!(text.contains("changed: "), "{text}");
    assert!(text.lines().any(|line| line.starts_with('+')), "{text}");
    assert!(
        text.contains("Run: cargo xtask codegen --spec api.yaml --out client --name client"),
        "{text}"
    );
    assert_eq!(tree(&folder), before);
}

#[test]
fn a_description_with_errors_leaves_the_crate_as_it_was() {
    let folder = folder(DESCRIPTION);
    codegen(folder.path(), &[]);
    let before = tree(&folder);
    for broken in [
        format!("{DESCRIPTION}{DANGLING}"),
        "nothing: here\n".to_owned(),
    ] {
        write(&folder, "api.yaml", &broken);
        let run = codegen(folder.path(), &[]);
        assert_eq!(code(&run), 2, "{}", stderr(&run));
        assert!(stdout(&run).contains("not generated"), "{}", stdout(&run));
        assert!(stderr(&run).contains("api.yaml"), "{}", stderr(&run));
        assert_eq!(tree(&folder), before);
    }
}

#[test]
fn a_file_of_the_user_is_not_overwritten() {
    let folder = folder(DESCRIPTION);
    write(&folder, "client/src/lib.rs", "//! Mine.\n");
    let before = tree(&folder);
    let run = codegen(folder.path(), &[]);
    assert_eq!(code(&run), 3);
    assert!(
        stderr(&run).contains("refusing to overwrite"),
        "{}",
        stderr(&run)
    );
    assert_eq!(tree(&folder), before);
}

#[test]
fn the_result_is_one_json_document() {
    let folder = folder(&format!("{DESCRIPTION}{DANGLING}"));
    let run = codegen(folder.path(), &["--format", "json"]);
    let document: Value = serde_json::from_slice(&run.stdout).unwrap();
    let client = &document["clients"][0];
    assert_eq!(client["generated"], false);
    assert_eq!(client["verdict"], "refused");
    let diagnostics = client["diagnostics"].as_array().unwrap();
    let dangling = diagnostics
        .iter()
        .find(|d| d["code"] == "dangling-reference")
        .unwrap();
    assert_eq!(dangling["severity"], "error");
    assert_eq!(dangling["cause"], "invalid");
    assert_eq!(dangling["file"], "api.yaml");
    assert!(dangling["line"].is_u64());
    assert!(dangling["pointer"].as_str().unwrap().starts_with("#/"));

    write(&folder, "api.yaml", DESCRIPTION);
    let run = codegen(folder.path(), &["--format", "json"]);
    let document: Value = serde_json::from_slice(&run.stdout).unwrap();
    let client = &document["clients"][0];
    assert_eq!(
        (&client["name"], &client["operations"]),
        (&Value::from("client"), &Value::from(1))
    );
    assert!(
        client["written"]
            .as_array()
            .unwrap()
            .contains(&Value::from("src/lib.rs"))
    );
    assert_eq!(client["verdict"], "written");
    for (description, verdict) in [(MORE, "out-of-date"), ("", "up-to-date")] {
        write(&folder, "api.yaml", &format!("{DESCRIPTION}{description}"));
        let run = codegen(folder.path(), &["--format", "json", "--check"]);
        let document: Value = serde_json::from_slice(&run.stdout).unwrap();
        assert_eq!(document["clients"][0]["verdict"], verdict);
    }
}

#[test]
fn wrong_usage_has_its_own_exit_code() {
    let folder = folder(DESCRIPTION);
    for args in [
        &["nonsense"][..],
        &["codegen", "--spec", "api.yaml"],
        &["codegen", "--name", "a"],
        &["codegen", "--spec", "missing.yaml", "--out", "client"],
        &[
            "codegen",
            "--spec",
            "api.yaml",
            "--out",
            "client",
            "--name",
            "not a name",
        ],
        &["corpus", "missing"],
    ] {
        let run = xtask(folder.path(), args);
        assert_eq!(code(&run), 3, "{args:?}: {}", stderr(&run));
    }
    assert_eq!(code(&xtask(folder.path(), &["--help"])), 0);
    assert!(!folder.path().join("client").exists());
}

#[test]
fn the_help_of_every_command_fits_a_terminal_and_names_exit_codes() {
    let folder = folder(DESCRIPTION);
    for command in ["codegen", "corpus", "explain", "tidy", "wire-check"] {
        let help = stdout(&xtask(folder.path(), &[command, "--help"]));
        assert!(help.contains("\nExit codes:\n  0  "), "{help}");
        let examples = help.find("\nExamples:").unwrap_or(help.len());
        let widest = help[..examples].lines().map(str::len).max();
        assert!(widest.is_some_and(|width| width <= 100), "{help}");
    }
}

#[test]
fn a_corpus_is_summed_up_in_a_table() {
    let folder = folder(DESCRIPTION);
    write(&folder, "bad/api.yaml", &format!("{DESCRIPTION}{DANGLING}"));
    write(&folder, "part.yaml", "type: object\n");
    let run = xtask(
        folder.path(),
        &["corpus", ".", "--json", "rows.json", "--jobs", "2"],
    );
    let text = stdout(&run);
    assert_eq!(code(&run), 0, "{}", stderr(&run));
    assert!(
        text.contains("2 descriptions: 1 generated, 1 refused"),
        "{text}"
    );
    assert!(text.contains("bad/api.yaml refused:"), "{text}");
    let rows: Value =
        serde_json::from_str(&fs::read_to_string(folder.path().join("rows.json")).unwrap())
            .unwrap();
    assert_eq!(rows[0]["file"], "api.yaml");
    assert_eq!(rows[0]["outcome"], "generated");
    assert_eq!(rows[1]["outcome"], "refused");
}

/// An operation with an inline type, to follow the description.
const INLINE: &str = "  /toys:
    get:
      operationId: getToy
      tags: [Toys]
      responses:
        '200':
          description: Found.
          content:
            application/json:
              schema: {type: object, required: [name], properties: {name: {type: string}}}
";

#[test]
fn types_keep_the_names_that_the_crate_gives_them() {
    let folder = folder(&format!("{DESCRIPTION}{INLINE}"));
    codegen(folder.path(), &[]);
    let file = folder.path().join("client/names.lock");
    let lock = fs::read_to_string(&file).unwrap();
    assert!(lock.contains("\nToy "), "{lock}");

    // The name is one that only an earlier description could have led to.
    write(
        &folder,
        "client/names.lock",
        &lock.replace("\nToy ", "\nPlaything "),
    );
    let run = codegen(folder.path(), &[]);
    assert_eq!(code(&run), 0, "{}", stderr(&run));
    let models = fs::read_to_string(folder.path().join("client/src/models/toys.rs")).unwrap();
    assert!(models.contains("pub struct Plaything"), "{models}");
    assert_eq!(code(&codegen(folder.path(), &["--check"])), 0);

    fs::remove_file(&file).unwrap();
    let check = codegen(folder.path(), &["--check"]);
    assert_eq!(code(&check), 1);
    assert!(stdout(&check).contains("missing: names.lock"));
    codegen(folder.path(), &[]);
    assert_eq!(fs::read_to_string(&file).unwrap(), lock);
}

#[test]
fn broken_names_leave_the_crate_as_it_was() {
    let folder = folder(&format!("{DESCRIPTION}{INLINE}"));
    codegen(folder.path(), &[]);
    let file = folder.path().join("client/names.lock");
    let lock = fs::read_to_string(&file).unwrap();
    write(
        &folder,
        "client/names.lock",
        &format!("{lock}>>>>>>> theirs\n"),
    );
    let before = tree(&folder);
    let run = codegen(folder.path(), &[]);
    assert_eq!(code(&run), 2, "{}", stderr(&run));
    let line = lock.lines().count() + 1;
    let place = format!("client/names.lock:{line}:1");
    assert!(stderr(&run).contains(&place), "{}", stderr(&run));
    assert_eq!(tree(&folder), before);
}

#[test]
fn overlays_are_applied_and_shown_by_effective() {
    let folder = folder(&format!("{DESCRIPTION}{MORE}"));
    let overlay = "overlay: 1.0.0\ninfo: {title: o, version: '1'}\nactions:\n\
        - {target: '$.paths[\"/toys\"]', remove: true}\n\
        - {target: '$.info', update: {title: Cats}}\n\
        - {target: '$.paths[\"/none\"]', remove: true}\n";
    fs::write(folder.path().join("o.yaml"), overlay).unwrap();
    let effective = ["--spec", "api.yaml", "--effective", "e.json"];
    let output = xtask(
        folder.path(),
        &[&["codegen"], &effective[..], &["--overlay", "o.yaml"]].concat(),
    );
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stderr(&output).contains("o.yaml:6:"), "{}", stderr(&output));
    assert!(!folder.path().join("client").exists());
    let text = fs::read_to_string(folder.path().join("e.json")).unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["info"]["title"], "Cats");
    assert_eq!(document["paths"].as_object().unwrap().len(), 1);
    assert_eq!(
        code(&codegen(folder.path(), &["--overlay", "none.yaml"])),
        3
    );
}

#[test]
fn effective_shows_the_repairs_that_come_last() {
    let item = "  /toys/{toy}/{part}:\n    parameters: [{$ref: '#/components/parameters/part'}]\n    get:\n      operationId: part\n      responses: {'204': {description: Done.}}\n";
    let parameter = "components: {parameters: {part: {name: part, in: path, required: true, schema: {type: integer}}}}\n";
    let folder = folder(&format!("{DESCRIPTION}{item}{parameter}"));
    let output = codegen(folder.path(), &["--effective", "e.json"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let told = stderr(&output);
    assert!(
        told.contains("warning[undeclared-path-parameter]"),
        "{told}"
    );
    let text = fs::read_to_string(folder.path().join("e.json")).unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    let declared = &document["paths"]["/toys/{toy}/{part}"]["get"]["parameters"];
    assert_eq!(declared.as_array().unwrap().len(), 1, "{declared}");
    assert_eq!(declared[0]["name"], "toy");
}

#[test]
fn what_an_overlay_adds_is_told_of_in_the_overlay() {
    let folder = folder(DESCRIPTION);
    let overlay = "overlay: 1.0.0\ninfo: {title: o, version: '1'}\nactions:\n\
        - target: '$.paths[*].*'\n  update:\n    parameters:\n      - $ref: '#/components/parameters/Mssing'\n\
        - {target: '$.info', update: [1]}\n";
    write(&folder, "o.yaml", overlay);
    let output = codegen(folder.path(), &["--overlay", "o.yaml"]);
    let told = stderr(&output);
    assert_eq!(code(&output), 2);
    assert!(told.contains("--> o.yaml:7:9"), "{told}");
    assert!(
        told.contains("at: #/actions/0/update/parameters/0/$ref"),
        "{told}"
    );
    assert!(told.contains("--> o.yaml:8:22"), "{told}");
    assert!(told.contains("--> api.yaml:2:1"), "{told}");
}

#[test]
fn only_selected_operations_are_offered_and_a_selector_must_select() {
    let folder = folder(&format!("{DESCRIPTION}{MORE}"));
    let output = codegen(folder.path(), &["--include", "tag:Pets"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let operations = folder.path().join("client/src/operations");
    assert!(operations.join("pets.rs").exists() && !operations.join("toys.rs").exists());
    let output = codegen(folder.path(), &["--exclude", "tag:Pest"]);
    assert_eq!(code(&output), 2);
    let told = stderr(&output);
    assert!(told.contains("unused-selector"), "{told}");
    assert!(told.contains("--> --exclude tag:Pest"), "{told}");
    assert!(told.contains("did you mean `tag:Pets`?"), "{told}");
    let nothing = ["--include", "tag:Pets", "--exclude", "DELETE *"];
    let output = codegen(folder.path(), &nothing);
    assert_eq!(code(&output), 2);
    assert!(
        stderr(&output).contains("empty-selection"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn references_leave_the_folder_only_where_the_user_says_so() {
    let reference = |target: &str| {
        let at = DESCRIPTION.rfind("      responses:").unwrap();
        format!(
            "{}      responses: {{'204': {{$ref: '{target}'}}}}\n",
            &DESCRIPTION[..at]
        )
    };
    let folder = folder(&reference("../shared/gone.yaml"));
    let api = folder.path().join("api");
    fs::create_dir(&api).unwrap();
    fs::create_dir(folder.path().join("shared")).unwrap();
    fs::write(
        folder.path().join("shared/gone.yaml"),
        "description: Gone.\n",
    )
    .unwrap();
    fs::rename(folder.path().join("api.yaml"), api.join("api.yaml")).unwrap();
    let output = codegen(&api, &[]);
    assert_eq!(code(&output), 2);
    assert!(
        stderr(&output).contains("--allow-outside"),
        "{}",
        stderr(&output)
    );
    let output = codegen(&api, &["--allow-outside", "../shared"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));

    fs::write(
        api.join("api.yaml"),
        reference("https://example.com/api/gone.yaml"),
    )
    .unwrap();
    let output = codegen(&api, &[]);
    assert_eq!(code(&output), 2);
    assert!(
        stderr(&output).contains("https://example.com"),
        "{}",
        stderr(&output)
    );
    fs::copy(
        folder.path().join("shared/gone.yaml"),
        api.join("gone.yaml"),
    )
    .unwrap();
    let output = codegen(&api, &["--url", "https://example.com/api/=."]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let mapped = ["--url", "https://example.com/api/=../shared"];
    let output = codegen(&api, &mapped);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let output = codegen(
        &api,
        &[&mapped[..], &["--url", "https://example.org/=."]].concat(),
    );
    assert!(
        stderr(&output).contains("--> --url https://example.org/=."),
        "{}",
        stderr(&output)
    );
}
