//! `cargo xtask codegen`: makes client crates from descriptions, or checks that they are up to date.

mod config;
mod diff;
mod job;
mod report;

use std::path::PathBuf;

use anyhow::{Error, Result};
use generator::Formats;

use crate::{console, exit::Exit};

use self::job::Job;

/// What the headers of generated files say they were made by.
pub(crate) const COMMAND: &str = "cargo xtask codegen";

/// Generate client crates from OpenAPI descriptions.
///
/// Without options, generates every crate that spec/codegen.toml lists. With `--spec` and `--out`, generates one crate from any other
/// description, JSON or YAML.
///
/// Only files that changed are written, and only files that `codegen` made before are replaced or removed: the file `.codegen-files` in
/// the crate lists them. A file of yours that is in the way is an error, reported before anything is written. If a description has
/// errors, its crate is left as it was. `cargo xtask explain CODE` explains what is said about a description.
#[derive(Debug, clap::Args)]
#[command(after_long_help = AFTER_HELP)]
pub(crate) struct Args {
    /// Write nothing; fail and show the differences if a crate is not up to date
    #[arg(long)]
    check: bool,
    /// Fail (exit code 1) if there are warnings; the crate is written all the same
    #[arg(long)]
    strict: bool,
    /// Show each diagnostic by itself, instead of telling those that are alike once
    #[arg(long)]
    all: bool,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The root document of another description
    #[arg(long, value_name = "FILE", requires = "out")]
    spec: Option<PathBuf>,
    /// The folder of the crate to make from it
    #[arg(long, value_name = "DIR", requires = "spec")]
    out: Option<PathBuf>,
    /// The name of that crate [default: the name of its folder]
    #[arg(long, requires = "spec")]
    name: Option<String>,
    /// The folder that files named by `$ref` must lie in [default: the folder of FILE]
    #[arg(long, value_name = "DIR", requires = "spec")]
    within: Option<PathBuf>,
    /// The Rust type for a string format, such as date-time=jiff or uri=url; spec/codegen.toml lists them
    #[arg(long = "type", value_name = "FORMAT=TYPE", requires = "spec", value_parser = choice)]
    types: Vec<(String, String)>,
}

fn choice(text: &str) -> Result<(String, String), String> {
    let (format, name) = text.split_once('=').ok_or("write FORMAT=TYPE")?;
    Ok((format.to_owned(), name.to_owned()))
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask codegen
      Bring the clients of spec/codegen.toml up to date.
  cargo xtask codegen --check
      Is a client out of date? For CI.
  cargo xtask codegen --spec api.json --out ../my-client --name my-client
      Make a complete crate of another description.
  cargo xtask codegen --spec api.yaml --out ../my-client --check --format json
      The same as a check, with the result and all diagnostics as one JSON document on standard output.

Exit codes:
  0  all is well
  1  a crate is not up to date (--check), or there are warnings (--strict)
  2  a description has errors
  3  wrong usage, or a file cannot be read or written";

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// A line per crate on standard output, diagnostics on standard error
    Text,
    /// One JSON document on standard output
    Json,
}

/// Generates, then writes or checks each crate. One whose description has errors does not keep the others from being made.
pub(crate) fn run(args: &Args) -> Result<Exit> {
    let jobs = jobs(args)?;
    let mut exit = Exit::Success;
    let mut outcomes = Vec::new();
    for job in &jobs {
        let outcome = job.run(args.check)?;
        exit = exit.max(outcome.exit(args.strict));
        match args.format {
            Format::Text => report::print(&outcome, args.all)?,
            Format::Json => outcomes.push(outcome),
        }
    }
    match args.format {
        Format::Text => {}
        Format::Json => console::print(&report::json(&outcomes)?)?,
    }
    Ok(exit)
}

/// The formats of pairs of a format and a type.
fn formats<'a>(pairs: impl Iterator<Item = &'a (String, String)>) -> Result<Formats> {
    let mut formats = Formats::default();
    for (format, name) in pairs {
        formats.choose(format, name).map_err(Error::msg)?;
    }
    Ok(formats)
}

fn jobs(args: &Args) -> Result<Vec<Job>> {
    match (&args.spec, &args.out) {
        (Some(spec), Some(out)) => Ok(vec![Job::from_flags(
            spec,
            out,
            args.name.as_deref(),
            args.within.as_deref(),
            formats(args.types.iter())?,
        )?]),
        (None | Some(_), None | Some(_)) => config::jobs(),
    }
}
