//! `cargo xtask codegen`: makes client crates from descriptions, or checks that they are up to date.

mod config;
mod diff;
mod job;
mod report;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Error, Result};
use clap::ArgGroup;
use generator::{Formats, Selection, Selector, UrlMapping, diagnostic::Place};

use crate::{console, exit::Exit, workspace};

use self::job::{Job, Reading};

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
///
/// The file `names.lock` in the crate keeps the names of types whose names come from their uses, so that a change in one operation does
/// not rename the types of another. Commit it with the crate. Without it, or without the line of a type, names are found afresh.
#[derive(Debug, clap::Args)]
#[command(after_long_help = AFTER_HELP)]
#[command(group = ArgGroup::new("result").args(["out", "effective"]).multiple(true))]
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
    /// The root document, JSON or YAML
    #[arg(long, value_name = "FILE", requires = "result", help_heading = OTHER)]
    spec: Option<PathBuf>,
    /// The folder of the crate to make from it
    #[arg(long, value_name = "DIR", requires = "spec", help_heading = OTHER)]
    out: Option<PathBuf>,
    /// The name of that crate [default: the name of its folder]
    #[arg(long, requires = "spec", help_heading = OTHER)]
    name: Option<String>,
    /// A folder outside of FILE's own that files named by `$ref` may lie in; may be given several times
    #[arg(long, value_name = "DIR", requires = "spec", help_heading = OTHER)]
    allow_outside: Vec<PathBuf>,
    /// A file, or a folder if URL ends in `/`, to read in place of URL where a `$ref` leads there; may be given several times
    #[arg(long, value_name = "URL=PATH", requires = "spec", value_parser = pair, help_heading = OTHER)]
    url: Vec<(String, String)>,
    /// An OpenAPI Overlay (1.0 or 1.1) to apply to the description first; several are applied in order
    #[arg(long, value_name = "FILE", requires = "spec", help_heading = OTHER)]
    overlay: Vec<PathBuf>,
    /// Only operations that one of the selectors matches: `tag:NAME`, `deprecated`, `/path`, `METHOD /path` or an operationId, `*` for any
    /// text; may be given several times
    #[arg(long, value_name = "SELECTOR", requires = "spec", help_heading = OTHER)]
    include: Vec<String>,
    /// No operations that one of the selectors matches, even if they are included; may be given several times
    #[arg(long, value_name = "SELECTOR", requires = "spec", help_heading = OTHER)]
    exclude: Vec<String>,
    /// The Rust type for a string format, such as date-time=jiff or uri=url; spec/codegen.toml lists them; may be given several times
    #[arg(long = "type", value_name = "FORMAT=TYPE", requires = "spec", value_parser = pair, help_heading = OTHER)]
    types: Vec<(String, String)>,
    /// Write no crate, but the description as the generator sees it: in one file, overlays applied, repaired, as OpenAPI 3.0 in JSON
    #[arg(long, value_name = "JSON", requires = "spec", conflicts_with = "check", help_heading = OTHER)]
    effective: Option<PathBuf>,
}

/// The options that stand for what codegen.toml says of a crate.
const OTHER: &str = "Another description than those of spec/codegen.toml";

/// What stands before and after the last `=`, of which URLs can have more.
fn pair(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.rsplit_once('=').ok_or("there is no `=` in it")?;
    Ok((key.to_owned(), value.to_owned()))
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask codegen
      Bring the clients of spec/codegen.toml up to date.
  cargo xtask codegen --check
      Is a client out of date? For CI.
  cargo xtask codegen --spec api.json --out ../my-client --name my-client
      Make a complete crate of another description.
  cargo xtask codegen --spec api.json --out ../my-client --overlay fixes.yaml --include 'tag:Pets' --exclude deprecated
      Mend the description on the way, and leave out what is not needed.
  cargo xtask codegen --spec api.yaml --effective seen.json
      What does the generator make of the description?
  cargo xtask codegen --spec api.yaml --out ../my-client --check --format json
      A check, with its verdict and all diagnostics as one JSON document on standard output.

Exit codes:
  0  all is well
  1  a crate is not up to date (--check), or there are warnings (--strict)
  2  a description, or the names.lock of its crate, has errors
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
    if let (Some(file), [job]) = (&args.effective, jobs.as_slice()) {
        return effective(job, file, args);
    }
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

/// Writes the description as the generator sees it.
fn effective(job: &Job, file: &Path, args: &Args) -> Result<Exit> {
    let (text, diagnostics) = job.effective()?;
    report::tell(&diagnostics, args.all);
    let Some(text) = text else {
        return Ok(Exit::Invalid);
    };
    fs::write(file, text).with_context(|| format!("cannot write `{}`", file.display()))?;
    let has_findings = args.strict && !diagnostics.is_empty();
    Ok(if has_findings {
        Exit::Findings
    } else {
        Exit::Success
    })
}

/// How the description of `--spec` is read.
fn reading(args: &Args) -> Reading {
    let overlays = args.overlay.iter();
    Reading {
        allow_outside: args.allow_outside.clone(),
        overlays: overlays
            .map(|it| workspace::shown(it, Path::new("")))
            .collect(),
        urls: args.url.iter().map(url).collect(),
        selection: Selection {
            include: selectors("--include", &args.include),
            exclude: selectors("--exclude", &args.exclude),
        },
    }
}

/// A mapping of `--url`.
fn url((url, path): &(String, String)) -> UrlMapping {
    UrlMapping {
        url: url.clone(),
        path: path.clone(),
        place: option(&format!("--url {url}={path}")),
    }
}

/// The selectors of an option that may be given several times.
fn selectors(name: &str, texts: &[String]) -> Vec<Selector> {
    let texts = texts.iter();
    texts
        .map(|text| Selector::parse(text).at(option(&format!("{name} {text}"))))
        .collect()
}

/// The place of what an option of the command line says.
fn option(text: &str) -> Place {
    Place {
        file: text.to_owned(),
        ..Place::default()
    }
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
    let Some(spec) = &args.spec else {
        return config::jobs();
    };
    // Only where no crate is written is there no folder for it.
    let out = args.out.as_deref().unwrap_or(Path::new("client"));
    let job = Job::from_flags(
        spec,
        out,
        args.name.as_deref(),
        reading(args),
        formats(args.types.iter())?,
    )?;
    Ok(vec![job])
}
