//! Recording: events into the chained log and the tables, in the caller's transaction, and the notices about them.

use super::projection::{self, unreadable};
use super::{Desk, DeskError, Known};
use crate::domain::event::{Actor, Change, Event};
use crate::domain::id::{ItemId, PersonId};
use crate::domain::moment::Moment;
use crate::store::log::{self, LogRow, NewLogRow};
use crate::store::{Tx, tables};
use crate::wire::Notice;
use serde_json::json;
use std::sync::Arc;

impl Desk {
    /// Appends events and folds them. The answer goes to [`Desk::tell`] after the commit.
    pub(super) fn record(
        &self,
        tx: &mut dyn Tx,
        known: &Arc<Known>,
        events: &[Event],
        at: Moment,
    ) -> Result<Vec<Notice>, DeskError> {
        let mut known = Arc::clone(known);
        let mut notices = Vec::with_capacity(events.len());
        for event in events {
            let (object_kind, object) = event.change.object();
            let row = NewLogRow {
                actor: match &event.actor {
                    Actor::Person(id) => id.to_string(),
                    Actor::Job(name) => name.clone(),
                },
                acting_for: event.acting_for.map(|post| post.to_string()),
                verb: event.change.verb().to_owned(),
                object_kind: object_kind.to_owned(),
                object,
                before: before(tx, &known, &event.change, at)?,
                after: serde_json::to_string(&event.change)
                    .map_err(|error| unreadable(0, error))?,
                reason: event.reason.clone(),
            };
            let row = log::append(tx, &row, at.millis())?;
            let at = Moment::from_millis(row.at);
            let changed = projection::fold(tx, &known, event, at)?;
            if changed {
                let mut next = Known::clone(&known);
                match &event.change {
                    Change::Roster { change } => next.roster.apply((**change).clone()),
                    Change::Procedure { procedure } => next.procedure = (**procedure).clone(),
                    _ => {}
                }
                known = Arc::new(next);
                if projection::moves_turns(&event.change) {
                    projection::index_open_items(tx, &known, at)?;
                }
            }
            notices.push(notice(&known, &row));
        }
        Ok(notices)
    }

    /// Tells subscribers what was committed.
    pub(super) fn tell(&self, notices: Vec<Notice>) {
        if !notices.is_empty() {
            // No subscriber is no fault.
            let _ = self.notices.send(Arc::new(notices));
        }
    }
}

/// What a log row looks like from outside.
pub(super) fn notice(known: &Known, row: &LogRow) -> Notice {
    Notice {
        seq: row.seq.unsigned_abs(),
        at: Moment::from_millis(row.at),
        verb: row.verb.clone(),
        object_kind: row.object_kind.clone(),
        object: row.object.clone(),
        actor: actor_name(known, &row.actor),
        actor_id: row.actor.parse::<PersonId>().ok().map(|id| id.to_string()),
        own: false,
    }
}

/// The actor of a log row, to be shown.
pub(super) fn actor_name(known: &Known, actor: &str) -> String {
    match actor.parse() {
        Ok(person) => known.roster.name(person).to_owned(),
        Err(_) => actor.to_owned(),
    }
}

/// The event a log row records.
pub(super) fn read_back(row: &LogRow) -> Result<Event, DeskError> {
    Ok(Event {
        actor: match row.actor.parse() {
            Ok(person) => Actor::Person(person),
            Err(_) => Actor::Job(row.actor.clone()),
        },
        acting_for: match &row.acting_for {
            Some(post) => Some(
                post.parse()
                    .map_err(|error| unreadable(row.seq.unsigned_abs(), error))?,
            ),
            None => None,
        },
        change: serde_json::from_str(&row.after)
            .map_err(|error| unreadable(row.seq.unsigned_abs(), error))?,
        reason: row.reason.clone(),
    })
}

/// Everything that happened to an item, oldest first, with its time.
pub(super) fn events_of(tx: &mut dyn Tx, item: ItemId) -> Result<Vec<(Moment, Event)>, DeskError> {
    let mut events = Vec::new();
    let mut after = 0;
    loop {
        let rows = log::for_object(tx, "item", &item.to_string(), after, 500)?;
        let Some(last) = rows.last() else {
            return Ok(events);
        };
        after = last.seq;
        for row in &rows {
            events.push((Moment::from_millis(row.at), read_back(row)?));
        }
    }
}

/// What stood there before, as far as a reader of the log needs it to see what changed.
fn before(
    tx: &mut dyn Tx,
    known: &Known,
    change: &Change,
    at: Moment,
) -> Result<Option<String>, DeskError> {
    use crate::domain::roster::RosterChange::*;
    let roster = &known.roster;
    let value = match change {
        Change::Item { item, .. } => tables::item::get(tx, *item)?.map(|item| {
            let stage = item.stage(&known.procedure, at).word();
            json!({ "rev": item.rev, "stage": stage, "version": item.version() })
        }),
        Change::Roster { change } => match &**change {
            Person(it) => roster.people.get(&it.id).map(|was| json!(was)),
            Unit(it) => roster.units.get(&it.id).map(|was| json!(was)),
            Post(it) => roster.posts.get(&it.id).map(|was| json!(was)),
            Holding(it) => roster.holdings.get(&it.id).map(|was| json!(was)),
            Absence(it) => roster.absences.get(&it.id).map(|was| json!(was)),
            Party(it) => roster.parties.get(&it.id).map(|was| json!(was)),
        },
        Change::Procedure { .. } => Some(json!(known.procedure)),
        _ => None,
    };
    Ok(value.map(|value| value.to_string()))
}
