//! The screens, each drawn by a file of its own: what is visible of it, and the cell of the caret.

mod diff;
mod editor;
mod history;
mod item;
mod login;
mod outbox;
mod posts;
mod preview;
mod queue;
mod submission;

use super::Ink;
use crate::tui::app::Screen;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// A screen between the first line and the last.
pub fn draw(screen: &Screen, ink: &Ink, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    match screen {
        Screen::Queue(it) => queue::draw(it, ink, area, buffer),
        Screen::Item(it) => item::draw(it, ink, area, buffer),
        Screen::Editor(it) => editor::draw(it, ink, area, buffer),
        Screen::Diff(it) => diff::draw(it, ink, area, buffer),
        Screen::History(it) => history::draw(it, ink, area, buffer),
        Screen::Outbox(it) => outbox::draw(it, ink, area, buffer),
        Screen::Submission(it) => submission::draw(it, ink, area, buffer),
        Screen::Posts(it) => posts::draw(it, ink, area, buffer),
        Screen::Login(it) => login::draw(it, ink, area, buffer),
    }
}
