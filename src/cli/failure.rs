//! How a command fails: one line that says what failed and what to do, and an exit code.
//!
//! Commands hand errors up as they are; [`sentence`] knows the words for each kind. `RUST_BACKTRACE` shows the rest.

use crate::client::api::ConnectError;
use crate::client::place::NoHome;
use crate::client::{ClientError, DiskError};
use crate::desk::{DeskError, FoundingError};
use crate::domain::refusal::Refusal;
use crate::messages::{Lang, cli as say, client, refusal};
use crate::server::ServeError;
use crate::store::StoreError;
use crate::text;
use crate::wire::Problem;
use std::io::ErrorKind;

/// The exit code of a command that did what it was asked, or the failure that kept it from doing so.
pub type Outcome = anyhow::Result<u8>;

/// Everything went well.
pub const FINE: u8 = 0;
/// Something failed, and a line says what.
pub const FAILED: u8 = 1;
/// The command line is wrong.
pub const WRONG: u8 = 2;
/// An import took the good rows in; others were bad.
pub const SOME_BAD: u8 = 3;

/// A failure that is already in words.
#[derive(Debug, thiserror::Error)]
#[error("{line}")]
pub struct Told {
    line: String,
    code: u8,
}

/// A failure with this line.
pub fn told(line: impl Into<String>) -> anyhow::Error {
    Told {
        line: line.into(),
        code: FAILED,
    }
    .into()
}

/// A command line that does not make sense, with this line.
pub fn wrong(line: impl Into<String>) -> anyhow::Error {
    Told {
        line: line.into(),
        code: WRONG,
    }
    .into()
}

/// The exit code of a failure. A pipe whose reader went away is none.
pub fn code(error: &anyhow::Error) -> u8 {
    if is_broken_pipe(error) {
        return FINE;
    }
    error
        .downcast_ref::<Told>()
        .map_or(FAILED, |told| told.code)
}

/// Whoever read the output has read enough.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|why| why.kind() == ErrorKind::BrokenPipe)
    })
}

/// What failed and what to do, safe to print.
pub fn sentence(error: &anyhow::Error, lang: Lang) -> String {
    text::clean_block(&words(error, lang)).into_owned()
}

fn words(error: &anyhow::Error, lang: Lang) -> String {
    if let Some(told) = error.downcast_ref::<Told>() {
        told.line.clone()
    } else if let Some(error) = error.downcast_ref::<ClientError>() {
        client_words(error, lang)
    } else if let Some(error) = error.downcast_ref::<StoreError>() {
        error.sentence(lang)
    } else if let Some(error) = error.downcast_ref::<DeskError>() {
        desk_words(error, lang)
    } else if let Some(error) = error.downcast_ref::<FoundingError>() {
        founding_words(error, lang)
    } else if let Some(error) = error.downcast_ref::<DiskError>() {
        error.sentence(lang)
    } else if let Some(error) = error.downcast_ref::<ConnectError>() {
        error.sentence(lang)
    } else if error.downcast_ref::<NoHome>().is_some() {
        client::no_home(lang, crate::client::place::HOME)
    } else if let Some(error) = error.downcast_ref::<ServeError>() {
        serve_words(error, lang)
    } else if let Some(error) = error.downcast_ref::<std::io::Error>() {
        say::io(lang, error)
    } else {
        say::unexpected(lang, error)
    }
}

fn client_words(error: &ClientError, lang: Lang) -> String {
    match error {
        // The client's own sentences speak of the outbox, which commands do not have.
        ClientError::Unreachable { why } => say::unreachable(lang, why),
        ClientError::TimedOut => say::NO_ANSWER.get(lang).to_owned(),
        ClientError::NotSignedIn => say::SIGNED_OUT.get(lang).to_owned(),
        ClientError::Problem(problem) => problem_words(problem, lang),
        ClientError::BadAnswer { .. } => error.sentence(lang),
    }
}

/// A problem of the wire: the field, the server's sentence, and who can help.
pub fn problem_words(problem: &Problem, lang: Lang) -> String {
    let title = if problem.title.is_empty() {
        client::untitled(lang, &problem.code, problem.status)
    } else {
        problem.title.clone()
    };
    assemble(problem.field.as_deref(), title, &problem.who_can_fix, lang)
}

/// A rule's refusal: the field, the sentence, and who can help.
pub fn refusal_words(refused: &Refusal, lang: Lang) -> String {
    let title = refusal::sentence(lang, &refused.why);
    assemble(refused.field.as_deref(), title, &refused.who_can_fix, lang)
}

fn assemble(
    field: Option<&str>,
    title: String,
    fixers: &[crate::domain::refusal::Fixer],
    lang: Lang,
) -> String {
    let line = match field {
        Some(field) => say::with_field(lang, field, title),
        None => title,
    };
    let fixers = refusal::fixers(lang, fixers);
    if fixers.is_empty() {
        line
    } else {
        format!("{line} {fixers}")
    }
}

fn desk_words(error: &DeskError, lang: Lang) -> String {
    match error {
        DeskError::Refused(refused) => refusal_words(refused, lang),
        DeskError::Stale { yours, now } => {
            let why = crate::domain::refusal::Why::Stale {
                yours: *yours,
                now: *now,
            };
            refusal::sentence(lang, &why)
        }
        DeskError::Store(error) => error.sentence(lang),
    }
}

fn founding_words(error: &FoundingError, lang: Lang) -> String {
    match error {
        FoundingError::Exists => say::FOUNDED_MEANWHILE.get(lang).to_owned(),
        FoundingError::Problems(problems) => {
            let mut lines = vec![say::problems(lang, problems.len())];
            lines.extend(problems.iter().map(|it| refusal_words(it, lang)));
            lines.join("\n  ")
        }
        FoundingError::Desk(error) => desk_words(error, lang),
    }
}

fn serve_words(error: &ServeError, lang: Lang) -> String {
    match error {
        ServeError::Listen { listen, why } => say::listen(lang, listen, why),
        ServeError::Tls { cert, key, why } => say::tls(lang, cert.display(), key.display(), why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::refusal::Why;

    #[test]
    fn a_failure_is_told_in_words_and_never_with_control_characters() {
        let error = anyhow::Error::from(StoreError::Newer { found: 9, known: 2 });
        assert!(sentence(&error, Lang::En).contains("newer sanshen"));
        assert_eq!(code(&error), FAILED);
        let hostile = told("\x1b]0;owned\x07 no");
        assert!(!sentence(&hostile, Lang::En).contains(['\x1b', '\x07']));
        assert_eq!(code(&wrong("x")), WRONG);
    }

    #[test]
    fn a_reader_that_went_away_is_no_failure() {
        let error = anyhow::Error::from(std::io::Error::from(ErrorKind::BrokenPipe));
        assert!(is_broken_pipe(&error));
        assert_eq!(code(&error.context("writing")), FINE);
    }

    #[test]
    fn founding_tells_every_problem_with_its_field() {
        let problems = vec![
            Refusal::from(Why::Missing).at("people[0].name"),
            Refusal::from(Why::Missing).at("posts[1].a"),
        ];
        let error = anyhow::Error::from(FoundingError::Problems(problems));
        let told = sentence(&error, Lang::En);
        assert!(told.contains("people[0].name") && told.contains("posts[1].a"));
    }
}
