//! Release (签发): the last signature, when every gate is open.

use super::gates::{Purpose, first_shut, gates};
use super::seat::{RELEASE_CHAIR, seat};
use super::*;
use crate::domain::Scene;
use crate::domain::item::{Item, ItemChange, Release};
use crate::domain::refusal::Refusal;

/// Signs the release of the current version. The signer may be the one who passed the top level: the levels
/// themselves already have distinct people; but never one who wrote it or signed the first review.
///
/// # Errors
/// The first gate of [`Purpose::Release`] that is shut (invariants 25, 27, 29, 41).
pub fn release(scene: &Scene, item: &Item, manuscript: &Manuscript) -> Result<ItemChange, Refusal> {
    first_shut(gates(scene, item, manuscript, Purpose::Release))?;
    let seat = seat(scene, item, RELEASE_CHAIR)?;
    Ok(ItemChange::Released {
        release: Release {
            version: item.version(),
            by: seat.person,
            post: seat.post,
            at: scene.at,
        },
    })
}
