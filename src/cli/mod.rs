//! To be filled.

pub mod import;
