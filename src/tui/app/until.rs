//! A moment as a tired person types it: `2h`, `30分`, `明天`, `明早 9:00`, `周一`, `11-30`, `2026-11-30 09:00`, `14:30`.

use crate::domain::moment::Moment;
use crate::text;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};

/// The hour meant by a day without one: when the desk begins.
const MORNING: i8 = 9;

/// Reads a moment after `now`; `None` when it cannot be read or does not lie ahead.
pub fn read(typed: &str, now: Moment, zone: &TimeZone) -> Option<Moment> {
    let typed = text::fold(typed);
    let typed = typed.trim().trim_start_matches("+").trim();
    if typed.is_empty() {
        return None;
    }
    let at = match duration(typed) {
        Some(minutes) => now.plus_minutes(minutes),
        None => calendar(typed, now, zone)?,
    };
    (at > now).then_some(at)
}

fn duration(typed: &str) -> Option<i64> {
    let split = typed
        .find(|c: char| !c.is_ascii_digit())
        .filter(|at| *at > 0)?;
    let (number, unit) = typed.split_at(split);
    let minutes = match unit.trim() {
        "m" | "min" | "minutes" | "minute" | "分" | "分钟" => 1,
        "h" | "hour" | "hours" | "小时" | "时" | "钟头" => 60,
        "d" | "day" | "days" | "天" => 24 * 60,
        "w" | "week" | "weeks" | "周" | "星期" => 7 * 24 * 60,
        _ => return None,
    };
    number.parse::<i64>().ok()?.checked_mul(minutes)
}

fn calendar(typed: &str, now: Moment, zone: &TimeZone) -> Option<Moment> {
    let local = zone.to_datetime(now.timestamp());
    let (day, rest) = day(typed, local.date())?;
    let rest = rest
        .trim_start_matches([' ', '早', '上', '午', 't', ',', '的'])
        .trim();
    let time = if rest.is_empty() {
        Time::new(MORNING, 0, 0, 0).ok()?
    } else {
        clock(rest)?
    };
    let date = match day {
        Some(date) => date,
        // A time alone: the next time the clock shows it.
        None if time > local.time() => local.date(),
        None => local.date().checked_add(1.day()).ok()?,
    };
    Some(Moment::from(
        zone.to_timestamp(date.to_datetime(time)).ok()?,
    ))
}

/// The day a text begins with, and what follows it; no day for a text that begins with a time.
fn day(typed: &str, today: Date) -> Option<(Option<Date>, &str)> {
    const DAYS: &[(&str, i64)] = &[
        ("大后天", 3),
        ("后天", 2),
        ("明天", 1),
        ("明日", 1),
        ("明早", 1),
        ("今天", 0),
        ("今日", 0),
        ("今晚", 0),
        ("tomorrow", 1),
        ("today", 0),
    ];
    for (word, ahead) in DAYS {
        if let Some(rest) = typed.strip_prefix(word) {
            return Some((
                Some(today.checked_add(Span::new().try_days(*ahead).ok()?).ok()?),
                rest,
            ));
        }
    }
    if let Some((weekday, rest)) = weekday(typed) {
        return Some((Some(next(today, weekday)?), rest));
    }
    let end = typed
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '/' | '年' | '月')))
        .unwrap_or(typed.len());
    let (head, rest) = typed.split_at(end);
    let rest = rest.strip_prefix(['日', '号']).unwrap_or(rest);
    let numbers: Vec<&str> = head
        .split(['-', '/', '年', '月'])
        .filter(|it| !it.is_empty())
        .collect();
    let number = |at: usize| numbers.get(at).and_then(|it| it.parse::<i16>().ok());
    match (number(0), number(1), number(2), numbers.len()) {
        (Some(year), Some(month), Some(day), 3) => Some((Some(date(year, month, day)?), rest)),
        (Some(month), Some(day), None, 2) => {
            let this = date(today.year(), month, day)?;
            Some((
                Some(if this < today {
                    date(today.year() + 1, month, day)?
                } else {
                    this
                }),
                rest,
            ))
        }
        _ => Some((None, typed)),
    }
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn weekday(typed: &str) -> Option<(Weekday, &str)> {
    const NAMES: &[(&str, Weekday)] = &[
        ("一", Weekday::Monday),
        ("二", Weekday::Tuesday),
        ("三", Weekday::Wednesday),
        ("四", Weekday::Thursday),
        ("五", Weekday::Friday),
        ("六", Weekday::Saturday),
        ("日", Weekday::Sunday),
        ("天", Weekday::Sunday),
    ];
    const ENGLISH: &[(&str, Weekday)] = &[
        ("mon", Weekday::Monday),
        ("tue", Weekday::Tuesday),
        ("wed", Weekday::Wednesday),
        ("thu", Weekday::Thursday),
        ("fri", Weekday::Friday),
        ("sat", Weekday::Saturday),
        ("sun", Weekday::Sunday),
    ];
    let chinese = ["下周", "下星期", "周", "星期", "礼拜"]
        .iter()
        .find_map(|before| typed.strip_prefix(before));
    if let Some(rest) = chinese {
        return NAMES
            .iter()
            .find_map(|(name, day)| Some((*day, rest.strip_prefix(name)?)));
    }
    let (_, day) = ENGLISH.iter().find(|(name, _)| typed.starts_with(name))?;
    Some((
        *day,
        typed.trim_start_matches(|c: char| c.is_ascii_alphabetic()),
    ))
}

/// The next such day after today.
fn next(today: Date, weekday: Weekday) -> Option<Date> {
    today.nth_weekday(1, weekday).ok()
}

fn clock(typed: &str) -> Option<Time> {
    let typed = typed.trim_end_matches(['分', '整']);
    let (hour, minute) = match typed.split_once([':', '点', '时']) {
        Some((hour, "")) => (hour, "0"),
        Some((hour, "半")) => (hour, "30"),
        Some(both) => both,
        None => return None,
    };
    Time::new(hour.trim().parse().ok()?, minute.trim().parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn now() -> Moment {
        // A Monday.
        "2026-11-23T14:32:00+08:00".parse().expect("a time")
    }

    fn office() -> TimeZone {
        TimeZone::fixed(jiff::tz::offset(8))
    }

    #[rstest]
    #[case("2h", "2026-11-23T16:32:00+08:00")]
    #[case("30分", "2026-11-23T15:02:00+08:00")]
    #[case("3天", "2026-11-26T14:32:00+08:00")]
    #[case("明天", "2026-11-24T09:00:00+08:00")]
    #[case("明天 15:00", "2026-11-24T15:00:00+08:00")]
    #[case("明早8点半", "2026-11-24T08:30:00+08:00")]
    #[case("tomorrow 10:15", "2026-11-24T10:15:00+08:00")]
    #[case("后天", "2026-11-25T09:00:00+08:00")]
    #[case("周一", "2026-11-30T09:00:00+08:00")]
    #[case("fri 17:00", "2026-11-27T17:00:00+08:00")]
    #[case("2026-11-30 09:00", "2026-11-30T09:00:00+08:00")]
    #[case("2026-11-30", "2026-11-30T09:00:00+08:00")]
    #[case("１１－３０", "2026-11-30T09:00:00+08:00")]
    #[case("12月1日 8:00", "2026-12-01T08:00:00+08:00")]
    #[case("1-5", "2027-01-05T09:00:00+08:00")]
    #[case("16:00", "2026-11-23T16:00:00+08:00")]
    #[case("09:00", "2026-11-24T09:00:00+08:00")]
    fn a_moment_is_read_as_people_write_it(#[case] typed: &str, #[case] meant: &str) {
        assert_eq!(
            read(typed, now(), &office()),
            Some(meant.parse().expect("a time")),
            "{typed}"
        );
    }

    #[rstest]
    #[case("")]
    #[case("soon")]
    #[case("2026-02-30")]
    #[case("2026-11-22")]
    #[case("25:00")]
    #[case("0h")]
    #[case("99999999999999999999h")]
    #[case("5")]
    fn what_is_no_moment_ahead_is_not_guessed(#[case] typed: &str) {
        assert_eq!(read(typed, now(), &office()), None, "{typed}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_typed_breaks_it_and_the_past_is_never_meant(typed in "[0-9明天后周一二日月年:点半 hdwm-]{0,12}|.{0,12}") {
            if let Some(at) = read(&typed, now(), &office()) {
                prop_assert!(at > now());
            }
        }
    }
}
