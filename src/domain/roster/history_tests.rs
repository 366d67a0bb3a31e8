//! Any history of appointments, absences and departures.

use super::fixture::NOON;
use super::office::Office;
use super::*;
use proptest::prelude::*;

/// A step of a random history.
#[derive(Debug, Clone)]
enum Step {
    Wait(i64),
    Appoint(usize, usize, HoldingRole, i64, Option<i64>),
    End(usize),
    Away(usize, i64, i64),
    Back(usize),
    Leave(usize),
    Return(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let role = prop_oneof![
        Just(HoldingRole::A),
        Just(HoldingRole::B),
        Just(HoldingRole::Shadow)
    ];
    prop_oneof![
        2 => (1i64..72).prop_map(Step::Wait),
        4 => (0usize..4, 0usize..8, role, -24i64..240, proptest::option::of(1i64..480))
            .prop_map(|(post, person, role, from, length)| Step::Appoint(post, person, role, from, length)),
        1 => (0usize..64).prop_map(Step::End),
        4 => (0usize..8, -24i64..240, 1i64..240).prop_map(|(it, from, length)| Step::Away(it, from, length)),
        1 => (0usize..64).prop_map(Step::Back),
        1 => (0usize..8).prop_map(Step::Leave),
        1 => (0usize..8).prop_map(Step::Return),
    ]
}

impl Office {
    /// Takes a step as somebody who may; refused steps change nothing.
    fn step(&mut self, step: &Step, now: Moment) {
        let posts: Vec<_> = self.desk.roster.posts.keys().copied().collect();
        let hours = |hours: i64| now.plus_minutes(hours * 60);
        let planning = posts[3];
        let by = self
            .desk
            .roster
            .acting(planning, now)
            .expect("planner")
            .person;
        let id = self.desk.id();
        let roster = self.desk.roster.clone();
        let scene = self.desk.scene(&self.procedure, by, now);
        let changes = match *step {
            Step::Wait(_) => Ok(Vec::new()),
            Step::Appoint(post, person, role, from, length) => appoint(
                &scene,
                HoldingDraft {
                    post: posts[post],
                    person: self.people[person],
                    role,
                    from: Some(hours(from)),
                    to: length.map(|length| hours(from.max(0) + length)),
                },
                HoldingId::from(id),
            ),
            Step::End(pick) => {
                let pick = roster.holdings.keys().nth(pick % roster.holdings.len());
                end_holding(&scene, *pick.expect("one"), None).map(|it| vec![it])
            }
            Step::Away(person, from, length) => absent(
                &scene,
                AbsenceDraft {
                    person: self.people[person],
                    from: hours(from),
                    to: hours(from + length),
                    kind: AbsenceKind::Leave,
                    note: String::new(),
                },
                AbsenceId::from(id),
            )
            .map(|it| vec![it]),
            Step::Back(pick) => match roster.absences.keys().nth(pick) {
                Some(absence) => cancel_absence(&scene, *absence).map(|it| vec![it]),
                None => Ok(Vec::new()),
            },
            Step::Leave(person) => end_service(&scene, self.people[person]),
            Step::Return(person) => resume_service(&scene, self.people[person]).map(|it| vec![it]),
        };
        self.desk.take(changes.unwrap_or_default());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, .. ProptestConfig::default() })]

    /// Invariants 10, 11, 12, 13, 19, over any history of appointments, absences and departures.
    #[test]
    fn whatever_is_accepted_leaves_every_post_to_one_present_person(
        steps in proptest::collection::vec(step(), 1..40),
    ) {
        let mut office = Office::new();
        let posts: Vec<_> = office.desk.roster.posts.keys().copied().collect();
        let mut now = NOON;
        let mut past: Vec<(PostId, Moment, Option<Seat>)> = Vec::new();
        for one in &steps {
            if let Step::Wait(hours) = one {
                now = now.plus_minutes(hours * 60);
            }
            for &post in &posts {
                let just = now.plus_millis(-1);
                past.push((post, just, office.desk.roster.acting(post, just)));
            }
            office.step(one, now);
            let roster = &office.desk.roster;
            for (post, at, seat) in past.iter().rev().take(32) {
                prop_assert_eq!(&roster.acting(*post, *at), seat, "the past moved");
            }
            let edges: BTreeSet<Moment> = roster
                .holdings.values().flat_map(|it| [Some(it.from), it.to])
                .chain(roster.absences.values().flat_map(|it| [Some(it.from), Some(it.to)]))
                .flatten()
                .filter(|at| *at >= now)
                .chain([now])
                .collect();
            for at in edges {
                for &post in &posts {
                    let holder = |role| roster.holder(post, role, at);
                    let (a, b) = (holder(HoldingRole::A), holder(HoldingRole::B));
                    prop_assert!(a.is_none() || a != b);
                    let seat = roster.acting(post, at);
                    prop_assert!(seat.is_some(), "nobody acts");
                    let seat = seat.expect("checked");
                    prop_assert!([a, b].contains(&Some(seat.person)), "cover from outside the post");
                    prop_assert!(!roster.is_away(seat.person, at));
                    prop_assert!(roster.people[&seat.person].active);
                }
                for &person in &office.people {
                    let held = roster.holds(person, at);
                    for role in [HoldingRole::A, HoldingRole::B] {
                        prop_assert!(held.iter().filter(|(_, it)| *it == role).count() <= MOST_POSTS);
                    }
                    if !roster.people[&person].active {
                        prop_assert_eq!(held, []);
                        prop_assert_eq!(roster.posts_acted_by(person, at), []);
                    }
                }
            }
        }
    }
}
