//! A room of triage for tests: people, posts, items, and acts taken in as they are accepted.

use super::*;
use crate::domain::item::undo::{Latest, undo};
use crate::domain::procedure::Procedure;
use crate::domain::review::{Capacity, Verdict, Via, Vote};
use crate::domain::roster::HoldingRole;
use crate::domain::roster::fixture::{Desk, NOON, procedure};
use std::collections::BTreeMap;

/// A sorter, a drafter with a second group beside, a division leader; items as they stand.
pub(super) struct Room {
    pub(super) desk: Desk,
    pub(super) procedure: Procedure,
    pub(super) items: BTreeMap<ItemId, Item>,
    pub(super) ids: Vec<ItemId>,
    pub(super) at: Moment,
    pub(super) sorting: PostId,
    pub(super) drafting: PostId,
    pub(super) second: PostId,
    pub(super) sorter: PersonId,
    pub(super) drafter: PersonId,
    pub(super) leader: PersonId,
    pub(super) correspondent: PersonId,
}

impl Room {
    pub(super) fn new(items: usize) -> Self {
        let mut desk = Desk::new();
        let recheck = desk.post("复核", &[Duty::Review], Some(2), None);
        let sorting = desk.post("来稿", &[Duty::Triage], None, Some(recheck));
        let drafting = desk.post("起草", &[Duty::Draft], Some(1), Some(recheck));
        let second = desk.post("二组", &[Duty::Draft], Some(1), Some(recheck));
        let [sorter, drafter, other, leader] =
            ["sorter", "drafter", "other", "leader"].map(|name| desk.person(name));
        for (post, person) in [
            (sorting, sorter),
            (drafting, drafter),
            (second, other),
            (recheck, leader),
        ] {
            desk.hold(post, person, HoldingRole::A);
        }
        let correspondent = desk.person("sends");
        let items: Vec<Item> = (0..items)
            .map(|_| desk.item_at(sorting, correspondent))
            .collect();
        let sends = desk.roster.people.get_mut(&correspondent).expect("person");
        sends.correspondent = true;
        sends.unit = items.first().and_then(Item::unit);
        Room {
            desk,
            procedure: procedure(),
            ids: items.iter().map(|item| item.id).collect(),
            items: items.into_iter().map(|item| (item.id, item)).collect(),
            at: NOON,
            sorting,
            drafting,
            second,
            sorter,
            drafter,
            leader,
            correspondent,
        }
    }

    pub(super) fn item(&self, no: usize) -> &Item {
        &self.items[&self.ids[no]]
    }

    pub(super) fn scene(&self, by: PersonId) -> Scene<'_> {
        self.desk.scene(&self.procedure, by, self.at)
    }

    pub(super) fn stage(&self, no: usize) -> Stage {
        self.item(no).stage(&self.procedure, self.at)
    }

    /// Asks a rule as `by` and takes its changes in, all or none.
    pub(super) fn ask(
        &mut self,
        by: PersonId,
        rule: impl FnOnce(&Self, &Scene) -> Result<Changes, Refusal>,
    ) -> Result<(), Refusal> {
        let changes = rule(self, &self.scene(by))?;
        self.at = self.at.plus_minutes(1);
        for (id, change) in changes {
            let item = self.items.get_mut(&id).expect("known");
            item.apply(&change, self.at, Some(by), &self.procedure);
        }
        Ok(())
    }

    pub(super) fn promote(&mut self, no: usize) {
        self.ask(self.sorter, |room, scene| {
            promote(scene, room.item(no), &PromoteDraft::default())
        })
        .expect("in triage");
    }

    pub(super) fn merge(&mut self, by: PersonId, from: usize, into: usize) -> Result<(), Refusal> {
        self.ask(by, |room, scene| {
            let (from, into) = (room.item(from), room.ids[into]);
            merge(
                scene,
                from,
                follow(from.id, into, |id| room.items.get(&id))?,
            )
        })
    }

    pub(super) fn back(&mut self, by: PersonId, no: usize) -> Result<(), Refusal> {
        self.ask(by, |room, scene| {
            let item = room.item(no);
            let target = item.merged_into().and_then(|id| room.items.get(&id));
            bring_back(scene, item, target)
        })
    }

    /// Does something as `by`, then takes it back; answers with the item between.
    pub(super) fn and_undo(
        &mut self,
        by: PersonId,
        no: usize,
        rule: impl FnOnce(&Self, &Scene) -> Result<Changes, Refusal>,
    ) -> Item {
        let before = self.item(no).clone();
        let mut made = None;
        self.ask(by, |room, scene| {
            let changes = rule(room, scene)?;
            made = changes
                .iter()
                .find(|(id, _)| *id == room.ids[no])
                .map(|(_, change)| change.clone());
            Ok(changes)
        })
        .expect("allowed");
        let between = self.item(no).clone();
        let change = made.expect("a change of the item");
        self.ask(by, |room, scene| {
            let other = room
                .item(no)
                .merged_into()
                .and_then(|id| room.items.get(&id));
            let latest = Latest {
                change: &change,
                before: &before,
                other,
            };
            undo(scene, room.item(no), latest)
        })
        .expect("undone");
        between
    }

    /// Puts the item forward and has level 1, or 1 and 2, pass it.
    pub(super) fn pass(&mut self, no: usize, levels: u8) {
        let mut changes = vec![ItemChange::Readied { version: 1 }];
        changes.extend((1..=levels).map(|level| ItemChange::Voted {
            vote: Vote {
                id: VoteId::from(u128::from(level)),
                level,
                version: 1,
                person: if level == 1 {
                    self.drafter
                } else {
                    self.leader
                },
                post: self.drafting,
                capacity: Capacity::A,
                verdict: Verdict::Pass,
                answers: Vec::new(),
                checklist_version: 1,
                claims_read: Vec::new(),
                at: self.at,
                via: Via::Screen,
                out_of_band: None,
                code: None,
                back_to: None,
                remark: String::new(),
                retracted_at: None,
                rev: 0,
            },
        }));
        let item = self.items.get_mut(&self.ids[no]).expect("known");
        for change in changes {
            item.apply(&change, self.at, None, &self.procedure);
        }
    }
}
