use super::*;
use crate::cli::import::row::Place;
use crate::cli::import::tests::options;
use crate::cli::import::{Field, Format, Problem};

fn bad(line: Option<u64>, field: Option<Field>, value: Option<&str>, problem: Problem) -> BadRow {
    BadRow {
        place: Place {
            file: "来稿/七月.csv".into(),
            line,
        },
        field,
        value: value.map(str::to_owned),
        problem,
    }
}

fn three() -> Vec<BadRow> {
    vec![
        bad(
            Some(12),
            Some(Field::Channel),
            Some("特别交通消息"),
            Problem::UnknownChannel,
        ),
        bad(
            Some(1_045),
            None,
            None,
            Problem::WrongColumns {
                expected: 4,
                found: 3,
            },
        ),
        bad(
            None,
            Some(Field::Title),
            Some("a\u{1b}[31m\u{7}"),
            Problem::Nul,
        ),
    ]
}

#[test]
fn in_a_wide_window_each_bad_row_is_one_line_with_aligned_columns() {
    let table = table(&three(), Lang::En, None, 100);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 4);
    let remedy = |line: &str, word: &str| cells(line.split_once(word).unwrap().0);
    let column = remedy(lines[0], "What to do");
    assert_eq!(remedy(lines[1], "use one of"), column);
    assert_eq!(remedy(lines[2], "check separators"), column);
    assert!(lines[2].contains("1045"));
}

#[test]
fn in_a_narrow_window_nothing_is_cut_off_and_no_line_is_too_wide() {
    for lang in [Lang::Zh, Lang::En] {
        for width in [60, 80, 100] {
            let table = table(&three(), lang, Some(width), 100);
            for line in table.lines() {
                assert!(cells(line) <= width, "{width}: {line}");
            }
            let joined: String = table.split_whitespace().collect();
            let remedy: String = Problem::UnknownChannel
                .remedy(None, lang)
                .split_whitespace()
                .collect();
            let commissioned = remedy.contains("commissioned") && joined.contains("--channel");
            assert!(commissioned, "{table}");
        }
    }
}

/// Invariant 75.
#[test]
fn nothing_of_the_file_reaches_the_terminal_raw() {
    let table = table(&three(), Lang::Zh, Some(80), 100);
    assert!(
        !table.chars().any(|c| c.is_control() && c != '\n'),
        "{table:?}"
    );
}

#[test]
fn rows_beyond_those_shown_are_counted() {
    let many: Vec<BadRow> = (1..=50)
        .map(|line| bad(Some(line), None, None, Problem::CutShort))
        .collect();
    let table = table(&many, Lang::En, None, 10);
    assert_eq!(table.lines().count(), 12);
    assert!(table.lines().last().unwrap().contains("40"));
}

#[test]
fn a_script_gets_file_line_field_code_and_the_raw_value() {
    let line = json_line(&three()[0], Lang::Zh).unwrap();
    let json: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(json["file"], "来稿/七月.csv");
    assert_eq!(
        (&json["line"], &json["field"], &json["code"]),
        (&12.into(), &"channel".into(), &"unknown_channel".into())
    );
    assert_eq!(json["value"], "特别交通消息");
}

#[test]
fn every_problem_has_a_code_of_its_own_and_a_sentence_and_remedy_in_both_languages() {
    use crate::cli::import::DocxFault::*;
    let problems = vec![
        Problem::Unreadable(std::io::ErrorKind::NotFound),
        Problem::UnknownFormat,
        Problem::EmptyFile,
        Problem::Utf16,
        Problem::JsonArray,
        Problem::JsonSpread,
        Problem::MissingColumns {
            missing: vec![Field::Title],
            found: vec!["x".into()],
        },
        Problem::RepeatedColumn,
        Problem::FrontMatterOpen,
        Problem::FrontMatterLine,
        Problem::NotUtf8 { line: 1, column: 2 },
        Problem::LineTooLong { limit: 1 },
        Problem::RowTooLarge { bytes: 2, limit: 1 },
        Problem::Missing,
        Problem::GivenTwice,
        Problem::Nul,
        Problem::UnknownChannel,
        Problem::UnknownUrgency,
        Problem::UnknownUnit,
        Problem::NotJson { column: 1 },
        Problem::CutShort,
        Problem::NotAnObject,
        Problem::NotText,
        Problem::WrongColumns {
            expected: 1,
            found: 2,
        },
        Problem::QuoteOpen,
        Problem::TextBeforeTitle,
    ];
    let word = [
        NotZip,
        OldWord,
        Encrypted,
        Damaged,
        NoDocument,
        DocumentType,
        OutOfBounds,
        NoText,
    ]
    .map(Problem::Docx);
    let all: Vec<Problem> = problems.into_iter().chain(word).collect();
    let mut codes: Vec<&str> = all.iter().map(Problem::code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), all.len());
    for problem in &all {
        assert_ne!(problem.sentence(Lang::Zh), problem.sentence(Lang::En));
        assert_ne!(
            problem.remedy(None, Lang::Zh),
            problem.remedy(None, Lang::En)
        );
    }
}

#[test]
fn the_summary_names_each_field_kept_out_once_and_a_few_of_many_times() {
    let lines: String = (0..30)
        .map(|n| {
            format!(
                "{{\"title\":\"a\",\"body\":\"b\",\"field{}\":1,\"licence\":2,\"date\":\"day {n}\"}}\n",
                n % 15
            )
        })
        .collect();
    let mut rows = crate::cli::import::read(
        Format::JsonLines,
        "in",
        std::io::Cursor::new(lines),
        &options(),
    );
    assert_eq!(rows.by_ref().filter(Result::is_ok).count(), 30);
    let summary = summary(30, 0, rows.notes(), Lang::En);
    let [_, fields, times] = summary.as_slice() else {
        panic!("{summary:?}")
    };
    assert_eq!(fields.matches("licence").count(), 1);
    assert!(
        fields.contains("licence (30)") && !fields.contains("others"),
        "{fields}"
    );
    assert!(
        (0..15).all(|n| fields.contains(&format!("field{n} (2)"))),
        "{fields}"
    );
    assert!(times.ends_with("25 others"), "{times}");
}
