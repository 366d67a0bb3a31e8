//! Acting on an item: one use case for every command, whole or not at all.

use super::access::{Caller, sha256_hex};
use super::known::Known;
use super::projection::{self, manuscript_hash};
use super::view::load;
use super::{Desk, DeskError};
use crate::domain::Scene;
use crate::domain::event::{Actor, Change, Event};
use crate::domain::id::*;
use crate::domain::item::{Item, ItemChange, Stage, triage, undo};
use crate::domain::moment::Moment;
use crate::domain::refusal::{Refusal, Why};
use crate::domain::review::gates::{self, Purpose};
use crate::domain::review::{
    Manuscript, Verdict, naming, objection, release, revise, suggestion, thread, vote,
};
use crate::domain::roster::{self, Duty};
use crate::domain::verify::{adjudicate, claim, evidence, figures, search, waive};
use crate::store::{Tx, tables};
use crate::wire::ItemCommand;
use crate::wire::item::ActReply;
use std::collections::BTreeMap;
use ulid::Ulid;

/// A command on an item, as a caller gives it.
#[derive(Debug, Clone)]
pub struct Act {
    pub caller: Caller,
    pub item: ItemId,
    /// Revision the caller last saw: another one now changes nothing (invariant 7).
    pub rev: u64,
    pub command: ItemCommand,
    /// The same key again gives the same answer and one event (invariant 6).
    pub key: Option<String>,
    /// Only say what would happen.
    pub dry_run: bool,
}

/// What a command comes to.
#[derive(Default)]
struct Outcome {
    /// In order; each with the text it brings along.
    changes: Vec<(ItemId, ItemChange, Option<Manuscript>)>,
    /// Identity of what is made.
    made: Option<String>,
    /// A sealed note's words, which are kept apart.
    sealed: Option<(SealedId, String)>,
}

impl Outcome {
    fn of(item: &Item, change: ItemChange) -> Self {
        Outcome {
            changes: vec![(item.id, change, None)],
            ..Outcome::default()
        }
    }

    fn several(changes: Vec<(ItemId, ItemChange)>) -> Self {
        let changes = changes
            .into_iter()
            .map(|(item, change)| (item, change, None))
            .collect();
        Outcome {
            changes,
            ..Outcome::default()
        }
    }

    fn making(self, made: impl std::fmt::Display) -> Self {
        Outcome {
            made: Some(made.to_string()),
            ..self
        }
    }
}

impl Desk {
    /// Carries a command out, or says what it would do.
    pub async fn act(&self, act: Act) -> Result<ActReply, DeskError> {
        let desk = self.clone();
        let at = self.now();
        if act.dry_run {
            return self
                .store
                .read(move |tx| -> Result<_, DeskError> {
                    let known = desk.known(tx)?;
                    Ok(decide(tx, &known, &act, at)?.1)
                })
                .await;
        }
        let (reply, notices) = self
            .store
            .write(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                let print = fingerprint(&act);
                if let Some(reply) = super::once::seen(tx, act.caller, act.key.as_deref(), &print)?
                {
                    return Ok((reply, Vec::new()));
                }
                let (outcome, mut reply) = decide(tx, &known, &act, at)?;
                if let Some((id, body)) = &outcome.sealed {
                    tables::access::put_sealed(tx, *id, act.item, body)?;
                }
                let scene = scene(&known, act.caller, at);
                let events: Vec<Event> = outcome
                    .changes
                    .into_iter()
                    .map(|(item, change, manuscript)| Event {
                        actor: Actor::Person(act.caller.person),
                        acting_for: acted_for(&scene, &change),
                        reason: reason(&change),
                        change: Change::Item {
                            item,
                            change: Box::new(change),
                            manuscript: manuscript.map(Box::new),
                        },
                    })
                    .collect();
                let mut notices = desk.record(tx, &known, &events, at)?;
                let settled = desk.settle_debts(tx, &known, act.caller, act.item, at)?;
                reply.rev += settled.len() as u64;
                reply
                    .verbs
                    .extend(settled.iter().map(|notice| notice.verb.clone()));
                notices.extend(settled);
                super::once::keep(tx, act.caller, act.key.as_deref(), &print, &reply, at)?;
                Ok((reply, notices))
            })
            .await?;
        self.tell(notices);
        Ok(reply)
    }

    /// Debts that this command made good are settled with it.
    fn settle_debts(
        &self,
        tx: &mut dyn Tx,
        known: &std::sync::Arc<Known>,
        caller: Caller,
        id: ItemId,
        at: Moment,
    ) -> Result<Vec<crate::wire::Notice>, DeskError> {
        let Some(item) = tables::item::get(tx, id)? else {
            return Ok(Vec::new());
        };
        let settled = waive::settled_debts(&item, &known.roster, &known.procedure, at);
        let events: Vec<Event> = settled
            .into_iter()
            .map(|debt| Event {
                actor: Actor::Person(caller.person),
                acting_for: None,
                change: Change::Item {
                    item: id,
                    change: Box::new(ItemChange::DebtSettled { debt }),
                    manuscript: None,
                },
                reason: None,
            })
            .collect();
        self.record(tx, known, &events, at)
    }

    /// Reads a sealed note: the drafting post's acting person and those of the levels of review, with a reason that
    /// is logged with the reading (invariant 72).
    pub async fn read_sealed(
        &self,
        caller: Caller,
        item: ItemId,
        note: SealedId,
        why: String,
    ) -> Result<String, DeskError> {
        if why.trim().is_empty() {
            return Err(Refusal::from(Why::ReasonMissing).at("reason").into());
        }
        if why.chars().count() > 2_000 {
            let long = Why::TooLong {
                limit: 2_000,
                is: why.chars().count() as u64,
                unit: crate::domain::refusal::LengthUnit::Characters,
            };
            return Err(Refusal::from(long).at("reason").into());
        }
        let desk = self.clone();
        let at = self.now();
        let (body, notices) = self
            .store
            .write(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                let (found, _) = load(tx, item)?;
                if !found.sealed.iter().any(|sealed| sealed.id == note) {
                    return Err(Why::NotFound {
                        what: note.to_string(),
                    }
                    .into());
                }
                let scene = scene(&known, caller, at);
                let seat = roster::seat_for(&scene, &[Duty::Review, Duty::Release])
                    .or_else(|_| roster::seat_on(&scene, found.desk_post))?;
                let body = tables::access::sealed(tx, note)?.ok_or_else(|| Why::NotFound {
                    what: note.to_string(),
                })?;
                let event = Event {
                    actor: Actor::Person(caller.person),
                    acting_for: Some(seat.post),
                    change: Change::SealedRead { item, sealed: note },
                    reason: Some(why.clone()),
                };
                Ok((body, desk.record(tx, &known, &[event], at)?))
            })
            .await?;
        self.tell(notices);
        Ok(body)
    }
}

pub(super) fn scene(known: &Known, caller: Caller, at: Moment) -> Scene<'_> {
    Scene {
        post: caller.post,
        ..known.scene(at, caller.person)
    }
}

fn fingerprint(act: &Act) -> String {
    let command = serde_json::to_string(&act.command).unwrap_or_default();
    sha256_hex(format!("{} {} {command}", act.item, act.rev).as_bytes())
}

/// Asks the rules, and says what would come of it.
fn decide(
    tx: &mut dyn Tx,
    known: &Known,
    act: &Act,
    at: Moment,
) -> Result<(Outcome, ActReply), DeskError> {
    let scene = scene(known, act.caller, at);
    let person = known
        .roster
        .people
        .get(&act.caller.person)
        .ok_or(Why::NotSignedIn)?;
    let (item, manuscript) = load(tx, act.item)?;
    // To a correspondent, other units' items do not exist, and of their own only withdrawal is theirs.
    if person.correspondent {
        let own =
            person.unit.is_some() && item.members.iter().any(|it| Some(it.unit) == person.unit);
        if !own {
            return Err(Why::NotFound {
                what: act.item.to_string(),
            }
            .into());
        }
        if !matches!(act.command, ItemCommand::Withdraw(_)) {
            return Err(Why::OtherUnit.into());
        }
    }
    if item.rev != act.rev {
        return Err(DeskError::Stale {
            yours: act.rev,
            now: item.rev,
        });
    }
    let outcome = ask(tx, known, &scene, &item, &manuscript, act.command.clone())?;
    let mut after = item.clone();
    for (id, change, _) in &outcome.changes {
        if *id == after.id {
            after.apply(change, at, Some(act.caller.person), &known.procedure);
        }
    }
    let reply = ActReply {
        item: act.item,
        rev: after.rev,
        stage: after.stage(&known.procedure, at).word(),
        verbs: outcome
            .changes
            .iter()
            .map(|(_, change, _)| change.verb().to_owned())
            .collect(),
        made: outcome.made.clone(),
        dry_run: act.dry_run,
    };
    Ok((outcome, reply))
}

/// Which rule answers for which command.
fn ask(
    tx: &mut dyn Tx,
    known: &Known,
    scene: &Scene,
    item: &Item,
    text: &Manuscript,
    command: ItemCommand,
) -> Result<Outcome, DeskError> {
    use ItemCommand as C;
    let one = |change: ItemChange| Outcome::of(item, change);
    let outcome = match command {
        C::Promote(draft) => Outcome::several(triage::promote(scene, item, &draft)?),
        C::Merge(draft) => {
            let chain = merge_chain(tx, draft.into)?;
            let target = triage::follow(item.id, draft.into, |id| chain.get(&id))?;
            Outcome::several(triage::merge(scene, item, target)?)
        }
        C::ReturnToUnit(draft) => Outcome::several(triage::return_to_unit(scene, item, &draft)?),
        C::SetUrgency(draft) => Outcome::several(triage::set_urgency(scene, item, &draft)?),
        C::Hold(draft) => Outcome::several(triage::hold(scene, item, &draft)?),
        C::Spike(draft) => Outcome::several(triage::spike(scene, item, &draft)?),
        C::BringBack => {
            let target = merged_into(tx, item)?;
            Outcome::several(triage::bring_back(scene, item, target.as_ref())?)
        }
        C::Withdraw(draft) => {
            let target = merged_into(tx, item)?;
            Outcome::several(triage::withdraw(scene, item, &draft, target.as_ref())?)
        }
        C::Reassign(draft) => Outcome::several(triage::reassign(scene, item, &draft)?),
        C::Undo => undo_last(tx, known, scene, item)?,

        C::Revise(draft) => {
            let hash = manuscript_hash(&draft.manuscript);
            let (change, manuscript) =
                revise::revise(scene, item, &texts(tx, scene, item)?, *draft, hash)?;
            let made = item.version() + 1;
            Outcome {
                changes: vec![(item.id, change, Some(manuscript))],
                ..Outcome::default()
            }
            .making(made)
        }
        C::Ready => one(vote::ready(scene, item, text)?),
        C::Vote(draft) => {
            let id = VoteId(Ulid::generate());
            one(vote::cast(scene, item, text, *draft, id)?).making(id)
        }
        C::RetractVote { vote } => one(vote::retract(scene, item, vote)?),
        C::ConfirmSignOff { vote } => one(vote::confirm(scene, item, vote)?),
        C::DisownSignOff { vote } => one(vote::disown(scene, item, vote)?),
        C::Release => one(release::release(scene, item, text)?),
        C::Object(draft) => {
            let id = ObjectionId(Ulid::generate());
            one(objection::object(scene, item, draft, id)?).making(id)
        }
        C::ClearObjection { objection, with } => {
            one(objection::clear(scene, item, objection, with)?)
        }
        C::OpenThread(draft) => {
            let id = ThreadId(Ulid::generate());
            one(thread::open_thread(scene, item, text, draft, id)?).making(id)
        }
        C::Comment { thread, with } => one(thread::comment(scene, item, thread, with)?),
        C::ResolveThread { thread } => one(thread::resolve(scene, item, thread)?),
        C::ReopenThread { thread } => one(thread::reopen(scene, item, thread)?),
        C::Suggest(draft) => {
            let id = SuggestionId(Ulid::generate());
            one(suggestion::suggest(scene, item, text, draft, id)?).making(id)
        }
        C::DeclineSuggestion { suggestion, with } => {
            one(suggestion::decline(scene, item, suggestion, with)?)
        }
        C::NameReviewer(draft) => one(naming::name_reviewer(scene, item, draft)?),
        C::DeclareInterest(draft) => one(naming::declare_interest(scene, item, draft)?),

        C::RaiseClaim(draft) => {
            let id = ClaimId(Ulid::generate());
            one(claim::raise(scene, item, text, draft, id)?).making(id)
        }
        C::WithdrawClaim { claim } => one(claim::withdraw(scene, item, text, claim)?),
        C::AddEvidence { claim, with } => {
            let id = EvidenceId(Ulid::generate());
            one(evidence::add(scene, item, claim, *with, id)?).making(id)
        }
        C::RetractEvidence { claim, evidence } => {
            one(evidence::retract(scene, item, claim, evidence)?)
        }
        C::Adjudicate { claim, with } => one(adjudicate::adjudicate(scene, item, claim, with)?),
        C::SearchPrior { claim, with } => one(search::record(scene, item, claim, with)?),
        C::CheckFigures { claim, with } => one(figures::check(scene, item, claim, with)?),
        C::Waive { claim, with } => {
            let id = DebtId(Ulid::generate());
            one(waive::waive(scene, item, claim, with, id)?).making(id)
        }
        C::Seal(draft) => {
            let id = SealedId(Ulid::generate());
            let note = crate::domain::verify::seal::seal(scene, item, draft.role, &draft.body, id)?;
            Outcome {
                sealed: Some((id, draft.body)),
                ..one(note)
            }
            .making(id)
        }
    };
    Ok(outcome)
}

/// The item this one was merged into, if it was.
pub(super) fn merged_into(tx: &mut dyn Tx, item: &Item) -> Result<Option<Item>, DeskError> {
    match item.merged_into() {
        Some(into) => Ok(tables::item::get(tx, into)?),
        None => Ok(None),
    }
}

/// The texts a revision is measured against, by version.
fn texts(
    tx: &mut dyn Tx,
    scene: &Scene,
    item: &Item,
) -> Result<BTreeMap<u32, Manuscript>, DeskError> {
    let mut texts = BTreeMap::new();
    for n in revise::texts_wanted(item, scene.by) {
        if let Some(text) = tables::item::version(tx, item.id, n)? {
            texts.insert(n, text);
        }
    }
    Ok(texts)
}

/// The item to be merged into and those it went on in, by identity.
fn merge_chain(tx: &mut dyn Tx, first: ItemId) -> Result<BTreeMap<ItemId, Item>, DeskError> {
    let mut chain = BTreeMap::new();
    let mut next = Some(first);
    while let Some(id) = next.filter(|id| !chain.contains_key(id)) {
        let Some(item) = tables::item::get(tx, id)? else {
            break;
        };
        next = item.merged_into();
        chain.insert(id, item);
    }
    if chain.is_empty() {
        return Err(Refusal::from(Why::NotFound {
            what: first.to_string(),
        })
        .at("into")
        .into());
    }
    Ok(chain)
}

/// What undoes the latest event of the item. The item as it was before comes from its log.
fn undo_last(
    tx: &mut dyn Tx,
    known: &Known,
    scene: &Scene,
    item: &Item,
) -> Result<Outcome, DeskError> {
    let mut events = super::record::events_of(tx, item.id)?;
    let (_, last) = events.pop().ok_or(Why::NothingToUndo)?;
    let Change::Item { change, .. } = last.change else {
        return Err(Why::NothingToUndo.into());
    };
    let before = projection::refold(&events, known).ok_or(Why::NothingToUndo)?;
    let other = match &*change {
        ItemChange::Merged { into } => tables::item::get(tx, *into)?,
        ItemChange::Joined { from, .. } => tables::item::get(tx, *from)?,
        _ => None,
    };
    let latest = undo::Latest {
        change: &change,
        before: &before,
        other: other.as_ref(),
    };
    Ok(Outcome::several(undo::undo(scene, item, latest)?))
}

/// The post an act is done for, where the change says so or the caller's seat does.
fn acted_for(scene: &Scene, change: &ItemChange) -> Option<PostId> {
    match change {
        ItemChange::Voted { vote } => Some(vote.post),
        ItemChange::Released { release } => Some(release.post),
        ItemChange::Objected { objection } => objection.post,
        ItemChange::Revised { version, .. } => version.post,
        _ => {
            let seats = scene.roster.posts_acted_by(scene.by, scene.at);
            match scene.post {
                Some(post) => seats
                    .iter()
                    .find(|seat| seat.post == post)
                    .map(|seat| seat.post),
                None => seats
                    .iter()
                    .min_by_key(|seat| seat.capacity)
                    .map(|seat| seat.post),
            }
        }
    }
}

/// The person's own words, for the log's column.
fn reason(change: &ItemChange) -> Option<String> {
    let words = match change {
        ItemChange::Held { reason, .. }
        | ItemChange::Spiked { reason, .. }
        | ItemChange::Withdrawn { reason }
        | ItemChange::SuggestionDeclined { reason, .. } => reason,
        ItemChange::Returned { sentence, .. } => sentence,
        ItemChange::Voted { vote } => &vote.remark,
        ItemChange::ObjectionCleared { clearing, .. } => &clearing.reason,
        ItemChange::Adjudicated { adjudication, .. } => &adjudication.words,
        ItemChange::Waived { waiver, .. } => &waiver.reason,
        ItemChange::ReviewerNamed { naming } => &naming.reason,
        ItemChange::InterestDeclared { interest } => &interest.reason,
        _ => return None,
    };
    (!words.is_empty()).then(|| words.clone())
}

/// The commands whose conditions, other than what is still to be filled in, are met for this reader. `target` is the
/// item this one was merged into, if it was.
pub(super) fn allowed(
    scene: &Scene,
    item: &Item,
    target: Option<&Item>,
    text: &Manuscript,
) -> Vec<String> {
    let stage = item.stage(scene.procedure, scene.at);
    let open = |purpose: Purpose| {
        gates::gates(scene, item, text, purpose).iter().all(|gate| {
            use crate::domain::refusal::GateKind as G;
            gate.ok || matches!(gate.gate, G::Checklist | G::ClaimsRead)
        })
    };
    let seat = |duties: &[Duty]| roster::seat_for(scene, duties).is_ok();
    let mut words = triage::allowed(scene, item, target);
    let drafts = roster::seat_on(scene, item.desk_post).is_ok();
    if drafts && matches!(stage, Stage::Drafting | Stage::Level(_) | Stage::Release) {
        words.push("revise");
    }
    if stage == Stage::Drafting && open(Purpose::Ready) {
        words.push("ready");
    }
    // Who may not pass (a contradiction stands) may still return or hold.
    let verdicts = vote::verdicts(scene, item, text);
    if verdicts.contains(&Verdict::Return) {
        words.push("vote");
    }
    if verdicts.contains(&Verdict::Pass) {
        words.push("pass");
    }
    if stage == Stage::Release && open(Purpose::Release) {
        words.push("release");
    }
    if stage.is_open() && seat(&[Duty::Draft, Duty::Review, Duty::Release, Duty::Triage]) {
        words.extend([
            "object",
            "open_thread",
            "suggest",
            "raise_claim",
            "add_evidence",
            "declare_interest",
        ]);
    }
    words.into_iter().map(str::to_owned).collect()
}
