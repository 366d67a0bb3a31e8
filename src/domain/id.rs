//! Identities: ULIDs, one type for each kind of thing so that they cannot be mixed up.
//!
//! Made by the desk (which has a clock and randomness), never by a rule.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use ulid::Ulid;
use utoipa::ToSchema;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(transparent)]
        #[schema(value_type = String, example = "01KAQ2V1Z8W0000000000000AA")]
        pub struct $name(pub Ulid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Ulid::from_string(text).map($name).map_err(|_| NotAnId)
            }
        }

        impl From<u128> for $name {
            fn from(bits: u128) -> Self {
                $name(Ulid(bits))
            }
        }
    )+};
}

/// The text is not a ULID (26 characters of Crockford's base 32).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct NotAnId;

ids! {
    /// A submission (来稿) as received.
    SubmissionId
    /// An item (稿件): the work that began with one or more submissions.
    ItemId
    /// A person (人员).
    PersonId
    /// A post (岗位).
    PostId
    /// A holding of a post by a person.
    HoldingId
    /// An absence (请假、外出).
    AbsenceId
    /// A reporting unit (报送单位).
    UnitId
    /// A vote (审核意见).
    VoteId
    /// An objection (异议).
    ObjectionId
    /// A thread of comments (批注).
    ThreadId
    /// A suggestion (修改建议).
    SuggestionId
    /// A claim (核实点).
    ClaimId
    /// A party (核实方).
    PartyId
    /// A piece of evidence (核实记录).
    EvidenceId
    /// A sealed note (密封备注).
    SealedId
    /// A debt (欠核事项).
    DebtId
    /// An access token's public half.
    TokenId
}
