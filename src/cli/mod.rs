//! To be filled.

pub mod args;
pub mod help;
pub mod import;
