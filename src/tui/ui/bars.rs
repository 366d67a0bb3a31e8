//! The first line, the last line, and the keys that can follow a sequence begun.

use super::ink::{Ink, hints};
use super::widgets::paint::{self, Piece};
use super::widgets::popup::{self, Popup};
use super::widgets::{Role, status};
use crate::domain::review::Capacity;
use crate::domain::roster::{HoldingRole, Seat};
use crate::messages::{tui_frame as say, words};
use crate::tui::app::{Line, Model, Shared};
use crate::tui::input::Action;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Desk · who acts for what · office time …… what presses · how the line is.
pub fn header(ink: &Ink, area: Rect, buffer: &mut Buffer) {
    let (shared, lang) = (ink.shared, ink.lang());
    let quiet = ink.style(Role::Quiet);
    let mut left = vec![Piece::new(" ", quiet)];
    if let Some(procedure) = shared.procedure() {
        left.push(Piece::new(
            words::bilingual(lang, &procedure.desk),
            ink.style(Role::Strong),
        ));
        left.push(Piece::new("  ", quiet));
    }
    if let Some(me) = &shared.me {
        let text = say::acting(lang, &me.person.name, seats(shared, &me.seats));
        left.push(Piece::new(text, ink.style(Role::Text)));
        left.push(Piece::new("  ", quiet));
    }
    if shared.now.millis() > 0 {
        let local = shared.zone().to_datetime(shared.now.timestamp());
        left.push(Piece::new(
            format!("{:02}:{:02}", local.hour(), local.minute()),
            ink.style(Role::Text),
        ));
    }
    status::header(&left, &right(ink), area, buffer);
}

fn right<'a>(ink: &Ink<'a>) -> Vec<Piece<'a>> {
    let (shared, lang) = (ink.shared, ink.lang());
    let mut right = Vec::new();
    let mut push = |text: String, role: Role| {
        right.push(Piece::new(text, ink.style(role)));
        right.push(Piece::new("  ", ink.style(Role::Quiet)));
    };
    if shared.alarm > 0 {
        push(say::alarm(lang, shared.alarm), Role::Urgent);
    }
    if shared.counts.critical > 0 {
        push(say::critical(lang, shared.counts.critical), Role::Urgent);
    }
    if shared.counts.blocked > 0 {
        push(say::blocked(lang, shared.counts.blocked), Role::Warning);
    }
    if shared.is_wide() && shared.counts.verifying > 0 {
        push(say::verifying(lang, shared.counts.verifying), Role::Quiet);
    }
    let stopped = shared
        .outbox
        .iter()
        .filter(|entry| entry.state.is_stopped())
        .count();
    let unsent = shared.outbox.len() - stopped;
    if stopped > 0 {
        push(say::stopped_count(lang, stopped), Role::Bad);
    }
    if unsent > 0 {
        push(say::unsent(lang, unsent), Role::Pending);
    }
    let symbols = &ink.theme.symbols;
    let (sign, phrase, role) = match shared.line {
        Line::Connecting => (symbols.open, say::CONNECTING, Role::Quiet),
        Line::Live => (symbols.settled, say::LIVE, Role::Good),
        Line::Reconnecting => (symbols.open, say::RECONNECTING, Role::Warning),
        Line::Offline => (symbols.cross, say::OFFLINE, Role::Bad),
    };
    right.push(Piece::new(
        format!("{sign} {} ", phrase.get(lang)),
        ink.style(role),
    ));
    right
}

/// Chairs a header has room to name.
const NAMED: usize = 2;

/// The chairs the person sits on, those of their own first.
fn seats(shared: &Shared, seats: &[Seat]) -> String {
    if seats.is_empty() {
        return say::NO_POST.get(shared.lang).to_owned();
    }
    let mut sorted: Vec<&Seat> = seats.iter().collect();
    sorted.sort_by_key(|seat| seat.capacity);
    let mut names: Vec<String> = sorted
        .iter()
        .take(NAMED)
        .map(|seat| chair(shared, seat))
        .collect();
    if sorted.len() > NAMED {
        names.push(format!("+{}", sorted.len() - NAMED));
    }
    names.join(" ")
}

/// A post, and for whom it is acted there.
fn chair(shared: &Shared, seat: &Seat) -> String {
    let post = shared.post_name(seat.post);
    if seat.capacity == Capacity::A {
        return say::seat_of(shared.lang, post);
    }
    let holds = |role: HoldingRole| {
        let all = shared.roster.iter().flat_map(|roster| &roster.holdings);
        let now = all.filter(|it| {
            it.post == seat.post && it.from <= shared.now && it.to.is_none_or(|to| to > shared.now)
        });
        now.filter(|it| it.role == role)
            .map(|it| shared.person_name(it.person))
            .next()
    };
    match holds(HoldingRole::A) {
        Some(name) => say::seat_for(shared.lang, post, name),
        None => say::seat_of(shared.lang, post),
    }
}

/// The outcome of the last act, or the keys that matter.
pub fn footer(model: &Model, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    paint::fill(buffer, area, ink.style(Role::Text));
    let area = paint::after(area, 1);
    if let Some(said) = &model.shared.said {
        let role = if said.bad { Role::Bad } else { Role::Good };
        status::message(&said.text, role, area, buffer, ink.theme);
        return;
    }
    let Some(front) = model.front() else { return };
    let stack = model.stack();
    let shared = &model.shared;
    let keys = ink.keys(&front.hints(shared), &stack, |action| {
        front.refuses(shared, action).is_none()
    });
    let help = ink.keys(&[Action::Help], &stack, |_| true);
    status::footer(
        &hints(&keys),
        hints(&help).first().copied(),
        area,
        buffer,
        ink.theme,
    );
}

/// The keys that can follow, above the last line, for as long as a sequence is begun.
pub fn which_key(model: &Model, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    if model.pending.is_empty() {
        return;
    }
    let lang = ink.lang();
    let rows: Vec<(String, &str)> = model
        .pending
        .iter()
        .map(|next| {
            (
                next.key.to_string(),
                next.action
                    .map_or("..", |action| action.spec().title.get(lang)),
            )
        })
        .collect();
    let key = rows
        .iter()
        .map(|(key, _)| paint::width(key))
        .max()
        .unwrap_or(1);
    let title = rows
        .iter()
        .map(|(_, title)| paint::width(title))
        .max()
        .unwrap_or(1);
    let column = key + title + 4;
    let columns = (area.width.saturating_sub(4) / column).max(1);
    let height = (rows.len() as u16).div_ceil(columns);
    let begun = model
        .begun()
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ");
    let popup = Popup {
        title: &format!("{begun} · {}", say::WHICH_KEY.get(lang)),
        note: "",
        width: area.width,
        height: height + 2,
    };
    let at = Rect {
        y: area.bottom().saturating_sub(height + 2),
        height: (height + 2).min(area.height),
        ..area
    };
    popup::clear(at, buffer);
    let inside = popup.draw(at, buffer, ink.theme);
    for (n, (name, action)) in rows.iter().enumerate() {
        let (x, y) = ((n as u16 % columns) * column, n as u16 / columns);
        let spot = paint::after(paint::row(inside, y), x);
        let pieces = [
            Piece::new(
                crate::text::fit(name, usize::from(key)),
                ink.style(Role::Key),
            ),
            Piece::new(" ", ink.style(Role::Text)),
            Piece::new(*action, ink.style(Role::Text)),
        ];
        paint::pieces(
            buffer,
            Rect {
                width: spot.width.min(column),
                ..spot
            },
            &pieces,
        );
    }
}
