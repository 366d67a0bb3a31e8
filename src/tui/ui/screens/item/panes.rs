//! Versions, history, checklists, and the submissions as they were received.

use super::head::unit_name;
use super::lines::Lines;
use crate::domain::review::{Version, Via, Vote};
use crate::messages::{tui_act, tui_item as say, words};
use crate::tui::app::history::{Events, in_words};
use crate::tui::app::item::ItemScreen;
use crate::tui::app::item::ask::name;
use crate::tui::app::item::verdict::{answered, level};
use crate::tui::ui::Ink;
use crate::tui::ui::widgets::list::{self, Column, List, Row};
use crate::tui::ui::widgets::paint::{self, Piece};
use crate::tui::ui::widgets::pane::Pane;
use crate::tui::ui::widgets::text_pane::{Attached, Span, TextPane};
use crate::tui::ui::widgets::{Role, empty};
use crate::wire::ItemView;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Every version, the newest first.
pub fn versions(screen: &ItemScreen, view: &ItemView, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    let lang = ink.lang();
    let all = &view.item.versions;
    let title = say::versions_title(lang, all.len());
    let inside = Pane {
        title: &title,
        note: "",
        active: !screen.on_text,
    }
    .draw(area, buffer, ink.theme);
    let mut lines = Lines::new(inside.width);
    let chosen = screen.version();
    for (at, version) in all.iter().enumerate().rev() {
        let from = lines.len();
        let before = at.checked_sub(1).and_then(|at| all.get(at));
        one_version(view, version, before, version.n == chosen, ink, &mut lines);
        if version.n == chosen {
            lines.choose(from);
        }
    }
    lines.draw(&screen.sheet, inside, buffer);
}

fn one_version(
    view: &ItemView,
    it: &Version,
    before: Option<&Version>,
    is_chosen: bool,
    ink: &Ink,
    lines: &mut Lines,
) {
    let (shared, lang) = (ink.shared, ink.lang());
    let grown = before.map_or(0, |before| i64::from(it.chars) - i64::from(before.chars));
    let size = match before {
        Some(_) => say::chars_and_change(lang, it.chars, format!("{grown:+}")),
        None => say::chars(lang, it.chars),
    };
    let change = match before {
        Some(_) => words::change(lang, it.change),
        None => say::AS_RECEIVED.get(lang),
    };
    let line = say::version_line(
        lang,
        it.n,
        name(shared, view, it.by),
        shared.when(it.at),
        change,
        size,
    );
    let style = ink.style(if is_chosen { Role::Cursor } else { Role::Text });
    lines.lead(
        if is_chosen {
            ink.theme.symbols.pointer
        } else {
            ""
        },
        2,
        &line,
        style,
    );
    if !is_chosen {
        return;
    }
    if before.is_some_and(|before| before.title != it.title) {
        lines.text(2, &say::title_now(lang, &it.title), ink.style(Role::Text));
    }
    for found in &it.detected {
        let what = words::detector(lang, found.what);
        lines.text(
            2,
            &say::change_seen(lang, what, &found.before, &found.after),
            ink.style(Role::Text),
        );
    }
    let hands: Vec<String> = it
        .contributors
        .iter()
        .map(|(id, hand)| {
            say::hand(
                lang,
                name(shared, view, *id),
                words::contribution(lang, *hand),
            )
        })
        .collect();
    if !hands.is_empty() {
        lines.text(
            2,
            &say::hands(lang, hands.join(say::LIST_GAP.get(lang))),
            ink.style(Role::Quiet),
        );
    }
    lines.blank();
}

/// The events, newest first, in a pane.
pub fn history(screen: &ItemScreen, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    let title = say::HISTORY.get(ink.lang());
    events(&screen.events, title, !screen.on_text, ink, area, buffer);
}

/// A list of events with a frame around it.
pub fn events(
    events: &Events,
    title: &str,
    active: bool,
    ink: &Ink,
    area: Rect,
    buffer: &mut Buffer,
) {
    let lang = ink.lang();
    let note = match (events.rows.len(), events.has_more()) {
        (0, _) => String::new(),
        (n, true) => say::place_of_more(lang, events.place() + 1, n),
        (n, false) => say::place_of(lang, events.place() + 1, n),
    };
    let inside = Pane {
        title,
        note: &note,
        active,
    }
    .draw(area, buffer, ink.theme);
    events.drawn(usize::from(inside.height));
    if events.rows.is_empty() {
        let told = match (&events.failed, events.known) {
            (Some(why), _) => why.as_str(),
            (None, true) => say::NO_EVENTS.get(lang),
            (None, false) => say::LOADING.get(lang),
        };
        empty::draw(told, &[], inside, buffer, ink.theme);
        return;
    }
    let widest = if inside.width < 60 { 11 } else { 16 };
    let columns = [
        Column::cells("", widest),
        Column::cells("", 10),
        Column::rest(""),
    ];
    let height = usize::from(inside.height);
    let cursor = events.place();
    // Where the list begins follows from the cursor alone: it is never scrolled away from it.
    let offset = list::offset(
        events.rows.len(),
        cursor,
        cursor.saturating_sub(height / 2),
        height,
    );
    let list = List {
        columns: &columns,
        total: events.rows.len(),
        cursor: Some(cursor),
        offset,
        active,
    };
    list.draw(inside, buffer, ink.theme, |at| {
        let cells = events
            .rows
            .get(at)
            .map(|row| in_words(ink.shared, row))
            .unwrap_or_default();
        let [when, who, what] = cells;
        let quiet = ink.style(Role::Quiet);
        Row {
            cells: vec![
                Piece::new(when, quiet),
                Piece::new(who, quiet),
                Piece::new(what, ink.style(Role::Text)),
            ],
            ..Row::default()
        }
    });
}

/// What each level answered, the latest first, and before it what this one will be asked.
pub fn checklist(screen: &ItemScreen, view: &ItemView, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    let (shared, lang) = (ink.shared, ink.lang());
    let inside = Pane {
        title: say::CHECKLISTS.get(lang),
        note: "",
        active: !screen.on_text,
    }
    .draw(area, buffer, ink.theme);
    let mut lines = Lines::new(inside.width);
    if let Some(level) = level(shared, view) {
        let title = say::to_be_asked(lang, words::bilingual(lang, &level.name));
        lines.text(0, &title, ink.style(Role::Title));
        for question in &level.checklist {
            lines.lead(
                ink.theme.symbols.boxes[0],
                4,
                words::bilingual(lang, &question.text),
                ink.style(Role::Text),
            );
        }
        if level.claims_read {
            let claims = view.item.claims.iter().filter(|it| !it.withdrawn).count();
            lines.lead(
                ink.theme.symbols.boxes[0],
                4,
                &say::claims_to_be_read(lang, claims),
                ink.style(Role::Text),
            );
        }
        lines.blank();
    }
    for vote in view.item.votes.iter().rev() {
        one_vote(view, vote, ink, &mut lines);
    }
    if lines.len() == 0 {
        empty::draw(say::NO_VOTES.get(lang), &[], inside, buffer, ink.theme);
        return;
    }
    lines.draw(&screen.sheet, inside, buffer);
}

fn one_vote(view: &ItemView, vote: &Vote, ink: &Ink, lines: &mut Lines) {
    let (shared, lang) = (ink.shared, ink.lang());
    let level = words::level(lang, vote.level, shared.procedure());
    let who = say::person_as(
        lang,
        name(shared, view, vote.person),
        words::capacity(lang, vote.capacity),
    );
    let line = say::vote_head(
        lang,
        level,
        words::verdict(lang, vote.verdict),
        who,
        shared.when(vote.at),
        vote.version,
    );
    let counts = view
        .item
        .counting_pass(vote.level)
        .is_some_and(|it| it.id == vote.id);
    lines.text(
        0,
        &line,
        ink.style(if counts { Role::Good } else { Role::Title }),
    );
    if let Some(code) = &vote.code {
        let code = shared
            .procedure()
            .map_or(code.as_str(), |it| words::return_code(lang, code, it));
        let to = match vote.back_to.unwrap_or(0) {
            0 => tui_act::BACK_TO_DRAFTING.get(lang).to_owned(),
            n => tui_act::back_to_level(lang, words::level(lang, n, shared.procedure())),
        };
        lines.text(
            2,
            &say::returned_with(lang, code, to),
            ink.style(Role::Warning),
        );
    }
    if let Some(signed) = &vote.out_of_band
        && vote.via != Via::Screen
    {
        let recorder = name(shared, view, signed.recorder);
        let state = match signed.confirmed_at {
            Some(at) => say::confirmed_at(lang, shared.when(at)),
            None => say::to_confirm_by(lang, shared.when(signed.confirm_by)),
        };
        let role = if signed.confirmed_at.is_some() {
            Role::Quiet
        } else {
            Role::Warning
        };
        lines.text(
            2,
            &say::signed_off(lang, words::via(lang, vote.via), recorder, state),
            ink.style(role),
        );
        lines.text(2, &signed.read_back, ink.style(Role::Quiet));
    }
    if let Some(at) = vote.retracted_at {
        lines.text(
            2,
            &say::vote_retracted(lang, shared.when(at)),
            ink.style(Role::Quiet),
        );
    } else if vote.verdict == crate::domain::review::Verdict::Pass && !counts {
        lines.text(2, say::COUNTS_NO_MORE.get(lang), ink.style(Role::Quiet));
    }
    let answers = answered(shared, vote);
    if !answers.is_empty() {
        lines.text(2, &answers, ink.style(Role::Text));
    }
    lines.blank();
}

/// A submission as it came.
pub fn original(screen: &ItemScreen, view: &ItemView, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    let (shared, lang) = (ink.shared, ink.lang());
    let total = view.submissions.len();
    let title = say::original_title(lang, screen.original_n + 1, total.max(1));
    let inside = Pane {
        title: &title,
        note: "",
        active: !screen.on_text,
    }
    .draw(area, buffer, ink.theme);
    let Some(it) = view.submissions.get(screen.original_n) else {
        empty::draw(say::NO_ORIGINAL.get(lang), &[], inside, buffer, ink.theme);
        return;
    };
    let mut facts = vec![say::receipt(
        lang,
        it.seq,
        shared.when(it.received_at),
        words::channel(lang, it.channel),
    )];
    let mut from = vec![unit_name(shared, it.unit)];
    from.extend(it.author.as_ref().map(|author| say::author(lang, author)));
    from.extend(it.released_by.as_ref().map(|by| say::released_by(lang, by)));
    facts.push(from.join(" · "));
    facts.extend(
        it.sender_time
            .map(|at| say::sender_says(lang, shared.when(at))),
    );
    if let Some(calls) = &it.hotline {
        facts.push(say::hotline(
            lang,
            &calls.category,
            calls.count,
            calls.window_days,
            calls.ticket_refs.len(),
        ));
    }
    let mut y = 0;
    paint::short(
        buffer,
        paint::row(inside, y),
        &it.title,
        ink.style(Role::Strong),
    );
    y += 1;
    for line in &facts {
        paint::short(buffer, paint::row(inside, y), line, ink.style(Role::Quiet));
        y += 1;
    }
    y = (y + 1).min(inside.height);
    let body = Rect {
        y: inside.y + y,
        height: inside.height - y,
        ..inside
    };
    let reading = &screen.original;
    let caret = reading.caret();
    let spans: Vec<Span<'_>> = (!screen.on_text && !reading.text().is_empty())
        .then(|| Span {
            range: caret..crate::text::next_grapheme(reading.text(), caret),
            kind: Attached::Hit,
            label: "",
            focused: true,
        })
        .into_iter()
        .collect();
    let pane = TextPane {
        text: reading.text(),
        spans: &spans,
        numbered: false,
    };
    let top = pane
        .reveal(body, ink.theme, reading.top(), caret)
        .min(pane.last_top(body, ink.theme));
    pane.draw(body, buffer, ink.theme, top);
    let (rows, width) = pane.visible(body, ink.theme, top);
    reading.drawn(top, rows, width);
}
