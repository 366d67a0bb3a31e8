//! The comparison behind [`super::diff_chars`]: tokens, the bound on the work, and stretches of equal fate.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::diff::{DiffKind, DiffSpan};

/// Largest number of token pairs compared outright.
pub(super) const MAX_PAIRS: usize = 4_000_000;

/// The token pairs that may still be compared.
pub(super) struct Budget {
    pub(super) left: usize,
}

impl Budget {
    /// Takes the cost of comparing the two lists, if it is within bounds.
    fn afford(&mut self, old: &[&str], new: &[&str]) -> bool {
        let (head, tail) = common_ends(old, new);
        let cost = (old.len() - head - tail).saturating_mul(new.len() - head - tail);
        let affordable = cost <= self.left.min(MAX_PAIRS);
        if affordable {
            self.left -= cost;
        }
        affordable
    }
}

/// The stretches that turn `old` into `new`: see [`super::diff_chars`].
pub(super) fn diff_within<'a>(
    old: &'a str,
    new: &'a str,
    budget: &mut Budget,
) -> Vec<DiffSpan<'a>> {
    let mut spans = Lengths::default();
    if old == new {
        spans.push(DiffKind::Same, new.len());
        return spans.slice(old, new);
    }
    let (old_tokens, new_tokens) = (tokens(old), tokens(new));
    if budget.afford(&old_tokens, &new_tokens) {
        spans.push_tokens(&old_tokens, &new_tokens);
        return spans.slice(old, new);
    }
    let (old_sentences, new_sentences) = (sentences(old), sentences(new));
    let (old_starts, new_starts) = (starts(&old_sentences), starts(&new_sentences));
    for op in diff_slices(&old_sentences, &new_sentences, budget) {
        let olds = &old[old_starts[op.old_range().start]..old_starts[op.old_range().end]];
        let news = &new[new_starts[op.new_range().start]..new_starts[op.new_range().end]];
        let (old_tokens, new_tokens) = (tokens(olds), tokens(news));
        if matches!(op, DiffOp::Equal { .. }) {
            spans.push(DiffKind::Same, news.len());
        } else if budget.afford(&old_tokens, &new_tokens) {
            spans.push_tokens(&old_tokens, &new_tokens);
        } else {
            spans.push(DiffKind::Removed, olds.len());
            spans.push(DiffKind::Added, news.len());
        }
    }
    spans.slice(old, new)
}

/// Where each part begins in their whole, and at last where it ends.
fn starts(parts: &[&str]) -> Vec<usize> {
    let mut at = 0;
    let mut starts = vec![0];
    starts.extend(parts.iter().map(|part| {
        at += part.len();
        at
    }));
    starts
}

/// How many items the two have in common at the start and, beyond those, at the end.
fn common_ends(old: &[&str], new: &[&str]) -> (usize, usize) {
    let head = old
        .iter()
        .zip(new)
        .take_while(|(old, new)| old == new)
        .count();
    let tail = old[head..]
        .iter()
        .rev()
        .zip(new[head..].iter().rev())
        .take_while(|(old, new)| old == new)
        .count();
    (head, tail)
}

/// The comparison of two lists. When they are too long to compare outright, the items that occur once on each side are
/// taken as fixed points (those of them that are in the same order), and what lies between two of them is compared; past
/// the budget it counts as replaced.
pub(super) fn diff_slices(old: &[&str], new: &[&str], budget: &mut Budget) -> Vec<DiffOp> {
    if budget.afford(old, new) {
        return capture_diff_slices(Algorithm::Myers, old, new);
    }
    let (head, tail) = common_ends(old, new);
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let inner = fixed_points(&old[head..old_end], &new[head..new_end]);
    let points = (0..head)
        .map(|index| (index, index))
        .chain(inner.into_iter().map(|(a, b)| (head + a, head + b)))
        .chain((0..tail).map(|index| (old_end + index, new_end + index)))
        .chain([(old.len(), new.len())]);
    let mut ops = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    for (old_index, new_index) in points {
        diff_gap(
            old,
            new,
            old_at..old_index,
            new_at..new_index,
            budget,
            &mut ops,
        );
        if old_index < old.len() && new_index < new.len() {
            ops.push(DiffOp::Equal {
                old_index,
                new_index,
                len: 1,
            });
        }
        (old_at, new_at) = (old_index + 1, new_index + 1);
    }
    ops
}

fn diff_gap(
    old: &[&str],
    new: &[&str],
    olds: Range<usize>,
    news: Range<usize>,
    budget: &mut Budget,
    ops: &mut Vec<DiffOp>,
) {
    if olds.is_empty() && news.is_empty() {
        return;
    }
    if budget.afford(&old[olds.clone()], &new[news.clone()]) {
        ops.extend(capture_diff(Algorithm::Myers, old, olds, new, news));
    } else {
        ops.push(DiffOp::Replace {
            old_index: olds.start,
            old_len: olds.len(),
            new_index: news.start,
            new_len: news.len(),
        });
    }
}

/// Pairs of places whose item occurs once on each side: the longest run of them that ascends on both.
fn fixed_points(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let mut seen: HashMap<&str, (Option<usize>, Option<usize>, bool)> = HashMap::new();
    for (index, item) in old.iter().enumerate() {
        let entry = seen.entry(item).or_default();
        entry.2 |= entry.0.replace(index).is_some();
    }
    for (index, item) in new.iter().enumerate() {
        let entry = seen.entry(item).or_default();
        entry.2 |= entry.1.replace(index).is_some();
    }
    let mut pairs: Vec<(usize, usize)> = seen
        .into_values()
        .filter_map(|(old, new, repeated)| old.zip(new).filter(|_| !repeated))
        .collect();
    pairs.sort_unstable();
    longest_ascent(&pairs)
}

/// The longest subsequence whose second numbers ascend; the first numbers ascend already.
fn longest_ascent(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length, the index of the pair that ends such a run with the least second number.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, (_, new)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < *new);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut run = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(index) = at {
        run.push(pairs[index]);
        at = before[index];
    }
    run.reverse();
    run
}

/// The words and figures of `text` whole, everything else by grapheme.
pub(super) fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut graphemes = text.grapheme_indices(true).peekable();
    while let Some((at, grapheme)) = graphemes.next() {
        let end = at + grapheme.len();
        // Only a bare ASCII character continues a token; a letter under a combining mark is its own.
        let next = graphemes.peek().filter(|(_, next)| next.len() == 1);
        let after = text.as_bytes().get(end + 1).copied().unwrap_or(b' ');
        if !next.is_some_and(|(_, next)| {
            next.bytes()
                .any(|next| goes_on(&text[start..end], next, after))
        }) {
            tokens.push(&text[start..end]);
            start = end;
        }
    }
    tokens
}

/// Whether the character `next` still belongs to `token`: a letter after letters, or inside a figure a digit, a point before
/// a digit, a per cent sign at its end.
fn goes_on(token: &str, next: u8, after: u8) -> bool {
    let (Some(first), Some(last)) = (token.bytes().next(), token.bytes().next_back()) else {
        return false;
    };
    if first.is_ascii_digit() {
        let point = matches!(next, b',' | b'.') && after.is_ascii_digit() && last.is_ascii_digit();
        return last != b'%' && (next.is_ascii_digit() || next == b'%' || point);
    }
    first.is_ascii_alphabetic() && last.is_ascii_alphabetic() && next.is_ascii_alphabetic()
}

/// Stretches that end after a sentence or clause mark.
fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['。', '！', '？', '；', '，', '.', ';', '!', '?', '\n'])
        .collect()
}

/// The stretches found so far, as lengths: what they say is read off the two texts at the end.
#[derive(Default)]
struct Lengths {
    list: Vec<(DiffKind, usize)>,
}

impl Lengths {
    fn push(&mut self, kind: DiffKind, length: usize) {
        if length > 0 {
            self.list.push((kind, length));
        }
    }

    fn push_tokens(&mut self, old: &[&str], new: &[&str]) {
        let length = |parts: &[&str]| parts.iter().map(|part| part.len()).sum();
        for op in capture_diff_slices(Algorithm::Myers, old, new) {
            let (olds, news) = (&old[op.old_range()], &new[op.new_range()]);
            if matches!(op, DiffOp::Equal { .. }) {
                self.push(DiffKind::Same, length(news));
            } else {
                self.push(DiffKind::Removed, length(olds));
                self.push(DiffKind::Added, length(news));
            }
        }
    }

    /// Runs of change between what stayed: `(removed, added, same after them)`.
    fn runs(&self) -> Vec<(usize, usize, usize)> {
        let mut runs = vec![(0, 0, 0)];
        for (kind, length) in &self.list {
            if *kind != DiffKind::Same && runs.last().is_some_and(|(.., same)| *same > 0) {
                runs.push((0, 0, 0));
            }
            if let Some((removed, added, same)) = runs.last_mut() {
                *match kind {
                    DiffKind::Removed => removed,
                    DiffKind::Added => added,
                    DiffKind::Same => same,
                } += length;
            }
        }
        runs
    }

    fn slice<'a>(&self, old: &'a str, new: &'a str) -> Vec<DiffSpan<'a>> {
        let mut spans = Vec::new();
        let (mut old_at, mut new_at) = (0, 0);
        let runs = join_confetti(self.runs());
        for (removed, added, same) in runs {
            let stretches = [
                (DiffKind::Removed, old.get(old_at..old_at + removed)),
                (DiffKind::Added, new.get(new_at..new_at + added)),
                (
                    DiffKind::Same,
                    new.get(new_at + added..new_at + added + same),
                ),
            ];
            (old_at, new_at) = (old_at + removed + same, new_at + added + same);
            for (kind, text) in stretches {
                if let Some(text) = text.filter(|text| !text.is_empty()) {
                    spans.push(DiffSpan { kind, text });
                }
            }
        }
        spans
    }
}

/// A single character that happens to be in both texts between two long changes tells nobody anything: it joins them.
fn join_confetti(runs: Vec<(usize, usize, usize)>) -> Vec<(usize, usize, usize)> {
    const ONE_CHARACTER: usize = 3;
    const LONG: usize = 12;
    let mut joined: Vec<(usize, usize, usize)> = Vec::with_capacity(runs.len());
    for (removed, added, same) in runs {
        match joined.last_mut() {
            Some(last)
                if last.2 <= ONE_CHARACTER
                    && last.0.max(last.1) >= LONG
                    && removed.max(added) >= LONG =>
            {
                *last = (last.0 + last.2 + removed, last.1 + last.2 + added, same);
            }
            _ => joined.push((removed, added, same)),
        }
    }
    joined
}
