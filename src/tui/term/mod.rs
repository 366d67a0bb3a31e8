//! The terminal itself: what is written to it, what is read from it, and how it is left.
//!
//! Nothing here knows what is on the screen. [`Screen`] takes frames, [`Input`] gives events, and both
//! can be put aside while another program (an editor) has the terminal. Whatever happens, a normal end, a
//! panic, or a dropped line, the terminal is handed back as it was found.

pub mod backend;
pub mod clipboard;
pub mod editor;
mod encode;
pub mod events;
pub mod guard;
pub mod keys;
pub mod notice;
pub mod screen;
pub mod surroundings;

pub use events::{Input, Leave, TermEvent};
pub use screen::Screen;
pub use surroundings::Surroundings;
