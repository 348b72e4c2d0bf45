//! Runs the same command again with the cargo feature that it needs.

#![cfg(not(feature = "round-trip"))]

use std::{env, process::Command};

use anyhow::{Context, Result};

use crate::{console, exit::Exit, workspace};

/// Runs the same command with a JSON Schema validator, which takes long to compile.
pub(crate) fn with_validator() -> Result<Exit> {
    console::error(
        "this needs a JSON Schema validator: running again with the feature `round-trip`\n",
    );
    let status = Command::new(workspace::cargo())
        .args([
            "run",
            "--quiet",
            "--package",
            "xtask",
            "--features",
            "round-trip",
            "--manifest-path",
        ])
        .arg(workspace::root().join("Cargo.toml"))
        .arg("--")
        .args(env::args_os().skip(1))
        .status()
        .context("cannot run cargo")?;
    Ok(match status.code() {
        Some(0) => Exit::Success,
        Some(1) => Exit::Findings,
        Some(_) | None => Exit::Failure,
    })
}
