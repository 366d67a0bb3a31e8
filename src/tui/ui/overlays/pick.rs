//! A list to choose from.

use crate::tui::app::pick::PickOverlay;
use crate::tui::ui::Ink;
use crate::tui::ui::widgets::Role;
use crate::tui::ui::widgets::list::{self, Column, List, Row};
use crate::tui::ui::widgets::paint::{self, Piece};
use crate::tui::ui::widgets::popup::Popup;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The overlay.
pub fn draw(overlay: &PickOverlay, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    let lang = ink.lang();
    let title = overlay.title.get(lang);
    let rows: Vec<(String, String)> = overlay
        .options
        .iter()
        .map(|option| (option.label.get(lang), option.note.get(lang)))
        .collect();
    let widest = |texts: &mut dyn Iterator<Item = &String>| {
        texts.map(|text| paint::width(text)).max().unwrap_or(0)
    };
    let notes = widest(&mut rows.iter().map(|(_, note)| note)).min(30);
    let labels = widest(&mut rows.iter().map(|(label, _)| label));
    let width = labels
        .saturating_add(notes)
        .saturating_add(8)
        .max(paint::width(&title).saturating_add(6))
        .clamp(24, 76);
    let height = u16::try_from(rows.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2)
        .min(area.height.saturating_sub(2));
    let inside = Popup {
        title: &title,
        note: "",
        width: width.min(area.width),
        height,
    }
    .draw(area, buffer, ink.theme);
    let columns = [Column::rest(""), Column::cells("", notes)];
    let list = List {
        columns: &columns,
        total: rows.len(),
        cursor: Some(overlay.cursor),
        offset: list::offset(rows.len(), overlay.cursor, 0, usize::from(inside.height)),
        active: true,
    };
    list.draw(inside, buffer, ink.theme, |at| {
        let (label, note) = rows
            .get(at)
            .map(|(label, note)| (label.as_str(), note.as_str()))
            .unwrap_or_default();
        let cells = vec![
            Piece::new(label, ink.style(Role::Text)),
            Piece::new(note, ink.style(Role::Quiet)),
        ];
        Row {
            cells,
            ..Row::default()
        }
    });
}
