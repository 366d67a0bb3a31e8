//! What no detector sees, judged by its size and form: each run of removed and added characters between stretches that
//! stayed the same.

use super::super::{ChangeKind, Detector};
use super::Findings;
use super::lexicon::SLIPS;
use super::marks::{bare, divides_clauses, is_han, is_letter, narrow};
use crate::text::{DiffKind, diff_chars};

/// Weight of an ideograph; a Latin letter weighs one, as English takes about three letters for one.
const HAN: usize = 3;
/// A run heavier than this (12 ideographs, some 6 English words) is new content, not another wording [own].
const MAX_RUN: usize = 12 * HAN;
/// Weight a clause must have that comes or goes as a whole to count as content [own].
const MIN_CLAUSE: usize = 3 * HAN;
/// All runs together may weigh 15 % of the text, at least 24 and at most 120 ideographs [own].
const MAX_SHARE: usize = 15;
const TOTAL: (usize, usize) = (24 * HAN, 120 * HAN);
/// Slips of the hand in one change; more are a rewording.
const MAX_SLIPS: usize = 8;
/// Equal stretches up to this length between two runs are chance: the runs are judged as one.
const MAX_CHANCE: usize = 1;

struct Run {
    removed: Vec<char>,
    added: Vec<char>,
    /// The character before the run.
    before: Option<char>,
}

/// Judges all runs between two texts.
pub(super) fn compare(one: &str, two: &str, found: &mut Findings) {
    let runs = runs(one, two);
    let total: usize = runs.iter().map(|run| run.weight()).sum();
    let chars = one.chars().count().max(two.chars().count());
    let limit = (chars * HAN * MAX_SHARE / 100).clamp(TOTAL.0, TOTAL.1);
    let mut slips = 0;
    for run in &runs {
        let removed: String = run.removed.iter().collect();
        let added: String = run.added.iter().collect();
        let (kind, what) = run.judge();
        let (kind, what) = if kind > ChangeKind::Format && total > limit {
            (ChangeKind::Substance, Detector::Content)
        } else if kind == ChangeKind::Typo && slips >= MAX_SLIPS {
            (ChangeKind::Wording, Detector::Wording)
        } else {
            (kind, what)
        };
        slips += usize::from(kind == ChangeKind::Typo);
        found.add(kind, what, &removed, &added);
    }
}

fn runs(one: &str, two: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut last: Option<char> = None;
    // Characters since the last run that both texts have.
    let mut between: Option<String> = None;
    for span in diff_chars(one, two) {
        if span.kind == DiffKind::Same {
            last = span.text.chars().next_back();
            between = Some(between.take().unwrap_or_default() + span.text);
            continue;
        }
        let joins = runs.last().is_some()
            && between.as_ref().is_none_or(|text| {
                text.chars().count() <= MAX_CHANCE && !text.contains(divides_clauses)
            });
        if joins {
            if let (Some(run), Some(text)) = (runs.last_mut(), between.take()) {
                run.removed.extend(text.chars());
                run.added.extend(text.chars());
            }
        } else {
            runs.push(Run {
                removed: Vec::new(),
                added: Vec::new(),
                before: last,
            });
            between = None;
        }
        if let Some(run) = runs.last_mut() {
            match span.kind {
                DiffKind::Removed => run.removed.extend(span.text.chars()),
                _ => run.added.extend(span.text.chars()),
            }
        }
    }
    runs
}

impl Run {
    fn weight(&self) -> usize {
        weight(&self.removed).max(weight(&self.added))
    }

    fn judge(&self) -> (ChangeKind, Detector) {
        let (removed, added) = (bare(&self.removed), bare(&self.added));
        // A space is form, unless it divides or joins Latin words.
        let words = |text: &[char]| text.iter().any(|c| is_letter(*c));
        if removed == added && !(removed.is_empty() && self.divides_words()) {
            return (ChangeKind::Format, Detector::Format);
        }
        if self.weight() > MAX_RUN || clause(&self.removed) || clause(&self.added) {
            return (ChangeKind::Substance, Detector::Content);
        }
        let slip = if words(&self.removed) || words(&self.added) {
            latin_slip(&removed, &added)
        } else {
            self.han_slip(&removed, &added)
        };
        if slip {
            (ChangeKind::Typo, Detector::Typo)
        } else {
            (ChangeKind::Wording, Detector::Wording)
        }
    }

    /// Only blanks or hyphens came or went, after a letter: "now here", "nowhere".
    fn divides_words(&self) -> bool {
        self.before.is_some_and(is_letter)
            && self
                .removed
                .iter()
                .chain(&self.added)
                .all(|c| c.is_whitespace() && *c != '\n' || matches!(*c, '-' | '\'' | '’'))
    }

    /// One character for its twin in sound or shape, or one or two doubled by the hand.
    fn han_slip(&self, removed: &str, added: &str) -> bool {
        let mut pair = (removed.chars(), added.chars());
        match (pair.0.next(), pair.1.next(), pair.0.next(), pair.1.next()) {
            (Some(one), Some(two), None, None) => SLIPS
                .iter()
                .any(|slip| *slip == (one, two) || *slip == (two, one)),
            (Some(only), None, None, None) | (None, Some(only), None, None) => {
                self.before.map(narrow) == Some(only) && is_han(only) && !doubles(only)
            }
            _ => false,
        }
    }
}

/// Characters that mean something else when doubled.
fn doubles(c: char) -> bool {
    matches!(
        c,
        '人' | '天' | '年' | '家' | '处' | '个' | '种' | '件' | '常' | '多' | '少' | '大' | '小'
    )
}

fn weight(text: &[char]) -> usize {
    text.iter()
        .filter(|c| c.is_alphanumeric())
        .map(|c| if is_han(*c) { HAN } else { 1 })
        .sum()
}

/// A clause came or went as a whole: enough words together with the mark that divides it off.
fn clause(text: &[char]) -> bool {
    text.iter().any(|c| divides_clauses(*c)) && weight(text) >= MIN_CLAUSE
}

/// Two Latin words that differ by case, by two neighbouring letters changed about inside, or by a letter doubled.
fn latin_slip(removed: &str, added: &str) -> bool {
    let (one, two) = (removed.to_lowercase(), added.to_lowercase());
    if one == two {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), two.chars().collect());
    let (short, long) = if a.len() <= b.len() {
        (&a, &b)
    } else {
        (&b, &a)
    };
    if short.len() < 5 || short.contains(&' ') {
        return false;
    }
    let head = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let tail = short[head..]
        .iter()
        .rev()
        .zip(long[head..].iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (short, between) = (
        &short[head..short.len() - tail],
        &long[head..long.len() - tail],
    );
    match (short, between) {
        ([], [doubled]) => head > 0 && long[head - 1] == *doubled,
        ([w, x], [y, z]) => head > 0 && tail > 0 && w == z && x == y,
        _ => false,
    }
}
