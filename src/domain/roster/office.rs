//! An office for the tests of appointments and absences.

use super::fixture::{Desk, NOON, procedure};
use super::*;
use crate::domain::procedure::Procedure;
use crate::domain::refusal::Refusal;

/// Three levels, each with A and B; the chief plans the roster and is the head of every chain.
pub(super) struct Office {
    pub(super) desk: Desk,
    pub(super) procedure: Procedure,
    pub(super) people: Vec<PersonId>,
    pub(super) drafting: PostId,
    pub(super) recheck: PostId,
    pub(super) audit: PostId,
}

impl Office {
    pub(super) fn new() -> Self {
        let mut desk = Desk::new();
        let audit = desk.post("审核", &[Duty::Review, Duty::Release], Some(3), None);
        let recheck = desk.post("复核", &[Duty::Review], Some(2), Some(audit));
        let drafting = desk.post("起草", &[Duty::Triage, Duty::Draft], Some(1), Some(recheck));
        let planning = desk.post("排班", &[Duty::Roster], None, Some(audit));
        let people: Vec<_> = (0..8).map(|no| desk.person(&format!("p{no}"))).collect();
        for (post, a, b) in [
            (drafting, 0, 1),
            (recheck, 2, 3),
            (audit, 4, 5),
            (planning, 6, 7),
        ] {
            desk.hold(post, people[a], HoldingRole::A);
            desk.hold(post, people[b], HoldingRole::B);
        }
        Office {
            desk,
            procedure: procedure(),
            people,
            drafting,
            recheck,
            audit,
        }
    }

    pub(super) fn planner(&self) -> PersonId {
        self.desk
            .roster
            .posts
            .values()
            .find(|it| it.duties.contains(&Duty::Roster))
            .and_then(|post| self.desk.roster.acting(post.id, NOON))
            .expect("planner")
            .person
    }

    pub(super) fn appoint(
        &mut self,
        post: PostId,
        person: usize,
        role: HoldingRole,
    ) -> Result<(), Refusal> {
        let draft = HoldingDraft {
            post,
            person: self.people[person],
            role,
            from: None,
            to: None,
        };
        let id = HoldingId::from(self.desk.id());
        let scene = self.desk.scene(&self.procedure, self.planner(), NOON);
        let changes = appoint(&scene, draft, id)?;
        self.desk.take(changes);
        Ok(())
    }

    pub(super) fn away(&mut self, person: usize, from: Moment, to: Moment) -> Result<(), Refusal> {
        let draft = AbsenceDraft {
            person: self.people[person],
            from,
            to,
            kind: AbsenceKind::Leave,
            note: String::new(),
        };
        let id = AbsenceId::from(self.desk.id());
        let scene = self.desk.scene(&self.procedure, self.planner(), NOON);
        let change = absent(&scene, draft, id)?;
        self.desk.take([change]);
        Ok(())
    }

    pub(super) fn leave(&mut self, person: usize) -> Result<(), Refusal> {
        let scene = self.desk.scene(&self.procedure, self.planner(), NOON);
        let changes = end_service(&scene, self.people[person])?;
        self.desk.take(changes);
        Ok(())
    }
}
