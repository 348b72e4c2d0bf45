//! The property `client_runtime::fuzz::objects`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| client_runtime::fuzz::objects(bytes));
