//! What the detectors see in a stretch of text: an ordered list of numbers, dates, names, words that turn a meaning, and
//! quoted words. Two stretches say the same, as far as the machine can tell, when their lists are equal in order.
//!
//! Names in Chinese have no mark: they are found by their ends (局, 市, 主任 …) and taken with up to three
//! characters before. Taking too much only makes the machine stricter, and only where something changed.

use super::super::Detector;
use super::lexicon::*;
use super::marks::{is_han, is_invisible, is_letter, narrow, starts_with};
use super::number::{self, Number};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Characters a name is taken back before its end.
const NAME_REACH: usize = 3;

/// One thing a detector saw.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub what: Detector,
    /// As compared.
    key: String,
    number: Option<Number>,
}

impl Token {
    /// Says the same.
    pub(super) fn same(&self, other: &Token) -> bool {
        match (&self.number, &other.number) {
            (Some(one), Some(two)) => one.same(two),
            (None, None) => self.what == other.what && self.key == other.key,
            _ => false,
        }
    }

    /// As shown.
    pub(super) fn shown(&self) -> &str {
        &self.key
    }
}

/// Words by their first character, longest first.
struct Words(HashMap<char, Vec<&'static str>>);

impl Words {
    fn new(words: &'static [&'static str]) -> Self {
        let mut by_first: HashMap<char, Vec<&'static str>> = HashMap::new();
        for word in words {
            if let Some(first) = word.chars().next() {
                by_first.entry(first).or_default().push(word);
            }
        }
        for words in by_first.values_mut() {
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        Self(by_first)
    }

    /// The longest word that begins here, with its length in characters.
    fn at(&self, text: &[char], at: usize) -> Option<(&'static str, usize)> {
        let words = self.0.get(text.get(at)?)?;
        words
            .iter()
            .find(|word| starts_with(text, at, word))
            .map(|word| (*word, word.chars().count()))
    }
}

macro_rules! words {
    ($($name:ident = $list:ident;)+) => {
        $(static $name: LazyLock<Words> = LazyLock::new(|| Words::new($list));)+
    };
}

words! {
    DATE_LIST = DATES;
    MEANING_LIST = MEANING;
    HARMLESS_LIST = HARMLESS;
    TITLE_LIST = TITLES;
    BODY_LIST = BODIES;
    PLACE_LIST = PLACES;
}

static STOP_SET: LazyLock<HashSet<[char; 2]>> = LazyLock::new(|| {
    STOPS
        .iter()
        .filter_map(|word| {
            let mut chars = word.chars();
            Some([chars.next()?, chars.next()?])
        })
        .collect()
});
static PARTICLE_SET: LazyLock<HashSet<char>> = LazyLock::new(|| PARTICLES.chars().collect());

macro_rules! latin {
    ($($name:ident = $list:ident;)+) => {
        $(static $name: LazyLock<HashSet<&'static str>> = LazyLock::new(|| $list.iter().copied().collect());)+
    };
}

latin! {
    DATE_WORD_SET = DATE_WORDS;
    MEANING_WORD_SET = MEANING_WORDS;
    OPENER_SET = OPENERS;
    BODY_WORD_SET = BODY_WORDS;
    PLACE_WORD_SET = PLACE_WORDS;
}

/// Everything the detectors see in a text, in its order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let text: Vec<char> = text
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(narrow)
        .collect();
    let mut found = Finder {
        text: &text,
        tokens: Vec::new(),
    };
    let mut at = 0;
    while at < text.len() {
        at += found.step(at).max(1);
    }
    found.tokens
}

struct Finder<'a> {
    text: &'a [char],
    tokens: Vec<Token>,
}

impl Finder<'_> {
    fn push(&mut self, what: Detector, key: String) {
        self.tokens.push(Token {
            what,
            key,
            number: None,
        });
    }

    fn slice(&self, from: usize, to: usize) -> String {
        let to = to.min(self.text.len());
        self.text[from.min(to)..to].iter().collect()
    }

    /// Looks at one place; answers how many characters are done with.
    fn step(&mut self, at: usize) -> usize {
        let c = self.text[at];
        if is_letter(c) {
            return self.latin(at);
        }
        if let Some(len) = self.quoted(at) {
            // What stands in the quotes is looked at as well.
            return len;
        }
        if c == '?' {
            self.push(Detector::Meaning, "?".into());
            return 1;
        }
        if !c.is_ascii_digit() {
            self.name_ends(at);
            if let Some((word, len)) = DATE_LIST.at(self.text, at) {
                self.push(Detector::Date, word.into());
                return len;
            }
            if let Some((_, len)) = HARMLESS_LIST.at(self.text, at) {
                for inside in at + 1..at + len {
                    self.name_ends(inside);
                }
                return len;
            }
            if let Some((word, len)) = MEANING_LIST.at(self.text, at) {
                // Numerals read as numbers first: 几十, 多 after a figure.
                if len > 1 || number::read(self.text, at).is_none() {
                    // A mark after a lone 不 or 无 makes it a word of its own: 不，同意 is not 不同意.
                    let alone = len == 1 && !self.text.get(at + 1).is_some_and(|c| is_han(*c));
                    let key = if alone {
                        format!("{word}|")
                    } else {
                        word.into()
                    };
                    self.push(Detector::Meaning, key);
                    return len;
                }
            }
        }
        if let Some(number) = number::read(self.text, at) {
            let len = number.len;
            self.tokens.push(Token {
                what: if number.is_date {
                    Detector::Date
                } else {
                    Detector::Number
                },
                key: self.slice(at, at + len + 2),
                number: Some(number),
            });
            return len;
        }
        1
    }

    /// A name of a person, body or place whose end stands here, with what comes before it.
    fn name_ends(&mut self, at: usize) {
        if !is_han(self.text[at]) || HARMLESS_LIST.at(self.text, at).is_some() {
            return;
        }
        let kinds = [
            (Detector::Person, &*TITLE_LIST),
            (Detector::Body, &*BODY_LIST),
            (Detector::Place, &*PLACE_LIST),
        ];
        for (what, list) in kinds {
            if let Some((_, len)) = list.at(self.text, at) {
                let from = self.name_begins(at);
                // A bare end of one character (a lone 部) names nothing, and 回港 or 上路 are no places.
                let before = at - from;
                let enough = if COMMON_ENDS.contains(self.text[at]) {
                    2
                } else {
                    1
                };
                if len > 1 || before >= enough {
                    let key = self.slice(from, at + len);
                    self.push(what, key);
                }
                return;
            }
        }
    }

    /// How far back the name that ends at `at` reaches.
    fn name_begins(&self, at: usize) -> usize {
        let mut from = at;
        while from > 0 && at - from < NAME_REACH {
            let c = self.text[from - 1];
            let stops = from >= 2 && STOP_SET.contains(&[self.text[from - 2], c]);
            if !is_han(c) || PARTICLE_SET.contains(&c) || stops {
                break;
            }
            from -= 1;
        }
        from
    }

    /// 《…》 names a source, “…” repeats somebody's words: both are taken whole, within a line.
    fn quoted(&mut self, at: usize) -> Option<usize> {
        let close = match self.text[at] {
            '《' => '》',
            '“' => '”',
            '「' => '」',
            '"' => '"',
            _ => return None,
        };
        let rest = &self.text[at + 1..];
        let len = rest
            .iter()
            .take(2_000)
            .take_while(|c| **c != '\n')
            .position(|c| *c == close)?;
        let inside: String = rest[..len].iter().filter(|c| c.is_alphanumeric()).collect();
        if !inside.is_empty() && self.text[at] != '"' {
            self.push(Detector::Source, inside);
        }
        Some(1)
    }

    /// A Latin word: of meaning or date, or a name by its capital letter. Names of several words are one.
    fn latin(&mut self, at: usize) -> usize {
        let end = self.word_end(at);
        let word = self.slice(at, end);
        let lower = word.to_lowercase();
        let capital = word.starts_with(char::is_uppercase);
        // May, the month, and may, the permission, are told apart by the capital, which counts for both.
        if MEANING_WORD_SET.contains(lower.as_str()) {
            self.push(Detector::Meaning, if lower == "may" { word } else { lower });
            return end - at;
        }
        if DATE_WORD_SET.contains(lower.as_str()) {
            self.push(Detector::Date, lower);
            return end - at;
        }
        if word.chars().any(char::is_numeric) {
            self.push(Detector::Number, word);
            return end - at;
        }
        if !capital || OPENER_SET.contains(lower.as_str()) {
            return end - at;
        }
        let (mut last, mut to) = (lower, end);
        while self.text.get(to) == Some(&' ')
            && self.text.get(to + 1).is_some_and(|c| c.is_uppercase())
        {
            let next = self.word_end(to + 1);
            let word = self.slice(to + 1, next).to_lowercase();
            if MEANING_WORD_SET.contains(word.as_str()) || DATE_WORD_SET.contains(word.as_str()) {
                break;
            }
            (last, to) = (word, next);
        }
        let what = if BODY_WORD_SET.contains(last.as_str()) {
            Detector::Body
        } else if PLACE_WORD_SET.contains(last.as_str()) {
            Detector::Place
        } else {
            Detector::Person
        };
        let key = self.slice(at, to);
        self.push(what, key);
        to - at
    }

    fn word_end(&self, at: usize) -> usize {
        let inside = |i: usize| {
            let c = self.text[i];
            is_letter(c)
                || c.is_numeric() && !is_han(c)
                || matches!(c, '-' | '\'' | '’' | '.')
                    && self.text.get(i + 1).is_some_and(|next| {
                        (is_letter(*next) || next.is_numeric()) && !is_han(*next)
                    })
        };
        (at..self.text.len())
            .find(|i| !inside(*i))
            .unwrap_or(self.text.len())
    }
}
