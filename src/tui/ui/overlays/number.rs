//! The question for an item's number.

use super::number_title;
use crate::messages::tui_frame as say;
use crate::tui::app::number::NumberOverlay;
use crate::tui::ui::Ink;
use crate::tui::ui::widgets::form::{Entry, Form, Value};
use crate::tui::ui::widgets::popup::Popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The overlay.
pub fn draw(
    overlay: &NumberOverlay,
    ink: &Ink,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let lang = ink.lang();
    let note = if overlay.looking {
        say::LOOKING.get(lang)
    } else {
        ""
    };
    let entries = [Entry {
        label: say::NUMBER.get(lang),
        required: false,
        value: Value::Text(&overlay.field, 1),
        fault: overlay.fault.as_deref(),
        hint: "",
    }];
    let form = Form {
        entries: &entries,
        focus: 0,
        lang,
    };
    let width = 56.min(area.width);
    let height = form.height(width - 2).saturating_add(2).max(4);
    let title = number_title(&overlay.wanted).get(lang);
    let inside = Popup {
        title,
        note,
        width,
        height,
    }
    .draw(area, buffer, ink.theme);
    form.draw(inside, buffer, ink.theme)
}
