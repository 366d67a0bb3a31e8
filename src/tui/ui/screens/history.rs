//! What happened to an item, drawn.

use super::item::events;
use crate::messages::tui_item as say;
use crate::tui::app::history::HistoryScreen;
use crate::tui::ui::Ink;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The screen.
pub fn draw(
    screen: &HistoryScreen,
    ink: &Ink,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let title = say::history_of(ink.lang(), &screen.called);
    events(&screen.events, &title, true, ink, area, buffer);
    None
}
