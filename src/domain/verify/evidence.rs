//! Evidence (核实记录): what a party said, kept side by side with what others said, and taken back when the party
//! does. Nothing is ever overwritten.

use super::authority::{GATHERING, claim_in_text, verifiable, with_duty};
use super::claim::valid_figure;
use super::figures::unit::differences;
use super::*;
use crate::domain::item::{Item, ItemChange};
use crate::domain::refusal::{Fixer, LengthUnit, Refusal, Why};
use crate::domain::{Scene, field};

/// Minutes by which a clock may be ahead of the server's.
const CLOCKS_APART: i64 = 5;
/// Most pieces of evidence on one claim.
const MOST: u64 = 200;

/// Evidence as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceDraft {
    pub party: PartyId,
    pub method: Method,
    pub stance: Stance,
    pub grade: Grade,
    /// Credibility of the information, 1 (confirmed) to 6 (cannot be judged).
    pub info: u8,
    /// The party's words or figure, at most 2,000 characters.
    pub quote: String,
    #[serde(default)]
    pub figure: Option<Figure>,
    /// Where the party has it from, when that is another body or a document; empty: own knowledge.
    /// At most 100 characters.
    #[serde(default)]
    pub origin: String,
    /// Why its figure differs from the claim's; at most 2,000 characters.
    #[serde(default)]
    pub explanation: String,
    /// When the party said it; now when left out.
    #[serde(default)]
    pub taken_at: Option<Moment>,
    /// SHA-256 of an attachment kept elsewhere: 64 hexadecimal digits.
    #[serde(default)]
    pub attachment_hash: Option<String>,
    /// No longer holds from then on.
    #[serde(default)]
    pub expires: Option<Moment>,
}

/// Records evidence on a claim. By anyone who verifies, also after release, when a debt is made good.
///
/// # Errors
/// The field at fault; [`Why::ExplanationMissing`] when it supports the claim with a figure that differs over the
/// tolerance (`spec.md` B8: 1 %) or cannot be converted, and nobody said why; [`Why::AdjudicatedThis`] for who decided
/// on the claim (invariant 39).
pub fn add(
    scene: &Scene,
    item: &Item,
    claim: ClaimId,
    draft: EvidenceDraft,
    id: EvidenceId,
) -> Result<ItemChange, Refusal> {
    with_duty(scene, Some(item), &GATHERING)?;
    verifiable(scene, item)?;
    let claim = claim_in_text(item, claim)?;
    let is = u64::try_from(claim.evidence.len()).map_or(u64::MAX, |it| it + 1);
    if is > MOST {
        return Err(Why::TooLong {
            limit: MOST,
            is,
            unit: LengthUnit::Entries,
        }
        .into());
    }
    if claim.adjudications.iter().any(|it| it.by == scene.by) {
        let why = Why::AdjudicatedThis { claim: claim.n };
        let drafting = scene.roster.post_fixer(item.desk_post, scene.at);
        return Err(Refusal::from(why).fixed_by([drafting]));
    }
    valid(scene, item, &draft)?;
    explained(scene, claim, &draft)?;
    Ok(ItemChange::EvidenceAdded {
        claim: claim.id,
        evidence: Evidence {
            id,
            party: draft.party,
            method: draft.method,
            stance: draft.stance,
            grade: draft.grade,
            info: draft.info,
            quote: draft.quote,
            figure: draft.figure,
            origin: draft.origin,
            explanation: draft.explanation,
            // A clock that is ahead must not make it outlive a change of words that comes next.
            taken_at: draft.taken_at.map_or(scene.at, |it| it.min(scene.at)),
            taken_by: scene.by,
            attachment_hash: draft.attachment_hash.map(|it| it.to_ascii_lowercase()),
            expires: draft.expires,
            retracted_at: None,
        },
    })
}

fn valid(scene: &Scene, item: &Item, draft: &EvidenceDraft) -> Result<(), Refusal> {
    let Some(party) = scene.roster.parties.get(&draft.party) else {
        let what = "party".into();
        return Err(Refusal::from(Why::NotFound { what }).at("party"));
    };
    if !party.active {
        let name = party.body.clone();
        return Err(Refusal::from(Why::Inactive { name }).at("party"));
    }
    if !(1..=6).contains(&draft.info) {
        return Err(malformed("info", "1-6", draft.info.to_string()));
    }
    words::wanted(item, "quote", &draft.quote, field::SENTENCE)?;
    words::optional(item, "origin", &draft.origin, field::NAME)?;
    words::optional(item, "explanation", &draft.explanation, field::SENTENCE)?;
    if let Some(figure) = &draft.figure {
        valid_figure("figure", figure)?;
    }
    let latest = scene.at.plus_minutes(CLOCKS_APART);
    if draft.taken_at.is_some_and(|it| it > latest) {
        return Err(Refusal::from(Why::TimeInFuture).at("taken_at"));
    }
    if draft.expires.is_some_and(|it| it <= scene.at) {
        return Err(Refusal::from(Why::TimeInPast).at("expires"));
    }
    match &draft.attachment_hash {
        Some(hash) if hash.len() != 64 || !hash.bytes().all(|it| it.is_ascii_hexdigit()) => {
            let found = hash.chars().take(80).collect();
            Err(malformed(
                "attachment_hash",
                "SHA-256 (64 × 0-9 a-f)",
                found,
            ))
        }
        _ => Ok(()),
    }
}

fn malformed(name: &str, wanted: &str, found: String) -> Refusal {
    let wanted = wanted.into();
    Refusal::from(Why::Malformed { wanted, found }).at(name)
}

fn explained(scene: &Scene, claim: &Claim, draft: &EvidenceDraft) -> Result<(), Refusal> {
    let (Some(claimed), Some(said)) = (&claim.figure, &draft.figure) else {
        return Ok(());
    };
    let tolerance = scene.procedure.verification.tolerance_per_mille;
    let unlike = differences(claimed, said, tolerance)
        .iter()
        .any(|it| matches!(it, Difference::Value | Difference::Unit));
    if unlike && draft.stance == Stance::Supports && field::is_blank(&draft.explanation) {
        let claim = claim.n;
        return Err(Refusal::from(Why::ExplanationMissing { claim })
            .at("explanation")
            .fixed_by([Fixer::You]));
    }
    Ok(())
}

/// The party took it back: it is kept, and counts no more. By whoever took it down, or the drafting post; what
/// speaks against the text only by whoever took it down, or those who wrote the text would clear their own way.
///
/// # Errors
/// [`Why::NotFound`], [`Why::AlreadySo`] when taken back already, else that it is not the caller's.
pub fn retract(
    scene: &Scene,
    item: &Item,
    claim: ClaimId,
    evidence: EvidenceId,
) -> Result<ItemChange, Refusal> {
    with_duty(scene, Some(item), &GATHERING)?;
    verifiable(scene, item)?;
    let missing = |what: &str| Why::NotFound { what: what.into() };
    let claim = item.claim(claim).ok_or(missing("claim"))?;
    let known = claim.evidence.iter().find(|it| it.id == evidence);
    let known = known.ok_or(missing("evidence"))?;
    if known.retracted_at.is_some() {
        return Err(Why::AlreadySo.into());
    }
    let took_it = known.taken_by == scene.by;
    let acting = scene.roster.acting(item.desk_post, scene.at);
    let drafts = acting.is_some_and(|it| it.person == scene.by);
    if !took_it && (!drafts || known.stance == Stance::Contradicts) {
        let taker = scene.roster.person_fixer(known.taken_by);
        let by = scene.roster.name(known.taken_by).to_owned();
        return Err(Refusal::from(Why::NotYours { by }).fixed_by([taker]));
    }
    Ok(ItemChange::EvidenceRetracted {
        claim: claim.id,
        evidence,
    })
}
