//! Objections (异议): sticky. One stays, whatever happens to the text, until its author clears it or a higher level
//! overrules it with a reason that is shown on the item's face (invariant 27).

use super::seat::{bar, chair_fixer, open, participant, person_fixer, sitter};
use super::*;
use crate::domain::item::{Item, ItemChange};
use crate::domain::refusal::{Fixer, Refusal, Why};
use crate::domain::roster::HoldingRole;
use crate::domain::{Scene, field};

/// An objection as it is sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectionDraft {
    /// What speaks against it, at most 2,000 characters.
    pub text: String,
}

/// The clearing of an objection as it is sent.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClearingDraft {
    /// Why; wanted when somebody else's objection is overruled. At most 2,000 characters.
    #[serde(default)]
    pub reason: String,
}

/// Objects. Everyone of the desk may, whosever turn it is.
///
/// # Errors
/// That the item is closed, the caller not of the desk, or the text blank or too long.
pub fn object(
    scene: &Scene,
    item: &Item,
    draft: ObjectionDraft,
    id: ObjectionId,
) -> Result<ItemChange, Refusal> {
    open(scene, item)?;
    participant(scene, item)?;
    field::wanted("text", &draft.text, field::SENTENCE)?;
    Ok(ItemChange::Objected {
        objection: Objection {
            id,
            by: scene.by,
            post: scene.post,
            level: standing_level(scene, item),
            text: draft.text,
            at: scene.at,
            cleared: None,
        },
    })
}

/// The highest level of the posts the caller holds as A or B, or is named at for this item; 1 when none. Held, not
/// acted for: a B's objection weighs the same on a day when A is in.
fn standing_level(scene: &Scene, item: &Item) -> u8 {
    let held = scene
        .roster
        .holds(scene.by, scene.at)
        .into_iter()
        .filter(|(_, role)| *role != HoldingRole::Shadow)
        .filter_map(|(post, _)| scene.roster.posts.get(&post)?.level);
    let named = item
        .namings
        .iter()
        .filter(|it| it.person == scene.by)
        .map(|it| it.level);
    held.chain(named)
        .max()
        .unwrap_or(1)
        .clamp(1, scene.procedure.top())
}

/// Clears one's own objection, or overrules somebody else's from a higher level.
///
/// # Errors
/// [`Why::NotFound`]; [`Why::NothingToUndo`] when it is cleared already; [`Why::NotYourObjection`] with those who can;
/// what bars the caller from judging this item (who wrote the text does not overrule what is said against it);
/// [`Why::ReasonMissing`] when overruling without one.
pub fn clear(
    scene: &Scene,
    item: &Item,
    objection: ObjectionId,
    draft: ClearingDraft,
) -> Result<ItemChange, Refusal> {
    open(scene, item)?;
    let standing = item
        .objections
        .iter()
        .find(|it| it.id == objection)
        .ok_or_else(|| Why::NotFound {
            what: objection.to_string(),
        })?;
    if standing.cleared.is_some() {
        return Err(Why::NothingToUndo.into());
    }
    field::optional("reason", &draft.reason, field::SENTENCE)?;
    let overruled = standing.by != scene.by;
    if overruled {
        let chairs: Vec<u8> = overruling_chairs(scene, standing).collect();
        let sits = |chair: &u8| {
            sitter(item, *chair, scene.roster, scene.procedure, scene.at)
                .is_some_and(|turn| turn.person == scene.by && !turn.blocked)
        };
        if !chairs.iter().any(sits) {
            // Whoever would sit there but for something in this item hears what it is.
            let would = |chair: &u8| {
                super::seat::route(item, *chair, scene.roster, scene.procedure)
                    .and_then(|post| scene.roster.acting(post, scene.at))
                    .is_some_and(|seat| seat.person == scene.by)
            };
            let barred = chairs
                .iter()
                .filter(|chair| would(chair))
                .find_map(|&chair| bar(item, chair, scene.by, scene.roster, scene.at));
            let why = barred.unwrap_or_else(|| Why::NotYourObjection {
                by: scene.roster.name(standing.by).into(),
                level: standing.level,
            });
            return Err(Refusal::from(why).fixed_by(who_can_clear(scene, item, standing)));
        }
        if field::is_blank(&draft.reason) {
            return Err(Refusal::from(Why::ReasonMissing).at("reason"));
        }
    } else {
        participant(scene, item)?;
    }
    Ok(ItemChange::ObjectionCleared {
        objection,
        clearing: Clearing {
            by: scene.by,
            at: scene.at,
            reason: draft.reason,
            overruled,
        },
    })
}

/// The chairs above the author's. Above the top there is none: such an objection is its author's to clear, and only
/// when they have left the desk may whoever sits at the top settle it, or the item could never move again.
fn overruling_chairs(scene: &Scene, objection: &Objection) -> impl Iterator<Item = u8> + use<> {
    let top = scene.procedure.top();
    let gone = !scene
        .roster
        .people
        .get(&objection.by)
        .is_some_and(|it| it.active)
        || scene.roster.holds(objection.by, scene.at).is_empty();
    let lowest = if gone {
        objection.level.saturating_add(1).min(top)
    } else {
        objection.level.saturating_add(1)
    };
    lowest..=top
}

/// Who can clear it: the author, and whoever sits on a chair above.
pub(super) fn who_can_clear(scene: &Scene, item: &Item, objection: &Objection) -> Vec<Fixer> {
    let mut fixers = vec![person_fixer(scene, objection.by)];
    for chair in overruling_chairs(scene, objection) {
        if let Some(fixer) = chair_fixer(scene, item, chair).filter(|it| !fixers.contains(it)) {
            fixers.push(fixer);
        }
    }
    fixers
}
