//! SQLite: one writer thread, a few readers, all on one file in write-ahead mode.
//!
//! The writer takes whatever commands are waiting, runs each in a savepoint of its own, commits once and
//! only then answers. A flush to disk is what a commit costs, so commands that arrive together share it;
//! a command that refuses or panics undoes its own savepoint and nobody else's. If the commit itself
//! fails, every command of the group is told so, the refused ones too: they may have been refused on
//! account of something that is now not there.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, OpenFlags, ffi};

use super::queue::Queue;
use super::{Job, READERS, Threads, Wish};
use crate::store::migrate::{self, Schema};
use crate::store::tx::check_storable;
use crate::store::{Constraint, Engine, Row, StoreError, Tx, Value};

/// Written into the file's header, so that the file of another program is told apart: "SAN3".
const APPLICATION: i64 = 0x5341_4E33;

/// A group is committed when no command waits, or when it has this many,
const GROUP: usize = 512;
/// or when its first command has waited this long.
const GROUP_TIME: Duration = Duration::from_millis(20);

/// How long to wait for a lock that another program holds, for example a copy being made.
const PATIENCE: Duration = Duration::from_secs(5);

/// Prepared statements kept per connection; a desk has a few hundred statements.
const STATEMENTS: usize = 512;

/// Opens the file and starts the threads. To serve, the file is made if it is missing, locked against
/// other servers and brought forward; to read, it is only looked at.
pub(in crate::store) fn start(path: &Path, serving: bool) -> Result<Threads, StoreError> {
    let threads = Threads::new(serving);
    let path = if serving {
        make(path)?
    } else {
        std::fs::canonicalize(path).map_err(|why| cannot_open(path, &why))?
    };
    if serving {
        let lock = lock(&path)?;
        let mut conn = connect(&path)?;
        prepare_to_write(&mut conn, &path)?;
        threads.add_writer(move |queue| {
            while let Some(first) = queue.pop() {
                run_group(&conn, first, queue, GROUP_TIME);
            }
            fold(&conn);
            drop(conn);
            drop(lock);
        })?;
    }
    for number in 0..READERS {
        let conn = connect(&path)?;
        let pragmas = conn.execute_batch("PRAGMA query_only = ON");
        pragmas.map_err(|why| not_opened(&path, why))?;
        if number == 0 && !serving {
            refuse_foreign(&conn, &path)?;
            migrate::check(&mut SqliteTx::new(&conn))?;
        }
        threads.add_reader(move |queue| {
            while let Some(job) = queue.pop() {
                run_read(&conn, job);
            }
        })?;
    }
    Ok(threads)
}

/// Makes the folder and the file for their owner only, where they are missing; the file's true path.
fn make(path: &Path) -> Result<PathBuf, StoreError> {
    let made = || {
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            private_folder().create(folder)?;
        }
        match private_file().create_new(true).open(path) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        std::fs::canonicalize(path)
    };
    made().map_err(|why: std::io::Error| cannot_open(path, &why))
}

fn private_folder() -> DirBuilder {
    let mut folder = DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder
}

/// A file to read and write which, if it has to be made, only its owner can open.
pub(in crate::store) fn private_file() -> OpenOptions {
    let mut file = OpenOptions::new();
    file.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
    file
}

/// Locks `PATH.lock` for as long as the answer lives. The system lets go of it when the process ends,
/// however it ends. The file stays: removing it would let two processes lock two files of one name.
fn lock(path: &Path) -> Result<File, StoreError> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let name = PathBuf::from(name);
    let opened = private_file().create(true).truncate(false).open(&name);
    let mut file = opened.map_err(|why| cannot_open(&name, &why))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut process = String::new();
            // Only for the sentence; a lock held by a process that could not write its number is held all the same.
            let _ = (&file).take(16).read_to_string(&mut process);
            return Err(StoreError::InUse {
                path: path.display().to_string(),
                process: process.trim().parse().ok(),
            });
        }
        Err(TryLockError::Error(why)) => return Err(cannot_open(&name, &why)),
    }
    let mut written = || {
        file.set_len(0)?;
        file.rewind()?;
        writeln!(file, "{}", std::process::id())
    };
    written().map_err(|why| cannot_open(&name, &why))?;
    Ok(file)
}

/// A connection with the settings that all of them share.
pub(in crate::store) fn connect(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connected = || -> rusqlite::Result<Connection> {
        let conn = Connection::open_with_flags(path, flags)?;
        conn.busy_timeout(PATIENCE)?;
        conn.set_prepared_statement_cache_capacity(STATEMENTS);
        conn.execute_batch(
            "PRAGMA foreign_keys = ON; PRAGMA case_sensitive_like = ON;
             PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384;",
        )?;
        Ok(conn)
    };
    connected().map_err(|why| not_opened(path, why))
}

fn prepare_to_write(conn: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let cannot = |why| not_opened(path, why);
    refuse_foreign(conn, path)?;
    let mode: String = conn
        .query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))
        .map_err(cannot)?;
    if mode != "wal" {
        // Such as on a network file system, where several connections would not see each other's locks.
        return Err(cannot_open(path, &format!("journal_mode stays {mode}")));
    }
    conn.execute_batch("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864;")
        .map_err(cannot)?;
    conn.execute_batch("BEGIN IMMEDIATE").map_err(cannot)?;
    let mut tx = SqliteTx::new(conn);
    let migrated = migrate::forward(&mut tx)
        .and_then(|()| tx.batch(&format!("PRAGMA application_id = {APPLICATION}")));
    match migrated {
        Ok(()) => conn.execute_batch("COMMIT").map_err(cannot),
        Err(error) => {
            roll_back(conn);
            Err(error)
        }
    }
}

/// A file that has tables but not our mark is somebody else's.
fn refuse_foreign(conn: &Connection, path: &Path) -> Result<(), StoreError> {
    let asked = || -> rusqlite::Result<bool> {
        let tables: i64 =
            conn.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))?;
        let mark: i64 = conn.query_row("PRAGMA application_id", [], |row| row.get(0))?;
        Ok(tables > 0 && mark != APPLICATION)
    };
    match asked().map_err(|why| not_opened(path, why))? {
        true => Err(StoreError::Foreign {
            path: path.display().to_string(),
        }),
        false => Ok(()),
    }
}

/// Folds the write-ahead log into the file, so that a closed database is one file.
fn fold(conn: &Connection) {
    let folded = conn
        .execute_batch("PRAGMA optimize")
        .and_then(|()| conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)));
    match folded {
        Ok(0) => {}
        // Nothing is lost: the next to open the database reads the write-ahead log.
        Ok::<i64, _>(_) => {
            tracing::warn!("another program kept the write-ahead log from being folded")
        }
        Err(problem) => tracing::warn!(%problem, "folding the write-ahead log"),
    }
}

/// Runs `first` and whatever else is waiting, begins nothing new after `time`, commits once, answers all.
fn run_group(conn: &Connection, first: Box<dyn Job>, queue: &Queue, time: Duration) {
    if let Err(error) = conn.execute_batch("BEGIN IMMEDIATE") {
        return first.answer(Err(commit_error(error)));
    }
    let began = Instant::now();
    let mut ran: Vec<(Box<dyn Job>, Result<(), StoreError>)> = Vec::new();
    let mut next = Some(first);
    let mut lost = None;
    while let Some(mut job) = next {
        let end = run_in_savepoint(conn, job.as_mut());
        if conn.is_autocommit() {
            lost = end.clone().err();
        }
        ran.push((job, end));
        let full = ran.len() >= GROUP || began.elapsed() >= time;
        next = if full || lost.is_some() {
            None
        } else {
            queue.try_pop()
        };
    }
    if lost.is_none()
        && let Err(error) = conn.execute_batch("COMMIT")
    {
        roll_back(conn);
        lost = Some(commit_error(error));
    }
    for (job, end) in ran {
        job.answer(match &lost {
            Some(error) => Err(error.clone()),
            None => end,
        });
    }
}

/// One command of a group: what it did stays if it wants so and no statement failed. If the transaction
/// of the whole group is gone afterwards, the answer is an error.
fn run_in_savepoint(conn: &Connection, job: &mut dyn Job) -> Result<(), StoreError> {
    run_statement(conn, "SAVEPOINT command")?;
    let mut tx = SqliteTx::new(conn);
    let wish = job.run(&mut tx);
    let trouble = tx.trouble;
    if wish == Wish::Commit && trouble.is_none() {
        return run_statement(conn, "RELEASE command");
    }
    // A full disk and its like make SQLite roll back everything, the savepoints before this one too.
    if conn.is_autocommit() {
        let why = "the transaction was rolled back".into();
        return Err(trouble.unwrap_or(StoreError::Commit { why }));
    }
    let undone = run_statement(conn, "ROLLBACK TO command")
        .and_then(|()| run_statement(conn, "RELEASE command"));
    if let Err(error) = undone {
        // What cannot be undone alone is undone with the group.
        roll_back(conn);
        return Err(error);
    }
    match trouble {
        // The command's own refusal is its answer, even when a failed statement is behind it.
        Some(error) if wish == Wish::Commit => Err(error),
        _ => Ok(()),
    }
}

/// Runs a read over one picture of the database.
fn run_read(conn: &Connection, mut job: Box<dyn Job>) {
    if job.unwanted() {
        return;
    }
    if let Err(error) = run_statement(conn, "BEGIN") {
        return job.answer(Err(error));
    }
    let mut tx = SqliteTx::new(conn);
    let wish = job.run(&mut tx);
    let end = match tx.trouble {
        Some(error) if wish == Wish::Commit => Err(error),
        _ => Ok(()),
    };
    roll_back(conn);
    job.answer(end);
}

fn run_statement(conn: &Connection, sql: &str) -> Result<(), StoreError> {
    let ran = conn
        .prepare_cached(sql)
        .and_then(|mut statement| statement.raw_execute());
    ran.map(drop).map_err(|error| statement_error(sql, error))
}

fn roll_back(conn: &Connection) {
    if !conn.is_autocommit()
        && let Err(problem) = conn.execute_batch("ROLLBACK")
    {
        tracing::error!(%problem, "rolling back");
    }
}

/// The view a command has of a connection.
pub(in crate::store) struct SqliteTx<'c> {
    conn: &'c Connection,
    trouble: Option<StoreError>,
}

impl<'c> SqliteTx<'c> {
    pub(in crate::store) fn new(conn: &'c Connection) -> Self {
        let trouble = None;
        Self { conn, trouble }
    }

    fn attempt<T>(
        &mut self,
        sql: &str,
        run: impl FnOnce(&Connection) -> Result<T, Failure>,
    ) -> Result<T, StoreError> {
        if let Some(error) = &self.trouble {
            return Err(error.clone());
        }
        run(self.conn).map_err(|failure| {
            let error = match failure {
                Failure::Ours(error) => error,
                Failure::Sqlite(error) => statement_error(sql, error),
            };
            self.trouble = Some(error.clone());
            error
        })
    }
}

impl Tx for SqliteTx<'_> {
    fn engine(&self) -> Engine {
        Engine::Sqlite
    }

    fn exec(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, StoreError> {
        self.attempt(sql, |conn| {
            let changed = bound(conn, sql, values)?.raw_execute()?;
            Ok(changed as u64)
        })
    }

    fn rows(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Vec<Row>, StoreError> {
        self.attempt(sql, |conn| {
            let mut statement = bound(conn, sql, values)?;
            let columns = statement.column_count();
            let mut answer = statement.raw_query();
            let mut rows = Vec::new();
            while let Some(row) = answer.next()? {
                let values = (0..columns).map(|index| value(row, index));
                rows.push(Row::new(values.collect::<Result<_, _>>()?));
            }
            Ok(rows)
        })
    }
}

impl Schema for SqliteTx<'_> {
    fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        self.attempt(sql, |conn| Ok(conn.execute_batch(sql)?))
    }
}

enum Failure {
    Ours(StoreError),
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Failure::Sqlite(error)
    }
}

/// The statement with its values. SQLite takes `$1` for a name, not for a place, and so keeps it out of
/// strings and comments for us; the name says which value is meant.
fn bound<'c>(
    conn: &'c Connection,
    sql: &str,
    values: &[Value<'_>],
) -> Result<CachedStatement<'c>, Failure> {
    check_storable(values).map_err(Failure::Ours)?;
    let mut statement = conn.prepare_cached(sql)?;
    let wanted = statement.parameter_count();
    let miscounted = || {
        Failure::Ours(StoreError::Statement {
            sql: sql.into(),
            why: format!("{wanted} placeholders, {} values", values.len()),
        })
    };
    if wanted != values.len() {
        return Err(miscounted());
    }
    for index in 1..=wanted {
        let value = statement
            .parameter_name(index)
            .and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok())
            .and_then(|place| values.get(place.checked_sub(1)?))
            .ok_or_else(miscounted)?;
        statement.raw_bind_parameter(index, value)?;
    }
    Ok(statement)
}

fn value(row: &rusqlite::Row<'_>, index: usize) -> Result<Value<'static>, Failure> {
    let wanted = "a whole number, text or bytes";
    let wrong = Failure::Ours(StoreError::Column { index, wanted });
    match row.get_ref(index)? {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(number) => Ok(Value::Int(number)),
        ValueRef::Text(text) => match std::str::from_utf8(text) {
            Ok(text) => Ok(Value::from(text.to_owned())),
            Err(_) => Err(wrong),
        },
        ValueRef::Blob(bytes) => Ok(Value::Blob(bytes.to_vec().into())),
        ValueRef::Real(_) => Err(wrong),
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn statement_error(sql: &str, error: rusqlite::Error) -> StoreError {
    let rusqlite::Error::SqliteFailure(code, ref said) = error else {
        return StoreError::Statement {
            sql: sql.into(),
            why: error.to_string(),
        };
    };
    let why = said.clone().unwrap_or_else(|| code.to_string());
    let rule = match code.extended_code {
        ffi::SQLITE_CONSTRAINT_UNIQUE
        | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
        | ffi::SQLITE_CONSTRAINT_ROWID => Constraint::Unique,
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Constraint::Reference,
        ffi::SQLITE_CONSTRAINT_CHECK | ffi::SQLITE_CONSTRAINT_NOTNULL => Constraint::Check,
        ffi::SQLITE_CONSTRAINT_TRIGGER => Constraint::Frozen,
        other => {
            return match other & 0xff {
                ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED => StoreError::Busy,
                ffi::SQLITE_READONLY => StoreError::ReadOnly,
                ffi::SQLITE_FULL | ffi::SQLITE_IOERR => StoreError::Commit { why },
                _ => StoreError::Statement {
                    sql: sql.into(),
                    why,
                },
            };
        }
    };
    StoreError::Constraint { rule, why }
}

fn commit_error(error: rusqlite::Error) -> StoreError {
    match statement_error("COMMIT", error) {
        StoreError::Busy => StoreError::Busy,
        StoreError::Commit { why }
        | StoreError::Statement { why, .. }
        | StoreError::Constraint { why, .. } => StoreError::Commit { why },
        other => StoreError::Commit {
            why: other.to_string(),
        },
    }
}

fn not_opened(path: &Path, why: rusqlite::Error) -> StoreError {
    match why.sqlite_error() {
        Some(code) if code.extended_code == ffi::SQLITE_NOTADB => StoreError::Foreign {
            path: path.display().to_string(),
        },
        Some(code) if code.extended_code & 0xff == ffi::SQLITE_BUSY => StoreError::Busy,
        _ => cannot_open(path, &why),
    }
}

fn cannot_open(path: &Path, why: &dyn std::fmt::Display) -> StoreError {
    StoreError::Open {
        path: path.display().to_string(),
        why: why.to_string(),
    }
}

#[cfg(test)]
#[path = "sqlite_tests.rs"]
mod tests;
