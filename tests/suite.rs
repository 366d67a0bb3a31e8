//! Black-box tests: over HTTP (`rest/`), in a real terminal (`terminal/`), properties (`properties/`), and the
//! arrows between the rooms (`layering.rs`). One crate, so that it links once.

mod cli;
mod client;
mod docs;
mod harness;
mod layering;
mod postgres_cluster;
mod properties;
mod rest;
mod terminal;
