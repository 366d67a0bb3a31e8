//! JSON Lines: one object a line. Blank lines are no rows.
//!
//! Fields a submission does not have are skipped while parsing, whatever they hold, and named once in the notes.

use super::Source;
use super::lines::{LINE_LIMIT, Line, Lines, as_text};
use super::problem::Problem;
use super::row::{Draft, Fault, Note, Notes};
use super::words::Field;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::error::Category;
use std::fmt;
use std::io::BufRead;

/// The reader for JSON Lines.
pub(super) struct JsonLines<R> {
    lines: Lines<R>,
    rows: u64,
    ended: bool,
}

impl<R: BufRead> JsonLines<R> {
    pub fn new(input: R) -> Self {
        Self {
            lines: Lines::new(input),
            rows: 0,
            ended: false,
        }
    }

    /// The file as a whole cannot be read on.
    fn stop(&mut self, fault: Fault) -> Option<Result<Draft, Fault>> {
        self.ended = true;
        Some(Err(fault))
    }
}

impl<R: BufRead> Source for JsonLines<R> {
    fn next_draft(&mut self, notes: &mut Notes) -> Option<Result<Draft, Fault>> {
        while !self.ended {
            let number = self.lines.number() + 1;
            let first = self.rows == 0;
            match self.lines.next_line() {
                Err(fault) => return self.stop(fault),
                Ok(None) if first => return self.stop(Fault::of_file(Problem::EmptyFile)),
                Ok(None) => self.ended = true,
                Ok(Some(Line::TooLong)) => {
                    self.rows += 1;
                    return Some(Err(Fault::at(
                        number,
                        Problem::LineTooLong { limit: LINE_LIMIT },
                    )));
                }
                Ok(Some(Line::Bytes(line))) if line.trim_ascii().is_empty() => {}
                Ok(Some(Line::Bytes(line))) => {
                    if first && line.trim_ascii_start().starts_with(b"[") {
                        return self.stop(Fault::of_file(Problem::JsonArray));
                    }
                    if first && line.trim_ascii() == b"{" {
                        return self.stop(Fault::of_file(Problem::JsonSpread));
                    }
                    self.rows += 1;
                    return Some(row(line, number, notes));
                }
            }
        }
        None
    }
}

/// One line as a row.
fn row(line: &[u8], number: u64, notes: &mut Notes) -> Result<Draft, Fault> {
    let text = as_text(line, number).map_err(|problem| Fault::at(number, problem))?;
    let mut seen = Seen {
        draft: Draft::at(Some(number)),
        fault: None,
        object: false,
        notes,
    };
    let mut json = serde_json::Deserializer::from_str(text);
    let parsed = json.deserialize_any(&mut seen).and_then(|()| json.end());
    let Seen {
        draft,
        fault,
        object,
        ..
    } = seen;
    match parsed {
        Err(error) => Err(Fault::at(
            number,
            match error.classify() {
                Category::Eof => Problem::CutShort,
                Category::Data if !object => Problem::NotAnObject,
                _ => Problem::NotJson {
                    column: error.column(),
                },
            },
        )
        .showing(text)),
        Ok(()) => match fault {
            Some(fault) => Err(fault),
            None => Ok(draft),
        },
    }
}

/// Collects the fields of one object. A fault is kept aside so that the rest of the line is still checked as JSON.
struct Seen<'n> {
    draft: Draft,
    fault: Option<Fault>,
    object: bool,
    notes: &'n mut Notes,
}

impl<'de> Visitor<'de> for &mut Seen<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.object = true;
        while let Some(name) = map.next_key::<String>()? {
            let Some((field, rank)) = Field::named(&name) else {
                map.next_value::<IgnoredAny>()?;
                self.notes.count(Note::FieldKeptOut, &name);
                continue;
            };
            let put = match map.next_value_seed(Text)? {
                Value::Text(text) => self.draft.put(field, rank, text, self.notes),
                Value::Null => Ok(()),
                Value::Other => Err(Fault {
                    line: self.draft.line,
                    ..Fault::of_file(Problem::NotText)
                }
                .of(field)),
            };
            if let Err(fault) = put {
                self.fault.get_or_insert(fault);
            }
        }
        Ok(())
    }
}

/// A value where text is wanted; anything else is skipped unread.
enum Value {
    Text(String),
    Null,
    Other,
}

struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }
}

#[cfg(test)]
mod tests;
