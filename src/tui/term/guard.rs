//! Taking the terminal and handing it back as it was found.
//!
//! While a [`Guard`] lives, the terminal is in raw mode, on its alternate screen, with bracketed paste on and the
//! mouse off. It is handed back when the guard is dropped, and by the panic hook before the panic is printed. A
//! panic on a thread that does not own the terminal goes to the log instead of over the picture. Signals
//! (SIGHUP, SIGTERM) are events ([`super::events::TermEvent::Leave`]): the loop ends, the guard is dropped.

use ratatui::crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::os::fd::AsFd;
use std::sync::{Mutex, Once, OnceLock, PoisonError};
use std::thread::ThreadId;

/// Alternate screen, bracketed paste, no cursor, plain style.
const TAKE: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?25l\x1b[m";
/// The same undone, in an order that leaves nothing half-set; an update that was begun is ended.
const GIVE_BACK: &[u8] = b"\x1b[?2026l\x1b[m\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// The thread that holds the terminal, while one does.
static HOLDER: Mutex<Option<ThreadId>> = Mutex::new(None);
/// The terminal, for whoever has to hand it back. Not `stdout()`: that may be locked when a panic strikes.
static TERMINAL: OnceLock<File> = OnceLock::new();

/// Holds the terminal for this program.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Take the terminal.
    ///
    /// # Errors
    /// When standard output is not a terminal, or it does not let itself be set.
    pub fn take() -> io::Result<Self> {
        let stdout = io::stdout();
        if !stdout.is_terminal() {
            return Err(io::ErrorKind::Unsupported.into());
        }
        if TERMINAL.get().is_none() {
            let file = File::from(stdout.as_fd().try_clone_to_owned()?);
            // Lost only to another thread that stored the same terminal.
            let _ = TERMINAL.set(file);
        }
        restore_on_panic();
        let guard = Self(());
        guard.enter()?;
        Ok(guard)
    }

    /// A writer to the terminal that does not go through the buffer and lock of standard output.
    ///
    /// # Errors
    /// When no further file can be opened.
    pub fn writer(&self) -> io::Result<File> {
        TERMINAL
            .get()
            .ok_or(io::ErrorKind::NotConnected)?
            .try_clone()
    }

    /// Take the terminal (again, after [`Guard::leave`]).
    ///
    /// # Errors
    /// When the terminal does not let itself be set; it is then as it was.
    pub fn enter(&self) -> io::Result<()> {
        enable_raw_mode()?;
        *HOLDER.lock().unwrap_or_else(PoisonError::into_inner) = Some(std::thread::current().id());
        let mut terminal = TERMINAL.get().ok_or(io::ErrorKind::NotConnected)?;
        terminal.write_all(TAKE).inspect_err(|_| give_back())
    }

    /// Hand the terminal back for a while.
    pub fn leave(&self) {
        give_back();
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

/// Hand the terminal back if it is held. A terminal that is gone cannot be, which is no error.
fn give_back() {
    let held = HOLDER.lock().unwrap_or_else(PoisonError::into_inner).take();
    if held.is_some() {
        if let Some(mut terminal) = TERMINAL.get() {
            let _ = terminal.write_all(GIVE_BACK);
        }
        let _ = disable_raw_mode();
    }
}

fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let holder = *HOLDER.lock().unwrap_or_else(PoisonError::into_inner);
            if holder.is_some_and(|holder| holder != std::thread::current().id()) {
                tracing::error!(%panic, "a background thread panicked");
                return;
            }
            give_back();
            before(panic);
        }));
    });
}
