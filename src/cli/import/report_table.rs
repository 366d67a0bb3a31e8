//! What an import tells the person: the table of bad rows, the notes, and the same for scripts.
//!
//! File, line, field, problem, remedy. Where the window is wide enough each bad row is one line; otherwise problem and
//! remedy are wrapped beneath each other, since a remedy cut short is none. All of it may hold words of the file, so each
//! cell is cleaned before it is measured.

use super::problem::field_name;
use super::row::{BadRow, Note, Notes, Tally};
use crate::messages::{Lang, import as say};
use crate::text::{Align, cells, clean, fit, pad, wrap};
use serde::Serialize;
use std::path::Path;

/// Most cells for the file's name.
const FILE_CELLS: usize = 28;

/// Cells between columns.
const GAP: usize = 2;

/// Fewest cells for problem and remedy, however narrow the window.
const TEXT_CELLS: usize = 24;

/// Most replaced words named in one note; the rest are counted. Fields kept out are all named.
const REPLACED_SHOWN: usize = 20;

/// Most times shown in one note.
const TIMES_SHOWN: usize = 5;

/// A bad row as a script reads it: one JSON object a line.
#[derive(Debug, Serialize)]
pub struct BadRowLine<'r> {
    /// The file as the person named it.
    pub file: &'r str,
    /// Line from 1; null for the file as a whole.
    pub line: Option<u64>,
    /// Name of the field on the wire, if the fault is of one.
    pub field: Option<&'static str>,
    /// [`super::Problem::code`].
    pub code: &'static str,
    /// The beginning of the value at fault, raw.
    pub value: Option<&'r str>,
    /// The sentence for people.
    pub problem: String,
    /// What to do, for people.
    pub remedy: String,
}

impl<'r> BadRowLine<'r> {
    /// Of `bad`, with sentences in `lang`.
    pub fn new(bad: &'r BadRow, lang: Lang) -> Self {
        Self {
            file: &bad.place.file,
            line: bad.place.line,
            field: bad.field.map(|field| field.name()),
            code: bad.problem.code(),
            value: bad.value.as_deref(),
            problem: bad.problem.sentence(lang),
            remedy: bad.problem.remedy(bad.field, lang),
        }
    }
}

/// `bad` as one line of JSON, without a line end.
pub fn json_line(bad: &BadRow, lang: Lang) -> serde_json::Result<String> {
    serde_json::to_string(&BadRowLine::new(bad, lang))
}

/// The cells of one bad row, safe to draw.
struct Cells {
    file: String,
    line: String,
    field: String,
    problem: String,
    remedy: String,
}

impl Cells {
    fn of(bad: &BadRow, lang: Lang) -> Self {
        let nothing = || say::NOTHING.get(lang).to_owned();
        let file = Path::new(&*bad.place.file)
            .file_name()
            .map_or_else(|| (*bad.place.file).into(), |name| name.to_string_lossy());
        let problem = bad.problem.sentence(lang);
        let problem = match &bad.value {
            Some(value) => say::with_value(lang, problem, value),
            None => problem,
        };
        Self {
            file: clean(&file).into_owned(),
            line: bad.place.line.map_or_else(nothing, |line| line.to_string()),
            field: bad
                .field
                .map_or_else(nothing, |field| field_name(field, lang).to_owned()),
            problem: clean(&problem).into_owned(),
            remedy: clean(&bad.problem.remedy(bad.field, lang)).into_owned(),
        }
    }

    fn head(lang: Lang) -> Self {
        Self {
            file: say::HEAD_FILE.get(lang).to_owned(),
            line: say::HEAD_LINE.get(lang).to_owned(),
            field: say::HEAD_FIELD.get(lang).to_owned(),
            problem: say::HEAD_PROBLEM.get(lang).to_owned(),
            remedy: say::HEAD_REMEDY.get(lang).to_owned(),
        }
    }
}

/// The table of the first `shown` bad rows, for a window of `width` cells (`None`: as wide as it needs, for a pipe).
/// Empty without bad rows; each line ends in a line end.
pub fn table(bad: &[BadRow], lang: Lang, width: Option<usize>, shown: usize) -> String {
    if bad.is_empty() {
        return String::new();
    }
    let rows: Vec<Cells> = std::iter::once(Cells::head(lang))
        .chain(bad.iter().take(shown).map(|bad| Cells::of(bad, lang)))
        .collect();
    let widest = |cell: fn(&Cells) -> &str| {
        rows.iter()
            .map(|row| cells(cell(row)))
            .max()
            .unwrap_or_default()
    };
    let file = widest(|row| &row.file).min(FILE_CELLS);
    let (line, field) = (widest(|row| &row.line), widest(|row| &row.field));
    let (problem, remedy) = (widest(|row| &row.problem), widest(|row| &row.remedy));
    let start = file + line + field + 3 * GAP;
    let in_one_line = width.is_none_or(|width| start + problem + GAP + remedy <= width);
    let room = width.map_or(usize::MAX, |width| {
        width.saturating_sub(start).max(TEXT_CELLS)
    });

    let gap = " ".repeat(GAP);
    let mut out = String::new();
    for row in &rows {
        let lines: Vec<String> = if in_one_line {
            vec![format!("{}{gap}{}", fit(&row.problem, problem), row.remedy)]
        } else {
            // The remedy is set in a little, so that it is told from the next lines of the problem.
            let lines = |text: &str, indent: usize| -> Vec<String> {
                wrap(text, room.saturating_sub(indent))
                    .into_iter()
                    .filter_map(|line| Some(format!("{:indent$}{}", "", text.get(line)?)))
                    .collect()
            };
            [lines(&row.problem, 0), lines(&row.remedy, GAP)].concat()
        };
        let mut lines = lines.into_iter();
        let first = lines.next().unwrap_or_default();
        out.push_str(&format!(
            "{}{gap}{}{gap}{}{gap}{}\n",
            fit(&row.file, file),
            pad(&row.line, line, Align::Right),
            fit(&row.field, field),
            first.trim_end()
        ));
        for more in lines {
            out.push_str(&format!("{}{}\n", " ".repeat(start), more.trim_end()));
        }
    }
    if bad.len() > shown {
        out.push_str(&say::more_bad_rows(lang, bad.len() - shown));
        out.push('\n');
    }
    out
}

/// The closing lines of an import: how many rows went in, and each note once with the words it was about. Cleaned.
pub fn summary(good: u64, bad: u64, notes: &Notes, lang: Lang) -> Vec<String> {
    let count = if bad == 0 {
        say::rows_read_all(lang, good)
    } else {
        say::rows_read(lang, good, bad)
    };
    std::iter::once(count)
        .chain(
            notes
                .iter()
                .map(|(note, tally)| clean(&sentence(note, tally, lang)).into_owned()),
        )
        .collect()
}

fn sentence(note: Note, tally: &Tally, lang: Lang) -> String {
    match note {
        Note::FieldKeptOut => say::note_field_kept_out(lang, words(tally, usize::MAX, lang)),
        Note::Replaced(field) => say::note_replaced(
            lang,
            field_name(field, lang),
            words(tally, REPLACED_SHOWN, lang),
        ),
        Note::TimeLeftOut => say::note_time_left_out(lang, words(tally, TIMES_SHOWN, lang)),
        Note::TimeAhead => say::note_time_ahead(lang, words(tally, TIMES_SHOWN, lang)),
    }
}

/// The `most` frequent words with their counts, and how many occurrences are not among them.
fn words(tally: &Tally, most: usize, lang: Lang) -> String {
    let named = tally.most();
    let (shown, rest) = named.split_at(most.min(named.len()));
    let others = tally.unnamed() + rest.iter().map(|(_, count)| count).sum::<u64>();
    let mut words: Vec<String> = shown
        .iter()
        .map(|(word, count)| say::times(lang, word, count))
        .collect();
    if others > 0 {
        words.push(say::and_others(lang, others));
    }
    words.join(say::LIST_STOP.get(lang))
}

#[cfg(test)]
mod tests;
