use crate::cli::import::lines::LINE_LIMIT;
use crate::cli::import::tests::{all, bad, good, options, read_all};
use crate::cli::import::{Field, Format, Note, Problem};

fn rows(text: &str) -> Vec<Result<crate::cli::import::Row, crate::cli::import::BadRow>> {
    read_all(Format::JsonLines, text.as_bytes())
}

#[test]
fn each_line_is_a_row_and_reading_goes_on_after_a_bad_one() {
    let rows = rows(
        "{\"title\":\"一\",\"body\":\"甲\"}\n\n{\"title\":\n{\"标题\":\"二\",\"正文\":\"乙\"}\r\n",
    );
    let [one, two, three] = rows.as_slice() else {
        panic!("{rows:?}")
    };
    assert_eq!(one.as_ref().unwrap().place.line, Some(1));
    let two = two.as_ref().unwrap_err();
    assert_eq!(
        (two.place.line, &two.problem),
        (Some(3), &Problem::CutShort)
    );
    let three = three.as_ref().unwrap();
    assert_eq!(
        (three.place.line, three.title.as_str(), three.body.as_str()),
        (Some(4), "二", "乙")
    );
}

#[test]
fn what_is_wrong_with_a_line_is_told_apart() {
    let problems: Vec<Problem> = bad(rows(
        "{\"title\":\"a\",\"body\":}\n[1]\n42\n{\"title\":\"a\"} x\n{\"title\":\"a\n\"tex",
    ))
    .into_iter()
    .map(|bad| bad.problem)
    .collect();
    assert_eq!(
        problems,
        vec![
            Problem::NotJson { column: 21 },
            Problem::NotAnObject,
            Problem::NotAnObject,
            Problem::NotJson { column: 15 },
            Problem::CutShort,
            Problem::CutShort,
        ]
    );
}

#[test]
fn a_value_that_is_not_text_is_named_and_null_counts_as_absent() {
    let rows = bad(rows(
        "{\"title\":[1,{\"a\":2}],\"body\":\"b\"}\n{\"title\":null,\"body\":\"b\"}\n{\"title\":7.5,\"body\":\"b\"}",
    ));
    let found: Vec<_> = rows
        .iter()
        .map(|bad| (bad.field, bad.problem.clone()))
        .collect();
    assert_eq!(
        found,
        vec![
            (Some(Field::Title), Problem::NotText),
            (Some(Field::Title), Problem::Missing),
            (Some(Field::Title), Problem::NotText),
        ]
    );
}

#[test]
fn a_field_given_twice_is_refused() {
    let rows = bad(rows("{\"title\":\"a\",\"title\":\"b\",\"body\":\"c\"}"));
    assert_eq!(
        (rows[0].field, &rows[0].problem),
        (Some(Field::Title), &Problem::GivenTwice)
    );
}

#[test]
fn unknown_fields_are_kept_out_and_named_once_with_a_count() {
    let text = "{\"title\":\"a\",\"body\":\"b\",\"licence\":\"CC0\",\"score\":1}\n{\"title\":\"a\",\"body\":\"b\",\"licence\":[{}]}";
    let mut rows = crate::cli::import::read(
        Format::JsonLines,
        "in",
        std::io::Cursor::new(text),
        &options(),
    );
    assert_eq!(rows.by_ref().filter(Result::is_ok).count(), 2);
    let notes: Vec<_> = rows
        .notes()
        .iter()
        .map(|(note, tally)| (note, tally.most()))
        .collect();
    assert_eq!(
        notes,
        vec![(Note::FieldKeptOut, vec![("licence", 2), ("score", 1)])]
    );
}

#[test]
fn bytes_that_are_not_utf8_are_placed_by_line_and_character() {
    let mut bytes = "{\"title\":\"a\",\"body\":\"b\"}\n{\"title\":\"海"
        .as_bytes()
        .to_vec();
    bytes.extend(b"\xba\xa3\"}\n{\"title\":\"a\",\"body\":\"b\"}\n");
    let rows = read_all(Format::JsonLines, &bytes);
    assert_eq!(
        rows[1].as_ref().unwrap_err().problem,
        Problem::NotUtf8 {
            line: 2,
            column: 12
        }
    );
    assert!(rows[2].is_ok());
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_row() {
    assert_eq!(
        good(rows("\u{feff}{\"title\":\"a\",\"body\":\"b\"}")).len(),
        1
    );
}

#[test]
fn files_that_are_no_json_lines_get_one_answer_for_the_whole() {
    let whole = |bytes: &[u8]| -> Vec<Problem> {
        bad(read_all(Format::JsonLines, bytes))
            .into_iter()
            .map(|bad| bad.problem)
            .collect()
    };
    assert_eq!(
        whole(b"[{\"title\":\"a\"},\n{\"title\":\"b\"}]\n"),
        vec![Problem::JsonArray]
    );
    assert_eq!(
        whole(b"{\n  \"title\": \"a\"\n}\n"),
        vec![Problem::JsonSpread]
    );
    assert_eq!(whole(b"\xff\xfe{\0"), vec![Problem::Utf16]);
    assert_eq!(whole(b""), vec![Problem::EmptyFile]);
    assert_eq!(whole(b"\n \r\n"), vec![Problem::EmptyFile]);
}

#[test]
fn a_line_over_the_limit_is_skipped_and_the_next_is_read() {
    let long = format!(
        "{{\"title\":\"a\",\"body\":\"{}\"}}\n{{\"title\":\"a\",\"body\":\"b\"}}\n",
        "x".repeat(LINE_LIMIT)
    );
    let rows = all(crate::cli::import::read(
        Format::JsonLines,
        "in",
        std::io::Cursor::new(long),
        &options(),
    ));
    assert_eq!(
        rows[0].as_ref().unwrap_err().problem,
        Problem::LineTooLong { limit: LINE_LIMIT }
    );
    assert_eq!(rows[1].as_ref().unwrap().place.line, Some(2));
}

#[test]
fn deep_nesting_in_a_field_we_do_not_know_is_refused_or_skipped_but_never_overflows() {
    let deep = format!(
        "{{\"x\":{}\n{{\"title\":\"a\",\"body\":\"b\"}}",
        "[".repeat(200_000)
    );
    assert_eq!(rows(&deep).iter().filter(|row| row.is_ok()).count(), 1);
    let deep = format!(
        "{{\"title\":{}\n{{\"title\":\"a\",\"body\":\"b\"}}",
        "[".repeat(200_000)
    );
    assert_eq!(rows(&deep).iter().filter(|row| row.is_ok()).count(), 1);
}
