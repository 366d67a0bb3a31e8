//! Bytes from the terminal to keys and pastes.
//!
//! A pure machine: bytes in, [`Heard`] out, in any pieces. A sequence that is cut in two waits for its other
//! half and never for a clock: over a slow line a time-out would turn arrows into letters. The one guess is
//! that an escape with nothing behind it is the Esc key. What the terminal reports without being asked (mouse,
//! replies to queries) is swallowed whole, so that it is never taken for typing.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The longest paste that is taken, in bytes (as much as a text may have, many times over).
pub const PASTE_LIMIT: usize = 16 * 1024 * 1024;

/// The longest reply of a terminal that is waited for, in bytes.
const REPLY_LIMIT: usize = 64 * 1024;

/// What the terminal said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// A key went down.
    Key(KeyEvent),
    /// Text was pasted; line ends are `\n`.
    Paste(String),
    /// A paste was longer than [`PASTE_LIMIT`]; nothing of it is taken.
    PasteTooLong,
}

/// The machine. Feed it whatever was read.
#[derive(Debug, Default)]
pub struct Parser {
    pending: Vec<u8>,
    paste: Option<PasteSoFar>,
}

#[derive(Debug, Default)]
struct PasteSoFar {
    bytes: Vec<u8>,
    too_long: bool,
}

const PASTE_END: &[u8] = b"\x1b[201~";

/// The outcome of looking at the front of the pending bytes.
enum Step {
    /// `usize` bytes were a key.
    Key(usize, KeyEvent),
    /// `usize` bytes mean nothing to us.
    Skip(usize),
    /// A paste begins after `usize` bytes.
    Paste(usize),
    /// The rest has not arrived yet.
    Wait,
}

impl Parser {
    /// Take `bytes`. `more` says that the read filled its buffer, so that an escape at the very end is
    /// the beginning of something and not the Esc key.
    pub fn feed(&mut self, bytes: &[u8], more: bool) -> Vec<Heard> {
        let mut heard = Vec::new();
        // A paste whose end was lost would swallow every key for ever; Ctrl-C on its own gets out.
        if self.paste.is_some() && bytes == b"\x03" {
            self.paste = None;
            return heard;
        }
        self.pending.extend_from_slice(bytes);
        let mut at = 0;
        loop {
            if self.paste.is_some() {
                match self.continue_paste(at) {
                    Some((next, done)) => {
                        heard.push(done);
                        at = next;
                        continue;
                    }
                    None => return heard,
                }
            }
            let rest = self.pending.get(at..).unwrap_or_default();
            if rest.is_empty() {
                break;
            }
            match step(rest, more) {
                Step::Key(used, key) => {
                    heard.push(Heard::Key(key));
                    at += used;
                }
                Step::Skip(used) => at += used,
                Step::Paste(used) => {
                    at += used;
                    self.paste = Some(PasteSoFar::default());
                }
                Step::Wait => break,
            }
        }
        self.pending.drain(..at.min(self.pending.len()));
        heard
    }

    /// Move pending bytes from `at` into the paste. Returns where keys go on, once the end has come.
    fn continue_paste(&mut self, at: usize) -> Option<(usize, Heard)> {
        let paste = self.paste.as_mut()?;
        let rest = self.pending.get(at..).unwrap_or_default();
        let end = rest
            .windows(PASTE_END.len())
            .position(|window| window == PASTE_END);
        // What could be the beginning of the end marker stays pending.
        let take = end.unwrap_or_else(|| {
            let keep = (1..PASTE_END.len())
                .rev()
                .find(|n| rest.ends_with(PASTE_END.get(..*n).unwrap_or_default()));
            rest.len() - keep.unwrap_or(0)
        });
        if paste.bytes.len() + take > PASTE_LIMIT {
            paste.too_long = true;
            paste.bytes = Vec::new();
        } else if !paste.too_long {
            paste
                .bytes
                .extend_from_slice(rest.get(..take).unwrap_or_default());
        }
        if end.is_none() {
            self.pending.drain(..at + take);
            return None;
        }
        let paste = self.paste.take()?;
        let done = if paste.too_long {
            Heard::PasteTooLong
        } else {
            let text = String::from_utf8_lossy(&paste.bytes);
            Heard::Paste(text.replace("\r\n", "\n").replace('\r', "\n"))
        };
        Some((at + take + PASTE_END.len(), done))
    }
}

fn plain(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

fn step(bytes: &[u8], more: bool) -> Step {
    match bytes {
        [0x1b] if more => Step::Wait,
        [0x1b] => Step::Key(1, plain(KeyCode::Esc)),
        [0x1b, b'[', ..] => csi(bytes),
        [0x1b, b'O', ..] => ss3(bytes),
        // A terminal's reply is never just its two introducing bytes; those are a key with Alt.
        [0x1b, b']' | b'P', _, ..] => reply(bytes),
        [0x1b, 0x1b, b'[' | b'O', ..] => match step(bytes.get(1..).unwrap_or_default(), more) {
            Step::Key(used, key) => Step::Key(used + 1, with(key, KeyModifiers::ALT)),
            Step::Skip(used) => Step::Skip(used + 1),
            Step::Paste(used) => Step::Paste(used + 1),
            Step::Wait => Step::Wait,
        },
        [0x1b, 0x1b, ..] => Step::Key(1, plain(KeyCode::Esc)),
        [0x1b, rest @ ..] => match single(rest) {
            Step::Key(used, key) => Step::Key(used + 1, with(key, KeyModifiers::ALT)),
            Step::Skip(used) => Step::Skip(used + 1),
            other => other,
        },
        _ => single(bytes),
    }
}

fn with(key: KeyEvent, modifiers: KeyModifiers) -> KeyEvent {
    KeyEvent::new(key.code, key.modifiers | modifiers)
}

/// One key that is one byte or one character.
fn single(bytes: &[u8]) -> Step {
    let Some(&first) = bytes.first() else {
        return Step::Wait;
    };
    let ctrl = |c: char| Step::Key(1, KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL));
    match first {
        0 => ctrl(' '),
        b'\t' => Step::Key(1, plain(KeyCode::Tab)),
        b'\r' => Step::Key(1, plain(KeyCode::Enter)),
        // Some terminals send Ctrl-H for the backspace key, so it cannot be a command of its own.
        0x08 | 0x7f => Step::Key(1, plain(KeyCode::Backspace)),
        0x01..=0x1a => ctrl(char::from(b'a' + first - 1)),
        0x1c..=0x1f => ctrl(char::from(first + 0x40)),
        0x1b => Step::Key(1, plain(KeyCode::Esc)),
        _ => character(bytes),
    }
}

fn character(bytes: &[u8]) -> Step {
    let head = bytes.get(..bytes.len().min(4)).unwrap_or_default();
    let valid = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(e) if e.valid_up_to() > 0 => {
            std::str::from_utf8(head.get(..e.valid_up_to()).unwrap_or_default()).unwrap_or_default()
        }
        Err(e) => {
            return match e.error_len() {
                Some(bad) => Step::Skip(bad),
                None => Step::Wait,
            };
        }
    };
    match valid.chars().next() {
        Some(c) if c.is_control() => Step::Skip(c.len_utf8()),
        Some(c) => Step::Key(c.len_utf8(), typed(c)),
        None => Step::Wait,
    }
}

/// A letter with the modifier that its case implies.
fn typed(c: char) -> KeyEvent {
    let modifiers = if c.is_uppercase() {
        KeyModifiers::SHIFT
    } else {
        KeyModifiers::NONE
    };
    KeyEvent::new(KeyCode::Char(c), modifiers)
}

/// `ESC O x`: arrows and F1-F4 in application mode.
fn ss3(bytes: &[u8]) -> Step {
    let Some(&last) = bytes.get(2) else {
        return Step::Wait;
    };
    match letter(last) {
        Some(code) => Step::Key(3, plain(code)),
        None if last == b'M' => Step::Key(3, plain(KeyCode::Enter)),
        // Nothing a terminal sends begins like this: it was Alt-O, and then another key.
        None => Step::Key(
            2,
            KeyEvent::new(KeyCode::Char('O'), KeyModifiers::ALT | KeyModifiers::SHIFT),
        ),
    }
}

/// The keys that end in a letter, in CSI and SS3 alike.
fn letter(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

/// `ESC [ …`: everything else.
fn csi(bytes: &[u8]) -> Step {
    // The Linux console writes F1-F5 as ESC [ [ A to E.
    if let Some(b'[') = bytes.get(2) {
        return match bytes.get(3) {
            None => Step::Wait,
            Some(n @ b'A'..=b'E') => Step::Key(4, plain(KeyCode::F(n - b'A' + 1))),
            Some(_) => Step::Skip(4),
        };
    }
    let body = bytes.get(2..).unwrap_or_default();
    let Some(length) = body.iter().position(|b| !(0x20..=0x3f).contains(b)) else {
        return if body.len() > REPLY_LIMIT {
            Step::Skip(bytes.len())
        } else {
            Step::Wait
        };
    };
    let (parameters, last) = (
        body.get(..length).unwrap_or_default(),
        body.get(length).copied().unwrap_or_default(),
    );
    if !(0x40..=0x7e).contains(&last) {
        // Not a sequence after all; what broke it is looked at again.
        return Step::Skip(2 + length);
    }
    let used = 2 + length + 1;
    // The old mouse report has three bytes behind its letter.
    if parameters.is_empty() && last == b'M' {
        return if bytes.len() < used + 3 {
            Step::Wait
        } else {
            Step::Skip(used + 3)
        };
    }
    if last == b'~' && parameters == b"200" {
        return Step::Paste(used);
    }
    match csi_key(parameters, last) {
        Some(key) => Step::Key(used, key),
        None => Step::Skip(used),
    }
}

fn csi_key(parameters: &[u8], last: u8) -> Option<KeyEvent> {
    let text = std::str::from_utf8(parameters).ok()?;
    let mut numbers = text
        .split(';')
        // Sub-parameters (after a colon) say nothing that a key needs.
        .map(|part| part.split(':').next().unwrap_or_default())
        .map(|part| {
            if part.is_empty() {
                Some(1)
            } else {
                part.parse::<u32>().ok()
            }
        });
    let first = numbers.next()??;
    let second = numbers.next().unwrap_or(Some(1))?;
    let third = numbers.next();
    let key = |code| KeyEvent::new(code, modifiers(second));
    match last {
        // With a number other than 1 in front, R answers a question about the cursor.
        b'R' if first != 1 => None,
        b'Z' => Some(KeyEvent::new(
            KeyCode::BackTab,
            modifiers(second) | KeyModifiers::SHIFT,
        )),
        b'~' if first == 27 => coded(third??, modifiers(second)),
        b'~' => Some(key(numbered(first)?)),
        b'u' => coded(first, modifiers(second)),
        _ => letter(last).map(key),
    }
}

/// The keys that are a number before a tilde.
fn numbered(number: u32) -> Option<KeyCode> {
    let f = |from: u32, first: u8| {
        u8::try_from(number - from)
            .ok()
            .map(|n| KeyCode::F(first + n))
    };
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => f(11, 1),
        17..=21 => f(17, 6),
        23..=26 => f(23, 11),
        28..=29 => f(28, 15),
        31..=34 => f(31, 17),
        _ => None,
    }
}

/// A key written as its code point, as terminals do that report modified keys.
fn coded(code: u32, modifiers: KeyModifiers) -> Option<KeyEvent> {
    let code = match code {
        9 if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        8 | 127 => KeyCode::Backspace,
        other => KeyCode::Char(char::from_u32(other).filter(|c| !c.is_control())?),
    };
    Some(KeyEvent::new(code, modifiers))
}

fn modifiers(parameter: u32) -> KeyModifiers {
    let bits = parameter.saturating_sub(1);
    let mut modifiers = KeyModifiers::NONE;
    for (bit, modifier) in [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
        (8, KeyModifiers::SUPER),
    ] {
        if bits & bit != 0 {
            modifiers |= modifier;
        }
    }
    modifiers
}

/// A string the terminal sends unasked or in answer: swallowed up to its terminator.
fn reply(bytes: &[u8]) -> Step {
    let body = bytes.get(2..).unwrap_or_default();
    let bell = body.iter().position(|b| *b == 0x07).map(|n| n + 1);
    let st = body
        .windows(2)
        .position(|pair| pair == b"\x1b\\")
        .map(|n| n + 2);
    match bell.into_iter().chain(st).min() {
        Some(length) => Step::Skip(2 + length),
        None if body.len() > REPLY_LIMIT => Step::Skip(bytes.len()),
        None => Step::Wait,
    }
}

#[cfg(test)]
#[path = "keys_tests.rs"]
mod tests;
