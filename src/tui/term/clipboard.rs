//! Copying over a remote line: the terminal on the person's own desk is asked to take the text (OSC 52).
//!
//! A terminal does not answer whether it did, and several refuse by default, so nothing more is claimed than
//! is known. Inside tmux the text goes to tmux's own buffer, which can be pasted from there whatever the
//! terminal does, and from there on to the terminal.

use super::surroundings::Multiplexer;
use crate::messages::{Lang, terminal as say};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::io::{self, Write};
use std::process::{Command, Stdio};

/// The longest text that terminals take, in bytes: 100,000 bytes of sequence, of which base64 leaves three quarters.
pub const LIMIT: usize = 74_994;

/// What can honestly be said after a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// The text is in tmux's buffer, which is certain; the terminal was asked too.
    TmuxBuffer,
    /// The terminal was asked to take it. Whether it did cannot be known.
    Asked,
}

impl Copied {
    /// The line that tells the person.
    pub fn sentence(self, lang: Lang) -> &'static str {
        match self {
            Copied::TmuxBuffer => say::COPIED_TO_TMUX.get(lang),
            Copied::Asked => say::COPIED_PERHAPS.get(lang),
        }
    }
}

/// Why nothing was copied.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// There is nothing to copy.
    #[error("nothing to copy")]
    Nothing,
    /// The text is longer than [`LIMIT`].
    #[error("{bytes} bytes are more than a terminal takes ({LIMIT})")]
    TooLong {
        /// How long it is.
        bytes: usize,
    },
    /// The terminal cannot be written to.
    #[error("the terminal cannot be written to: {0}")]
    Io(#[from] io::Error),
}

impl CopyError {
    /// The line that tells the person.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            CopyError::Nothing => say::NOTHING_TO_COPY.get(lang).to_owned(),
            CopyError::TooLong { bytes } => say::too_long_to_copy(lang, bytes, LIMIT),
            CopyError::Io(e) => say::no_terminal(lang, e),
        }
    }
}

/// Copy `text`; `send` writes to the terminal between frames ([`super::Screen::pass`]).
///
/// # Errors
/// When the text is empty or too long, or the terminal is gone.
pub fn copy(
    text: &str,
    multiplexer: Multiplexer,
    send: impl FnOnce(&[u8]) -> io::Result<()>,
) -> Result<Copied, CopyError> {
    let sequence = sequence(text, multiplexer)?;
    if multiplexer == Multiplexer::Tmux && into_tmux(text) {
        return Ok(Copied::TmuxBuffer);
    }
    send(sequence.as_bytes())?;
    Ok(Copied::Asked)
}

/// The sequence that asks the terminal to take `text`.
///
/// # Errors
/// [`CopyError::Nothing`] and [`CopyError::TooLong`].
pub fn sequence(text: &str, multiplexer: Multiplexer) -> Result<String, CopyError> {
    if text.is_empty() {
        return Err(CopyError::Nothing);
    }
    if text.len() > LIMIT {
        return Err(CopyError::TooLong { bytes: text.len() });
    }
    let plain = format!("\x1b]52;c;{}\x07", STANDARD.encode(text));
    Ok(multiplexer.wrap(&plain))
}

/// Hand the text to tmux itself, which passes it on to the terminal (`-w`, from tmux 3.2).
fn into_tmux(text: &str) -> bool {
    let child = Command::new("tmux")
        .args(["load-buffer", "-w", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = child else {
        return false;
    };
    let written = child
        .stdin
        .take()
        .is_some_and(|mut stdin| stdin.write_all(text.as_bytes()).is_ok());
    child.wait().is_ok_and(|status| status.success()) && written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminal_is_handed_the_text_as_base64() {
        let mut sent = Vec::new();
        let copied = copy("核实", Multiplexer::None, |bytes| {
            sent.extend_from_slice(bytes);
            Ok(())
        });
        assert!(matches!(copied, Ok(Copied::Asked)));
        assert_eq!(sent, "\x1b]52;c;5qC45a6e\x07".as_bytes());
    }

    #[test]
    fn a_text_that_no_terminal_takes_is_refused_and_not_cut() {
        let long = "x".repeat(LIMIT + 1);
        assert!(matches!(
            sequence(&long, Multiplexer::None),
            Err(CopyError::TooLong { bytes }) if bytes == LIMIT + 1
        ));
        assert!(sequence(&long[1..], Multiplexer::None).is_ok_and(|s| s.len() <= 100_000));
        assert!(matches!(
            sequence("", Multiplexer::None),
            Err(CopyError::Nothing)
        ));
    }

    #[test]
    fn hostile_text_cannot_end_the_sequence_early() {
        let sequence = sequence("a\x07\x1b\\b\x1b]0;title\x07", Multiplexer::None).unwrap();
        let inner = sequence
            .strip_prefix("\x1b]52;c;")
            .and_then(|rest| rest.strip_suffix('\x07'))
            .unwrap();
        assert!(!inner.contains(char::is_control));
    }
}
