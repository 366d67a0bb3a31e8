//! Putting text into cells: cleaned, cut and padded here and nowhere else.

use crate::text;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// Where in its room a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// At the right: figures.
    Right,
}

/// A text with one style. What a line is made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Piece<'a> {
    /// The text, foreign until it is painted.
    pub text: std::borrow::Cow<'a, str>,
    /// Its style.
    pub style: Style,
}

impl<'a> Piece<'a> {
    /// `text` in `style`.
    pub fn new(text: impl Into<std::borrow::Cow<'a, str>>, style: Style) -> Self {
        Self {
            text: text.into(),
            style,
        }
    }
}

/// The first row of `area`, if it has one.
pub fn first_row(area: Rect) -> Rect {
    Rect {
        height: area.height.min(1),
        ..area
    }
}

/// Row `n` of `area`; empty when it has fewer.
pub fn row(area: Rect, n: u16) -> Rect {
    if n < area.height {
        Rect {
            y: area.y + n,
            height: 1,
            ..area
        }
    } else {
        Rect { height: 0, ..area }
    }
}

/// `area` without `cells` columns at its left.
pub fn after(area: Rect, cells: u16) -> Rect {
    let cells = cells.min(area.width);
    Rect {
        x: area.x + cells,
        width: area.width - cells,
        ..area
    }
}

/// `text` on the first row of `area`, cut to it, blanks up to its end in the same style.
pub fn line(buffer: &mut Buffer, area: Rect, text: &str, style: Style) {
    aligned(buffer, area, text, style, Align::Left);
}

/// `text` on the first row of `area`, cut to it with an ellipsis. Returns the cells that were used.
pub fn short(buffer: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    put(
        buffer,
        area,
        &text::truncate(text, usize::from(area.width)),
        style,
    )
}

/// [`line`] at either side.
pub fn aligned(buffer: &mut Buffer, area: Rect, text: &str, style: Style, align: Align) {
    let area = first_row(area.intersection(buffer.area));
    if area.is_empty() {
        return;
    }
    let cut = text::truncate(text, usize::from(area.width));
    let room = area.width - width(&cut).min(area.width);
    fill(buffer, area, style);
    let shift = match align {
        Align::Left => 0,
        Align::Right => room,
    };
    put(buffer, after(area, shift), &cut, style);
}

/// `pieces` one after the other on the first row of `area`. What does not fit is cut at the end of the
/// row. Returns the cells that were used; the rest of the row is left alone.
pub fn pieces(buffer: &mut Buffer, area: Rect, pieces: &[Piece<'_>]) -> u16 {
    let area = first_row(area.intersection(buffer.area));
    let mut used = 0;
    for piece in pieces {
        let room = after(area, used);
        if room.is_empty() {
            break;
        }
        let cut = text::truncate(&piece.text, usize::from(room.width));
        used += put(buffer, room, &cut, piece.style);
    }
    used
}

/// `text` on the first row of `area`, without an ellipsis where it is cut. Returns the cells that were used.
pub fn put(buffer: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let area = first_row(area.intersection(buffer.area));
    if area.is_empty() {
        return 0;
    }
    let text = text::clean(text);
    let (x, _) = buffer.set_stringn(area.x, area.y, &text, usize::from(area.width), style);
    x.saturating_sub(area.x)
}

/// Blanks in `style` over the whole of `area`.
pub fn fill(buffer: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            if let Some(cell) = buffer.cell_mut(Position { x, y }) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }
}

/// `style` over what is in `area` already.
pub fn restyle(buffer: &mut Buffer, area: Rect, style: Style) {
    buffer.set_style(area.intersection(buffer.area), style);
}

/// The cells a text takes, at most as many as a screen can have.
pub fn width(text: &str) -> u16 {
    u16::try_from(text::cells(text)).unwrap_or(u16::MAX)
}
