//! Refusals and failures as `application/problem+json`, with the status that fits each.

use crate::desk::DeskError;
use crate::domain::refusal::{Refusal, Why};
use crate::messages::{Lang, refusal as say};
use crate::wire::ItemView;
use crate::wire::problem::{MEDIA_TYPE, Problem};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use ulid::Ulid;

/// An answer that is not a success, and the language to say it in.
pub struct Fault {
    pub refusal: Box<Refusal>,
    pub lang: Lang,
    /// With a stale write: the item as it is now.
    pub current: Option<Box<ItemView>>,
}

impl Fault {
    /// From a rule's refusal.
    pub fn new(lang: Lang, refusal: impl Into<Refusal>) -> Self {
        Fault {
            refusal: Box::new(refusal.into()),
            lang,
            current: None,
        }
    }

    /// From whatever the desk said. A failure of the store is logged under an incident number, which is all the
    /// caller learns.
    pub fn of(lang: Lang, error: DeskError) -> Self {
        match error {
            DeskError::Refused(refusal) => Fault::new(lang, *refusal),
            DeskError::Stale { yours, now } => Fault::new(lang, Why::Stale { yours, now }),
            DeskError::Store(error) if error.passes_with_time() => {
                Fault::new(lang, Why::Busy { seconds: 1 })
            }
            DeskError::Store(error) => {
                let incident = Ulid::generate().to_string();
                tracing::error!(%incident, %error, "store");
                Fault::new(lang, Why::Internal { incident })
            }
        }
    }

    /// The problem as it goes on the wire.
    pub fn problem(self) -> Problem {
        let refusal = *self.refusal;
        let status = status(&refusal.why);
        let incident = matches!(refusal.why, Why::Internal { .. });
        Problem {
            kind: "about:blank".into(),
            status: status.as_u16(),
            code: say::code(&refusal.why).to_owned(),
            title: say::sentence(self.lang, &refusal.why),
            field: refusal.field,
            who_can_fix: refusal.who_can_fix,
            why: (!incident).then_some(refusal.why),
            current: self.current,
        }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let retry = match &self.refusal.why {
            Why::TooManyAttempts { seconds } | Why::Busy { seconds } => Some(*seconds),
            _ => None,
        };
        let challenge = matches!(self.refusal.why, Why::NotSignedIn);
        let status = status(&self.refusal.why);
        let lang = self.lang;
        let body = serde_json::to_vec(&self.problem()).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        headers.insert(
            header::CONTENT_LANGUAGE,
            HeaderValue::from_static(lang.tag()),
        );
        if let Some(seconds) = retry {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds.max(1)));
        }
        if challenge {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// The HTTP status of a refusal.
pub fn status(why: &Why) -> StatusCode {
    use Why::*;
    match why {
        NotSignedIn | WrongPassword => StatusCode::UNAUTHORIZED,
        NotYourDuty { .. }
        | NotYourTurn { .. }
        | ReadOnlyRole
        | ShadowOnly { .. }
        | OtherUnit
        | WroteThis { .. }
        | SignedFirstReview
        | VotedAtOtherLevel { .. }
        | HomeUnit { .. }
        | DeclaredInterest
        | NotYourObjection { .. }
        | RecorderIsSigner
        | AdjudicatorTookEvidence { .. }
        | AdjudicatedThis { .. }
        | WaiverLevel { .. } => StatusCode::FORBIDDEN,
        NotFound { .. } => StatusCode::NOT_FOUND,
        Stale { .. } => StatusCode::PRECONDITION_FAILED,
        PreconditionMissing => StatusCode::PRECONDITION_REQUIRED,
        TooManyAttempts { .. } => StatusCode::TOO_MANY_REQUESTS,
        Busy { .. } => StatusCode::SERVICE_UNAVAILABLE,
        Internal { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        BodyTooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        Missing
        | TooLong { .. }
        | PersonalData { .. }
        | Classified
        | ReleasedByMissing
        | UnknownUnit { .. }
        | TimeInFuture
        | TimeInPast
        | Malformed { .. }
        | UnknownField { .. }
        | Unreadable { .. }
        | BadCursor
        | QueryUnreadable { .. }
        | NotInText { .. }
        | FigureUnreadable { .. }
        | ExpressionUnreadable { .. }
        | UnknownReturnCode { .. }
        | SentenceMissing
        | ReasonMissing
        | ChecklistIncomplete { .. }
        | ClaimsUnread { .. }
        | CallBackMissing
        | ExplanationMissing { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::CONFLICT,
    }
}
