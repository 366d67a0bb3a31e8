//! What a roster may become, case by case.

use crate::domain::refusal::{Fixer, Refusal, Why};
use crate::domain::roster::fixture::NOON;
use crate::domain::roster::office::Office;
use crate::domain::roster::*;

fn why<T>(answer: Result<T, Refusal>) -> Why {
    answer.map(|_| ()).expect_err("refused").why
}

fn names(fixers: &[Fixer]) -> Vec<&str> {
    fixers
        .iter()
        .map(|it| match it {
            Fixer::Person { name, .. } | Fixer::Post { name, .. } => name.as_str(),
            Fixer::You => "you",
        })
        .collect()
}

#[test]
fn a_new_holder_ends_the_earlier_ones_holding_and_the_past_stays() {
    let mut office = Office::new();
    let (drafting, new) = (office.drafting, office.people[6]);
    let old = office.people[0];
    office.appoint(drafting, 6, HoldingRole::A).expect("room");
    let roster = &office.desk.roster;
    assert_eq!(roster.holder(drafting, HoldingRole::A, NOON), Some(new));
    let before = NOON.plus_millis(-1);
    assert_eq!(roster.holder(drafting, HoldingRole::A, before), Some(old));
    let ended = roster.holdings.values().find(|it| it.person == old);
    assert_eq!(ended.and_then(|it| it.to), Some(NOON));
}

#[test]
fn a_holding_planned_for_later_stays_and_bounds_the_new_one() {
    let mut office = Office::new();
    let later = NOON.plus_days(30);
    let mut place = |person: usize, from: Option<Moment>| {
        let draft = HoldingDraft {
            post: office.drafting,
            person: office.people[person],
            role: HoldingRole::A,
            from,
            to: None,
        };
        let id = HoldingId::from(office.desk.id());
        let scene = office.desk.scene(&office.procedure, office.planner(), NOON);
        let changes = appoint(&scene, draft, id).expect("room");
        office.desk.take(changes);
        office.desk.roster.holdings[&id].clone()
    };
    place(6, Some(later));
    assert_eq!(place(7, None).to, Some(later));
    let roster = &office.desk.roster;
    let holder = |at| roster.holder(office.drafting, HoldingRole::A, at);
    assert_eq!(holder(later.plus_millis(-1)), Some(office.people[7]));
    assert_eq!(holder(later), Some(office.people[6]));
}

/// Invariant 12.
#[test]
fn nobody_is_a_and_b_of_one_post() {
    let mut office = Office::new();
    let same = |person: &str| Why::SameHolder {
        person: person.into(),
    };
    let (drafting, recheck) = (office.drafting, office.recheck);
    assert_eq!(why(office.appoint(drafting, 0, HoldingRole::B)), same("p0"));
    assert_eq!(why(office.appoint(recheck, 3, HoldingRole::A)), same("p3"));
    assert_eq!(
        why(office.appoint(recheck, 3, HoldingRole::Shadow)),
        same("p3")
    );
}

#[test]
fn one_person_is_a_of_three_posts_at_most() {
    let mut office = Office::new();
    for name in ["甲", "乙", "丙"] {
        let post = office
            .desk
            .post(name, &[Duty::Draft], Some(1), Some(office.recheck));
        let answer = office.appoint(post, 0, HoldingRole::A);
        if name == "丙" {
            let person = "p0".into();
            assert_eq!(why(answer), Why::TooManyPosts { person, limit: 3 });
        } else {
            assert_eq!(answer, Ok(()));
        }
    }
}

/// Invariant 74.
#[test]
fn someone_who_works_on_items_is_not_appointed_to_administer_or_audit() {
    let mut office = Office::new();
    for duty in [Duty::Administer, Duty::Audit] {
        let post = office.desk.post("管理", &[duty], None, None);
        let refused = office.appoint(post, 2, HoldingRole::B);
        assert_eq!(why(refused), Why::ReadOnlyRole);
        assert_eq!(office.appoint(post, 6, HoldingRole::A), Ok(()));
    }
    let drafting = office.drafting;
    assert_eq!(
        why(office.appoint(drafting, 6, HoldingRole::B)),
        Why::ReadOnlyRole
    );
}

#[test]
fn a_correspondent_and_someone_who_left_hold_no_post() {
    let mut office = Office::new();
    let drafting = office.drafting;
    let (sends, left) = (office.people[6], office.people[7]);
    let people = &mut office.desk.roster.people;
    people.get_mut(&sends).expect("person").correspondent = true;
    people.get_mut(&left).expect("person").active = false;
    assert_eq!(
        why(office.appoint(drafting, 6, HoldingRole::B)),
        Why::CorrespondentHoldsNoPost {
            person: "p6".into()
        }
    );
    assert_eq!(
        why(office.appoint(drafting, 7, HoldingRole::B)),
        Why::Inactive { name: "p7".into() }
    );
}

#[test]
fn only_planners_and_administrators_change_the_roster() {
    let office = Office::new();
    let draft = HoldingDraft {
        post: office.drafting,
        person: office.people[2],
        role: HoldingRole::Shadow,
        from: None,
        to: None,
    };
    let scene = office.desk.scene(&office.procedure, office.people[2], NOON);
    let refused = appoint(&scene, draft, HoldingId::from(9_999)).expect_err("refused");
    assert_eq!(refused.why, Why::NotYourDuty { duty: Duty::Roster });
    assert_eq!(names(&refused.who_can_fix), ["排班"]);
}

/// Invariant 13.
#[test]
fn an_absence_that_leaves_a_post_with_neither_names_the_gap_and_who_could_be_named() {
    let mut office = Office::new();
    let day = |days| NOON.plus_days(days);
    assert_eq!(office.away(0, day(1), day(5)), Ok(()));
    let refused = office.away(1, day(4), day(8)).expect_err("refused");
    let empty = Why::PostLeftEmpty {
        post: "起草".into(),
        from: "2026-11-27 12:00".into(),
        to: "2026-11-28 12:00".into(),
    };
    assert_eq!(refused.why, empty);
    assert_eq!(
        names(&refused.who_can_fix),
        ["p2", "p3", "p4", "p5", "p6", "排班"],
        "not A, not B, everyone else; then who plans the roster"
    );
    assert_eq!(office.away(1, day(5), day(8)), Ok(()), "after A is back");
    assert_eq!(office.away(0, NOON, day(1)), Ok(()), "B is there still");
}

#[test]
fn an_absence_begins_now_at_the_earliest_and_ends_after_it_begins() {
    let mut office = Office::new();
    let day = |days| NOON.plus_days(days);
    assert_eq!(why(office.away(0, day(2), day(1))), Why::EndBeforeBegin);
    assert_eq!(why(office.away(0, day(-2), day(-1))), Why::TimeInPast);
    assert!(matches!(
        why(office.away(0, day(1), day(3_000))),
        Why::TooFarAhead { .. }
    ));
    assert_eq!(office.away(0, day(-1), day(1)), Ok(()));
    let entered = office.desk.roster.absences.values().next_back();
    assert_eq!(entered.map(|it| it.from), Some(NOON));
    assert!(!office.desk.roster.is_away(office.people[0], day(-1)));
}

#[test]
fn coming_back_early_ends_the_absence_now_and_keeps_its_past() {
    let mut office = Office::new();
    let a = office.people[0];
    office.away(0, NOON, NOON.plus_days(5)).expect("B is there");
    let id = *office
        .desk
        .roster
        .absences
        .keys()
        .next_back()
        .expect("absence");
    let back = NOON.plus_days(2);
    // The person says so themselves.
    let scene = office.desk.scene(&office.procedure, a, back);
    let change = cancel_absence(&scene, id).expect("back early");
    office.desk.take([change]);
    assert!(office.desk.roster.is_away(a, back.plus_millis(-1)));
    assert!(!office.desk.roster.is_away(a, back));
    let scene = office.desk.scene(&office.procedure, a, NOON.plus_days(9));
    assert_eq!(why(cancel_absence(&scene, id)), Why::TimeInPast);
}

#[test]
fn nobody_else_enters_an_absence_without_planning_the_roster() {
    let office = Office::new();
    let draft = AbsenceDraft {
        person: office.people[0],
        from: NOON,
        to: NOON.plus_days(1),
        kind: AbsenceKind::Sick,
        note: String::new(),
    };
    let scene = office.desk.scene(&office.procedure, office.people[2], NOON);
    let refused = why(absent(&scene, draft, AbsenceId::from(9_999)));
    assert_eq!(refused, Why::NotYourDuty { duty: Duty::Roster });
}

/// Invariant 19.
#[test]
fn someone_who_ends_service_acts_for_nothing_from_that_instant() {
    let mut office = Office::new();
    office.leave(0).expect("B is there");
    let (roster, left) = (&office.desk.roster, office.people[0]);
    assert_eq!(roster.posts_acted_by(left, NOON), []);
    assert_eq!(roster.holds(left, NOON), []);
    let acting = |at| roster.acting(office.drafting, at).map(|it| it.person);
    assert_eq!(acting(NOON), Some(office.people[1]));
    assert_eq!(acting(NOON.plus_millis(-1)), Some(left), "what was, was");
    assert!(matches!(
        why(office.leave(1)),
        Why::PostUnheld { post, .. } if post == "起草"
    ));
}

/// Invariant 13.
#[test]
fn the_last_leader_neither_leaves_service_nor_goes_away() {
    let mut office = Office::new();
    for person in [2, 3, 4] {
        let id = office.people[person];
        let ended: Vec<_> = office
            .desk
            .roster
            .holdings
            .values()
            .filter(|it| it.person == id)
            .map(|it| it.id)
            .collect();
        for id in ended {
            office
                .desk
                .roster
                .holdings
                .get_mut(&id)
                .expect("holding")
                .to = Some(NOON);
        }
    }
    let last = Why::LeavesNoLeader {
        person: "p5".into(),
    };
    assert_eq!(why(office.leave(5)), last);
    assert_eq!(why(office.away(5, NOON, NOON.plus_days(1))), last);
}

#[test]
fn logins_are_unlike_each_other_however_they_are_typed() {
    let office = Office::new();
    let scene = office.desk.scene(&office.procedure, office.planner(), NOON);
    let add = |name: &str, login: &str| {
        let draft = PersonDraft {
            name: name.into(),
            login: login.into(),
            unit: None,
            correspondent: false,
            phone: String::new(),
        };
        add_person(&scene, draft, PersonId::from(9_999))
    };
    let taken = Why::LoginTaken { login: "p0".into() };
    assert_eq!(why(add("陈洁", "P0")), taken);
    assert_eq!(why(add("陈洁", "ｐ０")), taken);
    assert!(matches!(why(add("陈洁", "陈洁")), Why::Malformed { .. }));
    assert!(matches!(why(add("陈洁", "..")), Why::Malformed { .. }));
    assert!(matches!(
        why(add("陈\u{202e}洁", "cj")),
        Why::Malformed { .. }
    ));
    assert_eq!(why(add(" \u{200b}", "cj")), Why::Missing);
    match add("Zoe\u{308} 阿卜杜拉·买买提", "Zoe.A") {
        Ok(RosterChange::Person(person)) => {
            assert_eq!(person.login, "zoe.a");
            assert_eq!(person.name, "Zoe\u{308} 阿卜杜拉·买买提");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_unit_has_its_own_name_and_no_circle_above_it() {
    let mut office = Office::new();
    let (north, south) = (office.desk.unit("慈溪市府办"), office.desk.unit("余姚"));
    let planner = office.planner();
    let draft = |name: &str, parent| UnitDraft {
        name: name.into(),
        parent,
        active: true,
    };
    let scene = office.desk.scene(&office.procedure, planner, NOON);
    let name = String::from("慈溪市府办");
    let taken = add_unit(&scene, draft("慈溪 市府办 ", None), UnitId::from(9_999));
    assert!(taken.is_ok(), "a blank inside makes another name");
    let taken = add_unit(&scene, draft(" 慈溪市府办", None), UnitId::from(9_999));
    assert_eq!(why(taken), Why::NameTaken { name });
    let under = change_unit(&scene, south, draft("余姚", Some(north))).expect("free");
    office.desk.take([under]);
    let scene = office.desk.scene(&office.procedure, planner, NOON);
    let circle = change_unit(&scene, north, draft("慈溪市府办", Some(south)));
    assert!(matches!(why(circle), Why::ParentCycle { .. }));
}

#[test]
fn a_post_that_works_on_items_falls_back_on_a_leader_and_never_in_a_circle() {
    let office = Office::new();
    let scene = office.desk.scene(&office.procedure, office.planner(), NOON);
    let draft = |duties: &[Duty], level, fallback| PostDraft {
        name: Bilingual::new("新岗", ""),
        duties: duties.iter().copied().collect(),
        level,
        fallback,
    };
    let add = |draft| add_post(&scene, draft, PostId::from(9_999));
    let drafting = &[Duty::Draft][..];
    match add(draft(drafting, None, Some(office.recheck))) {
        Ok(RosterChange::Post(post)) => {
            assert_eq!(post.level, Some(1));
            assert_eq!(post.name.en, "新岗");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(why(add(draft(drafting, None, None))), Why::Missing);
    assert_eq!(why(add(draft(&[], None, None))), Why::Missing);
    let mixed = [Duty::Draft, Duty::Audit];
    assert_eq!(
        why(add(draft(&mixed, None, Some(office.audit)))),
        Why::ReadOnlyRole
    );
    let reading = draft(&[Duty::Audit], None, Some(office.audit));
    assert_eq!(why(add(reading)), Why::ReadOnlyRole);
    for level in [None, Some(1), Some(4)] {
        let answer = add(draft(&[Duty::Review], level, None));
        assert!(answer.is_err(), "{level:?}");
    }
    let mut circle = draft(
        &[Duty::Review, Duty::Release],
        Some(3),
        Some(office.drafting),
    );
    circle.name = Bilingual::new("审核", "审核");
    let answer = change_post(&scene, office.audit, circle);
    assert_eq!(
        why(answer),
        Why::FallbackCycle {
            post: "审核".into()
        }
    );
}

#[test]
fn a_post_is_taken_out_of_use_only_when_nothing_waits_and_nothing_leans_on_it() {
    let mut office = Office::new();
    let spare = office
        .desk
        .post("二组", &[Duty::Draft], Some(1), Some(office.recheck));
    let holder = office.people[6];
    office.desk.hold(spare, holder, HoldingRole::A);
    let scene = office.desk.scene(&office.procedure, office.planner(), NOON);
    let items = Why::PostNotEmpty {
        post: "二组".into(),
        items: 2,
    };
    assert_eq!(why(abolish_post(&scene, spare, 2)), items);
    assert!(matches!(
        why(abolish_post(&scene, office.recheck, 0)),
        Why::PostLeantOn { by, .. } if by == "起草"
    ));
    assert_eq!(
        why(abolish_post(&scene, office.drafting, 0)),
        Why::DutyWithoutPost { duty: Duty::Triage }
    );
    let changes = abolish_post(&scene, spare, 0).expect("spare");
    office.desk.take(changes);
    assert_eq!(office.desk.roster.holds(holder, NOON).len(), 1);
}
