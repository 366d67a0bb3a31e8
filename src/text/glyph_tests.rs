use std::num::NonZero;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::*;
use crate::text::hostile::HOSTILE;

const KINDS: [Drawing; 4] = [
    Drawing {
        ascii: false,
        wide_ambiguous: false,
    },
    Drawing {
        ascii: true,
        wide_ambiguous: false,
    },
    Drawing {
        ascii: false,
        wide_ambiguous: true,
    },
    Drawing {
        ascii: true,
        wide_ambiguous: true,
    },
];

/// The text as drawn is harmless, and everyone who measures it comes to the same number of cells.
fn check(text: &str) {
    for kind in KINDS {
        let drawn = clean_in(text, kind);
        let width = cells_in(text, kind);
        assert!(
            !drawn.chars().any(|c| c.is_control() || is_hidden(c)),
            "{text:?} drawn as {drawn:?}"
        );
        assert_eq!(clean_in(&drawn, kind), drawn, "cleaning {text:?} twice");
        assert_eq!(
            width,
            drawn.chars().map(char_cells).sum::<usize>(),
            "{text:?} as {drawn:?}, by character"
        );
        if kind.wide_ambiguous {
            assert!(!drawn.chars().any(is_ambiguous), "{text:?} as {drawn:?}");
        }
        for glyph in glyphs_in(text, kind) {
            assert!((1..=MAX_GLYPH_CELLS).contains(&glyph.cells), "{glyph:?}");
        }
        buffer_agrees(&drawn, width);
        terminal_agrees(&drawn, width);
    }
}

fn buffer_agrees(drawn: &str, width: usize) {
    let wide = u16::try_from(width).unwrap() + 4;
    let mut buffer = Buffer::empty(Rect::new(0, 0, wide, 1));
    let (end, _) = buffer.set_stringn(0, 0, drawn, usize::MAX, Style::default());
    assert_eq!(usize::from(end), width, "{drawn:?} in the buffer");
    let kept: usize = buffer.content.iter().map(|cell| cell.symbol().len()).sum();
    assert!(kept >= drawn.len(), "the buffer dropped part of {drawn:?}");
}

fn terminal_agrees(drawn: &str, width: usize) {
    let wide = u16::try_from(width).unwrap() + 4;
    let wide = NonZero::new(wide).unwrap();
    let mut terminal = vt100::Parser::new(NonZero::new(2).unwrap(), wide, 0);
    terminal.process(drawn.as_bytes());
    let (row, col) = terminal.screen().cursor_position();
    assert_eq!(
        (row, usize::from(col)),
        (0, width),
        "{drawn:?} in the terminal"
    );
}

#[test]
fn plain_text_is_drawn_as_it_is() {
    for text in [
        "截至23日13时，全市2,413艘渔船已回港。",
        "Müller & Co. — “ok”…",
        "한국어",
        "😀",
        "e\u{301}",
    ] {
        assert!(matches!(clean(text), Cow::Borrowed(_)), "{text}");
    }
    assert_eq!(cells("渔船a"), 5);
    assert_eq!(cells("e\u{301}"), 1);
}

#[test]
fn control_characters_become_pictures() {
    assert_eq!(clean("\u{1b}[2J\u{7}\u{7f}"), "␛[2J␇␡");
    assert_eq!(clean_in("\u{1b}[2J\u{7}\u{7f}", KINDS[1]), "^[[2J^G^?");
    assert_eq!(clean("\u{9b}31m"), "<U+009B>31m");
    assert_eq!(clean("一\r\n二\n三\t四"), "一⏎二⏎三  四");
}

#[test]
fn what_reorders_or_hides_is_named() {
    assert_eq!(clean("金额\u{202e}1\u{202c}元"), "金额<U+202E>1<U+202C>元");
    assert_eq!(clean("零\u{200b}宽"), "零<U+200B>宽");
    assert_eq!(clean("🏴\u{e0067}\u{e0062}\u{e007f}"), "🏴<+3>");
    assert_eq!(clean("\u{e000}"), "<U+E000>");
}

#[test]
fn emoji_are_drawn_by_parts_of_certain_width() {
    assert_eq!(clean("👨\u{200d}👩\u{200d}👧"), "👨👩👧");
    assert_eq!(clean("👍🏽"), "👍");
    assert_eq!(clean("❤\u{fe0f}"), "❤");
    assert_eq!(clean("🇨🇳"), "[CN]");
    assert_eq!(clean("1\u{fe0f}\u{20e3}"), "[1]");
}

#[test]
fn towers_of_marks_are_capped_and_counted() {
    let tower = format!("a{}b", "\u{301}".repeat(60));
    assert_eq!(clean(&tower), "a\u{301}\u{301}\u{301}<+57>b");
}

#[test]
fn a_mark_without_a_letter_is_named() {
    assert_eq!(clean("\u{301}a"), "<U+0301>a");
    assert_eq!(clean("\n\u{301}"), "⏎<U+0301>");
}

#[test]
fn a_terminal_with_wide_ambiguous_characters_gets_others() {
    assert_eq!(clean_in("“好”……①", KINDS[2]), "\"好\"......(1)");
}

#[test]
fn a_block_keeps_its_line_breaks() {
    assert_eq!(clean_block("一\r\n二\n\u{1b}三\r"), "一\n二\n␛三␍");
    assert!(matches!(clean_block("一\n二"), Cow::Borrowed(_)));
}

/// Invariant 75.
#[test]
fn hostile_text_is_harmless_and_measured_alike_by_everyone() {
    for text in HOSTILE {
        check(text);
    }
}

/// Invariant 75.
#[test]
fn every_character_alone_and_between_letters_is_measured_alike() {
    for code in 0..=0x10FFFF_u32 {
        // Ideographs, syllables and empty planes are all alike: a sample will do.
        let alike = [
            0x3400..0xA000,
            0xAC00..0xD7A4,
            0x17000..0x18D00,
            0x20000..0xE0000,
            0xE1000..0x110000,
        ];
        if alike.iter().any(|range| range.contains(&code)) && code % 509 != 0 {
            continue;
        }
        let Some(c) = char::from_u32(code) else {
            continue;
        };
        let between = format!("a{c}b");
        for glyph in glyphs_in(&between, KINDS[0]).chain(glyphs_in(&between[1..], KINDS[0])) {
            let by_character: usize = glyph.drawn.chars().map(char_cells).sum();
            assert_eq!(glyph.cells, by_character, "{code:x}");
            assert!(
                glyph.cells > 0 && adds_up(&glyph.drawn),
                "{code:x} drawn as {:?}",
                glyph.drawn
            );
            assert!(
                !glyph.drawn.chars().any(|c| c.is_control() || is_hidden(c)),
                "{code:x}"
            );
        }
    }
}

fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => any::<char>().prop_map(String::from),
        2 => prop::sample::select(HOSTILE).prop_map(str::to_owned),
        3 => prop::sample::select(vec![
            "\u{200d}", "\u{fe0f}", "\u{fe0e}", "\u{1f3fd}", "👨", "❤", "🇨", "🇳", "\u{20e3}", "1", "a", "渔", "\u{301}",
            "\u{e0041}", "\u{1b}", "\n", "\r", "\u{94d}", "क", "ि", "\u{1100}", "\u{1161}", "\u{11a8}", "\u{600}", "\u{17d2}",
            "\u{ff9e}", "ل", "ا", "”",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Invariant 75.
    #[test]
    fn any_text_is_harmless_and_measured_alike_by_everyone(text in nasty()) {
        check(&text);
    }

    #[test]
    fn the_graphemes_found_are_those_of_unicode(text in nasty()) {
        let ours: Vec<_> = glyphs(&text).map(|glyph| glyph.source).collect();
        let theirs: Vec<_> = text.graphemes(true).collect();
        prop_assert_eq!(ours, theirs);
    }
}
