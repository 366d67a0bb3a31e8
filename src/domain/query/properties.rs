//! Properties of the query language over lines and queries made at random.

use super::tests::{CHEN, sample, shanghai};
use super::*;
use crate::domain::id::PersonId;
use crate::domain::refusal::Why;
use jiff::civil::Date;
use proptest::prelude::*;

fn bounded() -> ProptestConfig {
    ProptestConfig {
        cases: 256,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Text that may stand in quotes: anything but control characters, and something to see.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z渔船 ,，:：\"“”\\\\<>#~-]{1,8}", "\\PC{1,8}",]
        .prop_filter("not blank", |text| {
            !text.trim().is_empty() && !text.chars().any(char::is_control)
        })
}

fn any_of<T: Clone + std::fmt::Debug + 'static>(values: Vec<T>) -> impl Strategy<Value = Vec<T>> {
    let most = values.len().min(3);
    proptest::sample::subsequence(values, 1..=most)
}

fn all<T: Copy>(words: vocabulary::Words<T>) -> Vec<T> {
    words.iter().map(|(value, _)| *value).collect()
}

fn any_who() -> impl Strategy<Value = Vec<Who>> {
    prop_oneof![
        Just(vec![Who::Me]),
        any_text().prop_map(|name| vec![Who::Named(name), Who::Me]),
    ]
}

fn any_compare() -> impl Strategy<Value = Compare> {
    proptest::sample::select(vec![
        Compare::Is,
        Compare::Less,
        Compare::AtMost,
        Compare::More,
        Compare::AtLeast,
    ])
}

fn any_time(from: i64) -> impl Strategy<Value = TimeTest> {
    let date = (0i16..=9999, 1i8..=12, 1i8..=28)
        .prop_filter_map("a date", |(y, m, d)| Date::new(y, m, d).ok());
    let when = prop_oneof![
        (from..5_000_000i64).prop_map(When::Minutes),
        date.prop_map(|date| When::Day(Day::On(date))),
        Just(When::Day(Day::Today)),
        Just(When::Day(Day::Tomorrow)),
        Just(When::Day(Day::Yesterday)),
    ];
    (any_compare(), when).prop_map(|(compare, when)| TimeTest { compare, when })
}

fn any_test() -> impl Strategy<Value = Test> {
    use vocabulary::*;
    let claims: Vec<ClaimTest> = all(CLAIM_KINDS)
        .into_iter()
        .map(Some)
        .chain([None])
        .flat_map(|kind| {
            all(STANDINGS)
                .into_iter()
                .map(Some)
                .chain([None])
                .map(move |standing| ClaimTest { kind, standing })
        })
        .filter(|test| test.kind.is_some() || test.standing.is_some())
        .collect();
    let beyond = any_compare()
        .prop_filter("a comparison", |compare| *compare != Compare::Is)
        .prop_flat_map(|compare| any::<u64>().prop_map(move |n| NoTest::Beyond(compare, n)));
    prop_oneof![
        any_of(all(STAGES)).prop_map(Test::Stage),
        any_who().prop_map(Test::Turn),
        any_who().prop_map(Test::By),
        any_text().prop_map(|name| Test::Unit(vec![name])),
        any_text().prop_map(|name| Test::Post(vec![name])),
        any_of(all(URGENCIES)).prop_map(Test::Urgency),
        any_of(all(CHANNELS)).prop_map(Test::Channel),
        any_of(all(KINDS)).prop_map(Test::Kind),
        any_of(claims).prop_map(Test::Claim),
        any_of(all(GRADES)).prop_map(Test::Grade),
        any_of(all(FLAGS)).prop_map(Test::Is),
        any_of(vec![0, 12, u64::MAX]).prop_map(|any| Test::No(NoTest::OneOf(any))),
        beyond.prop_map(Test::No),
        any_time(-5_000_000).prop_map(Test::Due),
        any_time(0).prop_map(Test::Received),
        any_text().prop_map(Test::Pinyin),
        any_text().prop_map(Test::Phrase),
        any_text().prop_map(Test::Body),
        any_text()
            .prop_filter("a word", |text| signs::reads_as_word(text))
            .prop_map(Test::Word),
    ]
}

fn any_query() -> impl Strategy<Value = Query> {
    let term = (any::<bool>(), any_test()).prop_map(|(negated, test)| Term { negated, test });
    let sort = proptest::sample::subsequence(all(vocabulary::SORTS), 0..=3).prop_flat_map(|by| {
        proptest::collection::vec(any::<bool>(), by.len()).prop_map(move |turned| {
            let keys = by.iter().zip(turned);
            Sort(
                keys.map(|(by, descending)| SortKey {
                    by: *by,
                    descending,
                })
                .collect(),
            )
        })
    });
    (proptest::collection::vec(term, 0..6), sort).prop_map(|(terms, sort)| Query { terms, sort })
}

proptest! {
    #![proptest_config(bounded())]

    #[test]
    fn what_is_printed_reads_back_as_the_same_query(query in any_query()) {
        let line = query.to_string();
        prop_assert_eq!(parse(&line).map_err(|refusal| (line, refusal)), Ok(query));
    }

    #[test]
    fn whatever_reads_prints_as_a_line_that_reads_the_same(
        line in "[a-z渔船:：<＜>=,，\"“”#~ -]{0,24}|\\PC{0,24}"
    ) {
        if let Ok(query) = parse(&line) {
            let canonical = query.to_string();
            prop_assert_eq!(parse(&canonical), Ok(query));
        }
    }

    #[test]
    fn no_line_makes_the_reader_fall(
        line in any::<String>(),
        keyed in "(-)?(stage|due|no|unit|claim|sort|grade|截止|轮到)(:|<|<=|：|》|=|<>)\\PC{0,6}",
        cursor in 0usize..40,
    ) {
        for line in [line, keyed] {
            if let Err(refusal) = parse(&line) {
                let Why::QueryUnreadable { at, .. } = refusal.why else {
                    return Err(TestCaseError::fail("another refusal"));
                };
                prop_assert!(at <= line.chars().count() as u64);
            }
            for offer in complete(&line, cursor, &Known::default()) {
                prop_assert!(offer.from <= offer.to && offer.to <= line.chars().count());
            }
        }
    }

    #[test]
    fn a_term_and_its_negation_part_all_rows(test in any_test(), hour in 0i64..400) {
        let sample = sample("沿海渔船回港");
        let row = sample.row();
        let zone = shanghai();
        let viewer = Viewer {
            now: row.received.plus_minutes(hour * 60),
            me: Some(PersonId::from(CHEN)),
            zone: &zone,
        };
        let with = |negated| Query {
            terms: vec![Term { negated, test: test.clone() }],
            sort: Sort::default(),
        };
        prop_assert_ne!(matches(&with(false), &row, &viewer), matches(&with(true), &row, &viewer));
    }

    #[test]
    fn every_completion_of_a_value_makes_a_line_that_reads(
        key in proptest::sample::select(Key::all().filter(|key| *key != Key::Due).collect::<Vec<_>>()),
        chinese in any::<bool>(),
    ) {
        let word = key.words().get(usize::from(chinese)).copied().unwrap_or_default();
        let typed = format!("{word}:");
        for offer in complete(&typed, typed.chars().count(), &Known::default()) {
            let line = format!("{typed}{}", offer.insert);
            prop_assert!(parse(&line).is_ok(), "{}", line);
        }
    }
}
