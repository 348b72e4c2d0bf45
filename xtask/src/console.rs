//! Printing that survives a reader who has gone away, such as `head`.

use std::io::{self, ErrorKind, Write};

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
