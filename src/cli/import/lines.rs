//! Lines of a stream, each bounded: a line longer than [`LINE_LIMIT`] is skipped without being held.

use super::problem::Problem;
use super::row::Fault;
use std::io::{self, BufRead};

/// Most bytes of one line, and of one CSV record: a row of the default limit with every character written as `\uXXXX`
/// still fits.
pub const LINE_LIMIT: usize = 4 << 20;

/// One line of the file.
pub(super) enum Line<'a> {
    /// Without its line end.
    Bytes(&'a [u8]),
    /// Over the limit; it was skipped.
    TooLong,
}

/// Reads lines and counts them.
pub(super) struct Lines<R> {
    input: R,
    number: u64,
    line: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    pub fn new(input: R) -> Self {
        Self {
            input,
            number: 0,
            line: Vec::new(),
        }
    }

    /// Number of the line last read, from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The next line, without a byte order mark on the first. Errors: what reading the file met with, and UTF-16.
    pub fn next_line(&mut self) -> Result<Option<Line<'_>>, Fault> {
        self.line.clear();
        let mut too_long = false;
        let mut any = false;
        loop {
            let available = match self.input.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    return Err(Fault::at(
                        self.number + 1,
                        Problem::Unreadable(error.kind()),
                    ));
                }
            };
            if available.is_empty() {
                break;
            }
            any = true;
            let end = available.iter().position(|byte| *byte == b'\n');
            let part = available
                .get(..end.unwrap_or(available.len()))
                .unwrap_or_default();
            too_long |= self.line.len() + part.len() > LINE_LIMIT;
            if too_long {
                self.line.clear();
            } else {
                self.line.extend_from_slice(part);
            }
            let used = part.len() + usize::from(end.is_some());
            self.input.consume(used);
            if end.is_some() {
                break;
            }
        }
        if !any {
            return Ok(None);
        }
        self.number += 1;
        if self.number == 1 && is_utf16(&self.line) {
            return Err(Fault::of_file(Problem::Utf16));
        }
        if too_long {
            return Ok(Some(Line::TooLong));
        }
        let mut line = self.line.as_slice();
        if self.number == 1 {
            line = line.strip_prefix(BOM).unwrap_or(line);
        }
        Ok(Some(Line::Bytes(line.strip_suffix(b"\r").unwrap_or(line))))
    }
}

/// The byte order mark of UTF-8.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// Whether a file that begins so is UTF-16, by its byte order mark.
pub(super) fn is_utf16(start: &[u8]) -> bool {
    start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff")
}

/// `bytes`, which begin at line `first`, as text. Errors: [`Problem::NotUtf8`] with line and character of the first bad byte.
pub(super) fn as_text(bytes: &[u8], first: u64) -> Result<&str, Problem> {
    std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let last_line = good
            .rsplit(|byte| *byte == b'\n')
            .next()
            .unwrap_or_default();
        Problem::NotUtf8 {
            line: first + good.iter().filter(|byte| **byte == b'\n').count() as u64,
            column: String::from_utf8_lossy(last_line).chars().count() as u64 + 1,
        }
    })
}
