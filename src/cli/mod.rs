//! The command line: arguments → one command → exit code. The only room that joins the two sides: it opens the terminal
//! over a client, serves a desk, and carries out what scripts and screen readers ask for.
//!
//! Every command speaks to a desk over the same interface as the terminal ([`link`]); only what is done to a database
//! itself (founding, copying, checking its log) opens it directly.
//!
//! Exit codes: 0 done; 1 failed, with a line that says what and what to do; 2 wrong arguments; 3 an import took the good
//! rows in and others were bad.

pub mod address;
pub mod args;
mod ask;
pub mod demo;
mod demo_desk;
mod doctor;
mod export;
mod failure;
mod founding;
pub mod help;
pub mod import;
mod keys;
mod link;
mod log;
mod people;
mod print;
mod procedure;
mod serving;
mod setup;
mod show;
mod taking_in;
mod terminal;
mod trace;
mod verbs;

use crate::client::Place;
use crate::config::{self, Settings};
use crate::messages::{Lang, cli as say, cli_help};
use args::{Cli, LogVerb, Verb};
use clap::FromArgMatches;
use failure::{Outcome, told};
use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// What every command needs to know.
#[derive(Debug, Clone)]
pub struct Context {
    pub lang: Lang,
    /// The language asked for on the command line or in the settings, if any.
    pub lang_asked: Option<Lang>,
    pub place: Place,
    pub settings: Settings,
}

/// Runs a command line to its exit code.
pub fn main(line: impl IntoIterator<Item = OsString>) -> ExitCode {
    // Both sides use TLS with the one provider that is built in; installing it twice is no fault.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let line: Vec<OsString> = line.into_iter().collect();
    let asked = lang_asked(&line);
    let lang = asked.unwrap_or_else(lang_of_environment);
    let cli = match help::command(lang).try_get_matches_from(&line) {
        Ok(matches) => match Cli::from_arg_matches(&matches) {
            Ok(cli) => cli,
            Err(error) => return misunderstood(&error, lang),
        },
        Err(error) => return misunderstood(&error, lang),
    };
    let ended = context(&cli, asked).and_then(|ctx| {
        let lang = ctx.lang;
        run(ctx, cli).map_err(|error| InLang { lang, error }.into())
    });
    match ended {
        Ok(code) => flushed(code),
        Err(error) => failed(error, lang),
    }
}

/// A failure with the language in which the command spoke.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
struct InLang {
    lang: Lang,
    error: anyhow::Error,
}

fn failed(error: anyhow::Error, lang: Lang) -> ExitCode {
    let (lang, error) = match error.downcast::<InLang>() {
        Ok(told) => (told.lang, told.error),
        Err(error) => (lang, error),
    };
    if !failure::is_broken_pipe(&error) {
        let sentence = failure::sentence(&error, lang);
        print::note(say::failed(lang, sentence));
        if std::env::var_os("RUST_BACKTRACE").is_some_and(|it| it != "0") {
            print::note(format!("{error:?}"));
        }
    }
    ExitCode::from(failure::code(&error))
}

/// Standard output written out. That it could not be is a failure like any other, except that nobody reads on.
fn flushed(code: u8) -> ExitCode {
    match std::io::stdout().flush() {
        Err(why) if why.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::from(failure::FAILED),
        _ => ExitCode::from(code),
    }
}

fn misunderstood(error: &clap::Error, lang: Lang) -> ExitCode {
    match help::fault(error, lang) {
        None => {
            // Help and version go to standard output; a reader that went away has read enough.
            let _ = error.print();
            ExitCode::from(failure::FINE)
        }
        Some(sentence) => {
            print::note(say::failed(lang, sentence));
            print::note(cli_help::see_help(lang, "sanshen"));
            ExitCode::from(failure::WRONG)
        }
    }
}

/// `--lang` anywhere on the line: needed before the line is understood, to say what is wrong with it.
fn lang_asked(line: &[OsString]) -> Option<Lang> {
    let words: Vec<&str> = line.iter().filter_map(|word| word.to_str()).collect();
    let flag = words.iter().position(|word| *word == "--lang");
    let word = match flag {
        Some(at) => words.get(at + 1).copied(),
        None => words.iter().find_map(|word| word.strip_prefix("--lang=")),
    };
    match word? {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// By the locale: the first of the variables that is set decides.
fn lang_of_environment() -> Lang {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .map_or(Lang::default(), |locale| Lang::from_tag(&locale))
}

/// Settings and places. A settings file with problems is not in force: a command stops and tells all of them, except for
/// those that help to find out.
fn context(cli: &Cli, asked: Option<Lang>) -> anyhow::Result<Context> {
    let place = Place::find()?;
    let settings = config::load(&config::path(place.config()));
    let tolerant = matches!(
        cli.command,
        Some(Verb::Doctor(_) | Verb::Completions { .. } | Verb::Man { .. })
    );
    let settings = match settings {
        Ok(settings) => settings,
        Err(_) if tolerant => Settings::default(),
        Err(problems) => {
            let lang = asked.unwrap_or_else(lang_of_environment);
            let mut lines = vec![say::config_refused(lang, problems.len())];
            lines.extend(problems.iter().map(|it| it.sentence(lang)));
            return Err(told(lines.join("\n  ")));
        }
    };
    let lang_asked = asked.or(settings.lang);
    Ok(Context {
        lang: lang_asked.unwrap_or_else(lang_of_environment),
        lang_asked,
        place,
        settings,
    })
}

fn run(ctx: Context, cli: Cli) -> Outcome {
    let own = matches!(&cli.command, None | Some(Verb::Demo(_) | Verb::Serve(_)));
    if !own {
        trace::to_stderr("warn");
    }
    match &cli.command {
        Some(Verb::Completions { shell }) => return keys::completions(&ctx, *shell),
        Some(Verb::Man { folder }) => return keys::manuals(&ctx, folder),
        Some(Verb::Keys(keys)) => return keys::run(&ctx, keys),
        _ => {}
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let outcome = runtime.block_on(command(&ctx, cli));
    // A thread that waits for a key or for standard input would keep the process.
    runtime.shutdown_background();
    outcome
}

async fn command(ctx: &Context, cli: Cli) -> Outcome {
    let outer = cli.at;
    let Some(verb) = cli.command else {
        return terminal::open(ctx, &outer, &cli.terminal).await;
    };
    match verb {
        Verb::Setup(args) => setup::run(ctx, args).await,
        Verb::Init(args) => founding::init(ctx, args).await,
        Verb::Demo(args) => demo_desk::run(ctx, args).await,
        Verb::Serve(args) => serving::run(ctx, args).await,
        Verb::Login(args) => people::login(ctx, args.at.or(&outer), args.name).await,
        Verb::Logout(args) => people::logout(ctx, args.at.or(&outer)).await,
        Verb::List(mut args) => {
            args.at = args.at.or(&outer);
            show::list(ctx, args).await
        }
        Verb::Show(mut args) => {
            args.at = args.at.or(&outer);
            show::item(ctx, args).await
        }
        Verb::Promote(mut args) => {
            args.at = args.at.or(&outer);
            verbs::promote(ctx, args).await
        }
        Verb::Ready(mut args) => {
            args.at = args.at.or(&outer);
            verbs::ready(ctx, args).await
        }
        Verb::Pass(mut args) => {
            args.at = args.at.or(&outer);
            verbs::pass(ctx, args).await
        }
        Verb::Return(mut args) => {
            args.at = args.at.or(&outer);
            verbs::send_back(ctx, args).await
        }
        Verb::Hold(mut args) => {
            args.at = args.at.or(&outer);
            verbs::hold(ctx, args).await
        }
        Verb::Release(mut args) => {
            args.at = args.at.or(&outer);
            verbs::release(ctx, args).await
        }
        Verb::Submit(mut args) => {
            args.at = args.at.or(&outer);
            taking_in::submit(ctx, args).await
        }
        Verb::Import(mut args) => {
            args.at = args.at.or(&outer);
            taking_in::import(ctx, args).await
        }
        Verb::Export(mut args) => {
            args.at = args.at.or(&outer);
            export::run(ctx, args).await
        }
        Verb::Log {
            command: LogVerb::Export(args),
        } => log::export(ctx, args.at.or(&outer)).await,
        Verb::VerifyLog(args) => log::verify(ctx, args, &outer).await,
        Verb::User { command } => people::user(ctx, command, &outer).await,
        Verb::Unit { command } => people::unit(ctx, command, &outer).await,
        Verb::Token { command } => people::token(ctx, command, &outer).await,
        Verb::Procedure { command } => procedure::run(ctx, command, &outer).await,
        Verb::Backup(args) => log::backup(ctx, args.file, args.at.or(&outer)).await,
        Verb::Rebuild(args) => log::rebuild(ctx, args.at.or(&outer)).await,
        Verb::Doctor(args) => doctor::run(ctx, args.at.or(&outer)).await,
        // Done without a runtime, above.
        Verb::Keys(_) | Verb::Completions { .. } | Verb::Man { .. } => Ok(failure::FINE),
    }
}

/// A file's text, or the line that says why not.
fn read_text(lang: Lang, path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path)
        .map_err(|why| told(say::file_unreadable(lang, path.display(), why)))
}

/// A file's bytes, or the line that says why not.
fn read_bytes(lang: Lang, path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).map_err(|why| told(say::file_unreadable(lang, path.display(), why)))
}

/// TOML of a known form from a file, or the line that says where it is not.
fn read_toml<T: serde::de::DeserializeOwned>(lang: Lang, path: &Path) -> anyhow::Result<T> {
    let text = read_text(lang, path)?;
    toml::from_str(&text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let line = 1 + text
            .as_bytes()
            .iter()
            .take(at)
            .filter(|byte| **byte == b'\n')
            .count();
        let why = error.message().trim().replace('\n', " ");
        told(say::not_toml(lang, path.display(), line, why))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_known_before_the_line_is_understood() {
        let asked = |line: &str| {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            lang_asked(&words)
        };
        assert_eq!(asked("sanshen --lang en list"), Some(Lang::En));
        assert_eq!(asked("sanshen list --lang=zh"), Some(Lang::Zh));
        assert_eq!(asked("sanshen list --lang"), None);
        assert_eq!(asked("sanshen list"), None);
    }

    #[test]
    fn the_keymaps_that_can_be_configured_are_those_there_are() {
        let names = crate::tui::input::Builtin::ALL.map(crate::tui::input::Builtin::name);
        assert_eq!(names, config::KEYMAPS);
    }
}
