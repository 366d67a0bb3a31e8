//! Deadlines: a stage's minutes, laid over the clock or over working time.

use super::*;
use crate::domain::item::{Aside, Item, Stage};
use crate::domain::procedure::Procedure;
use crate::domain::report::Urgency;
use jiff::ToSpan;
use jiff::civil::Time;

/// When a working day begins, by the office's clock (own default).
pub const DAY_BEGINS: Time = Time::constant(9, 0, 0, 0);
/// When a working day ends: eight hours, 480 minutes (own default).
pub const DAY_ENDS: Time = Time::constant(17, 0, 0, 0);
const DAY_MINUTES: u32 = 480;
/// Working minutes beyond which there is no deadline ([`Moment::FAR`]): about ten years.
pub const FARTHEST_MINUTES: u32 = DAY_MINUTES * 2_500;
/// Days looked at for working time before giving up: a calendar of holidays only has no deadline.
const FARTHEST_DAYS: u32 = 6_000;

/// When something that began at `since` is due after so many `minutes`: by the clock for what is urgent,
/// in working minutes for what is plain. Time outside working hours does not count; what begins then
/// begins with the next working day, and what runs out as the day ends is due as it ends.
pub fn deadline(
    since: Moment,
    urgency: Urgency,
    minutes: u32,
    zone: &TimeZone,
    calendar: &Calendar,
) -> Moment {
    match urgency {
        Urgency::Critical | Urgency::Expedited => since.plus_minutes(minutes.into()),
        Urgency::Plain => in_working_time(since, minutes, zone, calendar),
    }
}

fn in_working_time(since: Moment, minutes: u32, zone: &TimeZone, calendar: &Calendar) -> Moment {
    if minutes == 0 {
        return since;
    }
    if minutes > FARTHEST_MINUTES {
        return Moment::FAR;
    }
    let mut left = i64::from(minutes) * 60_000;
    let mut date = zone.to_datetime(since.timestamp()).date();
    for _ in 0..FARTHEST_DAYS {
        if calendar.is_working(date) {
            let (Some(begins), Some(ends)) = (at(date, DAY_BEGINS, zone), at(date, DAY_ENDS, zone))
            else {
                return Moment::FAR;
            };
            let begins = begins.max(since);
            let worked = ends.millis() - begins.millis();
            if worked >= left {
                return begins.plus_millis(left);
            }
            left -= worked.max(0);
        }
        match date.checked_add(1.day()) {
            Ok(next) => date = next,
            Err(_) => break,
        }
    }
    Moment::FAR
}

fn at(date: Date, time: Time, zone: &TimeZone) -> Option<Moment> {
    zone.to_timestamp(date.to_datetime(time))
        .ok()
        .map(Moment::from)
}

/// When the item's present stage is due; `None` while it is held and once it is released or closed.
///
/// In triage a plain submission has the procedure's aging days for a disposition; urgent ones and
/// drafting have the minutes of level 1; release those of the highest level. A hold that ended by the
/// clock starts the stage's clock anew. Raising the urgency starts the shorter clock at that instant and
/// keeps the earlier deadline if that comes first: it never moves a deadline later (invariant 49).
pub fn item_deadline(
    item: &Item,
    procedure: &Procedure,
    calendar: &Calendar,
    at: Moment,
) -> Option<Moment> {
    let stage = item.stage(procedure, at);
    let level = match stage {
        Stage::Triage | Stage::Drafting => 1,
        Stage::Level(no) => no,
        Stage::Release => procedure.top(),
        Stage::Released | Stage::Closed | Stage::Held => return None,
    };
    let zone = office_zone(&procedure.zone);
    let since = since(item);
    let due = |urgency: Urgency, from: Moment| {
        let minutes = match (stage, urgency) {
            (Stage::Triage, Urgency::Plain) => procedure.aging_days.saturating_mul(DAY_MINUTES),
            _ => procedure.level(level)?.minutes.of(urgency),
        };
        Some(deadline(from, urgency, minutes, &zone, calendar))
    };
    item.urgencies
        .iter()
        .filter_map(|set| due(set.urgency, set.at.max(since)))
        .chain(
            item.urgencies
                .is_empty()
                .then(|| due(item.urgency, since))
                .flatten(),
        )
        .min()
}

/// When the stage's clock began.
fn since(item: &Item) -> Moment {
    match item.aside {
        Some(Aside::Held { until, .. }) => item.stage_since.max(until),
        _ => item.stage_since,
    }
}

/// A submission that has had no disposition for longer than the procedure's aging days (`spec.md` B3).
pub fn is_aging(item: &Item, procedure: &Procedure, calendar: &Calendar, at: Moment) -> bool {
    item.stage(procedure, at) == Stage::Triage && at > aging_from(item, procedure, calendar)
}

/// From when on an item that is still in triage counts as aging.
pub fn aging_from(item: &Item, procedure: &Procedure, calendar: &Calendar) -> Moment {
    let minutes = procedure.aging_days.saturating_mul(DAY_MINUTES);
    let zone = office_zone(&procedure.zone);
    in_working_time(since(item), minutes, &zone, calendar)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::item::ItemChange;
    use crate::domain::roster::fixture::{Desk, NOON, procedure};
    use proptest::prelude::*;

    /// Steps through the clock minute by minute, as a person with a calendar would.
    fn oracle(since: Moment, minutes: u32, zone: &TimeZone, calendar: &Calendar) -> Moment {
        let mut at = since;
        let mut left = minutes;
        while left > 0 {
            let local = zone.to_datetime(at.timestamp());
            if calendar.is_working(local.date()) && (9..17).contains(&local.hour()) {
                left -= 1;
            }
            at = at.plus_minutes(1);
        }
        at
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, .. ProptestConfig::default() })]

        /// Invariant 48, for the deadlines of plain work.
        #[test]
        fn a_plain_deadline_is_where_counting_minute_by_minute_ends(
            start in 0i64..60 * 24 * 21,
            minutes in 0u32..2_400,
            changed in proptest::collection::vec((0i64..40, any::<bool>()), 0..12),
            zone in prop_oneof![Just("Asia/Shanghai"), Just("Europe/Berlin"), Just("America/St_Johns")],
        ) {
            let zone = office_zone(zone);
            // The weeks around the end of daylight saving time, where there is any.
            let base: Moment = "2026-10-19T00:00:00Z".parse().expect("time");
            let first = jiff::civil::date(2026, 10, 18);
            let mut calendar = Calendar::default();
            for (day, off) in changed {
                calendar.set_day(first.saturating_add(day.days()), off);
            }
            let since = base.plus_minutes(start);
            prop_assert_eq!(
                deadline(since, Urgency::Plain, minutes, &zone, &calendar),
                oracle(since, minutes, &zone, &calendar)
            );
        }

        /// Invariant 48: urgent clocks never pause.
        #[test]
        fn an_urgent_deadline_takes_no_rest(start in 0i64..60 * 24 * 21, minutes in 0u32..5_000) {
            let zone = office_zone("Asia/Shanghai");
            let since = NOON.plus_minutes(start);
            for urgency in [Urgency::Critical, Urgency::Expedited] {
                let due = deadline(since, urgency, minutes, &zone, &Calendar::default());
                prop_assert_eq!(due.minutes_since(since), i64::from(minutes));
            }
        }
    }

    #[test]
    fn a_calendar_without_working_days_has_no_deadline_and_comes_to_an_end() {
        let zone = office_zone("Asia/Shanghai");
        let due = |minutes| deadline(NOON, Urgency::Plain, minutes, &zone, &Calendar::default());
        assert_eq!(due(u32::MAX), Moment::FAR);
        assert!(due(FARTHEST_MINUTES) < Moment::FAR);
        let mut never = Calendar::default();
        for day in 0..7_000 {
            never.set_day(
                jiff::civil::date(2026, 11, 1).saturating_add(day.days()),
                true,
            );
        }
        assert_eq!(
            deadline(NOON, Urgency::Plain, 1, &zone, &never),
            Moment::FAR
        );
    }

    #[test]
    fn a_plain_submission_is_aging_after_two_working_days() {
        let mut desk = Desk::new();
        let item = desk.item();
        let (procedure, calendar) = (procedure(), Calendar::default());
        // Received on Monday at noon: 5 + 8 + 3 hours end on Wednesday at noon.
        let due = NOON.plus_days(2);
        assert_eq!(item_deadline(&item, &procedure, &calendar, NOON), Some(due));
        assert!(!is_aging(&item, &procedure, &calendar, due));
        assert!(is_aging(&item, &procedure, &calendar, due.plus_millis(1)));
    }

    /// Invariant 49, for items.
    #[test]
    fn raising_the_urgency_never_moves_a_deadline_later() {
        let mut desk = Desk::new();
        let mut item = desk.item();
        let (procedure, calendar) = (procedure(), Calendar::default());
        let due = |item: &Item, at| item_deadline(item, &procedure, &calendar, at).expect("open");
        let raise = |item: &mut Item, urgency, minutes| {
            let at = NOON.plus_minutes(minutes);
            item.apply(&ItemChange::UrgencySet { urgency }, at, None, &procedure);
            due(item, at)
        };
        let expedited = raise(&mut item, Urgency::Expedited, 10);
        assert_eq!(expedited, NOON.plus_minutes(10 + 120));
        let critical = raise(&mut item, Urgency::Critical, 128);
        assert_eq!(critical, expedited, "two minutes were left, not fifteen");
        let plain = raise(&mut item, Urgency::Plain, 129);
        assert_eq!(plain, NOON.plus_days(2), "as if it had never been raised");
    }

    #[test]
    fn a_held_item_has_no_deadline_and_begins_anew_when_the_hold_ends() {
        let mut desk = Desk::new();
        let mut item = desk.item();
        let (procedure, calendar) = (procedure(), Calendar::default());
        let until = NOON.plus_days(7);
        let hold = ItemChange::Held {
            until,
            reason: "等数据".into(),
        };
        item.apply(&hold, NOON, None, &procedure);
        assert_eq!(item_deadline(&item, &procedure, &calendar, NOON), None);
        assert_eq!(
            item_deadline(&item, &procedure, &calendar, until),
            Some(until.plus_days(2))
        );
    }
}
