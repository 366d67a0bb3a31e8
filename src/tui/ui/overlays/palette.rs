//! All actions by name.

use crate::messages::tui_frame as say;
use crate::tui::app::palette::PaletteOverlay;
use crate::tui::ui::Ink;
use crate::tui::ui::widgets::list::{self, Column, List, Row};
use crate::tui::ui::widgets::paint::{self, Piece};
use crate::tui::ui::widgets::popup::Popup;
use crate::tui::ui::widgets::{Role, editor_field};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The overlay: what is typed above, what fits below, with its keys and, where it cannot be done, why.
pub fn draw(
    overlay: &PaletteOverlay,
    ink: &Ink,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let lang = ink.lang();
    let found: Vec<_> = overlay.found().collect();
    let height = area.height.saturating_sub(2).min(22);
    let popup = Popup {
        title: say::PALETTE_TITLE.get(lang),
        note: "",
        width: area.width.min(90),
        height,
    };
    let inside = popup.draw(area, buffer, ink.theme);
    let line = paint::first_row(inside);
    paint::put(buffer, line, ":", ink.style(Role::Key));
    let caret = editor_field::draw(&overlay.field, paint::after(line, 2), buffer, ink.theme, "");
    let rest = Rect {
        y: inside.y + 1,
        height: inside.height.saturating_sub(1),
        ..inside
    };
    if found.is_empty() {
        paint::line(
            buffer,
            paint::after(rest, 2),
            say::NOTHING_FITS.get(lang),
            ink.style(Role::Quiet),
        );
        return caret;
    }
    let columns = [
        Column::cells("", 14),
        Column::cells("", 14),
        Column::rest(""),
    ];
    let list = List {
        columns: &columns,
        total: found.len(),
        cursor: Some(overlay.cursor),
        offset: list::offset(found.len(), overlay.cursor, 0, usize::from(rest.height)),
        active: true,
    };
    list.draw(rest, buffer, ink.theme, |at| {
        let Some((spec, refused)) = found.get(at) else {
            return Row::default();
        };
        let keys = ink
            .keymap
            .hint(spec.action, &overlay.stack)
            .unwrap_or_default();
        let (name, note) = match refused {
            Some(why) => (
                Role::Quiet,
                Piece::new(
                    format!("{} {why}", ink.theme.symbols.cross),
                    ink.style(Role::Quiet),
                ),
            ),
            None => (
                Role::Strong,
                Piece::new(spec.help.get(lang), ink.style(Role::Text)),
            ),
        };
        let cells = vec![
            Piece::new(spec.title.get(lang), ink.style(name)),
            Piece::new(keys, ink.style(Role::Key)),
            note,
        ];
        Row {
            cells,
            ..Row::default()
        }
    });
    caret
}
