//! The queue: what waits, by stage, with a preview beside it.
//!
//! What is selected is an item, not a place: when the list moves under the person, the cursor goes with its item, on
//! the same line of the screen. When the item leaves the list by somebody else's hand, verbs wait for the next movement,
//! so that nobody acts on what slid under the cursor. Moving asks the server for nothing but rows; the preview is fetched
//! once the cursor rests.

mod place;
mod tabs;
mod verbs;

pub use place::flags;
pub use tabs::{Tab, tabs};
pub use verbs::{return_codes, triage_form};

use super::acts::Target;
use super::effect::{Effect, Request, Slot};
use super::filter::FilterOverlay;
use super::item::ItemScreen;
use super::message::{Failure, Reply};
use super::part::Part;
use super::pick::{Pick, PickOverlay};
use super::shared::Shared;
use super::step::{Step, Told};
use super::submission::SubmissionScreen;
use super::window::{Ask, Window};
use crate::domain::id::ItemId;
use crate::domain::moment::Moment;
use crate::domain::query::{Sort, SortBy, parse_with};
use crate::messages::{tui_queue as say, words};
use crate::tui::input::{Action, Scope};
use crate::wire::item::ActReply;
use crate::wire::{ItemRow, ItemView, Notice};
use std::cell::Cell;
use std::collections::BTreeMap;

/// How long the cursor rests before the preview is fetched, in milliseconds.
pub const REST: i64 = 120;
/// How long notices are gathered before the list is asked for again, in milliseconds.
const GATHER: i64 = 250;

/// The queue as one person sees it.
#[derive(Debug, Default)]
pub struct QueueScreen {
    pub tab: usize,
    /// The query typed by the person, as canonical text; empty: none.
    pub filter: String,
    /// The order chosen; `None`: the order of the queue, or the one in the filter.
    pub sort: Option<(SortBy, bool)>,
    pub list: Window,
    /// The page that is being asked for.
    asked: Option<Ask>,
    /// Why the list could not be fetched.
    pub failed: Option<String>,
    /// Place of the cursor.
    pub cursor: usize,
    /// The item under the cursor, once its row is here.
    pub selected: Option<ItemId>,
    /// It left the list by somebody else's hand: what it was called. Verbs wait for a movement.
    pub left: Option<String>,
    /// First visible row.
    pub top: usize,
    pub marks: BTreeMap<ItemId, Target>,
    /// The preview is wanted: beside the list, or below it in narrow windows.
    pub preview: bool,
    /// Below the list in wide windows too.
    pub stacked: bool,
    pub previewed: Option<Box<ItemView>>,
    /// First visible row of the preview's text; drawing holds it within.
    pub preview_top: usize,
    /// When the cursor will have rested.
    rests_at: Option<Moment>,
    /// When the list is to be asked for again.
    stale_at: Option<Moment>,
    /// Rows of the list that were drawn last: how far a page moves.
    height: Cell<usize>,
}

impl QueueScreen {
    /// The queue at its first tab, with the preview on.
    pub fn new() -> Self {
        QueueScreen {
            preview: true,
            height: Cell::new(15),
            ..QueueScreen::default()
        }
    }

    /// Told by whoever draws the list.
    pub fn drawn(&self, height: usize) {
        self.height.set(height.max(1));
    }

    fn rows_shown(&self) -> usize {
        self.height.get().max(1)
    }

    /// The tab that is shown; the first while the procedure is not known.
    pub fn tab(&self, shared: &Shared) -> Tab {
        let tabs = tabs(shared);
        tabs.get(self.tab)
            .or(tabs.first())
            .cloned()
            .unwrap_or(Tab::Mine)
    }

    /// The whole query: the tab's, the person's, and the order.
    pub fn query(&self, shared: &Shared) -> String {
        let mut q = self.tab(shared).query();
        if !self.filter.is_empty() {
            q = format!("{q} {}", self.filter);
        }
        if let Some(sort) = self.sort {
            q = format!("{q} {}", tabs::sort_term(sort));
        }
        q.trim().to_owned()
    }

    /// The row under the cursor.
    pub fn row(&self) -> Option<&ItemRow> {
        self.list.row(self.cursor)
    }

    /// Empties the list and asks for its head: another tab, filter or order.
    fn start_over(&mut self, shared: &mut Shared) -> Vec<Step> {
        self.list = Window::default();
        self.asked = None;
        self.failed = None;
        (self.cursor, self.top, self.selected, self.left) = (0, 0, None, None);
        self.previewed = None;
        shared.cancel(Slot::Page);
        shared.cancel(Slot::Preview);
        self.fill(shared)
    }

    /// Asks for the page that is wanted next, if none is on its way.
    fn fill(&mut self, shared: &mut Shared) -> Vec<Step> {
        if self.asked.is_some() || self.failed.is_some() {
            return Vec::new();
        }
        self.list.trim(self.top);
        let Some(ask) = self.list.wants(self.top, self.rows_shown()) else {
            return Vec::new();
        };
        let query = ask.query(&self.query(shared));
        self.asked = Some(ask);
        vec![shared.fetch(Slot::Page, Request::Items(query)).into()]
    }

    /// Asks for what is visible again, shortly.
    fn stale(&mut self, shared: &Shared) -> Vec<Step> {
        if self.stale_at.is_some() {
            return Vec::new();
        }
        let at = shared.now.plus_millis(GATHER);
        self.stale_at = Some(at);
        vec![Effect::WakeAt(at.millis()).into()]
    }

    /// The preview follows once the cursor has rested.
    fn rest(&mut self, shared: &Shared) -> Option<Step> {
        let shown = self.previewed.as_ref().map(|view| view.item.id);
        if !self.preview || self.selected.is_none() || self.selected == shown {
            self.rests_at = None;
            return None;
        }
        let at = shared.now.plus_millis(REST);
        self.rests_at = Some(at);
        Some(Effect::WakeAt(at.millis()).into())
    }

    fn go_to_tab(&mut self, shared: &mut Shared, tab: usize) -> Vec<Step> {
        if tab >= tabs(shared).len() {
            shared.warn(say::NO_SUCH_TAB.get(shared.lang));
            return Vec::new();
        }
        self.tab = tab;
        self.start_over(shared)
    }

    /// The first tab of `kind`, as for `go-intake`.
    pub fn go_to(&mut self, shared: &mut Shared, kind: &Tab) -> Vec<Step> {
        match tabs(shared).iter().position(|tab| tab == kind) {
            Some(tab) if tab != self.tab => self.go_to_tab(shared, tab),
            _ => Vec::new(),
        }
    }

    fn took_page(&mut self, shared: &mut Shared, page: &crate::wire::ItemPage) -> Vec<Step> {
        let Some(ask) = self.asked.take() else {
            return Vec::new();
        };
        self.list.take(ask, page.clone());
        self.follow(shared);
        let mut steps = self.fill(shared);
        steps.extend(self.rest(shared));
        steps
    }

    fn open(&mut self, shared: &mut Shared, then: Option<Action>) -> Vec<Step> {
        let Some(row) = self.row() else {
            shared.warn(say::NOTHING_HERE.get(shared.lang));
            return Vec::new();
        };
        let (screen, fetch) = ItemScreen::open(row.id, then, shared);
        vec![Step::go(screen), fetch.into()]
    }

    fn sorts(&self) -> PickOverlay {
        const ORDERS: [Option<(SortBy, bool)>; 8] = [
            None,
            Some((SortBy::Deadline, false)),
            Some((SortBy::Received, false)),
            Some((SortBy::Received, true)),
            Some((SortBy::Unit, false)),
            Some((SortBy::Title, false)),
            Some((SortBy::No, false)),
            Some((SortBy::No, true)),
        ];
        let cursor = ORDERS
            .iter()
            .position(|order| *order == self.sort)
            .unwrap_or(0);
        let option = |order: Option<(SortBy, bool)>| Pick {
            label: tabs::sort_label(order),
            note: String::new().into(),
            then: vec![Step::Tell(Told::Sort(order))],
        };
        PickOverlay::new(
            say::SORT_TITLE,
            ORDERS.into_iter().map(option).collect(),
            cursor,
        )
    }
}

impl Part for QueueScreen {
    fn scopes(&self, shared: &Shared) -> Vec<Scope> {
        match self.tab(shared) {
            Tab::Stage(crate::domain::item::Stage::Triage) => vec![Scope::Intake],
            _ => vec![Scope::Queue],
        }
    }

    fn action(&mut self, shared: &mut Shared, action: Action) -> Vec<Step> {
        if let Some(tab) = action.tab() {
            return self.go_to_tab(shared, tab);
        }
        let count = tabs(shared).len().max(1);
        match action {
            Action::NextTab => self.go_to_tab(shared, (self.tab + 1) % count),
            Action::PrevTab => self.go_to_tab(shared, (self.tab + count - 1) % count),
            Action::Filter => vec![Step::over(FilterOverlay::open(shared, &self.filter))],
            Action::ClearFilter => {
                self.filter.clear();
                self.start_over(shared)
            }
            Action::Sort => vec![Step::over(self.sorts())],
            Action::ExplainPlace => self.explain(shared),
            Action::Preview => {
                self.preview = !self.preview;
                let value = if self.preview { "on" } else { "off" };
                let remember = Effect::Remember {
                    name: "preview",
                    value: value.into(),
                };
                [Some(remember.into()), self.rest(shared)]
                    .into_iter()
                    .flatten()
                    .collect()
            }
            Action::Layout => {
                self.stacked = !self.stacked;
                let value = if self.stacked { "stacked" } else { "beside" };
                vec![
                    Effect::Remember {
                        name: "layout",
                        value: value.into(),
                    }
                    .into(),
                ]
            }
            Action::NewSubmission => vec![Step::go(SubmissionScreen::open(shared))],
            Action::Open => self.open(shared, None),
            Action::MoveLeft => {
                self.preview_top = self.preview_top.saturating_sub(5);
                Vec::new()
            }
            Action::MoveRight => {
                self.preview_top += 5;
                Vec::new()
            }
            Action::MoveUp
            | Action::MoveDown
            | Action::PageUp
            | Action::PageDown
            | Action::HalfUp
            | Action::HalfDown
            | Action::First
            | Action::Last => self.travel(shared, action),
            Action::Mark | Action::MarkAll | Action::ClearMarks => self.mark(shared, action),
            verb => self.verb(shared, verb),
        }
    }

    fn entered(&mut self, shared: &mut Shared) -> Vec<Step> {
        if self.list.total().is_none() {
            self.fill(shared)
        } else {
            self.stale(shared)
        }
    }

    fn reply(
        &mut self,
        shared: &mut Shared,
        slot: Slot,
        reply: &Result<Reply, Failure>,
    ) -> Vec<Step> {
        match (slot, reply) {
            (Slot::Page, Ok(Reply::Page(page))) => self.took_page(shared, page),
            (Slot::Page, Err(failure)) => {
                self.asked = None;
                self.failed = Some(failure.sentence(shared.lang));
                Vec::new()
            }
            (Slot::Rows, Ok(Reply::Rows(rows))) => {
                self.list.update(rows);
                Vec::new()
            }
            (Slot::Preview, Ok(Reply::Item(view))) => {
                if self.selected == Some(view.item.id) {
                    self.preview_top = 0;
                    self.previewed = Some(view.clone());
                }
                Vec::new()
            }
            // The roster brings the procedure, and with it the tabs: before it came nothing could be asked.
            (Slot::Roster, Ok(_)) => self.fill(shared),
            _ => Vec::new(),
        }
    }

    fn notice(&mut self, shared: &mut Shared, notice: &Notice) -> Vec<Step> {
        if notice.object_kind != "item" {
            return Vec::new();
        }
        if self
            .previewed
            .as_ref()
            .is_some_and(|view| view.item.id.to_string() == notice.object)
        {
            self.previewed = None;
        }
        self.stale(shared)
    }

    fn applied(&mut self, shared: &mut Shared, reply: &ActReply) -> Vec<Step> {
        self.marks.remove(&reply.item);
        if self
            .previewed
            .as_ref()
            .is_some_and(|view| view.item.id == reply.item)
        {
            self.previewed = None;
        }
        self.stale(shared)
    }

    fn refresh(&mut self, shared: &mut Shared) -> Vec<Step> {
        self.failed = None;
        self.asked = None;
        self.previewed = None;
        self.list.spoil();
        let mut steps = self.fill(shared);
        steps.extend(self.rest(shared));
        steps
    }

    fn clock(&mut self, shared: &mut Shared) -> Vec<Step> {
        let mut steps = Vec::new();
        if self.stale_at.is_some_and(|at| at <= shared.now) {
            self.stale_at = None;
            self.list.spoil();
            self.asked = None;
            steps.extend(self.fill(shared));
            steps.extend(self.rest(shared));
        }
        if self.rests_at.is_some_and(|at| at <= shared.now) {
            self.rests_at = None;
            if let Some(id) = self.selected {
                steps.push(shared.fetch(Slot::Preview, Request::Item(id)).into());
            }
        }
        steps
    }

    fn told(&mut self, shared: &mut Shared, told: &Told) -> Vec<Step> {
        match told {
            Told::Sort(sort) => {
                self.sort = *sort;
                // An order typed into the filter gives way to the one chosen.
                if let Ok(mut query) = parse_with(&self.filter, shared.procedure())
                    && !query.sort.0.is_empty()
                {
                    query.sort = Sort::default();
                    self.filter = query.to_string();
                }
                self.start_over(shared)
            }
            Told::Filter(filter) => {
                let sorted = parse_with(filter, shared.procedure())
                    .is_ok_and(|query| !query.sort.0.is_empty());
                self.sort = self.sort.filter(|_| !sorted);
                self.filter.clone_from(filter);
                self.start_over(shared)
            }
            Told::Acted => {
                self.marks.clear();
                Vec::new()
            }
            Told::Item(_) => Vec::new(),
        }
    }

    fn back(&mut self, shared: &mut Shared) -> Option<Vec<Step>> {
        if !self.marks.is_empty() {
            self.marks.clear();
            return Some(Vec::new());
        }
        if !self.filter.is_empty() {
            self.filter.clear();
            return Some(self.start_over(shared));
        }
        None
    }

    fn refuses(&self, shared: &Shared, action: Action) -> Option<String> {
        self.refuses_verb(shared, action)
    }

    fn hints(&self, shared: &Shared) -> Vec<Action> {
        self.footer(shared)
    }

    fn copied(&self, _: &Shared) -> Option<String> {
        self.row().map(|row| Target::from(row).called())
    }
}

/// The order in force, in words: named on the screen.
pub fn order_in_words(screen: &QueueScreen, shared: &Shared) -> String {
    let in_filter = parse_with(&screen.filter, shared.procedure())
        .ok()
        .map(|query| query.sort);
    match (screen.sort, in_filter) {
        (Some(_), _) => tabs::sort_label(screen.sort).get(shared.lang),
        (None, Some(sort)) if !sort.0.is_empty() => {
            let names: Vec<&str> = sort
                .0
                .iter()
                .map(|key| words::sort(shared.lang, key.by))
                .collect();
            say::by(shared.lang, names.join(" "))
        }
        _ => tabs::sort_label(None).get(shared.lang),
    }
}

#[cfg(test)]
mod tests;
