//! What waits in the outbox: acts, how they stand, and their form on disk.

use crate::client::api::Key;
use crate::client::error::{ClientError, lenient};
use crate::domain::id::{ItemId, PostId};
use crate::domain::moment::Moment;
use crate::domain::refusal::Why;
use crate::domain::report::Urgency;
use crate::messages::{Lang, client as say};
use crate::wire::{ItemCommand, Problem};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::str::FromStr;
use ulid::Ulid;

/// Milliseconds that a pressing act may stay unsent before an alarm is raised (invariant 83).
pub const ALARM_AFTER: i64 = 10_000;

/// Identity of an act in the outbox. It stays the same when the act is given again under another key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PendingId(pub Ulid);

impl fmt::Display for PendingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for PendingId {
    type Err = crate::domain::id::NotAnId;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ulid::from_string(text)
            .map(PendingId)
            .map_err(|_| crate::domain::id::NotAnId)
    }
}

/// What a person decided about an item, as they saw it.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    pub item: ItemId,
    /// To show while it waits.
    pub title: String,
    pub urgency: Urgency,
    /// Revision of the item on the person's screen.
    pub rev_seen: u64,
    /// Its version.
    pub version_seen: u32,
    /// The post acted for, when the person said which.
    pub acting_for: Option<PostId>,
    pub command: ItemCommand,
}

/// An act that the desk has not confirmed yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pending {
    pub id: PendingId,
    /// Sent with every try, so that it happens once (invariant 6). A fresh one after a final answer.
    pub key: Key,
    /// Place among all acts of this outbox: acts on one item are sent in this order.
    pub order: u64,
    pub item: ItemId,
    pub title: String,
    pub urgency: Urgency,
    /// Revision it applies to: the one seen, moved on by the person's own acts before it and by nothing else.
    pub rev_seen: u64,
    pub version_seen: u32,
    #[serde(default)]
    pub acting_for: Option<PostId>,
    pub command: ItemCommand,
    /// When the person decided, by this machine's clock: a statement, never used for deadlines.
    pub written_at: Moment,
    /// Since when it waits to be sent: when it was written, or given again.
    pub unsent_since: Moment,
    /// Tries whose outcome is not known or that may be repeated.
    #[serde(default)]
    pub tries: u32,
    pub state: State,
}

/// How an act stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum State {
    /// Will be sent as soon as that is possible.
    Unsent {
        /// What the last try met, until the next.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        trouble: Option<Trouble>,
    },
    /// On the wire now. After a restart it is unsent: the key makes the repeat harmless.
    Sending,
    /// Not applied, because something changed after the person decided. Waits for the person (invariant 35).
    Held { because: Because },
    /// The desk said no for good. Kept, with its text, until the person gives it again or discards it.
    Refused {
        #[serde(deserialize_with = "problem")]
        problem: Box<Problem>,
    },
}

/// Why an act is held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "because")]
pub enum Because {
    /// The item is not as the person saw it. `problem.current` is the item as it is now: in memory until the
    /// program ends, fetched again after that.
    Changed {
        #[serde(deserialize_with = "problem")]
        problem: Box<Problem>,
        /// Revision of the item now, where the server said it.
        now: Option<u64>,
    },
    /// An act on the same item before it was held or refused; this one was decided in the belief that it had gone
    /// through.
    Earlier { act: PendingId },
}

impl Because {
    /// For a person.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Because::Changed { now: Some(now), .. } => say::held_changed(lang, now),
            Because::Changed { now: None, .. } => say::HELD_CHANGED.get(lang).into(),
            Because::Earlier { .. } => say::HELD_EARLIER.get(lang).into(),
        }
    }
}

/// A try that did not settle it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "trouble")]
pub enum Trouble {
    /// The server could not be reached, or did not answer in time.
    Line { why: String },
    /// The server answered that it cannot now, or something else answered in its place.
    Server { status: u16, detail: String },
    /// The person has to sign in again.
    SignedOut,
}

impl Trouble {
    /// For a person.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Trouble::Line { why } if why.is_empty() => say::TIMED_OUT.get(lang).into(),
            Trouble::Line { why } => say::unreachable(lang, why),
            Trouble::Server { status, detail } => say::server_trouble(lang, status, detail),
            Trouble::SignedOut => say::NOT_SIGNED_IN.get(lang).into(),
        }
    }
}

/// Reads what an older or newer program wrote: a code that is not known here loses its values, not the act.
fn problem<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Box<Problem>, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    let problem = lenient(value).ok_or_else(|| serde::de::Error::custom("not a problem"))?;
    Ok(Box::new(problem))
}

/// What an answer to a try means for the act.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Try again: the line, the server, or the log-in.
    Again(Trouble),
    Held(Because),
    Refused(Box<Problem>),
}

impl Verdict {
    /// Only the desk's own word makes an act held or refused; everything else leaves it to be sent.
    pub fn of(error: ClientError) -> Self {
        match error {
            ClientError::Unreachable { why } => Verdict::Again(Trouble::Line { why }),
            ClientError::TimedOut => Verdict::Again(Trouble::Line { why: String::new() }),
            ClientError::NotSignedIn => Verdict::Again(Trouble::SignedOut),
            ClientError::BadAnswer { status, detail } => {
                Verdict::Again(Trouble::Server { status, detail })
            }
            ClientError::Problem(problem)
                if problem.status >= 500 || matches!(problem.status, 408 | 429) =>
            {
                Verdict::Again(Trouble::Server {
                    status: problem.status,
                    detail: problem.title,
                })
            }
            ClientError::Problem(problem)
                if problem.status == 412 || problem.code == "version_moved" =>
            {
                let now = match (&problem.current, &problem.why) {
                    (Some(view), _) => Some(view.item.rev),
                    (None, Some(Why::Stale { now, .. })) => Some(*now),
                    _ => None,
                };
                Verdict::Held(Because::Changed { problem, now })
            }
            ClientError::Problem(problem) => Verdict::Refused(problem),
        }
    }
}

impl Pending {
    /// Delay is dangerous: a vote, a sign-off, an objection, a release, or anything on an urgent item.
    pub fn is_pressing(&self) -> bool {
        let verdict = matches!(
            self.command.word(),
            "vote" | "retract_vote" | "confirm_sign_off" | "disown_sign_off" | "object" | "release"
        );
        verdict || self.urgency != Urgency::Plain
    }

    /// Waits to be sent, or is being sent.
    pub fn is_unsent(&self) -> bool {
        matches!(self.state, State::Unsent { .. } | State::Sending)
    }

    /// The form on disk: what is not worth keeping is left out, and what was on the wire is unsent.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut kept = self.clone();
        match &mut kept.state {
            State::Sending => kept.state = State::Unsent { trouble: None },
            State::Held {
                because: Because::Changed { problem, .. },
            }
            | State::Refused { problem } => {
                // Large, and stale by the time it would be read again.
                problem.current = None;
            }
            _ => {}
        }
        serde_json::to_vec_pretty(&File {
            format: FORMAT,
            act: kept,
        })
    }

    /// Reads the form on disk.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        let file: File = serde_json::from_slice(bytes)?;
        if file.format != FORMAT {
            return Err(serde::de::Error::custom(format!("format {}", file.format)));
        }
        let mut act = file.act;
        if act.state == State::Sending {
            act.state = State::Unsent { trouble: None };
        }
        Ok(act)
    }
}

/// Raised when the form on disk changes in a way that older programs would misread.
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct File {
    format: u32,
    act: Pending,
}
