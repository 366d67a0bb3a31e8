//! The query language (`spec.md` B18): one way to ask for items, for the API, the command line and the
//! terminal's filter.
//!
//! A query is a line of terms that must all hold, in any order, and an order of rows:
//!
//! ```text
//! stage:L2 turn:me due<2h unit:慈溪 -is:held claim:data/contradicted 渔船 sort:deadline
//! 阶段：复核 轮到：我 截止＜2小时 “渔船” -状态:暂存
//! ```
//!
//! - `key:value`, or `key<value`, `<=`, `>`, `>=` where values have an order. `a,b` after a key: either.
//! - A bare word is looked for in the title; one in ASCII letters also in the pinyin initials of the title.
//!   `"…"` is looked for in the title exactly. `~word` is looked for in the body. `#123` is the item's number.
//! - `-` before a term: rows for which it does not hold.
//! - Keys and values may be written in Chinese, and punctuation in full width.
//!
//! [`parse`] reads a line, `Display` prints the one canonical line for a query and reads back as the same
//! query, [`Filter`] decides about a [`Row`], [`complete`] continues a line that is being typed. A store that
//! translates queries to its own language has [`Filter`] as its oracle, and [`TimeTest::range`] for the times.

mod complete;
mod matching;
mod near;
mod parse;
mod signs;
mod time;
mod vocabulary;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use complete::{Completion, Known, Meaning, complete};
pub use matching::{Filter, Row, RowTurn, Viewer, matches, name_fits};
pub use near::near_miss;
pub use parse::{parse, parse_with};
pub use time::{Age, Day, TimeTest, When};
pub use vocabulary::{AsideWord, Flag, Key};

use crate::domain::item::{ItemKind, Stage};
use crate::domain::report::{Channel, Urgency};
use crate::domain::verify::{ClaimKind, Grade, Standing};
use serde::{Deserialize, Serialize};
use std::fmt;
use utoipa::ToSchema;

/// Longest line that is read, in characters.
pub const LONGEST: usize = 1_000;
/// Most terms in a line, orders included.
pub const MOST_TERMS: usize = 50;

/// What is asked for: all terms must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    pub terms: Vec<Term>,
    pub sort: Sort,
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Holds for the rows for which `test` does not.
    pub negated: bool,
    pub test: Test,
}

/// What a term tests. Where there are several values, one of them must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// `stage:l2`: the stage at this moment.
    Stage(Vec<Stage>),
    /// `turn:me`, `turn:周敏`: the person whose move it is. Never holds for closed items.
    Turn(Vec<Who>),
    /// `post:复核岗`: the post whose work it is.
    Post(Vec<String>),
    /// `unit:慈溪`: unit of the lead submission.
    Unit(Vec<String>),
    /// `by:陈洁`: has a hand in the current version.
    By(Vec<Who>),
    /// `urgency:critical`; `urgency>=expedited` is read as the list of what it means.
    Urgency(Vec<Urgency>),
    /// `channel:field`.
    Channel(Vec<Channel>),
    /// `kind:single`.
    Kind(Vec<ItemKind>),
    /// `claim:data`, `claim:contradicted`, `claim:data/contradicted`: some claim is so.
    Claim(Vec<ClaimTest>),
    /// `grade:A`: some evidence has this grade. `grade<C`, worse than C, is read as `grade:D,E,F`.
    Grade(Vec<Grade>),
    /// `is:overdue`.
    Is(Vec<Flag>),
    /// `#123`, `no:12,15`, `no>100`: the number of the item.
    No(NoTest),
    /// `due<2h`: the deadline of the stage. Never holds for items without one.
    Due(TimeTest),
    /// `received<3d`: less than three days ago.
    Received(TimeTest),
    /// `pinyin:nbxx`: within the pinyin initials of the title.
    Pinyin(String),
    /// `渔船`, `yc`: within the title, or within its pinyin initials when in ASCII letters.
    Word(String),
    /// `"渔 船"`: within the title.
    Phrase(String),
    /// `~渔船`: within the text of the current version.
    Body(String),
}

/// A person in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Whoever asks.
    Me,
    /// Part of a name, its pinyin initials, or an identity.
    Named(String),
}

/// What a `claim:` value asks of one claim. Both parts must hold for the same claim; at least one is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimTest {
    pub kind: Option<ClaimKind>,
    pub standing: Option<Standing>,
}

/// Which item numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoTest {
    /// One of these.
    OneOf(Vec<u64>),
    /// Below or above; never [`Compare::Is`].
    Beyond(Compare, u64),
}

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Compare {
    /// `:` or `=`.
    Is,
    Less,
    AtMost,
    More,
    AtLeast,
}

impl Compare {
    /// As written in a query.
    pub fn sign(self) -> &'static str {
        match self {
            Compare::Is => ":",
            Compare::Less => "<",
            Compare::AtMost => "<=",
            Compare::More => ">",
            Compare::AtLeast => ">=",
        }
    }

    /// Whether `ordering`, that of the row's value to the query's, satisfies it.
    pub fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Compare::Is => ordering.is_eq(),
            Compare::Less => ordering.is_lt(),
            Compare::AtMost => ordering.is_le(),
            Compare::More => ordering.is_gt(),
            Compare::AtLeast => ordering.is_ge(),
        }
    }
}

/// What rows are ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SortBy {
    /// Deadline of the stage; rows without one come last in both directions.
    Deadline,
    Received,
    Urgency,
    /// Name of the unit.
    Unit,
    Title,
    /// Number of the item.
    No,
}

/// One key of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SortKey {
    pub by: SortBy,
    /// Greatest, latest or most urgent first.
    pub descending: bool,
}

/// An order of rows, as asked for; empty: the order of the queue. No key twice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sort(pub Vec<SortKey>);

impl Sort {
    /// The order of the queue: most urgent first, then by deadline, then by number.
    pub const QUEUE: [SortKey; 3] = [
        SortKey {
            by: SortBy::Urgency,
            descending: true,
        },
        SortKey {
            by: SortBy::Deadline,
            descending: false,
        },
        SortKey {
            by: SortBy::No,
            descending: false,
        },
    ];

    /// All keys in force, most significant first. The last is always the number, so that two rows are
    /// never equal and pages do not overlap.
    pub fn keys(&self) -> Vec<SortKey> {
        let mut keys = if self.0.is_empty() {
            Self::QUEUE.to_vec()
        } else {
            self.0.clone()
        };
        if !keys.iter().any(|key| key.by == SortBy::No) {
            keys.push(SortKey {
                by: SortBy::No,
                descending: false,
            });
        }
        keys
    }
}

/// What would have been readable at the place where a query is not. The sentences are in `messages`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Wanted {
    /// One of the keys; or quotes, if the words themselves are looked for.
    Key {
        known: Vec<String>,
        near: Option<String>,
    },
    /// One of the values of this key.
    Value {
        key: String,
        known: Vec<String>,
        near: Option<String>,
    },
    /// Any value: there is none after the key.
    SomeValue { key: String },
    /// A duration (`2h`) or a day (`2026-11-23`).
    Time { key: String },
    /// A number.
    Number { key: String },
    /// `:` only: the values of this key have no order, or several were given.
    Colon { key: String },
    /// Words: there are none after `-`, `~` or within quotes.
    Words,
    /// The closing quote of the one at this place.
    ClosingQuote,
    /// A space after the closing quote.
    Space,
    /// Text without control characters.
    NoControl,
    /// At most so many characters.
    Shorter { limit: u64 },
    /// At most so many terms.
    FewerTerms { limit: u64 },
    /// An order cannot be turned round by `-` before `sort:`; it goes before the value.
    MinusInside { key: String },
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut gap = "";
        for term in &self.terms {
            write!(f, "{gap}{term}")?;
            gap = " ";
        }
        if !self.sort.0.is_empty() {
            write!(f, "{gap}{}", self.sort)?;
        }
        Ok(())
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negated {
            f.write_str("-")?;
        }
        self.test.fmt(f)
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use vocabulary::*;
        match self {
            Test::Stage(any) => list(f, Key::Stage, any, |it| it.word()),
            Test::Turn(any) => list(f, Key::Turn, any, who),
            Test::Post(any) => list(f, Key::Post, any, |it| quoted_if_needed(it, true)),
            Test::Unit(any) => list(f, Key::Unit, any, |it| quoted_if_needed(it, true)),
            Test::By(any) => list(f, Key::By, any, who),
            Test::Urgency(any) => list(f, Key::Urgency, any, |it| it.word().into()),
            Test::Channel(any) => list(f, Key::Channel, any, |it| it.word().into()),
            Test::Kind(any) => list(f, Key::Kind, any, |it| word_of(KINDS, it).into()),
            Test::Claim(any) => list(f, Key::Claim, any, ClaimTest::to_string),
            Test::Grade(any) => list(f, Key::Grade, any, |it| word_of(GRADES, it).into()),
            Test::Is(any) => list(f, Key::Is, any, |it| word_of(FLAGS, it).into()),
            Test::No(NoTest::OneOf(any)) => match any.as_slice() {
                [one] => write!(f, "#{one}"),
                _ => list(f, Key::No, any, u64::to_string),
            },
            Test::No(NoTest::Beyond(compare, n)) => {
                write!(f, "{}{}{n}", Key::No.word(), compare.sign())
            }
            Test::Due(time) => write!(f, "{}{time}", Key::Due.word()),
            Test::Received(time) => write!(f, "{}{time}", Key::Received.word()),
            Test::Pinyin(it) => {
                write!(f, "{}:{}", Key::Pinyin.word(), quoted_if_needed(it, false))
            }
            Test::Word(it) if signs::reads_as_word(it) => f.write_str(it),
            Test::Word(it) | Test::Phrase(it) => f.write_str(&quoted(it)),
            Test::Body(it) => write!(f, "~{}", quoted_if_needed(it, false)),
        }
    }
}

impl fmt::Display for ClaimTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self
            .kind
            .map(|it| vocabulary::word_of(vocabulary::CLAIM_KINDS, &it));
        let standing = self
            .standing
            .map(|it| vocabulary::word_of(vocabulary::STANDINGS, &it));
        match (kind, standing) {
            (Some(kind), Some(standing)) => write!(f, "{kind}/{standing}"),
            (one, other) => f.write_str(one.or(other).unwrap_or_default()),
        }
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        list(f, Key::Sort, &self.0, |key| {
            let minus = if key.descending { "-" } else { "" };
            format!("{minus}{}", vocabulary::word_of(vocabulary::SORTS, &key.by))
        })
    }
}

fn list<T>(
    f: &mut fmt::Formatter<'_>,
    key: Key,
    values: &[T],
    print: impl Fn(&T) -> String,
) -> fmt::Result {
    write!(f, "{}:", key.word())?;
    let mut gap = "";
    for value in values {
        write!(f, "{gap}{}", print(value))?;
        gap = ",";
    }
    Ok(())
}

fn who(who: &Who) -> String {
    match who {
        Who::Me => "me".into(),
        // In quotes it is the name of somebody called so.
        Who::Named(name) if vocabulary::is_me(name) => quoted(name),
        Who::Named(name) => quoted_if_needed(name, true),
    }
}

/// In quotes when it would not be read back as one value; `in_list`: a comma ends it.
fn quoted_if_needed(text: &str, in_list: bool) -> String {
    let plain = !text.is_empty()
        && !text.starts_with(signs::is_quote)
        && !text.contains(|c: char| c.is_whitespace() || (in_list && signs::is_separator(c)));
    if plain { text.into() } else { quoted(text) }
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        if c == '\\' || signs::is_quote(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}
