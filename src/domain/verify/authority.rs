//! Who may verify. Gathering is open to everyone of the desk who works on items and is present, A and B of a
//! post alike: two people on the telephone settle a claim sooner than one. Deciding is for those whom
//! nothing ties to the item.

use super::*;
use crate::domain::Scene;
use crate::domain::item::{Item, Stage};
use crate::domain::refusal::{Refusal, Why};
use crate::domain::roster::{Duty, HoldingRole, in_service};

/// Duties with which people gather and record evidence.
pub(super) const GATHERING: [Duty; 3] = [Duty::Draft, Duty::Review, Duty::Triage];
/// Duties with which people decide a contradiction.
pub(super) const DECIDING: [Duty; 2] = [Duty::Review, Duty::Draft];

/// The caller is in service, present, without an interest in the item, and holds or acts for a post with one
/// of these duties: the post they name, if they name one.
///
/// # Errors
/// Who does instead, where that can be known; an administrator or auditor never may (invariant 74).
pub(super) fn with_duty(
    scene: &Scene,
    item: Option<&Item>,
    duties: &[Duty],
) -> Result<(), Refusal> {
    in_service(scene)?;
    if scene.roster.is_read_only(scene.by, scene.at) {
        return Err(Why::ReadOnlyRole.into());
    }
    if item.is_some_and(|it| it.interests.iter().any(|it| it.person == scene.by)) {
        return Err(Why::DeclaredInterest.into());
    }
    let fixer = item.map(|it| scene.roster.post_fixer(it.desk_post, scene.at));
    let has = |id: &PostId| {
        scene.post.is_none_or(|named| named == *id)
            && scene.roster.posts.get(id).is_some_and(|post| {
                post.active && post.duties.iter().any(|duty| duties.contains(duty))
            })
    };
    let held = scene.roster.holds(scene.by, scene.at);
    let own = |shadow: bool| {
        held.iter()
            .filter(move |(_, role)| (*role == HoldingRole::Shadow) == shadow)
            .map(|(post, _)| *post)
    };
    let away = scene.roster.is_away(scene.by, scene.at);
    let acts = scene.roster.posts_acted_by(scene.by, scene.at);
    if acts.iter().any(|seat| has(&seat.post)) || (!away && own(false).any(|post| has(&post))) {
        return Ok(());
    }
    let named = item.is_some_and(|it| it.namings.iter().any(|it| it.person == scene.by));
    if named && !away && scene.post.is_none() && duties.contains(&Duty::Review) {
        return Ok(());
    }
    if let Some(post) = own(false).find(|post| has(post)) {
        return Err(not_your_turn(scene, post));
    }
    if let Some(post) = own(true).find(|post| has(post)) {
        let post = scene.roster.post_name(post);
        return Err(Refusal::from(Why::ShadowOnly { post }).fixed_by(fixer));
    }
    let duty = duties.first().copied().unwrap_or(Duty::Draft);
    Err(Refusal::from(Why::NotYourDuty { duty }).fixed_by(fixer))
}

/// Nothing ties the person to the item: no declared interest, not of a unit that reported it.
pub(super) fn impartial(scene: &Scene, item: &Item, person: PersonId) -> Result<(), Refusal> {
    if item.interests.iter().any(|it| it.person == person) {
        return Err(Why::DeclaredInterest.into());
    }
    let home = scene.roster.people.get(&person).and_then(|it| it.unit);
    match home.filter(|unit| item.members.iter().any(|it| it.unit == *unit)) {
        Some(unit) => {
            let unit = scene.roster.units.get(&unit);
            Err(Why::HomeUnit {
                unit: unit.map_or_else(|| "?".into(), |it| it.name.clone()),
            }
            .into())
        }
        None => Ok(()),
    }
}

/// The item is worked on, or out and perhaps owed: verification goes on after release, since a debt is made
/// good then and a figure may be corrected.
pub(super) fn verifiable(scene: &Scene, item: &Item) -> Result<(), Refusal> {
    match item.stage(scene.procedure, scene.at) {
        closed @ Stage::Closed => Err(Why::AlreadyClosed {
            stage: closed.word(),
        }
        .into()),
        _ => Ok(()),
    }
}

/// The claim, which must be in the text.
pub(super) fn claim_in_text(item: &Item, id: ClaimId) -> Result<&Claim, Refusal> {
    let claim = item.claim(id).ok_or(Why::NotFound {
        what: "claim".into(),
    })?;
    if claim.withdrawn {
        let quote = claim.anchor.quote.clone();
        return Err(Why::NotInText { quote }.into());
    }
    Ok(claim)
}

/// The turn is with whoever acts for the post.
pub(super) fn not_your_turn(scene: &Scene, post: PostId) -> Refusal {
    let acting = scene.roster.acting(post, scene.at);
    Refusal::from(Why::NotYourTurn {
        post: scene.roster.post_name(post),
        acting: acting.map_or_else(|| "?".into(), |it| scene.roster.name(it.person).to_owned()),
    })
    .fixed_by([scene.roster.post_fixer(post, scene.at)])
}
