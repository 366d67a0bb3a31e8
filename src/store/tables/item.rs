//! Items: the folded item as JSON, with the columns that lists are filtered and sorted by.

use super::{from_json, to_json};
use crate::domain::id::ItemId;
use crate::domain::item::Item;
use crate::domain::review::Manuscript;
use crate::store::{Row, StoreError, Tx, Value, values};

/// The columns beside the folded item. What they mean stands in `migrations/0002_desk.sql`; the desk
/// computes them from the item, the roster and the procedure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemIndex {
    pub stage: String,
    pub held_until: i64,
    pub urgency: i64,
    pub deadline: i64,
    pub aging_from: i64,
    pub rank: i64,
    pub channel: String,
    pub kind: String,
    pub unit: String,
    pub unit_name: String,
    pub unit_fold: String,
    pub units: String,
    pub title: String,
    pub title_fold: String,
    pub initials: String,
    pub version: i64,
    pub turn_post: String,
    pub barred: String,
    pub named: String,
    pub hands: String,
    pub claims_total: i64,
    pub claims_settled: i64,
    pub claims_contradicted: i64,
    pub claim_words: String,
    pub grades: String,
    pub objections: i64,
    pub threads: i64,
    pub members: i64,
    pub aside: String,
    pub unconfirmed: i64,
    pub owing: i64,
}

/// An item with its columns, as listed.
#[derive(Debug, Clone)]
pub struct ListedItem {
    pub id: ItemId,
    pub no: u64,
    pub rev: u64,
    pub received_at: i64,
    pub updated_at: i64,
    pub index: ItemIndex,
}

/// The columns of a [`ListedItem`], for `SELECT`.
pub(super) const LISTED: &str = "id, no, rev, received_at, updated_at, stage, held_until, urgency, deadline, rank, channel, kind, \
     unit, unit_name, units, title, turn_post, barred, named, version, claims_total, claims_settled, \
     claims_contradicted, objections, threads, members, aging_from, unit_fold, title_fold";

pub(super) fn listed(row: &Row) -> Result<ListedItem, StoreError> {
    let text = |index: usize| row.text(index).map(str::to_owned);
    let id = row.text(0)?.parse().map_err(|_| StoreError::Damaged {
        table: "item",
        detail: "id".into(),
    })?;
    Ok(ListedItem {
        id,
        no: row.int(1)?.unsigned_abs(),
        rev: row.int(2)?.unsigned_abs(),
        received_at: row.int(3)?,
        updated_at: row.int(4)?,
        index: ItemIndex {
            stage: text(5)?,
            held_until: row.int(6)?,
            urgency: row.int(7)?,
            deadline: row.int(8)?,
            rank: row.int(9)?,
            channel: text(10)?,
            kind: text(11)?,
            unit: text(12)?,
            unit_name: text(13)?,
            units: text(14)?,
            title: text(15)?,
            turn_post: text(16)?,
            barred: text(17)?,
            named: text(18)?,
            version: row.int(19)?,
            claims_total: row.int(20)?,
            claims_settled: row.int(21)?,
            claims_contradicted: row.int(22)?,
            objections: row.int(23)?,
            threads: row.int(24)?,
            members: row.int(25)?,
            aging_from: row.int(26)?,
            unit_fold: text(27)?,
            title_fold: text(28)?,
            ..ItemIndex::default()
        },
    })
}

/// Stores an item as it is now.
pub fn put(tx: &mut dyn Tx, item: &Item, index: &ItemIndex) -> Result<(), StoreError> {
    let doc = to_json("item", item)?;
    let id = item.id.to_string();
    let values: &[Value<'_>] = values![
        &id,
        i64::try_from(item.no).unwrap_or(i64::MAX),
        i64::try_from(item.rev).unwrap_or(i64::MAX),
        &index.stage,
        index.held_until,
        index.urgency,
        index.deadline,
        index.aging_from,
        index.rank,
        &index.channel,
        &index.kind,
        &index.unit,
        &index.unit_name,
        &index.unit_fold,
        &index.units,
        &index.title,
        &index.title_fold,
        &index.initials,
        index.version,
        &index.turn_post,
        &index.barred,
        &index.named,
        &index.hands,
        index.claims_total,
        index.claims_settled,
        index.claims_contradicted,
        &index.claim_words,
        &index.grades,
        index.objections,
        index.threads,
        index.members,
        &index.aside,
        index.unconfirmed,
        index.owing,
        item.received_at.millis(),
        item.updated_at.millis(),
        doc
    ];
    tx.exec(
        "INSERT INTO item (id, no, rev, stage, held_until, urgency, deadline, aging_from, rank, channel, kind, unit, unit_name, unit_fold, \
         units, title, title_fold, initials, version, turn_post, barred, named, hands, claims_total, claims_settled, \
         claims_contradicted, claim_words, grades, objections, threads, members, aside, unconfirmed, owing, received_at, updated_at, doc) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, \
         $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37) \
         ON CONFLICT (id) DO UPDATE SET rev = excluded.rev, stage = excluded.stage, held_until = excluded.held_until, \
         urgency = excluded.urgency, deadline = excluded.deadline, aging_from = excluded.aging_from, rank = excluded.rank, channel = excluded.channel, \
         kind = excluded.kind, unit = excluded.unit, unit_name = excluded.unit_name, unit_fold = excluded.unit_fold, units = excluded.units, \
         title = excluded.title, title_fold = excluded.title_fold, initials = excluded.initials, \
         version = excluded.version, turn_post = excluded.turn_post, barred = excluded.barred, named = excluded.named, \
         hands = excluded.hands, claims_total = excluded.claims_total, claims_settled = excluded.claims_settled, \
         claims_contradicted = excluded.claims_contradicted, claim_words = excluded.claim_words, \
         grades = excluded.grades, objections = excluded.objections, threads = excluded.threads, \
         members = excluded.members, aside = excluded.aside, unconfirmed = excluded.unconfirmed, \
         owing = excluded.owing, updated_at = excluded.updated_at, doc = excluded.doc",
        values,
    )?;
    Ok(())
}

/// The folded item.
pub fn get(tx: &mut dyn Tx, id: ItemId) -> Result<Option<Item>, StoreError> {
    tx.one(
        "SELECT doc FROM item WHERE id = $1",
        values![id.to_string()],
    )?
    .map(|row| from_json("item", row.text(0)?))
    .transpose()
}

/// The identity behind the number people say.
pub fn by_no(tx: &mut dyn Tx, no: u64) -> Result<Option<ItemId>, StoreError> {
    let no = i64::try_from(no).unwrap_or(i64::MAX);
    tx.one("SELECT id FROM item WHERE no = $1", values![no])?
        .map(|row| {
            row.text(0)?.parse().map_err(|_| StoreError::Damaged {
                table: "item",
                detail: "id".into(),
            })
        })
        .transpose()
}

/// Items that are still open, to be indexed anew when the roster or the procedure changed.
pub fn open_items(tx: &mut dyn Tx) -> Result<Vec<Item>, StoreError> {
    tx.rows(
        "SELECT doc FROM item WHERE stage NOT IN ('released', 'closed') ORDER BY no",
        values![],
    )?
    .iter()
    .map(|row| from_json("item", row.text(0)?))
    .collect()
}

/// Stores a version's text.
pub fn put_version(
    tx: &mut dyn Tx,
    item: ItemId,
    n: u32,
    manuscript: &Manuscript,
) -> Result<(), StoreError> {
    let doc = to_json("version", manuscript)?;
    tx.exec(
        "INSERT INTO version (item, n, doc, fold) VALUES ($1, $2, $3, $4)",
        values![
            item.to_string(),
            n,
            doc,
            crate::text::fold(&manuscript.body)
        ],
    )?;
    Ok(())
}

/// A version's text.
pub fn version(tx: &mut dyn Tx, item: ItemId, n: u32) -> Result<Option<Manuscript>, StoreError> {
    tx.one(
        "SELECT doc FROM version WHERE item = $1 AND n = $2",
        values![item.to_string(), n],
    )?
    .map(|row| from_json("version", row.text(0)?))
    .transpose()
}
