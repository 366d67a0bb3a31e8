//! What concerns a database as a whole: its log written out and checked, a copy of it, its tables made anew.

use super::args::{VerifyLogArgs, Where};
use super::failure::{FAILED, FINE, Outcome, told, wrong};
use super::link::{self, Link};
use super::people::PLANNER;
use super::{Context, address, print};
use crate::messages::{Lang, cli as say};
use crate::store::log::{self, Broken, Head, LogRow, NO_HASH};
use serde_json::json;
use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::PathBuf;

/// Rows asked for at a time.
const BATCH: u32 = 1000;

/// `log export`: from the database itself, or from a server by those who may audit.
pub async fn export(ctx: &Context, at: Where) -> Outcome {
    match address::find(ctx, &at)? {
        address::DeskAddress::Database(url) => {
            let store = link::open_to_read(ctx, &url).await?;
            let mut after = 0;
            loop {
                let rows = store
                    .read(move |tx| log::read_since(tx, after, BATCH.into()))
                    .await?;
                let Some(last) = rows.last() else { break };
                after = last.seq;
                write(&rows)?;
            }
            store.close().await;
        }
        address::DeskAddress::Server(_) => {
            let link = Link::open(ctx, &at, PLANNER).await?;
            let mut after = 0;
            loop {
                let rows = link.api.log(after, BATCH).await?;
                let rows: Vec<LogRow> = serde_json::from_value(rows.into())?;
                let Some(last) = rows.last() else { break };
                after = last.seq.unsigned_abs();
                write(&rows)?;
            }
        }
    }
    Ok(FINE)
}

fn write(rows: &[LogRow]) -> anyhow::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for row in rows {
        out.write_all(row.line()?.as_bytes())?;
    }
    out.flush()?;
    Ok(())
}

/// `verify-log`: a file without any database, or the database beside whoever serves from it.
pub async fn verify(ctx: &Context, args: VerifyLogArgs, outer: &Where) -> Outcome {
    let lang = ctx.lang;
    let anchors = args
        .anchor
        .iter()
        .map(|text| anchor(text).ok_or_else(|| wrong(say::anchor_form(lang, text))))
        .collect::<anyhow::Result<Vec<Head>>>()?;
    let checked = match &args.file {
        Some(path) => {
            let file = File::open(path)
                .map_err(|why| told(say::file_unreadable(lang, path.display(), why)))?;
            log::verify_export(BufReader::new(file), &anchors)
        }
        None => {
            let at = Where {
                database: args.database,
                data: args.data,
                demo: args.demo,
                ..Where::default()
            };
            let url = address::database(ctx, &at.or(outer))?;
            let store = link::open_to_read(ctx, &url).await?;
            let checked = store
                .read(move |tx| log::verify_store(tx, &anchors))
                .await?;
            store.close().await;
            checked
        }
    };
    tell(lang, checked, args.json)
}

fn tell(lang: Lang, checked: Result<Head, Broken>, json: bool) -> Outcome {
    match checked {
        Ok(head) => {
            if json {
                print::json(&json!({ "intact": true, "seq": head.seq, "hash": head.hash }))?;
            } else if head.seq == 0 {
                print::line(say::LOG_EMPTY.get(lang))?;
            } else {
                print::line(say::log_intact(lang, head.seq, &head.hash))?;
            }
            Ok(FINE)
        }
        Err(broken) if json => {
            let why = broken.sentence(lang);
            print::json(&json!({ "intact": false, "seq": broken.seq, "why": why }))?;
            Ok(FAILED)
        }
        Err(broken) => Err(told(broken.sentence(lang))),
    }
}

/// `SEQ:HASH`.
fn anchor(text: &str) -> Option<Head> {
    let (seq, hash) = text.trim().split_once(':')?;
    let digits = hash.len() == NO_HASH.len() && hash.bytes().all(|it| it.is_ascii_hexdigit());
    Some(Head {
        seq: seq.parse().ok().filter(|it| *it > 0)?,
        at: 0,
        hash: digits.then(|| hash.to_ascii_lowercase())?,
    })
}

/// `backup`: works beside whoever serves from the database.
pub async fn backup(ctx: &Context, file: PathBuf, at: Where) -> Outcome {
    let url = address::database(ctx, &at)?;
    let store = link::open_to_read(ctx, &url).await?;
    let head = store.backup(file.clone()).await?;
    store.close().await;
    print::line(say::backed_up(
        ctx.lang,
        file.display(),
        head.seq,
        &head.hash,
    ))?;
    Ok(FINE)
}

/// `rebuild`: throws the tables away and folds them again from the log.
pub async fn rebuild(ctx: &Context, at: Where) -> Outcome {
    let url = address::database(ctx, &at)?;
    let desk = link::open_desk(ctx, &url).await?;
    let events = desk.rebuild().await?;
    desk.store().clone().close().await;
    print::line(say::rebuilt(ctx.lang, events))?;
    Ok(FINE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_is_a_place_and_a_hash() {
        let hash = "0a".repeat(32);
        let head = anchor(&format!("12:{hash}")).expect("an anchor");
        assert_eq!((head.seq, head.hash.as_str()), (12, hash.as_str()));
        for wrong in [
            "",
            "12",
            "12:",
            "0:00",
            "x:y",
            &format!("-1:{hash}"),
            &format!("12:{hash}0"),
        ] {
            assert_eq!(anchor(wrong), None, "{wrong}");
        }
    }
}
