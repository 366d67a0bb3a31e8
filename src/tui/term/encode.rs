//! Cells to bytes: the shortest honest sequence that turns one picture into the next.
//!
//! Only what differs is written. The cursor is moved by the cheapest sequence that is safe, styles change
//! by what has to be added, and a row whose rest is empty is erased instead of being filled with blanks.
//! After a glyph whose width terminals disagree about, the cursor is placed absolutely, so that a wrong
//! guess cannot push the rest of a row out of line.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};
use std::io::Write as _;

/// How a cell is inked: colours and attributes, already reduced to what may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    pub fg: Color,
    pub bg: Color,
    pub modifier: Modifier,
}

impl Look {
    pub const PLAIN: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };

    pub fn of(cell: &Cell) -> Self {
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }
}

/// Attributes that show on a blank, so that a blank which has them cannot be erased.
pub(super) const SHOWS_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK);

/// A blank that looks like an erased cell.
pub(super) fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && cell.bg == Color::Reset && !cell.modifier.intersects(SHOWS_ON_BLANK)
}

/// The second half of a wide glyph: a cell that is never sent.
pub(super) fn is_tail(cell: &Cell) -> bool {
    cell.symbol().is_empty()
}

/// The writer of one frame. What it knows about the terminal (style, cursor) outlives the frame.
#[derive(Debug)]
pub(super) struct Encoder {
    pub bytes: Vec<u8>,
    look: Option<Look>,
    /// Where the terminal's cursor is; `None` when it cannot be known (after the last column, or after
    /// a glyph of disputed width).
    at: Option<(u16, u16)>,
}

impl Encoder {
    pub fn new() -> Self {
        Self {
            bytes: Vec::with_capacity(4096),
            look: None,
            at: None,
        }
    }

    /// Forget what the terminal is assumed to be set to: something else has written to it.
    pub fn forget(&mut self) {
        self.look = None;
        self.at = None;
    }

    /// Erase everything. The cursor stays where it was.
    pub fn wipe(&mut self) {
        self.style(Look::PLAIN);
        self.bytes.extend_from_slice(b"\x1b[2J");
    }

    /// Turn row `y` from `shown` into `wanted` (both of one width). Returns whether anything was written.
    pub fn row(&mut self, y: u16, shown: &[Cell], wanted: &[Cell]) -> bool {
        let start = self.bytes.len();
        let used = |cells: &[Cell]| {
            cells
                .iter()
                .rposition(|cell| !is_blank(cell))
                .map_or(0, |last| last + 1)
        };
        let (wanted_end, shown_end) = (used(wanted), used(shown));
        // Erasing costs three bytes and perhaps a change of style; below that blanks are as cheap.
        let erase = shown_end > wanted_end + 4;
        let end = if erase { wanted_end } else { wanted.len() };

        let mut x = 0;
        while let (true, Some(cell)) = (x < end, wanted.get(x)) {
            let wide = wanted.get(x + 1).is_some_and(is_tail);
            if shown.get(x) != Some(cell) {
                self.approach(x, y, wanted);
                if !(is_blank(cell) && self.blank_is_blank()) {
                    self.style(Look::of(cell));
                }
                self.bytes.extend_from_slice(cell.symbol().as_bytes());
                let next = x + 1 + usize::from(wide);
                let known = next < wanted.len() && certain(cell.symbol());
                self.at = known.then_some((next as u16, y));
            }
            x += 1 + usize::from(wide);
        }
        if erase {
            self.approach(wanted_end, y, wanted);
            self.style(Look::PLAIN);
            self.bytes.extend_from_slice(b"\x1b[K");
        }
        self.bytes.len() > start
    }

    /// Move to column `x` of row `y`, writing the few unchanged cells between again where that is shorter.
    fn approach(&mut self, x: usize, y: u16, wanted: &[Cell]) {
        if let Some((from, row)) = self.at
            && row == y
            && (from as usize) < x
            && x - from as usize <= 4
        {
            let gap = wanted.get(from as usize..x).unwrap_or_default();
            let same = |cell: &Cell| {
                cell.symbol().len() == 1
                    && certain(cell.symbol())
                    && (Some(Look::of(cell)) == self.look
                        || is_blank(cell) && self.blank_is_blank())
            };
            if gap.iter().all(same) {
                for cell in gap {
                    self.bytes.extend_from_slice(cell.symbol().as_bytes());
                }
                self.at = Some((x as u16, y));
                return;
            }
        }
        self.goto(x as u16, y);
    }

    /// Place the cursor, by the shortest way from where it is known to be.
    pub fn goto(&mut self, x: u16, y: u16) {
        match self.at {
            Some(at) if at == (x, y) => return,
            Some((_, row)) if row == y && x == 0 => self.bytes.push(b'\r'),
            Some((_, row)) if row.checked_add(1) == Some(y) && x == 0 => {
                self.bytes.extend_from_slice(b"\r\n");
            }
            Some((from, row)) if row == y && from < x => self.step(x - from, b'C'),
            Some((from, row)) if row == y && from == x + 1 => self.bytes.push(0x08),
            Some((from, row)) if row == y => self.step(from - x, b'D'),
            _ => match (x, y) {
                (0, 0) => self.bytes.extend_from_slice(b"\x1b[H"),
                (0, y) => self.put(format_args!("\x1b[{}H", u32::from(y) + 1)),
                (x, y) => self.put(format_args!(
                    "\x1b[{};{}H",
                    u32::from(y) + 1,
                    u32::from(x) + 1
                )),
            },
        }
        self.at = Some((x, y));
    }

    fn step(&mut self, by: u16, direction: u8) {
        if by == 1 {
            self.bytes.extend_from_slice(b"\x1b[");
        } else {
            self.put(format_args!("\x1b[{by}"));
        }
        self.bytes.push(direction);
    }

    /// Whether a blank written now would look like an erased cell, so that it needs no change of style.
    fn blank_is_blank(&self) -> bool {
        self.look.is_some_and(|look| {
            look.bg == Color::Reset && !look.modifier.intersects(SHOWS_ON_BLANK)
        })
    }

    fn style(&mut self, wanted: Look) {
        let Some(now) = self.look else {
            self.sgr(true, Look::PLAIN, wanted);
            return;
        };
        if now == wanted {
            return;
        }
        // Attributes cannot be taken back one by one everywhere (22 ends bold and dim together), so
        // losing any of them starts from nothing.
        let restart = !wanted.modifier.contains(now.modifier) || wanted == Look::PLAIN;
        self.sgr(restart, if restart { Look::PLAIN } else { now }, wanted);
    }

    fn sgr(&mut self, restart: bool, from: Look, to: Look) {
        const ATTRIBUTES: [(Modifier, u8); 9] = [
            (Modifier::BOLD, 1),
            (Modifier::DIM, 2),
            (Modifier::ITALIC, 3),
            (Modifier::UNDERLINED, 4),
            (Modifier::SLOW_BLINK, 5),
            (Modifier::RAPID_BLINK, 6),
            (Modifier::REVERSED, 7),
            (Modifier::HIDDEN, 8),
            (Modifier::CROSSED_OUT, 9),
        ];
        let mut codes: Vec<u8> = Vec::new();
        let added = to.modifier.difference(from.modifier);
        codes.extend(
            ATTRIBUTES
                .iter()
                .filter(|(attribute, _)| added.contains(*attribute))
                .map(|(_, code)| *code),
        );
        if to.fg != from.fg {
            codes.push(ansi(to.fg).map_or(39, |n| if n < 8 { 30 + n } else { 82 + n }));
        }
        if to.bg != from.bg {
            codes.push(ansi(to.bg).map_or(49, |n| if n < 8 { 40 + n } else { 92 + n }));
        }
        self.bytes.extend_from_slice(b"\x1b[");
        if restart && !codes.is_empty() {
            self.bytes.extend_from_slice(b"0;");
        }
        for (i, code) in codes.iter().enumerate() {
            let separator = if i == 0 { "" } else { ";" };
            self.put(format_args!("{separator}{code}"));
        }
        self.bytes.push(b'm');
        self.look = Some(to);
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing into a vector does not fail.
        let _ = self.bytes.write_fmt(text);
    }
}

/// The number 0-15 of one of the sixteen colours; `None` for the terminal's own colour and for
/// everything outside the sixteen.
pub(super) fn ansi(colour: Color) -> Option<u8> {
    Some(match colour {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Indexed(n) if n < 16 => n,
        Color::Reset | Color::Rgb(..) | Color::Indexed(_) => return None,
    })
}

/// Whether every terminal gives this glyph the same width: ASCII, line drawing, ideographs, kana,
/// hangul and their punctuation. Emoji, clusters, and characters of ambiguous width are not certain.
fn certain(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return false;
    };
    matches!(c,
        ' '..='~'
        | '\u{2500}'..='\u{257f}'
        | '\u{3001}'..='\u{3029}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a0}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{fa6d}'
        | '\u{ff01}'..='\u{ff60}'
        | '\u{20000}'..='\u{2fa1d}')
}
