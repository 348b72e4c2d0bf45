//! The canonical tree, read into `openapiv3`.

use std::thread;

use openapiv3::OpenAPI;
use serde::Deserialize;
use serde_json::Value;

/// The reader needs some 40 KiB of stack for every level of nesting in an unoptimized build, more than the stack of
/// an ordinary thread has for the deepest trees that loading lets through.
const STACK: usize = 64 * 1024 * 1024;

/// Reads a canonical tree.
pub(super) fn read(tree: &Value) -> Result<OpenAPI, String> {
    let parse = || OpenAPI::deserialize(tree).map_err(|error| error.to_string());
    thread::scope(|scope| {
        let reader = thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, parse);
        match reader {
            Ok(reader) => reader
                .join()
                .unwrap_or_else(|_| Err("the reader panicked".to_owned())),
            // Where there are no threads, the stack at hand has to do.
            Err(_) => parse(),
        }
    })
}
