//! The words of the command line, in the person's language: help texts, headings, and what is said of a wrong command line.

use super::args::Cli;
use crate::messages::{Lang, cli_help as say};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};

/// Flags that say which desk is meant and as whom.
const DESK_FLAGS: [&str; 6] = ["server", "token", "database", "data", "demo", "login"];
/// Flags of the terminal.
const TERMINAL_FLAGS: [&str; 4] = ["ascii", "no_color", "plain", "keymap"];

/// The whole command line with its words in `lang`.
pub fn command(lang: Lang) -> Command {
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version);
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .global(true)
        .action(ArgAction::Help);
    let command = Cli::command()
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help)
        .arg(version);
    in_words(command, lang, "")
}

fn in_words(command: Command, lang: Lang, words: &str) -> Command {
    let about = say::about(words).map(|phrase| phrase.get(lang));
    let template = format!(
        "{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}",
        say::USAGE.get(lang)
    );
    let mut command = command
        .about(about)
        .long_about(None)
        .help_template(template)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(say::COMMANDS_HEADING.get(lang))
        .mut_args(|arg| {
            let name = name_of(&arg);
            let id = arg.get_id().as_str();
            let heading = if arg.is_positional() {
                say::VALUES
            } else if words != "demo" && DESK_FLAGS.contains(&id) {
                say::WHICH_DESK
            } else if TERMINAL_FLAGS.contains(&id) {
                say::TERMINAL
            } else {
                say::OPTIONS
            };
            let text = say::argument(words, &name).map(|phrase| phrase.get(lang));
            arg.help(text)
                .long_help(None)
                .help_heading(heading.get(lang))
        });
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    for name in names {
        let under = format!("{words} {name}").trim_start().to_owned();
        command = command.mut_subcommand(name, |sub| in_words(sub, lang, &under));
    }
    command
}

/// What an argument is called in the table of words: `--unit`, or its place's name in capitals.
fn name_of(arg: &Arg) -> String {
    match arg.get_long() {
        Some(long) => format!("--{long}"),
        None => arg.get_id().as_str().to_uppercase(),
    }
}

/// What is wrong with a command line, in one or two lines. `None` for what is not a fault: help and version.
pub fn fault(error: &clap::Error, lang: Lang) -> Option<String> {
    let text = |kind: ContextKind| -> Option<String> {
        match error.get(kind)? {
            ContextValue::String(one) => Some(one.clone()),
            ContextValue::Strings(all) => Some(all.join(say::gap(lang))),
            ContextValue::StyledStr(one) => Some(one.to_string()),
            ContextValue::StyledStrs(all) => {
                let all: Vec<String> = all.iter().map(ToString::to_string).collect();
                Some(all.join(say::gap(lang)))
            }
            _ => None,
        }
    };
    let clean = |text: String| crate::text::clean(&text).into_owned();
    let argument = || clean(text(ContextKind::InvalidArg).unwrap_or_default());
    let value = || clean(text(ContextKind::InvalidValue).unwrap_or_default());
    let similar = |kind| {
        text(kind)
            .filter(|words| !words.is_empty())
            .map(|words| say::similar(lang, words))
    };
    let legal = || {
        text(ContextKind::ValidValue)
            .filter(|words| !words.is_empty())
            .map(|words| say::legal_values(lang, words))
    };
    let mut said: Vec<String> = Vec::new();
    match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::UnknownArgument => {
            said.push(say::unknown_argument(lang, argument()));
            said.extend(similar(ContextKind::SuggestedArg));
        }
        ErrorKind::InvalidSubcommand => {
            let found = text(ContextKind::InvalidSubcommand).unwrap_or_default();
            said.push(say::unknown_command(lang, clean(found)));
            said.extend(similar(ContextKind::SuggestedSubcommand));
        }
        ErrorKind::InvalidValue if value().is_empty() => {
            said.push(say::no_value(lang, argument()));
            said.extend(legal());
        }
        ErrorKind::InvalidValue => {
            said.push(say::invalid_value(lang, value(), argument()));
            said.extend(similar(ContextKind::SuggestedValue));
            said.extend(legal());
        }
        ErrorKind::ValueValidation => {
            said.push(say::invalid_value(lang, value(), argument()));
            let why = std::error::Error::source(error).map(ToString::to_string);
            said.extend(why.map(|why| say::wanted(lang, clean(why))));
        }
        ErrorKind::MissingRequiredArgument => said.push(say::missing(lang, argument())),
        ErrorKind::MissingSubcommand => said.push(say::COMMAND_WANTED.get(lang).to_owned()),
        ErrorKind::ArgumentConflict => {
            let other = text(ContextKind::PriorArg).unwrap_or_default();
            said.push(say::conflict(lang, argument(), other));
        }
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            said.push(say::no_value(lang, argument()));
        }
        // The rest are rare; the parser's own words are better than none.
        _ => said.push(error.to_string().trim().to_owned()),
    }
    Some(said.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Cli;
    use clap::FromArgMatches;

    fn walk(command: &Command, words: &str, seen: &mut dyn FnMut(&Command, &str)) {
        seen(command, words);
        for sub in command.get_subcommands() {
            let under = format!("{words} {}", sub.get_name());
            walk(sub, under.trim_start(), seen);
        }
    }

    #[test]
    fn the_command_line_holds_together() {
        for lang in [Lang::Zh, Lang::En] {
            command(lang).debug_assert();
        }
    }

    #[test]
    fn every_command_and_flag_has_words_in_both_languages() {
        let mut wordless = Vec::new();
        walk(&command(Lang::En), "", &mut |command, words| {
            if say::about(words).is_none() {
                wordless.push(words.to_owned());
            }
            for arg in command.get_arguments() {
                let name = name_of(arg);
                match say::argument(words, &name) {
                    Some(phrase) if !phrase.zh.is_empty() && !phrase.en.is_empty() => {}
                    _ => wordless.push(format!("{words} {name}")),
                }
            }
        });
        assert_eq!(wordless, Vec::<String>::new());
    }

    #[test]
    fn help_is_in_the_language_asked_for() {
        let help = |lang| command(lang).render_long_help().to_string();
        assert!(help(Lang::Zh).contains("用法") && help(Lang::Zh).contains("体检"));
        assert!(!help(Lang::Zh).contains("Print help"));
        assert!(help(Lang::En).contains("Usage: sanshen") && help(Lang::En).contains("doctor"));
    }

    #[test]
    fn a_wrong_command_line_is_told_with_the_near_miss() {
        let told = |line: &str, lang| {
            let words = line.split(' ');
            match command(lang).try_get_matches_from(words) {
                Ok(matches) => {
                    assert!(Cli::from_arg_matches(&matches).is_ok());
                    None
                }
                Err(error) => fault(&error, lang),
            }
        };
        let unknown = told("sanshen shwo 12", Lang::En).expect("a fault");
        assert!(
            unknown.contains("shwo") && unknown.contains("show"),
            "{unknown}"
        );
        let flag = told("sanshen list --jsn", Lang::Zh).expect("a fault");
        assert!(
            flag.contains("不认识参数 --jsn") && flag.contains("--json"),
            "{flag}"
        );
        let value = told("sanshen export --format xml", Lang::En).expect("a fault");
        assert!(value.contains("xml") && value.contains("csv"), "{value}");
        let missing = told("sanshen return 12", Lang::En).expect("a fault");
        assert!(missing.contains("--code"), "{missing}");
        let both = told("sanshen list --demo --server http://x", Lang::En).expect("a fault");
        assert!(both.contains("--demo"), "{both}");
        let zero = told("sanshen token issue --label x --days 0", Lang::En).expect("a fault");
        assert!(zero.contains("--days"), "{zero}");
        assert_eq!(told("sanshen list stage:l2 due<2h --json", Lang::En), None);
    }
}
