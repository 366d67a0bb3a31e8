//! A desk with a drafting post, a recheck, an audit and some parties, for the tests of verification.

use super::claim::ClaimDraft;
use super::evidence::EvidenceDraft;
use super::*;
use crate::domain::Scene;
use crate::domain::item::{Item, ItemChange, ItemKind, Release};
use crate::domain::procedure::{ClaimRule, Procedure};
use crate::domain::refusal::{Refusal, Why};
use crate::domain::report::Urgency;
use crate::domain::review::Manuscript;
use crate::domain::roster::fixture::{Desk, NOON};
use crate::domain::roster::{Duty, HoldingRole};

/// The text under verification.
pub const BODY: &str = "截至23日13时，全市2,413艘渔船全部回港，回港率百分之百。\n全省率先推行“一船一码”，群众满意度提升12.3%。";

/// An item in drafting, its text, its desk and the moment.
#[derive(Clone)]
pub struct Table {
    pub desk: Desk,
    pub procedure: Procedure,
    pub item: Item,
    pub text: Manuscript,
    pub now: Moment,
    /// Drafts; acts for the drafting post.
    pub chen: PersonId,
    /// B of the drafting post.
    pub wang: PersonId,
    /// Rechecks.
    pub li: PersonId,
    /// Audits.
    pub zhao: PersonId,
    /// Administers.
    pub qian: PersonId,
    /// Learns the recheck.
    pub he: PersonId,
    /// The unit that reported the item.
    pub unit: UnitId,
}

impl Table {
    pub fn new() -> Self {
        let mut desk = Desk::new();
        let audit = desk.post("审核岗", &[Duty::Review, Duty::Release], Some(3), None);
        let recheck = desk.post("复核岗", &[Duty::Review], Some(2), Some(audit));
        let drafting = desk.post("起草岗", &[Duty::Draft], Some(1), Some(recheck));
        let admin = desk.post("管理岗", &[Duty::Administer], None, None);
        let [chen, wang, li, zhao, qian, he] =
            ["陈洁", "王芳", "李强", "赵立", "钱进", "何为"].map(|it| desk.person(it));
        for (post, person, role) in [
            (drafting, chen, HoldingRole::A),
            (drafting, wang, HoldingRole::B),
            (recheck, li, HoldingRole::A),
            (recheck, he, HoldingRole::Shadow),
            (audit, zhao, HoldingRole::A),
            (admin, qian, HoldingRole::A),
        ] {
            desk.hold(post, person, role);
        }
        let item = desk.item_at(drafting, chen);
        let unit = item.unit().expect("a unit");
        let text = Manuscript {
            title: "渔船回港".into(),
            body: BODY.into(),
            ..Manuscript::default()
        };
        let mut table = Table {
            desk,
            procedure: Procedure::three_levels(),
            item,
            text,
            now: NOON,
            chen,
            wang,
            li,
            zhao,
            qian,
            he,
            unit,
        };
        table.apply(ItemChange::Promoted {
            desk_post: drafting,
            kind: ItemKind::Single,
        });
        table
    }

    /// A desk on which a claim of this kind wants so many independent groups and nothing else.
    pub fn wanting(kind: ClaimKind, groups: u32) -> (Self, ClaimId) {
        let mut table = Self::new();
        let rule = ClaimRule {
            groups,
            one_of: Vec::new(),
            prior_practice: false,
            arithmetic: false,
            blocks: true,
        };
        let rules = &mut table.procedure.verification;
        (rules.innovation, rules.effect, rules.data, rules.fact) =
            (rule.clone(), rule.clone(), rule.clone(), rule);
        let claim = table.raise(kind, "2,413艘");
        (table, claim)
    }

    pub fn scene(&self, by: PersonId) -> Scene<'_> {
        self.desk.scene(&self.procedure, by, self.now)
    }

    pub fn id<T: From<u128>>(&mut self) -> T {
        T::from(self.desk.id())
    }

    /// Folds a change in; a minute passes.
    pub fn apply(&mut self, change: ItemChange) {
        self.item
            .apply(&change, self.now, Some(self.chen), &self.procedure);
        self.now = self.now.plus_minutes(1);
    }

    /// Folds the change a rule allowed in.
    pub fn take(&mut self, change: Result<ItemChange, Refusal>) -> Result<(), Why> {
        self.apply(change.map_err(|it| it.why)?);
        Ok(())
    }

    pub fn claim_draft(&self, kind: ClaimKind, words: &str) -> ClaimDraft {
        let byte = self.text.body.find(words).expect("words of the text");
        let start = anchor::chars(&self.text.body[..byte]);
        ClaimDraft {
            version: self.item.version(),
            kind,
            start,
            end: start + anchor::chars(words),
            figure: None,
        }
    }

    /// A claim by the drafter on these words.
    pub fn raise(&mut self, kind: ClaimKind, words: &str) -> ClaimId {
        let (draft, id) = (self.claim_draft(kind, words), self.id());
        let change = claim::raise(&self.scene(self.chen), &self.item, &self.text, draft, id);
        self.take(change).expect("raised");
        id
    }

    pub fn party(&mut self, body: &str, relation: Relation) -> PartyId {
        let id = self.id();
        self.party_of(id, body, body, None, relation)
    }

    pub fn party_of(
        &mut self,
        id: PartyId,
        body: &str,
        group: &str,
        unit: Option<UnitId>,
        relation: Relation,
    ) -> PartyId {
        let party = Party {
            id,
            body: body.into(),
            role: String::new(),
            group: group.into(),
            unit,
            relation,
            active: true,
        };
        self.desk.roster.parties.insert(id, party);
        id
    }

    /// Says so of its own knowledge, with grade B.
    pub fn says(party: PartyId, stance: Stance) -> EvidenceDraft {
        EvidenceDraft {
            party,
            method: Method::Call,
            stance,
            grade: Grade::B,
            info: 2,
            quote: "情况属实".into(),
            figure: None,
            origin: String::new(),
            explanation: String::new(),
            taken_at: None,
            attachment_hash: None,
            expires: None,
        }
    }

    /// Evidence recorded by the drafter.
    pub fn add(&mut self, claim: ClaimId, draft: EvidenceDraft) -> EvidenceId {
        self.add_by(self.chen, claim, draft).expect("recorded")
    }

    pub fn add_by(
        &mut self,
        by: PersonId,
        claim: ClaimId,
        draft: EvidenceDraft,
    ) -> Result<EvidenceId, Why> {
        let id = self.id();
        let change = evidence::add(&self.scene(by), &self.item, claim, draft, id);
        self.take(change).map(|()| id)
    }

    pub fn detail(&self, claim: ClaimId) -> standing::StandingDetail {
        let claim = self.item.claim(claim).expect("a claim");
        standing::detail(
            claim,
            &self.item,
            &self.desk.roster,
            &self.procedure,
            self.now,
        )
    }

    pub fn standing(&self, claim: ClaimId) -> Standing {
        self.detail(claim).standing
    }

    /// A new version with this body.
    pub fn revise(&mut self, body: &str) {
        let claims = claim::moves(&self.item, &self.text.body, body);
        let mut version = self.item.current().expect("a version").clone();
        version.n += 1;
        self.text.body = body.into();
        self.apply(ItemChange::Revised {
            version,
            claims,
            threads: Vec::new(),
            applied: Vec::new(),
        });
    }

    pub fn urgent(&mut self) {
        self.apply(ItemChange::UrgencySet {
            urgency: Urgency::Critical,
        });
    }

    pub fn release(&mut self) {
        let release = Release {
            version: self.item.version(),
            by: self.zhao,
            post: self.item.desk_post,
            at: self.now,
        };
        self.apply(ItemChange::Released { release });
    }
}
