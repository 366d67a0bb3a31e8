//! What changed between two texts, for eyes: by paragraph first, by character inside changed paragraphs.
//!
//! A figure or a Latin word is one token, any other grapheme is one: `2,413艘` against `2,398艘` shows the two figures, not
//! three loose digits. The work is bounded by the number of token pairs, not by a clock, so the same texts always give the
//! same answer: what is too long for characters is compared by sentences, and what is too long for that is
//! shown as removed and added.

use std::ops::Range;

use similar::DiffOp;

use super::spans::{Budget, MAX_PAIRS, diff_slices, diff_within, tokens};
use super::wrap::paragraphs;

/// Largest number of token pairs compared for a whole text.
const MAX_PAIRS_IN_ALL: usize = 40_000_000;
/// Largest number of paragraph pairs weighed against each other when a run of paragraphs was replaced.
const MAX_MATCHES: usize = 2_500;
/// Paragraphs that share fewer than this many parts of a hundred of their tokens are not each other's versions.
const KINDRED: usize = 35;

/// What happened to a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DiffKind {
    /// In both.
    Same,
    /// Only in the old text.
    Removed,
    /// Only in the new text.
    Added,
}

/// A stretch of text with one fate. Never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiffSpan<'a> {
    /// Its fate.
    pub kind: DiffKind,
    /// The text, from the new side when it is in both.
    pub text: &'a str,
}

/// One paragraph of one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block<'a> {
    /// Number of the paragraph in its text, from 0.
    pub paragraph: usize,
    /// Its bytes in its text, without the line break.
    pub range: Range<usize>,
    /// Its stretches: `Same` and `Removed` on the old side, `Same` and `Added` on the new.
    pub spans: Vec<DiffSpan<'a>>,
}

/// Two paragraphs that stand beside each other, or one that has no counterpart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffBlock<'a> {
    /// The paragraph in the old text; `None` when it is new.
    pub old: Option<Block<'a>>,
    /// The paragraph in the new text; `None` when it is gone.
    pub new: Option<Block<'a>>,
    /// Whether the two differ.
    pub changed: bool,
}

/// The stretches that turn `old` into `new`, in reading order, a removal before the addition that replaces it. The `Same` and
/// `Removed` stretches put together are `old`, the `Same` and `Added` ones `new`.
pub fn diff_chars<'a>(old: &'a str, new: &'a str) -> Vec<DiffSpan<'a>> {
    diff_within(old, new, &mut Budget { left: MAX_PAIRS })
}

/// The paragraphs of both texts side by side.
pub fn diff_blocks<'a>(old: &'a str, new: &'a str) -> Vec<DiffBlock<'a>> {
    let (old_ranges, new_ranges): (Vec<_>, Vec<_>) =
        (paragraphs(old).collect(), paragraphs(new).collect());
    let slice = |text: &'a str, ranges: &[Range<usize>]| -> Vec<&'a str> {
        ranges
            .iter()
            .map(|range| text.get(range.clone()).unwrap_or(""))
            .collect()
    };
    let sides = Sides {
        old: slice(old, &old_ranges),
        new: slice(new, &new_ranges),
        old_ranges,
        new_ranges,
    };
    let mut budget = Budget {
        left: MAX_PAIRS_IN_ALL,
    };
    let mut blocks = Vec::new();
    for op in diff_slices(&sides.old, &sides.new, &mut budget) {
        let (olds, news) = (op.old_range(), op.new_range());
        let pairs = match op {
            DiffOp::Equal { .. } => olds.clone().zip(news.clone()).collect(),
            _ => sides.best_pairs(&olds, &news),
        };
        sides.lay_out(olds, news, pairs, &mut budget, &mut blocks);
    }
    blocks
}

struct Sides<'a> {
    old: Vec<&'a str>,
    new: Vec<&'a str>,
    old_ranges: Vec<Range<usize>>,
    new_ranges: Vec<Range<usize>>,
}

impl<'a> Sides<'a> {
    /// Puts the paired paragraphs beside each other and the others on lines of their own.
    fn lay_out(
        &self,
        olds: Range<usize>,
        news: Range<usize>,
        pairs: Vec<(usize, usize)>,
        budget: &mut Budget,
        blocks: &mut Vec<DiffBlock<'a>>,
    ) {
        let (mut old, mut new) = (olds.start, news.start);
        for (next_old, next_new) in pairs {
            blocks.extend((old..next_old).map(|old| self.removed(old)));
            blocks.extend((new..next_new).map(|new| self.added(new)));
            blocks.push(self.pair(next_old, next_new, budget));
            (old, new) = (next_old + 1, next_new + 1);
        }
        blocks.extend((old..olds.end).map(|old| self.removed(old)));
        blocks.extend((new..news.end).map(|new| self.added(new)));
    }

    fn pair(&self, old: usize, new: usize, budget: &mut Budget) -> DiffBlock<'a> {
        let spans = diff_within(self.old[old], self.new[new], budget);
        let side = |gone: DiffKind| {
            spans
                .iter()
                .copied()
                .filter(|span| span.kind != gone)
                .collect()
        };
        DiffBlock {
            changed: spans.iter().any(|span| span.kind != DiffKind::Same),
            old: Some(block(old, &self.old_ranges, side(DiffKind::Added))),
            new: Some(block(new, &self.new_ranges, side(DiffKind::Removed))),
        }
    }

    fn removed(&self, old: usize) -> DiffBlock<'a> {
        let spans = whole(self.old[old], DiffKind::Removed);
        DiffBlock {
            old: Some(block(old, &self.old_ranges, spans)),
            new: None,
            changed: true,
        }
    }

    fn added(&self, new: usize) -> DiffBlock<'a> {
        let spans = whole(self.new[new], DiffKind::Added);
        DiffBlock {
            old: None,
            new: Some(block(new, &self.new_ranges, spans)),
            changed: true,
        }
    }

    /// The paragraphs of a replaced run that are versions of each other: in order on both sides, with the greatest
    /// likeness in sum.
    fn best_pairs(&self, olds: &Range<usize>, news: &Range<usize>) -> Vec<(usize, usize)> {
        let (rows, cols) = (olds.len(), news.len());
        if rows == 0 || cols == 0 {
            return Vec::new();
        }
        if rows.saturating_mul(cols) > MAX_MATCHES {
            return olds
                .clone()
                .zip(news.clone())
                .filter(|(old, new)| {
                    likeness(&bag(self.old[*old]), &bag(self.new[*new])) >= KINDRED
                })
                .collect();
        }
        let old_bags: Vec<_> = self.old[olds.clone()]
            .iter()
            .map(|text| bag(text))
            .collect();
        let new_bags: Vec<_> = self.new[news.clone()]
            .iter()
            .map(|text| bag(text))
            .collect();
        let like: Vec<Vec<usize>> = old_bags
            .iter()
            .map(|old| new_bags.iter().map(|new| likeness(old, new)).collect())
            .collect();
        let mut best = vec![vec![0; cols + 1]; rows + 1];
        for row in (0..rows).rev() {
            for col in (0..cols).rev() {
                let kept = if like[row][col] >= KINDRED {
                    like[row][col] + best[row + 1][col + 1]
                } else {
                    0
                };
                best[row][col] = kept.max(best[row + 1][col]).max(best[row][col + 1]);
            }
        }
        let (mut row, mut col, mut pairs) = (0, 0, Vec::new());
        while row < rows && col < cols {
            if best[row][col] == best[row + 1][col] {
                row += 1;
            } else if best[row][col] == best[row][col + 1] {
                col += 1;
            } else {
                pairs.push((olds.start + row, news.start + col));
                (row, col) = (row + 1, col + 1);
            }
        }
        pairs
    }
}

fn block<'a>(paragraph: usize, ranges: &[Range<usize>], spans: Vec<DiffSpan<'a>>) -> Block<'a> {
    Block {
        paragraph,
        range: ranges.get(paragraph).cloned().unwrap_or(0..0),
        spans,
    }
}

fn whole(text: &str, kind: DiffKind) -> Vec<DiffSpan<'_>> {
    if text.is_empty() {
        Vec::new()
    } else {
        vec![DiffSpan { kind, text }]
    }
}

/// The tokens of a paragraph without their order, sorted.
fn bag(text: &str) -> Vec<&str> {
    let mut tokens = tokens(text);
    tokens.sort_unstable();
    tokens
}

/// How many parts of a hundred of their tokens two bags share.
fn likeness(old: &[&str], new: &[&str]) -> usize {
    let (mut left, mut right) = (old.iter().peekable(), new.iter().peekable());
    let mut shared: usize = 0;
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                shared += 1;
                left.next();
                right.next();
            }
        }
    }
    (200 * shared)
        .checked_div(old.len() + new.len())
        .unwrap_or(100)
}

#[cfg(test)]
#[path = "diff_tests.rs"]
mod tests;
