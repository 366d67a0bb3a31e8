//! What a request says about itself: who asks, in which language, with which precondition and key, and its body.
//!
//! Every extractor answers with a problem in the caller's language, never with a bare status.

use super::Api;
use super::problem::Fault;
use crate::desk::{Act, Caller};
use crate::domain::refusal::{Refusal, Why};
use crate::messages::Lang;
use crate::wire::path::{ACTING_FOR, IDEMPOTENCY_KEY};
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::{HeaderMap, header, request::Parts};
use serde::de::DeserializeOwned;
use std::convert::Infallible;
use std::str::FromStr;

/// The caller's language, from `Accept-Language`.
#[derive(Debug, Clone, Copy)]
pub struct In(pub Lang);

impl In {
    fn of(headers: &HeaderMap) -> Lang {
        headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .map_or(Lang::default(), Lang::from_tag)
    }
}

impl<S: Sync> FromRequestParts<S> for In {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(In(In::of(&parts.headers)))
    }
}

/// An authenticated caller.
#[derive(Debug, Clone, Copy)]
pub struct Signed(pub Caller);

impl FromRequestParts<Api> for Signed {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Fault> {
        let lang = In::of(&parts.headers);
        let bearer = parts
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
            .ok_or_else(|| Fault::new(lang, Why::NotSignedIn))?;
        let mut caller = api
            .desk
            .authenticate(bearer)
            .await
            .map_err(|error| Fault::of(lang, error))?;
        if let Some(post) = parts.headers.get(ACTING_FOR) {
            let post = post.to_str().ok().and_then(|post| post.parse().ok());
            caller.post = Some(post.ok_or_else(|| malformed(lang, ACTING_FOR, "ULID", ""))?);
        }
        Ok(Signed(caller))
    }
}

/// What makes a write safe to repeat and never silent: `If-Match` and `Idempotency-Key`.
#[derive(Debug, Clone)]
pub struct Once {
    /// Revision the caller last saw; missing where the resource is new.
    pub rev: Option<u64>,
    pub key: String,
}

impl<S: Sync> FromRequestParts<S> for Once {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        let lang = In::of(&parts.headers);
        let text = |name: &str| {
            parts
                .headers
                .get(name)
                .and_then(|value| value.to_str().ok())
        };
        let rev = match text("if-match") {
            None => None,
            Some(tag) => {
                let rev = tag
                    .trim()
                    .trim_start_matches("W/")
                    .trim_matches('"')
                    .parse();
                Some(rev.map_err(|_| malformed(lang, "if-match", "\"12\"", tag))?)
            }
        };
        let key = text(IDEMPOTENCY_KEY).unwrap_or_default().trim();
        if key.is_empty() {
            return Err(Fault::new(
                lang,
                Refusal::from(Why::Missing).at(IDEMPOTENCY_KEY),
            ));
        }
        if key.len() > 100 || !key.chars().all(|c| c.is_ascii_graphic()) {
            return Err(malformed(lang, IDEMPOTENCY_KEY, "1–100 × [!-~]", key));
        }
        Ok(Once {
            rev,
            key: key.to_owned(),
        })
    }
}

impl Once {
    /// The revision, which a write on something that exists must name.
    pub fn rev(&self, lang: Lang) -> Result<u64, Fault> {
        self.rev
            .ok_or_else(|| Fault::new(lang, Refusal::from(Why::PreconditionMissing).at("if-match")))
    }
}

fn malformed(lang: Lang, field: &str, wanted: &str, found: &str) -> Fault {
    let why = Why::Malformed {
        wanted: wanted.into(),
        found: found.chars().take(80).collect(),
    };
    Fault::new(lang, Refusal::from(why).at(field))
}

/// A part of the path, such as an identity. One that is not of its form names nothing that exists.
pub struct At<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<Api> for At<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Fault> {
        let lang = In::of(&parts.headers);
        match Path::<T>::from_request_parts(parts, api).await {
            Ok(Path(found)) => Ok(At(found)),
            Err(_) => {
                let what = parts.uri.path().chars().take(120).collect();
                Err(Fault::new(lang, Why::NotFound { what }))
            }
        }
    }
}

/// The query of the address, with unknown names refused.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<Api> for Asked<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Fault> {
        let lang = In::of(&parts.headers);
        match Query::<T>::from_request_parts(parts, api).await {
            Ok(Query(found)) => Ok(Asked(found)),
            Err(rejection) => {
                let text = rejection.body_text();
                Err(Fault::new(lang, unreadable(&text, "", 0, 0)))
            }
        }
    }
}

/// A JSON body within the limit, with unknown fields refused and the field at fault named.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Api> for Body<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, api: &Api) -> Result<Self, Fault> {
        let lang = In::of(request.headers());
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|it| it.to_str().ok());
        let json = kind.is_some_and(|kind| {
            let kind = kind.split(';').next().unwrap_or_default().trim();
            kind.eq_ignore_ascii_case("application/json") || kind.ends_with("+json")
        });
        if !json {
            return Err(Fault::new(
                lang,
                Refusal::from(Why::NotJson).at("content-type"),
            ));
        }
        let limit = api.body_limit;
        let bytes = axum::body::to_bytes(request.into_body(), limit)
            .await
            .map_err(|_| {
                Fault::new(
                    lang,
                    Why::BodyTooLarge {
                        limit: limit as u64,
                    },
                )
            })?;
        parse(&bytes)
            .map(Body)
            .map_err(|refusal| Fault::new(lang, refusal))
    }
}

/// JSON from the wire.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    if let Err(error) = std::str::from_utf8(bytes) {
        let before = &bytes[..error.valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
        let column = before
            .iter()
            .rev()
            .take_while(|byte| **byte != b'\n')
            .count() as u64
            + 1;
        return Err(Why::Unreadable {
            line,
            column,
            detail: "UTF-8".into(),
        }
        .into());
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let found = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner();
        let path = if path == "." { String::new() } else { path };
        unreadable(
            &inner.to_string(),
            &path,
            inner.line() as u64,
            inner.column() as u64,
        )
    })?;
    reader.end().map_err(|error| {
        unreadable(
            &error.to_string(),
            "",
            error.line() as u64,
            error.column() as u64,
        )
    })?;
    Ok(found)
}

/// serde's words as a refusal that names field and remedy.
fn unreadable(text: &str, path: &str, line: u64, column: u64) -> Refusal {
    let quoted = || text.split('`').nth(1).unwrap_or_default().to_owned();
    let rest = || -> Vec<String> {
        text.split('`')
            .skip(3)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    };
    let under = |name: &str| match path {
        "" => name.to_owned(),
        _ if path.ends_with(name) => path.to_owned(),
        _ => format!("{path}.{name}"),
    };
    if text.contains("unknown field") {
        return Refusal::from(Why::UnknownField {
            name: quoted(),
            known: rest(),
        })
        .at(under(&quoted()));
    }
    if text.contains("missing field") {
        return Refusal::from(Why::Missing).at(under(&quoted()));
    }
    if text.contains("unknown variant") {
        let why = Why::Malformed {
            wanted: rest().join(", "),
            found: quoted(),
        };
        return Refusal::from(why).at(path);
    }
    if let Some((found, wanted)) = text.split_once(", expected ") {
        let wanted = wanted
            .split(" at line ")
            .next()
            .unwrap_or(wanted)
            .to_owned();
        let found = found.rsplit(": ").next().unwrap_or(found).to_owned();
        if found.starts_with("string") || found.contains("type") || !path.is_empty() {
            let refusal = Refusal::from(Why::Malformed { wanted, found });
            return if path.is_empty() {
                refusal
            } else {
                refusal.at(path)
            };
        }
    }
    let detail = text
        .split(" at line ")
        .next()
        .unwrap_or(text)
        .chars()
        .take(200)
        .collect();
    let refusal = Refusal::from(Why::Unreadable {
        line,
        column,
        detail,
    });
    if path.is_empty() {
        refusal
    } else {
        refusal.at(path)
    }
}

/// Builds the desk's command from caller, precondition and key.
pub fn act(
    caller: Caller,
    once: &Once,
    lang: Lang,
    item: crate::domain::id::ItemId,
    command: crate::wire::ItemCommand,
    dry_run: bool,
) -> Result<Act, Fault> {
    Ok(Act {
        caller,
        item,
        rev: once.rev(lang)?,
        command,
        key: Some(once.key.clone()),
        dry_run,
    })
}

/// A number or identity in a path or query, or the refusal that names it.
pub fn value<T: FromStr>(lang: Lang, field: &str, wanted: &str, text: &str) -> Result<T, Fault> {
    text.parse()
        .map_err(|_| malformed(lang, field, wanted, text))
}
