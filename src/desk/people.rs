//! People, posts, holdings, absences, units, parties, the procedure: each change asked of the roster's rules.

use super::access::{Caller, require, sha256_hex};
use super::act::scene;
use super::{Desk, DeskError, once};
use crate::domain::Scene;
use crate::domain::event::{Actor, Change, Event};
use crate::domain::id::*;
use crate::domain::moment::Moment;
use crate::domain::procedure::{self, Procedure};
use crate::domain::refusal::{Refusal, Why};
use crate::domain::roster::{self, AbsenceDraft, HoldingDraft, PersonDraft, PostDraft, UnitDraft};
use crate::domain::roster::{Duty, RosterChange, Seat};
use crate::domain::verify::party::{self, PartyDraft};
use crate::wire::people::{PostView, RosterView};
use ulid::Ulid;

/// A change of people and posts, as asked for.
#[derive(Debug, Clone)]
pub enum RosterCommand {
    AddPerson(PersonDraft),
    ChangePerson(PersonId, PersonDraft),
    EndService(PersonId),
    ResumeService(PersonId),
    AddUnit(UnitDraft),
    ChangeUnit(UnitId, UnitDraft),
    AddPost(PostDraft),
    ChangePost(PostId, PostDraft),
    Appoint(HoldingDraft),
    EndHolding(HoldingId),
    Absent(AbsenceDraft),
    CancelAbsence(AbsenceId),
    AddParty(PartyDraft),
    ChangeParty(PartyId, PartyDraft),
}

fn ask(scene: &Scene, command: RosterCommand) -> Result<Vec<RosterChange>, Refusal> {
    use RosterCommand as C;
    let fresh = Ulid::generate;
    Ok(match command {
        C::AddPerson(draft) => vec![roster::add_person(scene, draft, PersonId(fresh()))?],
        C::ChangePerson(id, draft) => vec![roster::change_person(scene, id, draft)?],
        C::EndService(id) => roster::end_service(scene, id)?,
        C::ResumeService(id) => vec![roster::resume_service(scene, id)?],
        C::AddUnit(draft) => vec![roster::add_unit(scene, draft, UnitId(fresh()))?],
        C::ChangeUnit(id, draft) => vec![roster::change_unit(scene, id, draft)?],
        C::AddPost(draft) => vec![roster::add_post(scene, draft, PostId(fresh()))?],
        C::ChangePost(id, draft) => vec![roster::change_post(scene, id, draft)?],
        C::Appoint(draft) => roster::appoint(scene, draft, HoldingId(fresh()))?,
        C::EndHolding(id) => vec![roster::end_holding(scene, id, None)?],
        C::Absent(draft) => vec![roster::absent(scene, draft, AbsenceId(fresh()))?],
        C::CancelAbsence(id) => vec![roster::cancel_absence(scene, id)?],
        C::AddParty(draft) => vec![party::add(scene, draft, PartyId(fresh()))?],
        C::ChangeParty(id, draft) => vec![party::update(scene, id, draft)?],
    })
}

impl Desk {
    /// Everything about people and posts that the desk's own people see.
    pub async fn roster(&self, caller: Caller) -> Result<RosterView, DeskError> {
        let known = self.current().await?;
        let at = self.now();
        match known.roster.people.get(&caller.person) {
            Some(person) if person.active && !person.correspondent => {}
            Some(person) if person.correspondent => return Err(Why::OtherUnit.into()),
            _ => return Err(Why::NotSignedIn.into()),
        }
        let roster = &known.roster;
        Ok(RosterView {
            people: roster.people.values().cloned().collect(),
            units: roster.units.values().cloned().collect(),
            posts: roster
                .posts
                .values()
                .map(|post| PostView {
                    post: post.clone(),
                    acting: roster.acting(post.id, at),
                })
                .collect(),
            holdings: roster.holdings.values().cloned().collect(),
            absences: roster.absences.values().cloned().collect(),
            parties: roster.parties.values().cloned().collect(),
            procedure: known.procedure.clone(),
        })
    }

    /// Who acts for a post at an instant, past or future.
    pub async fn acting(
        &self,
        caller: Caller,
        post: PostId,
        at: Option<Moment>,
    ) -> Result<Option<Seat>, DeskError> {
        self.roster(caller).await?;
        let known = self.current().await?;
        if !known.roster.posts.contains_key(&post) {
            return Err(Why::NotFound {
                what: post.to_string(),
            }
            .into());
        }
        Ok(known.roster.acting(post, at.unwrap_or_else(|| self.now())))
    }

    /// Changes people or posts. Answers with the records as they are now.
    pub async fn change_roster(
        &self,
        caller: Caller,
        command: RosterCommand,
        key: Option<String>,
    ) -> Result<Vec<RosterChange>, DeskError> {
        let desk = self.clone();
        let at = self.now();
        let (changes, notices) = self
            .store
            .write(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                let print = sha256_hex(format!("{command:?}").as_bytes());
                if let Some(changes) = once::seen(tx, caller, key.as_deref(), &print)? {
                    return Ok((changes, Vec::new()));
                }
                let changes = ask(&scene(&known, caller, at), command.clone())?;
                let events = events(Actor::Person(caller.person), &changes);
                let notices = desk.record(tx, &known, &events, at)?;
                once::keep(tx, caller, key.as_deref(), &print, &changes, at)?;
                Ok((changes, notices))
            })
            .await?;
        self.tell(notices);
        Ok(changes)
    }

    /// Sets the desk's procedure, by an administrator. Items keep their votes; stages follow from the new levels.
    pub async fn set_procedure(&self, caller: Caller, asked: Procedure) -> Result<(), DeskError> {
        if let Some(problem) = procedure::validate(&asked).into_iter().next() {
            return Err(Refusal::from(problem).into());
        }
        let desk = self.clone();
        let at = self.now();
        let notices = self
            .store
            .write(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                require(&known, caller, Duty::Administer, at)?;
                let event = Event {
                    actor: Actor::Person(caller.person),
                    acting_for: None,
                    change: Change::Procedure {
                        procedure: Box::new(asked.clone()),
                    },
                    reason: None,
                };
                desk.record(tx, &known, &[event], at)
            })
            .await?;
        self.tell(notices);
        Ok(())
    }
}

/// One event for each change.
pub(super) fn events(actor: Actor, changes: &[RosterChange]) -> Vec<Event> {
    changes
        .iter()
        .map(|change| Event {
            actor: actor.clone(),
            acting_for: None,
            change: Change::Roster {
                change: Box::new(change.clone()),
            },
            reason: None,
        })
        .collect()
}
