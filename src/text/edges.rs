//! Where a caret may stand: between graphemes, and the word edges it jumps to.
//!
//! All functions take and give byte offsets into the original text, accept any offset (one inside a character or
//! past the end is moved down to an edge first) and never panic.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// The grapheme edge at or before `at`.
pub fn floor_grapheme(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(true) => at,
        _ => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0),
    }
}

/// The grapheme edge after the one at `at`; the end of the text at the end.
pub fn next_grapheme(text: &str, at: usize) -> usize {
    let at = floor_grapheme(text, at);
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    cursor
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}

/// The grapheme edge before `at`; 0 at the start.
pub fn prev_grapheme(text: &str, at: usize) -> usize {
    let floor = floor_grapheme(text, at);
    if floor < at.min(text.len()) {
        return floor;
    }
    let mut cursor = GraphemeCursor::new(floor, text.len(), true);
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The start of the next word: past what is left of this one and the blanks and marks after it. In Chinese,
/// where words have no edges, a run between two marks counts as one word.
pub fn next_word(text: &str, at: usize) -> usize {
    let at = floor_grapheme(text, at);
    let rest = text.get(at..).unwrap_or("");
    let mut in_word = true;
    for (offset, grapheme) in rest.grapheme_indices(true) {
        let word = grapheme.chars().next().is_some_and(char::is_alphanumeric);
        if word && !in_word {
            return at + offset;
        }
        in_word = word;
    }
    text.len()
}

/// The start of the word before `at`.
pub fn prev_word(text: &str, at: usize) -> usize {
    let at = floor_grapheme(text, at);
    let before = text.get(..at).unwrap_or("");
    let mut start = None;
    for (offset, grapheme) in before.grapheme_indices(true).rev() {
        if grapheme.chars().next().is_some_and(char::is_alphanumeric) {
            start = Some(offset);
        } else if start.is_some() {
            break;
        }
    }
    start.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::hostile::HOSTILE;

    #[test]
    fn a_family_is_one_step() {
        let text = "a👨\u{200d}👩\u{200d}👧b";
        let family = next_grapheme(text, 1);
        assert_eq!(&text[family..], "b");
        assert_eq!(prev_grapheme(text, family), 1);
        assert_eq!(floor_grapheme(text, family - 1), 1);
    }

    #[test]
    fn words_end_at_blanks_and_marks() {
        let text = "全市2413艘，已回港 now safe";
        let second = next_word(text, 0);
        assert_eq!(&text[second..], "已回港 now safe");
        assert_eq!(prev_word(text, second), 0);
        assert_eq!(&text[prev_word(text, text.len())..], "safe");
        assert_eq!(next_word(text, text.len()), text.len());
    }

    #[test]
    fn steps_forward_and_back_meet_the_same_edges() {
        for text in HOSTILE {
            let mut edges = vec![0];
            while *edges.last().unwrap() < text.len() {
                edges.push(next_grapheme(text, *edges.last().unwrap()));
            }
            for pair in edges.windows(2) {
                assert_eq!(prev_grapheme(text, pair[1]), pair[0], "{text:?}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

        /// Invariant 79.
        #[test]
        fn any_offset_lands_on_an_edge(text in any::<String>(), at in 0_usize..80) {
            for edge in [floor_grapheme(&text, at), next_grapheme(&text, at), prev_grapheme(&text, at),
                         next_word(&text, at), prev_word(&text, at)] {
                prop_assert!(edge == text.len() || text.grapheme_indices(true).any(|(start, _)| start == edge));
            }
        }
    }
}
