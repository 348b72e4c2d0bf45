//! The property `client_runtime::fuzz::content_types`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| client_runtime::fuzz::content_types(bytes));
