//! Files of one person: replaced whole or not at all, readable by nobody else, never deleted because they cannot be read.

use crate::messages::{Lang, client as say};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes of the largest file read back. A manuscript of the longest kind takes a fraction of it.
const LARGEST: u64 = 32 << 20;

/// Ending of a file that is being written. One that is found belongs to a write that was never confirmed.
const UNFINISHED: &str = ".tmp";
/// Ending of a file that could not be read and was set aside.
const BROKEN: &str = "broken";

/// The disk did not do what it was asked. What was to be written is still with the caller.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DiskError {
    /// No space, or a quota is used up.
    #[error("no space left for {path}")]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// Not ours to write or read.
    #[error("not allowed: {path}")]
    Denied {
        /// The file.
        path: PathBuf,
    },
    /// The content is not what this program writes.
    #[error("unreadable: {path}: {why}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the reader said.
        why: String,
    },
    /// Anything else the system said.
    #[error("{path}: {why}")]
    Other {
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
}

impl DiskError {
    /// From what the system said about `path`.
    pub fn of(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                DiskError::Full { path }
            }
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                DiskError::Denied { path }
            }
            _ => DiskError::Other {
                path,
                why: error.to_string(),
            },
        }
    }

    /// For a person.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            DiskError::Full { path } => say::disk_full(lang, path.display()),
            DiskError::Denied { path } => say::disk_denied(lang, path.display()),
            DiskError::Unreadable { path, why } => say::disk_unreadable(lang, path.display(), why),
            DiskError::Other { path, why } => say::disk_other(lang, path.display(), why),
        }
    }
}

/// How long a write has to last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lasting {
    /// The process may be killed at any byte. Takes no wait for the disk.
    Kill,
    /// The power may fail as well, once the call has returned.
    PowerCut,
}

/// Makes `dir` and what is missing above it, readable by its owner only.
pub fn private_dir(dir: &Path) -> Result<(), DiskError> {
    let mut maker = fs::DirBuilder::new();
    maker.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker
        .create(dir)
        .map_err(|error| DiskError::of(dir, &error))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let found = fs::metadata(dir)
            .map_err(|error| DiskError::of(dir, &error))?
            .permissions();
        if found.mode() & 0o077 != 0 {
            fs::set_permissions(dir, fs::Permissions::from_mode(0o700))
                .map_err(|error| DiskError::of(dir, &error))?;
        }
    }
    Ok(())
}

/// Puts `bytes` in the place of `path`. Whenever the process dies, the old content or the new stands there, whole.
pub fn replace(path: &Path, bytes: &[u8], lasting: Lasting) -> Result<(), DiskError> {
    let temporary = beside(path);
    let written = write_new(&temporary, bytes, lasting).and_then(|()| fs::rename(&temporary, path));
    if let Err(error) = written {
        let _ = fs::remove_file(&temporary);
        return Err(DiskError::of(path, &error));
    }
    match lasting {
        Lasting::Kill => Ok(()),
        Lasting::PowerCut => settle_dir(path.parent().unwrap_or(Path::new("."))),
    }
}

/// A name of its own for each write, so that two processes never write into one file.
fn beside(path: &Path) -> PathBuf {
    static WRITES: AtomicU64 = AtomicU64::new(0);
    let n = WRITES.fetch_add(1, Ordering::Relaxed);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.{n}{UNFINISHED}", std::process::id()))
}

fn write_new(path: &Path, bytes: &[u8], lasting: Lasting) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    if lasting == Lasting::PowerCut {
        file.sync_all()?;
    }
    Ok(())
}

/// Makes the content of `path` outlast a power cut.
pub fn settle(path: &Path) -> Result<(), DiskError> {
    File::open(path)
        .and_then(|file| file.sync_all())
        .map_err(|error| DiskError::of(path, &error))
}

/// Makes names in `dir` (files that came, went, or were renamed) outlast a power cut.
pub fn settle_dir(dir: &Path) -> Result<(), DiskError> {
    // Only Unix can open a directory; elsewhere the rename itself is as lasting as it gets.
    if cfg!(unix) { settle(dir) } else { Ok(()) }
}

/// The content of `path`; `None` when there is no such file.
pub fn read(path: &Path) -> Result<Option<Vec<u8>>, DiskError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(DiskError::of(path, &error)),
    };
    let mut bytes = Vec::new();
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| DiskError::of(path, &error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(DiskError::Unreadable {
            path: path.to_owned(),
            why: format!("> {LARGEST} B"),
        });
    }
    Ok(Some(bytes))
}

/// Removes `path`. That it is not there any more is no error.
pub fn remove(path: &Path) -> Result<(), DiskError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(DiskError::of(path, &error)),
        _ => Ok(()),
    }
}

/// Renames a file that cannot be read, so that it is kept for a person to look at and not tried again.
/// Answers with its new name, which no other file has.
pub fn set_aside(path: &Path) -> Result<PathBuf, DiskError> {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let aside = (0_u32..)
        .map(|n| match n {
            0 => path.with_file_name(format!("{name}.{BROKEN}")),
            n => path.with_file_name(format!("{name}.{n}.{BROKEN}")),
        })
        .find(|aside| !aside.exists())
        .unwrap_or_else(|| path.with_extension(BROKEN));
    fs::rename(path, &aside).map_err(|error| DiskError::of(path, &error))?;
    Ok(aside)
}

/// What a directory of ours holds, by the ending of the name; each list sorted by name.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Whole files with the ending asked for.
    pub whole: Vec<PathBuf>,
    /// Left by writes that were never confirmed.
    pub unfinished: Vec<PathBuf>,
    /// Set aside, now or in an earlier run.
    pub broken: Vec<PathBuf>,
}

/// Lists the files of `dir` whose names end in `.{ending}`, and what else this module leaves there.
pub fn list(dir: &Path, ending: &str) -> Result<Listing, DiskError> {
    let entries = fs::read_dir(dir).map_err(|error| DiskError::of(dir, &error))?;
    let mut listing = Listing::default();
    for entry in entries {
        let entry = entry.map_err(|error| DiskError::of(dir, &error))?;
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let ends = |with: &str| name.rsplit_once('.').is_some_and(|(_, end)| end == with);
        if name.starts_with('.') && name.ends_with(UNFINISHED) {
            listing.unfinished.push(path);
        } else if ends(BROKEN) {
            listing.broken.push(path);
        } else if ends(ending) {
            listing.whole.push(path);
        }
    }
    for paths in [
        &mut listing.whole,
        &mut listing.unfinished,
        &mut listing.broken,
    ] {
        paths.sort();
    }
    Ok(listing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_leaves_nothing_beside_it() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("a.json");
        replace(&path, b"one", Lasting::Kill).expect("written");
        replace(&path, b"two", Lasting::PowerCut).expect("written");
        assert_eq!(read(&path).expect("read"), Some(b"two".to_vec()));
        let listing = list(dir.path(), "json").expect("listed");
        assert_eq!(
            listing,
            Listing {
                whole: vec![path],
                ..Listing::default()
            }
        );
    }

    #[test]
    fn a_write_that_fails_leaves_the_old_content_and_no_rest() {
        let dir = tempfile::tempdir().expect("a directory");
        // A directory stands where the file should go, so that the last step of the write fails.
        let path = dir.path().join("a.json");
        fs::create_dir(&path).expect("made");
        fs::write(path.join("inside"), "old").expect("written");
        assert!(replace(&path, b"new", Lasting::Kill).is_err());
        assert_eq!(
            list(dir.path(), "json").expect("listed").unfinished,
            Vec::<PathBuf>::new()
        );
        assert_eq!(fs::read(path.join("inside")).expect("read"), b"old");
    }

    #[test]
    fn a_full_disk_has_a_name_of_its_own() {
        let full = io::Error::from(ErrorKind::StorageFull);
        assert_eq!(
            DiskError::of(Path::new("a"), &full),
            DiskError::Full { path: "a".into() }
        );
    }

    #[test]
    fn files_set_aside_never_replace_each_other() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("a.json");
        for content in ["one", "two", "three"] {
            fs::write(&path, content).expect("written");
            set_aside(&path).expect("set aside");
        }
        let broken = list(dir.path(), "json").expect("listed").broken;
        let mut kept: Vec<String> = broken
            .iter()
            .map(|it| fs::read_to_string(it).expect("read"))
            .collect();
        kept.sort();
        assert_eq!(kept, ["one", "three", "two"]);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_what_is_written() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().expect("a directory");
        let inner = dir.path().join("deep").join("er");
        private_dir(&inner).expect("made");
        fs::set_permissions(&inner, fs::Permissions::from_mode(0o755)).expect("opened up");
        private_dir(&inner).expect("tightened");
        let path = inner.join("a");
        replace(&path, b"secret", Lasting::Kill).expect("written");
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!((mode(&inner), mode(&path)), (0o700, 0o600));
    }
}
