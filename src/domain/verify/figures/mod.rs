//! Figures (数字): read from text, compared, and re-added, with exact numbers throughout (invariant 42).

pub mod expression;
pub mod number;
mod ratio;
pub mod unit;

use super::authority::{GATHERING, claim_in_text, verifiable, with_duty};
use super::*;
use crate::domain::item::{Item, ItemChange};
use crate::domain::refusal::Refusal;
use crate::domain::{Scene, field};

/// An arithmetic check as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckDraft {
    /// `318 + 2095 = 2413 艘`, `264 / 2149 = 12.3 %`; at most 2,000 characters.
    pub expression: String,
}

/// Works an expression out and records on the claim whether it agrees. A check that does not agree is
/// recorded too: that is what it is for.
///
/// # Errors
/// As [`expression::work_out`]; a claim that is not in the text; that the caller does not verify.
pub fn check(
    scene: &Scene,
    item: &Item,
    claim: ClaimId,
    draft: CheckDraft,
) -> Result<ItemChange, Refusal> {
    with_duty(scene, Some(item), &GATHERING)?;
    verifiable(scene, item)?;
    let claim = claim_in_text(item, claim)?;
    field::wanted("expression", &draft.expression, field::SENTENCE)?;
    let outcome = expression::work_out(&draft.expression)?;
    Ok(ItemChange::FigureChecked {
        claim: claim.id,
        check: FigureCheck {
            by: scene.by,
            at: scene.at,
            expression: draft.expression,
            computed: outcome.computed,
            stated: outcome.stated,
            agrees: outcome.agrees,
        },
    })
}

/// The figure in the words has to be added up or divided again before it is believed: it is a part of something,
/// or compared with a base, or a total beside its summands. A plain count has nothing to add up.
pub(super) fn wants_arithmetic(claim: &Claim) -> bool {
    let Some(figure) = &claim.figure else {
        return false;
    };
    let derived = matches!(
        unit::read(&figure.unit).kind,
        unit::Kind::Part | unit::Kind::Points
    );
    let words = claim.anchor.quote.to_lowercase();
    let total = [
        "共",
        "合计",
        "总计",
        "累计",
        "总数",
        "total",
        "altogether",
        "in all",
    ];
    derived
        || !figure.base.is_empty()
        || (total.iter().any(|word| words.contains(word)) && number::extract(&words).len() >= 3)
}
