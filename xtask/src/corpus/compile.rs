//! Compiles the clients of a corpus as one workspace, so that their dependencies are built once.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use crate::{progress, workspace};

use super::row::{Compiled, Outcome, Row};

/// What a client is compiled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tool {
    Check,
    /// Its warnings are errors.
    Clippy,
    /// Builds the example programs instead of only checking.
    #[cfg(feature = "round-trip")]
    Example,
    /// Builds them with what they need to send requests.
    #[cfg(feature = "round-trip")]
    Caller,
}

/// The folder of the client called `slug`.
pub(super) fn folder(slug: &str) -> PathBuf {
    workspace_folder().join(slug)
}

/// The example program of the client called `slug`, once it is built.
#[cfg(feature = "round-trip")]
pub(super) fn program(slug: &str) -> PathBuf {
    let name = format!("{}{}", example(slug), std::env::consts::EXE_SUFFIX);
    target().join("debug/examples").join(name)
}

/// The files of a client as they are written here: since the example programs of all clients end up in one folder,
/// each gets a name of its own.
pub(super) fn adapted(slug: &str, files: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut files = files.clone();
    if let Some(manifest) = files.get_mut("Cargo.toml") {
        let renamed = format!(
            "name = \"{}\"\npath = \"examples/dynamic.rs\"\n",
            example(slug)
        );
        *manifest = manifest.replace("name = \"dynamic\"\n", &renamed);
    }
    files
}

fn example(slug: &str) -> String {
    format!("{slug}-dynamic")
}

fn target() -> PathBuf {
    workspace::root().join("target/corpus-target")
}

fn workspace_folder() -> PathBuf {
    workspace::root().join("target/corpus")
}

/// Compiles every client that was generated, and adds to its row what the compiler said.
pub(super) fn compile(rows: &mut [Row], tool: Tool) -> Result<()> {
    let slugs: Vec<&str> = rows
        .iter()
        .filter(|row| row.lines > 0)
        .map(|row| row.slug.as_str())
        .collect();
    if slugs.is_empty() {
        return Ok(());
    }
    write_workspace(&slugs)?;
    let mut verdicts = run_cargo(tool, slugs.len())?;
    for row in rows.iter_mut().filter(|row| row.lines > 0) {
        let compiled = verdicts.remove(&row.slug).unwrap_or_default();
        if compiled.errors + compiled.warnings > 0 {
            row.outcome = Outcome::Broken;
        }
        row.compiled = Some(compiled);
    }
    Ok(())
}

fn write_workspace(slugs: &[&str]) -> Result<()> {
    let folder = workspace_folder();
    let members: String = slugs
        .iter()
        .map(|slug| format!("    \"{slug}\",\n"))
        .collect();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n\n[profile.dev]\ndebug = false\nincremental = false\n"
    );
    let file = folder.join("Cargo.toml");
    fs::write(&file, manifest).with_context(|| format!("cannot write `{}`", file.display()))?;
    // The versions this workspace uses are already downloaded.
    let lock = workspace::root().join("Cargo.lock");
    if lock.is_file() && !folder.join("Cargo.lock").exists() {
        fs::copy(&lock, folder.join("Cargo.lock")).context("cannot copy Cargo.lock")?;
    }
    Ok(())
}

/// Runs cargo over the whole workspace and collects what it says about each client.
fn run_cargo(tool: Tool, clients: usize) -> Result<BTreeMap<String, Compiled>> {
    let spinner = progress::spinner(format!("compiling {clients} clients"));
    let mut child = command(tool).spawn().context("cannot run cargo")?;
    let stdout = child.stdout.take().context("cargo has no output")?;
    let mut verdicts = BTreeMap::new();
    for line in BufReader::new(stdout).lines() {
        if let Some((slug, message)) = parse(&line?) {
            spinner.set_message(format!("compiling {clients} clients: {slug}"));
            record(verdicts.entry(slug).or_default(), message);
        }
    }
    let status = child.wait()?;
    spinner.finish_and_clear();
    let errors: usize = verdicts
        .values()
        .map(|compiled: &Compiled| compiled.errors)
        .sum();
    // Cargo fails too if it cannot even start to compile; then there is nothing to say about any client.
    ensure!(
        status.success() || errors > 0,
        "cargo failed in `{}`; run it there to see why",
        workspace_folder().display()
    );
    if !status.success() && verdicts.is_empty() {
        bail!("cargo said nothing");
    }
    Ok(verdicts)
}

fn command(tool: Tool) -> Command {
    let mut command = Command::new(workspace::cargo());
    command
        .arg(match tool {
            Tool::Check => "check",
            Tool::Clippy => "clippy",
            #[cfg(feature = "round-trip")]
            Tool::Example | Tool::Caller => "build",
        })
        .args([
            "--workspace",
            "--quiet",
            "--message-format=json",
            "--keep-going",
        ])
        .current_dir(workspace_folder())
        .env("CARGO_TARGET_DIR", target())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit());
    match tool {
        // All there is in a client is what it has with this feature.
        Tool::Check => drop(command.args(["--lib", "--examples", "--features", "dynamic"])),
        Tool::Clippy => drop(command.args(["--", "-D", "warnings"])),
        #[cfg(feature = "round-trip")]
        Tool::Example => examples(&mut command, "dynamic"),
        #[cfg(feature = "round-trip")]
        Tool::Caller => examples(&mut command, "dynamic,reqwest"),
    }
    command
}

#[cfg(feature = "round-trip")]
fn examples(command: &mut Command, features: &str) {
    command.args(["--examples", "--no-default-features", "--features"]);
    command.arg(features);
}

/// A line of cargo's JSON output, as far as it matters here.
#[derive(Deserialize)]
struct Line {
    reason: String,
    manifest_path: Option<PathBuf>,
    message: Option<Message>,
}

#[derive(Deserialize)]
struct Message {
    level: String,
    rendered: Option<String>,
    /// Empty for the closing line that counts the others.
    spans: Vec<serde::de::IgnoredAny>,
    code: Option<serde::de::IgnoredAny>,
}

/// The client and the message of a line that is a compiler's message about a client.
fn parse(line: &str) -> Option<(String, Message)> {
    let line: Line = serde_json::from_str(line).ok()?;
    let message = line.message.filter(|_| line.reason == "compiler-message")?;
    let path = line.manifest_path?;
    let slug = path.parent().and_then(Path::file_name)?.to_str()?;
    Some((slug.to_owned(), message))
}

fn record(compiled: &mut Compiled, message: Message) {
    if message.spans.is_empty() && message.code.is_none() {
        let closing = message.rendered.as_deref().unwrap_or_default();
        if closing.contains("aborting due to") || closing.contains("emitted") {
            return;
        }
    }
    if message.level.starts_with("error") {
        // An error goes before the warnings that came first.
        if compiled.errors == 0 {
            compiled.first_error = message.rendered;
        }
        compiled.errors += 1;
    } else if message.level == "warning" {
        compiled.warnings += 1;
        compiled.first_error = compiled.first_error.take().or(message.rendered);
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "tests"
    )]

    use super::*;

    fn line(level: &str, text: &str, spans: &str) -> String {
        format!(
            r#"{{"reason":"compiler-message","manifest_path":"a/corpus-x/Cargo.toml","message":{{"level":"{level}","rendered":"{text}","spans":{spans},"code":null}}}}"#
        )
    }

    #[test]
    fn messages_are_counted_by_client() {
        let mut compiled = Compiled::default();
        for (level, text, spans) in [
            ("warning", "unused", "[{}]"),
            ("error", "first", "[{}]"),
            ("error", "second", "[{}]"),
            ("error", "aborting due to 2 previous errors", "[]"),
            ("warning", "1 warning emitted", "[]"),
            (
                "failure-note",
                "some errors have detailed explanations",
                "[]",
            ),
        ] {
            let (slug, message) = parse(&line(level, text, spans)).unwrap();
            assert_eq!(slug, "corpus-x");
            record(&mut compiled, message);
        }
        assert_eq!((compiled.errors, compiled.warnings), (2, 1));
        assert_eq!(compiled.first_error.as_deref(), Some("first"));
    }

    #[test]
    fn other_lines_are_passed_over() {
        assert!(parse(r#"{"reason":"build-finished","success":true}"#).is_none());
        assert!(parse("not JSON").is_none());
    }
}
