//! What can go wrong in the store.
//!
//! `Display` is for the operator's log, in English. What a person reads is [`StoreError::sentence`].

use super::AddressFault;
use crate::messages::{Lang, store as say};

/// An error of the store. It can be cloned, because one failed commit is the answer to many commands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The address of the database is not one.
    #[error("not an address of a database: {0}")]
    Address(#[from] AddressFault),
    /// The file cannot be opened or made.
    #[error("cannot open {path}: {why}")]
    Open {
        /// The file.
        path: String,
        /// What the system or SQLite said.
        why: String,
    },
    /// Another process serves from this SQLite file.
    #[error("{path} is in use by another sanshen (process {})", process.map_or("unknown".into(), |id| id.to_string()))]
    InUse {
        /// The file.
        path: String,
        /// The other process, where it could be told.
        process: Option<u32>,
    },
    /// The SQLite file belongs to another program.
    #[error("{path} holds the data of another program")]
    Foreign {
        /// The file.
        path: String,
    },
    /// A PostgreSQL database whose encoding cannot hold every character.
    #[error("the database is encoded in {found}, it must be UTF8")]
    Encoding {
        /// PostgreSQL's name of the encoding.
        found: String,
    },
    /// A newer program has written the database.
    #[error("the database has version {found}, this program knows {known}")]
    Newer {
        /// The version of the database.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The database must be brought forward first, which a look at it does not do.
    #[error("the database has version {found}, this program needs {known}")]
    Older {
        /// The version of the database; 0 when it is empty.
        found: i64,
        /// The version this program needs.
        known: i64,
    },
    /// The PostgreSQL server does not answer.
    #[error("the database server cannot be reached: {why}")]
    Unreachable {
        /// What the client said.
        why: String,
    },
    /// Too much is waiting, or another program holds a lock; trying again later can help.
    #[error("the database is busy")]
    Busy,
    /// The store is closing or has closed.
    #[error("the database is closed")]
    Closed,
    /// The changes could not be made durable. Nothing of them is kept.
    #[error("the changes could not be committed: {why}")]
    Commit {
        /// What the engine said.
        why: String,
    },
    /// The connection was lost while PostgreSQL committed: the changes are there wholly, or not at all.
    /// Repeating the request under its idempotency key settles which.
    #[error("the answer to a commit was lost: {why}")]
    OutcomeUnknown {
        /// What the client said.
        why: String,
    },
    /// The command panicked. Nothing of it is kept.
    #[error("a command panicked: {said}")]
    Panicked {
        /// The message of the panic.
        said: String,
    },
    /// A rule that the database itself keeps forbids the change.
    #[error("{rule}: {why}")]
    Constraint {
        /// The kind of rule.
        rule: Constraint,
        /// Which one, in the words of the engine, without values.
        why: String,
    },
    /// A change was attempted where only reading is allowed.
    #[error("only reading is allowed here")]
    ReadOnly,
    /// A statement failed for another reason.
    #[error("{why} in: {sql}")]
    Statement {
        /// The statement, without its values.
        sql: String,
        /// What the engine said.
        why: String,
    },
    /// A value that cannot be stored: text with a NUL, which PostgreSQL does not take.
    #[error("value ${place} cannot be stored")]
    Value {
        /// The placeholder it was for, from 1.
        place: usize,
    },
    /// A column of an answer is not what the code asked for.
    #[error("column {index} is not {wanted}")]
    Column {
        /// Its place, from 0.
        index: usize,
        /// The kind asked for.
        wanted: &'static str,
    },
    /// A record does not read back: the database was changed by something else, or is damaged.
    #[error("table {table} is damaged: {detail}")]
    Damaged {
        /// Where.
        table: &'static str,
        /// What does not read.
        detail: String,
    },
    /// The copy could not be made.
    #[error("cannot copy the database to {path}: {why}")]
    Backup {
        /// The file to be written.
        path: String,
        /// What the system or SQLite said.
        why: String,
    },
    /// A PostgreSQL database is copied with PostgreSQL's tools.
    #[error("a PostgreSQL database is copied with pg_dump")]
    BackupElsewhere,
}

/// The kinds of rules that the database itself keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Constraint {
    /// A primary key or a unique index.
    #[error("already there")]
    Unique,
    /// A reference to a row that does not exist, or the removal of one that is referred to.
    #[error("reference to nothing")]
    Reference,
    /// A `CHECK` or `NOT NULL`.
    #[error("value not allowed")]
    Check,
    /// A trigger refused: the log only grows.
    #[error("change not allowed")]
    Frozen,
}

impl StoreError {
    /// Whether the same request may succeed if it is repeated after a while, unchanged.
    pub fn passes_with_time(&self) -> bool {
        matches!(
            self,
            Self::Busy | Self::Unreachable { .. } | Self::OutcomeUnknown { .. }
        )
    }

    /// What failed and what to do, for a person.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Address(fault) => say::address(lang, Self::fault(fault, lang)),
            Self::Open { path, why } => say::open(lang, path, why),
            Self::InUse {
                path,
                process: Some(process),
            } => say::in_use_by(lang, path, process),
            Self::InUse {
                path,
                process: None,
            } => say::in_use(lang, path),
            Self::Foreign { path } => say::foreign(lang, path),
            Self::Encoding { found } => say::encoding(lang, found),
            Self::Newer { found, known } => say::newer(lang, found, known),
            Self::Older { found, known } => say::older(lang, found, known),
            Self::Unreachable { why } => say::unreachable(lang, why),
            Self::Busy => say::BUSY.get(lang).into(),
            Self::Closed => say::CLOSED.get(lang).into(),
            Self::Commit { why } => say::commit(lang, why),
            Self::OutcomeUnknown { .. } => say::OUTCOME_UNKNOWN.get(lang).into(),
            Self::ReadOnly => say::READ_ONLY.get(lang).into(),
            Self::Backup { path, why } => say::backup(lang, path, why),
            Self::BackupElsewhere => say::BACKUP_ELSEWHERE.get(lang).into(),
            Self::Panicked { .. }
            | Self::Constraint { .. }
            | Self::Statement { .. }
            | Self::Value { .. }
            | Self::Damaged { .. }
            | Self::Column { .. } => say::internal(lang, self),
        }
    }

    fn fault(fault: &AddressFault, lang: Lang) -> String {
        match fault {
            AddressFault::Scheme => say::SCHEME.get(lang).into(),
            AddressFault::NoFile => say::NO_FILE.get(lang).into(),
            AddressFault::InMemory => say::IN_MEMORY.get(lang).into(),
            AddressFault::Postgres(words) => words.clone(),
            AddressFault::Encrypted => say::ENCRYPTED.get(lang).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_database_is_refused_with_both_versions_and_the_remedy() {
        let newer = StoreError::Newer { found: 9, known: 2 };
        let english = newer.sentence(Lang::En);
        assert!(
            english.contains("version 9") && english.contains("up to 2"),
            "{english}"
        );
        assert!(english.ends_with("Upgrade sanshen."), "{english}");
        let chinese = newer.sentence(Lang::Zh);
        assert!(
            chinese.contains("版本 9") && chinese.ends_with("请升级 sanshen。"),
            "{chinese}"
        );
    }

    #[test]
    fn a_database_in_use_is_told_with_the_process_where_it_is_known() {
        let in_use = |process| {
            let path = "/srv/desk.db".into();
            StoreError::InUse { path, process }.sentence(Lang::En)
        };
        assert!(in_use(Some(4711)).contains("(process 4711)"));
        assert!(!in_use(None).contains("process"));
    }
}
