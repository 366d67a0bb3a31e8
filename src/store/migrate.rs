//! Bringing a database forward to the version this program knows.
//!
//! A migration is a numbered file of SQL in the common dialect, with a second one per engine for what the
//! dialects do not share (triggers, functions). They run in order, forward only, all in one transaction:
//! a database is at the old version or at the new one. What is released is never edited; a change is a
//! new number. `schema_version` has one row for each migration that has run.

use std::time::{SystemTime, UNIX_EPOCH};

use super::{Engine, StoreError, Tx, values};

/// A step from one version to the next.
struct Migration {
    /// Its number, from 1 without a gap.
    version: i64,
    name: &'static str,
    /// What both engines run,
    common: &'static str,
    /// and what each runs after it.
    sqlite: &'static str,
    postgres: &'static str,
}

const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        name: "log",
        common: include_str!("migrations/0001_log.sql"),
        sqlite: include_str!("migrations/0001_log.sqlite.sql"),
        postgres: include_str!("migrations/0001_log.postgres.sql"),
    },
    Migration {
        version: 2,
        name: "desk",
        common: include_str!("migrations/0002_desk.sql"),
        sqlite: "",
        postgres: "",
    },
];

/// A transaction in which several statements can be run at once, which only a migration needs.
pub(super) trait Schema: Tx {
    /// Runs all statements of `sql`, which have no values.
    fn batch(&mut self, sql: &str) -> Result<(), StoreError>;
}

/// The newest version this program knows.
pub fn known() -> i64 {
    MIGRATIONS.last().map_or(0, |migration| migration.version)
}

/// The version of the database; 0 for an empty one.
pub fn version(tx: &mut dyn Tx) -> Result<i64, StoreError> {
    let table = match tx.engine() {
        Engine::Sqlite => "SELECT count(*) FROM sqlite_master WHERE name = 'schema_version'",
        Engine::Postgres => {
            "SELECT count(*) FROM pg_class WHERE oid = to_regclass('schema_version')"
        }
    };
    let count = |row: Option<super::Row>| row.map_or(Ok(0), |row| row.int(0));
    if count(tx.one(table, &[])?)? == 0 {
        return Ok(0);
    }
    count(tx.one("SELECT COALESCE(MAX(version), 0) FROM schema_version", &[])?)
}

/// Refuses a database whose version is not the one this program knows.
pub(super) fn check(tx: &mut dyn Tx) -> Result<(), StoreError> {
    let (found, known) = (version(tx)?, known());
    match found.cmp(&known) {
        std::cmp::Ordering::Less => Err(StoreError::Older { found, known }),
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(StoreError::Newer { found, known }),
    }
}

/// Runs the migrations that are missing, in the transaction it is given.
pub(super) fn forward(tx: &mut dyn Schema) -> Result<(), StoreError> {
    let (found, known) = (version(tx)?, known());
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    tx.batch(
        "CREATE TABLE IF NOT EXISTS schema_version (
            version BIGINT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            at BIGINT NOT NULL
        )",
    )?;
    for migration in MIGRATIONS.iter().filter(|step| step.version > found) {
        tx.batch(migration.common)?;
        tx.batch(match tx.engine() {
            Engine::Sqlite => migration.sqlite,
            Engine::Postgres => migration.postgres,
        })?;
        tx.exec(
            "INSERT INTO schema_version (version, name, at) VALUES ($1, $2, $3)",
            values![migration.version, migration.name, now()],
        )?;
        tracing::info!(
            version = migration.version,
            name = migration.name,
            "database brought forward"
        );
    }
    Ok(())
}

/// Milliseconds since 1970, only for the record of when a migration ran.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_are_numbered_from_one_without_a_gap() {
        for (migration, number) in MIGRATIONS.iter().zip(1..) {
            assert_eq!(migration.version, number, "{}", migration.name);
        }
    }
}
