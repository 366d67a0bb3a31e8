//! All keys of a screen, from the keymap.

use crate::messages::tui_frame as say;
use crate::text;
use crate::tui::app::help::HelpOverlay;
use crate::tui::input;
use crate::tui::ui::Ink;
use crate::tui::ui::widgets::Role;
use crate::tui::ui::widgets::paint::{self, Piece};
use crate::tui::ui::widgets::popup::Popup;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns for keys, names and the blanks between them.
const KEYS: usize = 18;
const NAME: usize = 14;

/// The overlay: as large as the screen, since it is read and not looked past.
pub fn draw(overlay: &HelpOverlay, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    let lang = ink.lang();
    let width = area.width.min(100);
    let sections = input::help(lang, ink.keymap, &overlay.stack);
    let mut lines: Vec<Vec<Piece<'_>>> = Vec::new();
    for section in &sections {
        if !lines.is_empty() {
            lines.push(Vec::new());
        }
        lines.push(vec![Piece::new(section.title, ink.style(Role::Title))]);
        for row in &section.rows {
            let keys = if row.keys.is_empty() {
                say::BY_PALETTE.get(lang).to_owned()
            } else {
                row.keys.join("  ")
            };
            let role = if row.keys.is_empty() {
                Role::Quiet
            } else {
                Role::Key
            };
            let hides = row
                .hides
                .map(|other| say::hides(lang, other.spec().title.get(lang)))
                .unwrap_or_default();
            lines.push(vec![
                Piece::new(format!("  {} ", text::fit(&keys, KEYS)), ink.style(role)),
                Piece::new(
                    format!("{}  ", text::fit(row.title, NAME)),
                    ink.style(Role::Strong),
                ),
                Piece::new(format!("{}{hides}", row.help), ink.style(Role::Text)),
            ]);
        }
    }
    let height = u16::try_from(lines.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2)
        .min(area.height);
    let visible = usize::from(height.saturating_sub(2));
    let top = overlay.top.min(lines.len().saturating_sub(visible));
    let shown = (top + visible).min(lines.len());
    let note = if lines.len() > visible {
        format!("{shown}/{}", lines.len())
    } else {
        String::new()
    };
    let popup = Popup {
        title: say::HELP_TITLE.get(lang),
        note: &note,
        width,
        height,
    };
    let inside = popup.draw(area, buffer, ink.theme);
    for (n, pieces) in lines.iter().skip(top).take(visible).enumerate() {
        paint::pieces(buffer, paint::row(inside, n as u16), pieces);
    }
}
