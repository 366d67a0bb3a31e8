//! Idempotency: the same key by the same caller gives the same answer and one event (invariant 6).
//!
//! The answer is kept in the transaction that made it. A refused request keeps nothing, so that it can be
//! mended and sent again under its key.

use super::DeskError;
use super::access::Caller;
use crate::domain::moment::Moment;
use crate::domain::refusal::Why;
use crate::store::{Tx, tables};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Hours for which answers are kept (`spec.md` B20).
const HOURS: i64 = 24;

/// The answer given under this key, if there was one; the same key with another body is refused.
pub(super) fn seen<T: DeserializeOwned>(
    tx: &mut dyn Tx,
    caller: Caller,
    key: Option<&str>,
    fingerprint: &str,
) -> Result<Option<T>, DeskError> {
    let Some(key) = key else { return Ok(None) };
    match tables::access::answer(tx, caller.person, key)? {
        None => Ok(None),
        Some((print, _)) if print != fingerprint => Err(Why::KeyReused.into()),
        Some((_, body)) => Ok(Some(tables::from_json("idempotency", &body)?)),
    }
}

/// Keeps the answer, and lets go of those older than a day.
pub(super) fn keep<T: Serialize>(
    tx: &mut dyn Tx,
    caller: Caller,
    key: Option<&str>,
    fingerprint: &str,
    reply: &T,
    at: Moment,
) -> Result<(), DeskError> {
    let Some(key) = key else { return Ok(()) };
    let body = tables::to_json("idempotency", reply)?;
    tables::access::keep_answer(tx, caller.person, key, fingerprint, &body, at)?;
    tables::access::forget_answers(tx, at.plus_minutes(-HOURS * 60))?;
    Ok(())
}
