//! Shapes of personal data on the hotline channel (`spec.md` B2, invariant 73): identity and telephone
//! numbers, however they are spaced or spelt. Shapes, not truth: a wrong checksum does not make a number
//! harmless. What is found is shown masked, so that refusing does not spread it.

use crate::domain::refusal::Shape;
use unicode_normalization::UnicodeNormalization;

/// A number found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub shape: Shape,
    /// The first three and last two digits, the rest as `*`.
    pub masked: String,
}

/// The first identity or telephone number in the text, if any.
///
/// Width forms, Chinese digits, blanks, dashes, dots, brackets and invisible characters inside a number
/// make no difference. A longer row of digits, such as a ticket number, is none: a number is a whole run.
pub fn personal_data(text: &str) -> Option<Found> {
    let chars: Vec<char> = text.nfkc().filter(|c| !is_hidden(*c)).collect();
    runs(&chars)
        .into_iter()
        .find_map(|run| in_run(&run, &chars))
}

/// Digits without anything between them.
#[derive(Debug, Clone)]
struct Group {
    digits: String,
    /// Where it begins in the text, in characters.
    start: usize,
    end: usize,
}

/// Most characters between two groups of one number.
const WIDEST_GAP: usize = 3;

/// Groups of digits with nothing between them but what people put inside numbers.
fn runs(chars: &[char]) -> Vec<Vec<Group>> {
    let mut runs: Vec<Vec<Group>> = Vec::new();
    let mut place = 0;
    while place < chars.len() {
        let Some((_, script)) = digit(chars[place]) else {
            place += 1;
            continue;
        };
        let start = place;
        let mut digits = String::new();
        while let Some((value, _)) = chars
            .get(place)
            .and_then(|c| digit(*c))
            .filter(|(_, other)| *other == script)
        {
            digits.push(value);
            place += 1;
        }
        // The check digit of an identity number may be an X.
        if digits.len() >= 3
            && matches!(chars.get(place), Some('x' | 'X'))
            && !chars
                .get(place + 1)
                .is_some_and(|c| c.is_ascii_alphabetic())
        {
            digits.push('X');
            place += 1;
        }
        let group = Group {
            digits,
            start,
            end: place,
        };
        match runs.last_mut() {
            Some(run) if continues(run, &group, chars) => run.push(group),
            _ => runs.push(vec![group]),
        }
    }
    runs
}

fn continues(run: &[Group], next: &Group, chars: &[char]) -> bool {
    run.last().is_some_and(|last| {
        let gap = chars.get(last.end..next.start).unwrap_or_default();
        gap.len() <= WIDEST_GAP && gap.iter().all(|c| is_inside_numbers(*c))
    })
}

/// The first number that some groups of a run, put together, make.
fn in_run(run: &[Group], chars: &[char]) -> Option<Found> {
    for (first, group) in run.iter().enumerate() {
        let mut digits = String::new();
        for (count, part) in run[first..].iter().enumerate() {
            digits.push_str(&part.digits);
            if digits.len() > 22 {
                break;
            }
            let lead = if count == 0 {
                None
            } else {
                Some(group.digits.as_str())
            };
            let shape = if is_identity(&digits) {
                Shape::IdentityNumber
            } else if is_telephone(&digits, lead)
                || (count == 0 && is_called_one(&digits, group, chars))
            {
                Shape::PhoneNumber
            } else {
                continue;
            };
            return Some(Found {
                shape,
                masked: mask(&digits),
            });
        }
    }
    None
}

/// 18 characters with a region and a birth date in them, or the 15 of before 2000.
fn is_identity(digits: &str) -> bool {
    let Some(region) = digits.get(..2) else {
        return false;
    };
    if !REGIONS.contains(&region) {
        return false;
    }
    match digits.len() {
        18 => {
            digits.get(..17).is_some_and(all_digits)
                && digits
                    .get(6..10)
                    .is_some_and(|year| ("1900"..="2099").contains(&year))
                && digits.get(6..14).is_some_and(is_date)
        }
        15 => {
            all_digits(digits)
                && digits
                    .get(6..12)
                    .is_some_and(|short| is_date(&format!("19{short}")))
        }
        _ => false,
    }
}

/// Regions with which identity numbers begin (GB/T 2260), and that of permanent residents from abroad.
const REGIONS: [&str; 36] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
    "81", "82", "83", "91",
];

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `yyyymmdd` of a day there was or will be.
fn is_date(text: &str) -> bool {
    jiff::civil::Date::strptime("%Y%m%d", text).is_ok()
}

/// A mobile number, or a fixed one with its area code, with or without the country code. `lead` is the
/// first group when there are several.
fn is_telephone(digits: &str, lead: Option<&str>) -> bool {
    if !all_digits(digits) {
        return false;
    }
    let abroad = ["0086", "86"]
        .into_iter()
        .find_map(|code| digits.strip_prefix(code));
    if is_mobile(digits) || abroad.is_some_and(is_mobile) {
        return true;
    }
    // The area code stands apart, or the whole is one row: `0574-8765 4321` is one and `05 2026 1123` none.
    match lead {
        None => is_fixed(digits),
        Some("86" | "0086") => abroad.is_some_and(|rest| {
            is_fixed(rest) || (!rest.starts_with('0') && is_fixed(&format!("0{rest}")))
        }),
        Some(lead) => lead.len() == area_length(digits) && is_fixed(digits),
    }
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11
        && digits.starts_with('1')
        && digits
            .as_bytes()
            .get(1)
            .is_some_and(|second| (b'3'..=b'9').contains(second))
}

/// Digits of the area code: `010` and `02x` have three, the others four.
fn area_length(digits: &str) -> usize {
    if digits.starts_with("010") || digits.starts_with("02") {
        3
    } else {
        4
    }
}

/// An area code (`010`, `02x`, `03xx` to `09xx`) and seven or eight digits that begin with 2 to 8.
fn is_fixed(digits: &str) -> bool {
    let known = digits.starts_with("010")
        || (digits.starts_with('0')
            && digits
                .as_bytes()
                .get(1)
                .is_some_and(|second| (b'2'..=b'9').contains(second)));
    known
        && digits.get(area_length(digits)..).is_some_and(|local| {
            (7..=8).contains(&local.len())
                && local
                    .bytes()
                    .next()
                    .is_some_and(|first| (b'2'..=b'8').contains(&first))
        })
}

/// Seven or eight digits that the text calls a telephone number, and that do not count anything.
fn is_called_one(digits: &str, group: &Group, chars: &[char]) -> bool {
    if !(7..=8).contains(&digits.len()) || !all_digits(digits) {
        return false;
    }
    let before: String = chars[group.start.saturating_sub(8)..group.start]
        .iter()
        .collect();
    let before = before.trim_end_matches([' ', ':', '是', '为', '号', '码', '(']);
    let before = before.to_lowercase();
    let called = ["电话", "手机", "座机", "联系方式", "tel", "tel.", "phone"]
        .into_iter()
        .any(|word| before.ends_with(word));
    let counted = chars
        .get(group.end)
        .is_some_and(|c| "个件次通余多人起条万亿,.%".contains(*c));
    called && !counted
}

fn mask(digits: &str) -> String {
    let length = digits.chars().count();
    digits
        .chars()
        .enumerate()
        .map(|(place, c)| {
            if place < 3 || place + 2 >= length {
                c
            } else {
                '*'
            }
        })
        .collect()
}

/// The digit a character stands for, and in which script: digits of two scripts make no one number.
fn digit(c: char) -> Option<(char, bool)> {
    if c.is_ascii_digit() {
        return Some((c, false));
    }
    "〇一二三四五六七八九"
        .chars()
        .position(|it| it == c)
        .or(match c {
            '零' | '○' => Some(0),
            '幺' => Some(1),
            '两' => Some(2),
            _ => None,
        })
        .and_then(|value| char::from_digit(u32::try_from(value).ok()?, 10))
        .map(|value| (value, true))
}

/// What people put between the digits of one number.
fn is_inside_numbers(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t'
            | '-'
            | '.'
            | '·'
            | '_'
            | '('
            | ')'
            | '/'
            | '~'
            | '—'
            | '–'
            | '―'
            | '‐'
            | '‑'
            | '−'
            | '+'
            | '•'
    )
}

fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{20e3}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shape(text: &str) -> Option<Shape> {
        personal_data(text).map(|it| it.shape)
    }

    /// Invariant 73.
    #[test]
    fn identity_numbers_are_found_whatever_their_checksum() {
        for text in [
            "身份证330203199001011234。",
            "33020319900101123X",
            "33020319900101123x反映",
            "330203 19900101 1234",
            "３３０２０３１９９００１０１１２３４",
            "330203-1990-0101-1234",
            "330203900101123",
            "三三〇二〇三一九九〇〇一〇一一二三四",
            "3\u{200b}30203199001011234",
        ] {
            assert_eq!(shape(text), Some(Shape::IdentityNumber), "{text}");
        }
    }

    /// Invariant 73.
    #[test]
    fn telephone_numbers_are_found_however_they_are_spaced_or_spelt() {
        for text in [
            "来电13800138000反映",
            "138 0013 8000",
            "138-0013-8000",
            "138.0013.8000",
            "1 3 8 0 0 1 3 8 0 0 0",
            "+86 138 0013 8000",
            "8613800138000",
            "（138）0013—8000",
            "１３８００１３８０００",
            "①③⑧00138000",
            "一三八〇〇一三八〇〇〇",
            "幺三八零零幺三八零零零",
            "138\u{202e}00138000",
            "0574-87654321",
            "(0574)8765 4321",
            "021-5555 6666",
            "057487654321",
            "+86 574 8765 4321",
            "联系电话：87654321",
            "Tel: 8765432",
        ] {
            assert_eq!(shape(text), Some(Shape::PhoneNumber), "{text}");
        }
    }

    #[test]
    fn figures_dates_and_ticket_numbers_are_none() {
        for text in [
            "2026年11月23日13时，12345热线受理2413件",
            "2026-11-23 14:32 至 2026-11-24 08:30",
            "编号202611231234567890",
            "NB2026112300012345",
            "同比增长12.28%，由13,800,138,000元增至15,212,345,678元",
            "一、二、三、四、五、六、七、八、九、十",
            "二〇二六年十一月二十三日",
            "接听群众电话8765432个",
            "330203199013011234",
            "共138001380001件",
            "3.1415926535897932",
        ] {
            assert_eq!(personal_data(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_found_is_shown_masked() {
        let found = personal_data("请回电138 0013 8000").expect("found");
        assert_eq!(found.masked, "138******00");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, .. ProptestConfig::default() })]

        /// Invariant 73: no way of spacing hides a number.
        #[test]
        fn no_spacing_hides_a_mobile_number(
            number in "1[3-9][0-9]{9}",
            gaps in proptest::collection::vec(prop_oneof![
                Just(""), Just(""), Just(""), Just(" "), Just("-"), Just("—"), Just("\u{200b}"), Just(" - "), Just("."),
            ], 11),
            before in "[来电，：a-z ]{0,8}",
            wide in any::<bool>(),
        ) {
            let mut text = before;
            for (digit, gap) in number.chars().zip(&gaps) {
                let shown = if wide {
                    char::from_u32(digit as u32 + 0xfee0).unwrap_or(digit)
                } else {
                    digit
                };
                text.push(shown);
                text.push_str(gap);
            }
            text.push_str("反映");
            prop_assert!(personal_data(&text).is_some(), "{}", text);
        }

        #[test]
        fn no_text_breaks_the_search(text in any::<String>(), digits in "[0-9０-９一-九 ()+xX-]{0,60}") {
            personal_data(&text);
            personal_data(&digits);
        }
    }
}
