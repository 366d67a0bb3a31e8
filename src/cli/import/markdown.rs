//! Markdown: one report a file, or one for each level-1 heading.
//!
//! ```text
//! ---                     front matter, optional; only at the start of the file; counts for every report in it
//! unit: 海曙区
//! channel: field
//! ---
//! # Title                 `# ` begins a report (not inside a code fence); the rest up to the next one is its body
//! Body …
//! ```
//!
//! A `title` in the front matter makes the whole file one report, headings and all. Text before the first heading is a
//! bad row: it would belong to nobody. Line ends become `\n`; blank lines around a body are dropped. One report is held
//! at a time; a report over the limit of the desk is skipped, not held.

use super::Source;
use super::lines::{LINE_LIMIT, Line, Lines, as_text};
use super::problem::Problem;
use super::row::{Draft, Fault, Note, Notes};
use super::words::Field;
use std::io::BufRead;

/// Most lines of front matter.
const FRONT_MATTER_LINES: u64 = 200;

/// The reader for Markdown.
pub(super) struct Markdown<R> {
    lines: Lines<R>,
    row_limit: usize,
    front: Vec<(Field, usize, String)>,
    /// The report being gathered.
    open: Option<Report>,
    fence: Option<Fence>,
    started: bool,
    any: bool,
    ended: bool,
}

/// A report while its lines come in.
struct Report {
    line: u64,
    title: Option<String>,
    body: String,
    fault: Option<Fault>,
}

/// An open code fence: its character and length.
#[derive(Clone, Copy)]
struct Fence {
    mark: u8,
    length: usize,
}

impl<R: BufRead> Markdown<R> {
    pub fn new(input: R, row_limit: usize) -> Self {
        Self {
            lines: Lines::new(input),
            row_limit,
            front: Vec::new(),
            open: None,
            fence: None,
            started: false,
            any: false,
            ended: false,
        }
    }

    /// The report gathered so far, finished.
    fn close(&mut self, notes: &mut Notes) -> Option<Result<Draft, Fault>> {
        let report = self.open.take()?;
        if let Some(fault) = report.fault {
            return Some(Err(fault));
        }
        let mut draft = Draft::at(Some(report.line));
        for (field, rank, text) in &self.front {
            if let Err(fault) = draft.put(*field, *rank, text.clone(), notes) {
                return Some(Err(fault));
            }
        }
        let body = trim_blank_lines(&report.body).to_owned();
        let own = report
            .title
            .map(|title| (Field::Title, title))
            .into_iter()
            .chain([(Field::Body, body)]);
        for (field, text) in own {
            if let Err(fault) = draft.put(field, 0, text, notes) {
                return Some(Err(fault));
            }
        }
        Some(Ok(draft))
    }

    fn titled_by_front_matter(&self) -> bool {
        self.front.iter().any(|(field, ..)| *field == Field::Title)
    }

    /// One line of reports. `Some` when it ended the one before.
    fn take_line(
        &mut self,
        number: u64,
        line: Result<&str, Fault>,
        notes: &mut Notes,
    ) -> Option<Result<Draft, Fault>> {
        let line = match line {
            Ok(line) => line,
            Err(fault) => {
                self.report(number).fault.get_or_insert(fault);
                return None;
            }
        };
        let fenced = self.fence.is_some();
        self.fence = fence_after(self.fence, line);
        if !fenced
            && !self.titled_by_front_matter()
            && let Some(title) = heading(line)
        {
            let before = self.close(notes);
            self.open = Some(Report {
                line: number,
                title: Some(title.to_owned()),
                body: String::new(),
                fault: None,
            });
            self.any = true;
            return before;
        }
        if self.open.is_none() && line.trim().is_empty() {
            return None;
        }
        let limit = self.row_limit;
        let headed = self.titled_by_front_matter();
        let report = self.report(number);
        if report.fault.is_none() && report.title.is_none() && !headed {
            report.fault = Some(Fault::at(number, Problem::TextBeforeTitle).showing(line));
        }
        let bytes = report.body.len() + line.len() + 1;
        if bytes > limit && report.fault.is_none() {
            report.fault = Some(Fault::at(
                report.line,
                Problem::RowTooLarge { bytes, limit },
            ));
        }
        if report.fault.is_some() {
            report.body = String::new();
        } else {
            report.body.push_str(line);
            report.body.push('\n');
        }
        None
    }

    /// The report that lines go to; text outside any opens one.
    fn report(&mut self, number: u64) -> &mut Report {
        self.any = true;
        self.open.get_or_insert_with(|| Report {
            line: number,
            title: None,
            body: String::new(),
            fault: None,
        })
    }

    /// Reads the front matter, whose opening line has been read.
    fn front_matter(&mut self, notes: &mut Notes) -> Result<(), Fault> {
        let mut last: Option<Option<Field>> = None;
        let mut headed = false;
        while self.lines.number() <= FRONT_MATTER_LINES {
            let number = self.lines.number() + 1;
            let Some(line) = self.lines.next_line()? else {
                break;
            };
            let Line::Bytes(bytes) = line else {
                return Err(Fault::at(
                    number,
                    Problem::LineTooLong { limit: LINE_LIMIT },
                ));
            };
            let line = as_text(bytes, number).map_err(|problem| Fault::at(number, problem))?;
            let trimmed = line.trim();
            if matches!(line.trim_end(), "---" | "...") {
                return Ok(());
            }
            if trimmed.is_empty() || trimmed.starts_with('#') {
                // A remark, or the heading of a report above which the front matter was meant to end.
                headed |= heading(line).is_some();
                continue;
            }
            // A list or a nested value belongs to the name above it; that is only of interest if the name is ours.
            if line.starts_with([' ', '\t', '-']) && last.is_some() {
                match last.flatten() {
                    None => continue,
                    Some(field) => {
                        return Err(Fault::at(number, Problem::FrontMatterLine)
                            .of(field)
                            .showing(trimmed));
                    }
                }
            }
            let Some((name, value)) = trimmed.split_once([':', '：']) else {
                if headed {
                    break;
                }
                return Err(Fault::at(number, Problem::FrontMatterLine).showing(trimmed));
            };
            let found = Field::named(name);
            last = Some(found.map(|(field, _)| field));
            match found {
                None => notes.count(Note::FieldKeptOut, name.trim()),
                Some(found) => keep(&mut self.front, number, found, unquoted(value), notes)?,
            }
        }
        Err(Fault::at(1, Problem::FrontMatterOpen))
    }
}

impl<R: BufRead> Source for Markdown<R> {
    fn next_draft(&mut self, notes: &mut Notes) -> Option<Result<Draft, Fault>> {
        while !self.ended {
            let number = self.lines.number() + 1;
            let line = match self.lines.next_line() {
                Err(fault) => {
                    // The report being gathered is not whole; it must not go in.
                    self.open = None;
                    self.ended = true;
                    return Some(Err(fault));
                }
                Ok(None) => {
                    self.ended = true;
                    if !self.any {
                        return Some(Err(Fault::of_file(Problem::EmptyFile)));
                    }
                    break;
                }
                Ok(Some(Line::TooLong)) => Err(Fault::at(
                    number,
                    Problem::LineTooLong { limit: LINE_LIMIT },
                )),
                Ok(Some(Line::Bytes(bytes))) => as_text(bytes, number)
                    .map(str::to_owned)
                    .map_err(|problem| Fault::at(number, problem)),
            };
            if !self.started {
                self.started = true;
                if line.as_ref().is_ok_and(|line| line.trim_end() == "---") {
                    if let Err(fault) = self.front_matter(notes) {
                        self.ended = true;
                        return Some(Err(fault));
                    }
                    continue;
                }
            }
            if let Some(before) =
                self.take_line(number, line.as_deref().map_err(Fault::clone), notes)
            {
                return Some(before);
            }
        }
        self.close(notes)
    }
}

/// Keeps a field of the front matter; of two names for one field, the better.
fn keep(
    front: &mut Vec<(Field, usize, String)>,
    number: u64,
    (field, rank): (Field, usize),
    value: &str,
    notes: &mut Notes,
) -> Result<(), Fault> {
    if value.is_empty() {
        return Ok(());
    }
    match front.iter_mut().find(|(known, ..)| *known == field) {
        Some((_, old, _)) if *old == rank => {
            return Err(Fault::at(number, Problem::GivenTwice)
                .of(field)
                .showing(value));
        }
        Some((_, old, _)) if *old < rank => notes.count(Note::FieldKeptOut, field.name_at(rank)),
        Some((_, old, kept)) => {
            notes.count(Note::FieldKeptOut, field.name_at(*old));
            (*old, *kept) = (rank, value.to_owned());
        }
        None => front.push((field, rank, value.to_owned())),
    }
    Ok(())
}

/// The text of a level-1 heading.
fn heading(line: &str) -> Option<&str> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let rest = line.trim_start_matches(' ').strip_prefix('#')?;
    if indent > 3 || !(rest.is_empty() || rest.starts_with([' ', '\t', '\u{3000}'])) {
        return None;
    }
    let text = rest.trim();
    let open = text.trim_end_matches('#');
    // `# C#` keeps its sign; `# Title #` loses it.
    Some(if open.is_empty() || open.ends_with([' ', '\t']) {
        open.trim_end()
    } else {
        text
    })
}

/// The fence that is open after `line`.
fn fence_after(open: Option<Fence>, line: &str) -> Option<Fence> {
    let trimmed = line.trim_start_matches(' ');
    if line.len() - trimmed.len() > 3 {
        return open;
    }
    let Some(mark @ (b'`' | b'~')) = trimmed.bytes().next() else {
        return open;
    };
    let length = trimmed.bytes().take_while(|byte| *byte == mark).count();
    let rest = trimmed.get(length..).unwrap_or_default();
    match open {
        None if length >= 3 && !(mark == b'`' && rest.contains('`')) => {
            Some(Fence { mark, length })
        }
        Some(fence) if fence.mark == mark && length >= fence.length && rest.trim().is_empty() => {
            None
        }
        _ => open,
    }
}

/// Without the quotation marks around a value.
fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let inner = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark);
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
}

/// Without blank lines at both ends; the first line keeps its indent.
fn trim_blank_lines(body: &str) -> &str {
    let body = body.trim_end();
    let blank = body.len() - body.trim_start().len();
    let start = body
        .get(..blank)
        .and_then(|lead| lead.rfind('\n'))
        .map_or(0, |at| at + 1);
    body.get(start..).unwrap_or(body)
}

#[cfg(test)]
mod tests;
