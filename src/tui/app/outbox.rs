//! What is unsent, held or refused. Nothing leaves this list by itself but what was applied.

use super::confirm::ConfirmOverlay;
use super::effect::{Effect, Request, Slot};
use super::item::ItemScreen;
use super::label::Label;
use super::message::{Failure, Reply};
use super::note::NoteOverlay;
use super::part::Part;
use super::shared::{OutboxEntry, OutboxState, Shared};
use super::step::Step;
use crate::messages::tui_frame as say;
use crate::tui::input::{Action, Scope};
use crate::wire::ItemView;

/// The outbox.
#[derive(Debug, Default)]
pub struct OutboxScreen {
    /// Idempotency key of the entry under the cursor; the first when it is gone.
    pub selected: Option<String>,
    /// An entry that is to be sent again once its item is here: the person decides about what they see.
    resending: Option<String>,
    comparing: Option<String>,
}

impl OutboxScreen {
    /// Place of the cursor.
    pub fn cursor(&self, shared: &Shared) -> usize {
        let place = |key: &String| shared.outbox.iter().position(|entry| entry.key == *key);
        self.selected.as_ref().and_then(place).unwrap_or(0)
    }

    fn entry<'s>(&self, shared: &'s Shared) -> Option<&'s OutboxEntry> {
        shared.outbox.get(self.cursor(shared))
    }

    fn travel(&mut self, shared: &Shared, action: Action) {
        const PAGE: usize = 10;
        let last = shared.outbox.len().saturating_sub(1);
        let at = self.cursor(shared);
        let to = match action {
            Action::MoveUp => at.saturating_sub(1),
            Action::MoveDown => (at + 1).min(last),
            Action::PageUp | Action::HalfUp => at.saturating_sub(PAGE),
            Action::PageDown | Action::HalfDown => (at + PAGE).min(last),
            Action::Last => last,
            _ => 0,
        };
        self.selected = shared.outbox.get(to).map(|entry| entry.key.clone());
    }
}

/// What is asked before an act is sent again: the item as it is now, against which it will stand.
fn resend_question(shared: &Shared, entry: &OutboxEntry, view: &ItemView) -> ConfirmOverlay {
    let lang = shared.lang;
    let now = say::item_now(
        lang,
        shared.stage(&view.stage),
        view.item.version(),
        shared.when(view.item.updated_at),
    );
    let question = say::resend_question(lang, say::command(lang, &entry.word), &entry.title, now);
    let yes = vec![
        Effect::Resend {
            key: entry.key.clone(),
            rev: view.item.rev,
        }
        .into(),
    ];
    ConfirmOverlay::new(say::RESEND, Label::Text(question), yes)
}

/// What happened to the item since the act was decided.
fn changes(shared: &Shared, entry: &OutboxEntry, view: &ItemView) -> NoteOverlay {
    let lang = shared.lang;
    let mut lines = vec![
        say::decided_at(
            lang,
            say::command(lang, &entry.word),
            shared.when(entry.written_at),
        ),
        entry.state.sentence(lang),
        String::new(),
        say::item_now(
            lang,
            shared.stage(&view.stage),
            view.item.version(),
            shared.when(view.item.updated_at),
        ),
    ];
    if let Some(person) = view.item.last_actor {
        let name = view
            .people
            .get(&person)
            .cloned()
            .unwrap_or_else(|| shared.person_name(person));
        lines.push(say::last_actor(lang, name));
    }
    let newer = view
        .item
        .versions
        .iter()
        .filter(|version| version.at > entry.written_at);
    for version in newer {
        let by = view
            .people
            .get(&version.by)
            .cloned()
            .unwrap_or_else(|| shared.person_name(version.by));
        lines.push(say::newer_version(
            lang,
            version.n,
            by,
            crate::messages::words::change(lang, version.change),
        ));
    }
    NoteOverlay::new(Label::Text(entry.title.clone()), lines.join("\n"))
}

impl Part for OutboxScreen {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        vec![Scope::Outbox]
    }

    fn action(&mut self, shared: &mut Shared, action: Action) -> Vec<Step> {
        let Some(entry) = self.entry(shared).cloned() else {
            return Vec::new();
        };
        if let Some(why) = self.refuses(shared, action) {
            shared.warn(why);
            return Vec::new();
        }
        let lang = shared.lang;
        match action {
            Action::Open => {
                let (screen, fetch) = ItemScreen::open(entry.item, None, shared);
                vec![Step::go(screen), fetch.into()]
            }
            Action::Retry if entry.state == OutboxState::Unsent => {
                // The revision it was decided against still stands: nothing to compare.
                shared.say(say::TRYING_AGAIN.get(lang));
                vec![Effect::Retry { key: entry.key }.into()]
            }
            Action::Retry | Action::Compare => {
                let wanted = Some(entry.key.clone());
                (self.resending, self.comparing) = if action == Action::Retry {
                    (wanted, None)
                } else {
                    (None, wanted)
                };
                shared.say(say::LOOKING.get(lang));
                vec![shared.fetch(Slot::Target, Request::Item(entry.item)).into()]
            }
            Action::Discard => {
                let question =
                    say::discard_question(lang, say::command(lang, &entry.word), &entry.title);
                let yes = vec![Effect::Discard { key: entry.key }.into()];
                vec![Step::over(ConfirmOverlay::new(
                    say::DISCARD,
                    Label::Text(question),
                    yes,
                ))]
            }
            moves => {
                self.travel(shared, moves);
                Vec::new()
            }
        }
    }

    fn reply(
        &mut self,
        shared: &mut Shared,
        slot: Slot,
        reply: &Result<Reply, Failure>,
    ) -> Vec<Step> {
        let (resending, comparing) = (self.resending.take(), self.comparing.take());
        if slot != Slot::Target {
            (self.resending, self.comparing) = (resending, comparing);
            return Vec::new();
        }
        let entry = |key: String| shared.outbox.iter().find(|entry| entry.key == key).cloned();
        match reply {
            Ok(Reply::Item(view)) => {
                shared.said = None;
                match (resending.and_then(entry), comparing.and_then(entry)) {
                    (Some(entry), _)
                        if entry.word == "vote" && entry.version != view.item.version() =>
                    {
                        shared.warn(say::VOTE_MOVED.get(shared.lang));
                        Vec::new()
                    }
                    (Some(entry), _) => vec![Step::over(resend_question(shared, &entry, view))],
                    (_, Some(entry)) => vec![Step::over(changes(shared, &entry, view))],
                    _ => Vec::new(),
                }
            }
            Err(failure) if resending.is_some() || comparing.is_some() => {
                shared.failed(failure);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn refuses(&self, shared: &Shared, action: Action) -> Option<String> {
        let state = &self.entry(shared)?.state;
        let sending =
            *state == OutboxState::Sending && matches!(action, Action::Retry | Action::Discard);
        sending.then(|| say::BEING_SENT.get(shared.lang).to_owned())
    }

    fn hints(&self, shared: &Shared) -> Vec<Action> {
        match self.entry(shared) {
            Some(_) => vec![
                Action::Retry,
                Action::Compare,
                Action::Discard,
                Action::Open,
                Action::Back,
            ],
            None => vec![Action::Back],
        }
    }

    fn copied(&self, shared: &Shared) -> Option<String> {
        self.entry(shared).map(|entry| entry.title.clone())
    }
}
