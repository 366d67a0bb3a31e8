//! Lines one below the other, of which only those in view are painted: what the pane beside the text is made of.

use crate::text;
use crate::tui::app::item::side::Sheet;
use crate::tui::ui::widgets::paint::{self, Piece};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use std::ops::Range;

/// Most rows one text may take: a note is read here, not a report.
const MOST: usize = 60;

enum Row {
    Pieces(Vec<Piece<'static>>),
    Cells(Vec<Cell>),
}

/// The lines of a pane.
pub struct Lines {
    /// Cells across.
    pub width: u16,
    rows: Vec<Row>,
    chosen: Range<usize>,
}

impl Lines {
    /// None yet.
    pub fn new(width: u16) -> Self {
        Lines {
            width,
            rows: Vec::new(),
            chosen: 0..0,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// One line as it is.
    pub fn pieces(&mut self, pieces: Vec<Piece<'static>>) {
        self.rows.push(Row::Pieces(pieces));
    }

    /// An empty line.
    pub fn blank(&mut self) {
        self.rows.push(Row::Pieces(Vec::new()));
    }

    /// A text in as many lines as it takes, further ones as far in as `indent`.
    pub fn text(&mut self, indent: u16, text: &str, style: Style) {
        self.lead("", indent, text, style);
    }

    /// The same with something at the left of its first line.
    pub fn lead(&mut self, lead: &str, indent: u16, text: &str, style: Style) {
        let room = usize::from(self.width.saturating_sub(indent)).max(1);
        for (n, row) in text::wrap(text, room).into_iter().take(MOST).enumerate() {
            let head = if n == 0 {
                text::pad(
                    &text::clip(lead, usize::from(indent)),
                    usize::from(indent),
                    text::Align::Left,
                )
                .into_owned()
            } else {
                " ".repeat(usize::from(indent))
            };
            let shown = text.get(row).unwrap_or_default().to_owned();
            self.pieces(vec![Piece::new(head, style), Piece::new(shown, style)]);
        }
    }

    /// The first rows of something drawn elsewhere.
    pub fn picture(&mut self, buffer: &Buffer, rows: u16) {
        let width = usize::from(buffer.area.width).max(1);
        for row in buffer.content.chunks(width).take(usize::from(rows)) {
            self.rows.push(Row::Cells(row.to_vec()));
        }
    }

    /// What was added since `from` is what is chosen.
    pub fn choose(&mut self, from: usize) {
        self.chosen = from..self.rows.len();
    }

    /// Paints those in view. The note for the border: how far down it is, when not everything is in view.
    pub fn draw(&self, sheet: &Sheet, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        let top = sheet.settle(
            self.rows.len(),
            usize::from(area.height),
            self.chosen.clone(),
        );
        for (n, row) in self
            .rows
            .iter()
            .skip(top)
            .take(usize::from(area.height))
            .enumerate()
        {
            let at = paint::row(area, n as u16);
            match row {
                Row::Pieces(pieces) => drop(paint::pieces(buffer, at, pieces)),
                Row::Cells(cells) => {
                    for (x, cell) in (at.left()..at.right()).zip(cells) {
                        if let Some(there) = buffer.cell_mut(Position { x, y: at.y }) {
                            *there = cell.clone();
                        }
                    }
                }
            }
        }
    }
}
