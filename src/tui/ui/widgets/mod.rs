//! The parts screens are made of. State is passed in, a picture comes out, and only what is visible is built.
//!
//! Every string given to a widget is foreign until it has gone through [`paint`], which cleans, cuts and pads it by
//! cells. A widget that holds a place to type returns where the hardware cursor belongs, because input methods open there.

pub mod diff_pane;
pub mod editor_field;
pub mod empty;
pub mod form;
pub mod list;
pub mod matrix;
pub mod paint;
pub mod pane;
pub mod popup;
pub mod progress;
pub mod status;
pub mod tabs;
pub mod text_pane;
pub mod theme;

#[cfg(test)]
pub(crate) mod proof;

pub use theme::{Role, Theme};
