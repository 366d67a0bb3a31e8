//! Who may act on an item, and whose turn it is. Both are derived from the records each time they are asked.
//!
//! An item waits for a *chair*, numbered like the levels: 0 is the drafting post (or, before promotion, the
//! post that sorts it), 1 to the top are the levels of review, and [`RELEASE_CHAIR`] is the signature of release. The chair belongs to a post; who sits on it is the first of the post's candidates whom nothing
//! [bars](bar) from this item. So B acts when A is away, and also when A may not act on this one.
//!
//! What bars someone is found by person over all posts and capacities: changing the post changes nothing.

use super::*;
use crate::domain::Scene;
use crate::domain::item::{Item, Stage, Turn};
use crate::domain::procedure::Procedure;
use crate::domain::refusal::{Fixer, Refusal, Why};
use crate::domain::roster::{Duty, HoldingRole, Roster, Seat};
use std::collections::BTreeMap;

/// The chair of the drafting post.
pub const DRAFTING_CHAIR: u8 = 0;

/// The chair of the one who signs release: above the nine levels a desk may have.
pub const RELEASE_CHAIR: u8 = 10;

/// The chair that has to act at this stage; `None` when the item is closed or only held.
pub fn chair(stage: Stage) -> Option<u8> {
    match stage {
        Stage::Triage | Stage::Drafting => Some(DRAFTING_CHAIR),
        Stage::Level(level) => Some(level),
        Stage::Release => Some(RELEASE_CHAIR),
        Stage::Released | Stage::Closed | Stage::Held => None,
    }
}

/// The post a chair belongs to. Levels from 2 up: the nearest on the way up from the drafting post, or the first of
/// the desk with that level. Release: the nearest with the duty to release, or the post of the top level.
pub fn route(item: &Item, chair: u8, roster: &Roster, procedure: &Procedure) -> Option<PostId> {
    if chair != RELEASE_CHAIR {
        return roster.post_of_level(item.desk_post, chair);
    }
    let releases = |id: &PostId| {
        roster
            .posts
            .get(id)
            .is_some_and(|post| post.active && post.duties.contains(&Duty::Release))
    };
    roster
        .chain(item.desk_post)
        .into_iter()
        .find(releases)
        .or_else(|| roster.posts.keys().copied().find(releases))
        .or_else(|| roster.post_of_level(item.desk_post, procedure.top()))
}

/// The post that has to act at a stage; `None` when the item is closed.
pub fn turn_post(
    item: &Item,
    stage: Stage,
    roster: &Roster,
    procedure: &Procedure,
) -> Option<PostId> {
    route(item, chair(stage)?, roster, procedure)
}

/// The post whose acting holder names somebody when nobody may act for `post`: the nearest of the top level.
pub fn level_above(post: PostId, top: u8, roster: &Roster) -> Option<PostId> {
    roster.post_of_level(post, top)
}

/// Why a person may not sit on a chair for this item; `None` when nothing bars them (`spec.md` B7, eligibility).
///
/// - Administrators and auditors: no chair at all (invariant 74).
/// - A declared interest: no chair at all; the person takes no part.
/// - A vote that counts at another level: no level of review. The first review's signer does not release either.
/// - A substantive hand in the current version, or coming from a unit that reported it: no level from 2 up,
///   and no signature of release. Level 1 is the drafter's own signed review.
pub fn bar(item: &Item, chair: u8, person: PersonId, roster: &Roster, at: Moment) -> Option<Why> {
    if roster.is_read_only(person, at) {
        return Some(Why::ReadOnlyRole);
    }
    item_bar(item, chair, person, roster)
}

/// As [`bar`], from the item's own records alone: what still speaks against a vote already given.
pub(super) fn item_bar(item: &Item, chair: u8, person: PersonId, roster: &Roster) -> Option<Why> {
    if chair >= 2 {
        let hand = item.current().and_then(|it| it.contributors.get(&person));
        if hand == Some(&Contribution::Substantive) {
            return Some(Why::WroteThis {
                version: item.version(),
            });
        }
        if passed_at(item, 1, person) {
            return Some(Why::SignedFirstReview);
        }
    }
    if chair != DRAFTING_CHAIR && chair != RELEASE_CHAIR {
        let elsewhere = (1..RELEASE_CHAIR).find(|&it| it != chair && passed_at(item, it, person));
        if let Some(level) = elsewhere {
            return Some(Why::VotedAtOtherLevel { level });
        }
    }
    if chair >= 2 {
        let home = roster.people.get(&person).and_then(|it| it.unit);
        if let Some(unit) = home.filter(|home| item.members.iter().any(|it| it.unit == *home)) {
            let unit = roster.units.get(&unit).map_or("?", |it| &it.name);
            return Some(Why::HomeUnit { unit: unit.into() });
        }
    }
    item.interests
        .iter()
        .any(|it| it.person == person)
        .then_some(Why::DeclaredInterest)
}

fn passed_at(item: &Item, level: u8, person: PersonId) -> bool {
    item.votes
        .iter()
        .any(|it| it.level == level && it.person == person)
        && item
            .counting_pass(level)
            .is_some_and(|vote| vote.person == person)
}

/// Everyone whom the item's own records keep from a chair, and why. It changes only with the item, and with the units
/// people come from. Who administers or audits is not in it: that is of the roster, at an instant.
pub fn bars(item: &Item, chair: u8, roster: &Roster) -> BTreeMap<PersonId, Why> {
    let hands = item
        .current()
        .into_iter()
        .flat_map(|it| it.contributors.keys());
    let home = roster.people.values().filter(|person| {
        person
            .unit
            .is_some_and(|unit| item.members.iter().any(|it| it.unit == unit))
    });
    hands
        .copied()
        .chain(item.votes.iter().map(|it| it.person))
        .chain(item.interests.iter().map(|it| it.person))
        .chain(home.map(|it| it.id))
        .filter_map(|person| Some((person, item_bar(item, chair, person, roster)?)))
        .collect()
}

/// Whose turn an item is, at an instant. Never `None` for an open item of a desk that has anybody at all, always `None`
/// for a closed one (invariant 17). A held item stays with the chair that waits behind the hold.
pub fn turn(item: &Item, roster: &Roster, procedure: &Procedure, at: Moment) -> Option<Turn> {
    let chair = chair(item.line_stage(procedure))?;
    sitter(item, chair, roster, procedure, at)
}

/// Who sits on a chair for this item at an instant. When everybody is barred or gone, the leader who has to
/// name somebody, with `blocked` set (invariant 31).
pub fn sitter(
    item: &Item,
    chair: u8,
    roster: &Roster,
    procedure: &Procedure,
    at: Moment,
) -> Option<Turn> {
    let free = |person: PersonId| bar(item, chair, person, roster, at).is_none();
    let in_service = |person: PersonId| {
        roster.people.get(&person).is_some_and(|it| it.active) && !roster.is_away(person, at)
    };
    let post = route(item, chair, roster, procedure);
    let named = item
        .namings
        .iter()
        .rev()
        .filter(|it| it.level == chair)
        .map(|it| it.person)
        .find(|&person| in_service(person) && free(person));
    if let (Some(post), Some(person)) = (post, named) {
        return Some(Turn {
            post,
            person,
            capacity: Capacity::Named,
            blocked: false,
        });
    }
    let candidates = post.map(|post| roster.candidates(post, at));
    if let Some(seat) = candidates
        .unwrap_or_default()
        .into_iter()
        .find(|seat| free(seat.person))
    {
        return Some(Turn {
            post: seat.post,
            person: seat.person,
            capacity: seat.capacity,
            blocked: false,
        });
    }
    let leader = leader(post.unwrap_or(item.desk_post), roster, procedure, at)?;
    Some(Turn {
        post: post.unwrap_or(leader.post),
        person: leader.person,
        capacity: leader.capacity,
        blocked: true,
    })
}

/// Who answers when a chair has nobody: whoever acts for the top level above it, else for the post itself, else for
/// any post of the desk.
fn leader(post: PostId, roster: &Roster, procedure: &Procedure, at: Moment) -> Option<Seat> {
    level_above(post, procedure.top(), roster)
        .into_iter()
        .chain([post])
        .chain(roster.posts.keys().copied())
        .find_map(|post| roster.acting(post, at))
}

/// The chair, if it is the caller who sits on it for this item now.
///
/// # Errors
/// What bars the caller, if anything does: that is what a person must hear first. Else that nobody is eligible, that
/// a shadow only recommends, or whose turn it is. All name who can go on.
pub fn seat(scene: &Scene, item: &Item, chair: u8) -> Result<Seat, Refusal> {
    let by = scene.by;
    let turn = sitter(item, chair, scene.roster, scene.procedure, scene.at);
    let fixers = turn.map(|turn| fixer(scene, turn));
    let refuse = |why: Why| Refusal::from(why).fixed_by(fixers.clone());
    if let Some(why) = bar(item, chair, by, scene.roster, scene.at) {
        return Err(refuse(why));
    }
    let Some(turn) = turn else {
        return Err(refuse(Why::NoReviewer { level: chair }));
    };
    if turn.blocked {
        return Err(refuse(Why::NoReviewer { level: chair }));
    }
    if turn.person != by {
        return Err(whose_turn(scene, turn));
    }
    if scene.post.is_some_and(|post| post != turn.post) {
        // Right person, wrong hat: the act would stand in the log under a post that has no part in it.
        return Err(Refusal::from(Why::NotYourTurn {
            post: scene.roster.post_name(turn.post),
            acting: scene.roster.name(turn.person).into(),
        })
        .at("post")
        .fixed_by([Fixer::You]));
    }
    Ok(Seat {
        post: turn.post,
        person: by,
        capacity: turn.capacity,
    })
}

/// That the turn is with somebody else; a shadow hears what shadows may do.
pub(super) fn whose_turn(scene: &Scene, turn: Turn) -> Refusal {
    let post = scene.roster.post_name(turn.post);
    let shadows = scene
        .roster
        .holds(scene.by, scene.at)
        .contains(&(turn.post, HoldingRole::Shadow));
    Refusal::from(if shadows {
        Why::ShadowOnly { post }
    } else {
        Why::NotYourTurn {
            post,
            acting: scene.roster.name(turn.person).into(),
        }
    })
    .fixed_by([fixer(scene, turn)])
}

/// The one who has the turn, as somebody who can help.
pub(super) fn fixer(scene: &Scene, turn: Turn) -> Fixer {
    if turn.person == scene.by && !turn.blocked {
        return Fixer::You;
    }
    if turn.blocked || turn.capacity == Capacity::Named {
        return person_fixer(scene, turn.person);
    }
    Fixer::Post {
        id: turn.post,
        name: scene.roster.post_name(turn.post),
        acting: Some(scene.roster.name(turn.person).into()),
    }
}

/// The one who sits on a chair for this item, as somebody who can help.
pub(super) fn chair_fixer(scene: &Scene, item: &Item, chair: u8) -> Option<Fixer> {
    sitter(item, chair, scene.roster, scene.procedure, scene.at).map(|turn| fixer(scene, turn))
}

/// A person, as somebody who can help.
pub(super) fn person_fixer(scene: &Scene, person: PersonId) -> Fixer {
    if person == scene.by {
        return Fixer::You;
    }
    scene.roster.person_fixer(person)
}

/// The item can still be worked on.
///
/// # Errors
/// That it is released or closed.
pub(super) fn open(scene: &Scene, item: &Item) -> Result<Stage, Refusal> {
    let stage = item.stage(scene.procedure, scene.at);
    if stage.is_open() {
        Ok(stage)
    } else {
        Err(Why::AlreadyClosed {
            stage: stage.word(),
        }
        .into())
    }
}

/// The caller belongs to the desk and may take part in the talk about an item: object, comment, suggest. Anyone who
/// holds (as A, B or shadow) a post that works on items, and anyone named for this one.
///
/// # Errors
/// [`Why::ReadOnlyRole`], [`Why::Inactive`], [`Why::DeclaredInterest`] or [`Why::NotYourDuty`].
pub(super) fn participant(scene: &Scene, item: &Item) -> Result<(), Refusal> {
    participant_as(scene, item, scene.by)
}

/// [`participant`], for somebody else than the caller.
pub(super) fn participant_as(scene: &Scene, item: &Item, person: PersonId) -> Result<(), Refusal> {
    let roster = scene.roster;
    if !roster.people.get(&person).is_some_and(|it| it.active) {
        return Err(Why::Inactive {
            name: roster.name(person).into(),
        }
        .into());
    }
    if roster.is_read_only(person, scene.at) {
        return Err(Why::ReadOnlyRole.into());
    }
    if item.interests.iter().any(|it| it.person == person) {
        return Err(Why::DeclaredInterest.into());
    }
    let works = roster.holds(person, scene.at).into_iter().any(|(post, _)| {
        roster
            .posts
            .get(&post)
            .is_some_and(|it| it.active && it.duties.iter().any(|duty| duty.works_on_items()))
    });
    let named = item.namings.iter().any(|it| it.person == person);
    if works || named {
        Ok(())
    } else {
        Err(Why::NotYourDuty { duty: Duty::Draft }.into())
    }
}
