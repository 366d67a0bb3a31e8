use proptest::prelude::*;

use super::*;
use crate::text::hostile::HOSTILE;
use crate::text::{MAX_GLYPH_CELLS, cells, next_grapheme};

fn lines(text: &str, width: usize) -> Vec<&str> {
    wrap(text, width)
        .into_iter()
        .map(|row| &text[row])
        .collect()
}

#[test]
fn chinese_breaks_between_any_two_characters() {
    assert_eq!(
        lines("截至二十三日十三时", 8),
        ["截至二十", "三日十三", "时"]
    );
}

#[test]
fn no_line_begins_with_a_closing_mark() {
    assert_eq!(
        lines("全市渔船，已回港。", 8),
        ["全市渔", "船，已回", "港。"]
    );
    assert_eq!(lines("《办法》）”。", 6), ["《办", "法》）", "”。"]);
}

#[test]
fn no_line_ends_with_an_opening_mark() {
    assert_eq!(lines("根据市（区）", 8), ["根据市", "（区）"]);
    assert_eq!(lines("通知指出“要防", 10), ["通知指出", "“要防"]);
}

#[test]
fn a_double_dash_stays_whole() {
    assert_eq!(lines("三个字——后", 7), ["三个字", "——后"]);
}

#[test]
fn latin_words_stay_whole_and_long_ones_are_cut() {
    assert_eq!(lines("the boats are back", 9), ["the boats", "are back"]);
    assert_eq!(
        lines("well-known harbour", 6),
        ["well-", "known ", "harbou", "r"]
    );
    assert_eq!(lines("2,413艘", 6), ["2,413", "艘"]);
}

#[test]
fn blanks_that_do_not_fit_are_not_drawn() {
    assert_eq!(lines("abcd    efgh", 4), ["abcd", "efgh"]);
    assert_eq!(lines("abcd  ", 4), ["abcd"]);
    assert_eq!(lines("ab    ", 4), ["ab  "]);
}

#[test]
fn each_line_break_starts_a_line_and_an_empty_text_has_one() {
    assert_eq!(lines("", 10), [""]);
    assert_eq!(lines("a\n\nb\r\nc\n", 10), ["a", "", "b", "c", ""]);
}

#[test]
fn the_caret_stands_where_the_glyph_is_drawn() {
    let text = "全市2,413艘，\n已回港";
    let rows = wrap(text, 6);
    let at = text.find("艘").unwrap();
    let (row, col) = caret_cell(text, &rows, at);
    assert_eq!((row, col), (2, 0));
    assert_eq!(byte_at_cell(text, &rows, row, col), at);
    let end = text.len();
    assert_eq!(caret_cell(text, &rows, end), (3, 6));
    assert_eq!(byte_at_cell(text, &rows, 3, 99), end);
    assert_eq!(byte_at_cell(text, &rows, 0, 99), "全".len());
}

#[test]
fn a_caret_in_the_right_half_of_a_wide_glyph_is_before_it() {
    let rows = wrap("渔船", 10);
    assert_eq!(byte_at_cell("渔船", &rows, 0, 3), "渔".len());
}

fn check(text: &str, width: usize) {
    let rows = wrap(text, width);
    let mut end = 0;
    for row in &rows {
        assert!(
            row.start >= end && row.end <= text.len(),
            "{text:?} at {width}: {rows:?}"
        );
        // What lies between two lines is a line break or blanks.
        assert!(
            text[end..row.start]
                .chars()
                .all(|c| c == '\n' || c == '\r' || is_blank(c)),
            "{text:?}"
        );
        if width >= MAX_GLYPH_CELLS {
            assert!(
                cells(&text[row.clone()]) <= width,
                "{text:?} at {width}: {rows:?}"
            );
        }
        end = row.end;
    }
    let mut at = 0;
    while at < text.len() {
        let (row, col) = caret_cell(text, &rows, at);
        if at < rows[row].end {
            assert_eq!(
                byte_at_cell(text, &rows, row, col),
                at,
                "{text:?} at {width}, byte {at}: {rows:?}"
            );
        }
        at = next_grapheme(text, at);
    }
}

#[test]
fn hostile_text_wraps_at_every_width() {
    for text in HOSTILE {
        for width in 0..50 {
            check(text, width);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Invariant 79.
    #[test]
    fn every_byte_of_every_text_has_one_cell(
        text in "([ a-z0-9，。（）“”——渔船回港\n\t\u{301}\u{200d}👨👩🇨]|\\PC){0,80}",
        width in 0_usize..60,
    ) {
        check(&text, width);
    }
}
