//! Absences (请假、外出): cover begins and ends by the clock. One that would leave a post with neither A
//! nor B at any instant is refused, with who could be named and when the post would be empty.

use super::appoint::{after, planner};
use super::soundness::accept;
use super::*;
use crate::domain::Scene;
use crate::domain::field;
use crate::domain::refusal::{Refusal, Why};

/// Days ahead an absence may begin or last (own default).
const FARTHEST_DAYS: u32 = 2 * 366;

/// An absence as asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AbsenceDraft {
    pub person: PersonId,
    /// When it begins; now for an instant in the past, since past cover stays as it was.
    pub from: Moment,
    /// When the person is back, exclusive.
    pub to: Moment,
    pub kind: AbsenceKind,
    /// For the colleagues; at most 2,000 characters.
    #[serde(default)]
    pub note: String,
}

/// May enter or end an absence of this person: the person, and whoever plans the roster.
fn may(scene: &Scene, person: PersonId) -> Result<(), Refusal> {
    if person == scene.by {
        in_service(scene).map(drop)
    } else {
        planner(scene).map(drop)
    }
}

/// Enters an absence.
pub fn absent(scene: &Scene, draft: AbsenceDraft, id: AbsenceId) -> Result<RosterChange, Refusal> {
    let person = scene.roster.people.get(&draft.person).ok_or_else(|| {
        Refusal::from(Why::NotFound {
            what: "person".into(),
        })
        .at("person")
    })?;
    may(scene, person.id)?;
    if !person.active {
        let name = person.name.clone();
        return Err(Refusal::from(Why::Inactive { name }).at("person"));
    }
    field::optional("note", &draft.note, field::SENTENCE)?;
    if draft.to <= draft.from {
        return Err(Refusal::from(Why::EndBeforeBegin).at("to"));
    }
    if draft.to <= scene.at {
        return Err(Refusal::from(Why::TimeInPast).at("to"));
    }
    if draft.to > scene.at.plus_days(FARTHEST_DAYS.into()) {
        return Err(Refusal::from(Why::TooFarAhead {
            days: FARTHEST_DAYS,
        })
        .at("to"));
    }
    let change = RosterChange::Absence(Absence {
        id,
        person: draft.person,
        from: draft.from.max(scene.at),
        to: draft.to,
        kind: draft.kind,
        note: draft.note,
        cancelled: false,
    });
    let changed = after(scene.roster, std::slice::from_ref(&change));
    accept(scene, &changed, Some(draft.person))?;
    Ok(change)
}

/// Takes an absence back: one that has not begun is cancelled, one under way ends now (back early), one
/// that is over stays as it was.
pub fn cancel_absence(scene: &Scene, absence: AbsenceId) -> Result<RosterChange, Refusal> {
    let known = scene.roster.absences.get(&absence).ok_or(Why::NotFound {
        what: "absence".into(),
    })?;
    may(scene, known.person)?;
    if known.cancelled {
        return Err(Why::NothingChanged.into());
    }
    if known.to <= scene.at {
        return Err(Why::TimeInPast.into());
    }
    let mut changed = known.clone();
    if known.from < scene.at {
        changed.to = scene.at;
    } else {
        changed.cancelled = true;
    }
    Ok(RosterChange::Absence(changed))
}
