//! A text field, drawn: what is visible of it, the selection, and where the hardware cursor belongs.
//!
//! Rows are the same as those the caret moves by, so the caret stands in the cell where the next letter will
//! appear (invariant 79), and input methods open there.

use super::paint;
use super::{Role, Theme};
use crate::text;
use crate::tui::field::{Field, Kind, View};
use crate::tui::flow::{self, Plain, Rows};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::ops::Range;

/// Rows kept visible around the caret where there are any.
const MARGIN: usize = 1;

/// Draw `field` in `area`; `hint` is shown while it is empty. Returns the cell of the caret: the hardware cursor belongs
/// there while the field has the keys. `None` only when there is no room at all.
pub fn draw(
    field: &Field,
    area: Rect,
    buffer: &mut Buffer,
    theme: &Theme,
    hint: &str,
) -> Option<Position> {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return None;
    }
    paint::fill(buffer, area, theme.style(Role::Text));
    if field.is_empty() {
        field.drawn(View {
            width: area.width,
            height: area.height,
            top: 0,
        });
        paint::line(buffer, area, hint, theme.style(Role::Quiet));
        return Some(area.as_position());
    }
    match field.kind() {
        Kind::Block => Some(block(field, area, buffer, theme)),
        Kind::Line => Some(line(
            field,
            field.text(),
            field.caret(),
            field.selection(),
            area,
            buffer,
            theme,
        )),
        Kind::Secret => {
            let (stars, caret) = stars(field, theme);
            Some(line(field, &stars, caret, None, area, buffer, theme))
        }
    }
}

/// How many rows the field needs at this width, at most `most`: for forms that grow with what is typed.
pub fn height(field: &Field, width: u16, most: u16) -> u16 {
    if field.kind() != Kind::Block {
        return most.min(1);
    }
    let mut rows = Rows::at(field.text(), Plain(wrap_width(width)), 0);
    let mut height = 1;
    while height < most && rows.forward() {
        height += 1;
    }
    height.min(most)
}

/// One cell is kept so that the caret has a place after a full row.
fn wrap_width(width: u16) -> usize {
    usize::from(width).saturating_sub(1).max(1)
}

fn block(field: &Field, area: Rect, buffer: &mut Buffer, theme: &Theme) -> Position {
    let text = field.text();
    let layout = Plain(wrap_width(area.width));
    let top = flow::reveal(
        text,
        layout,
        usize::from(area.height),
        field.view().top,
        field.caret(),
        MARGIN,
    );
    // Do not leave the foot of the field empty when text was deleted above.
    let top = top.min(flow::last_top(text, layout, usize::from(area.height)));
    field.drawn(View {
        width: area.width,
        height: area.height,
        top: top.byte,
    });
    let caret_row = Rows::at(text, layout, field.caret()).place();
    let mut caret = area.as_position();
    let mut rows = Rows::at(text, layout, top);
    for n in 0..area.height {
        let row = rows.row().cloned().unwrap_or_default();
        let line = paint::row(area, n);
        stretch(text, row.clone(), field.selection(), line, buffer, theme);
        if rows.place() == caret_row {
            let before = paint::width(text.get(row.start..field.caret()).unwrap_or_default());
            caret = Position {
                x: area.x + before.min(area.width - 1),
                y: line.y,
            };
        }
        if !rows.forward() {
            break;
        }
    }
    caret
}

/// One line that scrolls sideways so that the caret is in view.
fn line(
    field: &Field,
    text: &str,
    caret: usize,
    selection: Option<Range<usize>>,
    area: Rect,
    buffer: &mut Buffer,
    theme: &Theme,
) -> Position {
    let room = wrap_width(area.width);
    let cells = |range: Range<usize>| text::cells(text.get(range).unwrap_or_default());
    let mut left = text::floor_grapheme(text, field.view().top.min(caret));
    // Back as long as everything up to the end would still fit, so that deleting brings the start into view again.
    let rest = cells(left..text.len());
    if rest < room {
        let mut free = room - rest;
        while left > 0 {
            let before = text::prev_grapheme(text, left);
            let Some(still_free) = free.checked_sub(cells(before..left)) else {
                break;
            };
            (left, free) = (before, still_free);
        }
    }
    let mut before = cells(left..caret);
    while before > room && left < caret {
        let next = text::next_grapheme(text, left);
        before -= cells(left..next).min(before);
        left = next;
    }
    field.drawn(View {
        width: area.width,
        height: area.height,
        top: left,
    });
    stretch(
        text,
        left..text.len(),
        selection,
        paint::first_row(area),
        buffer,
        theme,
    );
    Position {
        x: area.x
            + u16::try_from(before)
                .unwrap_or(u16::MAX)
                .min(area.width - 1),
        y: area.y,
    }
}

/// Bytes `row` of `text` on one row of the screen, with what is selected of them.
fn stretch(
    text: &str,
    row: Range<usize>,
    selection: Option<Range<usize>>,
    area: Rect,
    buffer: &mut Buffer,
    theme: &Theme,
) {
    let selection = selection.unwrap_or(row.end..row.end);
    let (from, to) = (
        selection.start.clamp(row.start, row.end),
        selection.end.clamp(row.start, row.end),
    );
    let mut used = 0;
    for (range, role) in [
        (row.start..from, Role::Text),
        (from..to, Role::Selected),
        (to..row.end, Role::Text),
    ] {
        let room = paint::after(area, used);
        let shown = text.get(range).unwrap_or_default();
        used += paint::put(
            buffer,
            room,
            text::clip(shown, usize::from(room.width)).as_ref(),
            theme.style(role),
        );
    }
    // A selected line break shows as a selected blank.
    if selection.start <= row.end
        && row.end < selection.end
        && text.as_bytes().get(row.end) == Some(&b'\n')
    {
        paint::put(
            buffer,
            paint::after(area, used),
            " ",
            theme.style(Role::Selected),
        );
    }
}

/// A star for each grapheme of a secret, and the caret among them.
fn stars(field: &Field, theme: &Theme) -> (String, usize) {
    let text = field.text();
    let count = |until: usize| {
        let (mut at, mut count) = (0, 0);
        while at < until {
            at = text::next_grapheme(text, at);
            count += 1;
        }
        count
    };
    let star = theme.symbols.secret;
    (
        star.repeat(count(text.len())),
        star.len() * count(field.caret()),
    )
}

#[cfg(test)]
#[path = "editor_field_tests.rs"]
mod tests;
