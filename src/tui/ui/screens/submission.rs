//! Typing in a submission, drawn.

use crate::messages::tui_write as say;
use crate::tui::app::submission::SubmissionScreen;
use crate::tui::ui::Ink;
use crate::tui::ui::overlays::with_entries;
use crate::tui::ui::widgets::pane::Pane;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The screen.
pub fn draw(
    screen: &SubmissionScreen,
    ink: &Ink,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let lang = ink.lang();
    let note = if screen.is_sending() {
        say::BEING_SENT.get(lang)
    } else {
        ""
    };
    let inside = Pane {
        title: say::SUBMISSION_TITLE.get(lang),
        note,
        active: true,
    }
    .draw(area, buffer, ink.theme);
    with_entries(&screen.form, ink, |form| {
        form.draw(inside, buffer, ink.theme)
    })
}
