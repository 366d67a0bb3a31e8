//! A text field: its text, caret, selection and undo. The model of every place where a person types.
//!
//! Movement and deletion go by what a person sees as one character (grapheme), rows by cells, exactly as they are
//! drawn (invariant 79). A paste is one step of undo, typing is one per clause. Nothing here throws text away: leaving
//! a field is the caller's business, and every change raises [`Field::revision`], so that a draft can be saved.
//!
//! Moving up and down needs to know how wide the field was drawn. Drawing tells it ([`Field::drawn`]): the one thing that
//! flows from a picture to a model, and only the person's own view depends on it.

mod history;
mod motion;

use crate::messages::Lang;
use crate::text;
use history::{History, Step};
pub use motion::Motion;
use std::cell::Cell;
use std::ops::Range;

/// Nothing more fits: the text would be longer than the field's limit. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text may not be longer than {limit} bytes")]
pub struct Full {
    /// The most the field takes, in bytes.
    pub limit: usize,
}

impl Full {
    /// The line that tells the person.
    pub fn sentence(self, lang: Lang) -> String {
        crate::messages::widgets::field_full(lang, self.limit)
    }
}

/// What kind of field it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Several lines, wrapped; Enter is a line break.
    Block,
    /// One line, which scrolls sideways; line breaks become blanks.
    Line,
    /// One line that is drawn as stars and cannot be copied out.
    Secret,
}

/// How the field was drawn last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// Cells across, one of which is kept for the caret.
    pub width: u16,
    /// Rows.
    pub height: u16,
    /// The first byte that is visible (of the top row, or of the one line).
    pub top: usize,
}

/// One text field.
#[derive(Debug, Clone)]
pub struct Field {
    text: String,
    caret: usize,
    anchor: Option<usize>,
    /// The column that moving up and down tries to keep, in cells.
    goal: Option<usize>,
    kind: Kind,
    limit: usize,
    history: History,
    revision: u64,
    view: Cell<View>,
}

impl Field {
    /// The limit when none is set: 1 MiB, as for everything that comes in.
    pub const LIMIT: usize = 1024 * 1024;

    /// A field of this kind with a text in it; the caret is at its end. Line ends become `\n`. A text that is
    /// there already may be longer than the limit.
    pub fn new(kind: Kind, text: impl Into<String>) -> Self {
        let mut text = text.into();
        if text.contains('\r') {
            text = text.replace("\r\n", "\n").replace('\r', "\n");
        }
        Self {
            caret: text.len(),
            text,
            anchor: None,
            goal: None,
            kind,
            limit: Self::LIMIT,
            history: History::default(),
            revision: 0,
            view: Cell::new(View {
                width: 80,
                height: 24,
                top: 0,
            }),
        }
    }

    /// A field of several lines.
    pub fn block(text: impl Into<String>) -> Self {
        Self::new(Kind::Block, text)
    }

    /// A field of one line.
    pub fn line(text: impl Into<String>) -> Self {
        Self::new(Kind::Line, text)
    }

    /// An empty field for a password.
    pub fn secret() -> Self {
        Self::new(Kind::Secret, "")
    }

    /// The same with another limit, in bytes.
    #[must_use]
    pub fn with_limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What kind of field it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The byte before which the caret stands; always between two graphemes.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// The line (from 1) and the grapheme in it (from 1) at which the caret stands.
    pub fn place(&self) -> (usize, usize) {
        let before = self.text.get(..self.caret).unwrap_or_default();
        let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let mut column = 1;
        let mut at = start;
        while at < self.caret {
            at = text::next_grapheme(&self.text, at);
            column += 1;
        }
        (line, column)
    }

    /// Raised by every change of the text, undo included: compare to know whether to save.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The bytes that are selected; `None` when none are.
    pub fn selection(&self) -> Option<Range<usize>> {
        let anchor = self.anchor.filter(|anchor| *anchor != self.caret)?;
        Some(anchor.min(self.caret)..anchor.max(self.caret))
    }

    /// The text that is selected; empty when none is, and always in a secret field.
    pub fn selected(&self) -> &str {
        match self.kind {
            Kind::Secret => "",
            Kind::Block | Kind::Line => self
                .selection()
                .and_then(|range| self.text.get(range))
                .unwrap_or_default(),
        }
    }

    /// Select everything.
    pub fn select_all(&mut self) {
        self.history.seal();
        self.anchor = Some(0);
        self.caret = self.text.len();
        self.goal = None;
    }

    /// Select nothing; the caret stays.
    pub fn deselect(&mut self) {
        self.anchor = None;
    }

    /// Move the caret; with `select` the selection follows it, without it ends.
    pub fn go(&mut self, motion: Motion, select: bool) {
        self.history.seal();
        if !select
            && let Some(range) = self.selection()
            && let Some(edge) = motion.edge_of(&range)
        {
            self.anchor = None;
            self.goal = None;
            self.caret = edge;
            return;
        }
        let anchor = select.then(|| self.anchor.unwrap_or(self.caret));
        let (caret, goal) = self.target(motion);
        self.caret = caret;
        self.goal = goal;
        self.anchor = anchor;
    }

    /// Place the caret before byte `at`, or as near as a grapheme allows.
    pub fn place_caret(&mut self, at: usize) {
        self.history.seal();
        self.anchor = None;
        self.goal = None;
        self.caret = text::floor_grapheme(&self.text, at);
    }

    /// Take typed text, in place of what is selected.
    ///
    /// # Errors
    /// [`Full`]: nothing was changed.
    pub fn insert(&mut self, typed: &str) -> Result<(), Full> {
        let typed = self.admissible(typed);
        self.replace(
            self.selection().unwrap_or(self.caret..self.caret),
            typed,
            true,
        )
    }

    /// Take pasted text as one step, in place of what is selected.
    ///
    /// # Errors
    /// [`Full`]: nothing was changed.
    pub fn paste(&mut self, pasted: &str) -> Result<(), Full> {
        self.history.seal();
        let pasted = self.admissible(pasted);
        let done = self.replace(
            self.selection().unwrap_or(self.caret..self.caret),
            pasted,
            false,
        );
        self.history.seal();
        done
    }

    /// Delete what is selected, or else from the caret to where `motion` leads. Returns what was deleted (nothing
    /// from a secret field), so that it can be copied.
    pub fn erase(&mut self, motion: Motion) -> String {
        let range = self.selection().unwrap_or_else(|| {
            let to = self.target(motion).0;
            to.min(self.caret)..to.max(self.caret)
        });
        let erased = match self.kind {
            Kind::Secret => String::new(),
            Kind::Block | Kind::Line => self.text.get(range.clone()).unwrap_or_default().to_owned(),
        };
        let single = matches!(motion, Motion::Left | Motion::Right);
        // Less text always fits.
        let _ = self.replace(range, String::new(), single);
        erased
    }

    /// Put another text in place of this one (from an editor outside, or a version taken over) as one step.
    ///
    /// # Errors
    /// [`Full`]: nothing was changed.
    pub fn set_text(&mut self, text: &str) -> Result<(), Full> {
        if text == self.text {
            return Ok(());
        }
        self.history.seal();
        let caret = self.caret;
        self.replace(0..self.text.len(), text.to_owned(), false)?;
        self.history.seal();
        self.caret = text::floor_grapheme(&self.text, caret);
        Ok(())
    }

    /// Take the last step back. `false` when there is none.
    pub fn undo(&mut self) -> bool {
        let Some(step) = self.history.undo() else {
            return false;
        };
        self.text
            .replace_range(step.at..step.at + step.inserted.len(), &step.removed);
        let caret = step.caret;
        self.changed(caret);
        true
    }

    /// Do again what was taken back. `false` when nothing was.
    pub fn redo(&mut self) -> bool {
        let Some(step) = self.history.redo() else {
            return false;
        };
        self.text
            .replace_range(step.at..step.at + step.removed.len(), &step.inserted);
        let caret = step.at + step.inserted.len();
        self.changed(caret);
        true
    }

    /// How the field was drawn last.
    pub fn view(&self) -> View {
        self.view.get()
    }

    /// Told by whoever draws the field.
    pub fn drawn(&self, view: View) {
        self.view.set(view);
    }

    fn changed(&mut self, caret: usize) {
        self.revision += 1;
        self.anchor = None;
        self.goal = None;
        // What was just put in may have joined with what follows into one grapheme: then behind that.
        let edge = text::floor_grapheme(&self.text, caret);
        self.caret = if edge == caret {
            edge
        } else {
            text::next_grapheme(&self.text, edge)
        };
    }

    fn replace(&mut self, range: Range<usize>, with: String, joins: bool) -> Result<(), Full> {
        let length = self.text.len() - range.len() + with.len();
        if length > self.limit && with.len() > range.len() {
            return Err(Full { limit: self.limit });
        }
        if range.is_empty() && with.is_empty() {
            return Ok(());
        }
        let caret = range.start + with.len();
        let step = Step {
            at: range.start,
            removed: self.text.get(range.clone()).unwrap_or_default().to_owned(),
            inserted: with,
            caret: self.caret,
        };
        self.text.replace_range(range, &step.inserted);
        self.history.record(step, joins);
        self.changed(caret);
        Ok(())
    }

    /// Text as this field takes it: line ends of all systems are one, controls are nothing a person typed.
    fn admissible(&self, text: &str) -> String {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let one_line = self.kind != Kind::Block;
        text.chars()
            .map(|c| if one_line && c == '\n' { ' ' } else { c })
            .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
            .collect()
    }
}

#[cfg(test)]
mod tests;
