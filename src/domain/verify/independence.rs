//! How many have said it of their own knowledge (`spec.md` B8, independence).
//!
//! *Bodies* that share a body name, a group word or a unit of the network are one. Among the evidence for a claim a
//! *source* is a body that speaks of its own knowledge, or a document it holds that is no party's word. Whoever
//! only passes on what another party says adds nothing to what that party says itself; and when that party has not
//! been asked, the way leads there first. A ring of parties that all have it from each other counts as one at
//! most. The reporting unit, in whatever name it speaks, is no source for its own claims (invariant 38).
//!
//! Sources are only ever added by more evidence for a claim, never joined by it, so that such evidence cannot lower
//! a standing (invariant 37): what a body has said itself holds until it takes it back.

use super::anchor::normal;
use super::*;
use crate::domain::item::Item;
use crate::domain::roster::Roster;
use std::collections::{BTreeMap, BTreeSet};

/// What stands behind the evidence for a claim.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sources {
    /// Independent sources.
    pub count: u32,
    /// Relations of those who spoke as a source.
    pub relations: BTreeSet<Relation>,
    /// Parties that others quote and nobody has asked, as the evidence names them.
    pub unasked: Vec<String>,
}

/// The bodies of the roster, those that are one under one name.
pub struct Bodies<'a> {
    roster: &'a Roster,
    /// A name (folded body, group or unit) to the one that stands for it.
    one_of: BTreeMap<String, String>,
    reporting: BTreeSet<String>,
}

/// Where a piece of evidence comes from.
enum Origin {
    /// The party's own knowledge.
    Own(String),
    /// A document, or a body that is no party.
    Document(String),
    /// The word of another party.
    Relay { from: String, by: String },
    /// The reporting unit.
    Reporting,
}

impl<'a> Bodies<'a> {
    /// Joins the parties' bodies, groups and units; marks those that reported the item.
    pub fn of(roster: &'a Roster, item: &Item) -> Self {
        let mut bodies = Bodies {
            roster,
            one_of: BTreeMap::new(),
            reporting: BTreeSet::new(),
        };
        for party in roster.parties.values() {
            let body = normal(&party.body);
            bodies.join(&body, &normal(&party.group));
            if let Some(unit) = party.unit.and_then(|it| roster.units.get(&it)) {
                bodies.join(&body, &normal(&unit.name));
            }
        }
        for member in &item.members {
            if let Some(unit) = roster.units.get(&member.unit) {
                let name = bodies.find(&normal(&unit.name));
                bodies.reporting.insert(name);
            }
        }
        for party in roster.parties.values() {
            let reported = party.relation == Relation::ReportingUnit
                || item.members.iter().any(|it| Some(it.unit) == party.unit);
            if reported {
                let name = bodies.find(&normal(&party.body));
                bodies.reporting.insert(name);
            }
        }
        bodies
    }

    fn join(&mut self, a: &str, b: &str) {
        let (a, b) = (self.find(a), self.find(b));
        if !b.is_empty() && a != b {
            self.one_of.insert(b, a.clone());
        }
        self.one_of.entry(a.clone()).or_insert(a);
    }

    /// The name that stands for this one: itself when it is no party's.
    fn find(&self, name: &str) -> String {
        let mut name = name;
        while let Some(next) = self.one_of.get(name).filter(|it| *it != name) {
            name = next;
        }
        name.to_owned()
    }

    /// The party speaks for the reporting unit.
    pub fn reported(&self, party: PartyId) -> bool {
        let body = self.roster.parties.get(&party).map(|it| normal(&it.body));
        body.is_none_or(|it| self.reporting.contains(&self.find(&it)))
    }

    fn origin(&self, evidence: &Evidence) -> Origin {
        let Some(party) = self.roster.parties.get(&evidence.party) else {
            return Origin::Reporting;
        };
        let by = self.find(&normal(&party.body));
        let from = self.find(&normal(&evidence.origin));
        if self.reporting.contains(&by) || self.reporting.contains(&from) {
            Origin::Reporting
        } else if from.is_empty() || from == by {
            Origin::Own(by)
        } else if self.one_of.contains_key(&from) {
            Origin::Relay { from, by }
        } else {
            Origin::Document(from)
        }
    }

    /// The sources behind evidence that speaks for a claim.
    pub fn sources<'e>(&self, evidence: impl IntoIterator<Item = &'e Evidence>) -> Sources {
        let mut sources: BTreeSet<String> = BTreeSet::new();
        let mut relays: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut quoted: BTreeMap<String, String> = BTreeMap::new();
        let mut heard: BTreeSet<String> = BTreeSet::new();
        let mut found = Sources::default();
        for it in evidence {
            match self.origin(it) {
                Origin::Reporting => {}
                Origin::Own(name) | Origin::Document(name) => {
                    found.relations.extend(self.relation(it));
                    heard.extend(self.body(it));
                    sources.insert(name);
                }
                Origin::Relay { from, by } => {
                    quoted.insert(from.clone(), it.origin.clone());
                    heard.insert(by.clone());
                    relays.entry(by).or_default().insert(from);
                }
            }
        }
        quoted.retain(|name, _| !heard.contains(name));
        found.unasked = quoted.into_values().collect();
        let known = if sources.is_empty() {
            usize::from(has_ring(relays))
        } else {
            sources.len()
        };
        found.count = u32::try_from(known).unwrap_or(u32::MAX);
        found
    }

    fn relation(&self, evidence: &Evidence) -> Option<Relation> {
        let party = self.roster.parties.get(&evidence.party);
        party.map(|it| it.relation)
    }

    fn body(&self, evidence: &Evidence) -> Option<String> {
        let party = self.roster.parties.get(&evidence.party);
        party.map(|it| self.find(&normal(&it.body)))
    }
}

/// Some parties have it from each other in a circle.
fn has_ring(mut relays: BTreeMap<String, BTreeSet<String>>) -> bool {
    loop {
        let known: BTreeSet<String> = relays.keys().cloned().collect();
        for from in relays.values_mut() {
            from.retain(|it| known.contains(it));
        }
        let before = relays.len();
        // Who quotes nobody that quotes on is in no circle.
        relays.retain(|_, from| !from.is_empty());
        if relays.len() == before {
            return before > 0;
        }
    }
}
