//! What a person sees.

pub mod input;
pub mod term;
