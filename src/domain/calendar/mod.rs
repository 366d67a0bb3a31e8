//! Working days and deadlines (`spec.md` B7, B3, C16).
//!
//! What differs from Monday to Friday is data, by year, in the form of the holiday-cn tables; a year
//! without data counts Monday to Friday, and [`Calendar::missing`] says so. Urgent clocks run day and
//! night; plain work counts the minutes of working days, 09:00 to 17:00 in the office zone.

mod deadline;

pub use deadline::{
    DAY_BEGINS, DAY_ENDS, FARTHEST_MINUTES, aging_from, deadline, is_aging, item_deadline,
};

use super::moment::Moment;
use jiff::civil::{Date, Weekday};
use jiff::tz::{Offset, TimeZone};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The days that differ from the week's pattern, and the years known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    years: BTreeSet<i16>,
    /// `true`: a day off; `false`: worked although a Saturday or Sunday (调休).
    days: BTreeMap<Date, bool>,
}

/// A table of one year is not readable.
#[derive(Debug, thiserror::Error)]
pub enum CalendarError {
    /// Not JSON of the holiday-cn form: `{"year": 2026, "days": [{"date": "2026-01-01", "isOffDay": true}]}`.
    #[error("not a table of one year's days off: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// A day belongs neither to the year nor to the weeks around it.
    #[error("{date} is not of the year {year}")]
    OtherYear { year: i16, date: Date },
}

/// One year as published, holiday-cn form. Further fields (`papers`, `$schema`, …) are not needed.
#[derive(Deserialize)]
struct YearTable {
    year: i16,
    days: Vec<DayRow>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DayRow {
    date: Date,
    is_off_day: bool,
}

impl Calendar {
    /// Takes one year's table in, over what was known of its days.
    pub fn add_year(&mut self, json: &str) -> Result<(), CalendarError> {
        let table: YearTable = serde_json::from_str(json)?;
        // New Year's holiday may begin in the last days of the year before.
        let near = |date: Date| {
            date.year() == table.year
                || (date.year() == table.year - 1 && date.month() == 12)
                || (date.year() == table.year + 1 && date.month() == 1)
        };
        if let Some(stray) = table.days.iter().find(|row| !near(row.date)) {
            return Err(CalendarError::OtherYear {
                year: table.year,
                date: stray.date,
            });
        }
        self.years.insert(table.year);
        for row in table.days {
            self.days.insert(row.date, row.is_off_day);
        }
        Ok(())
    }

    /// Sets one day, and counts its year as known.
    pub fn set_day(&mut self, date: Date, off: bool) {
        self.years.insert(date.year());
        self.days.insert(date, off);
    }

    /// The office works on this day.
    pub fn is_working(&self, date: Date) -> bool {
        match self.days.get(&date) {
            Some(off) => !off,
            None => !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday),
        }
    }

    /// The years from one instant to another whose days off are not known: their working days are
    /// Monday to Friday only by assumption. At most the first ten.
    pub fn missing(&self, from: Moment, to: Moment, zone: &TimeZone) -> Vec<i16> {
        let year = |at: Moment| zone.to_datetime(at.timestamp()).year();
        (year(from)..=year(to))
            .filter(|year| !self.years.contains(year))
            .take(10)
            .collect()
    }
}

/// The zone of this IANA name. A name the system has no table for counts as UTC+8, the default office's
/// offset the year round: `config` refuses such names, so this is only for a system without tables.
pub fn office_zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or_else(|_| TimeZone::fixed(Offset::constant(8)))
}

/// An instant as people of the office write it, to the minute: `2026-11-23 14:32`.
pub fn shown(at: Moment, zone: &TimeZone) -> String {
    zone.to_datetime(at.timestamp())
        .strftime("%Y-%m-%d %H:%M")
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_year_without_data_works_monday_to_friday_and_is_reported() {
        let calendar = Calendar::default();
        assert!(calendar.is_working(date(2026, 11, 23)));
        assert!(!calendar.is_working(date(2026, 11, 22)));
        let zone = office_zone("Asia/Shanghai");
        let at = |text: &str| text.parse::<Moment>().expect("time");
        let (from, to) = (
            at("2026-12-31T23:00:00+08:00"),
            at("2027-01-01T01:00:00+08:00"),
        );
        assert_eq!(calendar.missing(from, to, &zone), [2026, 2027]);
    }

    #[test]
    fn a_table_sets_days_off_and_working_weekends() {
        let mut calendar = Calendar::default();
        calendar
            .add_year(
                r#"{"$schema": "x", "year": 2031, "papers": [], "days": [
                    {"name": "A", "date": "2030-12-31", "isOffDay": true},
                    {"name": "A", "date": "2031-01-01", "isOffDay": true},
                    {"name": "A", "date": "2031-01-04", "isOffDay": false}]}"#,
            )
            .expect("table");
        assert!(!calendar.is_working(date(2030, 12, 31)));
        assert!(!calendar.is_working(date(2031, 1, 1)));
        assert!(calendar.is_working(date(2031, 1, 4)), "a Saturday worked");
        assert!(!calendar.is_working(date(2031, 1, 5)));
        assert!(calendar.years.contains(&2031) && !calendar.years.contains(&2030));
    }

    #[test]
    fn a_table_that_is_not_one_is_refused_whole() {
        let mut calendar = Calendar::default();
        for bad in [
            "",
            "[]",
            r#"{"year": 2031}"#,
            r#"{"year": 2031, "days": [{"date": "2031-02-30", "isOffDay": true}]}"#,
            r#"{"year": 2031, "days": [{"date": "2031-01-01", "isOffDay": true}, {"date": "2029-02-01", "isOffDay": true}]}"#,
        ] {
            assert!(calendar.add_year(bad).is_err(), "{bad}");
        }
        assert_eq!(calendar, Calendar::default());
    }
}
