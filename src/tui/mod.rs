//! What a person sees.

pub mod app;
pub mod field;
pub mod flow;
pub mod input;
pub mod runtime;
pub mod term;
#[cfg(test)]
pub mod trial;
pub mod ui;

pub use runtime::{Exit, Start, TuiError, run};
