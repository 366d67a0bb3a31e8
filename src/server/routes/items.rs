//! Reading items: the queue, one item, its texts, history, gates, counts; and commands in bulk.

use crate::desk::{Act, History};
use crate::domain::id::{ItemId, SealedId};
use crate::domain::refusal::{Gate, LengthUnit, Refusal, Why};
use crate::domain::review::Manuscript;
use crate::domain::review::gates::Purpose;
use crate::server::Api;
use crate::server::answer::{self, Answer};
use crate::server::asking::{Asked, At, Body, In, Once, Signed, value};
use crate::server::problem::Fault;
use crate::wire::item::*;
use crate::wire::people::SealedText;
use crate::wire::{Counts, ItemPage, ItemRow, ItemView, Problem};
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(rows))
        .routes(routes!(counts))
        .routes(routes!(by_no))
        .routes(routes!(one))
        .routes(routes!(version))
        .routes(routes!(history))
        .routes(routes!(gates))
        .routes(routes!(bulk))
        .routes(routes!(read_sealed))
}

/// Items of one bulk request at most.
const BULK_MAX: usize = 500;

/// A window of the queue.
#[utoipa::path(
    get, path = "/items", tag = "items", params(ItemQuery), security(("token" = [])),
    responses((status = 200, body = ItemPage), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn list(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
    Asked(asked): Asked<ItemQuery>,
) -> Answer<Json<ItemPage>> {
    Ok(Json(
        api.desk
            .items(caller, asked)
            .await
            .map_err(|error| Fault::of(lang, error))?,
    ))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Which {
    /// Identities with commas between them, at most 200.
    ids: String,
}

/// The rows of these items, for a list that is shown already.
#[utoipa::path(
    get, path = "/items/rows", tag = "items", params(Which), security(("token" = [])),
    responses((status = 200, body = [ItemRow]), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn rows(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
    Asked(which): Asked<Which>,
) -> Answer<Json<Vec<ItemRow>>> {
    let ids: Vec<&str> = which.ids.split(',').filter(|id| !id.is_empty()).collect();
    if ids.len() > 200 {
        let why = Why::TooLong {
            limit: 200,
            is: ids.len() as u64,
            unit: LengthUnit::Entries,
        };
        return Err(Fault::new(lang, Refusal::from(why).at("ids")));
    }
    let ids = ids
        .into_iter()
        .map(|id| value::<ItemId>(lang, "ids", "ULID,ULID,…", id))
        .collect::<Result<_, _>>()?;
    Ok(Json(
        api.desk
            .rows(caller, ids)
            .await
            .map_err(|error| Fault::of(lang, error))?,
    ))
}

/// Numbers for the tabs.
#[utoipa::path(
    get, path = "/items/counts", tag = "items", security(("token" = [])),
    responses((status = 200, body = Counts), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn counts(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
) -> Answer<Json<Counts>> {
    Ok(Json(
        api.desk
            .counts(caller)
            .await
            .map_err(|error| Fault::of(lang, error))?,
    ))
}

/// The item people call by this number.
#[utoipa::path(
    get, path = "/items/by-no/{no}", tag = "items", security(("token" = [])),
    params(("no" = u64, Path, description = "Number of the item")),
    responses((status = 200, body = ItemView), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn by_no(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
    At(no): At<u64>,
    headers: HeaderMap,
) -> Answer<Response> {
    let id = api
        .desk
        .item_by_no(caller, no)
        .await
        .map_err(|error| Fault::of(lang, error))?;
    let view = api
        .desk
        .item(caller, id, lang)
        .await
        .map_err(|error| Fault::of(lang, error))?;
    Ok(answer::item(&headers, view))
}

/// One item with everything a screen needs.
#[utoipa::path(
    get, path = "/items/{item}", tag = "items", security(("token" = [])),
    params(("item" = String, Path, description = "Identity of the item")),
    responses(
        (status = 200, body = ItemView, headers(("ETag" = String, description = "Revision"))),
        (status = 304, description = "As in If-None-Match"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn one(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
    At(item): At<ItemId>,
    headers: HeaderMap,
) -> Answer<Response> {
    let view = api
        .desk
        .item(caller, item, lang)
        .await
        .map_err(|error| Fault::of(lang, error))?;
    Ok(answer::item(&headers, view))
}

/// A version's text.
#[utoipa::path(
    get, path = "/items/{item}/versions/{n}", tag = "items", security(("token" = [])),
    params(
        ("item" = String, Path, description = "Identity of the item"),
        ("n" = u32, Path, description = "Number of the version"),
    ),
    responses((status = 200, body = Manuscript), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn version(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
    At((item, n)): At<(ItemId, u32)>,
) -> Answer<Json<Manuscript>> {
    Ok(Json(
        api.desk
            .version(caller, item, n)
            .await
            .map_err(|error| Fault::of(lang, error))?,
    ))
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Part {
    /// Only events before this place in the log.
    #[serde(default)]
    before: Option<u64>,
    /// Rows wanted, 1 to 200; 50 when not given.
    #[serde(default)]
    limit: Option<u32>,
}

/// What happened to an item, newest first.
#[utoipa::path(
    get, path = "/items/{item}/history", tag = "items", params(Part, ("item" = String, Path, description = "Identity of the item")),
    security(("token" = [])),
    responses((status = 200, body = HistoryPage), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn history(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
    At(item): At<ItemId>,
    Asked(part): Asked<Part>,
) -> Answer<Json<HistoryPage>> {
    let part = History {
        before: part.before,
        limit: part.limit.unwrap_or(50),
    };
    Ok(Json(
        api.desk
            .history(caller, item, part)
            .await
            .map_err(|error| Fault::of(lang, error))?,
    ))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Step {
    /// For which step: `ready`, `pass` or `release`.
    #[serde(rename = "for")]
    #[param(rename = "for", inline)]
    step: Purpose,
}

/// What a step still wants of the caller, and who can help.
#[utoipa::path(
    get, path = "/items/{item}/gates", tag = "items", params(Step, ("item" = String, Path, description = "Identity of the item")),
    security(("token" = [])),
    responses((status = 200, body = [Gate]), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn gates(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
    At(item): At<ItemId>,
    Asked(step): Asked<Step>,
) -> Answer<Json<Vec<Gate>>> {
    Ok(Json(
        api.desk
            .gates(caller, item, step.step)
            .await
            .map_err(|error| Fault::of(lang, error))?,
    ))
}

/// One command for several items. Each row stands alone and has its own answer.
#[utoipa::path(
    post, path = "/bulk", tag = "items", request_body = BulkRequest, security(("token" = [])),
    params(("idempotency-key" = String, Header, description = "The same key again gives the same answers")),
    responses((status = 200, body = BulkReply), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn bulk(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
    once: Once,
    Body(asked): Body<BulkRequest>,
) -> Answer<Json<BulkReply>> {
    if asked.items.len() > BULK_MAX {
        let why = Why::TooLong {
            limit: BULK_MAX as u64,
            is: asked.items.len() as u64,
            unit: LengthUnit::Entries,
        };
        return Err(Fault::new(lang, Refusal::from(why).at("items")));
    }
    api.limits
        .write(caller.person)
        .map_err(|why| Fault::new(lang, why))?;
    let mut rows = Vec::with_capacity(asked.items.len());
    for target in asked.items {
        let done = api
            .desk
            .act(Act {
                caller,
                item: target.item,
                rev: target.rev,
                command: asked.command.clone(),
                key: Some(format!("{}/{}", once.key, target.item)),
                dry_run: asked.dry_run,
            })
            .await;
        let (done, problem) = match done {
            Ok(reply) => (Some(reply), None),
            Err(error) => (None, Some(Fault::of(lang, error).problem())),
        };
        rows.push(BulkRow {
            item: target.item,
            done,
            problem,
        });
    }
    Ok(Json(BulkReply {
        rows,
        dry_run: asked.dry_run,
    }))
}

/// Why a sealed note is read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Reason {
    /// In the reader's words; kept in the log.
    reason: String,
}

/// Reads a sealed note, with a reason that is logged.
#[utoipa::path(
    post, path = "/items/{item}/sealed/{note}/read", tag = "items", request_body = Reason, security(("token" = [])),
    params(
        ("item" = String, Path, description = "Identity of the item"),
        ("note" = String, Path, description = "Identity of the note"),
    ),
    responses((status = 200, body = SealedText), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn read_sealed(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
    At((item, note)): At<(ItemId, SealedId)>,
    Body(asked): Body<Reason>,
) -> Answer<Json<SealedText>> {
    api.limits
        .write(caller.person)
        .map_err(|why| Fault::new(lang, why))?;
    let body = api
        .desk
        .read_sealed(caller, item, note, asked.reason)
        .await
        .map_err(|error| Fault::of(lang, error))?;
    Ok(Json(SealedText { body }))
}
