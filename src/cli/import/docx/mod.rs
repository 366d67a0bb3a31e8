//! `.docx`: one report a file.
//!
//! The archive is opened within bounds ([`package`]), the text taken from its document ([`text`]). Nothing outside the
//! file is ever reached: no entities, no linked parts. The title is the first paragraph in the style Title, else in
//! Heading 1, else the title in the file's properties, else the first paragraph; the other paragraphs are the body, one
//! a line, table rows as `cell | cell`. Footnotes and endnotes follow the body, numbered as marked in it. Headers,
//! footers, comments and deleted text are left out, and so are list numbers, which Word computes and does not store.

mod package;
mod text;

use super::Source;
use super::problem::{DocxFault, Problem};
use super::row::{Draft, Fault, Notes};
use super::words::Field;
use package::Package;
use std::io::Read;
use text::{Paragraph, Styles, Text};

/// Most bytes of a `.docx`, pictures and all.
pub const FILE_LIMIT: usize = 32 << 20;

/// Most characters of a title made from a paragraph that may be anything.
const TITLE_CHARS: usize = 100;

/// The reader for `.docx`.
pub(super) struct Docx<R> {
    input: Option<R>,
    row_limit: usize,
}

impl<R: Read> Docx<R> {
    pub fn new(input: R, row_limit: usize) -> Self {
        Self {
            input: Some(input),
            row_limit,
        }
    }
}

impl<R: Read> Source for Docx<R> {
    fn next_draft(&mut self, notes: &mut Notes) -> Option<Result<Draft, Fault>> {
        let input = self.input.take()?;
        Some(report(input, self.row_limit, notes))
    }
}

fn report(input: impl Read, row_limit: usize, notes: &mut Notes) -> Result<Draft, Fault> {
    let mut bytes = Vec::new();
    input
        .take(FILE_LIMIT as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Fault::of_file(Problem::Unreadable(error.kind())))?;
    let report = if bytes.is_empty() {
        Err(Problem::EmptyFile)
    } else if bytes.len() > FILE_LIMIT {
        Err(DocxFault::OutOfBounds.into())
    } else {
        title_and_body(&bytes, row_limit)
    };
    let (title, body) = report.map_err(Fault::of_file)?;
    let mut draft = Draft::at(None);
    draft.put(Field::Title, 0, title, notes)?;
    draft.put(Field::Body, 0, body, notes)?;
    Ok(draft)
}

/// The document's title and body. Errors: why it cannot be read, or [`DocxFault::NoText`].
fn title_and_body(bytes: &[u8], row_limit: usize) -> Result<(String, String), Problem> {
    let mut package = Package::open(bytes)?;
    let document = package.main_document()?;
    let xml = package.part(&document)?.ok_or(DocxFault::NoDocument)?;
    let Text {
        mut paragraphs,
        footnotes,
        endnotes,
    } = text::document(&xml, row_limit)?;
    drop(xml);
    if paragraphs.is_empty() {
        return Err(DocxFault::NoText.into());
    }

    // What only helps to tell title, style and notes may be broken without the report being lost.
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut beside = |name: &str| package.part(&format!("{folder}/{name}")).ok().flatten();
    let styles = beside("styles.xml")
        .and_then(|xml| text::styles(&xml).ok())
        .unwrap_or_default();
    let mut notes = Vec::new();
    for (part, marked) in [("footnotes.xml", footnotes), ("endnotes.xml", endnotes)] {
        if !marked.is_empty()
            && let Some(xml) = beside(part)
        {
            notes.extend(text::notes(&xml, &marked, row_limit).unwrap_or_default());
        }
    }
    notes.sort_by_key(|(mark, _)| *mark);
    let property = package
        .part("docProps/core.xml")
        .ok()
        .flatten()
        .and_then(|xml| text::title_property(&xml).ok().flatten());

    let title = take_title(&mut paragraphs, &styles, property);
    let mut body: Vec<String> = paragraphs
        .into_iter()
        .map(|paragraph| paragraph.text.trim_end().to_owned())
        .collect();
    if body.is_empty() {
        body.push(title.clone());
    }
    body.extend(
        notes
            .into_iter()
            .map(|(mark, text)| format!("[{mark}] {text}")),
    );
    Ok((title, body.join("\n")))
}

/// The title; the paragraph it stands in leaves the body.
fn take_title(
    paragraphs: &mut Vec<Paragraph>,
    styles: &Styles,
    property: Option<String>,
) -> String {
    let styled = |wanted: fn(&Styles, &str) -> bool| {
        paragraphs.iter().position(|paragraph| {
            paragraph
                .style
                .as_deref()
                .is_some_and(|style| wanted(styles, style))
        })
    };
    let property = property
        .map(|title| one_line(&title))
        .filter(|title| !title.is_empty());
    let place = styled(Styles::is_title)
        .or_else(|| styled(Styles::is_first_heading))
        .or_else(|| match &property {
            Some(title) => paragraphs
                .iter()
                .position(|paragraph| one_line(&paragraph.text) == *title),
            None => Some(0),
        });
    let Some(place) = place else {
        return property.unwrap_or_default();
    };
    let whole = paragraphs
        .get(place)
        .map(|paragraph| one_line(&paragraph.text))
        .unwrap_or_default();
    if whole.chars().nth(TITLE_CHARS).is_none() {
        paragraphs.remove(place);
        return whole;
    }
    // Too long for a title: its first sentence serves as one, and the paragraph stays in the body.
    let sentence = whole
        .split_inclusive(['。', '！', '？', '；'])
        .next()
        .unwrap_or(&whole);
    sentence
        .chars()
        .take(TITLE_CHARS)
        .collect::<String>()
        .trim_end_matches(['。', '；'])
        .to_owned()
}

/// In one line, one space for each gap.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
