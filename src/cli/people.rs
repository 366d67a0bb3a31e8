//! Log-in, people, reporting units and access tokens.

use super::args::{TokenVerb, UnitVerb, UserVerb, Where};
use super::ask::Asker;
use super::failure::{FINE, Outcome, told};
use super::link::{Link, Otherwise, pick};
use super::print::{self, Table};
use super::{Context, show};
use crate::client::session::{self, Session};
use crate::domain::calendar::{office_zone, shown};
use crate::domain::id::TokenId;
use crate::domain::moment::Moment;
use crate::domain::roster::{Absence, Duty, Person, PersonDraft, UnitDraft};
use crate::messages::{Lang, cli as say, query::list_gap, words};
use crate::wire::people::{PasswordRequest, RosterView, TokenRequest, TokenView};

/// `login`: asks for the password and remembers the token.
pub async fn login(ctx: &Context, at: Where, name: Option<String>) -> Outcome {
    let lang = ctx.lang;
    let link = Link::unsigned(ctx, &at).await?;
    let (login, password) = {
        let mut asker = Asker::aside(lang);
        let login = match name.or(at.login) {
            Some(login) => login,
            None => asker.line(say::ASK_LOGIN.get(lang))?,
        };
        (login, asker.secret(say::ASK_PASSWORD.get(lang))?)
    };
    let reply = link.api.login(&login, &password).await?;
    let zone = office_zone(&zone_name(&link).await);
    let session = Session {
        login: reply.me.person.login.clone(),
        token: reply.token,
        expires_at: reply.expires_at,
    };
    session::save(&ctx.place, &link.key, &session)?;
    let until = shown(reply.expires_at, &zone);
    print::line(say::logged_in(lang, &reply.me.person.name, until))?;
    link.close().await;
    Ok(FINE)
}

/// The office zone's name. A correspondent does not see the procedure; theirs is the usual one.
async fn zone_name(link: &Link) -> String {
    let procedure = link.api.procedure().await;
    procedure.map_or_else(|_| "Asia/Shanghai".to_owned(), |it| it.zone)
}

/// `logout`: ends the token and forgets it.
pub async fn logout(ctx: &Context, at: Where) -> Outcome {
    let link = Link::unsigned(ctx, &at).await?;
    let now = show::server_now(&link.api);
    let Some(kept) = session::load(&ctx.place, &link.key, now)? else {
        link.close().await;
        print::line(say::WAS_NOT_LOGGED_IN.get(ctx.lang))?;
        return Ok(FINE);
    };
    session::forget(&ctx.place, &link.key)?;
    link.api.set_token(Some(&kept.token));
    let ended = link.api.logout().await;
    link.close().await;
    match ended {
        // The token was no longer good: there is nothing left to end.
        Ok(()) | Err(crate::client::ClientError::NotSignedIn) => {}
        Err(error) => return Err(error.into()),
    }
    print::line(say::LOGGED_OUT.get(ctx.lang))?;
    Ok(FINE)
}

/// Whoever may plan the roster acts when nobody was named.
pub const PLANNER: Otherwise = Otherwise::Whoever(&[Duty::Administer, Duty::Roster]);

/// `user …`.
pub async fn user(ctx: &Context, verb: UserVerb, outer: &Where) -> Outcome {
    let lang = ctx.lang;
    match verb {
        UserVerb::List(args) => {
            let link = Link::open(ctx, &args.at.or(outer), PLANNER).await?;
            let roster = link.api.roster().await?;
            if args.json {
                print::json(&roster.people)?;
            } else {
                people_table(lang, &roster, show::server_now(&link.api)).print()?;
            }
            link.close().await;
        }
        UserVerb::Add(args) => {
            let link = Link::open(ctx, &args.at.or(outer), PLANNER).await?;
            let unit = match &args.unit {
                Some(name) => Some(unit_called(&link, name, lang).await?),
                None => None,
            };
            let draft = PersonDraft {
                name: args.shown,
                login: args.name,
                unit,
                correspondent: args.correspondent,
                phone: args.phone,
            };
            link.api.add_person(&draft).await?;
            print::line(say::person_added(lang, &draft.name, &draft.login))?;
            link.close().await;
        }
        UserVerb::Password(args) => {
            let link = Link::open(ctx, &args.at.or(outer), PLANNER).await?;
            let person = called(&link, &args.name, lang).await?;
            set_password(ctx, &link, &person).await?;
            print::line(say::password_set(lang, &person.name))?;
            link.close().await;
        }
        UserVerb::End(args) => {
            let link = Link::open(ctx, &args.at.or(outer), PLANNER).await?;
            let person = called(&link, &args.name, lang).await?;
            link.api.end_service(person.id).await?;
            print::line(say::person_ended(lang, &person.name))?;
            link.close().await;
        }
    }
    Ok(FINE)
}

/// Over a database of one's own the present password is not asked: it may be the one that was forgotten.
async fn set_password(ctx: &Context, link: &Link, person: &Person) -> anyhow::Result<()> {
    let lang = ctx.lang;
    let own = match &link.desk {
        Some(_) => false,
        None => link.api.me().await?.person.id == person.id,
    };
    let (current, new) = {
        let mut asker = Asker::aside(lang);
        let current = match own {
            true => Some(asker.secret(say::ASK_CURRENT_PASSWORD.get(lang))?),
            false => None,
        };
        (current, asker.new_secret(say::ASK_NEW_PASSWORD.get(lang))?)
    };
    match &link.desk {
        Some(desk) => desk.set_password_locally(person.id, new).await?,
        None => {
            let request = PasswordRequest { current, new };
            link.api.set_password(person.id, &request).await?;
        }
    }
    Ok(())
}

async fn called(link: &Link, name: &str, lang: Lang) -> anyhow::Result<Person> {
    let roster = link.api.roster().await?;
    let people: Vec<&Person> = roster.people.iter().filter(|it| it.active).collect();
    pick(&people, name, lang).cloned()
}

async fn unit_called(
    link: &Link,
    name: &str,
    lang: Lang,
) -> anyhow::Result<crate::domain::id::UnitId> {
    let roster = link.api.roster().await?;
    let wanted = crate::text::fold(name);
    let found = roster.units.iter().find(|it| {
        it.active && (crate::text::fold(&it.name) == wanted || it.id.to_string() == name)
    });
    match found {
        Some(unit) => Ok(unit.id),
        None => {
            let known: Vec<&str> = roster.units.iter().map(|it| it.name.as_str()).collect();
            Err(told(say::unknown_unit(
                lang,
                name,
                known.join(list_gap(lang)),
            )))
        }
    }
}

fn people_table(lang: Lang, roster: &RosterView, now: Moment) -> Table {
    let head = [
        say::HEAD_LOGIN,
        say::HEAD_NAME,
        say::HEAD_STATE,
        say::HEAD_POSTS,
    ];
    let mut table = Table::new(head.map(|it| it.get(lang)));
    for person in &roster.people {
        let away = |it: &Absence| it.person == person.id && it.in_force(now);
        let state = if !person.active {
            say::PERSON_ENDED
        } else if roster.absences.iter().any(away) {
            say::PERSON_AWAY
        } else {
            say::PERSON_ACTIVE
        };
        let unit = roster.units.iter().find(|it| Some(it.id) == person.unit);
        let posts = posts_of(lang, roster, person, now);
        let place = match unit {
            Some(unit) if posts.is_empty() => unit.name.clone(),
            _ => posts,
        };
        table.row([
            person.login.clone(),
            person.name.clone(),
            state.get(lang).to_owned(),
            place,
        ]);
    }
    table
}

/// The posts a person holds now, each with the role.
fn posts_of(lang: Lang, roster: &RosterView, person: &Person, now: Moment) -> String {
    let held = roster
        .holdings
        .iter()
        .filter(|it| it.person == person.id && it.in_force(now));
    let named: Vec<String> = held
        .filter_map(|it| {
            let post = roster.posts.iter().find(|post| post.post.id == it.post)?;
            let name = words::bilingual(lang, &post.post.name);
            Some(format!("{name} {}", words::holding(lang, it.role)))
        })
        .collect();
    named.join(list_gap(lang))
}

/// `unit …`.
pub async fn unit(ctx: &Context, verb: UnitVerb, outer: &Where) -> Outcome {
    let lang = ctx.lang;
    match verb {
        UnitVerb::List(args) => {
            let link = Link::open(ctx, &args.at.or(outer), PLANNER).await?;
            let roster = link.api.roster().await?;
            if args.json {
                print::json(&roster.units)?;
            } else {
                let head = [say::HEAD_NAME, say::HEAD_STATE, say::HEAD_ID];
                let mut table = Table::new(head.map(|it| it.get(lang)));
                for unit in &roster.units {
                    let state = if unit.active {
                        say::UNIT_ACTIVE
                    } else {
                        say::UNIT_ENDED
                    };
                    let state = state.get(lang).to_owned();
                    table.row([unit.name.clone(), state, unit.id.to_string()]);
                }
                table.print()?;
            }
            link.close().await;
        }
        UnitVerb::Add(args) => {
            let link = Link::open(ctx, &args.at.or(outer), PLANNER).await?;
            for name in args.names {
                add_unit(&link, &name).await?;
                print::line(say::unit_added(lang, name))?;
            }
            link.close().await;
        }
    }
    Ok(FINE)
}

/// Adds a reporting unit.
pub async fn add_unit(link: &Link, name: &str) -> anyhow::Result<()> {
    let draft = UnitDraft {
        name: name.to_owned(),
        parent: None,
        active: true,
    };
    link.api.add_unit(&draft).await?;
    Ok(())
}

/// `token …`.
pub async fn token(ctx: &Context, verb: TokenVerb, outer: &Where) -> Outcome {
    let lang = ctx.lang;
    match verb {
        TokenVerb::Issue(args) => {
            let link = Link::open(ctx, &args.at.or(outer), PLANNER).await?;
            let person = match &args.name {
                Some(name) => Some(called(&link, name, lang).await?),
                None => None,
            };
            let request = TokenRequest {
                person: person.as_ref().map(|it| it.id),
                label: args.label,
                days: args.days,
            };
            let reply = match (&link.desk, &person) {
                // Over a database of one's own no administrator is needed.
                (Some(desk), Some(person)) => {
                    desk.issue_locally(person.id, &request.label, request.days.into())
                        .await?
                }
                _ => link.api.issue_token(&request).await?,
            };
            if args.json {
                print::json(&reply)?;
            } else {
                let name = match person {
                    Some(person) => person.name,
                    None => link.api.me().await?.person.name,
                };
                let zone = office_zone(&zone_name(&link).await);
                print::note(say::token_issued(
                    lang,
                    name,
                    shown(reply.view.expires_at, &zone),
                ));
                print::line(reply.token)?;
            }
            link.close().await;
        }
        TokenVerb::List(args) => {
            let link = Link::open(ctx, &args.at.or(outer), PLANNER).await?;
            let whose = match &args.name {
                Some(name) => Some(called(&link, name, lang).await?.id),
                None => None,
            };
            let tokens = link.api.tokens(whose).await?;
            if args.json {
                print::json(&tokens)?;
            } else {
                token_table(lang, &tokens, &link).await.print()?;
            }
            link.close().await;
        }
        TokenVerb::Revoke(args) => {
            let id: TokenId = args
                .id
                .parse()
                .map_err(|_| told(say::not_a_token(lang, &args.id)))?;
            let link = Link::open(ctx, &args.at.or(outer), PLANNER).await?;
            link.api.revoke_token(id).await?;
            print::line(say::TOKEN_REVOKED.get(lang))?;
            link.close().await;
        }
    }
    Ok(FINE)
}

async fn token_table(lang: Lang, tokens: &[TokenView], link: &Link) -> Table {
    let zone = office_zone(&zone_name(link).await);
    let now = show::server_now(&link.api);
    let head = [
        say::HEAD_ID,
        say::HEAD_STATE,
        say::HEAD_UNTIL,
        say::HEAD_LABEL,
    ];
    let mut table = Table::new(head.map(|it| it.get(lang)));
    for token in tokens {
        let state = if token.revoked_at.is_some() {
            say::TOKEN_ENDED
        } else if token.expires_at <= now {
            say::TOKEN_EXPIRED
        } else {
            say::TOKEN_GOOD
        };
        table.row([
            token.id.to_string(),
            state.get(lang).to_owned(),
            shown(token.expires_at, &zone),
            token.label.clone(),
        ]);
    }
    table
}
