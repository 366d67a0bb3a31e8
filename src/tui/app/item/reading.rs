//! Reading a text: where the reader is, and what is selected.
//!
//! The place is a byte, so another width or a new mark leaves the reader where they were. Moving by rows goes by the rows
//! as they were drawn last, brackets and all: drawing tells them ([`Reading::drawn`]), and only the reader's own view
//! depends on it.

use crate::text;
use crate::tui::flow::{Place, Plain, Rows};
use crate::tui::input::Action;
use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::sync::Arc;

/// A text being read.
#[derive(Debug, Clone)]
pub struct Reading {
    text: Arc<str>,
    caret: usize,
    /// Where the selection began, while one is being made.
    anchor: Option<usize>,
    top: Cell<Place>,
    /// Where the visible rows begin.
    rows: RefCell<Vec<usize>>,
    width: Cell<u16>,
}

impl Reading {
    /// A text with the reader at its start.
    pub fn new(text: &str) -> Self {
        Reading {
            text: text.into(),
            caret: 0,
            anchor: None,
            top: Cell::default(),
            rows: RefCell::default(),
            width: Cell::new(80),
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the character the reader is at.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// The first visible place, as drawn last.
    pub fn top(&self) -> Place {
        self.top.get()
    }

    /// Whether words are being selected.
    pub fn is_selecting(&self) -> bool {
        self.anchor.is_some()
    }

    /// The bytes selected, the character under the caret among them.
    pub fn selection(&self) -> Option<Range<usize>> {
        let anchor = self.anchor?;
        let (from, to) = (anchor.min(self.caret), anchor.max(self.caret));
        let range = from..text::next_grapheme(&self.text, to);
        (!range.is_empty()).then_some(range)
    }

    /// The words selected.
    pub fn selected(&self) -> Option<&str> {
        self.text.get(self.selection()?)
    }

    /// Begins to select at the caret, or gives the selection up.
    pub fn toggle_selecting(&mut self) {
        self.anchor = match self.anchor {
            None => Some(self.caret),
            Some(_) => None,
        };
    }

    /// Gives the selection up. Whether there was one.
    pub fn deselect(&mut self) -> bool {
        self.anchor.take().is_some()
    }

    /// Another text in place of this one, the reader at `caret` of it.
    pub fn set_text(&mut self, text: &str, caret: usize) {
        self.text = text.into();
        self.anchor = None;
        self.caret = text::floor_grapheme(text, caret);
        self.rows.borrow_mut().clear();
        self.top
            .set(Place::from(self.caret.min(self.top.get().byte)));
    }

    /// The reader to a byte, or as near as a grapheme allows.
    pub fn go_to(&mut self, byte: usize) {
        self.caret = text::floor_grapheme(&self.text, byte);
    }

    /// Told by whoever draws it: the first visible place, where each visible row begins, and the cells across.
    pub fn drawn(&self, top: Place, rows: Vec<usize>, width: u16) {
        self.top.set(top);
        *self.rows.borrow_mut() = rows;
        self.width.set(width);
    }

    /// Moves the reader. Whether the action was one of moving.
    pub fn act(&mut self, action: Action) -> bool {
        let page = self.rows.borrow().len().max(2) as isize;
        match action {
            Action::MoveUp => self.step(-1),
            Action::MoveDown => self.step(1),
            Action::MoveLeft => self.caret = text::prev_grapheme(&self.text, self.caret),
            Action::MoveRight => {
                self.caret = self.within(text::next_grapheme(&self.text, self.caret))
            }
            Action::HalfUp => self.leap(-page / 2),
            Action::HalfDown => self.leap(page / 2),
            Action::PageUp => self.leap(1 - page),
            Action::PageDown => self.leap(page - 1),
            Action::First => self.caret = 0,
            Action::Last => self.caret = self.within(self.text.len()),
            _ => return false,
        }
        true
    }

    /// The caret stands on a character: at the end of the text, on the last one.
    fn within(&self, byte: usize) -> usize {
        if byte < self.text.len() {
            byte
        } else {
            text::prev_grapheme(&self.text, self.text.len())
        }
    }

    /// A row up or down, keeping the column.
    fn step(&mut self, by: isize) {
        let rows = self.rows.borrow().clone();
        let row = rows
            .partition_point(|start| *start <= self.caret)
            .checked_sub(1);
        let seen = row.and_then(|row| {
            let start = *rows.get(row)?;
            let to = rows.get(row.checked_add_signed(by)?)?;
            Some((start, *to))
        });
        let (start, to) = seen.unwrap_or_else(|| {
            let mut rows = self.plain_rows(self.caret);
            let start = rows.place().byte;
            rows.shift(by);
            (start, rows.place().byte)
        });
        if to == start {
            self.caret = if by < 0 {
                to
            } else {
                self.within(self.text.len())
            };
            return;
        }
        let column = self.text.get(start..self.caret).map_or(0, text::cells);
        self.caret = self.at_column(to, column);
    }

    /// Several rows, the view moving along.
    fn leap(&mut self, by: isize) {
        let mut rows = self.plain_rows(self.top.get().byte);
        rows.shift(by);
        self.top.set(rows.place());
        let mut rows = self.plain_rows(self.caret);
        rows.shift(by);
        self.caret = self.within(rows.place().byte);
    }

    fn plain_rows(&self, at: usize) -> Rows<'_, Plain> {
        Rows::at(&self.text, Plain(usize::from(self.width.get()).max(1)), at)
    }

    /// The character at a column of the row that begins at `start`, or the last one of that row.
    fn at_column(&self, start: usize, column: usize) -> usize {
        let mut rows = self.plain_rows(start);
        let mut end = rows.row().map_or(self.text.len(), |row| row.end);
        if end <= start && rows.forward() {
            end = rows.place().byte;
        }
        let (mut at, mut cells) = (start, 0);
        while at < end {
            let next = text::next_grapheme(&self.text, at);
            let grapheme = self.text.get(at..next).unwrap_or_default();
            cells += text::cells(grapheme);
            if cells > column || next >= end || grapheme.contains('\n') {
                break;
            }
            at = next;
        }
        self.within(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading() -> Reading {
        let reading = Reading::new("甲乙丙丁\n戊己\n庚辛壬癸");
        reading.drawn(Place::default(), vec![0, 13, 20], 20);
        reading
    }

    #[test]
    fn moving_down_keeps_the_column() {
        let mut reading = reading();
        reading.act(Action::MoveRight);
        reading.act(Action::MoveDown);
        assert_eq!(&reading.text()[reading.caret()..][..3], "己");
        reading.act(Action::MoveDown);
        assert_eq!(&reading.text()[reading.caret()..][..3], "辛");
    }

    #[test]
    fn a_selection_holds_the_characters_at_both_ends() {
        let mut reading = reading();
        reading.toggle_selecting();
        reading.act(Action::MoveRight);
        assert_eq!(reading.selected(), Some("甲乙"));
        assert!(reading.deselect());
        assert_eq!(reading.selected(), None);
    }

    #[test]
    fn the_reader_stays_within_the_text() {
        for text in crate::text::hostile::HOSTILE {
            let mut reading = Reading::new(text);
            for action in [
                Action::Last,
                Action::MoveDown,
                Action::PageDown,
                Action::MoveRight,
                Action::PageUp,
                Action::MoveUp,
                Action::First,
                Action::MoveLeft,
            ] {
                assert!(reading.act(action));
                assert!(reading.caret() <= text.len() && text.is_char_boundary(reading.caret()));
                reading.toggle_selecting();
                let _ = reading.selected();
            }
        }
    }
}
