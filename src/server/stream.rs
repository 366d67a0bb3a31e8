//! The event stream: server-sent events with resume. Notices say that something changed; the reader fetches what it shows.

use super::Api;
use super::asking::{Asked, In, Signed};
use super::problem::Fault;
use crate::wire::Notice;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, StreamExt, stream};
use serde::Deserialize;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use utoipa::IntoParams;

/// Where to begin.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Since {
    /// Notices after this place in the log; without it, from now on. `Last-Event-ID` outranks it.
    #[serde(default)]
    pub since: Option<u64>,
}

/// Notices read from the log at a time.
const BATCH: u32 = 200;

struct Reading {
    api: Api,
    caller: crate::desk::Caller,
    live: tokio::sync::broadcast::Receiver<Arc<Vec<Notice>>>,
    /// The last one sent.
    at: u64,
    waiting: std::collections::VecDeque<Notice>,
    /// The log may hold notices after `at` that `live` will not bring.
    behind: bool,
}

/// What changes at the desk, as it changes.
#[utoipa::path(
    get, path = "/events", tag = "events", params(Since),
    responses(
        (status = 200, description = "Server-sent events, each a `Notice`; `id` is its place in the log", body = Notice, content_type = "text/event-stream"),
        (status = "4XX", description = "Refused", body = crate::wire::Problem, content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
pub async fn events(
    State(api): State<Api>,
    Signed(caller): Signed,
    In(lang): In,
    headers: HeaderMap,
    Asked(asked): Asked<Since>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Fault> {
    let resumed = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok())
        .and_then(|id| id.parse::<u64>().ok())
        .or(asked.since);
    // Subscribed before the log is read, so that nothing falls between the two.
    let live = api.desk.subscribe();
    let head = api
        .desk
        .head(caller)
        .await
        .map_err(|error| Fault::of(lang, error))?;
    let reading = Reading {
        caller,
        live,
        at: resumed.unwrap_or(head).min(head),
        waiting: Default::default(),
        behind: resumed.is_some_and(|at| at < head),
        api,
    };
    let mut closing = reading.api.closing.clone();
    let stream = stream::unfold(reading, next)
        .map(|notice| {
            let event = Event::default().id(notice.seq.to_string()).event("notice");
            Ok(event.json_data(&notice).unwrap_or_default())
        })
        .take_until(async move {
            let _ = closing.wait_for(|closing| *closing).await;
        });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(25))))
}

/// The next notice for this reader; `None` ends the stream (the client comes back with `Last-Event-ID`).
async fn next(mut reading: Reading) -> Option<(Notice, Reading)> {
    loop {
        if let Some(notice) = reading.waiting.pop_front() {
            reading.at = notice.seq;
            return Some((notice, reading));
        }
        if reading.behind {
            let (caller, at) = (reading.caller, reading.at);
            let missed = reading
                .api
                .desk
                .notices_since(caller, at, BATCH)
                .await
                .ok()?;
            reading.behind = missed.len() == BATCH as usize;
            reading.waiting.extend(missed);
            continue;
        }
        match reading.live.recv().await {
            Ok(notices) => {
                // The right to read can end while a stream is open.
                reading.api.desk.head(reading.caller).await.ok()?;
                let (at, me) = (reading.at, reading.caller.person);
                let fresh = notices.iter().filter(|notice| notice.seq > at);
                reading.waiting.extend(fresh.cloned().map(|notice| Notice {
                    own: notice.actor_id.as_deref() == Some(me.to_string().as_str()),
                    ..notice
                }));
            }
            Err(RecvError::Lagged(_)) => reading.behind = true,
            Err(RecvError::Closed) => return None,
        }
    }
}
