//! An act on several items, row by row, before it is done.

use crate::messages::tui_frame as say;
use crate::tui::app::bulk::{BulkOverlay, Outcome};
use crate::tui::ui::Ink;
use crate::tui::ui::widgets::Role;
use crate::tui::ui::widgets::list::{self, Column, List, Row};
use crate::tui::ui::widgets::paint::{self, Piece};
use crate::tui::ui::widgets::popup::Popup;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The overlay.
pub fn draw(overlay: &BulkOverlay, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    let lang = ink.lang();
    let word = say::command(lang, overlay.command.word());
    let title = say::bulk_title(lang, word, overlay.rows.len());
    let rows = u16::try_from(overlay.rows.len()).unwrap_or(u16::MAX);
    let height = rows.saturating_add(5).min(area.height.saturating_sub(1));
    let popup = Popup {
        title: &title,
        note: "",
        width: area.width.min(110),
        height,
    };
    let inside = popup.draw(area, buffer, ink.theme);
    let (would, refused) = overlay.tally();
    let (sentence, role) = match &overlay.failed {
        Some(why) => (why.clone(), Role::Bad),
        None if would + refused < overlay.rows.len() => {
            (say::BULK_ASKING.get(lang).to_owned(), Role::Pending)
        }
        None => (say::bulk_tally(lang, would, refused), Role::Strong),
    };
    paint::line(buffer, paint::after(inside, 1), &sentence, ink.style(role));
    let rest = Rect {
        y: inside.y + 2,
        height: inside.height.saturating_sub(2),
        ..inside
    };
    let columns = [Column::cells("", 1), Column::rest(""), Column::rest("")];
    let list = List {
        columns: &columns,
        total: overlay.rows.len(),
        cursor: Some(overlay.cursor),
        offset: list::offset(
            overlay.rows.len(),
            overlay.cursor,
            0,
            usize::from(rest.height),
        ),
        active: true,
    };
    let symbols = &ink.theme.symbols;
    list.draw(rest, buffer, ink.theme, |at| {
        let Some((target, outcome)) = overlay.rows.get(at) else {
            return Row::default();
        };
        let (sign, text, role) = match outcome {
            Outcome::Asked => (symbols.unsent, say::ASKED.get(lang).to_owned(), Role::Quiet),
            Outcome::Would { stage, .. } => (
                symbols.tick,
                say::would_be(lang, ink.shared.stage(stage)),
                Role::Good,
            ),
            Outcome::Refused(why) => (symbols.cross, why.clone(), Role::Bad),
        };
        let cells = vec![
            Piece::new(sign, ink.style(role)),
            Piece::new(target.called(), ink.style(Role::Text)),
            Piece::new(text, ink.style(role)),
        ];
        Row {
            cells,
            ..Row::default()
        }
    });
}
