//! Fields with labels, one below the other, with what is wrong under the field that is at fault.

use super::editor_field;
use super::paint;
use super::{Role, Theme};
use crate::messages::Lang;
use crate::messages::widgets as say;
use crate::tui::field::Field;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// One field of a form.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// What is asked for.
    pub label: &'a str,
    /// Whether it has to be filled.
    pub required: bool,
    /// What is in it.
    pub value: Value<'a>,
    /// What is wrong with it, in the server's or the program's words.
    pub fault: Option<&'a str>,
    /// Shown while it is empty: what to enter.
    pub hint: &'a str,
}

/// What a field holds.
#[derive(Debug, Clone)]
pub enum Value<'a> {
    /// Typed text, of one line or several. It grows up to this many rows.
    Text(&'a Field, u16),
    /// One of these, and which one is taken.
    Choice {
        /// The choices.
        options: &'a [&'a str],
        /// The one that is taken.
        taken: Option<usize>,
    },
    /// Any of these, each with whether it is ticked.
    Boxes {
        /// The boxes.
        boxes: &'a [(&'a str, bool)],
        /// The one under the cursor while the field has the keys.
        cursor: usize,
    },
    /// Something that is only shown.
    Fixed(&'a str),
}

/// A form as it stands.
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    /// Its fields.
    pub entries: &'a [Entry<'a>],
    /// The field that has the keys.
    pub focus: usize,
    /// The language of the few words it says itself.
    pub lang: Lang,
}

impl Form<'_> {
    /// The rows the whole form needs at this width.
    pub fn height(&self, width: u16) -> u16 {
        let label = self.label_width(width);
        self.entries
            .iter()
            .enumerate()
            .map(|(n, entry)| self.entry_height(entry, n == self.focus, width, label))
            .fold(0, u16::saturating_add)
    }

    /// Draw the form, scrolled so that the field with the keys is in view. Returns the cell of the caret, if that field
    /// has one.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, theme: &Theme) -> Option<Position> {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return None;
        }
        let label = self.label_width(area.width);
        let heights: Vec<u16> = self
            .entries
            .iter()
            .enumerate()
            .map(|(n, entry)| self.entry_height(entry, n == self.focus, area.width, label))
            .collect();
        let mut first = 0;
        let through_focus = |first: usize| {
            heights
                .iter()
                .take(self.focus + 1)
                .skip(first)
                .fold(0_u16, |sum, height| sum.saturating_add(*height))
        };
        while first < self.focus && through_focus(first) > area.height {
            first += 1;
        }
        let mut caret = None;
        let mut y = 0;
        for (n, (entry, height)) in self.entries.iter().zip(&heights).enumerate().skip(first) {
            if y >= area.height {
                break;
            }
            let room = Rect {
                y: area.y + y,
                height: (*height).min(area.height - y),
                ..area
            };
            let at = self.draw_entry(entry, n == self.focus, room, label, buffer, theme);
            if n == self.focus {
                caret = at;
            }
            y += height;
        }
        caret
    }

    /// The labels' column: as wide as the longest, up to a third of the form.
    fn label_width(&self, width: u16) -> u16 {
        let longest = self
            .entries
            .iter()
            .map(|entry| paint::width(entry.label) + 2 * u16::from(entry.required))
            .max()
            .unwrap_or(0);
        longest.min(width / 3)
    }

    fn entry_height(&self, entry: &Entry<'_>, focused: bool, width: u16, label: u16) -> u16 {
        let room = width.saturating_sub(label + 3);
        let value = match &entry.value {
            Value::Text(field, most) => editor_field::height(field, room, (*most).max(1)),
            Value::Choice { options, .. } if is_closed(options, focused) => 1,
            Value::Choice { options, .. } => options.len().clamp(1, 100) as u16,
            Value::Boxes { boxes, .. } => boxes.len().clamp(1, 100) as u16,
            Value::Fixed(text) => crate::text::wrap(text, usize::from(room).max(1))
                .len()
                .min(100) as u16,
        };
        let faults = entry
            .fault
            .map_or(0, |fault| self.fault_rows(fault, room).len() as u16);
        value + faults
    }

    fn fault_rows<'f>(&self, fault: &'f str, room: u16) -> Vec<&'f str> {
        crate::text::wrap(fault, usize::from(room.saturating_sub(2)).max(1))
            .into_iter()
            .take(4)
            .filter_map(|row| fault.get(row))
            .collect()
    }

    fn draw_entry(
        &self,
        entry: &Entry<'_>,
        focused: bool,
        area: Rect,
        label: u16,
        buffer: &mut Buffer,
        theme: &Theme,
    ) -> Option<Position> {
        let pointer = if focused { theme.symbols.pointer } else { " " };
        paint::put(buffer, area, pointer, theme.style(Role::Key));
        let spot = Rect {
            width: label,
            ..paint::after(paint::first_row(area), 1)
        };
        let role = match (entry.fault, focused) {
            (Some(_), _) => Role::Fault,
            (None, true) => Role::Strong,
            (None, false) => Role::Text,
        };
        let star = if entry.required { " *" } else { "" };
        let name = Rect {
            width: spot.width.saturating_sub(star.len() as u16),
            ..spot
        };
        let used = paint::short(buffer, name, entry.label, theme.style(role));
        paint::put(
            buffer,
            paint::after(spot, used),
            star,
            theme.style(Role::Quiet),
        );

        let body = paint::after(area, label + 3);
        let faults = entry
            .fault
            .map(|fault| self.fault_rows(fault, body.width))
            .unwrap_or_default();
        let value = Rect {
            height: body
                .height
                .saturating_sub(faults.len() as u16)
                .max(body.height.min(1)),
            ..body
        };
        let caret = self.draw_value(entry, focused, value, buffer, theme);
        for (n, fault) in faults.iter().enumerate() {
            let at = paint::row(body, value.height + n as u16);
            let sign = if n == 0 { theme.symbols.cross } else { " " };
            paint::put(buffer, at, sign, theme.style(Role::Fault));
            paint::put(buffer, paint::after(at, 2), fault, theme.style(Role::Fault));
        }
        caret
    }

    fn draw_value(
        &self,
        entry: &Entry<'_>,
        focused: bool,
        area: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
    ) -> Option<Position> {
        match &entry.value {
            Value::Text(field, _) => {
                let hint = match (entry.hint, entry.required) {
                    ("", true) => say::REQUIRED.get(self.lang),
                    (hint, _) => hint,
                };
                editor_field::draw(field, area, buffer, theme, hint)
            }
            Value::Fixed(text) => {
                let rows = crate::text::wrap(text, usize::from(area.width).max(1));
                for (n, row) in rows.into_iter().enumerate().take(usize::from(area.height)) {
                    let shown = text.get(row).unwrap_or_default();
                    paint::put(
                        buffer,
                        paint::row(area, n as u16),
                        shown,
                        theme.style(Role::Text),
                    );
                }
                None
            }
            Value::Choice { options, taken } if is_closed(options, focused) => {
                let (text, role) = match taken.and_then(|taken| options.get(taken)) {
                    Some(option) => (*option, Role::Text),
                    None if entry.required && entry.hint.is_empty() => {
                        (say::REQUIRED.get(self.lang), Role::Quiet)
                    }
                    None => (entry.hint, Role::Quiet),
                };
                paint::short(buffer, paint::first_row(area), text, theme.style(role));
                None
            }
            Value::Choice { options, taken } => {
                let ticked = |n: usize| *taken == Some(n);
                let shown: Vec<_> = options
                    .iter()
                    .enumerate()
                    .map(|(n, o)| (*o, ticked(n)))
                    .collect();
                ticks(
                    &shown,
                    theme.symbols.choice,
                    taken.filter(|_| focused),
                    area,
                    buffer,
                    theme,
                )
            }
            Value::Boxes { boxes, cursor } => ticks(
                boxes,
                theme.symbols.boxes,
                focused.then_some(*cursor),
                area,
                buffer,
                theme,
            ),
        }
    }
}

/// A choice of more than these shows only what is taken until it has the keys: the form stays in view.
const FEW: usize = 3;

fn is_closed(options: &[&str], focused: bool) -> bool {
    !focused && options.len() > FEW
}

/// Lines with a tick before each. Returns the cell of the one under the cursor.
fn ticks(
    lines: &[(&str, bool)],
    signs: [&str; 2],
    cursor: Option<usize>,
    area: Rect,
    buffer: &mut Buffer,
    theme: &Theme,
) -> Option<Position> {
    let mut caret = None;
    // Too many for the room: those around the cursor.
    let height = usize::from(area.height);
    let first = cursor.unwrap_or(0).saturating_sub(height.saturating_sub(1));
    for (n, (text, ticked)) in lines.iter().enumerate().skip(first).take(height) {
        let at = paint::row(area, (n - first) as u16);
        let [off, on] = signs;
        let sign = if *ticked { on } else { off };
        let style = theme.style(if cursor == Some(n) {
            Role::Cursor
        } else {
            Role::Text
        });
        let used = paint::put(buffer, at, sign, style);
        paint::short(buffer, paint::after(at, used + 1), text, style);
        if cursor == Some(n) {
            caret = Some(at.as_position());
        }
    }
    caret
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
