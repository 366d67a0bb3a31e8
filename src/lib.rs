//! sanshen (三审): the reviewing desk of an information office.
//!
//! One package, one binary, and rooms that may use only what is drawn below them:
//!
//! ```text
//! cli        arguments → one command → exit code; the only room that joins the two sides
//! tui        what a person sees            server   HTTP: routes, authentication, limits
//! client     the backend from outside      desk     the use cases, the one way anything changes
//!                                          store    the database, the only place with SQL
//! ──────────────────────────── the ground ────────────────────────────
//! wire  config  messages  domain  text     data, settings, sentences, rules, cells
//! ```
//!
//! `tests/layering.rs` reads the `use crate::…` lines against this picture.

pub mod cli;
pub mod client;
pub mod config;
pub mod desk;
pub mod domain;
pub mod messages;
pub mod server;
pub mod store;
pub mod text;
pub mod tui;
pub mod wire;
