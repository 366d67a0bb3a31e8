//! The filter line, at the foot of the screen, with what could come next above it.

use crate::domain::query::{Completion, Meaning};
use crate::messages::{Lang, query, tui_queue as say};
use crate::text;
use crate::tui::app::filter::FilterOverlay;
use crate::tui::ui::Ink;
use crate::tui::ui::widgets::list::{self, Column, List, Row};
use crate::tui::ui::widgets::paint::{self, Piece};
use crate::tui::ui::widgets::pane::Pane;
use crate::tui::ui::widgets::popup;
use crate::tui::ui::widgets::{Role, editor_field};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Completions shown at once.
const SHOWN: usize = 8;

/// The overlay.
pub fn draw(
    overlay: &FilterOverlay,
    ink: &Ink,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let lang = ink.lang();
    let offers = overlay.offers.len().min(SHOWN) as u16;
    let fault = overlay
        .fault
        .as_ref()
        .map(|(at, why)| say::at_character(lang, at + 1, why));
    let room = usize::from(area.width.saturating_sub(4)).max(1);
    let faults: Vec<&str> = fault
        .iter()
        .flat_map(|fault| {
            text::wrap(fault, room)
                .into_iter()
                .filter_map(|row| fault.get(row))
        })
        .take(3)
        .collect();
    let mark = u16::from(overlay.fault.is_some());
    let height = (3 + mark + faults.len() as u16 + offers).min(area.height);
    let at = Rect {
        y: area.bottom() - height,
        height,
        ..area
    };
    popup::clear(at, buffer);
    let inside = Pane {
        title: say::FILTER.get(lang),
        note: "",
        active: true,
    }
    .draw(at, buffer, ink.theme);
    let above = Rect {
        height: offers.min(inside.height),
        ..inside
    };
    draw_offers(overlay, ink, above, buffer);
    let line = paint::row(inside, offers);
    paint::put(buffer, line, "/", ink.style(Role::Key));
    let line = paint::after(line, 2);
    let caret = editor_field::draw(
        &overlay.field,
        line,
        buffer,
        ink.theme,
        say::FILTER_HINT.get(lang),
    );
    if let Some((fault, _)) = &overlay.fault {
        // A sign under the place, as far as the field is not scrolled away from it.
        let before: String = overlay.field.text().chars().take(*fault).collect();
        let scrolled = overlay
            .field
            .text()
            .get(..overlay.field.view().top)
            .map_or(0, text::cells);
        let x = text::cells(&before)
            .saturating_sub(scrolled)
            .min(usize::from(line.width.saturating_sub(1)));
        let spot = paint::after(paint::row(inside, offers + 1), 2 + x as u16);
        paint::put(buffer, spot, "^", ink.style(Role::Fault));
        for (n, row) in faults.iter().enumerate() {
            let spot = paint::after(paint::row(inside, offers + 2 + n as u16), 2);
            paint::put(buffer, spot, row, ink.style(Role::Fault));
        }
    }
    caret
}

fn draw_offers(overlay: &FilterOverlay, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    let lang = ink.lang();
    let cursor = overlay.chosen.unwrap_or(0);
    let columns = [Column::cells("", 24), Column::rest("")];
    let list = List {
        columns: &columns,
        total: overlay.offers.len(),
        cursor: overlay.chosen,
        offset: list::offset(overlay.offers.len(), cursor, 0, usize::from(area.height)),
        active: true,
    };
    list.draw(area, buffer, ink.theme, |at| {
        let Some(offer) = overlay.offers.get(at) else {
            return Row::default();
        };
        let cells = vec![
            Piece::new(offer.insert.as_str(), ink.style(Role::Key)),
            Piece::new(meaning(ink, lang, offer), ink.style(Role::Quiet)),
        ];
        Row {
            cells,
            ..Row::default()
        }
    });
}

/// What an offer stands for, in words.
fn meaning(ink: &Ink, lang: Lang, offer: &Completion) -> String {
    match (&offer.meaning, ink.shared.procedure()) {
        (Meaning::Me, _) => ink
            .shared
            .me
            .as_ref()
            .map(|me| me.person.name.clone())
            .unwrap_or_default(),
        (meaning, Some(procedure)) => query::meaning(lang, meaning, procedure),
        (_, None) => String::new(),
    }
}
