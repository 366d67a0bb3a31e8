//! `list` and `show`: the queue and one item as lines of text, for scripts and screen readers.

use super::Context;
use super::args::{ItemArgs, ListArgs};
use super::failure::{FINE, Outcome, told};
use super::link::{Link, Otherwise};
use super::print::{self, Table};
use crate::client::{Api, Seen};
use crate::domain::calendar::office_zone;
use crate::domain::id::ItemId;
use crate::domain::item::Stage;
use crate::domain::moment::Moment;
use crate::domain::procedure::Procedure;
use crate::domain::review::Vote;
use crate::messages::{Lang, cli as say, query::list_gap, refusal, words};
use crate::wire::item::{ItemQuery, TurnRow};
use crate::wire::people::RosterView;
use crate::wire::{ItemRow, ItemView};
use jiff::tz::TimeZone;

/// Rows asked for in one request.
const PAGE: u32 = 200;
/// Characters of a claim's words that are shown.
const QUOTE: usize = 40;

/// `list`.
pub async fn list(ctx: &Context, args: ListArgs) -> Outcome {
    let link = Link::open(ctx, &args.at, Otherwise::Ask).await?;
    let most = if args.all { u32::MAX } else { args.limit };
    let result = print_list(ctx, &link.api, &args.query.join(" "), most, args.json).await;
    link.close().await;
    result
}

/// Rows of the queue and how many there are in all.
pub async fn rows(api: &Api, query: &str, most: u32) -> anyhow::Result<(Vec<ItemRow>, u64)> {
    let mut rows: Vec<ItemRow> = Vec::new();
    let mut cursor = None;
    loop {
        let left = usize::try_from(most)
            .unwrap_or(usize::MAX)
            .saturating_sub(rows.len());
        let asked = ItemQuery {
            q: query.to_owned(),
            cursor: cursor.take(),
            from_end: false,
            limit: Some(PAGE.min(u32::try_from(left).unwrap_or(PAGE)).max(1)),
        };
        let page = api.items(&asked).await?;
        let total = page.total;
        rows.extend(page.rows);
        cursor = page.next;
        let enough = rows.len() >= usize::try_from(most).unwrap_or(usize::MAX);
        if cursor.is_none() || enough {
            return Ok((rows, total));
        }
    }
}

/// Prints the queue.
pub async fn print_list(ctx: &Context, api: &Api, query: &str, most: u32, json: bool) -> Outcome {
    let (rows, total) = rows(api, query, most).await?;
    if json {
        print::json(&rows)?;
        return Ok(FINE);
    }
    let lang = ctx.lang;
    if rows.is_empty() {
        print::line(say::NOTHING_FOUND.get(lang))?;
        return Ok(FINE);
    }
    let procedure = api.procedure().await?;
    let zone = office_zone(&procedure.zone);
    let now = server_now(api);
    let head = [
        say::HEAD_NO,
        say::HEAD_STAGE,
        say::HEAD_URGENCY,
        say::HEAD_DUE,
        say::HEAD_UNIT,
        say::HEAD_TURN,
        say::HEAD_CLAIMS,
        say::HEAD_TITLE,
    ];
    let mut table = Table::new(head.map(|it| it.get(lang))).right(0);
    for row in &rows {
        table.row([
            row.no.to_string(),
            stage(lang, &row.stage, &procedure),
            words::urgency(lang, row.urgency).to_owned(),
            row.deadline
                .map(|at| words::due(lang, at, &zone, now))
                .unwrap_or_default(),
            row.unit.clone(),
            row.turn
                .as_ref()
                .map(|it| turn(lang, it))
                .unwrap_or_default(),
            claims(lang, row),
            row.title.clone(),
        ]);
    }
    table.print()?;
    let shown = rows.len();
    print::note(if (shown as u64) < total {
        say::more(lang, shown, total)
    } else {
        say::shown_of(lang, shown, total)
    });
    Ok(FINE)
}

fn turn(lang: Lang, turn: &TurnRow) -> String {
    if turn.blocked {
        say::blocked(lang, &turn.person.name)
    } else if turn.mine {
        say::MINE.get(lang).to_owned()
    } else {
        turn.person.name.clone()
    }
}

fn claims(lang: Lang, row: &ItemRow) -> String {
    match (row.claims.total, row.claims.contradicted) {
        (0, _) => String::new(),
        (total, 0) => say::claims(lang, row.claims.settled, total),
        (total, bad) => say::claims_contradicted(lang, row.claims.settled, total, bad),
    }
}

/// A stage by its word; the word itself for one that is not known.
pub fn stage(lang: Lang, word: &str, procedure: &Procedure) -> String {
    match Stage::from_word(word) {
        Some(known) => words::stage(lang, known, procedure),
        None => word.to_owned(),
    }
}

/// The server's clock, as far as its last answer told.
pub fn server_now(api: &Api) -> Moment {
    let ours = Moment::from(jiff::Timestamp::now());
    ours.plus_millis(api.skew_millis().unwrap_or(0))
}

/// The item of this number or identity.
pub async fn find(api: &Api, called: &str, lang: Lang) -> anyhow::Result<ItemView> {
    let called = called.trim();
    if let Ok(no) = called.trim_start_matches('#').parse::<u64>() {
        return Ok(api.item_by_no(no).await?);
    }
    let id: ItemId = called
        .parse()
        .map_err(|_| told(say::not_an_item(lang, called)))?;
    match api.item(id, None).await? {
        Seen::New(view) => Ok(view),
        // Only for whoever named a revision.
        Seen::Same => Err(told(say::not_an_item(lang, called))),
    }
}

/// `show`.
pub async fn item(ctx: &Context, args: ItemArgs) -> Outcome {
    let link = Link::open(ctx, &args.at, Otherwise::Ask).await?;
    let result = print_item(ctx, &link.api, &args).await;
    link.close().await;
    result
}

async fn print_item(ctx: &Context, api: &Api, args: &ItemArgs) -> Outcome {
    let view = find(api, &args.item, ctx.lang).await?;
    if args.json {
        print::json(&view)?;
        return Ok(FINE);
    }
    let roster = api.roster().await?;
    let page = Page {
        lang: ctx.lang,
        zone: office_zone(&roster.procedure.zone),
        now: server_now(api),
        roster: &roster,
        view: &view,
    };
    for line in page.lines() {
        print::line(line)?;
    }
    Ok(FINE)
}

/// An item on paper.
struct Page<'a> {
    lang: Lang,
    zone: TimeZone,
    now: Moment,
    roster: &'a RosterView,
    view: &'a ItemView,
}

impl Page<'_> {
    fn lines(&self) -> Vec<String> {
        let (lang, item) = (self.lang, &self.view.item);
        let mut lines = vec![say::item_title(lang, item.no, &self.view.manuscript.title)];
        let at = stage(lang, &self.view.stage, &self.roster.procedure);
        lines.push(say::item_stage(lang, at));
        lines.extend(self.turn());
        lines.extend(self.view.deadline.map(|due| {
            let left = words::time_left_in_words(lang, due.minutes_since(self.now));
            say::item_due(lang, self.when(due), left)
        }));
        lines.push(say::item_facts(
            lang,
            words::urgency(lang, item.urgency),
            words::channel(lang, item.channel),
            item.version(),
        ));
        lines.extend(
            self.view
                .aside
                .as_ref()
                .map(|it| say::item_aside(lang, words::aside(lang, it))),
        );
        for one in &self.view.submissions {
            let unit = self.roster.units.iter().find(|it| it.id == one.unit);
            let unit = unit.map_or("?", |it| it.name.as_str());
            lines.push(say::submission(
                lang,
                one.seq,
                self.when(one.received_at),
                unit,
            ));
        }
        self.part(&mut lines, say::VERDICTS, self.votes());
        let standing = item.objections.iter().filter(|it| it.cleared.is_none());
        let standing = standing.map(|it| say::objection(lang, self.name(&it.by), &it.text));
        self.part(&mut lines, say::OBJECTIONS, standing.collect());
        self.part(&mut lines, say::CLAIMS, self.claims());
        self.gates(&mut lines);
        if self.view.allowed.is_empty() {
            lines.push(say::NOTHING_ALLOWED.get(lang).to_owned());
        } else {
            lines.push(say::allowed(lang, self.view.allowed.join(list_gap(lang))));
        }
        lines.push(String::new());
        lines.push(self.view.manuscript.body.clone());
        lines
    }

    fn part(&self, lines: &mut Vec<String>, heading: crate::messages::Phrase, part: Vec<String>) {
        if !part.is_empty() {
            lines.push(heading.get(self.lang).to_owned());
            lines.extend(part);
        }
    }

    fn turn(&self) -> Option<String> {
        let turn = self.view.turn?;
        let known = self.roster.people.iter().find(|it| it.id == turn.person);
        let person = known.map_or("?", |it| it.name.as_str());
        if turn.blocked {
            return Some(say::item_blocked(self.lang, person));
        }
        let post = self.roster.posts.iter().find(|it| it.post.id == turn.post);
        let post = post.map_or("?", |it| words::bilingual(self.lang, &it.post.name));
        Some(say::item_turn(self.lang, person, post))
    }

    fn votes(&self) -> Vec<String> {
        let votes = self.view.item.votes.iter();
        votes.flat_map(|vote| self.vote(vote)).collect()
    }

    fn vote(&self, vote: &Vote) -> Vec<String> {
        let lang = self.lang;
        let verdict = words::verdict(lang, vote.verdict);
        let verdict = match vote.retracted_at {
            Some(_) => say::verdict_retracted(lang, verdict),
            None => verdict.to_owned(),
        };
        let level = words::level(lang, vote.level, Some(&self.roster.procedure));
        let line = say::verdict(
            lang,
            level,
            verdict,
            self.name(&vote.person),
            self.when(vote.at),
        );
        let remark = (!vote.remark.is_empty()).then(|| say::remark(lang, &vote.remark));
        std::iter::once(line).chain(remark).collect()
    }

    fn claims(&self) -> Vec<String> {
        let lang = self.lang;
        let claims = self.view.item.claims.iter().filter(|it| !it.withdrawn);
        claims
            .flat_map(|claim| {
                let stands = self.view.standings.iter().find(|it| it.claim == claim.id);
                let standing = stands.map_or("?", |it| words::standing(lang, it.standing));
                let quote: String = claim.anchor.quote.chars().take(QUOTE).collect();
                let line = say::claim(
                    lang,
                    claim.n,
                    words::claim_kind(lang, claim.kind),
                    standing,
                    quote,
                );
                let missing = stands.into_iter().flat_map(|it| &it.missing);
                std::iter::once(line).chain(missing.map(|it| say::remark(lang, it)))
            })
            .collect()
    }

    fn gates(&self, lines: &mut Vec<String>) {
        let lang = self.lang;
        if self.view.gates.is_empty() {
            return;
        }
        let shut: Vec<String> = self
            .view
            .gates
            .iter()
            .filter(|gate| !gate.ok)
            .map(|gate| {
                let why = gate.why.as_ref();
                let mut sentence = why
                    .map(|why| refusal::sentence_at(lang, why, Some(&self.roster.procedure)))
                    .unwrap_or_default();
                let fixers = refusal::fixers(lang, &gate.who_can_fix);
                if !fixers.is_empty() {
                    sentence = format!("{sentence} {fixers}");
                }
                say::gate(lang, words::gate(lang, gate.gate), sentence)
            })
            .collect();
        if shut.is_empty() {
            lines.push(say::ALL_OPEN.get(lang).to_owned());
        } else {
            self.part(lines, say::WANTED, shut);
        }
    }

    fn when(&self, at: Moment) -> String {
        words::when(self.lang, at, &self.zone, self.now)
    }

    fn name(&self, person: &crate::domain::id::PersonId) -> &str {
        self.view.people.get(person).map_or("?", String::as_str)
    }
}
