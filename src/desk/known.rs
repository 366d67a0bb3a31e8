//! What every request needs and seldom changes: roster and procedure, kept in memory while their revision stands.

use super::{Desk, DeskError};
use crate::domain::Scene;
use crate::domain::calendar::Calendar;
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::procedure::Procedure;
use crate::domain::roster::Roster;
use crate::store::{StoreError, Tx, tables};
use std::sync::{Arc, PoisonError};

/// Roster and procedure at one revision.
#[derive(Debug, Clone)]
pub struct Known {
    /// The store's mark for this state of both.
    pub rev: u64,
    pub roster: Roster,
    pub procedure: Procedure,
    /// Holidays and working weekends.
    pub calendar: Arc<Calendar>,
}

impl Known {
    /// The scene of a request.
    pub fn scene(&self, at: Moment, by: PersonId) -> Scene<'_> {
        Scene {
            procedure: &self.procedure,
            roster: &self.roster,
            at,
            by,
            post: None,
        }
    }
}

impl Desk {
    /// Roster and procedure as this transaction sees them.
    pub(super) fn known(&self, tx: &mut dyn Tx) -> Result<Arc<Known>, StoreError> {
        let rev = tables::roster::revision(tx)?;
        let cached = self
            .known
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(known) = cached.filter(|known| known.rev == rev) {
            return Ok(known);
        }
        let known = Arc::new(Known {
            rev,
            roster: tables::roster::load(tx)?,
            procedure: tables::roster::procedure(tx)?.unwrap_or_else(Procedure::three_levels),
            calendar: Arc::clone(&self.calendar),
        });
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&known));
        Ok(known)
    }

    /// Roster and procedure now.
    pub async fn current(&self) -> Result<Arc<Known>, DeskError> {
        let desk = self.clone();
        self.store.read(move |tx| Ok(desk.known(tx)?)).await
    }
}
