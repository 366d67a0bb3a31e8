//! An item (稿件): the work that began with a submission, from triage to release.
//!
//! [`Item`] is the fold of its events ([`ItemChange`], in `event.rs`; the fold is in `fold.rs`). Stage and turn are
//! derived from it, never set. The texts of its versions are stored beside it, by number.

mod event;
mod fold;
pub mod triage;
pub mod undo;

pub use event::{ClaimMove, ItemChange, ThreadMove};

use super::id::*;
use super::moment::Moment;
use super::report::{Channel, Classification, Urgency};
use super::review::{Naming, Objection, Suggestion, Thread, Version, Vote};
use super::verify::{Claim, Debt};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What sort of piece it becomes (`spec.md` B3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// 单条.
    #[default]
    Single,
    /// 单篇.
    Whole,
    /// 动态.
    Brief,
    /// 综合.
    Digest,
    /// 调研.
    Research,
}

/// A submission that belongs to the item, with its credit (`spec.md` B3, invariant 45).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Member {
    pub submission: SubmissionId,
    pub unit: UnitId,
    /// Receipt number.
    pub seq: u64,
    pub received_at: Moment,
    /// The item it came from when it was merged in.
    pub from_item: Option<ItemId>,
}

/// Where an item has gone aside from the line of stages; the stage to come back to is derived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "aside")]
pub enum Aside {
    /// 暂存: comes back by the clock.
    Held { until: Moment, reason: String },
    /// 退回来稿单位 with a code of the procedure.
    Returned { code: String, sentence: String },
    /// 合并: works on in another item.
    Merged { into: ItemId },
    /// 淘汰: kept for ever, can be brought back.
    Spiked { code: String, reason: String },
    /// 撤回 by the unit.
    Withdrawn { reason: String },
}

/// Stages in the line, derived from the votes that count (architecture.md, 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// 来稿: nobody has decided about it yet.
    Triage,
    /// 起草: being written.
    Drafting,
    /// Waits for the review of this level: 1 初审, 2 复核, 3 审核.
    Level(u8),
    /// 签发: all levels passed, waits for the signature.
    Release,
    /// Released 已签发.
    Released,
    /// Out of the line: returned, merged, spiked or withdrawn.
    Closed,
    /// Held until a date.
    Held,
}

impl Stage {
    /// The word on the wire, in the database and in the query language: `triage`, `drafting`, `l1`, …
    pub fn word(self) -> String {
        match self {
            Stage::Triage => "triage".into(),
            Stage::Drafting => "drafting".into(),
            Stage::Level(n) => format!("l{n}"),
            Stage::Release => "release".into(),
            Stage::Released => "released".into(),
            Stage::Closed => "closed".into(),
            Stage::Held => "held".into(),
        }
    }

    /// The stage a word names, in any case.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase();
        Some(match word.as_str() {
            "triage" => Stage::Triage,
            "drafting" => Stage::Drafting,
            "release" => Stage::Release,
            "released" => Stage::Released,
            "closed" => Stage::Closed,
            "held" => Stage::Held,
            _ => Stage::Level(
                word.strip_prefix('l')?
                    .parse()
                    .ok()
                    .filter(|n| (1..=9).contains(n))?,
            ),
        })
    }

    /// Someone still has to act.
    pub fn is_open(self) -> bool {
        !matches!(self, Stage::Released | Stage::Closed)
    }
}

/// Whose move it is. Never empty while the item is open (invariant 17).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Turn {
    /// The post whose work it is.
    pub post: PostId,
    /// The person derived for this item: the first on the post's chain who may act on it.
    pub person: PersonId,
    pub capacity: super::review::Capacity,
    /// Nobody is eligible: the person is the leader who has to name a reviewer.
    pub blocked: bool,
}

/// When, by whom and as what version an item was released.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Release {
    pub version: u32,
    pub by: PersonId,
    pub post: PostId,
    pub at: Moment,
}

/// A sealed note's envelope; what is in it is read only with a reason, and logged (invariant 72).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SealedNote {
    pub id: SealedId,
    /// Role of the source, never a name.
    pub role: String,
    pub by: PersonId,
    pub at: Moment,
}

/// Since when an urgency's clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UrgencyClock {
    pub urgency: Urgency,
    pub at: Moment,
}

/// A declared interest (利害关系): the person takes no part in reviewing this item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Interest {
    pub person: PersonId,
    pub at: Moment,
    pub reason: String,
}

/// An item, folded from its events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Item {
    pub id: ItemId,
    /// Number people say to each other, from 1 without gaps: the receipt number of its first submission.
    pub no: u64,
    /// Raised by one with each event; the ETag.
    pub rev: u64,
    /// The lead submission's unit, first; merging adds members.
    pub members: Vec<Member>,
    pub channel: Channel,
    pub kind: ItemKind,
    pub urgency: Urgency,
    /// The urgencies whose clocks run, mildest first: that it came in with, and those it was raised to since.
    #[serde(default)]
    pub urgencies: Vec<UrgencyClock>,
    pub classification: Classification,
    /// The post that sorts it while in triage, the drafting post afterwards.
    pub desk_post: PostId,
    pub received_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
    /// When the present stage began: its deadline counts from here.
    pub stage_since: Moment,
    /// Chosen at triage; `None` before.
    pub promoted_at: Option<Moment>,
    /// When its text was last put forward for first review.
    pub ready: Option<Ready>,
    pub versions: Vec<Version>,
    pub votes: Vec<Vote>,
    pub objections: Vec<Objection>,
    pub threads: Vec<Thread>,
    pub suggestions: Vec<Suggestion>,
    pub claims: Vec<Claim>,
    pub debts: Vec<Debt>,
    pub namings: Vec<Naming>,
    pub interests: Vec<Interest>,
    pub sealed: Vec<SealedNote>,
    pub aside: Option<Aside>,
    pub release: Option<Release>,
    /// Who made the latest event; `None` for a job.
    pub last_actor: Option<PersonId>,
    /// The revision from which on all events are by `last_actor`: retraction is possible back to here
    /// (invariant 34).
    pub run_since: u64,
}

/// The text was put forward for first review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Ready {
    pub version: u32,
    /// Item revision of that event; a later return to drafting takes it back.
    pub rev: u64,
}

impl Item {
    /// The current version. An item has one from the moment it is received.
    pub fn current(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// Number of the current version; 0 only for an item that is not folded yet.
    pub fn version(&self) -> u32 {
        self.current().map_or(0, |version| version.n)
    }

    /// Unit of the lead submission.
    pub fn unit(&self) -> Option<UnitId> {
        self.members.first().map(|member| member.unit)
    }

    /// The claim with this identity.
    pub fn claim(&self, id: ClaimId) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == id)
    }
}
