//! Times of the stories, told from the moment the desk is populated, so that it looks lived in whenever that is.
//!
//! Two forms. `40m`, `3h`, `2h30m`: so long ago by the clock, for what is urgent or has just happened.
//! `d2 10:20`: at that time of the second working day before today, so that ordinary work keeps office hours
//! and plain deadlines, which count working time, are overdue by days and not by accident.

use crate::domain::calendar::Calendar;
use crate::domain::moment::Moment;
use jiff::ToSpan;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use serde::Deserialize;

/// Days looked back over for working days: more than any holiday is long.
const FARTHEST: u32 = 60;

/// When something happened, before the present moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum When {
    /// Minutes ago.
    Ago(i64),
    /// At a time of the n-th working day before today; n from 1.
    Day(u32, Time),
}

impl TryFrom<String> for When {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        day(&text)
            .or_else(|| ago(&text))
            .ok_or_else(|| format!("\"{text}\" is neither \"2h30m\" nor \"d2 10:20\""))
    }
}

fn day(text: &str) -> Option<When> {
    let (days, time) = text.strip_prefix('d')?.split_once(' ')?;
    let time = Time::strptime("%H:%M", time).ok()?;
    let days = days.parse().ok().filter(|it| (1..=30).contains(it))?;
    Some(When::Day(days, time))
}

fn ago(text: &str) -> Option<When> {
    let minutes = |text: &str| text.strip_suffix('m')?.parse::<i64>().ok();
    let ago = match text.split_once('h') {
        Some((hours, "")) => hours.parse::<i64>().ok()? * 60,
        Some((hours, rest)) => hours.parse::<i64>().ok()? * 60 + minutes(rest)?,
        None => minutes(text)?,
    };
    (ago > 0).then_some(When::Ago(ago))
}

/// The present moment, and the office's days around it.
#[derive(Debug, Clone)]
pub struct Today<'a> {
    pub now: Moment,
    pub zone: TimeZone,
    pub calendar: &'a Calendar,
}

impl Today<'_> {
    /// The moment meant.
    pub fn moment(&self, when: When) -> Moment {
        match when {
            When::Ago(minutes) => self.now.plus_minutes(-minutes),
            When::Day(days, time) => self.at(self.working_day_before(days), time),
        }
    }

    /// The first instant of today, or of so many days later.
    pub fn morning(&self, days_later: i64) -> Moment {
        let date = self.date(self.now).saturating_add(days_later.days());
        self.at(date, Time::midnight())
    }

    /// The office's date at an instant.
    pub fn date(&self, at: Moment) -> Date {
        self.local(at).date()
    }

    /// The hour that has struck at an instant, by the office's clock.
    pub fn hour(&self, at: Moment) -> i8 {
        self.local(at).hour()
    }

    fn local(&self, at: Moment) -> jiff::civil::DateTime {
        self.zone.to_datetime(at.timestamp())
    }

    fn at(&self, date: Date, time: Time) -> Moment {
        self.zone
            .to_timestamp(date.to_datetime(time))
            .map_or(self.now, Moment::from)
    }

    fn working_day_before(&self, days: u32) -> Date {
        let mut date = self.date(self.now);
        let mut left = days;
        for _ in 0..FARTHEST {
            if left == 0 {
                break;
            }
            date = date.saturating_sub(1.day());
            if self.calendar.is_working(date) {
                left -= 1;
            }
        }
        date
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{office_zone, shown};

    fn read(text: &str) -> Result<When, String> {
        When::try_from(text.to_owned())
    }

    #[test]
    fn times_are_minutes_ago_or_a_time_of_a_working_day() {
        assert_eq!(read("40m"), Ok(When::Ago(40)));
        assert_eq!(read("3h"), Ok(When::Ago(180)));
        assert_eq!(read("2h05m"), Ok(When::Ago(125)));
        assert_eq!(
            read("d2 10:20"),
            Ok(When::Day(2, Time::constant(10, 20, 0, 0)))
        );
        for wrong in [
            "", "0m", "-5m", "5", "h", "d0 10:00", "d2", "d2 25:00", "2d",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn working_days_before_a_monday_leave_the_weekend_out() {
        let calendar = Calendar::default();
        let zone = office_zone("Asia/Shanghai");
        let today = Today {
            now: "2026-11-23T02:00:00+08:00".parse().expect("a Monday"),
            zone: zone.clone(),
            calendar: &calendar,
        };
        let at = |text: &str| shown(today.moment(read(text).expect("a time")), &zone);
        assert_eq!(at("d1 16:40"), "2026-11-20 16:40");
        assert_eq!(at("d5 09:00"), "2026-11-16 09:00");
        assert_eq!(at("2h30m"), "2026-11-22 23:30");
        assert_eq!(shown(today.morning(0), &zone), "2026-11-23 00:00");
        assert_eq!(shown(today.morning(3), &zone), "2026-11-26 00:00");
    }
}
