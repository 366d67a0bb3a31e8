//! What is open over a screen, each kind drawn by a file of its own.

mod bulk;
mod filter;
mod form;
mod gates;
mod help;
mod item;
mod number;
mod palette;
mod pick;
mod text_box;

pub use form::with_entries;

use super::Ink;
use crate::messages::tui_frame as say;
use crate::tui::app::Overlay;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// An overlay, over whatever is drawn there already.
pub fn draw(overlay: &Overlay, ink: &Ink, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let lang = ink.lang();
    match overlay {
        Overlay::Help(it) => help::draw(it, ink, area, buffer),
        Overlay::Palette(it) => return palette::draw(it, ink, area, buffer),
        Overlay::Confirm(it) => {
            text_box::draw(
                &it.title.get(lang),
                &it.question.get(lang),
                it.top,
                ink,
                area,
                buffer,
            );
        }
        Overlay::Form(it) => return form::draw(it, ink, area, buffer),
        Overlay::Pick(it) => pick::draw(it, ink, area, buffer),
        Overlay::Note(it) => text_box::draw(
            &it.title.get(lang),
            &it.text.get(lang),
            it.top,
            ink,
            area,
            buffer,
        ),
        Overlay::Gates(it) => gates::draw(it, ink, area, buffer),
        Overlay::Number(it) => return number::draw(it, ink, area, buffer),
        Overlay::Filter(it) => return filter::draw(it, ink, area, buffer),
        Overlay::Bulk(it) => bulk::draw(it, ink, area, buffer),
        Overlay::Item(it) => return item::draw(it, ink, area, buffer),
    }
    None
}

/// The title of an overlay that asks for a number.
fn number_title(wanted: &crate::tui::app::number::Wanted) -> crate::messages::Phrase {
    match wanted {
        crate::tui::app::number::Wanted::Open => say::JUMP_TITLE,
        crate::tui::app::number::Wanted::MergeInto(_) => say::MERGE_TITLE,
    }
}
