//! What stands where nothing is: what would fill it, and which key does that.

use super::paint::{self, Piece};
use super::status::Hint;
use super::{Role, Theme};
use crate::messages::Lang;
use crate::messages::widgets as say;
use crate::text;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The smallest window the program can be used in, in columns and rows (`screens.md`).
pub const SMALLEST: (u16, u16) = (80, 24);

/// Draw `what` in the middle of `area`, and below it the keys that would change it.
pub fn draw(what: &str, hints: &[Hint<'_>], area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    let width = usize::from(area.width.min(60));
    let rows: Vec<&str> = text::wrap(what, width)
        .into_iter()
        .filter_map(|row| what.get(row))
        .collect();
    let wanted = rows.len() + if hints.is_empty() { 0 } else { hints.len() + 1 };
    let mut y = (usize::from(area.height).saturating_sub(wanted) / 2) as u16;
    for row in rows {
        centred(
            &[Piece::new(row, theme.style(Role::Quiet))],
            paint::row(area, y),
            buffer,
        );
        y = y.saturating_add(1);
    }
    y = y.saturating_add(1);
    for hint in hints {
        let pieces = [
            Piece::new(hint.keys, theme.style(Role::Key)),
            Piece::new(" ", theme.style(Role::Text)),
            Piece::new(hint.title, theme.style(Role::Text)),
        ];
        centred(&pieces, paint::row(area, y), buffer);
        y = y.saturating_add(1);
    }
}

/// Whether the window is too small; if so, that is what is drawn.
pub fn too_small(area: Rect, buffer: &mut Buffer, theme: &Theme, lang: Lang) -> bool {
    let (width, height) = SMALLEST;
    if area.width >= width && area.height >= height {
        return false;
    }
    paint::fill(buffer, area, theme.style(Role::Text));
    draw(
        &say::too_small(lang, width, height),
        &[],
        area,
        buffer,
        theme,
    );
    true
}

fn centred(pieces: &[Piece<'_>], area: Rect, buffer: &mut Buffer) {
    let width = pieces
        .iter()
        .map(|piece| paint::width(&piece.text))
        .fold(0, u16::saturating_add);
    let shift = area.width.saturating_sub(width) / 2;
    paint::pieces(buffer, paint::after(area, shift), pieces);
}

#[cfg(test)]
mod tests {
    use super::super::proof::*;
    use super::*;

    #[test]
    fn an_empty_part_says_what_fills_it_and_how() {
        let area = Rect::new(0, 0, 30, 7);
        let mut buffer = Buffer::empty(area);
        let hints = [Hint {
            keys: "N",
            title: "录入来稿",
            possible: true,
        }];
        draw("来稿会出现在这里", &hints, area, &mut buffer, &unicode());
        assert_eq!(
            rows(&buffer),
            [
                "",
                "",
                "       来稿会出现在这里",
                "",
                "          N 录入来稿",
                "",
                ""
            ]
        );
    }

    /// Invariant 80.
    #[test]
    fn a_window_of_any_size_below_the_smallest_says_so() {
        for width in 0..=80 {
            for height in [0, 1, 2, 23] {
                let area = Rect::new(0, 0, width, height);
                let mut buffer = Buffer::empty(area);
                assert!(too_small(area, &mut buffer, &unicode(), Lang::Zh));
                assert_sound(&buffer);
                if width >= 30 && height >= 1 {
                    assert!(picture(&buffer).contains("80×24"));
                }
            }
        }
        let area = Rect::new(0, 0, 80, 24);
        assert!(!too_small(
            area,
            &mut Buffer::empty(area),
            &unicode(),
            Lang::En
        ));
    }
}
