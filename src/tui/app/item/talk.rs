//! What people have said about an item, as one list: objections, threads and suggestions, what is open first.

use crate::domain::id::{ObjectionId, SuggestionId, ThreadId};
use crate::domain::item::Item;
use crate::domain::review::SuggestionState;

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TalkId {
    Objection(ObjectionId),
    Thread(ThreadId),
    Suggestion(SuggestionId),
}

/// All of them: objections that stand, blocking threads, other open threads, open suggestions; then what is settled,
/// the latest first.
pub fn list(item: &Item) -> Vec<TalkId> {
    let mut rows: Vec<(u8, std::cmp::Reverse<i64>, TalkId)> = Vec::new();
    for it in &item.objections {
        let settled = it.cleared.is_some();
        rows.push((
            if settled { 4 } else { 0 },
            latest(settled, it.at.millis()),
            TalkId::Objection(it.id),
        ));
    }
    for it in &item.threads {
        let opened = it.comments.first().map_or(0, |comment| comment.at.millis());
        let rank = match (&it.resolved, it.blocking) {
            (Some(_), _) => 4,
            (None, true) => 1,
            (None, false) => 2,
        };
        rows.push((rank, latest(rank == 4, opened), TalkId::Thread(it.id)));
    }
    for it in &item.suggestions {
        let settled = it.state != SuggestionState::Open;
        rows.push((
            if settled { 4 } else { 3 },
            latest(settled, it.at.millis()),
            TalkId::Suggestion(it.id),
        ));
    }
    rows.sort_by_key(|(rank, at, _)| (*rank, *at));
    rows.into_iter().map(|(.., id)| id).collect()
}

/// Open ones in the order they came, settled ones the other way round.
fn latest(settled: bool, at: i64) -> std::cmp::Reverse<i64> {
    std::cmp::Reverse(if settled { at } else { -at })
}

/// How many of them wait for somebody.
pub fn open(item: &Item) -> usize {
    let objections = item
        .objections
        .iter()
        .filter(|it| it.cleared.is_none())
        .count();
    let threads = item
        .threads
        .iter()
        .filter(|it| it.resolved.is_none())
        .count();
    let suggestions = item
        .suggestions
        .iter()
        .filter(|it| it.state == SuggestionState::Open)
        .count();
    objections + threads + suggestions
}
