//! The preview: where the item under the cursor comes from, how far it is, and its text.

use crate::domain::verify::Standing;
use crate::messages::{tui_queue as say, words};
use crate::text;
use crate::tui::app::queue::QueueScreen;
use crate::tui::flow::Place;
use crate::tui::ui::Ink;
use crate::tui::ui::widgets::paint;
use crate::tui::ui::widgets::pane::Pane;
use crate::tui::ui::widgets::text_pane::TextPane;
use crate::tui::ui::widgets::{Role, empty};
use crate::wire::{ItemRow, ItemView};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The pane. While the item itself is not here yet, what its row says.
pub fn draw(screen: &QueueScreen, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    let lang = ink.lang();
    let row = screen.row();
    let title = row.map_or_else(
        || say::PREVIEW.get(lang).to_owned(),
        |row| row.title.clone(),
    );
    let inside = Pane {
        title: &title,
        note: "",
        active: false,
    }
    .draw(area, buffer, ink.theme);
    let Some(row) = row else { return };
    let view = screen
        .previewed
        .as_ref()
        .filter(|view| view.item.id == row.id);
    let lines = match view {
        Some(view) => facts(view, row, ink),
        None => row_facts(row, ink),
    };
    let mut y = 0;
    // The text keeps at least half of the pane.
    let room = (inside.height / 2).max(2);
    for (line, role) in &lines {
        for part in text::wrap(line, usize::from(inside.width).max(1)) {
            if y >= room {
                break;
            }
            let shown = line.get(part).unwrap_or_default();
            paint::line(buffer, paint::row(inside, y), shown, ink.style(*role));
            y += 1;
        }
    }
    let rest = Rect {
        y: inside.y + (y + 1).min(inside.height),
        height: inside.height.saturating_sub(y + 1),
        ..inside
    };
    match view {
        Some(view) => {
            let pane = TextPane {
                text: &view.manuscript.body,
                spans: &[],
                numbered: false,
            };
            let by = isize::try_from(screen.preview_top).unwrap_or(isize::MAX);
            let top = pane.scroll(rest, ink.theme, Place::default(), by);
            pane.draw(rest, buffer, ink.theme, top);
        }
        None => empty::draw(say::PREVIEW_RESTS.get(lang), &[], rest, buffer, ink.theme),
    }
}

fn row_facts(row: &ItemRow, ink: &Ink) -> Vec<(String, Role)> {
    let (shared, lang) = (ink.shared, ink.lang());
    let received = say::received(
        lang,
        shared.when(row.received_at),
        &row.unit,
        words::channel(lang, row.channel),
    );
    let mut lines = vec![
        (received, Role::Text),
        (
            say::stage_line(lang, shared.stage(&row.stage), row.version),
            Role::Text,
        ),
    ];
    lines.extend(turn(row, ink));
    lines
}

fn turn(row: &ItemRow, ink: &Ink) -> Option<(String, Role)> {
    let turn = row.turn.as_ref()?;
    let (name, lang) = (&turn.person.name, ink.lang());
    Some(if turn.blocked {
        (say::turn_blocked(lang, name), Role::Warning)
    } else {
        (
            say::turn_line(lang, name, ink.shared.post_name(turn.post)),
            if turn.mine { Role::Strong } else { Role::Text },
        )
    })
}

fn facts(view: &ItemView, row: &ItemRow, ink: &Ink) -> Vec<(String, Role)> {
    let (shared, lang) = (ink.shared, ink.lang());
    let mut lines = row_facts(row, ink);
    let name = |id| {
        view.people
            .get(&id)
            .cloned()
            .unwrap_or_else(|| shared.person_name(id))
    };
    if let Some(deadline) = view.deadline {
        let minutes = deadline.minutes_since(shared.now);
        let line = say::due_line(
            lang,
            shared.when(deadline),
            words::time_left_in_words(lang, minutes),
        );
        lines.push((
            line,
            if minutes < 0 {
                Role::Urgent
            } else {
                Role::Text
            },
        ));
    }
    for objection in view
        .item
        .objections
        .iter()
        .filter(|it| it.cleared.is_none())
    {
        lines.push((
            say::objection_line(lang, name(objection.by), &objection.text),
            Role::Bad,
        ));
    }
    let standing = |wanted: &[Standing]| {
        view.standings
            .iter()
            .filter(|it| wanted.contains(&it.standing))
            .count()
    };
    let claims = view.standings.len() - standing(&[Standing::Withdrawn]);
    if claims > 0 {
        let settled = standing(&[Standing::Corroborated, Standing::Waived]);
        let contradicted = standing(&[Standing::Contradicted]);
        let mut line = say::claims_line(lang, settled, claims);
        if contradicted > 0 {
            line = format!("{line} · {}", say::contradicted_line(lang, contradicted));
        }
        lines.push((
            line,
            if contradicted > 0 {
                Role::Bad
            } else {
                Role::Text
            },
        ));
    }
    for vote in view
        .item
        .votes
        .iter()
        .filter(|it| it.retracted_at.is_none())
        .rev()
        .take(4)
    {
        let level = words::level(lang, vote.level, shared.procedure());
        let verdict = words::verdict(lang, vote.verdict);
        lines.push((
            say::vote_line(
                lang,
                level,
                verdict,
                name(vote.person),
                shared.when(vote.at),
            ),
            Role::Quiet,
        ));
    }
    if row.members > 1 {
        lines.push((say::members_line(lang, row.members), Role::Quiet));
    }
    lines
}
