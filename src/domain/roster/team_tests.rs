//! Teams that can review and teams that cannot.

use crate::domain::refusal::{Refusal, Why};
use crate::domain::roster::fixture::{NOON, procedure};
use crate::domain::roster::*;
use ulid::Ulid;

/// A draft for so many people on three levels: the drafting post also sorts, the top one also releases and
/// plans the roster.
fn draft(people: usize) -> TeamDraft {
    let login = |no: usize| format!("p{no}");
    let posts = [
        ("起草岗", &[Duty::Triage, Duty::Draft][..], None, Some(1)),
        ("复核岗", &[Duty::Review][..], Some(2), Some(2)),
        (
            "审核岗",
            &[Duty::Review, Duty::Release, Duty::Roster][..],
            Some(3),
            None,
        ),
    ];
    let seats = suggest_seats(people, 3).unwrap_or(vec![(0, 1), (1, 0), (0, 1)]);
    TeamDraft {
        people: (0..people)
            .map(|no| TeamPerson {
                name: format!("人{no}"),
                login: login(no),
                phone: String::new(),
            })
            .collect(),
        posts: posts
            .into_iter()
            .zip(seats)
            .map(|((name, duties, level, fallback), (a, b))| TeamPost {
                name: Bilingual::new(name, name),
                duties: duties.iter().copied().collect(),
                level,
                fallback,
                a: login(a),
                b: Some(login(b)),
            })
            .collect(),
        units: vec!["慈溪市府办".into(), "余姚市府办".into()],
    }
}

fn make(draft: TeamDraft) -> Result<Team, Vec<Refusal>> {
    let mut next = 0u128;
    set_up(draft, &procedure(), NOON, &mut || {
        next += 1;
        Ulid(next)
    })
}

#[test]
fn two_people_cannot_review_legally_and_are_told_so() {
    let problems = make(draft(2)).expect_err("refused");
    let small = Why::TeamTooSmall {
        people: 2,
        wanted: 3,
    };
    assert!(problems.iter().any(|it| it.why == small), "{problems:?}");
}

#[test]
fn three_people_can_and_are_warned_of_whose_leave_blocks_what() {
    let team = make(draft(3)).expect("legal");
    assert!(team.report.errors.is_empty());
    let just = TeamWarning::JustEnough { people: 3 };
    assert_eq!(team.report.warnings, [just]);
    assert_eq!(team.report.blocked_when_away.len(), 3, "{:?}", team.report);
}

#[test]
fn four_people_or_more_survive_any_one_leave() {
    for people in 4..9 {
        let team = make(draft(people)).expect("legal");
        assert_eq!(team.report.blocked_when_away, [], "{people}");
        assert_eq!(team.report.warnings, [], "{people}");
    }
}

#[test]
fn the_changes_of_a_set_up_make_its_roster() {
    let team = make(draft(5)).expect("legal");
    let mut roster = Roster::default();
    for change in team.changes {
        roster.apply(change);
    }
    assert_eq!(roster, team.roster);
}

#[test]
fn all_problems_of_a_set_up_are_named_at_once_with_their_fields() {
    let mut bad = draft(4);
    bad.units.push("慈溪市府办".into());
    bad.people[1].login = "p0".into();
    bad.people[2].name = String::new();
    bad.posts[0].fallback = Some(9);
    bad.posts[1].level = Some(7);
    bad.posts[2].a = "nobody".into();
    let problems = make(bad).expect_err("refused");
    let fields: Vec<&str> = problems
        .iter()
        .filter_map(|it| it.field.as_deref())
        .collect();
    for wanted in [
        "units[2].name",
        "people[1].login",
        "people[2].name",
        "posts[0].fallback",
        "posts[1].level",
        "posts[2].a",
    ] {
        assert!(fields.contains(&wanted), "{wanted} in {fields:?}");
    }
}

#[test]
fn posts_that_fall_back_in_a_circle_make_no_team() {
    let mut bad = draft(4);
    bad.posts[2].fallback = Some(0);
    let problems = make(bad).expect_err("refused");
    assert!(
        problems
            .iter()
            .any(|it| matches!(it.why, Why::FallbackCycle { .. })),
        "{problems:?}"
    );
}

#[test]
fn a_team_without_a_level_is_told_which() {
    let mut bad = draft(4);
    bad.posts.remove(1);
    bad.posts[0].fallback = Some(1);
    let problems = make(bad).expect_err("refused");
    assert!(
        problems
            .iter()
            .any(|it| it.why == Why::NoReviewer { level: 2 })
    );
}
