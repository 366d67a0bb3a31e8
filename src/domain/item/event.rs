//! What can happen to an item. Each is one row of the log and is folded by `fold.rs`.

use super::*;
use crate::domain::review::{Anchor, Clearing, Comment, Resolution};
use crate::domain::verify::{Adjudication, Evidence, FigureCheck, PriorSearch, Waiver};

/// One thing that happened to an item. `change` on the wire and in the log is the verb's second half: `item.voted`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "change")]
pub enum ItemChange {
    /// Chosen at triage; from now on the drafting post's work.
    Promoted {
        desk_post: PostId,
        kind: ItemKind,
    },
    /// Back to triage: the undo of a promotion.
    Demoted {
        desk_post: PostId,
    },
    /// Handed to another post that does the same.
    Reassigned {
        desk_post: PostId,
    },
    /// Other submissions were merged in.
    Joined {
        members: Vec<Member>,
        from: ItemId,
    },
    /// Its own submissions went on in another item.
    Merged {
        into: ItemId,
    },
    /// The undo of a merge, on the item that had taken the members in.
    Parted {
        from: ItemId,
    },
    UrgencySet {
        urgency: Urgency,
    },
    Held {
        until: Moment,
        reason: String,
    },
    Returned {
        code: String,
        sentence: String,
    },
    Spiked {
        code: String,
        reason: String,
    },
    Withdrawn {
        reason: String,
    },
    /// Back in the line, at the stage it had: from hold, return, spike, merge.
    BroughtBack,
    /// A new version of the text, with what it did to the anchors.
    Revised {
        version: Version,
        #[serde(default)]
        claims: Vec<ClaimMove>,
        #[serde(default)]
        threads: Vec<ThreadMove>,
        /// Suggestions taken in by it.
        #[serde(default)]
        applied: Vec<SuggestionId>,
    },
    /// Put forward for first review.
    Readied {
        version: u32,
    },
    /// No longer put forward: the undo of readying.
    Unreadied,
    Voted {
        vote: Vote,
    },
    VoteRetracted {
        vote: VoteId,
    },
    /// The signer of an out-of-band sign-off confirmed in their own session.
    SignOffConfirmed {
        vote: VoteId,
    },
    Released {
        release: Release,
    },
    Objected {
        objection: Objection,
    },
    ObjectionCleared {
        objection: ObjectionId,
        clearing: Clearing,
    },
    ThreadOpened {
        thread: Thread,
    },
    Commented {
        thread: ThreadId,
        comment: Comment,
    },
    ThreadResolved {
        thread: ThreadId,
        resolution: Resolution,
    },
    ThreadReopened {
        thread: ThreadId,
    },
    Suggested {
        suggestion: Suggestion,
    },
    SuggestionDeclined {
        suggestion: SuggestionId,
        reason: String,
    },
    ClaimRaised {
        claim: Claim,
    },
    ClaimWithdrawn {
        claim: ClaimId,
    },
    EvidenceAdded {
        claim: ClaimId,
        evidence: Evidence,
    },
    EvidenceRetracted {
        claim: ClaimId,
        evidence: EvidenceId,
    },
    Adjudicated {
        claim: ClaimId,
        adjudication: Adjudication,
    },
    PriorSearched {
        claim: ClaimId,
        search: PriorSearch,
    },
    FigureChecked {
        claim: ClaimId,
        check: FigureCheck,
    },
    Waived {
        claim: ClaimId,
        waiver: Waiver,
        debt: Debt,
    },
    DebtSettled {
        debt: DebtId,
    },
    ReviewerNamed {
        naming: Naming,
    },
    InterestDeclared {
        interest: Interest,
    },
    /// A sealed note was laid beside the item.
    Sealed {
        note: SealedNote,
    },
}

/// What a new version did to a claim's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimMove {
    pub claim: ClaimId,
    pub anchor: Anchor,
    pub norm_hash: String,
    /// The words changed: evidence taken before settles nothing now.
    pub reopened: bool,
    /// The words are gone.
    pub withdrawn: bool,
}

/// What a new version did to a thread's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadMove {
    pub thread: ThreadId,
    pub anchor: Anchor,
    pub adrift: bool,
}

impl ItemChange {
    /// The verb in the log: `item.promoted`, `item.voted`, …
    pub fn verb(&self) -> &'static str {
        use ItemChange::*;
        match self {
            Promoted { .. } => "item.promoted",
            Demoted { .. } => "item.demoted",
            Reassigned { .. } => "item.reassigned",
            Joined { .. } => "item.joined",
            Merged { .. } => "item.merged",
            Parted { .. } => "item.parted",
            UrgencySet { .. } => "item.urgency_set",
            Held { .. } => "item.held",
            Returned { .. } => "item.returned",
            Spiked { .. } => "item.spiked",
            Withdrawn { .. } => "item.withdrawn",
            BroughtBack => "item.brought_back",
            Revised { .. } => "item.revised",
            Readied { .. } => "item.readied",
            Unreadied => "item.unreadied",
            Voted { .. } => "item.voted",
            VoteRetracted { .. } => "item.vote_retracted",
            SignOffConfirmed { .. } => "item.sign_off_confirmed",
            Released { .. } => "item.released",
            Objected { .. } => "item.objected",
            ObjectionCleared { .. } => "item.objection_cleared",
            ThreadOpened { .. } => "item.thread_opened",
            Commented { .. } => "item.commented",
            ThreadResolved { .. } => "item.thread_resolved",
            ThreadReopened { .. } => "item.thread_reopened",
            Suggested { .. } => "item.suggested",
            SuggestionDeclined { .. } => "item.suggestion_declined",
            ClaimRaised { .. } => "item.claim_raised",
            ClaimWithdrawn { .. } => "item.claim_withdrawn",
            EvidenceAdded { .. } => "item.evidence_added",
            EvidenceRetracted { .. } => "item.evidence_retracted",
            Adjudicated { .. } => "item.adjudicated",
            PriorSearched { .. } => "item.prior_searched",
            FigureChecked { .. } => "item.figure_checked",
            Waived { .. } => "item.waived",
            DebtSettled { .. } => "item.debt_settled",
            ReviewerNamed { .. } => "item.reviewer_named",
            InterestDeclared { .. } => "item.interest_declared",
            Sealed { .. } => "item.sealed",
        }
    }
}
