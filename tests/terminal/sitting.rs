//! The program in a terminal of its own: a pty, a screen kept by `vt100`, and everything that was written to it.
//!
//! Nothing here waits for a time to pass. A wait is for something to be true of a whole frame, and gives up with the
//! screen as it is.

use crate::harness::TestDesk;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long something may take to become true before a test fails.
const PATIENCE: Duration = Duration::from_secs(30);

pub const ENTER: &str = "\r";
pub const ESC: &str = "\x1b";
pub const DOWN: &str = "\x1b[B";
pub const F3: &str = "\x1bOR";
pub const CTRL_L: &str = "\x0c";
pub const CTRL_Q: &str = "\x11";
pub const CTRL_S: &str = "\x13";

/// Lines and columns, as a person would say them: columns first.
pub type Size = (u16, u16);

/// How a person sits down.
#[derive(Debug, Clone, Copy)]
pub struct Seat<'a> {
    pub who: &'a str,
    pub lang: &'a str,
    pub size: Size,
    pub flags: &'a [&'a str],
}

impl<'a> Seat<'a> {
    pub fn new(who: &'a str, lang: &'a str, size: Size) -> Self {
        Seat {
            who,
            lang,
            size,
            flags: &[],
        }
    }
}

/// One person at one terminal.
pub struct Sitting {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
}

struct Seen {
    screen: vt100::Parser,
    raw: Vec<u8>,
    ended: bool,
}

impl Seen {
    /// Whether the last frame that was begun has been drawn to its end.
    fn whole(&self) -> bool {
        let mark = b"\x1b[?2026";
        let last = self.raw.windows(mark.len()).rposition(|it| it == mark);
        last.is_some_and(|at| self.raw.get(at + mark.len()) == Some(&b'l'))
    }
}

/// A folder for what a person keeps on the machine.
pub fn home() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

impl Sitting {
    /// Opens the program on the desk, as somebody, with what was kept in `home`.
    pub fn open(desk: &TestDesk, home: &Path, seat: Seat<'_>) -> Self {
        let (width, height) = seat.size;
        let pair = native_pty_system()
            .openpty(pty_size(seat.size))
            .expect("a pty");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_sanshen"));
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("PATH", "/usr/bin:/bin");
        command.env("SANSHEN_HOME", home);
        command.env("SANSHEN_TOKEN", &desk.tokens[seat.who]);
        command.args(["--lang", seat.lang, "--server", &desk.base]);
        command.args(seat.flags);
        let child = pair.slave.spawn_command(command).expect("the program");
        drop(pair.slave);
        let seen = Arc::new((
            Mutex::new(Seen {
                screen: vt100::Parser::new(cells(height), cells(width), 0),
                raw: Vec::new(),
                ended: false,
            }),
            Condvar::new(),
        ));
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let shared = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut bytes = [0; 8192];
            loop {
                let read = reader.read(&mut bytes).unwrap_or(0);
                let mut now = shared.0.lock().unwrap_or_else(PoisonError::into_inner);
                now.ended = read == 0;
                let new = bytes.get(..read).unwrap_or_default();
                now.raw.extend_from_slice(new);
                now.screen.process(new);
                shared.1.notify_all();
                if read == 0 {
                    return;
                }
            }
        });
        let keyboard = pair.master.take_writer().expect("a writer");
        Sitting {
            child,
            master: pair.master,
            keyboard,
            seen,
        }
    }

    /// Types, or presses keys.
    pub fn press(&mut self, keys: &str) {
        self.keyboard
            .write_all(keys.as_bytes())
            .and_then(|()| self.keyboard.flush())
            .expect("a keyboard");
    }

    /// Pastes, as a terminal does it.
    pub fn paste(&mut self, text: &str) {
        self.press(&format!("\x1b[200~{text}\x1b[201~"));
    }

    /// Presses keys, then waits.
    pub fn press_for(&mut self, keys: &str, wanted: &str) -> String {
        self.press(keys);
        self.sees(wanted)
    }

    /// Waits until the screen shows this; the screen.
    pub fn sees(&self, wanted: &str) -> String {
        self.until(wanted, |screen| screen.contains(wanted))
    }

    /// Waits until the screen no longer shows this; the screen.
    pub fn loses(&self, gone: &str) -> String {
        self.until(&format!("no {gone}"), |screen| !screen.contains(gone))
    }

    /// Waits until something is true of a whole frame; the screen.
    pub fn until(&self, what: &str, holds: impl Fn(&str) -> bool) -> String {
        let by = Instant::now() + PATIENCE;
        let mut seen = self.lock();
        loop {
            let screen = seen.screen.screen().contents();
            if seen.whole() && holds(&screen) {
                return screen;
            }
            let left = by.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !seen.ended,
                "waited for: {what}\nended: {}\n{screen}",
                seen.ended
            );
            seen = self
                .seen
                .1
                .wait_timeout(seen, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    /// Row and column of the hardware cursor, from 0; `None` while it is hidden.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let seen = self.lock();
        let screen = seen.screen.screen();
        (!screen.hide_cursor()).then(|| screen.cursor_position())
    }

    /// Everything that was written to the terminal.
    pub fn raw(&self) -> Vec<u8> {
        self.lock().raw.clone()
    }

    /// Gives the window another size.
    pub fn resize(&self, size: Size) {
        let mut seen = self.lock();
        seen.screen.set_size(cells(size.1), cells(size.0));
        drop(seen);
        self.master.resize(pty_size(size)).expect("a size");
    }

    /// Ends the program without letting it do anything more.
    pub fn kill(mut self) {
        // SIGKILL: `Child::kill` would first ask with SIGHUP.
        let id = self.child.process_id().expect("a process").to_string();
        let done = std::process::Command::new("kill")
            .args(["-9", &id])
            .status();
        assert!(done.is_ok_and(|it| it.success()));
        let ended = self.child.wait().expect("an end");
        assert!(!ended.success(), "{ended:?}");
    }

    /// Leaves by the key, and what the program said by its exit code.
    pub fn leave(mut self) {
        self.press(CTRL_Q);
        let ended = self.child.wait().expect("an end");
        assert!(ended.success(), "{ended:?}");
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Sitting {
    fn drop(&mut self) {
        // A failed test leaves nobody sitting.
        let _ = self.child.kill();
    }
}

/// Waits until a finished file below `folder` holds this text.
pub fn kept_on_disk(folder: &Path, text: &str) {
    let by = Instant::now() + PATIENCE;
    while !holds(folder, text) {
        assert!(Instant::now() < by, "nothing on disk holds {text}");
        std::thread::yield_now();
    }
}

fn holds(folder: &Path, text: &str) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return false;
    };
    entries.flatten().any(|entry| match entry.path() {
        below if below.is_dir() => holds(&below, text),
        // Another ending means that it is still being written.
        file => {
            file.extension().is_some_and(|it| it == "json")
                && std::fs::read_to_string(&file).is_ok_and(|it| it.contains(text))
        }
    })
}

fn cells(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).expect("a size")
}

fn pty_size((cols, rows): Size) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}
