//! `Cargo.toml` and the other small files around the sources.

use std::collections::BTreeSet;

use super::crate_::named;
use super::cx::Cx;
use super::foreign;
use super::module::Module;
use super::usage::Usage;
use crate::ir::Foreign;
use crate::names::NamesLock;

/// The version of a package that the caller gives none.
const VERSION: &str = "0.1.0";

/// The feature of clients whose bodies can be files.
const FILES: &str = r#"# Files as bodies, and bodies into files; needs the Tokio runtime.
fs = ["dep:tokio", "tokio/fs", "tokio/io-util"]
"#;

/// The same for clients that depend on Tokio anyway.
const FILES_ON_TOKIO: &str = r#"# Files as bodies, and bodies into files; needs the Tokio runtime.
fs = ["tokio/fs", "tokio/io-util"]
"#;

/// `Cargo.toml`. The versions are those that the runtime is tested with.
pub(super) fn emit_manifest(cx: &Cx<'_>, usage: &Usage) -> Module {
    let options = cx.model.options;
    let package = quoted(&options.package);
    let version = quoted(options.version.as_deref().unwrap_or(VERSION));
    let description = quoted(&format!(
        "Client for the {}",
        named(&one_line(&cx.api().title))
    ));
    let dependencies = dependencies(usage).join("\n");
    let files = match (usage.files(), usage.oauth2) {
        (true, true) => FILES_ON_TOKIO,
        (true, false) => FILES,
        (false, _) => "",
    };
    Module::text(
        "Cargo.toml",
        format!(
            r#"[package]
name = {package}
version = {version}
edition = "2024"
rust-version = "1.89"
description = {description}

[features]
default = ["rustls"]
# TLS by rustls with its default cryptography provider.
rustls = ["reqwest", "reqwest/rustls"]
# TLS by rustls; the program installs a cryptography provider itself.
rustls-no-provider = ["reqwest", "reqwest/rustls-no-provider"]
# TLS by the operating system.
native-tls = ["reqwest", "reqwest/native-tls"]
# The default transport; on its own it speaks plain HTTP only.
reqwest = ["dep:reqwest"]
{files}# Both serde directions of every model, not only the one an operation needs.
serde-all = []
# Operations and models by name, for programs that know them only when they run.
dynamic = ["serde-all"]

[dependencies]
{dependencies}

[dev-dependencies]
# The example program runs on it.
tokio = {{ version = "1", features = ["rt"] }}

[[example]]
name = "dynamic"
required-features = ["dynamic"]
"#
        ),
    )
}

/// Keeps rustfmt away: it would lay the files out differently, and a new version differently again.
pub(super) fn emit_rustfmt() -> Module {
    Module::text("rustfmt.toml", "disable_all_formatting = true\n")
}

fn dependencies(usage: &Usage) -> Vec<&'static str> {
    let all = [
        (true, r#"base64 = "0.23""#),
        (true, r#"bytes = "1""#),
        (
            usage.dates || usage.foreign.contains(&Foreign::ChronoTime),
            r#"chrono = { version = "0.4", default-features = false, features = ["serde", "std"] }"#,
        ),
        (usage.texts, r#"encoding_rs = "0.8""#),
        (usage.parts, r#"fastrand = "2""#),
        (true, r#"futures-core = "0.3""#),
        (true, r#"http = "1""#),
        (true, r#"percent-encoding = "2""#),
        (usage.patterns, r#"regress = "0.12""#),
        (
            true,
            r#"reqwest = { version = "0.13", default-features = false, features = ["http2", "stream", "system-proxy"], optional = true }"#,
        ),
        (
            true,
            r#"serde = { version = "1", default-features = false, features = ["std"] }"#,
        ),
        // Objects in parameters and forms are written in the order of their properties.
        (
            true,
            r#"serde_json = { version = "1", features = ["preserve_order"] }"#,
        ),
        (
            usage.oauth2,
            r#"tokio = { version = "1", default-features = false, features = ["sync"] }"#,
        ),
        (
            usage.files() && !usage.oauth2,
            r#"tokio = { version = "1", default-features = false, optional = true }"#,
        ),
        (
            usage.uuids,
            r#"uuid = { version = "1", default-features = false, features = ["serde", "std"] }"#,
        ),
    ];
    let used = all
        .into_iter()
        .filter(|(is_used, _)| *is_used)
        .map(|(_, line)| line);
    let foreign = usage
        .foreign
        .iter()
        .filter_map(|foreign| foreign::dependency(*foreign));
    let lines: BTreeSet<&str> = used.chain(foreign).collect();
    lines.into_iter().collect()
}

/// `names.lock`, which the next run reads.
pub(super) fn emit_names(cx: &Cx<'_>) -> Module {
    let lines = cx.names().lock();
    Module::text(
        NamesLock::FILE,
        format!(
            "\
# What the types are called that the description does not name: name, fingerprint of the structure, place.
# Commit this file, so that a change in one operation does not rename the types of another.
{lines}"
        ),
    )
}

/// A TOML basic string. JSON escapes are legal there.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
