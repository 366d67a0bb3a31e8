//! A copy of a SQLite database while it is in use.
//!
//! All pages are copied in one read transaction: the copy is the database at one instant, and in
//! write-ahead mode a reader holds nobody up. It is written under another name and takes its own only
//! when it is whole and on disk, so that a file with the name asked for is always a good copy.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::StoreError;
use super::engine::sqlite::{SqliteTx, connect, private_file};
use super::log::{self, Head};

/// Copies the database at `from` to the new file `to`; the head of the log in the copy.
/// Refuses a `to` that exists.
pub(super) fn copy(from: &Path, to: &Path) -> Result<Head, StoreError> {
    let failed = |why: &dyn std::fmt::Display| StoreError::Backup {
        path: to.display().to_string(),
        why: why.to_string(),
    };
    if to.try_exists().map_err(|why| failed(&why))? {
        return Err(failed(&io::Error::from(io::ErrorKind::AlreadyExists)));
    }
    let mut name = to.as_os_str().to_owned();
    // The process in the name: what a killed one left behind is in nobody's way.
    name.push(format!(".partial-{}", std::process::id()));
    let name = PathBuf::from(name);
    let made = private_file().create_new(true).open(&name);
    made.map_err(|why| failed(&why))?;
    let partial = Partial(name);

    let source = connect(from)?;
    let mut target = open(&partial.0).map_err(|why| failed(&why))?;
    let copied = Backup::new(&source, &mut target).and_then(|backup| backup.step(-1));
    match copied.map_err(|why| failed(&why))? {
        StepResult::Done => {}
        _ => return Err(StoreError::Busy),
    }
    let checked = || {
        // One file by itself, without a write-ahead log beside it.
        target.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
        target.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))
    };
    let checked = checked().map_err(|why| failed(&why))?;
    if checked != "ok" {
        return Err(failed(&checked));
    }
    let head = log::head(&mut SqliteTx::new(&target))?;
    target.close().map_err(|(_, why)| failed(&why))?;

    let kept = || {
        File::open(&partial.0)?.sync_all()?;
        std::fs::rename(&partial.0, to)?;
        // The name is on disk once its folder is.
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    };
    kept().map_err(|why: io::Error| failed(&why))?;
    Ok(head)
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
}

/// A copy that is not whole yet, and is removed if it never becomes so.
struct Partial(PathBuf);

impl Drop for Partial {
    fn drop(&mut self) {
        // After the renaming there is nothing left to remove.
        let _ = std::fs::remove_file(&self.0);
    }
}
