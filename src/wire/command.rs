//! Commands on an item: every way a person can act on one, as one type.
//!
//! REST gives each command a resource of its own ([`ItemCommand::route`]); bulk requests and the outbox
//! carry the command itself. Both end in the same use case.

use crate::domain::id::*;
use crate::domain::item::triage::*;
use crate::domain::review::{
    naming::{InterestDraft, NamingDraft},
    objection::{ClearingDraft, ObjectionDraft},
    revise::ReviseDraft,
    suggestion::{DeclineDraft, SuggestionDraft},
    thread::{CommentDraft, ThreadDraft},
    vote::VoteDraft,
};
use crate::domain::verify::{
    adjudicate::AdjudicationDraft, claim::ClaimDraft, evidence::EvidenceDraft, figures::CheckDraft,
    search::PriorSearchDraft, waive::WaiverDraft,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Everything that can be done to an item. The tag is the verb on the wire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "command", content = "with")]
pub enum ItemCommand {
    // ── triage
    Promote(PromoteDraft),
    Merge(MergeDraft),
    /// Return to the unit.
    ReturnToUnit(ReturnDraft),
    SetUrgency(UrgencyDraft),
    Hold(HoldDraft),
    Spike(SpikeDraft),
    /// Back in the line: from hold, return, spike, merge.
    BringBack,
    /// By the unit, before level 2.
    Withdraw(WithdrawDraft),
    Reassign(ReassignDraft),
    /// Takes back one's own latest act, while nobody else has acted since.
    Undo,

    // ── text and review
    Revise(Box<ReviseDraft>),
    /// Puts the text forward for first review.
    Ready,
    Vote(Box<VoteDraft>),
    RetractVote {
        vote: VoteId,
    },
    /// By the signer, in their own session.
    ConfirmSignOff {
        vote: VoteId,
    },
    /// By the signer: that sign-off was never theirs.
    DisownSignOff {
        vote: VoteId,
    },
    Release,
    Object(ObjectionDraft),
    ClearObjection {
        objection: ObjectionId,
        with: ClearingDraft,
    },
    OpenThread(ThreadDraft),
    Comment {
        thread: ThreadId,
        with: CommentDraft,
    },
    ResolveThread {
        thread: ThreadId,
    },
    ReopenThread {
        thread: ThreadId,
    },
    Suggest(SuggestionDraft),
    DeclineSuggestion {
        suggestion: SuggestionId,
        with: DeclineDraft,
    },
    NameReviewer(NamingDraft),
    DeclareInterest(InterestDraft),

    // ── verification
    RaiseClaim(ClaimDraft),
    WithdrawClaim {
        claim: ClaimId,
    },
    AddEvidence {
        claim: ClaimId,
        with: Box<EvidenceDraft>,
    },
    RetractEvidence {
        claim: ClaimId,
        evidence: EvidenceId,
    },
    Adjudicate {
        claim: ClaimId,
        with: AdjudicationDraft,
    },
    SearchPrior {
        claim: ClaimId,
        with: PriorSearchDraft,
    },
    CheckFigures {
        claim: ClaimId,
        with: CheckDraft,
    },
    Waive {
        claim: ClaimId,
        with: WaiverDraft,
    },
    Seal(SealDraft),
}

/// A sealed note: the role of a private source, and words that are read only with a reason.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SealDraft {
    /// Never a name: "a fisherman of the port".
    pub role: String,
    /// At most 2,000 characters.
    pub body: String,
}

impl std::fmt::Debug for SealDraft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SealDraft")
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}

/// How a command travels: the path under the item, and the body.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// `POST` address.
    pub path: String,
    /// JSON; `null` for commands without one.
    pub body: serde_json::Value,
}

impl ItemCommand {
    /// The verb, as tagged on the wire.
    pub fn word(&self) -> &'static str {
        use ItemCommand::*;
        match self {
            Promote(_) => "promote",
            Merge(_) => "merge",
            ReturnToUnit(_) => "return_to_unit",
            SetUrgency(_) => "set_urgency",
            Hold(_) => "hold",
            Spike(_) => "spike",
            BringBack => "bring_back",
            Withdraw(_) => "withdraw",
            Reassign(_) => "reassign",
            Undo => "undo",
            Revise(_) => "revise",
            Ready => "ready",
            Vote(_) => "vote",
            RetractVote { .. } => "retract_vote",
            ConfirmSignOff { .. } => "confirm_sign_off",
            DisownSignOff { .. } => "disown_sign_off",
            Release => "release",
            Object(_) => "object",
            ClearObjection { .. } => "clear_objection",
            OpenThread(_) => "open_thread",
            Comment { .. } => "comment",
            ResolveThread { .. } => "resolve_thread",
            ReopenThread { .. } => "reopen_thread",
            Suggest(_) => "suggest",
            DeclineSuggestion { .. } => "decline_suggestion",
            NameReviewer(_) => "name_reviewer",
            DeclareInterest(_) => "declare_interest",
            RaiseClaim(_) => "raise_claim",
            WithdrawClaim { .. } => "withdraw_claim",
            AddEvidence { .. } => "add_evidence",
            RetractEvidence { .. } => "retract_evidence",
            Adjudicate { .. } => "adjudicate",
            SearchPrior { .. } => "search_prior",
            CheckFigures { .. } => "check_figures",
            Waive { .. } => "waive",
            Seal(_) => "seal",
        }
    }

    /// Address and body of the resource that carries this command for an item.
    pub fn route(&self, item: ItemId) -> Route {
        use ItemCommand::*;
        fn json<T: Serialize>(draft: &T) -> serde_json::Value {
            serde_json::to_value(draft).unwrap_or_default()
        }
        let none = serde_json::Value::Null;
        let (rest, body) = match self {
            Promote(draft) => ("actions/promote".into(), json(draft)),
            Merge(draft) => ("actions/merge".into(), json(draft)),
            ReturnToUnit(draft) => ("actions/return_to_unit".into(), json(draft)),
            SetUrgency(draft) => ("actions/set_urgency".into(), json(draft)),
            Hold(draft) => ("actions/hold".into(), json(draft)),
            Spike(draft) => ("actions/spike".into(), json(draft)),
            BringBack => ("actions/bring_back".into(), none),
            Withdraw(draft) => ("actions/withdraw".into(), json(draft)),
            Reassign(draft) => ("actions/reassign".into(), json(draft)),
            Undo => ("actions/undo".into(), none),
            Revise(draft) => ("versions".into(), json(draft)),
            Ready => ("actions/ready".into(), none),
            Vote(draft) => ("votes".into(), json(draft)),
            RetractVote { vote } => (format!("votes/{vote}/retract"), none),
            ConfirmSignOff { vote } => (format!("votes/{vote}/confirm"), none),
            DisownSignOff { vote } => (format!("votes/{vote}/disown"), none),
            Release => ("release".into(), none),
            Object(draft) => ("objections".into(), json(draft)),
            ClearObjection { objection, with } => {
                (format!("objections/{objection}/clear"), json(with))
            }
            OpenThread(draft) => ("threads".into(), json(draft)),
            Comment { thread, with } => (format!("threads/{thread}/comments"), json(with)),
            ResolveThread { thread } => (format!("threads/{thread}/resolve"), none),
            ReopenThread { thread } => (format!("threads/{thread}/reopen"), none),
            Suggest(draft) => ("suggestions".into(), json(draft)),
            DeclineSuggestion { suggestion, with } => {
                (format!("suggestions/{suggestion}/decline"), json(with))
            }
            NameReviewer(draft) => ("reviewers".into(), json(draft)),
            DeclareInterest(draft) => ("interests".into(), json(draft)),
            RaiseClaim(draft) => ("claims".into(), json(draft)),
            WithdrawClaim { claim } => (format!("claims/{claim}/withdraw"), none),
            AddEvidence { claim, with } => (format!("claims/{claim}/evidence"), json(with)),
            RetractEvidence { claim, evidence } => {
                (format!("claims/{claim}/evidence/{evidence}/retract"), none)
            }
            Adjudicate { claim, with } => (format!("claims/{claim}/adjudicate"), json(with)),
            SearchPrior { claim, with } => (format!("claims/{claim}/searches"), json(with)),
            CheckFigures { claim, with } => (format!("claims/{claim}/checks"), json(with)),
            Waive { claim, with } => (format!("claims/{claim}/waive"), json(with)),
            Seal(draft) => ("sealed".into(), json(draft)),
        };
        Route {
            path: super::path::at(&format!("/items/{item}/{rest}")),
            body,
        }
    }
}
