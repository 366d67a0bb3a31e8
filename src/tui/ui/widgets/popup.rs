//! A box over the picture.
//!
//! A wide glyph under the edge of the box would be cut in two, and terminals then shift the rest of the row; both halves
//! give way to blanks.

use super::Theme;
use super::paint;
use super::pane::Pane;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// A box of a size, in the middle of an area as far as there is room.
#[derive(Debug, Clone, Copy)]
pub struct Popup<'a> {
    /// In the upper border.
    pub title: &'a str,
    /// In the lower border: the keys that matter.
    pub note: &'a str,
    /// Columns, with the border.
    pub width: u16,
    /// Rows, with the border.
    pub height: u16,
}

impl Popup<'_> {
    /// Where the box stands in `area`.
    pub fn area(&self, area: Rect) -> Rect {
        let width = self.width.min(area.width);
        let height = self.height.min(area.height);
        Rect {
            x: area.x + (area.width - width) / 2,
            y: area.y + (area.height - height) / 2,
            width,
            height,
        }
    }

    /// Draw the box; returns what is inside.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, theme: &Theme) -> Rect {
        let area = self.area(area).intersection(buffer.area);
        clear(area, buffer);
        Pane {
            title: self.title,
            note: self.note,
            active: true,
        }
        .draw(area, buffer, theme)
    }
}

/// Empty `area` for something new, and blank the glyphs that its left edge would cut.
pub fn clear(area: Rect, buffer: &mut Buffer) {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    if let Some(x) = area.x.checked_sub(1) {
        for y in area.top()..area.bottom() {
            if let Some(cell) = buffer.cell_mut(Position { x, y })
                && cell.cell_width() > 1
            {
                cell.set_symbol(" ");
            }
        }
    }
    // What the right edge cuts has its second half outside, where the buffer holds a blank already.
    paint::fill(buffer, area, Style::new());
}

#[cfg(test)]
mod tests {
    use super::super::proof::*;
    use super::*;

    #[test]
    fn a_box_over_chinese_text_has_straight_borders_at_every_column() {
        for shift in 0..2 {
            for width in 4..30 {
                let whole = Rect::new(0, 0, 41, 9);
                let mut buffer = Buffer::empty(whole);
                for y in 0..9 {
                    let text = format!("{}{}", " ".repeat(shift), "沿海渔船回港避风".repeat(3));
                    paint::line(&mut buffer, Rect::new(0, y, 41, 1), &text, Style::new());
                }
                let popup = Popup {
                    title: "确认退回",
                    note: "",
                    width,
                    height: 5,
                };
                let area = popup.area(whole);
                let inside = popup.draw(whole, &mut buffer, &unicode());
                paint::line(&mut buffer, inside, "退回理由必须填写", Style::new());
                assert_framed(&buffer, area);
                crate::tui::term::backend::settle(&mut buffer);
                assert_framed(&buffer, area);
            }
        }
    }

    #[test]
    fn a_box_larger_than_the_window_is_as_large_as_the_window() {
        let whole = Rect::new(0, 0, 20, 4);
        let popup = Popup {
            title: "",
            note: "",
            width: 60,
            height: 20,
        };
        assert_eq!(popup.area(whole), whole);
    }
}
