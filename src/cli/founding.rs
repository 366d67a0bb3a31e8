//! Founding a desk: from a file (`init`), and the part of it that the set-up's questions end in.

use super::args::InitArgs;
use super::failure::{FINE, Outcome, told};
use super::link::open_store;
use super::{Context, address, print, procedure};
use crate::desk::{Desk, Founding, FoundingError, system_clock};
use crate::domain::calendar::Calendar;
use crate::domain::procedure::Procedure;
use crate::domain::report::Bilingual;
use crate::domain::roster::{TeamDraft, TeamReport};
use crate::messages::{Phrase, cli as say, setup};
use crate::store::DatabaseUrl;
use std::collections::BTreeMap;
use std::path::Path;

/// `init`.
pub async fn init(ctx: &Context, args: InitArgs) -> Outcome {
    let lang = ctx.lang;
    let Some(team) = args.team.filter(|_| !args.example) else {
        print::line(setup::EXAMPLE.get(lang).trim_end())?;
        return Ok(FINE);
    };
    let url = address::to_found(ctx, args.database.as_deref(), args.data.as_deref())?;
    let team: TeamDraft = super::read_toml(lang, &team)?;
    let passwords = match &args.passwords {
        Some(file) => passwords(ctx, file, &team)?,
        None => BTreeMap::new(),
    };
    let procedure = match &args.procedure {
        Some(file) => procedure::read(ctx, file)?,
        None => Procedure::three_levels(),
    };
    refuse_second(ctx, &url).await?;
    let founding = Founding {
        procedure,
        team,
        passwords,
    };
    found(&url, founding).await?;
    print::line(setup::founded(lang, &url))?;
    Ok(FINE)
}

/// The passwords of a file, which only its owner should be able to read.
fn passwords(
    ctx: &Context,
    file: &Path,
    team: &TeamDraft,
) -> anyhow::Result<BTreeMap<String, String>> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let open =
            std::fs::metadata(file).is_ok_and(|about| about.permissions().mode() & 0o077 != 0);
        if open {
            print::note(setup::passwords_open(ctx.lang, file.display()));
        }
    }
    let passwords: BTreeMap<String, String> = super::read_toml(ctx.lang, file)?;
    let known = |login: &String| team.people.iter().any(|it| it.login == *login);
    match passwords.keys().find(|login| !known(login)) {
        Some(login) => Err(told(setup::password_of_nobody(ctx.lang, login))),
        None => Ok(passwords),
    }
}

/// Refuses a database that holds a desk, before anything is asked. A file that does not exist is not made.
pub async fn refuse_second(ctx: &Context, url: &DatabaseUrl) -> anyhow::Result<()> {
    if url.file().is_some_and(|file| !file.exists()) {
        return Ok(());
    }
    let desk = Desk::new(open_store(url).await?, system_clock(), Calendar::default());
    let founded = desk.is_founded().await?;
    desk.store().clone().close().await;
    if founded {
        Err(told(say::founded_already(ctx.lang, url)))
    } else {
        Ok(())
    }
}

/// Founds the desk, whole or not at all.
pub async fn found(url: &DatabaseUrl, founding: Founding) -> anyhow::Result<TeamReport> {
    let desk = Desk::new(open_store(url).await?, system_clock(), Calendar::default());
    let founded: Result<_, FoundingError> = desk.found(founding).await;
    desk.store().clone().close().await;
    Ok(founded?.report)
}

/// A post's name from a phrase for each half.
pub fn post_names(zh: Phrase, en: Phrase) -> Bilingual {
    Bilingual::new(zh.zh, en.en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::roster::set_up;
    use crate::messages::Lang;
    use ulid::Ulid;

    #[test]
    fn the_team_to_begin_from_is_one_that_can_review_and_stand_a_leave() {
        for lang in [Lang::Zh, Lang::En] {
            let team: TeamDraft = toml::from_str(setup::EXAMPLE.get(lang)).expect("a team");
            let now = "2026-11-23T06:00:00Z".parse().expect("a time");
            let team = set_up(team, &Procedure::three_levels(), now, &mut Ulid::generate);
            let report = team.expect("a legal team").report;
            assert_eq!(report.errors, []);
            assert_eq!(report.blocked_when_away, [], "{lang:?}");
        }
    }
}
