//! What people have said about the item: the one under the eye in full, the others in a line each.

use super::lines::Lines;
use crate::domain::review::{Objection, Suggestion, SuggestionState, Thread};
use crate::messages::{tui_item as say, words};
use crate::tui::app::Part;
use crate::tui::app::item::ItemScreen;
use crate::tui::app::item::ask::name;
use crate::tui::app::item::talk::{self, TalkId};
use crate::tui::input::Action;
use crate::tui::ui::Ink;
use crate::tui::ui::ink::hints;
use crate::tui::ui::widgets::pane::Pane;
use crate::tui::ui::widgets::{Role, empty};
use crate::wire::ItemView;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The pane.
pub fn draw(screen: &ItemScreen, view: &ItemView, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    let lang = ink.lang();
    let all = talk::list(&view.item);
    let title = say::talk_title(lang, talk::open(&view.item), all.len());
    let inside = Pane {
        title: &title,
        note: "",
        active: !screen.on_text,
    }
    .draw(area, buffer, ink.theme);
    if all.is_empty() {
        let stack = screen.scopes(ink.shared);
        let actions = [Action::ThreadAdd, Action::Suggest, Action::Object];
        let keys = ink.keys(&actions, &stack, |it| {
            screen.refuses(ink.shared, it).is_none()
        });
        empty::draw(
            say::TALK_EMPTY.get(lang),
            &hints(&keys),
            inside,
            buffer,
            ink.theme,
        );
        return;
    }
    let chosen = screen.talk_id();
    let mut lines = Lines::new(inside.width);
    for id in all {
        let from = lines.len();
        let is_chosen = chosen == Some(id);
        let mut entry = Entry {
            view,
            ink,
            lines: &mut lines,
            is_chosen,
        };
        match id {
            TalkId::Objection(id) => {
                view.item
                    .objections
                    .iter()
                    .filter(|it| it.id == id)
                    .for_each(|it| entry.objection(it));
            }
            TalkId::Thread(id) => {
                for (n, it) in (1..).zip(&view.item.threads).filter(|(_, it)| it.id == id) {
                    entry.thread(n, it);
                }
            }
            TalkId::Suggestion(id) => {
                for (n, it) in (1..)
                    .zip(&view.item.suggestions)
                    .filter(|(_, it)| it.id == id)
                {
                    entry.suggestion(n, it);
                }
            }
        }
        if is_chosen {
            lines.choose(from);
        }
    }
    lines.draw(&screen.sheet, inside, buffer);
}

struct Entry<'a, 'b> {
    view: &'a ItemView,
    ink: &'a Ink<'a>,
    lines: &'b mut Lines,
    is_chosen: bool,
}

impl Entry<'_, '_> {
    fn head(&mut self, line: &str, role: Role) {
        let style = self.ink.style(role);
        let style = if self.is_chosen {
            style.patch(self.ink.style(Role::Cursor))
        } else {
            style
        };
        let lead = if self.is_chosen {
            self.ink.theme.symbols.pointer
        } else {
            ""
        };
        let width = usize::from(self.lines.width.saturating_sub(2)).max(1);
        // In a line while it is not looked at.
        let line = if self.is_chosen {
            line.to_owned()
        } else {
            crate::text::truncate(line, width).into_owned()
        };
        self.lines.lead(lead, 2, &line, style);
    }

    fn body(&mut self, text: &str, role: Role) {
        if self.is_chosen {
            self.lines.text(2, text, self.ink.style(role));
        }
    }

    fn end(&mut self) {
        if self.is_chosen {
            self.lines.blank();
        }
    }

    fn name(&self, person: crate::domain::id::PersonId) -> String {
        name(self.ink.shared, self.view, person)
    }

    fn objection(&mut self, it: &Objection) {
        let (shared, lang) = (self.ink.shared, self.ink.lang());
        let level = words::level(lang, it.level, shared.procedure());
        let (state, role) = match &it.cleared {
            None => (say::STANDS.get(lang), Role::Bad),
            Some(cleared) if cleared.overruled => (say::OVERRULED.get(lang), Role::Quiet),
            Some(_) => (say::LIFTED.get(lang), Role::Quiet),
        };
        let line = say::objection_head(lang, self.name(it.by), level, shared.when(it.at), state);
        self.head(&line, role);
        self.body(&it.text, Role::Text);
        if let Some(cleared) = &it.cleared {
            let line = say::cleared_by(
                lang,
                self.name(cleared.by),
                shared.when(cleared.at),
                &cleared.reason,
            );
            self.body(&line, Role::Quiet);
        }
        self.end();
    }

    fn thread(&mut self, n: u32, it: &Thread) {
        let (shared, lang) = (self.ink.shared, self.ink.lang());
        let first = it.comments.first();
        let by = first
            .map(|comment| self.name(comment.by))
            .unwrap_or_default();
        let (state, role) = match (&it.resolved, it.blocking) {
            (Some(_), _) => (say::RESOLVED.get(lang), Role::Quiet),
            (None, true) => (say::BLOCKS.get(lang), Role::Warning),
            (None, false) => (say::OPEN.get(lang), Role::Text),
        };
        let said = first.map_or("", |comment| comment.text.as_str());
        let mark = say::thread_mark(lang, n);
        let line = if self.is_chosen {
            say::thread_head(lang, mark, by, state)
        } else {
            say::thread_line(lang, mark, by, state, said)
        };
        self.head(&line, role);
        if let Some(anchor) = &it.anchor {
            let quoted = say::quoted(lang, &anchor.quote);
            let quoted = if it.adrift {
                say::adrift(lang, quoted)
            } else {
                quoted
            };
            self.body(&quoted, Role::Quiet);
        }
        for comment in &it.comments {
            let line = say::comment(
                lang,
                self.name(comment.by),
                shared.when(comment.at),
                &comment.text,
            );
            self.body(&line, Role::Text);
        }
        if let Some(resolved) = &it.resolved {
            let line = say::resolved_by(lang, self.name(resolved.by), shared.when(resolved.at));
            self.body(&line, Role::Quiet);
        }
        self.end();
    }

    fn suggestion(&mut self, n: u32, it: &Suggestion) {
        let (shared, lang) = (self.ink.shared, self.ink.lang());
        let open = it.state == SuggestionState::Open;
        let role = if open { Role::Text } else { Role::Quiet };
        let state = words::suggestion(lang, &it.state);
        let mark = say::suggestion_mark(lang, n);
        let change = words::change(lang, it.change);
        let line = say::suggestion_head(
            lang,
            mark,
            self.name(it.by),
            change,
            state,
            &it.anchor.quote,
        );
        self.head(&line, role);
        let [removed, added] = [self.ink.theme.symbols.removed, self.ink.theme.symbols.added];
        self.body(
            &format!("{}{}{}", removed[0], it.anchor.quote, removed[1]),
            Role::Removed,
        );
        self.body(
            &format!("{}{}{}", added[0], it.replacement, added[1]),
            Role::Added,
        );
        if !it.remark.is_empty() {
            self.body(&say::remark(lang, &it.remark), Role::Text);
        }
        self.body(
            &say::suggested_on(lang, it.version, shared.when(it.at)),
            Role::Quiet,
        );
        match &it.state {
            SuggestionState::Open => {}
            SuggestionState::Applied { by, version } => {
                let line = say::taken_into(lang, self.name(*by), version);
                self.body(&line, Role::Quiet);
            }
            SuggestionState::Declined { by, reason } => {
                let line = say::declined_by(lang, self.name(*by), reason);
                self.body(&line, Role::Quiet);
            }
        }
        self.end();
    }
}
