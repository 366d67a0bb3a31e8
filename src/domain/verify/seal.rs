//! Sealed notes (密封备注): a private source is a role and words that are read only with a reason (`spec.md` B2).

use super::*;
use crate::domain::item::{Item, ItemChange, SealedNote};
use crate::domain::refusal::Refusal;
use crate::domain::roster::{self, Duty};
use crate::domain::{Scene, field};

/// Lays a sealed note beside an item. The words themselves are kept apart from the log, so only the envelope is
/// in the change.
pub fn seal(
    scene: &Scene,
    _item: &Item,
    role: String,
    body: &str,
    id: SealedId,
) -> Result<ItemChange, Refusal> {
    roster::seat_for(scene, &[Duty::Draft, Duty::Review, Duty::Triage])?;
    field::wanted("role", &role, field::NAME)?;
    field::wanted("body", body, field::SENTENCE)?;
    Ok(ItemChange::Sealed {
        note: SealedNote {
            id,
            role,
            by: scene.by,
            at: scene.at,
        },
    })
}
