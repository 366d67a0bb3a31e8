//! Checking a chain: in the database, or in an exported file without one.

use std::io::{BufRead, Read as _};

use super::{Head, LogRow, head, read_since};
use crate::messages::{Lang, store as say};
use crate::store::{StoreError, Tx};

/// The longest line of an exported file that is read: 64 MiB. A row holds two texts of at most a few
/// MiB, and a file without line feeds must not fill the memory.
const LONGEST_LINE: u64 = 64 << 20;

/// How many rows are taken from the database at a time.
const BATCH: i64 = 500;

/// A chain that is not what it was, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("broken at event {seq}: {fault}")]
pub struct Broken {
    /// The first place in the chain at which something is wrong: what should be event `seq` is not.
    pub seq: i64,
    /// What is wrong there.
    pub fault: Fault,
}

impl Broken {
    /// Where the log is broken and how, for a person.
    pub fn sentence(&self, lang: Lang) -> String {
        let how = match &self.fault {
            Fault::Place { found } => say::log_place(lang, found),
            Fault::Link => say::LOG_LINK.get(lang).into(),
            Fault::Content => say::LOG_CONTENT.get(lang).into(),
            Fault::Time => say::LOG_TIME.get(lang).into(),
            Fault::Anchor => say::LOG_ANCHOR.get(lang).into(),
            Fault::CutOff { anchored } => say::log_cut_off(lang, anchored),
            Fault::Head { head } => say::log_head(lang, head),
            Fault::Line { why } => say::log_line(lang, why),
            Fault::Unread { why } => say::log_unread(lang, why),
        };
        say::log_broken(lang, self.seq, how)
    }
}

/// What can be wrong with a chain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Another row stands in its place: rows are missing, repeated or out of order.
    #[error("event {found} stands in its place")]
    Place {
        /// The number found.
        found: i64,
    },
    /// Its `prev_hash` is not the hash of the row before.
    #[error("it does not follow the event before it")]
    Link,
    /// Its `hash` is not the hash of what it says.
    #[error("its content does not match its hash")]
    Content,
    /// Its time is before that of the row before.
    #[error("its time lies before that of the event before it")]
    Time,
    /// It was another when the anchor was set: the log has been rewritten.
    #[error("it is not the event that was anchored")]
    Anchor,
    /// The log ends before it, though an anchor says it was there.
    #[error("the log ends before it, but had reached event {anchored}")]
    CutOff {
        /// The event of the latest anchor.
        anchored: i64,
    },
    /// The database says that its log ends elsewhere.
    #[error("the database has the end of its log at event {head}")]
    Head {
        /// The event at which it says that the log ends.
        head: i64,
    },
    /// The line of the file is not a row of a log, written as such.
    #[error("the line is not an event: {why}")]
    Line {
        /// Why not.
        why: String,
    },
    /// The file could not be read on.
    #[error("the file cannot be read: {why}")]
    Unread {
        /// What the system said.
        why: String,
    },
}

/// A check in progress: the head so far, and the anchors.
struct Chain<'a> {
    head: Head,
    anchors: &'a [Head],
}

impl<'a> Chain<'a> {
    fn new(anchors: &'a [Head]) -> Self {
        let head = Head::none();
        Self { head, anchors }
    }

    /// A fault in the row that should come next.
    fn broken(&self, fault: Fault) -> Broken {
        let seq = self.head.seq.saturating_add(1);
        Broken { seq, fault }
    }

    fn add(&mut self, row: &LogRow) -> Result<(), Broken> {
        let fault = if row.seq != self.head.seq.saturating_add(1) {
            Fault::Place { found: row.seq }
        } else if row.prev_hash != self.head.hash {
            Fault::Link
        } else if row.hash != row.computed_hash() {
            Fault::Content
        } else if row.at < self.head.at {
            Fault::Time
        } else if self
            .anchors
            .iter()
            .any(|anchor| anchor.seq == row.seq && anchor.hash != row.hash)
        {
            Fault::Anchor
        } else {
            self.head = row.head();
            return Ok(());
        };
        Err(self.broken(fault))
    }

    fn end(self) -> Result<Head, Broken> {
        let latest = self.anchors.iter().map(|anchor| anchor.seq).max();
        match latest {
            Some(anchored) if anchored > self.head.seq => {
                Err(self.broken(Fault::CutOff { anchored }))
            }
            _ => Ok(self.head),
        }
    }
}

/// Checks a whole chain from its first row, and that it still holds every anchor; its head.
pub fn verify<'r>(
    rows: impl IntoIterator<Item = &'r LogRow>,
    anchors: &[Head],
) -> Result<Head, Broken> {
    let mut chain = Chain::new(anchors);
    for row in rows {
        chain.add(row)?;
    }
    chain.end()
}

/// Checks an exported file, line by line and byte by byte; its head. Needs no database.
pub fn verify_export(mut file: impl BufRead, anchors: &[Head]) -> Result<Head, Broken> {
    let mut chain = Chain::new(anchors);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = file
            .by_ref()
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line);
        match read {
            Ok(0) => return chain.end(),
            Ok(_) => {}
            Err(why) => {
                let why = why.to_string();
                return Err(chain.broken(Fault::Unread { why }));
            }
        }
        match parse(&line) {
            Ok(row) => chain.add(&row)?,
            Err(why) => return Err(chain.broken(Fault::Line { why })),
        }
    }
}

/// The row of a line. A line that says the same in other bytes is refused: the check of a file holds for
/// every byte of it.
fn parse(line: &[u8]) -> Result<LogRow, String> {
    let row: LogRow = serde_json::from_slice(line).map_err(|fault| fault.to_string())?;
    let written = row.line().map_err(|fault| fault.to_string())?;
    if written.as_bytes() == line {
        Ok(row)
    } else if line.ends_with(b"\n") {
        Err("not written as an export writes it".into())
    } else {
        Err("the line is not complete".into())
    }
}

/// Checks the log of the database, and that it ends where the database says.
pub fn verify_store(tx: &mut dyn Tx, anchors: &[Head]) -> Result<Result<Head, Broken>, StoreError> {
    let mut chain = Chain::new(anchors);
    loop {
        let rows = read_since(tx, chain.head.seq, BATCH)?;
        for row in &rows {
            if let Err(broken) = chain.add(row) {
                return Ok(Err(broken));
            }
        }
        if rows.is_empty() {
            break;
        }
    }
    let stored = head(tx)?;
    if stored != chain.head {
        return Ok(Err(chain.broken(Fault::Head { head: stored.seq })));
    }
    Ok(chain.end())
}
