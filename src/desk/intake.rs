//! Receiving submissions: from units, from an import, typed at the desk. The same content twice gives the same receipt.

use super::access::{Caller, sha256_hex};
use super::act::scene;
use super::{Desk, DeskError, Known, once};
use crate::domain::event::{Actor, Change, Event};
use crate::domain::id::{ItemId, SubmissionId};
use crate::domain::moment::Moment;
use crate::domain::refusal::Refusal;
use crate::domain::report::{self, Receipt, Submission, SubmissionDraft};
use crate::store::{Tx, tables};
use crate::wire::Notice;
use std::sync::Arc;
use ulid::Ulid;

/// Submissions of one transaction when many come at once.
const BATCH: usize = 200;

impl Desk {
    /// Takes a submission in: receipt, item in triage, event, all or nothing.
    pub async fn receive(
        &self,
        caller: Caller,
        draft: SubmissionDraft,
        key: Option<String>,
    ) -> Result<Receipt, DeskError> {
        let desk = self.clone();
        let at = self.now();
        let (receipt, notices) = self
            .store
            .write(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                let print =
                    sha256_hex(serde_json::to_string(&draft).unwrap_or_default().as_bytes());
                if let Some(receipt) = once::seen(tx, caller, key.as_deref(), &print)? {
                    return Ok((receipt, Vec::new()));
                }
                let (receipt, notices) = desk.take_in(tx, &known, caller, draft.clone(), at)?;
                once::keep(tx, caller, key.as_deref(), &print, &receipt, at)?;
                Ok((receipt, notices))
            })
            .await?;
        self.tell(notices);
        Ok(receipt)
    }

    /// Takes many in, each on its own: a bad one refuses itself only. Repeating the whole gives the same receipts.
    pub async fn receive_all(
        &self,
        caller: Caller,
        drafts: Vec<SubmissionDraft>,
    ) -> Result<Vec<Result<Receipt, Refusal>>, DeskError> {
        let mut outcomes = Vec::with_capacity(drafts.len());
        let mut rest = drafts.into_iter().peekable();
        while rest.peek().is_some() {
            let batch: Vec<SubmissionDraft> = rest.by_ref().take(BATCH).collect();
            let desk = self.clone();
            let at = self.now();
            let (done, notices) = self
                .store
                .write(move |tx| -> Result<_, DeskError> {
                    let known = desk.known(tx)?;
                    let mut done = Vec::with_capacity(batch.len());
                    let mut notices = Vec::new();
                    for draft in &batch {
                        match desk.take_in(tx, &known, caller, draft.clone(), at) {
                            Ok((receipt, told)) => {
                                done.push(Ok(receipt));
                                notices.extend(told);
                            }
                            Err(DeskError::Refused(refusal)) => done.push(Err(*refusal)),
                            Err(error) => return Err(error),
                        }
                    }
                    Ok((done, notices))
                })
                .await?;
            self.tell(notices);
            outcomes.extend(done);
        }
        Ok(outcomes)
    }

    /// Asks the rules, then records. A refusal comes before anything is written, so that others of the same
    /// transaction stand.
    fn take_in(
        &self,
        tx: &mut dyn Tx,
        known: &Arc<Known>,
        caller: Caller,
        draft: SubmissionDraft,
        at: Moment,
    ) -> Result<(Receipt, Vec<Notice>), DeskError> {
        let valid = report::receive(&scene(known, caller, at), draft)?;
        if let Some(first) = tables::submission::by_hash(tx, &valid.hash)? {
            return Ok((receipt(&first, true), Vec::new()));
        }
        let (desk_post, acting_for) = (valid.desk_post, valid.acting_for);
        let by_correspondent = valid.by_correspondent;
        let submission = valid.into_submission(
            SubmissionId(Ulid::generate()),
            ItemId(Ulid::generate()),
            tables::submission::next_seq(tx)?,
        );
        let receipt = receipt(&submission, false);
        let event = Event {
            actor: Actor::Person(caller.person),
            acting_for,
            change: Change::Received {
                submission: Box::new(submission),
                desk_post,
                by_correspondent,
            },
            reason: None,
        };
        let notices = self.record(tx, known, &[event], at)?;
        Ok((receipt, notices))
    }
}

fn receipt(submission: &Submission, repeated: bool) -> Receipt {
    Receipt {
        submission: submission.id,
        item: submission.item,
        seq: submission.seq,
        received_at: submission.received_at,
        hash: submission.hash.clone(),
        repeated,
    }
}
