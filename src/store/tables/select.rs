//! Lists of items: windows by cursor, counts.
//!
//! A window begins after (or ends before) the row a cursor names, by the values of its sort keys, so that a
//! page costs the same wherever it is.

use super::filter::{NO_DEADLINE, Reader, Sql, YES, blocked, filter, turn_of};
use super::item::{LISTED, ListedItem, listed};
use crate::domain::id::ItemId;
use crate::domain::query::{Query, SortBy, SortKey as OrderKey};
use crate::store::{StoreError, Tx, values};
use crate::wire::cursor::{Cursor, SortKey};
use crate::wire::item::{Counts, StageCount};
use std::collections::BTreeMap;
use std::fmt::Write as _;

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

/// A column of the order, and how its value is read from a row.
struct Order {
    column: &'static str,
    descending: bool,
    read: fn(&ListedItem) -> SortKey,
}

impl Order {
    fn is_text(&self) -> bool {
        matches!(self.column, "unit_fold" | "title_fold")
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
        (SortBy::Unit, down) => number("unit_fold", down, |it| {
            SortKey::Text(it.index.unit_fold.clone())
        }),
        (SortBy::Title, down) => number("title_fold", down, |it| {
            SortKey::Text(it.index.title_fold.clone())
        }),
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
