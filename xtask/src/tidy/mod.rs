//! `cargo xtask tidy`: the repository's own rules, which no compiler or linter knows.

mod file;
mod generated;
mod layers;
mod size;
mod source;
mod text;

use anyhow::Result;

use crate::{console, exit::Exit, workspace};

use self::file::File;

/// Check the rules of this repository that no compiler or linter knows.
///
/// Among them: which part of the generator may use which crate and which other part, that nothing outside of tests can panic, that every
/// file says what it is for and is not too long, which files are marked as generated, and that nothing mentions one machine's paths.
///
/// Prints `file:line: rule: message` for each finding and fails (exit code 1) if there is one; remarks on long functions do not fail.
#[derive(Debug, clap::Args)]
#[command(after_long_help = AFTER_HELP)]
pub(crate) struct Args {}

const AFTER_HELP: &str = "\
Exit codes:
  0  no rule is broken
  1  there is a finding
  3  wrong usage, or a file cannot be read";

/// A rule looks at one file and says what is wrong with it.
type Rule = fn(&File) -> Vec<Finding>;

const RULES: &[Rule] = &[
    layers::confined_crates,
    layers::stage_order,
    source::no_panics,
    source::ignore_has_reason,
    source::says_what_it_is_for,
    size::file_length,
    size::function_length,
    generated::mark,
    generated::pending_snapshots,
    text::machine_paths,
];

/// Something that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    /// 1-based.
    line: usize,
    rule: &'static str,
    message: String,
    /// Whether it is only a remark, which does not make the check fail.
    remark: bool,
}

impl Finding {
    fn new(line: usize, rule: &'static str, message: impl Into<String>) -> Finding {
        Finding {
            line,
            rule,
            message: message.into(),
            remark: false,
        }
    }
}

/// Checks every file of the workspace.
pub(crate) fn run(_: &Args) -> Result<Exit> {
    let files = file::read_all(&workspace::root())?;
    let mut text = String::new();
    let (mut failures, mut remarks) = (0, 0);
    for file in &files {
        for finding in RULES.iter().flat_map(|rule| rule(file)) {
            let Finding {
                line,
                rule,
                message,
                remark,
            } = finding;
            let kind = if remark { "remark: " } else { "" };
            text += &format!("{}:{line}: {kind}{rule}: {message}\n", file.path);
            if remark {
                remarks += 1;
            } else {
                failures += 1;
            }
        }
    }
    text += &format!(
        "tidy: {} files, {failures} findings, {remarks} remarks\n",
        files.len()
    );
    console::print(&text)?;
    Ok(if failures == 0 {
        Exit::Success
    } else {
        Exit::Findings
    })
}

#[cfg(test)]
mod tests {
    use super::{Rule, file::File};

    pub(super) const NONE: [usize; 0] = [];

    /// The lines of what `rule` finds in a file.
    pub(super) fn lines(rule: Rule, path: &str, text: &str) -> Vec<usize> {
        let findings = rule(&File::new(path, text));
        findings.iter().map(|finding| finding.line).collect()
    }
}
