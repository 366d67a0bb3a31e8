//! The fold: how each event changes an item, and how stage follows from what has happened.
//!
//! Nothing here refuses: an event in the log has happened. Events that name something the item does not
//! have (which no rule produces) leave it as it is.

use super::*;
use crate::domain::procedure::Procedure;
use crate::domain::report::Submission;
use crate::domain::review::{ChangeKind, Contribution, SuggestionState, Verdict};
use std::collections::BTreeMap;

impl Item {
    /// The item a submission opens, in triage. `hash` is that of its first version's manuscript.
    ///
    /// Whoever at the desk typed or imported it answers for its words: they are a substantive
    /// contributor of version 1. A correspondent is not of the desk and has no vote anyway.
    pub fn open(
        submission: &Submission,
        desk_post: PostId,
        by_correspondent: bool,
        hash: String,
    ) -> Self {
        let contributors: BTreeMap<_, _> = if by_correspondent {
            BTreeMap::new()
        } else {
            [(submission.received_by, Contribution::Substantive)].into()
        };
        let first = Version {
            n: 1,
            title: submission.title.clone(),
            classification: submission.classification,
            by: submission.received_by,
            post: None,
            at: submission.received_at,
            hash,
            chars: u32::try_from(submission.body.chars().count()).unwrap_or(u32::MAX),
            contributors,
            change: ChangeKind::Substance,
            detected: Vec::new(),
            checklist_version: 0,
        };
        Item {
            id: submission.item,
            no: submission.seq,
            rev: 1,
            members: vec![Member {
                submission: submission.id,
                unit: submission.unit,
                seq: submission.seq,
                received_at: submission.received_at,
                from_item: None,
            }],
            channel: submission.channel,
            kind: ItemKind::default(),
            urgency: submission.urgency,
            urgencies: vec![UrgencyClock {
                urgency: submission.urgency,
                at: submission.received_at,
            }],
            classification: submission.classification,
            desk_post,
            received_at: submission.received_at,
            updated_at: submission.received_at,
            stage_since: submission.received_at,
            promoted_at: None,
            ready: None,
            versions: vec![first],
            votes: Vec::new(),
            objections: Vec::new(),
            threads: Vec::new(),
            suggestions: Vec::new(),
            claims: Vec::new(),
            debts: Vec::new(),
            namings: Vec::new(),
            interests: Vec::new(),
            sealed: Vec::new(),
            aside: None,
            release: None,
            last_actor: Some(submission.received_by),
            run_since: 1,
        }
    }

    /// Takes one event in. `actor` is `None` for a named job.
    pub fn apply(
        &mut self,
        change: &ItemChange,
        at: Moment,
        actor: Option<PersonId>,
        procedure: &Procedure,
    ) {
        let before = self.line_stage(procedure);
        self.rev += 1;
        self.updated_at = at;
        if self.last_actor != actor {
            self.last_actor = actor;
            self.run_since = self.rev;
        }
        self.take(change, at, actor);
        if self.line_stage(procedure) != before || matches!(change, ItemChange::BroughtBack) {
            self.stage_since = at;
        }
    }

    fn take(&mut self, change: &ItemChange, at: Moment, actor: Option<PersonId>) {
        use ItemChange::*;
        match change {
            Promoted { desk_post, kind } => {
                self.desk_post = *desk_post;
                self.kind = *kind;
                self.promoted_at = Some(at);
            }
            Demoted { desk_post } => {
                self.desk_post = *desk_post;
                self.promoted_at = None;
                self.ready = None;
            }
            Reassigned { desk_post } => self.desk_post = *desk_post,
            Unreadied => self.ready = None,
            Joined { members, .. } => self.members.extend(members.iter().cloned()),
            Merged { into } => self.aside = Some(Aside::Merged { into: *into }),
            Parted { from } => self
                .members
                .retain(|member| member.from_item != Some(*from)),
            UrgencySet { urgency } => self.set_urgency(*urgency, at),
            Held { until, reason } => {
                self.aside = Some(Aside::Held {
                    until: *until,
                    reason: reason.clone(),
                });
            }
            Returned { code, sentence } => {
                self.aside = Some(Aside::Returned {
                    code: code.clone(),
                    sentence: sentence.clone(),
                });
            }
            Spiked { code, reason } => {
                self.aside = Some(Aside::Spiked {
                    code: code.clone(),
                    reason: reason.clone(),
                });
            }
            Withdrawn { reason } => {
                self.aside = Some(Aside::Withdrawn {
                    reason: reason.clone(),
                })
            }
            BroughtBack => self.aside = None,
            Revised {
                version,
                claims,
                threads,
                applied,
            } => {
                self.classification = version.classification;
                self.versions.push(version.clone());
                for moved in claims {
                    self.move_claim(moved, at);
                }
                for moved in threads {
                    if let Some(thread) = self.threads.iter_mut().find(|it| it.id == moved.thread) {
                        thread.anchor = Some(moved.anchor.clone());
                        thread.adrift = moved.adrift;
                    }
                }
                for suggestion in &mut self.suggestions {
                    if applied.contains(&suggestion.id) {
                        suggestion.state = SuggestionState::Applied {
                            by: version.by,
                            version: version.n,
                        };
                    }
                }
            }
            Readied { version } => {
                self.ready = Some(Ready {
                    version: *version,
                    rev: self.rev,
                })
            }
            Voted { vote } => self.votes.push(Vote {
                rev: self.rev,
                ..vote.clone()
            }),
            VoteRetracted { vote } => {
                if let Some(vote) = self.vote_mut(*vote) {
                    vote.retracted_at = Some(at);
                }
            }
            SignOffConfirmed { vote } => {
                if let Some(signed) = self.vote_mut(*vote).and_then(|it| it.out_of_band.as_mut()) {
                    signed.confirmed_at = Some(at);
                }
            }
            Released { release } => self.release = Some(release.clone()),
            Objected { objection } => self.objections.push(objection.clone()),
            ObjectionCleared {
                objection,
                clearing,
            } => {
                if let Some(it) = self.objections.iter_mut().find(|it| it.id == *objection) {
                    it.cleared = Some(clearing.clone());
                }
            }
            ThreadOpened { thread } => self.threads.push(thread.clone()),
            Commented { thread, comment } => {
                if let Some(it) = self.threads.iter_mut().find(|it| it.id == *thread) {
                    it.comments.push(comment.clone());
                }
            }
            ThreadResolved { thread, resolution } => {
                if let Some(it) = self.threads.iter_mut().find(|it| it.id == *thread) {
                    it.resolved = Some(resolution.clone());
                }
            }
            ThreadReopened { thread } => {
                if let Some(it) = self.threads.iter_mut().find(|it| it.id == *thread) {
                    it.resolved = None;
                }
            }
            Suggested { suggestion } => self.suggestions.push(suggestion.clone()),
            SuggestionDeclined { suggestion, reason } => {
                if let (Some(it), Some(by)) = (
                    self.suggestions.iter_mut().find(|it| it.id == *suggestion),
                    actor,
                ) {
                    it.state = SuggestionState::Declined {
                        by,
                        reason: reason.clone(),
                    };
                }
            }
            ClaimRaised { claim } => self.claims.push(claim.clone()),
            ClaimWithdrawn { claim } => self.with_claim(*claim, |it| it.withdrawn = true),
            EvidenceAdded { claim, evidence } => {
                self.with_claim(*claim, |it| it.evidence.push(evidence.clone()));
            }
            EvidenceRetracted { claim, evidence } => self.with_claim(*claim, |it| {
                for known in it.evidence.iter_mut().filter(|known| known.id == *evidence) {
                    known.retracted_at = Some(at);
                }
            }),
            Adjudicated {
                claim,
                adjudication,
            } => {
                self.with_claim(*claim, |it| it.adjudications.push(adjudication.clone()));
            }
            PriorSearched { claim, search } => {
                self.with_claim(*claim, |it| it.searches.push(search.clone()));
            }
            FigureChecked { claim, check } => {
                self.with_claim(*claim, |it| it.checks.push(check.clone()));
            }
            Waived {
                claim,
                waiver,
                debt,
            } => {
                self.with_claim(*claim, |it| it.waiver = Some(waiver.clone()));
                self.debts.push(debt.clone());
            }
            DebtSettled { debt } => {
                if let Some(it) = self.debts.iter_mut().find(|it| it.id == *debt) {
                    it.settled_at = Some(at);
                }
            }
            ReviewerNamed { naming } => self.namings.push(naming.clone()),
            InterestDeclared { interest } => self.interests.push(interest.clone()),
            Sealed { note } => self.sealed.push(note.clone()),
        }
    }

    /// Raising starts a clock and lets the milder ones run on; lowering stops the stricter ones, and the
    /// milder one counts from where the first of them did.
    fn set_urgency(&mut self, urgency: Urgency, at: Moment) {
        self.urgency = urgency;
        let stopped = self.urgencies.iter().filter(|it| it.urgency > urgency);
        let since = stopped.map(|it| it.at).min().unwrap_or(at);
        self.urgencies.retain(|it| it.urgency <= urgency);
        if self.urgencies.iter().all(|it| it.urgency != urgency) {
            self.urgencies.push(UrgencyClock { urgency, at: since });
        }
    }

    fn vote_mut(&mut self, id: VoteId) -> Option<&mut Vote> {
        self.votes.iter_mut().find(|vote| vote.id == id)
    }

    fn with_claim(&mut self, id: ClaimId, edit: impl FnOnce(&mut Claim)) {
        if let Some(claim) = self.claims.iter_mut().find(|claim| claim.id == id) {
            edit(claim);
        }
    }

    fn move_claim(&mut self, moved: &event::ClaimMove, at: Moment) {
        self.with_claim(moved.claim, |claim| {
            claim.anchor = moved.anchor.clone();
            claim.norm_hash = moved.norm_hash.clone();
            claim.withdrawn = moved.withdrawn;
            if moved.reopened {
                claim.reopened_at = Some(at);
                claim.waiver = None;
            }
        });
    }

    /// The stage at an instant: the line's, unless the item is held past it.
    pub fn stage(&self, procedure: &Procedure, at: Moment) -> Stage {
        match &self.aside {
            Some(Aside::Held { until, .. }) if *until > at => Stage::Held,
            _ => self.line_stage(procedure),
        }
    }

    /// The stage in the line, as if a hold had ended (invariant 28: derived, with no way to set it).
    pub fn line_stage(&self, procedure: &Procedure) -> Stage {
        match &self.aside {
            None | Some(Aside::Held { .. }) => {}
            Some(_) => return Stage::Closed,
        }
        if self.release.is_some() {
            return Stage::Released;
        }
        if self.promoted_at.is_none() {
            return Stage::Triage;
        }
        for level in 1..=procedure.top() {
            if self.counting_pass(level).is_none() {
                return if level == 1 && !self.is_ready() {
                    Stage::Drafting
                } else {
                    Stage::Level(level)
                };
            }
        }
        Stage::Release
    }

    /// The text was put forward and nothing since has taken that back.
    fn is_ready(&self) -> bool {
        self.ready.is_some_and(|ready| {
            self.kept_since(ready.version)
                && !self.votes.iter().any(|vote| {
                    vote.verdict == Verdict::Return
                        && vote.retracted_at.is_none()
                        && vote.back_to.unwrap_or(0) == 0
                        && vote.rev > ready.rev
                })
        })
    }

    /// Every version after `version` changed only what keeps votes (`spec.md` B7, change kinds).
    pub fn kept_since(&self, version: u32) -> bool {
        self.versions
            .iter()
            .filter(|it| it.n > version)
            .all(|it| it.change < ChangeKind::Substance)
    }

    /// The pass that counts at a level for the current version, if any: not retracted, not voided by a
    /// later change of substance, not undone by a later return to this level or below.
    pub fn counting_pass(&self, level: u8) -> Option<&Vote> {
        let (place, vote) = self.votes.iter().enumerate().rev().find(|(_, vote)| {
            vote.level == level && vote.verdict == Verdict::Pass && vote.retracted_at.is_none()
        })?;
        let undone = self.votes[place + 1..].iter().any(|later| {
            later.verdict == Verdict::Return
                && later.retracted_at.is_none()
                && later.back_to.unwrap_or(0) <= level
        });
        (!undone && self.kept_since(vote.version)).then_some(vote)
    }
}
