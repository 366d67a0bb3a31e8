//! Figures (数字): read from text, compared, and re-added, with exact decimals throughout (invariant 42).

use super::*;
use crate::domain::Scene;
use crate::domain::item::{Item, ItemChange};
use crate::domain::refusal::Refusal;

/// An arithmetic check as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckDraft {
    /// `318 + 2095 = 2413 艘`, `264 / 2149 = 12.3 %`; at most 2,000 characters.
    pub expression: String,
}

/// Works an expression out and records on the claim whether it agrees.
pub fn check(
    _scene: &Scene,
    _item: &Item,
    _claim: ClaimId,
    _draft: CheckDraft,
) -> Result<ItemChange, Refusal> {
    todo!()
}
