//! Times in queries: durations from now (`due<2h`) and days of the office zone (`received>2026-11-01`).
//!
//! Every test of a time comes down to a half-open range of moments, so that a store and [`super::Filter`]
//! cannot read it differently.

use super::vocabulary::narrow;
use super::{Compare, Viewer};
use crate::domain::moment::Moment;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::fmt;

/// Longest duration that is read: ten years, in minutes.
const LONGEST_MINUTES: i64 = 10 * 366 * 24 * 60;

/// A comparison with a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeTest {
    pub compare: Compare,
    pub when: When,
}

/// The time compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Minutes from now: left until a deadline (negative: past it by so many), or gone since receipt.
    Minutes(i64),
    /// A whole day of the office zone.
    Day(Day),
}

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    On(Date),
    Yesterday,
    Today,
    Tomorrow,
}

/// Which way a duration is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// Time left, as with deadlines: `<2h` is before two hours from now, what is past included.
    Left,
    /// Time gone, as with receipt: `<3d` is after three days ago.
    Gone,
}

impl TimeTest {
    /// The moments that satisfy it: from (inclusive) and to (exclusive); `None` has no end on that side.
    ///
    /// `due:2h` is "within two hours", `received:3d` "within the last three days"; a day with `:` is that day,
    /// `<` before it begins, `>` after it has ended.
    pub fn range(&self, age: Age, viewer: &Viewer) -> (Option<Moment>, Option<Moment>) {
        match self.when {
            When::Minutes(minutes) => {
                let (edge, compare) = match age {
                    Age::Left => (viewer.now.plus_minutes(minutes), self.compare),
                    Age::Gone => (
                        viewer.now.plus_minutes(minutes.saturating_neg()),
                        match self.compare {
                            Compare::Is => Compare::AtLeast,
                            Compare::Less => Compare::More,
                            Compare::AtMost => Compare::AtLeast,
                            Compare::More => Compare::Less,
                            Compare::AtLeast => Compare::AtMost,
                        },
                    ),
                };
                match compare {
                    Compare::Less => (None, Some(edge)),
                    Compare::Is | Compare::AtMost => (None, Some(edge.plus_millis(1))),
                    Compare::More => (Some(edge.plus_millis(1)), None),
                    Compare::AtLeast => (Some(edge), None),
                }
            }
            When::Day(day) => {
                let (begin, end) = day.bounds(viewer);
                match self.compare {
                    Compare::Is => (Some(begin), Some(end)),
                    Compare::Less => (None, Some(begin)),
                    Compare::AtMost => (None, Some(end)),
                    Compare::More => (Some(end), None),
                    Compare::AtLeast => (Some(begin), None),
                }
            }
        }
    }
}

impl Day {
    /// First moment of the day and first of the next, in the viewer's zone.
    fn bounds(self, viewer: &Viewer) -> (Moment, Moment) {
        let today = || viewer.zone.to_datetime(viewer.now.timestamp()).date();
        let date = match self {
            Day::On(date) => date,
            Day::Yesterday => today().saturating_sub(1.day()),
            Day::Today => today(),
            Day::Tomorrow => today().saturating_add(1.day()),
        };
        let begin = |date: Date, zone: &TimeZone| {
            zone.to_timestamp(date.at(0, 0, 0, 0))
                .map_or(Moment::FAR, Moment::from)
        };
        (
            begin(date, viewer.zone),
            date.tomorrow()
                .map_or(Moment::FAR, |next| begin(next, viewer.zone)),
        )
    }
}

const TODAY: &[&str] = &["today", "今天", "今日"];
const TOMORROW: &[&str] = &["tomorrow", "明天", "明日"];
const YESTERDAY: &[&str] = &["yesterday", "昨天", "昨日"];

/// Examples and words a time can be given by, for completion.
pub(super) const SUGGESTED: [&str; 8] = [
    "30m",
    "2h",
    "1d",
    "7d",
    "today",
    "tomorrow",
    "yesterday",
    "0m",
];

/// Reads `2h`, `1h30m`, `-1h`, `2小时`, `2026-11-23`, `today`. Negative durations only where `signed`.
pub(super) fn read(text: &str, signed: bool) -> Option<When> {
    let text = narrow(text);
    let named = |words: &[&str]| words.contains(&text.as_str());
    if named(TODAY) {
        return Some(When::Day(Day::Today));
    }
    if named(TOMORROW) {
        return Some(When::Day(Day::Tomorrow));
    }
    if named(YESTERDAY) {
        return Some(When::Day(Day::Yesterday));
    }
    if let Some(date) = date(&text) {
        return Some(When::Day(Day::On(date)));
    }
    match text.strip_prefix('-') {
        Some(rest) if signed => duration(rest).map(|minutes| When::Minutes(-minutes)),
        Some(_) => None,
        None => duration(&text).map(When::Minutes),
    }
}

/// `2026-11-23`, `2026/11/23`, `2026年11月23日`.
fn date(text: &str) -> Option<Date> {
    let text = text.strip_suffix(['日', '号']).unwrap_or(text);
    let mut parts = text.split(['-', '/', '年', '月']);
    let year = digits(parts.next()?, 4..=4)?;
    let month = digits(parts.next()?, 1..=2)?;
    let day = digits(parts.next()?, 1..=2)?;
    if parts.next().is_some() {
        return None;
    }
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

fn digits(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<u32> {
    (length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// Minutes of `2h`, `1h30m`, `2小时30分`, or `0`.
fn duration(text: &str) -> Option<i64> {
    if text == "0" {
        return Some(0);
    }
    let mut rest = text;
    let mut total: i64 = 0;
    while !rest.is_empty() {
        let figures = rest.find(|c: char| !c.is_ascii_digit())?;
        let (number, tail) = rest.split_at(figures);
        let number = i64::from(digits(number, 1..=9)?);
        let unit_end = tail
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(unit_end);
        let minutes = match unit {
            "m" | "min" | "分" | "分钟" => 1,
            "h" | "时" | "小时" => 60,
            "d" | "天" | "日" => 24 * 60,
            "w" | "周" | "星期" => 7 * 24 * 60,
            _ => return None,
        };
        total = total.checked_add(number.checked_mul(minutes)?)?;
        rest = tail;
    }
    (!text.is_empty() && total <= LONGEST_MINUTES).then_some(total)
}

impl fmt::Display for TimeTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.compare.sign())?;
        match self.when {
            When::Minutes(minutes) => {
                if minutes < 0 {
                    f.write_str("-")?;
                }
                let minutes = minutes.unsigned_abs();
                let (days, hours, left) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
                if days > 0 {
                    write!(f, "{days}d")?;
                }
                if hours > 0 {
                    write!(f, "{hours}h")?;
                }
                if left > 0 || minutes == 0 {
                    write!(f, "{left}m")?;
                }
                Ok(())
            }
            When::Day(Day::On(date)) => write!(f, "{date}"),
            When::Day(Day::Yesterday) => f.write_str("yesterday"),
            When::Day(Day::Today) => f.write_str("today"),
            When::Day(Day::Tomorrow) => f.write_str("tomorrow"),
        }
    }
}
