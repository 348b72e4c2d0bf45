//! Whatever a description says, it becomes a client or diagnostics, and nothing panics.

#![no_main]

use generator::{LoadError, Loader, Options, generate};

/// One description, and no further files.
struct Description<'b>(&'b [u8]);

impl Loader for Description<'_> {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        match path {
            "api.yaml" => Ok(self.0.to_vec()),
            _ => Err(LoadError("there is no such file".to_owned())),
        }
    }
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let generated = generate("api.yaml", &Description(bytes), &Options::new("fuzzed"));
    assert_eq!(generated.output.is_none(), generated.diagnostics.has_errors());
});
