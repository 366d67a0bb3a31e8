//! Many submissions in one request, for imports.

use super::Problem;
use crate::domain::report::{Receipt, SubmissionDraft};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Submissions to hand in, in order; the body limit bounds how many.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchRequest {
    pub submissions: Vec<SubmissionDraft>,
}

/// What became of each, in the order given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BatchReply {
    pub rows: Vec<BatchRow>,
}

/// A receipt, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BatchRow {
    pub receipt: Option<Receipt>,
    pub problem: Option<Problem>,
}
