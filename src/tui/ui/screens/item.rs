//! Not drawn yet.

use crate::tui::app::item::ItemScreen;
use crate::tui::ui::Ink;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The screen.
pub fn draw(_: &ItemScreen, _: &Ink, _: Rect, _: &mut Buffer) -> Option<Position> {
    None
}
