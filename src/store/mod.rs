//! The database, SQLite or PostgreSQL: the only room with SQL.
//!
//! A use case is a plain synchronous function over [`Tx`], written once for both engines. [`Store`]
//! carries it to a thread that owns a connection, runs it in a transaction and answers over a channel,
//! so that an asynchronous caller never blocks. Writes are serialised on both engines, because the log
//! ([`log`]) is a chain with one head: SQLite has one writer thread which commits waiting commands
//! together ([`engine::sqlite`]), PostgreSQL locks the head row first ([`engine::postgres`]).
//!
//! The common dialect, in which all SQL of this room is written unless it asks [`Tx::engine`]:
//!
//! - placeholders `$1`, `$2`, …; each value is used; `CAST($1 AS BIGINT)` where a value stands alone
//!   (`$1 IS NULL`, `SELECT $1`), because PostgreSQL takes its type from what is around it;
//! - columns are `BIGINT` or `TEXT`; times are milliseconds since 1970 UTC, yes and no are 1 and 0,
//!   JSON is text; `SUM` is cast to `BIGINT`; there are no floating-point columns;
//! - `ON CONFLICT … DO UPDATE`, `RETURNING` (through [`Tx::rows`]), `LIKE` minds case on both engines;
//! - constraints are immediate: a deferred one would fail the commit of a whole group of commands.

pub mod backup;
pub mod engine;
pub mod log;
pub mod migrate;
pub mod tables;
pub mod tx;

mod address;
mod error;

pub use address::{AddressFault, DatabaseUrl};
pub use error::{Constraint, StoreError};
pub(crate) use tx::values;
pub use tx::{Engine, Row, Tx, Value};

#[cfg(test)]
#[path = "../../tests/postgres_cluster.rs"]
pub(crate) mod postgres_cluster;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::{Arc, mpsc};

use tokio::sync::oneshot;

use address::Place;
use engine::{Command, Reply, Threads};

/// A handle on an open database. Cheap to clone; the database closes when the last clone is dropped:
/// what was queued is still carried out, and SQLite's write-ahead log is folded into its file.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    url: DatabaseUrl,
    threads: Threads,
}

/// What may be done with an opened database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Serve,
    ReadOnly,
}

impl Store {
    /// Opens a database to serve from it, creating it or bringing it forward as needed. Blocks while it does.
    ///
    /// A SQLite file is created readable by its owner only, and belongs to one process at a time
    /// ([`StoreError::InUse`]); a PostgreSQL database may be served by several. A database that a newer
    /// program has written is refused ([`StoreError::Newer`]).
    pub fn open(url: &DatabaseUrl) -> Result<Self, StoreError> {
        Self::open_as(url, Mode::Serve)
    }

    /// Opens an existing database to look at it, beside a program that may be serving from it: takes no
    /// lock, changes nothing, refuses every write ([`StoreError::ReadOnly`]). It must have the version
    /// that this program knows ([`StoreError::Older`], [`StoreError::Newer`]).
    pub fn open_read_only(url: &DatabaseUrl) -> Result<Self, StoreError> {
        Self::open_as(url, Mode::ReadOnly)
    }

    fn open_as(url: &DatabaseUrl, mode: Mode) -> Result<Self, StoreError> {
        let threads = match url.place() {
            Place::File(path) => engine::sqlite::start(path, mode == Mode::Serve)?,
            Place::Server(config) => engine::postgres::start(config, mode == Mode::Serve)?,
        };
        let url = url.clone();
        Ok(Self {
            inner: Arc::new(Inner { url, threads }),
        })
    }

    /// Which engine is behind it.
    pub fn engine(&self) -> Engine {
        self.inner.url.engine()
    }

    /// Where the database is.
    pub fn url(&self) -> &DatabaseUrl {
        &self.inner.url
    }

    /// Runs `work` in a transaction and commits what it did, durably, before answering; an `Err` from it
    /// undoes everything, and so does a statement that failed, whatever `work` made of the failure.
    ///
    /// `work` can run more than once (PostgreSQL may ask for a transaction to be repeated), so its effects
    /// are those on the database only. It is carried out even if the caller stops waiting.
    ///
    /// Errors of the store itself: [`StoreError::Busy`] when too much is waiting, [`StoreError::Closed`],
    /// [`StoreError::Panicked`], [`StoreError::Commit`], [`StoreError::OutcomeUnknown`].
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnMut(&mut dyn Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.hand_to_writer(work, reply);
        answer
            .await
            .unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    /// Runs `work` over one consistent picture of the database; a statement in it that would change
    /// something fails. It is dropped unrun if the caller stops waiting before its turn.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnMut(&mut dyn Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.hand_to_reader(work, reply);
        answer
            .await
            .unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    /// [`Store::write`] for a thread that may wait: command-line tools, tests.
    pub fn write_blocking<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnMut(&mut dyn Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (reply, answer) = mpsc::sync_channel(1);
        self.hand_to_writer(work, reply);
        answer
            .recv()
            .unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    /// [`Store::read`] for a thread that may wait.
    pub fn read_blocking<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnMut(&mut dyn Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (reply, answer) = mpsc::sync_channel(1);
        self.hand_to_reader(work, reply);
        answer
            .recv()
            .unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    fn hand_to_writer<T, E, F, R>(&self, work: F, reply: R)
    where
        F: FnMut(&mut dyn Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        R: Reply<Result<T, E>> + 'static,
    {
        match &self.inner.threads.writes {
            Some(queue) => queue.push(Box::new(Command::new(work, reply))),
            None => reply.give(Err(StoreError::ReadOnly.into())),
        }
    }

    fn hand_to_reader<T, E, F, R>(&self, work: F, reply: R)
    where
        F: FnMut(&mut dyn Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        R: Reply<Result<T, E>> + 'static,
    {
        let queue = &self.inner.threads.reads;
        queue.push(Box::new(Command::new(work, reply)));
    }

    /// Copies the whole database, as it is at one instant, to a new file, while work goes on; answers with
    /// the head of the log in the copy, to be kept somewhere else as an anchor ([`log::verify`]).
    /// SQLite only: PostgreSQL has tools of its own ([`StoreError::BackupElsewhere`]).
    pub async fn backup(&self, to: PathBuf) -> Result<log::Head, StoreError> {
        let url = self.inner.url.clone();
        tokio::task::spawn_blocking(move || match url.place() {
            Place::File(path) => backup::copy(path, &to),
            Place::Server(_) => Err(StoreError::BackupElsewhere),
        })
        .await
        .unwrap_or(Err(StoreError::Closed))
    }

    /// Takes no more work, carries out what is queued, and returns when the database is closed. Other
    /// clones of the handle answer [`StoreError::Closed`] from then on.
    pub async fn close(self) {
        let inner = self.inner;
        let closing = tokio::task::spawn_blocking(move || inner.threads.close());
        if let Err(problem) = closing.await {
            tracing::error!(%problem, "closing the database");
        }
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Store").field(&self.inner.url).finish()
    }
}
