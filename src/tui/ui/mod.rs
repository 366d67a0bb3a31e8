//! Drawing: what is on the screen follows from the model and changes nothing.
//!
//! The first line says who, when and how the line is; the last one the keys that matter, or the outcome of the last act.
//! Between them stands the screen, with whatever is open over it. [`draw`] answers with the cell of the caret: the
//! hardware cursor belongs there, because input methods open where it is.

mod bars;
mod ink;
pub mod overlays;
pub mod screens;
pub mod widgets;

pub use ink::Ink;

use crate::tui::app::Model;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use widgets::{Theme, empty};

/// The whole picture. Returns the cell of the caret, while something is typed into.
pub fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    if empty::too_small(area, buffer, theme, model.shared.lang) {
        return None;
    }
    let ink = Ink {
        shared: &model.shared,
        keymap: &model.keymap,
        theme,
    };
    let first = Rect { height: 1, ..area };
    let last = Rect {
        y: area.bottom() - 1,
        height: 1,
        ..area
    };
    let body = Rect {
        y: area.y + 1,
        height: area.height - 2,
        ..area
    };
    bars::header(&ink, first, buffer);
    let mut caret = model
        .screens
        .last()
        .and_then(|screen| screens::draw(screen, &ink, body, buffer));
    for overlay in model.visible_overlays() {
        caret = overlays::draw(overlay, &ink, body, buffer);
    }
    bars::which_key(model, &ink, body, buffer);
    bars::footer(model, &ink, last, buffer);
    caret
}
