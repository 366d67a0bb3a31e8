//! A text to read, with what people have attached to its words: claims, threads, suggestions, search hits.
//!
//! Attached words stand in brackets of their kind with the number of the thing attached, and are underlined: colour
//! only helps. Only what is visible is laid out, and the pane is scrolled by a place in the text, so that another width or a
//! new version leaves the reader where they were.

use super::paint::{self, Piece};
use super::{Role, Theme};
use crate::text;
use crate::tui::flow::{self, Layout, Place, Rows};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::ops::Range;

/// What is attached to words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attached {
    /// A claim to be verified.
    Claim,
    /// A thread or an objection.
    Thread,
    /// A suggestion of other words.
    Suggestion,
    /// What was searched for.
    Hit,
}

/// Words with something attached to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span<'a> {
    /// The bytes of the words in the text.
    pub range: Range<usize>,
    /// What is attached.
    pub kind: Attached,
    /// Its number or letter, as it is called elsewhere on the screen; may be empty.
    pub label: &'a str,
    /// Whether it is the one that is being looked at.
    pub focused: bool,
}

/// A text with its spans.
#[derive(Debug, Clone, Copy)]
pub struct TextPane<'a> {
    /// The text.
    pub text: &'a str,
    /// What is attached to it, in any order; may overlap.
    pub spans: &'a [Span<'a>],
    /// Whether paragraphs are numbered at the left.
    pub numbered: bool,
}

/// Below this many cells brackets would leave no room for words, and styles have to do.
const ROOM_FOR_BRACKETS: usize = 16;

impl<'a> TextPane<'a> {
    /// Draw what is visible from `top` on.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, theme: &Theme, top: Place) {
        let area = area.intersection(buffer.area);
        let gutter = self.gutter();
        let body = paint::after(area, gutter);
        if body.is_empty() {
            return;
        }
        let mut number = self.number_at(top.byte);
        let mut rows = Rows::at(self.text, self.layout(body.width, theme), top);
        for n in 0..area.height {
            if let (true, true) = (self.numbered, rows.opens() || n == 0) {
                let label = number.to_string();
                let room = Rect {
                    width: gutter - 1,
                    ..paint::row(area, n)
                };
                paint::aligned(
                    buffer,
                    room,
                    &label,
                    theme.style(Role::Quiet),
                    paint::Align::Right,
                );
            }
            if let Some(row) = rows.row() {
                paint::pieces(buffer, paint::row(body, n), &row.pieces);
            }
            number += usize::from(rows.closes());
            if !rows.forward() {
                break;
            }
        }
    }

    /// The place `by` rows from `top`, as far as a pane of this size can be scrolled.
    pub fn scroll(&self, area: Rect, theme: &Theme, top: Place, by: isize) -> Place {
        let layout = self.layout(self.body_width(area), theme);
        let to = flow::shift(self.text, layout, top, by);
        if by > 0 {
            let last = flow::last_top(self.text, layout, usize::from(area.height));
            return to.min(last.max(Rows::at(self.text, layout, top).place()));
        }
        to
    }

    /// The place that leaves the end of the text at the foot of the pane.
    pub fn last_top(&self, area: Rect, theme: &Theme) -> Place {
        let layout = self.layout(self.body_width(area), theme);
        flow::last_top(self.text, layout, usize::from(area.height))
    }

    /// The place nearest to `top` from which byte `at` is visible with a few rows around it.
    pub fn reveal(&self, area: Rect, theme: &Theme, top: Place, at: usize) -> Place {
        let layout = self.layout(self.body_width(area), theme);
        flow::reveal(self.text, layout, usize::from(area.height), top, at, 3)
    }

    /// The bytes at which the rows visible from `top` on begin, and the cells across: what moving by rows goes by.
    pub fn visible(&self, area: Rect, theme: &Theme, top: Place) -> (Vec<usize>, u16) {
        let width = self.body_width(area);
        let mut rows = Rows::at(self.text, self.layout(width, theme), top);
        let mut starts = Vec::with_capacity(usize::from(area.height));
        for _ in 0..area.height {
            starts.push(rows.place().byte);
            if !rows.forward() {
                break;
            }
        }
        (starts, width)
    }

    fn body_width(&self, area: Rect) -> u16 {
        paint::after(area, self.gutter()).width
    }

    /// The cells of the numbers and the blank after them.
    fn gutter(&self) -> u16 {
        if !self.numbered {
            return 0;
        }
        let lines = self.text.bytes().filter(|b| *b == b'\n').count() + 1;
        lines.ilog10() as u16 + 2
    }

    fn number_at(&self, byte: usize) -> usize {
        if !self.numbered {
            return 0;
        }
        let before = self.text.as_bytes().get(..byte.min(self.text.len()));
        before
            .unwrap_or_default()
            .iter()
            .filter(|b| **b == b'\n')
            .count()
            + 1
    }

    fn layout(&self, width: u16, theme: &'a Theme) -> Attachments<'a> {
        Attachments {
            spans: self.spans,
            width: usize::from(width).max(1),
            theme,
        }
    }
}

/// The layout of a text with brackets and numbers put between its words.
#[derive(Debug, Clone, Copy)]
struct Attachments<'a> {
    spans: &'a [Span<'a>],
    width: usize,
    theme: &'a Theme,
}

/// One row, ready to be painted.
#[derive(Debug, Clone)]
struct Painted {
    start: usize,
    pieces: Vec<Piece<'static>>,
}

impl Attachments<'_> {
    fn style(&self, span: &Span<'_>) -> Style {
        let style = self.theme.style(match span.kind {
            Attached::Claim => Role::Claim,
            Attached::Thread => Role::Thread,
            Attached::Suggestion => Role::Suggestion,
            Attached::Hit => Role::Hit,
        });
        if span.focused {
            style.patch(self.theme.style(Role::Cursor))
        } else {
            style
        }
    }

    fn brackets(&self, kind: Attached) -> [&'static str; 2] {
        let symbols = &self.theme.symbols;
        match kind {
            _ if self.width < ROOM_FOR_BRACKETS => ["", ""],
            Attached::Claim => symbols.claim,
            Attached::Thread => symbols.thread,
            Attached::Suggestion => symbols.suggestion,
            Attached::Hit => ["", ""],
        }
    }
}

impl Layout for Attachments<'_> {
    type Row = Painted;

    fn rows(&self, source: &str, piece: Range<usize>) -> Vec<Painted> {
        // A paragraph that came with the line ends of another system does not show them.
        let end = match source.get(piece.clone()) {
            Some(shown) if shown.ends_with('\r') => piece.end - 1,
            _ => piece.end,
        };
        let snap = |at: usize| text::floor_grapheme(source, at).clamp(piece.start, end);
        let mut here: Vec<(Range<usize>, &Span<'_>)> = self
            .spans
            .iter()
            .filter(|span| span.range.start < span.range.end)
            .filter(|span| {
                span.range.start < end.max(piece.start + 1) && span.range.end > piece.start
            })
            .map(|span| (snap(span.range.start)..snap(span.range.end), span))
            .collect();
        // The longer of two that begin together is outside.
        here.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));

        let mut edges: Vec<usize> = here
            .iter()
            .flat_map(|(range, _)| [range.start, range.end])
            .chain([piece.start, end])
            .collect();
        edges.sort_unstable();
        edges.dedup();

        let mut assembled = Assembled::default();
        for (n, at) in edges.iter().enumerate() {
            // What closes here closes before anything opens, the inner first.
            for (range, span) in here.iter().rev().filter(|(range, _)| range.end == *at) {
                if span.range.end <= end && !range.is_empty() {
                    assembled.add(*at, self.brackets(span.kind)[1], self.style(span));
                }
            }
            for (_, span) in here.iter().filter(|(range, _)| range.start == *at) {
                let [open, _] = self.brackets(span.kind);
                if span.range.start >= piece.start && !open.is_empty() {
                    let label = match span.label {
                        "" => String::new(),
                        label => format!("[{}]", text::clip(label, 6)),
                    };
                    assembled.add(*at, &label, self.theme.style(Role::Strong));
                    assembled.add(*at, open, self.style(span));
                }
            }
            let Some(next) = edges.get(n + 1) else {
                break;
            };
            let style = here
                .iter()
                .filter(|(range, _)| range.start <= *at && *next <= range.end)
                .fold(self.theme.style(Role::Text), |style, (_, span)| {
                    style.patch(self.style(span))
                });
            assembled.add_source(*at, source.get(*at..*next).unwrap_or_default(), style);
        }
        assembled.wrap(self.width, piece.start)
    }

    fn start(row: &Painted) -> usize {
        row.start
    }
}

/// Words and brackets put together, and where each part came from.
#[derive(Debug, Default)]
struct Assembled {
    text: String,
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    /// The bytes of `text`.
    range: Range<usize>,
    /// The byte of the source that the part begins with, or stands before.
    source: usize,
    /// Whether it is of the source, so that its bytes count.
    genuine: bool,
    style: Style,
}

impl Assembled {
    fn add(&mut self, source: usize, text: &str, style: Style) {
        self.push(source, text, style, false);
    }

    fn add_source(&mut self, source: usize, text: &str, style: Style) {
        self.push(source, text, style, true);
    }

    fn push(&mut self, source: usize, text: &str, style: Style, genuine: bool) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.parts.push(Part {
            range: start..self.text.len(),
            source,
            genuine,
            style,
        });
    }

    fn source_of(&self, at: usize) -> Option<usize> {
        let part = self.parts.iter().find(|part| part.range.contains(&at))?;
        Some(
            part.source
                + if part.genuine {
                    at - part.range.start
                } else {
                    0
                },
        )
    }

    fn wrap(&self, width: usize, origin: usize) -> Vec<Painted> {
        let wrapped = text::wrap(&self.text, width);
        wrapped
            .iter()
            .enumerate()
            .map(|(n, row)| Painted {
                start: if n == 0 {
                    origin
                } else {
                    self.source_of(row.start).unwrap_or(origin)
                },
                pieces: self
                    .parts
                    .iter()
                    .filter_map(|part| {
                        let range = part.range.start.max(row.start)..part.range.end.min(row.end);
                        let text = self.text.get(range).filter(|text| !text.is_empty())?;
                        Some(Piece::new(text.to_owned(), part.style))
                    })
                    .collect(),
            })
            .collect()
    }
}

#[cfg(test)]
#[path = "text_pane_tests.rs"]
mod tests;
