//! A small desk for the tests of the roster and of what leans on it.

use super::*;
use crate::domain::Scene;
use crate::domain::item::Item;
use crate::domain::procedure::*;
use crate::domain::report::{Bilingual, Channel, Classification, Submission, Urgency};

/// 2026-11-23 12:00 in Shanghai, a Monday.
pub const NOON: Moment = Moment::from_millis(1_795_406_400_000);

/// Three levels with 15 minutes, two hours, one working day; two return codes; nothing wanted of claims.
pub fn procedure() -> Procedure {
    let word = |word: &str| Bilingual::new(word, word);
    let level = |no| Level {
        no,
        name: word("level"),
        checklist_version: 1,
        checklist: Vec::new(),
        minutes: Minutes {
            critical: 15,
            expedited: 120,
            plain: 480,
        },
        claims_read: false,
    };
    let rule = ClaimRule {
        groups: 0,
        one_of: Vec::new(),
        prior_practice: false,
        arithmetic: false,
        blocks: true,
    };
    let code = |code: &str, needs_sentence| ReturnCode {
        code: code.into(),
        name: word(code),
        needs_sentence,
    };
    Procedure {
        desk: word("desk"),
        zone: "Asia/Shanghai".into(),
        levels: vec![level(1), level(2), level(3)],
        return_codes: vec![code("stale", false), code("needs_more", true)],
        verification: VerificationRules {
            innovation: rule.clone(),
            effect: rule.clone(),
            data: rule.clone(),
            fact: rule,
            stale_days: 30,
            tolerance_per_mille: 10,
            debt_hours: 24,
        },
        aging_days: 2,
        confirm_minutes: 60,
        body_limit: 1 << 20,
    }
}

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

    /// Asked by `by` at `at`, for no post in particular.
    pub fn scene<'a>(&'a self, procedure: &'a Procedure, by: PersonId, at: Moment) -> Scene<'a> {
        Scene {
            procedure,
            roster: &self.roster,
            at,
            by,
            post: None,
        }
    }

    /// Takes changes in.
    pub fn take(&mut self, changes: impl IntoIterator<Item = RosterChange>) {
        for change in changes {
            self.roster.apply(change);
        }
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

    /// A plain submission received at [`NOON`] from a unit of its own, in triage at a post nobody knows.
    pub fn item(&mut self) -> Item {
        let (post, by) = (PostId::from(self.id()), PersonId::from(self.id()));
        self.item_at(post, by)
    }

    /// A plain submission received at [`NOON`] from a unit of its own, by `by`, in triage at `desk_post`.
    pub fn item_at(&mut self, desk_post: PostId, by: PersonId) -> Item {
        let unit = self.unit("慈溪");
        let seq = u64::try_from(self.id()).expect("small");
        let submission = Submission {
            id: SubmissionId::from(self.id()),
            seq,
            item: ItemId::from(self.id()),
            unit,
            author: None,
            co_authors: Vec::new(),
            channel: Channel::Routine,
            urgency: Urgency::Plain,
            classification: Classification::Internal,
            title: "渔船回港".into(),
            body: "截至23日13时，全市渔船全部回港。".into(),
            sender_time: None,
            received_at: NOON,
            received_by: by,
            released_by: None,
            hotline: None,
            hash: String::new(),
        };
        Item::open(&submission, desk_post, true, String::new())
    }
}
