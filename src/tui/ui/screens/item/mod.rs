//! The screen of one item, drawn: its face, the text, and the pane beside it.

mod claims;
mod conflict;
mod head;
mod lines;
mod panes;
mod talk;
mod text;

pub use panes::events;

use crate::messages::tui_item as say;
use crate::tui::app::item::ItemScreen;
use crate::tui::app::item::side::Pane;
use crate::tui::ui::Ink;
use crate::tui::ui::widgets::{empty, paint};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The screen.
pub fn draw(screen: &ItemScreen, ink: &Ink, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let Some(view) = screen.view.as_deref() else {
        let told = screen
            .failed
            .as_deref()
            .unwrap_or(say::LOADING.get(ink.lang()));
        empty::draw(told, &[], area, buffer, ink.theme);
        return None;
    };
    let used = head::draw(screen, view, ink, area, buffer);
    let body = Rect {
        y: area.y + used,
        height: area.height.saturating_sub(used),
        ..area
    };
    // Side by side where there is room for both, else the one that has the keys.
    if ink.shared.is_wide() && !screen.widened {
        let left = Rect {
            width: body.width * 9 / 20,
            ..body
        };
        text::draw(screen, view, ink, left, buffer);
        beside(screen, view, ink, paint::after(body, left.width), buffer);
    } else if screen.on_text {
        text::draw(screen, view, ink, body, buffer);
    } else {
        beside(screen, view, ink, body, buffer);
    }
    None
}

fn beside(
    screen: &ItemScreen,
    view: &crate::wire::ItemView,
    ink: &Ink,
    area: Rect,
    buffer: &mut Buffer,
) {
    match screen.pane {
        Pane::Claims => claims::draw(screen, view, ink, area, buffer),
        Pane::Talk => talk::draw(screen, view, ink, area, buffer),
        Pane::Versions => panes::versions(screen, view, ink, area, buffer),
        Pane::History => panes::history(screen, ink, area, buffer),
        Pane::Checklist => panes::checklist(screen, view, ink, area, buffer),
        Pane::Original => panes::original(screen, view, ink, area, buffer),
    }
}
