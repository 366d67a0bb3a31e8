//! What an update asks the runtime to do.

use crate::domain::id::*;
use crate::wire::ItemCommand;
use crate::wire::item::ItemQuery;

/// A place for at most one outstanding request. A new one in the same slot makes the old one's reply stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    Me,
    Roster,
    Counts,
    /// The window of the list around the cursor.
    Page,
    /// Rows that a notice said have changed.
    Rows,
    /// The item under the cursor, for the preview.
    Preview,
    /// The item that is open.
    Item,
    /// The two versions being compared.
    VersionOld,
    VersionNew,
    History,
    Gates,
    /// A bulk act's rows before it is done.
    Trial,
    Sealed,
    Submit,
    /// A party being made known to the desk.
    Party,
    Login,
    /// An item looked for by its number.
    Target,
}

/// A read (or a write that has no place in the outbox).
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    Me,
    Roster,
    Counts,
    Items(ItemQuery),
    Rows(Vec<ItemId>),
    Item(ItemId),
    ItemByNo(u64),
    Version {
        item: ItemId,
        n: u32,
    },
    History {
        item: ItemId,
        before: Option<u64>,
    },
    Gates {
        item: ItemId,
        step: crate::domain::review::gates::Purpose,
    },
    /// One command on several items, without doing it.
    TryBulk {
        items: Vec<(ItemId, u64)>,
        command: ItemCommand,
    },
    ReadSealed {
        item: ItemId,
        note: SealedId,
        reason: String,
    },
    Submit(Box<crate::domain::report::SubmissionDraft>),
    AddParty(Box<crate::domain::verify::party::PartyDraft>),
    Login {
        login: String,
        password: Secret,
    },
}

/// A password on its way: not shown by any log.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// An effect.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the server. The generation comes back with the reply.
    Fetch {
        slot: Slot,
        generation: u64,
        request: Request,
    },
    /// Write an act to the outbox; it is sent from there. `title` and `version` are for showing it while unsent.
    Act {
        item: ItemId,
        rev: u64,
        version: u32,
        title: String,
        urgency: crate::domain::report::Urgency,
        command: ItemCommand,
    },
    /// Send a held or refused act again as it stands against the item now.
    Resend {
        key: String,
        rev: u64,
    },
    /// Try now to send an act that waits for the line.
    Retry {
        key: String,
    },
    /// Drop an act that has not been applied.
    Discard {
        key: String,
    },
    /// Keep what is being typed: `key` names item and field, `text` is the whole field or form as JSON.
    SaveDraft {
        key: String,
        text: String,
    },
    DropDraft {
        key: String,
    },
    /// Hand a text to `$EDITOR`; the answer is [`Message::Edited`](super::Message::Edited) with the same tag.
    OpenEditor {
        tag: String,
        text: String,
    },
    /// To the terminal's clipboard.
    Copy(String),
    /// Bell and notice for something urgent.
    Alert(String),
    /// Set the clock at this moment (milliseconds since 1970, server time): something visibly counts, or the cursor has
    /// come to rest.
    WakeAt(i64),
    /// Keep a setting for next time (`lang`, `layout`, …).
    Remember {
        name: &'static str,
        value: String,
    },
    /// Use the other language from now on, in requests too.
    Language(crate::messages::Lang),
    /// Draw everything anew.
    Redraw,
    /// Forget the stored token.
    LogOut,
    Quit,
}
