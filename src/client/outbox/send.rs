//! The loop that empties the outbox: one act at a time for each item, in order, several items at once.

use super::entry::{Because, Pending, PendingId, State, Trouble, Verdict};
use super::{Outbox, Table};
use crate::client::api::{Api, How};
use crate::client::error::ClientError;
use crate::client::pace::Pace;
use crate::wire::item::ActReply;
use std::collections::BTreeSet;
use std::sync::Arc;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{Duration, Instant, sleep_until};

/// Acts on the wire at once, each for another item.
const AT_ONCE: usize = 4;

/// An act that the desk has confirmed.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    pub act: Arc<Pending>,
    pub reply: ActReply,
}

type Outcome = Result<ActReply, ClientError>;

impl Outbox {
    /// Sends what waits, as it can be sent, for as long as it is polled; once only at a time. Each confirmed act is told
    /// to `sent`. Dropping this at any point loses nothing and doubles nothing. While nothing can be sent it sleeps
    /// without a timer.
    pub async fn run(&self, api: Api, pace: Pace, sent: mpsc::UnboundedSender<Sent>) {
        // What an earlier run of this loop had on the wire when it was dropped.
        self.recall();
        let mut wire = JoinSet::new();
        loop {
            let (due, next) = self.take_due(AT_ONCE.saturating_sub(wire.len()));
            for act in due {
                let api = api.clone();
                wire.spawn(async move {
                    let how = How {
                        acting_for: act.acting_for,
                        dry_run: false,
                    };
                    let outcome = api
                        .act(act.item, act.rev_seen, &act.command, &act.key, how)
                        .await;
                    (act.id, outcome)
                });
            }
            let timer = async {
                match next {
                    Some(at) => sleep_until(at).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = self.shared.wake.notified() => {}
                () = timer => {}
                Some(done) = wire.join_next(), if !wire.is_empty() => {
                    let Ok((id, outcome)) = done else {
                        self.recall();
                        continue;
                    };
                    let outbox = self.clone();
                    // Files are written: not on a thread that others wait for.
                    let settled = tokio::task::spawn_blocking(move || outbox.settle(id, outcome, pace)).await;
                    if let Ok(Some(done)) = settled {
                        // Nobody has to listen.
                        let _ = sent.send(done);
                    }
                }
            }
        }
    }

    /// Up to `room` acts that can be sent now, marked as being sent, and when to look again.
    fn take_due(&self, room: usize) -> (Vec<Arc<Pending>>, Option<Instant>) {
        let now = Instant::now();
        let mut table = self.table();
        if table.signed_out || room == 0 {
            return (Vec::new(), None);
        }
        if let Some(line) = table.line.filter(|line| *line > now) {
            let waiting = table.acts.values().any(|act| act.is_unsent());
            return (Vec::new(), waiting.then_some(line));
        }
        table.line = None;
        table.waits.retain(|_, until| *until > now);
        let (mut due, mut next, mut items) = (Vec::new(), None::<Instant>, BTreeSet::new());
        for act in table.acts.values().filter(|act| act.is_unsent()) {
            // Only the first of an item can be due.
            if !items.insert(act.item) || act.state == State::Sending {
                continue;
            }
            match table.waits.get(&act.item) {
                Some(until) => next = Some(next.map_or(*until, |next| next.min(*until))),
                None if due.len() < room => due.push(act.clone()),
                None => {}
            }
        }
        if due.is_empty() {
            return (due, next);
        }
        for act in &due {
            table.put(Pending {
                state: State::Sending,
                ..Pending::clone(act)
            });
        }
        self.show(&table);
        (due, next)
    }

    /// What was being sent is unsent again.
    fn recall(&self) {
        let mut table = self.table();
        let sending: Vec<_> = table
            .acts
            .values()
            .filter(|act| act.state == State::Sending)
            .cloned()
            .collect();
        for act in sending {
            let tries = act.tries.saturating_add(1);
            table.put(Pending {
                state: State::Unsent { trouble: None },
                tries,
                ..Pending::clone(&act)
            });
        }
        self.show(&table);
    }

    /// Enters what became of a try.
    fn settle(&self, id: PendingId, outcome: Outcome, pace: Pace) -> Option<Sent> {
        let mut table = self.table();
        let act = table.get(id).ok()?;
        let sent = match outcome {
            Ok(reply) => Some(self.confirm(&mut table, act, reply)),
            Err(error) => {
                self.fail(&mut table, act, error, pace);
                None
            }
        };
        self.changed(table);
        sent
    }

    fn confirm(&self, table: &mut Table, act: Pending, reply: ActReply) -> Sent {
        table.line_failures = 0;
        table.remember_step(act.item, act.rev_seen, reply.rev);
        // Before the act is taken off: if the program dies in between, it is sent again under its key, gets the same
        // answer, and moves on those that did not move yet.
        for behind in behind(table, &act) {
            if behind.is_unsent() && behind.rev_seen == act.rev_seen {
                self.keep(
                    table,
                    Pending {
                        rev_seen: reply.rev,
                        ..Pending::clone(&behind)
                    },
                );
            }
        }
        let gone = table.acts.remove(&(act.order, act.id));
        if let Err(error) = self.shared.shelf.remove(act.id) {
            table.disk = Some(error);
        }
        Sent {
            act: gone.unwrap_or_else(|| Arc::new(act)),
            reply,
        }
    }

    fn fail(&self, table: &mut Table, mut act: Pending, error: ClientError, pace: Pace) {
        let wait = error.wait_seconds().map(Duration::from_secs);
        let line = error.is_line();
        act.tries = act.tries.saturating_add(1);
        match Verdict::of(error) {
            Verdict::Again(trouble) => {
                if line {
                    table.line_failures = table.line_failures.saturating_add(1);
                    table.line = Some(Instant::now() + pace.pause(table.line_failures));
                } else if trouble == Trouble::SignedOut {
                    table.signed_out = true;
                } else {
                    let wait = wait.unwrap_or_else(|| pace.pause(act.tries));
                    table.waits.insert(act.item, Instant::now() + wait);
                }
                act.state = State::Unsent {
                    trouble: Some(trouble),
                };
                self.keep(table, act);
            }
            Verdict::Held(because) => {
                self.hold_behind(table, &act);
                act.state = State::Held { because };
                self.keep(table, act);
            }
            Verdict::Refused(problem) => {
                self.hold_behind(table, &act);
                act.state = State::Refused { problem };
                self.keep(table, act);
            }
        }
    }

    /// Holds what was queued behind an act that did not go through.
    fn hold_behind(&self, table: &mut Table, act: &Pending) {
        for behind in behind(table, act) {
            if behind.is_unsent() {
                let state = State::Held {
                    because: Because::Earlier { act: act.id },
                };
                self.keep(
                    table,
                    Pending {
                        state,
                        ..Pending::clone(&behind)
                    },
                );
            }
        }
    }

    /// Into the table and onto the disk. Should the disk fail, the table is right and says so; the file then holds
    /// an earlier state, whose repetition under the same key and revision changes nothing.
    fn keep(&self, table: &mut Table, act: Pending) {
        table.disk = self.shared.shelf.put(&act).err();
        table.put(act);
    }

    /// Tells watchers, but not the loop.
    fn show(&self, table: &Table) {
        self.shared.view.send_replace(Arc::new(table.view()));
    }
}

/// Acts on the same item that come later.
fn behind(table: &Table, act: &Pending) -> Vec<Arc<Pending>> {
    let later = table
        .acts
        .range((act.order, act.id)..)
        .map(|(_, behind)| behind);
    later
        .filter(|behind| behind.item == act.item && behind.id != act.id)
        .cloned()
        .collect()
}
