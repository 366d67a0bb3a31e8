//! Searches for prior practice (查新), kept with their claim.

use super::*;
use crate::domain::Scene;
use crate::domain::item::{Item, ItemChange};
use crate::domain::refusal::Refusal;

/// A search as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PriorSearchDraft {
    /// What was searched for.
    pub query: String,
    /// Where: own archive, gazettes, a public database, …
    pub corpus: String,
    /// How many were found.
    pub hits: u32,
    /// What that says about the claim.
    pub finding: String,
}

/// Records a search for prior practice on a claim.
pub fn record(
    _scene: &Scene,
    _item: &Item,
    _claim: ClaimId,
    _draft: PriorSearchDraft,
) -> Result<ItemChange, Refusal> {
    todo!()
}
