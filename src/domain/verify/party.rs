//! Parties (核实方) that can be asked.

use super::*;
use crate::domain::Scene;
use crate::domain::refusal::Refusal;
use crate::domain::roster::RosterChange;

/// A party as entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartyDraft {
    /// Office, company or other body; at most 100 characters.
    pub body: String,
    /// Role of the person asked, never a name.
    #[serde(default)]
    pub role: String,
    /// One word for all that are fed by the same origin; the body when empty.
    #[serde(default)]
    pub group: String,
    /// The reporting unit of the network it is, if it is one.
    #[serde(default)]
    pub unit: Option<UnitId>,
    pub relation: Relation,
    #[serde(default = "in_use")]
    pub active: bool,
}

fn in_use() -> bool {
    true
}

/// Adds a party.
pub fn add(_scene: &Scene, _draft: PartyDraft, _id: PartyId) -> Result<RosterChange, Refusal> {
    todo!()
}

/// Changes what is known of a party.
pub fn update(_scene: &Scene, _id: PartyId, _draft: PartyDraft) -> Result<RosterChange, Refusal> {
    todo!()
}
