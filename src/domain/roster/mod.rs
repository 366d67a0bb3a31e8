//! The roster (人员与岗位): people, units, posts, who holds them and who is away (`spec.md` B10).
//! Work belongs to a post; the person is derived by [`acting`](Roster::acting) from the records here.

mod absence;
mod acting;
mod appoint;
mod authority;
#[cfg(test)]
pub mod fixture;
#[cfg(test)]
mod history_tests;
#[cfg(test)]
mod office;
mod people;
mod posts;
mod soundness;
mod team;

pub use absence::{AbsenceDraft, absent, cancel_absence};
pub use appoint::{HoldingDraft, appoint, end_holding};
pub use authority::{in_service, seat_for, seat_on};
pub use people::{
    PersonDraft, UnitDraft, add_person, add_unit, change_person, change_unit, end_service,
    resume_service,
};
pub use posts::{PostDraft, abolish_post, add_post, change_post};
pub use soundness::MOST_POSTS;
pub use team::{
    BlockedWhenAway, Team, TeamDraft, TeamPerson, TeamPost, TeamReport, TeamWarning, check_team,
    set_up, suggest_seats,
};

use super::id::*;
use super::moment::Moment;
use super::report::Bilingual;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// What a post may do. A person may do what the posts they act for may do.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// Sort what comes in 来稿处理.
    Triage,
    /// Draft and verify 起草.
    Draft,
    /// Review at the post's level 审核.
    Review,
    /// Sign release 签发.
    Release,
    /// Plan the roster 排班.
    Roster,
    /// Answer for urgent items 值班.
    Duty,
    /// Read everything that is not sealed, change nothing 审计.
    Audit,
    /// Configure; never votes 管理.
    Administer,
}

/// A person (人员). Deactivated, never deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Person {
    pub id: PersonId,
    /// As shown.
    pub name: String,
    /// As typed at log-in: lower-case letters, digits, `.`, `-`, `_`; unique.
    pub login: String,
    /// The unit a correspondent sends for, or a secondee comes from.
    pub unit: Option<UnitId>,
    /// A correspondent (信息员): sees only their own unit's submissions.
    pub correspondent: bool,
    /// Registered number for call-backs.
    #[serde(default)]
    pub phone: String,
    pub active: bool,
}

/// A reporting unit (报送单位).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Unit {
    pub id: UnitId,
    pub name: String,
    pub parent: Option<UnitId>,
    pub active: bool,
}

/// A post (岗位).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Post {
    pub id: PostId,
    pub name: Bilingual,
    pub duties: BTreeSet<Duty>,
    /// The level it reviews at: drafting posts 1, division leader 2, department leader 3; others none.
    pub level: Option<u8>,
    /// Who acts when neither A nor B can: also the post it reports to, so that the next levels of
    /// review are found by following it upwards.
    pub fallback: Option<PostId>,
    pub active: bool,
}

/// A or B holder, or a shadow who never acts.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum HoldingRole {
    A,
    B,
    Shadow,
}

/// A person holds a post from one instant to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Holding {
    pub id: HoldingId,
    pub post: PostId,
    pub person: PersonId,
    pub role: HoldingRole,
    pub from: Moment,
    /// Exclusive; `None`: until further notice.
    pub to: Option<Moment>,
    /// Who appointed; `None` for the set-up.
    pub by: Option<PersonId>,
}

/// Why someone is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AbsenceKind {
    Leave,
    Sick,
    Travel,
    Training,
    Other,
}

/// An absence (请假、外出): cover begins and ends by the clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Absence {
    pub id: AbsenceId,
    pub person: PersonId,
    pub from: Moment,
    /// Exclusive.
    pub to: Moment,
    pub kind: AbsenceKind,
    #[serde(default)]
    pub note: String,
    pub cancelled: bool,
}

/// Someone on a post's chair at some instant.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
pub struct Seat {
    /// The post acted for.
    pub post: PostId,
    pub person: PersonId,
    pub capacity: super::review::Capacity,
}

/// All records about people and posts: small (tens of posts, hundreds of units), kept whole in memory.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Roster {
    pub people: BTreeMap<PersonId, Person>,
    pub units: BTreeMap<UnitId, Unit>,
    pub posts: BTreeMap<PostId, Post>,
    pub holdings: BTreeMap<HoldingId, Holding>,
    pub absences: BTreeMap<AbsenceId, Absence>,
    pub parties: BTreeMap<PartyId, super::verify::Party>,
}

/// A change of the roster, as it stands in the log: the record as it is from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "record", content = "value")]
pub enum RosterChange {
    Person(Person),
    Unit(Unit),
    Post(Post),
    Holding(Holding),
    Absence(Absence),
    Party(super::verify::Party),
}

impl Roster {
    /// Takes a change in. Records are replaced whole, by identity.
    pub fn apply(&mut self, change: RosterChange) {
        match change {
            RosterChange::Person(it) => drop(self.people.insert(it.id, it)),
            RosterChange::Unit(it) => drop(self.units.insert(it.id, it)),
            RosterChange::Post(it) => drop(self.posts.insert(it.id, it)),
            RosterChange::Holding(it) => drop(self.holdings.insert(it.id, it)),
            RosterChange::Absence(it) => drop(self.absences.insert(it.id, it)),
            RosterChange::Party(it) => drop(self.parties.insert(it.id, it)),
        }
    }

    /// A person's name, or `?` for one the records do not know.
    pub fn name(&self, person: PersonId) -> &str {
        self.people.get(&person).map_or("?", |it| &it.name)
    }
}
