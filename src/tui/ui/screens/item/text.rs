//! The text of a version with everything attached to its words.

use crate::domain::verify::Standing;
use crate::messages::{tui_item as say, words};
use crate::text;
use crate::tui::app::item::ItemScreen;
use crate::tui::app::item::marks::{Mark, Of};
use crate::tui::app::item::talk::TalkId;
use crate::tui::ui::Ink;
use crate::tui::ui::widgets::Role;
use crate::tui::ui::widgets::paint;
use crate::tui::ui::widgets::pane::Pane;
use crate::tui::ui::widgets::text_pane::{Attached, Span, TextPane};
use crate::wire::ItemView;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows the title may take, and the line of what goes with it.
const TITLE_ROWS: usize = 2;

/// The pane.
pub fn draw(screen: &ItemScreen, view: &ItemView, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    let lang = ink.lang();
    let title = title(screen, view, ink);
    let reading = &screen.reading;
    let percent = (reading.caret() * 100)
        .checked_div(reading.text().len())
        .unwrap_or(100);
    let note = if reading.is_selecting() {
        say::selecting(lang, reading.selected().unwrap_or_default().chars().count())
    } else {
        say::percent(lang, percent)
    };
    let inside = Pane {
        title: &title,
        note: &note,
        active: screen.on_text,
    }
    .draw(area, buffer, ink.theme);
    let body = facts(screen, view, ink, inside, buffer);
    let labels: Vec<String> = screen
        .marks
        .iter()
        .map(|mark| label(mark, view, ink))
        .collect();
    let mut spans: Vec<Span<'_>> = screen
        .marks
        .iter()
        .zip(&labels)
        .map(|(mark, label)| Span {
            range: mark.range.clone(),
            kind: match mark.of {
                Of::Claim(_) => Attached::Claim,
                Of::Thread(_) => Attached::Thread,
                Of::Suggestion(_) => Attached::Suggestion,
            },
            label,
            focused: is_looked_at(screen, mark),
        })
        .collect();
    if let Some(range) = reading.selection() {
        spans.push(Span {
            range,
            kind: Attached::Hit,
            label: "",
            focused: false,
        });
    }
    if screen.on_text && !reading.text().is_empty() {
        let caret = reading.caret();
        let range = caret..text::next_grapheme(reading.text(), caret);
        spans.push(Span {
            range,
            kind: Attached::Hit,
            label: "",
            focused: true,
        });
    }
    let pane = TextPane {
        text: reading.text(),
        spans: &spans,
        numbered: false,
    };
    let top = pane.reveal(body, ink.theme, reading.top(), reading.caret());
    // A text that has become shorter does not leave the foot of the pane empty.
    let top = top.min(pane.last_top(body, ink.theme));
    pane.draw(body, buffer, ink.theme, top);
    let (rows, width) = pane.visible(body, ink.theme, top);
    reading.drawn(top, rows, width);
}

/// `正文 v3 · 改自 v2：数字 1 处`.
fn title(screen: &ItemScreen, view: &ItemView, ink: &Ink) -> String {
    let lang = ink.lang();
    if let Some(older) = &screen.older {
        let now = view.item.version();
        return match older.text {
            Some(_) => say::older_version(lang, older.n, now),
            None => say::older_version_coming(lang, older.n),
        };
    }
    let Some(version) = view.item.current() else {
        return say::TEXT.get(lang).to_owned();
    };
    if version.n <= 1 {
        return say::text_version(lang, version.n);
    }
    let mut found: Vec<(&'static str, usize)> = Vec::new();
    for it in &version.detected {
        let what = words::detector(lang, it.what);
        match found.iter_mut().find(|(known, _)| *known == what) {
            Some((_, count)) => *count += 1,
            None => found.push((what, 1)),
        }
    }
    let found: Vec<String> = found
        .iter()
        .map(|(what, count)| say::found(lang, what, count))
        .collect();
    let change = words::change(lang, version.change);
    let seen = if found.is_empty() {
        change.to_owned()
    } else {
        found.join(say::LIST_GAP.get(lang))
    };
    say::text_changed(lang, version.n, version.n - 1, seen)
}

/// Title, classification, addressees and sources: as much a part of a version as its words. Returns what is left.
fn facts(screen: &ItemScreen, view: &ItemView, ink: &Ink, area: Rect, buffer: &mut Buffer) -> Rect {
    let lang = ink.lang();
    let manuscript = match &screen.older {
        Some(older) => older.text.as_deref().unwrap_or(&view.manuscript),
        None => &view.manuscript,
    };
    let width = usize::from(area.width).max(1);
    let mut y = 0;
    let mut put = |line: &str, rows: usize, role: Role| {
        let wrapped = text::wrap(line, width);
        let last = wrapped.len().min(rows);
        for (n, row) in wrapped.iter().take(rows).enumerate() {
            // The last row that is shown says whether more was cut.
            let end = if n + 1 == last { line.len() } else { row.end };
            paint::short(
                buffer,
                paint::row(area, y),
                line.get(row.start..end).unwrap_or_default(),
                ink.style(role),
            );
            y += 1;
        }
    };
    put(&manuscript.title, TITLE_ROWS, Role::Strong);
    let gap = say::LIST_GAP.get(lang);
    let mut parts = vec![words::classification(lang, manuscript.classification).to_owned()];
    if !manuscript.addressees.is_empty() {
        parts.push(say::to(lang, manuscript.addressees.join(gap)));
    }
    if !manuscript.sources.is_empty() {
        parts.push(say::sources(lang, manuscript.sources.join(gap)));
    }
    put(&parts.join(" · "), TITLE_ROWS, Role::Quiet);
    let used = y.min(area.height);
    Rect {
        y: area.y + used,
        height: area.height - used,
        ..area
    }
}

fn label(mark: &Mark, view: &ItemView, ink: &Ink) -> String {
    match mark.of {
        Of::Claim(id) => {
            let standing = view
                .standings
                .iter()
                .find(|it| it.claim == id)
                .map(|it| it.standing);
            let sign = match standing {
                Some(Standing::Contradicted) => ink.theme.symbols.cross,
                Some(Standing::Corroborated) => ink.theme.symbols.tick,
                _ => "",
            };
            format!("{}{sign}", mark.n)
        }
        Of::Thread(_) => say::thread_mark(ink.lang(), mark.n),
        Of::Suggestion(_) => say::suggestion_mark(ink.lang(), mark.n),
    }
}

fn is_looked_at(screen: &ItemScreen, mark: &Mark) -> bool {
    use crate::tui::app::item::side::Pane;
    match (mark.of, screen.pane) {
        (Of::Claim(id), Pane::Claims) => screen.claim == Some(id),
        (Of::Thread(id), Pane::Talk) => screen.talk_id() == Some(TalkId::Thread(id)),
        (Of::Suggestion(id), Pane::Talk) => screen.talk_id() == Some(TalkId::Suggestion(id)),
        _ => false,
    }
}
