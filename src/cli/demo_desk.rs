//! `demo`: the demonstration desk, made when it is first asked for, opened in the terminal or served for scripts.
//!
//! It lives in a file of its own name, so that starting over can never remove a real desk, and takes that name only when
//! it is whole.

use super::address::{DEMO_FILE, demo_folder};
use super::args::DemoArgs;
use super::demo::{self, DemoPerson, Populated};
use super::failure::{FINE, Outcome, told};
use super::link::{self, Link};
use super::{Context, print, serving, terminal, trace};
use crate::client::disk::{self, Lasting};
use crate::desk::{Desk, system_clock};
use crate::domain::calendar::Calendar;
use crate::messages::{Lang, cli as say, words};
use crate::server::{Settings, serve};
use crate::store::{DatabaseUrl, Store, StoreError};
use serde::{Deserialize, Serialize};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// What a database is called while it is being made.
const PART_FILE: &str = "demo.db.part";
/// Who can be whom, for scripts.
const PEOPLE_FILE: &str = "people.json";
/// Days for which the tokens of scripts are good.
const TOKEN_DAYS: i64 = 30;
/// What SQLite and the store keep beside a database.
const BESIDE: [&str; 3] = ["", "-wal", "-shm"];

/// `demo`.
pub async fn run(ctx: &Context, args: DemoArgs) -> Outcome {
    if args.serve {
        trace::to_stderr("warn");
    } else {
        trace::to_file(&ctx.place);
        terminal::wanted(ctx.lang)?;
    }
    let own = args.data.is_none();
    let folder = match &args.data {
        Some(folder) => folder.clone(),
        None => demo_folder(ctx)?,
    };
    let calendar = link::calendar(ctx.lang, &ctx.settings.calendar)?;
    let file = folder.join(DEMO_FILE);
    if args.fresh {
        start_over(&file).await?;
    }
    if !file.exists() {
        print::note(say::DEMO_PREPARING.get(ctx.lang));
        make(&folder, &calendar).await?;
    }
    let url = DatabaseUrl::sqlite(&file);
    let desk = Desk::new(link::open_store(&url).await?, system_clock(), calendar);
    let people = demo::people(&desk).await.map_err(|error| {
        tracing::error!(%error, "demonstration desk");
        told(say::demo_damaged(ctx.lang, file.display()))
    })?;
    if args.serve {
        return serve_for_scripts(ctx, &args, &folder, desk, &people).await;
    }
    let person = chosen(&people, args.login.as_deref(), ctx.lang)?;
    // Of the usual demonstration desk the drafts are found again under a lasting name.
    let key = match own {
        true => "demo".to_owned(),
        false => super::address::key(&super::address::DeskAddress::Database(url)),
    };
    let token = link::token_for(ctx, &desk, &key, person.id, &person.login).await?;
    let link = Link::embedded(ctx, desk, key).await?;
    link.api.set_token(Some(&token));
    let opened = terminal::over(
        ctx,
        &link,
        Some(token),
        Some(person.login.clone()),
        &args.terminal,
    )
    .await;
    link.close().await;
    opened
}

/// Who opens the desk.
fn chosen<'p>(
    people: &'p Populated,
    called: Option<&str>,
    lang: Lang,
) -> anyhow::Result<&'p DemoPerson> {
    let found = match called {
        Some(name) => people.person(name),
        None => people
            .people
            .iter()
            .find(|it| it.id == people.default_person),
    };
    found.ok_or_else(|| {
        let logins: Vec<String> = people
            .people
            .iter()
            .map(|it| say::login_of(lang, &it.login, &it.name))
            .collect();
        let logins = logins.join(crate::messages::query::list_gap(lang));
        told(say::nobody_called(lang, called.unwrap_or("?"), logins))
    })
}

/// Removes a demonstration desk that nobody is using.
async fn start_over(file: &Path) -> anyhow::Result<()> {
    if !file.exists() {
        return Ok(());
    }
    match link::open_store(&DatabaseUrl::sqlite(file)).await {
        Ok(store) => store.close().await,
        // One that cannot be opened for another reason can be thrown away all the same.
        Err(error) => match error.downcast_ref::<StoreError>() {
            Some(StoreError::InUse { .. }) => return Err(error),
            _ => {}
        },
    }
    remove(file)?;
    Ok(())
}

fn remove(file: &Path) -> std::io::Result<()> {
    for end in BESIDE {
        let mut name = file.as_os_str().to_owned();
        name.push(end);
        match std::fs::remove_file(PathBuf::from(name)) {
            Err(why) if why.kind() != ErrorKind::NotFound => return Err(why),
            _ => {}
        }
    }
    Ok(())
}

/// Makes the desk under another name, and gives it its own when it is whole.
async fn make(folder: &Path, calendar: &Calendar) -> anyhow::Result<()> {
    let (part, file) = (folder.join(PART_FILE), folder.join(DEMO_FILE));
    // Held by another process that makes one just now, it is refused as in use.
    let claimed: Store = link::open_store(&DatabaseUrl::sqlite(&part)).await?;
    claimed.close().await;
    remove(&part)?;
    let store = link::open_store(&DatabaseUrl::sqlite(&part)).await?;
    let made = demo::populate(store.clone(), system_clock()(), calendar.clone()).await;
    store.close().await;
    made?;
    std::fs::rename(&part, &file)?;
    // The lock of a name that is not used any more.
    let _ = std::fs::remove_file(folder.join(format!("{PART_FILE}.lock")));
    Ok(())
}

/// A row of `people.json`.
#[derive(Debug, Serialize, Deserialize)]
struct Listed {
    name: String,
    login: String,
    /// Names of the posts held, with the role.
    posts: Vec<String>,
    /// The unit of a correspondent.
    unit: Option<String>,
    token: String,
}

async fn serve_for_scripts(
    ctx: &Context,
    args: &DemoArgs,
    folder: &Path,
    desk: Desk,
    people: &Populated,
) -> Outcome {
    let lang = ctx.lang;
    let settings = Settings {
        listen: args.listen,
        tls: None,
        body_limit: 1 << 20,
    };
    let listening = serve(desk.clone(), settings).await?;
    let path = folder.join(PEOPLE_FILE);
    let listed = list(&desk, people, &path, lang).await?;
    let json = serde_json::to_vec_pretty(&listed)?;
    disk::replace(&path, &json, Lasting::PowerCut)?;
    print::line(say::demo_people(lang, path.display()))?;
    print::line(say::demo_ready(
        lang,
        format!("http://{}", listening.address),
    ))?;
    std::io::stdout().flush()?;
    let ended = serving::until_ended(listening, lang).await;
    desk.store().clone().close().await;
    ended?;
    Ok(FINE)
}

/// Everybody with a token: that of last time while it is good, so that scripts go on working.
async fn list(
    desk: &Desk,
    people: &Populated,
    path: &Path,
    lang: Lang,
) -> anyhow::Result<Vec<Listed>> {
    let before: Vec<Listed> = match std::fs::read(path) {
        Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_default(),
        Err(_) => Vec::new(),
    };
    let mut listed = Vec::with_capacity(people.people.len());
    for person in &people.people {
        let kept = before.iter().find(|it| it.login == person.login);
        let good = match kept {
            Some(kept) => {
                let caller = desk.authenticate(&kept.token).await;
                caller.is_ok_and(|caller| caller.person == person.id)
            }
            None => false,
        };
        let token = match kept {
            Some(kept) if good => kept.token.clone(),
            _ => {
                desk.issue_locally(person.id, "demo", TOKEN_DAYS)
                    .await?
                    .token
            }
        };
        let posts = person.posts.iter().map(|it| {
            let name = words::bilingual(lang, &it.name);
            format!("{name} {}", words::holding(lang, it.role))
        });
        listed.push(Listed {
            name: person.name.clone(),
            login: person.login.clone(),
            posts: posts.collect(),
            unit: person.unit.clone(),
            token,
        });
    }
    Ok(listed)
}
