//! The outbox: what a person decided, on disk before it is on the wire, until the desk has confirmed it.
//!
//! - **Exactly once.** An act carries one idempotency key from its first try to its last. A cut line, a killed program
//!   or a lost answer leads to another try under the same key (invariants 6 and 82).
//! - **Held, never guessed.** An act applies to the revision that the person saw. If the item changed meanwhile, the
//!   desk refuses it (412) and it is held: not applied, shown, counted, and given again only by the person
//!   (invariant 35). Acts already queued behind it for the same item are held too.
//! - **In order.** Acts on one item go one after the other. When one succeeds, those behind it move on to the revision
//!   it made: the desk applied it to exactly the revision seen, so that nothing but the person's own act lies between.
//! - **Kept.** A refused act stays with its text until the person edits it, gives it again, or discards it. Nothing here
//!   is removed because of an error.
//!
//! This file is the table and what a person can do with it; `send.rs` is the loop that empties it; `shelf.rs` the disk.

mod entry;
mod send;
mod shelf;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod wire_tests;

pub use entry::{ALARM_AFTER, Act, Because, Pending, PendingId, State, Trouble};
pub use send::Sent;

use super::api::Key;
use super::disk::DiskError;
use crate::domain::id::ItemId;
use crate::domain::moment::Moment;
use crate::messages::{Lang, client as say};
use crate::wire::ItemCommand;
use shelf::{Found, Shelf};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, watch};
use tokio::time::Instant;
use ulid::Ulid;

/// Own steps remembered, to see that a revision on a screen is behind by the person's own acts only.
const STEPS: usize = 256;

/// The outbox of one person at one desk. Cheap to clone; clones share it.
#[derive(Clone)]
pub struct Outbox {
    shared: Arc<Shared>,
}

struct Shared {
    shelf: Shelf,
    table: Mutex<Table>,
    view: watch::Sender<Arc<View>>,
    /// Something may be sent now that could not be before.
    wake: Notify,
}

/// Everything known about what waits. The files hold the same, but for what is on the wire.
#[derive(Default)]
struct Table {
    /// By place.
    acts: BTreeMap<(u64, PendingId), Arc<Pending>>,
    broken: Vec<PathBuf>,
    /// Revision after, by item and revision before, of acts that succeeded; the oldest goes first.
    steps: Vec<(ItemId, u64, u64)>,
    /// No try for this item before then.
    waits: HashMap<ItemId, Instant>,
    /// No try at all before then: the line was down.
    line: Option<Instant>,
    line_failures: u32,
    signed_out: bool,
    disk: Option<DiskError>,
}

/// The outbox as it stands, for a screen. A new one is sent to watchers with every change.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct View {
    /// Everything that waits, in order.
    pub acts: Vec<Arc<Pending>>,
    /// Files that could not be read. They are kept; a person has to look.
    pub broken: Vec<PathBuf>,
    /// Sending waits for the person to sign in.
    pub signed_out: bool,
    /// The last try to write the outbox failed. What is in `acts` is right, the files may be behind.
    pub disk: Option<DiskError>,
}

/// How much waits for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pile {
    pub unsent: usize,
    pub held: usize,
    pub refused: usize,
}

/// Pressing acts have been unsent for too long: the person is told to use the telephone (invariant 83).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alarm {
    /// The oldest of them waits since then.
    pub since: Moment,
    pub acts: usize,
}

/// The outbox cannot do what it was asked. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OutboxError {
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// It was sent, or discarded.
    #[error("no such act")]
    Gone,
    /// It is on the wire; its answer decides.
    #[error("being sent")]
    OnTheWire,
    /// It is held: the person has to look at the item and name the revision.
    #[error("held")]
    LookFirst,
    /// Too many programs of this person are running.
    #[error("all slots are taken")]
    Crowded,
}

impl OutboxError {
    /// For a person.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            OutboxError::Disk(error) => error.sentence(lang),
            OutboxError::Gone => say::OUTBOX_GONE.get(lang).into(),
            OutboxError::OnTheWire => say::OUTBOX_ON_THE_WIRE.get(lang).into(),
            OutboxError::LookFirst => say::OUTBOX_LOOK_FIRST.get(lang).into(),
            OutboxError::Crowded => say::OUTBOX_CROWDED.get(lang).into(),
        }
    }
}

impl View {
    /// How much waits for what.
    pub fn pile(&self) -> Pile {
        let mut pile = Pile::default();
        for act in &self.acts {
            match act.state {
                State::Unsent { .. } | State::Sending => pile.unsent += 1,
                State::Held { .. } => pile.held += 1,
                State::Refused { .. } => pile.refused += 1,
            }
        }
        pile
    }

    /// Acts on one item, in order.
    pub fn of(&self, item: ItemId) -> impl Iterator<Item = &Arc<Pending>> {
        self.acts.iter().filter(move |act| act.item == item)
    }

    /// Since when the oldest unsent act waits.
    pub fn oldest_unsent_since(&self) -> Option<Moment> {
        self.acts
            .iter()
            .filter(|act| act.is_unsent())
            .map(|act| act.unsent_since)
            .min()
    }

    /// When the alarm has to be raised unless something is sent before, for a timer; `None` when nothing presses.
    pub fn alarm_at(&self) -> Option<Moment> {
        let pressing = self
            .acts
            .iter()
            .filter(|act| act.is_unsent() && act.is_pressing());
        pressing
            .map(|act| act.unsent_since.plus_millis(ALARM_AFTER))
            .min()
    }

    /// The alarm, if there is one at `now` (this machine's clock).
    pub fn alarm(&self, now: Moment) -> Option<Alarm> {
        let late = |act: &&Arc<Pending>| {
            act.is_unsent() && act.is_pressing() && act.unsent_since.plus_millis(ALARM_AFTER) <= now
        };
        let since = self
            .acts
            .iter()
            .filter(late)
            .map(|act| act.unsent_since)
            .min()?;
        Some(Alarm {
            since,
            acts: self.acts.iter().filter(late).count(),
        })
    }
}

/// Giving an act again, after the person has looked.
#[derive(Debug, Clone, PartialEq)]
pub struct Again {
    /// Revision of the item on the person's screen now.
    pub rev_seen: u64,
    /// Its version.
    pub version_seen: u32,
    /// Another text or verdict; `None` for the same.
    pub command: Option<ItemCommand>,
}

impl Outbox {
    /// Opens the outbox in `dir`, with what earlier runs left. Nothing is sent before [`run`](Outbox::run).
    pub fn open(dir: &Path) -> Result<Outbox, OutboxError> {
        let shelf = Shelf::take(dir)?.ok_or(OutboxError::Crowded)?;
        let mut table = Table::default();
        table.take_in(shelf.load()?);
        table.take_in(shelf.adopt()?);
        let (view, _) = watch::channel(Arc::new(table.view()));
        let shared = Shared {
            shelf,
            table: Mutex::new(table),
            view,
            wake: Notify::new(),
        };
        Ok(Outbox {
            shared: Arc::new(shared),
        })
    }

    /// Writes an act down. When this returns `Ok`, it will be sent, whatever happens to the program; before that the
    /// caller keeps the draft. Waits for the disk.
    pub fn add(&self, act: Act, now: Moment) -> Result<PendingId, OutboxError> {
        let mut table = self.table();
        let id = PendingId(Ulid::generate());
        let pending = Pending {
            id,
            key: Key::fresh(),
            order: table
                .acts
                .last_key_value()
                .map_or(0, |((last, _), _)| last + 1),
            item: act.item,
            title: act.title,
            urgency: act.urgency,
            rev_seen: table.after_own_steps(act.item, act.rev_seen),
            version_seen: act.version_seen,
            acting_for: act.acting_for,
            command: act.command,
            written_at: now,
            unsent_since: now,
            tries: 0,
            state: State::Unsent { trouble: None },
        };
        self.shared.shelf.put(&pending)?;
        table.put(pending);
        self.changed(table);
        Ok(id)
    }

    /// Tries again now: an unsent act without waiting for its turn in the backoff, a refused one as it is (the person
    /// believes that what stood against it is gone). A held one wants [`resubmit`](Outbox::resubmit).
    pub fn retry(&self, id: PendingId, now: Moment) -> Result<(), OutboxError> {
        let mut table = self.table();
        let mut act = table.get(id)?;
        match act.state {
            State::Sending => return Ok(()),
            State::Held { .. } => return Err(OutboxError::LookFirst),
            State::Unsent { .. } => {
                table.waits.remove(&act.item);
                table.line = None;
            }
            State::Refused { .. } => {
                // A final answer may have been kept under the old key.
                act.key = Key::fresh();
                act.state = State::Unsent { trouble: None };
                act.unsent_since = now;
                act.tries = 0;
                self.shared.shelf.put(&act)?;
                table.put(act);
            }
        }
        self.changed(table);
        Ok(())
    }

    /// Gives a held or refused act again, for the item as the person sees it now. It keeps its place in the order.
    pub fn resubmit(&self, id: PendingId, again: Again, now: Moment) -> Result<(), OutboxError> {
        let mut table = self.table();
        let mut act = table.get(id)?;
        if act.is_unsent() {
            // Under its key it may already have happened; only its answer may change it.
            return Err(OutboxError::OnTheWire);
        }
        act.key = Key::fresh();
        act.rev_seen = table.after_own_steps(act.item, again.rev_seen);
        act.version_seen = again.version_seen;
        act.command = again.command.unwrap_or(act.command);
        act.state = State::Unsent { trouble: None };
        act.unsent_since = now;
        act.tries = 0;
        self.shared.shelf.put(&act)?;
        table.put(act);
        self.changed(table);
        Ok(())
    }

    /// Throws an act away, by the person's wish, and answers with it. One that was tried without an answer may have
    /// happened all the same: [`Pending::tries`] says so. One that is on the wire cannot be thrown away.
    pub fn discard(&self, id: PendingId) -> Result<Arc<Pending>, OutboxError> {
        let mut table = self.table();
        let act = table.get(id)?;
        if act.state == State::Sending {
            return Err(OutboxError::OnTheWire);
        }
        self.shared.shelf.remove(id)?;
        let gone = table
            .acts
            .remove(&(act.order, id))
            .ok_or(OutboxError::Gone)?;
        self.changed(table);
        Ok(gone)
    }

    /// The outbox as it stands. Never waits for disk or network.
    pub fn view(&self) -> Arc<View> {
        self.shared.view.borrow().clone()
    }

    /// Tells of every change.
    pub fn watch(&self) -> watch::Receiver<Arc<View>> {
        self.shared.view.subscribe()
    }

    /// The line is back, or is believed to be: everything unsent is tried now. Takes over what another program of the
    /// same person left when it ended.
    pub fn line_is_back(&self) -> Result<(), OutboxError> {
        let mut table = self.table();
        table.line = None;
        table.line_failures = 0;
        table.waits.clear();
        let adopted = self.shared.shelf.adopt();
        if let Ok(found) = adopted {
            table.take_in(found);
            self.changed(table);
            return Ok(());
        }
        self.changed(table);
        adopted.map(drop).map_err(OutboxError::from)
    }

    /// The person has signed in again.
    pub fn signed_in(&self) {
        let mut table = self.table();
        table.signed_out = false;
        self.changed(table);
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.shared
            .table
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells watchers and the sending loop.
    fn changed(&self, table: MutexGuard<'_, Table>) {
        let view = table.view();
        self.shared.view.send_if_modified(|shown| {
            let differs = **shown != view;
            if differs {
                *shown = Arc::new(view);
            }
            differs
        });
        drop(table);
        self.shared.wake.notify_one();
    }
}

impl Table {
    fn view(&self) -> View {
        View {
            acts: self.acts.values().cloned().collect(),
            broken: self.broken.clone(),
            signed_out: self.signed_out,
            disk: self.disk.clone(),
        }
    }

    fn take_in(&mut self, found: Found) {
        for act in found.acts {
            self.put(act);
        }
        self.broken.extend(found.broken);
    }

    fn put(&mut self, act: Pending) {
        self.acts.insert((act.order, act.id), Arc::new(act));
    }

    fn get(&self, id: PendingId) -> Result<Pending, OutboxError> {
        let found = self.acts.values().find(|act| act.id == id);
        found
            .map(|act| Pending::clone(act))
            .ok_or(OutboxError::Gone)
    }

    /// `rev`, moved on by own acts on the item, as long as nothing else lies between.
    fn after_own_steps(&self, item: ItemId, rev: u64) -> u64 {
        let next = |at: u64| {
            self.steps
                .iter()
                .find(|(of, from, _)| *of == item && *from == at)
                .map(|(_, _, to)| *to)
        };
        let mut at = rev;
        while let Some(to) = next(at).filter(|to| *to > at) {
            at = to;
        }
        at
    }

    fn remember_step(&mut self, item: ItemId, from: u64, to: u64) {
        if self.steps.len() >= STEPS {
            self.steps.remove(0);
        }
        self.steps.push((item, from, to));
    }
}
