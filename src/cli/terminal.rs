//! `sanshen` without a command: the terminal, over a server or over the desk on this machine.

use super::address::{self, DeskAddress};
use super::args::{TerminalArgs, Where};
use super::ask::Asker;
use super::failure::{FINE, Outcome, told};
use super::link::{self, Link, Otherwise};
use super::{Context, keys, setup, show, trace};
use crate::messages::{Lang, cli as say, setup as setup_say};
use crate::tui::input::Keymap;
use crate::tui::term::notice::Notices;
use crate::tui::{self, Exit, Start};
use std::io::IsTerminal;

/// Rows of the queue printed in place of the full screen.
const ROWS: u32 = 50;

/// Opens the terminal on the desk that is meant. On a machine without any desk the set-up comes first.
pub async fn open(ctx: &Context, at: &Where, terminal: &TerminalArgs) -> Outcome {
    if terminal.plain {
        trace::to_stderr("warn");
        let link = Link::open(ctx, at, Otherwise::Ask).await?;
        let printed = show::print_list(ctx, &link.api, "", ROWS, false).await;
        link.close().await;
        return printed;
    }
    trace::to_file(&ctx.place);
    wanted(ctx.lang)?;
    let mut at = at.clone();
    let address = address::find(ctx, &at)?;
    if let DeskAddress::Database(url) = &address {
        let own = address::own_desk(ctx)?;
        let first_run = url.file() == own.file() && own.file().is_some_and(|file| !file.exists());
        if first_run {
            let mut asker = Asker::person(ctx.lang);
            asker.say(setup_say::FIRST_RUN.get(ctx.lang))?;
            let login = setup::found(ctx, url, &mut asker).await?;
            return opened(ctx, address, None, Who::Typing(login), terminal).await;
        }
    }
    // A token, or a person named over one's own database, opens without asking; otherwise the terminal uses the log-in
    // of last time, or asks.
    let token = at
        .token
        .take()
        .or_else(|| std::env::var("SANSHEN_TOKEN").ok());
    let token = token.filter(|it| !it.trim().is_empty());
    let who = match at.login {
        Some(login) => Who::Named(login),
        None => Who::Typing(None),
    };
    opened(ctx, address, token, who, terminal).await
}

/// Who sits down at the terminal.
enum Who {
    /// Named on the command line. Over a database of one's own that is enough.
    Named(String),
    /// Whoever logs in; with the login to put into the form, if it is known.
    Typing(Option<String>),
}

async fn opened(
    ctx: &Context,
    address: DeskAddress,
    token: Option<String>,
    who: Who,
    terminal: &TerminalArgs,
) -> Outcome {
    let key = address::key(&address);
    let (link, token) = match address {
        DeskAddress::Server(base) => (Link::remote(ctx, base, key)?, token),
        DeskAddress::Database(url) => {
            let desk = link::open_desk(ctx, &url).await?;
            let token = match (&who, token) {
                (Who::Named(called), None) => {
                    let person = link::person(&desk, called, ctx.lang).await?;
                    Some(link::token_for(ctx, &desk, &key, person.id, &person.login).await?)
                }
                (_, token) => token,
            };
            (Link::embedded(ctx, desk, key).await?, token)
        }
    };
    let login = match who {
        Who::Named(login) => Some(login),
        Who::Typing(login) => login,
    };
    let opened = over(ctx, &link, token, login, terminal).await;
    link.close().await;
    opened
}

/// Runs the terminal over a desk within reach.
pub async fn over(
    ctx: &Context,
    link: &Link,
    token: Option<String>,
    login: Option<String>,
    terminal: &TerminalArgs,
) -> Outcome {
    let (keymap, keymap_problems) = keymap(ctx, terminal)?;
    let trusted = match &ctx.settings.certificates {
        Some(file) => Some(super::read_bytes(ctx.lang, file)?),
        None => None,
    };
    let start = Start {
        base_url: link.api.base().to_owned(),
        desk: link.key.clone(),
        login,
        token,
        trusted,
        lang: ctx.lang_asked,
        keymap,
        keymap_problems,
        place: ctx.place.clone(),
        ascii: terminal.ascii || ctx.settings.ascii.unwrap_or_default(),
        no_color: terminal.no_color,
        wide_ambiguous: ctx.settings.ambiguous_wide,
        notices: Notices {
            bell: ctx.settings.bell,
            desktop: ctx.settings.notices,
        },
        layout: ctx.settings.layout,
    };
    match tui::run(start).await {
        // Asked to end, it has put everything on disk: nothing failed.
        Ok(Exit::Quit | Exit::Ended) => Ok(FINE),
        Err(error) => Err(told(error.sentence(ctx.lang))),
    }
}

/// The keymap, and how many problems the person's own file has. With a problem it is not in force; the terminal says so
/// and works with the one beneath it.
fn keymap(ctx: &Context, terminal: &TerminalArgs) -> anyhow::Result<(Keymap, usize)> {
    let chosen = keys::chosen(ctx, terminal.keymap.as_deref())?;
    let Some(file) = &chosen.file else {
        return Ok((chosen.base.keymap(), 0));
    };
    let text = super::read_text(ctx.lang, file)?;
    match Keymap::load(&file.display().to_string(), &text, chosen.base) {
        Ok(loaded) => Ok((loaded.keymap, 0)),
        Err(problems) => Ok((chosen.base.keymap(), problems.len())),
    }
}

/// Refuses to open the full screen where there is none.
pub fn wanted(lang: Lang) -> anyhow::Result<()> {
    if std::io::stdout().is_terminal() && std::io::stdin().is_terminal() {
        Ok(())
    } else {
        Err(told(say::NO_TERMINAL.get(lang)))
    }
}
