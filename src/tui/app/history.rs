//! What happened to an item, newest first: the list, and the screen that shows it whole.

use super::asked::Asked;
use super::effect::{Request, Slot};
use super::message::{Failure, Reply};
use super::note::NoteOverlay;
use super::part::Part;
use super::shared::Shared;
use super::step::Step;
use crate::domain::id::ItemId;
use crate::messages::{tui_item as say, words};
use crate::tui::input::{Action, Scope};
use crate::wire::Notice;
use crate::wire::item::{ActReply, HistoryPage, HistoryRow};
use std::cell::Cell;

/// Rows from the end at which older ones are asked for.
const AHEAD: usize = 10;
/// Rows a page of the list moves, until it was drawn.
const PAGE: usize = 10;
/// Most characters shown of a value in the details.
const MOST_SHOWN: usize = 400;

/// The events of one item, as far as they were read.
#[derive(Debug)]
pub struct Events {
    item: ItemId,
    pub rows: Vec<HistoryRow>,
    /// Where the older ones begin; `None` before the first answer and at the beginning of the item.
    next: Option<u64>,
    asked: Option<Asked>,
    /// The first answer has come.
    pub known: bool,
    /// The event under the cursor, by its place in the log; the newest when `None`.
    pub cursor: Option<u64>,
    pub failed: Option<String>,
    /// Rows on screen, as drawn last.
    height: Cell<usize>,
}

impl Events {
    /// Nothing read yet.
    pub fn of(item: ItemId) -> Self {
        Events {
            item,
            rows: Vec::new(),
            next: None,
            asked: None,
            known: false,
            cursor: None,
            failed: None,
            height: Cell::new(PAGE),
        }
    }

    /// Asks for the newest, unless that was done.
    pub fn begin(&mut self, shared: &mut Shared) -> Vec<Step> {
        if self.known || self.asked.is_some() {
            Vec::new()
        } else {
            self.fetch(shared, None)
        }
    }

    /// Asks for the newest again; what was read stays until the answer is here.
    pub fn renew(&mut self, shared: &mut Shared) -> Vec<Step> {
        self.fetch(shared, None)
    }

    fn fetch(&mut self, shared: &mut Shared, before: Option<u64>) -> Vec<Step> {
        let (asked, effect) = Asked::fetch(
            shared,
            Slot::History,
            Request::History {
                item: self.item,
                before,
            },
        );
        self.asked = Some(asked);
        self.failed = None;
        vec![effect.into()]
    }

    /// Takes an answer that is its own.
    pub fn reply(&mut self, shared: &Shared, slot: Slot, reply: &Result<Reply, Failure>) {
        if !self
            .asked
            .is_some_and(|asked| asked.is_answered(shared, slot))
        {
            return;
        }
        self.asked = None;
        match reply {
            Ok(Reply::History(page)) => self.take(page),
            Ok(_) => {}
            Err(failure) => self.failed = Some(failure.sentence(shared.lang)),
        }
    }

    fn take(&mut self, page: &HistoryPage) {
        let newest_known = self.rows.first().map(|row| row.seq);
        let oldest_known = self.rows.last().map(|row| row.seq);
        let joins = |row: &HistoryRow| newest_known.is_some_and(|newest| row.seq <= newest);
        let is_older = page
            .rows
            .first()
            .zip(oldest_known)
            .is_some_and(|(first, oldest)| first.seq < oldest);
        if is_older {
            self.rows.extend(page.rows.iter().cloned());
            self.next = page.next;
        } else if page.rows.iter().any(joins) {
            // The newest again: only what is above what was known is new.
            let new = page.rows.iter().take_while(|row| !joins(row)).cloned();
            self.rows.splice(0..0, new.collect::<Vec<_>>());
        } else {
            self.rows = page.rows.clone();
            self.next = page.next;
        }
        self.known = true;
    }

    /// The row under the cursor.
    pub fn place(&self) -> usize {
        let found = self
            .cursor
            .and_then(|seq| self.rows.iter().position(|row| row.seq == seq));
        found.unwrap_or(0)
    }

    /// Told by whoever draws it.
    pub fn drawn(&self, height: usize) {
        self.height.set(height.max(1));
    }

    /// Moves the cursor; asks for older ones near the end. Nothing when the action is none of moving.
    pub fn act(&mut self, shared: &mut Shared, action: Action) -> Option<Vec<Step>> {
        let page = self.height.get();
        let at = self.place();
        let last = self.rows.len().saturating_sub(1);
        let to = match action {
            Action::MoveUp => at.saturating_sub(1),
            Action::MoveDown => at + 1,
            Action::HalfUp => at.saturating_sub(page / 2),
            Action::HalfDown => at + page / 2,
            Action::PageUp => at.saturating_sub(page),
            Action::PageDown => at + page,
            Action::First => 0,
            Action::Last => last,
            Action::Open => return Some(self.detail(shared)),
            _ => return None,
        };
        let to = to.min(last);
        self.cursor = self.rows.get(to).map(|row| row.seq).filter(|_| to > 0);
        let near_end = to + AHEAD.max(page) > last;
        match self.next {
            Some(before) if near_end && self.asked.is_none() => {
                Some(self.fetch(shared, Some(before)))
            }
            _ => Some(Vec::new()),
        }
    }

    /// More is being read.
    pub fn is_reading(&self) -> bool {
        self.asked.is_some()
    }

    /// There are older ones that were not read.
    pub fn has_more(&self) -> bool {
        self.next.is_some()
    }

    /// Everything recorded of the event under the cursor.
    fn detail(&self, shared: &Shared) -> Vec<Step> {
        let Some(row) = self.rows.get(self.place()) else {
            return Vec::new();
        };
        let lang = shared.lang;
        let title = say::event_title(lang, row.seq, words::verb(lang, &row.verb));
        let mut lines = vec![say::event_line(
            lang,
            shared.when(row.at),
            &row.actor,
            words::verb(lang, &row.verb),
        )];
        lines.extend(
            row.acting_for
                .as_ref()
                .map(|post| say::event_post(lang, post)),
        );
        lines.extend(
            row.reason
                .as_ref()
                .map(|reason| say::event_reason(lang, reason)),
        );
        lines.push(String::new());
        flatten("", &row.detail, &mut lines);
        vec![Step::over(NoteOverlay::new(title, lines.join("\n")))]
    }
}

/// A record as lines of `path: value`. Times stay as recorded; long values are cut.
fn flatten(path: &str, value: &serde_json::Value, lines: &mut Vec<String>) {
    use serde_json::Value as Json;
    let below = |name: &str| {
        if path.is_empty() {
            name.to_owned()
        } else {
            format!("{path}.{name}")
        }
    };
    match value {
        Json::Object(fields) => {
            for (name, value) in fields {
                flatten(&below(name), value, lines);
            }
        }
        Json::Array(entries) => {
            for (n, value) in entries.iter().enumerate() {
                flatten(&below(&(n + 1).to_string()), value, lines);
            }
        }
        Json::Null => {}
        Json::String(text) => lines.push(format!(
            "{path}: {}",
            text.chars().take(MOST_SHOWN).collect::<String>()
        )),
        other => lines.push(format!("{path}: {other}")),
    }
}

/// When, who, what: a row in words.
pub fn in_words(shared: &Shared, row: &HistoryRow) -> [String; 3] {
    let verb = words::verb(shared.lang, &row.verb).to_owned();
    let what = match &row.reason {
        Some(reason) if !reason.is_empty() => say::verb_and_reason(shared.lang, verb, reason),
        _ => verb,
    };
    [shared.when(row.at), row.actor.clone(), what]
}

/// The screen.
#[derive(Debug)]
pub struct HistoryScreen {
    pub item: ItemId,
    /// `#12 标题`.
    pub called: String,
    pub events: Events,
}

impl HistoryScreen {
    /// Opens the history of an item.
    pub fn open(item: ItemId, called: String, shared: &mut Shared) -> (Self, Vec<Step>) {
        let mut events = Events::of(item);
        let steps = events.begin(shared);
        (
            HistoryScreen {
                item,
                called,
                events,
            },
            steps,
        )
    }
}

impl Part for HistoryScreen {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        vec![Scope::History]
    }

    fn action(&mut self, shared: &mut Shared, action: Action) -> Vec<Step> {
        if let Some(why) = self.refuses(shared, action) {
            shared.warn(why);
            return Vec::new();
        }
        self.events.act(shared, action).unwrap_or_default()
    }

    fn reply(
        &mut self,
        shared: &mut Shared,
        slot: Slot,
        reply: &Result<Reply, Failure>,
    ) -> Vec<Step> {
        self.events.reply(shared, slot, reply);
        Vec::new()
    }

    fn notice(&mut self, shared: &mut Shared, notice: &Notice) -> Vec<Step> {
        if notice.object == self.item.to_string() {
            self.events.renew(shared)
        } else {
            Vec::new()
        }
    }

    fn applied(&mut self, shared: &mut Shared, reply: &ActReply) -> Vec<Step> {
        if reply.item == self.item {
            self.events.renew(shared)
        } else {
            Vec::new()
        }
    }

    fn refresh(&mut self, shared: &mut Shared) -> Vec<Step> {
        self.events.renew(shared)
    }

    fn refuses(&self, shared: &Shared, action: Action) -> Option<String> {
        super::item::only_on_the_item(shared, action)
    }

    fn hints(&self, _: &Shared) -> Vec<Action> {
        vec![
            Action::Open,
            Action::MoveDown,
            Action::PageDown,
            Action::Back,
        ]
    }

    fn copied(&self, shared: &Shared) -> Option<String> {
        let row = self.events.rows.get(self.events.place())?;
        Some(in_words(shared, row).join(" "))
    }
}
