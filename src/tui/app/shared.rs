//! What every screen needs to know, and the generations of outstanding requests.

use super::effect::{Effect, Request, Slot};
use super::message::Failure;
use crate::domain::id::{ItemId, PersonId, PostId};
use crate::domain::item::Stage;
use crate::domain::moment::Moment;
use crate::domain::procedure::Procedure;
use crate::domain::roster::{Duty, Post};
use crate::messages::{Lang, tui_frame as say, words};
use crate::wire::people::{Me, RosterView};
use crate::wire::{Counts, ItemCommand};
use jiff::tz::{Offset, TimeZone};
use std::collections::BTreeMap;

/// The line to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Line {
    /// Before the first answer.
    #[default]
    Connecting,
    Live,
    /// Lost, and being tried again.
    Reconnecting,
    /// Lost for longer than 30 seconds.
    Offline,
}

/// An act that is not applied yet, as the outbox keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct OutboxEntry {
    /// Idempotency key.
    pub key: String,
    pub item: ItemId,
    /// Title of the item when the act was made.
    pub title: String,
    /// Command word, `vote`, `release`, …
    pub word: String,
    /// The version that was on the screen.
    pub version: u32,
    pub state: OutboxState,
    pub written_at: Moment,
}

/// Where an unsent act stands.
#[derive(Debug, Clone, PartialEq)]
pub enum OutboxState {
    /// Waits for the line.
    Unsent,
    Sending,
    /// The item changed meanwhile: ask the person again. The server's sentence, and the revision now.
    Held {
        why: String,
        now: Option<u64>,
    },
    /// The server refused it; the text is kept.
    Refused {
        why: String,
    },
}

impl OutboxState {
    /// Where it stands and what that means, for a person.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            OutboxState::Unsent => say::UNSENT.get(lang).to_owned(),
            OutboxState::Sending => say::SENDING.get(lang).to_owned(),
            OutboxState::Held { why, .. } if why.is_empty() => say::HELD.get(lang).to_owned(),
            OutboxState::Held { why, .. } => say::held(lang, why),
            OutboxState::Refused { why } => say::refused(lang, why),
        }
    }

    /// It waits for the person, not for the line.
    pub fn is_stopped(&self) -> bool {
        matches!(self, OutboxState::Held { .. } | OutboxState::Refused { .. })
    }
}

/// An act of this person that was applied in this session: what undo offers to take back.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    pub item: ItemId,
    pub title: String,
    /// Command word.
    pub word: String,
    /// Revision of the item afterwards.
    pub rev: u64,
}

/// What all screens share.
#[derive(Debug, Clone, Default)]
pub struct Shared {
    pub lang: Lang,
    /// Cells.
    pub width: u16,
    pub height: u16,
    pub me: Option<Me>,
    pub roster: Option<RosterView>,
    pub counts: Counts,
    pub line: Line,
    pub outbox: Vec<OutboxEntry>,
    /// The server's time, as far as known; set before each message.
    pub now: Moment,
    /// The last line's message: the result of the last act, or a refusal's sentence.
    pub said: Option<Said>,
    /// Applied in this session, oldest first.
    pub done: Vec<Done>,
    /// The last command that can be given again to other items.
    pub repeatable: Option<ItemCommand>,
    /// What the last line said in this session, oldest first.
    pub heard: Vec<(Moment, Said)>,
    /// Pressing acts that have been unsent for too long.
    pub alarm: usize,
    zone: Option<TimeZone>,
    drafts: BTreeMap<String, String>,
    generations: BTreeMap<Slot, u64>,
}

/// A message on the last line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub text: String,
    /// A refusal or failure rather than a result.
    pub bad: bool,
}

/// Columns from which two panes stand side by side (`screens.md`).
pub const WIDE: u16 = 100;

impl Shared {
    /// Nothing known yet, in this language and a window of this size.
    pub fn new(lang: Lang, width: u16, height: u16) -> Self {
        Shared {
            lang,
            width,
            height,
            ..Shared::default()
        }
    }

    /// A request in its slot; the reply to an older one there is stale from now on.
    pub fn fetch(&mut self, slot: Slot, request: Request) -> Effect {
        let generation = self.generations.entry(slot).or_default();
        *generation += 1;
        Effect::Fetch {
            slot,
            generation: *generation,
            request,
        }
    }

    /// Whether a reply is to the newest request in its slot.
    pub fn is_current(&self, slot: Slot, generation: u64) -> bool {
        self.generations.get(&slot) == Some(&generation)
    }

    /// Forgets everything that belongs to a person. Requests that are on their way are stale.
    pub fn forget_person(&mut self) {
        let old = std::mem::replace(self, Shared::new(self.lang, self.width, self.height));
        (self.now, self.line) = (old.now, old.line);
        self.generations = old.generations;
        for generation in self.generations.values_mut() {
            *generation += 1;
        }
    }

    /// Forgets an outstanding request: its reply will be dropped.
    pub fn cancel(&mut self, slot: Slot) {
        *self.generations.entry(slot).or_default() += 1;
    }

    /// Puts a result on the last line.
    pub fn say(&mut self, text: impl Into<String>) {
        self.hear(Said {
            text: text.into(),
            bad: false,
        });
    }

    /// Puts a refusal or failure on the last line.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.hear(Said {
            text: text.into(),
            bad: true,
        });
    }

    fn hear(&mut self, said: Said) {
        const KEPT: usize = 100;
        if self.heard.len() >= KEPT {
            self.heard.remove(0);
        }
        self.heard.push((self.now, said.clone()));
        self.said = Some(said);
    }

    /// Puts why there is no answer on the last line. A lost line is a state of the header, and being signed out a screen:
    /// they only say that nothing was fetched.
    pub fn failed(&mut self, failure: &Failure) {
        let sentence = failure.sentence(self.lang);
        self.warn(sentence);
    }

    /// The item has an act that is not applied yet.
    pub fn is_unsent(&self, item: ItemId) -> bool {
        self.unsent(item).is_some()
    }

    /// The act of an item that is not applied yet; one that needs the person before one that only waits.
    pub fn unsent(&self, item: ItemId) -> Option<&OutboxEntry> {
        let mut of_item = self.outbox.iter().filter(|entry| entry.item == item);
        let first = of_item.clone().next();
        of_item.find(|entry| entry.state.is_stopped()).or(first)
    }

    /// How the desk reviews, once known.
    pub fn procedure(&self) -> Option<&Procedure> {
        self.roster.as_ref().map(|roster| &roster.procedure)
    }

    /// Takes the roster in, and the office zone with it.
    pub fn set_roster(&mut self, roster: RosterView) {
        self.zone = TimeZone::get(&roster.procedure.zone).ok();
        self.roster = Some(roster);
    }

    /// The zone in which times are shown. Until it is known, or when this system has no data on it: that of Beijing.
    pub fn zone(&self) -> TimeZone {
        self.zone
            .clone()
            .unwrap_or_else(|| TimeZone::fixed(Offset::constant(8)))
    }

    /// When something was or will be, in words.
    pub fn when(&self, at: Moment) -> String {
        words::when(self.lang, at, &self.zone(), self.now)
    }

    /// A stage by its word on the wire; the word itself for one that is not known.
    pub fn stage(&self, word: &str) -> String {
        match Stage::from_word(word) {
            Some(stage) => words::stage_of(self.lang, stage, self.procedure()),
            None => word.to_owned(),
        }
    }

    /// A post.
    pub fn post(&self, id: PostId) -> Option<&Post> {
        self.roster
            .as_ref()?
            .posts
            .iter()
            .map(|view| &view.post)
            .find(|post| post.id == id)
    }

    /// A post's name.
    pub fn post_name(&self, id: PostId) -> String {
        self.post(id).map_or_else(
            || "?".into(),
            |post| words::bilingual(self.lang, &post.name).to_owned(),
        )
    }

    /// A person's name.
    pub fn person_name(&self, id: PersonId) -> String {
        let known = self
            .roster
            .as_ref()
            .and_then(|roster| roster.people.iter().find(|person| person.id == id));
        known.map_or_else(|| "?".into(), |person| person.name.clone())
    }

    /// The posts in use with this duty.
    pub fn posts_with(&self, duty: Duty) -> Vec<&Post> {
        let all = self
            .roster
            .iter()
            .flat_map(|roster| &roster.posts)
            .map(|view| &view.post);
        all.filter(|post| post.active && post.duties.contains(&duty))
            .collect()
    }

    /// The person has this duty now, through a post they act for.
    pub fn has_duty(&self, duty: Duty) -> bool {
        self.me.as_ref().is_some_and(|me| me.duties.contains(&duty))
    }

    /// Two panes stand side by side.
    pub fn is_wide(&self) -> bool {
        self.width >= WIDE
    }

    /// What was typed under this key and not sent.
    pub fn draft(&self, key: &str) -> Option<&str> {
        self.drafts.get(key).map(String::as_str)
    }

    /// The keys of all drafts that begin so.
    pub fn draft_keys(&self, prefix: &str) -> impl Iterator<Item = &str> {
        self.drafts
            .keys()
            .map(String::as_str)
            .filter(move |key| key.starts_with(prefix))
    }

    /// Keeps what is being typed, here and on disk.
    pub fn keep_draft(&mut self, key: &str, text: String) -> Effect {
        self.drafts.insert(key.to_owned(), text.clone());
        Effect::SaveDraft {
            key: key.to_owned(),
            text,
        }
    }

    /// Forgets a draft, here and on disk.
    pub fn drop_draft(&mut self, key: &str) -> Effect {
        self.drafts.remove(key);
        Effect::DropDraft {
            key: key.to_owned(),
        }
    }

    /// Takes in the drafts that were on disk; one that is being typed already stays.
    pub fn add_drafts(&mut self, drafts: Vec<(String, String)>) {
        for (key, text) in drafts {
            self.drafts.entry(key).or_insert(text);
        }
    }

    /// An act that was applied: what undo offers next.
    pub fn add_done(&mut self, done: Done) {
        // Undoing is not undone: it takes the last act off the list.
        if done.word == "undo" || done.word == "retract_vote" {
            self.done.pop_if(|last| last.item == done.item);
            return;
        }
        const KEPT: usize = 50;
        if self.done.len() >= KEPT {
            self.done.remove(0);
        }
        self.done.push(done);
    }
}

impl Failure {
    /// For a person.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Failure::Problem(problem) => problem.title.clone(),
            Failure::Offline(_) => say::NO_LINE.get(lang).to_owned(),
            Failure::SignedOut => say::SIGNED_OUT.get(lang).to_owned(),
            Failure::Broken(why) => say::broken_answer(lang, why),
        }
    }
}
