//! The queue: windows of the list, rows anew, numbers for the tabs. Reading changes nothing (invariant 16).

use super::access::{Caller, staff};
use super::{Desk, DeskError, Known};
use crate::domain::calendar;
use crate::domain::id::{ItemId, PersonId, PostId};
use crate::domain::item::Stage;
use crate::domain::moment::Moment;
use crate::domain::query::{self, Query};
use crate::domain::refusal::{Refusal, Why};
use crate::store::tables;
use crate::store::tables::filter::{Chair, ListedPerson, Reader};
use crate::store::tables::item::ListedItem;
use crate::store::tables::select::{self, Window};
use crate::wire::cursor::Cursor;
use crate::wire::item::*;
use crate::wire::{Counts, ItemPage, ItemRow};
use std::collections::BTreeMap;

/// Rows of a page when none is asked for.
const PAGE: u32 = 50;
/// Rows of a page at most.
pub(super) const PAGE_MAX: u32 = 200;

impl Desk {
    /// A window of the queue.
    pub async fn items(&self, caller: Caller, asked: ItemQuery) -> Result<ItemPage, DeskError> {
        let query = query::parse(&asked.q).map_err(|refusal| refusal.at("q"))?;
        let of = fingerprint(&query);
        let cursor = match &asked.cursor {
            Some(text) => Some(
                Cursor::decode(text, of).map_err(|_| Refusal::from(Why::BadCursor).at("cursor"))?,
            ),
            None => None,
        };
        if cursor
            .as_ref()
            .is_some_and(|cursor| !select::fits(&query, cursor))
        {
            return Err(Refusal::from(Why::BadCursor).at("cursor").into());
        }
        let limit = asked.limit.unwrap_or(PAGE);
        if !(1..=PAGE_MAX).contains(&limit) {
            let why = Why::Malformed {
                wanted: format!("1–{PAGE_MAX}"),
                found: limit.to_string(),
            };
            return Err(Refusal::from(why).at("limit").into());
        }
        let desk = self.clone();
        let at = self.now();
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                staff(&known, caller)?;
                let reader = reader(&known, caller.person, at);
                let window = Window {
                    cursor: cursor.clone(),
                    from_end: asked.from_end,
                    limit,
                    fingerprint: of,
                };
                let page = select::page(tx, &query, &reader, &window)?;
                let rows = page
                    .rows
                    .iter()
                    .map(|it| row(&known, it, caller.person, at))
                    .collect();
                Ok(ItemPage {
                    rows,
                    total: page.total,
                    offset: page.offset,
                    next: page.next.map(|cursor| cursor.encode()),
                    prev: page.prev.map(|cursor| cursor.encode()),
                    sort: query.sort.to_string(),
                })
            })
            .await
    }

    /// The rows of these items, in the order asked; those the reader may not see or that do not exist are left out.
    pub async fn rows(&self, caller: Caller, ids: Vec<ItemId>) -> Result<Vec<ItemRow>, DeskError> {
        let desk = self.clone();
        let at = self.now();
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                staff(&known, caller)?;
                let mut rows = Vec::new();
                for id in &ids {
                    if let Some(listed) = select::one(tx, *id)? {
                        rows.push(row(&known, &listed, caller.person, at));
                    }
                }
                Ok(rows)
            })
            .await
    }

    /// Numbers for the tabs.
    pub async fn counts(&self, caller: Caller) -> Result<Counts, DeskError> {
        let desk = self.clone();
        let at = self.now();
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                staff(&known, caller)?;
                Ok(select::counts(tx, &reader(&known, caller.person, at))?)
            })
            .await
    }

    /// The item people call by this number.
    pub async fn item_by_no(&self, caller: Caller, no: u64) -> Result<ItemId, DeskError> {
        let desk = self.clone();
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                staff(&*desk.known(tx)?, caller)?;
                tables::item::by_no(tx, no)?.ok_or_else(|| {
                    Why::NotFound {
                        what: format!("#{no}"),
                    }
                    .into()
                })
            })
            .await
    }
}

/// The chairs from which the turn comes to each person: for each post, who would have to be barred first.
fn reader(known: &Known, me: PersonId, at: Moment) -> Reader {
    let roster = &known.roster;
    let mut chairs: BTreeMap<PersonId, Vec<Chair>> = BTreeMap::new();
    let mut blocked = Vec::new();
    for post in roster.posts.keys() {
        let chain: Vec<PersonId> = roster
            .candidates(*post, at)
            .into_iter()
            .map(|seat| seat.person)
            .collect();
        let words: Vec<String> = chain.iter().map(ToString::to_string).collect();
        for (place, person) in chain.iter().enumerate() {
            chairs.entry(*person).or_default().push(Chair {
                post: post.to_string(),
                passed_over: words[..place].to_vec(),
                sits: Some(person.to_string()),
            });
        }
        let nobody = Chair {
            post: post.to_string(),
            passed_over: words,
            sits: None,
        };
        if let Some(leader) = names_reviewers(known, *post, at) {
            chairs.entry(leader).or_default().push(nobody.clone());
        }
        blocked.push(nobody);
    }
    let people = roster
        .people
        .values()
        .filter(|person| !person.correspondent)
        .map(|person| ListedPerson {
            id: person.id.to_string(),
            name: person.name.clone(),
            chairs: chairs.remove(&person.id).unwrap_or_default(),
        })
        .collect();
    let posts = roster
        .posts
        .values()
        .map(|post| {
            (
                post.id.to_string(),
                post.name.zh.clone(),
                post.name.en.clone(),
            )
        })
        .collect();
    let units = roster
        .units
        .values()
        .map(|unit| (unit.id.to_string(), unit.name.clone()))
        .collect();
    Reader {
        now: at,
        reader: me,
        me: me.to_string(),
        zone: calendar::office_zone(&known.procedure.zone),
        people,
        posts,
        units,
        blocked,
    }
}

/// Who names a reviewer when nobody on a post's chain is eligible: the acting holder of the top level above it.
fn names_reviewers(known: &Known, post: PostId, at: Moment) -> Option<PersonId> {
    let top = known.roster.post_of_level(post, known.procedure.top())?;
    known.roster.acting(top, at).map(|seat| seat.person)
}

fn fingerprint(query: &Query) -> u32 {
    let hash = super::access::sha256_hex(query.to_string().as_bytes());
    u32::from_str_radix(&hash[..8], 16).unwrap_or(0)
}

/// A row of the queue for a reader.
fn row(known: &Known, listed: &ListedItem, me: PersonId, at: Moment) -> ItemRow {
    let index = &listed.index;
    let held = index.held_until > at.millis();
    let turn = turn_row(known, listed, me, at);
    let of = |millis: i64| (millis != 0 && millis != i64::MAX).then(|| Moment::from_millis(millis));
    let received_at = Moment::from_millis(listed.received_at);
    let number = |value: i64| u32::try_from(value).unwrap_or(u32::MAX);
    let from_word = |word: &str| serde_json::Value::String(word.to_owned());
    ItemRow {
        id: listed.id,
        no: listed.no,
        rev: listed.rev,
        stage: if held {
            Stage::Held.word()
        } else {
            index.stage.clone()
        },
        urgency: match index.urgency {
            2 => crate::domain::report::Urgency::Critical,
            1 => crate::domain::report::Urgency::Expedited,
            _ => crate::domain::report::Urgency::Plain,
        },
        channel: serde_json::from_value(from_word(&index.channel)).unwrap_or_default(),
        kind: serde_json::from_value(from_word(&index.kind)).unwrap_or_default(),
        unit: index.unit_name.clone(),
        title: index.title.clone(),
        version: number(index.version),
        deadline: of(index.deadline),
        received_at,
        updated_at: Moment::from_millis(listed.updated_at),
        turn,
        claims: ClaimDots {
            total: number(index.claims_total),
            settled: number(index.claims_settled),
            contradicted: number(index.claims_contradicted),
        },
        objections: number(index.objections),
        threads: number(index.threads),
        members: number(index.members),
        aging: index.stage == "triage" && !held && index.aging_from < at.millis(),
        held_until: of(index.held_until).filter(|_| held),
    }
}

fn turn_row(known: &Known, listed: &ListedItem, me: PersonId, at: Moment) -> Option<TurnRow> {
    let index = &listed.index;
    let post: PostId = index.turn_post.parse().ok()?;
    let barred = |person: &PersonId| index.barred.contains(&format!(" {person} "));
    let named: Option<PersonId> = index.named.parse().ok();
    let seated = known
        .roster
        .candidates(post, at)
        .into_iter()
        .map(|seat| seat.person)
        .find(|it| !barred(it));
    let (person, blocked) = match named.or(seated) {
        Some(person) => (person, false),
        None => (names_reviewers(known, post, at)?, true),
    };
    Some(TurnRow {
        post,
        mine: person == me,
        person: NamedPerson {
            id: person,
            name: known.roster.name(person).to_owned(),
        },
        blocked,
    })
}
