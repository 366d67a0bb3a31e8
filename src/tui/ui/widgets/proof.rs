//! What the tests of every widget look for: no control characters, straight borders, no half glyphs.

use super::Theme;
use crate::text::hostile::HOSTILE;
use crate::tui::term::backend::{Palette, settle};
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;

pub fn unicode() -> Theme {
    Theme::new(Palette::Sixteen, false)
}

pub fn ascii() -> Theme {
    Theme::new(Palette::Attributes, true)
}

/// Reports as they come, of all lengths.
const FOREIGN: &[&str] = &[
    "沿海渔船回港避风情况",
    "a沿海b渔船c回港d",
    "plain words only",
    "特别特别特别特别特别特别特别特别特别特别特别特别特别特别特别特别特别特别特别特别特别特别特别长",
];

/// Every foreign text at every width from narrow to wide, odd and even.
pub fn sizes_and_texts() -> impl Iterator<Item = (u16, &'static str)> {
    (3..=41)
        .chain([79, 80, 81])
        .flat_map(|width| texts().map(move |text| (width, text)))
}

/// Ordinary reports and hostile ones.
pub fn texts() -> impl Iterator<Item = &'static str> {
    FOREIGN.iter().chain(HOSTILE).copied()
}

/// The rows of a picture as a terminal would show them.
pub fn rows(buffer: &Buffer) -> Vec<String> {
    let mut buffer = buffer.clone();
    assert_sound(&buffer);
    settle(&mut buffer);
    buffer
        .content
        .chunks(usize::from(buffer.area.width).max(1))
        .map(|row| {
            let mut shown = String::new();
            let mut skip = 0;
            for cell in row {
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                shown.push_str(cell.symbol());
                skip = cell.cell_width().saturating_sub(1);
            }
            shown.trim_end().to_owned()
        })
        .collect()
}

/// The whole picture as text.
pub fn picture(buffer: &Buffer) -> String {
    rows(buffer).join("\n")
}

/// No cell holds anything that a terminal would obey, and no wide glyph is covered or cut.
pub fn assert_sound(buffer: &Buffer) {
    let width = usize::from(buffer.area.width).max(1);
    for (y, row) in buffer.content.chunks(width).enumerate() {
        for (x, cell) in row.iter().enumerate() {
            let symbol = cell.symbol();
            assert!(
                !symbol.contains(|c: char| c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')),
                "{symbol:?} at {x},{y}"
            );
            if cell.cell_width() > 1 {
                let half = row.get(x + 1).map(ratatui::buffer::Cell::symbol);
                assert_eq!(half, Some(" "), "half a glyph {symbol:?} at {x},{y}");
            }
        }
    }
}

/// The frame around `area` is unbroken at its sides.
pub fn assert_framed(buffer: &Buffer, area: Rect) {
    assert_sound(buffer);
    for y in area.top() + 1..area.bottom() - 1 {
        for x in [area.left(), area.right() - 1] {
            assert_eq!(buffer[(x, y)].symbol(), "│", "at {x},{y}");
        }
    }
    assert_eq!(buffer[(area.left(), area.top())].symbol(), "┌");
    assert_eq!(buffer[(area.right() - 1, area.top())].symbol(), "┐");
    assert_eq!(buffer[(area.left(), area.bottom() - 1)].symbol(), "└");
    assert_eq!(buffer[(area.right() - 1, area.bottom() - 1)].symbol(), "┘");
}
