//! `cargo xtask wire-check`: what clients send, judged by a validator that is not ours.

#[cfg(feature = "round-trip")]
mod arguments;
#[cfg(feature = "round-trip")]
mod body;
#[cfg(feature = "round-trip")]
mod check;
#[cfg(feature = "round-trip")]
mod doubt;
#[cfg(feature = "round-trip")]
mod judge;
#[cfg(feature = "round-trip")]
mod node;
#[cfg(feature = "round-trip")]
mod read_only;
#[cfg(feature = "round-trip")]
mod report;
#[cfg(feature = "round-trip")]
mod styled;

use std::path::PathBuf;

/// Send a request of every operation through its client, and let openapi-core judge what arrives.
///
/// The clients of all descriptions below a folder are generated and built with their example program, as `corpus --round-trip` does. For
/// every operation, arguments that the author's document allows are made: as little as it takes, as much as there is, and a body of each
/// media type. The client sends them to openapi-core, which knows the description and nothing of the generator.
///
/// openapi-core comes from PyPI: python3 -m venv VENV && VENV/bin/pip install openapi-core, then --python VENV/bin/python.
///
/// A table at the end shows how many requests were accepted and refused; the reasons stand below, those that openapi-core is known to be
/// wrong about apart. What was not sent is listed with the reason.
#[derive(Debug, clap::Args)]
#[command(after_long_help = AFTER_HELP)]
pub(crate) struct Args {
    /// The folder to search for .json, .yaml and .yml files
    pub(crate) dir: PathBuf,
    /// Only descriptions whose path contains TEXT; may be given several times
    #[arg(long, value_name = "TEXT")]
    pub(crate) filter: Vec<String>,
    /// The Python that has openapi-core
    #[arg(long, value_name = "PATH", default_value = "python3")]
    pub(crate) python: PathBuf,
    /// Write everything to FILE as JSON, too
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,
}

const AFTER_HELP: &str = "\
What openapi-core is known to judge wrongly counts as doubted, with the reason: it reads parts, texts and bytes as the
client sends them, but holds them to schemas of JSON, so of those bodies only the head of the request is judged.
A description that it cannot read is named, and nothing of it is sent.

Exit codes:
  0  every request was accepted, or refused for a reason that is known to be wrong
  1  a request was refused, by openapi-core or by the client itself, or a client was not built
  3  wrong usage, Python or openapi-core is missing, or a file cannot be read or written";

#[cfg(feature = "round-trip")]
pub(crate) use check::run;

#[cfg(not(feature = "round-trip"))]
pub(crate) fn run(_: &Args) -> anyhow::Result<crate::exit::Exit> {
    crate::rerun::with_validator()
}
