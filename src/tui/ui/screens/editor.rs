//! Writing a version, drawn: the text takes what room there is, the other fields the foot while they are filled in.

use crate::messages::tui_write as say;
use crate::tui::app::editor::EditorScreen;
use crate::tui::app::form::{Form, Value};
use crate::tui::ui::Ink;
use crate::tui::ui::overlays::with_entries;
use crate::tui::ui::widgets::Role;
use crate::tui::ui::widgets::editor_field;
use crate::tui::ui::widgets::paint;
use crate::tui::ui::widgets::pane::Pane;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Rows the text keeps, whatever else is shown.
const LEAST: u16 = 6;

/// The screen.
pub fn draw(screen: &EditorScreen, ink: &Ink, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let lang = ink.lang();
    let on_body = screen
        .form
        .entries
        .get(screen.form.focus)
        .is_some_and(|it| it.name == "body");
    let mut body = area;
    if let Some(now) = screen.moved_on() {
        let line = say::moved_on(lang, screen.based_on, now);
        paint::line(buffer, paint::row(area, 0), &line, ink.style(Role::Warning));
        body = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
    }
    // Everything but the text, below it: a line each while the text is written, all of it while it is filled in.
    let rest = without_body(&screen.form);
    let room = body.height.saturating_sub(LEAST);
    let wanted = with_entries(&rest, ink, |form| form.height(body.width.saturating_sub(2)));
    let height = if on_body {
        1
    } else {
        wanted.saturating_add(2).min(room)
    };
    let foot = Rect {
        y: body.bottom().saturating_sub(height),
        height,
        ..body
    };
    let body = Rect {
        height: body.height.saturating_sub(height),
        ..body
    };
    let written = draw_body(screen, on_body, ink, body, buffer);
    if on_body {
        let line = say::fields_below(lang, rest.text("title"));
        paint::short(buffer, foot, &line, ink.style(Role::Quiet));
        return written;
    }
    let inside = Pane {
        title: say::FIELDS.get(lang),
        note: "",
        active: true,
    }
    .draw(foot, buffer, ink.theme);
    let caret = with_entries(&rest, ink, |form| form.draw(inside, buffer, ink.theme));
    tell_how_drawn(&rest, &screen.form);
    caret
}

/// What was drawn is a copy of the fields: how it was drawn goes back to those that the caret moves in.
fn tell_how_drawn(drawn: &Form, form: &Form) {
    for entry in &drawn.entries {
        if let (Value::Text(drawn, _), Some(Value::Text(field, _))) =
            (&entry.value, form.entry(entry.name).map(|it| &it.value))
        {
            field.drawn(drawn.view());
        }
    }
}

fn without_body(form: &Form) -> Form {
    let mut rest = form.clone();
    let name = form.entries.get(form.focus).map_or("", |it| it.name);
    rest.entries.retain(|it| it.name != "body");
    rest.focus = rest
        .entries
        .iter()
        .position(|it| it.name == name)
        .unwrap_or(0);
    rest
}

fn draw_body(
    screen: &EditorScreen,
    active: bool,
    ink: &Ink,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let lang = ink.lang();
    let entry = screen.form.entry("body")?;
    let Value::Text(field, _) = &entry.value else {
        return None;
    };
    let title = say::editor_title(lang, screen.view.item.no, screen.based_on);
    let (line, column) = field.place();
    let note = say::editor_note(lang, field.text().chars().count(), line, column);
    let inside = Pane {
        title: &title,
        note: &note,
        active,
    }
    .draw(area, buffer, ink.theme);
    let fault = entry.fault.as_deref().unwrap_or_default();
    let rows = u16::from(!fault.is_empty());
    let body = Rect {
        height: inside.height.saturating_sub(rows),
        ..inside
    };
    if rows > 0 {
        paint::short(
            buffer,
            paint::row(inside, body.height),
            fault,
            ink.style(Role::Fault),
        );
    }
    let caret = editor_field::draw(field, body, buffer, ink.theme, say::BODY_HINT.get(lang));
    caret.filter(|_| active)
}
