//! What every screen needs to know, and the generations of outstanding requests.

use super::effect::{Effect, Request, Slot};
use crate::domain::id::ItemId;
use crate::domain::moment::Moment;
use crate::messages::Lang;
use crate::wire::Counts;
use crate::wire::people::{Me, RosterView};
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
    Held { why: String, now: Option<u64> },
    /// The server refused it; the text is kept.
    Refused { why: String },
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
    /// The server's time, as far as known; set with each reply and tick.
    pub now: Moment,
    /// The last line's message: the result of the last act, or a refusal's sentence.
    pub said: Option<Said>,
    generations: BTreeMap<Slot, u64>,
}

/// A message on the last line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub text: String,
    /// A refusal or failure rather than a result.
    pub bad: bool,
}

impl Shared {
    /// A request in its slot; the reply to an older one there is stale from now on.
    pub fn fetch(&mut self, slot: Slot, request: Request) -> Effect {
        let generation = self.generations.entry(slot).or_default();
        *generation += 1;
        Effect::Fetch { slot, generation: *generation, request }
    }

    /// Whether a reply is to the newest request in its slot.
    pub fn is_current(&self, slot: Slot, generation: u64) -> bool {
        self.generations.get(&slot) == Some(&generation)
    }

    /// Forgets an outstanding request: its reply will be dropped.
    pub fn cancel(&mut self, slot: Slot) {
        *self.generations.entry(slot).or_default() += 1;
    }

    /// Puts a result on the last line.
    pub fn say(&mut self, text: impl Into<String>) {
        self.said = Some(Said { text: text.into(), bad: false });
    }

    /// Puts a refusal or failure on the last line.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.said = Some(Said { text: text.into(), bad: true });
    }

    /// The item has an act that is not applied yet.
    pub fn is_unsent(&self, item: ItemId) -> bool {
        self.outbox.iter().any(|entry| entry.item == item)
    }
}
