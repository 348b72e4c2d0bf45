//! `corpus --round-trip`: the part that runs over a whole corpus.
//!
//! The validator it needs takes long to compile, so it is in a cargo feature of its own; without it, the command
//! runs itself again with the feature.

#[cfg(feature = "round-trip")]
pub(super) use with::run;

#[cfg(not(feature = "round-trip"))]
pub(super) fn run(_: &super::Args) -> anyhow::Result<crate::exit::Exit> {
    crate::rerun::with_validator()
}

#[cfg(feature = "round-trip")]
mod with {
    use anyhow::Result;

    use super::super::{Args, compile, find, jobs, row::Row, save, table, work};
    use crate::{console, exit::Exit, progress, round_trip};

    /// Generates, builds the example program of every client, and feeds it.
    pub(in super::super) fn run(args: &Args) -> Result<Exit> {
        let sources = find::sources(&args.dir, &args.filter)?;
        let mut rows = work::generate_all(&sources, &args.dir, jobs(args), true)?;
        compile::compile(&mut rows, compile::Tool::Example)?;
        let bar = progress::bar(rows.len());
        for row in &mut rows {
            bar.set_message(row.file.clone());
            feed(args, row);
            bar.inc(1);
        }
        bar.finish_and_clear();
        let mut text = table::render(&rows) + "\n";
        for row in &rows {
            if let Some(report) = &row.round_trip {
                text += &round_trip::text(&row.file, report);
            }
        }
        console::print(&text)?;
        save(args, &rows)?;
        let has_failed = |row: &Row| {
            let report = row.round_trip.as_ref();
            row.is_failure() || report.is_some_and(round_trip::Report::is_failure)
        };
        Ok(if rows.iter().any(has_failed) {
            Exit::Findings
        } else {
            Exit::Success
        })
    }

    /// Feeds one client. What goes wrong with it is its own affair, and said at once.
    fn feed(args: &Args, row: &mut Row) {
        let is_built = row
            .compiled
            .as_ref()
            .is_some_and(|compiled| compiled.errors == 0);
        if !is_built {
            return;
        }
        match round_trip::round_trip(&args.dir.join(&row.file), &compile::program(&row.slug)) {
            Ok(report) => row.round_trip = report,
            Err(error) => console::error(&format!("{}: {error:#}\n", row.file)),
        }
    }
}
