//! Notices of the event stream (`GET /events`): that something changed, never what a reader may not see.

use crate::domain::moment::Moment;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One event of the log, seen from outside. The reader fetches what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Notice {
    /// Place in the log: `Last-Event-ID` to resume after it.
    pub seq: u64,
    pub at: Moment,
    /// `item.voted`, …
    pub verb: String,
    /// `item`, `person`, `post`, …
    pub object_kind: String,
    pub object: String,
    /// Name of who did it.
    pub actor: String,
    /// Identity of who did it, when it was a person.
    pub actor_id: Option<String>,
    /// It was the reader.
    pub own: bool,
}
