//! One grapheme of foreign text and what is drawn for it.
//!
//! Terminals disagree about emoji sequences, flags, keycaps and variation selectors, so none is sent:
//! a family is drawn as its members side by side, a flag as its letters in brackets, a keycap as `[1]`, and a selector
//! or skin tone that only changes the look of a picture is left out. Everything else that is invisible is named.
//! At most three marks stay on a letter; how many more there were is told (`<+57>`). Each drawn character
//! therefore has one width, the widths add up, and a terminal, `ratatui` and this file agree on the sum.

use std::borrow::Cow;
use std::sync::atomic::{AtomicU8, Ordering};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::classes::{
    KEYCAP, ZWJ, attaches, char_cells, flag_letter, is_ambiguous, is_hidden, is_other_blank,
    is_pictograph, is_plain, is_plain_when_narrow, is_presentation, is_skin_tone, unambiguous,
};

/// The widest one glyph can be, in cells. A pane at least this wide never has to cut a glyph.
pub const MAX_GLYPH_CELLS: usize = 32;

/// Marks kept on one letter; Vietnamese needs two, pointed Hebrew three.
const MAX_MARKS: usize = 3;
/// Further characters with a width of their own kept in one grapheme (Indic clusters, joined pictographs).
const MAX_PARTS: usize = 4;

/// What the terminal in front of the person can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Drawing {
    /// Our own marks stay within ASCII: `^[` where it would be `␛`.
    pub ascii: bool,
    /// The terminal gives East Asian ambiguous characters (`“ … ● ①`) two cells. They are then replaced by
    /// characters nobody disagrees about. Off by default: most terminals give them one.
    pub wide_ambiguous: bool,
}

static DRAWING: AtomicU8 = AtomicU8::new(0);

/// Says what this process's terminal can show. Called once at start, before anything is drawn.
pub fn set_drawing(drawing: Drawing) {
    let bits = u8::from(drawing.ascii) | u8::from(drawing.wide_ambiguous) << 1;
    DRAWING.store(bits, Ordering::Relaxed);
}

/// What [`set_drawing`] said; the default before.
pub fn drawing() -> Drawing {
    let bits = DRAWING.load(Ordering::Relaxed);
    Drawing {
        ascii: bits & 1 != 0,
        wide_ambiguous: bits & 2 != 0,
    }
}

/// One grapheme of a text and its drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// Where the grapheme begins in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The grapheme as it was sent.
    pub source: &'a str,
    /// What may be put on a terminal for it.
    pub drawn: Cow<'a, str>,
    /// The cells `drawn` takes; never 0.
    pub cells: usize,
}

/// The graphemes of `text`, each with what is drawn for it. A newline is drawn as `⏎`.
pub fn glyphs(text: &str) -> Glyphs<'_> {
    glyphs_in(text, drawing())
}

/// [`glyphs`] for a given kind of terminal.
pub fn glyphs_in(text: &str, drawing: Drawing) -> Glyphs<'_> {
    Glyphs {
        text,
        at: 0,
        drawing,
    }
}

/// Iterator over [`Glyph`]s, made by [`glyphs`].
#[derive(Debug, Clone)]
pub struct Glyphs<'a> {
    text: &'a str,
    at: usize,
    drawing: Drawing,
}

impl<'a> Iterator for Glyphs<'a> {
    type Item = Glyph<'a>;

    fn next(&mut self) -> Option<Glyph<'a>> {
        let rest = self.text.get(self.at..)?;
        let mut chars = rest.chars();
        let first = chars.next()?;
        let start = self.at;
        let plain = |c| is_plain(c) || !self.drawing.wide_ambiguous && is_plain_when_narrow(c);
        if plain(first) && chars.next().is_none_or(plain) {
            self.at += first.len_utf8();
            let source = &rest[..first.len_utf8()];
            return Some(Glyph {
                start,
                end: self.at,
                source,
                drawn: Cow::Borrowed(source),
                cells: char_cells(first),
            });
        }
        // A grapheme that begins at a boundary does not depend on what stands before it.
        let source = rest.graphemes(true).next()?;
        self.at += source.len();
        let drawn = draw(source, self.drawing);
        let cells = drawn.chars().map(char_cells).sum();
        Some(Glyph {
            start,
            end: self.at,
            source,
            drawn,
            cells,
        })
    }
}

/// The cells one grapheme takes when drawn.
pub fn grapheme_cells(grapheme: &str) -> usize {
    cells(grapheme)
}

/// The cells `text` takes on one line, after cleaning.
pub fn cells(text: &str) -> usize {
    cells_in(text, drawing())
}

/// [`cells`] for a given kind of terminal.
pub fn cells_in(text: &str, drawing: Drawing) -> usize {
    glyphs_in(text, drawing).map(|glyph| glyph.cells).sum()
}

/// `text` as one line that is safe to draw: no control character, nothing invisible, nothing that reorders.
/// A newline becomes `⏎`, a tab two blanks. Cleaning twice changes nothing.
pub fn clean(text: &str) -> Cow<'_, str> {
    clean_in(text, drawing())
}

/// [`clean`] for a given kind of terminal.
pub fn clean_in(text: &str, drawing: Drawing) -> Cow<'_, str> {
    let mut glyphs = glyphs_in(text, drawing);
    let Some(changed) = glyphs.find(|glyph| glyph.drawn != glyph.source) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(&text[..changed.start]);
    out.push_str(&changed.drawn);
    glyphs.for_each(|glyph| out.push_str(&glyph.drawn));
    Cow::Owned(out)
}

/// `text` as lines that are safe to draw: as [`clean`], but `\n` stays (and `\r\n` becomes `\n`).
pub fn clean_block(text: &str) -> Cow<'_, str> {
    let lines = || super::wrap::paragraphs(text).filter_map(|range| text.get(range));
    if !text.contains("\r\n") && lines().all(|line| matches!(clean(line), Cow::Borrowed(_))) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (number, line) in lines().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        out.push_str(&clean(line));
    }
    Cow::Owned(out)
}

fn draw(grapheme: &str, drawing: Drawing) -> Cow<'_, str> {
    let mut chars = grapheme.chars();
    let Some(first) = chars.next() else {
        return Cow::Borrowed("");
    };
    if chars.next().is_none() || grapheme == "\r\n" {
        return draw_char(first, grapheme, drawing);
    }
    let drawn = draw_cluster(grapheme, first, drawing);
    if drawn == grapheme {
        Cow::Borrowed(grapheme)
    } else {
        Cow::Owned(drawn)
    }
}

/// A grapheme that is one character (or `\r\n`, named by its `\r`).
fn draw_char<'a>(c: char, source: &'a str, drawing: Drawing) -> Cow<'a, str> {
    if source == "\r\n" {
        return line_break(drawing);
    }
    if let Some(letter) = flag_letter(c) {
        return Cow::Owned(format!("[{letter}]"));
    }
    match c {
        '\n' => line_break(drawing),
        '\t' => Cow::Borrowed("  "),
        // The half-width voice marks: toolkits disagree whether they have a cell, so their full-width twins.
        '\u{FF9E}' => Cow::Borrowed("゛"),
        '\u{FF9F}' => Cow::Borrowed("゜"),
        _ if c.is_ascii_control() => control_picture(c, drawing),
        _ if is_other_blank(c) => Cow::Borrowed(" "),
        _ if !stands_alone(c) => Cow::Owned(name(c)),
        _ if drawing.wide_ambiguous && is_ambiguous(c) => match unambiguous(c) {
            Some(twin) => Cow::Borrowed(twin),
            None => Cow::Owned(name(c)),
        },
        _ => Cow::Borrowed(source),
    }
}

fn line_break(drawing: Drawing) -> Cow<'static, str> {
    Cow::Borrowed(if drawing.ascii { "^J" } else { "⏎" })
}

fn control_picture(c: char, drawing: Drawing) -> Cow<'static, str> {
    let code = c as u8;
    Cow::Owned(match (drawing.ascii, code) {
        (true, code) => format!("^{}", char::from(code ^ 0x40)),
        (false, 0x7F) => "␡".to_owned(),
        (false, code) => {
            char::from_u32(0x2400 + u32::from(code)).map_or_else(|| name(c), String::from)
        }
    })
}

/// How an invisible or doubtful character is named: `<U+202E>`.
fn name(c: char) -> String {
    format!("<U+{:04X}>", c as u32)
}

/// Whether `c` can begin what is drawn: visible, of certain width, not attaching itself to what is before.
fn stands_alone(c: char) -> bool {
    matches!(char_cells(c), 1 | 2)
        && !c.is_control()
        && !is_hidden(c)
        && (is_plain(c) || is_plain_when_narrow(c) || !attaches(c))
}

/// A grapheme of several characters.
fn draw_cluster(grapheme: &str, first: char, drawing: Drawing) -> String {
    let mut bytes = [0_u8; 4];
    let base = draw_char(first, first.encode_utf8(&mut bytes), drawing);
    let mut cluster = Cluster {
        first,
        verbatim: base.chars().eq([first]),
        out: base.into_owned(),
        picture: is_pictograph(first),
        flag: flag_letter(first).is_some(),
        dressed: false,
        keycap: false,
        marks: 0,
        parts: 1,
    };
    let mut hidden: Vec<char> = Vec::new();
    let mut rest = grapheme.chars().skip(1).peekable();
    while let Some(c) = rest.next() {
        if !cluster.take(c, rest.peek().copied(), drawing) {
            hidden.push(c);
        }
    }
    let mut out = cluster.out;
    if cluster.keycap {
        out = format!("[{out}]");
    }
    if !adds_up(&out) {
        // A script whose letters share a cell for one measure and not for the other: name it instead.
        out = name(first);
        hidden = grapheme.chars().skip(1).collect();
    }
    match hidden.as_slice() {
        [] => {}
        [one] => out.push_str(&name(*one)),
        many => out.push_str(&format!("<+{}>", many.len())),
    }
    out
}

/// A grapheme of several characters while it is being drawn.
struct Cluster {
    first: char,
    out: String,
    /// The first character was drawn as itself.
    verbatim: bool,
    /// It is a pictograph, and so may have a selector, a skin tone and joined companions.
    picture: bool,
    /// It is the first letter of a flag whose second has not come.
    flag: bool,
    /// The selector or skin tone of the latest picture has been left out.
    dressed: bool,
    /// It is a key and its cap has come.
    keycap: bool,
    marks: usize,
    parts: usize,
}

impl Cluster {
    /// Draws `c`, or leaves it out when that hides nothing but looks. False when it has to be named instead.
    fn take(&mut self, c: char, next: Option<char>, drawing: Drawing) -> bool {
        let key = matches!(self.first, '0'..='9' | '#' | '*');
        if let Some(letter) = flag_letter(c) {
            return std::mem::take(&mut self.flag) && self.second_flag_letter(letter);
        }
        if let Some(mark) = sound_mark(c) {
            return self.draw_part(mark);
        }
        match c {
            // The members of a sequence are drawn side by side.
            ZWJ if self.picture && next.is_some_and(is_pictograph) => self.dressed = false,
            _ if is_presentation(c) && (self.picture || key && !self.keycap) && !self.dressed => {
                self.dressed = true
            }
            _ if is_skin_tone(c) => {
                let known = self.picture && !self.dressed;
                self.dressed = true;
                return known;
            }
            KEYCAP if key && !self.keycap => self.keycap = true,
            _ if self.picture => return self.draw_companion(c, drawing),
            _ if !self.verbatim || self.keycap || c.is_control() || is_hidden(c) => return false,
            _ if char_cells(c) == 0 => {
                self.marks += 1;
                if self.marks > MAX_MARKS {
                    return false;
                }
                self.out.push(c);
            }
            _ => return self.draw_part(c),
        }
        true
    }

    fn second_flag_letter(&mut self, letter: char) -> bool {
        self.out.pop();
        self.out.push(letter);
        self.out.push(']');
        true
    }

    fn draw_companion(&mut self, c: char, drawing: Drawing) -> bool {
        let certain = stands_alone(c) && !(drawing.wide_ambiguous && is_ambiguous(c));
        certain && is_pictograph(c) && self.draw_part(c)
    }

    fn draw_part(&mut self, c: char) -> bool {
        self.parts += 1;
        let fits = self.parts <= MAX_PARTS && matches!(char_cells(c), 1 | 2);
        if fits {
            self.out.push(c);
        }
        fits
    }
}

fn sound_mark(c: char) -> Option<char> {
    match c {
        '\u{FF9E}' => Some('゛'),
        '\u{FF9F}' => Some('゜'),
        _ => None,
    }
}

/// Whether measuring by grapheme (as the screen buffer does) and by character (as a terminal does) agree.
fn adds_up(drawn: &str) -> bool {
    drawn
        .graphemes(true)
        .all(|grapheme| grapheme.width() == grapheme.chars().map(char_cells).sum::<usize>())
}

#[cfg(test)]
#[path = "glyph_tests.rs"]
mod tests;
