//! Events: what the log records. The store chains them; the tables are their fold.

use super::id::*;
use super::item::ItemChange;
use super::procedure::Procedure;
use super::report::Submission;
use super::review::Manuscript;
use super::roster::RosterChange;
use serde::{Deserialize, Serialize};

/// Who did it: a person, or a named job of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    Person(PersonId),
    /// `set-up`, `import`, …: named, never anonymous (invariant 5).
    Job(String),
}

impl Actor {
    /// The person, unless it was a job.
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Actor::Person(id) => Some(*id),
            Actor::Job(_) => None,
        }
    }
}

/// Something that happened, before it has a place in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub actor: Actor,
    /// The post acted for, if any.
    pub acting_for: Option<PostId>,
    pub change: Change,
    /// In the person's words.
    pub reason: Option<String>,
}

/// Every kind of change the desk can make.
///
/// The tags of this and of what it flattens, `event`, `change` and `record`, are names that no field inside has:
/// else a row would be written that does not read back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event")]
pub enum Change {
    /// A submission came in and opened an item in triage.
    Received {
        submission: Box<Submission>,
        /// The triage post it waits at.
        desk_post: PostId,
        by_correspondent: bool,
    },
    /// Something happened to an item. A revision brings its text along.
    Item {
        item: ItemId,
        #[serde(flatten)]
        change: Box<ItemChange>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        manuscript: Option<Box<Manuscript>>,
    },
    /// A sealed note was read; the item itself does not change (invariants 16, 72).
    SealedRead {
        item: ItemId,
        sealed: SealedId,
    },
    Roster {
        #[serde(flatten)]
        change: Box<RosterChange>,
    },
    /// The desk's procedure from now on.
    Procedure {
        procedure: Box<Procedure>,
    },
    /// A password was set; the hash is kept outside the log.
    PasswordSet {
        person: PersonId,
    },
    /// A token was issued; the secret is nowhere, its hash is kept outside the log.
    TokenIssued {
        person: PersonId,
        token: TokenId,
        label: String,
    },
    TokenRevoked {
        person: PersonId,
        token: TokenId,
    },
}

impl Change {
    /// The verb: `submission.received`, `item.voted`, `post.set`, …
    pub fn verb(&self) -> &'static str {
        match self {
            Change::Received { .. } => "submission.received",
            Change::Item { change, .. } => change.verb(),
            Change::SealedRead { .. } => "sealed.read",
            Change::Roster { change } => match **change {
                RosterChange::Person(_) => "person.set",
                RosterChange::Unit(_) => "unit.set",
                RosterChange::Post(_) => "post.set",
                RosterChange::Holding(_) => "holding.set",
                RosterChange::Absence(_) => "absence.set",
                RosterChange::Party(_) => "party.set",
            },
            Change::Procedure { .. } => "procedure.set",
            Change::PasswordSet { .. } => "password.set",
            Change::TokenIssued { .. } => "token.issued",
            Change::TokenRevoked { .. } => "token.revoked",
        }
    }

    /// Kind and identity of what it happened to.
    pub fn object(&self) -> (&'static str, String) {
        match self {
            Change::Received { submission, .. } => ("item", submission.item.to_string()),
            Change::Item { item, .. } | Change::SealedRead { item, .. } => {
                ("item", item.to_string())
            }
            Change::Roster { change } => match &**change {
                RosterChange::Person(it) => ("person", it.id.to_string()),
                RosterChange::Unit(it) => ("unit", it.id.to_string()),
                RosterChange::Post(it) => ("post", it.id.to_string()),
                RosterChange::Holding(it) => ("holding", it.id.to_string()),
                RosterChange::Absence(it) => ("absence", it.id.to_string()),
                RosterChange::Party(it) => ("party", it.id.to_string()),
            },
            Change::Procedure { .. } => ("procedure", "desk".into()),
            Change::PasswordSet { person }
            | Change::TokenIssued { person, .. }
            | Change::TokenRevoked { person, .. } => ("person", person.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::item::ItemKind;

    /// Invariant 1: a promotion carries a field of its own called `kind`.
    #[test]
    fn a_promotion_reads_back_from_the_log_as_it_was_written() {
        let change = Change::Item {
            item: ItemId::from(1),
            change: Box::new(ItemChange::Promoted {
                desk_post: PostId::from(2),
                kind: ItemKind::Research,
            }),
            manuscript: None,
        };
        let written = serde_json::to_string(&change).expect("json");
        assert_eq!(
            serde_json::from_str::<Change>(&written).expect("a change"),
            change
        );
    }
}
