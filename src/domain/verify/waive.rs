//! Waivers (免核) and the debts they leave.

use super::*;
use crate::domain::Scene;
use crate::domain::item::{Item, ItemChange};
use crate::domain::procedure::Procedure;
use crate::domain::refusal::Refusal;
use crate::domain::roster::Roster;

/// A waiver as asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WaiverDraft {
    /// Why it cannot wait, at most 2,000 characters.
    pub reason: String,
}

/// Lets an urgent item go on without this claim's verification, which is owed from then on.
pub fn waive(
    _scene: &Scene,
    _item: &Item,
    _claim: ClaimId,
    _draft: WaiverDraft,
    _id: DebtId,
) -> Result<ItemChange, Refusal> {
    todo!()
}

/// Debts whose claims have been made good by this moment and are not marked settled yet.
pub fn settled_debts(
    _item: &Item,
    _roster: &Roster,
    _procedure: &Procedure,
    _at: Moment,
) -> Vec<DebtId> {
    todo!()
}
