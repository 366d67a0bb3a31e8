//! What belongs to whoever is logged in: drafts and outbox on disk, the loop that sends, the event stream.

use crate::client::drafts::{Draft, DraftKey};
use crate::client::outbox::{Act, Again, Outbox, PendingId, Sent, State, View};
use crate::client::stream::{self, Heard, Manner};
use crate::client::{Api, DiskError, Drafts, Pace, Place};
use crate::domain::id::ItemId;
use crate::domain::moment::Moment;
use crate::messages::{Lang, tui_frame as say};
use crate::tui::app::shared::{OutboxEntry, OutboxState};
use crate::tui::app::{Effect, Line, Message};
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinHandle;
use tokio::time::Instant;
use ulid::Ulid;

/// Notices that may wait for the loop; a slow loop slows the stream, which resumes where it is.
const NOTICES: usize = 256;

/// Files and tasks of one person at one desk.
pub struct Person {
    pub login: String,
    drafts: Arc<Drafts>,
    outbox: Outbox,
    nudge: Arc<Notify>,
    sending: JoinHandle<()>,
    watching: JoinHandle<()>,
    following: JoinHandle<()>,

    /// Acts told in the last alarm.
    alarmed: usize,
}

impl Drop for Person {
    fn drop(&mut self) {
        // Ending the sending half-way loses nothing and doubles nothing.
        self.sending.abort();
        self.watching.abort();
        self.following.abort();
    }
}

/// A sentence for whatever language is in force.
pub type Sentence = Box<dyn Fn(Lang) -> String + Send>;

impl Person {
    /// Takes up a person's files, tells the model what is in them, and begins to send and to listen.
    pub fn open(
        place: &Place,
        desk: &str,
        login: &str,
        api: &Api,
        to: &mpsc::UnboundedSender<Message>,
    ) -> Result<Self, Sentence> {
        let disk = |error: DiskError| -> Sentence { Box::new(move |lang| error.sentence(lang)) };
        let own = place.own(desk, login).map_err(disk)?;
        let drafts = Arc::new(Drafts::open(&own.drafts).map_err(disk)?);
        let outbox = Outbox::open(&own.outbox)
            .map_err(|error| -> Sentence { Box::new(move |lang| error.sentence(lang)) })?;
        let shown = drafts.list().map_err(disk)?;
        let lasting: Vec<(String, String)> = shown
            .drafts
            .iter()
            .map(|draft| (name(&draft.key), content(draft)))
            .collect();
        let _ = to.send(Message::Drafts(lasting));
        let broken = shown.broken.len() + outbox.view().broken.len();
        if broken > 0 {
            let _ = to.send(Message::Trouble(say::left_behind(api.lang(), broken)));
        }
        let nudge = Arc::new(Notify::new());
        let person = Person {
            login: login.to_owned(),
            sending: send(&outbox, api, to),
            watching: watch(&outbox, api, to),
            following: follow(api, &outbox, &nudge, to),
            drafts,
            outbox,
            nudge,
            alarmed: 0,
        };
        Ok(person)
    }

    /// There is a new token: go on.
    pub fn signed_in(&mut self, api: &Api, to: &mpsc::UnboundedSender<Message>) {
        self.outbox.signed_in();
        self.nudge.notify_one();
        if self.following.is_finished() {
            self.following = follow(api, &self.outbox, &self.nudge, to);
        }
    }

    // ── acts

    /// Writes an act down, or changes what is to become of one.
    pub fn act(&self, effect: Effect, now: Moment, lang: Lang) -> Result<(), String> {
        let done = match effect {
            Effect::Act {
                item,
                rev,
                version,
                title,
                urgency,
                command,
            } => {
                let act = Act {
                    item,
                    title,
                    urgency,
                    rev_seen: rev,
                    version_seen: version,
                    acting_for: None,
                    command,
                };
                self.outbox.add(act, now).map(drop)
            }
            Effect::Resend { key, rev } => {
                let id = id(&key);
                let version_seen = self
                    .outbox
                    .view()
                    .acts
                    .iter()
                    .find(|act| act.id == id)
                    .map_or(0, |act| act.version_seen);
                self.outbox.resubmit(
                    id,
                    Again {
                        rev_seen: rev,
                        version_seen,
                        command: None,
                    },
                    now,
                )
            }
            Effect::Retry { key } => self.outbox.retry(id(&key), now),
            Effect::Discard { key } => self.outbox.discard(id(&key)).map(drop),
            _ => Ok(()),
        };
        done.map_err(|error| error.sentence(lang))
    }

    /// When the alarm is to be looked at.
    pub fn alarm_at(&self) -> Option<Instant> {
        let at = self.outbox.view().alarm_at()?;
        let ahead = at.millis().saturating_sub(local_now().millis());
        // Raised already: looked at again when the outbox changes.
        if ahead <= 0 && self.alarmed > 0 {
            return None;
        }
        Some(Instant::now() + Duration::from_millis(u64::try_from(ahead).unwrap_or(0)))
    }

    /// How many acts the alarm is about, when that changed.
    pub fn alarm(&mut self) -> Option<usize> {
        let acts = self
            .outbox
            .view()
            .alarm(local_now())
            .map_or(0, |alarm| alarm.acts);
        let changed = acts != self.alarmed;
        self.alarmed = acts;
        changed.then_some(acts)
    }

    // ── drafts

    /// Saves a draft; after this the program may be killed.
    pub fn save(&self, key: &str, text: &str) -> Result<(), DiskError> {
        let Some(key) = draft_key(key) else {
            return Ok(());
        };
        let content = serde_json::from_str(text).unwrap_or_else(|_| Value::from(text));
        self.drafts.save(&Draft {
            key,
            title: String::new(),
            content,
            based_on: None,
            updated_at: local_now(),
        })
    }

    /// What is kept under a key.
    pub fn draft(&self, key: &str) -> Option<String> {
        self.drafts
            .load(&draft_key(key)?)
            .ok()
            .flatten()
            .map(|draft| content(&draft))
    }

    /// Ends a draft. One that cannot be removed comes back next time, which loses nothing.
    pub fn discard(&self, key: &str) {
        if let Some(key) = draft_key(key)
            && let Err(error) = self.drafts.discard(&key)
        {
            tracing::warn!(%error, "a draft could not be removed");
        }
    }

    /// Makes drafts outlast a power cut. Waits for the disk.
    pub fn settle(&self) {
        if let Err(error) = self.drafts.settle() {
            tracing::warn!(%error, "drafts may not outlast a power cut");
        }
    }

    /// The same beside the loop.
    pub fn settle_beside(&self) {
        let drafts = Arc::clone(&self.drafts);
        tokio::task::spawn_blocking(move || {
            if let Err(error) = drafts.settle() {
                tracing::warn!(%error, "drafts may not outlast a power cut");
            }
        });
    }
}

fn local_now() -> Moment {
    Moment::from(jiff::Timestamp::now())
}

/// The text of a draft as the model keeps it.
fn content(draft: &Draft) -> String {
    match &draft.content {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

// ── keys of drafts: `item/ID/FORM` and `item/ID/FORM/PART` name an item's; any other key is kept as it is.

fn draft_key(key: &str) -> Option<DraftKey> {
    let whole = || DraftKey {
        item: None,
        form: key.to_owned(),
        of: None,
    };
    if key.is_empty() {
        return None;
    }
    let Some((item, rest)) = key.strip_prefix("item/").and_then(|it| it.split_once('/')) else {
        return Some(whole());
    };
    let Ok(item) = item.parse::<ItemId>() else {
        return Some(whole());
    };
    let part = rest
        .rsplit_once('/')
        .and_then(|(form, part)| Some((form, Ulid::from_string(part).ok()?)));
    let (form, of) = match part {
        Some((form, part)) => (form, Some(part)),
        None => (rest, None),
    };
    Some(DraftKey {
        item: Some(item),
        form: form.to_owned(),
        of,
    })
}

fn name(key: &DraftKey) -> String {
    let of = key.of.map(|of| format!("/{of}")).unwrap_or_default();
    match key.item {
        Some(item) => format!("item/{item}/{}{of}", key.form),
        None => format!("{}{of}", key.form),
    }
}

fn id(key: &str) -> PendingId {
    PendingId(Ulid::from_string(key).unwrap_or_default())
}

// ── tasks

fn send(outbox: &Outbox, api: &Api, to: &mpsc::UnboundedSender<Message>) -> JoinHandle<()> {
    let (outbox, api, to) = (outbox.clone(), api.clone(), to.clone());
    tokio::spawn(async move {
        let (sent, mut told) = mpsc::unbounded_channel::<Sent>();
        let sending = outbox.run(api, Pace::default(), sent);
        let telling = async {
            while let Some(Sent { act, reply }) = told.recv().await {
                if to
                    .send(Message::Applied {
                        key: act.id.to_string(),
                        title: act.title.clone(),
                        word: act.command.word().to_owned(),
                        reply,
                    })
                    .is_err()
                {
                    return;
                }
            }
        };
        tokio::join!(sending, telling);
    })
}

fn watch(outbox: &Outbox, api: &Api, to: &mpsc::UnboundedSender<Message>) -> JoinHandle<()> {
    let (mut view, api, to) = (outbox.watch(), api.clone(), to.clone());
    view.mark_changed();
    tokio::spawn(async move {
        while view.changed().await.is_ok() {
            let shown = view.borrow_and_update().clone();
            if to
                .send(Message::Outbox(entries(&shown, api.lang())))
                .is_err()
            {
                return;
            }
            if let Some(error) = &shown.disk {
                let _ = to.send(Message::Trouble(error.sentence(api.lang())));
            }
            if shown.signed_out {
                let _ = to.send(Message::SignedOut);
            }
        }
    })
}

fn entries(view: &View, lang: Lang) -> Vec<OutboxEntry> {
    view.acts
        .iter()
        .map(|act| OutboxEntry {
            key: act.id.to_string(),
            item: act.item,
            title: act.title.clone(),
            word: act.command.word().to_owned(),
            version: act.version_seen,
            state: match &act.state {
                State::Unsent { .. } => OutboxState::Unsent,
                State::Sending => OutboxState::Sending,
                State::Held { because } => OutboxState::Held {
                    why: because.sentence(lang),
                    now: None,
                },
                State::Refused { problem } => OutboxState::Refused {
                    why: problem.title.clone(),
                },
            },
            written_at: act.written_at,
        })
        .collect()
}

fn follow(
    api: &Api,
    outbox: &Outbox,
    nudge: &Arc<Notify>,
    to: &mpsc::UnboundedSender<Message>,
) -> JoinHandle<()> {
    let (api, outbox, nudge, to) = (api.clone(), outbox.clone(), Arc::clone(nudge), to.clone());
    tokio::spawn(async move {
        let (heard, mut told) = mpsc::channel(NOTICES);
        let following = stream::follow(api, None, Manner::default(), &nudge, heard);
        let telling = async {
            let mut lived = false;
            while let Some(heard) = told.recv().await {
                let message = match heard {
                    Heard::Notice(notice) => Message::Notice(notice),
                    Heard::Unclear => Message::Missed,
                    Heard::Line(stream::State::Live { complete }) => {
                        if let Err(error) = outbox.line_is_back() {
                            tracing::warn!(%error, "the outbox could not take over what others left");
                        }
                        // What changed between the first answers and the first notice is in neither.
                        let missed = !lived || !complete;
                        if missed && to.send(Message::Missed).is_err() {
                            return;
                        }
                        lived = true;
                        Message::Line(Line::Live)
                    }
                    Heard::Line(stream::State::Reconnecting { .. }) => {
                        Message::Line(Line::Reconnecting)
                    }
                    Heard::Line(stream::State::Offline { .. }) => Message::Line(Line::Offline),
                    Heard::Line(stream::State::SignedOut) => Message::SignedOut,
                };
                if to.send(message).is_err() {
                    return;
                }
            }
        };
        tokio::join!(following, telling);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_a_draft_comes_back_from_disk_as_it_was() {
        let item = ItemId::from(7);
        let part = Ulid(9);
        for key in [
            format!("item/{item}/vote"),
            format!("item/{item}/add_evidence/{part}"),
            "new/submission".to_owned(),
            format!("manuscript/{item}/v3"),
        ] {
            let kept = draft_key(&key).expect("a key");
            assert_eq!(name(&kept), key);
        }
    }
}
