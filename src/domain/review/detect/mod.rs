//! Change kinds (改动性质): what a new text changed of an old one, as the machine sees it.
//!
//! Title, classification, addressees and sources are compared as they are. In the body, the paragraphs that
//! differ are read by the detectors (`token.rs`); if the two lists differ in any place, numbers, dates, names or
//! meaning changed: substance. What no detector sees is judged by its size: only form, a slip of the hand, other words, or
//! so much that it is new content. In doubt the stricter kind: people can only tighten it (invariant 26).
//!
//! The answer does not depend on the direction: from old to new is the same kind as back.

mod lexicon;
mod marks;
mod number;
mod runs;
mod token;

#[cfg(test)]
mod tests;

use super::{ChangeKind, Detected, Detector, Manuscript};
use crate::domain::refusal::{Refusal, Why};
use crate::domain::verify::Claim;
use crate::domain::verify::anchor::{Relocation, relocate};
use token::{Token, tokens};

/// Most findings kept of one change.
const MAX_FINDINGS: usize = 50;
/// Most characters shown of a finding, on each side.
const MAX_SHOWN: usize = 80;

/// The kind of the change from `old` to `new`, with what was seen, strictest first. `claims` are those anchored in
/// `old`; a change of a claim's words is a change of substance whatever the words are.
///
/// # Errors
/// [`Why::NothingChanged`] when the two are identical.
pub fn detect(
    old: &Manuscript,
    new: &Manuscript,
    claims: &[Claim],
) -> Result<(ChangeKind, Vec<Detected>), Refusal> {
    if old == new {
        return Err(Why::NothingChanged.into());
    }
    let mut found = Findings::default();
    found.compare(Detector::Title, &old.title, &new.title);
    if old.classification != new.classification {
        found.add(
            ChangeKind::Substance,
            Detector::Classification,
            old.classification.word(),
            new.classification.word(),
        );
    }
    for (what, before, after) in [
        (Detector::Addressee, &old.addressees, &new.addressees),
        (Detector::Source, &old.sources, &new.sources),
    ] {
        found.compare(what, &before.join("\n"), &after.join("\n"));
        // Entries that contain a line break could join alike.
        if before != after && before.join("\n") == after.join("\n") {
            found.add(ChangeKind::Substance, what, "", "");
        }
    }
    if old.body != new.body {
        claim_words(old, new, claims, &mut found);
        // In one order whatever the direction, so that the answer is the same both ways.
        let backwards = old.body > new.body;
        let (one, two) = if backwards {
            (&new.body, &old.body)
        } else {
            (&old.body, &new.body)
        };
        let mut body = Findings::default();
        compare_bodies(one, two, &mut body);
        if backwards {
            body.turn_round();
        }
        found.take(body);
    }
    Ok(found.finish())
}

fn claim_words(old: &Manuscript, new: &Manuscript, claims: &[Claim], found: &mut Findings) {
    for claim in claims.iter().filter(|it| !it.withdrawn) {
        let after = match relocate(&old.body, &new.body, &claim.anchor) {
            Relocation::Kept(_) => continue,
            Relocation::Changed(anchor) => anchor.quote,
            Relocation::Gone => String::new(),
        };
        found.add(
            ChangeKind::Substance,
            Detector::Claim,
            &claim.anchor.quote,
            &after,
        );
    }
}

fn compare_bodies(one: &str, two: &str, found: &mut Findings) {
    let (before, after) = differing_lines(one, two);
    compare_tokens(&tokens(before), &tokens(after), found);
    runs::compare(before, after, found);
}

/// Both texts without the whole lines they begin and end with in common.
fn differing_lines<'a>(one: &'a str, two: &'a str) -> (&'a str, &'a str) {
    let lines = |text: &'a str| text.split_inclusive('\n');
    let head: usize = lines(one)
        .zip(lines(two))
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len())
        .sum();
    let (one, two) = (&one[head..], &two[head..]);
    let back = |text: &'a str| text.split_inclusive('\n').rev();
    let tail: usize = back(one)
        .zip(back(two))
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len())
        .sum();
    (&one[..one.len() - tail], &two[..two.len() - tail])
}

fn compare_tokens(before: &[Token], after: &[Token], found: &mut Findings) {
    let head = before
        .iter()
        .zip(after)
        .take_while(|(a, b)| a.same(b))
        .count();
    let (before, after) = (&before[head..], &after[head..]);
    let tail = before
        .iter()
        .rev()
        .zip(after.iter().rev())
        .take_while(|(a, b)| a.same(b))
        .count();
    let before = &before[..before.len() - tail];
    let after = &after[..after.len() - tail];
    if before.is_empty() && after.is_empty() {
        return;
    }
    if before.len() == after.len() {
        for (a, b) in before.iter().zip(after).filter(|(a, b)| !a.same(b)) {
            found.add(
                ChangeKind::Substance,
                a.what.max(b.what),
                a.shown(),
                b.shown(),
            );
        }
        return;
    }
    // Something came or went: name what is on one side only. Moved things can cancel out; then the ends are named.
    let mut seen = false;
    for (these, those, gone) in [(before, after, true), (after, before, false)] {
        for token in alone(these, those) {
            seen = true;
            let (from, to) = if gone {
                (token.shown(), "")
            } else {
                ("", token.shown())
            };
            found.add(ChangeKind::Substance, token.what, from, to);
        }
    }
    if !seen {
        let what = before.first().or(after.first()).map(|it| it.what);
        found.add(
            ChangeKind::Substance,
            what.unwrap_or(Detector::Content),
            before.first().map_or("", |it| it.shown()),
            after.first().map_or("", |it| it.shown()),
        );
    }
}

/// The tokens of `these` that are more often there than in `those`, by how they are shown; at most as many as are kept.
fn alone<'a>(these: &'a [Token], those: &[Token]) -> Vec<&'a Token> {
    let mut left: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    for token in those {
        *left.entry(token.shown()).or_default() += 1;
    }
    these
        .iter()
        .filter(|token| match left.get_mut(token.shown()) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        })
        .take(MAX_FINDINGS)
        .collect()
}

/// What was seen so far, and the strictest of it.
#[derive(Default)]
struct Findings {
    seen: Vec<(ChangeKind, Detected)>,
    kind: Option<ChangeKind>,
}

impl Findings {
    fn add(&mut self, kind: ChangeKind, what: Detector, before: &str, after: &str) {
        self.kind = self.kind.max(Some(kind));
        // Strict findings are kept before mild ones, so the mild ones need no more room than the limit.
        if self.seen.len() < 4 * MAX_FINDINGS {
            let shown = |text: &str| text.chars().take(MAX_SHOWN).collect();
            let finding = Detected {
                what,
                before: shown(before),
                after: shown(after),
            };
            self.seen.push((kind, finding));
        }
    }

    fn compare(&mut self, what: Detector, before: &str, after: &str) {
        if before != after {
            self.add(ChangeKind::Substance, what, before, after);
        }
    }

    fn turn_round(&mut self) {
        for (_, finding) in &mut self.seen {
            std::mem::swap(&mut finding.before, &mut finding.after);
        }
    }

    fn take(&mut self, other: Findings) {
        self.kind = self.kind.max(other.kind);
        self.seen.extend(other.seen);
    }

    fn finish(mut self) -> (ChangeKind, Vec<Detected>) {
        self.seen.sort_by_key(|(kind, _)| std::cmp::Reverse(*kind));
        let mut findings: Vec<Detected> = self.seen.into_iter().map(|(_, it)| it).collect();
        findings.dedup();
        findings.truncate(MAX_FINDINGS);
        (self.kind.unwrap_or(ChangeKind::Format), findings)
    }
}
