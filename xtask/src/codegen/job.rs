//! One crate to make: from which description, where to, and how it went.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use generator::{
    Formats, Generated, NamesLock, Options, Selection, Summary, UrlMapping, diagnostic::Diagnostics,
};

use crate::{diagnostics::Count, exit::Exit, loader::FileLoader, progress, workspace, write::Plan};

/// One crate to make.
#[derive(Debug)]
pub(super) struct Job {
    /// The root document, as messages show it and relative to `base`.
    pub(super) root: String,
    pub(super) base: PathBuf,
    /// What it is read with.
    pub(super) reading: Reading,
    /// The folder of the crate.
    pub(super) out: PathBuf,
    /// The crate's name.
    pub(super) name: String,
    pub(super) version: Option<String>,
    /// Which types stand for which string formats.
    pub(super) formats: Formats,
    /// The command that brings the crate up to date.
    pub(super) remedy: String,
}

/// How a description is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    /// The folders outside of the description's own that its files may lie in.
    pub(super) allow_outside: Vec<PathBuf>,
    /// The files of the overlays to apply, as messages show them and relative to `base`.
    pub(super) overlays: Vec<String>,
    /// The files, or folders, that stand for URLs, relative to `base`.
    pub(super) urls: Vec<UrlMapping>,
    /// Which operations the client offers.
    pub(super) selection: Selection,
}

/// What came of a job.
#[derive(Debug)]
pub(super) struct Outcome<'a> {
    pub(super) job: &'a Job,
    /// Whether it was only a check, so that the plan was not carried out.
    pub(super) check: bool,
    pub(super) summary: Summary,
    pub(super) diagnostics: Diagnostics,
    /// What had to change on disk; none if the description has errors.
    pub(super) plan: Option<Plan>,
    pub(super) elapsed: Duration,
}

impl Job {
    /// The job that `--spec`, `--out`, `--name` and the like ask for; their paths are relative to the current folder.
    pub(super) fn from_flags(
        spec: &Path,
        out: &Path,
        name: Option<&str>,
        reading: Reading,
        formats: Formats,
    ) -> Result<Job> {
        let name = match name {
            Some(name) => name.to_owned(),
            None => folder_name(out)?,
        };
        check_name(&name)?;
        let root = workspace::shown(spec, Path::new(""));
        Ok(Job {
            remedy: format!(
                "{} --spec {root} --out {} --name {name}",
                super::COMMAND,
                out.display()
            ),
            root,
            base: PathBuf::new(),
            reading,
            out: out.to_owned(),
            name,
            version: None,
            formats,
        })
    }

    /// Generates the crate and, unless this is a `check`, writes it.
    pub(super) fn run(&self, check: bool) -> Result<Outcome<'_>> {
        let start = Instant::now();
        let spinner = progress::spinner(format!("{}: generating from {}", self.name, self.root));
        let loader = self.loader()?;
        let generated = match self.previous_names()? {
            Ok(names) => generator::generate(&self.root, &loader, &self.options(names)),
            Err(diagnostics) => Generated {
                output: None,
                diagnostics,
                summary: Summary::default(),
            },
        };
        let plan = match &generated.output {
            Some(output) => Some(Plan::new(&self.out, &output.files)?),
            None => None,
        };
        if let (Some(plan), false) = (&plan, check) {
            plan.apply()
                .with_context(|| format!("cannot write the crate in `{}`", self.out.display()))?;
        }
        spinner.finish_and_clear();
        Ok(Outcome {
            job: self,
            check,
            summary: generated.summary,
            diagnostics: generated.diagnostics,
            plan,
            elapsed: start.elapsed(),
        })
    }

    fn loader(&self) -> Result<FileLoader> {
        let Reading {
            allow_outside,
            overlays,
            urls,
            ..
        } = &self.reading;
        let mut loader = FileLoader::new(&self.root, &self.base)?.with_urls(urls);
        for folder in allow_outside {
            loader = loader.allowing(folder)?;
        }
        for file in overlays {
            loader = loader.naming("overlay", file)?;
        }
        Ok(loader)
    }

    /// The description as the generator sees it, as JSON; and what there is to say of it.
    pub(super) fn effective(&self) -> Result<(Option<String>, Diagnostics)> {
        let options = self.options(NamesLock::default());
        let (document, diagnostics) = generator::effective(&self.root, &self.loader()?, &options);
        let text = document
            .map(|it| serde_json::to_string_pretty(&it))
            .transpose()?;
        Ok((text.map(|text| text + "\n"), diagnostics))
    }

    /// What the types of the crate are called so far; nothing where there is no crate yet.
    fn previous_names(&self) -> Result<Result<NamesLock, Diagnostics>> {
        let file = self.out.join(NamesLock::FILE);
        let shown = workspace::shown(&file, &self.base);
        let bytes = match fs::read(&file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read `{shown}`"));
            }
        };
        // What is not UTF-8 is no name, and is reported with its line.
        Ok(NamesLock::parse(&shown, &String::from_utf8_lossy(&bytes)))
    }

    fn options(&self, previous_names: NamesLock) -> Options {
        Options {
            previous_names,
            command: super::COMMAND.to_owned(),
            version: self.version.clone(),
            formats: self.formats.clone(),
            urls: self.reading.urls.clone(),
            overlays: self.reading.overlays.clone(),
            selection: self.reading.selection.clone(),
            ..Options::new(&self.name)
        }
    }
}

impl Outcome<'_> {
    /// Whether a check found that the crate is not up to date.
    pub(super) fn has_drift(&self) -> bool {
        self.check && self.plan.as_ref().is_some_and(|plan| !plan.is_empty())
    }

    pub(super) fn exit(&self, strict: bool) -> Exit {
        let count = Count::of(&self.diagnostics);
        if count.errors > 0 || self.plan.is_none() {
            Exit::Invalid
        } else if self.has_drift() || (strict && count.warnings > 0) {
            Exit::Findings
        } else {
            Exit::Success
        }
    }
}

/// Refuses a crate name that cargo would refuse.
pub(super) fn check_name(name: &str) -> Result<()> {
    let starts_well = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let goes_on_well = name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    ensure!(
        starts_well && goes_on_well,
        "`{name}` cannot be the name of a crate: letters, digits, `-` and `_` are allowed, and it starts with a letter"
    );
    Ok(())
}

/// The name of the folder `out`, which need not exist yet.
fn folder_name(out: &Path) -> Result<String> {
    let absolute = workspace::tidied(&std::path::absolute(out)?);
    let name = absolute.file_name().and_then(|name| name.to_str());
    Ok(name
        .with_context(|| {
            format!(
                "`{}` has no name to call the crate by; use --name",
                out.display()
            )
        })?
        .to_owned())
}
