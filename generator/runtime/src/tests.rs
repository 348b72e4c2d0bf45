//! Drives the runtime the way a generated crate does.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    dead_code,
    unreachable_pub,
    reason = "tests"
)]

mod answers;
mod bodies;
mod charsets;
mod client;
mod constraints;
mod decoding;
mod encoding;
mod example;
mod fit;
mod header_parameters;
mod models;
mod network;
mod noise;
mod oauth2;
mod recorder;
mod security;
mod server;
mod streams;
mod tags;
mod templates;
mod value_enum;
