//! Refusals: why something may not be done, and who can change that. Data only; the sentences are in `messages`.

use super::id::{PersonId, PostId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A refused act. Nothing was changed (invariant 8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    pub why: Why,
    /// The field at fault, for bad input: a path such as `evidence.quote`.
    pub field: Option<String>,
    pub who_can_fix: Vec<Fixer>,
}

/// Someone who can make a refused act possible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "fixer")]
pub enum Fixer {
    /// This person, now.
    Person { id: PersonId, name: String },
    /// Whoever acts for this post.
    Post {
        id: PostId,
        name: String,
        acting: Option<String>,
    },
    /// The person who asked can do it themselves.
    You,
}

impl From<Why> for Refusal {
    fn from(why: Why) -> Self {
        Refusal {
            why,
            field: None,
            who_can_fix: Vec::new(),
        }
    }
}

impl Refusal {
    /// Names the field at fault.
    pub fn at(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// Names who can help.
    pub fn fixed_by(mut self, fixers: impl IntoIterator<Item = Fixer>) -> Self {
        self.who_can_fix.extend(fixers);
        self
    }
}

/// Why not. The tag is the stable `code` on the wire. Names in it are ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum Why {
    // ── authority
    /// None of the caller's posts has this duty.
    NotYourDuty {
        duty: super::roster::Duty,
    },
    /// The turn is with someone else.
    NotYourTurn {
        post: String,
        acting: String,
    },
    /// Administrators and auditors neither vote nor edit (invariant 74).
    ReadOnlyRole,
    /// Shadows and trainees only recommend.
    ShadowOnly {
        post: String,
    },
    /// A correspondent asked beyond their own unit.
    OtherUnit,
    NotFound {
        what: String,
    },
    /// The person or post has ended service.
    Inactive {
        name: String,
    },

    // ── review
    /// Has a substantive hand in the version.
    WroteThis {
        version: u32,
    },
    /// Signed the first review of it.
    SignedFirstReview,
    /// Already voted on it at another level.
    VotedAtOtherLevel {
        level: u8,
    },
    /// Comes from the unit that reported it.
    HomeUnit {
        unit: String,
    },
    DeclaredInterest,
    /// Nobody may review it at this level.
    NoReviewer {
        level: u8,
    },
    /// The text moved on since it was read.
    VersionMoved {
        yours: u32,
        now: u32,
    },
    /// Questions of the checklist without a yes.
    ChecklistIncomplete {
        missing: Vec<String>,
    },
    /// Claims not marked read.
    ClaimsUnread {
        claims: Vec<u32>,
    },
    ObjectionStands {
        by: String,
        text: String,
    },
    ThreadsOpen {
        count: u32,
    },
    /// A level has no vote that counts.
    LevelMissing {
        level: u8,
    },
    SignOffUnconfirmed {
        signer: String,
    },
    WrongStage {
        stage: String,
        wanted: String,
    },
    RetractTooLate {
        by: String,
    },
    NothingToUndo,
    ReasonMissing,
    /// The return code wants the sentence "what would make it usable".
    SentenceMissing,
    UnknownReturnCode {
        given: String,
        known: Vec<String>,
    },
    /// Only its author or a higher level may clear an objection.
    NotYourObjection {
        by: String,
        level: u8,
    },
    RecorderIsSigner,
    CallBackMissing,
    SuggestionOutdated,
    ChangeKindWeaker {
        machine: super::review::ChangeKind,
        yours: super::review::ChangeKind,
    },
    NothingChanged,
    /// It has been done already.
    AlreadySo,
    /// Only this person can do it.
    NotYours {
        by: String,
    },
    /// Recommending is for shadows; who has the turn decides.
    RecommendIsForShadows {
        post: String,
    },
    /// Reviewers do not edit: they suggest words, and the drafting post takes them in.
    SuggestInstead,
    /// The vote is no sign-off that waits for its signer.
    NothingToConfirm,
    /// There are eligible reviewers; naming one is for when there are none.
    ReviewerNotNeeded {
        level: u8,
    },

    // ── verification
    ClaimsOpen {
        claims: Vec<u32>,
    },
    ClaimContradicted {
        claim: u32,
    },
    /// Took evidence on the claim (invariant 39).
    AdjudicatorTookEvidence {
        claim: u32,
    },
    /// Decided on the claim, so takes no evidence on it (invariant 39).
    AdjudicatedThis {
        claim: u32,
    },
    NothingToAdjudicate,
    WaiverNotUrgent,
    WaiverLevel {
        level: u8,
    },
    /// The anchored words are not at that place of the text.
    NotInText {
        quote: String,
    },
    FigureUnreadable {
        text: String,
    },
    /// Figures differ over the tolerance and nobody said why.
    ExplanationMissing {
        claim: u32,
    },
    ExpressionUnreadable {
        expression: String,
        near: String,
    },

    // ── intake
    Missing,
    TooLong {
        limit: u64,
        is: u64,
        unit: LengthUnit,
    },
    /// Identity or telephone numbers on the hotline channel (invariant 73).
    PersonalData {
        shape: Shape,
        found: String,
    },
    Classified,
    ReleasedByMissing,
    UnknownUnit {
        unit: String,
    },
    TimeInFuture,
    TimeInPast,
    MergeIntoItself,
    /// Submissions of other units are in the item: they would go with it.
    SharedWithOthers {
        units: Vec<String>,
    },
    /// Its unit took it back; only the unit can send it again.
    WithdrawnByUnit,
    /// Only a hotline submission has calls behind it.
    NotHotline {
        channel: super::report::Channel,
    },
    AlreadyClosed {
        stage: String,
    },
    NotAside,

    // ── roster
    SameHolder {
        person: String,
    },
    TooManyPosts {
        person: String,
        limit: u32,
    },
    /// Nobody would be left on the post.
    PostLeftEmpty {
        post: String,
        from: String,
        to: String,
    },
    LeavesNoLeader {
        person: String,
    },
    FallbackCycle {
        post: String,
    },
    TeamTooSmall {
        people: u32,
        wanted: u32,
    },
    LoginTaken {
        login: String,
    },
    /// A unit or post in use has this name already.
    NameTaken {
        name: String,
    },
    /// The post would have neither A nor B from then on.
    PostUnheld {
        post: String,
        from: String,
    },
    /// Items wait at the post: they go to another first.
    PostNotEmpty {
        post: String,
        items: u64,
    },
    /// Another post falls back on it.
    PostLeantOn {
        post: String,
        by: String,
    },
    CorrespondentHoldsNoPost {
        person: String,
    },
    /// It would end before it begins.
    EndBeforeBegin,
    /// Further ahead than can be planned.
    TooFarAhead {
        days: u32,
    },
    /// A unit would be part of itself.
    ParentCycle {
        unit: String,
    },
    /// No post in use has this duty.
    DutyWithoutPost {
        duty: super::roster::Duty,
    },

    /// The procedure cannot be worked by.
    Procedure {
        fault: super::procedure::Fault,
    },

    // ── the request itself
    /// The body is longer than the server takes.
    BodyTooLarge {
        limit: u64,
    },
    /// The body is not declared as `application/json`.
    NotJson,
    /// The resource has no such method.
    MethodNotAllowed,
    /// The value is not of the form wanted; `wanted` says which, in plain words or by example.
    Malformed {
        wanted: String,
        found: String,
    },
    UnknownField {
        name: String,
        known: Vec<String>,
    },
    Unreadable {
        line: u64,
        column: u64,
        detail: String,
    },
    /// `If-Match` is missing on a write.
    PreconditionMissing,
    /// It changed since it was read.
    Stale {
        yours: u64,
        now: u64,
    },
    /// The same idempotency key with another body (invariant 6).
    KeyReused,
    BadCursor,
    /// The query cannot be read at this place.
    QueryUnreadable {
        /// In characters, from 0.
        at: u64,
        /// The beginning of what stands there; empty at the end of the line.
        found: String,
        wanted: Box<super::query::Wanted>,
    },
    NotSignedIn,
    WrongPassword,
    TooManyAttempts {
        seconds: u64,
    },
    Busy {
        seconds: u64,
    },
    /// Something broke on our side; `incident` finds it in the server's log.
    Internal {
        incident: String,
    },
}

/// What a length is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LengthUnit {
    Characters,
    Bytes,
    Entries,
}

/// Shapes of personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// 18-digit resident identity number, checksum right or not.
    IdentityNumber,
    /// Mobile or fixed-line number.
    PhoneNumber,
}

/// A condition for the next step or for release, with its answer (`GET …/gates`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Gate {
    pub gate: GateKind,
    pub ok: bool,
    /// Why it is shut; `None` when open.
    pub why: Option<Why>,
    pub who_can_fix: Vec<Fixer>,
}

/// The gates, in the order shown.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum GateKind {
    /// The item is at a stage where this can happen.
    Stage,
    /// The caller may act on this item: no own hand in it, no other level, no interest.
    Eligibility,
    /// The caller sits on the chair whose turn it is.
    Turn,
    /// There is a title and a body.
    Text,
    Checklist,
    ClaimsRead,
    Claims,
    Objections,
    Threads,
    /// Votes of all levels count for this version.
    Levels,
    SignOffs,
}
