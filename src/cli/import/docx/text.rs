//! The text of a Word document: paragraphs, in reading order.
//!
//! One pass over the XML with a stack of what is open. Elements are told by namespace and name, in the transitional and
//! the strict form; what is not named here is passed through, so that text in links, fields, smart tags and content
//! controls comes along by itself. References resolve to characters only; a document type is refused.

use crate::cli::import::problem::{DocxFault, Problem};
use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use std::collections::{BTreeMap, BTreeSet};

/// Deepest nesting of elements. A table in a text box in a table needs about 50.
const DEPTH: usize = 256;

/// Between the cells of a table's row.
const BETWEEN_CELLS: &str = " | ";

/// One paragraph, or one row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// May hold tabs and line breaks.
    pub text: String,
    /// Id of its style, if it names one.
    pub style: Option<String>,
}

/// What a document says, and which notes it marks.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub paragraphs: Vec<Paragraph>,
    /// Number shown and id, in the order they are marked.
    pub footnotes: Vec<Mark>,
    pub endnotes: Vec<Mark>,
}

/// A note's number as shown in the text, and its id in the notes' part.
pub(super) type Mark = (usize, String);

/// What an element is to this reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Row,
    Cell,
    /// `w:t`, and `m:t` of formulas.
    Characters,
    Tab,
    Break,
    Hyphen,
    Style,
    FootnoteMark,
    EndnoteMark,
    /// A footnote or endnote in its own part.
    Note,
    Alternatives,
    Alternative,
    /// Not read: deleted or moved-away text, field codes, phonetic guides, definitions of tab stops.
    Skipped,
    Other,
}

fn kind(namespace: &ResolveResult, tag: &BytesStart) -> Kind {
    let ResolveResult::Bound(Namespace(namespace)) = namespace else {
        return Kind::Other;
    };
    let local = tag.local_name();
    match *namespace {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => match local.as_ref() {
            "p" => Kind::Paragraph,
            "tr" => Kind::Row,
            "tc" => Kind::Cell,
            "t" => Kind::Characters,
            "tab" | "ptab" => Kind::Tab,
            "br" | "cr" => Kind::Break,
            "noBreakHyphen" => Kind::Hyphen,
            "pStyle" => Kind::Style,
            "footnoteReference" => Kind::FootnoteMark,
            "endnoteReference" => Kind::EndnoteMark,
            "footnote" | "endnote" => Kind::Note,
            "del" | "moveFrom" | "delText" | "instrText" | "rt" | "tabs" | "sectPr" => {
                Kind::Skipped
            }
            _ => Kind::Other,
        },
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => match local.as_ref() {
            "t" => Kind::Characters,
            _ => Kind::Other,
        },
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => match local.as_ref() {
            "AlternateContent" => Kind::Alternatives,
            "Choice" | "Fallback" => Kind::Alternative,
            _ => Kind::Other,
        },
        _ => Kind::Other,
    }
}

/// An open element.
#[derive(Debug)]
enum Open {
    /// With the paragraphs of its text boxes, which follow it.
    Paragraph {
        paragraph: Paragraph,
        boxes: Vec<Paragraph>,
    },
    Row {
        cells: Vec<String>,
    },
    Cell {
        parts: Vec<String>,
    },
    Characters,
    Note {
        id: Option<String>,
        parts: Vec<String>,
    },
    /// Several forms of one thing, of which the first is read.
    Alternatives {
        taken: bool,
    },
    Other,
}

/// The state of the pass.
#[derive(Default)]
struct Pass {
    open: Vec<Open>,
    /// Where in `open` the paragraphs are, so that text costs the same at any depth.
    open_paragraphs: Vec<usize>,
    text: Text,
    /// Notes of a notes' part, by id.
    notes: Vec<(String, String)>,
    marks: usize,
    bytes: usize,
}

impl Pass {
    /// The innermost open paragraph.
    fn paragraph(&mut self) -> Option<&mut Paragraph> {
        match self.open.get_mut(*self.open_paragraphs.last()?)? {
            Open::Paragraph { paragraph, .. } => Some(paragraph),
            _ => None,
        }
    }

    /// Text goes to the innermost open paragraph; outside of any it is not text of the document.
    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraph() {
            paragraph.text.push_str(text);
            self.bytes += text.len();
        }
    }

    fn in_characters(&self) -> bool {
        matches!(self.open.last(), Some(Open::Characters))
    }

    /// A finished paragraph goes to what encloses it: a cell, a note, the paragraph a text box hangs on, or the document.
    fn deliver(&mut self, paragraph: Paragraph) {
        for open in self.open.iter_mut().rev() {
            match open {
                Open::Cell { parts } | Open::Note { parts, .. } => {
                    return parts.push(paragraph.text);
                }
                Open::Paragraph { boxes, .. } => return boxes.push(paragraph),
                _ => {}
            }
        }
        // Blank paragraphs are spacing; a file may hold a million of them.
        if !paragraph.text.trim().is_empty() {
            self.text.paragraphs.push(paragraph);
        }
    }

    fn close(&mut self, open: Open) {
        match open {
            Open::Paragraph { paragraph, boxes } => {
                self.open_paragraphs.pop();
                self.deliver(paragraph);
                for paragraph in boxes {
                    self.deliver(paragraph);
                }
            }
            Open::Row { cells } => {
                if cells.iter().any(|cell| !cell.is_empty()) {
                    self.deliver(Paragraph {
                        text: cells.join(BETWEEN_CELLS),
                        style: None,
                    });
                }
            }
            Open::Cell { parts } => {
                let text = joined(&parts);
                match self.open.last_mut() {
                    Some(Open::Row { cells }) => cells.push(text),
                    // A content control may stand between a row and its cell.
                    _ => match self
                        .open
                        .iter_mut()
                        .rev()
                        .find(|open| matches!(open, Open::Row { .. }))
                    {
                        Some(Open::Row { cells }) => cells.push(text),
                        _ => self.deliver(Paragraph { text, style: None }),
                    },
                }
            }
            Open::Note {
                id: Some(id),
                parts,
            } => self.notes.push((id, joined(&parts))),
            Open::Characters | Open::Note { .. } | Open::Alternatives { .. } | Open::Other => {}
        }
    }

    /// Puts the mark of a note into the text.
    fn mark(&mut self, id: String, kind: Kind) {
        self.marks += 1;
        let mark = (self.marks, id);
        self.push(&format!("[{}]", self.marks));
        match kind {
            Kind::FootnoteMark => self.text.footnotes.push(mark),
            _ => self.text.endnotes.push(mark),
        }
    }
}

/// Several paragraphs in one line.
fn joined(parts: &[String]) -> String {
    parts
        .iter()
        .flat_map(|part| part.split_whitespace())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The text of a document's part. Errors: damaged, no document in it, a document type, over `limit` bytes of text.
pub(super) fn document(xml: &str, limit: usize) -> Result<Text, Problem> {
    Ok(pass(xml, "document", limit)?.text)
}

/// The notes of a notes' part that `marked` asks for, each once, with the number shown in the text.
pub(super) fn notes(
    xml: &str,
    marked: &[Mark],
    limit: usize,
) -> Result<Vec<(usize, String)>, Problem> {
    let mut notes: BTreeMap<String, String> = pass(xml, "", limit)?.notes.into_iter().collect();
    Ok(marked
        .iter()
        .filter_map(|(mark, id)| Some((*mark, notes.remove(id)?)))
        .collect())
}

/// Reads a part to its end; `root` is the name its first element must have, if it matters.
fn pass(xml: &str, root: &str, limit: usize) -> Result<Pass, Problem> {
    let mut reader = NsReader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut pass = Pass::default();
    let mut rooted = false;
    loop {
        let (namespace, event) = reader
            .read_resolved_event()
            .map_err(|_| DocxFault::Damaged)?;
        match event {
            Event::Start(tag) => {
                if !rooted {
                    rooted = true;
                    if !root.is_empty() && tag.local_name().as_ref() != root {
                        return Err(DocxFault::NoDocument.into());
                    }
                }
                let kind = kind(&namespace, &tag);
                if pass.open.len() >= DEPTH {
                    return Err(DocxFault::OutOfBounds.into());
                }
                let second = kind == Kind::Alternative
                    && matches!(pass.open.last(), Some(Open::Alternatives { taken: true }));
                if kind == Kind::Skipped || second {
                    let name = tag.name().0.to_owned();
                    reader
                        .read_to_end(quick_xml::name::QName(&name))
                        .map_err(|_| DocxFault::Damaged)?;
                    continue;
                }
                start(&mut pass, kind, &tag);
            }
            Event::End(_) => match pass.open.pop() {
                Some(open) => pass.close(open),
                None => return Err(DocxFault::Damaged.into()),
            },
            Event::Text(text) if pass.in_characters() => pass.push(&text.xml10_content()),
            Event::CData(text) if pass.in_characters() => pass.push(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let resolved = match reference
                    .resolve_char_ref()
                    .map_err(|_| DocxFault::Damaged)?
                {
                    Some(character) => character.to_string(),
                    None => quick_xml::escape::resolve_predefined_entity(&reference)
                        .ok_or(DocxFault::Damaged)?
                        .to_owned(),
                };
                if pass.in_characters() {
                    pass.push(&resolved);
                }
            }
            Event::DocType(_) => return Err(DocxFault::DocumentType.into()),
            Event::Eof => break,
            _ => {}
        }
        if pass.bytes > limit {
            return Err(Problem::RowTooLarge {
                bytes: pass.bytes,
                limit,
            });
        }
    }
    match (rooted, pass.open.is_empty()) {
        (false, _) => Err(DocxFault::NoDocument.into()),
        (true, false) => Err(DocxFault::Damaged.into()),
        (true, true) => Ok(pass),
    }
}

fn start(pass: &mut Pass, kind: Kind, tag: &BytesStart) {
    let open = match kind {
        Kind::Paragraph => {
            pass.open_paragraphs.push(pass.open.len());
            Open::Paragraph {
                paragraph: Paragraph::default(),
                boxes: Vec::new(),
            }
        }
        Kind::Row => Open::Row { cells: Vec::new() },
        Kind::Cell => Open::Cell { parts: Vec::new() },
        Kind::Characters => Open::Characters,
        Kind::Note => Open::Note {
            id: attribute(tag, "id"),
            parts: Vec::new(),
        },
        Kind::Alternatives => Open::Alternatives { taken: false },
        Kind::Alternative => {
            if let Some(Open::Alternatives { taken }) = pass.open.last_mut() {
                *taken = true;
            }
            Open::Other
        }
        Kind::Style => {
            let style = attribute(tag, "val");
            if let Some(paragraph) = pass.paragraph() {
                paragraph.style = style;
            }
            Open::Other
        }
        Kind::Tab | Kind::Break | Kind::Hyphen => {
            pass.push(match kind {
                Kind::Tab => "\t",
                Kind::Break => "\n",
                _ => "-",
            });
            Open::Other
        }
        Kind::FootnoteMark | Kind::EndnoteMark => {
            if let Some(id) = attribute(tag, "id") {
                pass.mark(id, kind);
            }
            Open::Other
        }
        Kind::Skipped | Kind::Other => Open::Other,
    };
    pass.open.push(open);
}

/// The attribute with this local name.
fn attribute(tag: &BytesStart, local: &str) -> Option<String> {
    let found = tag
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|found| found.key.local_name().as_ref() == local)?;
    Some(
        found
            .normalized_value(XmlVersion::Implicit1_0)
            .ok()?
            .into_owned(),
    )
}

/// The ids under which a document knows the styles Title and Heading 1; programs in Chinese call them `a3` and `1`.
#[derive(Debug, Default)]
pub(super) struct Styles {
    title: BTreeSet<String>,
    first_heading: BTreeSet<String>,
}

impl Styles {
    /// Whether the style with this id is Title. Without a styles' part the id is taken for the name.
    pub fn is_title(&self, id: &str) -> bool {
        self.title.contains(id) || id.eq_ignore_ascii_case("Title")
    }

    /// Whether the style with this id is Heading 1.
    pub fn is_first_heading(&self, id: &str) -> bool {
        self.first_heading.contains(id) || id.eq_ignore_ascii_case("Heading1")
    }
}

/// The styles of a styles' part.
pub(super) fn styles(xml: &str) -> Result<Styles, DocxFault> {
    let mut reader = NsReader::from_str(xml);
    let mut styles = Styles::default();
    let mut id = None;
    loop {
        match reader.read_event().map_err(|_| DocxFault::Damaged)? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "style" => id = attribute(&tag, "styleId"),
                "name" => {
                    let name = attribute(&tag, "val").unwrap_or_default().to_lowercase();
                    let set = match name.as_str() {
                        "title" | "标题" => &mut styles.title,
                        "heading 1" | "标题 1" => &mut styles.first_heading,
                        _ => continue,
                    };
                    set.extend(id.take());
                }
                _ => {}
            },
            Event::DocType(_) => return Err(DocxFault::DocumentType),
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}

/// The title in the part with the file's properties.
pub(super) fn title_property(xml: &str) -> Result<Option<String>, DocxFault> {
    let mut reader = NsReader::from_str(xml);
    let mut title: Option<String> = None;
    let mut inside = false;
    loop {
        match reader.read_event().map_err(|_| DocxFault::Damaged)? {
            Event::Start(tag) => inside = tag.local_name().as_ref() == "title",
            Event::End(_) => inside = false,
            Event::Text(text) if inside => title
                .get_or_insert_default()
                .push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if inside => {
                let text = title.get_or_insert_default();
                match reference.resolve_char_ref() {
                    Ok(Some(character)) => text.push(character),
                    _ => text.push_str(
                        quick_xml::escape::resolve_predefined_entity(&reference)
                            .unwrap_or_default(),
                    ),
                }
            }
            Event::DocType(_) => return Err(DocxFault::DocumentType),
            Event::Eof => return Ok(title),
            _ => {}
        }
    }
}
