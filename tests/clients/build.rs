//! Generates the clients of some fixtures, each as a module of this crate.
//!
//! A client expects to be a crate, so what it calls `crate` is made the name of its module.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use generator::{LoadError, Loader, Options};

/// The fixtures, by the names of their modules.
const FIXTURES: &[&str] = &[
    "content_types",
    "forms",
    "multipart",
    "oauth2",
    "parts_of_any_kind",
    "response_headers",
    "streams",
    "unions_told_apart",
    "webhooks",
];

/// The description that is to be read; fixtures have one file each.
struct Fixture(PathBuf);

impl Loader for Fixture {
    fn load(&self, _path: &str) -> Result<Vec<u8>, LoadError> {
        fs::read(&self.0).map_err(|error| LoadError(error.to_string()))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new("../fixtures/accept");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut root = String::new();
    for module in FIXTURES.iter().copied() {
        let fixture = folder.join(module.replace('_', "-")).with_extension("yaml");
        println!("cargo::rerun-if-changed={}", fixture.display());
        write(module, fixture, &out)?;
        root += &format!("/// The client of the fixture.\npub mod {module};\n");
    }
    fs::write(out.join("clients.rs"), root)?;
    Ok(())
}

fn write(module: &str, fixture: PathBuf, out: &Path) -> Result<(), Box<dyn Error>> {
    let name = fixture.display().to_string();
    let generated = generator::generate(&name, &Fixture(fixture), &Options::new(module));
    let Some(output) = generated.output else {
        return Err(format!("{name} has errors").into());
    };
    for (path, text) in &output.files {
        let Some(path) = path.strip_prefix("src/") else {
            continue;
        };
        let path = match path {
            "lib.rs" => format!("{module}.rs"),
            path => format!("{module}/{path}"),
        };
        let file = out.join(path);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        // What a whole crate forbids, a module cannot.
        let text = text.replace("#![forbid(unsafe_code)]\n", "");
        fs::write(file, text.replace("crate::", &format!("crate::{module}::")))?;
    }
    Ok(())
}
