//! Problems: every refusal on the wire (RFC 9457, `application/problem+json`).

use crate::domain::refusal::{Fixer, Why};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// What went wrong, with the stable `code`, a sentence in the caller's language, the field at fault and who can help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: the code says what it is.
    #[serde(rename = "type")]
    pub kind: String,
    /// HTTP status.
    pub status: u16,
    /// Stable, for programs: `wrote_this`, `version_moved`, …
    pub code: String,
    /// The sentence, for people.
    pub title: String,
    /// Field at fault, for bad input: `evidence.quote`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    #[serde(default)]
    pub who_can_fix: Vec<Fixer>,
    /// The values behind the sentence, by code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub why: Option<Why>,
    /// With `stale`: the item as it is now, to compare.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub current: Option<Box<super::ItemView>>,
}
