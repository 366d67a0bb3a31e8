//! What triage may do to an item, and how it is taken back.

#[path = "triage_room.rs"]
mod room;

use super::*;
use crate::domain::item::undo::{Latest, undo};
use proptest::prelude::*;
use room::Room;
use std::collections::{BTreeMap, BTreeSet};

fn why(answer: Result<(), Refusal>) -> Why {
    answer.expect_err("refused").why
}

fn code(code: &str, sentence: &str) -> ReturnDraft {
    ReturnDraft {
        code: code.into(),
        sentence: sentence.into(),
    }
}

#[test]
fn the_sorter_promotes_to_the_first_drafting_post_or_the_one_named() {
    let mut room = Room::new(2);
    room.promote(0);
    assert_eq!(
        (room.stage(0), room.item(0).desk_post),
        (Stage::Drafting, room.drafting)
    );
    let draft = |desk_post| PromoteDraft {
        desk_post: Some(desk_post),
        kind: ItemKind::Brief,
    };
    let sorting = room.sorting;
    let refused = room.ask(room.sorter, |room, scene| {
        promote(scene, room.item(1), &draft(sorting))
    });
    assert!(matches!(why(refused), Why::Malformed { found, .. } if found == "来稿"));
    let second = room.second;
    room.ask(room.sorter, |room, scene| {
        promote(scene, room.item(1), &draft(second))
    })
    .expect("a drafting post");
    assert_eq!(
        (room.item(1).desk_post, room.item(1).kind),
        (second, ItemKind::Brief)
    );
    let again = room.ask(room.sorter, |room, scene| {
        promote(scene, room.item(1), &draft(second))
    });
    assert!(matches!(why(again), Why::WrongStage { .. }));
}

#[test]
fn only_who_sorts_decides_in_triage_and_the_drafting_post_too_afterwards() {
    let mut room = Room::new(1);
    let spike_it = |room: &mut Room, by| {
        room.ask(by, |room, scene| {
            let draft = SpikeDraft {
                code: "stale".into(),
                reason: String::new(),
            };
            spike(scene, room.item(0), &draft)
        })
    };
    let (drafter, leader, sorter) = (room.drafter, room.leader, room.sorter);
    let refused = spike_it(&mut room, drafter).expect_err("not sorting");
    assert_eq!(refused.why, Why::NotYourDuty { duty: Duty::Triage });
    assert!(!refused.who_can_fix.is_empty());
    room.promote(0);
    assert!(matches!(
        why(spike_it(&mut room, leader)),
        Why::NotYourTurn { .. }
    ));
    spike_it(&mut room, drafter).expect("the drafting post's item");
    room.back(sorter, 0).expect("the sorter too");
    spike_it(&mut room, sorter).expect("in drafting as well");
    assert_eq!(room.stage(0), Stage::Closed);
}

#[test]
fn from_level_two_on_nobody_takes_an_item_out_of_the_line() {
    let mut room = Room::new(2);
    room.promote(0);
    room.pass(0, 1);
    assert_eq!(room.stage(0), Stage::Level(2));
    for by in [room.sorter, room.drafter, room.leader] {
        let spiked = room.ask(by, |room, scene| {
            let draft = SpikeDraft {
                code: "stale".into(),
                reason: String::new(),
            };
            spike(scene, room.item(0), &draft)
        });
        let stage = Why::WrongStage {
            stage: "l2".into(),
            wanted: "drafting".into(),
        };
        assert_eq!(why(spiked), stage);
        assert!(room.merge(by, 0, 1).is_err());
    }
    room.ask(room.sorter, |room, scene| {
        let urgency = Urgency::Critical;
        set_urgency(scene, room.item(0), &UrgencyDraft { urgency })
    })
    .expect("events do not wait");
}

/// Invariant 33.
#[test]
fn a_return_names_a_known_code_and_needs_more_says_what() {
    let mut room = Room::new(1);
    let mut give = |draft: ReturnDraft| {
        room.ask(room.sorter, |room, scene| {
            return_to_unit(scene, room.item(0), &draft)
        })
    };
    assert_eq!(
        why(give(code("boring", ""))),
        Why::UnknownReturnCode {
            given: "boring".into(),
            known: vec!["stale".into(), "needs_more".into()],
        }
    );
    assert_eq!(
        why(give(code("needs_more", " \u{3000}"))),
        Why::SentenceMissing
    );
    assert!(matches!(
        why(give(code("needs_more", &"长".repeat(2_001)))),
        Why::TooLong { .. }
    ));
    assert_eq!(give(code("needs_more", "请补充分县数据")), Ok(()));
}

#[test]
fn a_hold_ends_by_the_clock_and_begins_only_in_the_future() {
    let mut room = Room::new(1);
    let hold_it = |room: &mut Room, minutes: i64, reason: &str| {
        let draft = HoldDraft {
            until: room.at.plus_minutes(minutes),
            reason: reason.into(),
        };
        room.ask(room.sorter, |room, scene| hold(scene, room.item(0), &draft))
    };
    assert_eq!(why(hold_it(&mut room, 0, "等数据")), Why::TimeInPast);
    assert_eq!(why(hold_it(&mut room, 60, "")), Why::Missing);
    let far = why(hold_it(&mut room, 60 * 24 * 400, "等数据"));
    assert_eq!(
        far,
        Why::TooFarAhead {
            days: LONGEST_HOLD_DAYS
        }
    );
    hold_it(&mut room, 60, "等数据").expect("an hour");
    assert_eq!(room.stage(0), Stage::Held);
    hold_it(&mut room, 120, "再等").expect("another date");
    room.at = room.at.plus_minutes(118);
    assert_eq!(room.stage(0), Stage::Held);
    room.at = room.at.plus_minutes(1);
    assert_eq!(room.stage(0), Stage::Triage);
    assert_eq!(why(room.back(room.sorter, 0)), Why::NotAside);
    room.promote(0);
}

#[test]
fn an_item_comes_back_at_the_stage_it_had() {
    let mut room = Room::new(1);
    room.promote(0);
    room.ask(room.drafter, |room, scene| {
        return_to_unit(scene, room.item(0), &code("stale", ""))
    })
    .expect("returned");
    assert_eq!(room.stage(0), Stage::Closed);
    assert!(matches!(
        why(room.back(room.leader, 0)),
        Why::NotYourTurn { .. }
    ));
    room.back(room.drafter, 0).expect("back");
    assert_eq!(room.stage(0), Stage::Drafting);
}

/// Invariant 45.
#[test]
fn merging_two_items_into_each_other_ends_in_one_cluster_with_one_lead() {
    let mut room = Room::new(2);
    room.merge(room.sorter, 0, 1).expect("first");
    assert_eq!(why(room.merge(room.sorter, 1, 0)), Why::MergeIntoItself);
    assert_eq!(
        (room.stage(0), room.stage(1)),
        (Stage::Closed, Stage::Triage)
    );
    let lead = room.item(1).members.first().expect("lead");
    assert_eq!((lead.seq, lead.from_item), (room.item(1).no, None));
    assert_eq!(why(room.merge(room.sorter, 1, 1)), Why::MergeIntoItself);
}

#[test]
fn a_merge_into_a_merged_item_goes_where_that_went() {
    let mut room = Room::new(3);
    room.merge(room.sorter, 0, 1).expect("first");
    room.merge(room.sorter, 2, 0).expect("followed");
    assert_eq!(room.item(2).merged_into(), Some(room.ids[1]));
    assert_eq!(room.item(1).members.len(), 3);
}

#[test]
fn nothing_is_merged_into_what_waits_for_signature_or_was_passed_by_someone_of_its_unit() {
    let mut room = Room::new(2);
    room.promote(1);
    room.pass(1, 2);
    let home = room.item(0).unit();
    let people = &mut room.desk.roster.people;
    people.get_mut(&room.leader).expect("leader").unit = home;
    assert!(matches!(
        why(room.merge(room.sorter, 0, 1)),
        Why::HomeUnit { .. }
    ));
    room.pass(1, 3);
    assert_eq!(room.stage(1), Stage::Release);
    assert!(matches!(
        why(room.merge(room.sorter, 0, 1)),
        Why::WrongStage { .. }
    ));
}

#[test]
fn a_unit_withdraws_its_own_before_level_two_has_passed_and_takes_nobody_elses_along() {
    let draft = WithdrawDraft {
        reason: "数据有误".into(),
    };
    let take_back = |room: &mut Room, by: PersonId, no: usize| {
        room.ask(by, |room, scene| {
            let item = room.item(no);
            let target = item.merged_into().and_then(|id| room.items.get(&id));
            withdraw(scene, item, &draft, target)
        })
    };
    let mut room = Room::new(2);
    let (sends, sorter) = (room.correspondent, room.sorter);
    assert_eq!(why(take_back(&mut room, sorter, 0)), Why::OtherUnit);
    assert_eq!(why(take_back(&mut room, sends, 1)), Why::OtherUnit);
    room.merge(sorter, 1, 0).expect("cluster");
    assert!(matches!(
        why(take_back(&mut room, sends, 0)),
        Why::SharedWithOthers { units } if units.len() == 1
    ));
    room.back(sorter, 1).expect("apart again");
    room.merge(sorter, 0, 1).expect("the other way");
    take_back(&mut room, sends, 0).expect("leaves the cluster");
    assert_eq!(room.item(1).members.len(), 1);
    assert_eq!(why(room.back(sorter, 0)), Why::WithdrawnByUnit);

    let mut room = Room::new(1);
    let sends = room.correspondent;
    room.promote(0);
    room.pass(0, 1);
    take_back(&mut room, sends, 0).expect("level 2 has not passed");
    let mut room = Room::new(1);
    let sends = room.correspondent;
    room.promote(0);
    room.pass(0, 2);
    assert!(matches!(
        why(take_back(&mut room, sends, 0)),
        Why::WrongStage { .. }
    ));
}

#[test]
fn an_act_is_undone_by_whoever_did_it_and_both_stay_on_record() {
    let mut room = Room::new(2);
    let sorter = room.sorter;
    let rev = room.item(0).rev;
    let between = room.and_undo(sorter, 0, |room, scene| {
        promote(scene, room.item(0), &PromoteDraft::default())
    });
    assert!(between.promoted_at.is_some());
    assert_eq!(
        (room.stage(0), room.item(0).desk_post),
        (Stage::Triage, room.sorting)
    );
    assert_eq!(room.item(0).rev, rev + 2);
    room.and_undo(sorter, 0, |room, scene| {
        let urgency = Urgency::Critical;
        set_urgency(scene, room.item(0), &UrgencyDraft { urgency })
    });
    assert_eq!(room.item(0).urgency, Urgency::Plain);
    room.and_undo(sorter, 0, |room, scene| {
        return_to_unit(scene, room.item(0), &code("stale", ""))
    });
    assert_eq!(room.item(0).aside, None);
    room.and_undo(sorter, 0, |room, scene| {
        merge(scene, room.item(0), room.item(1))
    });
    assert_eq!(room.item(0).aside, None);
    assert_eq!(room.item(1).members.len(), 1);
    // What was held before it was spiked is held again.
    room.ask(sorter, |room, scene| {
        let draft = HoldDraft {
            until: room.at.plus_days(3),
            reason: "等数据".into(),
        };
        hold(scene, room.item(0), &draft)
    })
    .expect("held");
    room.and_undo(sorter, 0, |room, scene| {
        bring_back(scene, room.item(0), None)
    });
    assert_eq!(room.stage(0), Stage::Held);
}

#[test]
fn an_act_is_not_undone_once_somebody_else_acted() {
    let mut room = Room::new(1);
    let before = room.item(0).clone();
    room.promote(0);
    let change = ItemChange::Promoted {
        desk_post: room.drafting,
        kind: ItemKind::Single,
    };
    let latest = Latest {
        change: &change,
        before: &before,
        other: None,
    };
    let refused = undo(&room.scene(room.drafter), room.item(0), latest);
    assert_eq!(
        refused.expect_err("not theirs").why,
        Why::RetractTooLate {
            by: "sorter".into()
        }
    );
}

/// Invariant 85, for triage: what is offered follows the item and who looks at it.
#[test]
fn what_is_offered_is_what_the_rules_would_accept() {
    let mut room = Room::new(2);
    let (sorter, drafter, sends) = (room.sorter, room.drafter, room.correspondent);
    let offered = |room: &Room, by| {
        let target = room
            .item(0)
            .merged_into()
            .and_then(|id| room.items.get(&id));
        allowed(&room.scene(by), room.item(0), target)
    };
    let sorting = [
        "promote",
        "merge",
        "return_to_unit",
        "spike",
        "hold",
        "set_urgency",
    ];
    assert_eq!(offered(&room, sorter), sorting);
    assert_eq!(offered(&room, drafter), [""; 0]);
    assert_eq!(offered(&room, sends), ["withdraw"]);
    room.promote(0);
    let drafting = [
        "merge",
        "return_to_unit",
        "spike",
        "hold",
        "reassign",
        "set_urgency",
    ];
    assert_eq!(offered(&room, drafter), drafting);
    room.merge(drafter, 0, 1).expect("open");
    assert_eq!(offered(&room, drafter), ["bring_back"]);
    room.back(drafter, 0).expect("apart");
    room.pass(0, 2);
    assert_eq!(offered(&room, drafter), ["set_urgency"]);
    assert_eq!(offered(&room, sends), [""; 0]);
}

/// A step of a random triage.
#[derive(Debug, Clone, Copy)]
enum Step {
    Merge(usize, usize),
    Back(usize),
    Return(usize),
    Promote(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0usize..5, 0usize..5).prop_map(|(from, into)| Step::Merge(from, into)),
        3 => (0usize..5).prop_map(Step::Back),
        1 => (0usize..5).prop_map(Step::Return),
        1 => (0usize..5).prop_map(Step::Promote),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, .. ProptestConfig::default() })]

    /// Invariant 45: over any merging and parting, every submission is counted in exactly one item that is
    /// not merged, with its own receipt, and every item's way leads to one lead.
    #[test]
    fn clusters_keep_every_member_its_receipt_and_its_credit(
        steps in proptest::collection::vec(step(), 1..40),
    ) {
        let mut room = Room::new(5);
        let sent: BTreeMap<SubmissionId, Member> = room
            .items.values().flat_map(|item| item.members.clone())
            .map(|member| (member.submission, member)).collect();
        let sorter = room.sorter;
        for one in steps {
            // Refused steps are part of it: they change nothing.
            let _refused = match one {
                Step::Merge(from, into) => room.merge(sorter, from, into),
                Step::Back(no) => room.back(sorter, no),
                Step::Return(no) => room.ask(sorter, |room, scene| {
                    return_to_unit(scene, room.item(no), &code("stale", ""))
                }),
                Step::Promote(no) => room.ask(sorter, |room, scene| {
                    promote(scene, room.item(no), &PromoteDraft::default())
                }),
            };
            let leads: Vec<&Item> = room.items.values().filter(|it| it.merged_into().is_none()).collect();
            let counted: Vec<&Member> = leads.iter().flat_map(|item| &item.members).collect();
            let different: BTreeSet<SubmissionId> = counted.iter().map(|it| it.submission).collect();
            prop_assert_eq!(counted.len(), sent.len());
            prop_assert_eq!(different.len(), sent.len());
            for member in counted {
                let original = &sent[&member.submission];
                prop_assert_eq!(
                    (member.unit, member.seq, member.received_at),
                    (original.unit, original.seq, original.received_at)
                );
            }
            for item in room.items.values() {
                prop_assert_eq!(item.members.first().and_then(|it| it.from_item), None, "own lead first");
                if let Some(into) = item.merged_into() {
                    prop_assert!(follow(item.id, into, |id| room.items.get(&id)).is_ok());
                }
            }
        }
    }
}
