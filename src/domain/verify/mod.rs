//! Verification (多方核实, `spec.md` B8): claims anchored in the text, parties asked, evidence kept
//! side by side. The rules are in the files beside: `claim` raises what must be verified at its `anchor`,
//! `party` keeps who can be asked, `evidence`, `search` and `figures` record what was found, `independence`
//! counts how many have said it of their own knowledge, `standing` derives where a claim stands, `adjudicate`
//! decides a contradiction, `waive` lets an urgent item go with a debt, `note` prints it all.

pub mod adjudicate;
pub mod anchor;
mod authority;
pub mod claim;
pub mod evidence;
pub mod figures;
#[cfg(test)]
mod fixture;
pub mod independence;
pub mod note;
pub mod party;
#[cfg(test)]
mod properties;
pub mod propose;
pub mod seal;
pub mod search;
pub mod standing;
#[cfg(test)]
mod tests;
pub mod waive;
mod words;

pub use standing::standing;

use super::id::*;
use super::moment::Moment;
use super::review::Anchor;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a claim asserts.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// 创新做法: "first", "new", "nowhere else".
    Innovation,
    /// 成效评价: what it achieved.
    Effect,
    /// 数据: a figure.
    Data,
    /// 事实: a plain fact.
    Fact,
}

impl ClaimKind {
    /// All of them.
    pub const ALL: [ClaimKind; 4] = [
        ClaimKind::Innovation,
        ClaimKind::Effect,
        ClaimKind::Data,
        ClaimKind::Fact,
    ];
}

/// A figure (数字), exact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Exact decimal, as a string on the wire.
    #[schema(value_type = String, example = "2413")]
    pub value: Decimal,
    /// 艘, 亿元, %, …
    #[serde(default)]
    pub unit: String,
    /// "2026-11", "截至23日13时", …
    #[serde(default)]
    pub period: String,
    /// For ratios and growth: compared with what.
    #[serde(default)]
    pub base: String,
    /// 全市, 规上企业, …
    #[serde(default)]
    pub scope: String,
}

/// In what a party's figure differs from the one claimed.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    /// Another number, by more than the tolerance and the rounding.
    Value,
    /// Units that cannot be converted into each other.
    Unit,
    /// Another month, day or span.
    Period,
    /// Compared with something else.
    Base,
    /// Of another whole: 全市, 规上企业, …
    Scope,
}

/// How a party stands to the reporting unit.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The unit that reported: its word counts zero for its own claims.
    ReportingUnit,
    Superior,
    Peer,
    /// The statistics body, or the holder of the primary table.
    Statistics,
    /// Those the measure is for.
    Beneficiary,
    Expert,
    Media,
    /// The desk went and saw.
    OwnVisit,
}

/// A party (核实方) that can be asked. Known to the whole desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Party {
    pub id: PartyId,
    /// Office, company or other body.
    pub body: String,
    /// Role of the person asked, never a name.
    #[serde(default)]
    pub role: String,
    /// Same body, or fed by the same origin: one group. Free word; the body itself by default.
    pub group: String,
    /// Set when the party is a reporting unit of the network.
    pub unit: Option<UnitId>,
    pub relation: Relation,
    pub active: bool,
}

/// How the evidence was got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    Call,
    Letter,
    Document,
    Visit,
    System,
    Interview,
}

/// What the party says of the claim: the letters `S C U` of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    Supports,
    Contradicts,
    Unclear,
}

/// Reliability of the source, A to F. E and F alone never count.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
pub enum Grade {
    A,
    B,
    C,
    D,
    E,
    F,
}

/// A piece of evidence (核实记录).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Evidence {
    pub id: EvidenceId,
    pub party: PartyId,
    pub method: Method,
    pub stance: Stance,
    pub grade: Grade,
    /// Credibility of the information, 1 (confirmed) to 6 (cannot be judged).
    pub info: u8,
    /// The party's words or figure, quoted.
    pub quote: String,
    pub figure: Option<Figure>,
    /// Says where the party has it from, when that is another body: makes one group with it.
    #[serde(default)]
    pub origin: String,
    /// Why its figure differs (wanted over the tolerance).
    #[serde(default)]
    pub explanation: String,
    pub taken_at: Moment,
    pub taken_by: PersonId,
    /// SHA-256 of an attachment kept elsewhere, hex.
    pub attachment_hash: Option<String>,
    pub expires: Option<Moment>,
    /// The party took it back.
    pub retracted_at: Option<Moment>,
}

impl Evidence {
    /// Said of the words as they are now, and not taken back.
    pub fn is_current(&self, claim: &Claim) -> bool {
        self.retracted_at.is_none() && claim.reopened_at.is_none_or(|at| self.taken_at > at)
    }
}

/// An adjudication (裁定) of a contradiction: by someone who gathered none of the evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Adjudication {
    pub by: PersonId,
    pub at: Moment,
    /// The claim stands as written; otherwise the text must change.
    pub upheld: bool,
    /// Words on the discrepancy; printed in the internal note.
    pub words: String,
    /// Evidence that was on the table. New contradicting evidence asks for a new adjudication.
    pub evidence: Vec<EvidenceId>,
}

/// A waiver (免核): top level only, urgent only; becomes a [`Debt`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Waiver {
    pub by: PersonId,
    pub at: Moment,
    pub reason: String,
    pub debt: DebtId,
}

/// A search for prior practice, kept with its claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PriorSearch {
    pub by: PersonId,
    pub at: Moment,
    pub query: String,
    /// Where was searched.
    pub corpus: String,
    pub hits: u32,
    pub finding: String,
}

/// An arithmetic check, exact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FigureCheck {
    pub by: PersonId,
    pub at: Moment,
    /// As typed: `318 + 2095 = 2413 艘`, `264 / 2149 = 12.3 %`.
    pub expression: String,
    /// What the machine got.
    #[schema(value_type = String)]
    pub computed: Decimal,
    /// What the text states.
    #[schema(value_type = String)]
    pub stated: Decimal,
    pub agrees: bool,
}

/// A claim (核实点): words of the text that must be verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Claim {
    pub id: ClaimId,
    /// 1, 2, 3, … within the item.
    pub n: u32,
    pub kind: ClaimKind,
    pub anchor: Anchor,
    /// [`anchor::norm_hash`] of the words: when it changes the claim re-opens.
    pub norm_hash: String,
    pub figure: Option<Figure>,
    pub by: PersonId,
    pub at: Moment,
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    #[serde(default)]
    pub adjudications: Vec<Adjudication>,
    #[serde(default)]
    pub searches: Vec<PriorSearch>,
    #[serde(default)]
    pub checks: Vec<FigureCheck>,
    pub waiver: Option<Waiver>,
    /// The words left the text: kept, no longer asked for.
    #[serde(default)]
    pub withdrawn: bool,
    /// When its words last changed: evidence taken before no longer settles it.
    pub reopened_at: Option<Moment>,
}

/// Where a claim stands, derived (never stored). The order is that of worth, from worst to best: evidence for a
/// claim never lowers it, evidence against it never raises it (invariant 37).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// A contradiction without adjudication, or one decided against the claim.
    Contradicted,
    /// No evidence yet.
    Open,
    /// Everybody asked is unclear.
    Inconclusive,
    /// Some evidence, not enough.
    Checking,
    /// Waived, owed.
    Waived,
    /// Settled.
    Corroborated,
    /// No longer in the text.
    Withdrawn,
}

/// A debt (欠核): what was let through unverified, who owes it, until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Debt {
    pub id: DebtId,
    pub claim: ClaimId,
    /// The post that owes it.
    pub post: PostId,
    pub due: Moment,
    pub settled_at: Option<Moment>,
}
