use super::super::proof::*;
use super::*;
use crate::text::hostile::HOSTILE;
use crate::tui::field::Motion;
use proptest::prelude::*;

fn show(field: &Field, width: u16, height: u16) -> (Buffer, Position) {
    let area = Rect::new(2, 1, width, height);
    let mut buffer = Buffer::empty(Rect::new(0, 0, width + 4, height + 2));
    let caret = draw(field, area, &mut buffer, &unicode(), "在此输入").unwrap();
    assert_sound(&buffer);
    assert!(area.contains(caret), "{caret:?} outside of {area:?}");
    (buffer, caret)
}

#[test]
fn the_caret_stands_where_the_next_letter_will_appear() {
    let mut field = Field::block("沿海渔船回港");
    // Rows of eight cells and one for the caret.
    assert_eq!(show(&field, 9, 3).1, Position::new(2 + 4, 1 + 1));
    field.go(Motion::Start, false);
    field.go(Motion::Right, false);
    assert_eq!(show(&field, 9, 3).1, Position::new(2 + 2, 1));
}

#[test]
fn after_a_full_row_the_caret_still_has_a_cell_of_its_own() {
    let field = Field::block("沿海渔船");
    assert_eq!(show(&field, 9, 3).1, Position::new(2 + 8, 1));
}

#[test]
fn an_empty_field_says_what_to_enter_and_has_a_caret() {
    let (buffer, caret) = show(&Field::block(""), 12, 2);
    assert_eq!(rows(&buffer)[1], "  在此输入");
    assert_eq!(caret, Position::new(2, 1));
}

#[test]
fn a_long_text_is_scrolled_to_the_caret() {
    let text: Vec<String> = (0..10_000).map(|n| format!("第{n}行")).collect();
    let mut field = Field::block(text.join("\n"));
    let (buffer, caret) = show(&field, 20, 5);
    assert_eq!(rows(&buffer)[5], "  第9999行");
    assert_eq!(caret.y, 5);
    field.go(Motion::Start, false);
    let (buffer, caret) = show(&field, 20, 5);
    assert_eq!((rows(&buffer)[1].as_str(), caret.y), ("  第0行", 1));
    field.go(Motion::PageDown, false);
    field.go(Motion::PageDown, false);
    let (buffer, caret) = show(&field, 20, 5);
    assert_eq!(rows(&buffer)[usize::from(caret.y)], "  第8行");
}

#[test]
fn one_line_scrolls_sideways_and_back() {
    let mut field = Field::line("沿海渔船回港避风情况");
    let (buffer, caret) = show(&field, 9, 1);
    assert_eq!((rows(&buffer)[1].as_str(), caret.x), ("  避风情况", 2 + 8));
    field.go(Motion::Start, false);
    let (buffer, caret) = show(&field, 9, 1);
    assert_eq!((rows(&buffer)[1].as_str(), caret.x), ("  沿海渔船", 2));
    field.go(Motion::End, false);
    show(&field, 9, 1);
    for _ in 0..7 {
        field.erase(Motion::Left);
    }
    assert_eq!(rows(&show(&field, 9, 1).0)[1], "  沿海渔");
}

#[test]
fn a_secret_shows_only_how_long_it_is() {
    let mut field = Field::secret();
    field.insert("密码e\u{301}").unwrap();
    let (buffer, caret) = show(&field, 12, 1);
    assert_eq!((rows(&buffer)[1].as_str(), caret.x), ("  ***", 2 + 3));
}

#[test]
fn a_selection_is_seen_without_colour() {
    let mut field = Field::block("一二\n三四");
    field.select_all();
    let area = Rect::new(0, 0, 10, 2);
    let mut buffer = Buffer::empty(area);
    draw(&field, area, &mut buffer, &ascii(), "");
    let reversed = |x, y| {
        buffer[(x, y)]
            .modifier
            .contains(ratatui::style::Modifier::REVERSED)
    };
    // The selected line break shows too.
    assert!(reversed(0, 0) && reversed(4, 0) && reversed(0, 1));
    assert!(!reversed(5, 0) && !reversed(4, 1));
}

#[test]
fn a_form_can_ask_how_many_rows_a_text_needs() {
    let field = Field::block("沿海渔船回港\n避风");
    assert_eq!(height(&field, 9, 10), 3);
    assert_eq!(height(&field, 9, 2), 2);
    assert_eq!(height(&Field::line("长".repeat(99)), 9, 10), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Invariant 79: what is left of the caret on its row is as wide as the picture says.
    #[test]
    fn the_caret_is_drawn_where_it_moves(
        parts in proptest::collection::vec(prop_oneof![
            "[审渔船a1 ，。（\\n]{0,20}",
            prop::sample::select(HOSTILE).prop_map(str::to_owned),
        ], 0..5),
        caret in any::<prop::sample::Index>(),
        width in 2u16..60,
        height in 1u16..8,
        one_line in any::<bool>(),
    ) {
        let text = parts.concat();
        let mut field = if one_line { Field::line(text.replace(['\n', '\r'], " ")) } else { Field::block(text) };
        field.place_caret(caret.index(field.text().len() + 1));
        let (buffer, position) = show(&field, width, height);
        let before = &field.text()[..field.caret()];
        let row_start = if one_line {
            field.view().top
        } else {
            Rows::at(field.text(), Plain(field.wrap_width()), field.caret()).place().byte
        };
        let shown = text::clean(&before[row_start..]);
        let cells = text::cells(&before[row_start..]);
        if cells < usize::from(width) {
            prop_assert_eq!(usize::from(position.x - 2), cells);
            let row = &rows(&buffer)[usize::from(position.y)];
            prop_assert!(format!("{row:<80}").starts_with(&format!("  {shown}")), "{row:?} {shown:?}");
        }
    }
}
