//! Where the caret can go.

use super::{Field, Kind};
use crate::text;
use crate::tui::flow::{self, Plain, Rows};
use std::ops::Range;

/// A way for the caret to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// One grapheme back.
    Left,
    /// One grapheme on.
    Right,
    /// To the start of the word before the caret; in Chinese, of the run between two marks.
    WordLeft,
    /// To the start of the next word.
    WordRight,
    /// One row up, keeping the column.
    Up,
    /// One row down, keeping the column.
    Down,
    /// As many rows up as are visible, less one.
    PageUp,
    /// As many rows down as are visible, less one.
    PageDown,
    /// To the start of the row; from there, to the start of the paragraph.
    RowStart,
    /// To the end of the row; from there, to the end of the paragraph.
    RowEnd,
    /// To the start of the paragraph.
    LineStart,
    /// To the end of the paragraph; from there, over the line break.
    LineEnd,
    /// To the start of the text.
    Start,
    /// To the end of the text.
    End,
}

impl Motion {
    /// Where a selection is left when the caret goes sideways out of it.
    pub(super) fn edge_of(self, selection: &Range<usize>) -> Option<usize> {
        match self {
            Motion::Left => Some(selection.start),
            Motion::Right => Some(selection.end),
            _ => None,
        }
    }
}

impl Field {
    /// Where `motion` leads, and the column to keep from now on.
    pub(super) fn target(&self, motion: Motion) -> (usize, Option<usize>) {
        let text = self.text.as_str();
        let caret = self.caret;
        let to = match motion {
            Motion::Left => text::prev_grapheme(text, caret),
            Motion::Right => text::next_grapheme(text, caret),
            Motion::WordLeft => text::prev_word(text, caret),
            Motion::WordRight => text::next_word(text, caret),
            Motion::Start => 0,
            Motion::End => text.len(),
            Motion::LineStart => flow::line_start(text, caret),
            Motion::LineEnd => match flow::line_end(text, caret) {
                end if end == caret => text::next_grapheme(text, caret),
                end => end,
            },
            Motion::RowStart | Motion::RowEnd => self.row_edge(motion),
            Motion::Up => return self.by_rows(-1),
            Motion::Down => return self.by_rows(1),
            Motion::PageUp => return self.by_rows(1 - self.page()),
            Motion::PageDown => return self.by_rows(self.page() - 1),
        };
        (to, None)
    }

    fn page(&self) -> isize {
        isize::try_from(self.view().height).unwrap_or(2).max(2)
    }

    /// The cells that text wraps at: one is kept so that the caret has a place after a full row.
    pub fn wrap_width(&self) -> usize {
        usize::from(self.view().width).saturating_sub(1).max(1)
    }

    fn row_edge(&self, motion: Motion) -> usize {
        let text = self.text.as_str();
        if self.kind != Kind::Block {
            return if motion == Motion::RowStart {
                0
            } else {
                text.len()
            };
        }
        let rows = Rows::at(text, Plain(self.wrap_width()), self.caret);
        let row = rows.row().cloned().unwrap_or_default();
        if motion == Motion::RowStart {
            return if row.start == self.caret {
                flow::line_start(text, self.caret)
            } else {
                row.start
            };
        }
        // The end of a wrapped row is the start of the next one, so the caret stops before the last grapheme.
        let end = if rows.closes() {
            row.end
        } else {
            text::prev_grapheme(text, row.end)
        };
        if end == self.caret {
            flow::line_end(text, self.caret)
        } else {
            end
        }
    }

    fn by_rows(&self, by: isize) -> (usize, Option<usize>) {
        let text = self.text.as_str();
        if self.kind != Kind::Block {
            return (if by < 0 { 0 } else { text.len() }, None);
        }
        let mut rows = Rows::at(text, Plain(self.wrap_width()), self.caret);
        let here = text.get(rows.place().byte..self.caret).unwrap_or_default();
        let goal = self.goal.unwrap_or_else(|| text::cells(here));
        if rows.shift(by) == 0 {
            // From the first row up is to its start, from the last row down to its end.
            return (if by < 0 { 0 } else { text.len() }, Some(goal));
        }
        let row = rows.row().cloned().unwrap_or_default();
        let last = if rows.closes() {
            row.end
        } else {
            text::prev_grapheme(text, row.end)
        };
        let mut at = row.start;
        let mut column = 0;
        while at < last {
            let next = text::next_grapheme(text, at);
            column += text::cells(text.get(at..next).unwrap_or_default());
            if column > goal {
                break;
            }
            at = next;
        }
        (at, Some(goal))
    }
}
