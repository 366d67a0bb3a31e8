//! Which desk a command means: a server, or a database of this machine.
//!
//! What is said on the command line goes before the environment, and that before the settings: `--server`, `--database`,
//! `--data`, `--demo`; `SANSHEN_SERVER`, `SANSHEN_DATABASE`; `server` in the settings; the desk in the data folder.

use super::Context;
use super::args::Where;
use super::failure::told;
use crate::messages::cli as say;
use crate::store::DatabaseUrl;
use std::path::{Path, PathBuf};

/// A desk, before anything has been asked of it.
#[derive(Debug, Clone)]
pub enum DeskAddress {
    /// Base address of a server.
    Server(String),
    /// A database to open here.
    Database(DatabaseUrl),
}

/// File of a desk in its folder.
pub const DESK_FILE: &str = "desk.db";
/// File of a demonstration desk in its folder. Never that of a real one, so that starting over can harm none.
pub const DEMO_FILE: &str = "demo.db";

/// The desk that the flags, the environment and the settings name.
pub fn find(ctx: &Context, at: &Where) -> anyhow::Result<DeskAddress> {
    find_with(ctx, at, |name| std::env::var(name).ok())
}

fn find_with(
    ctx: &Context,
    at: &Where,
    variable: impl Fn(&str) -> Option<String>,
) -> anyhow::Result<DeskAddress> {
    let set = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
    if let Some(server) = &at.server {
        return Ok(DeskAddress::Server(server.clone()));
    }
    if let Some(database) = &at.database {
        return Ok(DeskAddress::Database(database.parse()?));
    }
    if at.demo {
        let folder = match &at.data {
            Some(folder) => folder.clone(),
            None => demo_folder(ctx)?,
        };
        return Ok(DeskAddress::Database(DatabaseUrl::sqlite(
            folder.join(DEMO_FILE),
        )));
    }
    if let Some(folder) = &at.data {
        return Ok(DeskAddress::Database(DatabaseUrl::sqlite(in_folder(
            folder,
        ))));
    }
    if let Some(server) = set("SANSHEN_SERVER") {
        return Ok(DeskAddress::Server(server));
    }
    if let Some(database) = set("SANSHEN_DATABASE") {
        return Ok(DeskAddress::Database(database.parse()?));
    }
    if let Some(server) = &ctx.settings.server {
        return Ok(DeskAddress::Server(server.clone()));
    }
    Ok(DeskAddress::Database(own_desk(ctx)?))
}

/// The database that the flags name, for commands that work on no server.
pub fn database(ctx: &Context, at: &Where) -> anyhow::Result<DatabaseUrl> {
    match find(ctx, at)? {
        DeskAddress::Database(url) => Ok(url),
        DeskAddress::Server(_) => Err(told(say::LOCAL_ONLY.get(ctx.lang))),
    }
}

/// Where a desk to be founded goes: the database or folder named, or the person's own.
pub fn to_found(
    ctx: &Context,
    database: Option<&str>,
    data: Option<&Path>,
) -> anyhow::Result<DatabaseUrl> {
    match (database, data) {
        (Some(database), _) => Ok(database.parse()?),
        (None, Some(folder)) => Ok(DatabaseUrl::sqlite(folder.join(DESK_FILE))),
        (None, None) => own_desk(ctx),
    }
}

/// The person's own desk on this machine.
pub fn own_desk(ctx: &Context) -> anyhow::Result<DatabaseUrl> {
    let file = ctx.place.data()?.join("desk").join(DESK_FILE);
    Ok(DatabaseUrl::sqlite(file))
}

/// Where the demonstration desk is when no folder is named.
pub fn demo_folder(ctx: &Context) -> anyhow::Result<PathBuf> {
    Ok(ctx.place.data()?.join("demo"))
}

/// The desk in a folder: a real one before a demonstration desk.
fn in_folder(folder: &Path) -> PathBuf {
    let (desk, demo) = (folder.join(DESK_FILE), folder.join(DEMO_FILE));
    if !desk.exists() && demo.exists() {
        demo
    } else {
        desk
    }
}

/// Under what name a person's files for this desk are kept: log-ins, drafts, what is unsent.
pub fn key(address: &DeskAddress) -> String {
    match address {
        DeskAddress::Server(base) => base.trim().trim_end_matches('/').to_owned(),
        DeskAddress::Database(url) => match url.file() {
            Some(file) => {
                let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
                format!("sqlite:{}", whole.display())
            }
            None => url.to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::Place;
    use crate::config::Settings;
    use crate::messages::Lang;

    fn context(home: &Path, server: Option<&str>) -> Context {
        Context {
            lang: Lang::En,
            lang_asked: None,
            place: Place::under(home),
            settings: Settings {
                server: server.map(str::to_owned),
                ..Settings::default()
            },
        }
    }

    fn found(ctx: &Context, at: &Where, variables: &[(&str, &str)]) -> String {
        let variable = |name: &str| {
            let known = variables.iter().find(|(known, _)| *known == name);
            known.map(|(_, value)| (*value).to_owned())
        };
        match find_with(ctx, at, variable).expect("an address") {
            DeskAddress::Server(base) => base,
            DeskAddress::Database(url) => url.to_string(),
        }
    }

    #[test]
    fn a_flag_goes_before_the_environment_and_that_before_the_settings() {
        let home = tempfile::tempdir().expect("a folder");
        let ctx = context(home.path(), Some("http://settings"));
        let none = Where::default();
        assert_eq!(found(&ctx, &none, &[]), "http://settings");
        let variables = [("SANSHEN_SERVER", "http://variable")];
        assert_eq!(found(&ctx, &none, &variables), "http://variable");
        let flag = Where {
            database: Some("sqlite:a.db".into()),
            ..Where::default()
        };
        assert_eq!(found(&ctx, &flag, &variables), "sqlite:a.db");
    }

    #[test]
    fn without_anything_said_it_is_the_persons_own_desk() {
        let home = tempfile::tempdir().expect("a folder");
        let ctx = context(home.path(), None);
        let own = found(&ctx, &Where::default(), &[]);
        assert!(own.ends_with("data/desk/desk.db"), "{own}");
        let demo = Where {
            demo: true,
            ..Where::default()
        };
        assert!(found(&ctx, &demo, &[]).ends_with("data/demo/demo.db"));
    }

    #[test]
    fn a_folder_holds_a_real_desk_before_a_demonstration() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(in_folder(folder.path()).ends_with(DESK_FILE));
        std::fs::write(folder.path().join(DEMO_FILE), "").expect("written");
        assert!(in_folder(folder.path()).ends_with(DEMO_FILE));
        std::fs::write(folder.path().join(DESK_FILE), "").expect("written");
        assert!(in_folder(folder.path()).ends_with(DESK_FILE));
    }
}
