//! Where a database is: `sqlite:PATH` or `postgres://user:password@host/name`.
//!
//! An address can hold a password, so it shows itself without one, and a fault in it is told without
//! repeating it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use postgres::config::{Host, SslMode};

use super::{Engine, StoreError};

/// The address of a database, understood.
#[derive(Clone)]
pub struct DatabaseUrl(Place);

#[derive(Clone)]
pub(super) enum Place {
    File(PathBuf),
    Server(Box<postgres::Config>),
}

/// What is wrong with an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// It begins with none of the known schemes.
    #[error("it must begin with sqlite: or postgres://")]
    Scheme,
    /// `sqlite:` without a file.
    #[error("sqlite: names no file")]
    NoFile,
    /// `sqlite::memory:`: a desk that forgets everything when it ends is not a desk.
    #[error("a database in memory would be lost")]
    InMemory,
    /// The rest of a PostgreSQL address; the words of its parser, which quote no value.
    #[error("{0}")]
    Postgres(String),
    /// `sslmode=require`: connections to PostgreSQL are not encrypted yet.
    #[error(
        "encrypted connections to PostgreSQL are not supported; use a socket or a trusted network"
    )]
    Encrypted,
}

impl DatabaseUrl {
    /// A SQLite database in a file.
    pub fn sqlite(path: impl Into<PathBuf>) -> Self {
        Self(Place::File(path.into()))
    }

    /// Which engine it names.
    pub fn engine(&self) -> Engine {
        match self.0 {
            Place::File(_) => Engine::Sqlite,
            Place::Server(_) => Engine::Postgres,
        }
    }

    /// The file of a SQLite database.
    pub fn file(&self) -> Option<&Path> {
        match &self.0 {
            Place::File(path) => Some(path),
            Place::Server(_) => None,
        }
    }

    pub(super) fn place(&self) -> &Place {
        &self.0
    }
}

impl FromStr for DatabaseUrl {
    type Err = StoreError;

    /// `sqlite:PATH` (also `sqlite://PATH`); `postgres://` or `postgresql://` as PostgreSQL's own tools
    /// take it, a socket's folder being written `%2Frun%2Fpostgresql` or `?host=/run/postgresql`.
    fn from_str(text: &str) -> Result<Self, StoreError> {
        if let Some(rest) = text.strip_prefix("sqlite:") {
            let path = rest.strip_prefix("//").unwrap_or(rest);
            return match path {
                "" => Err(AddressFault::NoFile.into()),
                ":memory:" => Err(AddressFault::InMemory.into()),
                path => Ok(Self::sqlite(path)),
            };
        }
        if !text.starts_with("postgres://") && !text.starts_with("postgresql://") {
            return Err(AddressFault::Scheme.into());
        }
        let config: postgres::Config = text
            .parse()
            .map_err(|fault: postgres::Error| AddressFault::Postgres(chain(&fault)))?;
        if config.get_ssl_mode() == SslMode::Require {
            return Err(AddressFault::Encrypted.into());
        }
        Ok(Self(Place::Server(Box::new(config))))
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let config = match &self.0 {
            Place::File(path) => return write!(f, "sqlite:{}", path.display()),
            Place::Server(config) => config,
        };
        f.write_str("postgres://")?;
        if let Some(user) = config.get_user() {
            write!(f, "{user}@")?;
        }
        for (place, host) in config.get_hosts().iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            match host {
                Host::Tcp(name) => write!(f, "{comma}{name}")?,
                #[cfg(unix)]
                Host::Unix(folder) => write!(f, "{comma}{}", folder.display())?,
            }
        }
        write!(f, "/{}", config.get_dbname().unwrap_or_default())
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

/// An error with its causes in one line: the PostgreSQL client keeps what matters in the cause.
pub(super) fn chain(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let words = error.to_string();
        if !line.contains(&words) {
            line.push_str(": ");
            line.push_str(&words);
        }
        cause = error.source();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("sqlite:desk.db", "desk.db")]
    #[case("sqlite:/srv/desk.db", "/srv/desk.db")]
    #[case("sqlite:///srv/desk.db", "/srv/desk.db")]
    #[case("sqlite:来稿 库.db", "来稿 库.db")]
    fn a_file_is_named_after_sqlite(#[case] text: &str, #[case] path: &str) {
        let url: DatabaseUrl = text.parse().unwrap();
        assert_eq!(url.file(), Some(Path::new(path)));
        assert_eq!(url.engine(), Engine::Sqlite);
    }

    #[rstest]
    #[case("desk.db", AddressFault::Scheme)]
    #[case("mysql://host/desk", AddressFault::Scheme)]
    #[case("", AddressFault::Scheme)]
    #[case("sqlite:", AddressFault::NoFile)]
    #[case("sqlite::memory:", AddressFault::InMemory)]
    #[case("postgres://host/desk?sslmode=require", AddressFault::Encrypted)]
    fn a_wrong_address_is_refused_with_its_fault(#[case] text: &str, #[case] fault: AddressFault) {
        let refused = text.parse::<DatabaseUrl>().unwrap_err();
        assert_eq!(refused, StoreError::Address(fault));
    }

    #[test]
    fn a_password_is_never_shown() {
        for text in [
            "postgres://desk:s3cret@db.local:5433/office",
            "postgres://desk:s3cret@%2Frun%2Fpostgresql/office",
        ] {
            let url: DatabaseUrl = text.parse().unwrap();
            assert!(!format!("{url} {url:?}").contains("s3cret"));
            assert!(format!("{url}").ends_with("/office"));
        }
        let refused = "postgres://desk:s3cret@host:port/office".parse::<DatabaseUrl>();
        let refused = refused.unwrap_err();
        assert!(!format!("{refused} {refused:?}").contains("s3cret"));
    }
}
