//! Who holds which post, from when to when. A new holding ends the earlier one of the same role at its
//! `from`; nothing is ever deleted, and nothing begins before now: what has been, has been (invariant 11).

use super::soundness::accept;
use super::*;
use crate::domain::Scene;
use crate::domain::refusal::{Refusal, Why};

/// An appointment as asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldingDraft {
    pub post: PostId,
    pub person: PersonId,
    pub role: HoldingRole,
    /// When it begins; now by default, and now for an instant in the past.
    #[serde(default)]
    pub from: Option<Moment>,
    /// When it ends, exclusive; until further notice by default.
    #[serde(default)]
    pub to: Option<Moment>,
}

/// May plan the roster: acts for a post that does, or that administers.
pub(super) fn planner(scene: &Scene) -> Result<Seat, Refusal> {
    seat_for(scene, &[Duty::Roster, Duty::Administer])
}

/// The roster after these changes.
pub(super) fn after(roster: &Roster, changes: &[RosterChange]) -> Roster {
    let mut after = roster.clone();
    for change in changes {
        after.apply(change.clone());
    }
    after
}

/// Appoints someone to a post. Answers with the new holding and with every earlier one it ends.
///
/// A holding of the same role planned for later stays: the new one ends where that begins.
pub fn appoint(
    scene: &Scene,
    draft: HoldingDraft,
    id: HoldingId,
) -> Result<Vec<RosterChange>, Refusal> {
    planner(scene)?;
    let changes = place(scene.roster, scene.at, draft, id, Some(scene.by))?;
    accept(scene, &after(scene.roster, &changes), None)?;
    Ok(changes)
}

/// The changes an appointment makes, before the roster as a whole is asked.
pub(super) fn place(
    roster: &Roster,
    at: Moment,
    draft: HoldingDraft,
    id: HoldingId,
    by: Option<PersonId>,
) -> Result<Vec<RosterChange>, Refusal> {
    let missing = |what: &str| Refusal::from(Why::NotFound { what: what.into() }).at(what);
    let post = roster
        .posts
        .get(&draft.post)
        .ok_or_else(|| missing("post"))?;
    let person = roster
        .people
        .get(&draft.person)
        .ok_or_else(|| missing("person"))?;
    if !post.active {
        let name = roster.post_name(post.id);
        return Err(Refusal::from(Why::Inactive { name }).at("post"));
    }
    if !person.active {
        let name = person.name.clone();
        return Err(Refusal::from(Why::Inactive { name }).at("person"));
    }
    if person.correspondent {
        let person = person.name.clone();
        return Err(Refusal::from(Why::CorrespondentHoldsNoPost { person }).at("person"));
    }
    let from = draft.from.unwrap_or(at).max(at);
    let mut to = draft.to;
    if let Some(to) = to {
        if to <= at {
            return Err(Refusal::from(Why::TimeInPast).at("to"));
        }
        if to <= from {
            return Err(Refusal::from(Why::EndBeforeBegin).at("to"));
        }
    }
    // One person sits on a post once: as A, as B or as shadow.
    let twice = roster.holdings.values().any(|it| {
        it.post == draft.post
            && it.person == draft.person
            && it.role != draft.role
            && it.to.is_none_or(|ends| ends > from)
            && to.is_none_or(|to| it.from < to)
            && it.to.is_none_or(|ends| ends > it.from)
    });
    if twice {
        let person = person.name.clone();
        return Err(Refusal::from(Why::SameHolder { person }).at("person"));
    }
    let mut changes = Vec::new();
    for earlier in roster.holdings.values().filter(|it| {
        it.post == draft.post
            && it.role == draft.role
            // Of shadows there may be several, but each once.
            && (draft.role != HoldingRole::Shadow || it.person == draft.person)
            && it.to.is_none_or(|ends| ends > from.max(it.from))
    }) {
        if earlier.from <= from {
            changes.push(RosterChange::Holding(Holding {
                to: Some(from),
                ..earlier.clone()
            }));
        } else {
            to = Some(to.map_or(earlier.from, |to| to.min(earlier.from)));
        }
    }
    changes.push(RosterChange::Holding(Holding {
        id,
        post: draft.post,
        person: draft.person,
        role: draft.role,
        from,
        to,
        by,
    }));
    Ok(changes)
}

/// Ends a holding at `to`, now by default. One that has not begun never will.
pub fn end_holding(
    scene: &Scene,
    holding: HoldingId,
    to: Option<Moment>,
) -> Result<RosterChange, Refusal> {
    planner(scene)?;
    let held = scene.roster.holdings.get(&holding).ok_or(Why::NotFound {
        what: "holding".into(),
    })?;
    let to = to.unwrap_or(scene.at).max(scene.at).max(held.from);
    if held.to.is_some_and(|ends| ends <= to) {
        return Err(Why::NothingChanged.into());
    }
    let change = RosterChange::Holding(Holding {
        to: Some(to),
        ..held.clone()
    });
    let changed = after(scene.roster, std::slice::from_ref(&change));
    accept(scene, &changed, Some(held.person))?;
    Ok(change)
}

#[cfg(test)]
#[path = "appoint_tests.rs"]
mod tests;
