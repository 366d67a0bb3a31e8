//! Where a claim stands: derived from what is recorded, never set. It is corroborated exactly when enough
//! independent sources of allowed grade support it, nothing speaks against it undecided, nothing of that is stale, and
//! the words are those that were verified (invariant 36); of some kinds a search or a sum is wanted besides.
//!
//! What counts for it: said of the present words, not taken back, graded A to D, not expired, on data not older
//! than the procedure allows, and not from the reporting unit. What counts against it: anything that contradicts,
//! of whatever grade, age or party, until it is taken back, decided, or the words change. A unit that takes back
//! its own claim is the best reason to doubt it.
//!
//! An item that is out does not grow doubtful by age: what held on the day of release is not stale afterwards.

use super::independence::{Bodies, Sources};
use super::*;
use crate::domain::item::Item;
use crate::domain::procedure::{ClaimRule, Procedure};
use crate::domain::roster::Roster;

/// How a claim stands, with the reasons: the matrix's line "独立来源 2/2 · 有矛盾未裁定".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StandingDetail {
    pub standing: Standing,
    /// Independent supporting groups the procedure wants.
    pub groups_wanted: u32,
    /// Independent supporting groups there are.
    pub groups_have: u32,
    /// What is still wanted for it to be settled; empty when corroborated or withdrawn.
    pub missing: Vec<Need>,
    /// Evidence that no longer counts: too old, expired, or about words that have changed.
    pub stale: Vec<EvidenceId>,
    /// Contradictions nobody has decided.
    pub unadjudicated: Vec<EvidenceId>,
    /// Evidence whose figure is not the one claimed, and in what. It is shown; a difference in value was
    /// explained when it was recorded.
    pub differing: Vec<FigureDiffers>,
}

/// A party's figure that is not the one claimed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FigureDiffers {
    pub evidence: EvidenceId,
    pub by: Vec<Difference>,
}

/// Something a claim still wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "need")]
pub enum Need {
    /// Contradicting evidence waits for a decision.
    Adjudication,
    /// The contradiction was decided against the claim: its words must change.
    WordsMustChange,
    /// The words in the text are not those the claim was verified with.
    WordsVerified,
    /// So many more independent groups.
    Groups { more: u32 },
    /// A party that another one quotes has not been asked itself.
    AskOrigin { origin: String },
    /// Support by somebody who stands in one of these relations.
    Relation { one_of: Vec<Relation> },
    /// A recorded search for prior practice.
    PriorPractice,
    /// An arithmetic check: the figure is derived from others.
    Arithmetic,
    /// The latest arithmetic check does not agree with the text.
    FigureDisagrees { expression: String },
}

/// Where the claim stands at an instant.
pub fn standing(
    claim: &Claim,
    item: &Item,
    roster: &Roster,
    procedure: &Procedure,
    at: Moment,
) -> Standing {
    detail(claim, item, roster, procedure, at).standing
}

/// The same with the reasons.
pub fn detail(
    claim: &Claim,
    item: &Item,
    roster: &Roster,
    procedure: &Procedure,
    at: Moment,
) -> StandingDetail {
    let rules = &procedure.verification;
    let rule = rules.of(claim.kind);
    let bodies = Bodies::of(roster, item);
    let fresh = |it: &&Evidence| is_fresh(it, claim, item, procedure, at);
    let sources = bodies.sources(
        claim
            .evidence
            .iter()
            .filter(|it| it.stance == Stance::Supports && it.grade <= Grade::D)
            .filter(fresh),
    );
    let unadjudicated = unadjudicated(claim);
    let missing = if claim.withdrawn {
        Vec::new()
    } else {
        needs(claim, rule, &sources, &unadjudicated)
    };
    let live = |it: &&Evidence| it.retracted_at.is_none();
    StandingDetail {
        standing: derive(claim, &bodies, &missing),
        groups_wanted: rule.groups,
        groups_have: sources.count,
        missing,
        stale: claim
            .evidence
            .iter()
            .filter(live)
            .filter(|it| !fresh(it))
            .map(|it| it.id)
            .collect(),
        unadjudicated,
        differing: differing(claim, rules.tolerance_per_mille),
    }
}

fn derive(claim: &Claim, bodies: &Bodies, missing: &[Need]) -> Standing {
    let against = |it: &Need| matches!(it, Need::Adjudication | Need::WordsMustChange);
    if claim.withdrawn {
        return Standing::Withdrawn;
    }
    if missing.iter().any(against) {
        return Standing::Contradicted;
    }
    if missing.is_empty() {
        return Standing::Corroborated;
    }
    if claim.waiver.is_some() {
        return Standing::Waived;
    }
    // The reporting unit's word is no answer to the question.
    let heard: Vec<_> = claim
        .evidence
        .iter()
        .filter(|it| it.is_current(claim) && !bodies.reported(it.party))
        .collect();
    if heard.is_empty() {
        Standing::Open
    } else if heard.iter().all(|it| it.stance == Stance::Unclear) {
        Standing::Inconclusive
    } else {
        Standing::Checking
    }
}

fn needs(
    claim: &Claim,
    rule: &ClaimRule,
    sources: &Sources,
    unadjudicated: &[EvidenceId],
) -> Vec<Need> {
    let mut needs = Vec::new();
    if !unadjudicated.is_empty() {
        needs.push(Need::Adjudication);
    } else if decided(claim).is_some_and(|it| !it.upheld) {
        needs.push(Need::WordsMustChange);
    }
    if claim.norm_hash != anchor::norm_hash(&claim.anchor.quote) {
        needs.push(Need::WordsVerified);
    }
    if sources.count < rule.groups {
        let more = rule.groups - sources.count;
        needs.push(Need::Groups { more });
        let unasked = sources.unasked.iter().cloned();
        needs.extend(unasked.map(|origin| Need::AskOrigin { origin }));
    }
    if !rule.one_of.is_empty() && !rule.one_of.iter().any(|it| sources.relations.contains(it)) {
        let one_of = rule.one_of.clone();
        needs.push(Need::Relation { one_of });
    }
    let since = |at: Moment| claim.reopened_at.is_none_or(|it| at > it);
    if rule.prior_practice && !claim.searches.iter().any(|it| since(it.at)) {
        needs.push(Need::PriorPractice);
    }
    // Of several checks the latest speaks: a slip in typing is put right by typing it again.
    match claim.checks.iter().rev().find(|it| since(it.at)) {
        Some(check) if !check.agrees => needs.push(Need::FigureDisagrees {
            expression: check.expression.clone(),
        }),
        None if rule.arithmetic && figures::wants_arithmetic(claim) => {
            needs.push(Need::Arithmetic);
        }
        _ => {}
    }
    needs
}

/// Still counts: said of the present words, not taken back, not expired, on data not too old.
fn is_fresh(
    evidence: &Evidence,
    claim: &Claim,
    item: &Item,
    procedure: &Procedure,
    at: Moment,
) -> bool {
    let out = item.release.as_ref().map(|it| it.at);
    let at = out.filter(|out| evidence.taken_at <= *out).unwrap_or(at);
    let days = i64::from(procedure.verification.stale_days);
    let old = claim.kind == ClaimKind::Data && evidence.taken_at.plus_days(days) < at;
    evidence.is_current(claim) && !old && evidence.expires.is_none_or(|it| at < it)
}

/// Contradictions of the present words that no adjudication had on the table.
pub(super) fn unadjudicated(claim: &Claim) -> Vec<EvidenceId> {
    let listed = |id: EvidenceId| in_force(claim).any(|it| it.evidence.contains(&id));
    claim
        .evidence
        .iter()
        .filter(|it| it.stance == Stance::Contradicts && it.is_current(claim))
        .map(|it| it.id)
        .filter(|id| !listed(*id))
        .collect()
}

/// The decision in force on the present words: the latest.
pub(super) fn decided(claim: &Claim) -> Option<&Adjudication> {
    in_force(claim).last()
}

fn in_force(claim: &Claim) -> impl Iterator<Item = &Adjudication> {
    let since = claim.reopened_at;
    claim
        .adjudications
        .iter()
        .filter(move |it| since.is_none_or(|since| it.at > since))
}

fn differing(claim: &Claim, per_mille: u32) -> Vec<FigureDiffers> {
    let Some(claimed) = &claim.figure else {
        return Vec::new();
    };
    let current = claim.evidence.iter().filter(|it| it.is_current(claim));
    current
        .filter_map(|it| {
            let by = figures::unit::differences(claimed, it.figure.as_ref()?, per_mille);
            (!by.is_empty()).then_some(FigureDiffers {
                evidence: it.id,
                by,
            })
        })
        .collect()
}
