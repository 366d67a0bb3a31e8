//! Submissions and what became of them: what a unit wants to know, and all it may know (invariant 71).

use super::access::Caller;
use super::queue::PAGE_MAX;
use super::{Desk, DeskError, Known};
use crate::domain::item::{Aside, Stage};
use crate::domain::refusal::Why;
use crate::domain::report::Submission;
use crate::store::{Tx, tables};
use crate::wire::item::*;

impl Desk {
    /// Submissions and what became of them: all for the desk, their own unit's for a correspondent.
    pub async fn submissions(
        &self,
        caller: Caller,
        before: Option<u64>,
        limit: u32,
    ) -> Result<SubmissionPage, DeskError> {
        let desk = self.clone();
        let limit = limit.clamp(1, PAGE_MAX);
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                let unit = own_unit(&known, caller)?;
                let (found, total) =
                    tables::submission::page(tx, unit, before.unwrap_or(i64::MAX as u64), limit)?;
                let next = (found.len() == limit as usize)
                    .then(|| found.last().map(|it| it.seq.to_string()))
                    .flatten();
                let rows = found
                    .into_iter()
                    .map(|submission| outcome(tx, &known, submission))
                    .collect::<Result<_, _>>()?;
                Ok(SubmissionPage { rows, total, next })
            })
            .await
    }

    /// One submission; to a correspondent of another unit it does not exist.
    pub async fn submission(
        &self,
        caller: Caller,
        id: crate::domain::id::SubmissionId,
    ) -> Result<SubmissionView, DeskError> {
        let desk = self.clone();
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                let unit = own_unit(&known, caller)?;
                let submission = tables::submission::get(tx, id)?
                    .filter(|it| unit.is_none_or(|unit| unit == it.unit))
                    .ok_or_else(|| Why::NotFound {
                        what: id.to_string(),
                    })?;
                outcome(tx, &known, submission)
            })
            .await
    }
}

/// The unit a caller is held to; `None` for the desk's own people.
fn own_unit(known: &Known, caller: Caller) -> Result<Option<crate::domain::id::UnitId>, DeskError> {
    match known.roster.people.get(&caller.person) {
        Some(person) if person.active && person.correspondent => {
            Ok(Some(person.unit.ok_or(Why::OtherUnit)?))
        }
        Some(person) if person.active => Ok(None),
        _ => Err(Why::NotSignedIn.into()),
    }
}

/// What became of a submission, in the words a unit needs.
fn outcome(
    tx: &mut dyn Tx,
    known: &Known,
    submission: Submission,
) -> Result<SubmissionView, DeskError> {
    let mut item = tables::item::get(tx, submission.item)?;
    // A merged item's fate is that of the item it went on in; merges are at most as deep as items are many.
    for _ in 0..64 {
        match item.as_ref().and_then(|it| it.aside.clone()) {
            Some(Aside::Merged { into }) => item = tables::item::get(tx, into)?,
            _ => break,
        }
    }
    let unit = known
        .roster
        .units
        .get(&submission.unit)
        .map(|it| it.name.clone())
        .unwrap_or_default();
    let Some(item) = item else {
        return Ok(SubmissionView {
            since: submission.received_at,
            submission,
            unit,
            outcome: "triage".into(),
            code: None,
            sentence: None,
        });
    };
    let (word, code, sentence) = match (&item.aside, item.line_stage(&known.procedure)) {
        (Some(Aside::Returned { code, sentence }), _) => {
            ("returned", Some(code.clone()), Some(sentence.clone()))
        }
        (Some(Aside::Spiked { code, .. }), _) => ("not_used", Some(code.clone()), None),
        (Some(Aside::Withdrawn { .. }), _) => ("withdrawn", None, None),
        (Some(Aside::Held { .. }), _) => ("held", None, None),
        (_, Stage::Triage) => ("triage", None, None),
        (_, Stage::Released) => ("released", None, None),
        _ => ("review", None, None),
    };
    Ok(SubmissionView {
        since: item.stage_since,
        submission,
        unit,
        outcome: word.into(),
        code,
        sentence: sentence.filter(|it| !it.is_empty()),
    })
}
