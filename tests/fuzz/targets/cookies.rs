//! The property `client_runtime::fuzz::cookies`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| client_runtime::fuzz::cookies(bytes));
