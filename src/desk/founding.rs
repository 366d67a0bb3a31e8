//! Founding a desk: the first procedure, people and posts, in one transaction, once.

use super::access::hash_password;
use super::people::events;
use super::{Desk, DeskError};
use crate::domain::event::{Actor, Change, Event};
use crate::domain::id::PersonId;
use crate::domain::procedure::Procedure;
use crate::domain::refusal::{Refusal, Why};
use crate::domain::roster::{self, TeamDraft, TeamReport};
use crate::store::tables;
use std::collections::BTreeMap;

/// A desk as it is to begin.
#[derive(Debug, Clone)]
pub struct Founding {
    pub procedure: Procedure,
    pub team: TeamDraft,
    /// Passwords by login. Who has none logs in with a token.
    pub passwords: BTreeMap<String, String>,
}

/// What was founded.
#[derive(Debug, Clone)]
pub struct Founded {
    /// Identity by login.
    pub people: BTreeMap<String, PersonId>,
    /// What the team should know of itself.
    pub report: TeamReport,
}

/// Why a desk was not founded: every problem at once.
#[derive(Debug, Clone, thiserror::Error)]
pub enum FoundingError {
    /// There is a desk in this database already.
    #[error("there is a desk already")]
    Exists,
    #[error("the desk cannot be founded: {0:?}")]
    Problems(Vec<Refusal>),
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl Desk {
    /// Whether there is a desk in this database.
    pub async fn is_founded(&self) -> Result<bool, DeskError> {
        self.store
            .read(|tx| -> Result<_, DeskError> { Ok(tables::roster::procedure(tx)?.is_some()) })
            .await
    }

    /// Founds the desk. A team that cannot review legally is refused, with every reason.
    pub async fn found(&self, founding: Founding) -> Result<Founded, FoundingError> {
        if self.is_founded().await? {
            return Err(FoundingError::Exists);
        }
        let at = self.now();
        let problems = crate::domain::procedure::validate(&founding.procedure);
        if !problems.is_empty() {
            let problems = problems.into_iter().map(Refusal::from).collect();
            return Err(FoundingError::Problems(problems));
        }
        // Made in one millisecond, they must still sort in the order given: the first post is the first.
        let mut ids = ulid::Generator::new();
        let mut fresh = || {
            ids.generate()
                .unwrap_or_else(|full| full.commit_overflow_random())
        };
        let team = roster::set_up(founding.team, &founding.procedure, at, &mut fresh)
            .map_err(FoundingError::Problems)?;
        if !team.report.errors.is_empty() {
            let problems = team.report.errors.into_iter().map(Refusal::from).collect();
            return Err(FoundingError::Problems(problems));
        }
        let people: BTreeMap<String, PersonId> = team
            .roster
            .people
            .values()
            .map(|it| (it.login.clone(), it.id))
            .collect();
        let mut hashes = Vec::new();
        for (login, password) in founding.passwords {
            let Some(person) = people.get(&login).copied() else {
                let refusal = Refusal::from(Why::NotFound { what: login }).at("passwords");
                return Err(FoundingError::Problems(vec![refusal]));
            };
            let hash = tokio::task::spawn_blocking(move || hash_password(&password))
                .await
                .map_err(|error| {
                    DeskError::from(Why::Internal {
                        incident: error.to_string(),
                    })
                })?;
            hashes.push((person, hash?));
        }
        let desk = self.clone();
        let procedure = founding.procedure;
        let changes = team.changes;
        let notices = self
            .store
            .write(move |tx| -> Result<_, DeskError> {
                if tables::roster::procedure(tx)?.is_some() {
                    return Err(Why::AlreadyClosed {
                        stage: "founded".into(),
                    }
                    .into());
                }
                let known = desk.known(tx)?;
                let actor = Actor::Job("set-up".into());
                let mut all = vec![Event {
                    actor: actor.clone(),
                    acting_for: None,
                    change: Change::Procedure {
                        procedure: Box::new(procedure.clone()),
                    },
                    reason: None,
                }];
                all.extend(events(actor.clone(), &changes));
                for (person, hash) in &hashes {
                    tables::access::put_password(tx, *person, hash)?;
                    all.push(Event {
                        actor: actor.clone(),
                        acting_for: None,
                        change: Change::PasswordSet { person: *person },
                        reason: None,
                    });
                }
                desk.record(tx, &known, &all, at)
            })
            .await
            .map_err(FoundingError::Desk)?;
        self.tell(notices);
        Ok(Founded {
            people,
            report: team.report,
        })
    }

    /// Throws every derived table away and folds it again from the log. Answers with the number of events.
    pub async fn rebuild(&self) -> Result<u64, DeskError> {
        let calendar = std::sync::Arc::clone(&self.calendar);
        self.store
            .write(move |tx| super::projection::rebuild(tx, calendar.clone()))
            .await
    }
}
