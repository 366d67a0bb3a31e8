//! Adjudication (裁定): a contradiction is decided by someone who gathered none of the evidence, with words
//! on the discrepancy. The disagreement itself is kept and printed; a decision settles what it had on the table, and
//! nothing that comes later.

use super::authority::{DECIDING, claim_in_text, impartial, verifiable, with_duty};
use super::standing::{decided, unadjudicated};
use super::*;
use crate::domain::item::{Item, ItemChange};
use crate::domain::refusal::{Fixer, Refusal, Why};
use crate::domain::{Scene, field};

/// A decision on a contradiction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdjudicationDraft {
    /// The claim stands as written; otherwise the text must change.
    pub upheld: bool,
    /// Words on the discrepancy, at most 2,000 characters; printed in the internal note.
    pub words: String,
}

/// Decides the contradiction that stands on a claim. A decision against the claim can be taken anew when evidence
/// came or went since; otherwise it holds until the words change.
///
/// # Errors
/// [`Why::AdjudicatorTookEvidence`] (invariant 39), [`Why::NothingToAdjudicate`], [`Why::DeclaredInterest`],
/// [`Why::HomeUnit`], or that the caller neither reviews nor drafts.
pub fn adjudicate(
    scene: &Scene,
    item: &Item,
    claim: ClaimId,
    draft: AdjudicationDraft,
) -> Result<ItemChange, Refusal> {
    with_duty(scene, Some(item), &DECIDING)?;
    verifiable(scene, item)?;
    let claim = claim_in_text(item, claim)?;
    if took_evidence(claim, scene.by) {
        let why = Why::AdjudicatorTookEvidence { claim: claim.n };
        return Err(Refusal::from(why).fixed_by(others(scene, item, claim)));
    }
    impartial(scene, item, scene.by).map_err(|it| it.fixed_by(others(scene, item, claim)))?;
    if !is_open(claim) {
        return Err(Why::NothingToAdjudicate.into());
    }
    words::wanted(item, "words", &draft.words, field::SENTENCE)?;
    let on_the_table = claim.evidence.iter().filter(|it| it.is_current(claim));
    Ok(ItemChange::Adjudicated {
        claim: claim.id,
        adjudication: Adjudication {
            by: scene.by,
            at: scene.at,
            upheld: draft.upheld,
            words: draft.words,
            evidence: on_the_table.map(|it| it.id).collect(),
        },
    })
}

/// Took any evidence on the claim, also what was taken back since or is about words that have changed.
fn took_evidence(claim: &Claim, person: PersonId) -> bool {
    claim.evidence.iter().any(|it| it.taken_by == person)
}

/// There is a contradiction nobody decided, or a decision against the claim that other evidence now bears on.
fn is_open(claim: &Claim) -> bool {
    let anew = decided(claim).filter(|it| !it.upheld).is_some_and(|last| {
        let now = claim.evidence.iter().filter(|it| it.is_current(claim));
        let now: Vec<EvidenceId> = now.map(|it| it.id).collect();
        now.iter().any(|id| !last.evidence.contains(id))
            || last.evidence.iter().any(|id| !now.contains(id))
    });
    anew || !unadjudicated(claim).is_empty()
}

/// Those of the desk who may decide it instead, in the order of their levels.
fn others(scene: &Scene, item: &Item, claim: &Claim) -> Vec<Fixer> {
    let posts = (1..=scene.procedure.top())
        .filter_map(|level| scene.roster.post_of_level(item.desk_post, level));
    let people = posts
        .filter_map(|post| scene.roster.acting(post, scene.at))
        .map(|seat| seat.person)
        .filter(|person| !took_evidence(claim, *person))
        .filter(|person| impartial(scene, item, *person).is_ok());
    let mut seen: Vec<PersonId> = Vec::new();
    for person in people {
        if !seen.contains(&person) {
            seen.push(person);
        }
    }
    let named = seen.into_iter().map(|it| scene.roster.person_fixer(it));
    named.collect()
}
