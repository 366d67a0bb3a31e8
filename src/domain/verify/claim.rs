//! Raising a claim (核实点) on words of the text, taking it back, and carrying claims over to a new version.

use super::anchor::{Drift, Relocation, norm_hash, normal};
use super::authority::{GATHERING, verifiable, with_duty};
use super::figures::number;
use super::*;
use crate::domain::item::{ClaimMove, Item, ItemChange, Stage};
use crate::domain::refusal::{LengthUnit, Refusal, Why};
use crate::domain::review::{Contribution, Manuscript};
use crate::domain::roster::Duty;
use crate::domain::{Scene, field};

/// Most claims of one item, withdrawn ones included.
pub const MOST: u64 = 200;

/// A claim as raised: which words, and what they assert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimDraft {
    /// Version the offsets are of: the current one.
    pub version: u32,
    pub kind: ClaimKind,
    /// Character offset of the first character in the body.
    pub start: u32,
    /// Character offset after the last.
    pub end: u32,
    /// For data: the figure; without one the machine reads the first in the words.
    #[serde(default)]
    pub figure: Option<Figure>,
}

/// Raises a claim. By anyone who verifies, while the item is not out and not closed.
///
/// # Errors
/// [`Why::VersionMoved`], [`Why::NotInText`], [`Why::AlreadySo`] when the same words carry such a claim
/// already, [`Why::FigureUnreadable`] when the figure given is none of those in the words.
pub fn raise(
    scene: &Scene,
    item: &Item,
    text: &Manuscript,
    draft: ClaimDraft,
    id: ClaimId,
) -> Result<ItemChange, Refusal> {
    with_duty(scene, Some(item), &GATHERING)?;
    not_out(scene, item)?;
    let now = item.version();
    if draft.version != now {
        let yours = draft.version;
        return Err(Refusal::from(Why::VersionMoved { yours, now }).at("version"));
    }
    let is = u64::try_from(item.claims.len()).map_or(u64::MAX, |it| it + 1);
    if is > MOST {
        return Err(Why::TooLong {
            limit: MOST,
            is,
            unit: LengthUnit::Entries,
        }
        .into());
    }
    let anchor = anchor::at(&text.body, draft.start, draft.end)?;
    let known = |it: &Claim| !it.withdrawn && it.kind == draft.kind && it.anchor == anchor;
    if item.claims.iter().any(known) {
        return Err(Refusal::from(Why::AlreadySo).at("start"));
    }
    let figure = figure_of(&anchor.quote, &draft)?;
    Ok(ItemChange::ClaimRaised {
        claim: Claim {
            id,
            n: item.claims.iter().map(|it| it.n).max().unwrap_or(0) + 1,
            kind: draft.kind,
            norm_hash: norm_hash(&anchor.quote),
            anchor,
            figure,
            by: scene.by,
            at: scene.at,
            evidence: Vec::new(),
            adjudications: Vec::new(),
            searches: Vec::new(),
            checks: Vec::new(),
            waiver: None,
            withdrawn: false,
            reopened_at: None,
        },
    })
}

/// The figure claimed: as given, if it is in the words; for data the first in them when none is given.
fn figure_of(quote: &str, draft: &ClaimDraft) -> Result<Option<Figure>, Refusal> {
    let found = number::extract(quote);
    let Some(figure) = &draft.figure else {
        let first = found.into_iter().next().map(|it| it.figure);
        return Ok(first.filter(|_| draft.kind == ClaimKind::Data));
    };
    valid_figure("figure", figure)?;
    // Words such as 三分之一 or 一半 are figures that only a person reads; there the person is believed.
    let readable = !found.is_empty() && !quote.contains("分之") && !quote.contains('/');
    if readable
        && !found
            .iter()
            .any(|it| figures::unit::same_amount(&it.figure, figure))
    {
        let text = format!("{}{}", figure.value, figure.unit);
        return Err(Refusal::from(Why::FigureUnreadable { text }).at("figure"));
    }
    Ok(Some(figure.clone()))
}

/// The words of a figure are within their lengths: unit 20 characters, the others 100.
pub(super) fn valid_figure(path: &str, figure: &Figure) -> Result<(), Refusal> {
    for (name, text, limit) in [
        ("unit", &figure.unit, 20),
        ("period", &figure.period, field::NAME),
        ("base", &figure.base, field::NAME),
        ("scope", &figure.scope, field::NAME),
    ] {
        field::optional(&format!("{path}.{name}"), text, limit)?;
    }
    Ok(())
}

/// Takes a claim back. It is kept, and no longer asked for. Three ways:
/// its words are not in the text; its raiser thinks better of it before anyone has said anything; or its words
/// have changed, nothing has been said on the new ones, and a reviewer without a hand in the text finds that
/// they no longer assert it (the writer alone cannot shake a claim off by rewording).
///
/// # Errors
/// [`Why::AlreadySo`] when withdrawn already; else that it is not the caller's to withdraw.
pub fn withdraw(
    scene: &Scene,
    item: &Item,
    text: &Manuscript,
    claim: ClaimId,
) -> Result<ItemChange, Refusal> {
    with_duty(scene, Some(item), &GATHERING)?;
    not_out(scene, item)?;
    let claim = item.claim(claim).ok_or(Why::NotFound {
        what: "claim".into(),
    })?;
    if claim.withdrawn {
        return Err(Why::AlreadySo.into());
    }
    let gone = !normal(&text.body).contains(&normal(&claim.anchor.quote));
    let untouched = claim.by == scene.by && claim.evidence.is_empty();
    let second_look = claim.reopened_at.is_some()
        && !claim.evidence.iter().any(|it| it.is_current(claim))
        && is_second_pair_of_eyes(scene, item);
    if gone || untouched || second_look {
        return Ok(ItemChange::ClaimWithdrawn { claim: claim.id });
    }
    if claim.evidence.is_empty() && claim.reopened_at.is_none() {
        let raiser = scene.roster.person_fixer(claim.by);
        let by = scene.roster.name(claim.by).to_owned();
        return Err(Refusal::from(Why::NotYours { by }).fixed_by([raiser]));
    }
    let second = scene.roster.post_of_level(item.desk_post, 2);
    let second = second.map(|post| scene.roster.post_fixer(post, scene.at));
    Err(Refusal::from(Why::NotYourDuty { duty: Duty::Review }).fixed_by(second))
}

fn is_second_pair_of_eyes(scene: &Scene, item: &Item) -> bool {
    let wrote = item
        .current()
        .and_then(|it| it.contributors.get(&scene.by))
        .is_some_and(|it| *it == Contribution::Substantive);
    !wrote && with_duty(scene, Some(item), &[Duty::Review]).is_ok()
}

fn not_out(scene: &Scene, item: &Item) -> Result<(), Refusal> {
    verifiable(scene, item)?;
    match item.stage(scene.procedure, scene.at) {
        out @ Stage::Released => Err(Why::AlreadyClosed { stage: out.word() }.into()),
        _ => Ok(()),
    }
}

/// What a new body does to the item's claims: those it does not touch are not in the list.
///
/// A claim whose words were cut out is withdrawn; when they come back in a later version it comes back with
/// them, re-opened. A claim that a person withdrew stays so while its words stay (invariant 40).
pub fn moves(item: &Item, old_body: &str, new_body: &str) -> Vec<ClaimMove> {
    if item.claims.is_empty() || old_body == new_body {
        return Vec::new();
    }
    let drift = Drift::between(old_body, new_body);
    item.claims
        .iter()
        .filter_map(|claim| moved(claim, &drift))
        .collect()
}

fn moved(claim: &Claim, drift: &Drift) -> Option<ClaimMove> {
    let to = |anchor: Anchor, reopened: bool, withdrawn: bool| ClaimMove {
        claim: claim.id,
        norm_hash: norm_hash(&anchor.quote),
        anchor,
        reopened,
        withdrawn,
    };
    if claim.withdrawn && !drift.had(&claim.anchor) {
        return drift.come_back(&claim.anchor).map(|it| to(it, true, false));
    }
    let next = match drift.relocate(&claim.anchor) {
        Relocation::Kept(anchor) => to(anchor, false, claim.withdrawn),
        Relocation::Changed(anchor) => to(anchor, true, claim.withdrawn),
        Relocation::Gone => to(claim.anchor.clone(), false, true),
    };
    let same = next.anchor == claim.anchor && next.withdrawn == claim.withdrawn && !next.reopened;
    (!same).then_some(next)
}
