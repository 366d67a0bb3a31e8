//! The OpenAPI document, from the same definitions as the routes.

use super::routes;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Info, OpenApi, OpenApiBuilder, Server};

/// The document as served at `/api/v1/openapi.json`.
pub fn document() -> OpenApi {
    let (_, document) = routes::all().split_for_parts();
    finish(document)
}

/// Title, version, place and security scheme around the collected paths.
pub(super) fn finish(mut document: OpenApi) -> OpenApi {
    let mut info = Info::new("sanshen 三审", env!("CARGO_PKG_VERSION"));
    info.description = Some(
        "The reviewing desk: submissions in, three levels of review, claims verified, released. \
         Every refusal is a problem with a stable code, a sentence, and who can help."
            .into(),
    );
    let mut components = document.components.take().unwrap_or_default();
    components.add_security_scheme(
        "token",
        SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build()),
    );
    OpenApiBuilder::from(document)
        .info(info)
        .servers(Some([Server::new(crate::wire::path::ROOT)]))
        .components(Some(components))
        .build()
}
