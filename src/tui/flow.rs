//! The rows of a long text around one place, without wrapping the rest of it.
//!
//! A text is cut at its line breaks, and a paragraph longer than [`PIECE`] is cut again, so that what has to be
//! wrapped for one row is bounded however long the text is. Text panes and text fields share this, and so a caret is
//! drawn where it moves.

use crate::text;
use std::ops::Range;

/// The longest stretch that is wrapped at once, in bytes.
const PIECE: usize = 4096;

/// Where a row begins: a byte of the text, and which of the rows that begin there (the second and further ones show
/// only what was put in between, such as the number of a claim).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// The byte.
    pub byte: usize,
    /// 0 for the first row that begins there.
    pub nth: usize,
}

impl From<usize> for Place {
    fn from(byte: usize) -> Self {
        Self { byte, nth: 0 }
    }
}

/// How a stretch of text becomes rows.
pub trait Layout {
    /// One row, with whatever is needed to draw it.
    type Row;

    /// The rows of `piece`, a stretch of `text` without line breaks; at least one.
    fn rows(&self, text: &str, piece: Range<usize>) -> Vec<Self::Row>;

    /// The byte of the text at which a row begins.
    fn start(row: &Self::Row) -> usize;
}

/// The text as it is, wrapped at a number of cells. Rows are byte ranges that leave nothing out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plain(pub usize);

impl Layout for Plain {
    type Row = Range<usize>;

    fn rows(&self, text: &str, piece: Range<usize>) -> Vec<Range<usize>> {
        let shown = text.get(piece.clone()).unwrap_or_default();
        let wrapped = text::wrap(shown, self.0.max(1));
        let start = |n: usize| {
            wrapped
                .get(n)
                .map_or(piece.end, |row| piece.start + row.start)
        };
        // Blanks that the wrapping hangs at the end of a row belong to that row.
        (0..wrapped.len().max(1))
            .map(|n| (if n == 0 { piece.start } else { start(n) })..start(n + 1))
            .collect()
    }

    fn start(row: &Range<usize>) -> usize {
        row.start
    }
}

/// One row among the rows of a text, and the way to its neighbours.
#[derive(Debug, Clone)]
pub struct Rows<'a, L: Layout> {
    text: &'a str,
    layout: L,
    piece: Range<usize>,
    rows: Vec<L::Row>,
    index: usize,
}

impl<'a, L: Layout> Rows<'a, L> {
    /// At the row that shows `place`. A byte between two rows belongs to the second.
    pub fn at(text: &'a str, layout: L, place: impl Into<Place>) -> Self {
        let place = place.into();
        let byte = floor(text, place.byte);
        let piece = piece_around(text, byte);
        let rows = layout.rows(text, piece.clone());
        let up_to = rows.partition_point(|row| L::start(row) <= byte);
        let first = rows.partition_point(|row| L::start(row) < byte);
        // Within a row, or at a start of which there is one: that row. At a start of several: the one asked for.
        let index = if first < up_to {
            (first + place.nth).min(up_to - 1)
        } else {
            up_to.saturating_sub(1)
        };
        Self {
            text,
            layout,
            piece,
            rows,
            index,
        }
    }

    /// At the last row that shows byte `at`, with its numbers and brackets behind it.
    pub fn last_at(text: &'a str, layout: L, at: usize) -> Self {
        Self::at(
            text,
            layout,
            Place {
                byte: at,
                nth: usize::MAX / 2,
            },
        )
    }

    /// This row. `None` only from a layout that makes none.
    pub fn row(&self) -> Option<&L::Row> {
        self.rows.get(self.index)
    }

    /// Where this row begins.
    pub fn place(&self) -> Place {
        let byte = self.row().map_or(self.piece.start, L::start);
        let nth = self
            .rows
            .iter()
            .take(self.index)
            .rev()
            .take_while(|row| L::start(row) == byte)
            .count();
        Place { byte, nth }
    }

    /// Whether this row is the first of its paragraph.
    pub fn opens(&self) -> bool {
        let start = self.piece.start;
        self.index == 0 && (start == 0 || self.text.as_bytes().get(start - 1) == Some(&b'\n'))
    }

    /// Whether this row is the last of its paragraph.
    pub fn closes(&self) -> bool {
        self.index + 1 >= self.rows.len()
            && matches!(self.text.as_bytes().get(self.piece.end), None | Some(b'\n'))
    }

    /// To the next row. `false`, and nothing moves, at the last.
    pub fn forward(&mut self) -> bool {
        if self.index + 1 < self.rows.len() {
            self.index += 1;
            return true;
        }
        let end = self.piece.end;
        let next = match self.text.as_bytes().get(end) {
            None => return false,
            Some(b'\n') => end + 1,
            Some(_) => end,
        };
        self.piece = next..piece_end(self.text, next, line_end(self.text, next));
        self.rows = self.layout.rows(self.text, self.piece.clone());
        self.index = 0;
        true
    }

    /// To the row before. `false`, and nothing moves, at the first.
    pub fn back(&mut self) -> bool {
        if self.index > 0 {
            self.index -= 1;
            return true;
        }
        let start = self.piece.start;
        if start == 0 {
            return false;
        }
        let last = match self.text.as_bytes().get(start - 1) {
            // The paragraph before; its end is where its line break is.
            Some(b'\n') => start - 1,
            _ => text::prev_grapheme(self.text, start),
        };
        self.piece = piece_around(self.text, last);
        self.rows = self.layout.rows(self.text, self.piece.clone());
        self.index = self.rows.len().saturating_sub(1);
        true
    }

    /// `by` rows up (negative) or down, stopping at the ends. Returns how many rows that was.
    pub fn shift(&mut self, by: isize) -> usize {
        (0..by.unsigned_abs())
            .take_while(|_| if by < 0 { self.back() } else { self.forward() })
            .count()
    }
}

/// The nearest character boundary at or before `at`.
pub fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The start of the paragraph around byte `at` (a character boundary).
pub fn line_start(text: &str, at: usize) -> usize {
    text.get(..at)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |at| at + 1)
}

/// The end of the paragraph around byte `at`, before its line break.
pub fn line_end(text: &str, at: usize) -> usize {
    text.get(at..)
        .and_then(|after| after.find('\n'))
        .map_or(text.len(), |length| at + length)
}

fn piece_around(text: &str, at: usize) -> Range<usize> {
    let line_end = line_end(text, at);
    let mut start = line_start(text, at);
    loop {
        let end = piece_end(text, start, line_end);
        if at < end || end == line_end {
            return start..end;
        }
        start = end;
    }
}

/// Where the piece that begins at `start` ends: between two graphemes, at `line_end` at the latest.
fn piece_end(text: &str, start: usize, line_end: usize) -> usize {
    if line_end - start <= PIECE {
        return line_end;
    }
    let cut = floor(text, start + PIECE);
    let before = text::prev_grapheme(text, cut);
    let end = text::next_grapheme(text, before);
    if end > start {
        end.min(line_end)
    } else {
        line_end
    }
}

/// The place `by` rows above (negative) or below `from`; stops at the ends.
pub fn shift<L: Layout>(text: &str, layout: L, from: impl Into<Place>, by: isize) -> Place {
    let mut rows = Rows::at(text, layout, from);
    rows.shift(by);
    rows.place()
}

/// The furthest a pane of `height` rows can be scrolled: the top that leaves the last row at its foot.
pub fn last_top<L: Layout>(text: &str, layout: L, height: usize) -> Place {
    let mut rows = Rows::last_at(text, layout, text.len());
    rows.shift(1 - height.clamp(1, 10_000) as isize);
    rows.place()
}

/// The top that keeps the row of byte `at` in view of a pane of `height` rows, as near as can be to `top`; `margin` rows
/// stay visible around it where there are any.
pub fn reveal<L: Layout + Copy>(
    text: &str,
    layout: L,
    height: usize,
    top: impl Into<Place>,
    at: usize,
    margin: usize,
) -> Place {
    let height = height.clamp(1, 10_000);
    let margin = margin.min((height - 1) / 2) as isize;
    let top = Rows::at(text, layout, top).place();
    let mut rows = Rows::at(text, layout, at);
    let above = shift(text, layout, rows.place(), -margin);
    if above < top {
        return above;
    }
    // Further up than this, the row and its margin would be below the foot.
    rows.shift(margin);
    rows.shift(1 - height as isize);
    top.max(rows.place())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(text: &str, width: usize) -> Vec<&str> {
        let mut rows = Rows::at(text, Plain(width), 0);
        let mut shown = vec![&text[rows.row().unwrap().clone()]];
        while rows.forward() {
            shown.push(&text[rows.row().unwrap().clone()]);
        }
        shown
    }

    #[test]
    fn empty_lines_are_rows() {
        assert_eq!(all("", 10), [""]);
        assert_eq!(all("a\n\nb\n", 10), ["a", "", "b", ""]);
    }

    #[test]
    fn a_place_between_two_rows_belongs_to_the_second() {
        let text = "渔船回港避风";
        let rows = Rows::at(text, Plain(4), 6);
        assert_eq!(rows.row(), Some(&(6..12)));
        assert!(!rows.opens() && !rows.closes());
        assert!(Rows::at(text, Plain(4), 0).opens());
        assert!(Rows::at(text, Plain(4), text.len()).closes());
    }

    #[test]
    fn a_row_is_kept_in_view_with_its_margin() {
        let text = (0..100)
            .map(|n| n.to_string())
            .collect::<Vec<_>>()
            .join("\n");
        let line = |top: Place| {
            text[top.byte..]
                .lines()
                .next()
                .unwrap()
                .parse::<usize>()
                .unwrap()
        };
        let at = |n: usize| text.find(&format!("\n{n}\n")).unwrap() + 1;
        let reveal = |top: usize, at: usize| line(reveal(&text, Plain(10), 10, top, at, 2));
        assert_eq!(reveal(0, at(50)), 43);
        assert_eq!(reveal(at(60), at(50)), 48);
        assert_eq!(reveal(at(46), at(50)), 46);
        assert_eq!(reveal(at(60), 0), 0);
        assert_eq!(line(last_top(&text, Plain(10), 10)), 90);
    }

    /// A layout that counts what it is asked to wrap.
    struct Counting<'a>(&'a std::cell::Cell<usize>);

    impl Layout for Counting<'_> {
        type Row = Range<usize>;

        fn rows(&self, text: &str, piece: Range<usize>) -> Vec<Range<usize>> {
            self.0.set(self.0.get() + piece.len());
            Plain(40).rows(text, piece)
        }

        fn start(row: &Range<usize>) -> usize {
            row.start
        }
    }

    #[test]
    fn a_window_into_a_long_text_wraps_its_neighbourhood_only() {
        for text in [
            "截至十三时全市渔船已回港。\n".repeat(20_000),
            "截至十三时全市渔船已回港。".repeat(20_000),
        ] {
            let wrapped = std::cell::Cell::new(0);
            let mut rows = Rows::at(&text, Counting(&wrapped), text.len() / 2);
            rows.shift(50);
            rows.shift(-100);
            assert!(wrapped.get() < 10 * PIECE, "{}", wrapped.get());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_rows_are_the_whole_text_in_order_both_ways(text in "[审a\u{301}，\n 渔x👍]{0,80}", width in 2usize..12) {
            let mut rows = Rows::at(&text, Plain(width), 0);
            let mut forward = vec![rows.row().unwrap().clone()];
            while rows.forward() { forward.push(rows.row().unwrap().clone()); }
            let mut backward = vec![rows.row().unwrap().clone()];
            while rows.back() { backward.push(rows.row().unwrap().clone()); }
            backward.reverse();
            prop_assert_eq!(&forward, &backward);
            prop_assert_eq!(forward[0].start, 0);
            prop_assert_eq!(forward[forward.len() - 1].end, text.len());
            for pair in forward.windows(2) {
                let between = &text[pair[0].end..pair[1].start];
                prop_assert!(between.is_empty() || between == "\n");
            }
        }

        #[test]
        fn a_very_long_paragraph_is_cut_the_same_way_from_everywhere(at in 0usize..36_000) {
            let text = "截至十三时全市渔船已回港".repeat(1000);
            let at = floor(&text, at);
            let here = Rows::at(&text, Plain(20), at).row().unwrap().clone();
            prop_assert!(here.contains(&at) || at == text.len());
            let mut walk = Rows::at(&text, Plain(20), at.saturating_sub(200));
            while walk.row().unwrap().start < here.start { prop_assert!(walk.forward()); }
            prop_assert_eq!(walk.row().unwrap(), &here);
        }
    }
}
