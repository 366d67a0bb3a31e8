//! A box with a text in it, as large as the text needs and there is room for.

use crate::text;
use crate::tui::flow::Place;
use crate::tui::ui::Ink;
use crate::tui::ui::widgets::popup::Popup;
use crate::tui::ui::widgets::text_pane::TextPane;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns of a box that is read.
pub const WIDTH: u16 = 72;
/// Rows that are counted to find out how tall a box should be; a longer text is scrolled.
const COUNTED: usize = 20_000;

/// Draws `content` from row `top` on.
pub fn draw(title: &str, content: &str, top: usize, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    let width = WIDTH.min(area.width);
    let room = usize::from(width.saturating_sub(4)).max(1);
    let counted = content
        .get(..crate::tui::flow::floor(content, COUNTED))
        .unwrap_or_default();
    let rows = u16::try_from(text::wrap(counted, room).len()).unwrap_or(u16::MAX);
    let height = rows
        .saturating_add(4)
        .min(area.height.saturating_sub(1))
        .max(5);
    let inside = Popup {
        title,
        note: "",
        width,
        height,
    }
    .draw(area, buffer, ink.theme);
    let inside = Rect {
        x: inside.x + 1,
        y: inside.y + 1,
        width: inside.width.saturating_sub(2),
        height: inside.height.saturating_sub(2),
    };
    let pane = TextPane {
        text: content,
        spans: &[],
        numbered: false,
    };
    let top = pane.scroll(
        inside,
        ink.theme,
        Place::default(),
        isize::try_from(top).unwrap_or(isize::MAX),
    );
    pane.draw(inside, buffer, ink.theme, top);
}
