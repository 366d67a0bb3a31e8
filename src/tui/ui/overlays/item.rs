//! Overlays of the item screen.

use crate::tui::app::item_overlay::ItemOverlay;
use crate::tui::ui::Ink;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The overlay.
pub fn draw(overlay: &ItemOverlay, _: &Ink, _: Rect, _: &mut Buffer) -> Option<Position> {
    match *overlay {}
}
