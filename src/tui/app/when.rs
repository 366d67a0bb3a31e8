//! A moment that has been, as a tired person types it: `13:20`, `昨天 13:20`, `11-23 13:20`, `2026-11-23 13:20`.

use crate::domain::moment::Moment;
use crate::text;
use jiff::ToSpan;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

/// Minutes by which a time may lie ahead: clocks differ.
const AHEAD: i64 = 5;

/// Reads a moment that is not ahead of `now`; `None` when it cannot be read or lies ahead.
pub fn read_past(typed: &str, now: Moment, zone: &TimeZone) -> Option<Moment> {
    let typed = text::fold(typed);
    let typed = typed.trim();
    if matches!(typed, "now" | "现在" | "刚才") {
        return Some(now);
    }
    let today = zone.to_datetime(now.timestamp()).date();
    let (date, rest) = day(typed, today)?;
    let time = clock(rest.trim_start_matches([' ', 't', ',']).trim())?;
    let at = Moment::from(zone.to_timestamp(date.to_datetime(time)).ok()?);
    (at <= now.plus_minutes(AHEAD)).then_some(at)
}

/// The day a text begins with, today when it begins with a time, and what follows it.
fn day(typed: &str, today: Date) -> Option<(Date, &str)> {
    const DAYS: &[(&str, i64)] = &[
        ("前天", 2),
        ("昨天", 1),
        ("昨日", 1),
        ("昨晚", 1),
        ("今天", 0),
        ("今日", 0),
        ("今早", 0),
        ("yesterday", 1),
        ("today", 0),
    ];
    for (word, ago) in DAYS {
        if let Some(rest) = typed.strip_prefix(word) {
            return Some((today.checked_sub(ago.days()).ok()?, rest));
        }
    }
    let end = typed.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '/' | '年' | '月')));
    let (head, rest) = typed.split_at(end.unwrap_or(typed.len()));
    let numbers: Vec<i16> = head
        .split(['-', '/', '年', '月'])
        .filter_map(|it| it.parse().ok())
        .collect();
    let date = |year: i16, month: i16, day: i16| {
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    let rest_of_day = rest.strip_prefix(['日', '号']).unwrap_or(rest);
    match numbers.as_slice() {
        [year, month, day] => Some((date(*year, *month, *day)?, rest_of_day)),
        [month, day] => {
            let this = date(today.year(), *month, *day)?;
            // A day that has not come yet this year was last year's.
            Some((
                if this > today {
                    date(today.year() - 1, *month, *day)?
                } else {
                    this
                },
                rest_of_day,
            ))
        }
        _ => Some((today, typed)),
    }
}

fn clock(typed: &str) -> Option<Time> {
    let typed = typed.trim_end_matches(['分', '整']);
    let (hour, minute) = match typed.split_once([':', '点', '时'])? {
        (hour, "") => (hour, "0"),
        (hour, "半") => (hour, "30"),
        both => both,
    };
    // Seconds, as machines write them, are not kept.
    let minute = minute.split(':').next().unwrap_or(minute);
    Time::new(hour.trim().parse().ok()?, minute.trim().parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn now() -> Moment {
        "2026-11-23T14:32:00+08:00".parse().expect("a time")
    }

    fn office() -> TimeZone {
        TimeZone::fixed(jiff::tz::offset(8))
    }

    #[rstest]
    #[case("13:20", "2026-11-23T13:20:00+08:00")]
    #[case("９点半", "2026-11-23T09:30:00+08:00")]
    #[case("昨天 22:05", "2026-11-22T22:05:00+08:00")]
    #[case("11-20 8:00", "2026-11-20T08:00:00+08:00")]
    #[case("11月20日8点", "2026-11-20T08:00:00+08:00")]
    #[case("12-31 10:00", "2025-12-31T10:00:00+08:00")]
    #[case("2026-11-23 13:20:59", "2026-11-23T13:20:00+08:00")]
    #[case("14:36", "2026-11-23T14:36:00+08:00")]
    #[case("now", "2026-11-23T14:32:00+08:00")]
    fn a_moment_is_read_as_people_write_it(#[case] typed: &str, #[case] meant: &str) {
        assert_eq!(
            read_past(typed, now(), &office()),
            Some(meant.parse().expect("a time")),
            "{typed}"
        );
    }

    #[rstest]
    #[case("")]
    #[case("15:00")]
    #[case("2027-01-01 10:00")]
    #[case("25:00")]
    #[case("刚刚")]
    fn what_is_no_moment_that_has_been_is_not_guessed(#[case] typed: &str) {
        assert_eq!(read_past(typed, now(), &office()), None, "{typed}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_typed_breaks_it_and_the_future_is_never_meant(typed in "[0-9昨前天今日年月:点半 -]{0,12}|.{0,12}") {
            if let Some(at) = read_past(&typed, now(), &office()) {
                prop_assert!(at <= now().plus_minutes(AHEAD));
            }
        }
    }
}
