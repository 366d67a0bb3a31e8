//! The demonstration desk: an invented office, its people and its week, played through the use cases.
//!
//! Nothing is put into tables by hand. The desk is founded, submissions are received and each act is carried out
//! by the person whose turn it is, at a clock that steps from a week ago to now; so the log is true, the rules
//! have been kept, and what a visitor finds could have happened. What is told is in `content/`: `team.toml`
//! and the stories ([`story`]); how it is told is in [`play`].
//!
//! All of it is made up: there is no such city, office, company or person.

mod command;
mod play;
mod story;
mod team;
#[cfg(test)]
mod tests;
mod when;

use crate::desk::{Clock, Desk, DeskError, FoundingError};
use crate::domain::calendar::{Calendar, office_zone};
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::procedure::Procedure;
use crate::domain::report::Bilingual;
use crate::domain::roster::HoldingRole;
use crate::store::Store;
use crate::text::fold;
use play::Play;
use serde::Serialize;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use story::{Chapter, Story};
use team::Cast;
use when::Today;

const TEAM: &str = include_str!("content/team.toml");

/// The stories, by what they are about.
const CHAPTERS: [(&str, &str); 7] = [
    ("sea", include_str!("content/sea.toml")),
    ("economy", include_str!("content/economy.toml")),
    ("people", include_str!("content/people.toml")),
    ("city", include_str!("content/city.toml")),
    ("country", include_str!("content/country.toml")),
    ("urgent", include_str!("content/urgent.toml")),
    ("english", include_str!("content/english.toml")),
];

/// Log-in of the one who opens the desk when nobody is named: she stands in for a division leader on leave, and
/// drafts as well.
const DEFAULT_LOGIN: &str = "zhoumin";

/// Why the demonstration desk could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// There is a desk in this database already, or its team was refused.
    #[error(transparent)]
    Founding(#[from] FoundingError),
    /// The store failed, or the desk refused something outside a story.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The content is not of its form.
    #[error("content/{file}.toml: {why}")]
    Content { file: &'static str, why: String },
    /// The content names somebody or something that there is not.
    #[error("nobody and nothing is called \"{0}\"")]
    Unknown(String),
    /// The words are not in the text, or more than once.
    #[error("\"{0}\" is not in the text exactly once")]
    NotInText(String),
    /// A step of a story did not happen.
    #[error("story \"{story}\", step {step}: {why}")]
    Step {
        story: String,
        /// From 1; 0 is the receipt.
        step: usize,
        why: Box<DemoError>,
    },
}

/// The demonstration desk's people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Populated {
    /// Everybody in service, by log-in.
    pub people: Vec<DemoPerson>,
    /// Who opens the desk when nobody is named.
    pub default_person: PersonId,
}

/// Somebody a visitor can be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DemoPerson {
    pub id: PersonId,
    pub login: String,
    pub name: String,
    /// The unit a correspondent sends for.
    pub unit: Option<String>,
    pub posts: Vec<HeldPost>,
}

/// A post somebody holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeldPost {
    pub name: Bilingual,
    pub role: HoldingRole,
}

impl Populated {
    /// The person of this name or log-in, in whatever width or case it is typed.
    pub fn person(&self, name: &str) -> Option<&DemoPerson> {
        let wanted = fold(name);
        self.people
            .iter()
            .find(|it| fold(&it.login) == wanted || fold(&it.name) == wanted)
    }
}

/// Founds the demonstration desk in an empty database and plays its last working days, ending just before `now`.
/// The desk that is served afterwards wants the same `calendar`.
///
/// # Errors
/// That there is a desk already; that the store failed. Anything else is a fault of the content, which a test
/// plays whole.
pub async fn populate(
    store: Store,
    now: Moment,
    calendar: Calendar,
) -> Result<Populated, DemoError> {
    let cast: Cast = read("team", TEAM)?;
    let mut stories: Vec<Story> = Vec::new();
    for (file, text) in CHAPTERS {
        stories.extend(read::<Chapter>(file, text)?.story);
    }
    let today = Today {
        now,
        zone: office_zone(&Procedure::three_levels().zone),
        calendar: &calendar,
    };
    let clock = Clockwork::default();
    let desk = Desk::new(store, clock.clock(), calendar.clone());
    let names = cast.found(&desk, &clock, &today).await?;
    let absences = cast.absences(&names, &today)?;
    Play::new(&desk, &clock, &today, &names)
        .perform(&stories, &absences)
        .await?;
    clock.set(now);
    people(&desk).await
}

/// The people of a demonstration desk populated before.
///
/// # Errors
/// That the store failed, or that it is not a demonstration desk.
pub async fn people(desk: &Desk) -> Result<Populated, DemoError> {
    let known = desk.current().await?;
    let (roster, at) = (&known.roster, desk.now());
    let mut people: Vec<DemoPerson> = roster
        .people
        .values()
        .filter(|it| it.active)
        .map(|it| DemoPerson {
            id: it.id,
            login: it.login.clone(),
            name: it.name.clone(),
            unit: it
                .unit
                .and_then(|unit| Some(roster.units.get(&unit)?.name.clone())),
            posts: roster
                .holds(it.id, at)
                .into_iter()
                .filter_map(|(post, role)| {
                    let name = roster.posts.get(&post)?.name.clone();
                    Some(HeldPost { name, role })
                })
                .collect(),
        })
        .collect();
    people.sort_by(|a, b| a.login.cmp(&b.login));
    let default = people.iter().find(|it| it.login == DEFAULT_LOGIN);
    let default_person = default
        .map(|it| it.id)
        .ok_or_else(|| DemoError::Unknown(DEFAULT_LOGIN.into()))?;
    Ok(Populated {
        people,
        default_person,
    })
}

fn read<T: serde::de::DeserializeOwned>(file: &'static str, text: &str) -> Result<T, DemoError> {
    toml::from_str(text).map_err(|why| DemoError::Content {
        file,
        why: why.to_string(),
    })
}

/// A clock that stands where it is set.
#[derive(Debug, Clone, Default)]
pub struct Clockwork(Arc<AtomicI64>);

impl Clockwork {
    fn set(&self, at: Moment) {
        self.0.store(at.millis(), Ordering::Relaxed);
    }

    fn clock(&self) -> Clock {
        let hands = Arc::clone(&self.0);
        Arc::new(move || Moment::from_millis(hands.load(Ordering::Relaxed)))
    }
}
