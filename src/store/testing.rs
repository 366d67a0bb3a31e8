//! Stores for tests, over both engines.
//!
//! A test takes the engine as a case (`#[values(Engine::Sqlite, Engine::Postgres)]`) and returns early
//! when [`fresh`] has no server to offer.

use std::ops::Deref;

use tempfile::TempDir;

use super::{DatabaseUrl, Engine, Store, postgres_cluster};

/// An open store on a database of its own.
pub(crate) struct TestStore {
    // Before the folder: the store closes while its file is still there.
    store: Store,
    _folder: Option<TempDir>,
}

impl Deref for TestStore {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

impl TestStore {
    /// Closes the store; what it left is there as long as the answer lives.
    pub(crate) fn closed(self) -> Option<TempDir> {
        self._folder
    }

    /// Closes the store and opens what it left.
    pub(crate) fn reopened(self) -> Self {
        let url = self.store.url().clone();
        let _folder = self.closed();
        let store = Store::open(&url).unwrap();
        Self { store, _folder }
    }
}

/// The address of a database that does not exist yet (SQLite) or is empty (PostgreSQL), and the folder it
/// lives in; none where there is no PostgreSQL server.
pub(crate) fn empty(engine: Engine) -> Option<(DatabaseUrl, Option<TempDir>)> {
    match engine {
        Engine::Sqlite => {
            let folder = tempfile::tempdir().unwrap();
            let url = DatabaseUrl::sqlite(folder.path().join("desk.db"));
            Some((url, Some(folder)))
        }
        Engine::Postgres => {
            let url = postgres_cluster::database()?;
            Some((url.parse().unwrap(), None))
        }
    }
}

/// A store on a new database; none where there is no PostgreSQL server.
pub(crate) fn fresh(engine: Engine) -> Option<TestStore> {
    let (url, _folder) = empty(engine)?;
    let store = Store::open(&url).unwrap();
    Some(TestStore { store, _folder })
}
