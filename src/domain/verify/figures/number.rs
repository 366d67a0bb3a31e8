//! Figures as they stand in a text: `2,413艘`, `１２．３％`, `一百二十三万人`, `三成`, `百分之十二点三`, `3.5 million`.
//!
//! What counts the calendar or the clock, numbers a thing in a row (第三, 14号) or is part of a name (5G) is left out.

use super::super::Figure;
use rust_decimal::Decimal;

/// A figure found, and where: in characters, the end exclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub start: u32,
    pub end: u32,
    pub figure: Figure,
}

/// Longest run of characters read as one number.
const LONGEST: usize = 40;

/// Measure words that may follow a figure, long ones before those they begin with.
#[rustfmt::skip]
const MEASURES: &[&str] = &[
    "个百分点", "百分点", "元人民币", "平方公里", "立方米", "平方米", "千瓦时", "人次", "小时", "分钟", "公里", "海里", "公顷", "公斤", "千米", "千克", "千瓦", "兆瓦",
    "美元", "欧元", "车次", "班次", "航次", "艘次", "户次", "标箱",
    "元", "艘", "辆", "架", "台", "套", "人", "名", "位", "户", "家", "个", "件", "项", "起", "宗", "次", "场", "批", "条", "处", "座", "所", "间", "栋", "张",
    "亩", "吨", "斤", "克", "米", "升", "度", "瓦", "倍", "成", "天", "种", "类", "篇", "份", "支", "只", "头", "株", "部", "本", "%", "‰",
];

/// What follows a number that is a date, a time of day, or a number in a row.
const NOT_AMOUNTS: &[&str] = &[
    "年", "月", "日", "号", "时", "点", "分", "秒", "届", "期", "版", "级", "楼", "路",
];

/// Measure words a single Chinese digit makes a figure with; 一个, 一批, 一次 are mere words.
const TELLING: &[&str] = &["个百分点", "百分点", "倍", "成", "‰", "%"];

/// Units that may stand right after a digit; other letters there make a name of it (5G, 3D).
const ABBREVIATIONS: &[&str] = &["kg", "km", "m", "g", "t", "kW", "MW", "kWh", "ha"];

/// English words after a number that are not its unit.
const NOT_UNITS: &[&str] = &[
    "a",
    "and",
    "are",
    "as",
    "at",
    "by",
    "for",
    "from",
    "had",
    "has",
    "have",
    "in",
    "is",
    "of",
    "on",
    "or",
    "out",
    "that",
    "the",
    "to",
    "was",
    "were",
    "who",
    "with",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "am",
    "pm",
    "th",
    "st",
    "nd",
    "rd",
];

/// All figures of a text, in order.
pub fn extract(text: &str) -> Vec<Found> {
    let all: Vec<char> = text.chars().map(plain).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < all.len() {
        match read(&all, at) {
            Some((figure, end)) => {
                if let Some(figure) = figure
                    && let (Ok(start), Ok(end)) = (u32::try_from(at), u32::try_from(end))
                {
                    found.push(Found { start, end, figure });
                }
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// A number at this place: the figure, or `None` for a number that is no amount, and where it ends.
fn read(all: &[char], at: usize) -> Option<(Option<Figure>, usize)> {
    let rest = all.get(at..)?;
    let before = at.checked_sub(1).and_then(|it| all.get(it)).copied();
    for (words, unit) in [("百分之", "%"), ("千分之", "‰")] {
        if let Some(after) = strip(rest, words)
            && let Some((value, len)) = number(after)
        {
            return Some((Some(figure(value, unit.into())), at + 3 + len));
        }
    }
    let negative = matches!(rest.first(), Some('-' | '负'))
        && !before.is_some_and(|it| it.is_ascii_alphanumeric());
    let sign = usize::from(negative);
    let (value, len) = number(rest.get(sign..)?)?;
    let digits = rest.get(sign..sign + len)?;
    let end = at + sign + len;
    let chinese = !digits.iter().any(char::is_ascii_digit);
    let tail = rest.get(sign + len..)?;
    if is_part_of_a_name(before, digits, tail) {
        return Some((None, end));
    }
    let (unit, used) = unit(tail);
    // 一个, 一批, 万一 are words; 三成, 两倍, 十多万 and 三百 are figures.
    let telling = TELLING.contains(&unit.as_str()) || unit.starts_with(is_place);
    let many = digits.len() > 1 && (!unit.is_empty() || digits.iter().any(|it| is_place(*it)));
    if chinese && !telling && !many {
        return Some((None, end));
    }
    if unit.is_empty() && NOT_AMOUNTS.iter().any(|word| strip(tail, word).is_some()) {
        return Some((None, end));
    }
    let mut value = if negative { -value } else { value };
    let mut used = used;
    // 三成五 is three and a half tenths.
    if unit == "成"
        && let Some(half) = tail.get(used).copied().and_then(digit)
        && let Some(more) = value.checked_add(Decimal::new(half.into(), 1))
    {
        value = more;
        used += 1;
    }
    Some((Some(figure(value, unit)), end + used))
}

fn figure(value: Decimal, unit: String) -> Figure {
    Figure {
        value,
        unit,
        period: String::new(),
        base: String::new(),
        scope: String::new(),
    }
}

/// Ordinals, document numbers, dates in figures, clock times, and names with a digit in them.
fn is_part_of_a_name(before: Option<char>, digits: &[char], tail: &[char]) -> bool {
    let digit_after = tail.get(1).is_some_and(char::is_ascii_digit);
    let joined = matches!(tail.first(), Some('-' | ':' | '/')) && digit_after;
    let letters: String = tail
        .iter()
        .take_while(|it| it.is_ascii_alphabetic())
        .collect();
    let arabic = digits.iter().any(char::is_ascii_digit);
    before.is_some_and(|it| {
        matches!(it, '第' | '〔' | '[' | ':' | '-' | '/' | '.')
            || (arabic && it.is_ascii_alphanumeric())
    }) || joined
        || (!letters.is_empty() && !ABBREVIATIONS.contains(&letters.as_str()))
        || strip(tail, "分之").is_some()
}

/// The unit after a number, as written, and how many characters it and what comes before it take.
fn unit(tail: &[char]) -> (String, usize) {
    let mut at = usize::from(
        tail.first()
            .is_some_and(|it| matches!(it, '余' | '多' | '来' | ' ')),
    );
    let start = at;
    while tail.get(at).copied().is_some_and(is_place) {
        at += 1;
    }
    // 千米 is a measure, not a thousand of something.
    if at > start
        && tail.get(at - 1) == Some(&'千')
        && MEASURES
            .iter()
            .any(|it| it.starts_with('千') && strip(&tail[at - 1..], it).is_some())
    {
        at -= 1;
    }
    let multiplied = at > start;
    if multiplied && tail.get(at).is_some_and(|it| matches!(it, '余' | '多')) {
        at += 1;
    }
    let words = tail.get(at..).unwrap_or_default();
    let clock = ["小时", "分钟", "天"];
    if let Some(measure) = MEASURES.iter().find(|it| strip(words, it).is_some())
        && (clock.contains(measure) || !NOT_AMOUNTS.iter().any(|it| it == measure))
    {
        at += measure.chars().count();
    } else if !multiplied || words.first() == Some(&' ') {
        return latin_unit(tail);
    }
    let written = tail.get(start..at).unwrap_or_default();
    (
        written
            .iter()
            .filter(|it| !matches!(it, '余' | '多'))
            .collect(),
        at,
    )
}

/// `million yuan`, `vessels`, `per cent`.
fn latin_unit(tail: &[char]) -> (String, usize) {
    let mut words: Vec<String> = Vec::new();
    let mut used = 0;
    let mut at = 0;
    loop {
        let start = at + usize::from(tail.get(at) == Some(&' '));
        let letters = tail
            .iter()
            .skip(start)
            .take_while(|it| it.is_ascii_alphabetic());
        let word: String = letters.collect();
        let lower = word.to_ascii_lowercase();
        if word.is_empty() || NOT_UNITS.contains(&lower.as_str()) {
            break;
        }
        at = start + word.len();
        used = at;
        let goes_on = matches!(
            lower.as_str(),
            "thousand" | "million" | "billion" | "per" | "percentage"
        );
        words.push(word);
        if !goes_on {
            break;
        }
    }
    (words.join(" "), used)
}

fn strip<'a>(rest: &'a [char], word: &str) -> Option<&'a [char]> {
    let mut at = 0;
    for c in word.chars() {
        if rest.get(at) != Some(&c) {
            return None;
        }
        at += 1;
    }
    rest.get(at..)
}

/// A number at the start, in Arabic or Chinese digits, and its length.
pub(super) fn number(rest: &[char]) -> Option<(Decimal, usize)> {
    arabic(rest).or_else(|| chinese(rest))
}

/// Full-width digits, points and signs as their ASCII twins. A full-width comma stays: it sets off clauses.
pub(super) fn plain(c: char) -> char {
    match c {
        '\u{ff10}'..='\u{ff19}' => char::from_u32(u32::from(c) - 0xff10 + 0x30).unwrap_or(c),
        '．' => '.',
        '％' => '%',
        '－' | '−' => '-',
        '：' => ':',
        '／' => '/',
        '\u{a0}' | '\u{3000}' | '\u{2009}' | '\u{202f}' => ' ',
        _ => c,
    }
}

/// `2413`, `2,413`, `12.30`: groups of three when there are commas.
fn arabic(rest: &[char]) -> Option<(Decimal, usize)> {
    let digits = |from: usize| {
        let tail = rest.get(from..).unwrap_or_default();
        tail.iter().take_while(|it| it.is_ascii_digit()).count()
    };
    let mut len = digits(0);
    if len == 0 {
        return None;
    }
    if len <= 3 {
        while rest.get(len) == Some(&',') && digits(len + 1) == 3 {
            len += 4;
        }
    }
    if rest.get(len) == Some(&'.') && digits(len + 1) > 0 {
        len += 1 + digits(len + 1);
    }
    let written: String = rest.get(..len)?.iter().filter(|it| **it != ',').collect();
    Some((Decimal::from_str_exact(&written).ok()?, len))
}

fn digit(c: char) -> Option<u8> {
    let at = "零一二三四五六七八九".chars().position(|it| it == c);
    match c {
        '〇' => Some(0),
        '两' => Some(2),
        _ => at.and_then(|it| u8::try_from(it).ok()),
    }
}

fn is_place(c: char) -> bool {
    place(c).is_some()
}

fn place(c: char) -> Option<u64> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        '万' => Some(10_000),
        '亿' => Some(100_000_000),
        _ => None,
    }
}

/// `一百二十三`, `两千`, `二〇二六`, `十二点三`, `两万五`.
fn chinese(rest: &[char]) -> Option<(Decimal, usize)> {
    let is_numeral = |it: &&char| digit(**it).is_some() || place(**it).is_some();
    let len = rest.iter().take(LONGEST + 1).take_while(is_numeral).count();
    let first = *rest.first()?;
    if len == 0 || len > LONGEST || (digit(first).is_none() && first != '十') {
        return None;
    }
    let run = rest.get(..len)?;
    let whole = if len > 1 && run.iter().all(|it| digit(*it).is_some()) {
        run.iter().try_fold(0_u64, |sum, it| {
            sum.checked_mul(10)?.checked_add(digit(*it)?.into())
        })?
    } else {
        with_places(run)?
    };
    let decimals = rest.get(len + 1..).unwrap_or_default();
    let more = decimals
        .iter()
        .take(20)
        .take_while(|it| digit(**it).is_some())
        .count();
    let clock = decimals
        .get(more)
        .is_some_and(|it| "十分刻整".contains(*it));
    if rest.get(len) != Some(&'点') || more == 0 || clock {
        return Some((Decimal::from(whole), len));
    }
    let mut written = format!("{whole}.");
    for c in decimals.iter().take(more) {
        written.push(char::from(b'0' + digit(*c)?));
    }
    Some((Decimal::from_str_exact(&written).ok()?, len + 1 + more))
}

/// Digits with 十百千万亿. A last digit right after 百 or more is of the next lower place: 两万五 is 25,000.
fn with_places(run: &[char]) -> Option<u64> {
    let (mut total, mut section, mut pending) = (0_u64, 0_u64, None::<u64>);
    let mut last_place = 1_u64;
    for (at, c) in run.iter().enumerate() {
        if let Some(value) = digit(*c) {
            if pending.is_some_and(|it| it > 0) {
                return None;
            }
            pending = Some(value.into());
            let is_last = at + 1 == run.len();
            if value == 0 {
                last_place = 1;
            } else if is_last && last_place >= 100 {
                section = section.checked_add(u64::from(value).checked_mul(last_place / 10)?)?;
                pending = None;
            }
        } else {
            let times = place(*c)?;
            if times >= 10_000 {
                section = section.checked_add(pending.take().unwrap_or(0))?;
                if times > last_big(total) && total > 0 {
                    // 一万亿: everything so far is so many 亿.
                    total = total.checked_add(section)?.checked_mul(times)?;
                } else {
                    total = total.checked_add(section.checked_mul(times)?)?;
                }
                section = 0;
            } else {
                // 十二 is one ten and two.
                let many = match pending.take() {
                    Some(0) | None if *c == '十' => 1,
                    many => many.filter(|it| *it > 0)?,
                };
                section = section.checked_add(many.checked_mul(times)?)?;
            }
            last_place = times;
        }
    }
    total
        .checked_add(section)?
        .checked_add(pending.unwrap_or(0))
}

/// The place by which a total was last multiplied: 亿 when it is that large, 万 below.
fn last_big(total: u64) -> u64 {
    if total >= 100_000_000 {
        100_000_000
    } else {
        10_000
    }
}

#[cfg(test)]
#[path = "number_tests.rs"]
mod tests;
