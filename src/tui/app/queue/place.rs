//! The cursor: moving it, keeping it on its item, explaining where it stands, marks.

use super::*;
use crate::tui::app::note::NoteOverlay;
use crate::tui::ui::widgets::list;

impl QueueScreen {
    /// After the list changed: the cursor goes with its item, and the item keeps its line on the screen.
    pub(super) fn follow(&mut self, shared: &mut Shared) {
        let total = self.list.total().unwrap_or(0);
        match self.selected.and_then(|id| self.list.place(id)) {
            Some(place) if place != self.cursor => {
                let line = self.cursor.saturating_sub(self.top);
                self.cursor = place;
                self.top = place.saturating_sub(line);
            }
            Some(_) => {}
            None => {
                // Gone from where it was, and what stands there now is known: it left the list.
                if let (Some(gone), true) =
                    (self.selected, self.row().is_some() || self.cursor >= total)
                {
                    self.leave(shared, gone);
                }
                self.selected = None;
            }
        }
        self.settle(total);
    }

    /// Holds cursor and top within the list, and takes the item under the cursor.
    fn settle(&mut self, total: usize) {
        self.cursor = self.cursor.min(total.saturating_sub(1));
        self.top = list::offset(total, self.cursor, self.top, self.rows_shown());
        self.selected = self.row().map(|row| row.id);
        let rows: Vec<(ItemId, Target)> = self
            .list
            .rows()
            .map(|row| (row.id, Target::from(row)))
            .collect();
        // What is marked is acted on as it was last seen.
        for (id, target) in rows {
            if let Some(marked) = self.marks.get_mut(&id) {
                *marked = target;
            }
        }
    }

    /// One's own act takes an item off the list as expected; somebody else's has to be noticed.
    fn leave(&mut self, shared: &mut Shared, gone: ItemId) {
        let own = shared.done.iter().any(|done| done.item == gone) || shared.is_unsent(gone);
        if !own {
            let name = self
                .previewed
                .as_ref()
                .filter(|view| view.item.id == gone)
                .map(|view| Target::from(&**view).called());
            let name = name.unwrap_or_else(|| say::THAT_ITEM.get(shared.lang).to_owned());
            shared.warn(say::left_the_list(shared.lang, &name));
            self.left = Some(name);
        }
    }

    /// Moves the cursor. Nothing waits for the network: rows that are not here yet are asked for behind it.
    pub(super) fn travel(&mut self, shared: &mut Shared, action: Action) -> Vec<Step> {
        let total = self.list.total().unwrap_or(0);
        let page = self.rows_shown().saturating_sub(1).max(1);
        self.cursor = match action {
            Action::MoveUp => self.cursor.saturating_sub(1),
            Action::MoveDown => self.cursor + 1,
            Action::PageUp => self.cursor.saturating_sub(page),
            Action::PageDown => self.cursor + page,
            Action::HalfUp => self.cursor.saturating_sub(page.div_ceil(2)),
            Action::HalfDown => self.cursor + page.div_ceil(2),
            Action::Last => total.saturating_sub(1),
            _ => 0,
        };
        self.left = None;
        self.settle(total);
        let mut steps = self.fill(shared);
        steps.extend(self.rest(shared));
        steps
    }

    pub(super) fn mark(&mut self, shared: &mut Shared, action: Action) -> Vec<Step> {
        match action {
            Action::ClearMarks => self.marks.clear(),
            Action::MarkAll => {
                for row in self.list.rows() {
                    self.marks.insert(row.id, Target::from(row));
                }
                let (marked, total) = (self.marks.len(), self.list.total().unwrap_or(0));
                if self.list.is_whole() {
                    shared.say(say::marked(shared.lang, marked));
                } else {
                    shared.warn(say::marked_some(shared.lang, marked, total));
                }
            }
            _ => {
                if let Some(row) = self.row() {
                    let target = Target::from(row);
                    if self.marks.remove(&target.item).is_none() {
                        self.marks.insert(target.item, target);
                    }
                    return self.travel(shared, Action::MoveDown);
                }
            }
        }
        Vec::new()
    }

    /// Why the row stands where it stands, and what its signs mean.
    pub(super) fn explain(&self, shared: &mut Shared) -> Vec<Step> {
        let lang = shared.lang;
        let Some(row) = self.row() else {
            shared.warn(say::NOTHING_HERE.get(lang));
            return Vec::new();
        };
        let order = order_in_words(self, shared);
        let place = say::place(lang, self.cursor + 1, self.list.total().unwrap_or(0), order);
        let mut lines = vec![place, String::new()];
        lines.push(say::its_urgency(lang, words::urgency(lang, row.urgency)));
        lines.push(match row.deadline {
            Some(deadline) => {
                let left = words::time_left_in_words(lang, deadline.minutes_since(shared.now));
                say::its_deadline(lang, shared.when(deadline), left)
            }
            None => say::NO_DEADLINE.get(lang).to_owned(),
        });
        lines.push(say::its_number(lang, row.no, shared.when(row.received_at)));
        if let Some(turn) = &row.turn {
            lines.push(say::its_turn(
                lang,
                &turn.person.name,
                shared.post_name(turn.post),
            ));
        }
        let claims = row.claims;
        if claims.total > 0 {
            lines.push(say::its_claims(
                lang,
                claims.settled,
                claims.total,
                claims.contradicted,
            ));
        }
        for (flag, meaning) in flags(row, shared) {
            lines.push(format!("{flag}  {}", meaning.get(lang)));
        }
        if let Some(entry) = shared.unsent(row.id) {
            lines.push(entry.state.sentence(lang));
        }
        let title = Target::from(row).called();
        vec![Step::over(NoteOverlay::new(title, lines.join("\n")))]
    }
}

/// The letters after a row's title, each with what it means. Letters, because colour alone tells nobody anything.
pub fn flags(row: &ItemRow, shared: &Shared) -> Vec<(&'static str, crate::messages::Phrase)> {
    use super::super::shared::OutboxState;
    let mut flags = Vec::new();
    match shared.unsent(row.id).map(|entry| &entry.state) {
        Some(OutboxState::Held { .. }) => flags.push(("H", say::FLAG_HELD)),
        Some(OutboxState::Refused { .. }) => flags.push(("X", say::FLAG_REFUSED)),
        Some(_) => flags.push(("~", say::FLAG_UNSENT)),
        None => {}
    }
    if row.turn.as_ref().is_some_and(|turn| turn.blocked) {
        flags.push(("B", say::FLAG_BLOCKED));
    }
    if row.objections > 0 {
        flags.push(("O", say::FLAG_OBJECTED));
    }
    if row.threads > 0 {
        flags.push(("T", say::FLAG_THREADS));
    }
    if row.aging {
        flags.push(("A", say::FLAG_AGING));
    }
    if row.members > 1 {
        flags.push(("+", say::FLAG_MERGED));
    }
    if shared
        .draft_keys(&format!("item/{}/", row.id))
        .next()
        .is_some()
    {
        flags.push(("D", say::FLAG_DRAFT));
    }
    flags
}
