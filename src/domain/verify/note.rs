//! The internal verification note (核实情况说明): for each claim who was asked and what each said, with the
//! disagreement kept. Data only; the words around it are those of the reader's language.

use super::standing::{StandingDetail, detail};
use super::*;
use crate::domain::item::Item;
use crate::domain::procedure::Procedure;
use crate::domain::roster::Roster;

/// The note on one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Note {
    /// Number of the item.
    pub no: u64,
    /// Version of the text it is on.
    pub version: u32,
    pub at: Moment,
    /// All claims by number, withdrawn ones last.
    pub claims: Vec<ClaimNote>,
    /// What is still owed.
    pub debts: Vec<Debt>,
}

/// One claim of the note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClaimNote {
    pub n: u32,
    pub kind: ClaimKind,
    /// The words of the text.
    pub quote: String,
    pub figure: Option<Figure>,
    pub detail: StandingDetail,
    /// What speaks for it, against it, and neither, each in the order it was taken.
    pub supports: Vec<Said>,
    pub contradicts: Vec<Said>,
    pub unclear: Vec<Said>,
    pub adjudications: Vec<Adjudication>,
    pub searches: Vec<PriorSearch>,
    pub checks: Vec<FigureCheck>,
    pub waiver: Option<Waiver>,
}

/// What one party said, as printed: by body and role, never by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Said {
    pub body: String,
    pub role: String,
    pub relation: Option<Relation>,
    /// Word for word, with everything recorded beside it; also what was taken back.
    pub evidence: Evidence,
}

/// The note on an item at an instant.
pub fn note(item: &Item, roster: &Roster, procedure: &Procedure, at: Moment) -> Note {
    let mut claims: Vec<&Claim> = item.claims.iter().collect();
    claims.sort_by_key(|it| (it.withdrawn, it.n));
    Note {
        no: item.no,
        version: item.version(),
        at,
        claims: claims
            .into_iter()
            .map(|it| claim_note(it, detail(it, item, roster, procedure, at), roster))
            .collect(),
        debts: item
            .debts
            .iter()
            .filter(|it| it.settled_at.is_none())
            .cloned()
            .collect(),
    }
}

fn claim_note(claim: &Claim, detail: StandingDetail, roster: &Roster) -> ClaimNote {
    let said = |stance: Stance| {
        let mut taken: Vec<&Evidence> = claim.evidence.iter().collect();
        taken.retain(|it| it.stance == stance);
        taken.sort_by_key(|it| (it.taken_at, it.id));
        taken.into_iter().map(|it| of_party(it, roster)).collect()
    };
    ClaimNote {
        n: claim.n,
        kind: claim.kind,
        quote: claim.anchor.quote.clone(),
        figure: claim.figure.clone(),
        detail,
        supports: said(Stance::Supports),
        contradicts: said(Stance::Contradicts),
        unclear: said(Stance::Unclear),
        adjudications: claim.adjudications.clone(),
        searches: claim.searches.clone(),
        checks: claim.checks.clone(),
        waiver: claim.waiver.clone(),
    }
}

fn of_party(evidence: &Evidence, roster: &Roster) -> Said {
    let party = roster.parties.get(&evidence.party);
    Said {
        body: party.map_or_else(|| "?".into(), |it| it.body.clone()),
        role: party.map(|it| it.role.clone()).unwrap_or_default(),
        relation: party.map(|it| it.relation),
        evidence: evidence.clone(),
    }
}
