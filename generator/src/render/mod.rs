//! Tokens → text: the header, the layout and the blank lines.

mod file;
mod items;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::emit::Module;
use file::Source;

/// The files of a client crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// Text by path; paths are relative to the crate and use `/`.
    pub files: BTreeMap<String, String>,
}

/// Renders every file. `command` is what the header names as the way to make the file again.
#[must_use]
pub fn render(modules: Vec<Module>, command: &str) -> Output {
    let sources: Vec<Source> = modules.into_iter().map(Source::from).collect();
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut files = BTreeMap::new();
    std::thread::scope(|scope| {
        let sources = &sources;
        // Every worker takes each n-th file, because large files come in runs.
        let work = |first: usize| {
            let share = sources.iter().skip(first).step_by(threads);
            share
                .map(|source| (source.path.clone(), source.render(command)))
                .collect::<Vec<_>>()
        };
        let workers: Vec<_> = (1..threads)
            .map(|first| scope.spawn(move || work(first)))
            .collect();
        files.extend(work(0));
        for (first, worker) in (1..).zip(workers) {
            // A worker that died takes its share with it; doing the work here shows why.
            files.extend(worker.join().unwrap_or_else(|_| work(first)));
        }
    });
    Output { files }
}
