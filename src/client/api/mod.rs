//! Calls to the backend, typed. This file carries requests; `calls.rs` and `people.rs` say which
//! there are.
//!
//! Every call has a time-out. A call is repeated, a bounded number of times, only when that is safe: a read, or a
//! write under an idempotency key, after a failure of the line or a server that asked to wait. Redirects are not
//! followed, so that a token is never shown to another address.

mod calls;
mod people;
#[cfg(test)]
mod tests;

pub use calls::{How, Seen};

use super::error::{ClientError, bad, understand};
use super::pace::Pace;
use crate::domain::id::PostId;
use crate::domain::moment::Moment;
use crate::messages::{Lang, client as say};
use crate::wire::path::{ACTING_FOR, IDEMPOTENCY_KEY, SERVER_TIME, at};
use backon::Retryable;
use reqwest::header::{self, HeaderMap, HeaderValue};
use reqwest::{Method, RequestBuilder, Response, Url};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use ulid::Ulid;

/// Bytes of the longest answer that is read.
const LARGEST: usize = 32 << 20;
/// How often a call that is safe to repeat is repeated.
const REPEATS: usize = 2;
/// Not known yet how far the clocks are apart.
const NO_SKEW: i64 = i64::MIN;

/// The backend, as one caller sees it. Cheap to clone; clones share token and language.
#[derive(Clone)]
pub struct Api {
    line: Arc<Line>,
}

struct Line {
    http: reqwest::Client,
    /// Without a slash at its end.
    base: String,
    patience: Patience,
    token: RwLock<Option<HeaderValue>>,
    english: AtomicBool,
    /// The server's clock minus ours, in milliseconds.
    skew: AtomicI64,
}

impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Api")
            .field("base", &self.line.base)
            .finish_non_exhaustive()
    }
}

/// How long to wait for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For a connection.
    pub connect: Duration,
    /// For a whole answer, each time it is asked for.
    pub answer: Duration,
    /// Between repeats.
    pub pace: Pace,
}

impl Default for Patience {
    fn default() -> Self {
        Patience {
            connect: Duration::from_secs(5),
            answer: Duration::from_secs(20),
            pace: Pace {
                first: Duration::from_millis(200),
                most: Duration::from_secs(2),
            },
        }
    }
}

/// Where the backend is and what is needed to speak to it.
#[derive(Debug, Clone, Default)]
pub struct Connect {
    /// `https://desk.example.org:8443`, with a path before `/api/v1` if a proxy adds one.
    pub base: String,
    /// Language of the server's sentences.
    pub lang: Lang,
    /// Certificates in PEM form to trust besides those of the system, for an office that signs its own.
    pub trusted: Option<Vec<u8>>,
    pub patience: Patience,
}

/// The backend cannot even be tried.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConnectError {
    /// Not an `http` or `https` address with a host.
    #[error("not an address of a server: {given}")]
    Address {
        /// As given.
        given: String,
    },
    /// Encryption cannot be set up.
    #[error("TLS: {why}")]
    Tls {
        /// What the library said.
        why: String,
    },
}

impl ConnectError {
    /// For a person.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            ConnectError::Address { given } => say::address(lang, given),
            ConnectError::Tls { why } => say::tls(lang, why),
        }
    }
}

/// An idempotency key: the same key on a repeated write gives the same answer and one event (invariant 6).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(Ulid);

impl Key {
    /// One that nothing has used.
    pub fn fresh() -> Self {
        Key(Ulid::generate())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One request, so that it can be made again.
struct Asking {
    method: Method,
    /// Under the base address.
    path: String,
    query: Vec<(&'static str, String)>,
    body: Option<Vec<u8>>,
    /// Revision last seen: `If-Match`.
    rev: Option<u64>,
    /// Revision already here: `If-None-Match`.
    known: Option<u64>,
    key: Option<Key>,
    acting_for: Option<PostId>,
}

impl Asking {
    /// A resource under the root of the interface.
    fn new(method: Method, rest: &str) -> Self {
        Self::whole(method, at(rest))
    }

    fn whole(method: Method, path: String) -> Self {
        Asking {
            method,
            path,
            query: Vec::new(),
            body: None,
            rev: None,
            known: None,
            key: None,
            acting_for: None,
        }
    }

    fn get(rest: &str) -> Self {
        Self::new(Method::GET, rest)
    }

    /// A write that is safe to repeat.
    fn write(method: Method, rest: &str, key: Key) -> Self {
        Asking {
            key: Some(key),
            ..Self::new(method, rest)
        }
    }

    fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    fn json<T: Serialize + ?Sized>(mut self, body: &T) -> Self {
        // Types of the wire have no maps with keys that JSON could not carry.
        self.body = Some(serde_json::to_vec(body).unwrap_or_default());
        self
    }

    fn repeatable(&self) -> bool {
        self.method == Method::GET || self.key.is_some()
    }
}

/// What came back.
struct Answer {
    status: u16,
    body: Vec<u8>,
}

impl Answer {
    fn read<T: DeserializeOwned>(&self) -> Result<T, ClientError> {
        serde_json::from_slice(&self.body)
            .map_err(|error| bad(self.status, error.to_string().as_bytes()))
    }
}

impl Api {
    /// Gets ready to speak to a backend. Nothing is sent yet.
    pub fn new(connect: Connect) -> Result<Self, ConnectError> {
        let address = || ConnectError::Address {
            given: connect.base.clone(),
        };
        let base = Url::parse(connect.base.trim()).map_err(|_| address())?;
        let secure = match base.scheme() {
            "https" => true,
            "http" => false,
            _ => return Err(address()),
        };
        if base.host_str().is_none_or(str::is_empty)
            || base.query().is_some()
            || base.fragment().is_some()
        {
            return Err(address());
        }
        let http = build(&connect, &base, secure).map_err(|why| ConnectError::Tls { why })?;
        let line = Line {
            http,
            base: base.as_str().trim_end_matches('/').to_owned(),
            patience: connect.patience,
            token: RwLock::new(None),
            english: AtomicBool::new(connect.lang == Lang::En),
            skew: AtomicI64::new(NO_SKEW),
        };
        Ok(Api {
            line: Arc::new(line),
        })
    }

    /// The address, without a slash at its end: what [`Place`](super::Place) files a remote desk under.
    pub fn base(&self) -> &str {
        &self.line.base
    }

    /// The token from now on; `None` to speak as nobody. One that cannot stand in a header is as good as none.
    pub fn set_token(&self, token: Option<&str>) {
        let value = token.and_then(|token| {
            let mut value = HeaderValue::from_str(&format!("Bearer {token}")).ok()?;
            value.set_sensitive(true);
            Some(value)
        });
        *self
            .line
            .token
            .write()
            .unwrap_or_else(PoisonError::into_inner) = value;
    }

    /// The language of the server's sentences from now on.
    pub fn set_lang(&self, lang: Lang) {
        self.line.english.store(lang == Lang::En, Ordering::Relaxed);
    }

    /// The language asked for.
    pub fn lang(&self) -> Lang {
        if self.line.english.load(Ordering::Relaxed) {
            Lang::En
        } else {
            Lang::Zh
        }
    }

    /// How far the server's clock is ahead of ours, in milliseconds, by its latest answer: a difference over
    /// 5 s is shown (`spec.md` B11). `None` before the first answer.
    pub fn skew_millis(&self) -> Option<i64> {
        Some(self.line.skew.load(Ordering::Relaxed)).filter(|skew| *skew != NO_SKEW)
    }

    /// Opens the event stream after place `last` of the log; headers in time, the body without end.
    pub(super) async fn listen(&self, last: Option<u64>) -> Result<Response, ClientError> {
        let mut request = self
            .start(&Asking::get("/events"))?
            .header(header::ACCEPT, "text/event-stream");
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let sent = tokio::time::timeout(self.line.patience.answer, request.send());
        let response = sent.await.map_err(|_| ClientError::TimedOut)??;
        self.note_clock(response.headers());
        let kind = media_type(response.headers());
        if response.status() == 200 && kind.starts_with("text/event-stream") {
            return Ok(response);
        }
        let (status, body) = (
            response.status().as_u16(),
            self.body_in_time(response).await?,
        );
        understand(status, &kind, body).and_then(|body| Err(bad(status, &body)))
    }

    async fn body_in_time(&self, response: Response) -> Result<Vec<u8>, ClientError> {
        tokio::time::timeout(self.line.patience.answer, whole_body(response))
            .await
            .map_err(|_| ClientError::TimedOut)?
    }

    /// Makes a request, again where that is safe and may help.
    async fn ask(&self, asking: Asking) -> Result<Answer, ClientError> {
        let repeats = if asking.repeatable() { REPEATS } else { 0 };
        (|| self.ask_once(&asking))
            .retry(self.line.patience.pace.times(repeats))
            // One that waited its whole time for nothing is not made to wait three times as long.
            .when(|error| {
                error.may_pass()
                    && *error != ClientError::TimedOut
                    && error.wait_seconds().is_none_or(|it| it <= 1)
            })
            .await
    }

    async fn ask_once(&self, asking: &Asking) -> Result<Answer, ClientError> {
        let request = self.start(asking)?.timeout(self.line.patience.answer);
        let response = request.send().await?;
        self.note_clock(response.headers());
        let (status, kind) = (response.status().as_u16(), media_type(response.headers()));
        let body = understand(status, &kind, whole_body(response).await?)?;
        Ok(Answer { status, body })
    }

    fn start(&self, asking: &Asking) -> Result<RequestBuilder, ClientError> {
        let address = format!("{}{}", self.line.base, asking.path);
        let mut address = Url::parse(&address).map_err(|error| ClientError::Unreachable {
            why: error.to_string(),
        })?;
        if !asking.query.is_empty() {
            address.query_pairs_mut().extend_pairs(&asking.query);
        }
        let mut request = self
            .line
            .http
            .request(asking.method.clone(), address)
            .header(header::ACCEPT_LANGUAGE, self.lang().tag());
        if let Some(token) = self
            .line
            .token
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
        {
            request = request.header(header::AUTHORIZATION, token);
        }
        if let Some(rev) = asking.rev {
            request = request.header(header::IF_MATCH, format!("\"{rev}\""));
        }
        if let Some(known) = asking.known {
            request = request.header(header::IF_NONE_MATCH, format!("\"{known}\""));
        }
        if let Some(key) = &asking.key {
            request = request.header(IDEMPOTENCY_KEY, key.to_string());
        }
        if let Some(post) = asking.acting_for {
            request = request.header(ACTING_FOR, post.to_string());
        }
        if let Some(body) = &asking.body {
            request = request
                .header(header::CONTENT_TYPE, "application/json")
                .body(body.clone());
        }
        Ok(request)
    }

    fn note_clock(&self, headers: &HeaderMap) {
        let theirs = headers
            .get(SERVER_TIME)
            .and_then(|it| it.to_str().ok())
            .and_then(|it| it.parse::<i64>().ok());
        if let Some(theirs) = theirs {
            let ours = Moment::from(jiff::Timestamp::now()).millis();
            self.line
                .skew
                .store(theirs.saturating_sub(ours), Ordering::Relaxed);
        }
    }
}

/// The library's client for this address.
fn build(connect: &Connect, base: &Url, secure: bool) -> Result<reqwest::Client, String> {
    // Another part of the program may have chosen the same one before; that is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let agent = concat!("sanshen/", env!("CARGO_PKG_VERSION"));
    let mut builder = reqwest::Client::builder()
        .user_agent(agent)
        .connect_timeout(connect.patience.connect)
        .redirect(reqwest::redirect::Policy::none())
        .tcp_keepalive(Duration::from_secs(30));
    let loopback = match base.host_str() {
        Some("localhost") => true,
        Some(host) => {
            let host = host.trim_start_matches('[').trim_end_matches(']');
            host.parse::<std::net::IpAddr>()
                .is_ok_and(|it| it.is_loopback())
        }
        None => false,
    };
    if loopback {
        builder = builder.no_proxy();
    }
    if !secure {
        // Reading the system's certificates takes time, and fails where there are none.
        builder = builder.tls_certs_only([]);
    } else if let Some(pem) = &connect.trusted {
        let trusted =
            reqwest::Certificate::from_pem_bundle(pem).map_err(|error| deepest(&error))?;
        if trusted.is_empty() {
            return Err("PEM".into());
        }
        builder = builder.tls_certs_merge(trusted);
    }
    builder.build().map_err(|error| deepest(&error))
}

fn deepest(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), deepest)
}

fn media_type(headers: &HeaderMap) -> String {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|it| it.to_str().ok())
        .unwrap_or_default()
        .to_ascii_lowercase()
}

async fn whole_body(mut response: Response) -> Result<Vec<u8>, ClientError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > LARGEST {
            return Err(bad(
                response.status().as_u16(),
                format!("> {LARGEST} B").as_bytes(),
            ));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
