//! Numbers in running text, read for comparison: Arabic with separators, full-width, Chinese numerals, 成 and 分之,
//! 万 and 亿, million and percent. What cannot be read as a value is compared as written.

use super::marks::{narrow, starts_with, whole_word};
use rust_decimal::Decimal;

/// A number found in a text, with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// Exact value, when it can be read.
    value: Option<Decimal>,
    /// As written, folded in width and without thousands separators.
    digits: String,
    /// 万, 亿, million … as written.
    multiplier: String,
    /// Sign, currency or 第 before it, what follows as unit, and the sign that ties it to a next number.
    frame: String,
    /// The unit is one of dates or times.
    pub is_date: bool,
    /// Characters it takes up, unit not included.
    pub len: usize,
}

impl Number {
    /// The same amount in the same unit. Written alike in the same multiples each digit matters (2.50 states more
    /// than 2.5, and 007 is a name); in other multiples or numerals the value decides (1.2亿 is 12000万).
    pub(super) fn same(&self, other: &Number) -> bool {
        let alike = self.multiplier == other.multiplier
            && is_arabic(&self.digits) == is_arabic(&other.digits);
        self.frame == other.frame
            && match (self.value, other.value) {
                (Some(one), Some(two)) if !alike => one == two,
                _ => self.digits == other.digits && self.multiplier == other.multiplier,
            }
    }
}

fn is_arabic(digits: &str) -> bool {
    digits.starts_with(|c: char| c.is_ascii_digit())
}

/// Units longer than one character, longest first where one begins another. Those of one character need no list.
const UNITS: &[&str] = &[
    "个百分点",
    "百分点",
    "平方公里",
    "平方千米",
    "立方米",
    "平方米",
    "千瓦时",
    "人民币",
    "公里",
    "千米",
    "厘米",
    "毫米",
    "公顷",
    "公斤",
    "千克",
    "毫克",
    "小时",
    "分钟",
    "季度",
    "世纪",
    "亿元",
    "万元",
    "美元",
    "欧元",
    "日元",
    "人次",
    "户次",
    "车次",
    "航次",
    "架次",
    "班次",
    "千瓦",
    "兆瓦",
    "海里",
    "摄氏度",
    "个月",
    "星期",
    "周年",
    "周岁",
];

/// Units of dates and times.
const DATE_UNITS: &[&str] = &[
    "年", "月", "日", "号", "时", "点", "分", "秒", "周", "天", "旬", "季度", "世纪", "小时",
    "分钟", "个月", "星期", "周年", "周岁",
];

/// Words that multiply, with the power of ten. 百万 and 万亿 are read one after the other.
const MULTIPLIERS: &[(char, u32)] = &[
    ('百', 2),
    ('千', 3),
    ('万', 4),
    ('萬', 4),
    ('亿', 8),
    ('億', 8),
    ('兆', 12),
];

const WORD_MULTIPLIERS: &[(&str, u32)] = &[
    ("hundred", 2),
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("trillion", 12),
];

/// The number that begins at `at`, if one does.
pub(super) fn read(text: &[char], at: usize) -> Option<Number> {
    let first = narrow(*text.get(at)?);
    if first.is_ascii_digit() {
        return Some(arabic(text, at));
    }
    chinese(text, at)
}

fn arabic(text: &[char], at: usize) -> Number {
    let get = |i: usize| text.get(i).copied();
    let digit = |i: usize| get(i).map(narrow).filter(char::is_ascii_digit);
    let mut digits = String::new();
    let mut point = false;
    let mut i = at;
    loop {
        if let Some(d) = digit(i) {
            digits.push(d);
            i += 1;
        } else if !point && matches!(get(i), Some('.' | '．')) && digit(i + 1).is_some() {
            point = true;
            digits.push('.');
            i += 1;
        } else if !point && get(i) == Some(',') && group_follows(text, i + 1) {
            // Only the narrow comma separates thousands; the wide one separates items of a list.
            i += 1;
        } else {
            break;
        }
    }
    let leading_zero = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    let mut value = (!leading_zero)
        .then(|| digits.parse::<Decimal>().ok())
        .flatten();
    let mut multiplier = String::new();
    while let Some((word, power)) = get(i).and_then(multiplier_of) {
        value = value.and_then(|it| scaled(it, power));
        multiplier.push(word);
        i += 1;
    }
    if multiplier.is_empty() {
        let gap = usize::from(get(i) == Some(' '));
        for (word, power) in WORD_MULTIPLIERS {
            if whole_word(text, i + gap, word) {
                value = value.and_then(|it| scaled(it, *power));
                multiplier.push_str(word);
                i += gap + word.len();
                break;
            }
        }
    }
    if multiplier.is_empty() && get(i) == Some('成') {
        // 3成 is 30 %.
        value = value.and_then(|it| scaled(it, 1));
        multiplier.push('成');
        let frame = framed(text, at, i + 1, "%");
        return Number {
            value,
            digits,
            multiplier,
            frame,
            is_date: false,
            len: i + 1 - at,
        };
    }
    finish(text, at, i, value, digits, multiplier)
}

/// Exactly three digits, then no fourth.
fn group_follows(text: &[char], at: usize) -> bool {
    let digit = |i: usize| text.get(i).is_some_and(|c| narrow(*c).is_ascii_digit());
    digit(at) && digit(at + 1) && digit(at + 2) && !digit(at + 3)
}

fn multiplier_of(c: char) -> Option<(char, u32)> {
    MULTIPLIERS.iter().find(|(word, _)| *word == c).copied()
}

fn scaled(value: Decimal, power: u32) -> Option<Decimal> {
    value
        .checked_mul(Decimal::from(10u64.checked_pow(power)?))
        .map(|it| it.normalize())
}

fn numeral(c: char) -> Option<u64> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' | '貳' | '兩' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn place(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        _ => return None,
    })
}

/// Numerals of no fixed amount: they stand for themselves.
fn vague(c: char) -> bool {
    matches!(c, '几' | '数' | '多' | '余' | '半' | '廿' | '卅')
}

fn is_numeral(c: char) -> bool {
    numeral(c).is_some() || place(c).is_some()
}

fn chinese(text: &[char], at: usize) -> Option<Number> {
    let run = |from: usize| {
        text[from.min(text.len())..]
            .iter()
            .take_while(|c| is_numeral(**c))
            .count()
    };
    let first = *text.get(at)?;
    // 几十, 数百, 半数: vague before a numeral, or 半 alone.
    let lead = usize::from(vague(first) && text.get(at + 1).copied().is_some_and(is_numeral));
    let len = run(at + lead);
    if len == 0 {
        if first == '半' {
            let frame = framed(text, at, at + 1, "");
            return Some(Number {
                value: None,
                digits: "半".into(),
                multiplier: String::new(),
                frame,
                is_date: false,
                len: 1,
            });
        }
        return None;
    }
    let mut end = at + lead + len;
    let mut value = (lead == 0).then(|| chinese_value(&text[at..end])).flatten();
    // 三点五 (but not the hour 三点, which has no numeral after it).
    if text.get(end) == Some(&'点') && run(end + 1) > 0 {
        let decimals = run(end + 1);
        value = value.and_then(|whole| with_decimals(whole, &text[end + 1..end + 1 + decimals]));
        end += 1 + decimals;
    }
    let mut unit = None;
    // 百分之十二, 三分之一: what is divided by comes first.
    if starts_with(text, end, "分之") && run(end + 2) + digits_at(text, end + 2) > 0 {
        let by = value;
        let share = read(text, end + 2)?;
        end += 2 + share.len;
        value = match (by, share.value) {
            (Some(by), Some(share)) if by == Decimal::ONE_HUNDRED => Some(share),
            _ => None,
        };
        unit = Some("%");
    } else if text.get(end) == Some(&'成') {
        let half = numeral(text.get(end + 1).copied().unwrap_or(' '));
        value = value.and_then(|it| scaled(it, 1));
        end += 1;
        if let Some(half) = half {
            value = value.and_then(|it| it.checked_add(Decimal::from(half)));
            end += 1;
        }
        unit = Some("%");
    }
    // 二十多, 十余: the vagueness is part of the amount.
    if text
        .get(end)
        .copied()
        .is_some_and(|c| matches!(c, '多' | '余' | '几' | '来'))
    {
        value = None;
        end += 1;
    }
    let digits: String = text[at..end].iter().collect();
    if let Some(unit) = unit {
        let frame = framed(text, at, end, unit);
        return Some(Number {
            // A share that cannot be expressed in hundredths stands as written.
            value,
            digits,
            multiplier: String::new(),
            frame,
            is_date: false,
            len: end - at,
        });
    }
    Some(finish(text, at, end, value, digits, String::new()))
}

fn digits_at(text: &[char], at: usize) -> usize {
    text[at.min(text.len())..]
        .iter()
        .take_while(|c| narrow(**c).is_ascii_digit())
        .count()
}

fn chinese_value(run: &[char]) -> Option<Decimal> {
    if run.len() > 1 && run.iter().all(|c| numeral(*c).is_some()) {
        // Digit by digit: 二〇二六. A leading 零 makes it a name, not an amount.
        if numeral(*run.first()?) == Some(0) || run.len() > 18 {
            return None;
        }
        let mut value = 0u64;
        for c in run {
            value = value.checked_mul(10)?.checked_add(numeral(*c)?)?;
        }
        return Some(Decimal::from(value));
    }
    let (mut total, mut section, mut digit) = (0u64, 0u64, None);
    for c in run {
        if let Some(value) = numeral(*c) {
            digit = Some(value);
        } else {
            let place = place(*c)?;
            if place >= 10_000 {
                let below = section + digit.take().unwrap_or(0);
                // 亿 after 万 multiplies all before it: 一万亿.
                total = if place == 100_000_000 {
                    total.checked_add(below)?.checked_mul(place)?
                } else {
                    total.checked_add(
                        below
                            .max(u64::from(total == 0 && below == 0))
                            .checked_mul(place)?,
                    )?
                };
                section = 0;
            } else {
                section = section.checked_add(digit.take().unwrap_or(1).checked_mul(place)?)?;
            }
        }
    }
    total
        .checked_add(section)?
        .checked_add(digit.unwrap_or(0))
        .map(Decimal::from)
}

fn with_decimals(whole: Decimal, decimals: &[char]) -> Option<Decimal> {
    let mut written = format!("{whole}.");
    for c in decimals {
        written.push(char::from_digit(u32::try_from(numeral(*c)?).ok()?, 10)?);
    }
    written.parse().ok()
}

fn finish(
    text: &[char],
    at: usize,
    end: usize,
    value: Option<Decimal>,
    digits: String,
    multiplier: String,
) -> Number {
    let unit = unit_at(text, end);
    let is_date = DATE_UNITS.contains(&unit.as_str()) || matches!(text.get(end), Some(':' | '：'));
    Number {
        value,
        digits,
        multiplier,
        frame: framed(text, at, end, &unit),
        is_date,
        len: end - at,
    }
}

/// What stands directly after the number: a sign of share, a known unit, else the next character or word.
fn unit_at(text: &[char], end: usize) -> String {
    let gap = usize::from(text.get(end) == Some(&' '));
    let Some(&next) = text.get(end + gap) else {
        return String::new();
    };
    match narrow(next) {
        '%' => return "%".into(),
        '‰' => return "‰".into(),
        '℃' | '°' | '㎡' | '㎞' | '㎏' => return next.to_string(),
        c if c.is_ascii_alphabetic() => {
            if whole_word(text, end + gap, "percent") || starts_with(text, end + gap, "per cent") {
                return "%".into();
            }
            return text[end + gap..]
                .iter()
                .map(|c| narrow(*c))
                .take_while(char::is_ascii_alphanumeric)
                .flat_map(char::to_lowercase)
                .collect();
        }
        c if !super::marks::is_han(c) => return String::new(),
        _ => {}
    }
    if let Some(unit) = UNITS.iter().find(|unit| starts_with(text, end + gap, unit)) {
        return (*unit).into();
    }
    next.to_string()
}

/// What stands around it and belongs to it: sign, currency or 第 before, the unit, and a dash, colon or slash that
/// ties it to a number that follows.
fn framed(text: &[char], at: usize, end: usize, unit: &str) -> String {
    let mut frame = String::new();
    if let Some(before) = at
        .checked_sub(1)
        .and_then(|i| text.get(i))
        .copied()
        .map(narrow)
    {
        match before {
            '$' | '¥' | '€' | '£' | '第' | '+' => frame.push(before),
            '-' | '−' | '–' | '—' => frame.push('-'),
            _ => {}
        }
    }
    frame.push('|');
    frame.push_str(unit);
    if let (Some(tie), Some(next)) = (text.get(end).copied().map(narrow), text.get(end + 1))
        && narrow(*next).is_ascii_digit()
        && !tie.is_alphanumeric()
        && !tie.is_whitespace()
    {
        frame.push('|');
        frame.push(match tie {
            '~' | '～' | '〜' | '–' | '—' | '－' => '-',
            other => other,
        });
    }
    frame
}
