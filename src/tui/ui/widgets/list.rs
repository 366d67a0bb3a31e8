//! A list of which only the visible rows are built: a hundred thousand rows cost what ten do.

use super::paint::{self, Align, Piece};
use super::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// Exactly this many cells.
    Cells(u16),
    /// What the others leave; several share it.
    Rest,
}

/// One column.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    /// Its heading; drawn only if any column has one.
    pub title: &'a str,
    /// How wide it is.
    pub width: Width,
    /// At which side its text stands.
    pub align: Align,
}

impl<'a> Column<'a> {
    /// A column of fixed width.
    pub fn cells(title: &'a str, width: u16) -> Self {
        Self {
            title,
            width: Width::Cells(width),
            align: Align::Left,
        }
    }

    /// A column that takes what is left.
    pub fn rest(title: &'a str) -> Self {
        Self {
            title,
            width: Width::Rest,
            align: Align::Left,
        }
    }

    /// The same with its text at the right.
    #[must_use]
    pub fn right(self) -> Self {
        Self {
            align: Align::Right,
            ..self
        }
    }
}

/// One row, as the caller makes it when it is asked for.
#[derive(Debug, Clone, Default)]
pub struct Row<'a> {
    /// One text per column; missing ones are blank.
    pub cells: Vec<Piece<'a>>,
    /// Marked for a bulk act.
    pub marked: bool,
    /// Laid over the whole row.
    pub style: Style,
}

/// A list as it stands.
#[derive(Debug, Clone, Copy)]
pub struct List<'a> {
    /// Its columns from left to right.
    pub columns: &'a [Column<'a>],
    /// How many rows there are.
    pub total: usize,
    /// The row under the cursor.
    pub cursor: Option<usize>,
    /// The first visible row, from [`offset`].
    pub offset: usize,
    /// Whether this list has the keys.
    pub active: bool,
}

/// Rows that stay visible above and below the cursor where there are any.
pub const MARGIN: usize = 2;

/// The gutter: the pointer and the mark.
const GUTTER: u16 = 2;

/// The first visible row that keeps `cursor` in view, as near as can be to `before`.
pub fn offset(total: usize, cursor: usize, before: usize, height: usize) -> usize {
    let margin = MARGIN.min(height.saturating_sub(1) / 2);
    let cursor = cursor.min(total.saturating_sub(1));
    let highest = cursor.saturating_sub(margin);
    let lowest = (cursor + margin + 1).saturating_sub(height);
    before
        .clamp(lowest.min(highest), highest)
        .min(total.saturating_sub(height))
}

impl List<'_> {
    /// How many rows of the list an area of this height shows.
    pub fn visible(&self, height: u16) -> usize {
        usize::from(height.saturating_sub(u16::from(self.has_head())))
    }

    fn has_head(&self) -> bool {
        self.columns.iter().any(|column| !column.title.is_empty())
    }

    /// The room of each column. Fixed columns are cut from the right when there is not enough.
    fn rooms(&self, area: Rect) -> Vec<Rect> {
        let gaps = self.columns.len().saturating_sub(1) as u16;
        let total = area.width.saturating_sub(gaps);
        let fixed: u16 = self
            .columns
            .iter()
            .map(|column| match column.width {
                Width::Cells(width) => width,
                Width::Rest => 0,
            })
            .fold(0, u16::saturating_add);
        let sharing = self
            .columns
            .iter()
            .filter(|c| c.width == Width::Rest)
            .count() as u16;
        let mut left = total.saturating_sub(fixed);
        let mut sharers = sharing;
        let mut x = 0;
        self.columns
            .iter()
            .map(|column| {
                let width = match column.width {
                    Width::Cells(width) => width,
                    Width::Rest => {
                        // The last to share takes what rounding left.
                        let share = left.checked_div(sharers).unwrap_or(0);
                        sharers = sharers.saturating_sub(1);
                        left -= share;
                        share
                    }
                };
                let room = paint::after(area, x);
                let room = Rect {
                    width: width.min(room.width),
                    ..room
                };
                x = x.saturating_add(width).saturating_add(1);
                room
            })
            .collect()
    }

    /// Draw the list. `row` is asked for the visible rows only, each once and in order.
    pub fn draw<'r>(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
        mut row: impl FnMut(usize) -> Row<'r>,
    ) {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        let body = paint::after(area, GUTTER);
        let rooms = self.rooms(body);
        let mut y = area.y;
        if self.has_head() {
            for (column, room) in self.columns.iter().zip(&rooms) {
                let spot = Rect {
                    y,
                    height: 1,
                    ..*room
                };
                paint::aligned(
                    buffer,
                    spot,
                    column.title,
                    theme.style(Role::Quiet),
                    column.align,
                );
            }
            y += 1;
        }
        let last = self
            .total
            .min(self.offset.saturating_add(self.visible(area.height)));
        for index in self.offset..last {
            let made = row(index);
            let line = Rect {
                y,
                height: 1,
                ..area
            };
            paint::fill(buffer, line, made.style);
            for ((column, room), cell) in self.columns.iter().zip(&rooms).zip(&made.cells) {
                let spot = Rect {
                    y,
                    height: 1,
                    ..*room
                };
                paint::aligned(
                    buffer,
                    spot,
                    &cell.text,
                    made.style.patch(cell.style),
                    column.align,
                );
            }
            let under_cursor = self.cursor == Some(index);
            let pointer = if under_cursor {
                theme.symbols.pointer
            } else {
                " "
            };
            let mark = if made.marked { theme.symbols.mark } else { " " };
            paint::put(buffer, line, pointer, made.style);
            paint::put(buffer, paint::after(line, 1), mark, made.style);
            if under_cursor {
                let role = if self.active {
                    Role::Cursor
                } else {
                    Role::CursorElsewhere
                };
                paint::restyle(buffer, line, theme.style(role));
            }
            y += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::proof::*;
    use super::*;
    use proptest::prelude::*;

    const COLUMNS: &[Column<'_>] = &[
        Column {
            title: "时限",
            width: Width::Cells(6),
            align: Align::Right,
        },
        Column {
            title: "单位",
            width: Width::Cells(6),
            align: Align::Left,
        },
        Column {
            title: "题目",
            width: Width::Rest,
            align: Align::Left,
        },
        Column {
            title: "",
            width: Width::Cells(3),
            align: Align::Left,
        },
    ];

    fn list(total: usize, cursor: usize, offset: usize) -> List<'static> {
        List {
            columns: COLUMNS,
            total,
            cursor: Some(cursor),
            offset,
            active: true,
        }
    }

    fn row(title: &str) -> Row<'_> {
        Row {
            cells: ["0:12", "慈溪", title, "▪▫✗"]
                .map(|text| Piece::new(text, Style::new()))
                .into(),
            ..Row::default()
        }
    }

    #[test]
    fn only_the_visible_rows_are_built() {
        let mut asked = Vec::new();
        let area = Rect::new(0, 0, 40, 11);
        list(100_000, 50_003, 50_000).draw(area, &mut Buffer::empty(area), &unicode(), |index| {
            asked.push(index);
            row("沿海")
        });
        assert_eq!(asked, (50_000..50_010).collect::<Vec<_>>());
    }

    #[test]
    fn columns_stay_in_line_whatever_is_in_them() {
        for (width, title) in sizes_and_texts().filter(|(width, _)| *width >= 30) {
            let area = Rect::new(0, 0, width, 4);
            let mut buffer = Buffer::empty(area);
            list(2, 0, 0).draw(area, &mut buffer, &unicode(), |_| row(title));
            assert_sound(&buffer);
            for y in 1..3 {
                assert_eq!(buffer[(width - 3, y)].symbol(), "▪");
                assert_eq!(buffer[(width - 1, y)].symbol(), "✗");
            }
        }
    }

    #[test]
    fn a_row_shows_pointer_mark_and_its_columns() {
        let area = Rect::new(0, 0, 38, 3);
        let mut buffer = Buffer::empty(area);
        list(2, 1, 0).draw(area, &mut buffer, &unicode(), |index| Row {
            marked: index == 0,
            ..row("沿海渔船回港避风情况")
        });
        assert_eq!(
            rows(&buffer),
            [
                "    时限 单位   题目",
                " *  0:12 慈溪   沿海渔船回港避风.. ▪▫✗",
                ">   0:12 慈溪   沿海渔船回港避风.. ▪▫✗",
            ]
        );
    }

    #[test]
    fn a_window_of_no_size_is_no_reason_to_fail() {
        for (width, height) in [(0, 0), (1, 1), (2, 1), (3, 2), (10, 1)] {
            let area = Rect::new(0, 0, width, height);
            list(5, 0, 0).draw(area, &mut Buffer::empty(area), &ascii(), |_| row("海"));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_cursor_is_always_in_view(total in 1usize..300, cursor in 0usize..300, before in 0usize..400, height in 1usize..60) {
            let cursor = cursor.min(total - 1);
            let first = offset(total, cursor, before, height);
            prop_assert!(first <= cursor && cursor < first + height);
            prop_assert!(first == 0 || first + height <= total);
            let margin = MARGIN.min((height - 1) / 2);
            prop_assert!(first == 0 || cursor >= first + margin);
            prop_assert!(first + height >= total || cursor + margin < first + height);
        }
    }
}
