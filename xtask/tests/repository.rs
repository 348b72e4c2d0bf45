//! The repository itself: its clients are up to date and its rules are kept, so that plain `cargo test` says so too.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

use std::process::Command;

fn assert_succeeds(args: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(args)
        .output()
        .unwrap();
    let (stdout, stderr) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(
        output.status.success(),
        "cargo xtask {}\n{stdout}\n{stderr}",
        args.join(" ")
    );
}

#[test]
fn the_clients_are_up_to_date() {
    assert_succeeds(&["codegen", "--check"]);
}

#[test]
fn the_rules_are_kept() {
    assert_succeeds(&["tidy"]);
}
