//! Where the program's own log goes: to the error stream of a server, to a file while a terminal is open.

use crate::client::Place;
use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::Mutex;
use tracing_subscriber::EnvFilter;

/// Environment variable with a filter, as `info` or `sanshen=debug,tower_http=warn`.
pub const VARIABLE: &str = "SANSHEN_LOG";
/// Bytes after which the file begins anew; the one before is kept.
const LARGEST: u64 = 5 << 20;

fn filter(otherwise: &str) -> EnvFilter {
    EnvFilter::try_from_env(VARIABLE).unwrap_or_else(|_| EnvFilter::new(otherwise))
}

/// Logs to the error stream.
pub fn to_stderr(otherwise: &str) {
    // A second call, as in tests, changes nothing.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter(otherwise))
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none())
        .try_init();
}

/// Logs to a file of the person's, never to the screen. Without a file there is no log: that keeps nobody from working.
pub fn to_file(place: &Place) {
    if let Ok(file) = open(place) {
        let _ = tracing_subscriber::fmt()
            .with_env_filter(filter("info"))
            .with_writer(Mutex::new(file))
            .with_ansi(false)
            .try_init();
    }
}

/// The file.
pub fn path(place: &Place) -> Result<PathBuf, crate::client::DiskError> {
    Ok(place.state()?.join("sanshen.log"))
}

fn open(place: &Place) -> io::Result<File> {
    let path = path(place).map_err(io::Error::other)?;
    if std::fs::metadata(&path).is_ok_and(|about| about.len() > LARGEST) {
        std::fs::rename(&path, path.with_extension("log.1"))?;
    }
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&path)
}
