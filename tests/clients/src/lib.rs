//! Clients of fixtures, generated as they are built.
//!
//! What is tested here is how they behave; that they have no warnings, the compile checks of the fixtures say.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::all,
    reason = "modules of one crate are not the crates that they are made for"
)]

include!(concat!(env!("OUT_DIR"), "/clients.rs"));
