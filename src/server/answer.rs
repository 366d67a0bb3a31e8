//! Successful answers: JSON with an ETag where there is a revision, and the server's clock on everything.

use super::Api;
use super::problem::Fault;
use crate::domain::refusal::Why;
use crate::messages::Lang;
use crate::wire::item::{ActReply, ItemView};
use crate::wire::path::SERVER_TIME;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// A handler's answer.
pub type Answer<T> = Result<T, Fault>;

/// JSON with the revision as ETag.
pub struct Tagged<T>(pub u64, pub T);

fn tag(rev: u64) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{rev}\""))
        .unwrap_or_else(|_| HeaderValue::from_static("\"0\""))
}

impl<T: Serialize> IntoResponse for Tagged<T> {
    fn into_response(self) -> Response {
        let mut response = Json(self.1).into_response();
        response.headers_mut().insert(header::ETAG, tag(self.0));
        response
    }
}

/// An item's view; 304 when the caller has this revision. A view depends on roster and clock as well as on the
/// item, so that only the caller who asks with `If-None-Match` takes the risk of a turn that moved.
pub fn item(headers: &HeaderMap, view: ItemView) -> Response {
    let etag = tag(view.item.rev);
    if headers.get(header::IF_NONE_MATCH) == Some(&etag) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, etag)]).into_response();
    }
    Tagged(view.item.rev, view).into_response()
}

/// The answer to a command: 201 with the revision as ETag when it made something, else 200.
pub fn acted(reply: ActReply) -> Response {
    let made = reply.made.is_some() && !reply.dry_run;
    let mut response = Tagged(reply.rev, reply).into_response();
    if made {
        *response.status_mut() = StatusCode::CREATED;
    }
    response
}

/// Puts the server's clock on every answer, so that clients can show how far theirs is off.
pub async fn server_time(State(api): State<Api>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response
        .headers_mut()
        .insert(SERVER_TIME, HeaderValue::from(api.desk.now().millis()));
    response
}

/// For addresses that name nothing.
pub async fn nothing_here(request: Request) -> Fault {
    let lang = lang(&request);
    Fault::new(
        lang,
        Why::NotFound {
            what: request.uri().path().chars().take(120).collect(),
        },
    )
}

/// For methods a resource does not have.
pub async fn no_such_method(request: Request) -> Fault {
    Fault::new(lang(&request), Why::MethodNotAllowed)
}

fn lang(request: &Request) -> Lang {
    request
        .headers()
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .map_or(Lang::default(), Lang::from_tag)
}
