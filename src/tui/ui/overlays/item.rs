//! Overlays of the item screen.

use super::form::with_entries;
use crate::tui::app::item_overlay::ItemOverlay;
use crate::tui::ui::Ink;
use crate::tui::ui::widgets::popup::Popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Columns of the form.
const WIDTH: u16 = 78;

/// The overlay.
pub fn draw(overlay: &ItemOverlay, ink: &Ink, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let ItemOverlay::Evidence(evidence) = overlay;
    let width = WIDTH.min(area.width);
    with_entries(&evidence.form, ink, |form| {
        let height = form
            .height(width.saturating_sub(2))
            .saturating_add(2)
            .min(area.height);
        let title = evidence.title.get(ink.lang());
        let inside = Popup {
            title: &title,
            note: "",
            width,
            height,
        }
        .draw(area, buffer, ink.theme);
        form.draw(inside, buffer, ink.theme)
    })
}
