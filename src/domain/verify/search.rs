//! Searches for prior practice (查新), kept with their claim: that something is the first of its kind is
//! believed only of those who looked for another.

use super::authority::{GATHERING, claim_in_text, verifiable, with_duty};
use super::*;
use crate::domain::item::{Item, ItemChange};
use crate::domain::refusal::Refusal;
use crate::domain::{Scene, field};

/// A search as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PriorSearchDraft {
    /// What was searched for; at most 2,000 characters.
    pub query: String,
    /// Where: own archive, gazettes, a public database, …; at most 200 characters.
    pub corpus: String,
    /// How many were found.
    pub hits: u32,
    /// What that says about the claim; at most 2,000 characters.
    pub finding: String,
}

/// Records a search for prior practice on a claim.
///
/// # Errors
/// The field at fault, a claim that is not in the text, or that the caller does not verify.
pub fn record(
    scene: &Scene,
    item: &Item,
    claim: ClaimId,
    draft: PriorSearchDraft,
) -> Result<ItemChange, Refusal> {
    with_duty(scene, Some(item), &GATHERING)?;
    verifiable(scene, item)?;
    let claim = claim_in_text(item, claim)?;
    words::wanted(item, "query", &draft.query, field::SENTENCE)?;
    words::wanted(item, "corpus", &draft.corpus, field::TITLE)?;
    words::wanted(item, "finding", &draft.finding, field::SENTENCE)?;
    Ok(ItemChange::PriorSearched {
        claim: claim.id,
        search: PriorSearch {
            by: scene.by,
            at: scene.at,
            query: draft.query,
            corpus: draft.corpus,
            hits: draft.hits,
            finding: draft.finding,
        },
    })
}
