//! Log-in, log-out, who am I, tokens, passwords.

use crate::domain::id::{PersonId, TokenId};
use crate::server::Api;
use crate::server::answer::Answer;
use crate::server::asking::{Asked, At, Body, In, Signed};
use crate::server::problem::Fault;
use crate::wire::Problem;
use crate::wire::people::*;
use axum::Json;
use axum::extract::{ConnectInfo, FromRequestParts, State};
use axum::http::{StatusCode, request::Parts};
use serde::Deserialize;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(log_in))
        .routes(routes!(log_out))
        .routes(routes!(me))
        .routes(routes!(tokens, issue_token))
        .routes(routes!(revoke_token))
        .routes(routes!(set_password))
}

/// The caller's address, when the server knows it.
pub struct From(Option<IpAddr>);

impl<S: Sync> FromRequestParts<S> for From {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(From(
            parts
                .extensions
                .get::<ConnectInfo<SocketAddr>>()
                .map(|info| info.0.ip()),
        ))
    }
}

/// Logs in. The token in the answer is shown once.
#[utoipa::path(
    post, path = "/sessions", tag = "sessions", request_body = LoginRequest,
    responses((status = 201, body = LoginReply), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn log_in(
    State(api): State<Api>,
    In(lang): In,
    From(address): From,
    Body(asked): Body<LoginRequest>,
) -> Answer<(StatusCode, Json<LoginReply>)> {
    api.limits
        .log_in(&asked.login, address)
        .map_err(|why| Fault::new(lang, why))?;
    let reply = api.desk.log_in(&asked.login, asked.password).await;
    Ok((
        StatusCode::CREATED,
        Json(reply.map_err(|error| Fault::of(lang, error))?),
    ))
}

/// Ends the token the request is made with.
#[utoipa::path(
    delete, path = "/sessions/current", tag = "sessions", security(("token" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn log_out(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
) -> Answer<StatusCode> {
    api.desk
        .log_out(caller)
        .await
        .map_err(|error| Fault::of(lang, error))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who the caller is, and which chairs they sit on now.
#[utoipa::path(
    get, path = "/me", tag = "sessions", security(("token" = [])),
    responses((status = 200, body = Me), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn me(State(api): State<Api>, In(lang): In, Signed(caller): Signed) -> Answer<Json<Me>> {
    Ok(Json(
        api.desk
            .me(caller)
            .await
            .map_err(|error| Fault::of(lang, error))?,
    ))
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Whose {
    /// Whose tokens; one's own when not given.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    person: Option<PersonId>,
}

/// Tokens without their secrets.
#[utoipa::path(
    get, path = "/tokens", tag = "sessions", params(Whose), security(("token" = [])),
    responses((status = 200, body = [TokenView]), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn tokens(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
    Asked(whose): Asked<Whose>,
) -> Answer<Json<Vec<TokenView>>> {
    let found = api
        .desk
        .tokens(caller, whose.person.unwrap_or(caller.person))
        .await;
    Ok(Json(found.map_err(|error| Fault::of(lang, error))?))
}

/// A token for a script: for oneself, or by an administrator for somebody.
#[utoipa::path(
    post, path = "/tokens", tag = "sessions", request_body = TokenRequest, security(("token" = [])),
    responses((status = 201, body = TokenReply), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn issue_token(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
    Body(asked): Body<TokenRequest>,
) -> Answer<(StatusCode, Json<TokenReply>)> {
    api.limits
        .write(caller.person)
        .map_err(|why| Fault::new(lang, why))?;
    let reply = api
        .desk
        .issue_token(caller, asked)
        .await
        .map_err(|error| Fault::of(lang, error))?;
    Ok((StatusCode::CREATED, Json(reply)))
}

/// Ends a token from now on.
#[utoipa::path(
    delete, path = "/tokens/{token}", tag = "sessions", security(("token" = [])),
    params(("token" = String, Path, description = "Public half of the token")),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn revoke_token(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
    At(token): At<TokenId>,
) -> Answer<StatusCode> {
    api.desk
        .revoke(caller, token)
        .await
        .map_err(|error| Fault::of(lang, error))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sets a password: one's own with the present one, or anybody's by an administrator.
#[utoipa::path(
    put, path = "/people/{person}/password", tag = "sessions", request_body = PasswordRequest, security(("token" = [])),
    params(("person" = String, Path, description = "Identity of the person")),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn set_password(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
    At(person): At<PersonId>,
    Body(asked): Body<PasswordRequest>,
) -> Answer<StatusCode> {
    api.limits
        .log_in(&format!("password of {person}"), None)
        .map_err(|why| Fault::new(lang, why))?;
    let done = api
        .desk
        .set_password(caller, person, asked.current, asked.new)
        .await;
    done.map_err(|error| Fault::of(lang, error))?;
    Ok(StatusCode::NO_CONTENT)
}
