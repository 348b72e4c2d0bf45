//! How a command ended, as an exit code.

use std::process::ExitCode;

/// The exit codes, as every command's help shows them.
pub(crate) const HELP: &str = "\
Exit codes:
  0  all is well
  1  the client is not up to date (--check), there are warnings (--strict), or a check found something
  2  the description has errors
  3  wrong usage, or a file cannot be read or written";

/// How a command ended. A later one is worse, so the worst of several is their maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// All is well.
    Success,
    /// A check found something, or there are warnings where none are wanted.
    Findings,
    /// The description has errors, so nothing was generated from it.
    Invalid,
    /// Wrong usage, or a file cannot be read or written.
    Failure,
}

impl Exit {
    pub(crate) fn code(self) -> u8 {
        match self {
            Exit::Success => 0,
            Exit::Findings => 1,
            Exit::Invalid => 2,
            Exit::Failure => 3,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}
