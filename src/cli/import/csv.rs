//! CSV: columns named in the first line; comma, semicolon or tab between them, whichever makes the most names known.
//!
//! The grammar is that of the `csv` crate, through its core: the core parses into a buffer of ours, so that a record can
//! be bounded. A record over [`LINE_LIMIT`] (as a rule, an open quotation mark that swallows the rest of the file) is
//! parsed to its end without being held. Rows of blank cells only are no rows.

use super::Source;
use super::lines::{BOM, LINE_LIMIT, as_text, is_utf16};
use super::problem::Problem;
use super::row::{Draft, Fault, Note, Notes};
use super::words::Field;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::io::{self, BufRead, Cursor, Read};

/// How much of the file is looked at to find the separator; a header is shorter.
const HEAD: u64 = 64 << 10;

/// Most columns of a row.
const COLUMNS: usize = 1 << 10;

/// How many names of the header are repeated when it does not fit.
pub const NAMES_SHOWN: usize = 20;

/// What may stand between columns, in order of preference.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// What a column means.
#[derive(Debug, Clone)]
enum Column {
    Known {
        field: Field,
        rank: usize,
    },
    /// Kept out; the name for the notes.
    Unknown(String),
}

/// The file again from its start, after its head was looked at.
type Whole<R> = io::Chain<Cursor<Vec<u8>>, R>;

/// The reader for CSV.
pub(super) struct Csv<R: BufRead> {
    state: State<R>,
}

enum State<R: BufRead> {
    /// Nothing read yet.
    Fresh(R),
    Open {
        records: Box<Records<Whole<R>>>,
        columns: Vec<Column>,
        any: bool,
    },
    Ended,
}

impl<R: BufRead> Csv<R> {
    pub fn new(input: R) -> Self {
        Self {
            state: State::Fresh(input),
        }
    }
}

impl<R: BufRead> Source for Csv<R> {
    fn next_draft(&mut self, notes: &mut Notes) -> Option<Result<Draft, Fault>> {
        if matches!(self.state, State::Fresh(_))
            && let State::Fresh(input) = std::mem::replace(&mut self.state, State::Ended)
        {
            match open(input) {
                Ok(opened) => self.state = opened,
                Err(fault) => return Some(Err(fault)),
            }
        }
        let State::Open {
            records,
            columns,
            any,
        } = &mut self.state
        else {
            return None;
        };
        loop {
            match records.next_record() {
                Ok(None) => {
                    let empty = !*any;
                    self.state = State::Ended;
                    return empty.then(|| Err(Fault::of_file(Problem::EmptyFile)));
                }
                Err(error) => {
                    let fault = Fault::at(records.line, Problem::Unreadable(error.kind()));
                    self.state = State::Ended;
                    return Some(Err(fault));
                }
                Ok(Some(record)) if record.is_blank() => {}
                Ok(Some(record)) => {
                    *any = true;
                    return Some(row(&record, columns, notes));
                }
            }
        }
    }
}

/// Finds the separator and reads the header. Errors are of the file as a whole.
fn open<R: BufRead>(mut input: R) -> Result<State<R>, Fault> {
    let unreadable = |error: io::Error| Fault::of_file(Problem::Unreadable(error.kind()));
    let mut head = Vec::new();
    input
        .by_ref()
        .take(HEAD)
        .read_to_end(&mut head)
        .map_err(unreadable)?;
    if is_utf16(&head) {
        return Err(Fault::of_file(Problem::Utf16));
    }
    if head.starts_with(BOM) {
        head.drain(..BOM.len());
    }

    let mut best: Option<(u8, usize)> = None;
    for separator in SEPARATORS {
        let mut records = Records::new(Cursor::new(&head), separator);
        if let Ok(Some(record)) = records.next_record() {
            let known = record.cells().filter(|cell| named(cell).is_some()).count();
            if best.is_none_or(|(_, most)| known > most) {
                best = Some((separator, known));
            }
        }
    }
    let separator = best.map_or(b',', |(separator, _)| separator);
    let mut records = Records::new(Cursor::new(head).chain(input), separator);
    let Some(header) = records.next_record().map_err(unreadable)? else {
        return Err(Fault::of_file(Problem::EmptyFile));
    };
    let columns = columns(&header)?;
    Ok(State::Open {
        records: Box::new(records),
        columns,
        any: false,
    })
}

fn named(cell: &[u8]) -> Option<(Field, usize)> {
    Field::named(std::str::from_utf8(cell).ok()?)
}

/// What the columns of the header mean. Errors: not UTF-8, two of one name, title or body missing.
fn columns(header: &Record) -> Result<Vec<Column>, Fault> {
    let at = header.line;
    as_text(header.raw, at).map_err(|problem| Fault::at(at, problem))?;
    let mut columns = Vec::new();
    let mut known: Vec<(Field, usize)> = Vec::new();
    for (place, cell) in header.cells().enumerate() {
        let name = String::from_utf8_lossy(cell);
        let name = name.trim();
        match Field::named(name) {
            Some(found) if known.contains(&found) => {
                return Err(Fault::at(at, Problem::RepeatedColumn)
                    .of(found.0)
                    .showing(name));
            }
            Some((field, rank)) => {
                known.push((field, rank));
                columns.push(Column::Known { field, rank });
            }
            None if name.is_empty() => columns.push(Column::Unknown(format!("#{}", place + 1))),
            None => columns.push(Column::Unknown(name.to_owned())),
        }
    }
    let missing: Vec<Field> = [Field::Title, Field::Body]
        .into_iter()
        .filter(|needed| !known.iter().any(|(field, _)| field == needed))
        .collect();
    if !missing.is_empty() {
        let found = header
            .cells()
            .take(NAMES_SHOWN)
            .map(|cell| String::from_utf8_lossy(cell).trim().to_owned());
        return Err(Fault::at(
            at,
            Problem::MissingColumns {
                missing,
                found: found.collect(),
            },
        ));
    }
    Ok(columns)
}

/// One record as a row.
fn row(record: &Record, columns: &[Column], notes: &mut Notes) -> Result<Draft, Fault> {
    let fault = |problem| Fault::at(record.line, problem);
    match record.size {
        Size::Held => {}
        Size::TooLong if record.open_quote() => return Err(fault(Problem::QuoteOpen)),
        Size::TooLong => return Err(fault(Problem::LineTooLong { limit: LINE_LIMIT })),
        Size::TooWide { found } => {
            return Err(fault(Problem::WrongColumns {
                expected: columns.len(),
                found,
            }));
        }
    }
    let text = as_text(record.raw, record.line).map_err(fault)?;
    let found = record.ends.len();
    // Spreadsheets leave separators behind after the last column; blank cells there say nothing.
    let stray = record
        .cells()
        .skip(columns.len())
        .any(|cell| !is_blank(cell));
    if found < columns.len()
        || stray
        || (record.at_end && record.spans_lines() && record.open_quote())
    {
        let problem = if record.open_quote() {
            Problem::QuoteOpen
        } else {
            Problem::WrongColumns {
                expected: columns.len(),
                found,
            }
        };
        return Err(fault(problem).showing(text));
    }
    let mut draft = Draft::at(Some(record.line));
    for (column, cell) in columns.iter().zip(record.cells()) {
        match column {
            Column::Known { field, rank } if !is_blank(cell) => {
                let text =
                    as_text(cell, record.line).map_err(|problem| fault(problem).of(*field))?;
                draft.put(*field, *rank, text.to_owned(), notes)?;
            }
            Column::Unknown(name) if !is_blank(cell) => notes.count(Note::FieldKeptOut, name),
            _ => {}
        }
    }
    Ok(draft)
}

fn is_blank(cell: &[u8]) -> bool {
    cell.trim_ascii().is_empty()
}

/// Whether a record was within the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Size {
    Held,
    /// Over [`LINE_LIMIT`].
    TooLong,
    /// Over [`COLUMNS`].
    TooWide {
        found: usize,
    },
}

/// One record, as long as the next is not read.
struct Record<'r> {
    /// Line where it begins.
    line: u64,
    /// As it stands in the file; empty when not held.
    raw: &'r [u8],
    /// The cells one after the other, quotation marks resolved; empty when not held.
    data: &'r [u8],
    /// Where each cell ends in `data`.
    ends: &'r [usize],
    /// Whether it was held.
    size: Size,
    /// The file ended with it, without a line end.
    at_end: bool,
    /// Quotation marks in it, as they stand in the file.
    quotes: usize,
}

impl Record<'_> {
    fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(self.ends)
            .map(|(start, end)| self.data.get(start..*end).unwrap_or_default())
    }

    fn is_blank(&self) -> bool {
        self.size == Size::Held && is_blank(self.data)
    }

    /// An odd number of quotation marks: one of them opens what nothing closes, or closes what began rows above.
    fn open_quote(&self) -> bool {
        self.quotes % 2 == 1
    }

    fn spans_lines(&self) -> bool {
        self.raw.trim_ascii_end().contains(&b'\n')
    }
}

/// Takes a stream apart into records, one held at a time.
struct Records<R> {
    input: R,
    core: Reader,
    /// Line the next byte belongs to.
    line: u64,
    raw: Vec<u8>,
    data: Vec<u8>,
    ends: Vec<usize>,
}

impl<R: BufRead> Records<R> {
    fn new(input: R, separator: u8) -> Self {
        let core = ReaderBuilder::new().delimiter(separator).build();
        Self {
            input,
            core,
            line: 1,
            raw: Vec::new(),
            data: vec![0; 4 << 10],
            ends: vec![0; 32],
        }
    }

    /// The bytes at hand; none at the end of the file.
    fn fill(input: &mut R) -> io::Result<&[u8]> {
        // Two calls, because the first one's borrow would outlive a loop around it.
        while let Err(error) = input.fill_buf() {
            if error.kind() != io::ErrorKind::Interrupted {
                return Err(error);
            }
        }
        input.fill_buf()
    }

    /// Skips line ends, so that a record's line is the one it begins on.
    fn skip_blank_lines(&mut self) -> io::Result<()> {
        loop {
            let bytes = Self::fill(&mut self.input)?;
            let blank = bytes
                .iter()
                .take_while(|byte| matches!(byte, b'\r' | b'\n'))
                .count();
            self.line += count(bytes.get(..blank).unwrap_or_default(), b'\n') as u64;
            let stop = blank < bytes.len() || bytes.is_empty();
            self.input.consume(blank);
            if stop {
                return Ok(());
            }
        }
    }

    fn next_record(&mut self) -> io::Result<Option<Record<'_>>> {
        self.skip_blank_lines()?;
        let line = self.line;
        self.raw.clear();
        let (mut filled, mut cells, mut quotes, mut found) = (0, 0, 0, 0);
        let mut size = Size::Held;
        loop {
            let bytes = Self::fill(&mut self.input)?;
            let at_end = bytes.is_empty();
            let data = self.data.get_mut(filled..).unwrap_or_default();
            let ends = self.ends.get_mut(cells..).unwrap_or_default();
            let (result, read, written, ended) = self.core.read_record(bytes, data, ends);
            let used = bytes.get(..read).unwrap_or_default();
            self.line += count(used, b'\n') as u64;
            quotes += count(used, b'"');
            if size == Size::Held && self.raw.len() + used.len() > LINE_LIMIT {
                size = Size::TooLong;
            }
            if size == Size::Held {
                self.raw.extend_from_slice(used);
            }
            self.input.consume(read);
            filled += written;
            cells += ended;
            found += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if size != Size::Held => filled = 0,
                ReadRecordResult::OutputFull => self.data.resize(self.data.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if size != Size::Held => cells = 0,
                ReadRecordResult::OutputEndsFull if self.ends.len() >= COLUMNS => {
                    size = Size::TooWide { found };
                    cells = 0;
                }
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::End => return Ok(None),
                ReadRecordResult::Record => {
                    if size != Size::Held {
                        (filled, cells) = (0, 0);
                        self.raw.clear();
                    }
                    if let Size::TooWide { found: counted } = &mut size {
                        *counted = found;
                    }
                    return Ok(Some(Record {
                        line,
                        raw: &self.raw,
                        data: self.data.get(..filled).unwrap_or_default(),
                        ends: self.ends.get(..cells).unwrap_or_default(),
                        size,
                        at_end,
                        quotes,
                    }));
                }
            }
        }
    }
}

fn count(bytes: &[u8], wanted: u8) -> usize {
    bytes.iter().filter(|byte| **byte == wanted).count()
}

#[cfg(test)]
mod tests;
