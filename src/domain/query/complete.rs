//! Continuing a query that is being typed: keys, and the values of the key before the cursor.

use super::signs::{is_quote, is_separator, split_key};
use super::vocabulary::*;
use super::{Key, LONGEST, SortBy, name_fits, quoted_if_needed, time};
use crate::domain::item::{ItemKind, Stage};
use crate::domain::procedure::Procedure;
use crate::domain::report::{Channel, Urgency};
use crate::domain::verify::{ClaimKind, Grade, Standing};
use crate::text::fold;

/// Most completions offered at once.
const MOST: usize = 30;

/// What the desk knows that the language does not: names.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// Offers this desk's levels rather than the usual three, and its own names of them.
    pub procedure: Option<&'a Procedure>,
    pub units: &'a [&'a str],
    pub people: &'a [&'a str],
    pub posts: &'a [&'a str],
    /// Offer Chinese words where nothing typed yet says which script.
    pub chinese: bool,
}

/// A way to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What it replaces, in characters from the beginning of the line: from …
    pub from: usize,
    /// … to, exclusive: where the cursor was.
    pub to: usize,
    /// What stands there afterwards. A key ends in its sign, so that values can be offered next.
    pub insert: String,
    pub meaning: Meaning,
}

/// What a completion stands for; `messages` has the words that explain it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    Key(Key),
    Stage(Stage),
    Urgency(Urgency),
    Channel(Channel),
    Kind(ItemKind),
    ClaimKind(ClaimKind),
    Standing(Standing),
    Grade(Grade),
    Flag(Flag),
    Sort(SortBy),
    /// Whoever asks.
    Me,
    /// A time: explains itself.
    Time,
    /// A name of a unit, person or post: explains itself.
    Name,
}

/// What may stand at the cursor (in characters from the beginning), best first. Empty within quotes, in
/// words that are looked for, and when there is nothing to add.
pub fn complete(input: &str, cursor: usize, known: &Known) -> Vec<Completion> {
    let typed: Vec<char> = input.chars().take(cursor.min(LONGEST)).collect();
    let Some(mut start) = term_start(&typed) else {
        return Vec::new();
    };
    let to = typed.len();
    if typed.get(start).is_some_and(|c| narrow_char(*c) == '-') {
        start += 1;
    }
    let term = &typed[start..];
    let mut offers = Offers {
        from: start,
        to,
        prefix: String::new(),
        chinese: known.chinese,
        out: Vec::new(),
    };
    match split_key(term) {
        None => {
            if term.iter().all(|c| c.is_alphabetic()) {
                offers.prefix = narrow(&term.iter().collect::<String>());
                offers.keys();
            }
        }
        Some((key, value_start)) => {
            let (key_word, value) = term.split_at(value_start);
            let last = value.iter().rposition(|c| is_separator(*c));
            let value_start = value_start + last.map_or(0, |place| place + 1);
            let value = &term[value_start..];
            if value.first().is_some_and(|c| is_quote(*c)) {
                return Vec::new();
            }
            offers.from = start + value_start;
            offers.prefix = narrow(&value.iter().collect::<String>());
            offers.chinese = key_word.iter().any(|c| c.is_alphabetic() && !c.is_ascii());
            offers.values(key, known);
        }
    }
    offers.out
}

/// Where the term at the end of `typed` begins; `None` within quotes.
fn term_start(typed: &[char]) -> Option<usize> {
    let mut start = 0;
    let mut open = None;
    let mut before = ' ';
    let mut escaped = false;
    for (place, &c) in typed.iter().enumerate() {
        match open {
            Some(curly) => {
                if !escaped && is_quote(c) && matches!(c, '“' | '”') == curly {
                    open = None;
                }
                escaped = c == '\\' && !escaped;
            }
            None if c.is_whitespace() => start = place + 1,
            // A quote opens only where a term or a value begins.
            None if is_quote(c) && !(before.is_alphanumeric()) => {
                open = Some(matches!(c, '“' | '”'));
            }
            None => {}
        }
        before = c;
    }
    open.is_none().then_some(start)
}

struct Offers {
    from: usize,
    to: usize,
    /// Typed so far, narrowed.
    prefix: String,
    chinese: bool,
    out: Vec<Completion>,
}

impl Offers {
    fn offer(&mut self, insert: String, meaning: Meaning) {
        let new =
            narrow(&insert) != self.prefix && !self.out.iter().any(|known| known.insert == insert);
        if new && self.out.len() < MOST {
            self.out.push(Completion {
                from: self.from,
                to: self.to,
                insert,
                meaning,
            });
        }
    }

    /// The word of a row that goes on from what is typed, in the script of what is typed.
    fn fitting(&self, names: Names) -> Option<&'static str> {
        if self.prefix.is_empty() {
            let script = if self.chinese { "中" } else { "a" };
            return Some(in_script(names, script));
        }
        names
            .iter()
            .find(|name| narrow(name).starts_with(&self.prefix))
            .copied()
    }

    fn rows<T: Copy>(&mut self, words: Words<T>, meaning: impl Fn(T) -> Meaning) {
        for (value, names) in words {
            if let Some(word) = self.fitting(names) {
                self.offer(word.to_owned(), meaning(*value));
            }
        }
    }

    fn keys(&mut self) {
        for key in Key::all() {
            if let Some(word) = self.fitting(key.words()) {
                let sign = match key {
                    Key::Due => '<',
                    _ => ':',
                };
                self.offer(format!("{word}{sign}"), Meaning::Key(key));
            }
        }
    }

    fn values(&mut self, key: Key, known: &Known) {
        match key {
            Key::Stage => self.stages(known.procedure),
            Key::Urgency => self.rows(URGENCIES, Meaning::Urgency),
            Key::Channel => self.rows(CHANNELS, Meaning::Channel),
            Key::Kind => self.rows(KINDS, Meaning::Kind),
            Key::Grade => self.rows(GRADES, Meaning::Grade),
            Key::Is => self.rows(FLAGS, Meaning::Flag),
            Key::Sort => {
                // `-` turns the order round and is no part of the word.
                if let Some(rest) = self.prefix.strip_prefix('-') {
                    self.prefix = rest.to_owned();
                    self.from += 1;
                }
                self.rows(SORTS, Meaning::Sort);
            }
            Key::Claim => {
                if let Some(slash) = self.prefix.find('/') {
                    let before = self.prefix[..slash].chars().count() + 1;
                    self.from += before;
                    self.prefix = self.prefix[slash + 1..].to_owned();
                } else {
                    self.rows(CLAIM_KINDS, Meaning::ClaimKind);
                }
                self.rows(STANDINGS, Meaning::Standing);
            }
            Key::Turn | Key::By => {
                if let Some(word) = self.fitting(ME) {
                    self.offer(word.to_owned(), Meaning::Me);
                }
                self.known_names(known.people);
            }
            Key::Unit => self.known_names(known.units),
            Key::Post => self.known_names(known.posts),
            Key::Due | Key::Received => {
                for word in time::SUGGESTED {
                    if word.starts_with(&self.prefix) {
                        self.offer(word.to_owned(), Meaning::Time);
                    }
                }
            }
            Key::No | Key::Title | Key::Body | Key::Pinyin => {}
        }
    }

    fn stages(&mut self, procedure: Option<&Procedure>) {
        for (stage, names) in STAGES {
            let level = match (stage, procedure) {
                (Stage::Level(n), Some(procedure)) => match procedure.level(*n) {
                    Some(level) => Some(level),
                    None => continue,
                },
                (Stage::Level(4..), None) => continue,
                _ => None,
            };
            let own = level.map(|level| level.name.zh.as_str()).filter(|name| {
                let wanted = if self.prefix.is_empty() {
                    self.chinese
                } else {
                    narrow(name).starts_with(&self.prefix)
                };
                // A name with a space in it would end the value.
                wanted && !name.is_empty() && !name.contains(char::is_whitespace)
            });
            match (own, self.fitting(names)) {
                (Some(name), _) => self.offer(name.to_owned(), Meaning::Stage(*stage)),
                (None, Some(word)) => self.offer(word.to_owned(), Meaning::Stage(*stage)),
                (None, None) => {}
            }
        }
    }

    /// Names that begin with what is typed, then those that contain it or whose initials do.
    fn known_names(&mut self, names: &[&str]) {
        let asked = fold(&self.prefix);
        let rank = |name: &str| {
            let folded = fold(name);
            if folded.starts_with(&asked) {
                Some(0)
            } else if folded.contains(&asked) {
                Some(1)
            } else {
                name_fits(&asked, name).then_some(2)
            }
        };
        let mut fitting: Vec<(u8, &str)> = names
            .iter()
            .filter_map(|name| rank(name).map(|rank| (rank, *name)))
            .collect();
        fitting.sort_by_key(|(rank, _)| *rank);
        for (_, name) in fitting {
            self.offer(quoted_if_needed(name, true), Meaning::Name);
        }
    }
}
