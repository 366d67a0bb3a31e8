//! PostgreSQL: a few threads that write and a few that read, each with a connection of its own.
//!
//! A write locks the head of the log before anything else. All writers, of this process and of others,
//! queue up at that row, so the chain cannot fork and what one command reads cannot change under it:
//! READ COMMITTED behind the lock is as good as serial. A transaction that PostgreSQL breaks off
//! (a deadlock, a lost connection) is repeated a few times, except when the connection is lost while
//! committing: nobody can say then whether it counts ([`StoreError::OutcomeUnknown`]).

use std::collections::HashMap;
use std::thread;
use std::time::Duration;

use postgres::error::SqlState;
use postgres::types::{ToSql, Type};
use postgres::{Client, Config, NoTls, Statement};

use super::{Job, READERS, Threads, Wish};
use crate::store::address::chain;
use crate::store::migrate::{self, Schema};
use crate::store::tx::check_storable;
use crate::store::{Constraint, Engine, Row, StoreError, Tx, Value};

/// Connections that write. They take turns at the head of the log; more than one only saves the time
/// between two turns.
const WRITERS: usize = 3;

/// How often a command is tried in all, with 10, 20, 40, … ms between.
const ATTEMPTS: u32 = 6;

/// How long to wait for a connection to be made,
const PATIENCE: Duration = Duration::from_secs(10);
/// and for a sign of life of one that was, unless the address says otherwise.
const SILENCE: Duration = Duration::from_secs(30);

/// Prepared statements kept per connection.
const STATEMENTS: usize = 512;

/// Names the advisory lock under which one process at a time brings the database forward.
const MIGRATION_LOCK: i64 = 0x5341_4E33;

/// The code that our own triggers raise: see `refuse_change` in the migrations.
const FROZEN: &str = "SAN01";

/// What each connection sets: a client that hangs must not hold the head of the log for ever.
const SESSION: &str = "SET client_encoding = 'UTF8'; SET timezone = 'UTC';
    SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s';
    SET statement_timeout = '60s'";

const BEGIN_WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
    SELECT seq FROM log_head FOR UPDATE";
const BEGIN_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// Brings the database forward (or, to read only, checks its version) and starts the threads.
pub(in crate::store) fn start(config: &Config, serving: bool) -> Result<Threads, StoreError> {
    let mut config = config.clone();
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(PATIENCE);
    }
    // A server that vanished without a word is given up after half a minute, not after hours.
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(SILENCE);
        config.keepalives_idle(SILENCE / 2);
        config.keepalives_interval(SILENCE / 6);
        config.keepalives_retries(3);
    }
    if config.get_application_name().is_none() {
        config.application_name("sanshen");
    }
    // The client runs an event loop of its own, which must not be started on a thread that runs one.
    let first = config.clone();
    let prepared = thread::spawn(move || prepare(&first, serving)).join();
    prepared.map_err(|_| StoreError::Closed)??;

    let threads = Threads::new(serving);
    for _ in 0..WRITERS {
        let mut worker = Worker::new(&config, Purpose::Write);
        threads.add_writer(move |queue| {
            while let Some(job) = queue.pop() {
                worker.carry_out(job);
            }
        })?;
    }
    for _ in 0..READERS {
        let mut worker = Worker::new(&config, Purpose::Read);
        threads.add_reader(move |queue| {
            while let Some(job) = queue.pop() {
                if !job.unwanted() {
                    worker.carry_out(job);
                }
            }
        })?;
    }
    Ok(threads)
}

fn prepare(config: &Config, serving: bool) -> Result<(), StoreError> {
    let mut conn = Conn::open(config)?;
    let mut tx = PostgresTx::new(&mut conn);
    let encoding = tx.one("SHOW server_encoding", &[])?;
    let encoding = encoding.map_or(Ok(String::new()), |mut row| row.take_text(0))?;
    if encoding != "UTF8" {
        return Err(StoreError::Encoding { found: encoding });
    }
    if !serving {
        return migrate::check(&mut tx);
    }
    tx.batch("SET statement_timeout = 0; SET lock_timeout = 0; BEGIN")?;
    tx.rows(
        "SELECT 1 FROM pg_advisory_xact_lock($1)",
        &[Value::Int(MIGRATION_LOCK)],
    )?;
    // An error leaves the transaction open; it ends with the connection.
    migrate::forward(&mut tx)?;
    tx.batch("COMMIT")
}

/// A connection with its prepared statements.
struct Conn {
    client: Client,
    statements: HashMap<String, Statement>,
}

impl Conn {
    fn open(config: &Config) -> Result<Self, StoreError> {
        let opened = config.connect(NoTls).and_then(|mut client| {
            client.batch_execute(SESSION)?;
            Ok(client)
        });
        let client = opened.map_err(|error| StoreError::Unreachable { why: chain(&error) })?;
        let statements = HashMap::new();
        Ok(Self { client, statements })
    }

    fn prepared(&mut self, sql: &str) -> Result<Statement, postgres::Error> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        if self.statements.len() >= STATEMENTS {
            self.statements.clear();
        }
        let statement = self.client.prepare(sql)?;
        self.statements.insert(sql.into(), statement.clone());
        Ok(statement)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Write,
    Read,
}

/// A thread's connection, renewed when it breaks.
struct Worker {
    config: Config,
    purpose: Purpose,
    conn: Option<Conn>,
}

/// How one try at a command ended.
enum Try {
    /// The transaction is settled and the command's own result, or this error, is the answer.
    Over(Result<(), StoreError>),
    /// Nothing was kept, and another try may succeed; if there is none, this is the answer.
    Again(StoreError),
}

impl Worker {
    fn new(config: &Config, purpose: Purpose) -> Self {
        Self {
            config: config.clone(),
            purpose,
            conn: None,
        }
    }

    fn carry_out(&mut self, mut job: Box<dyn Job>) {
        let mut tries = 0;
        let end = loop {
            tries += 1;
            match self.attempt(job.as_mut()) {
                Try::Over(end) => break end,
                Try::Again(error) if tries == ATTEMPTS => break Err(error),
                Try::Again(problem) => {
                    tracing::debug!(%problem, tries, "a transaction is repeated");
                    thread::sleep(Duration::from_millis(5 << tries));
                }
            }
        };
        job.answer(end);
    }

    fn attempt(&mut self, job: &mut dyn Job) -> Try {
        let conn = match self
            .conn
            .take()
            .map_or_else(|| Conn::open(&self.config), Ok)
        {
            Ok(conn) => self.conn.insert(conn),
            Err(error) => return Try::Again(error),
        };
        let begin = match self.purpose {
            Purpose::Write => BEGIN_WRITE,
            Purpose::Read => BEGIN_READ,
        };
        if let Err(error) = conn.client.batch_execute(begin) {
            let trouble = Trouble::of(begin, &error);
            self.roll_back();
            return match trouble.again {
                true => Try::Again(trouble.error),
                false => Try::Over(Err(trouble.error)),
            };
        }
        let mut tx = PostgresTx::new(conn);
        let wish = job.run(&mut tx);
        match (wish, tx.trouble) {
            (Wish::Commit, None) => self.commit(),
            (Wish::Commit | Wish::RollBack, Some(trouble)) if trouble.again => {
                if trouble.stale_statements {
                    conn.statements.clear();
                }
                self.roll_back();
                Try::Again(trouble.error)
            }
            (Wish::Commit, Some(trouble)) => {
                self.roll_back();
                Try::Over(Err(trouble.error))
            }
            // The command's own refusal is its answer, even when a failed statement is behind it.
            (Wish::RollBack | Wish::GiveUp, _) => {
                self.roll_back();
                Try::Over(Ok(()))
            }
        }
    }

    fn commit(&mut self) -> Try {
        let Some(conn) = &mut self.conn else {
            return Try::Over(Err(StoreError::Closed));
        };
        let Err(error) = conn.client.batch_execute("COMMIT") else {
            return Try::Over(Ok(()));
        };
        let trouble = Trouble::of("COMMIT", &error);
        self.roll_back();
        Try::Over(match self.purpose {
            // What was read has been read.
            Purpose::Read => Ok(()),
            // Only an answer of the server that it did not commit proves that it did not.
            Purpose::Write if trouble.lost || error.as_db_error().is_none() => {
                Err(StoreError::OutcomeUnknown { why: chain(&error) })
            }
            Purpose::Write if trouble.again => return Try::Again(trouble.error),
            Purpose::Write => Err(StoreError::Commit { why: chain(&error) }),
        })
    }

    /// Ends the transaction, and the connection if it does not even do that.
    fn roll_back(&mut self) {
        if let Some(conn) = &mut self.conn
            && (conn.client.is_closed() || conn.client.batch_execute("ROLLBACK").is_err())
        {
            self.conn = None;
        }
    }
}

/// A failed statement and what it means for its transaction.
struct Trouble {
    error: StoreError,
    /// The same transaction may succeed if it is run again.
    again: bool,
    /// The connection is gone.
    lost: bool,
    /// Another program has changed the tables under our prepared statements.
    stale_statements: bool,
}

impl Trouble {
    fn ours(error: StoreError) -> Self {
        Self {
            error,
            again: false,
            lost: false,
            stale_statements: false,
        }
    }

    fn of(sql: &str, error: &postgres::Error) -> Self {
        let Some(said) = error.as_db_error() else {
            let why = chain(error);
            // Without an answer of the server the connection is gone, unless the client could not even
            // write the values down.
            let lost = error.is_closed()
                || std::error::Error::source(error)
                    .is_some_and(|cause| cause.is::<std::io::Error>());
            let error = if lost {
                StoreError::Unreachable { why }
            } else {
                let sql = sql.into();
                StoreError::Statement { sql, why }
            };
            return Self {
                again: lost,
                lost,
                ..Self::ours(error)
            };
        };
        let code = said.code();
        let why = match said.constraint() {
            Some(name) => format!("{} ({name})", said.message()),
            None => said.message().into(),
        };
        // Class 08: connection exception; 57P: the server shuts down or ends the session.
        let lost = code.code().starts_with("08") || code.code().starts_with("57P");
        let stale_statements = *code == SqlState::FEATURE_NOT_SUPPORTED
            || *code == SqlState::INVALID_SQL_STATEMENT_NAME;
        let repeat = [
            SqlState::T_R_SERIALIZATION_FAILURE,
            SqlState::T_R_DEADLOCK_DETECTED,
        ];
        let again = lost || stale_statements || repeat.contains(code);
        let constraint = |rule| StoreError::Constraint {
            rule,
            why: why.clone(),
        };
        let error = match code {
            code if *code == SqlState::UNIQUE_VIOLATION => constraint(Constraint::Unique),
            // PostgreSQL 18 has a code of its own for a foreign key declared RESTRICT.
            code if *code == SqlState::FOREIGN_KEY_VIOLATION
                || *code == SqlState::RESTRICT_VIOLATION =>
            {
                constraint(Constraint::Reference)
            }
            code if *code == SqlState::CHECK_VIOLATION || *code == SqlState::NOT_NULL_VIOLATION => {
                constraint(Constraint::Check)
            }
            code if code.code() == FROZEN => constraint(Constraint::Frozen),
            code if *code == SqlState::READ_ONLY_SQL_TRANSACTION => StoreError::ReadOnly,
            code if *code == SqlState::LOCK_NOT_AVAILABLE
                || *code == SqlState::QUERY_CANCELED
                || repeat.contains(code) =>
            {
                StoreError::Busy
            }
            _ if lost => StoreError::Unreachable { why },
            _ => StoreError::Statement {
                sql: sql.into(),
                why,
            },
        };
        Self {
            error,
            again,
            lost,
            stale_statements,
        }
    }
}

/// The view a command has of a connection.
struct PostgresTx<'c> {
    conn: &'c mut Conn,
    trouble: Option<Trouble>,
}

impl<'c> PostgresTx<'c> {
    fn new(conn: &'c mut Conn) -> Self {
        let trouble = None;
        Self { conn, trouble }
    }

    fn attempt<T>(
        &mut self,
        sql: &str,
        run: impl FnOnce(&mut Conn) -> Result<T, Failure>,
    ) -> Result<T, StoreError> {
        if let Some(trouble) = &self.trouble {
            return Err(trouble.error.clone());
        }
        run(self.conn).map_err(|failure| {
            let trouble = match failure {
                Failure::Ours(error) => Trouble::ours(error),
                Failure::Postgres(error) => Trouble::of(sql, &error),
            };
            let error = trouble.error.clone();
            self.trouble = Some(trouble);
            error
        })
    }
}

impl Tx for PostgresTx<'_> {
    fn engine(&self) -> Engine {
        Engine::Postgres
    }

    fn exec(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, StoreError> {
        self.attempt(sql, |conn| {
            let statement = bound(conn, sql, values)?;
            let parameters = parameters(&statement, values)?;
            Ok(conn.client.execute(&statement, &with(&parameters))?)
        })
    }

    fn rows(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Vec<Row>, StoreError> {
        self.attempt(sql, |conn| {
            let statement = bound(conn, sql, values)?;
            let parameters = parameters(&statement, values)?;
            let answer = conn.client.query(&statement, &with(&parameters))?;
            let row = |row: &postgres::Row| {
                let values = (0..row.len()).map(|index| value(row, index));
                Ok(Row::new(values.collect::<Result<_, Failure>>()?))
            };
            answer.iter().map(row).collect()
        })
    }
}

impl Schema for PostgresTx<'_> {
    fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        self.attempt(sql, |conn| Ok(conn.client.batch_execute(sql)?))
    }
}

enum Failure {
    Ours(StoreError),
    Postgres(postgres::Error),
}

impl From<postgres::Error> for Failure {
    fn from(error: postgres::Error) -> Self {
        Failure::Postgres(error)
    }
}

fn bound(conn: &mut Conn, sql: &str, values: &[Value<'_>]) -> Result<Statement, Failure> {
    check_storable(values).map_err(Failure::Ours)?;
    let statement = conn.prepared(sql)?;
    let wanted = statement.params().len();
    if wanted != values.len() {
        return Err(Failure::Ours(StoreError::Statement {
            sql: sql.into(),
            why: format!("{wanted} placeholders, {} values", values.len()),
        }));
    }
    Ok(statement)
}

/// The values as PostgreSQL wants them: each in the type that it found for its placeholder.
fn parameters<'v>(
    statement: &Statement,
    values: &'v [Value<'_>],
) -> Result<Vec<Box<dyn ToSql + Sync + 'v>>, Failure> {
    let typed = values.iter().zip(statement.params()).enumerate();
    let typed = typed.map(|(index, (value, kind))| {
        parameter(value, kind).ok_or(Failure::Ours(StoreError::Value { place: index + 1 }))
    });
    typed.collect()
}

fn parameter<'v>(value: &'v Value<'_>, kind: &Type) -> Option<Box<dyn ToSql + Sync + 'v>> {
    Some(match (kind, value) {
        (&Type::INT8, Value::Null) => Box::new(None::<i64>),
        (&Type::INT8, Value::Int(number)) => Box::new(*number),
        (&Type::INT4, Value::Null) => Box::new(None::<i32>),
        (&Type::INT4, Value::Int(number)) => Box::new(i32::try_from(*number).ok()?),
        (&Type::TEXT | &Type::VARCHAR | &Type::NAME, Value::Null) => Box::new(None::<&str>),
        (&Type::TEXT | &Type::VARCHAR | &Type::NAME, Value::Text(text)) => Box::new(text.as_ref()),
        (&Type::BYTEA, Value::Null) => Box::new(None::<&[u8]>),
        (&Type::BYTEA, Value::Blob(bytes)) => Box::new(bytes.as_ref()),
        _ => return None,
    })
}

fn with<'a>(parameters: &'a [Box<dyn ToSql + Sync + '_>]) -> Vec<&'a (dyn ToSql + Sync)> {
    parameters
        .iter()
        .map(|boxed| &**boxed as &(dyn ToSql + Sync))
        .collect()
}

fn value(row: &postgres::Row, index: usize) -> Result<Value<'static>, Failure> {
    let wanted = "a whole number, text or bytes";
    let wrong = || Failure::Ours(StoreError::Column { index, wanted });
    let kind = row.columns().get(index).ok_or_else(wrong)?.type_();
    let value = match *kind {
        Type::INT8 => row.try_get::<_, Option<i64>>(index)?.map(Value::from),
        Type::INT4 => row.try_get::<_, Option<i32>>(index)?.map(Value::from),
        Type::BOOL => row.try_get::<_, Option<bool>>(index)?.map(Value::from),
        Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME => {
            row.try_get::<_, Option<String>>(index)?.map(Value::from)
        }
        Type::BYTEA => row
            .try_get::<_, Option<Vec<u8>>>(index)?
            .map(|bytes| Value::Blob(bytes.into())),
        _ => return Err(wrong()),
    };
    Ok(value.unwrap_or(Value::Null))
}
