//! What can be wrong with a row or a file: data first, with a stable code for scripts; the words are in `messages`.

use super::words::Field;
use crate::domain::report::{Channel, Urgency};
use crate::messages::{Lang, Phrase, import as say};
use std::io;

/// What is wrong with a row or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    // ── the file as a whole ──
    /// It could not be opened or read on.
    Unreadable(io::ErrorKind),
    /// Its name does not end in one of the known formats.
    UnknownFormat,
    /// It has no row at all.
    EmptyFile,
    /// UTF-16, as some spreadsheets save "Unicode text".
    Utf16,
    /// One JSON array instead of one object a line.
    JsonArray,
    /// JSON objects spread over several lines each.
    JsonSpread,
    /// CSV: the header lacks columns that every row needs.
    MissingColumns {
        /// The fields without a column.
        missing: Vec<Field>,
        /// The names in the header, raw, as many as [`super::csv::NAMES_SHOWN`].
        found: Vec<String>,
    },
    /// CSV: two columns of one name.
    RepeatedColumn,
    /// Markdown: the front matter has no closing line.
    FrontMatterOpen,
    /// Markdown: a line of the front matter is not `key: value`.
    FrontMatterLine,

    // ── a row ──
    /// Bytes that are not UTF-8; GB18030 is the usual cause.
    NotUtf8 {
        /// Line of the file, from 1.
        line: u64,
        /// Character of the line, from 1.
        column: u64,
    },
    /// A line longer than can be a row; it was skipped unread.
    LineTooLong {
        /// Bytes allowed.
        limit: usize,
    },
    /// The values together are over the limit of the desk.
    RowTooLarge {
        /// Bytes of the row; of a row that was not read to its end, those read so far.
        bytes: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// A field every row needs is absent or blank.
    Missing,
    /// The same name twice in one row.
    GivenTwice,
    /// U+0000 in a value; the database cannot hold it.
    Nul,
    /// A channel the desk does not have.
    UnknownChannel,
    /// An urgency the desk does not have.
    UnknownUrgency,
    /// A unit the desk does not have.
    UnknownUnit,
    /// JSON that does not follow its grammar.
    NotJson {
        /// Byte of the line, from 1.
        column: usize,
    },
    /// JSON that ends in the middle.
    CutShort,
    /// JSON, but not an object.
    NotAnObject,
    /// A value that is not text.
    NotText,
    /// CSV: more or fewer columns than the header.
    WrongColumns {
        /// Columns of the header.
        expected: usize,
        /// Columns of the row.
        found: usize,
    },
    /// CSV: a quotation mark that never closes, or closes rows later.
    QuoteOpen,
    /// Markdown: text before the first `# title`.
    TextBeforeTitle,

    /// A `.docx` that cannot be read.
    Docx(DocxFault),

    // ── the desk's answer ──
    /// Nobody is named who signed it out in the unit.
    NotReleased,
    /// The desk did not take it, in the desk's own words.
    Refused(String),
}

/// Why a `.docx` cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocxFault {
    /// Not a zip archive at all.
    NotZip,
    /// An old binary `.doc` (or another OLE file) under a new name.
    OldWord,
    /// Protected by a password.
    Encrypted,
    /// Cut off or broken: the archive or the XML in it does not hold together.
    Damaged,
    /// A sound archive without a Word document in it.
    NoDocument,
    /// XML that declares a document type; entities could reach outside the file.
    DocumentType,
    /// Over the bounds on size, number of parts, compression or nesting.
    OutOfBounds,
    /// A document without any text.
    NoText,
}

impl From<DocxFault> for Problem {
    fn from(fault: DocxFault) -> Self {
        Problem::Docx(fault)
    }
}

impl Problem {
    /// A stable word for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Problem::Unreadable(_) => "unreadable",
            Problem::UnknownFormat => "unknown_format",
            Problem::EmptyFile => "empty_file",
            Problem::Utf16 => "utf16",
            Problem::JsonArray => "json_array",
            Problem::JsonSpread => "json_spread",
            Problem::MissingColumns { .. } => "missing_columns",
            Problem::RepeatedColumn => "repeated_column",
            Problem::FrontMatterOpen => "front_matter_open",
            Problem::FrontMatterLine => "front_matter_line",
            Problem::NotUtf8 { .. } => "not_utf8",
            Problem::LineTooLong { .. } => "line_too_long",
            Problem::RowTooLarge { .. } => "row_too_large",
            Problem::Missing => "missing",
            Problem::GivenTwice => "given_twice",
            Problem::Nul => "nul",
            Problem::UnknownChannel => "unknown_channel",
            Problem::UnknownUrgency => "unknown_urgency",
            Problem::UnknownUnit => "unknown_unit",
            Problem::NotJson { .. } => "not_json",
            Problem::CutShort => "cut_short",
            Problem::NotAnObject => "not_an_object",
            Problem::NotText => "not_text",
            Problem::WrongColumns { .. } => "wrong_columns",
            Problem::QuoteOpen => "quote_open",
            Problem::TextBeforeTitle => "text_before_title",
            Problem::Docx(fault) => match fault {
                DocxFault::NotZip => "docx_not_zip",
                DocxFault::OldWord => "docx_old_word",
                DocxFault::Encrypted => "docx_encrypted",
                DocxFault::Damaged => "docx_damaged",
                DocxFault::NoDocument => "docx_no_document",
                DocxFault::DocumentType => "docx_document_type",
                DocxFault::OutOfBounds => "docx_out_of_bounds",
                DocxFault::NoText => "docx_no_text",
            },
            Problem::NotReleased => "not_released",
            Problem::Refused(_) => "refused",
        }
    }

    /// What is wrong, in one sentence. Values of the file in it are raw: clean the whole before drawing.
    pub fn sentence(&self, lang: Lang) -> String {
        let plain = |phrase: Phrase| phrase.get(lang).to_owned();
        match self {
            Problem::Unreadable(kind) => match kind {
                io::ErrorKind::NotFound => plain(say::NOT_FOUND),
                io::ErrorKind::PermissionDenied => plain(say::NOT_ALLOWED),
                io::ErrorKind::IsADirectory => plain(say::IS_FOLDER),
                other => say::unreadable(lang, other),
            },
            Problem::UnknownFormat => plain(say::UNKNOWN_FORMAT),
            Problem::EmptyFile => plain(say::EMPTY_FILE),
            Problem::Utf16 => plain(say::UTF16),
            Problem::JsonArray => plain(say::JSON_ARRAY),
            Problem::JsonSpread => plain(say::JSON_SPREAD),
            Problem::MissingColumns { missing, found } => {
                let missing: Vec<&str> = missing.iter().map(|field| field.name()).collect();
                let stop = say::LIST_STOP.get(lang);
                say::missing_columns(lang, missing.join(stop), found.join(stop))
            }
            Problem::RepeatedColumn => plain(say::REPEATED_COLUMN),
            Problem::FrontMatterOpen => plain(say::FRONT_MATTER_OPEN),
            Problem::FrontMatterLine => plain(say::FRONT_MATTER_LINE),
            Problem::NotUtf8 { line, column } => say::not_utf8(lang, line, column),
            Problem::LineTooLong { limit } => say::line_too_long(lang, bytes(*limit)),
            Problem::RowTooLarge { bytes: size, limit } => {
                say::row_too_large(lang, bytes(*size), bytes(*limit))
            }
            Problem::Missing => plain(say::MISSING),
            Problem::GivenTwice => plain(say::GIVEN_TWICE),
            Problem::Nul => plain(say::NUL),
            Problem::UnknownChannel => plain(say::UNKNOWN_CHANNEL),
            Problem::UnknownUrgency => plain(say::UNKNOWN_URGENCY),
            Problem::UnknownUnit => plain(say::UNKNOWN_UNIT),
            Problem::NotJson { column } => say::not_json(lang, column),
            Problem::CutShort => plain(say::CUT_SHORT),
            Problem::NotAnObject => plain(say::NOT_AN_OBJECT),
            Problem::NotText => plain(say::NOT_TEXT),
            Problem::WrongColumns { expected, found } => say::wrong_columns(lang, expected, found),
            Problem::QuoteOpen => plain(say::QUOTE_OPEN),
            Problem::TextBeforeTitle => plain(say::TEXT_BEFORE_TITLE),
            Problem::Docx(fault) => plain(match fault {
                DocxFault::NotZip => say::DOCX_NOT_ZIP,
                DocxFault::OldWord => say::DOCX_OLD_WORD,
                DocxFault::Encrypted => say::DOCX_ENCRYPTED,
                DocxFault::Damaged => say::DOCX_DAMAGED,
                DocxFault::NoDocument => say::DOCX_NO_DOCUMENT,
                DocxFault::DocumentType => say::DOCX_DOCUMENT_TYPE,
                DocxFault::OutOfBounds => say::DOCX_OUT_OF_BOUNDS,
                DocxFault::NoText => say::DOCX_NO_TEXT,
            }),
            Problem::NotReleased => plain(say::NOT_RELEASED),
            Problem::Refused(sentence) => sentence.clone(),
        }
    }

    /// What to do about it, in one sentence; `field` is the field at fault.
    pub fn remedy(&self, field: Option<Field>, lang: Lang) -> String {
        let plain = |phrase: Phrase| phrase.get(lang).to_owned();
        match self {
            Problem::Unreadable(io::ErrorKind::NotFound) => plain(say::DO_CHECK_PATH),
            Problem::Unreadable(io::ErrorKind::IsADirectory) => plain(say::DO_NAME_FILES),
            Problem::Unreadable(_) => plain(say::DO_CHECK_ACCESS),
            Problem::UnknownFormat => plain(say::DO_KNOWN_FORMATS),
            Problem::EmptyFile | Problem::Docx(DocxFault::NoText) => plain(say::DO_CHECK_CONTENT),
            Problem::Utf16 => plain(say::DO_CONVERT_UTF16),
            Problem::JsonArray => plain(say::DO_SPLIT_ARRAY),
            Problem::JsonSpread => plain(say::DO_GATHER_OBJECTS),
            Problem::MissingColumns { .. } => plain(say::DO_NAME_COLUMNS),
            Problem::RepeatedColumn | Problem::GivenTwice => plain(say::DO_KEEP_ONE),
            Problem::FrontMatterOpen => plain(say::DO_CLOSE_FRONT_MATTER),
            Problem::FrontMatterLine => plain(say::DO_KEY_VALUE),
            Problem::NotUtf8 { .. } => plain(say::DO_CONVERT),
            Problem::LineTooLong { .. } | Problem::RowTooLarge { .. } => plain(say::DO_SHORTEN),
            Problem::Missing if field == Some(Field::Unit) => plain(say::DO_GIVE_UNIT),
            Problem::Missing => plain(say::DO_FILL_IN),
            Problem::Nul => plain(say::DO_REMOVE_NUL),
            Problem::UnknownChannel => {
                say::do_use_channel(lang, words(Channel::ALL.map(Channel::word), lang))
            }
            Problem::UnknownUrgency => {
                say::do_use_urgency(lang, words(Urgency::ALL.map(Urgency::word), lang))
            }
            Problem::UnknownUnit => plain(say::DO_USE_UNIT),
            Problem::NotJson { .. } | Problem::CutShort | Problem::NotAnObject => {
                plain(say::DO_ONE_OBJECT)
            }
            Problem::NotText => plain(say::DO_QUOTE_VALUE),
            Problem::WrongColumns { .. } => plain(say::DO_MATCH_HEADER),
            Problem::QuoteOpen => plain(say::DO_CLOSE_QUOTE),
            Problem::TextBeforeTitle => plain(say::DO_BEGIN_WITH_TITLE),
            Problem::Docx(fault) => plain(match fault {
                DocxFault::Encrypted => say::DO_REMOVE_PASSWORD,
                DocxFault::Damaged => say::DO_SEND_AGAIN,
                DocxFault::OutOfBounds => say::DO_COPY_TEXT,
                _ => say::DO_SAVE_AS_DOCX,
            }),
            Problem::NotReleased => plain(say::DO_NAME_SIGNER),
            Problem::Refused(_) => plain(say::DO_AS_THE_DESK_SAYS),
        }
    }
}

fn words<const N: usize>(legal: [&'static str; N], lang: Lang) -> String {
    legal.join(say::LIST_STOP.get(lang))
}

/// A size for people: whole MiB where it is one, else KiB or bytes; never rounded down to the limit it is over.
fn bytes(size: usize) -> String {
    const KIB: usize = 1 << 10;
    const MIB: usize = 1 << 20;
    match size {
        size if size >= MIB && size % MIB == 0 => format!("{} MiB", size / MIB),
        size if size >= KIB => format!("{} KiB", size.div_ceil(KIB)),
        size => format!("{size} B"),
    }
}

/// The field's name for people.
pub(super) fn field_name(field: Field, lang: Lang) -> &'static str {
    match field {
        Field::Title => say::FIELD_TITLE,
        Field::Body => say::FIELD_BODY,
        Field::Unit => say::FIELD_UNIT,
        Field::Channel => say::FIELD_CHANNEL,
        Field::Urgency => say::FIELD_URGENCY,
        Field::SenderTime => say::FIELD_SENDER_TIME,
        Field::Author => say::FIELD_AUTHOR,
        Field::ReleasedBy => say::FIELD_RELEASED_BY,
    }
    .get(lang)
}
