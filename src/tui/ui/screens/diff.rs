//! Two versions compared, drawn.

use crate::messages::tui_write as say;
use crate::text::DiffBlock;
use crate::tui::app::diff::{DiffScreen, Wish};
use crate::tui::ui::Ink;
use crate::tui::ui::widgets::diff_pane::{DiffPane, Top};
use crate::tui::ui::widgets::paint::{self, Piece};
use crate::tui::ui::widgets::pane::Pane;
use crate::tui::ui::widgets::{Role, empty};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Further than any text is long.
const TO_THE_END: isize = isize::MAX / 4;

/// The screen.
pub fn draw(screen: &DiffScreen, ink: &Ink, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let lang = ink.lang();
    let note = screen
        .comparison
        .as_ref()
        .map(|it| say::changes(lang, it.changes()))
        .unwrap_or_default();
    let title = say::diff_title(lang, &screen.called);
    let inside = Pane {
        title: &title,
        note: &note,
        active: true,
    }
    .draw(area, buffer, ink.theme);
    let role = |chosen: bool| if chosen { Role::Cursor } else { Role::Text };
    let sides = [
        Piece::new(screen.old.called(lang), ink.style(role(!screen.on_new))),
        Piece::new(say::WITH.get(lang), ink.style(Role::Quiet)),
        Piece::new(screen.new.called(lang), ink.style(role(screen.on_new))),
    ];
    paint::pieces(buffer, paint::row(inside, 0), &sides);
    let body = Rect {
        y: inside.y + 1,
        height: inside.height.saturating_sub(1),
        ..inside
    };
    let Some(comparison) = &screen.comparison else {
        let told = screen.failed.as_deref().unwrap_or(say::COMPARING.get(lang));
        empty::draw(told, &[], body, buffer, ink.theme);
        return None;
    };
    let blocks = comparison.blocks();
    let top = go(screen, &blocks, ink, body);
    screen.top.set((top.item, top.row));
    DiffPane::new(&blocks, body.width, screen.folded, lang).draw(body, buffer, ink.theme, top);
    None
}

/// Where the reader is after everything wished for since the last drawing.
fn go(screen: &DiffScreen, blocks: &[DiffBlock<'_>], ink: &Ink, area: Rect) -> Top {
    let pane = DiffPane::new(blocks, area.width, screen.folded, ink.lang());
    let (item, row) = screen.top.get();
    // A pane of another width or with its folds open has other rows: the nearest.
    let mut top = pane.scroll(area, ink.theme, Top { item, row }, 0);
    let half = isize::try_from(area.height / 2).unwrap_or(1).max(1);
    for wish in screen.wishes.borrow_mut().drain(..) {
        top = match wish {
            Wish::Rows(by) => pane.scroll(area, ink.theme, top, by),
            Wish::Halves(by) => pane.scroll(area, ink.theme, top, by.saturating_mul(half)),
            Wish::First => Top::default(),
            Wish::Last => pane.scroll(area, ink.theme, top, TO_THE_END),
            Wish::Change { forward } => pane.next_change(top, forward).unwrap_or(top),
        };
    }
    top
}
