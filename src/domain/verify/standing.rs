//! Where a claim stands: derived from what is recorded, never set (invariant 36).

use super::*;
use crate::domain::item::Item;
use crate::domain::procedure::Procedure;
use crate::domain::roster::Roster;

/// How a claim stands, with the reasons: the matrix's line "独立来源 2/2 · 有矛盾未裁定".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StandingDetail {
    pub standing: Standing,
    /// Independent supporting groups the procedure wants.
    pub groups_wanted: u32,
    /// Independent supporting groups there are.
    pub groups_have: u32,
    /// What is still wanted for it to be settled.
    pub missing: Vec<Need>,
    /// Evidence that no longer counts: too old, expired, or about words that have changed.
    pub stale: Vec<EvidenceId>,
    /// Contradictions nobody has decided.
    pub unadjudicated: Vec<EvidenceId>,
}

/// Something a claim still wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "need")]
pub enum Need {
    /// So many more independent groups.
    Groups { more: u32 },
    /// Support by somebody who stands in one of these relations.
    Relation { one_of: Vec<Relation> },
    /// A recorded search for prior practice.
    PriorPractice,
    /// An arithmetic check.
    Arithmetic,
    /// The latest arithmetic check does not agree with the text.
    FigureDisagrees { expression: String },
    /// A party that another one quotes has not been asked itself.
    AskOrigin { origin: String },
    /// Contradicting evidence waits for a decision.
    Adjudication,
    /// The contradiction was decided against the claim: its words must change.
    WordsMustChange,
}

/// Where the claim stands at an instant.
pub fn standing(
    claim: &Claim,
    item: &Item,
    roster: &Roster,
    procedure: &Procedure,
    at: Moment,
) -> Standing {
    detail(claim, item, roster, procedure, at).standing
}

/// The same with the reasons.
pub fn detail(
    _claim: &Claim,
    _item: &Item,
    _roster: &Roster,
    _procedure: &Procedure,
    _at: Moment,
) -> StandingDetail {
    todo!()
}
