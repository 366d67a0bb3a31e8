//! The queue, drawn: tabs, list, preview.

use super::preview;
use crate::domain::item::Stage;
use crate::domain::report::Urgency;
use crate::messages::{Lang, tui_queue as say, words};
use crate::tui::app::Part;
use crate::tui::app::queue::{QueueScreen, Tab, flags, order_in_words, tabs};
use crate::tui::input::Action;
use crate::tui::ui::Ink;
use crate::tui::ui::ink::hints;
use crate::tui::ui::widgets::list::{Column, List, Row};
use crate::tui::ui::widgets::paint::{self, Piece};
use crate::tui::ui::widgets::pane::Pane;
use crate::tui::ui::widgets::tabs as tab_bar;
use crate::tui::ui::widgets::{Role, empty};
use crate::wire::ItemRow;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The screen.
pub fn draw(screen: &QueueScreen, ink: &Ink, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    draw_tabs(screen, ink, area, buffer);
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let beside = ink.shared.is_wide() && !screen.stacked;
    let (left, right) = match (screen.preview, beside) {
        (false, _) => (body, None),
        (true, true) => {
            let width = body.width * 13 / 20;
            (Rect { width, ..body }, Some(paint::after(body, width)))
        }
        (true, false) => {
            let height = body.height * 3 / 5;
            let below = Rect {
                y: body.y + height,
                height: body.height - height,
                ..body
            };
            (Rect { height, ..body }, Some(below))
        }
    };
    draw_list(screen, ink, left, buffer);
    if let Some(area) = right {
        preview::draw(screen, ink, area, buffer);
    }
    None
}

fn draw_tabs(screen: &QueueScreen, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    const KEYS: [Action; 9] = [
        Action::Tab1,
        Action::Tab2,
        Action::Tab3,
        Action::Tab4,
        Action::Tab5,
        Action::Tab6,
        Action::Tab7,
        Action::Tab8,
        Action::Tab9,
    ];
    let shared = ink.shared;
    let stack = screen.scopes(shared);
    let parts: Vec<(String, String, u64, u64)> = tabs(shared)
        .iter()
        .enumerate()
        .map(|(n, tab)| {
            let key = KEYS
                .get(n)
                .and_then(|action| ink.keymap.hint(*action, &stack))
                .unwrap_or_default();
            let count = tab.count(shared);
            (key, tab.title(shared), count.all, count.overdue)
        })
        .collect();
    let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let bar: Vec<tab_bar::Tab<'_>> = parts
        .iter()
        .map(|(key, title, all, late)| tab_bar::Tab {
            key,
            title,
            count: Some(number(*all)).filter(|all| *all > 0),
            alarms: number(*late),
        })
        .collect();
    tab_bar::draw(&bar, screen.tab, area, buffer, ink.theme);
}

fn draw_list(screen: &QueueScreen, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    let (shared, lang) = (ink.shared, ink.lang());
    let tab = screen.tab(shared);
    let mut title = vec![tab.title(shared)];
    let mine = tab.count(shared).mine;
    if tab != Tab::Mine && mine > 0 {
        title.push(say::mine_here(lang, mine));
    }
    title.push(order_in_words(screen, shared));
    if !screen.filter.is_empty() {
        title.push(say::filtered(lang, &screen.filter));
    }
    let total = screen.list.total().unwrap_or(0);
    let mut note = Vec::new();
    if !screen.marks.is_empty() {
        note.push(say::marked(lang, screen.marks.len()));
    }
    if total > 0 {
        note.push(say::position(lang, screen.cursor + 1, total));
    }
    let pane = Pane {
        title: &title.join(" · "),
        note: &note.join(" · "),
        active: true,
    };
    let inside = pane.draw(area, buffer, ink.theme);
    let columns = columns(inside.width, lang);
    let list = List {
        columns: &columns.shown,
        total,
        cursor: (total > 0).then_some(screen.cursor),
        offset: screen.top,
        active: true,
    };
    screen.drawn(list.visible(inside.height));
    if total == 0 {
        draw_empty(screen, ink, inside, buffer);
        return;
    }
    list.draw(inside, buffer, ink.theme, |at| match screen.list.row(at) {
        Some(row) => row_cells(row, screen, ink, &columns),
        None => Row {
            cells: vec![Piece::new(
                say::NOT_HERE_YET.get(lang),
                ink.style(Role::Quiet),
            )],
            ..Row::default()
        },
    });
}

/// The columns that a list of this width has room for.
struct Columns {
    shown: Vec<Column<'static>>,
    /// With a column for the person whose turn it is.
    turn: bool,
}

fn columns(width: u16, lang: Lang) -> Columns {
    let turn = width >= 92;
    let urgency = match lang {
        Lang::Zh => 4,
        Lang::En => 9,
    };
    let mut shown = vec![
        Column::cells(say::COLUMN_NO.get(lang), 5).right(),
        Column::cells(say::COLUMN_URGENCY.get(lang), urgency),
        Column::cells(say::COLUMN_DUE.get(lang), 12),
        Column::cells(say::COLUMN_UNIT.get(lang), if width >= 88 { 14 } else { 8 }),
        Column::rest(say::COLUMN_TITLE.get(lang)),
        Column::cells(
            say::COLUMN_CLAIMS.get(lang),
            if lang == Lang::En { 6 } else { 5 },
        ),
        Column::cells("", 3),
    ];
    if turn {
        shown.insert(5, Column::cells(say::COLUMN_TURN.get(lang), 10));
    }
    Columns { shown, turn }
}

fn row_cells<'r>(row: &'r ItemRow, screen: &QueueScreen, ink: &Ink, columns: &Columns) -> Row<'r> {
    let (shared, lang) = (ink.shared, ink.lang());
    let (due, late) = match row.deadline {
        Some(deadline) => (
            words::due(lang, deadline, &shared.zone(), shared.now),
            deadline < shared.now,
        ),
        None => (String::new(), false),
    };
    let urgency = match row.urgency {
        Urgency::Critical => Role::Urgent,
        Urgency::Expedited => Role::Warning,
        Urgency::Plain => Role::Quiet,
    };
    let mine = row.turn.as_ref().is_some_and(|turn| turn.mine);
    let letters: String = flags(row, shared)
        .into_iter()
        .map(|(letter, _)| letter)
        .collect();
    let unsent = shared.is_unsent(row.id);
    let title = if unsent {
        Role::Pending
    } else if mine {
        Role::Strong
    } else {
        Role::Text
    };
    let mut cells = vec![
        Piece::new(row.no.to_string(), ink.style(Role::Quiet)),
        Piece::new(words::urgency(lang, row.urgency), ink.style(urgency)),
        Piece::new(due, ink.style(if late { Role::Urgent } else { Role::Text })),
        Piece::new(row.unit.as_str(), ink.style(Role::Text)),
        Piece::new(row.title.as_str(), ink.style(title)),
        Piece::new(
            dots(row, ink),
            ink.style(if row.claims.contradicted > 0 {
                Role::Bad
            } else {
                Role::Text
            }),
        ),
        Piece::new(
            letters,
            ink.style(if unsent { Role::Pending } else { Role::Warning }),
        ),
    ];
    if columns.turn {
        let turn = row
            .turn
            .as_ref()
            .map_or("", |turn| turn.person.name.as_str());
        cells.insert(
            5,
            Piece::new(
                turn,
                ink.style(if mine { Role::Strong } else { Role::Quiet }),
            ),
        );
    }
    Row {
        cells,
        marked: screen.marks.contains_key(&row.id),
        ..Row::default()
    }
}

/// How the claims stand: a sign for each, or figures when there are too many.
fn dots(row: &ItemRow, ink: &Ink) -> String {
    const SIGNS: u32 = 5;
    let (claims, symbols) = (row.claims, &ink.theme.symbols);
    if claims.total > SIGNS {
        let cross = if claims.contradicted > 0 {
            symbols.cross
        } else {
            ""
        };
        return format!("{}/{}{cross}", claims.settled, claims.total);
    }
    let open = claims
        .total
        .saturating_sub(claims.settled)
        .saturating_sub(claims.contradicted);
    let times = |sign: &str, n: u32| sign.repeat(n as usize);
    times(symbols.settled, claims.settled)
        + &times(symbols.cross, claims.contradicted)
        + &times(symbols.open, open)
}

fn draw_empty(screen: &QueueScreen, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    let (shared, lang) = (ink.shared, ink.lang());
    let (what, actions): (&str, &[Action]) = match (&screen.failed, screen.list.total()) {
        (Some(why), _) => (why, &[Action::Refresh]),
        (None, None) => (say::LOADING.get(lang), &[]),
        (None, Some(_)) if !screen.filter.is_empty() => (
            say::EMPTY_FILTER.get(lang),
            &[Action::ClearFilter, Action::Filter],
        ),
        (None, Some(_)) => match screen.tab(shared) {
            Tab::Stage(Stage::Triage) => (
                say::EMPTY_INTAKE.get(lang),
                &[Action::NewSubmission, Action::NextTab],
            ),
            Tab::Stage(_) => (
                say::EMPTY_STAGE.get(lang),
                &[Action::NextTab, Action::GoIntake],
            ),
            Tab::Mine => (say::EMPTY_MINE.get(lang), &[Action::GoIntake]),
            Tab::Held => (say::EMPTY_HELD.get(lang), &[Action::NextTab]),
            Tab::Released => (say::EMPTY_RELEASED.get(lang), &[Action::NextTab]),
            Tab::Closed => (say::EMPTY_CLOSED.get(lang), &[Action::PrevTab]),
        },
    };
    let keys = ink.keys(actions, &screen.scopes(shared), |_| true);
    empty::draw(what, &hints(&keys), area, buffer, ink.theme);
}
