//! Two versions of a text: what went is in `[-…-]`, what came in `{+…+}`, so that colour only helps.
//!
//! Wide windows show the two side by side, narrow ones in one column. Paragraphs that did not change can be folded
//! away. Only what is visible is laid out.

use super::paint::{self, Piece};
use super::{Role, Theme};
use crate::messages::Lang;
use crate::messages::widgets as say;
use crate::text::{self, DiffBlock, DiffKind, DiffSpan};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The comparison of two versions.
#[derive(Debug, Clone)]
pub struct DiffPane<'a> {
    blocks: &'a [DiffBlock<'a>],
    items: Vec<Item>,
    /// Old left and new right, instead of both in one column.
    pub side_by_side: bool,
    /// The language of the few words it says itself.
    pub lang: Lang,
}

/// The first visible row: which item, and which of its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Top {
    /// The item: a paragraph, or a fold.
    pub item: usize,
    /// The row in it.
    pub row: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Paragraph(usize),
    /// So many unchanged paragraphs.
    Fold(usize),
}

/// Below this many columns two columns of Chinese cannot be read.
const WIDE_ENOUGH: u16 = 90;

/// Unchanged paragraphs kept on either side of a change.
const CONTEXT: usize = 1;

struct DiffRow {
    sign: &'static str,
    left: Vec<Piece<'static>>,
    right: Vec<Piece<'static>>,
}

impl<'a> DiffPane<'a> {
    /// The comparison of `blocks` (from [`text::diff_blocks`]) for a pane `width` columns wide; `folded` leaves out
    /// unchanged paragraphs that are not next to a change.
    pub fn new(blocks: &'a [DiffBlock<'a>], width: u16, folded: bool, lang: Lang) -> Self {
        Self {
            items: items(blocks, folded),
            blocks,
            side_by_side: width >= WIDE_ENOUGH,
            lang,
        }
    }

    /// Whether anything differs.
    pub fn differs(&self) -> bool {
        self.blocks.iter().any(|block| block.changed)
    }

    /// Draw what is visible from `top` on.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, theme: &Theme, top: Top) {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        let mut y = 0;
        if self.side_by_side {
            let [left, right] = self.columns(area);
            let style = theme.style(Role::Quiet);
            paint::line(buffer, left, say::OLD.get(self.lang), style);
            paint::line(buffer, right, say::NEW.get(self.lang), style);
            y += 1;
        } else if !self.differs() {
            paint::line(
                buffer,
                area,
                say::NO_DIFFERENCE.get(self.lang),
                theme.style(Role::Quiet),
            );
            y += 1;
        }
        let mut skip = top.row;
        for item in self.items.iter().skip(top.item) {
            for row in self.rows(*item, area.width, theme).into_iter().skip(skip) {
                if y >= area.height {
                    return;
                }
                let at = paint::row(area, y);
                let [left, right] = self.columns(at);
                if self.side_by_side {
                    paint::pieces(buffer, left, &row.left);
                    paint::put(
                        buffer,
                        paint::after(at, left.width + 1),
                        row.sign,
                        theme.style(Role::Strong),
                    );
                    paint::pieces(buffer, right, &row.right);
                } else {
                    paint::put(buffer, at, row.sign, theme.style(Role::Strong));
                    paint::pieces(buffer, left, &row.left);
                }
                y += 1;
            }
            skip = 0;
        }
    }

    /// `by` rows up or down from `top`, as far as a pane of this size can be scrolled.
    pub fn scroll(&self, area: Rect, theme: &Theme, top: Top, by: isize) -> Top {
        let mut at = self.nearest(area, theme, top);
        if by < 0 {
            for _ in 0..by.unsigned_abs() {
                if !self.up(area, theme, &mut at) {
                    break;
                }
            }
            return at;
        }
        let last = self.last_top(area, theme).max(at);
        for _ in 0..by.unsigned_abs() {
            let rows = self.height(at.item, area, theme);
            if at >= last {
                break;
            }
            if at.row + 1 < rows {
                at.row += 1;
            } else {
                at = Top {
                    item: at.item + 1,
                    row: 0,
                };
            }
        }
        at
    }

    /// The paragraph that changed next after (or before) the one at the top; `None` when there is none.
    pub fn next_change(&self, top: Top, forward: bool) -> Option<Top> {
        let changed = |item: &usize| matches!(self.items.get(*item), Some(Item::Paragraph(n)) if self.blocks.get(*n).is_some_and(|block| block.changed));
        let item = if forward {
            (top.item + 1..self.items.len()).find(changed)
        } else {
            (0..top.item).rev().find(changed)
        };
        item.map(|item| Top { item, row: 0 })
    }

    fn last_top(&self, area: Rect, theme: &Theme) -> Top {
        let mut at = self.nearest(
            area,
            theme,
            Top {
                item: usize::MAX,
                row: usize::MAX,
            },
        );
        let head = u16::from(self.side_by_side || !self.differs());
        for _ in 1..area.height.saturating_sub(head) {
            if !self.up(area, theme, &mut at) {
                break;
            }
        }
        at
    }

    fn up(&self, area: Rect, theme: &Theme, at: &mut Top) -> bool {
        if at.row > 0 {
            at.row -= 1;
        } else if at.item > 0 {
            at.item -= 1;
            at.row = self.height(at.item, area, theme).saturating_sub(1);
        } else {
            return false;
        }
        true
    }

    fn nearest(&self, area: Rect, theme: &Theme, top: Top) -> Top {
        let item = top.item.min(self.items.len().saturating_sub(1));
        let row = if item < top.item { usize::MAX } else { top.row };
        Top {
            item,
            row: row.min(self.height(item, area, theme).saturating_sub(1)),
        }
    }

    fn height(&self, item: usize, area: Rect, theme: &Theme) -> usize {
        self.items
            .get(item)
            .map_or(0, |item| self.rows(*item, area.width, theme).len())
    }

    /// The room for the old and the new text.
    fn columns(&self, area: Rect) -> [Rect; 2] {
        if !self.side_by_side {
            return [paint::after(area, 2), Rect { width: 0, ..area }];
        }
        let half = area.width.saturating_sub(3) / 2;
        let left = Rect {
            width: half,
            ..area
        };
        let right = Rect {
            width: half.min(area.width),
            ..paint::after(area, half + 3)
        };
        [left, right]
    }

    fn rows(&self, item: Item, width: u16, theme: &Theme) -> Vec<DiffRow> {
        let block = match item {
            Item::Fold(n) => {
                let note = Piece::new(say::unchanged(self.lang, n), theme.style(Role::Quiet));
                return vec![DiffRow {
                    sign: " ",
                    left: vec![note],
                    right: Vec::new(),
                }];
            }
            Item::Paragraph(n) => match self.blocks.get(n) {
                Some(block) => block,
                None => return Vec::new(),
            },
        };
        let sign = match (&block.old, &block.new) {
            (Some(_), None) => "-",
            (None, Some(_)) => "+",
            _ if block.changed => "~",
            _ => " ",
        };
        let whole = Rect::new(0, 0, width, 1);
        let [left, right] = self
            .columns(whole)
            .map(|room| usize::from(room.width).max(1));
        let spans = |side: &'a Option<text::Block<'a>>| {
            side.as_ref()
                .map(|block| block.spans.as_slice())
                .unwrap_or_default()
        };
        let (old, new) = (spans(&block.old), spans(&block.new));
        let (lefts, rights) = if self.side_by_side {
            (wrapped(old, left, theme), wrapped(new, right, theme))
        } else {
            (wrapped(&merged(old, new), left, theme), Vec::new())
        };
        let height = lefts.len().max(rights.len()).max(1);
        let mut lefts = lefts.into_iter();
        let mut rights = rights.into_iter();
        (0..height)
            .map(|_| DiffRow {
                sign,
                left: lefts.next().unwrap_or_default(),
                right: rights.next().unwrap_or_default(),
            })
            .collect()
    }
}

fn items(blocks: &[DiffBlock<'_>], folded: bool) -> Vec<Item> {
    let near_change = |n: usize| {
        blocks
            .iter()
            .skip(n.saturating_sub(CONTEXT))
            .take(2 * CONTEXT + 1 - CONTEXT.saturating_sub(n))
            .any(|block| block.changed)
    };
    let mut items = Vec::new();
    for n in 0..blocks.len() {
        if !folded || near_change(n) {
            items.push(Item::Paragraph(n));
        } else if let Some(Item::Fold(count)) = items.last_mut() {
            *count += 1;
        } else {
            items.push(Item::Fold(1));
        }
    }
    items
}

/// Old and new in one: what went stands before what came in its place.
fn merged<'a>(old: &[DiffSpan<'a>], new: &[DiffSpan<'a>]) -> Vec<DiffSpan<'a>> {
    let mut merged = Vec::new();
    let mut olds = old.iter().copied().peekable();
    for span in new {
        if span.kind == DiffKind::Same {
            // The stretches both have come in the same order on both sides.
            while let Some(gone) = olds.next_if(|old| old.kind == DiffKind::Removed) {
                merged.push(gone);
            }
            olds.next_if(|old| old.kind == DiffKind::Same);
        } else {
            while let Some(gone) = olds.next_if(|old| old.kind == DiffKind::Removed) {
                merged.push(gone);
            }
        }
        merged.push(*span);
    }
    merged.extend(olds.filter(|old| old.kind == DiffKind::Removed));
    merged
}

/// Stretches with their brackets, wrapped.
fn wrapped(spans: &[DiffSpan<'_>], width: usize, theme: &Theme) -> Vec<Vec<Piece<'static>>> {
    let mut whole = String::new();
    let mut parts = Vec::new();
    for span in spans {
        let (role, [open, close]) = match span.kind {
            DiffKind::Same => (Role::Text, ["", ""]),
            DiffKind::Removed => (Role::Removed, theme.symbols.removed),
            DiffKind::Added => (Role::Added, theme.symbols.added),
        };
        let start = whole.len();
        whole.extend([open, span.text, close]);
        parts.push((start..whole.len(), theme.style(role)));
    }
    text::wrap(&whole, width)
        .into_iter()
        .map(|row| {
            parts
                .iter()
                .filter_map(|(range, style)| {
                    let text = whole.get(range.start.max(row.start)..range.end.min(row.end))?;
                    (!text.is_empty()).then(|| Piece::new(text.to_owned(), *style))
                })
                .collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::proof::*;
    use super::*;
    use crate::text::diff_blocks;

    const OLD: &str = "一、总体情况\n截至23日13时,全市2,413艘渔船已回港。\n二、措施\n三、下步";
    const NEW: &str =
        "一、总体情况\n截至23日13时,全市2,398艘渔船已回港。\n二、措施\n另有15艘在途。\n三、下步";

    fn draw(old: &str, new: &str, width: u16, folded: bool) -> Buffer {
        let area = Rect::new(0, 0, width, 12);
        let mut buffer = Buffer::empty(area);
        let blocks = diff_blocks(old, new);
        let pane = DiffPane::new(&blocks, width, folded, Lang::Zh);
        pane.draw(area, &mut buffer, &ascii(), Top::default());
        buffer
    }

    /// Invariant 84.
    #[test]
    fn what_changed_can_be_read_without_colour() {
        let shown = picture(&draw(OLD, NEW, 60, false));
        assert!(
            shown.contains("~ 截至23日13时,全市[-2,413-]{+2,398+}艘渔船已回港。"),
            "{shown}"
        );
        assert!(shown.contains("+ {+另有15艘在途。+}"), "{shown}");
        assert!(shown.contains("  二、措施"), "{shown}");
    }

    #[test]
    fn wide_windows_show_both_sides_in_line() {
        let shown = picture(&draw(OLD, NEW, 100, false));
        let line = shown.lines().find(|line| line.contains("13时")).unwrap();
        let (old, new) = line.split_once(" ~ ").unwrap();
        assert!(
            old.contains("[-2,413-]") && new.contains("{+2,398+}"),
            "{shown}"
        );
    }

    #[test]
    fn unchanged_paragraphs_can_be_folded_away() {
        let many = "不变\n".repeat(20);
        let shown = picture(&draw(&format!("{many}旧"), &format!("{many}新"), 60, true));
        assert!(shown.contains("19段未改"), "{shown}");
        assert!(picture(&draw("同", "同", 60, false)).contains("两个版本文字相同"));
    }

    #[test]
    fn foreign_text_stays_in_its_column() {
        for (width, text) in sizes_and_texts().chain(texts().map(|text| (121, text))) {
            for new in ["另一段", text] {
                assert_sound(&draw(text, new, width, false));
            }
        }
    }

    #[test]
    fn scrolling_stops_at_both_ends_and_changes_can_be_visited() {
        let (old, new) = ("甲\n".repeat(30) + "乙", "甲\n".repeat(30) + "丙");
        let blocks = diff_blocks(&old, &new);
        let pane = DiffPane::new(&blocks, 60, false, Lang::Zh);
        let (area, theme) = (Rect::new(0, 0, 60, 10), unicode());
        let end = pane.scroll(area, &theme, Top::default(), 1000);
        assert_eq!(end, Top { item: 22, row: 0 });
        assert_eq!(pane.scroll(area, &theme, end, -1000), Top::default());
        assert_eq!(
            pane.next_change(Top::default(), true),
            Some(Top { item: 30, row: 0 })
        );
        assert_eq!(pane.next_change(Top::default(), false), None);
    }
}
