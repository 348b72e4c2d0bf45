//! The property `client_runtime::fuzz::token_answers`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| client_runtime::fuzz::token_answers(bytes));
