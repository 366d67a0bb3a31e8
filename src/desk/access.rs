//! Who is asking: log-in, tokens, passwords. Secrets are hashed at rest and never in the log.

use super::record::actor_name;
use super::{Desk, DeskError, Known};
use crate::domain::event::{Actor, Change, Event};
use crate::domain::id::{PersonId, TokenId};
use crate::domain::moment::Moment;
use crate::domain::refusal::{LengthUnit, Refusal, Why};
use crate::domain::roster::{Duty, Seat};
use crate::store::tables::access::{self, TokenRow};
use crate::text;
use crate::wire::people::{LoginReply, Me, TokenReply, TokenRequest, TokenView};
use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use subtle::ConstantTimeEq;
use ulid::Ulid;

/// Characters a password must have at least.
pub const PASSWORD_CHARS: u64 = 10;
/// Days a log-in lasts.
const SESSION_DAYS: i64 = 14;

/// An authenticated caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller {
    pub person: PersonId,
    /// The token used; `None` for the program's own commands on its own database.
    pub token: Option<TokenId>,
    /// The post the caller says they act for.
    pub post: Option<crate::domain::id::PostId>,
}

impl Caller {
    /// The program itself, on behalf of a person, over its own database.
    pub fn local(person: PersonId) -> Self {
        Caller {
            person,
            token: None,
            post: None,
        }
    }
}

/// A token's full text: shown once, compared by hash. `Debug` does not print it.
pub struct Secret(String);

impl Secret {
    /// A fresh one for a token: public half and 256 random bits.
    fn mint(id: TokenId) -> Self {
        let bits: [u8; 32] = rand::random();
        Secret(format!("sanshen_{id}_{}", URL_SAFE_NO_PAD.encode(bits)))
    }

    /// Reads a bearer token's public half and the hash of its whole text.
    fn parse(text: &str) -> Option<(TokenId, String)> {
        let (id, _) = text.strip_prefix("sanshen_")?.split_once('_')?;
        Some((
            TokenId(Ulid::from_string(id).ok()?),
            sha256_hex(text.as_bytes()),
        ))
    }

    /// The text, to hand to its owner.
    pub fn into_text(self) -> String {
        self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// Whether a password may be used: its length.
pub fn check_password(password: &str) -> Result<(), Refusal> {
    let long = password.chars().count() as u64;
    if long < PASSWORD_CHARS {
        let wanted = format!(">= {PASSWORD_CHARS}");
        return Err(Refusal::from(Why::Malformed {
            wanted,
            found: long.to_string(),
        })
        .at("password"));
    }
    if password.len() > 1024 {
        let why = Why::TooLong {
            limit: 1024,
            is: password.len() as u64,
            unit: LengthUnit::Bytes,
        };
        return Err(Refusal::from(why).at("password"));
    }
    Ok(())
}

/// The argon2id hash of a password, in PHC form. Takes tens of milliseconds on purpose.
pub fn hash_password(password: &str) -> Result<String, DeskError> {
    check_password(password)?;
    match Argon2::default().hash_password(password.as_bytes()) {
        Ok(hash) => Ok(hash.to_string()),
        Err(error) => Err(Why::Internal {
            incident: error.to_string(),
        }
        .into()),
    }
}

fn password_fits(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok()
    })
}

/// A hash of no one's password: an unknown name takes as long to refuse as a wrong password.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2Fuc2hlbi5ub2JvZHk$Qx9gI8bZrDtCWBJT3uk4zr1tTqgzl2vP0rYc0d2XG9k";

impl Desk {
    /// The person behind a bearer token.
    pub async fn authenticate(&self, bearer: &str) -> Result<Caller, DeskError> {
        let (id, hash) = Secret::parse(bearer).ok_or(Why::NotSignedIn)?;
        let desk = self.clone();
        let at = self.now();
        self.store
            .read(move |tx| {
                let known = desk.known(tx)?;
                let row = access::token(tx, id)?.ok_or(Why::NotSignedIn)?;
                let same: bool = row.hash.as_bytes().ct_eq(hash.as_bytes()).into();
                let person = known.roster.people.get(&row.person);
                let good = same && row.revoked_at.is_none() && row.expires_at > at;
                match person {
                    Some(person) if good && person.active => Ok(Caller {
                        person: person.id,
                        token: Some(id),
                        post: None,
                    }),
                    _ => Err(Why::NotSignedIn.into()),
                }
            })
            .await
    }

    /// Logs a person in. The caller of this limits attempts.
    pub async fn log_in(&self, login: &str, password: String) -> Result<LoginReply, DeskError> {
        let wanted = text::fold(login.trim());
        let desk = self.clone();
        let found = self
            .store
            .read(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                let person = known
                    .roster
                    .people
                    .values()
                    .find(|it| it.active && text::fold(&it.login) == wanted);
                match person {
                    Some(person) => {
                        Ok(access::password(tx, person.id)?.map(|hash| (person.id, hash)))
                    }
                    None => Ok(None),
                }
            })
            .await?;
        let (person, hash) = match found {
            Some((person, hash)) => (Some(person), hash),
            None => (None, NOBODY.to_owned()),
        };
        let fits = tokio::task::spawn_blocking(move || password_fits(&password, &hash))
            .await
            .unwrap_or(false);
        let person = person.filter(|_| fits).ok_or(Why::WrongPassword)?;
        let reply = self
            .issue(Actor::Person(person), person, "log-in".into(), SESSION_DAYS)
            .await?;
        let me = self.me(Caller::local(person)).await?;
        Ok(LoginReply {
            token: reply.token,
            expires_at: reply.view.expires_at,
            me,
        })
    }

    /// Ends the caller's own token.
    pub async fn log_out(&self, caller: Caller) -> Result<(), DeskError> {
        match caller.token {
            Some(token) => self.revoke(caller, token).await,
            None => Ok(()),
        }
    }

    /// Who the caller is and which chairs they sit on now.
    pub async fn me(&self, caller: Caller) -> Result<Me, DeskError> {
        let known = self.current().await?;
        let at = self.now();
        let person = known
            .roster
            .people
            .get(&caller.person)
            .ok_or(Why::NotSignedIn)?
            .clone();
        let seats = known.roster.posts_acted_by(caller.person, at);
        let duties = duties(&known, &seats);
        Ok(Me {
            person,
            seats,
            duties,
            server_time: at,
        })
    }

    /// A token for oneself, or by an administrator for somebody.
    pub async fn issue_token(
        &self,
        caller: Caller,
        asked: TokenRequest,
    ) -> Result<TokenReply, DeskError> {
        let person = asked.person.unwrap_or(caller.person);
        if asked.label.trim().is_empty() {
            return Err(Refusal::from(Why::Missing).at("label").into());
        }
        if asked.label.chars().count() > 100 {
            let why = Why::TooLong {
                limit: 100,
                is: asked.label.chars().count() as u64,
                unit: LengthUnit::Characters,
            };
            return Err(Refusal::from(why).at("label").into());
        }
        if !(1..=366).contains(&asked.days) {
            let why = Why::Malformed {
                wanted: "1–366".into(),
                found: asked.days.to_string(),
            };
            return Err(Refusal::from(why).at("days").into());
        }
        if person != caller.person {
            self.require(caller, Duty::Administer).await?;
        }
        let known = self.current().await?;
        if !known.roster.people.get(&person).is_some_and(|it| it.active) {
            return Err(Refusal::from(Why::NotFound {
                what: person.to_string(),
            })
            .at("person")
            .into());
        }
        self.issue(
            Actor::Person(caller.person),
            person,
            asked.label,
            asked.days.into(),
        )
        .await
    }

    /// A token made by the program itself, for set-up, the demonstration desk and `sanshen token`.
    pub async fn issue_locally(
        &self,
        person: PersonId,
        label: &str,
        days: i64,
    ) -> Result<TokenReply, DeskError> {
        self.issue(Actor::Job("token".into()), person, label.to_owned(), days)
            .await
    }

    async fn issue(
        &self,
        actor: Actor,
        person: PersonId,
        label: String,
        days: i64,
    ) -> Result<TokenReply, DeskError> {
        let at = self.now();
        let id = TokenId(Ulid::generate());
        let secret = Secret::mint(id);
        let row = TokenRow {
            id,
            person,
            hash: sha256_hex(secret.0.as_bytes()),
            label,
            issued_at: at,
            expires_at: at.plus_days(days),
            revoked_at: None,
        };
        let view = view(&row);
        let desk = self.clone();
        let notices = self
            .store
            .write(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                access::put_token(tx, &row)?;
                let change = Change::TokenIssued {
                    person: row.person,
                    token: row.id,
                    label: row.label.clone(),
                };
                let event = Event {
                    actor: actor.clone(),
                    acting_for: None,
                    change,
                    reason: None,
                };
                desk.record(tx, &known, &[event], at)
            })
            .await?;
        self.tell(notices);
        Ok(TokenReply {
            token: secret.into_text(),
            view,
        })
    }

    /// Ends a token: one's own, or anyone's by an administrator.
    pub async fn revoke(&self, caller: Caller, token: TokenId) -> Result<(), DeskError> {
        let at = self.now();
        let desk = self.clone();
        let notices = self
            .store
            .write(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                let row = access::token(tx, token)?.ok_or_else(|| Why::NotFound {
                    what: token.to_string(),
                })?;
                if row.person != caller.person
                    && !known.roster.has_duty(caller.person, Duty::Administer, at)
                {
                    return Err(Why::NotFound {
                        what: token.to_string(),
                    }
                    .into());
                }
                if !access::revoke_token(tx, token, at)? {
                    return Ok(Vec::new());
                }
                let change = Change::TokenRevoked {
                    person: row.person,
                    token,
                };
                let event = Event {
                    actor: Actor::Person(caller.person),
                    acting_for: None,
                    change,
                    reason: None,
                };
                desk.record(tx, &known, &[event], at)
            })
            .await?;
        self.tell(notices);
        Ok(())
    }

    /// A person's tokens, without their secrets.
    pub async fn tokens(
        &self,
        caller: Caller,
        person: PersonId,
    ) -> Result<Vec<TokenView>, DeskError> {
        if person != caller.person {
            self.require(caller, Duty::Administer).await?;
        }
        self.store
            .read(move |tx| Ok(access::tokens_of(tx, person)?.iter().map(view).collect()))
            .await
    }

    /// Sets a password: one's own with the present one, or anyone's by an administrator. Ends all log-ins of
    /// that person except the caller's.
    pub async fn set_password(
        &self,
        caller: Caller,
        person: PersonId,
        current: Option<String>,
        new: String,
    ) -> Result<(), DeskError> {
        if person == caller.person {
            let kept = self
                .store
                .read(move |tx| -> Result<_, DeskError> { Ok(access::password(tx, person)?) })
                .await?;
            if let Some(kept) = kept {
                let given = current.ok_or_else(|| Refusal::from(Why::Missing).at("current"))?;
                let fits = tokio::task::spawn_blocking(move || password_fits(&given, &kept))
                    .await
                    .unwrap_or(false);
                if !fits {
                    return Err(Refusal::from(Why::WrongPassword).at("current").into());
                }
            }
        } else {
            self.require(caller, Duty::Administer).await?;
        }
        self.put_password(Actor::Person(caller.person), person, new, caller.token)
            .await
    }

    /// Sets a password from the command line of the machine the database is on.
    pub async fn set_password_locally(
        &self,
        person: PersonId,
        new: String,
    ) -> Result<(), DeskError> {
        self.put_password(Actor::Job("user".into()), person, new, None)
            .await
    }

    async fn put_password(
        &self,
        actor: Actor,
        person: PersonId,
        new: String,
        keep: Option<TokenId>,
    ) -> Result<(), DeskError> {
        let at = self.now();
        let hash = tokio::task::spawn_blocking(move || hash_password(&new))
            .await
            .map_err(|error| Why::Internal {
                incident: error.to_string(),
            })??;
        let desk = self.clone();
        let notices = self
            .store
            .write(move |tx| -> Result<_, DeskError> {
                let known = desk.known(tx)?;
                if !known.roster.people.contains_key(&person) {
                    return Err(Why::NotFound {
                        what: person.to_string(),
                    }
                    .into());
                }
                access::put_password(tx, person, &hash)?;
                for token in access::tokens_of(tx, person)? {
                    if Some(token.id) != keep && token.label == "log-in" {
                        access::revoke_token(tx, token.id, at)?;
                    }
                }
                let event = Event {
                    actor: actor.clone(),
                    acting_for: None,
                    change: Change::PasswordSet { person },
                    reason: None,
                };
                desk.record(tx, &known, &[event], at)
            })
            .await?;
        self.tell(notices);
        Ok(())
    }

    /// Refuses a caller none of whose posts has the duty, naming the posts that have it.
    pub(super) async fn require(&self, caller: Caller, duty: Duty) -> Result<(), DeskError> {
        let known = self.current().await?;
        require(&known, caller, duty, self.now())
    }
}

/// Refuses correspondents: the queue is the desk's own (invariant 71).
pub(super) fn staff(known: &Known, caller: Caller) -> Result<(), DeskError> {
    match known.roster.people.get(&caller.person) {
        Some(person) if person.active && !person.correspondent => Ok(()),
        Some(person) if person.correspondent => Err(Why::OtherUnit.into()),
        _ => Err(Why::NotSignedIn.into()),
    }
}

/// As [`Desk::require`], with what is known already.
pub(super) fn require(
    known: &Known,
    caller: Caller,
    duty: Duty,
    at: Moment,
) -> Result<(), DeskError> {
    if known.roster.has_duty(caller.person, duty, at) {
        return Ok(());
    }
    let fixers = known
        .roster
        .posts
        .values()
        .filter(|post| post.active && post.duties.contains(&duty))
        .map(|post| crate::domain::refusal::Fixer::Post {
            id: post.id,
            name: post.name.zh.clone(),
            acting: known
                .roster
                .acting(post.id, at)
                .map(|seat| actor_name(known, &seat.person.to_string())),
        });
    Err(Refusal::from(Why::NotYourDuty { duty })
        .fixed_by(fixers)
        .into())
}

fn duties(known: &Known, seats: &[Seat]) -> BTreeSet<Duty> {
    seats
        .iter()
        .filter_map(|seat| known.roster.posts.get(&seat.post))
        .flat_map(|post| post.duties.iter().copied())
        .collect()
}

fn view(row: &TokenRow) -> TokenView {
    TokenView {
        id: row.id,
        person: row.person,
        label: row.label.clone(),
        issued_at: row.issued_at,
        expires_at: row.expires_at,
        revoked_at: row.revoked_at,
    }
}
