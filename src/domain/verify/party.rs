//! Parties (核实方) that can be asked: offices, companies and other bodies by the role of the person asked.
//! Known to the whole desk, kept when no longer in use, never deleted.

use super::authority::{GATHERING, with_duty};
use super::*;
use crate::domain::refusal::{Refusal, Why};
use crate::domain::roster::{Duty, RosterChange};
use crate::domain::{Scene, field};

/// A party as entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartyDraft {
    /// Office, company or other body; at most 100 characters.
    pub body: String,
    /// Role of the person asked, never a name; at most 100 characters.
    #[serde(default)]
    pub role: String,
    /// One word for all that are fed by the same origin; the body when empty.
    #[serde(default)]
    pub group: String,
    /// The reporting unit of the network it is, if it is one.
    #[serde(default)]
    pub unit: Option<UnitId>,
    pub relation: Relation,
    #[serde(default = "in_use")]
    pub active: bool,
}

fn in_use() -> bool {
    true
}

/// Adds a party. By anyone who gathers evidence, or keeps the roster.
///
/// # Errors
/// The field at fault: `body`, `role`, `group`, `unit`.
pub fn add(scene: &Scene, draft: PartyDraft, id: PartyId) -> Result<RosterChange, Refusal> {
    record(scene, draft, id)
}

/// Changes what is known of a party; evidence it gave is judged by the new record from then on.
///
/// # Errors
/// As [`add`], and [`Why::NotFound`].
pub fn update(scene: &Scene, id: PartyId, draft: PartyDraft) -> Result<RosterChange, Refusal> {
    if !scene.roster.parties.contains_key(&id) {
        return Err(Why::NotFound {
            what: "party".into(),
        }
        .into());
    }
    record(scene, draft, id)
}

fn record(scene: &Scene, draft: PartyDraft, id: PartyId) -> Result<RosterChange, Refusal> {
    let keepers = [GATHERING.as_slice(), &[Duty::Roster]].concat();
    with_duty(scene, None, &keepers)?;
    field::name("body", &draft.body)?;
    for (name, text) in [("role", &draft.role), ("group", &draft.group)] {
        if !text.is_empty() {
            field::name(name, text)?;
        }
    }
    if let Some(unit) = draft.unit
        && !scene.roster.units.contains_key(&unit)
    {
        let unit = unit.to_string();
        return Err(Refusal::from(Why::UnknownUnit { unit }).at("unit"));
    }
    let group = if draft.group.is_empty() {
        draft.body.clone()
    } else {
        draft.group
    };
    Ok(RosterChange::Party(Party {
        id,
        body: draft.body,
        role: draft.role,
        group,
        unit: draft.unit,
        relation: draft.relation,
        active: draft.active,
    }))
}
