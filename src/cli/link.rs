//! A desk within reach: a server elsewhere, or a database of this machine served for the length of one command.
//!
//! Both are spoken to over the same interface. The embedded desk listens on a loopback port, which every account of a
//! shared machine can reach, so it asks for a token like any other: one of the person's own, kept between commands.

use super::address::{self, DeskAddress};
use super::args::Where;
use super::failure::told;
use super::{Context, print};
use crate::client::Api;
use crate::client::api::Connect;
use crate::client::session::{self, Session};
use crate::desk::{Caller, Desk, system_clock};
use crate::domain::calendar::Calendar;
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::roster::{Duty, Person};
use crate::messages::{Lang, cli as say, query::list_gap};
use crate::server::{Listening, Settings, serve};
use crate::store::{DatabaseUrl, Store};
use crate::text;
use std::path::PathBuf;

/// Environment variable with the person to act as over a database of this machine.
const AS: &str = "SANSHEN_AS";
/// Environment variable with a token.
const TOKEN: &str = "SANSHEN_TOKEN";
/// Days for which a token of the command line itself is good.
const TOKEN_DAYS: i64 = 14;
/// Logins named at most when one has to be chosen.
const MOST_NAMED: usize = 12;

/// A desk and a way to ask it.
pub struct Link {
    pub api: Api,
    /// The desk itself, when it is served from here.
    pub desk: Option<Desk>,
    /// Under what name the person's files for it are kept.
    pub key: String,
    listening: Option<Listening>,
}

/// Who acts when nobody was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Otherwise {
    /// It has to be said.
    Ask,
    /// Whoever acts for a post with the first of these duties that anybody has.
    Whoever(&'static [Duty]),
}

impl Link {
    /// Reaches the desk that the flags name, as somebody.
    pub async fn open(ctx: &Context, at: &Where, otherwise: Otherwise) -> anyhow::Result<Link> {
        let address = address::find(ctx, at)?;
        let key = address::key(&address);
        match address {
            DeskAddress::Server(base) => {
                let link = Self::remote(ctx, base, key)?;
                let token = match given(&at.token, TOKEN) {
                    Some(token) => Some(token),
                    None => session::load(&ctx.place, &link.key, now())?.map(|it| it.token),
                };
                let Some(token) = token else {
                    return Err(told(say::not_signed_in(ctx.lang, &link.key)));
                };
                link.api.set_token(Some(&token));
                Ok(link)
            }
            DeskAddress::Database(url) => {
                let desk = open_desk(ctx, &url).await?;
                let token = match given(&at.token, TOKEN).filter(|_| at.login.is_none()) {
                    Some(token) => token,
                    None => local_token(ctx, &desk, &key, at, otherwise).await?,
                };
                let link = Self::embedded(ctx, desk, key).await?;
                link.api.set_token(Some(&token));
                Ok(link)
            }
        }
    }

    /// Reaches the desk as nobody, to log in.
    pub async fn unsigned(ctx: &Context, at: &Where) -> anyhow::Result<Link> {
        let address = address::find(ctx, at)?;
        let key = address::key(&address);
        match address {
            DeskAddress::Server(base) => Self::remote(ctx, base, key),
            DeskAddress::Database(url) => {
                Self::embedded(ctx, open_desk(ctx, &url).await?, key).await
            }
        }
    }

    /// A server elsewhere, before anybody has signed in.
    pub fn remote(ctx: &Context, base: String, key: String) -> anyhow::Result<Link> {
        Ok(Link {
            api: api(ctx, base)?,
            desk: None,
            key,
            listening: None,
        })
    }

    /// Serves an open desk to this process.
    pub async fn embedded(ctx: &Context, desk: Desk, key: String) -> anyhow::Result<Link> {
        let settings = Settings {
            listen: ([127, 0, 0, 1], 0).into(),
            tls: None,
            body_limit: 1 << 20,
        };
        let listening = serve(desk.clone(), settings).await?;
        Ok(Link {
            api: api(ctx, format!("http://{}", listening.address))?,
            desk: Some(desk),
            key,
            listening: Some(listening),
        })
    }

    /// Ends what was begun: the embedded server goes down and the database is closed.
    pub async fn close(self) {
        if let Some(listening) = self.listening {
            listening.close().await;
        }
        if let Some(desk) = self.desk {
            desk.store().clone().close().await;
        }
    }
}

fn api(ctx: &Context, base: String) -> anyhow::Result<Api> {
    let trusted = match &ctx.settings.certificates {
        Some(file) => Some(super::read_bytes(ctx.lang, file)?),
        None => None,
    };
    let connect = Connect {
        base,
        lang: ctx.lang,
        trusted,
        ..Connect::default()
    };
    Ok(Api::new(connect)?)
}

fn given(flag: &Option<String>, variable: &str) -> Option<String> {
    flag.clone()
        .or_else(|| std::env::var(variable).ok())
        .filter(|value| !value.trim().is_empty())
}

fn now() -> Moment {
    system_clock()()
}

/// The tables of days off that the settings name.
pub fn calendar(lang: Lang, files: &[PathBuf]) -> anyhow::Result<Calendar> {
    let mut calendar = Calendar::default();
    for file in files {
        let table = super::read_text(lang, file)?;
        calendar
            .add_year(&table)
            .map_err(|why| told(say::calendar(lang, file.display(), why)))?;
    }
    Ok(calendar)
}

/// Opens a store off the runtime's threads: it can wait for a lock or bring the database forward.
pub async fn open_store(url: &DatabaseUrl) -> anyhow::Result<Store> {
    let url = url.clone();
    Ok(tokio::task::spawn_blocking(move || Store::open(&url)).await??)
}

/// As [`open_store`], to look at it only, beside whoever serves from it.
pub async fn open_to_read(ctx: &Context, url: &DatabaseUrl) -> anyhow::Result<Store> {
    there_is_a_file(ctx, url)?;
    let url = url.clone();
    Ok(tokio::task::spawn_blocking(move || Store::open_read_only(&url)).await??)
}

/// A file that is not there is not made by looking for a desk in it.
fn there_is_a_file(ctx: &Context, url: &DatabaseUrl) -> anyhow::Result<()> {
    match url.file() {
        Some(file) if !file.exists() => {
            let shown = file.display();
            let demo = file.ends_with(address::DEMO_FILE);
            Err(told(if demo {
                say::no_demo(ctx.lang, shown)
            } else {
                say::no_desk(ctx.lang, shown)
            }))
        }
        _ => Ok(()),
    }
}

/// Opens the desk in a database; one that has none is left as it is.
pub async fn open_desk(ctx: &Context, url: &DatabaseUrl) -> anyhow::Result<Desk> {
    there_is_a_file(ctx, url)?;
    let calendar = calendar(ctx.lang, &ctx.settings.calendar)?;
    let desk = Desk::new(open_store(url).await?, system_clock(), calendar);
    if desk.is_founded().await? {
        Ok(desk)
    } else {
        Err(told(say::not_founded(ctx.lang, url)))
    }
}

/// The person in service who is called so, by login or by name.
pub async fn person(desk: &Desk, called: &str, lang: Lang) -> anyhow::Result<Person> {
    let known = desk.current().await?;
    let people: Vec<&Person> = known
        .roster
        .people
        .values()
        .filter(|it| it.active)
        .collect();
    pick(&people, called, lang).cloned()
}

/// The one of these people who is called so.
pub fn pick<'p>(people: &[&'p Person], called: &str, lang: Lang) -> anyhow::Result<&'p Person> {
    let wanted = text::fold(called.trim());
    if let Some(person) = people.iter().find(|it| text::fold(&it.login) == wanted) {
        return Ok(person);
    }
    let named: Vec<&'p Person> = people
        .iter()
        .filter(|it| text::fold(&it.name) == wanted)
        .copied()
        .collect();
    match named.as_slice() {
        [one] => Ok(one),
        [] => Err(told(say::nobody_called(lang, called, logins(people, lang)))),
        several => Err(told(say::several_called(
            lang,
            called,
            logins(several, lang),
        ))),
    }
}

fn logins(people: &[&Person], lang: Lang) -> String {
    let mut named: Vec<String> = people
        .iter()
        .take(MOST_NAMED)
        .map(|it| say::login_of(lang, &it.login, &it.name))
        .collect();
    if people.len() > MOST_NAMED {
        named.push("..".into());
    }
    named.join(list_gap(lang))
}

/// A token over a database of one's own. Whoever can write the file can do anything to it, so no password is asked; that
/// the token was made is in the log like everything else.
async fn local_token(
    ctx: &Context,
    desk: &Desk,
    key: &str,
    at: &Where,
    otherwise: Otherwise,
) -> anyhow::Result<String> {
    let person = match given(&at.login, AS) {
        Some(called) => person(desk, &called, ctx.lang).await?,
        None => {
            if let Some(kept) = session::load(&ctx.place, key, desk.now())?
                && desk.authenticate(&kept.token).await.is_ok()
            {
                return Ok(kept.token);
            }
            whoever(ctx, desk, otherwise).await?
        }
    };
    token_for(ctx, desk, key, person.id, &person.login).await
}

/// The token kept for this person at this desk, or a new one.
pub async fn token_for(
    ctx: &Context,
    desk: &Desk,
    key: &str,
    person: PersonId,
    login: &str,
) -> anyhow::Result<String> {
    let kept_as = format!("{key}#{login}");
    if let Some(kept) = session::load(&ctx.place, &kept_as, desk.now())?
        && let Ok(Caller { person: of, .. }) = desk.authenticate(&kept.token).await
        && of == person
    {
        return Ok(kept.token);
    }
    let reply = desk
        .issue_locally(person, "command line", TOKEN_DAYS)
        .await?;
    let kept = Session {
        login: login.to_owned(),
        token: reply.token.clone(),
        expires_at: reply.view.expires_at,
    };
    session::save(&ctx.place, &kept_as, &kept)?;
    Ok(reply.token)
}

async fn whoever(ctx: &Context, desk: &Desk, otherwise: Otherwise) -> anyhow::Result<Person> {
    let known = desk.current().await?;
    let people = &known.roster.people;
    if let Otherwise::Whoever(duties) = otherwise {
        let acting = duties.iter().find_map(|duty| {
            let posts = known.roster.posts.values();
            posts
                .filter(|post| post.active && post.duties.contains(duty))
                .find_map(|post| known.roster.acting(post.id, desk.now()))
        });
        if let Some(person) = acting.and_then(|seat| people.get(&seat.person)) {
            print::note(say::acting_as(ctx.lang, &person.name, &person.login));
            return Ok(person.clone());
        }
    }
    let active: Vec<&Person> = people.values().filter(|it| it.active).collect();
    Err(told(say::who_acts(ctx.lang, logins(&active, ctx.lang))))
}
