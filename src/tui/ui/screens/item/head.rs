//! The face of an item: where it is and until when, whose turn it is, who has passed it, and what stands on it.

use crate::domain::item::Aside;
use crate::domain::report::Urgency;
use crate::domain::review::{Contribution, Via};
use crate::messages::{tui_item as say, words};
use crate::tui::app::Shared;
use crate::tui::app::item::{ItemScreen, ask::name, can::own_unconfirmed};
use crate::tui::app::shared::OutboxState;
use crate::tui::ui::Ink;
use crate::tui::ui::widgets::Role;
use crate::tui::ui::widgets::paint::{self, Piece};
use crate::tui::ui::widgets::status;
use crate::wire::ItemView;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Lines below the first three.
const FACES: usize = 3;

/// Draws the face; returns the rows that were used.
pub fn draw(
    screen: &ItemScreen,
    view: &ItemView,
    ink: &Ink,
    area: Rect,
    buffer: &mut Buffer,
) -> u16 {
    first(screen, view, ink, paint::row(area, 0), buffer);
    paint::short(
        buffer,
        paint::row(area, 1),
        &second(view, ink),
        ink.style(Role::Text),
    );
    paint::pieces(buffer, paint::row(area, 2), &votes(view, ink));
    let faces = faces(screen, view, ink);
    let more = faces.len().saturating_sub(FACES);
    let shown = if more > 0 { FACES - 1 } else { faces.len() };
    let mut y = 3;
    for (line, role) in faces.iter().take(shown) {
        paint::short(buffer, paint::row(area, y), line, ink.style(*role));
        y += 1;
    }
    if more > 0 {
        let line = say::more_faces(ink.lang(), faces.len() - shown);
        paint::short(buffer, paint::row(area, y), &line, ink.style(Role::Warning));
        y += 1;
    }
    y
}

fn first(screen: &ItemScreen, view: &ItemView, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    let (shared, lang) = (ink.shared, ink.lang());
    let urgency = match view.item.urgency {
        Urgency::Critical => Role::Urgent,
        Urgency::Expedited => Role::Warning,
        Urgency::Plain => Role::Quiet,
    };
    let left = [
        Piece::new(words::urgency(lang, view.item.urgency), ink.style(urgency)),
        Piece::new(format!("  #{}  ", view.item.no), ink.style(Role::Quiet)),
        Piece::new(view.manuscript.title.as_str(), ink.style(Role::Strong)),
    ];
    let mut right = vec![Piece::new(
        shared.stage(&view.stage),
        ink.style(Role::Strong),
    )];
    if let Some(deadline) = view.deadline {
        let minutes = deadline.minutes_since(shared.now);
        let role = match minutes {
            ..0 => Role::Urgent,
            0..30 => Role::Warning,
            _ => Role::Text,
        };
        right.push(Piece::new(" · ", ink.style(Role::Quiet)));
        right.push(Piece::new(
            words::due(lang, deadline, &shared.zone(), shared.now),
            ink.style(role),
        ));
    }
    if let Some(entry) = shared.unsent(screen.id) {
        let sign = ink.theme.symbols.unsent;
        let word = match entry.state {
            OutboxState::Held { .. } => say::HELD,
            OutboxState::Refused { .. } => say::REFUSED,
            OutboxState::Unsent | OutboxState::Sending => say::UNSENT,
        };
        right.push(Piece::new(
            format!(" {sign}{}", word.get(lang)),
            ink.style(Role::Pending),
        ));
    }
    status::header(&left, &right, area, buffer);
}

fn second(view: &ItemView, ink: &Ink) -> String {
    let (shared, lang) = (ink.shared, ink.lang());
    let unit = view
        .submissions
        .first()
        .map_or_else(String::new, |it| unit_name(shared, it.unit));
    let unit = match view.item.members.len() {
        0 | 1 => unit,
        several => say::and_others(lang, unit, several),
    };
    let mut parts = vec![
        say::version_and_chars(
            lang,
            view.item.version(),
            view.manuscript.body.chars().count(),
        ),
        unit,
        say::received(lang, shared.when(view.item.received_at)),
    ];
    if let Some(turn) = &view.turn {
        let person = name(shared, view, turn.person);
        let mine = shared
            .me
            .as_ref()
            .is_some_and(|me| me.person.id == turn.person);
        parts.push(if turn.blocked {
            say::turn_blocked(lang, person)
        } else if mine {
            say::turn_yours(lang, shared.post_name(turn.post))
        } else {
            say::turn_of(
                lang,
                person,
                shared.post_name(turn.post),
                words::capacity(lang, turn.capacity),
            )
        });
    }
    parts.join(" · ")
}

/// A unit's name.
pub fn unit_name(shared: &Shared, id: crate::domain::id::UnitId) -> String {
    let units = shared
        .roster
        .as_ref()
        .map(|it| it.units.as_slice())
        .unwrap_or_default();
    units
        .iter()
        .find(|it| it.id == id)
        .map_or_else(|| "?".into(), |it| it.name.clone())
}

/// Each level and who passed it, then who wrote.
fn votes(view: &ItemView, ink: &Ink) -> Vec<Piece<'static>> {
    let (shared, lang) = (ink.shared, ink.lang());
    let gap = || Piece::new(" · ", ink.style(Role::Quiet));
    let mut pieces = Vec::new();
    for n in 1..=shared.procedure().map_or(0, |it| it.top()) {
        if !pieces.is_empty() {
            pieces.push(gap());
        }
        let level = words::level(lang, n, shared.procedure());
        pieces.push(Piece::new(format!("{level} "), ink.style(Role::Text)));
        pieces.push(match view.item.counting_pass(n) {
            Some(vote) => {
                let sign = ink.theme.symbols.tick;
                let who =
                    say::who_when(lang, name(shared, view, vote.person), shared.when(vote.at));
                let awaited = vote
                    .out_of_band
                    .as_ref()
                    .is_some_and(|it| it.confirmed_at.is_none());
                let role = if awaited { Role::Warning } else { Role::Good };
                Piece::new(format!("{sign} {who}"), ink.style(role))
            }
            None => Piece::new("-", ink.style(Role::Quiet)),
        });
    }
    let wrote: Vec<String> = view
        .item
        .current()
        .into_iter()
        .flat_map(|it| &it.contributors)
        .filter(|(_, hand)| **hand == Contribution::Substantive)
        .map(|(id, _)| name(shared, view, *id))
        .collect();
    if !wrote.is_empty() {
        pieces.push(gap());
        let names = wrote.join(say::LIST_GAP.get(lang));
        pieces.push(Piece::new(say::wrote(lang, names), ink.style(Role::Quiet)));
    }
    pieces
}

/// What nobody may overlook, the gravest first.
fn faces(screen: &ItemScreen, view: &ItemView, ink: &Ink) -> Vec<(String, Role)> {
    let (shared, lang) = (ink.shared, ink.lang());
    let item = &view.item;
    let mut lines = Vec::new();
    if let Some(entry) = shared.unsent(screen.id) {
        let why = match &entry.state {
            OutboxState::Held { why, .. } | OutboxState::Refused { why } => Some(why),
            OutboxState::Unsent | OutboxState::Sending => None,
        };
        let act = crate::messages::tui_frame::command(lang, &entry.word);
        lines.extend(why.map(|why| (say::act_stopped(lang, act, why), Role::Bad)));
    }
    let me = shared.me.as_ref().map(|me| me.person.id);
    if let Some(vote) = own_unconfirmed(view, me) {
        let level = words::level(lang, vote.level, shared.procedure());
        lines.push((say::confirm_yours(lang, level), Role::Warning));
    }
    if let Some(aside) = &view.aside {
        lines.push((aside_line(aside, ink), Role::Warning));
    }
    for it in item.objections.iter().filter(|it| it.cleared.is_none()) {
        lines.push((
            say::objection_stands(lang, name(shared, view, it.by), &it.text),
            Role::Bad,
        ));
    }
    let unconfirmed = item
        .votes
        .iter()
        .filter(|it| it.retracted_at.is_none() && it.via != Via::Screen);
    for vote in unconfirmed {
        let Some(signed) = vote
            .out_of_band
            .as_ref()
            .filter(|it| it.confirmed_at.is_none())
        else {
            continue;
        };
        let who = name(shared, view, vote.person);
        let line = say::unconfirmed(
            lang,
            words::via(lang, vote.via),
            who,
            shared.when(signed.confirm_by),
        );
        lines.push((
            line,
            if signed.confirm_by < shared.now {
                Role::Urgent
            } else {
                Role::Warning
            },
        ));
    }
    let owed: Vec<_> = item
        .debts
        .iter()
        .filter(|it| it.settled_at.is_none())
        .collect();
    if let Some(first) = owed.iter().map(|it| it.due).min() {
        let role = if first < shared.now {
            Role::Urgent
        } else {
            Role::Warning
        };
        lines.push((say::owed(lang, owed.len(), shared.when(first)), role));
    }
    for it in &item.objections {
        if let Some(cleared) = it.cleared.as_ref().filter(|it| it.overruled) {
            let (author, by) = (name(shared, view, it.by), name(shared, view, cleared.by));
            lines.push((
                say::overruled(lang, author, by, &cleared.reason),
                Role::Text,
            ));
        }
    }
    for it in &item.interests {
        lines.push((
            say::stepped_aside(lang, name(shared, view, it.person), &it.reason),
            Role::Quiet,
        ));
    }
    if !item.sealed.is_empty() {
        lines.push((say::sealed_notes(lang, item.sealed.len()), Role::Quiet));
    }
    lines
}

fn aside_line(aside: &Aside, ink: &Ink) -> String {
    let (shared, lang) = (ink.shared, ink.lang());
    let code = |code: &str| {
        shared.procedure().map_or_else(
            || code.to_owned(),
            |it| words::return_code(lang, code, it).to_owned(),
        )
    };
    match aside {
        Aside::Held { until, reason } => say::held_until(lang, shared.when(*until), reason),
        Aside::Returned {
            code: word,
            sentence,
        } => say::returned(lang, code(word), sentence),
        Aside::Merged { .. } => say::MERGED.get(lang).to_owned(),
        Aside::Spiked { code: word, reason } => say::spiked(lang, code(word), reason),
        Aside::Withdrawn { reason } => say::withdrawn(lang, reason),
    }
}
