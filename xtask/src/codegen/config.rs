//! spec/codegen.toml: which description makes which crate.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use generator::{Selection, Selector, UrlMapping, diagnostic::Place};
use serde::Deserialize;
use toml::Spanned;

use crate::workspace;

use super::job::{Job, Reading, check_name};

const FILE: &str = "spec/codegen.toml";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    #[serde(default)]
    client: Vec<Client>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Client {
    description: PathBuf,
    out: PathBuf,
    name: String,
    version: Option<String>,
    #[serde(default, rename = "allow-outside")]
    allow_outside: Vec<PathBuf>,
    #[serde(default)]
    overlays: Vec<PathBuf>,
    #[serde(default)]
    urls: BTreeMap<Spanned<String>, PathBuf>,
    #[serde(default)]
    operations: Operations,
    #[serde(default)]
    formats: BTreeMap<String, String>,
}

/// Which operations the client offers.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Operations {
    #[serde(default)]
    include: Vec<Spanned<String>>,
    #[serde(default)]
    exclude: Vec<Spanned<String>>,
}

/// The crates that the workspace's codegen.toml lists.
pub(super) fn jobs() -> Result<Vec<Job>> {
    let root = workspace::root();
    let file = root.join(FILE);
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read `{FILE}`"))?;
    parse(&text, file.parent().unwrap_or(&root), &root)
        .with_context(|| format!("`{FILE}` cannot be used"))
}

/// `folder` is where the file lies and what its paths are relative to; `base` is what the paths in messages are relative to.
fn parse(text: &str, folder: &Path, base: &Path) -> Result<Vec<Job>> {
    let config: Config = toml::from_str(text)?;
    ensure!(!config.client.is_empty(), "it lists no `[[client]]`");
    config
        .client
        .into_iter()
        .map(|client| job(client, text, folder, base))
        .collect()
}

fn job(client: Client, text: &str, folder: &Path, base: &Path) -> Result<Job> {
    check_name(&client.name)?;
    let description = workspace::tidied(&folder.join(&client.description));
    let shown = |path: &Path| workspace::shown(&workspace::tidied(&folder.join(path)), base);
    let place = |span| Place::in_text(FILE, text, span);
    let selectors = |texts: &[Spanned<String>]| {
        let texts = texts.iter();
        texts
            .map(|text| Selector::parse(text.get_ref()).at(place(text.span())))
            .collect()
    };
    let urls = client.urls.iter().map(|(url, file)| UrlMapping {
        url: url.get_ref().clone(),
        path: shown(file),
        place: place(url.span()),
    });
    let reading = Reading {
        allow_outside: client
            .allow_outside
            .iter()
            .map(|it| folder.join(it))
            .collect(),
        overlays: client.overlays.iter().map(|it| shown(it)).collect(),
        urls: urls.collect(),
        selection: Selection {
            include: selectors(&client.operations.include),
            exclude: selectors(&client.operations.exclude),
        },
    };
    Ok(Job {
        root: workspace::shown(&description, base),
        base: base.to_owned(),
        reading,
        out: workspace::tidied(&folder.join(client.out)),
        name: client.name,
        version: client.version,
        formats: super::formats(client.formats.into_iter().collect::<Vec<_>>().iter())?,
        remedy: super::COMMAND.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "tests"
    )]

    use super::*;

    const GOOD: &str =
        "[[client]]\ndescription = \"api.yaml\"\nout = \"../client\"\nname = \"client\"\n";

    fn parse(text: &str) -> Result<Vec<Job>> {
        super::parse(text, Path::new("w/spec"), Path::new("w"))
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let jobs = parse(GOOD).unwrap();
        assert_eq!(jobs.len(), 1);
        assert_eq!(jobs[0].root, "spec/api.yaml");
        assert_eq!(jobs[0].out, Path::new("w/client"));
        assert!(jobs[0].reading.selection.is_everything());
    }

    #[test]
    fn all_that_a_description_is_read_with_can_be_listed() {
        let more = "allow-outside = [\"../shared\"]\noverlays = [\"o/a.yaml\"]\n\
            urls = { \"https://x.example/\" = \"../x\" }\noperations = { include = [\"tag:Pets\"] }\n";
        let jobs = parse(&format!("{GOOD}{more}")).unwrap();
        let reading = &jobs[0].reading;
        assert_eq!(reading.allow_outside, [Path::new("w/spec/../shared")]);
        assert_eq!(reading.overlays, ["spec/o/a.yaml"]);
        let [mapping] = &reading.urls[..] else {
            panic!("{:?}", reading.urls);
        };
        assert_eq!(mapping.url, "https://x.example/");
        assert_eq!(mapping.path, "x");
        assert_eq!(mapping.place.to_string(), "spec/codegen.toml:7:10");
        let [selector] = &reading.selection.include[..] else {
            panic!("{:?}", reading.selection);
        };
        assert_eq!(selector.place().to_string(), "spec/codegen.toml:8:27");
        let excerpt = selector.place().excerpt.as_ref().unwrap();
        assert_eq!(excerpt.width, 10);
    }

    #[test]
    fn an_unknown_key_is_an_error_with_its_name_and_line() {
        let error = format!(
            "{:#}",
            parse(&format!("{GOOD}colour = \"red\"\n")).unwrap_err()
        );
        assert!(error.contains("colour"), "{error}");
        assert!(error.contains("line 5"), "{error}");
    }

    #[test]
    fn formats_are_chosen_from_those_there_are() {
        let with = |choice: &str| parse(&format!("{GOOD}[client.formats]\n{choice}\n"));
        assert!(with("date-time = \"jiff\"").is_ok());
        let error = format!("{:#}", with("date-time = \"sundial\"").unwrap_err());
        assert!(
            error.contains("sundial") && error.contains("`chrono`"),
            "{error}"
        );
    }

    #[test]
    fn what_is_missing_is_named() {
        let error = format!(
            "{:#}",
            parse("[[client]]\nname = \"a\"\nout = \"b\"\n").unwrap_err()
        );
        assert!(error.contains("description"), "{error}");
        assert!(parse("").is_err());
    }

    #[test]
    fn a_name_cargo_would_refuse_is_refused() {
        let error = format!(
            "{:#}",
            parse(&GOOD.replace("\"client\"", "\"my client\"")).unwrap_err()
        );
        assert!(error.contains("my client"), "{error}");
    }
}
