//! Anchors: places in a text that keep their words while the text around them changes.

use crate::domain::refusal::Refusal;
use crate::domain::review::Anchor;

/// What an edit did to anchored words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relocation {
    /// The same words (but for width, case and spacing), at this place now.
    Kept(Anchor),
    /// Other words stand there now.
    Changed(Anchor),
    /// The words were deleted.
    Gone,
}

/// The anchor of the characters from `start` to before `end`.
pub fn at(_body: &str, _start: u32, _end: u32) -> Result<Anchor, Refusal> {
    todo!()
}

/// The anchor's words are at its place of this text.
pub fn check(_body: &str, _anchor: &Anchor) -> bool {
    todo!()
}

/// Where an anchor of the old text is in the new one.
pub fn relocate(_old: &str, _new: &str, _anchor: &Anchor) -> Relocation {
    todo!()
}

/// SHA-256 of the folded words, in hex.
pub fn norm_hash(_words: &str) -> String {
    todo!()
}
