use super::*;
use proptest::prelude::*;

fn heard(bytes: &[u8]) -> Vec<Heard> {
    Parser::default().feed(bytes, false)
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Vec<Heard> {
    vec![Heard::Key(KeyEvent::new(code, modifiers))]
}

#[test]
fn letters_come_with_the_case_they_were_typed_in() {
    assert_eq!(heard(b"a"), key(KeyCode::Char('a'), KeyModifiers::NONE));
    assert_eq!(heard(b"A"), key(KeyCode::Char('A'), KeyModifiers::SHIFT));
    assert_eq!(
        heard("审".as_bytes()),
        key(KeyCode::Char('审'), KeyModifiers::NONE)
    );
}

#[test]
fn what_an_input_method_commits_at_once_comes_as_its_characters_in_order() {
    let typed: Vec<_> = heard("渔船回港".as_bytes())
        .into_iter()
        .map(|h| match h {
            Heard::Key(KeyEvent {
                code: KeyCode::Char(c),
                ..
            }) => c,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(typed, ['渔', '船', '回', '港']);
}

#[test]
fn every_spelling_of_a_key_is_that_key() {
    let none = KeyModifiers::NONE;
    let cases: &[(&[u8], KeyCode, KeyModifiers)] = &[
        (b"\r", KeyCode::Enter, none),
        (b"\x1bOM", KeyCode::Enter, none),
        (b"\t", KeyCode::Tab, none),
        (b"\x1b[Z", KeyCode::BackTab, KeyModifiers::SHIFT),
        (b"\x7f", KeyCode::Backspace, none),
        (b"\x08", KeyCode::Backspace, none),
        (b"\x1b", KeyCode::Esc, none),
        (b"\x1b[A", KeyCode::Up, none),
        (b"\x1bOA", KeyCode::Up, none),
        (b"\x1b[1;5C", KeyCode::Right, KeyModifiers::CONTROL),
        (b"\x1b[1;2D", KeyCode::Left, KeyModifiers::SHIFT),
        (b"\x1b\x1b[A", KeyCode::Up, KeyModifiers::ALT),
        (b"\x1b[H", KeyCode::Home, none),
        (b"\x1b[1~", KeyCode::Home, none),
        (b"\x1b[7~", KeyCode::Home, none),
        (b"\x1b[F", KeyCode::End, none),
        (b"\x1b[4~", KeyCode::End, none),
        (b"\x1b[3~", KeyCode::Delete, none),
        (b"\x1b[3;5~", KeyCode::Delete, KeyModifiers::CONTROL),
        (b"\x1b[5~", KeyCode::PageUp, none),
        (b"\x1bOP", KeyCode::F(1), none),
        (b"\x1b[[A", KeyCode::F(1), none),
        (b"\x1b[11~", KeyCode::F(1), none),
        (b"\x1b[15~", KeyCode::F(5), none),
        (b"\x1b[17~", KeyCode::F(6), none),
        (b"\x1b[24~", KeyCode::F(12), none),
        (b"\x1b[1;2R", KeyCode::F(3), KeyModifiers::SHIFT),
        (b"\x18", KeyCode::Char('x'), KeyModifiers::CONTROL),
        (b"\x00", KeyCode::Char(' '), KeyModifiers::CONTROL),
        (b"\x1f", KeyCode::Char('_'), KeyModifiers::CONTROL),
        (b"\x1bx", KeyCode::Char('x'), KeyModifiers::ALT),
        (b"\x1b]", KeyCode::Char(']'), KeyModifiers::ALT),
        (b"\x1b[13;2u", KeyCode::Enter, KeyModifiers::SHIFT),
        (b"\x1b[27;5;13~", KeyCode::Enter, KeyModifiers::CONTROL),
    ];
    for (bytes, code, modifiers) in cases {
        assert_eq!(
            heard(bytes),
            key(*code, *modifiers),
            "{:?}",
            String::from_utf8_lossy(bytes)
        );
    }
}

#[test]
fn what_a_terminal_reports_unasked_is_not_typing() {
    for report in [
        &b"\x1b[I"[..],
        b"\x1b[O",
        b"\x1b[24;80R",
        b"\x1b[?62;22c",
        b"\x1b[M !!",
        b"\x1b[<0;10;20M",
        b"\x1b]11;rgb:0000/0000/0000\x07",
        b"\x1b]11;rgb:0000/0000/0000\x1b\\",
        b"\x1bP>|term 1.0\x1b\\",
        b"\xff",
        b"\xc2\x9b",
    ] {
        let mut parser = Parser::default();
        assert_eq!(parser.feed(report, false), [], "{report:?}");
        assert_eq!(
            parser.feed(b"k", false),
            key(KeyCode::Char('k'), KeyModifiers::NONE),
            "{report:?}"
        );
    }
}

#[test]
fn a_paste_is_one_event_and_fires_no_keys() {
    assert_eq!(
        heard("\x1b[200~第一行\r\n第二行\rq\x1b[A\x1b[201~p".as_bytes()),
        vec![
            Heard::Paste("第一行\n第二行\nq\x1b[A".into()),
            Heard::Key(KeyEvent::new(KeyCode::Char('p'), KeyModifiers::NONE)),
        ]
    );
}

#[test]
fn a_paste_longer_than_the_limit_is_refused_whole() {
    let mut parser = Parser::default();
    assert_eq!(parser.feed(b"\x1b[200~", false), []);
    let piece = vec![b'x'; 1024 * 1024];
    for _ in 0..17 {
        assert_eq!(parser.feed(&piece, true), []);
    }
    assert_eq!(parser.feed(b"\x1b[201~", false), [Heard::PasteTooLong]);
    assert_eq!(parser.feed(b"k", false).len(), 1);
}

#[test]
fn a_paste_whose_end_was_lost_can_be_left() {
    let mut parser = Parser::default();
    parser.feed(b"\x1b[200~half", false);
    assert_eq!(parser.feed(b"k", false), []);
    assert_eq!(parser.feed(b"\x03", false), []);
    assert_eq!(parser.feed(b"k", false).len(), 1);
}

#[test]
fn an_escape_at_the_end_of_a_full_read_waits_for_the_rest() {
    let mut parser = Parser::default();
    assert_eq!(parser.feed(b"\x1b", true), []);
    assert_eq!(
        parser.feed(b"[A", false),
        key(KeyCode::Up, KeyModifiers::NONE)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_can_break_the_machine(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut parser = Parser::default();
        for heard in parser.feed(&bytes, false) {
            if let Heard::Key(KeyEvent { code: KeyCode::Char(c), .. }) = heard {
                prop_assert!(!c.is_control());
            }
        }
    }

    #[test]
    fn where_a_read_was_cut_makes_no_difference(
        parts in proptest::collection::vec(
            prop_oneof![
                Just("a".to_owned()), Just("审".to_owned()), Just("\x1b[A".to_owned()), Just("\x1b[1;5C".to_owned()),
                Just("\x1bOP".to_owned()), Just("\x1b[200~一\r\n二\x1b[201~".to_owned()), Just("\x1b[24~".to_owned()), Just("\r".to_owned()),
            ],
            1..12,
        ),
        cut in any::<prop::sample::Index>(),
    ) {
        let bytes = parts.concat().into_bytes();
        let whole = Parser::default().feed(&bytes, false);
        let mut parser = Parser::default();
        let cut = cut.index(bytes.len() + 1);
        let mut pieces = parser.feed(&bytes[..cut], true);
        pieces.extend(parser.feed(&bytes[cut..], false));
        prop_assert_eq!(whole, pieces);
    }
}
