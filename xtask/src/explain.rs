//! `cargo xtask explain`: what a diagnostic's code means, out of docs/diagnostics.md.

use anyhow::{Result, bail};
use generator::diagnostic::nearest;

use crate::{console, exit::Exit};

const DOCUMENT: &str = include_str!("../../docs/diagnostics.md");

/// What a section's heading starts with.
const HEADING: &str = "## ";

/// Explain the code of a diagnostic, with an example and the cure.
///
/// Without a code, lists all of them.
#[derive(Debug, clap::Args)]
#[command(after_long_help = AFTER_HELP)]
pub(crate) struct Args {
    /// The code, as in `warning[method-case]`
    code: Option<String>,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask explain dangling-reference
      What it means, the least description that brings it about, and what to do.

Exit codes:
  0  the code is explained
  3  there is no such code";

/// Prints a section of the document, or all codes.
pub(crate) fn run(args: &Args) -> Result<Exit> {
    let Some(code) = &args.code else {
        console::print(&codes().map(|code| format!("{code}\n")).collect::<String>())?;
        return Ok(Exit::Success);
    };
    let Some(section) = section(code) else {
        let meant = nearest(code, codes()).map(|meant| format!("; did you mean `{meant}`?"));
        let way_out = meant
            .as_deref()
            .unwrap_or("; `cargo xtask explain` lists them");
        bail!("`{code}` is not the code of a diagnostic{way_out}");
    };
    console::print(&format!("{section}\n"))?;
    Ok(Exit::Success)
}

/// All codes, in the order of the document.
fn codes() -> impl Iterator<Item = &'static str> {
    DOCUMENT
        .lines()
        .filter_map(|line| line.strip_prefix(HEADING))
}

/// A section with its heading.
fn section(code: &str) -> Option<&'static str> {
    let heading = format!("{HEADING}{code}\n");
    let start = DOCUMENT.find(&format!("\n{heading}"))? + 1;
    let section = DOCUMENT.get(start..)?;
    let end = section
        .find(&format!("\n{HEADING}"))
        .unwrap_or(section.len());
    section.get(..end).map(str::trim_end)
}

#[cfg(test)]
mod tests;
