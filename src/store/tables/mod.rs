//! The tables of the desk: plain functions over a transaction, one file for each kind of record.

pub mod access;
pub mod filter;
pub mod item;
pub mod roster;
pub mod select;
pub mod submission;

use super::StoreError;

/// A record as stored JSON. A record that does not read back is damage, and said so with its place.
pub(crate) fn from_json<T: serde::de::DeserializeOwned>(
    table: &'static str,
    text: &str,
) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Damaged {
        table,
        detail: error.to_string(),
    })
}

/// A record as JSON text. Domain records always serialise.
pub(crate) fn to_json<T: serde::Serialize>(
    table: &'static str,
    record: &T,
) -> Result<String, StoreError> {
    serde_json::to_string(record).map_err(|error| StoreError::Damaged {
        table,
        detail: error.to_string(),
    })
}

/// Empties every table that is a fold of the log. Secrets stay.
pub fn clear_derived(tx: &mut dyn crate::store::Tx) -> Result<(), StoreError> {
    for table in ["setting", "roster", "submission", "item", "version"] {
        tx.exec(&format!("DELETE FROM {table}"), &[])?;
    }
    Ok(())
}
