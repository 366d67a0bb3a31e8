//! What a person sees.

pub mod app;
pub mod field;
pub mod flow;
pub mod input;
pub mod term;
pub mod ui;
