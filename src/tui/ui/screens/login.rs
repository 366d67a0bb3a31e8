//! Logging in, drawn.

use crate::messages::tui_frame as say;
use crate::tui::app::login::LoginScreen;
use crate::tui::ui::Ink;
use crate::tui::ui::overlays::with_entries;
use crate::tui::ui::widgets::Role;
use crate::tui::ui::widgets::paint;
use crate::tui::ui::widgets::popup::Popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The screen.
pub fn draw(screen: &LoginScreen, ink: &Ink, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let lang = ink.lang();
    let note = if screen.asking {
        say::LOGIN_ASKING.get(lang)
    } else {
        ""
    };
    let popup = Popup {
        title: say::LOGIN_TITLE.get(lang),
        note,
        width: 64,
        height: 11,
    };
    let inside = popup.draw(area, buffer, ink.theme);
    let reason = screen.reason.get(lang);
    for (n, part) in crate::text::wrap(reason, usize::from(inside.width.saturating_sub(2)))
        .into_iter()
        .take(3)
        .enumerate()
    {
        let row = paint::after(paint::row(inside, n as u16), 1);
        paint::line(
            buffer,
            row,
            reason.get(part).unwrap_or_default(),
            ink.style(Role::Quiet),
        );
    }
    let form = Rect {
        y: inside.y + 4,
        height: inside.height.saturating_sub(4),
        ..inside
    };
    with_entries(&screen.form, ink, |it| it.draw(form, buffer, ink.theme))
}
