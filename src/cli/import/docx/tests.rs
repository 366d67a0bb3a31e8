use crate::cli::import::tests::{good, read_all};
use crate::cli::import::{BadRow, DocxFault, Format, Problem, Row};
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// An archive of these parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn document_xml(namespace: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"{namespace}\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><w:body>{body}</w:body></w:document>"
    )
}

fn word(body: &str) -> Vec<u8> {
    archive(&[(
        "word/document.xml",
        document_xml(TRANSITIONAL, body).as_bytes(),
    )])
}

/// A paragraph of plain text.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn styled(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn read_one(bytes: &[u8]) -> Result<Row, BadRow> {
    let mut rows = read_all(Format::Docx, bytes);
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

fn title_and_body(bytes: &[u8]) -> (String, String) {
    let row = good(read_all(Format::Docx, bytes)).remove(0);
    (row.title, row.body)
}

fn problem(bytes: &[u8]) -> Problem {
    read_one(bytes).unwrap_err().problem
}

#[test]
fn paragraphs_are_lines_with_tabs_and_breaks_kept() {
    let body = "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t>\
                <w:noBreakHyphen/><w:t>丁</w:t></w:r></w:p>";
    let (title, body) = title_and_body(&word(&format!("{}<w:p/>{body}{}", p("标题"), p("末段"))));
    assert_eq!(
        (title.as_str(), body.as_str()),
        ("标题", "甲\t乙\n丙-丁\n末段")
    );
}

#[test]
fn deleted_and_moved_away_text_is_left_out_and_inserted_text_kept() {
    let body = "<w:p><w:r><w:t>共</w:t></w:r><w:del><w:r><w:delText>12</w:delText></w:r></w:del><w:ins><w:r><w:t>15</w:t></w:r></w:ins>\
                <w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:r><w:instrText>PAGE</w:instrText><w:t>人</w:t></w:r></w:p>";
    assert_eq!(
        title_and_body(&word(&format!("{}{body}", p("标题")))).1,
        "共15人"
    );
}

#[test]
fn a_table_is_a_line_a_row_and_a_table_in_a_cell_stays_in_it() {
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let inner = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
        cell(&p("x")),
        cell(&p("y"))
    );
    let table = format!(
        "<w:tbl><w:tr>{}<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:tr><w:tr>{}{}</w:tr><w:tr>{}</w:tr></w:tbl>",
        cell(&(p("户数") + &p("（户）"))),
        cell(&p("120")),
        cell(&inner),
        cell(&p("")),
        cell("<w:p/>"),
    );
    assert_eq!(
        title_and_body(&word(&(p("标题") + &table))).1,
        "户数 （户） | 120\nx | y |"
    );
}

#[test]
fn a_text_box_is_read_once_though_it_is_stored_twice() {
    let held = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(text));
    let body = format!(
        "<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">{}</mc:Choice><mc:Fallback>{}</mc:Fallback>\
         </mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>",
        held("框内"),
        held("框内"),
    );
    assert_eq!(title_and_body(&word(&(p("标题") + &body))).1, "前后\n框内");
}

#[test]
fn strict_documents_and_utf16_parts_are_read() {
    let strict = document_xml(STRICT, &(p("标题") + &p("正文")));
    assert_eq!(
        title_and_body(&archive(&[("word/document.xml", strict.as_bytes())])).1,
        "正文"
    );
    for (mark, unit) in [
        ([0xff, 0xfe], u16::to_le_bytes as fn(u16) -> [u8; 2]),
        ([0xfe, 0xff], u16::to_be_bytes),
    ] {
        let units = strict.encode_utf16().flat_map(unit);
        let bytes: Vec<u8> = mark.into_iter().chain(units).collect();
        assert_eq!(
            title_and_body(&archive(&[("word/document.xml", &bytes)])).1,
            "正文"
        );
    }
    let marked = format!("\u{feff}{strict}");
    assert_eq!(
        title_and_body(&archive(&[("word/document.xml", marked.as_bytes())])).1,
        "正文"
    );
}

#[test]
fn the_document_is_found_where_the_archive_points() {
    let rels = "<Relationships><Relationship Type=\"http://x/relationships/officeDocument\" Target=\"/doc/main.xml\"/></Relationships>";
    let xml = document_xml(TRANSITIONAL, &(p("标题") + &p("正文")));
    let bytes = archive(&[
        ("_rels/.rels", rels.as_bytes()),
        ("doc/main.xml", xml.as_bytes()),
    ]);
    assert_eq!(title_and_body(&bytes).1, "正文");
    let strokes = archive(&[("Word\\document.xml", xml.as_bytes())]);
    assert_eq!(title_and_body(&strokes).1, "正文");
}

#[test]
fn the_title_is_the_styled_paragraph_wherever_it_stands_under_whatever_id() {
    let styles = format!(
        "<w:styles xmlns:w=\"{TRANSITIONAL}\"><w:style w:styleId=\"a3\"><w:name w:val=\"Title\"/></w:style>\
         <w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>"
    );
    let document = |body: String| {
        let xml = document_xml(TRANSITIONAL, &body);
        archive(&[
            ("word/document.xml", xml.as_bytes()),
            ("word/styles.xml", styles.as_bytes()),
        ])
    };
    let bytes =
        document(p("信息专报") + &styled("1", "一、情况") + &styled("a3", "关于汛情") + &p("正文"));
    assert_eq!(
        title_and_body(&bytes),
        ("关于汛情".into(), "信息专报\n一、情况\n正文".into())
    );
    let bytes = document(p("信息专报") + &styled("1", "关于汛情") + &p("正文"));
    assert_eq!(
        title_and_body(&bytes),
        ("关于汛情".into(), "信息专报\n正文".into())
    );
}

#[test]
fn without_a_styled_paragraph_the_property_is_the_title_and_without_that_the_first_paragraph() {
    let xml = document_xml(TRANSITIONAL, &(p("") + &p("关于旱情") + &p("正文")));
    let core = |title: &str| {
        format!(
            "<c:coreProperties xmlns:c=\"c\" xmlns:dc=\"d\"><dc:title>{title}</dc:title></c:coreProperties>"
        )
    };
    let with = |title: &str| {
        title_and_body(&archive(&[
            ("word/document.xml", xml.as_bytes()),
            ("docProps/core.xml", core(title).as_bytes()),
        ]))
    };
    assert_eq!(
        with("旱情 &amp; 雨情"),
        ("旱情 & 雨情".into(), "关于旱情\n正文".into())
    );
    assert_eq!(with("关于旱情"), ("关于旱情".into(), "正文".into()));
    assert_eq!(with(" "), ("关于旱情".into(), "正文".into()));
}

#[test]
fn a_first_paragraph_too_long_for_a_title_stays_in_the_body() {
    let long = format!("全市平均降雨六十毫米。{}", "其中余姚最大。".repeat(30));
    assert_eq!(
        title_and_body(&word(&p(&long))),
        ("全市平均降雨六十毫米".into(), long)
    );
    assert_eq!(
        title_and_body(&word(&p("只有一句"))),
        ("只有一句".into(), "只有一句".into())
    );
}

#[test]
fn notes_follow_the_body_under_the_number_marked_in_it() {
    let xml = document_xml(
        TRANSITIONAL,
        &(p("标题")
            + "<w:p><w:r><w:t>增长两成</w:t><w:footnoteReference w:id=\"7\"/><w:t>。</w:t><w:endnoteReference w:id=\"2\"/></w:r></w:p>"),
    );
    let part = |kind: &str, id: &str, text: &str| {
        format!(
            "<w:{kind}s xmlns:w=\"{TRANSITIONAL}\"><w:{kind} w:id=\"-1\">{}</w:{kind}><w:{kind} w:id=\"{id}\">{}</w:{kind}></w:{kind}s>",
            p("线"),
            p(text)
        )
    };
    let bytes = archive(&[
        ("word/document.xml", xml.as_bytes()),
        (
            "word/footnotes.xml",
            part("footnote", "7", "统计局七月数据").as_bytes(),
        ),
        ("word/endnotes.xml", part("endnote", "2", "尾注").as_bytes()),
    ]);
    assert_eq!(
        title_and_body(&bytes).1,
        "增长两成[1]。[2]\n[1] 统计局七月数据\n[2] 尾注"
    );
}

#[test]
fn references_become_characters_and_unknown_entities_are_refused() {
    assert_eq!(
        title_and_body(&word(&(p("标题") + &p("A&amp;B &lt;&#x4e2d;&#25991;&gt;")))).1,
        "A&B <中文>"
    );
    assert_eq!(problem(&word(&p("&who;"))), DocxFault::Damaged.into());
    assert_eq!(problem(&word(&p("&#0;"))), DocxFault::Damaged.into());
}

#[test]
fn a_document_type_is_refused() {
    let xml = format!(
        "<!DOCTYPE x [<!ENTITY who SYSTEM \"file:///etc/passwd\">]>{}",
        document_xml(TRANSITIONAL, &p("&who;"))
    );
    assert_eq!(
        problem(&archive(&[("word/document.xml", xml.as_bytes())])),
        DocxFault::DocumentType.into()
    );
}

#[test]
fn what_is_no_word_document_is_told_apart() {
    assert_eq!(problem(b""), Problem::EmptyFile);
    assert_eq!(problem(b"{\\rtf1 not a docx}"), DocxFault::NotZip.into());
    assert_eq!(
        problem(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"),
        DocxFault::OldWord.into()
    );
    let mut protected = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    protected.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(problem(&protected), DocxFault::Encrypted.into());
    assert_eq!(
        problem(&archive(&[("xl/workbook.xml", b"<workbook/>")])),
        DocxFault::NoDocument.into()
    );
    assert_eq!(
        problem(&archive(&[("word/document.xml", b"<html/>")])),
        DocxFault::NoDocument.into()
    );
    assert_eq!(
        problem(&archive(&[("word/document.xml", b"")])),
        DocxFault::NoDocument.into()
    );
    assert_eq!(problem(&word("<w:p/>")), DocxFault::NoText.into());
}

#[test]
fn a_file_cut_off_anywhere_is_refused() {
    let whole = word(&(p("标题") + &p("正文")));
    for length in (1..whole.len()).step_by(7) {
        assert!(
            matches!(
                problem(&whole[..length]),
                Problem::Docx(DocxFault::Damaged | DocxFault::NotZip)
            ),
            "{length}"
        );
    }
    for xml in [
        "<w:document",
        "<w:document xmlns:w=\"w\"><w:body>",
        "<a></b>",
        "\u{1}",
    ] {
        assert!(
            matches!(
                problem(&archive(&[("word/document.xml", xml.as_bytes())])),
                Problem::Docx(_)
            ),
            "{xml}"
        );
    }
}

#[test]
fn a_bomb_is_refused_by_size_by_ratio_and_by_depth() {
    let large = document_xml(TRANSITIONAL, &p(&"甲".repeat(6 << 20)));
    assert_eq!(
        problem(&archive(&[("word/document.xml", large.as_bytes())])),
        DocxFault::OutOfBounds.into()
    );
    let dense = document_xml(TRANSITIONAL, &p(&" ".repeat(3 << 20)));
    assert_eq!(
        problem(&archive(&[("word/document.xml", dense.as_bytes())])),
        DocxFault::OutOfBounds.into()
    );
    let deep = "<w:sdt>".repeat(100_000);
    assert_eq!(problem(&word(&deep)), DocxFault::OutOfBounds.into());
}

#[test]
fn a_part_that_lies_about_its_size_is_still_bounded() {
    let large = document_xml(TRANSITIONAL, &p(&"甲".repeat(6 << 20)));
    let mut bytes = archive(&[("word/document.xml", large.as_bytes())]);
    let entry = bytes
        .windows(4)
        .position(|window| window == b"PK\x01\x02")
        .unwrap();
    bytes[entry + 24..entry + 28].copy_from_slice(&1_000_u32.to_le_bytes());
    assert!(matches!(
        problem(&bytes),
        Problem::Docx(DocxFault::OutOfBounds | DocxFault::Damaged)
    ));
}

#[test]
fn an_archive_that_has_or_claims_too_many_entries_is_refused_before_it_is_opened() {
    let many: Vec<(String, &[u8])> = (0..1_100)
        .map(|number| (format!("word/media/{number}.png"), b"x".as_slice()))
        .collect();
    let many: Vec<(&str, &[u8])> = many
        .iter()
        .map(|(name, bytes)| (name.as_str(), *bytes))
        .collect();
    assert_eq!(problem(&archive(&many)), DocxFault::OutOfBounds.into());

    let mut claims = word(&p("标题"));
    let end = claims
        .windows(4)
        .position(|window| window == b"PK\x05\x06")
        .unwrap();
    claims[end + 8..end + 12].copy_from_slice(&[0xf0, 0xff, 0xf0, 0xff]);
    assert_eq!(problem(&claims), DocxFault::OutOfBounds.into());
}

#[test]
fn text_over_the_limit_of_the_desk_is_refused_while_reading() {
    let text: String = (0..400_000_u32)
        .filter_map(|n| char::from_u32(0x4e00 + n.wrapping_mul(2_654_435_761) % 20_000))
        .collect();
    assert!(matches!(
        problem(&word(&p(&text))),
        Problem::RowTooLarge { .. }
    ));
}

#[test]
fn broken_styles_and_properties_do_not_cost_the_report() {
    let xml = document_xml(TRANSITIONAL, &(p("标题") + &p("正文")));
    let parts: [(&str, &[u8]); 3] = [
        ("word/document.xml", xml.as_bytes()),
        ("word/styles.xml", b"<w:styles"),
        ("docProps/core.xml", b"\xff\xff"),
    ];
    assert_eq!(
        title_and_body(&archive(&parts)),
        ("标题".into(), "正文".into())
    );
}

/// A short file must not unfold into a long text by marking one long note many times.
#[test]
fn a_note_marked_many_times_is_written_once() {
    let mark = "<w:footnoteReference w:id=\"7\"/>";
    let xml = document_xml(
        TRANSITIONAL,
        &(p("标题") + &format!("<w:p><w:r>{}</w:r></w:p>", mark.repeat(3))),
    );
    let notes = format!(
        "<w:footnotes xmlns:w=\"{TRANSITIONAL}\"><w:footnote w:id=\"7\">{}</w:footnote></w:footnotes>",
        p("长注")
    );
    let bytes = archive(&[
        ("word/document.xml", xml.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
    ]);
    assert_eq!(title_and_body(&bytes).1, "[1][2][3]\n[1] 长注");
}

#[test]
fn blank_paragraphs_are_not_held() {
    let xml = document_xml(
        TRANSITIONAL,
        &(p("标题") + &"<w:p/>".repeat(10_000) + &p("正文")),
    );
    let text = super::text::document(&xml, 1_000).unwrap();
    assert_eq!(text.paragraphs.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// The XML is hurt before it is packed, or the archive after; the answer is one row, good or bad.
    #[test]
    fn no_damage_to_a_word_file_upsets_the_reader(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        xml_only in any::<bool>(),
    ) {
        let body = p("标题") + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>" + &p("&amp;乙");
        let mut xml = document_xml(TRANSITIONAL, &body).into_bytes();
        let hurt = |bytes: &mut Vec<u8>| {
            for (place, byte) in &damage {
                let at = place.index(bytes.len());
                bytes[at] = *byte;
            }
        };
        if xml_only {
            hurt(&mut xml);
        }
        let mut bytes = archive(&[("word/document.xml", &xml)]);
        if !xml_only {
            hurt(&mut bytes);
        }
        let whole = damage.is_empty();
        prop_assert!(read_one(&bytes).is_ok() || !whole);
    }
}
