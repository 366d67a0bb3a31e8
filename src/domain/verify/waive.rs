//! Waivers (免核) and the debts they leave (`spec.md` B8): only at the top, only when it is urgent, and owed from
//! then on by the drafting post. A waiver says "not yet", never "in spite of": a contradiction is not waived.

use super::authority::{claim_in_text, impartial, not_your_turn, verifiable, with_duty};
use super::*;
use crate::domain::item::{Item, ItemChange, Stage};
use crate::domain::procedure::Procedure;
use crate::domain::refusal::{Refusal, Why};
use crate::domain::report::Urgency;
use crate::domain::roster::{Duty, Roster};
use crate::domain::{Scene, field};

/// A waiver as asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WaiverDraft {
    /// Why it cannot wait, at most 2,000 characters.
    pub reason: String,
}

/// Lets an urgent item go on without this claim's verification, which is owed from then on (invariant 41).
///
/// # Errors
/// [`Why::WaiverNotUrgent`], [`Why::WaiverLevel`] with who sits at the top, [`Why::ClaimContradicted`],
/// [`Why::AlreadySo`] when there is nothing to waive.
pub fn waive(
    scene: &Scene,
    item: &Item,
    claim: ClaimId,
    draft: WaiverDraft,
    id: DebtId,
) -> Result<ItemChange, Refusal> {
    with_duty(
        scene,
        Some(item),
        &[Duty::Review, Duty::Draft, Duty::Triage],
    )?;
    verifiable(scene, item)?;
    if let released @ Stage::Released = item.stage(scene.procedure, scene.at) {
        let stage = released.word();
        return Err(Why::AlreadyClosed { stage }.into());
    }
    at_the_top(scene, item)?;
    let claim = claim_in_text(item, claim)?;
    if item.urgency == Urgency::Plain {
        return Err(Why::WaiverNotUrgent.into());
    }
    match standing(claim, item, scene.roster, scene.procedure, scene.at) {
        Standing::Contradicted => return Err(Why::ClaimContradicted { claim: claim.n }.into()),
        Standing::Corroborated | Standing::Waived => return Err(Why::AlreadySo.into()),
        _ => {}
    }
    words::wanted(item, "reason", &draft.reason, field::SENTENCE).map_err(|it| match it.why {
        Why::Missing => Refusal::from(Why::ReasonMissing).at("reason"),
        _ => it,
    })?;
    // A second waiver of the same claim, after its words changed, does not put the day of reckoning off.
    let owed = item
        .debts
        .iter()
        .filter(|it| it.claim == claim.id && it.settled_at.is_none());
    let owed = owed.map(|it| it.due).min().unwrap_or(Moment::FAR);
    let hours = i64::from(scene.procedure.verification.debt_hours);
    Ok(ItemChange::Waived {
        claim: claim.id,
        waiver: Waiver {
            by: scene.by,
            at: scene.at,
            reason: draft.reason,
            debt: id,
        },
        debt: Debt {
            id,
            claim: claim.id,
            post: item.desk_post,
            due: scene.at.plus_minutes(hours.saturating_mul(60)).min(owed),
            settled_at: None,
        },
    })
}

/// The caller is the one who acts for the post of the highest level: of those who may, the first whom nothing
/// ties to the item.
fn at_the_top(scene: &Scene, item: &Item) -> Result<(), Refusal> {
    let level = scene.procedure.top();
    let Some(post) = scene.roster.post_of_level(item.desk_post, level) else {
        return Err(Why::WaiverLevel { level }.into());
    };
    let seats = scene.roster.candidates(post, scene.at);
    let sits = seats
        .iter()
        .find(|it| impartial(scene, item, it.person).is_ok())
        .is_some_and(|it| it.person == scene.by);
    if sits && scene.post.is_none_or(|it| it == post) {
        return Ok(());
    }
    impartial(scene, item, scene.by)?;
    let held = scene.roster.holds(scene.by, scene.at);
    if held.iter().any(|(known, _)| *known == post) {
        return Err(not_your_turn(scene, post));
    }
    let fixer = scene.roster.post_fixer(post, scene.at);
    Err(Refusal::from(Why::WaiverLevel { level }).fixed_by([fixer]))
}

/// Debts made good by this moment and not marked settled yet: their claims are corroborated now, or no longer
/// in the text of an item that is not out. Asked after every change of the item; each goes into the log as
/// [`ItemChange::DebtSettled`].
pub fn settled_debts(
    item: &Item,
    roster: &Roster,
    procedure: &Procedure,
    at: Moment,
) -> Vec<DebtId> {
    let made_good = |debt: &&Debt| {
        item.claim(debt.claim)
            .map(|it| standing(it, item, roster, procedure, at))
            .is_some_and(|it| match it {
                Standing::Corroborated => true,
                Standing::Withdrawn => item.release.is_none(),
                _ => false,
            })
    };
    let open = item.debts.iter().filter(|it| it.settled_at.is_none());
    open.filter(made_good).map(|it| it.id).collect()
}
