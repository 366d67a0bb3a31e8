//! People and units as records: their form, their names, and the end of service. Never deleted.

use super::appoint::{after, planner};
use super::soundness::accept;
use super::*;
use crate::domain::Scene;
use crate::domain::field;
use crate::domain::refusal::{Refusal, Why};
use crate::text::fold;

/// Most characters of a login.
const LOGIN: usize = 32;
/// Most characters of a registered number.
const PHONE: usize = 40;

/// A person as asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonDraft {
    /// As shown; at most 100 characters.
    pub name: String,
    /// As typed at log-in: letters, digits, `.`, `-`, `_`; at most 32. Capital letters are made small.
    pub login: String,
    /// The unit a correspondent sends for (wanted), or a secondee comes from.
    #[serde(default)]
    pub unit: Option<UnitId>,
    #[serde(default)]
    pub correspondent: bool,
    /// Registered number for call-backs: digits, blanks, `+`, `-`, brackets.
    #[serde(default)]
    pub phone: String,
}

/// A reporting unit as asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitDraft {
    /// At most 100 characters; unlike that of any other unit in use.
    pub name: String,
    #[serde(default)]
    pub parent: Option<UnitId>,
    #[serde(default = "yes")]
    pub active: bool,
}

fn yes() -> bool {
    true
}

fn not_found(what: &str) -> Refusal {
    Why::NotFound { what: what.into() }.into()
}

/// Adds a person, in service and without a post.
pub fn add_person(
    scene: &Scene,
    draft: PersonDraft,
    id: PersonId,
) -> Result<RosterChange, Refusal> {
    planner(scene)?;
    let person = person(scene.roster, draft, id)?;
    Ok(RosterChange::Person(person))
}

/// Changes what is recorded of a person. A person on a post cannot become a correspondent.
pub fn change_person(
    scene: &Scene,
    id: PersonId,
    draft: PersonDraft,
) -> Result<RosterChange, Refusal> {
    planner(scene)?;
    let known = scene
        .roster
        .people
        .get(&id)
        .ok_or_else(|| not_found("person"))?;
    let mut changed = person(scene.roster, draft, id)?;
    changed.active = known.active;
    let holds_on = scene
        .roster
        .holdings
        .values()
        .any(|it| it.person == id && it.to.is_none_or(|to| to > scene.at.max(it.from)));
    if changed.correspondent && holds_on {
        let person = known.name.clone();
        return Err(Refusal::from(Why::CorrespondentHoldsNoPost { person }).at("correspondent"));
    }
    if changed == *known {
        return Err(Why::NothingChanged.into());
    }
    Ok(RosterChange::Person(changed))
}

/// The record a draft makes, checked against the others.
pub(super) fn person(roster: &Roster, draft: PersonDraft, id: PersonId) -> Result<Person, Refusal> {
    let name = draft.name.trim();
    field::name("name", name)?;
    field::wanted("login", &draft.login, LOGIN)?;
    let login = fold(&draft.login);
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_".contains(c);
    if !login.chars().all(fits) || !login.contains(|c: char| c.is_ascii_alphanumeric()) {
        return Err(Refusal::from(Why::Malformed {
            wanted: "a-z 0-9 . - _".into(),
            found: draft.login,
        })
        .at("login"));
    }
    // Of those who left too: their log-in stays theirs in the log.
    if roster
        .people
        .values()
        .any(|it| it.id != id && fold(&it.login) == login)
    {
        return Err(Refusal::from(Why::LoginTaken { login }).at("login"));
    }
    match draft.unit {
        Some(unit) if !roster.units.contains_key(&unit) => {
            return Err(not_found("unit").at("unit"));
        }
        None if draft.correspondent => return Err(Refusal::from(Why::Missing).at("unit")),
        _ => {}
    }
    let phone = draft.phone.trim().to_owned();
    field::optional("phone", &phone, PHONE)?;
    let dials = |c: char| c.is_ascii_digit() || " +-()".contains(c);
    if !phone.chars().all(dials) {
        return Err(Refusal::from(Why::Malformed {
            wanted: "+86 574 0000 0000".into(),
            found: phone,
        })
        .at("phone"));
    }
    Ok(Person {
        id,
        name: name.to_owned(),
        login,
        unit: draft.unit,
        correspondent: draft.correspondent,
        phone,
        active: true,
    })
}

/// Ends a person's service now: all holdings end at this instant, those to come never begin
/// (invariant 19). What they held before stays on record (invariant 9). Refused for the last leader and
/// when a post would be left with nobody.
pub fn end_service(scene: &Scene, id: PersonId) -> Result<Vec<RosterChange>, Refusal> {
    planner(scene)?;
    let known = scene
        .roster
        .people
        .get(&id)
        .ok_or_else(|| not_found("person"))?;
    if !known.active {
        return Err(Why::NothingChanged.into());
    }
    let mut changes: Vec<RosterChange> = scene
        .roster
        .holdings
        .values()
        .filter(|it| it.person == id && it.to.is_none_or(|to| to > scene.at))
        .map(|it| {
            RosterChange::Holding(Holding {
                to: Some(it.from.max(scene.at)),
                ..it.clone()
            })
        })
        .collect();
    changes.push(RosterChange::Person(Person {
        active: false,
        ..known.clone()
    }));
    accept(scene, &after(scene.roster, &changes), Some(id))?;
    Ok(changes)
}

/// Takes a person into service again, without the posts they had.
pub fn resume_service(scene: &Scene, id: PersonId) -> Result<RosterChange, Refusal> {
    planner(scene)?;
    let known = scene
        .roster
        .people
        .get(&id)
        .ok_or_else(|| not_found("person"))?;
    if known.active {
        return Err(Why::NothingChanged.into());
    }
    Ok(RosterChange::Person(Person {
        active: true,
        ..known.clone()
    }))
}

/// Adds a reporting unit.
pub fn add_unit(scene: &Scene, draft: UnitDraft, id: UnitId) -> Result<RosterChange, Refusal> {
    planner(scene)?;
    Ok(RosterChange::Unit(unit(scene.roster, draft, id)?))
}

/// Changes a reporting unit, or takes it out of use.
pub fn change_unit(scene: &Scene, id: UnitId, draft: UnitDraft) -> Result<RosterChange, Refusal> {
    planner(scene)?;
    let known = scene
        .roster
        .units
        .get(&id)
        .ok_or_else(|| not_found("unit"))?;
    let changed = unit(scene.roster, draft, id)?;
    if changed == *known {
        return Err(Why::NothingChanged.into());
    }
    Ok(RosterChange::Unit(changed))
}

/// The record a draft makes, checked against the others.
pub(super) fn unit(roster: &Roster, draft: UnitDraft, id: UnitId) -> Result<Unit, Refusal> {
    let name = draft.name.trim();
    field::name("name", name)?;
    let folded = fold(name);
    let taken = |it: &&Unit| it.id != id && it.active && fold(&it.name) == folded;
    if draft.active
        && let Some(other) = roster.units.values().find(taken)
    {
        let name = other.name.clone();
        return Err(Refusal::from(Why::NameTaken { name }).at("name"));
    }
    let mut above = draft.parent;
    let mut climbed = 0;
    while let Some(parent) = above {
        let known = roster
            .units
            .get(&parent)
            .ok_or_else(|| not_found("unit").at("parent"))?;
        climbed += 1;
        if parent == id || climbed > roster.units.len() {
            let unit = name.to_owned();
            return Err(Refusal::from(Why::ParentCycle { unit }).at("parent"));
        }
        above = known.parent;
    }
    Ok(Unit {
        id,
        name: name.to_owned(),
        parent: draft.parent,
        active: draft.active,
    })
}
