//! Pinyin initials: `yc` finds 渔船.
//!
//! Each ideograph stands for the first letters of all its readings, kept as a set of 26 bits, so a filter over a
//! hundred thousand titles is a scan without allocation. Latin letters and digits stand for themselves.

use std::sync::LazyLock;

use ib_matcher::pinyin::{PinyinData, PinyinNotation};
use unicode_normalization::UnicodeNormalization;

/// The range whose letters are looked up once and kept; the rest of the ideographs are rare enough to ask each time.
const COMMON: std::ops::RangeInclusive<u32> = 0x4E00..=0x9FFF;

static READINGS: LazyLock<Readings> = LazyLock::new(Readings::new);

struct Readings {
    data: PinyinData,
    /// For each character of [`COMMON`], the set of its first letters: bit 0 is `a`.
    common: Box<[u32]>,
}

impl Readings {
    fn new() -> Self {
        let data = PinyinData::new(PinyinNotation::Ascii);
        let common = COMMON
            .map(|code| char::from_u32(code).map_or(0, |c| letters_in(&data, c)))
            .collect();
        Readings { data, common }
    }

    fn letters(&self, c: char) -> u32 {
        let code = c as u32;
        if code < 0x3007 {
            return 0;
        }
        match code
            .checked_sub(*COMMON.start())
            .and_then(|index| self.common.get(index as usize))
        {
            Some(set) => *set,
            None => letters_in(&self.data, c),
        }
    }

    fn first_letter(&self, c: char) -> Option<char> {
        if let Some((_, letter)) = USUAL.iter().find(|(name, _)| name.contains(c)) {
            return Some(*letter);
        }
        let reading = self.data.get_pinyins(c).next()?;
        reading.notation(PinyinNotation::Ascii)?.chars().next()
    }
}

fn letters_in(data: &PinyinData, c: char) -> u32 {
    let mut set = 0;
    data.get_pinyins_and_for_each(c, |reading| {
        let letter = reading
            .notation(PinyinNotation::Ascii)
            .and_then(|syllable| syllable.bytes().next());
        if let Some(letter @ b'a'..=b'z') = letter {
            set |= 1 << (letter - b'a');
        }
    });
    set
}

/// Characters whose usual reading does not begin like their first in the dictionary, which sorts readings by letter.
const USUAL: &[(&str, char)] = &[
    ("厂", 'c'),
    ("单單", 'd'),
    ("广", 'g'),
    ("句夹", 'j'),
    ("溃楷", 'k'),
    ("秘", 'm'),
    ("弄鸟", 'n'),
    ("辟屏炮", 'p'),
    ("其期奇齐区區强強券且浅茄圈嵌覃", 'q'),
    ("市适石衰沈", 's'),
    ("提塔", 't'),
    ("无無万尉", 'w'),
    ("行系许校吓虾巷戏纤畜", 'x'),
    ("已叶遗涌", 'y'),
    ("重种椎殖折召拽轧栅翟", 'z'),
];

/// The first letters of `text`: each ideograph gives that of its most usual reading, letters and digits give themselves in
/// lower case, anything else is left out.
pub fn initials(text: &str) -> String {
    let readings = &*READINGS;
    text.chars()
        .filter_map(|c| {
            let c = narrow(c);
            if c.is_ascii_alphanumeric() {
                Some(c.to_ascii_lowercase())
            } else {
                readings.first_letter(c)
            }
        })
        .collect()
}

/// Whether the letters of `needle` follow each other somewhere in `haystack`, an ideograph matching the first letter of any
/// of its readings. Blanks and marks on either side do not count. An empty needle matches nothing.
pub fn matches_initials(haystack: &str, needle: &str) -> bool {
    let wanted: Vec<u8> = needle
        .chars()
        .map(narrow)
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase() as u8)
        .collect();
    if wanted.is_empty()
        || needle
            .chars()
            .any(|c| !c.is_ascii() && c.is_alphanumeric() && !narrow(c).is_ascii())
    {
        return false;
    }
    let mut rest = haystack.chars();
    loop {
        if begins_with(rest.clone(), &wanted) {
            return true;
        }
        if rest.next().is_none() {
            return false;
        }
    }
}

fn begins_with(haystack: std::str::Chars<'_>, wanted: &[u8]) -> bool {
    let readings = &*READINGS;
    let mut wanted = wanted.iter();
    let mut next = wanted.next();
    for c in haystack.map(narrow) {
        let Some(&letter) = next else {
            return true;
        };
        let matches = if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase() as u8 == letter
        } else {
            match readings.letters(c) {
                0 => continue,
                letters => letter.is_ascii_lowercase() && letters & (1 << (letter - b'a')) != 0,
            }
        };
        if !matches {
            return false;
        }
        next = wanted.next();
    }
    next.is_none()
}

/// Full-width letters and digits as their ASCII twins, letters with marks without them.
fn narrow(c: char) -> char {
    if c.is_ascii() || COMMON.contains(&(c as u32)) {
        return c;
    }
    c.nfkd()
        .next()
        .filter(char::is_ascii_alphanumeric)
        .unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::hostile::HOSTILE;

    #[test]
    fn the_initials_of_a_title_can_be_typed() {
        assert_eq!(initials("沿海渔船回港"), "yhychg");
        assert_eq!(initials("Ａ4 通知：三审"), "a4tzss");
        assert_eq!(initials("重点项目执行情况"), "zdxmzxqk");
    }

    #[test]
    fn a_run_of_initials_finds_its_words() {
        assert!(matches_initials("沿海渔船回港避风情况", "yc"));
        assert!(matches_initials("沿海渔船回港避风情况", "YCHG"));
        assert!(matches_initials("沿海 “渔船” 回港", "hyc"));
        assert!(!matches_initials("沿海渔船回港", "yg"));
        assert!(!matches_initials("沿海渔船", "yhycx"));
        assert!(matches_initials("2026年度 A股", "nda"));
    }

    #[test]
    fn every_reading_of_a_character_counts() {
        assert!(matches_initials("银行行长", "yhhz"));
        assert!(matches_initials("银行行长", "yxxc"));
    }

    #[test]
    fn an_empty_or_chinese_needle_is_no_initials() {
        assert!(!matches_initials("渔船", ""));
        assert!(!matches_initials("渔船", "渔c"));
        assert!(!matches_initials("", "y"));
    }

    #[test]
    fn hostile_text_is_searched_without_trouble() {
        for text in HOSTILE {
            let letters = initials(text);
            assert!(
                letters.chars().all(|c| c.is_ascii_alphanumeric()),
                "{text:?}"
            );
            assert!(
                letters.is_empty() || matches_initials(text, &letters),
                "{text:?} as {letters}"
            );
        }
    }
}
