//! People, posts, holdings, absences, units, parties, the procedure, and the log for auditors.

use crate::desk::RosterCommand as C;
use crate::domain::id::*;
use crate::domain::procedure::Procedure;
use crate::domain::roster::{AbsenceDraft, HoldingDraft, PersonDraft, PostDraft, UnitDraft};
use crate::domain::roster::{RosterChange, Seat};
use crate::domain::verify::party::PartyDraft;
use crate::server::Api;
use crate::server::answer::Answer;
use crate::server::asking::{Asked, At, Body, In, Once, Signed};
use crate::server::problem::Fault;
use crate::store::log::LogRow;
use crate::wire::Problem;
use crate::wire::people::RosterView;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Everything about people and posts, for the desk's own people.
#[utoipa::path(
    get, path = "/roster", tag = "people", security(("token" = [])),
    responses((status = 200, body = RosterView), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn roster(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
) -> Answer<Json<RosterView>> {
    Ok(Json(
        api.desk
            .roster(caller)
            .await
            .map_err(|error| Fault::of(lang, error))?,
    ))
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct When {
    /// An instant in the past or the future; now when not given.
    #[serde(default)]
    at: Option<crate::domain::moment::Moment>,
}

/// Who acts for a post at an instant, past or future.
#[utoipa::path(
    get, path = "/posts/{post}/acting", tag = "people", params(When, ("post" = String, Path, description = "Identity of the post")),
    security(("token" = [])),
    responses((status = 200, body = Option<Seat>), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn acting(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
    At(post): At<PostId>,
    Asked(when): Asked<When>,
) -> Answer<Json<Option<Seat>>> {
    let found = api.desk.acting(caller, post, when.at).await;
    Ok(Json(found.map_err(|error| Fault::of(lang, error))?))
}

async fn change(
    api: Api,
    lang: crate::messages::Lang,
    caller: crate::desk::Caller,
    once: Once,
    command: C,
) -> Answer<Response> {
    api.limits
        .write(caller.person)
        .map_err(|why| Fault::new(lang, why))?;
    let changes = api
        .desk
        .change_roster(caller, command, Some(once.key))
        .await
        .map_err(|error| Fault::of(lang, error))?;
    Ok((StatusCode::OK, Json(changes)).into_response())
}

/// A handler for one change of the roster.
macro_rules! change {
    ($name:ident, $method:ident, $path:literal, none, [$id:ident $name_of_id:literal : $kind:ty], $build:expr, $what:literal) => {
        #[doc = $what]
        #[utoipa::path(
            $method, path = $path, tag = "people", security(("token" = [])),
            params(
                ($name_of_id = String, Path, description = "Identity"),
                ("idempotency-key" = String, Header, description = "The same key again gives the same answer"),
            ),
            responses(
                (status = 200, description = "The records as they are now", body = [RosterChange]),
                (status = "4XX", body = Problem, content_type = "application/problem+json"),
            )
        )]
        async fn $name(
            State(api): State<Api>,
            In(lang): In,
            Signed(caller): Signed,
            once: Once,
            At($id): At<$kind>,
        ) -> Answer<Response> {
            change(api, lang, caller, once, $build).await
        }
    };
    ($name:ident, $method:ident, $path:literal, $draft:ty, [$($id:ident $name_of_id:literal : $kind:ty)?], $build:expr, $what:literal) => {
        #[doc = $what]
        #[utoipa::path(
            $method, path = $path, tag = "people", request_body = $draft, security(("token" = [])),
            params(
                $(($name_of_id = String, Path, description = "Identity"),)?
                ("idempotency-key" = String, Header, description = "The same key again gives the same answer"),
            ),
            responses(
                (status = 200, description = "The records as they are now", body = [RosterChange]),
                (status = "4XX", body = Problem, content_type = "application/problem+json"),
            )
        )]
        async fn $name(
            State(api): State<Api>,
            In(lang): In,
            Signed(caller): Signed,
            once: Once,
            $(At($id): At<$kind>,)?
            Body(with): Body<$draft>,
        ) -> Answer<Response> {
            #[allow(clippy::redundant_closure_call)]
            let command: C = ($build)($($id,)? with);
            change(api, lang, caller, once, command).await
        }
    };
}

change!(
    add_person,
    post,
    "/people",
    PersonDraft,
    [],
    C::AddPerson,
    "Adds a person."
);
change!(change_person, put, "/people/{person}", PersonDraft, [person "person": PersonId], C::ChangePerson, "Changes a person's data.");
change!(end_service, post, "/people/{person}/end", none, [person "person": PersonId], C::EndService(person), "Ends a person's service; nobody is ever deleted.");
change!(resume_service, post, "/people/{person}/resume", none, [person "person": PersonId], C::ResumeService(person), "Takes a person back into service.");
change!(
    add_unit,
    post,
    "/units",
    UnitDraft,
    [],
    C::AddUnit,
    "Adds a reporting unit."
);
change!(change_unit, put, "/units/{unit}", UnitDraft, [unit "unit": UnitId], C::ChangeUnit, "Changes a reporting unit.");
change!(
    add_post,
    post,
    "/posts",
    PostDraft,
    [],
    C::AddPost,
    "Adds a post."
);
change!(change_post, put, "/posts/{post}", PostDraft, [post "post": PostId], C::ChangePost, "Changes a post.");
change!(
    appoint,
    post,
    "/holdings",
    HoldingDraft,
    [],
    C::Appoint,
    "Appoints a person to a post as A, B or shadow."
);
change!(end_holding, post, "/holdings/{holding}/end", none, [holding "holding": HoldingId], C::EndHolding(holding), "Ends a holding now.");
change!(
    absent,
    post,
    "/absences",
    AbsenceDraft,
    [],
    C::Absent,
    "Enters an absence; one that leaves a post with nobody is refused with remedies."
);
change!(cancel_absence, post, "/absences/{absence}/cancel", none, [absence "absence": AbsenceId], C::CancelAbsence(absence), "Cancels what is left of an absence.");
change!(
    add_party,
    post,
    "/parties",
    PartyDraft,
    [],
    C::AddParty,
    "Adds a party that can be asked."
);
change!(change_party, put, "/parties/{party}", PartyDraft, [party "party": PartyId], C::ChangeParty, "Changes a party.");

/// The desk's levels, checklists, deadlines, return codes and verification rules.
#[utoipa::path(
    get, path = "/procedure", tag = "people", security(("token" = [])),
    responses((status = 200, body = Procedure), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn procedure(
    State(api): State<Api>,
    In(lang): In,
    Signed(_caller): Signed,
) -> Answer<Json<Procedure>> {
    let known = api
        .desk
        .current()
        .await
        .map_err(|error| Fault::of(lang, error))?;
    Ok(Json(known.procedure.clone()))
}

/// Sets the procedure, by an administrator.
#[utoipa::path(
    put, path = "/procedure", tag = "people", request_body = Procedure, security(("token" = [])),
    params(("idempotency-key" = String, Header, description = "Names this request")),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn set_procedure(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
    _once: Once,
    Body(asked): Body<Procedure>,
) -> Answer<StatusCode> {
    api.limits
        .write(caller.person)
        .map_err(|why| Fault::new(lang, why))?;
    api.desk
        .set_procedure(caller, asked)
        .await
        .map_err(|error| Fault::of(lang, error))?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct After {
    /// Rows after this place in the log.
    #[serde(default)]
    after: u64,
    /// Rows wanted, 1 to 1,000; 200 when not given.
    #[serde(default)]
    limit: Option<u32>,
}

/// The chained log, for auditors and administrators: what `verify-log` reads.
#[utoipa::path(
    get, path = "/log", tag = "events", params(After), security(("token" = [])),
    responses((status = 200, body = [Object]), (status = "4XX", body = Problem, content_type = "application/problem+json"))
)]
async fn log(
    State(api): State<Api>,
    In(lang): In,
    Signed(caller): Signed,
    Asked(part): Asked<After>,
) -> Answer<Json<Vec<LogRow>>> {
    let rows = api
        .desk
        .log_rows(caller, part.after, part.limit.unwrap_or(200))
        .await;
    Ok(Json(rows.map_err(|error| Fault::of(lang, error))?))
}

pub fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(roster))
        .routes(routes!(acting))
        .routes(routes!(add_person))
        .routes(routes!(change_person))
        .routes(routes!(end_service))
        .routes(routes!(resume_service))
        .routes(routes!(add_unit))
        .routes(routes!(change_unit))
        .routes(routes!(add_post))
        .routes(routes!(change_post))
        .routes(routes!(appoint))
        .routes(routes!(end_holding))
        .routes(routes!(absent))
        .routes(routes!(cancel_absence))
        .routes(routes!(add_party))
        .routes(routes!(change_party))
        .routes(routes!(procedure, set_procedure))
        .routes(routes!(log))
}
