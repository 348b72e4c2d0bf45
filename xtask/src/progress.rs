//! Progress of long work, shown only to a person at a terminal.

use std::{
    env,
    io::{self, IsTerminal},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};

/// A turning sign beside `message`, until it is dropped.
pub(crate) fn spinner(message: String) -> ProgressBar {
    if !is_watched() {
        return ProgressBar::hidden();
    }
    let spinner = ProgressBar::new_spinner()
        .with_message(message)
        .with_finish(ProgressFinish::AndClear);
    spinner.enable_steady_tick(Duration::from_millis(100));
    spinner
}

/// A bar that counts to `length`, until it is dropped; its message is what is being worked on.
pub(crate) fn bar(length: usize) -> ProgressBar {
    if !is_watched() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(length as u64).with_finish(ProgressFinish::AndClear);
    match ProgressStyle::with_template("{wide_bar} {pos}/{len} {elapsed} {msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// A log of a CI run is not a terminal, but some CI systems say it is.
fn is_watched() -> bool {
    io::stderr().is_terminal() && env::var_os("CI").is_none()
}
