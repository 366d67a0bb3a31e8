//! One item as a reader sees it: everything a screen needs, its texts, its history, what the next step wants.

use super::access::{Caller, staff};
use super::queue::PAGE_MAX;
use super::record::actor_name;
use super::{Desk, DeskError, Known};
use crate::domain::calendar;
use crate::domain::id::{ItemId, PersonId, PostId};
use crate::domain::item::{Item, Stage};
use crate::domain::moment::Moment;
use crate::domain::refusal::{Gate, Why};
use crate::domain::report::Submission;
use crate::domain::review::{Manuscript, gates, seat};
use crate::domain::verify::standing;
use crate::messages::Lang;
use crate::messages::verify::need as need_sentence;
use crate::store::{Tx, log, tables};
use crate::wire::ItemView;
use crate::wire::item::*;
use std::collections::BTreeMap;

/// Which part of an item's history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct History {
    /// Only events before this place in the log; `None`: from the newest.
    pub before: Option<u64>,
    /// At most so many, 1 to 200.
    pub limit: u32,
}

impl Desk {
    /// An item with everything a screen needs.
    pub async fn item(
        &self,
        caller: Caller,
        id: ItemId,
        lang: Lang,
    ) -> Result<ItemView, DeskError> {
        let desk = self.clone();
        let at = self.now();
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                staff(&known, caller)?;
                view(tx, &known, caller, id, at, lang)
            })
            .await
    }

    /// What a step still wants of the caller.
    pub async fn gates(
        &self,
        caller: Caller,
        id: ItemId,
        purpose: gates::Purpose,
    ) -> Result<Vec<Gate>, DeskError> {
        let desk = self.clone();
        let at = self.now();
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                staff(&known, caller)?;
                let (item, manuscript) = load(tx, id)?;
                let scene = known.scene(at, caller.person);
                Ok(gates::gates(&scene, &item, &manuscript, purpose))
            })
            .await
    }

    /// A version's text.
    pub async fn version(
        &self,
        caller: Caller,
        id: ItemId,
        n: u32,
    ) -> Result<Manuscript, DeskError> {
        let desk = self.clone();
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                staff(&*desk.known(tx)?, caller)?;
                tables::item::version(tx, id, n)?.ok_or_else(|| {
                    Why::NotFound {
                        what: format!("{id}/versions/{n}"),
                    }
                    .into()
                })
            })
            .await
    }

    /// An item's history, newest first.
    pub async fn history(
        &self,
        caller: Caller,
        id: ItemId,
        part: History,
    ) -> Result<HistoryPage, DeskError> {
        let desk = self.clone();
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                staff(&known, caller)?;
                let limit = part.limit.clamp(1, PAGE_MAX);
                let before = part
                    .before
                    .map_or(i64::MAX, |seq| i64::try_from(seq).unwrap_or(i64::MAX));
                let rows = log::history_of(tx, "item", &id.to_string(), before, limit.into())?;
                let next = (rows.len() == limit as usize)
                    .then(|| rows.last().map(|row| row.seq.unsigned_abs()))
                    .flatten();
                let rows = rows.iter().map(|row| history_row(&known, row)).collect();
                Ok(HistoryPage { rows, next })
            })
            .await
    }
}

/// An item and the text of its current version.
pub(super) fn load(tx: &mut dyn Tx, id: ItemId) -> Result<(Item, Manuscript), DeskError> {
    let item = tables::item::get(tx, id)?.ok_or_else(|| Why::NotFound {
        what: id.to_string(),
    })?;
    let manuscript = tables::item::version(tx, id, item.version())?.unwrap_or_default();
    Ok((item, manuscript))
}

/// The view of an item for a reader.
pub(super) fn view(
    tx: &mut dyn Tx,
    known: &Known,
    caller: Caller,
    id: ItemId,
    at: Moment,
    lang: Lang,
) -> Result<ItemView, DeskError> {
    let (item, manuscript) = load(tx, id)?;
    let (roster, procedure) = (&known.roster, &known.procedure);
    let mut submissions: Vec<Submission> = Vec::new();
    for member in &item.members {
        submissions.extend(tables::submission::get(tx, member.submission)?);
    }
    let standings = item
        .claims
        .iter()
        .map(|claim| {
            let detail = standing::detail(claim, &item, roster, procedure, at);
            ClaimStanding {
                claim: claim.id,
                standing: detail.standing,
                groups: detail.groups_have,
                wanted: detail.groups_wanted,
                missing: detail
                    .missing
                    .iter()
                    .map(|need| need_sentence(lang, need))
                    .collect(),
            }
        })
        .collect();
    let scene = known.scene(at, caller.person);
    let target = super::act::merged_into(tx, &item)?;
    let stage = item.stage(procedure, at);
    let purpose = match stage {
        Stage::Drafting => Some(gates::Purpose::Ready),
        Stage::Level(_) => Some(gates::Purpose::Pass),
        Stage::Release => Some(gates::Purpose::Release),
        _ => None,
    };
    let gates = purpose
        .map(|purpose| gates::gates(&scene, &item, &manuscript, purpose))
        .unwrap_or_default();
    let parties = item
        .claims
        .iter()
        .flat_map(|claim| &claim.evidence)
        .filter_map(|evidence| roster.parties.get(&evidence.party))
        .map(|party| (party.id, party.clone()))
        .collect();
    Ok(ItemView {
        stage: stage.word(),
        deadline: calendar::item_deadline(&item, procedure, &known.calendar, at),
        turn: seat::turn(&item, roster, procedure, at),
        people: people(&item, known),
        allowed: super::act::allowed(&scene, &item, target.as_ref(), &manuscript),
        aside: item.aside.clone(),
        manuscript,
        submissions,
        standings,
        gates,
        parties,
        item,
    })
}

/// Names of everyone an item mentions.
fn people(item: &Item, known: &Known) -> BTreeMap<PersonId, String> {
    let versions = item
        .versions
        .iter()
        .flat_map(|it| it.contributors.keys().copied().chain([it.by]));
    let votes = item.votes.iter().flat_map(|it| {
        [
            Some(it.person),
            it.out_of_band.as_ref().map(|signed| signed.recorder),
        ]
        .into_iter()
        .flatten()
    });
    let objections = item.objections.iter().flat_map(|it| {
        [Some(it.by), it.cleared.as_ref().map(|end| end.by)]
            .into_iter()
            .flatten()
    });
    let threads = item
        .threads
        .iter()
        .flat_map(|it| it.comments.iter().map(|comment| comment.by));
    let suggestions = item.suggestions.iter().map(|it| it.by);
    let claims = item.claims.iter().flat_map(|it| {
        let takers = it.evidence.iter().map(|evidence| evidence.taken_by);
        let judges = it.adjudications.iter().map(|judged| judged.by);
        takers.chain(judges).chain([it.by])
    });
    let named = item.namings.iter().flat_map(|it| [it.person, it.by]);
    let others = item.release.iter().map(|it| it.by).chain(item.last_actor);
    versions
        .chain(votes)
        .chain(objections)
        .chain(threads)
        .chain(suggestions)
        .chain(claims)
        .chain(named)
        .chain(others)
        .map(|id| (id, known.roster.name(id).to_owned()))
        .collect()
}

fn history_row(known: &Known, row: &log::LogRow) -> HistoryRow {
    let post = row
        .acting_for
        .as_ref()
        .and_then(|post| post.parse::<PostId>().ok());
    HistoryRow {
        seq: row.seq.unsigned_abs(),
        at: Moment::from_millis(row.at),
        actor: actor_name(known, &row.actor),
        acting_for: post
            .and_then(|post| known.roster.posts.get(&post))
            .map(|post| post.name.zh.clone()),
        verb: row.verb.clone(),
        reason: row.reason.clone(),
        detail: serde_json::from_str(&row.after).unwrap_or_default(),
    }
}
