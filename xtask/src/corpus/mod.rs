//! `cargo xtask corpus`: generates a client from every description in a folder, to see where the generator fails.

mod compile;
mod find;
mod round_trip;
mod row;
mod sniff;
mod table;
mod work;

use std::{fs, num::NonZero, path::PathBuf, thread};

use anyhow::{Context, Result};

use crate::{console, exit::Exit};

use self::{compile::Tool, row::Row};

/// Generate a client from every description below a folder, in parallel.
///
/// Files that are not the root document of a description (no top-level `openapi` or `swagger` key) are skipped. A table at the end shows
/// how each description fared. Fails (exit code 1) if the generator panicked or reported a bug of its own, or if a client does not compile;
/// that a description has errors is not a failure.
///
/// With --compile the clients are written to target/corpus, as one workspace, so that their dependencies are built once. What did not
/// change since the last run is not compiled again.
///
/// With --round-trip the clients are built with their example program, and JSON that the description allows goes through every model: as
/// little and as much as a schema takes, every branch and known value, numbers at their bounds, texts of every format. Only what a JSON
/// Schema validator finds valid is sent, and it has to come back as it was; counted apart are a `null` that is lost where only responses
/// have it, and what comes of unknown properties and values.
#[derive(Debug, clap::Args)]
#[command(after_long_help = AFTER_HELP)]
pub(crate) struct Args {
    /// The folder to search for .json, .yaml and .yml files
    dir: PathBuf,
    /// Also compile every client with `cargo check`; its warnings count as errors
    #[arg(long)]
    compile: bool,
    /// Also check every client with `cargo clippy`; its warnings are errors
    #[arg(long, conflicts_with = "compile")]
    clippy: bool,
    /// Also feed valid JSON of every schema through its model, and look at what comes back
    #[arg(long, conflicts_with_all = ["compile", "clippy"])]
    round_trip: bool,
    /// Only descriptions whose path contains TEXT; may be given several times
    #[arg(long, value_name = "TEXT")]
    filter: Vec<String>,
    /// How many descriptions to work on at the same time [default: the number of processors]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
    /// Write the table to FILE as JSON, too
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask corpus ../descriptions
  cargo xtask corpus ../descriptions --filter github --filter stripe --compile
  cargo xtask corpus ../descriptions --clippy --json result.json
  cargo xtask corpus ../descriptions --filter petstore --round-trip

Exit codes:
  0  nothing failed
  1  the generator panicked or reported a bug of its own, a client does not compile, or a model changes valid JSON
  3  wrong usage, or a file cannot be read or written";

/// Generates everything, compiles it if asked to, and prints the table.
pub(crate) fn run(args: &Args) -> Result<Exit> {
    if args.round_trip {
        return round_trip::run(args);
    }
    let sources = find::sources(&args.dir, &args.filter)?;
    let tool = match (args.compile, args.clippy) {
        (_, true) => Some(Tool::Clippy),
        (true, false) => Some(Tool::Check),
        (false, false) => None,
    };
    let mut rows = work::generate_all(&sources, &args.dir, jobs(args), tool.is_some())?;
    if let Some(tool) = tool {
        compile::compile(&mut rows, tool)?;
    }
    console::print(&table::render(&rows))?;
    save(args, &rows)?;
    let failed = rows.iter().any(Row::is_failure);
    Ok(if failed {
        Exit::Findings
    } else {
        Exit::Success
    })
}

/// A client that `wire-check` calls.
#[cfg(feature = "round-trip")]
pub(crate) struct Caller {
    /// The description, from the folder that was searched.
    pub(crate) file: String,
    /// The example program; none where the client could not be made, with the reason.
    pub(crate) program: Result<PathBuf, String>,
}

/// Generates the clients of all descriptions and builds their example programs with what they need to send requests.
#[cfg(feature = "round-trip")]
pub(crate) fn callers(dir: &std::path::Path, filter: &[String]) -> Result<Vec<Caller>> {
    let sources = find::sources(dir, filter)?;
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let mut rows = work::generate_all(&sources, dir, processors, true)?;
    compile::compile(&mut rows, Tool::Caller)?;
    let callers = rows.into_iter().map(|row| {
        let is_built = row.compiled.as_ref().is_some_and(|it| it.errors == 0);
        let program = match is_built {
            true => Ok(compile::program(&row.slug)),
            false => Err(format!("no client: {}", row.outcome.word())),
        };
        Caller {
            file: row.file,
            program,
        }
    });
    Ok(callers.collect())
}

/// Writes the rows to the file that was asked for.
fn save(args: &Args, rows: &[Row]) -> Result<()> {
    let Some(file) = &args.json else {
        return Ok(());
    };
    let text = serde_json::to_string_pretty(rows)? + "\n";
    fs::write(file, text).with_context(|| format!("cannot write `{}`", file.display()))
}

fn jobs(args: &Args) -> usize {
    let processors = || thread::available_parallelism().map_or(1, NonZero::get);
    args.jobs.map_or_else(processors, NonZero::get)
}
