//! From a deed of a story to the command a person would have sent.

use super::DemoError;
use super::play::Begun;
use super::story::*;
use super::team::Names;
use super::when::Today;
use crate::domain::id::{ItemId, PersonId};
use crate::domain::item::triage::*;
use crate::domain::moment::Moment;
use crate::domain::procedure::Procedure;
use crate::domain::review::naming::InterestDraft;
use crate::domain::review::objection::{ClearingDraft, ObjectionDraft};
use crate::domain::review::revise::ReviseDraft;
use crate::domain::review::suggestion::{DeclineDraft, SuggestionDraft};
use crate::domain::review::thread::{CommentDraft, Span, ThreadDraft};
use crate::domain::review::vote::{OutOfBandDraft, VoteDraft};
use crate::domain::review::{Answer, Manuscript, Verdict, Via};
use crate::domain::verify::adjudicate::AdjudicationDraft;
use crate::domain::verify::claim::ClaimDraft;
use crate::domain::verify::evidence::EvidenceDraft;
use crate::domain::verify::figures::CheckDraft;
use crate::domain::verify::search::PriorSearchDraft;
use crate::domain::verify::waive::WaiverDraft;
use crate::wire::command::SealDraft;
use crate::wire::{ItemCommand, ItemView};
use std::collections::BTreeMap;
use std::str::FromStr;

/// Where a deed is done: the item as it stands, and the names of everything.
pub struct Place<'a> {
    pub view: &'a ItemView,
    pub begun: &'a Begun,
    /// The other stories begun, by their keys.
    pub others: &'a BTreeMap<String, Begun>,
    pub names: &'a Names,
    pub today: &'a Today<'a>,
    pub procedure: &'a Procedure,
    pub by: PersonId,
    /// Who gives a sign-off that `by` records.
    pub signer: Option<PersonId>,
}

/// Who gives the sign-off that this deed records for somebody: whoever's turn it is.
pub fn signer(deed: &Deed, turn: Option<PersonId>) -> Option<PersonId> {
    match deed {
        Deed::Pass(Pass {
            read_back: Some(_), ..
        }) => turn,
        _ => None,
    }
}

impl Deed {
    /// The name under which the story speaks of what this makes.
    pub fn names(&self) -> Option<&str> {
        match self {
            Deed::Object { name, .. } => Some(name),
            Deed::OpenThread(it) => Some(&it.name),
            Deed::Suggest(it) => Some(&it.name),
            Deed::RaiseClaim(it) => Some(&it.name),
            _ => None,
        }
    }
}

/// The command.
///
/// # Errors
/// A name nobody has; words that are not in the text.
pub fn command(deed: &Deed, place: &Place) -> Result<ItemCommand, DemoError> {
    use ItemCommand as C;
    let words = |text: &String| place.words(text);
    Ok(match deed {
        Deed::Promote(it) => C::Promote(PromoteDraft {
            desk_post: Some(place.names.post(&it.to)?),
            kind: it.kind,
        }),
        Deed::Merge { into } => C::Merge(MergeDraft {
            into: place.other(into)?,
        }),
        Deed::ReturnToUnit(it) => C::ReturnToUnit(ReturnDraft {
            code: it.code.clone(),
            sentence: words(&it.sentence),
        }),
        Deed::SetUrgency { urgency } => C::SetUrgency(UrgencyDraft { urgency: *urgency }),
        Deed::Hold { days, reason } => C::Hold(HoldDraft {
            until: place.today.morning(*days).plus_minutes(9 * 60),
            reason: words(reason),
        }),
        Deed::Spike(it) => C::Spike(SpikeDraft {
            code: it.code.clone(),
            reason: words(&it.sentence),
        }),
        Deed::BringBack {} => C::BringBack,
        Deed::Withdraw { reason } => C::Withdraw(WithdrawDraft {
            reason: words(reason),
        }),
        Deed::Reassign { post } => C::Reassign(ReassignDraft {
            desk_post: place.names.post(post)?,
        }),
        Deed::Revise(it) => C::Revise(Box::new(place.revision(it)?)),
        Deed::Ready {} => C::Ready,
        Deed::Pass(it) => C::Vote(Box::new(place.pass(it))),
        Deed::Return(it) => C::Vote(Box::new(VoteDraft {
            code: Some(it.code.clone()),
            back_to: Some(it.back_to),
            ..place.vote(Verdict::Return, &it.remark)
        })),
        Deed::Wait { remark } => C::Vote(Box::new(place.vote(Verdict::Hold, remark))),
        Deed::Recommend { remark } => C::Vote(Box::new(place.vote(Verdict::Recommend, remark))),
        Deed::RetractVote {} => {
            let votes = &place.view.item.votes;
            let own = votes.iter().rev().find(|it| it.person == place.by);
            let vote = own.ok_or_else(|| DemoError::Unknown("vote".into()))?.id;
            C::RetractVote { vote }
        }
        Deed::ConfirmSignOff {} => {
            let votes = &place.view.item.votes;
            let own = votes
                .iter()
                .rev()
                .find(|it| it.person == place.by && it.out_of_band.is_some());
            let vote = own.ok_or_else(|| DemoError::Unknown("vote".into()))?.id;
            C::ConfirmSignOff { vote }
        }
        Deed::Release {} => C::Release,
        Deed::Object { text, .. } => C::Object(ObjectionDraft { text: words(text) }),
        Deed::ClearObjection { objection, reason } => C::ClearObjection {
            objection: place.made(objection)?,
            with: ClearingDraft {
                reason: words(reason),
            },
        },
        Deed::OpenThread(it) => C::OpenThread(ThreadDraft {
            version: place.view.item.version(),
            span: match &it.on {
                Some(on) => Some(place.span(on)?),
                None => None,
            },
            blocking: it.blocking,
            text: words(&it.text),
        }),
        Deed::Comment { thread, text } => C::Comment {
            thread: place.made(thread)?,
            with: CommentDraft { text: words(text) },
        },
        Deed::ResolveThread { thread } => C::ResolveThread {
            thread: place.made(thread)?,
        },
        Deed::Suggest(it) => {
            let Span { start, end } = place.span(&it.on)?;
            C::Suggest(SuggestionDraft {
                version: place.view.item.version(),
                start,
                end,
                replacement: words(&it.put),
                remark: words(&it.remark),
            })
        }
        Deed::DeclineSuggestion { suggestion, reason } => C::DeclineSuggestion {
            suggestion: place.made(suggestion)?,
            with: DeclineDraft {
                reason: words(reason),
            },
        },
        Deed::DeclareInterest { reason } => C::DeclareInterest(InterestDraft {
            reason: words(reason),
        }),
        Deed::RaiseClaim(it) => {
            let Span { start, end } = place.span(&it.on)?;
            C::RaiseClaim(ClaimDraft {
                version: place.view.item.version(),
                kind: it.kind,
                start,
                end,
                figure: it.figure.clone(),
            })
        }
        Deed::AddEvidence(it) => C::AddEvidence {
            claim: place.made(&it.claim)?,
            with: Box::new(EvidenceDraft {
                party: place.names.party(&it.party)?,
                method: it.method,
                stance: it.stance,
                grade: it.grade,
                info: it.info,
                quote: words(&it.quote),
                figure: it.figure.clone(),
                origin: it.origin.clone(),
                explanation: words(&it.explanation),
                taken_at: None,
                attachment_hash: None,
                expires: None,
            }),
        },
        Deed::Adjudicate(it) => C::Adjudicate {
            claim: place.made(&it.claim)?,
            with: AdjudicationDraft {
                upheld: it.upheld,
                words: words(&it.words),
            },
        },
        Deed::SearchPrior(it) => C::SearchPrior {
            claim: place.made(&it.claim)?,
            with: PriorSearchDraft {
                query: it.query.clone(),
                corpus: it.corpus.clone(),
                hits: it.hits,
                finding: words(&it.finding),
            },
        },
        Deed::CheckFigures { claim, expression } => C::CheckFigures {
            claim: place.made(claim)?,
            with: CheckDraft {
                expression: expression.clone(),
            },
        },
        Deed::Waive { claim, reason } => C::Waive {
            claim: place.made(claim)?,
            with: WaiverDraft {
                reason: words(reason),
            },
        },
        Deed::Seal { role, body } => C::Seal(SealDraft {
            role: role.clone(),
            body: words(body),
        }),
    })
}

impl Place<'_> {
    fn words(&self, text: &str) -> String {
        fill(text, self.begun.received_at, self.today)
    }

    /// The identity of what the story made under this name.
    fn made<T: FromStr>(&self, name: &str) -> Result<T, DemoError> {
        self.begun
            .made
            .get(name)
            .and_then(|id| id.parse().ok())
            .ok_or_else(|| DemoError::Unknown(name.into()))
    }

    fn other(&self, key: &str) -> Result<ItemId, DemoError> {
        self.others
            .get(key)
            .map(|it| it.item)
            .ok_or_else(|| DemoError::Unknown(key.into()))
    }

    /// Where words stand in the body, in characters.
    fn span(&self, words: &str) -> Result<Span, DemoError> {
        let words = self.words(words);
        let body = &self.view.manuscript.body;
        let chars = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let (before, _) = once(body, &words)?;
        let start = chars(before);
        Ok(Span {
            start,
            end: start + chars(&words),
        })
    }

    fn vote(&self, verdict: Verdict, remark: &str) -> VoteDraft {
        VoteDraft {
            verdict,
            version: self.view.item.version(),
            answers: Vec::new(),
            claims_read: Vec::new(),
            remark: self.words(remark),
            code: None,
            back_to: None,
            via: Via::Screen,
            out_of_band: None,
        }
    }

    /// A pass with every question answered yes and every claim marked read.
    fn pass(&self, pass: &Pass) -> VoteDraft {
        let item = &self.view.item;
        let levels = &self.procedure.levels;
        let level = levels
            .iter()
            .find(|it| self.view.stage == format!("l{}", it.no));
        let questions = level.map(|it| &it.checklist[..]).unwrap_or_default();
        VoteDraft {
            answers: questions
                .iter()
                .map(|question| Answer {
                    question: question.id.clone(),
                    yes: true,
                    note: pass.notes.get(&question.id).cloned().unwrap_or_default(),
                })
                .collect(),
            claims_read: item
                .claims
                .iter()
                .filter(|claim| !claim.withdrawn)
                .map(|claim| claim.id)
                .collect(),
            via: match self.signer {
                Some(_) => Via::Phone,
                None => Via::Screen,
            },
            out_of_band: self.signer.map(|signer| OutOfBandDraft {
                signer,
                read_back: self.words(pass.read_back.as_deref().unwrap_or_default()),
                called_back: true,
            }),
            ..self.vote(Verdict::Pass, &pass.remark)
        }
    }

    fn revision(&self, revise: &Revise) -> Result<ReviseDraft, DemoError> {
        let item = &self.view.item;
        let mut new: Manuscript = self.view.manuscript.clone();
        let mut applied = Vec::new();
        for name in &revise.taking {
            let id = self.made(name)?;
            let unknown = || DemoError::Unknown(name.clone());
            let taken = item.suggestions.iter().find(|it| it.id == id);
            let taken = taken.ok_or_else(unknown)?;
            new.body = swap(&new.body, &taken.anchor.quote, &taken.replacement)?;
            applied.push(id);
        }
        for (old, put) in &revise.swap {
            new.body = swap(&new.body, &self.words(old), &self.words(put))?;
        }
        if let Some(title) = &revise.title {
            new.title = self.words(title);
        }
        if let Some(addressees) = &revise.addressees {
            new.addressees = addressees.clone();
        }
        if let Some(sources) = &revise.sources {
            new.sources = sources.clone();
        }
        Ok(ReviseDraft {
            based_on: item.version(),
            manuscript: new,
            change: None,
            applied,
            remark: self.words(&revise.remark),
        })
    }
}

fn swap(body: &str, old: &str, new: &str) -> Result<String, DemoError> {
    let (before, after) = once(body, old)?;
    Ok(format!("{before}{new}{after}"))
}

/// What stands before and after words that stand there once.
fn once<'t>(body: &'t str, words: &str) -> Result<(&'t str, &'t str), DemoError> {
    body.split_once(words)
        .filter(|(_, after)| !words.is_empty() && !after.contains(words))
        .ok_or_else(|| DemoError::NotInText(words.to_owned()))
}

/// Puts the days and hours of a receipt into a text.
pub fn fill(text: &str, received_at: Moment, today: &Today) -> String {
    if !text.contains('{') {
        return text.to_owned();
    }
    let date = today.date(received_at);
    let day_before = date.yesterday().unwrap_or(date);
    let day_after = date.tomorrow().unwrap_or(date);
    let month_before = date.first_of_month().yesterday().unwrap_or(date);
    [
        ("{月}", date.month().to_string()),
        ("{日}", date.day().to_string()),
        ("{昨}", day_before.day().to_string()),
        ("{明}", day_after.day().to_string()),
        ("{时}", today.hour(received_at).to_string()),
        ("{上月}", month_before.month().to_string()),
        ("{date}", date.strftime("%-d %B").to_string()),
        ("{month}", month_before.strftime("%B").to_string()),
    ]
    .into_iter()
    .fold(text.to_owned(), |text, (gap, value)| {
        text.replace(gap, &value)
    })
}
