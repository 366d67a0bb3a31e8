//! A long text in a pane: only the paragraphs that are looked at are wrapped.
//!
//! A place in the pane is a paragraph and a line within it, not a line number from the top, so drawing, scrolling and
//! showing a caret touch the neighbourhood only. What was wrapped once is remembered until the width or the text
//! changes. A line number from the top can be had ([`Wrapped::line_number`]) and costs wrapping all that is above.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use super::wrap::{byte_at_cell, caret_cell, paragraphs, wrap_paragraph};

/// A line of a wrapped text. Orders as reading does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// Paragraph, from 0.
    pub paragraph: usize,
    /// Line within the paragraph, from 0.
    pub line: usize,
}

/// One line to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it stands.
    pub place: Place,
    /// Its bytes in the text, without the line break.
    pub range: Range<usize>,
}

/// A text and its lines at one width, found when they are needed.
#[derive(Debug, Clone)]
pub struct Wrapped {
    text: Arc<str>,
    width: usize,
    paragraphs: Vec<Range<usize>>,
    lines: Vec<OnceCell<Box<[Range<usize>]>>>,
}

impl Wrapped {
    /// Prepares `text` for a pane `width` cells wide. Finds the line breaks; wraps nothing yet.
    pub fn new(text: impl Into<Arc<str>>, width: usize) -> Self {
        let text = text.into();
        let paragraphs: Vec<_> = paragraphs(&text).collect();
        let lines = vec![OnceCell::new(); paragraphs.len()];
        Wrapped {
            text,
            width,
            paragraphs,
            lines,
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The width it is wrapped at, in cells.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Changes the width; forgets the lines when it differs. Keep the byte at the top with [`Self::place_of`].
    pub fn resize(&mut self, width: usize) {
        if width != self.width {
            self.width = width;
            self.lines.fill_with(OnceCell::new);
        }
    }

    /// Number of paragraphs; at least 1.
    pub fn paragraph_count(&self) -> usize {
        self.paragraphs.len()
    }

    /// How many paragraphs have been wrapped so far: what the work was.
    pub fn wrapped_count(&self) -> usize {
        self.lines
            .iter()
            .filter(|lines| lines.get().is_some())
            .count()
    }

    fn lines_of(&self, paragraph: usize) -> &[Range<usize>] {
        let (Some(range), Some(lines)) =
            (self.paragraphs.get(paragraph), self.lines.get(paragraph))
        else {
            return &[];
        };
        lines.get_or_init(|| {
            let mut rows = Vec::new();
            wrap_paragraph(&self.text, range.clone(), self.width, &mut rows);
            rows.into_boxed_slice()
        })
    }

    /// The lines from `top` on, at most `height` of them.
    pub fn rows(&self, top: Place, height: usize) -> Vec<Row> {
        let mut rows = Vec::with_capacity(height.min(256));
        let mut place = self.nearest(top);
        while rows.len() < height && place.paragraph < self.paragraphs.len() {
            for (line, range) in self
                .lines_of(place.paragraph)
                .iter()
                .enumerate()
                .skip(place.line)
            {
                if rows.len() == height {
                    break;
                }
                rows.push(Row {
                    place: Place {
                        paragraph: place.paragraph,
                        line,
                    },
                    range: range.clone(),
                });
            }
            place = Place {
                paragraph: place.paragraph + 1,
                line: 0,
            };
        }
        rows
    }

    /// `place` itself when the text has that line, else the nearest line before it.
    pub fn nearest(&self, place: Place) -> Place {
        let last = self.paragraphs.len().saturating_sub(1);
        if place.paragraph > last {
            return Place {
                paragraph: last,
                line: self.last_line(last),
            };
        }
        Place {
            paragraph: place.paragraph,
            line: place.line.min(self.last_line(place.paragraph)),
        }
    }

    fn last_line(&self, paragraph: usize) -> usize {
        self.lines_of(paragraph).len().saturating_sub(1)
    }

    /// The last line of the text.
    pub fn last(&self) -> Place {
        self.nearest(Place {
            paragraph: usize::MAX,
            line: usize::MAX,
        })
    }

    /// `by` lines further down (or up, when negative), stopping at the ends.
    pub fn step(&self, from: Place, by: isize) -> Place {
        let mut at = self.nearest(from);
        let mut left = by.unsigned_abs();
        if by >= 0 {
            loop {
                let below = self.last_line(at.paragraph) - at.line;
                if left <= below {
                    return Place {
                        line: at.line + left,
                        ..at
                    };
                }
                if at.paragraph + 1 >= self.paragraphs.len() {
                    return Place {
                        line: at.line + below,
                        ..at
                    };
                }
                left -= below + 1;
                at = Place {
                    paragraph: at.paragraph + 1,
                    line: 0,
                };
            }
        }
        loop {
            if left <= at.line {
                return Place {
                    line: at.line - left,
                    ..at
                };
            }
            if at.paragraph == 0 {
                return Place::default();
            }
            left -= at.line + 1;
            at = Place {
                paragraph: at.paragraph - 1,
                line: self.last_line(at.paragraph - 1),
            };
        }
    }

    /// The furthest down the top line can be so that a pane of `height` lines stays full.
    pub fn last_top(&self, height: usize) -> Place {
        let up = isize::try_from(height.saturating_sub(1)).unwrap_or(isize::MAX);
        self.step(self.last(), -up)
    }

    /// The line on which byte `at` stands.
    pub fn place_of(&self, at: usize) -> Place {
        self.caret(at).0
    }

    /// The line and cell at which the caret for byte `at` stands.
    pub fn caret(&self, at: usize) -> (Place, usize) {
        let paragraph = self
            .paragraphs
            .partition_point(|range| range.start <= at)
            .saturating_sub(1);
        let (line, col) = caret_cell(&self.text, self.lines_of(paragraph), at);
        (Place { paragraph, line }, col)
    }

    /// The byte at cell `col` of the line at `place`.
    pub fn byte_at(&self, place: Place, col: usize) -> usize {
        let place = self.nearest(place);
        byte_at_cell(&self.text, self.lines_of(place.paragraph), place.line, col)
    }

    /// The top line that shows `target` when the pane of `height` lines stood at `top`: `top` itself when the target is
    /// visible, else the least scrolling that shows it.
    pub fn top_showing(&self, top: Place, target: Place, height: usize) -> Place {
        let (top, target) = (self.nearest(top), self.nearest(target));
        if target < top {
            return target;
        }
        let up = isize::try_from(height.saturating_sub(1)).unwrap_or(isize::MAX);
        top.max(self.step(target, -up))
    }

    /// The line number of `place` from the top of the text, from 0. Wraps all that is above it, once.
    pub fn line_number(&self, place: Place) -> usize {
        let above: usize = (0..place.paragraph.min(self.paragraphs.len()))
            .map(|paragraph| self.lines_of(paragraph).len())
            .sum();
        above + place.line
    }

    /// How far down `place` is, in parts of a thousand of the text's bytes. Costs nothing, unlike a line number.
    pub fn progress(&self, place: Place) -> usize {
        let start = self
            .paragraphs
            .get(place.paragraph)
            .map_or(self.text.len(), |range| range.start);
        (start * 1000).checked_div(self.text.len()).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::wrap;

    fn report(paragraphs: usize) -> String {
        (0..paragraphs)
            .map(|number| {
                format!(
                    "第{number}段：截至23日13时，全市2,413艘渔船已回港，沿海各镇撤离渔排人员。\n"
                )
            })
            .collect()
    }

    #[test]
    fn drawing_a_window_wraps_only_what_it_shows() {
        let text = report(12_000);
        assert!(text.len() > 1 << 20);
        let wrapped = Wrapped::new(text, 40);
        assert_eq!(wrapped.wrapped_count(), 0);
        let middle = Place {
            paragraph: 6_000,
            line: 0,
        };
        let rows = wrapped.rows(middle, 30);
        assert_eq!(rows.len(), 30);
        assert!(wrapped.wrapped_count() <= 31);
        wrapped.step(middle, -20);
        wrapped.caret(rows[5].range.start);
        assert_eq!(wrapped.rows(middle, 30), rows);
        assert!(wrapped.wrapped_count() <= 60, "{}", wrapped.wrapped_count());
    }

    #[test]
    fn the_window_shows_what_wrapping_everything_would() {
        let text = report(20) + "\n\nthe end";
        let wrapped = Wrapped::new(text.as_str(), 21);
        let all = wrap(&text, 21);
        let rows: Vec<_> = wrapped
            .rows(Place::default(), 10_000)
            .into_iter()
            .map(|row| row.range)
            .collect();
        assert_eq!(rows, all);
        let mut place = Place::default();
        for (number, range) in all.iter().enumerate() {
            assert_eq!(wrapped.line_number(place), number);
            assert_eq!(wrapped.rows(place, 1)[0].range, *range);
            assert_eq!(wrapped.place_of(range.start), place);
            assert_eq!(wrapped.step(place, -(number as isize)), Place::default());
            place = wrapped.step(place, 1);
        }
        assert_eq!(place, wrapped.last());
    }

    #[test]
    fn steps_stop_at_both_ends() {
        let wrapped = Wrapped::new("a\nb\nc", 10);
        assert_eq!(wrapped.step(Place::default(), -5), Place::default());
        assert_eq!(wrapped.step(Place::default(), 99), wrapped.last());
        assert_eq!(
            wrapped.last_top(2),
            Place {
                paragraph: 1,
                line: 0
            }
        );
        assert_eq!(wrapped.last_top(99), Place::default());
        assert_eq!(
            wrapped.byte_at(
                Place {
                    paragraph: 99,
                    line: 3
                },
                7
            ),
            5
        );
    }

    #[test]
    fn showing_a_line_scrolls_no_more_than_needed() {
        let wrapped = Wrapped::new("0\n1\n2\n3\n4\n5\n6\n7", 10);
        let line = |paragraph| Place { paragraph, line: 0 };
        assert_eq!(wrapped.top_showing(line(2), line(4), 3), line(2));
        assert_eq!(wrapped.top_showing(line(2), line(6), 3), line(4));
        assert_eq!(wrapped.top_showing(line(5), line(1), 3), line(1));
    }

    #[test]
    fn a_new_width_keeps_the_byte_at_the_top() {
        let mut wrapped = Wrapped::new(report(50), 60);
        let top = wrapped.rows(
            Place {
                paragraph: 30,
                line: 1,
            },
            1,
        )[0]
        .range
        .start;
        wrapped.resize(24);
        let row = wrapped.rows(wrapped.place_of(top), 1)[0].range.clone();
        assert!(row.contains(&top));
    }
}
