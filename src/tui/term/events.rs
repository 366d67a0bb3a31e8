//! What reaches the program from the terminal: keys, pastes, a new size, and the wish to end.
//!
//! A thread waits on the keyboard and on a pipe of its own at once, so that it costs nothing while nobody
//! types, can be put aside at once for another program, and notices a terminal that went away. It reads and
//! parses; the loop takes what is there with [`Input::next`] and [`Input::waiting`]. While it is paused it does not
//! touch the terminal, and what was typed for the other program and not read by it is thrown away.

use super::keys::{Heard, Parser};
use ratatui::crossterm::{event::KeyEvent, terminal};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::fs::File;
use std::io::{self, IsTerminal, PipeReader, PipeWriter, Read, Write};
use std::os::fd::AsFd;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::mpsc;

/// One thing that happened at the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermEvent {
    /// A key went down (or repeats).
    Key(KeyEvent),
    /// Text was pasted, as one piece; it never fires keys.
    Paste(String),
    /// A paste was longer than [`super::keys::PASTE_LIMIT`] and was not taken.
    PasteTooLong,
    /// The window has this many columns and rows now.
    Resize(u16, u16),
    /// The program has to end; drafts are on disk already.
    Leave(Leave),
}

/// Why the program has to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    /// The line was dropped (SIGHUP), or nothing can be read from the terminal any more.
    HangUp,
    /// Someone asked the process to end (SIGTERM, SIGINT from outside).
    Asked,
}

/// The source of [`TermEvent`]s.
#[derive(Debug)]
pub struct Input {
    events: mpsc::UnboundedReceiver<TermEvent>,
    reader: Reader,
    hang_up: Signal,
    terminate: Signal,
    interrupt: Signal,
    window: Signal,
}

impl Input {
    /// Listen to the terminal this process was started on. Needs a running tokio runtime.
    ///
    /// # Errors
    /// When there is no terminal, or no signal handler or thread can be set up.
    pub fn open() -> io::Result<Self> {
        let stdin = io::stdin();
        let tty = if stdin.is_terminal() {
            File::from(stdin.as_fd().try_clone_to_owned()?)
        } else {
            File::open("/dev/tty")?
        };
        Self::from_file(tty)
    }

    /// Listen to any file that can be waited on, such as one side of a pseudo-terminal.
    ///
    /// # Errors
    /// When no signal handler or thread can be set up.
    pub fn from_file(tty: File) -> io::Result<Self> {
        let (sender, events) = mpsc::unbounded_channel();
        Ok(Self {
            events,
            reader: Reader::start(tty, sender)?,
            hang_up: signal(SignalKind::hangup())?,
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            window: signal(SignalKind::window_change())?,
        })
    }

    /// The next event; waits for one. Safe to abandon half-way: nothing is lost.
    pub async fn next(&mut self) -> TermEvent {
        loop {
            tokio::select! {
                biased;
                _ = self.hang_up.recv() => return TermEvent::Leave(Leave::HangUp),
                _ = self.terminate.recv() => return TermEvent::Leave(Leave::Asked),
                _ = self.interrupt.recv() => return TermEvent::Leave(Leave::Asked),
                _ = self.window.recv() => {
                    if let Ok((width, height)) = terminal::size() {
                        return TermEvent::Resize(width, height);
                    }
                }
                event = self.events.recv() => {
                    return event.unwrap_or(TermEvent::Leave(Leave::HangUp));
                }
            }
        }
    }

    /// An event that is waiting already, if any: what is to be taken before a frame is drawn.
    pub fn waiting(&mut self) -> Option<TermEvent> {
        self.events.try_recv().ok()
    }

    /// Stop touching the terminal. Returns once the reader is at rest.
    pub fn pause(&self) {
        self.reader.pause();
    }

    /// Listen again; what was typed in the meantime is thrown away. Returns once it has been.
    pub fn resume(&mut self) {
        while self.events.try_recv().is_ok() {}
        self.reader.resume();
    }
}

#[derive(Debug)]
struct Reader {
    shared: Arc<Shared>,
    wake: PipeWriter,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    paused: bool,
    at_rest: bool,
    stop: bool,
    gone: bool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_while(&self, condition: impl Fn(&State) -> bool) -> MutexGuard<'_, State> {
        self.changed
            .wait_while(self.lock(), |state| condition(state))
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Says on its way out, even through a panic, that nobody reads any more.
struct Goodbye(Arc<Shared>);

impl Drop for Goodbye {
    fn drop(&mut self) {
        self.0.lock().gone = true;
        self.0.changed.notify_all();
    }
}

impl Reader {
    fn start(tty: File, events: mpsc::UnboundedSender<TermEvent>) -> io::Result<Self> {
        let (woken, wake) = io::pipe()?;
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        let thread = std::thread::Builder::new()
            .name("keyboard".into())
            .spawn(move || {
                let goodbye = Goodbye(theirs);
                // The receiver may be gone already, which needs no answer.
                let _ = match read(tty, woken, &goodbye.0, &events) {
                    Ended::Stopped => Ok(()),
                    Ended::Lost => events.send(TermEvent::Leave(Leave::HangUp)),
                };
            })?;
        Ok(Self {
            shared,
            wake,
            thread: Some(thread),
        })
    }

    fn nudge(&self) {
        // A full or closed pipe means that the thread is awake or gone.
        let _ = (&self.wake).write_all(b".");
    }

    fn pause(&self) {
        self.shared.lock().paused = true;
        self.nudge();
        drop(
            self.shared
                .wait_while(|state| !state.at_rest && !state.gone),
        );
    }

    fn resume(&self) {
        self.shared.lock().paused = false;
        self.shared.changed.notify_all();
        // Only once the old input is gone does a key count again.
        drop(self.shared.wait_while(|state| state.at_rest && !state.gone));
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.shared.lock().stop = true;
        self.shared.changed.notify_all();
        self.nudge();
        if let Some(thread) = self.thread.take() {
            // A panic in the thread has been reported by the hook.
            let _ = thread.join();
        }
    }
}

enum Ended {
    Stopped,
    Lost,
}

fn read(
    mut tty: File,
    mut woken: PipeReader,
    shared: &Shared,
    events: &mpsc::UnboundedSender<TermEvent>,
) -> Ended {
    let mut parser = Parser::default();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        if shared.lock().paused {
            shared.lock().at_rest = true;
            shared.changed.notify_all();
            drop(shared.wait_while(|state| state.paused && !state.stop));
            parser = Parser::default();
            discard(&mut tty, &mut buffer);
            shared.lock().at_rest = false;
            shared.changed.notify_all();
        }
        if shared.lock().stop {
            return Ended::Stopped;
        }
        let (typed, nudged) = match wait(&tty, &woken, None) {
            Ok(ready) => ready,
            Err(rustix::io::Errno::INTR) => continue,
            Err(_) => return Ended::Lost,
        };
        if nudged {
            // Several nudges may be read as one: the state says what they meant.
            let _ = woken.read(&mut [0; 64]);
            continue;
        }
        if !typed {
            continue;
        }
        let read = match tty.read(&mut buffer) {
            Ok(0) => return Ended::Lost,
            Ok(read) => read,
            Err(e)
                if matches!(
                    e.kind(),
                    io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock
                ) =>
            {
                continue;
            }
            Err(_) => return Ended::Lost,
        };
        let full = read == buffer.len();
        for heard in parser.feed(buffer.get(..read).unwrap_or_default(), full) {
            let event = match heard {
                Heard::Key(key) => TermEvent::Key(key),
                Heard::Paste(text) => TermEvent::Paste(text),
                Heard::PasteTooLong => TermEvent::PasteTooLong,
            };
            if events.send(event).is_err() {
                return Ended::Stopped;
            }
        }
    }
}

/// Throw away what is waiting, without waiting for more.
fn discard(tty: &mut File, buffer: &mut [u8]) {
    let at_once = Timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // Bounded, so that a key that is held down cannot keep us here.
    for _ in 0..64 {
        let mut fds = [PollFd::new(&*tty, PollFlags::IN)];
        let ready = poll(&mut fds, Some(&at_once)).is_ok_and(|n| n > 0);
        if !ready || !tty.read(buffer).is_ok_and(|n| n > 0) {
            return;
        }
    }
}

/// Wait for the terminal or a nudge; says which of the two has come.
fn wait(
    tty: &File,
    woken: &PipeReader,
    timeout: Option<&Timespec>,
) -> Result<(bool, bool), rustix::io::Errno> {
    let mut fds = [
        PollFd::new(tty, PollFlags::IN),
        PollFd::new(woken, PollFlags::IN),
    ];
    poll(&mut fds, timeout)?;
    let [tty, woken] = fds.map(|fd| !fd.revents().is_empty());
    Ok((tty, woken))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::crossterm::event::{KeyCode, KeyModifiers};
    use std::os::fd::OwnedFd;
    use std::os::unix::net::UnixStream;

    fn key(c: char) -> TermEvent {
        TermEvent::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE))
    }

    fn line() -> (UnixStream, Input) {
        let (far, near) = UnixStream::pair().unwrap();
        let input = Input::from_file(File::from(OwnedFd::from(near))).unwrap();
        (far, input)
    }

    #[tokio::test]
    async fn keys_and_pastes_arrive_in_order() {
        let (mut far, mut input) = line();
        far.write_all("a\x1b[200~核实\x1b[201~b".as_bytes())
            .unwrap();
        assert_eq!(input.next().await, key('a'));
        assert_eq!(input.next().await, TermEvent::Paste("核实".into()));
        assert_eq!(input.next().await, key('b'));
    }

    #[tokio::test]
    async fn a_terminal_that_goes_away_is_a_hang_up() {
        let (far, mut input) = line();
        drop(far);
        assert_eq!(input.next().await, TermEvent::Leave(Leave::HangUp));
    }

    #[tokio::test]
    async fn what_was_typed_for_another_program_does_not_fire_keys_here() {
        let (mut far, mut input) = line();
        input.pause();
        far.write_all(b":wq\r").unwrap();
        input.resume();
        far.write_all(b"z").unwrap();
        assert_eq!(input.next().await, key('z'));
    }

    #[tokio::test]
    async fn while_paused_the_other_program_reads_everything() {
        let (mut far, near) = UnixStream::pair().unwrap();
        let mut other_program = near.try_clone().unwrap();
        let input = Input::from_file(File::from(OwnedFd::from(near))).unwrap();
        input.pause();
        far.write_all(b"dd").unwrap();
        let mut bytes = [0; 2];
        other_program.read_exact(&mut bytes).unwrap();
        assert_eq!(&bytes, b"dd");
    }

    #[tokio::test]
    async fn ending_does_not_wait_for_a_key() {
        let (_far, input) = line();
        drop(input);
    }
}
