//! The terminal itself.
