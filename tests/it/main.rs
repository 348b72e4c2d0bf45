//! All integration tests, in one binary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod accept;
mod calls;
mod client;
mod codegen;
mod compile;
mod depth;
mod determinism;
mod invoke;
mod places;
mod reject;
mod snapshots;
mod stability;
mod versions;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use generator::diagnostic::Diagnostics;
use generator::{Generated, LoadError, Loader, Options};

/// The folder of this package.
const PACKAGE: &str = env!("CARGO_MANIFEST_DIR");

/// One file with its name; there are no others.
struct Description {
    file: String,
    text: Vec<u8>,
}

impl Loader for Description {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        if path == self.file {
            return Ok(self.text.clone());
        }
        Err(LoadError("there is no such file".to_owned()))
    }
}

/// The root of the repository.
fn root() -> PathBuf {
    Path::new(PACKAGE).join("..")
}

/// The descriptions that are expected to pass, by the name of the client each becomes.
fn accepted() -> BTreeMap<String, PathBuf> {
    let folder = Path::new(PACKAGE).join("fixtures/accept");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    files.map(|file| (client_name(&file), file)).collect()
}

/// What the client of a fixture is called: as its file.
fn client_name(fixture: &Path) -> String {
    fixture.file_stem().unwrap().to_str().unwrap().to_owned()
}

/// Generates the client of a fixture; diagnostics name the file without its folder.
fn generate(fixture: &Path) -> Generated {
    let file = fixture.file_name().unwrap().to_str().unwrap().to_owned();
    let text = fs::read(fixture).unwrap();
    let description = Description { file, text };
    generator::generate(
        &description.file,
        &description,
        &Options::new(client_name(fixture)),
    )
}

/// The files of a client that is expected to be generated.
fn files(fixture: &Path) -> BTreeMap<String, String> {
    let generated = generate(fixture);
    match generated.output {
        Some(output) => output.files,
        None => panic!("{}", printed(&generated.diagnostics)),
    }
}

/// Diagnostics as they are printed, a blank line between them.
fn printed(diagnostics: &Diagnostics) -> String {
    let all: Vec<_> = diagnostics.iter().map(ToString::to_string).collect();
    all.join("\n\n")
}
