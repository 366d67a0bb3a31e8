//! A week of posts, drawn: who acts on which day, and beside it the post under the cursor and who is away.

use crate::domain::moment::Moment;
use crate::domain::review::Capacity;
use crate::domain::roster::{HoldingRole, Post, Roster};
use crate::messages::{Lang, tui_frame as say, words};
use crate::text;
use crate::tui::app::Shared;
use crate::tui::app::posts::{PostsScreen, noon, posts, records};
use crate::tui::ui::Ink;
use crate::tui::ui::widgets::list::{self, Column, List, Row};
use crate::tui::ui::widgets::paint::{self, Piece};
use crate::tui::ui::widgets::pane::Pane;
use crate::tui::ui::widgets::{Role, empty};
use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The screen.
pub fn draw(screen: &PostsScreen, ink: &Ink, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    if ink.shared.roster.is_none() {
        empty::draw(say::LOADING.get(ink.lang()), &[], area, buffer, ink.theme);
        return None;
    }
    if ink.shared.is_wide() {
        let width = area.width * 2 / 3;
        draw_week(screen, ink, Rect { width, ..area }, buffer);
        draw_effects(screen, ink, paint::after(area, width), buffer);
    } else if screen.flipped {
        draw_effects(screen, ink, area, buffer);
    } else {
        draw_week(screen, ink, area, buffer);
    }
    None
}

fn draw_week(screen: &PostsScreen, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    let (shared, lang) = (ink.shared, ink.lang());
    let days = screen.days(shared);
    let week = days.first().map_or(0, |day| day.iso_week_date().week());
    let title = say::posts_title(lang, week);
    let pane = Pane {
        title: &title,
        note: say::POSTS_LEGEND.get(lang),
        active: true,
    };
    let inside = pane.draw(area, buffer, ink.theme);
    let heads: Vec<String> = days
        .iter()
        .map(|day| format!("{} {}", words::weekday(lang, *day), day.day()))
        .collect();
    let name = (inside.width / 5).clamp(8, 20);
    let mut columns = vec![Column::cells(say::POST.get(lang), name)];
    columns.extend(heads.iter().map(|head| Column::rest(head)));
    let (roster, posts) = (records(shared), posts(shared));
    let today = shared.zone().to_datetime(shared.now.timestamp()).date();
    let mut list = List {
        columns: &columns,
        total: posts.len(),
        cursor: Some(screen.cursor),
        offset: 0,
        active: true,
    };
    list.offset = list::offset(list.total, screen.cursor, 0, list.visible(inside.height));
    list.draw(inside, buffer, ink.theme, |at| {
        let Some(post) = posts.get(at) else {
            return Row::default();
        };
        let mut cells = vec![Piece::new(
            words::bilingual(lang, &post.name),
            ink.style(Role::Strong),
        )];
        cells.extend(days.iter().map(|day| {
            // Today is as it is now, other days as they are at noon.
            let moment = if *day == today {
                shared.now
            } else {
                noon(shared, *day)
            };
            let (text, role) = acting(&roster, post, moment, lang);
            Piece::new(text, ink.style(role))
        }));
        Row {
            cells,
            ..Row::default()
        }
    });
}

/// Who acts for a post at a moment, with a sign for cover.
fn acting(roster: &Roster, post: &Post, at: Moment, lang: Lang) -> (String, Role) {
    match roster.acting(post.id, at) {
        None => (say::NOBODY.get(lang).to_owned(), Role::Bad),
        Some(seat) if seat.capacity == Capacity::A => {
            (roster.name(seat.person).to_owned(), Role::Text)
        }
        Some(seat) => (format!("{}*", roster.name(seat.person)), Role::Warning),
    }
}

fn draw_effects(screen: &PostsScreen, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    let (shared, lang) = (ink.shared, ink.lang());
    let posts = posts(shared);
    let mut lines: Vec<(String, Role)> = Vec::new();
    if let Some(post) = posts.get(screen.cursor) {
        lines.push((words::bilingual(lang, &post.name).to_owned(), Role::Strong));
        lines.extend(
            facts(post, shared, lang)
                .into_iter()
                .map(|line| (line, Role::Text)),
        );
        lines.push((String::new(), Role::Text));
    }
    let away = away(&screen.days(shared), shared, lang);
    lines.push((say::EFFECTS.get(lang).to_owned(), Role::Title));
    if away.is_empty() {
        lines.push((say::NOBODY_AWAY.get(lang).to_owned(), Role::Quiet));
    }
    lines.extend(away.into_iter().map(|line| (line, Role::Text)));
    let title = posts
        .get(screen.cursor)
        .map_or("", |post| words::bilingual(lang, &post.name));
    let inside = Pane {
        title,
        note: "",
        active: screen.flipped,
    }
    .draw(area, buffer, ink.theme);
    let mut y = 0;
    for (line, role) in lines.iter().skip(1) {
        for part in text::wrap(line, usize::from(inside.width).max(1)) {
            if y >= inside.height {
                return;
            }
            paint::line(
                buffer,
                paint::row(inside, y),
                line.get(part).unwrap_or_default(),
                ink.style(*role),
            );
            y += 1;
        }
    }
}

fn facts(post: &Post, shared: &Shared, lang: Lang) -> Vec<String> {
    let roster = records(shared);
    let holds = |role: HoldingRole| {
        let names: Vec<&str> = roster
            .holdings
            .values()
            .filter(|it| it.post == post.id && it.role == role)
            .filter(|it| it.from <= shared.now && it.to.is_none_or(|to| to > shared.now))
            .map(|it| roster.name(it.person))
            .collect();
        names.join(" ")
    };
    let nobody = |names: String| {
        if names.is_empty() {
            say::NOBODY.get(lang).to_owned()
        } else {
            names
        }
    };
    let duties: Vec<&str> = post
        .duties
        .iter()
        .map(|duty| words::duty(lang, *duty))
        .collect();
    let mut lines = vec![
        say::duties(lang, duties.join(" ")),
        say::holders(
            lang,
            nobody(holds(HoldingRole::A)),
            nobody(holds(HoldingRole::B)),
        ),
    ];
    let shadows = holds(HoldingRole::Shadow);
    if !shadows.is_empty() {
        lines.push(say::shadows(lang, shadows));
    }
    lines.push(say::acts_now(
        lang,
        acting(&roster, post, shared.now, lang).0,
    ));
    if let Some(above) = post.fallback {
        lines.push(say::reports_to(lang, shared.post_name(above)));
    }
    lines
}

/// The absences of the week.
fn away(days: &[Date], shared: &Shared, lang: Lang) -> Vec<String> {
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Vec::new();
    };
    let from = noon(shared, *first).plus_minutes(-12 * 60);
    let to = noon(shared, *last).plus_minutes(12 * 60);
    let all = shared.roster.iter().flat_map(|roster| &roster.absences);
    all.filter(|it| !it.cancelled && it.from < to && it.to > from)
        .map(|it| {
            let name = shared.person_name(it.person);
            say::away(
                lang,
                name,
                words::absence(lang, it.kind),
                shared.when(it.from),
                shared.when(it.to),
            )
        })
        .collect()
}
