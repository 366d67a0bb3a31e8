//! The sender's time as people write it. It is a statement (invariant 55): what cannot be read is left out of the row
//! and named, never guessed, and never a reason to lose a report.

use jiff::fmt::strtime::BrokenDownTime;
use jiff::{Timestamp, tz::TimeZone};

/// What a stated time turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stated {
    /// Usable.
    Plausible(Timestamp),
    /// Ahead of the clock given.
    Future(Timestamp),
    /// Before 1900: what programs write for "no time" (year 1, 1899-12-30).
    Placeholder,
    /// None of the forms understood. Zone names as `CST` are among them: it is China's and Chicago's.
    Unreadable,
}

/// 1900-01-01T00:00:00Z.
const OLDEST: Timestamp = Timestamp::constant(-2_208_988_800, 0);

/// Forms with an offset of their own, beside RFC 3339.
const WITH_OFFSET: [&str; 3] = [
    "%Y-%m-%d %H:%M:%S %z",
    "%Y-%m-%dT%H:%M:%S%z",
    "%Y-%m-%d %H:%M %z",
];

/// Forms in the office zone; a date alone is its midnight.
const IN_OFFICE_ZONE: [&str; 11] = [
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%Y/%m/%d",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y年%m月%d日",
    "%Y年%m月%d日%H时%M分",
    "%Y年%m月%d日 %H:%M",
];

/// Reads a stated time: RFC 3339, a date, or date and time in one of the forms above.
pub(super) fn read(stated: &str, zone: &TimeZone, now: Timestamp) -> Stated {
    match instant(stated.trim(), zone) {
        None => Stated::Unreadable,
        Some(at) if at < OLDEST => Stated::Placeholder,
        Some(at) if at > now => Stated::Future(at),
        Some(at) => Stated::Plausible(at),
    }
}

fn instant(stated: &str, zone: &TimeZone) -> Option<Timestamp> {
    if let Ok(at) = stated.parse::<Timestamp>() {
        return Some(at);
    }
    let offset = WITH_OFFSET.iter().find_map(|form| {
        BrokenDownTime::parse(form, stated)
            .ok()?
            .to_timestamp()
            .ok()
    });
    offset.or_else(|| {
        IN_OFFICE_ZONE.iter().find_map(|form| {
            let parts = BrokenDownTime::parse(form, stated).ok()?;
            let date = parts.to_date().ok()?;
            let clock = parts.to_time().unwrap_or(jiff::civil::Time::midnight());
            zone.to_ambiguous_timestamp(date.to_datetime(clock))
                .compatible()
                .ok()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::Offset;

    fn read_at_eight(stated: &str) -> Stated {
        let now: Timestamp = "2026-08-01T00:00:00Z".parse().unwrap();
        read(stated, &TimeZone::fixed(Offset::constant(8)), now)
    }

    #[test]
    fn a_time_with_an_offset_is_that_instant() {
        let noon: Timestamp = "2026-03-04T04:00:00Z".parse().unwrap();
        for stated in [
            "2026-03-04T12:00:00+08:00",
            "2026-03-04T04:00:00.000000Z",
            "2026-03-04 4:00:00 +0000",
            "2026-03-04T12:00:00+0800",
        ] {
            assert_eq!(read_at_eight(stated), Stated::Plausible(noon), "{stated}");
        }
    }

    #[test]
    fn a_time_without_an_offset_is_in_the_office_zone_and_a_date_its_midnight() {
        let midnight: Timestamp = "2026-03-03T16:00:00Z".parse().unwrap();
        for stated in [
            "2026-03-04",
            "2026-03-04 00:00",
            "2026/3/4",
            "2026年3月4日",
            "2026年03月04日0时00分",
            " 2026-03-04T00:00:00 ",
        ] {
            assert_eq!(
                read_at_eight(stated),
                Stated::Plausible(midnight),
                "{stated}"
            );
        }
    }

    #[test]
    fn a_time_ahead_of_the_clock_is_kept_and_told_apart() {
        assert!(matches!(read_at_eight("2030-01-01"), Stated::Future(_)));
    }

    #[test]
    fn year_one_is_no_time_and_a_zone_that_means_two_places_is_not_guessed() {
        assert_eq!(read_at_eight("0001-01-01T00:00:00Z"), Stated::Placeholder);
        assert_eq!(
            read_at_eight("100 PM CST THU JAN 1 2015"),
            Stated::Unreadable
        );
        assert_eq!(read_at_eight("2026-02-30"), Stated::Unreadable);
        assert_eq!(read_at_eight("昨天"), Stated::Unreadable);
    }
}
