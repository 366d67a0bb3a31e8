//! The log: every change as an event, chained by hashes (spec.md B19, invariants 1-5).
//!
//! # The hash, so that anyone can check it
//!
//! `hash` of a row is SHA-256, in 64 lower-case hexadecimal digits, over these bytes in this order:
//!
//! 1. the 14 ASCII bytes `sanshen log v1` and a line feed;
//! 2. `seq`, then `at`, each as 8 bytes, big-endian, two's complement;
//! 3. `actor`, `acting_for`, `verb`, `object_kind`, `object`, `before`, `after`, `reason`, `prev_hash`, each
//!    as one byte 0 if it is null, or one byte 1, its length in bytes as 8 bytes big-endian, and its UTF-8
//!    bytes. `prev_hash` is taken as the 64 digits it is written with.
//!
//! Lengths go before texts, so that no two different rows give the same bytes. `prev_hash` of row 1 is 64
//! zeros. `seq` counts from 1 without a gap, and `at` never decreases.
//!
//! # The exported file
//!
//! One row is one line ([`LogRow::line`]): a JSON object with the fields of [`LogRow`] in that order, no
//! spaces, nulls written out, characters escaped only where JSON demands it, and a line feed at the end.
//! There is one way only to write a row, and a line written in any other way is not accepted.
//!
//! A chain cannot tell that its tail was cut off. Its head is therefore kept elsewhere from time to time
//! (an anchor), and [`verify()`] is given the anchors.

pub mod verify;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Row, StoreError, Tx, values};
pub use verify::{Broken, Fault, verify, verify_export, verify_store};

/// `prev_hash` of the first row.
pub const NO_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// An event that is about to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLogRow {
    /// Id of the person, or name of the job, that did it.
    pub actor: String,
    /// The post it was done for; none where no post is concerned.
    pub acting_for: Option<String>,
    /// What was done.
    pub verb: String,
    /// What kind of thing it was done to,
    pub object_kind: String,
    /// and which one.
    pub object: String,
    /// JSON of what changed, as it was; none where the thing is new.
    pub before: Option<String>,
    /// JSON of what changed, as it is now.
    pub after: String,
    /// Why, in the words of the actor, where a reason is asked for.
    pub reason: Option<String>,
}

/// An event as it is recorded: see the top of this file for its hash and for the order of its fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogRow {
    /// Its place in the log, from 1.
    pub seq: i64,
    /// Server time, milliseconds since 1970 UTC.
    pub at: i64,
    /// Id of the person, or name of the job, that did it.
    pub actor: String,
    /// The post it was done for.
    pub acting_for: Option<String>,
    /// What was done.
    pub verb: String,
    /// What kind of thing it was done to,
    pub object_kind: String,
    /// and which one.
    pub object: String,
    /// JSON of what changed, as it was.
    pub before: Option<String>,
    /// JSON of what changed, as it is since.
    pub after: String,
    /// Why.
    pub reason: Option<String>,
    /// `hash` of the row before.
    pub prev_hash: String,
    /// Over all the fields above.
    pub hash: String,
}

/// Where a chain ends. Kept outside the database it is an anchor: that far the log must go on being what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// `seq` of the last row; 0 when there is none.
    pub seq: i64,
    /// `at` of the last row.
    pub at: i64,
    /// `hash` of the last row; [`NO_HASH`] when there is none.
    pub hash: String,
}

impl Head {
    /// The head of a log without rows.
    pub fn none() -> Self {
        Self {
            seq: 0,
            at: 0,
            hash: NO_HASH.into(),
        }
    }
}

impl LogRow {
    /// The row that follows `head`. Its time is `at`, or that of the row before where the clock has
    /// stepped back since (invariant 5).
    pub fn following(head: &Head, new: &NewLogRow, at: i64) -> Self {
        let new = new.clone();
        let mut row = Self {
            seq: head.seq + 1,
            at: at.max(head.at),
            actor: new.actor,
            acting_for: new.acting_for,
            verb: new.verb,
            object_kind: new.object_kind,
            object: new.object,
            before: new.before,
            after: new.after,
            reason: new.reason,
            prev_hash: head.hash.clone(),
            hash: String::new(),
        };
        row.hash = row.computed_hash();
        row
    }

    /// What `hash` has to be, from all the other fields.
    pub fn computed_hash(&self) -> String {
        let mut sum = Sha256::new();
        sum.update(b"sanshen log v1\n");
        sum.update(self.seq.to_be_bytes());
        sum.update(self.at.to_be_bytes());
        for field in [
            Some(&self.actor),
            self.acting_for.as_ref(),
            Some(&self.verb),
            Some(&self.object_kind),
            Some(&self.object),
            self.before.as_ref(),
            Some(&self.after),
            self.reason.as_ref(),
            Some(&self.prev_hash),
        ] {
            match field {
                None => sum.update([0]),
                Some(text) => {
                    sum.update([1]);
                    sum.update((text.len() as u64).to_be_bytes());
                    sum.update(text);
                }
            }
        }
        hex(&sum.finalize())
    }

    /// The head of a chain that ends here.
    pub fn head(&self) -> Head {
        Head {
            seq: self.seq,
            at: self.at,
            hash: self.hash.clone(),
        }
    }

    /// Its line in an exported file, with the line feed.
    pub fn line(&self) -> Result<String, serde_json::Error> {
        let mut line = serde_json::to_string(self)?;
        line.push('\n');
        Ok(line)
    }

    fn from_row(mut row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            seq: row.int(0)?,
            at: row.int(1)?,
            actor: row.take_text(2)?,
            acting_for: row.take_opt_text(3)?,
            verb: row.take_text(4)?,
            object_kind: row.take_text(5)?,
            object: row.take_text(6)?,
            before: row.take_opt_text(7)?,
            after: row.take_text(8)?,
            reason: row.take_opt_text(9)?,
            prev_hash: row.take_text(10)?,
            hash: row.take_text(11)?,
        })
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Records an event at the end of the log, in the transaction of what it tells of.
pub fn append(tx: &mut dyn Tx, new: &NewLogRow, at: i64) -> Result<LogRow, StoreError> {
    let row = LogRow::following(&head(tx)?, new, at);
    tx.exec(
        "INSERT INTO log (seq, at, actor, acting_for, verb, object_kind, object, before, after, reason, prev_hash, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        values![
            row.seq,
            row.at,
            &row.actor,
            &row.acting_for,
            &row.verb,
            &row.object_kind,
            &row.object,
            &row.before,
            &row.after,
            &row.reason,
            &row.prev_hash,
            &row.hash,
        ],
    )?;
    tx.exec(
        "UPDATE log_head SET seq = $1, at = $2, hash = $3 WHERE id = 1",
        values![row.seq, row.at, &row.hash],
    )?;
    Ok(row)
}

/// Where the log ends.
pub fn head(tx: &mut dyn Tx) -> Result<Head, StoreError> {
    let row = tx.one("SELECT seq, at, hash FROM log_head WHERE id = 1", &[])?;
    let mut row = row.unwrap_or(Row::new(Vec::new()));
    Ok(Head {
        seq: row.int(0)?,
        at: row.int(1)?,
        hash: row.take_text(2)?,
    })
}

/// The rows after `seq`, oldest first, at most `limit`.
pub fn read_since(tx: &mut dyn Tx, seq: i64, limit: i64) -> Result<Vec<LogRow>, StoreError> {
    let rows = tx.rows(
        "SELECT seq, at, actor, acting_for, verb, object_kind, object, before, after, reason, prev_hash, hash
         FROM log WHERE seq > $1 ORDER BY seq LIMIT $2",
        values![seq, limit],
    )?;
    rows.into_iter().map(LogRow::from_row).collect()
}

/// The rows about one thing after `seq`, oldest first, at most `limit`.
pub fn for_object(
    tx: &mut dyn Tx,
    object_kind: &str,
    object: &str,
    seq: i64,
    limit: i64,
) -> Result<Vec<LogRow>, StoreError> {
    let rows = tx.rows(
        "SELECT seq, at, actor, acting_for, verb, object_kind, object, before, after, reason, prev_hash, hash
         FROM log WHERE object_kind = $1 AND object = $2 AND seq > $3 ORDER BY seq LIMIT $4",
        values![object_kind, object, seq, limit],
    )?;
    rows.into_iter().map(LogRow::from_row).collect()
}

/// The events of one object before `seq`, newest first.
pub fn history_of(
    tx: &mut dyn Tx,
    object_kind: &str,
    object: &str,
    before: i64,
    limit: i64,
) -> Result<Vec<LogRow>, StoreError> {
    let rows = tx.rows(
        "SELECT seq, at, actor, acting_for, verb, object_kind, object, before, after, reason, prev_hash, hash
         FROM log WHERE object_kind = $1 AND object = $2 AND seq < $3 ORDER BY seq DESC LIMIT $4",
        values![object_kind, object, before, limit],
    )?;
    rows.into_iter().map(LogRow::from_row).collect()
}

#[cfg(test)]
#[path = "log_tests.rs"]
mod tests;
