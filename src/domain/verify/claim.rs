//! Raising a claim (核实点) on words of the text, and taking it back.

use super::*;
use crate::domain::Scene;
use crate::domain::item::{Item, ItemChange};
use crate::domain::refusal::Refusal;
use crate::domain::review::Manuscript;

/// A claim as raised: which words, and what they assert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimDraft {
    /// Version the offsets are of: the current one.
    pub version: u32,
    pub kind: ClaimKind,
    /// Character offset of the first character in the body.
    pub start: u32,
    /// Character offset after the last.
    pub end: u32,
    /// For data: the figure; without one the machine reads the first in the words.
    #[serde(default)]
    pub figure: Option<Figure>,
}

/// Raises a claim.
pub fn raise(
    _scene: &Scene,
    _item: &Item,
    _text: &Manuscript,
    _draft: ClaimDraft,
    _id: ClaimId,
) -> Result<ItemChange, Refusal> {
    todo!()
}

/// Takes a claim back.
pub fn withdraw(
    _scene: &Scene,
    _item: &Item,
    _text: &Manuscript,
    _claim: ClaimId,
) -> Result<ItemChange, Refusal> {
    todo!()
}
