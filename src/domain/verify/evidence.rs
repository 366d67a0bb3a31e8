//! Evidence (核实记录): what a party said, and taking it back when the party does.

use super::*;
use crate::domain::Scene;
use crate::domain::item::{Item, ItemChange};
use crate::domain::refusal::Refusal;

/// Evidence as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceDraft {
    pub party: PartyId,
    pub method: Method,
    pub stance: Stance,
    pub grade: Grade,
    /// Credibility of the information, 1 (confirmed) to 6 (cannot be judged).
    pub info: u8,
    /// The party's words or figure, at most 2,000 characters.
    pub quote: String,
    #[serde(default)]
    pub figure: Option<Figure>,
    /// Where the party has it from, when that is another body or a document; empty: own knowledge.
    #[serde(default)]
    pub origin: String,
    /// Why its figure differs from the claim's.
    #[serde(default)]
    pub explanation: String,
    /// When the party said it; now when left out.
    #[serde(default)]
    pub taken_at: Option<Moment>,
    /// SHA-256 of an attachment kept elsewhere: 64 hexadecimal digits.
    #[serde(default)]
    pub attachment_hash: Option<String>,
    /// No longer holds from then on.
    #[serde(default)]
    pub expires: Option<Moment>,
}

/// Records evidence on a claim.
pub fn add(
    _scene: &Scene,
    _item: &Item,
    _claim: ClaimId,
    _draft: EvidenceDraft,
    _id: EvidenceId,
) -> Result<ItemChange, Refusal> {
    todo!()
}

/// The party took it back.
pub fn retract(
    _scene: &Scene,
    _item: &Item,
    _claim: ClaimId,
    _evidence: EvidenceId,
) -> Result<ItemChange, Refusal> {
    todo!()
}
