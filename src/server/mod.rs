//! HTTP only: routes, authentication, preconditions, idempotency keys, problems, the event stream, limits, and the
//! OpenAPI document, which comes from the same definitions as the routes.
//!
//! A handler reads the request, calls one use case of the desk, and writes the answer. It decides nothing.

mod answer;
mod asking;
mod limits;
mod openapi;
mod problem;
mod routes;
mod serve;
mod stream;

pub use openapi::document;
pub use serve::{Listening, ServeError, Settings, Tls, serve};

use crate::desk::Desk;
use std::sync::Arc;
use tokio::sync::watch;

/// What every handler is given. Cheap to clone.
#[derive(Clone)]
pub struct Api {
    desk: Desk,
    limits: Arc<limits::Limits>,
    /// Bytes of a request body.
    body_limit: usize,
    /// Turns true when the server is going down, so that streams end.
    closing: watch::Receiver<bool>,
}

impl axum::extract::FromRef<Api> for Desk {
    fn from_ref(api: &Api) -> Desk {
        api.desk.clone()
    }
}
