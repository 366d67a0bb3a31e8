use super::*;
use proptest::prelude::*;
use ratatui::style::Style;

/// A terminal that remembers each write by itself.
struct Line {
    screen: vt100::Parser,
    writes: Vec<Vec<u8>>,
}

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.screen.process(bytes);
        self.writes.push(bytes.to_vec());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn terminal(width: u16, height: u16, palette: Palette) -> Terminal<TermBackend<Line>> {
    let line = Line {
        screen: vt100::Parser::new(height.try_into().unwrap(), width.try_into().unwrap(), 0),
        writes: Vec::new(),
    };
    Terminal::new(TermBackend::new(line, Size { width, height }, palette)).unwrap()
}

fn draw(terminal: &mut Terminal<TermBackend<Line>>, frame: &Buffer, cursor: Option<Position>) {
    terminal
        .draw(|f| {
            f.buffer_mut().clone_from(frame);
            settle(f.buffer_mut());
            if let Some(cursor) = cursor {
                f.set_cursor_position(cursor);
            }
        })
        .unwrap();
}

fn texts(width: u16, height: u16, lines: &[&str]) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    for (y, line) in lines.iter().enumerate() {
        buffer.set_string(0, y as u16, line, Style::new());
    }
    buffer
}

fn colour(colour: Color) -> vt100::Color {
    ansi(colour).map_or(vt100::Color::Default, vt100::Color::Idx)
}

/// Every cell of the terminal against the same cell of the frame.
fn compare(terminal: &Terminal<TermBackend<Line>>, frame: &Buffer) -> Result<(), String> {
    let screen = terminal.backend().writer().screen.screen();
    let mut frame = frame.clone();
    settle(&mut frame);
    for y in 0..frame.area.height {
        let mut half = false;
        for x in 0..frame.area.width {
            let wanted = &frame[(x, y)];
            let shown = screen.cell(y, x).ok_or("no such cell")?;
            if std::mem::take(&mut half) {
                if !shown.is_wide_continuation() {
                    return Err(format!(
                        "{x},{y}: the second half of a glyph is {:?}",
                        shown.contents()
                    ));
                }
                continue;
            }
            half = wanted.cell_width() == 2;
            let contents = match shown.contents() {
                "" => " ",
                contents => contents,
            };
            if contents != wanted.symbol() {
                return Err(format!(
                    "{x},{y}: {contents:?} instead of {:?}",
                    wanted.symbol()
                ));
            }
            let visible = wanted.symbol() != " ";
            let modifier = wanted.modifier;
            let same = shown.bgcolor() == colour(wanted.bg)
                && (!visible || shown.fgcolor() == colour(wanted.fg))
                && (!visible || shown.bold() == modifier.contains(Modifier::BOLD))
                && shown.underline() == modifier.contains(Modifier::UNDERLINED)
                && shown.inverse() == modifier.contains(Modifier::REVERSED);
            if !same {
                return Err(format!(
                    "{x},{y}: the style of {contents:?} is not {:?}",
                    wanted.style()
                ));
            }
        }
    }
    Ok(())
}

#[test]
fn a_frame_is_one_write_and_an_unchanged_frame_is_none() {
    let mut terminal = terminal(40, 6, Palette::Sixteen);
    let frame = texts(40, 6, &["沿海渔船回港避风情况", "复核 9", "", "周敏"]);
    draw(&mut terminal, &frame, None);
    assert_eq!(terminal.backend().writer().writes.len(), 1);
    compare(&terminal, &frame).unwrap();
    draw(&mut terminal, &frame, None);
    assert_eq!(terminal.backend().writer().writes.len(), 1);
}

#[test]
fn a_frame_is_a_synchronized_update() {
    let mut terminal = terminal(40, 6, Palette::Sixteen);
    draw(&mut terminal, &texts(40, 6, &["a"]), None);
    let first = &terminal.backend().writer().writes[0];
    assert!(first.starts_with(BEGIN_UPDATE) && first.ends_with(END_UPDATE));
}

#[test]
fn one_letter_typed_costs_a_few_bytes() {
    let mut terminal = terminal(80, 24, Palette::Sixteen);
    let at = |x| Some(Position::new(x, 5));
    draw(
        &mut terminal,
        &texts(80, 24, &["", "", "", "", "", "退回理"]),
        at(6),
    );
    draw(
        &mut terminal,
        &texts(80, 24, &["", "", "", "", "", "退回理由"]),
        at(8),
    );
    let last = terminal.backend().writer().writes.last().unwrap();
    assert_eq!(
        last.len(),
        BEGIN_UPDATE.len() + "由".len() + END_UPDATE.len(),
        "{:?}",
        String::from_utf8_lossy(last)
    );
    draw(
        &mut terminal,
        &texts(80, 24, &["", "", "", "", "", "退回理由"]),
        at(6),
    );
    let last = terminal.backend().writer().writes.last().unwrap();
    assert_eq!(last, b"\x1b[2D");
}

#[test]
fn a_shorter_row_is_erased_and_not_filled_with_blanks() {
    let mut terminal = terminal(60, 3, Palette::Sixteen);
    draw(
        &mut terminal,
        &texts(60, 3, &["沿海渔船回港避风情况沿海渔船回港避风情况"]),
        None,
    );
    let frame = texts(60, 3, &["沿海"]);
    draw(&mut terminal, &frame, None);
    compare(&terminal, &frame).unwrap();
    let last =
        String::from_utf8(terminal.backend().writer().writes.last().unwrap().clone()).unwrap();
    assert!(last.contains("\x1b[K") && !last.contains("  "), "{last:?}");
}

#[test]
fn a_background_up_to_the_edge_is_not_erased_away() {
    let mut terminal = terminal(20, 2, Palette::Sixteen);
    draw(
        &mut terminal,
        &texts(20, 2, &["xxxxxxxxxxxxxxxxxxxx"]),
        None,
    );
    let mut frame = texts(20, 2, &["标题"]);
    frame.set_style(Rect::new(0, 0, 20, 1), Style::new().bg(Color::Blue));
    draw(&mut terminal, &frame, None);
    compare(&terminal, &frame).unwrap();
}

#[test]
fn without_colour_no_colour_is_sent() {
    let mut terminal = terminal(20, 1, Palette::Attributes);
    let mut frame = texts(20, 1, &["特急"]);
    frame.set_style(
        Rect::new(0, 0, 4, 1),
        Style::new()
            .fg(Color::Red)
            .bg(Color::Blue)
            .add_modifier(Modifier::BOLD),
    );
    draw(&mut terminal, &frame, None);
    let sent = String::from_utf8_lossy(&terminal.backend().writer().writes.concat()).into_owned();
    assert!(
        sent.contains("\x1b[1m") && !sent.contains("31") && !sent.contains("44"),
        "{sent:?}"
    );
}

#[test]
fn colours_outside_the_sixteen_are_not_sent() {
    let mut terminal = terminal(20, 1, Palette::Sixteen);
    let mut frame = texts(20, 1, &["ab"]);
    frame.set_style(
        Rect::new(0, 0, 1, 1),
        Style::new().fg(Color::Rgb(1, 2, 3)).bg(Color::Indexed(200)),
    );
    frame.set_style(Rect::new(1, 0, 1, 1), Style::new().fg(Color::LightRed));
    draw(&mut terminal, &frame, None);
    let sent = String::from_utf8_lossy(&terminal.backend().writer().writes.concat()).into_owned();
    assert!(
        sent.contains("\x1b[91m") && !sent.contains("38;"),
        "{sent:?}"
    );
}

/// Invariant 75.
#[test]
fn a_control_character_in_a_cell_never_reaches_the_terminal() {
    let mut backend = TermBackend::new(Vec::new(), Size::new(10, 1), Palette::Sixteen);
    for symbol in [
        "\x1b",
        "\x1b[2J",
        "\u{9b}",
        "a\u{202e}",
        "\u{7}",
        "\u{200b}",
        "\u{2066}x",
    ] {
        let mut cell = Cell::EMPTY;
        cell.set_symbol(symbol);
        backend.draw([(0, 0, &cell)].into_iter()).unwrap();
        backend.forget();
        backend.flush().unwrap();
    }
    let sent = String::from_utf8(backend.writer().clone()).unwrap();
    let words = sent
        .replace("\x1b[?2026h", "")
        .replace("\x1b[?2026l", "")
        .replace("\x1b[2J", "")
        .replace("\x1b[m", "")
        .replace("\x1b[H", "")
        .replace("\x1b[?25l", "");
    assert_eq!(words, "???????");
}

#[test]
fn after_another_program_the_whole_frame_is_drawn_again() {
    let mut terminal = terminal(30, 3, Palette::Sixteen);
    let frame = texts(30, 3, &["沿海渔船", "回港"]);
    draw(&mut terminal, &frame, None);
    terminal
        .backend_mut()
        .pass(b"\x1b[1;1H\x1b[31mgarbage\x1b[3;20Hmore")
        .unwrap();
    terminal.backend_mut().forget();
    draw(&mut terminal, &frame, None);
    compare(&terminal, &frame).unwrap();
}

#[test]
fn a_new_size_is_drawn_whole() {
    let mut terminal = terminal(30, 3, Palette::Sixteen);
    draw(&mut terminal, &texts(30, 3, &["沿海渔船"]), None);
    resize(&mut terminal, Size::new(20, 5)).unwrap();
    terminal
        .backend_mut()
        .out
        .screen
        .screen_mut()
        .set_size(5.try_into().unwrap(), 20.try_into().unwrap());
    let frame = texts(20, 5, &["沿海渔船", "", "", "", "回港"]);
    draw(&mut terminal, &frame, None);
    compare(&terminal, &frame).unwrap();
}

#[test]
fn a_window_made_larger_and_smaller_again_between_frames_keeps_its_picture() {
    let mut terminal = terminal(30, 3, Palette::Sixteen);
    let frame = texts(30, 3, &["沿海渔船", "回港"]);
    draw(&mut terminal, &frame, None);
    for size in [Size::new(50, 9), Size::new(30, 3), Size::new(30, 3)] {
        resize(&mut terminal, size).unwrap();
    }
    draw(&mut terminal, &frame, None);
    compare(&terminal, &frame).unwrap();
}

#[test]
fn a_word_in_a_style_is_not_interrupted_by_its_blanks() {
    let mut terminal = terminal(30, 1, Palette::Sixteen);
    let mut frame = texts(30, 1, &["one two three"]);
    frame.set_style(Rect::new(0, 0, 13, 1), Style::new().fg(Color::Cyan));
    draw(&mut terminal, &frame, None);
    let sent = String::from_utf8_lossy(&terminal.backend().writer().writes.concat()).into_owned();
    assert!(sent.contains("one two three"), "{sent:?}");
}

#[test]
fn a_terminal_that_is_gone_is_an_error_and_not_a_panic() {
    struct Gone;
    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut backend = TermBackend::new(Gone, Size::new(4, 1), Palette::Sixteen);
    assert!(backend.flush().is_err());
}

#[derive(Debug, Clone)]
struct Stroke {
    x: u16,
    y: u16,
    text: String,
    style: Style,
}

fn stroke() -> impl Strategy<Value = Stroke> {
    let text = prop_oneof![
        "[ a-z─│]{1,12}",
        "[沿海渔船回港，。]{1,10}",
        "[a海 b船]{1,14}",
        Just(" ".repeat(12)),
        Just("e\u{301}港e\u{301}".to_owned()),
    ];
    let colours = prop::sample::select(vec![
        Color::Reset,
        Color::Red,
        Color::LightBlue,
        Color::White,
        Color::DarkGray,
    ]);
    let modifiers = prop::sample::select(vec![
        Modifier::empty(),
        Modifier::BOLD,
        Modifier::REVERSED,
        Modifier::UNDERLINED.union(Modifier::BOLD),
    ]);
    (0u16..24, 0u16..6, text, colours.clone(), colours, modifiers).prop_map(
        |(x, y, text, fg, bg, modifier)| Stroke {
            x,
            y,
            text,
            style: Style::new().fg(fg).bg(bg).add_modifier(modifier),
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is drawn over whatever, at odd and even columns, the terminal shows the frame, cell by cell.
    #[test]
    fn the_terminal_shows_every_frame_as_it_is(
        frames in proptest::collection::vec(proptest::collection::vec(stroke(), 0..12), 1..6),
        keep in any::<bool>(),
        cursor in (0u16..23, 0u16..6),
    ) {
        let area = Rect::new(0, 0, 23, 6);
        let mut terminal = terminal(area.width, area.height, Palette::Sixteen);
        let mut frame = Buffer::empty(area);
        for strokes in frames {
            if !keep {
                frame.reset();
            }
            for stroke in strokes.iter().filter(|stroke| stroke.x < area.width) {
                frame.set_stringn(stroke.x, stroke.y, &stroke.text, 40, stroke.style);
            }
            draw(&mut terminal, &frame, Some(Position::new(cursor.0, cursor.1)));
            if let Err(difference) = compare(&terminal, &frame) {
                return Err(TestCaseError::fail(difference));
            }
            let screen = terminal.backend().writer().screen.screen();
            prop_assert_eq!(screen.cursor_position(), (cursor.1, cursor.0));
            prop_assert!(!screen.hide_cursor());
        }
    }
}
