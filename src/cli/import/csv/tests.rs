use super::*;
use crate::cli::import::tests::{bad, good, options, read_all};
use crate::cli::import::{BadRow, Field, Format, Note, Problem, Row};
use crate::domain::report::Channel;

fn rows(text: &str) -> Vec<Result<Row, BadRow>> {
    read_all(Format::Csv, text.as_bytes())
}

fn problems(text: &str) -> Vec<(Option<u64>, Problem)> {
    bad(rows(text))
        .into_iter()
        .map(|bad| (bad.place.line, bad.problem))
        .collect()
}

#[test]
fn columns_are_found_by_name_in_any_order_and_language() {
    let rows = good(rows("渠道,正文,标题,来源\n约稿,\"甲，乙\",一,x\n"));
    assert_eq!(rows[0].title, "一");
    assert_eq!(rows[0].body, "甲，乙");
    assert_eq!(rows[0].channel, Some(Channel::Commissioned));
}

#[test]
fn comma_semicolon_and_tab_are_told_by_the_header() {
    for separator in [',', ';', '\t'] {
        let text = format!("title{separator}body\nA{separator}\"a,b;c\td\"\n");
        assert_eq!(good(rows(&text))[0].body, "a,b;c\td", "{separator:?}");
    }
}

#[test]
fn quoted_line_ends_belong_to_the_cell_and_lines_are_counted_on() {
    let rows = rows("\u{feff}title,body\r\n\r\nA,\"one\ntwo \"\"2\"\"\"\r\nB\r\nC,c\r\n");
    assert_eq!(rows[0].as_ref().unwrap().body, "one\ntwo \"2\"");
    assert_eq!(rows[0].as_ref().unwrap().place.line, Some(3));
    let short = rows[1].as_ref().unwrap_err();
    assert_eq!(
        (short.place.line, &short.problem),
        (
            Some(5),
            &Problem::WrongColumns {
                expected: 2,
                found: 1
            }
        )
    );
    assert_eq!(rows[2].as_ref().unwrap().place.line, Some(6));
}

#[test]
fn missing_columns_are_one_error_that_names_them_and_those_found() {
    assert_eq!(
        problems("标题,内文,日期\na,b,c\nd,e,f\n"),
        vec![(
            Some(1),
            Problem::MissingColumns {
                missing: vec![Field::Body],
                found: vec!["标题".into(), "内文".into(), "日期".into()]
            }
        )]
    );
}

#[test]
fn two_columns_of_one_name_are_refused_and_two_names_of_one_field_are_not() {
    assert_eq!(
        problems("title,body,Title\na,b,c\n"),
        vec![(Some(1), Problem::RepeatedColumn)]
    );
    assert_eq!(good(rows("title,content,body\na,b,c\n"))[0].body, "c");
}

#[test]
fn a_header_may_hold_line_ends() {
    assert_eq!(good(rows("title,body,\"报送\n单位\"\na,b,x\n")).len(), 1);
}

#[test]
fn stray_separators_and_blank_rows_of_a_spreadsheet_are_no_fault() {
    let rows = rows("title,body\nA,a,,\n,,,\n,\nB,b\n");
    assert_eq!(
        good(rows)
            .iter()
            .map(|row| row.title.clone())
            .collect::<Vec<_>>(),
        vec!["A", "B"]
    );
    assert_eq!(
        problems("title,body\nA,a,more\n"),
        vec![(
            Some(2),
            Problem::WrongColumns {
                expected: 2,
                found: 3
            }
        )]
    );
}

#[test]
fn an_open_quotation_mark_is_named_as_such() {
    assert_eq!(
        problems("title,body\nA,\"a\nB,b\nC,c\n"),
        vec![(Some(2), Problem::QuoteOpen)]
    );
    let rows = good(rows("title,body\n5\" pipe,b\nB,b\n"));
    assert_eq!(
        rows[0].title, "5\" pipe",
        "a mark inside a plain cell is text"
    );
}

#[test]
fn a_record_over_the_limit_is_parsed_to_its_end_without_being_held() {
    let text = format!(
        "title,body\nA,\"{}\"\nB,b\n",
        "x\n".repeat(LINE_LIMIT / 2 + 1)
    );
    let mut records = Records::new(Cursor::new(text.as_bytes()), b',');
    records.next_record().unwrap();
    let long = records.next_record().unwrap().unwrap();
    assert_eq!(long.size, Size::TooLong);
    assert!(
        records.data.len() <= 3 * LINE_LIMIT,
        "{}",
        records.data.len()
    );

    let rows = rows(&text);
    assert_eq!(
        rows[0].as_ref().unwrap_err().problem,
        Problem::LineTooLong { limit: LINE_LIMIT }
    );
    assert_eq!(
        rows[1].as_ref().unwrap().place.line,
        Some(LINE_LIMIT as u64 / 2 + 4)
    );
}

#[test]
fn more_columns_than_any_header_has_are_counted_and_not_held() {
    let text = format!("title,body\n{}\nB,b\n", "a,".repeat(100_000));
    let rows = rows(&text);
    assert_eq!(
        rows[0].as_ref().unwrap_err().problem,
        Problem::WrongColumns {
            expected: 2,
            found: 100_001
        }
    );
    assert!(rows[1].is_ok());
}

#[test]
fn gb18030_is_placed_by_line_and_character_in_the_header_and_in_rows() {
    let header = read_all(Format::Csv, b"title,\xd5\xfd\xce\xc4\na,b\n");
    assert_eq!(
        bad(header)[0].problem,
        Problem::NotUtf8 { line: 1, column: 7 }
    );
    let rows = read_all(Format::Csv, b"title,body\na,\"x\ny\xd5\xfd\"\nb,c\n");
    assert_eq!(
        rows[0].as_ref().unwrap_err().problem,
        Problem::NotUtf8 { line: 3, column: 2 }
    );
    assert!(rows[1].is_ok());
    let utf16 = read_all(Format::Csv, b"\xff\xfet\0i\0");
    assert_eq!(bad(utf16)[0].problem, Problem::Utf16);
}

#[test]
fn a_file_without_rows_says_so() {
    assert_eq!(problems(""), vec![(None, Problem::EmptyFile)]);
    assert_eq!(problems("title,body\n\n"), vec![(None, Problem::EmptyFile)]);
}

#[test]
fn columns_kept_out_are_counted_where_they_hold_something() {
    let text = "title,body,来源,\na,b,x,\nc,d,,\ne,f,y,z\n";
    let mut rows = crate::cli::import::read(Format::Csv, "in", Cursor::new(text), &options());
    assert_eq!(rows.by_ref().filter(Result::is_ok).count(), 3);
    let notes: Vec<_> = rows
        .notes()
        .iter()
        .map(|(note, tally)| (note, tally.most()))
        .collect();
    assert_eq!(
        notes,
        vec![(Note::FieldKeptOut, vec![("来源", 2), ("#4", 1)])]
    );
}

#[test]
fn a_hundred_thousand_rows_are_read_holding_one() {
    let body = "甲".repeat(200);
    let mut text = String::from("title,body\n");
    for number in 0..100_000 {
        text.push_str(&format!("t{number},{body}\n"));
    }
    let mut records = Records::new(Cursor::new(text.as_bytes()), b',');
    let mut count = 0;
    while records.next_record().unwrap().is_some() {
        count += 1;
    }
    assert_eq!(count, 100_001);
    assert!(records.data.len() + records.raw.capacity() < 64 << 10);
}
