//! Reading: lists, one item, its history, counts. Reading changes nothing (invariant 16).

use super::access::{Caller, require};
use super::record::{actor_name, notice};
use super::{Desk, DeskError, Known};
use crate::domain::calendar;
use crate::domain::id::{ItemId, PersonId, PostId};
use crate::domain::item::{Aside, Item, Stage};
use crate::domain::moment::Moment;
use crate::domain::query::{self, Query};
use crate::domain::refusal::{Gate, Refusal, Why};
use crate::domain::report::Submission;
use crate::domain::review::{Manuscript, gates, seat};
use crate::domain::roster::Duty;
use crate::domain::verify::standing;
use crate::messages::Lang;
use crate::messages::verify::need as need_sentence;
use crate::store::tables::item::ListedItem;
use crate::store::tables::select::{self, Chair, ListedPerson, Reader, Window};
use crate::store::{Tx, log, tables};
use crate::wire::cursor::Cursor;
use crate::wire::item::*;
use crate::wire::{Counts, ItemPage, ItemRow, ItemView, Notice};
use std::collections::BTreeMap;

/// Which part of an item's history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct History {
    /// Only events before this place in the log; `None`: from the newest.
    pub before: Option<u64>,
    /// At most so many, 1 to 200.
    pub limit: u32,
}

/// Rows of a page when none is asked for.
const PAGE: u32 = 50;
/// Rows of a page at most.
const PAGE_MAX: u32 = 200;

/// Refuses correspondents: the queue is the desk's own (invariant 71).
fn staff(known: &Known, caller: Caller) -> Result<(), DeskError> {
    match known.roster.people.get(&caller.person) {
        Some(person) if person.active && !person.correspondent => Ok(()),
        Some(person) if person.correspondent => Err(Why::OtherUnit.into()),
        _ => Err(Why::NotSignedIn.into()),
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
                format!("{} {}", post.name.zh, post.name.en),
            )
        })
        .collect();
    Reader {
        now: at,
        reader: me,
        me: me.to_string(),
        zone: calendar::office_zone(&known.procedure.zone),
        people,
        posts,
        blocked,
    }
}

/// Who names a reviewer when nobody on a post's chain is eligible: the acting holder of the top level above it.
fn names_reviewers(known: &Known, post: PostId, at: Moment) -> Option<PersonId> {
    let top = known.roster.post_of_level(post, known.procedure.top())?;
    known.roster.acting(top, at).map(|seat| seat.person)
}

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

    /// An item with everything a screen needs.
    pub async fn item(
        &self,
        caller: Caller,
        id: ItemId,
        lang: Lang,
    ) -> Result<ItemView, DeskError> {
        let desk = self.clone();
        let at = self.now();
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                staff(&known, caller)?;
                view(tx, &known, caller, id, at, lang)
            })
            .await
    }

    /// What a step still wants of the caller.
    pub async fn gates(
        &self,
        caller: Caller,
        id: ItemId,
        purpose: gates::Purpose,
    ) -> Result<Vec<Gate>, DeskError> {
        let desk = self.clone();
        let at = self.now();
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                staff(&known, caller)?;
                let (item, manuscript) = load(tx, id)?;
                let scene = known.scene(at, caller.person);
                Ok(gates::gates(&scene, &item, &manuscript, purpose))
            })
            .await
    }

    /// A version's text.
    pub async fn version(
        &self,
        caller: Caller,
        id: ItemId,
        n: u32,
    ) -> Result<Manuscript, DeskError> {
        let desk = self.clone();
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                staff(&*desk.known(tx)?, caller)?;
                tables::item::version(tx, id, n)?.ok_or_else(|| {
                    Why::NotFound {
                        what: format!("{id}/versions/{n}"),
                    }
                    .into()
                })
            })
            .await
    }

    /// An item's history, newest first.
    pub async fn history(
        &self,
        caller: Caller,
        id: ItemId,
        part: History,
    ) -> Result<HistoryPage, DeskError> {
        let desk = self.clone();
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                staff(&known, caller)?;
                let limit = part.limit.clamp(1, PAGE_MAX);
                let before = part
                    .before
                    .map_or(i64::MAX, |seq| i64::try_from(seq).unwrap_or(i64::MAX));
                let rows = log::history_of(tx, "item", &id.to_string(), before, limit.into())?;
                let next = (rows.len() == limit as usize)
                    .then(|| rows.last().map(|row| row.seq.unsigned_abs()))
                    .flatten();
                let rows = rows.iter().map(|row| history_row(&known, row)).collect();
                Ok(HistoryPage { rows, next })
            })
            .await
    }

    /// Submissions and what became of them: all for the desk, their own unit's for a correspondent.
    pub async fn submissions(
        &self,
        caller: Caller,
        before: Option<u64>,
        limit: u32,
    ) -> Result<SubmissionPage, DeskError> {
        let desk = self.clone();
        let limit = limit.clamp(1, PAGE_MAX);
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                let unit = own_unit(&known, caller)?;
                let (found, total) =
                    tables::submission::page(tx, unit, before.unwrap_or(i64::MAX as u64), limit)?;
                let next = (found.len() == limit as usize)
                    .then(|| found.last().map(|it| it.seq.to_string()))
                    .flatten();
                let rows = found
                    .into_iter()
                    .map(|submission| outcome(tx, &known, submission))
                    .collect::<Result<_, _>>()?;
                Ok(SubmissionPage { rows, total, next })
            })
            .await
    }

    /// One submission; to a correspondent of another unit it does not exist.
    pub async fn submission(
        &self,
        caller: Caller,
        id: crate::domain::id::SubmissionId,
    ) -> Result<SubmissionView, DeskError> {
        let desk = self.clone();
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                let unit = own_unit(&known, caller)?;
                let submission = tables::submission::get(tx, id)?
                    .filter(|it| unit.is_none_or(|unit| unit == it.unit))
                    .ok_or_else(|| Why::NotFound {
                        what: id.to_string(),
                    })?;
                outcome(tx, &known, submission)
            })
            .await
    }

    /// Notices after a place in the log, oldest first, at most `limit`; for a correspondent none, since what
    /// happens inside the desk is not theirs to see.
    pub async fn notices_since(
        &self,
        caller: Caller,
        after: u64,
        limit: u32,
    ) -> Result<Vec<Notice>, DeskError> {
        let desk = self.clone();
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                staff(&known, caller)?;
                let after = i64::try_from(after).unwrap_or(i64::MAX);
                let rows = log::read_since(tx, after, limit.into())?;
                let me = caller.person.to_string();
                Ok(rows
                    .iter()
                    .map(|row| Notice {
                        own: row.actor == me,
                        ..notice(&known, row)
                    })
                    .collect())
            })
            .await
    }

    /// The newest place in the log, for a caller who may follow it.
    pub async fn head(&self, caller: Caller) -> Result<u64, DeskError> {
        let desk = self.clone();
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                staff(&*desk.known(tx)?, caller)?;
                Ok(log::head(tx)?.seq.unsigned_abs())
            })
            .await
    }

    /// Rows of the log as exported for `verify-log`: auditors and administrators only.
    pub async fn log_rows(
        &self,
        caller: Caller,
        after: u64,
        limit: u32,
    ) -> Result<Vec<log::LogRow>, DeskError> {
        let desk = self.clone();
        let at = self.now();
        self.store
            .read(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                if require(&known, caller, Duty::Audit, at).is_err() {
                    require(&known, caller, Duty::Administer, at)?;
                }
                let after = i64::try_from(after).unwrap_or(i64::MAX);
                Ok(log::read_since(tx, after, limit.clamp(1, 1000).into())?)
            })
            .await
    }
}

/// The unit a caller is held to; `None` for the desk's own people.
fn own_unit(known: &Known, caller: Caller) -> Result<Option<crate::domain::id::UnitId>, DeskError> {
    match known.roster.people.get(&caller.person) {
        Some(person) if person.active && person.correspondent => {
            Ok(Some(person.unit.ok_or(Why::OtherUnit)?))
        }
        Some(person) if person.active => Ok(None),
        _ => Err(Why::NotSignedIn.into()),
    }
}

fn fingerprint(query: &Query) -> u32 {
    let hash = super::access::sha256_hex(query.to_string().as_bytes());
    u32::from_str_radix(&hash[..8], 16).unwrap_or(0)
}

/// An item and the text of its current version.
pub(super) fn load(tx: &mut dyn Tx, id: ItemId) -> Result<(Item, Manuscript), DeskError> {
    let item = tables::item::get(tx, id)?.ok_or_else(|| Why::NotFound {
        what: id.to_string(),
    })?;
    let manuscript = tables::item::version(tx, id, item.version())?.unwrap_or_default();
    Ok((item, manuscript))
}

/// The view of an item for a reader.
pub(super) fn view(
    tx: &mut dyn Tx,
    known: &Known,
    caller: Caller,
    id: ItemId,
    at: Moment,
    lang: Lang,
) -> Result<ItemView, DeskError> {
    let (item, manuscript) = load(tx, id)?;
    let (roster, procedure) = (&known.roster, &known.procedure);
    let mut submissions: Vec<Submission> = Vec::new();
    for member in &item.members {
        submissions.extend(tables::submission::get(tx, member.submission)?);
    }
    let standings = item
        .claims
        .iter()
        .map(|claim| {
            let detail = standing::detail(claim, &item, roster, procedure, at);
            ClaimStanding {
                claim: claim.id,
                standing: detail.standing,
                groups: detail.groups_have,
                wanted: detail.groups_wanted,
                missing: detail
                    .missing
                    .iter()
                    .map(|need| need_sentence(lang, need))
                    .collect(),
            }
        })
        .collect();
    let scene = known.scene(at, caller.person);
    let stage = item.stage(procedure, at);
    let purpose = match stage {
        Stage::Drafting => Some(gates::Purpose::Ready),
        Stage::Level(_) => Some(gates::Purpose::Pass),
        Stage::Release => Some(gates::Purpose::Release),
        _ => None,
    };
    let gates = purpose
        .map(|purpose| gates::gates(&scene, &item, &manuscript, purpose))
        .unwrap_or_default();
    let parties = item
        .claims
        .iter()
        .flat_map(|claim| &claim.evidence)
        .filter_map(|evidence| roster.parties.get(&evidence.party))
        .map(|party| (party.id, party.clone()))
        .collect();
    Ok(ItemView {
        stage: stage.word(),
        deadline: calendar::item_deadline(&item, procedure, &known.calendar, at),
        turn: seat::turn(&item, roster, procedure, at),
        people: people(&item, known),
        allowed: super::act::allowed(&scene, &item, &manuscript),
        aside: item.aside.clone(),
        manuscript,
        submissions,
        standings,
        gates,
        parties,
        item,
    })
}

/// Names of everyone an item mentions.
fn people(item: &Item, known: &Known) -> BTreeMap<PersonId, String> {
    let versions = item
        .versions
        .iter()
        .flat_map(|it| it.contributors.keys().copied().chain([it.by]));
    let votes = item.votes.iter().flat_map(|it| {
        [
            Some(it.person),
            it.out_of_band.as_ref().map(|signed| signed.recorder),
        ]
        .into_iter()
        .flatten()
    });
    let objections = item.objections.iter().flat_map(|it| {
        [Some(it.by), it.cleared.as_ref().map(|end| end.by)]
            .into_iter()
            .flatten()
    });
    let threads = item
        .threads
        .iter()
        .flat_map(|it| it.comments.iter().map(|comment| comment.by));
    let suggestions = item.suggestions.iter().map(|it| it.by);
    let claims = item.claims.iter().flat_map(|it| {
        let takers = it.evidence.iter().map(|evidence| evidence.taken_by);
        let judges = it.adjudications.iter().map(|judged| judged.by);
        takers.chain(judges).chain([it.by])
    });
    let named = item.namings.iter().flat_map(|it| [it.person, it.by]);
    let others = item.release.iter().map(|it| it.by).chain(item.last_actor);
    versions
        .chain(votes)
        .chain(objections)
        .chain(threads)
        .chain(suggestions)
        .chain(claims)
        .chain(named)
        .chain(others)
        .map(|id| (id, known.roster.name(id).to_owned()))
        .collect()
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
        aging: index.stage == "triage" && index.deadline < at.millis(),
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

fn history_row(known: &Known, row: &log::LogRow) -> HistoryRow {
    let post = row
        .acting_for
        .as_ref()
        .and_then(|post| post.parse::<PostId>().ok());
    HistoryRow {
        seq: row.seq.unsigned_abs(),
        at: Moment::from_millis(row.at),
        actor: actor_name(known, &row.actor),
        acting_for: post
            .and_then(|post| known.roster.posts.get(&post))
            .map(|post| post.name.zh.clone()),
        verb: row.verb.clone(),
        reason: row.reason.clone(),
        detail: serde_json::from_str(&row.after).unwrap_or_default(),
    }
}

/// What became of a submission, in the words a unit needs.
fn outcome(
    tx: &mut dyn Tx,
    known: &Known,
    submission: Submission,
) -> Result<SubmissionView, DeskError> {
    let mut item = tables::item::get(tx, submission.item)?;
    // A merged item's fate is that of the item it went on in; merges are at most as deep as items are many.
    for _ in 0..64 {
        match item.as_ref().and_then(|it| it.aside.clone()) {
            Some(Aside::Merged { into }) => item = tables::item::get(tx, into)?,
            _ => break,
        }
    }
    let unit = known
        .roster
        .units
        .get(&submission.unit)
        .map(|it| it.name.clone())
        .unwrap_or_default();
    let Some(item) = item else {
        return Ok(SubmissionView {
            since: submission.received_at,
            submission,
            unit,
            outcome: "triage".into(),
            code: None,
            sentence: None,
        });
    };
    let (word, code, sentence) = match (&item.aside, item.line_stage(&known.procedure)) {
        (Some(Aside::Returned { code, sentence }), _) => {
            ("returned", Some(code.clone()), Some(sentence.clone()))
        }
        (Some(Aside::Spiked { code, .. }), _) => ("not_used", Some(code.clone()), None),
        (Some(Aside::Withdrawn { .. }), _) => ("withdrawn", None, None),
        (Some(Aside::Held { .. }), _) => ("held", None, None),
        (_, Stage::Triage) => ("triage", None, None),
        (_, Stage::Released) => ("released", None, None),
        _ => ("review", None, None),
    };
    Ok(SubmissionView {
        since: item.stage_since,
        submission,
        unit,
        outcome: word.into(),
        code,
        sentence: sentence.filter(|it| !it.is_empty()),
    })
}
