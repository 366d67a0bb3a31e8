//! `sanshen import`: files into rows, by streaming.
//!
//! A reader per format takes a file apart ([`jsonl`], [`csv`], [`markdown`], [`docx`]); [`row`] judges what it found.
//! What comes out is an iterator in which every row of the file is present once, as a [`Row`] or as a [`BadRow`] that
//! names line, field, problem and remedy; after a bad row it goes on. JSON Lines and CSV hold one row at a time, however
//! long the file. Nothing here speaks to a desk: the command hands the rows in.

mod csv;
mod docx;
mod jsonl;
mod lines;
mod markdown;
mod options;
mod problem;
mod report_table;
mod row;
mod time;
mod words;

pub use options::{ImportOptions, ROW_LIMIT, UnitBook, UnknownUnit};
pub use problem::{DocxFault, Problem};
pub use report_table::{BadRowLine, json_line, summary, table};
pub use row::{BadRow, Note, Notes, Place, Row, Tally};
pub use words::{Field, channel, urgency};

use row::{Draft, Fault};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::sync::Arc;

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// One JSON object a line.
    JsonLines,
    /// Columns named in the first line; comma, semicolon or tab.
    Csv,
    /// One report a file, or one for each level-1 heading.
    Markdown,
    /// One report a file.
    Docx,
}

impl Format {
    /// By the ending of the name, in any case; `None` for endings that are not known.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "jsonl" | "ndjson" | "json" => Some(Format::JsonLines),
            "csv" | "tsv" => Some(Format::Csv),
            "md" | "markdown" => Some(Format::Markdown),
            "docx" => Some(Format::Docx),
            _ => None,
        }
    }
}

/// What a reader does: yield the next row's words, or what keeps them from being read.
trait Source {
    /// `None` at the end of the file, and ever after.
    fn next_draft(&mut self, notes: &mut Notes) -> Option<Result<Draft, Fault>>;
}

/// The rows of one file, good and bad, in the order of the file.
pub struct Rows {
    file: Arc<str>,
    options: Arc<ImportOptions>,
    source: Box<dyn Source + Send>,
    notes: Notes,
}

impl Rows {
    /// What was kept out, replaced or remarked so far; complete once the iterator has ended.
    pub fn notes(&self) -> &Notes {
        &self.notes
    }
}

impl Iterator for Rows {
    type Item = Result<Row, BadRow>;

    fn next(&mut self) -> Option<Self::Item> {
        let draft = self.source.next_draft(&mut self.notes)?;
        let judged =
            draft.and_then(|draft| draft.judge(&self.file, &self.options, &mut self.notes));
        Some(judged.map_err(|fault| fault.into_bad_row(&self.file)))
    }
}

/// The rows of the file at `path`. A file that cannot be opened, or of an unknown kind, yields one bad row that says so:
/// the other files of the same command go on.
pub fn open(path: &Path, options: &Arc<ImportOptions>) -> Rows {
    let name = path.display().to_string();
    let Some(format) = Format::of(path) else {
        return rows(&name, options, Refused::new(Problem::UnknownFormat));
    };
    match File::open(path).and_then(|file| {
        if file.metadata()?.is_dir() {
            Err(is_folder())
        } else {
            Ok(file)
        }
    }) {
        Ok(file) => read(format, &name, file, options),
        Err(error) => rows(
            &name,
            options,
            Refused::new(Problem::Unreadable(error.kind())),
        ),
    }
}

fn is_folder() -> std::io::Error {
    std::io::ErrorKind::IsADirectory.into()
}

/// The rows of `input`, which is in `format`; `name` is what the places in it are called.
pub fn read(
    format: Format,
    name: &str,
    input: impl Read + Send + 'static,
    options: &Arc<ImportOptions>,
) -> Rows {
    match format {
        Format::JsonLines => rows(name, options, jsonl::JsonLines::new(BufReader::new(input))),
        Format::Csv => rows(name, options, csv::Csv::new(BufReader::new(input))),
        Format::Markdown => rows(
            name,
            options,
            markdown::Markdown::new(BufReader::new(input), options.row_limit),
        ),
        Format::Docx => rows(name, options, docx::Docx::new(input, options.row_limit)),
    }
}

fn rows(name: &str, options: &Arc<ImportOptions>, source: impl Source + Send + 'static) -> Rows {
    Rows {
        file: name.into(),
        options: Arc::clone(options),
        source: Box::new(source),
        notes: Notes::default(),
    }
}

/// A file that yields nothing but the reason why.
struct Refused(Option<Problem>);

impl Refused {
    fn new(problem: Problem) -> Self {
        Self(Some(problem))
    }
}

impl Source for Refused {
    fn next_draft(&mut self, _: &mut Notes) -> Option<Result<Draft, Fault>> {
        self.0.take().map(|problem| Err(Fault::of_file(problem)))
    }
}

#[cfg(test)]
mod tests;
