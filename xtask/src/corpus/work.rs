//! Generates all clients of a corpus in parallel; a panic costs one of them.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    panic::{self, AssertUnwindSafe, PanicHookInfo},
    path::Path,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Instant,
};

use anyhow::{Context, Result};
use generator::{
    Generated, Options,
    diagnostic::{Cause, Severity},
};
use indicatif::ProgressBar;

use crate::{codegen, diagnostics::Count, loader::FileLoader, progress, write::Plan};

use super::{
    compile,
    find::Source,
    row::{Outcome, Row},
};

/// A client is generated on the main thread elsewhere, so these threads get a stack of the same size.
const STACK: usize = 8 << 20;

thread_local! {
    /// What the last panic on this thread was.
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Generates a client from every source and, if `keep`, writes it where it can be compiled.
pub(super) fn generate_all(
    sources: &[Source],
    dir: &Path,
    jobs: usize,
    keep: bool,
) -> Result<Vec<Row>> {
    let bar = progress::bar(sources.len());
    let next = AtomicUsize::new(0);
    let rows = Mutex::new(BTreeMap::new());
    let hook = panic::take_hook();
    panic::set_hook(Box::new(remember));
    let spawned = thread::scope(|scope| {
        let work = || {
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(source) = sources.get(index) else {
                    break;
                };
                let row = generate(source, dir, keep, &bar);
                rows.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .insert(index, row);
                bar.inc(1);
            }
        };
        (0..jobs.min(sources.len())).try_for_each(|_| {
            let builder = thread::Builder::new().stack_size(STACK);
            builder.spawn_scoped(scope, work).map(drop)
        })
    });
    panic::set_hook(hook);
    bar.finish_and_clear();
    spawned.context("cannot start a thread")?;
    let rows = rows.into_inner().unwrap_or_else(PoisonError::into_inner);
    rows.into_values().collect()
}

fn generate(source: &Source, dir: &Path, keep: bool, bar: &ProgressBar) -> Result<Row> {
    bar.set_message(source.path.clone());
    // References may lead anywhere in the corpus, which the developer chose.
    let loader = FileLoader::new(&source.path, dir)?.allowing(dir)?;
    let options = Options {
        command: codegen::COMMAND.to_owned(),
        ..Options::new(&source.slug)
    };
    let start = Instant::now();
    let result = panic::catch_unwind(AssertUnwindSafe(|| {
        generator::generate(&source.path, &loader, &options)
    }));
    let mut row = Row {
        file: source.path.clone(),
        slug: source.slug.clone(),
        version: source.version.clone(),
        seconds: start.elapsed().as_secs_f64(),
        ..Row::default()
    };
    match result {
        Ok(generated) => {
            describe(&mut row, &generated);
            if let (true, Some(output)) = (keep, &generated.output) {
                let files = compile::adapted(&source.slug, &output.files);
                Plan::new(&compile::folder(&source.slug), &files)?.apply()?;
            }
        }
        Err(payload) => {
            row.outcome = Outcome::Panicked;
            let text = payload.downcast_ref::<String>().cloned();
            row.first_error = PANIC
                .take()
                .or(text)
                .or_else(|| Some("a panic of unknown cause".to_owned()));
        }
    }
    Ok(row)
}

fn describe(row: &mut Row, generated: &Generated) {
    let count = Count::of(&generated.diagnostics);
    row.errors = count.errors;
    row.warnings = count.warnings;
    row.operations = generated.summary.operations;
    row.types = generated.summary.types;
    row.outcome = match &generated.output {
        Some(output) => {
            row.lines = output.files.values().map(|text| text.lines().count()).sum();
            Outcome::Generated
        }
        None => Outcome::Refused,
    };
    let mut diagnostics = generated.diagnostics.iter();
    let internal = diagnostics.clone().find(|d| d.cause == Cause::Internal);
    if internal.is_some() {
        row.outcome = Outcome::Internal;
    }
    let first = internal.or_else(|| diagnostics.find(|d| d.severity == Severity::Error));
    row.first_error = first.map(ToString::to_string);
}

/// Keeps a panic for the table instead of printing it into the progress bar.
fn remember(panic: &PanicHookInfo<'_>) {
    PANIC.set(Some(panic.to_string()));
}
