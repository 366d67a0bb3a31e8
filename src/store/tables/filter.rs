//! The query language as SQL. Everything a person typed travels as a value, never as SQL.
//!
//! `domain::query::Filter` is the oracle: a property test holds the two together.

use crate::domain::id::PersonId;
use crate::domain::item::Stage;
use crate::domain::moment::Moment;
use crate::domain::query::{
    Age, Compare, Flag, NoTest, Term, Test, TimeTest, Viewer, Who, name_fits,
};
use crate::store::Value;
use crate::text;
use jiff::tz::TimeZone;
use std::fmt::Write as _;

/// A chair from which the turn comes to somebody: the work of this post falls to them once everyone before
/// them on its chain is barred from the item and they are not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chair {
    pub post: String,
    /// Those before, all of whom must be barred.
    pub passed_over: Vec<String>,
    /// The person, who must not be barred; `None`: nobody is left (the leader who names a reviewer).
    pub sits: Option<String>,
}

/// A person a query can name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPerson {
    pub id: String,
    pub name: String,
    pub chairs: Vec<Chair>,
}

/// Who reads, when, and what names in a query stand for.
pub struct Reader {
    pub now: Moment,
    pub reader: PersonId,
    /// The reader's identity, as it stands in the tables.
    pub me: String,
    /// The zone of the office, in which days begin and end.
    pub zone: TimeZone,
    /// Everyone at the desk, the reader included.
    pub people: Vec<ListedPerson>,
    /// Identity and names of each post.
    pub posts: Vec<(String, String, String)>,
    /// Identity and name of each unit.
    pub units: Vec<(String, String)>,
    /// Chairs nobody is left to sit on.
    pub blocked: Vec<Chair>,
}

impl Reader {
    fn viewer(&self) -> Viewer<'_> {
        Viewer {
            now: self.now,
            me: Some(self.reader),
            zone: &self.zone,
        }
    }
}

/// SQL under construction: text with `$1`, `$2`, … and the values for them.
#[derive(Default)]
pub(super) struct Sql {
    pub(super) text: String,
    pub(super) values: Vec<Value<'static>>,
}

impl Sql {
    pub(super) fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    pub(super) fn value(&mut self, value: impl Into<Value<'static>>) -> &mut Self {
        self.values.push(value.into());
        let _ = write!(self.text, "${}", self.values.len());
        self
    }

    /// `(a OR b OR …)`; nothing at all is false.
    pub(super) fn any<T>(&mut self, of: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.joined(of, " OR ", "1 = 0", &mut each);
    }

    /// `(a AND b AND …)`; nothing at all is true.
    fn all<T>(&mut self, of: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.joined(of, " AND ", "1 = 1", &mut each);
    }

    fn joined<T>(&mut self, of: &[T], by: &str, none: &str, each: &mut dyn FnMut(&mut Self, &T)) {
        if of.is_empty() {
            self.push(none);
            return;
        }
        self.push("(");
        for (place, it) in of.iter().enumerate() {
            if place > 0 {
                self.push(by);
            }
            each(self, it);
        }
        self.push(")");
    }

    /// A column that keeps words between spaces holds this one.
    fn holds(&mut self, column: &str, word: &str) -> &mut Self {
        self.push(column)
            .push(" LIKE ")
            .value(format!("% {} %", escaped(word)))
            .push(ESCAPE)
    }

    /// A column contains this text.
    fn contains(&mut self, column: &str, part: &str) -> &mut Self {
        self.push(column)
            .push(" LIKE ")
            .value(format!("%{}%", escaped(part)))
            .push(ESCAPE)
    }
}

/// The end of a sum of rows for which something holds.
pub(super) const YES: &str = " THEN 1 ELSE 0 END) AS BIGINT)";
const ESCAPE: &str = " ESCAPE '\\'";

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_")
}

const LINE: &str = "stage NOT IN ('released', 'closed')";
pub(super) const NO_DEADLINE: i64 = i64::MAX;

fn chair(sql: &mut Sql, chair: &Chair) {
    sql.push("(turn_post = ")
        .value(chair.post.clone())
        .push(" AND named = ''");
    for person in &chair.passed_over {
        sql.push(" AND ").holds("barred", person);
    }
    if let Some(person) = &chair.sits {
        sql.push(" AND NOT ").holds("barred", person);
    }
    sql.push(")");
}

/// It is this person's move.
pub(super) fn turn_of(sql: &mut Sql, person: &ListedPerson) {
    sql.push("(")
        .push(LINE)
        .push(" AND (named = ")
        .value(person.id.clone())
        .push(" OR ");
    sql.any(&person.chairs, chair);
    sql.push("))");
}

pub(super) fn blocked(sql: &mut Sql, reader: &Reader) {
    sql.push("(").push(LINE).push(" AND stage LIKE 'l_' AND ");
    sql.any(&reader.blocked, chair);
    sql.push(")");
}

/// What was asked for is this identity, or fits one of the names.
fn means(asked: &str, id: &str, names: &[&String]) -> bool {
    id.eq_ignore_ascii_case(asked) || names.iter().any(|name| name_fits(asked, name))
}

/// People of the desk a word in a query stands for.
fn named<'a>(reader: &'a Reader, who: &Who) -> Vec<&'a ListedPerson> {
    let is = |it: &&ListedPerson| match who {
        Who::Me => it.id == reader.me,
        Who::Named(asked) => means(asked, &it.id, &[&it.name]),
    };
    reader.people.iter().filter(is).collect()
}

fn range(sql: &mut Sql, column: &str, test: &TimeTest, age: Age, reader: &Reader) {
    let (from, to) = test.range(age, &reader.viewer());
    sql.push("(1 = 1");
    if let Some(from) = from {
        sql.push(" AND ")
            .push(column)
            .push(" >= ")
            .value(from.millis());
    }
    if let Some(to) = to {
        sql.push(" AND ")
            .push(column)
            .push(" < ")
            .value(to.millis());
    }
    sql.push(")");
}

fn flag(sql: &mut Sql, flag: Flag, reader: &Reader) {
    let now = reader.now.millis();
    match flag {
        Flag::Open => sql.push(LINE),
        Flag::Held => sql.push("held_until > ").value(now),
        Flag::Overdue => sql
            .push("(")
            .push(LINE)
            .push(" AND held_until <= ")
            .value(now)
            .push(" AND deadline < ")
            .value(now)
            .push(")"),
        Flag::Blocked => {
            blocked(sql, reader);
            sql
        }
        Flag::Objected => sql.push("objections > 0"),
        Flag::Aging => sql
            .push("(stage = 'triage' AND held_until <= ")
            .value(now)
            .push(" AND aging_from < ")
            .value(now)
            .push(")"),
        Flag::Unconfirmed => sql.push("unconfirmed > 0"),
        Flag::Owing => sql.push("owing > 0"),
        Flag::Returned => sql.push("aside = 'returned'"),
        Flag::Merged => sql.push("aside = 'merged'"),
        Flag::Spiked => sql.push("aside = 'spiked'"),
        Flag::Withdrawn => sql.push("aside = 'withdrawn'"),
    };
}

fn word_of<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|it| it.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn condition(sql: &mut Sql, test: &Test, reader: &Reader) {
    let now = reader.now.millis();
    match test {
        Test::Stage(any) => sql.any(any, |sql, stage| match stage {
            Stage::Held => {
                sql.push("held_until > ").value(now);
            }
            Stage::Released | Stage::Closed => {
                sql.push("stage = ").value(stage.word());
            }
            _ => drop(
                sql.push("(stage = ")
                    .value(stage.word())
                    .push(" AND held_until <= ")
                    .value(now)
                    .push(")"),
            ),
        }),
        Test::Turn(any) => {
            let people: Vec<_> = any.iter().flat_map(|who| named(reader, who)).collect();
            sql.any(&people, |sql, person| turn_of(sql, person));
        }
        Test::Post(any) => {
            let posts: Vec<&String> = reader
                .posts
                .iter()
                .filter(|(id, zh, en)| any.iter().any(|asked| means(asked, id, &[zh, en])))
                .map(|(id, ..)| id)
                .collect();
            sql.push("(").push(LINE).push(" AND ");
            sql.any(&posts, |sql, id| {
                sql.push("turn_post = ").value((*id).clone());
            });
            sql.push(")");
        }
        Test::Unit(any) => {
            let units: Vec<&String> = reader
                .units
                .iter()
                .filter(|(id, name)| any.iter().any(|asked| means(asked, id, &[name])))
                .map(|(id, _)| id)
                .collect();
            sql.any(&units, |sql, id| {
                sql.push("unit = ").value((*id).clone());
            });
        }
        Test::By(any) => {
            let people: Vec<_> = any.iter().flat_map(|who| named(reader, who)).collect();
            sql.any(&people, |sql, person| {
                sql.holds("hands", &person.id);
            });
        }
        Test::Urgency(any) => sql.any(any, |sql, it| {
            sql.push("urgency = ").value(*it as i64);
        }),
        Test::Channel(any) => {
            sql.any(any, |sql, it| {
                sql.push("channel = ").value(it.word().to_owned());
            });
        }
        Test::Kind(any) => sql.any(any, |sql, it| {
            sql.push("kind = ").value(word_of(it));
        }),
        Test::Claim(any) => sql.any(any, |sql, it| {
            sql.holds("claim_words", &it.to_string());
        }),
        Test::Grade(any) => {
            sql.any(any, |sql, it| {
                sql.holds("grades", &word_of(it).to_lowercase());
            });
        }
        Test::Is(any) => sql.any(any, |sql, it| flag(sql, *it, reader)),
        Test::No(NoTest::OneOf(any)) => sql.any(any, |sql, no| {
            sql.push("no = ")
                .value(i64::try_from(*no).unwrap_or(i64::MAX));
        }),
        Test::No(NoTest::Beyond(compare, no)) => {
            let sign = match compare {
                Compare::Is => " = ",
                Compare::Less => " < ",
                Compare::AtMost => " <= ",
                Compare::More => " > ",
                Compare::AtLeast => " >= ",
            };
            sql.push("no")
                .push(sign)
                .value(i64::try_from(*no).unwrap_or(i64::MAX));
        }
        Test::Due(time) => {
            sql.push("(deadline <> ").value(NO_DEADLINE).push(" AND ");
            range(sql, "deadline", time, Age::Left, reader);
            sql.push(")");
        }
        Test::Received(time) => range(sql, "received_at", time, Age::Gone, reader),
        Test::Pinyin(part) => {
            sql.contains("initials", &part.to_lowercase());
        }
        Test::Word(part) => {
            let folded = text::fold(part);
            sql.push("(").contains("title_fold", &folded);
            if part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                sql.push(" OR ").contains("initials", &part.to_lowercase());
            }
            sql.push(")");
        }
        Test::Phrase(part) => {
            sql.contains("title_fold", &text::fold(part));
        }
        Test::Body(part) => {
            sql.push(
                "EXISTS (SELECT 1 FROM version v WHERE v.item = item.id AND v.n = item.version AND ",
            );
            sql.contains("v.fold", &text::fold(part)).push(")");
        }
    }
}

pub(super) fn filter(sql: &mut Sql, terms: &[Term], reader: &Reader) {
    sql.all(terms, |sql, term| {
        if term.negated {
            sql.push("NOT (");
        }
        condition(sql, &term.test, reader);
        if term.negated {
            sql.push(")");
        }
    });
}
