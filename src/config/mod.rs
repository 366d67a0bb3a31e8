//! Settings of one person: `sanshen.toml`, found, read and checked as a whole.
//!
//! The file holds only what differs from the defaults; an absent file is every setting at its default. All problems of a
//! file are told at once, each with line, value, legal values and the near miss; with a problem in it the file is refused
//! as a whole. A flag on the command line goes before an environment variable, and that before the file.

mod problem;
mod settings;

pub use problem::{Fault, Problem};
pub use settings::{KEYMAPS, LAYOUTS, Settings};

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Environment variable that names another file than the one in the configuration folder.
pub const VARIABLE: &str = "SANSHEN_CONFIG";
/// Name of the file in the configuration folder.
pub const FILE: &str = "sanshen.toml";
/// Bytes of a configuration at most; a larger file is another kind of file.
const LARGEST: u64 = 1 << 20;

/// Where the settings are: the file named by [`VARIABLE`], or the one in `folder`.
pub fn path(folder: &Path) -> PathBuf {
    match std::env::var_os(VARIABLE).filter(|named| !named.is_empty()) {
        Some(named) => PathBuf::from(named),
        None => folder.join(FILE),
    }
}

/// Reads the settings at `path`; the defaults when there is no such file.
///
/// # Errors
/// All problems of the file, by line.
pub fn load(path: &Path) -> Result<Settings, Vec<Problem>> {
    let unreadable = |why: &dyn std::fmt::Display| {
        vec![Problem {
            file: path.display().to_string(),
            line: 1,
            fault: Fault::Unreadable {
                why: why.to_string(),
            },
        }]
    };
    let found = std::fs::metadata(path).and_then(|about| {
        if about.len() > LARGEST {
            return Err(std::io::Error::from(ErrorKind::FileTooLarge));
        }
        std::fs::read_to_string(path)
    });
    match found {
        Ok(text) => Settings::read(path, &text),
        Err(why) if why.kind() == ErrorKind::NotFound => Ok(Settings::default()),
        Err(why) => Err(unreadable(&why)),
    }
}
