//! Anchors: places in a text that keep their words while the text around them changes.
//!
//! An anchor follows the edit, it is not searched for: the same words may occur many times, and only the
//! place that was marked is meant. [`Drift`] compares two texts once and then answers for any number of
//! anchors. The comparison is that of [`crate::text::diff_chars`], whose work is bounded; lines that are the
//! same at both ends are set aside first, so that an edit in a long text costs what the edit costs.

use crate::domain::refusal::{LengthUnit, Refusal, Why};
use crate::domain::review::Anchor;
use crate::text::{DiffKind, diff_chars, fold};
use sha2::{Digest, Sha256};
use std::ops::Range;

/// Most characters an anchor may span.
pub const LONGEST: u32 = 2_000;

/// Words shorter than this many letters and digits are not looked for elsewhere when they were cut out: a
/// `2,413` found in another sentence is another figure.
const UNMISTAKABLE: usize = 8;

/// What an edit did to anchored words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relocation {
    /// The same words (but for width, case and spacing), at this place now.
    Kept(Anchor),
    /// Other words stand there now.
    Changed(Anchor),
    /// The words were deleted.
    Gone,
}

/// The anchor of the characters from `start` to before `end`, in characters.
///
/// # Errors
/// [`Why::NotInText`] when there is no such place or nothing to read at it; [`Why::TooLong`] beyond [`LONGEST`].
pub fn at(body: &str, start: u32, end: u32) -> Result<Anchor, Refusal> {
    let span = end.saturating_sub(start);
    if span > LONGEST {
        return Err(Refusal::from(Why::TooLong {
            limit: LONGEST.into(),
            is: span.into(),
            unit: LengthUnit::Characters,
        })
        .at("end"));
    }
    let quote = slice(body, start, end).unwrap_or_default();
    if normal(quote).is_empty() {
        let quote = quote.to_owned();
        return Err(Refusal::from(Why::NotInText { quote }).at("start"));
    }
    Ok(Anchor {
        start,
        end,
        quote: quote.to_owned(),
    })
}

/// The anchor's words are at its place of this text.
pub fn check(body: &str, anchor: &Anchor) -> bool {
    !anchor.quote.is_empty() && slice(body, anchor.start, anchor.end) == Some(&anchor.quote)
}

/// Where an anchor of the old text is in the new one.
pub fn relocate(old: &str, new: &str, anchor: &Anchor) -> Relocation {
    Drift::between(old, new).relocate(anchor)
}

/// SHA-256, in hex, of the words as they are compared: folded, and without the blanks that only set marks and
/// scripts apart. `２,４１３ 艘` and `2,413艘` are the same words.
pub fn norm_hash(words: &str) -> String {
    use std::fmt::Write as _;
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(normal(words)) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// The words as they are compared.
pub(super) fn normal(words: &str) -> String {
    let folded = fold(words);
    let mut out = String::with_capacity(folded.len());
    let mut rest = folded.chars().peekable();
    let mut last = None;
    while let Some(c) = rest.next() {
        let holds_apart = |side: Option<char>| side.is_some_and(|it| it.is_ascii_alphanumeric());
        if c != ' ' || (holds_apart(last) && holds_apart(rest.peek().copied())) {
            out.push(c);
            last = Some(c);
        }
    }
    out
}

/// What turned one text into another, ready to be asked about any anchor of the first.
pub struct Drift<'a> {
    old: &'a str,
    new: &'a str,
    pieces: Vec<Piece>,
}

/// A stretch of both texts, in characters. One side may be empty.
#[derive(Debug, Clone)]
struct Piece {
    old: Range<u32>,
    new: Range<u32>,
    same: bool,
}

impl<'a> Drift<'a> {
    /// Compares the two texts.
    pub fn between(old: &'a str, new: &'a str) -> Self {
        let (head, tail) = common_lines(old, new);
        let mut pieces = Pieces::default();
        pieces.same(&old[..head]);
        for span in diff_chars(&old[head..old.len() - tail], &new[head..new.len() - tail]) {
            match span.kind {
                DiffKind::Same => pieces.same(span.text),
                DiffKind::Removed => pieces.changed(span.text, ""),
                DiffKind::Added => pieces.changed("", span.text),
            }
        }
        pieces.same(&old[old.len() - tail..]);
        Drift {
            old,
            new,
            pieces: pieces.list,
        }
    }

    /// The anchor's words were at its place of the old text.
    pub fn had(&self, anchor: &Anchor) -> bool {
        check(self.old, anchor)
    }

    /// Where an anchor of the old text is in the new one. An anchor that does not fit the old text is looked
    /// for by its words alone.
    pub fn relocate(&self, anchor: &Anchor) -> Relocation {
        if !check(self.old, anchor) {
            return self
                .found_again(&anchor.quote, true)
                .unwrap_or(Relocation::Gone);
        }
        let touched = self.touched(anchor);
        let survives = touched.iter().any(|piece| piece.same);
        let span = self.span(anchor, touched);
        let place = slice(self.new, span.start, span.end).unwrap_or_default();
        if normal(place) == normal(&anchor.quote) {
            return Relocation::Kept(Anchor {
                start: span.start,
                end: span.end,
                quote: place.to_owned(),
            });
        }
        if !survives && let Some(elsewhere) = self.found_again(&anchor.quote, false) {
            return elsewhere;
        }
        if normal(place).is_empty() {
            return Relocation::Gone;
        }
        let end = span.end.min(span.start.saturating_add(LONGEST));
        Relocation::Changed(Anchor {
            start: span.start,
            end,
            quote: slice(self.new, span.start, end)
                .unwrap_or_default()
                .to_owned(),
        })
    }

    /// The pieces that hold the anchored characters, and insertions between them. An insertion right at an
    /// edge is outside, unless it makes one figure with what is inside (`2,413` to `2,413万`).
    fn touched(&self, anchor: &Anchor) -> &[Piece] {
        let (start, end) = (anchor.start, anchor.end);
        let mut first = self.pieces.partition_point(|it| it.old.end <= start);
        let mut last = self.pieces.partition_point(|it| it.old.start < end);
        let first_char = anchor.quote.chars().next();
        let last_char = anchor.quote.chars().next_back();
        if let Some(before) = first.checked_sub(1).and_then(|it| self.pieces.get(it))
            && before.old.end == start
            && !before.same
            && first_char.is_some_and(in_a_figure)
            && self
                .new_text(before)
                .chars()
                .next_back()
                .is_some_and(in_a_figure)
        {
            first -= 1;
        }
        if let Some(after) = self.pieces.get(last)
            && after.old.start == end
            && !after.same
            && last_char.is_some_and(in_a_figure)
            && self.new_text(after).chars().next().is_some_and(in_a_figure)
        {
            last += 1;
        }
        self.pieces.get(first..last).unwrap_or_default()
    }

    /// Where in the new text the touched pieces put the anchor.
    fn span(&self, anchor: &Anchor, touched: &[Piece]) -> Range<u32> {
        let (Some(first), Some(last)) = (touched.first(), touched.last()) else {
            return 0..0;
        };
        let start = if first.same {
            first.new.start + anchor.start.saturating_sub(first.old.start)
        } else {
            first.new.start
        };
        let end = if last.same {
            last.new.start + anchor.end.saturating_sub(last.old.start)
        } else {
            last.new.end
        };
        start..end.max(start)
    }

    /// Where words that are not in the old text stand in what was added: the first such place.
    pub fn come_back(&self, anchor: &Anchor) -> Option<Anchor> {
        if self.had(anchor) {
            return None;
        }
        self.places(&anchor.quote, false).next()
    }

    /// Words that were cut out of one place and put in at another. Only long words, found once, are taken for
    /// the same.
    fn found_again(&self, quote: &str, anywhere: bool) -> Option<Relocation> {
        if quote.chars().filter(|it| it.is_alphanumeric()).count() < UNMISTAKABLE {
            return None;
        }
        let mut places = self.places(quote, anywhere);
        let only = places.next()?;
        places.next().is_none().then_some(Relocation::Kept(only))
    }

    /// The places of words in what was added, or anywhere in the new text.
    fn places<'q>(&'q self, quote: &'q str, anywhere: bool) -> impl Iterator<Item = Anchor> + 'q {
        let searched = self.pieces.iter().filter(move |it| anywhere || !it.same);
        searched.flat_map(move |piece| {
            let found = self.new_text(piece).match_indices(quote);
            found.map(move |(byte, _)| {
                let before = self.new_text(piece).get(..byte).unwrap_or_default();
                let start = piece.new.start + chars(before);
                Anchor {
                    start,
                    end: start + chars(quote),
                    quote: quote.to_owned(),
                }
            })
        })
    }

    fn new_text(&self, piece: &Piece) -> &str {
        slice(self.new, piece.new.start, piece.new.end).unwrap_or_default()
    }
}

/// Collects pieces and keeps count of where they are.
#[derive(Default)]
struct Pieces {
    list: Vec<Piece>,
    old: u32,
    new: u32,
}

impl Pieces {
    fn same(&mut self, text: &str) {
        self.push(chars(text), chars(text), true);
    }

    fn changed(&mut self, removed: &str, added: &str) {
        self.push(chars(removed), chars(added), false);
    }

    fn push(&mut self, old: u32, new: u32, same: bool) {
        if old == 0 && new == 0 {
            return;
        }
        let piece = Piece {
            old: self.old..self.old.saturating_add(old),
            new: self.new..self.new.saturating_add(new),
            same,
        };
        (self.old, self.new) = (piece.old.end, piece.new.end);
        match self.list.last_mut().filter(|last| last.same == same) {
            Some(last) => {
                last.old.end = piece.old.end;
                last.new.end = piece.new.end;
            }
            None => self.list.push(piece),
        }
    }
}

/// Bytes of the lines that both texts begin and, beyond those, end with. Whole lines, so that no figure is cut.
fn common_lines(old: &str, new: &str) -> (usize, usize) {
    if old == new {
        return (old.len(), 0);
    }
    let same = |(old, new): &(&str, &str)| old == new;
    let head: usize = old
        .split_inclusive('\n')
        .zip(new.split_inclusive('\n'))
        .take_while(same)
        .map(|(line, _)| line.len())
        .sum();
    let tail: usize = old[head..]
        .split_inclusive('\n')
        .rev()
        .zip(new[head..].split_inclusive('\n').rev())
        .take_while(same)
        .map(|(line, _)| line.len())
        .sum();
    (head, tail)
}

/// The characters from `start` to before `end`, if there are so many.
pub(super) fn slice(text: &str, start: u32, end: u32) -> Option<&str> {
    let (start, end) = (usize::try_from(start).ok()?, usize::try_from(end).ok()?);
    let mut edges = text
        .char_indices()
        .map(|(byte, _)| byte)
        .chain([text.len()]);
    let from = edges.nth(start)?;
    let to = match end.checked_sub(start)? {
        0 => from,
        more => edges.nth(more - 1)?,
    };
    text.get(from..to)
}

/// Number of characters.
pub(super) fn chars(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// Digits and the marks and words that make one figure with them.
fn in_a_figure(c: char) -> bool {
    c.is_numeric() || "零〇一二三四五六七八九十百千万亿两成倍点.,，．%％‰-+−".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BODY: &str = "截至23日13时，全市2,413艘渔船全部回港。\n其中慈溪318艘。全市率先推行“一船一码”。\n其中慈溪318艘。";

    fn mark(body: &str, words: &str, nth: usize) -> Anchor {
        let (byte, _) = body
            .match_indices(words)
            .nth(nth)
            .expect("words in the text");
        let start = chars(&body[..byte]);
        at(body, start, start + chars(words)).expect("an anchor")
    }

    #[test]
    fn a_place_beyond_the_text_or_without_words_is_refused() {
        assert_eq!(at("渔船", 0, 2).map(|it| it.quote), Ok("渔船".into()));
        for (start, end) in [(0, 3), (2, 2), (1, 0), (5, 9), (u32::MAX, u32::MAX)] {
            assert!(at("渔船", start, end).is_err(), "{start}..{end}");
        }
        assert!(at("a \u{200b}\n b", 1, 4).is_err());
        assert!(at(&"渔".repeat(3_000), 0, 2_001).is_err());
    }

    #[test]
    fn the_marked_one_of_many_equal_places_is_followed() {
        // Invariant 40.
        let second = mark(BODY, "318艘", 1);
        let new = BODY.replacen("其中慈溪318艘。", "", 1);
        let Relocation::Kept(now) = relocate(BODY, &new, &second) else {
            panic!("lost")
        };
        assert_eq!(now.start + 9, second.start);
        assert!(check(&new, &now));
    }

    #[test]
    fn another_figure_in_its_place_is_a_change_and_none_is_gone() {
        // Invariant 40.
        let figure = mark(BODY, "2,413艘", 0);
        let moved = |new: &str| relocate(BODY, new, &figure);
        let changed = |it| match it {
            Relocation::Changed(anchor) => anchor.quote,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            changed(moved(&BODY.replace("2,413艘", "2,398艘"))),
            "2,398艘"
        );
        assert_eq!(
            changed(moved(&BODY.replace("2,413艘", "12,413艘"))),
            "12,413艘"
        );
        assert_eq!(moved(&BODY.replace("2,413艘渔船", "")), Relocation::Gone);
        assert_eq!(moved(""), Relocation::Gone);
    }

    #[test]
    fn a_word_beside_a_figure_that_makes_it_another_figure_changes_it() {
        let body = "投资2,413元，涨三成。";
        for (words, new) in [
            ("2,413", "投资2,413万元，涨三成。"),
            ("三成", "投资2,413元，涨十三成。"),
        ] {
            let place = mark(body, words, 0);
            assert!(
                matches!(relocate(body, new, &place), Relocation::Changed(_)),
                "{new}"
            );
        }
        let place = mark(body, "三成", 0);
        assert!(matches!(
            relocate(body, "投资2,413元，又涨三成。", &place),
            Relocation::Kept(_)
        ));
    }

    #[test]
    fn width_and_spacing_are_no_change() {
        let figure = mark(BODY, "2,413艘渔船", 0);
        let new = BODY.replace("2,413艘渔船", "２,４１３ 艘 渔船");
        let Relocation::Kept(now) = relocate(BODY, &new, &figure) else {
            panic!("changed")
        };
        assert_eq!(now.quote, "２,４１３ 艘 渔船");
        assert_eq!(norm_hash(&now.quote), norm_hash("2,413艘渔船"));
        assert_ne!(norm_hash("24 13"), norm_hash("2413"));
    }

    #[test]
    fn a_paragraph_moved_elsewhere_takes_its_claim_along() {
        let claim = mark(BODY, "全市率先推行“一船一码”", 0);
        let new = "全市率先推行“一船一码”。\n截至23日13时，全市2,413艘渔船全部回港。\n另有渔排120处，养殖户均已上岸，其中慈溪318艘。";
        assert!(matches!(relocate(BODY, new, &claim), Relocation::Kept(it) if it.start == 0));
    }

    #[test]
    fn a_place_in_a_megabyte_of_equal_lines_is_found() {
        let mut old = "其中慈溪318艘渔船回港。\n".repeat(30_000);
        old.push_str("全市2,413艘。\n");
        let figure = mark(&old, "2,413艘", 0);
        let new = format!("新的导语。\n{}结尾。", old.replacen("318艘", "319艘", 2));
        assert!(
            matches!(relocate(&old, &new, &figure), Relocation::Kept(now) if check(&new, &now))
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        /// Invariant 40: what is put in before or after leaves the anchored words alone.
        #[test]
        fn edits_elsewhere_keep_an_anchor(
            before in "[渔船回港0-9，。\n]{0,30}", words in "[率先创新推行]{8,16}",
            after in "[渔船回港0-9，。\n]{0,30}", added in "[渔船回港0-9，。\n]{0,30}", cut in 0..31_usize,
        ) {
            let old = format!("{before}。{words}。{after}");
            let start = chars(&before) + 1;
            prop_assume!(at(&old, start, start + chars(&words)).is_ok());
            let anchor = at(&old, start, start + chars(&words)).expect("an anchor");
            let kept: String = before.chars().skip(cut).collect();
            let new = format!("{added}{kept}。{words}。{after}{added}");
            match relocate(&old, &new, &anchor) {
                Relocation::Kept(now) => {
                    prop_assert!(check(&new, &now));
                    prop_assert_eq!(now.start, chars(&added) + chars(&kept) + 1);
                }
                other => prop_assert!(false, "{:?}", other),
            }
        }

        #[test]
        fn any_two_texts_give_a_place_that_fits(old in ".{0,40}", new in ".{0,40}", start in 0..40_u32, len in 1..9_u32) {
            if let Ok(anchor) = at(&old, start, start + len) {
                match relocate(&old, &new, &anchor) {
                    Relocation::Kept(now) => {
                        prop_assert!(check(&new, &now));
                        prop_assert_eq!(norm_hash(&now.quote), norm_hash(&anchor.quote));
                    }
                    Relocation::Changed(now) => {
                        prop_assert!(check(&new, &now));
                        prop_assert_ne!(norm_hash(&now.quote), norm_hash(&anchor.quote));
                    }
                    Relocation::Gone => {}
                }
            }
        }
    }
}
