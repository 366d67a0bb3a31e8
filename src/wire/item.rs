//! Items as a reader sees them: rows of the queue, the whole item, its history, counts.

use crate::domain::id::*;
use crate::domain::item::{Aside, Item, ItemKind, Turn};
use crate::domain::moment::Moment;
use crate::domain::refusal::Gate;
use crate::domain::report::{Channel, Submission, Urgency};
use crate::domain::review::Manuscript;
use crate::domain::verify::Standing;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

/// A person and the name to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NamedPerson {
    pub id: PersonId,
    pub name: String,
}

/// A row of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ItemRow {
    pub id: ItemId,
    /// The number people say to each other.
    pub no: u64,
    /// Revision, the ETag.
    pub rev: u64,
    /// `triage`, `drafting`, `l1`, …, `release`, `released`, `closed`, `held`.
    pub stage: String,
    pub urgency: Urgency,
    pub channel: Channel,
    pub kind: ItemKind,
    /// Unit of the lead submission.
    pub unit: String,
    pub title: String,
    /// Current version.
    pub version: u32,
    /// By when the stage should be done.
    pub deadline: Option<Moment>,
    pub received_at: Moment,
    pub updated_at: Moment,
    /// Whose move it is; `None` when closed or released.
    pub turn: Option<TurnRow>,
    pub claims: ClaimDots,
    /// Objections that stand.
    pub objections: u32,
    /// Blocking threads not resolved.
    pub threads: u32,
    /// Submissions in it.
    pub members: u32,
    /// Past the working days in which a submission should have a disposition (`spec.md` B3).
    pub aging: bool,
    pub held_until: Option<Moment>,
}

/// The turn, with names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TurnRow {
    pub post: PostId,
    pub person: NamedPerson,
    /// It is the reader's.
    pub mine: bool,
    /// Nobody is eligible; the person has to name a reviewer.
    pub blocked: bool,
}

/// How the claims of an item stand, in numbers: the dots of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct ClaimDots {
    pub total: u32,
    pub settled: u32,
    pub contradicted: u32,
}

/// What to list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ItemQuery {
    /// In the query language: `stage:l2 turn:me due<2h 渔船 sort:deadline`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// From an earlier page's `next` or `prev`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Begin at the end of the list instead of its head.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub from_end: bool,
    /// Rows wanted, 1 to 200; 50 when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// A window of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ItemPage {
    pub rows: Vec<ItemRow>,
    /// Rows of the whole list.
    pub total: u64,
    /// Rows before the first of this page.
    pub offset: u64,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
    /// Where the page before ends; `None` at the head.
    pub prev: Option<String>,
    /// The order asked for, in the query language (`sort:-received`); empty: that of the queue.
    pub sort: String,
}

/// Items per stage, for the tabs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Counts {
    /// By stage word.
    pub stages: BTreeMap<String, StageCount>,
    /// Urgency critical, open.
    pub critical: u64,
    /// Open items with claims not settled.
    pub verifying: u64,
    /// Open items for which nobody is eligible.
    pub blocked: u64,
}

/// One tab's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct StageCount {
    pub all: u64,
    /// The reader's turn.
    pub mine: u64,
    /// Deadline passed.
    pub overdue: u64,
}

/// An item with everything a screen needs to show it and to explain what may be done with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ItemView {
    pub item: Item,
    pub stage: String,
    pub deadline: Option<Moment>,
    pub turn: Option<Turn>,
    /// Text of the current version.
    pub manuscript: Manuscript,
    /// The submissions as received, lead first.
    pub submissions: Vec<Submission>,
    /// How each claim stands now.
    pub standings: Vec<ClaimStanding>,
    /// What the next step still wants of the reader; empty when closed.
    pub gates: Vec<Gate>,
    /// Commands the reader may give now, by their wire words; `vote` is any verdict, `pass` that one. The others are shown with the reason (`GET …/gates?for=`).
    pub allowed: Vec<String>,
    /// Names of every person the item mentions.
    pub people: BTreeMap<PersonId, String>,
    /// Names of the parties its evidence mentions.
    pub parties: BTreeMap<PartyId, crate::domain::verify::Party>,
    pub aside: Option<Aside>,
}

/// How one claim stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClaimStanding {
    pub claim: ClaimId,
    pub standing: Standing,
    /// Independent supporting groups it has and wants.
    pub groups: u32,
    pub wanted: u32,
    /// What is missing, in the reader's language.
    pub missing: Vec<String>,
}

/// A row of an item's history: one event of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HistoryRow {
    /// Place in the log.
    pub seq: u64,
    pub at: Moment,
    /// Person or job.
    pub actor: String,
    /// Name of the post acted for.
    pub acting_for: Option<String>,
    /// `item.voted`, …
    pub verb: String,
    /// In the person's words.
    pub reason: Option<String>,
    /// What the event carries, as recorded.
    #[schema(value_type = Object)]
    pub detail: serde_json::Value,
}

/// A page of history, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HistoryPage {
    pub rows: Vec<HistoryRow>,
    /// Pass as `before` for the older ones.
    pub next: Option<u64>,
}

/// A submission and what became of it: what a correspondent sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SubmissionView {
    pub submission: Submission,
    pub unit: String,
    /// `triage`, `review`, `released`, `returned`, `held`, `not_used`, `withdrawn`.
    pub outcome: String,
    /// Return code, when returned.
    pub code: Option<String>,
    /// What would make it usable.
    pub sentence: Option<String>,
    /// When the outcome came about.
    pub since: Moment,
}

/// A window of submissions, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SubmissionPage {
    pub rows: Vec<SubmissionView>,
    pub total: u64,
    pub next: Option<String>,
}

/// Answer to a command on an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ActReply {
    pub item: ItemId,
    /// The revision afterwards (the one it would have, in a dry run).
    pub rev: u64,
    pub stage: String,
    /// Verbs of the events made, in order.
    pub verbs: Vec<String>,
    /// Identity of what was made (vote, claim, thread, …), if anything was.
    pub made: Option<String>,
    /// Nothing was written.
    pub dry_run: bool,
}

/// One command for several items (`POST /bulk`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkRequest {
    /// At most 500.
    pub items: Vec<BulkTarget>,
    pub command: super::ItemCommand,
    /// Only say what would happen, row by row.
    #[serde(default)]
    pub dry_run: bool,
}

/// An item as the caller last saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkTarget {
    pub item: ItemId,
    pub rev: u64,
}

/// What happened to each, in the order asked. Each row stands alone: some may be done and others refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BulkReply {
    pub rows: Vec<BulkRow>,
    pub dry_run: bool,
}

/// One row's outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BulkRow {
    pub item: ItemId,
    /// Done (or would be).
    pub done: Option<ActReply>,
    /// Why not.
    pub problem: Option<super::Problem>,
}
