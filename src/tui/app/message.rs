//! What happens to the program.

use super::effect::Slot;
use super::shared::{Line, OutboxEntry};
use crate::domain::moment::Moment;
use crate::domain::refusal::Gate;
use crate::domain::report::Receipt;
use crate::domain::review::Manuscript;
use crate::tui::input::key::Key;
use crate::wire::item::*;
use crate::wire::people::{LoginReply, Me, RosterView};
use crate::wire::{Counts, ItemPage, ItemRow, ItemView, Notice, Problem};

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Message {
    Key(Key),
    Paste(String),
    Resize {
        width: u16,
        height: u16,
    },
    /// An answer to [`Effect::Fetch`](super::Effect::Fetch).
    Reply {
        slot: Slot,
        generation: u64,
        reply: Result<Reply, Failure>,
    },
    /// The event stream said that something changed.
    Notice(Notice),
    /// The line to the server.
    Line(Line),
    /// What waits to be sent, whenever that changes.
    Outbox(Vec<OutboxEntry>),
    /// An act from the outbox was applied: its key, what the item was called, and the command's word.
    Applied {
        key: String,
        title: String,
        word: String,
        reply: ActReply,
    },
    /// `$EDITOR` ended: the new text, or why there is none.
    Edited {
        tag: String,
        text: Result<String, String>,
    },
    /// What can honestly be said of a copy.
    Copied(String),
    /// The drafts that were on disk when the program began, by key.
    Drafts(Vec<(String, String)>),
    /// A setting from last time, as it was given to [`Effect::Remember`](super::Effect::Remember).
    Remembered {
        name: String,
        value: String,
    },
    /// Notices may have been missed: fetch what is shown.
    Missed,
    /// The token is no longer good.
    SignedOut,
    /// The person logged out.
    LoggedOut,
    /// So many pressing acts have been unsent for 10 seconds (invariant 83); 0 when it is over.
    Alarm {
        acts: usize,
    },
    /// A draft or an unsent act could not be read, written or sent; in words for a person.
    Trouble(String),
    /// The moment of a [`Effect::WakeAt`](super::Effect::WakeAt) has come; also sent before every other message to set the
    /// clock.
    Clock(Moment),
}

/// An answer to a request.
#[derive(Debug, Clone)]
pub enum Reply {
    Me(Box<Me>),
    Roster(Box<RosterView>),
    Counts(Counts),
    Page(ItemPage),
    Rows(Vec<ItemRow>),
    Item(Box<ItemView>),
    Version(Box<Manuscript>),
    History(HistoryPage),
    Gates(Vec<Gate>),
    Trial(BulkReply),
    Sealed(String),
    Received(Receipt),
    Party(Box<crate::domain::verify::Party>),
    LoggedIn(Box<LoginReply>),
}

/// Why there is no answer.
#[derive(Debug, Clone)]
pub enum Failure {
    /// The server said no, in its own words.
    Problem(Box<Problem>),
    /// No line. Not an error: a state.
    Offline(String),
    /// The token is no longer good.
    SignedOut,
    /// The answer could not be understood, in words for a person.
    Broken(String),
}
