//! Our own [`Backend`]: whole frames in, one write per frame out.
//!
//! ratatui hands over the cells it believes have changed. They are laid into a picture of the screen as it
//! should be (`wanted`), beside the picture of the screen as it is (`shown`); when the frame is flushed, the
//! difference of the two pictures is encoded and leaves in a single write, bracketed as a synchronized
//! update. The backend therefore sees whole frames, which is what scrolling regions and pacing need, and it
//! can draw everything anew without being told the cells again.
//!
//! It is also the last defence against foreign text: a cell that holds a control character or a bidirectional
//! control is drawn as `?`, whoever put it there (invariant 75).

use super::encode::{Encoder, Look, ansi, is_blank, is_tail};
use ratatui::Terminal;
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier};
use std::io::{self, Write};

/// Which colours may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Palette {
    /// The sixteen ANSI colours, as the person's terminal defines them.
    #[default]
    Sixteen,
    /// Attributes only (`NO_COLOR`).
    Attributes,
}

/// What leaves before and after the cells of a frame: terminals that know it show the frame at once.
const BEGIN_UPDATE: &[u8] = b"\x1b[?2026h";
const END_UPDATE: &[u8] = b"\x1b[?2026l";

/// A terminal on the other side of `W`.
#[derive(Debug)]
pub struct TermBackend<W: Write> {
    out: W,
    palette: Palette,
    size: Size,
    /// What the terminal shows now.
    shown: Vec<Cell>,
    /// What it should show after the next flush.
    wanted: Vec<Cell>,
    /// Rows in which the two may differ.
    touched: Vec<bool>,
    /// Erase before drawing: the terminal shows something that `shown` does not know.
    wipe: bool,
    cursor: Cursor,
    encoder: Encoder,
}

#[derive(Debug, Default)]
struct Cursor {
    at: Position,
    wanted: bool,
    /// `None` when the terminal's state is not known.
    visible: Option<bool>,
}

impl<W: Write> TermBackend<W> {
    /// A backend that draws on a screen of `size`, of whose content nothing is known.
    pub fn new(out: W, size: Size, palette: Palette) -> Self {
        let mut backend = Self {
            out,
            palette,
            size,
            shown: Vec::new(),
            wanted: Vec::new(),
            touched: Vec::new(),
            wipe: true,
            cursor: Cursor::default(),
            encoder: Encoder::new(),
        };
        backend.set_size(size);
        backend
    }

    /// The terminal has a new size, and nothing is on it. Only together with ratatui: see [`resize`].
    fn set_size(&mut self, size: Size) {
        let cells = usize::from(size.width) * usize::from(size.height);
        self.size = size;
        self.wanted.clear();
        self.wanted.resize(cells, Cell::EMPTY);
        self.forget();
    }

    /// Something else has written to the terminal: the next flush erases it and draws the whole frame again.
    pub fn forget(&mut self) {
        self.wipe = true;
        self.cursor.visible = None;
        self.encoder.forget();
        self.shown.clear();
        self.shown.resize(self.wanted.len(), Cell::EMPTY);
        self.touched.clear();
        self.touched.resize(usize::from(self.size.height), true);
    }

    /// Hand the terminal something that is not a picture (a notice, a copy), at once and between frames.
    /// The bytes must not move the cursor or change the style.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn pass(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.out.flush()
    }

    /// The writer, for tests that read what arrived.
    pub fn writer(&self) -> &W {
        &self.out
    }

    /// Lay one cell into the wanted picture, as a terminal would: half a glyph is no glyph.
    fn lay(&mut self, x: u16, y: u16, cell: &Cell) {
        if x >= self.size.width || y >= self.size.height {
            return;
        }
        let (mut cell, wide) = ink(cell, self.palette);
        let row = usize::from(y) * usize::from(self.size.width);
        let Some(cells) = self.wanted.get_mut(row..row + usize::from(self.size.width)) else {
            return;
        };
        let x = usize::from(x);
        let blank_out = |cells: &mut [Cell], at: usize| {
            if let Some(cell) = cells.get_mut(at) {
                cell.set_symbol(" ");
                *cell = ink(cell, Palette::Sixteen).0;
            }
        };
        let wide = wide && x + 1 < cells.len();
        if !wide && cell.cell_width() > 1 {
            cell.set_symbol(" ");
        }
        if cells.get(x).is_some_and(is_tail) {
            blank_out(cells, x.wrapping_sub(1));
        }
        let last = x + usize::from(wide);
        if cells.get(last + 1).is_some_and(is_tail) {
            blank_out(cells, last + 1);
        }
        if wide && let Some(tail) = cells.get_mut(x + 1) {
            *tail = cell.clone();
            tail.set_symbol("");
        }
        if let Some(place) = cells.get_mut(x) {
            *place = cell;
        }
        if let Some(touched) = self.touched.get_mut(usize::from(y)) {
            *touched = true;
        }
    }

    /// Encode the difference between the two pictures. Returns whether any cell is sent.
    fn encode_frame(&mut self) -> bool {
        let mut drew = self.wipe;
        if self.wipe {
            self.encoder.wipe();
            self.wipe = false;
        }
        let width = usize::from(self.size.width).max(1);
        let rows = self
            .shown
            .chunks_mut(width)
            .zip(self.wanted.chunks(width))
            .zip(self.touched.iter_mut());
        for (y, ((shown, wanted), touched)) in rows.enumerate() {
            if !std::mem::take(touched) || shown == wanted {
                continue;
            }
            drew |= self.encoder.row(y as u16, shown, wanted);
            shown.clone_from_slice(wanted);
        }
        drew
    }

    fn encode_cursor(&mut self) {
        if self.cursor.wanted {
            self.encoder.goto(self.cursor.at.x, self.cursor.at.y);
        }
        if self.cursor.visible != Some(self.cursor.wanted) {
            let sequence: &[u8] = if self.cursor.wanted {
                b"\x1b[?25h"
            } else {
                b"\x1b[?25l"
            };
            self.encoder.bytes.extend_from_slice(sequence);
            self.cursor.visible = Some(self.cursor.wanted);
        }
    }
}

impl<W: Write> Backend for TermBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.lay(x, y, cell);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.cursor.wanted = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.cursor.wanted = true;
        Ok(())
    }

    /// Where the cursor was put last. The terminal is never asked: an answer would arrive among the keys.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.at)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let at = position.into();
        self.cursor.at = Position {
            x: at.x.min(self.size.width.saturating_sub(1)),
            y: at.y.min(self.size.height.saturating_sub(1)),
        };
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.wanted.fill(Cell::EMPTY);
        self.forget();
        Ok(())
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        let Position { x, y } = self.cursor.at;
        let width = usize::from(self.size.width);
        let row = usize::from(y) * width;
        let here = row + usize::from(x);
        let cells = match clear_type {
            ClearType::All => return self.clear(),
            ClearType::AfterCursor => here..self.wanted.len(),
            ClearType::BeforeCursor => 0..here + 1,
            ClearType::CurrentLine => row..row + width,
            ClearType::UntilNewLine => here..row + width,
        };
        for at in cells {
            let (x, y) = (at % width.max(1), at / width.max(1));
            self.lay(x as u16, y as u16, &Cell::EMPTY);
        }
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::default(),
        })
    }

    /// Send the frame in one write; nothing at all when nothing has changed.
    fn flush(&mut self) -> io::Result<()> {
        self.encoder.bytes.clear();
        self.encoder.bytes.extend_from_slice(BEGIN_UPDATE);
        let drew = self.encode_frame();
        self.encode_cursor();
        let sent = if drew {
            self.encoder.bytes.extend_from_slice(END_UPDATE);
            self.out.write_all(&self.encoder.bytes)
        } else {
            match self.encoder.bytes.get(BEGIN_UPDATE.len()..) {
                None | Some([]) => return Ok(()),
                Some(cursor_only) => self.out.write_all(cursor_only),
            }
        };
        let sent = sent.and_then(|()| self.out.flush());
        if sent.is_err() {
            self.forget();
        }
        sent
    }
}

/// What may be sent of a cell, and whether it is two cells wide: one of the sixteen colours, no control
/// characters, and a blank without leftovers of style, so that equal pictures compare equal.
fn ink(cell: &Cell, palette: Palette) -> (Cell, bool) {
    let unsafe_char = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let mut inked = Cell::EMPTY;
    let symbol = cell.symbol();
    let width = if symbol.contains(unsafe_char) {
        inked.set_symbol("?");
        1
    } else {
        match symbol.cell_width() {
            0 => {
                inked.set_symbol(" ");
                1
            }
            width @ 1..=2 => {
                inked.set_symbol(symbol);
                width
            }
            _ => {
                inked.set_symbol("?");
                1
            }
        }
    };
    let allowed = |colour: Color| match (palette, ansi(colour)) {
        (Palette::Sixteen, Some(_)) => colour,
        _ => Color::Reset,
    };
    let look = Look {
        fg: allowed(cell.fg),
        bg: allowed(cell.bg),
        modifier: cell.modifier,
    };
    inked.bg = look.bg;
    inked.modifier = look.modifier;
    if is_blank(&inked) {
        inked.modifier = Modifier::empty();
    } else {
        inked.fg = look.fg;
    }
    (inked, width == 2)
}

/// The terminal has this size now. Everything is drawn anew with the next frame, also when a window was made larger
/// and smaller again before it.
///
/// # Errors
/// None that this backend makes.
pub fn resize<W: Write>(terminal: &mut Terminal<TermBackend<W>>, size: Size) -> io::Result<()> {
    terminal.backend_mut().set_size(size);
    terminal.resize(Rect::from((Position::ORIGIN, size)))
}

/// Settle a finished frame: no cell may be hidden behind the second half of a wide glyph.
///
/// Where something was drawn over that half (the border of a popup), the glyph gives way to a blank; where
/// nothing was, the half takes the glyph's style. After this, what ratatui compares is what is seen.
pub fn settle(frame: &mut Buffer) {
    let width = usize::from(frame.area.width);
    if width == 0 {
        return;
    }
    for row in frame.content.chunks_mut(width) {
        let mut x = 0;
        while x < row.len() {
            let wide = row.get(x).is_some_and(|cell| {
                !cell.symbol().contains(char::is_control) && cell.cell_width() == 2
            });
            if let (true, [glyph, rest @ ..]) = (wide, &mut row[x..]) {
                match rest.first_mut() {
                    Some(half) if half.symbol() == " " => {
                        let style = glyph.style();
                        half.reset();
                        half.set_style(style);
                        x += 1;
                    }
                    _ => {
                        glyph.set_symbol(" ");
                    }
                }
            }
            x += 1;
        }
    }
}

#[cfg(test)]
#[path = "backend_tests.rs"]
mod tests;
