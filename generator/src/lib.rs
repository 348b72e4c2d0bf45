//! Turns an OpenAPI description into the source of a Rust client crate.
//!
//! The pipeline, one type per stage:
//!
//! ```text
//! source ─load─▶ Document ─overlay─▶ Document ─bundle─▶ Bundle ─normalize─▶ openapiv3::OpenAPI
//!        ─lower─▶ ir::Api ─analyze─▶ Facts ─names─▶ Names ─emit─▶ Module ─render─▶ Output
//! ```
//!
//! Nothing here touches a disk, a network or a terminal: the caller hands over a [`Loader`] and
//! receives files as text together with [`Diagnostics`].
//!
//! ```
//! use generator::{LoadError, Loader, Options, generate};
//!
//! struct Description;
//!
//! impl Loader for Description {
//!     fn load(&self, _path: &str) -> Result<Vec<u8>, LoadError> {
//!         Ok(b"{openapi: 3.0.3, info: {title: Tea, version: '1'}, paths: {}}".to_vec())
//!     }
//! }
//!
//! let generated = generate("tea.yaml", &Description, &Options::new("tea-client"));
//! let output = generated.output.expect("the description is valid");
//! assert!(output.files.contains_key("src/lib.rs"));
//! ```

pub mod analyze;
pub mod bundle;
pub mod diagnostic;
mod effective;
pub mod emit;
pub mod formats;
pub mod ir;
pub mod load;
pub mod lower;
pub mod names;
pub mod normalize;
pub mod overlay;
pub mod pointer;
pub mod render;
pub mod selection;

use bundle::{Bundle, Sources};
use diagnostic::Diagnostics;
use ir::Api;
use load::Document;
use normalize::Canonical;
use pointer::Pointer;

pub use bundle::UrlMapping;
pub use formats::Formats;
pub use names::NamesLock;
pub use render::Output;
pub use selection::{Selection, Selector};

/// Where descriptions come from.
pub trait Loader {
    /// The bytes of a description file.
    ///
    /// # Errors
    /// A reason in words when the file cannot be read.
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError>;
}

/// Why a file could not be loaded, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError(pub String);

/// What the caller decides about the output.
#[derive(Clone, Debug)]
pub struct Options {
    /// The name of the generated package.
    pub package: String,
    /// The version of the generated package; `0.1.0` unless given.
    pub version: Option<String>,
    /// Which Rust types stand for which string formats.
    pub formats: Formats,
    /// The files to read in place of URLs; what is behind any other one is not fetched.
    pub urls: Vec<UrlMapping>,
    /// The files of the overlays to apply, in order.
    pub overlays: Vec<String>,
    /// Which operations the client offers.
    pub selection: Selection,
    /// The command that the header of every generated file names.
    pub command: String,
    /// What types were called before, read from the [`NamesLock::FILE`] of an earlier output; they
    /// keep these names whatever else the description has become.
    pub previous_names: NamesLock,
}

impl Options {
    /// The default options for a package.
    #[must_use]
    pub fn new(package: impl Into<String>) -> Self {
        Self {
            package: package.into(),
            version: None,
            formats: Formats::default(),
            urls: Vec::new(),
            overlays: Vec::new(),
            selection: Selection::default(),
            command: "cargo xtask codegen".to_owned(),
            previous_names: NamesLock::default(),
        }
    }
}

/// What came of a description.
#[derive(Debug)]
pub struct Generated {
    /// The client crate; `None` exactly when the diagnostics hold an error.
    pub output: Option<Output>,
    /// Everything there is to say about the description.
    pub diagnostics: Diagnostics,
    /// What was found in it.
    pub summary: Summary,
}

/// The size of an API.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// `info.title`.
    pub title: String,
    /// How many operations the client offers.
    pub operations: usize,
    /// How many types it declares.
    pub types: usize,
}

/// Generates a client crate from the description at `root`.
#[must_use]
pub fn generate(root: &str, loader: &dyn Loader, options: &Options) -> Generated {
    let mut diagnostics = Diagnostics::default();
    let mut summary = Summary::default();
    let output = run(root, loader, options, &mut diagnostics, &mut summary);
    diagnostics.sort();
    let output = output.filter(|_| !diagnostics.has_errors());
    Generated {
        output,
        diagnostics,
        summary,
    }
}

fn run(
    root: &str,
    loader: &dyn Loader,
    options: &Options,
    diagnostics: &mut Diagnostics,
    summary: &mut Summary,
) -> Option<Output> {
    let (canonical, sources) = canonical(root, loader, options, diagnostics)?;
    let api = lower(&canonical, options, diagnostics);
    let origins = canonical.into_origins();
    let output = compile(&api, options, diagnostics, summary);
    diagnostics.locate(|wanted| origins.places(&sources, wanted));
    output
}

/// The stages up to the canonical document.
fn canonical(
    root: &str,
    loader: &dyn Loader,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Option<(Canonical, Sources)> {
    let mut document = read(root, loader, diagnostics)?;
    let overlays = options.overlays.iter();
    let overlays = overlays
        .filter_map(|overlay| read(overlay, loader, diagnostics))
        .collect();
    let overlaid = overlay::apply(&mut document, overlays, diagnostics);
    let Bundle { tree, sources } = bundle::bundle(document, overlaid, &options.urls, loader);
    sources.report_unused_urls(diagnostics);
    let canonical = normalize::normalize(tree, &sources, diagnostics);
    // Up to here diagnostics point into the author's documents, from here on into the canonical one.
    diagnostics.locate(|wanted| sources.places(wanted));
    Some((canonical?, sources))
}

/// The description as the generator sees it: in one file, with overlays applied and repairs made, as an OpenAPI 3.0
/// document; what that version cannot say is in `x-` keys. None where there are errors.
#[must_use]
pub fn effective(
    root: &str,
    loader: &dyn Loader,
    options: &Options,
) -> (Option<serde_json::Value>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let tree = canonical(root, loader, options, &mut diagnostics).map(|(canonical, sources)| {
        let api = lower(&canonical, options, &mut diagnostics);
        diagnostics.locate(|wanted| canonical.origins.places(&sources, wanted));
        effective::tree(&canonical, &api)
    });
    diagnostics.sort();
    (tree.filter(|_| !diagnostics.has_errors()), diagnostics)
}

fn lower(canonical: &Canonical, options: &Options, diagnostics: &mut Diagnostics) -> Api {
    lower::lower(canonical, &options.formats, &options.selection, diagnostics)
}

/// The stages after the document is lowered.
fn compile(
    api: &Api,
    options: &Options,
    diagnostics: &mut Diagnostics,
    summary: &mut Summary,
) -> Option<Output> {
    *summary = Summary {
        title: api.title.clone(),
        operations: api.operations.len(),
        types: api.types.len(),
    };
    if diagnostics.has_errors() {
        return None;
    }
    let facts = analyze::analyze(api);
    let names = names::assign(api, &facts, &options.previous_names, diagnostics);
    let model = emit::Model {
        api,
        facts: &facts,
        names: &names,
        options,
    };
    Some(render::render(emit::emit(&model), &options.command))
}

fn read(root: &str, loader: &dyn Loader, diagnostics: &mut Diagnostics) -> Option<Document> {
    let bytes = match loader.load(root) {
        Ok(bytes) => bytes,
        Err(LoadError(reason)) => {
            let message = format!("`{root}` cannot be read: {reason}");
            diagnostics.error("unreadable-file", &Pointer::root(), message);
            return None;
        }
    };
    match load::load(root, &bytes) {
        Ok(document) => Some(document),
        Err(faults) => {
            diagnostics.extend(faults);
            None
        }
    }
}
