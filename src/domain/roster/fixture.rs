//! A small desk for the tests of the roster and of what leans on it.

use super::*;
use crate::domain::report::Bilingual;

/// 2026-11-23 12:00 in Shanghai, a Monday.
pub const NOON: Moment = Moment::from_millis(1_795_406_400_000);

/// A roster under construction; everyone holds their post from a year before [`NOON`].
#[derive(Clone, Default)]
pub struct Desk {
    pub roster: Roster,
    next: u128,
}

impl Desk {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn id(&mut self) -> u128 {
        self.next += 1;
        self.next
    }

    pub fn person(&mut self, login: &str) -> PersonId {
        let id = PersonId::from(self.id());
        let person = Person {
            id,
            name: login.into(),
            login: login.into(),
            unit: None,
            correspondent: false,
            phone: String::new(),
            active: true,
        };
        self.roster.people.insert(id, person);
        id
    }

    pub fn unit(&mut self, name: &str) -> UnitId {
        let id = UnitId::from(self.id());
        let unit = Unit {
            id,
            name: name.into(),
            parent: None,
            active: true,
        };
        self.roster.units.insert(id, unit);
        id
    }

    pub fn post(
        &mut self,
        name: &str,
        duties: &[Duty],
        level: Option<u8>,
        fallback: Option<PostId>,
    ) -> PostId {
        let id = PostId::from(self.id());
        let post = Post {
            id,
            name: Bilingual::new(name, name),
            duties: duties.iter().copied().collect(),
            level,
            fallback,
            active: true,
        };
        self.roster.posts.insert(id, post);
        id
    }

    pub fn hold(&mut self, post: PostId, person: PersonId, role: HoldingRole) -> HoldingId {
        let id = HoldingId::from(self.id());
        let holding = Holding {
            id,
            post,
            person,
            role,
            from: NOON.plus_days(-365),
            to: None,
            by: None,
        };
        self.roster.holdings.insert(id, holding);
        id
    }

    pub fn away(&mut self, person: PersonId, from: Moment, to: Moment) -> AbsenceId {
        let id = AbsenceId::from(self.id());
        let absence = Absence {
            id,
            person,
            from,
            to,
            kind: AbsenceKind::Leave,
            note: String::new(),
            cancelled: false,
        };
        self.roster.absences.insert(id, absence);
        id
    }
}
