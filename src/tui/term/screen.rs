//! The screen: frames go in, and another program can have it for a while.

use super::backend::{TermBackend, resize, settle};
use super::events::Input;
use super::guard::Guard;
use super::surroundings::Surroundings;
use crate::messages::{Lang, terminal as say};
use ratatui::crossterm::terminal::size;
use ratatui::layout::{Rect, Size};
use ratatui::{Frame, Terminal};
use std::fs::File;
use std::io;

/// Why there is no screen to draw on.
#[derive(Debug, thiserror::Error)]
pub enum ScreenError {
    /// Standard output does not lead to a terminal.
    #[error("standard output is not a terminal")]
    NotATerminal,
    /// The terminal cannot place a cursor.
    #[error("the terminal cannot place a cursor (TERM is unset or dumb)")]
    Dumb,
    /// The terminal does not let itself be set.
    #[error("the terminal cannot be set up: {0}")]
    Io(#[from] io::Error),
}

impl ScreenError {
    /// What to tell the person, and what they can do.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            ScreenError::NotATerminal => say::NOT_A_TERMINAL.get(lang).to_owned(),
            ScreenError::Dumb => say::DUMB_TERMINAL.get(lang).to_owned(),
            ScreenError::Io(e) => say::no_terminal(lang, e),
        }
    }
}

/// The terminal, held, with what is drawn on it.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<TermBackend<File>>,
    // After the terminal, so that nothing is drawn once it has been handed back.
    guard: Guard,
}

impl Screen {
    /// Take the terminal.
    ///
    /// # Errors
    /// When there is none that can be drawn on.
    pub fn open(surroundings: &Surroundings) -> Result<Self, ScreenError> {
        if surroundings.dumb {
            return Err(ScreenError::Dumb);
        }
        let guard = Guard::take().map_err(|e| match e.kind() {
            io::ErrorKind::Unsupported => ScreenError::NotATerminal,
            _ => ScreenError::Io(e),
        })?;
        let (width, height) = size()?;
        let backend = TermBackend::new(
            guard.writer()?,
            Size { width, height },
            surroundings.palette,
        );
        Ok(Self {
            terminal: Terminal::new(backend)?,
            guard,
        })
    }

    /// Draw one frame: a single write, and none at all when nothing has changed. Where `view` sets no cursor
    /// position, the cursor is hidden.
    ///
    /// # Errors
    /// When the terminal cannot be written to, which means that it is gone.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(|frame| {
            view(frame);
            settle(frame.buffer_mut());
        })?;
        Ok(())
    }

    /// The area a frame has.
    pub fn area(&mut self) -> Rect {
        self.terminal.get_frame().area()
    }

    /// The window has a new size; the next frame is drawn whole.
    pub fn resize(&mut self, width: u16, height: u16) {
        // Neither size nor clearing touches the terminal before the next frame, so neither can fail.
        let _ = resize(&mut self.terminal, Size { width, height });
    }

    /// Draw everything anew with the next frame, as after something else wrote over the picture.
    pub fn forget(&mut self) {
        self.terminal.backend_mut().forget();
    }

    /// Send what is not a picture: a notice, a copy.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn pass(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.terminal.backend_mut().pass(bytes)
    }

    /// Let `other` have the terminal: the keyboard is left alone, the terminal handed back, and afterwards
    /// taken again with everything to be drawn anew. What was typed and not read by then is thrown away.
    ///
    /// # Errors
    /// When the terminal cannot be taken again. What `other` returned is lost then only if the caller let it be:
    /// keep results that matter outside the closure.
    pub fn suspend<T>(&mut self, input: &mut Input, other: impl FnOnce() -> T) -> io::Result<T> {
        input.pause();
        self.guard.leave();
        let result = other();
        let entered = self.guard.enter();
        let resized = size().map(|(width, height)| self.resize(width, height));
        self.forget();
        input.resume();
        entered.and(resized).map(|()| result)
    }
}
