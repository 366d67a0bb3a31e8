use super::*;
use crate::text::hostile::HOSTILE;
use proptest::prelude::*;

fn field(text: &str) -> Field {
    Field::block(text)
}

fn at(text: &str, caret: usize) -> Field {
    let mut field = field(text);
    field.place_caret(caret);
    field
}

fn narrow(text: &str, width: u16) -> Field {
    let field = field(text);
    field.drawn(View {
        width,
        height: 5,
        top: 0,
    });
    field
}

/// Invariant 79.
#[test]
fn one_backspace_takes_what_looks_like_one_character() {
    for (text, rest) in [
        ("渔船", "渔"),
        ("e\u{301}e\u{301}", "e\u{301}"),
        ("家👨\u{200d}👩\u{200d}👧", "家"),
        ("国🇨🇳", "国"),
        ("a\nb\n", "a\nb"),
    ] {
        let mut field = field(text);
        field.erase(Motion::Left);
        assert_eq!(field.text(), rest);
    }
}

#[test]
fn typing_replaces_what_is_selected() {
    let mut field = field("全市2,413艘");
    field.go(Motion::Left, false);
    for _ in 0..5 {
        field.go(Motion::Left, true);
    }
    assert_eq!(field.selected(), "2,413");
    field.insert("2,398").unwrap();
    assert_eq!(field.text(), "全市2,398艘");
    assert!(field.undo());
    assert_eq!(field.text(), "全市2,413艘");
}

#[test]
fn sideways_out_of_a_selection_leads_to_its_edge() {
    let mut field = field("abcdef");
    field.place_caret(2);
    field.go(Motion::Right, true);
    field.go(Motion::Right, true);
    field.go(Motion::Left, false);
    assert_eq!((field.caret(), field.selection()), (2, None));
}

#[test]
fn a_clause_is_undone_at_a_time() {
    let mut field = field("");
    for c in "截至13时，渔船回港。".chars() {
        field.insert(&c.to_string()).unwrap();
    }
    assert!(field.undo());
    assert_eq!(field.text(), "截至13时，");
    assert!(field.undo());
    assert_eq!(field.text(), "");
    assert!(!field.undo());
    assert!(field.redo() && field.redo());
    assert_eq!(field.text(), "截至13时，渔船回港。");
    assert!(!field.redo());
}

#[test]
fn a_paste_of_ten_thousand_lines_is_one_step() {
    let mut field = field("前");
    let lines = "沿海渔船回港避风情况\r\n".repeat(10_000);
    field.paste(&lines).unwrap();
    assert_eq!(field.text().lines().count(), 10_000);
    assert!(!field.text().contains('\r'));
    field.insert("后").unwrap();
    assert!(field.undo());
    assert!(field.undo());
    assert_eq!(field.text(), "前");
}

#[test]
fn a_new_change_after_undo_ends_what_could_be_redone() {
    let mut field = field("");
    field.paste("一").unwrap();
    field.undo();
    field.paste("二").unwrap();
    assert!(!field.redo());
    assert_eq!(field.text(), "二");
}

#[test]
fn what_does_not_fit_is_refused_whole_and_the_text_stays() {
    let mut field = Field::block("12345").with_limit(8);
    assert_eq!(field.insert("6789"), Err(Full { limit: 8 }));
    assert_eq!((field.text(), field.revision()), ("12345", 0));
    assert!(field.insert("678").is_ok());
    // A text that was too long already can still be made shorter.
    let mut long = Field::block("123456789").with_limit(4);
    long.erase(Motion::Left);
    assert_eq!(long.text(), "12345678");
}

#[test]
fn one_line_takes_no_line_breaks_and_no_field_takes_controls() {
    let mut line = Field::line("");
    line.paste("题目\r\n第二行\u{1b}[31m").unwrap();
    assert_eq!(line.text(), "题目 第二行[31m");
    let mut block = field("");
    block.paste("a\u{7}\tb\nc").unwrap();
    assert_eq!(block.text(), "a\tb\nc");
}

#[test]
fn a_secret_cannot_be_copied_out() {
    let mut secret = Field::secret();
    secret.insert("密码").unwrap();
    secret.select_all();
    assert_eq!(secret.selected(), "");
    assert_eq!(secret.erase(Motion::Left), "");
    assert!(secret.is_empty());
}

#[test]
fn up_and_down_follow_the_rows_that_are_drawn_and_keep_the_column() {
    // Nine cells across, one of them for the caret: rows of four ideographs.
    let mut field = narrow("一二三四五六\n短\n七八九十", 9);
    field.place_caret("一二三四五".len());
    field.go(Motion::Up, false);
    assert_eq!(field.caret(), "一".len());
    field.go(Motion::Down, false);
    field.go(Motion::Down, false);
    assert_eq!(field.place(), (2, 2));
    field.go(Motion::Down, false);
    assert_eq!(field.place(), (3, 2));
    field.go(Motion::Down, false);
    assert_eq!(field.caret(), field.text().len());
}

#[test]
fn a_short_row_on_the_way_does_not_lose_the_column() {
    let mut field = narrow("一二三四\n\n五六七八", 20);
    field.place_caret("一二三".len());
    field.go(Motion::Down, false);
    field.go(Motion::Down, false);
    assert_eq!(field.place(), (3, 4));
}

#[test]
fn home_and_end_go_to_the_row_first_and_then_to_the_paragraph() {
    let mut field = narrow("一二三四五六七八", 9);
    field.place_caret("一二三四五".len());
    field.go(Motion::RowStart, false);
    assert_eq!(field.caret(), "一二三四".len());
    field.go(Motion::RowStart, false);
    assert_eq!(field.caret(), 0);
    field.go(Motion::RowEnd, false);
    assert_eq!(field.caret(), "一二三".len());
    field.go(Motion::RowEnd, false);
    assert_eq!(field.caret(), field.text().len());
}

#[test]
fn killing_to_the_end_of_a_line_takes_the_break_when_there_is_nothing_else() {
    let mut field = at("ab\ncd", 1);
    assert_eq!(field.erase(Motion::LineEnd), "b");
    assert_eq!(field.erase(Motion::LineEnd), "\n");
    assert_eq!(field.text(), "acd");
}

#[test]
fn a_text_from_outside_is_one_step_and_keeps_the_place() {
    let mut field = at("第一段\n第二段", 6);
    field.set_text("第一段改\n第二段").unwrap();
    assert_eq!(field.caret(), 6);
    field.undo();
    assert_eq!(field.text(), "第一段\n第二段");
    let before = field.revision();
    field.set_text("第一段\n第二段").unwrap();
    assert_eq!(field.revision(), before);
}

#[test]
fn a_letter_typed_before_a_mark_is_behind_the_caret_with_its_mark() {
    let mut field = at("\u{301}", 0);
    field.insert("e").unwrap();
    assert_eq!((field.text(), field.caret()), ("e\u{301}", 3));
}

#[derive(Debug, Clone)]
enum Act {
    Insert(String),
    Paste(String),
    Erase(Motion),
    Go(Motion, bool),
    SelectAll,
    Undo,
    Redo,
}

fn motion() -> impl Strategy<Value = Motion> {
    use Motion::*;
    prop::sample::select(vec![
        Left, Right, WordLeft, WordRight, Up, Down, PageUp, PageDown, RowStart, RowEnd, LineStart,
        LineEnd, Start, End,
    ])
}

fn act() -> impl Strategy<Value = Act> {
    let text = prop_oneof![
        "[审渔a1 ，\\n]{1,6}",
        prop::sample::select(HOSTILE).prop_map(str::to_owned),
    ];
    prop_oneof![
        text.clone().prop_map(Act::Insert),
        text.prop_map(Act::Paste),
        motion().prop_map(Act::Erase),
        (motion(), any::<bool>()).prop_map(|(motion, select)| Act::Go(motion, select)),
        Just(Act::SelectAll),
        Just(Act::Undo),
        Just(Act::Redo),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// Invariant 79: whatever is done, the caret stands between two graphemes.
    #[test]
    fn the_caret_is_always_between_two_graphemes(acts in proptest::collection::vec(act(), 1..30), width in 1u16..30) {
        let mut field = narrow("", width);
        for act in acts {
            match act {
                Act::Insert(text) => field.insert(&text).unwrap(),
                Act::Paste(text) => field.paste(&text).unwrap(),
                Act::Erase(motion) => drop(field.erase(motion)),
                Act::Go(motion, select) => field.go(motion, select),
                Act::SelectAll => field.select_all(),
                Act::Undo => drop(field.undo()),
                Act::Redo => drop(field.redo()),
            }
            prop_assert_eq!(text::floor_grapheme(field.text(), field.caret()), field.caret());
        }
    }

    #[test]
    fn undoing_everything_leads_back_and_redoing_leads_forth(acts in proptest::collection::vec(act(), 1..30)) {
        let mut field = field("原文");
        for act in acts {
            match act {
                Act::Insert(text) => field.insert(&text).unwrap(),
                Act::Paste(text) => field.paste(&text).unwrap(),
                Act::Erase(motion) => drop(field.erase(motion)),
                Act::Go(motion, select) => field.go(motion, select),
                Act::SelectAll => field.select_all(),
                Act::Undo | Act::Redo => {}
            }
        }
        let end = field.text().to_owned();
        while field.undo() {}
        prop_assert_eq!(field.text(), "原文");
        while field.redo() {}
        prop_assert_eq!(field.text(), end);
    }
}
