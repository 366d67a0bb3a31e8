//! Cutting and filling to an exact number of cells.

use std::borrow::Cow;

use super::glyph::{Glyph, cells, clean, glyphs};

/// What stands for the part that was cut off. Two full stops: `…` takes one cell in some terminals and two in
/// others, and would push a column out of line.
pub const ELLIPSIS: &str = "..";

/// Where the text goes in a wider field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Blanks after the text.
    #[default]
    Left,
    /// Blanks before it: for figures.
    Right,
    /// Blanks on both sides.
    Center,
}

/// `text` cleaned, in at most `width` cells; when it does not fit it ends in [`ELLIPSIS`].
pub fn truncate(text: &str, width: usize) -> Cow<'_, str> {
    let room = width.saturating_sub(ELLIPSIS.len());
    let (mut used, mut cut) = (0, 0);
    for glyph in glyphs(text) {
        used += glyph.cells;
        if used <= room {
            cut = glyph.end;
        }
        if used > width {
            let mut out = clean(&text[..cut]).into_owned();
            out.push_str(&ELLIPSIS[..width.min(ELLIPSIS.len())]);
            return Cow::Owned(out);
        }
    }
    clean(text)
}

/// `text` cleaned, in at most `width` cells, cut without a sign. A wide glyph that would stick out is left out.
pub fn clip(text: &str, width: usize) -> Cow<'_, str> {
    let mut used = 0;
    for glyph in glyphs(text) {
        used += glyph.cells;
        if used > width {
            return clean(&text[..glyph.start]);
        }
    }
    clean(text)
}

/// `text` cleaned and filled with blanks to at least `width` cells. It is never cut.
pub fn pad(text: &str, width: usize, align: Align) -> Cow<'_, str> {
    let cleaned = clean(text);
    let free = width.saturating_sub(cells(text));
    if free == 0 {
        return cleaned;
    }
    let before = match align {
        Align::Left => 0,
        Align::Right => free,
        Align::Center => free / 2,
    };
    Cow::Owned(format!(
        "{:before$}{cleaned}{:after$}",
        "",
        "",
        after = free - before
    ))
}

/// `text` cleaned, in exactly `width` cells, from the left.
pub fn fit(text: &str, width: usize) -> String {
    fit_to(text, width, Align::Left)
}

/// `text` cleaned, in exactly `width` cells: cut with [`ELLIPSIS`] or filled with blanks. A wide glyph at the
/// edge that fits by half leaves a blank.
pub fn fit_to(text: &str, width: usize, align: Align) -> String {
    pad(&truncate(text, width), width, align).into_owned()
}

/// The part of one line that a pane sees after scrolling `skip` cells to the right: exactly `width` cells. A
/// glyph cut by either edge is shown as blanks.
pub fn window(text: &str, skip: usize, width: usize) -> String {
    let end = skip.saturating_add(width);
    let mut out = String::new();
    let (mut at, mut filled) = (0_usize, 0_usize);
    for Glyph { drawn, cells, .. } in glyphs(text) {
        let (left, right) = (at, at + cells);
        at = right;
        if right <= skip {
            continue;
        }
        if left >= end {
            break;
        }
        if left >= skip && right <= end {
            out.push_str(&drawn);
            filled += cells;
        } else {
            let blanks = right.min(end) - left.max(skip);
            out.extend(std::iter::repeat_n(' ', blanks));
            filled += blanks;
        }
    }
    out.extend(std::iter::repeat_n(' ', width.saturating_sub(filled)));
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::hostile::HOSTILE;

    #[test]
    fn what_does_not_fit_ends_in_two_full_stops() {
        assert_eq!(truncate("沿海渔船回港避风", 8), "沿海渔..");
        assert_eq!(truncate("沿海渔船", 8), "沿海渔船");
        assert_eq!(truncate("abcdef", 5), "abc..");
        assert_eq!(truncate("abcdef", 1), ".");
        assert_eq!(truncate("abcdef", 0), "");
    }

    #[test]
    fn a_wide_glyph_at_the_edge_leaves_a_blank() {
        assert_eq!(fit("沿海渔船回港", 7), "沿海.. ");
        assert_eq!(fit("沿海", 6), "沿海  ");
        assert_eq!(fit_to("1,240", 8, Align::Right), "   1,240");
        assert_eq!(pad("题", 5, Align::Center), " 题  ");
    }

    #[test]
    fn a_pane_scrolled_sideways_blanks_the_halves_of_wide_glyphs() {
        assert_eq!(window("沿海渔船", 1, 4), " 海 ");
        assert_eq!(window("沿海渔船", 2, 4), "海渔");
        assert_eq!(window("ab", 0, 4), "ab  ");
        assert_eq!(window("ab", 9, 2), "  ");
    }

    #[test]
    fn every_width_is_kept_for_every_hostile_text() {
        for text in HOSTILE {
            for width in 0..40 {
                assert_eq!(cells(&fit(text, width)), width, "{text:?} at {width}");
                assert!(
                    cells(&truncate(text, width)) <= width,
                    "{text:?} at {width}"
                );
                assert!(cells(&clip(text, width)) <= width, "{text:?} at {width}");
                for skip in 0..12 {
                    assert_eq!(
                        cells(&window(text, skip, width)),
                        width,
                        "{text:?} at {skip}+{width}"
                    );
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

        /// Invariant 75.
        #[test]
        fn fitting_gives_exactly_the_width(text in any::<String>(), width in 0_usize..60) {
            prop_assert_eq!(cells(&fit(&text, width)), width);
        }
    }
}
