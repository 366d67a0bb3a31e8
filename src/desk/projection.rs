//! The fold of the log into tables: what each event does to them, and the columns lists are read by.
//!
//! [`fold`] is the only writer of the desk's derived tables, for new events and for a rebuild alike, so
//! that the tables are always what the log says (invariant 1).

use super::{DeskError, Known};
use crate::domain::calendar::{self, Calendar};
use crate::domain::event::{Actor, Change, Event};
use crate::domain::id::PersonId;
use crate::domain::item::{Aside, Item};
use crate::domain::moment::Moment;
use crate::domain::report::Submission;
use crate::domain::review::{Manuscript, seat};
use crate::domain::roster::RosterChange;
use crate::domain::verify::{Standing, standing};
use crate::store::tables::{self, item::ItemIndex};
use crate::store::{StoreError, Tx};
use crate::text;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

/// The text a submission opens its item with.
pub(super) fn first_manuscript(submission: &Submission) -> Manuscript {
    Manuscript {
        title: submission.title.clone(),
        body: submission.body.clone(),
        classification: submission.classification,
        addressees: Vec::new(),
        sources: Vec::new(),
    }
}

/// SHA-256 of a manuscript's JSON, hex.
pub(super) fn manuscript_hash(manuscript: &Manuscript) -> String {
    let json = serde_json::to_vec(manuscript).unwrap_or_default();
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(&json) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// Takes one event into the tables. `known` is what held when it happened; the answer says whether roster or
/// procedure changed by it.
pub(super) fn fold(
    tx: &mut dyn Tx,
    known: &Known,
    event: &Event,
    at: Moment,
) -> Result<bool, DeskError> {
    let actor = match &event.actor {
        Actor::Person(id) => Some(*id),
        Actor::Job(_) => None,
    };
    match &event.change {
        Change::Received {
            submission,
            desk_post,
            by_correspondent,
        } => {
            let manuscript = first_manuscript(submission);
            tables::submission::insert(tx, submission)?;
            let hash = manuscript_hash(&manuscript);
            let item = Item::open(submission, *desk_post, *by_correspondent, hash);
            tables::item::put_version(tx, item.id, 1, &manuscript)?;
            put(tx, known, &item, at)?;
        }
        Change::Item {
            item: id,
            change,
            manuscript,
        } => {
            let mut item = tables::item::get(tx, *id)?.ok_or_else(|| missing("item", id))?;
            item.apply(change, at, actor, &known.procedure);
            if let Some(manuscript) = manuscript {
                tables::item::put_version(tx, *id, item.version(), manuscript)?;
            }
            put(tx, known, &item, at)?;
        }
        Change::Roster { change } => {
            tables::roster::put(tx, change)?;
            return Ok(true);
        }
        Change::Procedure { procedure } => {
            tables::roster::put_procedure(tx, procedure)?;
            return Ok(true);
        }
        Change::SealedRead { .. }
        | Change::PasswordSet { .. }
        | Change::TokenIssued { .. }
        | Change::TokenRevoked { .. } => {}
    }
    Ok(false)
}

/// An item as these events leave it; `None` when they do not begin with its receipt.
pub(super) fn refold(events: &[(Moment, Event)], known: &Known) -> Option<Item> {
    let (_, first) = events.first()?;
    let Change::Received {
        submission,
        desk_post,
        by_correspondent,
    } = &first.change
    else {
        return None;
    };
    let hash = manuscript_hash(&first_manuscript(submission));
    let mut item = Item::open(submission, *desk_post, *by_correspondent, hash);
    for (at, event) in &events[1..] {
        if let Change::Item { change, .. } = &event.change {
            item.apply(change, *at, event.actor.person(), &known.procedure);
        }
    }
    Some(item)
}

/// After roster or procedure changed in a way that can move turns: the columns of open items, anew. The items
/// themselves do not change.
pub(super) fn index_open_items(
    tx: &mut dyn Tx,
    known: &Known,
    at: Moment,
) -> Result<(), DeskError> {
    for item in tables::item::open_items(tx)? {
        put(tx, known, &item, at)?;
    }
    Ok(())
}

/// Whether a roster change can move an open item's turn or its columns. Holdings and absences cannot: who acts is
/// derived when the list is read.
pub(super) fn moves_turns(change: &Change) -> bool {
    match change {
        Change::Procedure { .. } => true,
        Change::Roster { change } => matches!(
            **change,
            RosterChange::Post(_) | RosterChange::Person(_) | RosterChange::Unit(_)
        ),
        _ => false,
    }
}

fn put(tx: &mut dyn Tx, known: &Known, item: &Item, at: Moment) -> Result<(), DeskError> {
    let index = index(known, item, at);
    Ok(tables::item::put(tx, item, &index)?)
}

fn missing(what: &'static str, id: impl std::fmt::Display) -> StoreError {
    StoreError::Damaged {
        table: what,
        detail: format!("{id} is in the log and not in the table"),
    }
}

/// Each word between spaces, so that ` word ` finds it.
fn spaced<T: std::fmt::Display>(words: impl IntoIterator<Item = T>) -> String {
    let mut line = String::from(" ");
    for word in words {
        let _ = write!(line, "{word} ");
    }
    line
}

/// The columns of an item.
fn index(known: &Known, item: &Item, at: Moment) -> ItemIndex {
    let (roster, procedure) = (&known.roster, &known.procedure);
    let stage = item.line_stage(procedure);
    // Of a held item, the deadline is that of the stage it comes back to.
    let line_at = match &item.aside {
        Some(Aside::Held { until, .. }) => at.max(*until),
        _ => at,
    };
    let deadline = calendar::item_deadline(item, procedure, &known.calendar, line_at)
        .map_or(i64::MAX, Moment::millis);
    let urgency = item.urgency as i64;
    let chair = seat::chair(stage);
    let turn_post = chair.and_then(|chair| seat::route(item, chair, roster, procedure));
    let barred: Vec<PersonId> = chair
        .map(|chair| seat::bars(item, chair, roster).into_keys().collect())
        .unwrap_or_default();
    let named = chair.and_then(|chair| {
        let eligible = |person: &PersonId| {
            !barred.contains(person) && roster.people.get(person).is_some_and(|it| it.active)
        };
        let named = item
            .namings
            .iter()
            .rev()
            .filter(|naming| naming.level == chair);
        named.map(|naming| naming.person).find(eligible)
    });
    let standings: Vec<(Standing, &crate::domain::verify::Claim)> = item
        .claims
        .iter()
        .map(|claim| {
            (
                standing::standing(claim, item, roster, procedure, at),
                claim,
            )
        })
        .filter(|(standing, _)| *standing != Standing::Withdrawn)
        .collect();
    let count = |wanted: Standing| standings.iter().filter(|(it, _)| *it == wanted).count() as i64;
    let unit = item.unit();
    let title = item
        .current()
        .map(|version| version.title.clone())
        .unwrap_or_default();
    let title_fold = text::fold(&title);
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let grades: BTreeSet<String> = standings
        .iter()
        .flat_map(|(_, claim)| &claim.evidence)
        .filter(|evidence| evidence.retracted_at.is_none())
        .map(|evidence| format!("{:?}", evidence.grade).to_lowercase())
        .collect();
    let kinds: BTreeSet<String> = standings
        .iter()
        .flat_map(|(standing, claim)| {
            let kind = word(serde_json::json!(claim.kind));
            let standing = word(serde_json::json!(standing));
            let both = format!("{kind}/{standing}");
            [kind, standing, both]
        })
        .collect();
    ItemIndex {
        stage: stage.word(),
        held_until: match &item.aside {
            Some(Aside::Held { until, .. }) => until.millis(),
            _ => 0,
        },
        urgency,
        deadline,
        // Deadlines stay under 2^48 ms for eight millennia; the urgency stands above them.
        rank: (2 - urgency) * (1 << 50) + deadline.min((1 << 50) - 1),
        channel: item.channel.word().to_owned(),
        kind: word(serde_json::json!(item.kind)),
        unit: unit.map(|id| id.to_string()).unwrap_or_default(),
        unit_name: unit
            .and_then(|id| roster.units.get(&id))
            .map(|unit| unit.name.clone())
            .unwrap_or_default(),
        unit_fold: unit
            .and_then(|id| roster.units.get(&id))
            .map(|unit| text::fold(&unit.name))
            .unwrap_or_default(),
        units: spaced(item.members.iter().map(|member| member.unit)),
        aging_from: calendar::aging_from(item, procedure, &known.calendar).millis(),
        initials: text::initials(&title),
        title,
        title_fold,
        version: i64::from(item.version()),
        turn_post: turn_post.map(|id| id.to_string()).unwrap_or_default(),
        barred: spaced(&barred),
        named: named.map(|id| id.to_string()).unwrap_or_default(),
        hands: spaced(
            item.current()
                .iter()
                .flat_map(|version| version.contributors.keys()),
        ),
        claims_total: standings.len() as i64,
        claims_settled: count(Standing::Corroborated) + count(Standing::Waived),
        claims_contradicted: count(Standing::Contradicted),
        claim_words: spaced(kinds),
        grades: spaced(grades),
        objections: item
            .objections
            .iter()
            .filter(|it| it.cleared.is_none())
            .count() as i64,
        threads: item
            .threads
            .iter()
            .filter(|it| it.blocking && it.resolved.is_none())
            .count() as i64,
        members: item.members.len() as i64,
        aside: match &item.aside {
            None => "",
            Some(Aside::Held { .. }) => "held",
            Some(Aside::Returned { .. }) => "returned",
            Some(Aside::Merged { .. }) => "merged",
            Some(Aside::Spiked { .. }) => "spiked",
            Some(Aside::Withdrawn { .. }) => "withdrawn",
        }
        .to_owned(),
        unconfirmed: item
            .votes
            .iter()
            .filter(|vote| vote.retracted_at.is_none())
            .filter(|vote| {
                vote.out_of_band
                    .as_ref()
                    .is_some_and(|it| it.confirmed_at.is_none())
            })
            .count() as i64,
        owing: item
            .debts
            .iter()
            .filter(|debt| debt.settled_at.is_none())
            .count() as i64,
    }
}

/// Everything derived, thrown away and folded again from the log. Answers with the number of events.
pub(super) fn rebuild(tx: &mut dyn Tx, calendar: Arc<Calendar>) -> Result<u64, DeskError> {
    tables::clear_derived(tx)?;
    let mut known = Known {
        rev: 0,
        roster: Default::default(),
        procedure: crate::domain::procedure::Procedure::three_levels(),
        calendar,
    };
    let mut after = 0;
    loop {
        let rows = crate::store::log::read_since(tx, after, 500)?;
        let Some(last) = rows.last() else {
            return Ok(after.unsigned_abs());
        };
        after = last.seq;
        for row in rows {
            let at = Moment::from_millis(row.at);
            let event = super::record::read_back(&row)?;
            if fold(tx, &known, &event, at)? {
                match &event.change {
                    Change::Roster { change } => known.roster.apply((**change).clone()),
                    Change::Procedure { procedure } => known.procedure = (**procedure).clone(),
                    _ => {}
                }
                if moves_turns(&event.change) {
                    index_open_items(tx, &known, at)?;
                }
            }
        }
    }
}

/// The error of a log row that does not read back as an event.
pub(super) fn unreadable(seq: u64, detail: impl std::fmt::Display) -> DeskError {
    StoreError::Damaged {
        table: "log",
        detail: format!("event {seq}: {detail}"),
    }
    .into()
}
