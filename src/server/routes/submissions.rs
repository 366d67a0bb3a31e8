//! Submissions: handed in by units and by the desk, and what became of them.

use crate::domain::id::SubmissionId;
use crate::domain::report::{Receipt, SubmissionDraft};
use crate::server::Api;
use crate::server::answer::Answer;
use crate::server::asking::{Asked, At, Body, In, Once, Signed, value};
use crate::server::problem::Fault;
use crate::wire::Problem;
use crate::wire::item::{SubmissionPage, SubmissionView};
use crate::wire::submission::{BatchReply, BatchRequest, BatchRow};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list, submit))
        .routes(routes!(batch))
        .routes(routes!(one))
}

/// Hands a submission in. The same content again gives the receipt of the first time.
#[utoipa::path(
    post, path = "/submissions", tag = "submissions", request_body = SubmissionDraft, security(("token" = [])),
    params(("idempotency-key" = String, Header, description = "The same key again gives the same answer")),
    responses(
        (status = 201, description = "Received", body = Receipt),
        (status = 200, description = "Had been received before", body = Receipt),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn submit(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
    once: Once,
    Body(draft): Body<SubmissionDraft>,
) -> Answer<(StatusCode, Json<Receipt>)> {
    api.limits
        .write(caller.person)
        .map_err(|why| Fault::new(lang, why))?;
    let receipt = api
        .desk
        .receive(caller, draft, Some(once.key))
        .await
        .map_err(|error| Fault::of(lang, error))?;
    let status = if receipt.repeated {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    Ok((status, Json(receipt)))
}

/// Hands many in, row by row: each has its own receipt or problem.
#[utoipa::path(
    post, path = "/submissions/batch", tag = "submissions", request_body = BatchRequest, security(("token" = [])),
    responses((status = 200, body = BatchReply), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn batch(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
    Body(asked): Body<BatchRequest>,
) -> Answer<Json<BatchReply>> {
    api.limits
        .write(caller.person)
        .map_err(|why| Fault::new(lang, why))?;
    let outcomes = api
        .desk
        .receive_all(caller, asked.submissions)
        .await
        .map_err(|error| Fault::of(lang, error))?;
    let rows = outcomes
        .into_iter()
        .map(|outcome| match outcome {
            Ok(receipt) => BatchRow {
                receipt: Some(receipt),
                problem: None,
            },
            Err(refusal) => BatchRow {
                receipt: None,
                problem: Some(Fault::new(lang, refusal).problem()),
            },
        })
        .collect();
    Ok(Json(BatchReply { rows }))
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Part {
    /// From an earlier page's `next`.
    #[serde(default)]
    cursor: Option<String>,
    /// Rows wanted, 1 to 200; 50 when not given.
    #[serde(default)]
    limit: Option<u32>,
}

/// Submissions and what became of them, newest first. A correspondent sees their own unit's.
#[utoipa::path(
    get, path = "/submissions", tag = "submissions", params(Part), security(("token" = [])),
    responses((status = 200, body = SubmissionPage), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn list(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
    Asked(part): Asked<Part>,
) -> Answer<Json<SubmissionPage>> {
    let before = match part.cursor {
        Some(text) => Some(value::<u64>(lang, "cursor", "next", &text)?),
        None => None,
    };
    let found = api
        .desk
        .submissions(caller, before, part.limit.unwrap_or(50))
        .await;
    Ok(Json(found.map_err(|error| Fault::of(lang, error))?))
}

/// One submission and what became of it.
#[utoipa::path(
    get, path = "/submissions/{submission}", tag = "submissions", security(("token" = [])),
    params(("submission" = String, Path, description = "Identity of the submission")),
    responses((status = 200, body = SubmissionView), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn one(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
    At(submission): At<SubmissionId>,
) -> Answer<Json<SubmissionView>> {
    let found = api.desk.submission(caller, submission).await;
    Ok(Json(found.map_err(|error| Fault::of(lang, error))?))
}
