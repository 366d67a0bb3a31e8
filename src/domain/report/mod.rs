//! Submissions (来稿): what a unit sent, as it was received. Never changed afterwards (`spec.md` B2).

mod classified;
mod personal;
mod receive;

pub use classified::marked_classified;
pub use personal::{Found, personal_data};
pub use receive::{Accepted, CLOCK_MINUTES, SubmissionDraft, content_hash, receive, triage_post};

use super::id::{ItemId, PersonId, SubmissionId, UnitId};
use super::moment::Moment;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A word in both languages, for names that a desk sets itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// From two literals.
    pub fn new(zh: &str, en: &str) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }
}

/// How a submission reached the desk (来源渠道, `spec.md` B2).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Default,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Ordinary reporting network.
    #[default]
    Routine,
    /// Field research 一线调研.
    Field,
    /// Online column 网络专栏.
    Online,
    /// Hotline 12345: counts and ticket references only, never a caller's data.
    Hotline,
    /// Expert 专家.
    Expert,
    /// Motion or proposal 提案议案.
    Proposal,
    /// Association 协会.
    Association,
    /// Commissioned 约稿.
    Commissioned,
    /// Urgent report 紧急.
    Urgent,
    /// By telephone 电话.
    Phone,
}

impl Channel {
    /// All of them, in the order shown.
    pub const ALL: [Channel; 10] = [
        Channel::Routine,
        Channel::Field,
        Channel::Online,
        Channel::Hotline,
        Channel::Expert,
        Channel::Proposal,
        Channel::Association,
        Channel::Commissioned,
        Channel::Urgent,
        Channel::Phone,
    ];

    /// The word on the wire and in the query language.
    pub fn word(self) -> &'static str {
        match self {
            Channel::Routine => "routine",
            Channel::Field => "field",
            Channel::Online => "online",
            Channel::Hotline => "hotline",
            Channel::Expert => "expert",
            Channel::Proposal => "proposal",
            Channel::Association => "association",
            Channel::Commissioned => "commissioned",
            Channel::Urgent => "urgent",
            Channel::Phone => "phone",
        }
    }
}

/// How soon the desk must act (紧急程度): 平, 加急, 特急. The order is that of the queue.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Default,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// 平: within working days.
    #[default]
    Plain,
    /// 加急: within hours.
    Expedited,
    /// 特急: within minutes.
    Critical,
}

impl Urgency {
    /// All of them, mildest first.
    pub const ALL: [Urgency; 3] = [Urgency::Plain, Urgency::Expedited, Urgency::Critical];

    /// The word on the wire and in the query language.
    pub fn word(self) -> &'static str {
        match self {
            Urgency::Plain => "plain",
            Urgency::Expedited => "expedited",
            Urgency::Critical => "critical",
        }
    }
}

/// How far the text may be read (密级 below 涉密: classified material is refused, `spec.md` B2).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Default,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Classification {
    /// May be published.
    Open,
    /// For offices only 内部.
    #[default]
    Internal,
    /// Named readers only 限制.
    Restricted,
}

impl Classification {
    /// The word on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Classification::Open => "open",
            Classification::Internal => "internal",
            Classification::Restricted => "restricted",
        }
    }
}

/// Counts behind a hotline submission; the people who called stay with the hotline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HotlineCluster {
    /// What the calls were about.
    pub category: String,
    /// How many calls.
    pub count: u32,
    /// Over how many days.
    pub window_days: u32,
    /// Ticket numbers of the hotline.
    #[serde(default)]
    pub ticket_refs: Vec<String>,
}

/// A submission as received. `title` and `body` are kept exactly as sent; only `text.rs` may draw them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Submission {
    pub id: SubmissionId,
    /// Receipt number, without gaps, from 1.
    pub seq: u64,
    /// The item it opened.
    pub item: ItemId,
    pub unit: UnitId,
    /// Name of the writer in the unit, as stated.
    pub author: Option<String>,
    #[serde(default)]
    pub co_authors: Vec<String>,
    pub channel: Channel,
    pub urgency: Urgency,
    pub classification: Classification,
    pub title: String,
    pub body: String,
    /// What the sender's clock said: a statement, never used for deadlines.
    pub sender_time: Option<Moment>,
    /// The server's clock.
    pub received_at: Moment,
    /// Who handed it in: the correspondent, or the desk person who imported or typed it.
    pub received_by: PersonId,
    /// Who signed it out in the unit (审核签发人).
    pub released_by: Option<String>,
    pub hotline: Option<HotlineCluster>,
    /// SHA-256, in hex, of unit, channel, folded title and body: the same file twice gives the same receipt.
    pub hash: String,
}

/// What a sender gets back for a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Receipt {
    pub submission: SubmissionId,
    pub item: ItemId,
    /// Receipt number.
    pub seq: u64,
    pub received_at: Moment,
    pub hash: String,
    /// The same content had been received before; this is the receipt of then.
    pub repeated: bool,
}
