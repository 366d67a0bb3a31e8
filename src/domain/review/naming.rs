//! Naming a reviewer when nobody is eligible, and declaring an interest. The leader names; nothing is waived
//! (invariant 31).

use super::seat::{bar, chair, open, participant, person_fixer, sitter};
use super::*;
use crate::domain::item::{Interest, Item, ItemChange};
use crate::domain::refusal::{Refusal, Why};
use crate::domain::roster::HoldingRole;
use crate::domain::{Scene, field};

/// A naming as it is sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NamingDraft {
    /// Who is to act on this item where it is blocked.
    pub person: PersonId,
    /// Why this person; at most 2,000 characters.
    pub reason: String,
}

/// A declaration as it is sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InterestDraft {
    /// What connects the person with the matter; at most 2,000 characters.
    pub reason: String,
}

/// Names a person for the chair at which the item is blocked. Any person of the desk in service whom nothing bars, with
/// or without a post, but not a shadow (they never act) and not a correspondent.
///
/// # Errors
/// [`Why::ReviewerNotNeeded`] while somebody is eligible; [`Why::NotYourTurn`] for anybody but the leader the item
/// waits for; why the person named may not.
pub fn name_reviewer(
    scene: &Scene,
    item: &Item,
    draft: NamingDraft,
) -> Result<ItemChange, Refusal> {
    open(scene, item)?;
    let roster = scene.roster;
    let blocked_at = chair(item.line_stage(scene.procedure)).and_then(|chair| {
        Some((
            chair,
            sitter(item, chair, roster, scene.procedure, scene.at)?,
        ))
    });
    let Some((chair, turn)) = blocked_at.filter(|(_, turn)| turn.blocked) else {
        let level = blocked_at.map_or(0, |(chair, _)| chair);
        return Err(Why::ReviewerNotNeeded { level }.into());
    };
    if turn.person != scene.by {
        return Err(super::seat::whose_turn(scene, turn));
    }
    if roster.is_read_only(scene.by, scene.at) {
        return Err(Why::ReadOnlyRole.into());
    }
    field::wanted("reason", &draft.reason, field::SENTENCE)?;
    eligible(scene, item, chair, draft.person).map_err(|it| it.at("person"))?;
    Ok(ItemChange::ReviewerNamed {
        naming: Naming {
            level: chair,
            person: draft.person,
            by: scene.by,
            at: scene.at,
            reason: draft.reason,
        },
    })
}

fn eligible(scene: &Scene, item: &Item, chair: u8, person: PersonId) -> Result<(), Refusal> {
    let roster = scene.roster;
    let Some(known) = roster.people.get(&person) else {
        return Err(Why::NotFound {
            what: person.to_string(),
        }
        .into());
    };
    let name = known.name.clone();
    if !known.active || known.correspondent || roster.is_away(person, scene.at) {
        return Err(Why::Inactive { name }.into());
    }
    if let Some(why) = bar(item, chair, person, roster, scene.at) {
        return Err(why.into());
    }
    let held = roster.holds(person, scene.at);
    if let Some((post, _)) = held.first().copied()
        && held.iter().all(|(_, role)| *role == HoldingRole::Shadow)
    {
        return Err(Why::ShadowOnly {
            post: roster.post_name(post),
        }
        .into());
    }
    Ok(())
}

/// Those who could be named where the item is blocked, by identity. Empty when it is not blocked.
pub fn nameable(scene: &Scene, item: &Item) -> Vec<PersonId> {
    let Some(chair) = chair(item.line_stage(scene.procedure)) else {
        return Vec::new();
    };
    let turn = sitter(item, chair, scene.roster, scene.procedure, scene.at);
    if !turn.is_some_and(|turn| turn.blocked) {
        return Vec::new();
    }
    scene
        .roster
        .people
        .keys()
        .copied()
        .filter(|&person| eligible(scene, item, chair, person).is_ok())
        .collect()
}

/// Declares one's own interest in the matter: from now on the person takes no part in it. A vote given before stays
/// in the record and opens no gate any more.
///
/// # Errors
/// That the item is closed or the caller not of the desk; [`Why::NothingChanged`] when it is declared already.
pub fn declare_interest(
    scene: &Scene,
    item: &Item,
    draft: InterestDraft,
) -> Result<ItemChange, Refusal> {
    open(scene, item)?;
    if item.interests.iter().any(|it| it.person == scene.by) {
        return Err(Refusal::from(Why::NothingChanged).fixed_by([person_fixer(scene, scene.by)]));
    }
    participant(scene, item)?;
    field::wanted("reason", &draft.reason, field::SENTENCE)?;
    Ok(ItemChange::InterestDeclared {
        interest: Interest {
            person: scene.by,
            at: scene.at,
            reason: draft.reason,
        },
    })
}
