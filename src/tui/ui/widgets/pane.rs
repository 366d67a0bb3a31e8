//! A frame with a title around a part of the screen.

use super::paint::{self, Piece};
use super::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// A bordered part of the screen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pane<'a> {
    /// In the upper border, at the left.
    pub title: &'a str,
    /// In the lower border, at the right: a position, a count.
    pub note: &'a str,
    /// Whether this pane has the keys.
    pub active: bool,
}

impl Pane<'_> {
    /// Draw the frame; returns what is inside. An area too small for a frame is all inside.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, theme: &Theme) -> Rect {
        let area = area.intersection(buffer.area);
        if area.width < 3 || area.height < 3 {
            return area;
        }
        let style = theme.style(if self.active {
            Role::BorderActive
        } else {
            Role::Border
        });
        let [across, down, top_left, top_right, bottom_right, bottom_left] = theme.symbols.lines;
        let mut set = |x: u16, y: u16, symbol: &str| {
            if let Some(cell) = buffer.cell_mut(Position { x, y }) {
                cell.reset();
                cell.set_symbol(symbol).set_style(style);
            }
        };
        let (left, right) = (area.left(), area.right() - 1);
        let (top, bottom) = (area.top(), area.bottom() - 1);
        for x in left + 1..right {
            set(x, top, across);
            set(x, bottom, across);
        }
        for y in top + 1..bottom {
            set(left, y, down);
            set(right, y, down);
        }
        set(left, top, top_left);
        set(right, top, top_right);
        set(right, bottom, bottom_right);
        set(left, bottom, bottom_left);

        let title_style = theme.style(if self.active {
            Role::BorderActive
        } else {
            Role::Title
        });
        self.label(area, top, self.title, false, title_style, buffer);
        self.label(
            area,
            bottom,
            self.note,
            true,
            theme.style(Role::Quiet),
            buffer,
        );
        Rect {
            x: left + 1,
            y: top + 1,
            width: area.width - 2,
            height: area.height - 2,
        }
    }

    fn label(
        &self,
        area: Rect,
        y: u16,
        text: &str,
        at_right: bool,
        style: ratatui::style::Style,
        buffer: &mut Buffer,
    ) {
        // One line of border and a blank at each side of the words.
        let room = area.width.saturating_sub(6);
        if text.is_empty() || room == 0 {
            return;
        }
        let cut = crate::text::truncate(text, usize::from(room));
        let width = paint::width(&cut) + 2;
        let x = if at_right {
            (area.right() - 2).saturating_sub(width)
        } else {
            area.left() + 2
        };
        let spot = Rect {
            x,
            y,
            width,
            height: 1,
        };
        paint::fill(buffer, spot, style);
        paint::pieces(buffer, paint::after(spot, 1), &[Piece::new(cut, style)]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::proof::*;
    use super::*;

    #[test]
    fn borders_stay_straight_under_any_title() {
        for (width, title) in sizes_and_texts() {
            let area = Rect::new(0, 0, width, 5);
            let mut buffer = Buffer::empty(area);
            let pane = Pane {
                title,
                note: title,
                active: true,
            };
            let inside = pane.draw(area, &mut buffer, &unicode());
            assert_framed(&buffer, area);
            assert_eq!(inside, Rect::new(1, 1, width - 2, 3));
        }
    }

    #[test]
    fn an_area_too_small_for_a_frame_has_none() {
        let area = Rect::new(0, 0, 2, 2);
        let mut buffer = Buffer::empty(area);
        assert_eq!(Pane::default().draw(area, &mut buffer, &unicode()), area);
    }
}
