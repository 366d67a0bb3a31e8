//! What is unsent, held or refused, drawn.

use crate::messages::tui_frame as say;
use crate::text;
use crate::tui::app::outbox::OutboxScreen;
use crate::tui::app::shared::OutboxState;
use crate::tui::ui::Ink;
use crate::tui::ui::widgets::list::{self, Column, List, Row};
use crate::tui::ui::widgets::paint::{self, Piece};
use crate::tui::ui::widgets::pane::Pane;
use crate::tui::ui::widgets::{Role, empty};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Rows for the sentence of the entry under the cursor.
const SENTENCE: u16 = 4;

/// The screen.
pub fn draw(screen: &OutboxScreen, ink: &Ink, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let (shared, lang) = (ink.shared, ink.lang());
    let inside = Pane {
        title: say::OUTBOX.get(lang),
        note: "",
        active: true,
    }
    .draw(area, buffer, ink.theme);
    if shared.outbox.is_empty() {
        empty::draw(say::OUTBOX_EMPTY.get(lang), &[], inside, buffer, ink.theme);
        return None;
    }
    let above = Rect {
        height: inside.height.saturating_sub(SENTENCE),
        ..inside
    };
    let columns = [
        Column::cells(say::STATE.get(lang), 8),
        Column::cells(say::ACT.get(lang), 18),
        Column::rest(say::ITEM.get(lang)),
        Column::cells(say::SINCE.get(lang), 16),
    ];
    let cursor = screen.cursor(shared);
    let mut list = List {
        columns: &columns,
        total: shared.outbox.len(),
        cursor: Some(cursor),
        offset: 0,
        active: true,
    };
    list.offset = list::offset(list.total, cursor, 0, list.visible(above.height));
    list.draw(above, buffer, ink.theme, |at| {
        let Some(entry) = shared.outbox.get(at) else {
            return Row::default();
        };
        let (state, role) = match entry.state {
            OutboxState::Unsent => (say::STATE_UNSENT, Role::Pending),
            OutboxState::Sending => (say::STATE_SENDING, Role::Pending),
            OutboxState::Held { .. } => (say::STATE_HELD, Role::Warning),
            OutboxState::Refused { .. } => (say::STATE_REFUSED, Role::Bad),
        };
        let cells = vec![
            Piece::new(state.get(lang), ink.style(role)),
            Piece::new(say::command(lang, &entry.word), ink.style(Role::Strong)),
            Piece::new(entry.title.as_str(), ink.style(Role::Text)),
            Piece::new(shared.when(entry.written_at), ink.style(Role::Quiet)),
        ];
        Row {
            cells,
            ..Row::default()
        }
    });
    if let Some(entry) = shared.outbox.get(cursor) {
        let sentence = entry.state.sentence(lang);
        let room = usize::from(inside.width.saturating_sub(2)).max(1);
        for (n, part) in text::wrap(&sentence, room)
            .into_iter()
            .take(usize::from(SENTENCE) - 1)
            .enumerate()
        {
            let at = paint::after(paint::row(inside, above.height + 1 + n as u16), 2);
            paint::line(
                buffer,
                at,
                sentence.get(part).unwrap_or_default(),
                ink.style(Role::Text),
            );
        }
    }
    None
}
