//! People, posts and what goes with them, and the settings of which there is one.

use super::{from_json, to_json};
use crate::domain::procedure::Procedure;
use crate::domain::roster::{Roster, RosterChange};
use crate::store::{StoreError, Tx, values};

/// A mark that changes with roster and procedure; a cache of them is good while it stands. Random, so that
/// a change that was rolled back can never be mistaken for the next one. 0 before the set-up.
pub fn revision(tx: &mut dyn Tx) -> Result<u64, StoreError> {
    let row = tx.one(
        "SELECT value FROM setting WHERE name = 'roster_rev'",
        values![],
    )?;
    match row {
        Some(row) => from_json("setting", row.text(0)?),
        None => Ok(0),
    }
}

fn change_revision(tx: &mut dyn Tx) -> Result<(), StoreError> {
    let next = rand::random::<u64>() | 1;
    set(tx, "roster_rev", &next.to_string())
}

fn set(tx: &mut dyn Tx, name: &str, value: &str) -> Result<(), StoreError> {
    tx.exec(
        "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        values![name, value],
    )?;
    Ok(())
}

/// The desk's procedure; `None` before the set-up.
pub fn procedure(tx: &mut dyn Tx) -> Result<Option<Procedure>, StoreError> {
    tx.one(
        "SELECT value FROM setting WHERE name = 'procedure'",
        values![],
    )?
    .map(|row| from_json("setting", row.text(0)?))
    .transpose()
}

/// Sets the procedure.
pub fn put_procedure(tx: &mut dyn Tx, procedure: &Procedure) -> Result<(), StoreError> {
    let doc = to_json("setting", procedure)?;
    set(tx, "procedure", &doc)?;
    change_revision(tx)
}

/// Takes a roster change in.
pub fn put(tx: &mut dyn Tx, change: &RosterChange) -> Result<(), StoreError> {
    let (kind, id) = match change {
        RosterChange::Person(it) => ("person", it.id.to_string()),
        RosterChange::Unit(it) => ("unit", it.id.to_string()),
        RosterChange::Post(it) => ("post", it.id.to_string()),
        RosterChange::Holding(it) => ("holding", it.id.to_string()),
        RosterChange::Absence(it) => ("absence", it.id.to_string()),
        RosterChange::Party(it) => ("party", it.id.to_string()),
    };
    let doc = to_json("roster", change)?;
    tx.exec(
        "INSERT INTO roster (kind, id, doc) VALUES ($1, $2, $3) ON CONFLICT (kind, id) DO UPDATE SET doc = excluded.doc",
        values![kind, id, doc],
    )?;
    change_revision(tx)
}

/// The whole roster.
pub fn load(tx: &mut dyn Tx) -> Result<Roster, StoreError> {
    let mut roster = Roster::default();
    for row in tx.rows("SELECT doc FROM roster ORDER BY kind, id", values![])? {
        roster.apply(from_json("roster", row.text(0)?)?);
    }
    Ok(roster)
}
