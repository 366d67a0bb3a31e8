use super::*;
use crate::domain::moment::Moment;
use crate::domain::query::{Key, Query, parse_with};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The usual three levels, of which the desk calls the third by a name of its own.
pub(crate) fn procedure() -> Procedure {
    let mut procedure = Procedure::three_levels();
    if let Some(third) = procedure.levels.get_mut(2) {
        third.name = Bilingual::new("终核", "Final audit");
    }
    procedure
}

/// Holds that `key:"word"` asks for what `key:canonical` asks for.
fn can_be_typed(key: &str, word: &str, canonical: &str) {
    let read = |word: &str| {
        let line = format!("{key}:\"{word}\"");
        parse_with(&line, Some(&procedure()))
            .unwrap_or_else(|refusal| panic!("{line}: {refusal:?}"))
    };
    assert_eq!(read(word), read(canonical), "{key}:{word}");
    assert_ne!(read(word), Query::default());
}

#[test]
fn what_the_screen_calls_a_thing_can_be_typed_into_the_filter() {
    for lang in [Lang::Zh, Lang::En] {
        for it in Channel::ALL {
            can_be_typed("channel", channel(lang, it), it.word());
        }
        for it in Urgency::ALL {
            can_be_typed("urgency", urgency(lang, it), it.word());
        }
        for it in ClaimKind::ALL {
            can_be_typed("claim", claim_kind(lang, it), &wire(it));
        }
        for it in [
            Standing::Contradicted,
            Standing::Open,
            Standing::Checking,
            Standing::Inconclusive,
            Standing::Waived,
            Standing::Corroborated,
            Standing::Withdrawn,
        ] {
            can_be_typed("claim", standing(lang, it), &wire(it));
        }
        for it in [
            ItemKind::Single,
            ItemKind::Whole,
            ItemKind::Brief,
            ItemKind::Digest,
            ItemKind::Research,
        ] {
            can_be_typed("kind", kind(lang, it), &wire(it));
        }
        for it in [
            Stage::Triage,
            Stage::Drafting,
            Stage::Level(1),
            Stage::Level(2),
            Stage::Level(3),
            Stage::Release,
            Stage::Released,
            Stage::Closed,
            Stage::Held,
        ] {
            can_be_typed("stage", &stage(lang, it, &procedure()), &it.word());
        }
        for (it, word) in [
            (Flag::Open, "open"),
            (Flag::Held, "held"),
            (Flag::Overdue, "overdue"),
            (Flag::Blocked, "blocked"),
            (Flag::Objected, "objected"),
            (Flag::Aging, "aging"),
            (Flag::Unconfirmed, "unconfirmed"),
            (Flag::Owing, "owing"),
            (Flag::Returned, "returned"),
            (Flag::Merged, "merged"),
            (Flag::Spiked, "spiked"),
            (Flag::Withdrawn, "withdrawn"),
        ] {
            can_be_typed("is", flag(lang, it), word);
        }
        for it in [
            SortBy::Deadline,
            SortBy::Received,
            SortBy::Urgency,
            SortBy::Unit,
            SortBy::Title,
            SortBy::No,
        ] {
            can_be_typed("sort", sort(lang, it), sort(Lang::En, it));
        }
    }
}

/// The word of a value on the wire.
fn wire(value: impl serde::Serialize) -> String {
    let json = serde_json::to_value(value).unwrap_or_default();
    json.as_str().unwrap_or_default().to_owned()
}

/// Cells of a word of ours: Chinese takes two.
fn cells(word: &str) -> usize {
    word.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

#[test]
fn urgency_fits_its_column() {
    for it in Urgency::ALL {
        assert!(cells(urgency(Lang::Zh, it)) <= 9 && cells(urgency(Lang::En, it)) <= 9);
    }
}

#[test]
fn a_level_is_called_by_the_desks_own_name_or_else_by_number() {
    let procedure = procedure();
    assert_eq!(stage(Lang::Zh, Stage::Level(3), &procedure), "终核");
    assert_eq!(stage(Lang::En, Stage::Level(2), &procedure), "Recheck");
    assert_eq!(stage(Lang::Zh, Stage::Level(7), &procedure), "第7级审核");
    assert_eq!(level(Lang::En, 2, None), "review level 2");
    let half = Bilingual::new("信息处", " ");
    assert_eq!(bilingual(Lang::En, &half), "信息处");
}

#[test]
fn every_verb_of_the_log_has_words() {
    // The verbs are literals in these two files; a new one without words is found here.
    let sources = [
        include_str!("../../domain/event.rs"),
        include_str!("../../domain/item/event.rs"),
    ];
    let verbs: BTreeSet<&str> = sources
        .iter()
        .flat_map(|source| source.split('"').skip(1).step_by(2))
        .filter(|text| {
            text.split_once('.').is_some_and(|(object, verb)| {
                let letters = |part: &str| {
                    !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '_')
                };
                letters(object) && letters(verb)
            })
        })
        .collect();
    assert!(verbs.len() > 45, "{verbs:?}");
    for it in verbs {
        for lang in [Lang::Zh, Lang::En] {
            assert_ne!(verb(lang, it), it, "{it} has no words");
        }
        let object_of = it.split('.').next().unwrap_or_default();
        if object_of != "password" {
            assert_ne!(
                object(Lang::Zh, object_of),
                object_of,
                "{object_of} has no word"
            );
        }
    }
    assert_eq!(verb(Lang::Zh, "item.levitated"), "item.levitated");
}

#[test]
fn every_key_of_the_filter_is_explained() {
    for key in Key::all() {
        for lang in [Lang::Zh, Lang::En] {
            let said = crate::messages::query::key_help(lang, key);
            assert!(!said.is_empty() && cells(said) <= 40, "{said}");
        }
    }
}

#[test]
fn time_left_is_a_clock_and_overdue_is_a_word() {
    for (minutes, zh, en) in [
        (12, "0:12", "0:12"),
        (100, "1:40", "1:40"),
        (0, "0:00", "0:00"),
        (3 * 1440 + 5, "3天", "3 d"),
        (-20, "逾期20分", "late 20m"),
        (-80, "逾期1时20分", "late 1h20m"),
        (-1439, "逾期23时59分", "late 23h59m"),
        (-2 * 1440, "逾期2天", "late 2 d"),
    ] {
        assert_eq!(time_left(Lang::Zh, minutes), zh);
        assert_eq!(time_left(Lang::En, minutes), en);
    }
    for (minutes, zh, en) in [
        (12, "还有 12 分钟", "12 min left"),
        (120, "还有 2 小时", "2 h left"),
        (0, "现在到期", "due now"),
        (-80, "已逾期 1 小时 20 分钟", "overdue by 1 h 20 min"),
        (
            -(3 * 1440 + 300),
            "已逾期 3 天 5 小时",
            "overdue by 3 d 5 h",
        ),
        (2 * 1440, "还有 2 天", "2 d left"),
    ] {
        assert_eq!(time_left_in_words(Lang::Zh, minutes), zh);
        assert_eq!(time_left_in_words(Lang::En, minutes), en);
    }
}

#[test]
fn days_are_those_of_the_office() {
    let at = |text: &str| text.parse::<Moment>().expect("a time");
    let zone = TimeZone::fixed(jiff::tz::offset(8));
    let now = at("2026-11-23T00:10:00+08:00");
    let said = |text: &str| when(Lang::Zh, at(text), &zone, now);
    assert_eq!(said("2026-11-23T14:10:00+08:00"), "今日 14:10");
    assert_eq!(said("2026-11-22T23:59:00+08:00"), "昨日 23:59");
    assert_eq!(said("2026-11-24T09:00:00+08:00"), "明日 09:00");
    assert_eq!(said("2026-11-20T09:00:00+08:00"), "11-20 09:00");
    assert_eq!(said("2025-11-23T09:00:00+08:00"), "2025-11-23 09:00");
    assert_eq!(when(Lang::En, now, &zone, now), "today 00:10");

    let due = |text: &str| due(Lang::Zh, at(text), &zone, now);
    assert_eq!(due("2026-11-23T01:50:00+08:00"), "1:40");
    assert_eq!(due("2026-11-23T17:00:00+08:00"), "今日");
    assert_eq!(due("2026-11-24T17:00:00+08:00"), "明日");
    assert_eq!(due("2026-12-01T17:00:00+08:00"), "12-01");
    assert_eq!(due("2026-11-23T00:09:30+08:00"), "逾期1分");
    assert_eq!(weekday(Lang::Zh, jiff::civil::date(2026, 11, 23)), "一");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_deadline_fits_twelve_cells(minutes in any::<i64>(), near in -5_000i64..5_000) {
        for lang in [Lang::Zh, Lang::En] {
            prop_assert!(cells(&time_left(lang, minutes)) <= 12);
            prop_assert!(cells(&time_left(lang, near)) <= 12);
            let zone = TimeZone::UTC;
            let now = Moment::default();
            let said = due(lang, now.plus_minutes(minutes), &zone, now);
            prop_assert!(cells(&said) <= 12, "{}", said);
            prop_assert!(!time_left_in_words(lang, minutes).is_empty());
        }
    }
}
