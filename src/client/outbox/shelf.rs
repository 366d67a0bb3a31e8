//! The outbox's directory: one file for each act, so that a crash can touch one act only, and one slot for each running
//! program, so that two terminals of one person never send the same act.
//!
//! ```text
//! outbox/0/lock          held by the program that sends what is in slot 0
//! outbox/0/01K….json     an act
//! outbox/0/01K….json.broken   could not be read; kept for a person to look at
//! outbox/1/…             a second terminal at the same time
//! ```
//!
//! A program takes the first slot that nobody holds. Acts in other slots that nobody holds were left by programs
//! that have ended: they are moved over, by renaming, which either happens or does not.

use super::entry::{Pending, PendingId};
use crate::client::disk::{self, DiskError, Lasting};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// Programs of one person at one desk at the same time.
const SLOTS: u32 = 32;

/// A slot, held as long as this value lives.
pub struct Shelf {
    dir: PathBuf,
    slot: PathBuf,
    /// Dropped with the shelf, which lets the slot go.
    _lock: File,
}

/// What was found on the shelf.
#[derive(Debug, Default)]
pub struct Found {
    pub acts: Vec<Pending>,
    /// Files that cannot be read, set aside now or earlier.
    pub broken: Vec<PathBuf>,
}

impl Shelf {
    /// Takes a slot of `dir`. `None` when all are held.
    pub fn take(dir: &Path) -> Result<Option<Shelf>, DiskError> {
        disk::private_dir(dir)?;
        for n in 0..SLOTS {
            let slot = dir.join(n.to_string());
            disk::private_dir(&slot)?;
            if let Some(lock) = lock(&slot)? {
                return Ok(Some(Shelf {
                    dir: dir.to_owned(),
                    slot,
                    _lock: lock,
                }));
            }
        }
        Ok(None)
    }

    /// Moves over what ended programs left in their slots. Answers with what was moved.
    pub fn adopt(&self) -> Result<Found, DiskError> {
        let mut moved = Vec::new();
        for n in 0..SLOTS {
            let other = self.dir.join(n.to_string());
            if other == self.slot || !other.is_dir() {
                continue;
            }
            let Some(held) = lock(&other)? else { continue };
            let left = disk::list(&other, "json")?;
            for path in left.whole.into_iter().chain(left.broken) {
                let Some(name) = path.file_name() else {
                    continue;
                };
                let here = self.slot.join(name);
                fs::rename(&path, &here).map_err(|error| DiskError::of(&path, &error))?;
                moved.push(here);
            }
            drop(held);
        }
        if !moved.is_empty() {
            disk::settle_dir(&self.slot)?;
        }
        read_all(moved)
    }

    /// Everything in the slot. Call it once, before anything is put: rests of writes that were never confirmed are
    /// removed (what they were to hold is still with whoever wrote it).
    pub fn load(&self) -> Result<Found, DiskError> {
        let listing = disk::list(&self.slot, "json")?;
        for rest in &listing.unfinished {
            disk::remove(rest)?;
        }
        let mut found = read_all(listing.whole)?;
        found.broken.extend(listing.broken);
        Ok(found)
    }

    /// Writes an act down, new or changed. When this returns, it outlasts a power cut.
    pub fn put(&self, act: &Pending) -> Result<(), DiskError> {
        let path = self.path(act.id);
        let bytes = act.to_bytes().map_err(|error| DiskError::Unreadable {
            path: path.clone(),
            why: error.to_string(),
        })?;
        disk::replace(&path, &bytes, Lasting::PowerCut)
    }

    /// Takes an act off. Should the power fail before the disk has heard of it, the act is sent again under its key,
    /// which changes nothing.
    pub fn remove(&self, id: PendingId) -> Result<(), DiskError> {
        disk::remove(&self.path(id))
    }

    fn path(&self, id: PendingId) -> PathBuf {
        self.slot.join(format!("{id}.json"))
    }
}

/// The slot's lock, unless another program holds it. The system lets it go when that program ends, however it ends.
fn lock(slot: &Path) -> Result<Option<File>, DiskError> {
    let path = slot.join("lock");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options
        .open(&path)
        .map_err(|error| DiskError::of(&path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(DiskError::of(&path, &error)),
    }
}

/// Reads acts; those that cannot be read are set aside.
fn read_all(paths: Vec<PathBuf>) -> Result<Found, DiskError> {
    let mut found = Found::default();
    for path in paths {
        if path.extension().is_some_and(|end| end != "json") {
            found.broken.push(path);
            continue;
        }
        let Some(bytes) = disk::read(&path)? else {
            continue;
        };
        match Pending::from_bytes(&bytes) {
            Ok(act)
                if path.file_stem().and_then(|stem| stem.to_str()) == Some(&act.id.to_string()) =>
            {
                found.acts.push(act)
            }
            _ => found.broken.push(disk::set_aside(&path)?),
        }
    }
    Ok(found)
}
