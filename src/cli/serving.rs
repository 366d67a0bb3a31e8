//! `serve`: a desk for a team, until it is asked to end.

use super::args::ServeArgs;
use super::failure::{FINE, Outcome, told, wrong};
use super::{Context, link, print, trace};
use crate::messages::{Lang, cli as say};
use crate::server::{Listening, Settings, Tls, serve};
use std::io::Write;

/// `serve`.
pub async fn run(ctx: &Context, args: ServeArgs) -> Outcome {
    let lang = ctx.lang;
    trace::to_stderr("info");
    let Some(database) = &args.database else {
        return Err(wrong(say::DATABASE_WANTED.get(lang)));
    };
    let tls = match (args.tls_cert, args.tls_key) {
        (Some(cert), Some(key)) => Some(Tls { cert, key }),
        _ => None,
    };
    if tls.is_none() && !args.insecure && !args.listen.ip().is_loopback() {
        return Err(told(say::insecure(lang, args.listen)));
    }
    let mut calendar = ctx.settings.calendar.clone();
    calendar.extend(args.calendar);
    let ctx = &Context {
        settings: crate::config::Settings {
            calendar,
            ..ctx.settings.clone()
        },
        ..ctx.clone()
    };
    let desk = link::open_desk(ctx, &database.parse()?).await?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    let settings = Settings {
        listen: args.listen,
        tls,
        body_limit: args.body_limit,
    };
    let listening = serve(desk.clone(), settings).await?;
    let address = format!("{scheme}://{}", listening.address);
    tracing::info!(%address, database = %desk.store().url(), "serving");
    print::line(say::serving(lang, &address))?;
    std::io::stdout().flush()?;
    let ended = until_ended(listening, lang).await;
    desk.store().clone().close().await;
    ended?;
    Ok(FINE)
}

/// Waits until the process is asked to end or the listener fails, and goes down in order.
pub async fn until_ended(mut listening: Listening, lang: Lang) -> anyhow::Result<()> {
    let failed = tokio::select! {
        asked = asked_to_end() => asked.err(),
        ended = listening.ended() => {
            let why = ended.err().map_or_else(|| "?".to_owned(), |why| why.to_string());
            return Err(told(say::listener_ended(lang, why)));
        }
    };
    print::note(say::SERVE_ENDED.get(lang));
    listening.close().await;
    match failed {
        None => Ok(()),
        Some(why) => Err(why.into()),
    }
}

/// Returns when the process is asked to end: by an interrupt, a termination, or because its terminal went away.
async fn asked_to_end() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        let mut hang_up = signal(SignalKind::hangup())?;
        tokio::select! {
            interrupted = tokio::signal::ctrl_c() => interrupted,
            _ = terminate.recv() => Ok(()),
            _ = hang_up.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
