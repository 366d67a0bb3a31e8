//! What people have attached to the words of a text: claims, threads, suggestions, by the bytes they stand at.
//!
//! Anchors count characters; everything on the screen counts bytes. All anchors of an item are turned round in one
//! walk through the text. An anchor whose words are not at its place is left out: nothing is drawn on the wrong words.

use crate::domain::id::{ClaimId, SuggestionId, ThreadId};
use crate::domain::item::Item;
use crate::domain::review::{Anchor, SuggestionState};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a mark belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Claim(ClaimId),
    Thread(ThreadId),
    Suggestion(SuggestionId),
}

/// Words with something attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub of: Of,
    /// Bytes of the body.
    pub range: Range<usize>,
    /// Its number within its kind, from 1.
    pub n: u32,
}

/// Everything that is open and anchored in this body, in reading order.
pub fn marks(item: &Item, body: &str) -> Vec<Mark> {
    let anchored = anchored(item);
    let mut places: BTreeMap<u32, usize> = anchored
        .iter()
        .flat_map(|(.., it)| [(it.start, 0), (it.end, 0)])
        .collect();
    let mut wanted = places.iter_mut().peekable();
    let ends = body.char_indices().map(|(at, _)| at).chain([body.len()]);
    for (chars, at) in (0_u32..).zip(ends) {
        while let Some((_, byte)) = wanted.next_if(|(place, _)| **place <= chars) {
            *byte = at;
        }
        if wanted.peek().is_none() {
            break;
        }
    }
    let mut marks: Vec<Mark> = anchored
        .into_iter()
        .filter_map(|(of, n, anchor)| {
            let range = *places.get(&anchor.start)?..*places.get(&anchor.end)?;
            let stands =
                !range.is_empty() && body.get(range.clone()) == Some(anchor.quote.as_str());
            stands.then_some(Mark { of, range, n })
        })
        .collect();
    marks.sort_by_key(|mark| (mark.range.start, mark.range.end));
    marks
}

fn anchored(item: &Item) -> Vec<(Of, u32, &Anchor)> {
    let claims = item
        .claims
        .iter()
        .filter(|it| !it.withdrawn)
        .map(|it| (Of::Claim(it.id), it.n, &it.anchor));
    let threads = (1..)
        .zip(&item.threads)
        .filter(|(_, it)| it.resolved.is_none() && !it.adrift)
        .filter_map(|(n, it)| {
            let anchor = it.anchor.as_ref()?;
            Some((Of::Thread(it.id), n, anchor))
        });
    let suggestions = (1..)
        .zip(&item.suggestions)
        .filter(|(_, it)| it.state == SuggestionState::Open)
        .map(|(n, it)| (Of::Suggestion(it.id), n, &it.anchor));
    claims.chain(threads).chain(suggestions).collect()
}

/// The number of characters before a byte: what the server counts in.
pub fn chars_before(body: &str, byte: usize) -> u32 {
    let count = body
        .get(..byte)
        .map_or_else(|| body.chars().count(), |head| head.chars().count());
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Where words stand in a body: the occurrence nearest to a byte.
pub fn nearest(body: &str, words: &str, near: usize) -> Option<Range<usize>> {
    if words.is_empty() {
        return None;
    }
    let found = body
        .match_indices(words)
        .map(|(at, _)| at)
        .min_by_key(|at| at.abs_diff(near))?;
    Some(found..found + words.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::Table;
    use crate::domain::verify::{Claim, ClaimKind};

    fn claim(start: u32, end: u32, quote: &str) -> Claim {
        Claim {
            id: ClaimId::from(7),
            n: 1,
            kind: ClaimKind::Data,
            anchor: Anchor {
                start,
                end,
                quote: quote.into(),
            },
            norm_hash: String::new(),
            figure: None,
            by: Table::new().team.chen,
            at: crate::domain::testing::AFTERNOON,
            evidence: Vec::new(),
            adjudications: Vec::new(),
            searches: Vec::new(),
            checks: Vec::new(),
            waiver: None,
            withdrawn: false,
            reopened_at: None,
        }
    }

    #[test]
    fn a_claim_stands_at_the_bytes_of_its_words() {
        let mut item = Table::new().item;
        let body = "全市2,413艘渔船";
        item.claims.push(claim(2, 8, "2,413艘"));
        let marks = marks(&item, body);
        assert_eq!(marks.len(), 1);
        assert_eq!(body.get(marks[0].range.clone()), Some("2,413艘"));
        item.claims[0].anchor.end = 99;
        assert_eq!(super::marks(&item, body), []);
    }

    #[test]
    fn nothing_is_marked_where_the_words_are_not() {
        let mut item = Table::new().item;
        item.claims.push(claim(0, 2, "全省"));
        assert_eq!(marks(&item, "全市2,413艘渔船"), []);
    }

    #[test]
    fn words_typed_are_found_at_the_nearest_place() {
        let body = "甲乙丙甲乙";
        assert_eq!(nearest(body, "甲乙", body.len()), Some(9..15));
        assert_eq!(nearest(body, "甲乙", 0), Some(0..6));
        assert_eq!(nearest(body, "", 0), None);
        assert_eq!(chars_before(body, 9), 3);
    }
}
