//! Where lines break, and which cell a byte falls into.
//!
//! Chinese breaks between any two characters, except that no line begins with a closing mark and none ends with an
//! opening one, and a dash or ellipsis of two characters stays whole (GB/T 15834-2011). Latin words break at blanks and
//! hyphens; what is longer than a line is cut between graphemes. Blanks that do not fit at a line's end belong to
//! no line: they are not drawn, and a caret among them stands at the line's edge.

use std::ops::Range;

use super::glyph::{Glyph, glyphs};

/// The lines of `text` at `width` cells, as byte ranges without line breaks. At least one; an empty paragraph is an
/// empty range. A line is never wider than `width`, except that one glyph wider than that gets a line of its own
/// (see [`super::MAX_GLYPH_CELLS`]; draw lines with [`super::clip`] in so narrow a pane).
pub fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    for paragraph in paragraphs(text) {
        wrap_paragraph(text, paragraph, width, &mut rows);
    }
    rows
}

/// The byte ranges between line breaks (`\n` or `\r\n`); one empty range for an empty text.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let begin = start;
        start += line.len() + 1;
        let last = start > text.len();
        let kept = if last {
            line
        } else {
            line.strip_suffix('\r').unwrap_or(line)
        };
        begin..begin + kept.len()
    })
}

/// Appends the lines of one paragraph, whose range holds no line break.
pub(super) fn wrap_paragraph(
    text: &str,
    paragraph: Range<usize>,
    width: usize,
    rows: &mut Vec<Range<usize>>,
) {
    let Some(body) = text.get(paragraph.clone()) else {
        return;
    };
    let base = paragraph.start;
    let width = width.max(1);
    let (mut start, mut used) = (0, 0);
    // The last place in this line where it may break, and the cells before that place.
    let mut chance: Option<(usize, usize)> = None;
    let mut before = Neighbours::default();
    let mut blanks_hang = false;
    for glyph in glyphs(body) {
        let first = glyph.source.chars().next().unwrap_or(' ');
        if blanks_hang {
            if hangs(&glyph) {
                continue;
            }
            (start, used, chance, blanks_hang) = (glyph.start, 0, None, false);
        } else if glyph.start > start && before.may_break(first, glyph.cells) {
            chance = Some((glyph.start, used));
        }
        while used + glyph.cells > width && glyph.start > start {
            if hangs(&glyph) {
                rows.push(base + start..base + glyph.start);
                blanks_hang = true;
                break;
            }
            let (at, cells_before) = chance.take().unwrap_or((glyph.start, used));
            rows.push(base + start..base + at);
            (start, used) = (at, used - cells_before);
        }
        used += glyph.cells;
        before.push(&glyph);
    }
    if !blanks_hang {
        rows.push(base + start..base + body.len());
    }
}

/// A blank at which a line may break and which may vanish at its end. The ideographic space is a character.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}' | '\u{205F}')
}

/// Whether the glyph may vanish at the end of a line: a blank and nothing else, not one under a combining mark.
fn hangs(glyph: &Glyph<'_>) -> bool {
    let mut chars = glyph.source.chars();
    chars.next().is_some_and(is_blank) && chars.next().is_none()
}

/// The two characters before the place in question.
#[derive(Debug, Clone, Copy, Default)]
struct Neighbours {
    second: Option<char>,
    last: Option<char>,
    last_wide: bool,
}

impl Neighbours {
    fn push(&mut self, glyph: &Glyph<'_>) {
        self.second = self.last;
        self.last = glyph.source.chars().next();
        self.last_wide = is_wide(self.last.unwrap_or(' '), glyph.cells);
    }

    fn may_break(self, next: char, next_cells: usize) -> bool {
        let Some(last) = self.last else {
            return false;
        };
        let next_wide = is_wide(next, next_cells);
        if is_blank(next) || never_begins(next) && (self.last_wide || next_wide || !is_blank(last))
        {
            return false;
        }
        if is_blank(last) {
            return true;
        }
        if never_ends(last) || last == next && matches!(last, '—' | '…' | '─' | '⸺' | '－')
        {
            return false;
        }
        let straight_quote = |c| matches!(c, '"' | '\'');
        if self.last_wide || next_wide {
            return !straight_quote(last) && !straight_quote(next);
        }
        // After a hyphen or slash inside a Latin word, but not in a date or a ratio.
        matches!(last, '-' | '–' | '—' | '/' | '?' | '&' | '‐')
            && next.is_alphabetic()
            && self.second.is_some_and(char::is_alphanumeric)
    }
}

/// Whether a line may break on either side of the character: it fills two cells, and is not our own note `<U+202E>`.
fn is_wide(c: char, cells: usize) -> bool {
    cells == 2 && !c.is_ascii() && super::classes::char_cells(c) == 2
}

/// Closing marks and signs that belong to what is before them.
#[rustfmt::skip]
fn never_begins(c: char) -> bool {
    matches!(c,
        '，' | '。' | '、' | '；' | '：' | '？' | '！' | '）' | '】' | '》' | '」' | '』' | '〉' | '〕' | '〗' | '］' | '｝'
        | '％' | '‰' | '℃' | '·' | '・' | '”' | '’' | '°' | '′' | '″' | '＞' | '～' | '｡' | '､' | '｣'
        | ',' | '.' | ';' | ':' | '?' | '!' | ')' | ']' | '}' | '>' | '%'
        | '々' | 'ー' | '゛' | '゜' | 'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ'
        | 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ'
    )
}

/// Opening marks and signs that belong to what is after them.
#[rustfmt::skip]
fn never_ends(c: char) -> bool {
    matches!(c,
        '（' | '【' | '《' | '「' | '『' | '〈' | '〔' | '〖' | '［' | '｛' | '“' | '‘' | '＜' | '￥' | '＄' | '£' | '№'
        | '(' | '[' | '{' | '<' | '$' | '#' | '@'
    )
}

/// The line and the cell within it where the caret at byte `at` stands. `rows` must be the lines of `text`. At the
/// place where a paragraph was broken this is the beginning of the following line. A field that is typed into
/// is wrapped one cell narrower than its box, so that the caret after a full line has a cell.
pub fn caret_cell(text: &str, rows: &[Range<usize>], at: usize) -> (usize, usize) {
    let row = rows
        .partition_point(|row| row.start <= at)
        .saturating_sub(1);
    let Some(range) = rows.get(row) else {
        return (0, 0);
    };
    let line = text.get(range.clone()).unwrap_or("");
    let inside = at.min(range.end).saturating_sub(range.start);
    let col = glyphs(line)
        .take_while(|glyph| glyph.end <= inside)
        .map(|glyph| glyph.cells)
        .sum();
    (row, col)
}

/// The byte at which the caret stands when it is put at cell `col` of line `row`: the start of the glyph that covers
/// the cell, or the last place of that line. A line past the end means the end of the text.
pub fn byte_at_cell(text: &str, rows: &[Range<usize>], row: usize, col: usize) -> usize {
    let Some(range) = rows.get(row) else {
        return rows.last().map_or(0, |last| last.end);
    };
    let line = text.get(range.clone()).unwrap_or("");
    let mut used = 0;
    let mut last = 0;
    for glyph in glyphs(line) {
        used += glyph.cells;
        if used > col {
            return range.start + glyph.start;
        }
        last = glyph.start;
    }
    let runs_on = rows
        .get(row + 1)
        .is_some_and(|next| next.start == range.end);
    if runs_on {
        range.start + last
    } else {
        range.end
    }
}

#[cfg(test)]
#[path = "wrap_tests.rs"]
mod tests;
