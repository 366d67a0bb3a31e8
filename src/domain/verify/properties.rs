//! What holds of a claim whatever is done in whatever order: random acts on one claim by a small desk with six
//! parties, and after each act the numbered invariants, against a count made from a hand-written table of who is who.

use super::adjudicate::{AdjudicationDraft, adjudicate};
use super::fixture::{BODY, Table};
use super::waive::{WaiverDraft, settled_debts, waive};
use super::*;
use crate::domain::item::ItemChange;
use crate::domain::refusal::GateKind;
use crate::domain::report::Urgency;
use crate::domain::review::gates::{Purpose, gates};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Body, group, and the letter of the body behind it; `r` reported the item.
const PARTIES: [(&str, &str, char); 6] = [
    ("海洋局", "海洋局", 'a'),
    ("渔政支队", "海洋局", 'a'),
    ("港务公司", "港务公司", 'b'),
    ("气象台", "气象台", 'c'),
    ("慈溪市委办", "慈溪市委办", 'r'),
    ("慈溪渔业站", "慈溪市委办", 'r'),
];

/// Origins as written down, and whose word that is: a party's, or a document's in capitals.
const ORIGINS: [(&str, char); 7] = [
    ("", ' '),
    ("海洋局", 'a'),
    ("港务公司", 'b'),
    ("气 象台", 'c'),
    ("慈溪", 'r'),
    ("渔业统计月报", 'M'),
    ("港口台账", 'P'),
];

#[derive(Debug, Clone)]
enum Act {
    Say {
        party: usize,
        stance: Stance,
        grade: Grade,
        origin: usize,
        age: i64,
        by: usize,
    },
    TakeBack {
        which: usize,
        by: usize,
    },
    Decide {
        upheld: bool,
        by: usize,
    },
    EditElsewhere,
    EditInside,
    LetGo {
        by: usize,
    },
    Hurry,
    Wait {
        days: i64,
    },
}

fn stance() -> impl Strategy<Value = Stance> {
    prop_oneof![4 => Just(Stance::Supports), 1 => Just(Stance::Contradicts), 1 => Just(Stance::Unclear)]
}

fn grade() -> impl Strategy<Value = Grade> {
    prop_oneof![3 => Just(Grade::B), 1 => Just(Grade::D), 1 => Just(Grade::E), 1 => Just(Grade::F)]
}

fn act() -> impl Strategy<Value = Act> {
    let by = 0..4_usize;
    prop_oneof![
        6 => (0..6_usize, stance(), grade(), 0..7_usize, 0..40_i64, by.clone())
            .prop_map(|(party, stance, grade, origin, age, by)| Act::Say { party, stance, grade, origin, age, by }),
        1 => (0..8_usize, by.clone()).prop_map(|(which, by)| Act::TakeBack { which, by }),
        2 => (any::<bool>(), by.clone()).prop_map(|(upheld, by)| Act::Decide { upheld, by }),
        1 => Just(Act::EditElsewhere),
        1 => Just(Act::EditInside),
        1 => by.prop_map(|by| Act::LetGo { by }),
        1 => Just(Act::Hurry),
        1 => (0..20_i64).prop_map(|days| Act::Wait { days }),
    ]
}

/// A desk, a claim and the letters of its evidence.
struct Play {
    table: Table,
    claim: ClaimId,
    parties: Vec<PartyId>,
    edits: u32,
}

impl Play {
    fn new(kind: ClaimKind, groups: u32) -> Self {
        let (mut table, claim) = Table::wanting(kind, groups);
        let unit = table.unit;
        let parties = PARTIES.map(|(body, group, who)| {
            let id = table.id();
            let reported = (who == 'r' && body == group).then_some(unit);
            table.party_of(id, body, group, reported, Relation::Peer)
        });
        Play {
            table,
            claim,
            parties: parties.to_vec(),
            edits: 0,
        }
    }

    fn person(&self, by: usize) -> PersonId {
        [
            self.table.chen,
            self.table.wang,
            self.table.li,
            self.table.zhao,
        ][by % 4]
    }

    fn claim(&self) -> &Claim {
        self.table.item.claim(self.claim).expect("a claim")
    }

    fn draft(
        &self,
        party: usize,
        stance: Stance,
        grade: Grade,
        origin: usize,
    ) -> evidence::EvidenceDraft {
        evidence::EvidenceDraft {
            grade,
            origin: ORIGINS[origin].0.into(),
            ..Table::says(self.parties[party], stance)
        }
    }

    fn act(&mut self, act: &Act) {
        let (claim, table) = (self.claim, &self.table);
        let change = match *act {
            Act::Say {
                party,
                stance,
                grade,
                origin,
                age,
                by,
            } => {
                let mut draft = self.draft(party, stance, grade, origin);
                draft.taken_at = Some(table.now.plus_days(-age));
                let id = self.table.id();
                let scene = self.table.scene(self.person(by));
                evidence::add(&scene, &self.table.item, claim, draft, id)
            }
            Act::TakeBack { which, by } => {
                let Some(known) = self.claim().evidence.get(which) else {
                    return;
                };
                evidence::retract(&table.scene(self.person(by)), &table.item, claim, known.id)
            }
            Act::Decide { upheld, by } => {
                let draft = AdjudicationDraft {
                    upheld,
                    words: "已核".into(),
                };
                adjudicate(&table.scene(self.person(by)), &table.item, claim, draft)
            }
            Act::LetGo { by } => {
                let (id, draft) = (
                    self.table.id(),
                    WaiverDraft {
                        reason: "急".into(),
                    },
                );
                waive(
                    &self.table.scene(self.person(by)),
                    &self.table.item,
                    claim,
                    draft,
                    id,
                )
            }
            Act::Hurry => Ok(ItemChange::UrgencySet {
                urgency: Urgency::Critical,
            }),
            Act::EditElsewhere => {
                let body = format!("{}续报。", self.table.text.body);
                return self.table.revise(&body);
            }
            Act::EditInside => {
                self.edits += 1;
                let quote = self.claim().anchor.quote.clone();
                let body = self
                    .table
                    .text
                    .body
                    .replace(&quote, &format!("2,{}艘", 500 + self.edits));
                return self.table.revise(&body);
            }
            Act::Wait { days } => {
                self.table.now = self.table.now.plus_days(days);
                return;
            }
        };
        // What is refused changes nothing.
        let _ = self.table.take(change);
    }

    fn letter(&self, party: PartyId) -> char {
        let at = self.parties.iter().position(|it| *it == party);
        PARTIES[at.expect("a known party")].2
    }

    /// Support that counts, as (who says it, whose word it is), counted without the rules.
    fn counting(&self) -> Vec<(char, char)> {
        let claim = self.claim();
        let old = |it: &Evidence| {
            claim.kind == ClaimKind::Data && it.taken_at.plus_days(30) < self.table.now
        };
        let counts = |it: &&Evidence| {
            it.stance == Stance::Supports
                && !matches!(it.grade, Grade::E | Grade::F)
                && it.retracted_at.is_none()
                && claim.reopened_at.is_none_or(|at| it.taken_at > at)
                && !old(it)
        };
        let letters = claim.evidence.iter().filter(counts).map(|it| {
            let origin = ORIGINS
                .iter()
                .find(|(word, _)| *word == it.origin)
                .expect("an origin")
                .1;
            let by = self.letter(it.party);
            (by, if origin == ' ' { by } else { origin })
        });
        letters
            .filter(|(by, from)| *by != 'r' && *from != 'r')
            .collect()
    }

    /// Bodies that know it themselves and documents; a closed ring of hearsay is one when there is nothing else.
    fn sources(&self) -> usize {
        let said = self.counting();
        let known: BTreeSet<char> = said
            .iter()
            .filter(|(by, from)| by == from || from.is_ascii_uppercase())
            .map(|(_, from)| *from)
            .collect();
        let mut reach: BTreeMap<char, BTreeSet<char>> = BTreeMap::new();
        for (by, from) in said.iter().filter(|(by, from)| by != from) {
            reach.entry(*by).or_default().insert(*from);
        }
        for _ in 0..PARTIES.len() {
            for set in reach.clone().keys() {
                let further: Vec<char> = reach[set]
                    .iter()
                    .filter_map(|it| reach.get(it))
                    .flatten()
                    .copied()
                    .collect();
                reach.entry(*set).or_default().extend(further);
            }
        }
        let ring = reach.iter().any(|(by, set)| set.contains(by));
        if known.is_empty() {
            usize::from(ring)
        } else {
            known.len()
        }
    }

    /// Something speaks against the present words that no decision in force on them upholds.
    fn disputed(&self) -> bool {
        let claim = self.claim();
        let since = |at: Moment| claim.reopened_at.is_none_or(|it| at > it);
        let decisions: Vec<_> = claim
            .adjudications
            .iter()
            .filter(|it| since(it.at))
            .collect();
        let open = claim.evidence.iter().any(|it| {
            it.stance == Stance::Contradicts
                && it.retracted_at.is_none()
                && since(it.taken_at)
                && !decisions
                    .iter()
                    .any(|decision| decision.evidence.contains(&it.id))
        });
        open || decisions.last().is_some_and(|it| !it.upheld)
    }

    /// The standing there would be with one more piece of evidence.
    fn with(&self, party: usize, stance: Stance, origin: usize) -> (Standing, u32) {
        let mut table = self.table.clone();
        let draft = self.draft(party, stance, Grade::B, origin);
        let id = table.id();
        // Whoever may; the desk has people enough that one has not decided on it.
        let change = (0..4).find_map(|by| {
            evidence::add(
                &table.scene(self.person(by)),
                &table.item,
                self.claim,
                draft.clone(),
                id,
            )
            .ok()
        });
        table.item.apply(
            &change.expect("somebody may"),
            table.now,
            None,
            &table.procedure,
        );
        let detail = table.detail(self.claim);
        (detail.standing, detail.groups_have)
    }

    /// Invariants 37 and 38, for every party and every origin.
    fn check_what_more_evidence_does(&self) -> Result<(), TestCaseError> {
        let detail = self.table.detail(self.claim);
        let own: BTreeSet<char> = self
            .counting()
            .iter()
            .filter(|it| it.0 == it.1)
            .map(|it| it.0)
            .collect();
        for (party, (_, _, who)) in PARTIES.iter().enumerate() {
            for (origin, (_, from)) in ORIGINS.iter().enumerate() {
                let (better, groups) = self.with(party, Stance::Supports, origin);
                prop_assert!(
                    better >= detail.standing,
                    "{better:?} after support by {who} from {from}"
                );
                prop_assert!(groups >= detail.groups_have);
                let again = (*from == ' ' || from == who) && own.contains(who);
                if again || *who == 'r' || *from == 'r' {
                    prop_assert_eq!(groups, detail.groups_have);
                }
                if *who == 'r' {
                    prop_assert_eq!(better, detail.standing);
                }
            }
            let (worse, _) = self.with(party, Stance::Contradicts, 0);
            prop_assert!(worse <= detail.standing);
        }
        Ok(())
    }

    fn check(&self) -> Result<(), TestCaseError> {
        let detail = self.table.detail(self.claim);
        let claim = self.claim();
        let wanted = usize::try_from(detail.groups_wanted).expect("small");

        // Invariant 36.
        prop_assert_eq!(
            detail.groups_have,
            u32::try_from(self.sources()).expect("small")
        );
        let settled = self.sources() >= wanted && !self.disputed();
        prop_assert_eq!(detail.standing == Standing::Corroborated, settled);
        prop_assert_eq!(detail.missing.is_empty(), settled);
        prop_assert_eq!(detail.standing == Standing::Contradicted, self.disputed());

        // Invariant 39.
        for decision in &claim.adjudications {
            prop_assert!(claim.evidence.iter().all(|it| it.taken_by != decision.by));
        }

        // Invariant 40.
        prop_assert!(anchor::check(&self.table.text.body, &claim.anchor));
        prop_assert_eq!(&claim.norm_hash, &anchor::norm_hash(&claim.anchor.quote));

        // Invariant 41.
        let item = &self.table.item;
        let scene = self.table.scene(self.table.zhao);
        let gate = gates(&scene, item, &self.table.text, Purpose::Release);
        let open = gate.iter().any(|it| it.gate == GateKind::Claims && it.ok);
        let owed = item
            .debts
            .iter()
            .any(|it| it.claim == self.claim && it.settled_at.is_none());
        let waived = detail.standing == Standing::Waived && item.urgency != Urgency::Plain && owed;
        prop_assert_eq!(open, settled || waived);
        let (roster, procedure) = (&self.table.desk.roster, &self.table.procedure);
        let made_good = settled_debts(item, roster, procedure, self.table.now);
        prop_assert_eq!(made_good.is_empty(), !(settled && owed));
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Invariants 36 to 41.
    #[test]
    fn a_claim_is_settled_by_independent_evidence_and_nothing_else(
        data in any::<bool>(), groups in 1..4_u32, acts in proptest::collection::vec(act(), 1..14),
    ) {
        let mut play = Play::new(if data { ClaimKind::Data } else { ClaimKind::Fact }, groups);
        play.check()?;
        for act in &acts {
            let before = (play.claim().reopened_at, play.table.standing(play.claim));
            play.act(act);
            let after = (play.claim().reopened_at, play.table.standing(play.claim));
            match act {
                Act::EditElsewhere => prop_assert_eq!(before, after, "invariant 40"),
                Act::EditInside => {
                    prop_assert!(after.0 > before.0, "invariant 40");
                    prop_assert_eq!(after.1, Standing::Open);
                }
                _ => prop_assert_eq!(before.0, after.0),
            }
            play.check()?;
        }
        play.check_what_more_evidence_does()?;
    }
}

#[test]
fn the_text_of_the_play_holds_the_words_once() {
    assert_eq!(BODY.matches("2,413艘").count(), 1);
}
