//! Not drawn yet.

use crate::tui::app::submission::SubmissionScreen;
use crate::tui::ui::Ink;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The screen.
pub fn draw(_: &SubmissionScreen, _: &Ink, _: Rect, _: &mut Buffer) -> Option<Position> {
    None
}
