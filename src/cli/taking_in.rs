//! `import` and `submit`: rows read from files, handed in many at a time, each with its own receipt or problem.
//!
//! The desk knows a submission by its content, so a command that was cut off is simply given again: what is in already
//! answers with its receipt of then.

use super::args::{ImportArgs, UnitUnknown};
use super::failure::{FINE, Outcome, SOME_BAD, problem_words, told, wrong};
use super::import::{
    self, BadRow, Field, ImportOptions, Notes, Problem, Row, UnitBook, UnknownUnit,
};
use super::link::{Link, Otherwise};
use super::{Context, people, print};
use crate::client::ClientError;
use crate::desk::{Caller, RosterCommand};
use crate::domain::calendar::office_zone;
use crate::domain::report::{Channel, Receipt, SubmissionDraft, Urgency};
use crate::domain::roster::{Duty, UnitDraft};
use crate::messages::{Lang, cli as say, query::list_gap};
use crate::wire;
use crate::wire::people::RosterView;
use crate::wire::submission::BatchRequest;
use serde_json::json;
use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::sync::Arc;

/// Rows of one request.
const ROWS: usize = 100;
/// Bytes of one request, as JSON: half of what a server takes by default.
const BYTES: usize = 512 << 10;
/// Bad rows in the table; `--json` has them all.
const SHOWN: usize = 50;
/// Who hands in when nobody was named.
const INTAKE: Otherwise = Otherwise::Whoever(&[Duty::Triage, Duty::Draft]);
/// Units named at most when one is not known.
const MOST_NAMED: usize = 12;

/// `import`.
pub async fn import(ctx: &Context, args: ImportArgs) -> Outcome {
    run(ctx, args, false).await
}

/// `submit`: the same, with a line for each receipt.
pub async fn submit(ctx: &Context, args: ImportArgs) -> Outcome {
    run(ctx, args, true).await
}

async fn run(ctx: &Context, args: ImportArgs, receipts: bool) -> Outcome {
    let words = Words::of(&args, ctx.lang)?;
    let link = Link::open(ctx, &args.at, INTAKE).await?;
    let result = take_in(ctx, &link, &args, words, receipts).await;
    link.close().await;
    result
}

/// What the flags say in words, understood.
struct Words {
    channel: Option<Channel>,
    urgency: Option<Urgency>,
}

impl Words {
    fn of(args: &ImportArgs, lang: Lang) -> anyhow::Result<Self> {
        if args.unit_unknown == Some(UnitUnknown::UseDefault) && args.unit.is_none() {
            return Err(wrong(say::USE_DEFAULT_WANTS_UNIT.get(lang)));
        }
        let channel = match &args.channel {
            None => None,
            Some(text) => Some(import::channel(text).ok_or_else(|| {
                let known = Channel::ALL.map(Channel::word).join(list_gap(lang));
                wrong(say::unknown_channel(lang, text, known))
            })?),
        };
        let urgency = match &args.urgency {
            None => None,
            Some(text) => Some(import::urgency(text).ok_or_else(|| {
                let known = Urgency::ALL.map(Urgency::word).join(list_gap(lang));
                wrong(say::unknown_urgency(lang, text, known))
            })?),
        };
        Ok(Words { channel, urgency })
    }
}

async fn take_in(
    ctx: &Context,
    link: &Link,
    args: &ImportArgs,
    words: Words,
    receipts: bool,
) -> Outcome {
    let lang = ctx.lang;
    let me = link.api.me().await?;
    // A correspondent sends for their own unit and sees no others.
    let roster = match me.person.correspondent {
        true => None,
        false => Some(link.api.roster().await?),
    };
    let mut intake = Intake {
        ctx,
        link,
        args,
        receipts,
        units: roster.as_ref().map(known_units).unwrap_or_default(),
        added: Vec::new(),
        waiting: Vec::new(),
        bytes: 0,
        fresh: 0,
        repeated: 0,
        bad: Vec::new(),
    };
    if let (Some(name), Some(roster)) = (&args.unit, &roster) {
        intake.default_unit(name, roster).await?;
    }
    let create = args.unit_unknown == Some(UnitUnknown::Create);
    let options = Arc::new(ImportOptions {
        unit: args.unit.clone(),
        unknown_unit: match args.unit_unknown {
            Some(UnitUnknown::UseDefault) => UnknownUnit::UseDefault,
            _ => UnknownUnit::Refuse,
        },
        // With `create` a stated unit is passed on as it is and made when it is met.
        units: roster.as_ref().filter(|_| !create).map(book),
        unit_required: !me.person.correspondent,
        channel: words.channel,
        urgency: words.urgency,
        zone: office_zone(
            roster
                .as_ref()
                .map_or("Asia/Shanghai", |it| &it.procedure.zone),
        ),
        now: me.server_time.timestamp(),
        row_limit: roster
            .as_ref()
            .map_or(import::ROW_LIMIT, |it| it.procedure.body_limit),
    });
    let mut notes = Notes::default();
    for file in &args.files {
        let mut rows = import::open(file, &options);
        while let Some(row) = rows.next() {
            match row {
                Ok(row) => intake.add(row).await?,
                Err(bad) => intake.refuse(bad)?,
            }
        }
        notes.absorb(rows.notes());
    }
    intake.send().await?;
    intake.finish(&notes, lang)
}

fn known_units(roster: &RosterView) -> BTreeSet<String> {
    let units = roster.units.iter().filter(|it| it.active);
    units
        .flat_map(|it| {
            [
                crate::text::fold(&it.name),
                crate::text::fold(&it.id.to_string()),
            ]
        })
        .collect()
}

fn book(roster: &RosterView) -> UnitBook {
    let units = roster.units.iter().filter(|it| it.active);
    UnitBook::new(units.map(|it| (it.id.to_string(), it.name.clone())))
}

/// An import in progress.
struct Intake<'a> {
    ctx: &'a Context,
    link: &'a Link,
    args: &'a ImportArgs,
    receipts: bool,
    /// Names and identities of the units in use, folded.
    units: BTreeSet<String>,
    /// Names of the units added on the way.
    added: Vec<String>,
    /// Rows of the next request, with their drafts.
    waiting: Vec<(Row, SubmissionDraft)>,
    /// Bytes of the next request.
    bytes: usize,
    fresh: u64,
    repeated: u64,
    bad: Vec<BadRow>,
}

impl Intake<'_> {
    /// The unit given by flag: known, or to be added.
    async fn default_unit(&mut self, name: &str, roster: &RosterView) -> anyhow::Result<()> {
        if self.units.contains(&crate::text::fold(name)) {
            return Ok(());
        }
        if self.args.unit_unknown == Some(UnitUnknown::Create) {
            return self.unit(name).await;
        }
        let lang = self.ctx.lang;
        let mut known: Vec<&str> = roster
            .units
            .iter()
            .filter(|it| it.active)
            .map(|it| it.name.as_str())
            .collect();
        if known.is_empty() {
            return Err(told(say::unknown_unit_of_none(lang, name)));
        }
        if known.len() > MOST_NAMED {
            known.truncate(MOST_NAMED);
            known.push("..");
        }
        Err(told(say::unknown_unit(
            lang,
            name,
            known.join(list_gap(lang)),
        )))
    }

    /// Adds a unit that the desk does not have yet.
    async fn unit(&mut self, name: &str) -> anyhow::Result<()> {
        if !self.units.insert(crate::text::fold(name)) {
            return Ok(());
        }
        if !self.args.dry_run {
            match &self.link.desk {
                // Over a database of one's own it is done as whoever may plan the roster.
                Some(desk) => {
                    let known = desk.current().await?;
                    let planner = known.roster.people.keys().find(|person| {
                        [Duty::Administer, Duty::Roster]
                            .into_iter()
                            .any(|duty| known.roster.has_duty(**person, duty, desk.now()))
                    });
                    let me = self.link.api.me().await?.person.id;
                    let draft = UnitDraft {
                        name: name.to_owned(),
                        parent: None,
                        active: true,
                    };
                    let caller = Caller::local(planner.copied().unwrap_or(me));
                    desk.change_roster(caller, RosterCommand::AddUnit(draft), None)
                        .await?;
                }
                None => people::add_unit(self.link, name).await?,
            }
        }
        self.added.push(name.to_owned());
        Ok(())
    }

    /// Takes a good row into the next request.
    async fn add(&mut self, row: Row) -> anyhow::Result<()> {
        if self.args.unit_unknown == Some(UnitUnknown::Create)
            && let Some(unit) = &row.unit
        {
            let unit = unit.clone();
            self.unit(&unit).await?;
        }
        let draft = self.draft(&row);
        if draft.released_by.is_none() && !draft.historic && !by_phone(draft.channel) {
            return self.refuse(BadRow {
                place: row.place,
                field: Some(Field::ReleasedBy),
                value: None,
                problem: Problem::NotReleased,
            });
        }
        let bytes = serde_json::to_string(&draft)?.len() + 1;
        if self.waiting.len() >= ROWS || (self.bytes + bytes > BYTES && !self.waiting.is_empty()) {
            self.send().await?;
        }
        self.bytes += bytes;
        self.waiting.push((row, draft));
        Ok(())
    }

    fn draft(&self, row: &Row) -> SubmissionDraft {
        let released_by = row
            .released_by
            .clone()
            .or_else(|| self.args.released_by.clone());
        SubmissionDraft {
            unit: row.unit.clone(),
            channel: row.channel.unwrap_or_default(),
            urgency: row.urgency.unwrap_or_default(),
            title: row.title.clone(),
            body: row.body.clone(),
            author: row.author.clone(),
            sender_time: row.sender_time.map(Into::into),
            historic: self.args.historic && released_by.is_none(),
            released_by,
            ..SubmissionDraft::default()
        }
    }

    /// Hands in what is waiting. A request that is too large for the server goes in halves, down to the row at fault.
    async fn send(&mut self) -> anyhow::Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        self.bytes = 0;
        if self.args.dry_run {
            self.fresh += waiting.len() as u64;
            return Ok(());
        }
        let mut parts = vec![waiting];
        while let Some(mut part) = parts.pop() {
            if part.is_empty() {
                continue;
            }
            let request = BatchRequest {
                submissions: part.iter().map(|(_, draft)| draft.clone()).collect(),
            };
            match self.link.api.submit_all(&request).await {
                Ok(reply) => {
                    for ((row, _), outcome) in part.into_iter().zip(reply.rows) {
                        match (outcome.receipt, outcome.problem) {
                            (Some(receipt), _) => self.taken(&row, &receipt)?,
                            (None, problem) => self.refused(row, problem)?,
                        }
                    }
                }
                Err(ClientError::Problem(problem)) if problem.status == 413 => {
                    if part.len() == 1 {
                        for (row, _) in part {
                            self.refused(row, Some((*problem).clone()))?;
                        }
                    } else {
                        let second = part.split_off(part.len() / 2);
                        parts.push(second);
                        parts.push(part);
                    }
                }
                Err(error) if error.is_line() => {
                    let why = super::failure::sentence(&error.into(), self.ctx.lang);
                    let rows = self.fresh + self.repeated;
                    return Err(told(say::import_broken(self.ctx.lang, rows, why)));
                }
                Err(error) => return Err(error.into()),
            }
        }
        self.progress();
        Ok(())
    }

    fn taken(&mut self, row: &Row, receipt: &Receipt) -> anyhow::Result<()> {
        if receipt.repeated {
            self.repeated += 1;
        } else {
            self.fresh += 1;
        }
        if !self.receipts {
            return Ok(());
        }
        if self.args.json {
            print::json(receipt)?;
            return Ok(());
        }
        // An item is called by the receipt number of its first submission.
        let say = if receipt.repeated {
            say::receipt_repeated
        } else {
            say::receipt
        };
        print::line(say(self.ctx.lang, receipt.seq, receipt.seq, &row.title))?;
        Ok(())
    }

    fn refused(&mut self, row: Row, problem: Option<wire::Problem>) -> anyhow::Result<()> {
        let field = problem.as_ref().and_then(|it| it.field.as_deref());
        let field = Field::ALL.into_iter().find(|it| Some(it.name()) == field);
        let lang = self.ctx.lang;
        let sentence = problem.map(|mut problem| {
            // The field has a column of its own.
            problem.field = None;
            problem_words(&problem, lang)
        });
        self.refuse(BadRow {
            place: row.place,
            field,
            value: None,
            problem: Problem::Refused(sentence.unwrap_or_default()),
        })
    }

    fn refuse(&mut self, bad: BadRow) -> anyhow::Result<()> {
        if self.args.json {
            print::line(print::harmless(&import::json_line(&bad, self.ctx.lang)?))?;
        }
        self.bad.push(bad);
        Ok(())
    }

    /// How far it is, for a person who waits.
    fn progress(&self) {
        let mut out = std::io::stderr().lock();
        if out.is_terminal() && !self.receipts {
            let rows = self.fresh + self.repeated + self.bad.len() as u64;
            let _ = write!(out, "\r{}", say::import_progress(self.ctx.lang, rows));
        }
    }

    fn finish(self, notes: &Notes, lang: Lang) -> Outcome {
        if std::io::stderr().is_terminal() && !self.receipts && !self.args.dry_run {
            print::note("");
        }
        let (good, bad) = (self.fresh + self.repeated, self.bad.len() as u64);
        if self.args.json {
            let summary = json!({
                "taken_in": self.fresh, "repeated": self.repeated, "bad": bad,
                "units_added": self.added, "dry_run": self.args.dry_run,
            });
            print::line(print::harmless(&summary.to_string()))?;
        } else {
            let table = import::table(&self.bad, lang, print::width(), SHOWN);
            if !table.is_empty() {
                print::line(table.trim_end())?;
            }
            for line in import::summary(good, bad, notes, lang) {
                print::line(line)?;
            }
            if !self.added.is_empty() {
                print::line(say::units_added(lang, self.added.join(list_gap(lang))))?;
            }
            print::line(match (self.args.dry_run, self.repeated) {
                (true, _) => say::DRY_RUN.get(lang).to_owned(),
                (false, 0) => say::taken_in_all(lang, self.fresh),
                (false, repeated) => say::taken_in(lang, self.fresh, repeated),
            })?;
        }
        Ok(if bad == 0 { FINE } else { SOME_BAD })
    }
}

/// What is told by telephone or is urgent may come before anyone has signed it (`spec.md` B2).
fn by_phone(channel: Channel) -> bool {
    matches!(channel, Channel::Urgent | Channel::Phone)
}
