//! Submissions as received.

use super::{from_json, to_json};
use crate::domain::id::{ItemId, SubmissionId, UnitId};
use crate::domain::report::Submission;
use crate::store::{StoreError, Tx, values};

/// The number the next receipt gets.
pub fn next_seq(tx: &mut dyn Tx) -> Result<u64, StoreError> {
    let row = tx.one(
        "SELECT COALESCE(MAX(seq), 0) + 1 FROM submission",
        values![],
    )?;
    Ok(row.map_or(Ok(1), |row| row.int(0))?.unsigned_abs())
}

/// Adds one.
pub fn insert(tx: &mut dyn Tx, submission: &Submission) -> Result<(), StoreError> {
    let doc = to_json("submission", submission)?;
    tx.exec(
        "INSERT INTO submission (seq, id, hash, unit, item, received_at, doc) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        values![
            i64::try_from(submission.seq).unwrap_or(i64::MAX),
            submission.id.to_string(),
            &submission.hash,
            submission.unit.to_string(),
            submission.item.to_string(),
            submission.received_at.millis(),
            doc
        ],
    )?;
    Ok(())
}

fn one(tx: &mut dyn Tx, sql: &str, value: &str) -> Result<Option<Submission>, StoreError> {
    tx.one(sql, values![value])?
        .map(|row| from_json("submission", row.text(0)?))
        .transpose()
}

/// By content hash: the same file sent twice.
pub fn by_hash(tx: &mut dyn Tx, hash: &str) -> Result<Option<Submission>, StoreError> {
    one(tx, "SELECT doc FROM submission WHERE hash = $1", hash)
}

/// By identity.
pub fn get(tx: &mut dyn Tx, id: SubmissionId) -> Result<Option<Submission>, StoreError> {
    one(
        tx,
        "SELECT doc FROM submission WHERE id = $1",
        &id.to_string(),
    )
}

/// All that opened this item (one; merging leaves them where they were).
pub fn of_item(tx: &mut dyn Tx, item: ItemId) -> Result<Vec<Submission>, StoreError> {
    tx.rows(
        "SELECT doc FROM submission WHERE item = $1 ORDER BY seq",
        values![item.to_string()],
    )?
    .iter()
    .map(|row| from_json("submission", row.text(0)?))
    .collect()
}

/// A window, newest first: those with a receipt number under `before`, of one unit or of all.
pub fn page(
    tx: &mut dyn Tx,
    unit: Option<UnitId>,
    before: u64,
    limit: u32,
) -> Result<(Vec<Submission>, u64), StoreError> {
    let before = i64::try_from(before).unwrap_or(i64::MAX);
    let (rows, total) = match unit {
        Some(unit) => {
            let unit = unit.to_string();
            (
                tx.rows(
                    "SELECT doc FROM submission WHERE unit = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3",
                    values![&unit, before, limit],
                )?,
                tx.one("SELECT COUNT(*) FROM submission WHERE unit = $1", values![&unit])?,
            )
        }
        None => (
            tx.rows(
                "SELECT doc FROM submission WHERE seq < $1 ORDER BY seq DESC LIMIT $2",
                values![before, limit],
            )?,
            tx.one("SELECT COUNT(*) FROM submission", values![])?,
        ),
    };
    let rows = rows
        .iter()
        .map(|row| from_json("submission", row.text(0)?))
        .collect::<Result<_, _>>()?;
    Ok((rows, total.map_or(Ok(0), |row| row.int(0))?.unsigned_abs()))
}
