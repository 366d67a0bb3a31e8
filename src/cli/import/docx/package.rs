//! A `.docx` as an archive: which parts it has, unpacked within bounds.
//!
//! The bounds are chosen so that any file is refused or read in well under a second and 64 MiB. The number of entries is
//! judged on the raw bytes, before the archive is opened: opening it reserves room for as many as it claims.

use crate::cli::import::problem::DocxFault;
use quick_xml::XmlVersion;
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Most entries of an archive: pictures count, though only text is unpacked.
const ENTRIES: u64 = 1_024;

/// Most parts unpacked of one file.
const PARTS: usize = 64;

/// Most bytes of one part, unpacked.
const PART_LIMIT: u64 = 8 << 20;

/// Most bytes of all parts unpacked of one file.
const TOTAL_LIMIT: u64 = 16 << 20;

/// Most bytes that one packed byte may become in a part over [`RATIO_FLOOR`]. Word's own XML stays below 40.
const RATIO: u64 = 100;

/// Parts up to this size are not judged by their ratio: blanks in a small file pack as well.
const RATIO_FLOOR: u64 = 1 << 20;

/// An open archive and what may still be unpacked of it.
pub(super) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    bytes_left: u64,
    parts_left: usize,
}

impl<'b> Package<'b> {
    /// Errors: not an archive, an older or protected Word file, damaged, too many entries.
    pub fn open(bytes: &'b [u8]) -> Result<Self, DocxFault> {
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            // Both old and protected files are OLE containers; the stream of a protected one tells.
            let stream: Vec<u8> = "EncryptedPackage"
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect();
            let protected = bytes.windows(stream.len()).any(|window| window == stream);
            return Err(if protected {
                DocxFault::Encrypted
            } else {
                DocxFault::OldWord
            });
        }
        if !bytes.starts_with(b"PK") {
            return Err(DocxFault::NotZip);
        }
        if entries(bytes) > ENTRIES {
            return Err(DocxFault::OutOfBounds);
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(fault)?;
        Ok(Self {
            zip,
            bytes_left: TOTAL_LIMIT,
            parts_left: PARTS,
        })
    }

    /// The name of the document's part: the one the archive points to, else the usual one.
    pub fn main_document(&mut self) -> Result<String, DocxFault> {
        let usual = "word/document.xml".to_owned();
        let Some(xml) = self.part("_rels/.rels")? else {
            return Ok(usual);
        };
        let mut reader = Reader::from_str(&xml);
        loop {
            match reader.read_event().map_err(|_| DocxFault::Damaged)? {
                Event::DocType(_) => return Err(DocxFault::DocumentType),
                Event::Start(tag) | Event::Empty(tag)
                    if tag.local_name().as_ref() == "Relationship" =>
                {
                    let value = |name: &str| -> Option<String> {
                        let attribute = tag.try_get_attribute(name).ok().flatten()?;
                        Some(
                            attribute
                                .normalized_value(XmlVersion::Implicit1_0)
                                .ok()?
                                .into_owned(),
                        )
                    };
                    // The type has one address in the transitional form and one in the strict.
                    if value("Type")
                        .is_some_and(|kind| kind.ends_with("/relationships/officeDocument"))
                        && let Some(target) = value("Target")
                    {
                        return Ok(target.trim_start_matches('/').to_owned());
                    }
                }
                Event::Eof => return Ok(usual),
                _ => {}
            }
        }
    }

    /// The part called `name`, as text; `None` if there is none. Errors: damaged, protected, out of bounds.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, DocxFault> {
        let Some(index) = self.index(name) else {
            return Ok(None);
        };
        self.parts_left = self
            .parts_left
            .checked_sub(1)
            .ok_or(DocxFault::OutOfBounds)?;
        let entry = self.zip.by_index(index).map_err(fault)?;
        let limit = PART_LIMIT.min(self.bytes_left);
        let packed = entry.compressed_size().max(1);
        let suspicious = |size: u64| size > limit || (size > RATIO_FLOOR && size / packed > RATIO);
        if suspicious(entry.size()) {
            return Err(DocxFault::OutOfBounds);
        }
        let mut bytes = Vec::new();
        entry
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| DocxFault::Damaged)?;
        let size = bytes.len() as u64;
        if suspicious(size) {
            return Err(DocxFault::OutOfBounds);
        }
        self.bytes_left -= size;
        decode(bytes).map(Some)
    }

    /// Part names differ in case and in the stroke between folders, depending on the program.
    fn index(&self, name: &str) -> Option<usize> {
        self.zip.index_for_name(name).or_else(|| {
            self.zip.file_names_raw().position(|raw| {
                String::from_utf8_lossy(raw)
                    .replace('\\', "/")
                    .trim_start_matches('/')
                    .eq_ignore_ascii_case(name)
            })
        })
    }
}

/// The most entries the archive has or claims to have: entries of a central directory, or the count in any record that
/// ends one (APPNOTE 4.3.12, 4.3.14, 4.3.16).
fn entries(bytes: &[u8]) -> u64 {
    /// The count in the older record that means "see the newer one".
    const SEE_ZIP64: u64 = 0xffff;
    let number = |at: usize, length: usize| {
        let bytes = bytes.get(at..at + length).unwrap_or_default();
        bytes
            .iter()
            .rev()
            .fold(0_u64, |number, byte| (number << 8) | u64::from(*byte))
    };
    let (mut present, mut claimed) = (0, 0);
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'P') {
        match bytes.get(at..at + 4) {
            Some(b"PK\x01\x02") => present += 1,
            Some(b"PK\x05\x06") => {
                let counts = [number(at + 8, 2), number(at + 10, 2)];
                claimed = counts
                    .into_iter()
                    .filter(|count| *count != SEE_ZIP64)
                    .fold(claimed, u64::max);
            }
            Some(b"PK\x06\x06") => {
                claimed = claimed.max(number(at + 24, 8)).max(number(at + 32, 8))
            }
            _ => {}
        }
    }
    present.max(claimed)
}

fn fault(error: ZipError) -> DocxFault {
    match error {
        ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => {
            DocxFault::Encrypted
        }
        ZipError::InvalidPassword => DocxFault::Encrypted,
        _ => DocxFault::Damaged,
    }
}

/// XML in UTF-8 or UTF-16, as its first bytes tell.
fn decode(bytes: Vec<u8>) -> Result<String, DocxFault> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes
            .chunks_exact(2)
            .filter_map(|pair| pair.try_into().ok())
            .map(unit);
        char::decode_utf16(units)
            .collect::<Result<String, _>>()
            .map_err(|_| DocxFault::Damaged)
    };
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [b'<', 0, ..] => utf16(&bytes, u16::from_le_bytes),
        [0, b'<', ..] => utf16(&bytes, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => {
            String::from_utf8(rest.to_vec()).map_err(|_| DocxFault::Damaged)
        }
        _ => String::from_utf8(bytes).map_err(|_| DocxFault::Damaged),
    }
}
