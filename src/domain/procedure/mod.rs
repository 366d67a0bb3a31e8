//! The procedure (审核规程): a desk's levels, checklists, deadlines, return codes and verification
//! rules, as data. The default has the three levels of `spec.md` B7; two or four need no code.

mod default;
mod validate;

pub use validate::{Fault, Problem, validate};

use super::report::{Bilingual, Urgency};
use super::verify::ClaimKind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Everything a desk may set about how it reviews.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// Name of the desk, shown in the first line.
    pub desk: Bilingual,
    /// IANA zone in which times are shown and working days counted.
    #[serde(default = "default_zone")]
    pub zone: String,
    /// Lowest first; the first is the drafter's own signed review, the others are reviews by someone else.
    pub levels: Vec<Level>,
    pub return_codes: Vec<ReturnCode>,
    pub verification: VerificationRules,
    /// Working days after which a submission without disposition counts as aging (`spec.md` B3: 2).
    #[serde(default = "default_aging")]
    pub aging_days: u32,
    /// Minutes the signer of an out-of-band sign-off has to confirm (`spec.md` B7: 60).
    #[serde(default = "default_confirm")]
    pub confirm_minutes: u32,
    /// Body size of one submission, in bytes (default 1 MiB).
    #[serde(default = "default_body_limit")]
    pub body_limit: usize,
}

fn default_zone() -> String {
    "Asia/Shanghai".into()
}
fn default_aging() -> u32 {
    2
}
fn default_confirm() -> u32 {
    60
}
fn default_body_limit() -> usize {
    1 << 20
}

/// One level of review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// 1, 2, 3, … without gaps.
    pub no: u8,
    pub name: Bilingual,
    /// Raised by one whenever the questions change; answers keep the number they were given under.
    pub checklist_version: u32,
    pub checklist: Vec<Question>,
    /// Minutes allowed, by urgency.
    pub minutes: Minutes,
    /// The reviewer must have marked each claim read (level 2 by default).
    #[serde(default)]
    pub claims_read: bool,
}

/// A question of a checklist. It passes only when answered yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Stable short name, `facts`, `figures`, …
    pub id: String,
    pub text: Bilingual,
}

/// Minutes by urgency. `plain` counts working time (8 hours a working day).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Minutes {
    pub critical: u32,
    pub expedited: u32,
    pub plain: u32,
}

impl Minutes {
    /// For one urgency.
    pub fn of(self, urgency: Urgency) -> u32 {
        match urgency {
            Urgency::Critical => self.critical,
            Urgency::Expedited => self.expedited,
            Urgency::Plain => self.plain,
        }
    }
}

/// A reason for returning an item or spiking it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnCode {
    /// Stable word, `needs_more`, …
    pub code: String,
    pub name: Bilingual,
    /// A sentence "what would make it usable" must come with it.
    #[serde(default)]
    pub needs_sentence: bool,
}

/// What settles a claim, by kind (`spec.md` B8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerificationRules {
    pub innovation: ClaimRule,
    pub effect: ClaimRule,
    pub data: ClaimRule,
    pub fact: ClaimRule,
    /// Days after which evidence on data is stale (30).
    pub stale_days: u32,
    /// Per mille by which two figures may differ without an explanation (10 = 1 %).
    pub tolerance_per_mille: u32,
    /// Hours in which a waived verification must be made good (24).
    pub debt_hours: u32,
}

impl VerificationRules {
    /// The rule for one kind of claim.
    pub fn of(&self, kind: ClaimKind) -> &ClaimRule {
        match kind {
            ClaimKind::Innovation => &self.innovation,
            ClaimKind::Effect => &self.effect,
            ClaimKind::Data => &self.data,
            ClaimKind::Fact => &self.fact,
        }
    }
}

/// How many independent groups must support a claim, and which relation one of them must have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimRule {
    /// Independent supporting groups wanted. The reporting unit never counts.
    pub groups: u32,
    /// At least one supporting party must have one of these relations; empty: any.
    #[serde(default)]
    pub one_of: Vec<super::verify::Relation>,
    /// A recorded search for prior practice is wanted.
    #[serde(default)]
    pub prior_practice: bool,
    /// An arithmetic check that agrees is wanted.
    #[serde(default)]
    pub arithmetic: bool,
    /// An open claim of this kind blocks release (facts too by default).
    #[serde(default = "yes")]
    pub blocks: bool,
}

fn yes() -> bool {
    true
}

impl Procedure {
    /// The level with this number.
    pub fn level(&self, no: u8) -> Option<&Level> {
        self.levels.iter().find(|level| level.no == no)
    }

    /// Number of the highest level.
    pub fn top(&self) -> u8 {
        self.levels.iter().map(|level| level.no).max().unwrap_or(0)
    }

    /// The return code with this word.
    pub fn return_code(&self, code: &str) -> Option<&ReturnCode> {
        self.return_codes.iter().find(|known| known.code == code)
    }
}
