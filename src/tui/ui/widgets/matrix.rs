//! Things told by several parties, side by side: a column for each party, a row for each question.
//!
//! The questions stay at the left while the parties move sideways; how many are out of sight is told on either side. A
//! text longer than its cell goes on in the next rows of its question, and only its end is cut.

use super::paint::{self, Piece};
use super::{Role, Theme};
use crate::messages::Lang;
use crate::messages::widgets as say;
use crate::text;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A column: who says it.
#[derive(Debug, Clone, Default)]
pub struct Party<'a> {
    /// The heading.
    pub name: &'a str,
    /// What they say to each question, in order; missing ones are blank.
    pub answers: Vec<Piece<'a>>,
}

/// A row: what is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// At the left.
    pub label: &'a str,
    /// The most rows an answer may take.
    pub rows: u16,
}

/// The whole.
#[derive(Debug, Clone, Copy)]
pub struct Matrix<'a> {
    /// The rows.
    pub questions: &'a [Question<'a>],
    /// The columns.
    pub parties: &'a [Party<'a>],
    /// The party under the cursor.
    pub cursor: Option<usize>,
    /// The language of what is told about columns out of sight.
    pub lang: Lang,
}

/// A column is at least and at most this wide, in cells.
const NARROWEST: u16 = 10;
const WIDEST: u16 = 24;

impl Matrix<'_> {
    /// Draw from the first row of `area`; returns how many rows were used.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, theme: &Theme) -> u16 {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return 0;
        }
        let label = self
            .questions
            .iter()
            .map(|question| paint::width(question.label))
            .max()
            .unwrap_or(0)
            .min(area.width / 3);
        let body = paint::after(area, label + 1);
        let widths: Vec<u16> = self
            .parties
            .iter()
            .map(|party| natural(party).min(body.width))
            .collect();
        let (first, last) = window(&widths, body.width, self.cursor.unwrap_or(0));

        let mut y = 0;
        if first > 0 || last < self.parties.len() {
            self.draw_hidden(first, last, paint::first_row(body), buffer, theme);
            y += 1;
        }
        let columns = |y: u16| {
            let mut x = 0;
            let widths = widths.get(first..last).unwrap_or_default();
            let parties = self.parties.get(first..last).unwrap_or_default();
            let row = Rect {
                y: area.y + y,
                height: area.height - y,
                ..body
            };
            widths
                .iter()
                .zip(parties)
                .enumerate()
                .map(move |(n, (width, party))| {
                    let room = paint::after(row, x);
                    x = x.saturating_add(*width).saturating_add(2);
                    let room = Rect {
                        width: (*width).min(room.width),
                        ..room
                    };
                    (first + n, room, party)
                })
                .collect::<Vec<_>>()
        };
        if y < area.height {
            for (n, room, party) in columns(y) {
                let under_cursor = self.cursor == Some(n);
                let role = if under_cursor {
                    Role::Cursor
                } else {
                    Role::Title
                };
                paint::line(buffer, room, party.name, theme.style(role));
            }
            y += 1;
        }
        for (q, question) in self.questions.iter().enumerate() {
            if y >= area.height {
                break;
            }
            let spot = Rect {
                y: area.y + y,
                width: label,
                height: 1,
                ..area
            };
            paint::line(buffer, spot, question.label, theme.style(Role::Quiet));
            let mut tallest = 1;
            for (_, room, party) in columns(y) {
                if let Some(answer) = party.answers.get(q) {
                    let most = question.rows.max(1).min(room.height);
                    tallest = tallest.max(wrapped(buffer, room, answer, most));
                }
            }
            y += tallest;
        }
        y.min(area.height)
    }

    fn draw_hidden(
        &self,
        first: usize,
        last: usize,
        area: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
    ) {
        let [left, right] = theme.symbols.more;
        let style = theme.style(Role::Quiet);
        let after = self.parties.len() - last;
        if after > 0 {
            let note = format!("{} {right}", say::more_columns(self.lang, after));
            paint::aligned(buffer, area, &note, style, paint::Align::Right);
        }
        if first > 0 {
            let note = format!("{left} {}", say::more_columns(self.lang, first));
            paint::put(buffer, area, &note, style);
        }
    }
}

/// The width a party would like: that of its longest answer, within limits.
fn natural(party: &Party<'_>) -> u16 {
    party
        .answers
        .iter()
        .map(|answer| answer.text.as_ref())
        .chain([party.name])
        .map(paint::width)
        .max()
        .unwrap_or(0)
        .clamp(NARROWEST, WIDEST)
}

/// The columns that fit into `room` with two cells between them, so that `cursor` is among them: as many from the first
/// on as possible, then as few further as needed.
fn window(widths: &[u16], room: u16, cursor: usize) -> (usize, usize) {
    let cursor = cursor.min(widths.len().saturating_sub(1));
    let fits = |first: usize| {
        let mut used: u32 = 0;
        let shown = widths.iter().skip(first).take_while(|width| {
            used += u32::from(**width) + if used > 0 { 2 } else { 0 };
            used <= u32::from(room)
        });
        // One column is always shown, cut if need be.
        (first + shown.count().max(1)).min(widths.len())
    };
    let first = (0..=cursor)
        .find(|first| fits(*first) > cursor)
        .unwrap_or(cursor);
    (first, fits(first))
}

/// `piece` in `area`, wrapped over at most `most` rows; returns how many.
fn wrapped(buffer: &mut Buffer, area: Rect, piece: &Piece<'_>, most: u16) -> u16 {
    let rows = text::wrap(&piece.text, usize::from(area.width).max(1));
    let shown = rows.len().min(usize::from(most));
    for (n, row) in rows.iter().take(shown).enumerate() {
        // The last row that is shown says whether more was cut.
        let end = if n + 1 == shown {
            piece.text.len()
        } else {
            row.end
        };
        let line = piece.text.get(row.start..end).unwrap_or_default();
        paint::short(buffer, paint::row(area, n as u16), line, piece.style);
    }
    shown as u16
}

#[cfg(test)]
mod tests {
    use super::super::proof::*;
    use super::*;
    use ratatui::style::Style;

    const QUESTIONS: &[Question<'_>] = &[
        Question {
            label: "立场",
            rows: 1,
        },
        Question {
            label: "等级",
            rows: 1,
        },
        Question {
            label: "摘录",
            rows: 2,
        },
    ];

    fn party<'a>(name: &'a str, answers: &[&'a str]) -> Party<'a> {
        Party {
            name,
            answers: answers
                .iter()
                .map(|text| Piece::new(*text, Style::new()))
                .collect(),
        }
    }

    fn draw(parties: &[Party<'_>], cursor: usize, width: u16) -> Buffer {
        let area = Rect::new(0, 0, width, 8);
        let mut buffer = Buffer::empty(area);
        Matrix {
            questions: QUESTIONS,
            parties,
            cursor: Some(cursor),
            lang: Lang::Zh,
        }
        .draw(area, &mut buffer, &unicode());
        buffer
    }

    #[test]
    fn parties_stand_side_by_side_under_their_names() {
        let parties = [
            party("渔业局", &["支持", "B2", "2,413艘"]),
            party(
                "海事处",
                &["不一致", "A1", "截至13时系统在港2,398艘,另有15艘在途"],
            ),
        ];
        assert_eq!(
            rows(&draw(&parties, 0, 50)),
            [
                "     渔业局      海事处",
                "立场 支持        不一致",
                "等级 B2          A1",
                "摘录 2,413艘     截至13时系统在港2,398艘,",
                "                 另有15艘在途",
                "",
                "",
                "",
            ]
        );
    }

    #[test]
    fn parties_out_of_sight_are_counted() {
        let names: Vec<String> = (1..=9).map(|n| format!("单位{n}")).collect();
        let parties: Vec<_> = names.iter().map(|name| party(name, &["支持"])).collect();
        let shown = rows(&draw(&parties, 4, 42));
        assert!(
            shown[0].contains("< 还有2列") && shown[0].ends_with("还有4列 >"),
            "{}",
            shown[0]
        );
        assert!(shown[1].contains("单位3") && shown[1].contains("单位5"));
    }

    #[test]
    fn no_answer_can_push_a_column_out_of_line() {
        for (width, text) in sizes_and_texts() {
            let parties = [
                party(text, &[text, text, text]),
                party("海事处", &["一", "二", text]),
            ];
            for cursor in 0..2 {
                assert_sound(&draw(&parties, cursor, width));
            }
        }
    }

    #[test]
    fn a_quote_that_is_too_long_says_that_it_was_cut() {
        let long = "渔".repeat(100);
        let shown = rows(&draw(&[party("渔业局", &["支持", "B2", &long])], 0, 40));
        assert!(shown[4].ends_with(".."), "{}", shown[4]);
    }

    #[test]
    fn the_party_under_the_cursor_is_always_shown() {
        let widths = [10, 24, 10, 24, 10];
        for room in 1..120 {
            for cursor in 0..widths.len() {
                let (first, last) = window(&widths, room, cursor);
                assert!(first <= cursor && cursor < last, "{room} {cursor}");
            }
        }
        assert_eq!(window(&[], 10, 3), (0, 0));
    }
}
