//! `export`: items as a table for others, headed by what it is: filter, count, time, and the head of the log, which shows
//! later that nothing was changed since.

use super::args::{ExportArgs, ExportFormat};
use super::failure::{FINE, Outcome};
use super::link::{Link, Otherwise};
use super::{Context, print, show};
use crate::client::{Api, ClientError};
use crate::domain::calendar::{office_zone, shown};
use crate::messages::{Lang, cli as say, words};
use crate::store::log::{self, LogRow};
use crate::text;
use crate::wire::ItemRow;
use crate::wire::people::RosterView;
use jiff::tz::TimeZone;
use serde_json::json;
use std::io::{self, Write};

/// `export`.
pub async fn run(ctx: &Context, args: ExportArgs) -> Outcome {
    let link = Link::open(ctx, &args.at, Otherwise::Ask).await?;
    let result = export(ctx, &link, &args).await;
    link.close().await;
    result
}

async fn export(ctx: &Context, link: &Link, args: &ExportArgs) -> Outcome {
    let (rows, _) = show::rows(&link.api, &args.query, u32::MAX).await?;
    let roster = link.api.roster().await?;
    let zone = office_zone(&roster.procedure.zone);
    let sheet = Sheet {
        lang: ctx.lang,
        time: shown(show::server_now(&link.api), &zone),
        zone,
        query: &args.query,
        head: head(link).await?,
        rows: &rows,
        roster: &roster,
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    match args.format {
        ExportFormat::Csv => sheet.csv(&mut out)?,
        ExportFormat::Json => sheet.json(&mut out)?,
        ExportFormat::Md => sheet.markdown(&mut out)?,
    }
    out.flush()?;
    Ok(FINE)
}

/// The head of the log; `None` where the caller may not see it.
async fn head(link: &Link) -> anyhow::Result<Option<(i64, String)>> {
    if let Some(desk) = &link.desk {
        let head = desk.store().read(|tx| log::head(tx)).await?;
        return Ok(Some((head.seq, head.hash)));
    }
    last_row(&link.api).await
}

/// The newest row that a server tells of, found by asking for what lies behind ever later places.
async fn last_row(api: &Api) -> anyhow::Result<Option<(i64, String)>> {
    let exists = async |after: u64| -> Result<Option<LogRow>, ClientError> {
        let rows = api.log(after, 1).await?;
        let row = rows.into_iter().next();
        Ok(row.and_then(|row| serde_json::from_value(row).ok()))
    };
    let mut last = match exists(0).await {
        Ok(Some(row)) => row,
        Ok(None) => return Ok(None),
        Err(ClientError::Problem(problem)) if problem.status == 403 => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let mut step: u64 = 1;
    loop {
        let after = last.seq.unsigned_abs().saturating_add(step - 1);
        match exists(after).await? {
            Some(row) => {
                last = row;
                step = step.saturating_mul(2);
            }
            None if step == 1 => return Ok(Some((last.seq, last.hash))),
            None => step = 1.max(step / 4),
        }
    }
}

/// An export being written.
struct Sheet<'a> {
    lang: Lang,
    zone: TimeZone,
    time: String,
    query: &'a str,
    head: Option<(i64, String)>,
    rows: &'a [ItemRow],
    roster: &'a RosterView,
}

impl Sheet<'_> {
    /// What the sheet is: four lines.
    fn about(&self) -> [String; 4] {
        let lang = self.lang;
        let query = match self.query.trim() {
            "" => say::EXPORT_EVERYTHING.get(lang),
            query => query,
        };
        let head = match &self.head {
            Some((seq, hash)) => say::export_head(lang, seq, hash),
            None => say::EXPORT_NO_HEAD.get(lang).to_owned(),
        };
        [
            say::export_filter(lang, text::clean(query)),
            say::export_rows(lang, self.rows.len()),
            say::export_time(lang, &self.time),
            head,
        ]
    }

    fn headings(&self) -> [&'static str; 10] {
        [
            say::HEAD_NO,
            say::HEAD_STAGE,
            say::HEAD_URGENCY,
            say::HEAD_CHANNEL,
            say::HEAD_UNIT,
            say::HEAD_RECEIVED,
            say::HEAD_DUE,
            say::HEAD_TURN,
            say::HEAD_CLAIMS,
            say::HEAD_TITLE,
        ]
        .map(|it| it.get(self.lang))
    }

    fn cells(&self, row: &ItemRow) -> [String; 10] {
        let lang = self.lang;
        let turn = row.turn.as_ref();
        [
            row.no.to_string(),
            show::stage(lang, &row.stage, &self.roster.procedure),
            words::urgency(lang, row.urgency).to_owned(),
            words::channel(lang, row.channel).to_owned(),
            row.unit.clone(),
            shown(row.received_at, &self.zone),
            row.deadline
                .map(|at| shown(at, &self.zone))
                .unwrap_or_default(),
            turn.map(|it| it.person.name.clone()).unwrap_or_default(),
            match row.claims.total {
                0 => String::new(),
                total => say::claims(lang, row.claims.settled, total),
            },
            row.title.clone(),
        ]
        .map(|cell| text::clean(&cell).into_owned())
    }

    fn csv(&self, out: &mut impl Write) -> anyhow::Result<()> {
        for line in self.about() {
            writeln!(out, "# {line}")?;
        }
        // Through memory: what `csv` says of a pipe that was closed does not say so any more.
        let mut csv = csv::Writer::from_writer(Vec::new());
        csv.write_record(self.headings())?;
        for row in self.rows {
            csv.write_record(self.cells(row).map(inert))?;
        }
        out.write_all(&csv.into_inner().map_err(|error| error.into_error())?)?;
        Ok(())
    }

    fn json(&self, out: &mut impl Write) -> anyhow::Result<()> {
        let whole = json!({
            "filter": self.query,
            "rows": self.rows.len(),
            "time": self.time,
            "log_head": self.head.as_ref().map(|(seq, hash)| json!({ "seq": seq, "hash": hash })),
            "items": self.rows,
        });
        let text = serde_json::to_string_pretty(&whole)?;
        writeln!(out, "{}", print::harmless(&text))?;
        Ok(())
    }

    fn markdown(&self, out: &mut impl Write) -> anyhow::Result<()> {
        for line in self.about() {
            writeln!(out, "- {}", escaped(&line))?;
        }
        writeln!(out, "\n| {} |", self.headings().join(" | "))?;
        writeln!(out, "|{}", "---|".repeat(self.headings().len()))?;
        for row in self.rows {
            let cells = self.cells(row).map(|cell| escaped(&cell));
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
        Ok(())
    }
}

/// A cell that a spreadsheet takes as text: one that begins like a formula gets an apostrophe before it.
fn inert(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell
    }
}

/// Text that Markdown shows as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(inert("=1+1".into()), "'=1+1");
        assert_eq!(inert("@SUM(A1)".into()), "'@SUM(A1)");
        assert_eq!(inert("渔船 = 3".into()), "渔船 = 3");
    }

    #[test]
    fn markdown_shows_foreign_text_as_it_is() {
        assert_eq!(escaped("a|b <script>"), "a\\|b \\<script\\>");
    }
}
