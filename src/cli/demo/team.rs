//! The people, posts, units and parties of the demonstration desk, founded and appointed through the use cases.

use super::when::{Today, When};
use super::{Clockwork, DemoError};
use crate::desk::{Caller, Desk, Founding, RosterCommand};
use crate::domain::id::{PartyId, PersonId, PostId, UnitId};
use crate::domain::moment::Moment;
use crate::domain::procedure::Procedure;
use crate::domain::report::Bilingual;
use crate::domain::roster::{
    AbsenceDraft, AbsenceKind, Duty, HoldingDraft, HoldingRole, PersonDraft, RosterChange,
    TeamDraft, TeamPerson, TeamPost, UnitDraft,
};
use crate::domain::verify::Relation;
use crate::domain::verify::party::PartyDraft;
use serde::Deserialize;
use std::collections::BTreeMap;

/// `content/team.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cast {
    desk: Bilingual,
    founded: When,
    /// Log-in of who keeps the roster.
    keeper: String,
    person: Vec<Somebody>,
    post: Vec<Chair>,
    unit: Vec<String>,
    /// Reports for itself, and belongs to another.
    below: Vec<Below>,
    newcomer: Vec<Newcomer>,
    party: Vec<Asked>,
    away: Vec<Away>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Somebody {
    login: String,
    name: String,
    phone: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Chair {
    key: String,
    name: Bilingual,
    duties: Vec<Duty>,
    level: Option<u8>,
    fallback: Option<String>,
    a: String,
    b: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Below {
    name: String,
    parent: String,
}

/// Somebody of a unit: a correspondent, or a secondee who learns a post.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Newcomer {
    login: String,
    name: String,
    unit: String,
    #[serde(default)]
    shadows: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    key: String,
    body: String,
    role: String,
    #[serde(default)]
    group: String,
    #[serde(default)]
    unit: Option<String>,
    relation: Relation,
}

/// An absence over whole days of the calendar.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Away {
    who: String,
    /// When it was entered.
    told: When,
    /// Days from today on which it begins; negative: before.
    from: i64,
    /// Days from today on which the person is back.
    back: i64,
    kind: AbsenceKind,
    note: String,
}

/// Identities by the short names of the content.
#[derive(Debug, Clone, Default)]
pub struct Names {
    pub people: BTreeMap<String, PersonId>,
    pub posts: BTreeMap<String, PostId>,
    pub units: BTreeMap<String, UnitId>,
    pub parties: BTreeMap<String, PartyId>,
}

impl Names {
    /// A person, by log-in.
    pub fn person(&self, login: &str) -> Result<PersonId, DemoError> {
        find(&self.people, login)
    }

    /// A post, by its short name.
    pub fn post(&self, key: &str) -> Result<PostId, DemoError> {
        find(&self.posts, key)
    }

    /// A party, by its short name.
    pub fn party(&self, key: &str) -> Result<PartyId, DemoError> {
        find(&self.parties, key)
    }

    fn unit(&self, name: &str) -> Result<UnitId, DemoError> {
        find(&self.units, name)
    }
}

fn find<T: Copy>(known: &BTreeMap<String, T>, name: &str) -> Result<T, DemoError> {
    known
        .get(name)
        .copied()
        .ok_or_else(|| DemoError::Unknown(name.to_owned()))
}

impl Cast {
    /// Absences are entered in the course of the story: when, and what to enter.
    pub fn absences(&self, names: &Names, today: &Today) -> Result<Absences, DemoError> {
        let keeper = names.person(&self.keeper)?;
        let mut absences = Vec::new();
        for away in &self.away {
            let draft = AbsenceDraft {
                person: names.person(&away.who)?,
                from: today.morning(away.from),
                to: today.morning(away.back),
                kind: away.kind,
                note: away.note.clone(),
            };
            absences.push((today.moment(away.told), draft));
        }
        Ok(Absences { keeper, absences })
    }

    /// Founds the desk and appoints everybody.
    pub async fn found(
        &self,
        desk: &Desk,
        clock: &Clockwork,
        today: &Today<'_>,
    ) -> Result<Names, DemoError> {
        clock.set(today.moment(self.founded));
        let founded = desk.found(self.founding()).await?;
        let mut names = Names {
            people: founded.people,
            ..Names::default()
        };
        let roster = &desk.current().await?.roster;
        for post in roster.posts.values() {
            if let Some(chair) = self.post.iter().find(|it| it.name == post.name) {
                names.posts.insert(chair.key.clone(), post.id);
            }
        }
        let units = roster.units.values().map(|it| (it.name.clone(), it.id));
        names.units.extend(units);
        let keeper = Caller::local(names.person(&self.keeper)?);
        for below in &self.below {
            let draft = UnitDraft {
                name: below.name.clone(),
                parent: Some(names.unit(&below.parent)?),
                active: true,
            };
            change(desk, keeper, RosterCommand::AddUnit(draft), &mut names).await?;
        }
        for newcomer in &self.newcomer {
            self.welcome(desk, keeper, newcomer, &mut names).await?;
        }
        for asked in &self.party {
            let draft = PartyDraft {
                body: asked.body.clone(),
                role: asked.role.clone(),
                group: asked.group.clone(),
                unit: match &asked.unit {
                    Some(unit) => Some(names.unit(unit)?),
                    None => None,
                },
                relation: asked.relation,
                active: true,
            };
            let changes = desk
                .change_roster(keeper, RosterCommand::AddParty(draft), None)
                .await?;
            for changed in changes {
                if let RosterChange::Party(party) = changed {
                    names.parties.insert(asked.key.clone(), party.id);
                }
            }
        }
        Ok(names)
    }

    async fn welcome(
        &self,
        desk: &Desk,
        keeper: Caller,
        newcomer: &Newcomer,
        names: &mut Names,
    ) -> Result<(), DemoError> {
        let draft = PersonDraft {
            name: newcomer.name.clone(),
            login: newcomer.login.clone(),
            unit: Some(names.unit(&newcomer.unit)?),
            correspondent: newcomer.shadows.is_none(),
            phone: String::new(),
        };
        change(desk, keeper, RosterCommand::AddPerson(draft), names).await?;
        if let Some(post) = &newcomer.shadows {
            let draft = HoldingDraft {
                post: names.post(post)?,
                person: names.person(&newcomer.login)?,
                role: HoldingRole::Shadow,
                from: None,
                to: None,
            };
            change(desk, keeper, RosterCommand::Appoint(draft), names).await?;
        }
        Ok(())
    }

    fn founding(&self) -> Founding {
        let place = |key: &String| self.post.iter().position(|it| it.key == *key);
        let team = TeamDraft {
            people: self
                .person
                .iter()
                .map(|it| TeamPerson {
                    name: it.name.clone(),
                    login: it.login.clone(),
                    phone: it.phone.clone(),
                })
                .collect(),
            posts: self
                .post
                .iter()
                .map(|it| TeamPost {
                    name: it.name.clone(),
                    duties: it.duties.iter().copied().collect(),
                    level: it.level,
                    fallback: it.fallback.as_ref().and_then(place),
                    a: it.a.clone(),
                    b: Some(it.b.clone()),
                })
                .collect(),
            units: self.unit.clone(),
        };
        Founding {
            procedure: Procedure {
                desk: self.desk.clone(),
                ..Procedure::three_levels()
            },
            team,
            passwords: BTreeMap::new(),
        }
    }
}

/// Absences to be entered, by whom.
#[derive(Debug)]
pub struct Absences {
    keeper: PersonId,
    absences: Vec<(Moment, AbsenceDraft)>,
}

impl Absences {
    /// When each is entered, in the order of the content.
    pub fn times(&self) -> impl Iterator<Item = Moment> {
        self.absences.iter().map(|(at, _)| *at)
    }

    /// Enters the one at this place.
    pub async fn enter(&self, desk: &Desk, place: usize) -> Result<(), DemoError> {
        if let Some((_, draft)) = self.absences.get(place) {
            let command = RosterCommand::Absent(draft.clone());
            desk.change_roster(Caller::local(self.keeper), command, None)
                .await?;
        }
        Ok(())
    }
}

/// Changes the roster and learns the names of what is new.
async fn change(
    desk: &Desk,
    keeper: Caller,
    command: RosterCommand,
    names: &mut Names,
) -> Result<(), DemoError> {
    for changed in desk.change_roster(keeper, command, None).await? {
        match changed {
            RosterChange::Unit(unit) => {
                names.units.insert(unit.name, unit.id);
            }
            RosterChange::Person(person) => {
                names.people.insert(person.login, person.id);
            }
            _ => {}
        }
    }
    Ok(())
}
