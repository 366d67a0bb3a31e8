//! A form over a screen.

use crate::tui::app::FormOverlay;
use crate::tui::app::form::{Form, Value};
use crate::tui::ui::Ink;
use crate::tui::ui::widgets::form as widget;
use crate::tui::ui::widgets::popup::Popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Columns of a form.
const WIDTH: u16 = 76;

/// The overlay.
pub fn draw(overlay: &FormOverlay, ink: &Ink, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let width = WIDTH.min(area.width);
    with_entries(&overlay.form, ink, |form| {
        let height = form
            .height(width.saturating_sub(2))
            .saturating_add(2)
            .min(area.height);
        let title = overlay.title.get(ink.lang());
        let inside = Popup {
            title: &title,
            note: "",
            width,
            height,
        }
        .draw(area, buffer, ink.theme);
        form.draw(inside, buffer, ink.theme)
    })
}

/// A form as the widget takes it, in the language in force.
pub fn with_entries<T>(form: &Form, ink: &Ink, draw: impl FnOnce(widget::Form<'_>) -> T) -> T {
    struct Words {
        label: String,
        hint: String,
        options: Vec<String>,
    }
    let lang = ink.lang();
    let words: Vec<Words> = form
        .entries
        .iter()
        .map(|entry| Words {
            label: entry.label.get(lang),
            hint: entry.hint.get(lang),
            options: match &entry.value {
                Value::One { of, .. } | Value::Any { of, .. } => {
                    of.iter().map(|it| it.label.get(lang)).collect()
                }
                Value::Fixed(text) => vec![text.get(lang)],
                Value::Text(..) => Vec::new(),
            },
        })
        .collect();
    let options: Vec<Vec<&str>> = words
        .iter()
        .map(|it| it.options.iter().map(String::as_str).collect())
        .collect();
    let boxes: Vec<Vec<(&str, bool)>> = form
        .entries
        .iter()
        .zip(&options)
        .map(|(entry, options)| match &entry.value {
            Value::Any { ticked, .. } => options
                .iter()
                .copied()
                .zip(ticked.iter().copied())
                .collect(),
            _ => Vec::new(),
        })
        .collect();
    let entries: Vec<widget::Entry<'_>> = form
        .entries
        .iter()
        .zip(&words)
        .zip(options.iter().zip(&boxes))
        .map(|((entry, words), (options, boxes))| widget::Entry {
            label: &words.label,
            required: entry.required,
            value: match &entry.value {
                Value::Text(field, most) => widget::Value::Text(field, *most),
                Value::One { taken, .. } => widget::Value::Choice {
                    options,
                    taken: *taken,
                },
                Value::Any { cursor, .. } => widget::Value::Boxes {
                    boxes,
                    cursor: *cursor,
                },
                Value::Fixed(_) => {
                    widget::Value::Fixed(options.first().copied().unwrap_or_default())
                }
            },
            fault: entry.fault.as_deref(),
            hint: &words.hint,
        })
        .collect();
    draw(widget::Form {
        entries: &entries,
        focus: form.focus,
        lang,
    })
}
