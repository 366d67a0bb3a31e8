//! The use cases: load what a command needs, ask the rules, write events and tables in one transaction,
//! tell subscribers. The one way in which anything changes.
//!
//! A write is a plain synchronous function over a transaction. It reads the item, asks
//! `domain` what the act changes, hands the events to [`record`], which chains them into the log and
//! folds them into the tables. Nothing here decides; nothing here knows HTTP.

mod access;
mod act;
mod follow;
mod founding;
mod intake;
mod known;
mod once;
mod outcome;
mod people;
mod projection;
mod queue;
mod record;
mod view;

pub use access::{Caller, Secret, check_password};
pub use act::Act;
pub use founding::{Founded, Founding, FoundingError};

pub use known::Known;
pub use people::RosterCommand;
pub use view::History;

use crate::domain::calendar::Calendar;
use crate::domain::moment::Moment;
use crate::domain::refusal::{Refusal, Why};
use crate::store::{Store, StoreError};
use crate::wire::Notice;
use std::sync::{Arc, RwLock};
use tokio::sync::broadcast;

/// A desk over its store. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    store: Store,
    known: Arc<RwLock<Option<Arc<Known>>>>,
    clock: Clock,
    calendar: Arc<Calendar>,
    notices: broadcast::Sender<Arc<Vec<Notice>>>,
}

/// Where the time comes from: the system in life, a fixed or stepped one in tests.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// The system's clock.
pub fn system_clock() -> Clock {
    Arc::new(|| Moment::from(jiff::Timestamp::now()))
}

/// Why a use case did not happen.
#[derive(Debug, Clone, thiserror::Error)]
pub enum DeskError {
    /// A rule said no. Nothing was written.
    #[error("refused: {0:?}")]
    Refused(Box<Refusal>),
    /// It changed since the caller read it; with it as it is now.
    #[error("stale: the item is at revision {now}")]
    Stale { yours: u64, now: u64 },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Refusal> for DeskError {
    fn from(refusal: Refusal) -> Self {
        DeskError::Refused(Box::new(refusal))
    }
}

impl From<Why> for DeskError {
    fn from(why: Why) -> Self {
        Refusal::from(why).into()
    }
}

impl Desk {
    /// A desk over an open store. `clock` is asked once for each request.
    pub fn new(store: Store, clock: Clock, calendar: Calendar) -> Self {
        let (notices, _) = broadcast::channel(1024);
        Desk {
            store,
            known: Arc::default(),
            clock,
            calendar: Arc::new(calendar),
            notices,
        }
    }

    /// The server's time now.
    pub fn now(&self) -> Moment {
        (self.clock)()
    }

    /// The store underneath, for backup and diagnosis.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Notices of everything committed from now on. A receiver that falls behind by more than 1,024 commits
    /// learns so and resumes from the log ([`Desk::notices_since`]).
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<Vec<Notice>>> {
        self.notices.subscribe()
    }
}
