//! Moments: milliseconds since 1970 UTC, RFC 3339 on the wire. Shown in the office zone by the rooms above.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{fmt, str::FromStr};
use utoipa::ToSchema;

/// A point in time, to the millisecond. Always the server's clock unless a field says "as stated".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, ToSchema)]
#[schema(value_type = String, format = DateTime, example = "2026-11-23T06:32:00Z")]
pub struct Moment(i64);

impl Moment {
    /// The latest moment there is (9999-12-30): "until further notice".
    pub const FAR: Moment = Moment(253_402_207_200_000 - 999);

    /// From milliseconds since 1970, held within what a calendar can show.
    pub const fn from_millis(millis: i64) -> Self {
        if millis > Self::FAR.0 {
            Self::FAR
        } else if millis < -Self::FAR.0 {
            Moment(-Self::FAR.0)
        } else {
            Moment(millis)
        }
    }

    /// Milliseconds since 1970.
    pub fn millis(self) -> i64 {
        self.0
    }

    /// For calendar arithmetic and display.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Later by so many minutes (earlier if negative).
    pub fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_millis(minutes.saturating_mul(60_000))
    }

    /// Later by so many days of 24 hours.
    pub fn plus_days(self, days: i64) -> Self {
        self.plus_minutes(days.saturating_mul(24 * 60))
    }

    /// Later by so many milliseconds.
    pub fn plus_millis(self, millis: i64) -> Self {
        Self::from_millis(self.0.saturating_add(millis))
    }

    /// Whole minutes from `earlier` to here, rounded down; negative when `earlier` is later.
    pub fn minutes_since(self, earlier: Moment) -> i64 {
        (self.0 - earlier.0).div_euclid(60_000)
    }
}

impl From<Timestamp> for Moment {
    fn from(at: Timestamp) -> Self {
        Self::from_millis(at.as_millisecond())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.timestamp().fmt(f)
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Moment {
    type Err = jiff::Error;
    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        text.parse::<Timestamp>().map(Moment::from)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Rfc3339;
        impl serde::de::Visitor<'_> for Rfc3339 {
            type Value = Moment;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a time such as 2026-11-23T14:32:00+08:00")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Moment, E> {
                text.parse()
                    .map_err(|_| E::invalid_value(serde::de::Unexpected::Str(text), &self))
            }
        }
        deserializer
            .deserialize_str(Rfc3339)
            .map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_back_as_it_was_written() {
        let noon: Moment = "2026-11-23T12:00:00.250+08:00".parse().expect("a time");
        let written = serde_json::to_string(&noon).expect("json");
        assert_eq!(written, "\"2026-11-23T04:00:00.25Z\"");
        assert_eq!(
            serde_json::from_str::<Moment>(&written).expect("json"),
            noon
        );
        assert!(serde_json::from_str::<Moment>("\"noon\"").is_err());
    }

    #[test]
    fn far_can_be_shown() {
        assert!(Moment::FAR.to_string().starts_with("9999"));
        assert_eq!(Moment::FAR.plus_days(1), Moment::FAR);
    }
}
