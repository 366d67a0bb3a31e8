//! What every reader yields: a [`Row`] that can be handed in, or a [`BadRow`] that says where, what and why.
//!
//! A reader only takes a file apart; it fills a [`Draft`] with words. Everything that makes words a row (defaults,
//! unknown words, times, sizes) is decided here once, so that a report means the same in every format.

use super::options::{ImportOptions, UnknownUnit};
use super::problem::Problem;
use super::time::{self, Stated};
use super::words::{self, Field};
use crate::domain::report::{Channel, Urgency};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where in the given files something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file as the person named it.
    pub file: Arc<str>,
    /// Line from 1; `None` is the file as a whole.
    pub line: Option<u64>,
}

/// One report, ready to be handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it begins.
    pub place: Place,
    /// Never blank; outer spaces removed.
    pub title: String,
    /// Never blank; exactly as sent.
    pub body: String,
    /// Name or id of the unit; an id when [`ImportOptions::units`] was given and knows it.
    pub unit: Option<String>,
    /// `None` leaves it to the desk.
    pub channel: Option<Channel>,
    /// `None` leaves it to the desk.
    pub urgency: Option<Urgency>,
    /// What the sender's clock said; the server alone decides what is late.
    pub sender_time: Option<Timestamp>,
    /// Name of the writer in the unit.
    pub author: Option<String>,
    /// Name of the person who signed it out in the unit.
    pub released_by: Option<String>,
}

/// A row, or a whole file, that was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// Where it is.
    pub place: Place,
    /// The field at fault, when it is one.
    pub field: Option<Field>,
    /// The beginning of the value at fault, raw: pass it through `text.rs` before drawing.
    pub value: Option<String>,
    /// What is wrong, as data; [`Problem::sentence`] and [`Problem::remedy`] put it in words.
    pub problem: Problem,
}

/// A row's fault before the file's name is put to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub line: Option<u64>,
    pub field: Option<Field>,
    pub value: Option<String>,
    pub problem: Problem,
}

impl Fault {
    /// A fault of the file as a whole.
    pub fn of_file(problem: Problem) -> Self {
        Self {
            line: None,
            field: None,
            value: None,
            problem,
        }
    }

    /// A fault of the row at `line`.
    pub fn at(line: u64, problem: Problem) -> Self {
        Self {
            line: Some(line),
            field: None,
            value: None,
            problem,
        }
    }

    /// The same fault, of `field`.
    pub fn of(mut self, field: Field) -> Self {
        self.field = Some(field);
        self
    }

    /// The same fault, showing the beginning of `value`.
    pub fn showing(mut self, value: &str) -> Self {
        self.value = Some(excerpt(value));
        self
    }

    /// With the file's name.
    pub fn into_bad_row(self, file: &Arc<str>) -> BadRow {
        BadRow {
            place: Place {
                file: Arc::clone(file),
                line: self.line,
            },
            field: self.field,
            value: self.value,
            problem: self.problem,
        }
    }
}

/// How many characters of a value are shown beside its fault.
const EXCERPT: usize = 40;

/// The beginning of `value`, still raw.
fn excerpt(value: &str) -> String {
    let mut shown: String = value.chars().take(EXCERPT).collect();
    if shown.len() < value.len() {
        shown.push_str("..");
    }
    shown
}

/// What a reader found of one row: words, not yet judged.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// Line where the row begins; `None` when the file is the row.
    pub line: Option<u64>,
    given: [Option<Given>; Field::ALL.len()],
}

/// A value and the rank of the name it came under.
#[derive(Debug, Clone)]
struct Given {
    rank: usize,
    text: String,
}

impl Draft {
    /// An empty row that begins at `line`.
    pub fn at(line: Option<u64>) -> Self {
        Self {
            line,
            ..Self::default()
        }
    }

    /// Fills in a field. Two names of one field: the better one (lower rank) counts and the other is noted as kept
    /// out. Errors: the same name twice ([`Problem::GivenTwice`]).
    pub fn put(
        &mut self,
        field: Field,
        rank: usize,
        text: String,
        notes: &mut Notes,
    ) -> Result<(), Fault> {
        let Some(slot) = self.given.get_mut(field as usize) else {
            return Ok(());
        };
        match slot {
            Some(old) if old.rank == rank => {
                return Err(Fault {
                    line: self.line,
                    ..Fault::of_file(Problem::GivenTwice)
                }
                .of(field)
                .showing(&text));
            }
            Some(old) if old.rank < rank => notes.count(Note::FieldKeptOut, field.name_at(rank)),
            Some(old) => {
                notes.count(Note::FieldKeptOut, field.name_at(old.rank));
                *slot = Some(Given { rank, text });
            }
            None => *slot = Some(Given { rank, text }),
        }
        Ok(())
    }

    /// Bytes of all values.
    pub fn size(&self) -> usize {
        self.given
            .iter()
            .flatten()
            .map(|given| given.text.len())
            .sum()
    }

    fn take(&mut self, field: Field) -> Option<String> {
        let text = self.given.get_mut(field as usize)?.take()?.text;
        (!text.trim().is_empty()).then_some(text)
    }

    /// A short field: outer spaces removed, absent when blank.
    fn take_word(&mut self, field: Field) -> Option<String> {
        self.take(field).map(|text| text.trim().to_owned())
    }

    /// Judges the words. What was replaced or left out is counted in `notes`, only for rows that are good.
    pub fn judge(
        mut self,
        file: &Arc<str>,
        options: &ImportOptions,
        notes: &mut Notes,
    ) -> Result<Row, Fault> {
        let line = self.line;
        let fault = |field: Field, problem: Problem| {
            Fault {
                line,
                ..Fault::of_file(problem)
            }
            .of(field)
        };

        let bytes = self.size();
        if bytes > options.row_limit {
            return Err(Fault {
                line,
                ..Fault::of_file(Problem::RowTooLarge {
                    bytes,
                    limit: options.row_limit,
                })
            });
        }
        for field in Field::ALL {
            if let Some(Some(given)) = self.given.get(field as usize)
                && given.text.contains('\0')
            {
                return Err(fault(field, Problem::Nul).showing(&given.text));
            }
        }

        let title = self
            .take_word(Field::Title)
            .ok_or_else(|| fault(Field::Title, Problem::Missing))?;
        let body = self
            .take(Field::Body)
            .ok_or_else(|| fault(Field::Body, Problem::Missing))?;
        let mut seen: Vec<(Note, String)> = Vec::new();

        let unit = match self.take_word(Field::Unit) {
            None => options.unit.clone(),
            Some(stated) => match &options.units {
                None => Some(stated),
                Some(book) => match (book.id(&stated), options.unknown_unit, &options.unit) {
                    (Some(id), _, _) => Some(id.to_owned()),
                    (None, UnknownUnit::UseDefault, Some(default)) => {
                        seen.push((Note::Replaced(Field::Unit), stated));
                        Some(default.clone())
                    }
                    _ => return Err(fault(Field::Unit, Problem::UnknownUnit).showing(&stated)),
                },
            },
        };
        if unit.is_none() && options.unit_required {
            return Err(fault(Field::Unit, Problem::Missing));
        }

        let channel = match self.take_word(Field::Channel) {
            None => options.channel,
            Some(stated) => match (words::channel(&stated), options.channel) {
                (Some(known), _) => Some(known),
                (None, Some(default)) => {
                    seen.push((Note::Replaced(Field::Channel), stated));
                    Some(default)
                }
                (None, None) => {
                    return Err(fault(Field::Channel, Problem::UnknownChannel).showing(&stated));
                }
            },
        };
        let urgency = match self.take_word(Field::Urgency) {
            None => options.urgency,
            Some(stated) => match (words::urgency(&stated), options.urgency) {
                (Some(known), _) => Some(known),
                (None, Some(default)) => {
                    seen.push((Note::Replaced(Field::Urgency), stated));
                    Some(default)
                }
                (None, None) => {
                    return Err(fault(Field::Urgency, Problem::UnknownUrgency).showing(&stated));
                }
            },
        };

        let sender_time = match self.take_word(Field::SenderTime) {
            None => None,
            Some(stated) => match time::read(&stated, &options.zone, options.now) {
                Stated::Plausible(at) => Some(at),
                Stated::Future(at) => {
                    seen.push((Note::TimeAhead, stated));
                    Some(at)
                }
                Stated::Placeholder | Stated::Unreadable => {
                    seen.push((Note::TimeLeftOut, stated));
                    None
                }
            },
        };

        for (note, what) in seen {
            notes.count(note, &what);
        }
        Ok(Row {
            place: Place {
                file: Arc::clone(file),
                line,
            },
            title,
            body,
            unit,
            channel,
            urgency,
            sender_time,
            author: self.take_word(Field::Author),
            released_by: self.take_word(Field::ReleasedBy),
        })
    }
}

/// Something done to good rows that the person must hear of once, with how often it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Note {
    /// A field of the file that a submission does not have (or has under a better name); it was kept out.
    FieldKeptOut,
    /// A word of this field that the desk does not know; the default given by flag stands in its place.
    Replaced(Field),
    /// A sender's time that could not be read, or that stands for "none" (before 1900); the row went in without it.
    TimeLeftOut,
    /// A sender's time ahead of this machine's clock; kept as stated.
    TimeAhead,
}

/// The notes of an import: each kind with the words it was about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    by_kind: BTreeMap<Note, Tally>,
}

impl Notes {
    pub(super) fn count(&mut self, note: Note, word: &str) {
        self.by_kind.entry(note).or_default().add(word, 1);
    }

    /// Each kind that occurred, in a fixed order.
    pub fn iter(&self) -> impl Iterator<Item = (Note, &Tally)> {
        self.by_kind.iter().map(|(note, tally)| (*note, tally))
    }

    /// Adds those of another file.
    pub fn absorb(&mut self, other: &Notes) {
        for (note, tally) in &other.by_kind {
            let mine = self.by_kind.entry(*note).or_default();
            for (word, times) in &tally.named {
                mine.add(word, *times);
            }
            mine.total += tally.unnamed();
        }
    }
}

/// Words and how often each occurred. Bounded: a file with a new word on each line costs no memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    named: BTreeMap<String, u64>,
    total: u64,
}

impl Tally {
    /// How many different words are kept by name; further ones are only counted.
    const NAMED: usize = 100;

    fn add(&mut self, word: &str, times: u64) {
        self.total += times;
        let word = excerpt(word);
        if let Some(count) = self.named.get_mut(&word) {
            *count += times;
        } else if self.named.len() < Self::NAMED {
            self.named.insert(word, times);
        }
    }

    /// How often in all.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Occurrences of words that were too many to be kept by name.
    pub fn unnamed(&self) -> u64 {
        self.total - self.named.values().sum::<u64>()
    }

    /// The words kept by name, most frequent first.
    pub fn most(&self) -> Vec<(&str, u64)> {
        let mut all: Vec<(&str, u64)> = self
            .named
            .iter()
            .map(|(word, count)| (word.as_str(), *count))
            .collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        all
    }
}

#[cfg(test)]
mod tests;
