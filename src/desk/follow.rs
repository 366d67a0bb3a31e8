//! Following the log: notices for the event stream, rows for auditors.

use super::access::{Caller, require, staff};
use super::record::notice;
use super::{Desk, DeskError};
use crate::domain::refusal::Why;
use crate::domain::roster::Duty;
use crate::store::tables::access::TokenRow;
use crate::store::{log, tables};
use crate::wire::Notice;

impl Desk {
    /// Notices after a place in the log, oldest first, at most `limit`; for a correspondent none, since what
    /// happens inside the desk is not theirs to see.
    pub async fn notices_since(
        &self,
        caller: Caller,
        after: u64,
        limit: u32,
    ) -> Result<Vec<Notice>, DeskError> {
        let desk = self.clone();
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                staff(&known, caller)?;
                let after = i64::try_from(after).unwrap_or(i64::MAX);
                let rows = log::read_since(tx, after, limit.into())?;
                let me = caller.person.to_string();
                Ok(rows
                    .iter()
                    .map(|row| Notice {
                        own: row.actor == me,
                        ..notice(&known, row)
                    })
                    .collect())
            })
            .await
    }

    /// The newest place in the log, for a caller who may follow it: in service, with a token that still holds.
    pub async fn head(&self, caller: Caller) -> Result<u64, DeskError> {
        let desk = self.clone();
        let at = self.now();
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                staff(&*desk.known(tx)?, caller)?;
                if let Some(token) = caller.token {
                    let row = tables::access::token(tx, token)?;
                    let holds = |row: &TokenRow| row.revoked_at.is_none() && row.expires_at > at;
                    row.filter(holds).ok_or(Why::NotSignedIn)?;
                }
                Ok(log::head(tx)?.seq.unsigned_abs())
            })
            .await
    }

    /// Rows of the log as exported for `verify-log`: auditors and administrators only.
    pub async fn log_rows(
        &self,
        caller: Caller,
        after: u64,
        limit: u32,
    ) -> Result<Vec<log::LogRow>, DeskError> {
        let desk = self.clone();
        let at = self.now();
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                if require(&known, caller, Duty::Audit, at).is_err() {
                    require(&known, caller, Duty::Administer, at)?;
                }
                let after = i64::try_from(after).unwrap_or(i64::MAX);
                Ok(log::read_since(tx, after, limit.clamp(1, 1000).into())?)
            })
            .await
    }
}
