//! Three-level review (三级审核, `spec.md` B7): what is kept of it. The rules are in the files beside.

pub mod detect;
pub mod gates;
pub mod naming;
pub mod objection;
pub mod release;
pub mod revise;
pub mod seat;
pub mod suggestion;
pub mod thread;
pub mod vote;

#[cfg(test)]
mod adversary;
#[cfg(test)]
mod tests;

pub use seat::turn;

use super::id::*;
use super::moment::Moment;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The text under review and what is decided about it. A version's content.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Manuscript {
    pub title: String,
    pub body: String,
    #[serde(default)]
    pub classification: super::report::Classification,
    /// To whom it goes when released.
    #[serde(default)]
    pub addressees: Vec<String>,
    /// Sources named in it.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// What kind of change made a version (改动性质). The order is that of strictness.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Spacing, punctuation, layout. All votes kept.
    Format,
    /// An obvious slip. All votes kept.
    Typo,
    /// Same facts, other words. Votes kept; level 2 is told.
    Wording,
    /// A number, date, name, place, body, claim, title, classification, addressee or source changed.
    /// Levels 2 and up are void and level 1 signs again.
    Substance,
}

/// How someone took part in a version.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Contribution {
    /// Polished words; keeps eligibility.
    Wording,
    /// Wrote or changed substance; cannot review this version above level 1.
    Substantive,
}

/// A detector's finding: what changed, from what to what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Detected {
    pub what: Detector,
    /// Before; empty when added.
    pub before: String,
    /// After; empty when removed.
    pub after: String,
}

/// What a detector looks for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Detector {
    Number,
    Date,
    /// A person's name or title of office.
    Person,
    Place,
    /// An office, company or other body.
    Body,
    /// The words of a claim.
    Claim,
    Title,
    Classification,
    Addressee,
    Source,
    /// Negation, modality or degree: 未, 不, 约, 超过, not, about …
    Meaning,
    /// A whole clause came or went, or too much changed to be the same statement.
    Content,
    Wording,
    Typo,
    Format,
}

/// One version (版本) of an item; its [`Manuscript`] is stored beside, by number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Version {
    /// 1, 2, 3, …
    pub n: u32,
    pub title: String,
    /// Of this version's text; the item takes it over, and with it who may read.
    #[serde(default)]
    pub classification: super::report::Classification,
    pub by: PersonId,
    pub post: Option<PostId>,
    pub at: Moment,
    /// SHA-256 of the manuscript, hex.
    pub hash: String,
    /// Characters in the body.
    pub chars: u32,
    /// Everyone whose hand is in this text, from the first version on; the stronger role wins.
    pub contributors: BTreeMap<PersonId, Contribution>,
    /// As decided: never weaker than the machine's.
    pub change: ChangeKind,
    /// What the detectors saw, at most 50 findings.
    pub detected: Vec<Detected>,
    /// Checklist version of level 1 in force.
    pub checklist_version: u32,
}

/// In which capacity a person sits on a post's chair.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// Holds the post.
    A,
    /// Stands in for A (AB岗), with A's powers and liability (N24).
    B,
    /// From the fallback chain, because neither A nor B can.
    Fallback,
    /// Named for this item because nobody else was eligible.
    Named,
    /// Learns the post; only recommends.
    Shadow,
}

/// What a reviewer decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 通过.
    Pass,
    /// 退回: with a code, to the drafter or to a lower level.
    Return,
    /// 待核: waits for verification; the turn stays.
    Hold,
    /// A shadow's or trainee's opinion; never counts.
    Recommend,
}

/// How a verdict reached the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// In the signer's own session.
    #[default]
    Screen,
    /// By telephone, recorded by somebody else.
    Phone,
    /// On paper, recorded by somebody else.
    Paper,
}

/// An answered question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// [`super::procedure::Question::id`].
    pub question: String,
    pub yes: bool,
    #[serde(default)]
    pub note: String,
}

/// A verdict given away from the signer's own session (`spec.md` B7: recorder ≠ signer).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OutOfBand {
    /// Who recorded it.
    pub recorder: PersonId,
    /// Title and figures as read back to the signer.
    pub read_back: String,
    /// The registered number was called back.
    pub called_back: bool,
    pub confirm_by: Moment,
    pub confirmed_at: Option<Moment>,
}

/// A vote (审核意见). It counts while the version it was given on is the current one, or later
/// versions changed only what keeps it, and it was not retracted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Vote {
    pub id: VoteId,
    pub level: u8,
    pub version: u32,
    pub person: PersonId,
    pub post: PostId,
    pub capacity: Capacity,
    pub verdict: Verdict,
    pub answers: Vec<Answer>,
    pub checklist_version: u32,
    /// Claims the reviewer marked read.
    #[serde(default)]
    pub claims_read: Vec<ClaimId>,
    pub at: Moment,
    pub via: Via,
    pub out_of_band: Option<OutOfBand>,
    /// With `Return`: a code of the procedure.
    pub code: Option<String>,
    /// With `Return`: the level it goes back to, 0 = drafting.
    pub back_to: Option<u8>,
    /// Reason or remark.
    #[serde(default)]
    pub remark: String,
    pub retracted_at: Option<Moment>,
    /// Item revision after this vote; retraction asks whether another person acted since.
    pub rev: u64,
}

/// An objection (异议). It stays until its author clears it or a higher level overrules it with a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Objection {
    pub id: ObjectionId,
    pub by: PersonId,
    pub post: Option<PostId>,
    /// Level of the author's seat when it was raised; 1 when none. Overruling needs a higher one.
    pub level: u8,
    pub text: String,
    pub at: Moment,
    pub cleared: Option<Clearing>,
}

/// How an objection ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Clearing {
    pub by: PersonId,
    pub at: Moment,
    /// Shown on the item's face when overruled.
    pub reason: String,
    /// By a higher level rather than by its author.
    pub overruled: bool,
}

/// A place in the body: character offsets (not bytes), end exclusive, and the words there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    pub start: u32,
    pub end: u32,
    pub quote: String,
}

/// A thread of comments (批注) on a place in the text or on the whole item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Thread {
    pub id: ThreadId,
    pub anchor: Option<Anchor>,
    /// The anchored words are no longer in the text; `anchor` is where they were.
    #[serde(default)]
    pub adrift: bool,
    /// Must be resolved before release.
    pub blocking: bool,
    pub comments: Vec<Comment>,
    pub resolved: Option<Resolution>,
}

/// One comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Comment {
    pub by: PersonId,
    pub at: Moment,
    pub text: String,
}

/// Who closed something, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Resolution {
    pub by: PersonId,
    pub at: Moment,
}

/// A proposed change of words (修改建议): a leader's own pen goes this way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Suggestion {
    pub id: SuggestionId,
    pub by: PersonId,
    pub at: Moment,
    pub version: u32,
    pub anchor: Anchor,
    pub replacement: String,
    /// As computed for the replacement alone.
    pub change: ChangeKind,
    #[serde(default)]
    pub remark: String,
    pub state: SuggestionState,
}

/// What became of a suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum SuggestionState {
    Open,
    /// Taken into this version.
    Applied {
        by: PersonId,
        version: u32,
    },
    Declined {
        by: PersonId,
        reason: String,
    },
}

/// A person named to review an item at a level, because nobody else was eligible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Naming {
    /// The chair: 0 drafting, 1 to 9 a level, [`seat::RELEASE_CHAIR`] release.
    pub level: u8,
    pub person: PersonId,
    pub by: PersonId,
    pub at: Moment,
    pub reason: String,
}
