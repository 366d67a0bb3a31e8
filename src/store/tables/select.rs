//! Lists of items: the query language as SQL, windows by cursor, counts.
//!
//! A window begins after (or ends before) the row a cursor names, by the values of its sort keys, so that a
//! page costs the same wherever it is. Everything a person typed travels as a value, never as SQL.

use super::item::{LISTED, ListedItem, listed};
use crate::domain::id::{ItemId, PersonId};
use crate::domain::item::Stage;
use crate::domain::moment::Moment;
use crate::domain::query::{
    Age, Compare, Flag, NoTest, Query, SortBy, SortKey as OrderKey, Term, Test, TimeTest, Viewer,
    Who,
};
use crate::store::{StoreError, Tx, Value, values};
use crate::text;
use crate::wire::cursor::{Cursor, SortKey};
use crate::wire::item::{Counts, StageCount};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
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
    /// Identity and name of each post.
    pub posts: Vec<(String, String)>,
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

/// Which part of the list.
#[derive(Debug, Clone)]
pub struct Window {
    pub cursor: Option<Cursor>,
    /// Without a cursor: the last rows instead of the first.
    pub from_end: bool,
    pub limit: u32,
    /// Goes into the cursors made.
    pub fingerprint: u32,
}

/// A part of a list.
#[derive(Debug)]
pub struct Page {
    pub rows: Vec<ListedItem>,
    pub total: u64,
    pub offset: u64,
    pub next: Option<Cursor>,
    pub prev: Option<Cursor>,
}

/// SQL under construction: text with `$1`, `$2`, … and the values for them.
#[derive(Default)]
struct Sql {
    text: String,
    values: Vec<Value<'static>>,
}

impl Sql {
    fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    fn value(&mut self, value: impl Into<Value<'static>>) -> &mut Self {
        self.values.push(value.into());
        let _ = write!(self.text, "${}", self.values.len());
        self
    }

    /// `(a OR b OR …)`; nothing at all is false.
    fn any<T>(&mut self, of: &[T], mut each: impl FnMut(&mut Self, &T)) {
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
const YES: &str = " THEN 1 ELSE 0 END) AS BIGINT)";
const ESCAPE: &str = " ESCAPE '\\'";

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_")
}

const LINE: &str = "stage NOT IN ('released', 'closed')";
const NO_DEADLINE: i64 = i64::MAX;

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
fn turn_of(sql: &mut Sql, person: &ListedPerson) {
    sql.push("(")
        .push(LINE)
        .push(" AND (named = ")
        .value(person.id.clone())
        .push(" OR ");
    sql.any(&person.chairs, chair);
    sql.push("))");
}

fn blocked(sql: &mut Sql, reader: &Reader) {
    sql.push("(").push(LINE).push(" AND stage LIKE 'l_' AND ");
    sql.any(&reader.blocked, chair);
    sql.push(")");
}

/// People of the desk a word in a query stands for.
fn named<'a>(reader: &'a Reader, who: &Who) -> Vec<&'a ListedPerson> {
    match who {
        Who::Me => reader
            .people
            .iter()
            .filter(|it| it.id == reader.me)
            .collect(),
        Who::Named(name) => {
            let folded = text::fold(name);
            reader
                .people
                .iter()
                .filter(|it| {
                    it.id.eq_ignore_ascii_case(name)
                        || text::fold(&it.name).contains(&folded)
                        || text::initials(&it.name).contains(&folded)
                })
                .collect()
        }
    }
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
            .push(" AND deadline < ")
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
            let posts: Vec<String> = any
                .iter()
                .flat_map(|name| {
                    let folded = text::fold(name);
                    reader
                        .posts
                        .iter()
                        .filter(move |(id, title)| {
                            id.eq_ignore_ascii_case(name) || text::fold(title).contains(&folded)
                        })
                        .map(|(id, _)| id.clone())
                })
                .collect();
            sql.any(&posts, |sql, id| {
                sql.push("turn_post = ").value(id.clone());
            });
        }
        Test::Unit(any) => sql.any(any, |sql, name| {
            sql.push("(unit = ").value(name.clone()).push(" OR ");
            sql.contains("LOWER(unit_name)", &name.to_lowercase())
                .push(")");
        }),
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
            if part.is_ascii() {
                sql.push(" OR ").contains("initials", &part.to_lowercase());
            }
            sql.push(")");
        }
        Test::Phrase(part) => {
            sql.contains("title_fold", &text::fold(part));
        }
        Test::Body(part) => {
            // Texts are kept as JSON: the words are looked for as JSON writes them.
            let json = serde_json::to_string(part).unwrap_or_default();
            let inner = json
                .get(1..json.len().saturating_sub(1))
                .unwrap_or_default();
            sql.push("EXISTS (SELECT 1 FROM version v WHERE v.item = item.id AND v.n = item.version AND ");
            sql.contains("v.doc", inner).push(")");
        }
    }
}

fn filter(sql: &mut Sql, terms: &[Term], reader: &Reader) {
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

/// A column of the order, and how its value is read from a row.
struct Order {
    column: &'static str,
    descending: bool,
    read: fn(&ListedItem) -> SortKey,
}

impl Order {
    fn is_text(&self) -> bool {
        matches!(self.column, "unit_name" | "title")
    }
}

fn order(query: &Query) -> Vec<Order> {
    let number = |column, descending, read| Order {
        column,
        descending,
        read,
    };
    if query.sort.0.is_empty() {
        return vec![number("rank", false, |it| SortKey::Number(it.index.rank))];
    }
    let column = |key: &OrderKey| match (key.by, key.descending) {
        (SortBy::Deadline, false) => {
            number("deadline", false, |it| SortKey::Number(it.index.deadline))
        }
        // Rows without a deadline come last in both directions.
        (SortBy::Deadline, true) => number(
            "CASE WHEN deadline = 9223372036854775807 THEN -1 ELSE deadline END",
            true,
            |it| {
                let deadline = it.index.deadline;
                SortKey::Number(if deadline == NO_DEADLINE {
                    -1
                } else {
                    deadline
                })
            },
        ),
        (SortBy::Received, down) => {
            number("received_at", down, |it| SortKey::Number(it.received_at))
        }
        (SortBy::Urgency, down) => number("urgency", down, |it| SortKey::Number(it.index.urgency)),
        (SortBy::Unit, down) => number("unit_name", down, |it| {
            SortKey::Text(it.index.unit_name.clone())
        }),
        (SortBy::Title, down) => number("title", down, |it| SortKey::Text(it.index.title.clone())),
        (SortBy::No, down) => number("no", down, |it| {
            SortKey::Number(i64::try_from(it.no).unwrap_or(i64::MAX))
        }),
    };
    let mut keys: Vec<_> = query.sort.0.iter().map(column).collect();
    // The number makes the order total by itself; nothing after it matters.
    if let Some(place) = keys.iter().position(|key| key.column == "no") {
        keys.truncate(place + 1);
    }
    keys
}

fn with_number(mut keys: Vec<Order>) -> Vec<Order> {
    if keys.last().is_none_or(|key| key.column != "no") {
        keys.push(Order {
            column: "no",
            descending: false,
            read: |it| SortKey::Number(i64::try_from(it.no).unwrap_or(i64::MAX)),
        });
    }
    keys
}

/// Whether a cursor's values are of the kinds this list is sorted by: a forged one may not be.
pub fn fits(query: &Query, cursor: &Cursor) -> bool {
    let keys = order(query);
    let wanted = keys
        .iter()
        .filter(|key| key.column != "no")
        .map(|key| key.is_text());
    let given = cursor
        .keys
        .iter()
        .map(|key| matches!(key, SortKey::Text(_)));
    wanted.eq(given) && i64::try_from(cursor.no).is_ok()
}

/// Rows strictly beyond the place, in the direction read.
fn beyond(sql: &mut Sql, keys: &[Order], place: &[SortKey], back: bool) {
    sql.push("(");
    for depth in 0..keys.len() {
        if depth > 0 {
            sql.push(" OR ");
        }
        sql.push("(");
        for (key, value) in keys.iter().zip(place).take(depth) {
            sql.push(key.column).push(" = ");
            place_value(sql, value);
            sql.push(" AND ");
        }
        if let (Some(key), Some(value)) = (keys.get(depth), place.get(depth)) {
            sql.push(key.column)
                .push(if key.descending == back { " > " } else { " < " });
            place_value(sql, value);
        } else {
            sql.push("1 = 0");
        }
        sql.push(")");
    }
    sql.push(")");
}

fn place_value(sql: &mut Sql, value: &SortKey) {
    match value {
        SortKey::Number(number) => sql.value(*number),
        SortKey::Text(text) => sql.value(text.clone()),
    };
}

/// A window of the list a query asks for.
pub fn page(
    tx: &mut dyn Tx,
    query: &Query,
    reader: &Reader,
    window: &Window,
) -> Result<Page, StoreError> {
    let keys = with_number(order(query));
    let back = match &window.cursor {
        Some(cursor) => cursor.back,
        None => window.from_end,
    };
    let mut sql = Sql::default();
    let _ = write!(sql.text, "SELECT {LISTED} FROM item WHERE ");
    filter(&mut sql, &query.terms, reader);
    if let Some(cursor) = &window.cursor {
        let mut place = cursor.keys.clone();
        if place.len() < keys.len() {
            place.push(SortKey::Number(
                i64::try_from(cursor.no).unwrap_or(i64::MAX),
            ));
        }
        sql.push(" AND ");
        beyond(&mut sql, &keys, &place, back);
    }
    sql.push(" ORDER BY ");
    for (place, key) in keys.iter().enumerate() {
        let comma = if place > 0 { ", " } else { "" };
        let _ = write!(
            sql.text,
            "{comma}{}{}",
            key.column,
            if key.descending == back { "" } else { " DESC" }
        );
    }
    let _ = write!(sql.text, " LIMIT {}", u64::from(window.limit) + 1);
    let mut rows: Vec<ListedItem> = tx
        .rows(&sql.text, &sql.values)?
        .iter()
        .map(listed)
        .collect::<Result<_, _>>()?;
    let more = rows.len() > window.limit as usize;
    rows.truncate(window.limit as usize);
    if back {
        rows.reverse();
    }

    let mut count = Sql::default();
    count.push("SELECT COUNT(*) FROM item WHERE ");
    filter(&mut count, &query.terms, reader);
    let total = tx
        .one(&count.text, &count.values)?
        .map_or(Ok(0), |row| row.int(0))?
        .unsigned_abs();

    let shown = rows.len() as u64;
    let offset = match &window.cursor {
        Some(cursor) if cursor.back => cursor.offset.saturating_sub(shown),
        Some(cursor) => cursor.offset,
        None if back => total.saturating_sub(shown),
        None => 0,
    };
    let at = |row: &ListedItem, offset: u64, back: bool| Cursor {
        keys: keys
            .iter()
            .filter(|key| key.column != "no")
            .map(|key| (key.read)(row))
            .collect(),
        no: row.no,
        offset,
        back,
        of: window.fingerprint,
    };
    let after = if back { window.cursor.is_some() } else { more };
    let before = if back { more } else { window.cursor.is_some() };
    Ok(Page {
        next: rows
            .last()
            .filter(|_| after)
            .map(|row| at(row, offset + shown, false)),
        prev: rows
            .first()
            .filter(|_| before)
            .map(|row| at(row, offset, true)),
        rows,
        total,
        offset,
    })
}

/// One row.
pub fn one(tx: &mut dyn Tx, id: ItemId) -> Result<Option<ListedItem>, StoreError> {
    tx.one(
        &format!("SELECT {LISTED} FROM item WHERE id = $1"),
        values![id.to_string()],
    )?
    .as_ref()
    .map(listed)
    .transpose()
}

/// Numbers for the tabs.
pub fn counts(tx: &mut dyn Tx, reader: &Reader) -> Result<Counts, StoreError> {
    let now = reader.now.millis();
    let mut sql = Sql::default();
    sql.push("SELECT CASE WHEN held_until > ")
        .value(now)
        .push(" THEN 'held' ELSE stage END AS at_stage, COUNT(*), ");
    sql.push("CAST(SUM(CASE WHEN ");
    let me: Vec<_> = reader
        .people
        .iter()
        .filter(|it| it.id == reader.me)
        .collect();
    sql.any(&me, |sql, person| turn_of(sql, person));
    sql.push(YES)
        .push(", CAST(SUM(CASE WHEN deadline < ")
        .value(now)
        .push(YES);
    sql.push(", CAST(SUM(CASE WHEN urgency = 2").push(YES);
    sql.push(", CAST(SUM(CASE WHEN claims_total > claims_settled")
        .push(YES);
    sql.push(", CAST(SUM(CASE WHEN ");
    blocked(&mut sql, reader);
    sql.push(YES).push(" FROM item GROUP BY 1");
    let mut counts = Counts {
        stages: BTreeMap::new(),
        ..Counts::default()
    };
    for row in tx.rows(&sql.text, &sql.values)? {
        let number = |index: usize| row.int(index).map(i64::unsigned_abs);
        let stage = row.text(0)?.to_owned();
        let open = !matches!(stage.as_str(), "released" | "closed");
        let count = StageCount {
            all: number(1)?,
            mine: number(2)?,
            overdue: if open && stage != "held" {
                number(3)?
            } else {
                0
            },
        };
        if open {
            counts.critical += number(4)?;
            counts.verifying += number(5)?;
            counts.blocked += number(6)?;
        }
        counts.stages.insert(stage, count);
    }
    Ok(counts)
}
