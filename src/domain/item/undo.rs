//! Undo: the compensating change for a person's own latest act, while nobody else has acted since (in the
//! spirit of invariant 34). Both stay in the log.
//!
//! Not undone here: release, adjudications, waivers, namings, declared interests, sealed notes, confirmed
//! sign-offs and checks, which are statements others rely on; and a revision, which is undone by a new
//! version with the earlier text.

use super::triage::{Changes, parting};
use super::*;
use crate::domain::Scene;
use crate::domain::refusal::{Refusal, Why};
use crate::domain::review::{Clearing, Resolution};
use crate::domain::roster::in_service;

/// The latest event of an item, and what it needs to be taken back.
#[derive(Debug, Clone, Copy)]
pub struct Latest<'a> {
    pub change: &'a ItemChange,
    /// The item before it.
    pub before: &'a Item,
    /// The other item of a merge, as it is now.
    pub other: Option<&'a Item>,
}

/// What takes the latest event back, if the person who asks made it.
pub fn undo(scene: &Scene, item: &Item, latest: Latest) -> Result<Changes, Refusal> {
    use ItemChange::*;
    in_service(scene)?;
    match item.last_actor {
        Some(by) if by == scene.by => {}
        Some(by) => {
            let name = scene.roster.name(by).to_owned();
            return Err(Why::RetractTooLate { by: name }.into());
        }
        None => return Err(Why::NothingToUndo.into()),
    }
    if scene.roster.is_read_only(scene.by, scene.at) {
        return Err(Why::ReadOnlyRole.into());
    }
    let before = latest.before;
    let one = |change: ItemChange| Ok(vec![(item.id, change)]);
    match latest.change {
        Promoted { .. } => one(Demoted {
            desk_post: before.desk_post,
        }),
        Demoted { .. } => one(Promoted {
            desk_post: before.desk_post,
            kind: before.kind,
        }),
        Reassigned { .. } => one(Reassigned {
            desk_post: before.desk_post,
        }),
        Merged { into } => {
            let parted = parting(scene, item, *into, latest.other)?;
            Ok(vec![parted, (item.id, BroughtBack)])
        }
        Joined { from, .. } => {
            let joined = latest
                .other
                .filter(|it| it.id == *from && it.merged_into() == Some(item.id))
                .ok_or(Why::NothingToUndo)?;
            let parted = parting(scene, joined, item.id, Some(item))?;
            Ok(vec![parted, (joined.id, BroughtBack)])
        }
        UrgencySet { .. } => one(UrgencySet {
            urgency: before.urgency,
        }),
        Held { .. } | Returned { .. } | Spiked { .. } | Withdrawn { .. } => {
            one(lay_aside_again(scene, before).unwrap_or(BroughtBack))
        }
        BroughtBack => one(lay_aside_again(scene, before).ok_or(Why::NothingToUndo)?),
        Readied { .. } => one(Unreadied),
        Unreadied => match before.ready {
            Some(ready) => one(Readied {
                version: ready.version,
            }),
            None => Err(Why::NothingToUndo.into()),
        },
        Voted { vote } => one(VoteRetracted { vote: vote.id }),
        Objected { objection } => one(ObjectionCleared {
            objection: objection.id,
            clearing: Clearing {
                by: scene.by,
                at: scene.at,
                reason: String::new(),
                overruled: false,
            },
        }),
        ThreadOpened { thread } => one(resolved(scene, thread.id)),
        ThreadReopened { thread } => one(resolved(scene, *thread)),
        ThreadResolved { thread, .. } => one(ThreadReopened { thread: *thread }),
        Suggested { suggestion } => one(SuggestionDeclined {
            suggestion: suggestion.id,
            reason: String::new(),
        }),
        ClaimRaised { claim } => one(ClaimWithdrawn { claim: claim.id }),
        EvidenceAdded { claim, evidence } => one(EvidenceRetracted {
            claim: *claim,
            evidence: evidence.id,
        }),
        Parted { .. }
        | Revised { .. }
        | VoteRetracted { .. }
        | SignOffConfirmed { .. }
        | Released { .. }
        | ObjectionCleared { .. }
        | Commented { .. }
        | SuggestionDeclined { .. }
        | ClaimWithdrawn { .. }
        | EvidenceRetracted { .. }
        | Adjudicated { .. }
        | PriorSearched { .. }
        | FigureChecked { .. }
        | Waived { .. }
        | DebtSettled { .. }
        | ReviewerNamed { .. }
        | InterestDeclared { .. }
        | Sealed { .. } => Err(Why::NothingToUndo.into()),
    }
}

fn resolved(scene: &Scene, thread: ThreadId) -> ItemChange {
    ItemChange::ThreadResolved {
        thread,
        resolution: Resolution {
            by: scene.by,
            at: scene.at,
        },
    }
}

/// The change that puts an item aside as it was; `None` if it was in the line, its hold is over by now, or it
/// was merged (which takes a new merge).
fn lay_aside_again(scene: &Scene, before: &Item) -> Option<ItemChange> {
    Some(match before.aside.clone()? {
        Aside::Held { until, reason } => {
            (until > scene.at).then_some(ItemChange::Held { until, reason })?
        }
        Aside::Returned { code, sentence } => ItemChange::Returned { code, sentence },
        Aside::Spiked { code, reason } => ItemChange::Spiked { code, reason },
        Aside::Withdrawn { reason } => ItemChange::Withdrawn { reason },
        Aside::Merged { .. } => return None,
    })
}
