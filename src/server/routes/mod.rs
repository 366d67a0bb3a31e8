//! Resources, one file for each family.

mod commands;
mod health;
mod items;
mod people;
mod sessions;
mod submissions;

use super::Api;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Every route under `/api/v1`, with its documentation.
pub fn all() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .merge(sessions::routes())
        .merge(submissions::routes())
        .merge(items::routes())
        .merge(commands::routes())
        .merge(people::routes())
        .routes(routes!(super::stream::events))
}

/// Routes beside the interface: is the process alive, can it serve.
pub fn beside() -> axum::Router<Api> {
    health::routes()
}
