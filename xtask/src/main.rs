//! `cargo xtask`: the developers' commands, and the only place of this repository that reads and writes files.

mod codegen;
mod console;
mod corpus;
mod diagnostics;
mod exit;
mod explain;
mod loader;
mod progress;
mod rerun;
#[cfg(feature = "round-trip")]
mod round_trip;
mod tidy;
#[cfg(feature = "round-trip")]
mod tree;
mod wire_check;
mod workspace;
mod write;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::exit::Exit;

/// Commands for the people who work on the generator and its clients.
///
/// Every command works from any folder.
#[derive(Debug, Parser)]
#[command(name = "xtask", bin_name = "cargo xtask", after_help = exit::HELP, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Codegen(codegen::Args),
    Corpus(corpus::Args),
    Explain(explain::Args),
    Tidy(tidy::Args),
    WireCheck(wire_check::Args),
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return refuse(&error),
    };
    let result = match &cli.command {
        Command::Codegen(args) => codegen::run(args),
        Command::Corpus(args) => corpus::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Tidy(args) => tidy::run(args),
        Command::WireCheck(args) => wire_check::run(args),
    };
    let exit = result.unwrap_or_else(|error| {
        console::error(&format!("error: {error:#}\n"));
        Exit::Failure
    });
    exit.into()
}

/// Prints what is wrong with the command line, or the help that was asked for.
fn refuse(error: &clap::Error) -> ExitCode {
    // Where even this cannot be printed, nobody is there to be told.
    let _ = error.print();
    if error.use_stderr() {
        Exit::Failure.into()
    } else {
        Exit::Success.into()
    }
}
