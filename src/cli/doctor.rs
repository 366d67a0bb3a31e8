//! `doctor`: whether everything that work needs is in order, a line for each thing, with the remedy where it is not.

use super::address::{self, DeskAddress};
use super::args::Where;
use super::failure::{self, FAILED, FINE, Outcome};
use super::link::{self, Link};
use super::{Context, keys, print, trace};
use crate::client::session;
use crate::config;
use crate::desk::{Desk, system_clock};
use crate::domain::calendar::{Calendar, office_zone};
use crate::domain::procedure::Procedure;
use crate::domain::roster::check_team;
use crate::messages::{Lang, doctor as say, query::list_gap, refusal};
use crate::store::{DatabaseUrl, log};
use crate::tui::input::Keymap;
use crate::tui::term::Surroundings;
use crate::tui::term::backend::Palette;
use crate::tui::term::surroundings::Multiplexer;
use std::io::IsTerminal;

/// Seconds by which clocks may differ before it is worth a remark (`spec.md` B11).
const CLOCK_SECONDS: u64 = 5;
/// Columns and rows below which the screen says that it is too small.
const SMALLEST: (u16, u16) = (80, 24);
/// Days ahead for which the days off should be known: the longest plain deadlines, with room.
const DAYS_AHEAD: i64 = 60;

/// How a thing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Ok,
    Warn,
    Fail,
}

use State::{Fail, Ok as Fine, Warn};

/// The findings so far.
struct Findings {
    lang: Lang,
    found: Vec<(State, &'static str, String)>,
}

impl Findings {
    fn add(&mut self, state: State, subject: crate::messages::Phrase, words: impl Into<String>) {
        self.found
            .push((state, subject.get(self.lang), words.into()));
    }

    fn count(&self, state: State) -> usize {
        self.found.iter().filter(|(it, _, _)| *it == state).count()
    }

    fn print(&self) -> std::io::Result<()> {
        let lang = self.lang;
        for (state, subject, words) in &self.found {
            let state = match state {
                Fine => say::OK,
                Warn => say::WARN,
                Fail => say::FAIL,
            };
            print::line(say::finding(lang, state.get(lang), subject, words))?;
        }
        print::line(match (self.count(Fail), self.count(Warn)) {
            (0, 0) => say::ALL_FINE.get(lang).to_owned(),
            (fails, warns) => say::summary(lang, fails, warns),
        })
    }
}

/// `doctor`: exit code 1 when something fails.
pub async fn run(ctx: &Context, at: Where) -> Outcome {
    let mut findings = Findings {
        lang: ctx.lang,
        found: Vec::new(),
    };
    settings(ctx, &mut findings);
    surroundings(ctx, &mut findings);
    keymap(ctx, &mut findings);
    folders(ctx, &mut findings);
    match address::find(ctx, &at) {
        Ok(DeskAddress::Server(base)) => server(ctx, &base, &mut findings).await,
        Ok(DeskAddress::Database(url)) => database(ctx, &at, &url, &mut findings).await,
        Err(error) => findings.add(Fail, say::DATABASE, failure::sentence(&error, ctx.lang)),
    }
    findings.print()?;
    Ok(if findings.count(Fail) == 0 {
        FINE
    } else {
        FAILED
    })
}

fn settings(ctx: &Context, findings: &mut Findings) {
    let path = config::path(ctx.place.config());
    match config::load(&path) {
        Ok(_) if path.exists() => {
            findings.add(
                Fine,
                say::SETTINGS,
                say::settings_fine(ctx.lang, path.display()),
            );
        }
        Ok(_) => findings.add(
            Fine,
            say::SETTINGS,
            say::settings_none(ctx.lang, path.display()),
        ),
        Err(problems) => {
            for problem in problems {
                findings.add(Fail, say::SETTINGS, problem.sentence(ctx.lang));
            }
        }
    }
}

fn surroundings(ctx: &Context, findings: &mut Findings) {
    let lang = ctx.lang;
    let around = Surroundings::from_env();
    if !std::io::stdout().is_terminal() {
        findings.add(Warn, say::TERMINAL, say::NOT_A_TERMINAL.get(lang));
    } else if around.dumb {
        findings.add(Fail, say::TERMINAL, say::DUMB.get(lang));
    } else if let Ok((columns, rows)) = ratatui::crossterm::terminal::size() {
        if columns < SMALLEST.0 || rows < SMALLEST.1 {
            findings.add(Fail, say::TERMINAL, say::too_small(lang, columns, rows));
        } else {
            findings.add(Fine, say::TERMINAL, say::size(lang, columns, rows));
        }
    }
    match around.ascii {
        false => findings.add(Fine, say::ENCODING, say::UTF8.get(lang)),
        true => findings.add(Warn, say::ENCODING, say::NOT_UTF8.get(lang)),
    }
    let colours = match around.palette {
        Palette::Sixteen => say::COLOURS_SIXTEEN,
        _ => say::COLOURS_NONE,
    };
    findings.add(Fine, say::COLOURS, colours.get(lang));
    match around.multiplexer {
        Multiplexer::None => {}
        Multiplexer::Tmux => findings.add(Fine, say::MULTIPLEXER, say::TMUX.get(lang)),
        Multiplexer::Screen => findings.add(Warn, say::MULTIPLEXER, say::SCREEN.get(lang)),
    }
}

fn keymap(ctx: &Context, findings: &mut Findings) {
    let lang = ctx.lang;
    let chosen = match keys::chosen(ctx, None) {
        Ok(chosen) => chosen,
        Err(error) => return findings.add(Fail, say::KEYMAP, failure::sentence(&error, lang)),
    };
    let Some(file) = &chosen.file else {
        return findings.add(
            Fine,
            say::KEYMAP,
            say::keymap_builtin(lang, chosen.base.name()),
        );
    };
    let shown = file.display();
    match super::read_text(lang, file) {
        Err(error) => findings.add(Fail, say::KEYMAP, failure::sentence(&error, lang)),
        Ok(text) => match Keymap::load(&shown.to_string(), &text, chosen.base) {
            Ok(_) => findings.add(Fine, say::KEYMAP, say::keymap_file(lang, shown)),
            Err(problems) => {
                findings.add(
                    Fail,
                    say::KEYMAP,
                    say::keymap_bad(lang, shown, problems.len()),
                );
            }
        },
    }
}

/// Whether drafts, the outbox and databases can be kept: tried by writing.
fn folders(ctx: &Context, findings: &mut Findings) {
    let lang = ctx.lang;
    for folder in [ctx.place.data(), ctx.place.state()] {
        let tried = folder.and_then(|folder| {
            let probe = folder.join(format!(".doctor-{}", std::process::id()));
            crate::client::disk::replace(&probe, b"sanshen", crate::client::disk::Lasting::Kill)?;
            crate::client::disk::remove(&probe)?;
            Ok(folder)
        });
        match tried {
            Ok(folder) => findings.add(Fine, say::FOLDER, say::writable(lang, folder.display())),
            Err(error) => {
                let why = error.sentence(lang);
                findings.add(Fail, say::FOLDER, say::not_writable(lang, why));
            }
        }
    }
    if let Ok(path) = trace::path(&ctx.place) {
        findings.add(Fine, say::LOG_FILE, say::log_file(lang, path.display()));
    }
}

async fn server(ctx: &Context, base: &str, findings: &mut Findings) {
    let lang = ctx.lang;
    let link = match Link::remote(ctx, base.to_owned(), base.to_owned()) {
        Ok(link) => link,
        Err(error) => return findings.add(Fail, say::SERVER, failure::sentence(&error, lang)),
    };
    if let Err(error) = link.api.alive().await {
        return findings.add(Fail, say::SERVER, failure::sentence(&error.into(), lang));
    }
    match link.api.ready().await {
        Ok(()) => findings.add(Fine, say::SERVER, say::server_fine(lang, base)),
        Err(error) => {
            let why = failure::sentence(&error.into(), lang);
            findings.add(Fail, say::SERVER, say::server_not_ready(lang, base, why));
        }
    }
    if let Some(millis) = link.api.skew_millis() {
        let seconds = millis.unsigned_abs() / 1000;
        if seconds > CLOCK_SECONDS {
            findings.add(Warn, say::CLOCK, say::clock_apart(lang, seconds));
        } else {
            findings.add(Fine, say::CLOCK, say::clock_fine(lang, seconds));
        }
    }
    let key = address::key(&DeskAddress::Server(base.to_owned()));
    match session::load(&ctx.place, &key, system_clock()()) {
        Ok(Some(kept)) => findings.add(Fine, say::LOGIN, say::login_fine(lang, kept.login)),
        Ok(None) => findings.add(Warn, say::LOGIN, say::LOGIN_NONE.get(lang)),
        Err(error) => findings.add(Fail, say::LOGIN, error.sentence(lang)),
    }
}

async fn database(ctx: &Context, at: &Where, url: &DatabaseUrl, findings: &mut Findings) {
    let lang = ctx.lang;
    let named = at.database.is_some() || at.data.is_some() || at.demo;
    if !named && url.file().is_some_and(|file| !file.exists()) {
        return findings.add(Warn, say::DATABASE, say::DATABASE_NONE.get(lang));
    }
    match looked_at(ctx, url, findings).await {
        Ok(()) => {}
        Err(error) => findings.add(Fail, say::DATABASE, failure::sentence(&error, lang)),
    }
}

/// Looks at a database beside whoever serves from it.
async fn looked_at(
    ctx: &Context,
    url: &DatabaseUrl,
    findings: &mut Findings,
) -> anyhow::Result<()> {
    let lang = ctx.lang;
    let store = link::open_to_read(ctx, url).await?;
    let head = store.read(|tx| log::head(tx)).await?;
    findings.add(Fine, say::DATABASE, say::database_fine(lang, url, head.seq));
    let desk = Desk::new(store, system_clock(), Calendar::default());
    if !desk.is_founded().await? {
        return Err(failure::told(crate::messages::cli::not_founded(lang, url)));
    }
    let known = desk.current().await?;
    let now = desk.now();
    calendar(ctx, &known.procedure, findings);
    let report = check_team(&known.roster, &known.procedure, now);
    let names: Vec<&str> = report
        .blocked_when_away
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    for why in &report.errors {
        let why = refusal::sentence_at(lang, why, Some(&known.procedure));
        findings.add(Fail, say::TEAM, say::team_bad(lang, why));
    }
    if !names.is_empty() {
        findings.add(
            Warn,
            say::TEAM,
            say::team_thin(lang, names.join(list_gap(lang))),
        );
    } else if report.errors.is_empty() {
        findings.add(Fine, say::TEAM, say::team_fine(lang, report.people));
    }
    desk.store().clone().close().await;
    Ok(())
}

fn calendar(ctx: &Context, procedure: &Procedure, findings: &mut Findings) {
    let lang = ctx.lang;
    match jiff::tz::TimeZone::get(&procedure.zone) {
        Ok(_) => findings.add(Fine, say::ZONE, say::zone_fine(lang, &procedure.zone)),
        Err(_) => findings.add(Fail, say::ZONE, say::zone_unknown(lang, &procedure.zone)),
    }
    match link::calendar(lang, &ctx.settings.calendar) {
        Ok(calendar) => {
            let now = system_clock()();
            let zone = office_zone(&procedure.zone);
            let missing = calendar.missing(now, now.plus_days(DAYS_AHEAD), &zone);
            if missing.is_empty() {
                findings.add(Fine, say::CALENDAR, say::CALENDAR_FINE.get(lang));
            } else {
                let years: Vec<String> = missing.iter().map(ToString::to_string).collect();
                let years = years.join(list_gap(lang));
                findings.add(Warn, say::CALENDAR, say::calendar_missing(lang, years));
            }
        }
        Err(error) => findings.add(Fail, say::CALENDAR, failure::sentence(&error, lang)),
    }
}
