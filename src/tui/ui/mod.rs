//! Drawing: what is on the screen follows from the model and changes nothing.

pub mod widgets;
