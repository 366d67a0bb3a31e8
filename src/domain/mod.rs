//! The rules of the desk. No I/O, no async, no clock, no randomness: time, identity and text come in as arguments.
//!
//! A rule is a function from what is known (an [`item::Item`], the [`roster::Roster`], the
//! [`procedure::Procedure`], the moment and who asks: together a [`Scene`]) to changes or to a
//! [`refusal::Refusal`]. Changes are folded back into the state by `apply` functions here as well, so
//! that the state is always the fold of the log.

pub mod calendar;
pub mod event;
pub mod field;
pub mod id;
pub mod item;
pub mod moment;
pub mod procedure;
pub mod query;
pub mod refusal;
pub mod report;
pub mod review;
pub mod roster;
#[cfg(test)]
pub mod testing;
pub mod verify;

use id::{PersonId, PostId};
use moment::Moment;
use procedure::Procedure;
use roster::Roster;

/// What every rule about a desk's work is asked with: the records, the moment, and who asks.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// Stages, checklists, deadlines, return codes of this desk.
    pub procedure: &'a Procedure,
    /// People, posts, holdings, absences, units.
    pub roster: &'a Roster,
    /// The server's time of the request.
    pub at: Moment,
    /// The person who asks.
    pub by: PersonId,
    /// The post the person says they act for; `None` lets the rule find the one that fits.
    pub post: Option<PostId>,
}
