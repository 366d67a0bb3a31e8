//! Commands on an item, each a resource of its own. All end in one use case, [`Desk::act`](crate::desk::Desk::act).

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
use crate::server::Api;
use crate::server::answer::{self, Answer};
use crate::server::asking::{Asked, At, Body, In, Once, Signed, act};
use crate::server::problem::Fault;
use crate::wire::command::SealDraft;
use crate::wire::item::ActReply;
use crate::wire::{ItemCommand, Problem};
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Whether to write.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Trial {
    /// Only say what would happen.
    #[serde(default)]
    dry_run: bool,
}

async fn run(
    api: Api,
    lang: crate::messages::Lang,
    caller: crate::desk::Caller,
    once: Once,
    trial: Trial,
    item: ItemId,
    command: ItemCommand,
) -> Answer<Response> {
    api.limits
        .write(caller.person)
        .map_err(|why| Fault::new(lang, why))?;
    let stale_view =
        |api: Api| async move { api.desk.item(caller, item, lang).await.ok().map(Box::new) };
    match api
        .desk
        .act(act(caller, &once, lang, item, command, trial.dry_run)?)
        .await
    {
        Ok(reply) => Ok(answer::acted(reply)),
        Err(error) => {
            let mut fault = Fault::of(lang, error);
            if matches!(fault.refusal.why, crate::domain::refusal::Why::Stale { .. }) {
                fault.current = stale_view(api).await;
            }
            Err(fault)
        }
    }
}

/// A handler for one command: `name, path, (id names), Draft => |ids, draft| command, "what it does"`.
macro_rules! command {
    ($name:ident, $path:literal, ($($id:ident $name_of_id:literal : $kind:ty),*), $draft:ty, $build:expr, $what:literal) => {
        #[doc = $what]
        #[utoipa::path(
            post, path = $path, tag = "commands", request_body = $draft, security(("token" = [])),
            params(
                Trial,
                ("item" = String, Path, description = "Identity of the item"),
                $(($name_of_id = String, Path, description = "Identity"),)*
                ("if-match" = String, Header, description = "Revision the caller last saw"),
                ("idempotency-key" = String, Header, description = "The same key again gives the same answer"),
            ),
            responses(
                (status = 200, body = ActReply), (status = 201, description = "Something was made", body = ActReply),
                (status = "4XX", body = Problem, content_type = "application/problem+json"),
            )
        )]
        async fn $name(
            State(api): State<Api>,
            In(lang): In,
            Signed(caller): Signed,
            once: Once,
            At((item, $($id,)*)): At<(ItemId, $($kind,)*)>,
            Asked(trial): Asked<Trial>,
            Body(draft): Body<$draft>,
        ) -> Answer<Response> {
            #[allow(clippy::redundant_closure_call)]
            let command: ItemCommand = ($build)($($id,)* draft);
            run(api, lang, caller, once, trial, item, command).await
        }
    };
    ($name:ident, $path:literal, ($($id:ident $name_of_id:literal : $kind:ty),*), $command:expr, $what:literal) => {
        #[doc = $what]
        #[utoipa::path(
            post, path = $path, tag = "commands", security(("token" = [])),
            params(
                Trial,
                ("item" = String, Path, description = "Identity of the item"),
                $(($name_of_id = String, Path, description = "Identity"),)*
                ("if-match" = String, Header, description = "Revision the caller last saw"),
                ("idempotency-key" = String, Header, description = "The same key again gives the same answer"),
            ),
            responses(
                (status = 200, body = ActReply), (status = 201, description = "Something was made", body = ActReply),
                (status = "4XX", body = Problem, content_type = "application/problem+json"),
            )
        )]
        async fn $name(
            State(api): State<Api>,
            In(lang): In,
            Signed(caller): Signed,
            once: Once,
            At((item, $($id,)*)): At<(ItemId, $($kind,)*)>,
            Asked(trial): Asked<Trial>,
        ) -> Answer<Response> {
            run(api, lang, caller, once, trial, item, $command).await
        }
    };
}

use ItemCommand as C;

command!(
    promote,
    "/items/{item}/actions/promote",
    (),
    PromoteDraft,
    C::Promote,
    "Chooses an item at triage; it becomes the drafting post's work."
);
command!(
    merge,
    "/items/{item}/actions/merge",
    (),
    MergeDraft,
    C::Merge,
    "Merges an item into another; members and credit are kept."
);
command!(
    return_to_unit,
    "/items/{item}/actions/return_to_unit",
    (),
    ReturnDraft,
    C::ReturnToUnit,
    "Returns the submission to its unit with a code."
);
command!(
    set_urgency,
    "/items/{item}/actions/set_urgency",
    (),
    UrgencyDraft,
    C::SetUrgency,
    "Sets the urgency."
);
command!(
    hold,
    "/items/{item}/actions/hold",
    (),
    HoldDraft,
    C::Hold,
    "Holds the item until a date; it comes back by the clock."
);
command!(
    spike,
    "/items/{item}/actions/spike",
    (),
    SpikeDraft,
    C::Spike,
    "Takes the item out; it is kept and can be brought back."
);
command!(
    bring_back,
    "/items/{item}/actions/bring_back",
    (),
    C::BringBack,
    "Brings a held, returned, spiked or merged item back into the line."
);
command!(
    withdraw,
    "/items/{item}/actions/withdraw",
    (),
    WithdrawDraft,
    C::Withdraw,
    "Withdraws the submission, by its unit, before level 2."
);
command!(
    reassign,
    "/items/{item}/actions/reassign",
    (),
    ReassignDraft,
    C::Reassign,
    "Gives the item to another drafting post."
);
command!(
    undo,
    "/items/{item}/actions/undo",
    (),
    C::Undo,
    "Takes back the caller's own latest act while nobody else has acted since."
);
command!(
    revise,
    "/items/{item}/versions",
    (),
    ReviseDraft,
    |draft| C::Revise(Box::new(draft)),
    "Saves a new version of the text."
);
command!(
    ready,
    "/items/{item}/actions/ready",
    (),
    C::Ready,
    "Puts the text forward for first review."
);
command!(
    vote,
    "/items/{item}/votes",
    (),
    VoteDraft,
    |draft| C::Vote(Box::new(draft)),
    "Gives a verdict at the level whose turn it is."
);
command!(retract_vote, "/items/{item}/votes/{vote}/retract", (vote "vote": VoteId), C::RetractVote { vote }, "Retracts one's own vote while nobody else has acted since.");
command!(confirm_sign_off, "/items/{item}/votes/{vote}/confirm", (vote "vote": VoteId), C::ConfirmSignOff { vote }, "Confirms, as the signer, a sign-off somebody else recorded.");
command!(disown_sign_off, "/items/{item}/votes/{vote}/disown", (vote "vote": VoteId), C::DisownSignOff { vote }, "Says, as the signer, that a recorded sign-off was never given.");
command!(
    release,
    "/items/{item}/release",
    (),
    C::Release,
    "Signs release: every gate must be open."
);
command!(
    object,
    "/items/{item}/objections",
    (),
    ObjectionDraft,
    C::Object,
    "Raises an objection, which stands until cleared."
);
command!(clear_objection, "/items/{item}/objections/{objection}/clear", (objection "objection": ObjectionId), ClearingDraft, |objection, with| C::ClearObjection { objection, with }, "Clears one's own objection, or overrules one from a higher level with a reason.");
command!(
    open_thread,
    "/items/{item}/threads",
    (),
    ThreadDraft,
    C::OpenThread,
    "Opens a thread of comments on words of the text or on the item."
);
command!(comment, "/items/{item}/threads/{thread}/comments", (thread "thread": ThreadId), CommentDraft, |thread, with| C::Comment { thread, with }, "Adds a comment to a thread.");
command!(resolve_thread, "/items/{item}/threads/{thread}/resolve", (thread "thread": ThreadId), C::ResolveThread { thread }, "Resolves a thread.");
command!(reopen_thread, "/items/{item}/threads/{thread}/reopen", (thread "thread": ThreadId), C::ReopenThread { thread }, "Opens a resolved thread again.");
command!(
    suggest,
    "/items/{item}/suggestions",
    (),
    SuggestionDraft,
    C::Suggest,
    "Suggests other words for a place in the text."
);
command!(decline_suggestion, "/items/{item}/suggestions/{suggestion}/decline", (suggestion "suggestion": SuggestionId), DeclineDraft, |suggestion, with| C::DeclineSuggestion { suggestion, with }, "Declines a suggestion with a reason.");
command!(
    name_reviewer,
    "/items/{item}/reviewers",
    (),
    NamingDraft,
    C::NameReviewer,
    "Names a reviewer when nobody on the post's chain is eligible."
);
command!(
    declare_interest,
    "/items/{item}/interests",
    (),
    InterestDraft,
    C::DeclareInterest,
    "Declares an interest: the caller takes no part in reviewing the item."
);
command!(
    raise_claim,
    "/items/{item}/claims",
    (),
    ClaimDraft,
    C::RaiseClaim,
    "Marks words of the text as a claim to be verified."
);
command!(withdraw_claim, "/items/{item}/claims/{claim}/withdraw", (claim "claim": ClaimId), C::WithdrawClaim { claim }, "Withdraws a claim; it is kept.");
command!(add_evidence, "/items/{item}/claims/{claim}/evidence", (claim "claim": ClaimId), EvidenceDraft, |claim, with| C::AddEvidence { claim, with: Box::new(with) }, "Records what a party says of a claim.");
command!(retract_evidence, "/items/{item}/claims/{claim}/evidence/{evidence}/retract", (claim "claim": ClaimId, evidence "evidence": EvidenceId), C::RetractEvidence { claim, evidence }, "Records that a party took its word back.");
command!(adjudicate, "/items/{item}/claims/{claim}/adjudicate", (claim "claim": ClaimId), AdjudicationDraft, |claim, with| C::Adjudicate { claim, with }, "Decides a contradiction, by someone who gathered none of the evidence.");
command!(search_prior, "/items/{item}/claims/{claim}/searches", (claim "claim": ClaimId), PriorSearchDraft, |claim, with| C::SearchPrior { claim, with }, "Records a search for prior practice.");
command!(check_figures, "/items/{item}/claims/{claim}/checks", (claim "claim": ClaimId), CheckDraft, |claim, with| C::CheckFigures { claim, with }, "Checks arithmetic: `318 + 2095 = 2413 艘`.");
command!(waive, "/items/{item}/claims/{claim}/waive", (claim "claim": ClaimId), WaiverDraft, |claim, with| C::Waive { claim, with }, "Lets an urgent item through with a verification owed.");
command!(
    seal,
    "/items/{item}/sealed",
    (),
    SealDraft,
    C::Seal,
    "Lays a sealed note beside the item."
);

pub fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(promote))
        .routes(routes!(merge))
        .routes(routes!(return_to_unit))
        .routes(routes!(set_urgency))
        .routes(routes!(hold))
        .routes(routes!(spike))
        .routes(routes!(bring_back))
        .routes(routes!(withdraw))
        .routes(routes!(reassign))
        .routes(routes!(undo))
        .routes(routes!(revise))
        .routes(routes!(ready))
        .routes(routes!(vote))
        .routes(routes!(retract_vote))
        .routes(routes!(confirm_sign_off))
        .routes(routes!(disown_sign_off))
        .routes(routes!(release))
        .routes(routes!(object))
        .routes(routes!(clear_objection))
        .routes(routes!(open_thread))
        .routes(routes!(comment))
        .routes(routes!(resolve_thread))
        .routes(routes!(reopen_thread))
        .routes(routes!(suggest))
        .routes(routes!(decline_suggestion))
        .routes(routes!(name_reviewer))
        .routes(routes!(declare_interest))
        .routes(routes!(raise_claim))
        .routes(routes!(withdraw_claim))
        .routes(routes!(add_evidence))
        .routes(routes!(retract_evidence))
        .routes(routes!(adjudicate))
        .routes(routes!(search_prior))
        .routes(routes!(check_figures))
        .routes(routes!(waive))
        .routes(routes!(seal))
}
