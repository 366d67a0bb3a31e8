use super::*;
use crate::cli::import::tests::{bad, good, read_all};
use crate::cli::import::{BadRow, Field, Format, Problem, Row};
use crate::domain::report::Channel;

fn rows(text: &str) -> Vec<Result<Row, BadRow>> {
    read_all(Format::Markdown, text.as_bytes())
}

fn problems(text: &str) -> Vec<(Option<u64>, Problem)> {
    bad(rows(text))
        .into_iter()
        .map(|bad| (bad.place.line, bad.problem))
        .collect()
}

#[test]
fn the_first_heading_is_the_title_and_the_rest_the_body() {
    let rows = good(rows(
        "\u{feff}\r\n# 关于汛情的报告 #\r\n\r\n第一段\r\n\r\n## 二级\r\n第二段\r\n\r\n",
    ));
    let [row] = rows.as_slice() else {
        panic!("{rows:?}")
    };
    assert_eq!(
        (row.title.as_str(), row.place.line),
        ("关于汛情的报告", Some(2))
    );
    assert_eq!(row.body, "第一段\n\n## 二级\n第二段");
}

#[test]
fn front_matter_counts_for_every_report_of_the_file() {
    let text = "---\nunit: \"鄞州区\"\n渠道：一线调研\ntags:\n  - a\n  - b\n# remark\n---\n# 一\n甲\n# 二\n乙\n";
    let rows = good(rows(text));
    assert_eq!(
        rows.iter()
            .map(|row| row.title.as_str())
            .collect::<Vec<_>>(),
        vec!["一", "二"]
    );
    assert_eq!(
        rows.iter().map(|row| row.body.as_str()).collect::<Vec<_>>(),
        vec!["甲", "乙"]
    );
    for row in &rows {
        assert_eq!(
            (row.unit.as_deref(), row.channel),
            (Some("鄞州区"), Some(Channel::Field))
        );
    }
}

#[test]
fn a_title_in_the_front_matter_makes_the_file_one_report() {
    let rows = good(rows("---\ntitle: 总报告\n---\n# 一\n甲\n# 二\n乙\n"));
    let [row] = rows.as_slice() else {
        panic!("{rows:?}")
    };
    assert_eq!(
        (row.title.as_str(), row.body.as_str()),
        ("总报告", "# 一\n甲\n# 二\n乙")
    );
}

#[test]
fn a_hash_in_a_code_fence_begins_no_report() {
    let rows = good(rows(
        "# 一\n````\n```\n# not a title\n````\n~~~ sh\n# nor this\n~~~\n    # nor this\n#nor this\n# 二\n乙\n",
    ));
    assert_eq!(
        rows.iter()
            .map(|row| row.title.as_str())
            .collect::<Vec<_>>(),
        vec!["一", "二"]
    );
}

#[test]
fn text_before_the_first_heading_is_a_bad_row_and_the_reports_after_it_are_read() {
    let rows = rows("来稿如下\n\n# 一\n甲\n");
    let before = rows[0].as_ref().unwrap_err();
    assert_eq!(
        (before.place.line, &before.problem),
        (Some(1), &Problem::TextBeforeTitle)
    );
    assert_eq!(rows[1].as_ref().unwrap().title, "一");
    assert_eq!(
        problems("没有标题的一段话\n"),
        vec![(Some(1), Problem::TextBeforeTitle)]
    );
}

#[test]
fn a_report_without_body_or_title_names_the_field() {
    let rows = bad(rows("# 一\n\n# \n乙\n"));
    let found: Vec<_> = rows.iter().map(|bad| (bad.place.line, bad.field)).collect();
    assert_eq!(
        found,
        vec![(Some(1), Some(Field::Body)), (Some(3), Some(Field::Title))]
    );
}

#[test]
fn broken_front_matter_stops_the_file_with_its_line() {
    assert_eq!(
        problems("---\nunit: x\n# 一\n甲\n"),
        vec![(Some(1), Problem::FrontMatterOpen)]
    );
    assert_eq!(
        problems("---\nunit: x\n"),
        vec![(Some(1), Problem::FrontMatterOpen)]
    );
    assert_eq!(
        problems("---\nunit: x\nno colon here\n---\n# 一\n甲\n"),
        vec![(Some(3), Problem::FrontMatterLine)]
    );
    assert_eq!(
        problems("---\nunit:\n  - x\n---\n# 一\n甲\n"),
        vec![(Some(3), Problem::FrontMatterLine)]
    );
    assert_eq!(
        problems("---\nunit: x\nunit: y\n---\n# 一\n甲\n"),
        vec![(Some(3), Problem::GivenTwice)]
    );
}

#[test]
fn bad_bytes_cost_the_report_they_stand_in() {
    let mut bytes = "# 一\n甲".as_bytes().to_vec();
    bytes.push(0xff);
    bytes.extend("\n丙\n# 二\n乙\n".bytes());
    let rows = read_all(Format::Markdown, &bytes);
    assert_eq!(
        rows[0].as_ref().unwrap_err().problem,
        Problem::NotUtf8 { line: 2, column: 2 }
    );
    assert_eq!(rows[1].as_ref().unwrap().title, "二");
}

#[test]
fn a_report_over_the_limit_costs_only_itself() {
    let rows = rows(&format!("# 一\n{}# 二\n乙\n", "甲乙丙丁\n".repeat(100_000)));
    assert!(matches!(
        rows[0].as_ref().unwrap_err().problem,
        Problem::RowTooLarge { .. }
    ));
    assert_eq!(rows[1].as_ref().unwrap().title, "二");
}

#[test]
fn an_empty_file_says_so() {
    assert_eq!(problems("\n\n"), vec![(None, Problem::EmptyFile)]);
}

#[test]
fn the_sharp_of_a_title_stays_unless_it_closes_the_heading() {
    assert_eq!(heading("# C#"), Some("C#"));
    assert_eq!(heading("#  报告 ##"), Some("报告"));
    assert_eq!(heading("#话题"), None);
    assert_eq!(heading("## 二级"), None);
}
