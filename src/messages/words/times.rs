//! Times in words, in the zone of the office.

use super::both;
use crate::domain::moment::Moment;
use crate::messages::{Lang, phrases};
use jiff::civil::Date;
use jiff::tz::TimeZone;

phrases! {
    TODAY: "今日", "today";
    TOMORROW: "明日", "tomorrow";
    YESTERDAY: "昨日", "yesterday";
    DUE_NOW: "现在到期", "due now";
    late(time): "逾期{time}", "late {time}";
    time_to_go(time): "还有 {time}", "{time} left";
    overdue_by(time): "已逾期 {time}", "overdue by {time}";
    days_short(days): "{days}天", "{days} d";
    minutes_short(minutes): "{minutes}分", "{minutes}m";
    hours_short(hours, minutes): "{hours}时{minutes}分", "{hours}h{minutes}m";
    days(days): "{days} 天", "{days} d";
    days_hours(days, hours): "{days} 天 {hours} 小时", "{days} d {hours} h";
    hours(hours): "{hours} 小时", "{hours} h";
    hours_minutes(hours, minutes): "{hours} 小时 {minutes} 分钟", "{hours} h {minutes} min";
    minutes(minutes): "{minutes} 分钟", "{minutes} min";
}

const DAY: u64 = 24 * 60;

/// Time left until a deadline in at most 12 cells: `0:12`, `3天`; overdue in words, `逾期1时20分`, because a
/// sign before a number is easily missed. Minutes are negative when it has passed.
pub fn time_left(lang: Lang, minutes: i64) -> String {
    // More days than fit are as good as these.
    let left = minutes.unsigned_abs().min(9_999 * DAY);
    let (days, hours, rest) = (left / DAY, left / 60, left % 60);
    if minutes >= 0 {
        return if days > 0 {
            days_short(lang, days)
        } else {
            format!("{hours}:{rest:02}")
        };
    }
    let time = if days > 0 {
        days_short(lang, days)
    } else if hours > 0 {
        hours_short(lang, hours, rest)
    } else {
        minutes_short(lang, rest)
    };
    late(lang, time)
}

/// The same as a phrase, without a limit: `还有 12 分钟`, `overdue by 1 h 20 min`.
pub fn time_left_in_words(lang: Lang, minutes_left: i64) -> String {
    let left = minutes_left.unsigned_abs();
    let (whole_days, of_day, whole_hours, rest) =
        (left / DAY, left / 60 % 24, left / 60, left % 60);
    let time = match (whole_days, whole_hours) {
        (0, 0) => minutes(lang, rest),
        (0, _) if rest == 0 => hours(lang, whole_hours),
        (0, _) => hours_minutes(lang, whole_hours, rest),
        (_, _) if of_day == 0 => days(lang, whole_days),
        (_, _) => days_hours(lang, whole_days, of_day),
    };
    match minutes_left {
        0 => DUE_NOW.get(lang).to_owned(),
        1.. => time_to_go(lang, time),
        ..0 => overdue_by(lang, time),
    }
}

/// When something was or will be: `今日 14:10`, `11-23 14:10`, and with the year when it is another one.
pub fn when(lang: Lang, at: Moment, zone: &TimeZone, now: Moment) -> String {
    let local = zone.to_datetime(at.timestamp());
    let clock = format!("{:02}:{:02}", local.hour(), local.minute());
    format!("{} {clock}", day(lang, local.date(), zone, now))
}

/// A deadline as a row of the queue shows it, in at most 12 cells: the time left when it is under four hours
/// or past, otherwise the day.
pub fn due(lang: Lang, deadline: Moment, zone: &TimeZone, now: Moment) -> String {
    // Rounded down, a deadline that has just passed is one minute late and not zero.
    let minutes = deadline.minutes_since(now);
    if minutes < 4 * 60 {
        return time_left(lang, minutes);
    }
    day(
        lang,
        zone.to_datetime(deadline.timestamp()).date(),
        zone,
        now,
    )
}

fn day(lang: Lang, date: Date, zone: &TimeZone, now: Moment) -> String {
    let today = zone.to_datetime(now.timestamp()).date();
    let named = if date == today {
        Some(TODAY)
    } else if today.tomorrow().is_ok_and(|tomorrow| date == tomorrow) {
        Some(TOMORROW)
    } else if today.yesterday().is_ok_and(|yesterday| date == yesterday) {
        Some(YESTERDAY)
    } else {
        None
    };
    match named {
        Some(phrase) => phrase.get(lang).to_owned(),
        None if date.year() == today.year() => date.strftime("%m-%d").to_string(),
        None => date.to_string(),
    }
}

/// A day of the week in two or three cells, for grids: 一, Mon.
pub fn weekday(lang: Lang, date: Date) -> &'static str {
    use jiff::civil::Weekday;
    match date.weekday() {
        Weekday::Monday => both("一", "Mon"),
        Weekday::Tuesday => both("二", "Tue"),
        Weekday::Wednesday => both("三", "Wed"),
        Weekday::Thursday => both("四", "Thu"),
        Weekday::Friday => both("五", "Fri"),
        Weekday::Saturday => both("六", "Sat"),
        Weekday::Sunday => both("日", "Sun"),
    }
    .get(lang)
}
