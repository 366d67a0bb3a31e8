use super::*;
use crate::domain::report::Channel;
use crate::messages::Lang;
use proptest::prelude::*;
use std::io::Cursor;
use std::path::PathBuf;

/// A unit given by flag, so that rows need none.
pub(super) fn options() -> Arc<ImportOptions> {
    let now = "2026-08-01T00:00:00Z".parse().unwrap();
    Arc::new(ImportOptions {
        unit: Some("haishu".into()),
        ..ImportOptions::new(now)
    })
}

pub(super) fn all(rows: Rows) -> Vec<Result<Row, BadRow>> {
    rows.collect()
}

pub(super) fn read_all(format: Format, bytes: &[u8]) -> Vec<Result<Row, BadRow>> {
    all(read(format, "in", Cursor::new(bytes.to_vec()), &options()))
}

/// The rows, all of which must be good.
pub(super) fn good(rows: Vec<Result<Row, BadRow>>) -> Vec<Row> {
    rows.into_iter().map(|row| row.unwrap()).collect()
}

/// The bad rows, of rows none of which may be good.
pub(super) fn bad(rows: Vec<Result<Row, BadRow>>) -> Vec<BadRow> {
    rows.into_iter().map(|row| row.unwrap_err()).collect()
}

#[test]
fn the_format_is_told_by_the_ending() {
    assert_eq!(Format::of(Path::new("a/b.JSONL")), Some(Format::JsonLines));
    assert_eq!(Format::of(Path::new("b.tsv")), Some(Format::Csv));
    assert_eq!(Format::of(Path::new("b.doc")), None);
    assert_eq!(Format::of(Path::new("b")), None);
}

#[test]
fn a_file_that_cannot_be_opened_is_one_bad_row_that_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("没有.csv");
    let rows = bad(open(&missing, &options()).collect());
    assert_eq!(
        rows[0].problem,
        Problem::Unreadable(std::io::ErrorKind::NotFound)
    );
    assert_eq!(&*rows[0].place.file, missing.display().to_string());

    let inside = folder.path().join("x.md");
    std::fs::create_dir(&inside).unwrap();
    let rows = bad(open(&inside, &options()).collect());
    assert_eq!(
        rows[0].problem,
        Problem::Unreadable(std::io::ErrorKind::IsADirectory)
    );

    let rows = bad(open(Path::new("报告.wps"), &options()).collect());
    assert_eq!(rows[0].problem, Problem::UnknownFormat);
}

/// A file that fails in the middle, as one on a network drive may.
struct Failing(Cursor<Vec<u8>>);

impl Read for Failing {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(std::io::ErrorKind::TimedOut.into()),
            read => Ok(read),
        }
    }
}

#[test]
fn a_file_that_fails_in_the_middle_ends_with_a_bad_row_and_nothing_half_read_goes_in() {
    for (format, text, whole) in [
        (
            Format::JsonLines,
            "{\"title\":\"a\",\"body\":\"b\"}\n{\"title\":\"c\",\"bo",
            1,
        ),
        (Format::Markdown, "# a\nb\n# c\nd", 1),
        (Format::Docx, "PK", 0),
    ] {
        let rows = all(read(
            format,
            "in",
            Failing(Cursor::new(text.into())),
            &options(),
        ));
        assert_eq!(rows.len(), whole + 1, "{format:?} {rows:?}");
        assert_eq!(
            rows.last().unwrap().as_ref().unwrap_err().problem,
            Problem::Unreadable(std::io::ErrorKind::TimedOut)
        );
    }
}

const FORMATS: [Format; 4] = [
    Format::JsonLines,
    Format::Csv,
    Format::Markdown,
    Format::Docx,
];

/// Pieces that files are made of, so that chance gets past the first byte.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let known = prop::sample::select(vec![
        "title",
        "body",
        ",",
        ";",
        "\t",
        "\"",
        "\n",
        "\r\n",
        "---\n",
        "# ",
        "```\n",
        ": ",
        "{\"title\":",
        "\"a\"",
        "}",
        "[",
        "\\ud800",
        "\u{feff}",
        "正文",
        "标题",
        "PK\u{3}\u{4}",
        "PK\u{1}\u{2}",
        "PK\u{5}\u{6}",
        "\0",
        "null",
        "unit",
    ]);
    let piece = prop_oneof![
        4 => known.prop_map(|piece: &str| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..12),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn bounded() -> ProptestConfig {
    ProptestConfig {
        cases: 256,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(bounded())]

    /// Every reader ends, whatever the bytes, and what it says keeps to its width, holds no control character and can be
    /// read by a script. Invariant 75.
    #[test]
    fn no_bytes_upset_any_reader(bytes in pieces()) {
        for format in FORMATS {
            let rows = read_all(format, &bytes);
            let bad: Vec<BadRow> = rows.into_iter().filter_map(Result::err).collect();
            for lang in [Lang::Zh, Lang::En] {
                let table = table(&bad, lang, Some(80), 20);
                prop_assert!(!table.chars().any(|c| c.is_control() && c != '\n'), "{table:?}");
                prop_assert!(table.lines().all(|line| crate::text::cells(line) <= 80), "{table}");
                for row in &bad {
                    let line = json_line(row, lang).unwrap();
                    prop_assert!(serde_json::from_str::<serde_json::Value>(&line).is_ok());
                    prop_assert!(!line.contains('\n'));
                }
            }
        }
    }

    /// Rows in are rows out and bad rows, one for one and in order, in JSON Lines.
    #[test]
    fn each_json_line_comes_out_once(lines in prop::collection::vec(prop_oneof![
        Just("{\"title\":\"t\",\"body\":\"b\"}"), Just("{\"title\":\"t\"}"), Just("{"), Just("nonsense"), Just("{\"title\":1,\"body\":\"b\"}"),
    ], 1..60)) {
        // The first line is good, so that the file is not refused as a whole.
        let text = format!("{{\"title\":\"t\",\"body\":\"b\"}}\n{}\n", lines.join("\n"));
        let rows = read_all(Format::JsonLines, text.as_bytes());
        prop_assert_eq!(rows.len(), lines.len() + 1);
        for (number, (row, line)) in rows.iter().skip(1).zip(&lines).enumerate() {
            prop_assert_eq!(row.is_ok(), line.contains("\"b\"") && !line.contains('1'));
            let place = row.as_ref().map_or_else(|bad| &bad.place, |good| &good.place);
            prop_assert_eq!(place.line, Some(number as u64 + 2));
        }
    }

    /// What was written comes back, whatever stands in the cells, for each separator.
    #[test]
    fn each_csv_record_comes_out_once_as_it_was(
        records in prop::collection::vec(("[a-z\"\n,;\t 甲乙丙丁]{0,12}", "[a-z\"\r\n,;\t 甲乙丙丁]{0,30}"), 1..20),
        separator in prop::sample::select(vec![b',', b';', b'\t']),
    ) {
        let mut writer = ::csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
        writer.write_record(["title", "body"]).unwrap();
        for (title, body) in &records {
            writer.write_record([title, body]).unwrap();
        }
        let rows = read_all(Format::Csv, &writer.into_inner().unwrap());
        let blank = |text: &String| text.trim().is_empty();
        let wanted: Vec<_> = records.iter().filter(|(title, body)| !blank(title) || !blank(body)).collect();
        if wanted.is_empty() {
            prop_assert_eq!(&rows[0].as_ref().unwrap_err().problem, &Problem::EmptyFile);
        } else {
            prop_assert_eq!(rows.len(), wanted.len());
        }
        for (row, (title, body)) in rows.iter().zip(wanted) {
            match row {
                Ok(row) => prop_assert_eq!((row.title.as_str(), &row.body), (title.trim(), body)),
                Err(bad) => {
                    prop_assert_eq!(&bad.problem, &Problem::Missing);
                    prop_assert!(blank(title) || blank(body));
                }
            }
        }
    }

    /// Each heading of a Markdown file is one row.
    #[test]
    fn each_markdown_report_comes_out_once(bodies in prop::collection::vec("[a-z甲乙丙丁\n]{0,20}", 1..20)) {
        let text: String = bodies.iter().enumerate().map(|(number, body)| format!("# t{number}\n{body}\n")).collect();
        let rows = read_all(Format::Markdown, text.as_bytes());
        prop_assert_eq!(rows.len(), bodies.len());
        for (row, body) in rows.iter().zip(&bodies) {
            prop_assert_eq!(row.as_ref().ok().map(|row| row.body.clone()), Some(body.trim_matches('\n').to_owned()).filter(|body| !body.is_empty()));
        }
    }
}

/// Files from outside that lie beside the project, where there are any.
fn outside(path: &str) -> Option<PathBuf> {
    let here = std::env::var_os("CARGO_MANIFEST_DIR")?;
    Some(PathBuf::from(here).parent()?.join("shared/data").join(path)).filter(|path| path.exists())
}

#[test]
fn real_reports_go_in_whole_with_defaults_for_unit_and_channel() {
    let defaults = Arc::new(ImportOptions {
        channel: Some(Channel::Routine),
        ..(*options()).clone()
    });
    for (file, count) in [("reports_zh.jsonl", 5_196), ("reports_en.jsonl", 3_519)] {
        let Some(path) = outside(file) else { continue };
        let mut rows = open(&path, &defaults);
        assert_eq!(good(rows.by_ref().collect()).len(), count);
        let notes: Vec<Note> = rows.notes().iter().map(|(note, _)| note).collect();
        assert!(
            notes.contains(&Note::FieldKeptOut) && notes.contains(&Note::Replaced(Field::Channel))
        );
    }
}

#[test]
fn real_word_files_are_read_or_refused_with_a_sentence() {
    let no_text = Problem::Docx(DocxFault::NoText);
    for (folder, readable) in [("docx/good", true), ("docx/bad", false)] {
        let Some(folder) = outside(folder) else {
            continue;
        };
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let rows: Vec<_> = open(&path, &options()).collect();
            let [row] = rows.as_slice() else {
                panic!("{} {rows:?}", path.display())
            };
            let empty = row.as_ref().is_err_and(|bad| bad.problem == no_text);
            assert!(
                empty || row.is_ok() == readable,
                "{} {row:?}",
                path.display()
            );
        }
    }
}
