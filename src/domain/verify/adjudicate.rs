//! Adjudication (裁定) of a contradiction.

use super::*;
use crate::domain::Scene;
use crate::domain::item::{Item, ItemChange};
use crate::domain::refusal::Refusal;

/// A decision on a contradiction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdjudicationDraft {
    /// The claim stands as written; otherwise the text must change.
    pub upheld: bool,
    /// Words on the discrepancy, at most 2,000 characters; printed in the internal note.
    pub words: String,
}

/// Decides the contradiction that stands on a claim.
pub fn adjudicate(
    _scene: &Scene,
    _item: &Item,
    _claim: ClaimId,
    _draft: AdjudicationDraft,
) -> Result<ItemChange, Refusal> {
    todo!()
}
