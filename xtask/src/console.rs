//! Printing that survives a reader who has gone away, such as `head`.

use std::{
    env,
    io::{self, ErrorKind, IsTerminal, Write},
};

use anyhow::Result;

/// Prints a command's result to standard output.
pub(crate) fn print(text: &str) -> Result<()> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}

/// Prints diagnostics and remarks to standard error.
pub(crate) fn error(text: &str) {
    // Nothing is left to tell a person whose standard error is closed.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Whether standard error is a terminal whose reader wants colours (<https://no-color.org>).
pub(crate) fn error_shows_colours() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
    io::stderr().is_terminal() && !is_set("NO_COLOR") && !is_dumb
}
