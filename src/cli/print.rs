//! What a command prints: lines, tables, JSON. No escape sequences; foreign text goes through `text.rs` first.

use crate::text::{self, Align};
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

/// Cells between columns.
const GAP: &str = "  ";

/// A line on standard output, made safe to print.
pub fn line(words: impl AsRef<str>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text::clean_block(words.as_ref()).as_bytes())?;
    out.write_all(b"\n")
}

/// A line on the error stream: progress, remarks, failures. Nobody listening there is no failure.
pub fn note(words: impl AsRef<str>) {
    let mut out = io::stderr().lock();
    let _ = writeln!(out, "{}", text::clean_block(words.as_ref()));
}

/// A value as JSON, one document.
pub fn json<T: Serialize>(value: &T) -> anyhow::Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    let mut out = io::stdout().lock();
    out.write_all(harmless(&text).as_bytes())?;
    out.write_all(b"\n")?;
    Ok(())
}

/// The same JSON with every character that a terminal might obey or hide written as an escape.
pub fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        let safe = match c {
            '\n' => true,
            c if c.is_ascii() => !c.is_ascii_control(),
            c if c.is_alphanumeric() => true,
            c => {
                let alone = c.to_string();
                text::clean(&alone) == alone.as_str()
            }
        };
        if safe {
            out.push(c);
        } else {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}

/// Whether standard output is looked at by a person, and how many cells a line has then.
pub fn width() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return None;
    }
    let columns = std::env::var("COLUMNS").ok().and_then(|it| it.parse().ok());
    columns.or_else(|| {
        let size = ratatui::crossterm::terminal::size().ok();
        size.map(|(columns, _)| usize::from(columns))
            .filter(|columns| *columns > 0)
    })
}

/// Columns under their headings, as wide as what is in them. The last column is not filled up. Where a person looks, a
/// line is cut at the window's edge.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Vec<String>>,
    right: Vec<usize>,
}

impl Table {
    /// With these headings.
    pub fn new<const N: usize>(head: [&str; N]) -> Self {
        Table {
            rows: vec![head.iter().map(|it| text::clean(it).into_owned()).collect()],
            right: Vec::new(),
        }
    }

    /// Sets a column, from 0, flush right.
    pub fn right(mut self, column: usize) -> Self {
        self.right.push(column);
        self
    }

    /// Adds a row; its cells may be foreign text.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        let clean = |cell: &String| text::clean(cell).into_owned();
        self.rows.push(cells.iter().map(clean).collect());
    }

    /// The lines, headings first.
    pub fn lines(&self, width: Option<usize>) -> Vec<String> {
        let columns = self.rows.first().map_or(0, Vec::len);
        let widest = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| text::cells(cell)).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(widest).collect();
        let last = columns.saturating_sub(1);
        self.rows
            .iter()
            .map(|row| {
                let cells: Vec<String> = row
                    .iter()
                    .zip(&widths)
                    .enumerate()
                    .map(|(column, (cell, width))| {
                        let align = if self.right.contains(&column) {
                            Align::Right
                        } else if column == last {
                            return cell.clone();
                        } else {
                            Align::Left
                        };
                        text::pad(cell, *width, align).into_owned()
                    })
                    .collect();
                let line = cells.join(GAP);
                match width {
                    Some(width) => text::truncate(line.trim_end(), width).into_owned(),
                    None => line.trim_end().to_owned(),
                }
            })
            .collect()
    }

    /// Prints it.
    pub fn print(&self) -> io::Result<()> {
        for one in self.lines(width()) {
            line(one)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::hostile::HOSTILE;

    #[test]
    fn json_of_foreign_text_is_the_same_json_and_commands_no_terminal() {
        for foreign in HOSTILE {
            let written = harmless(&serde_json::to_string(foreign).expect("json"));
            let read: String = serde_json::from_str(&written).expect("json");
            assert_eq!(read, *foreign);
            let obeyed = |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c);
            assert!(!written.contains(obeyed), "{written:?}");
        }
    }

    #[test]
    fn a_table_keeps_its_columns_with_wide_characters() {
        let mut table = Table::new(["No", "Unit", "Title"]).right(0);
        table.row(["7".into(), "慈溪".into(), "渔船".into()]);
        table.row(["12".into(), "Port".into(), "a\tb".into()]);
        let lines = table.lines(None);
        assert_eq!(lines[0], "No  Unit  Title");
        assert_eq!(lines[1], " 7  慈溪  渔船");
        assert_eq!(lines[2], "12  Port  a  b");
        assert!(
            table
                .lines(Some(10))
                .iter()
                .all(|line| text::cells(line) <= 10)
        );
    }
}
