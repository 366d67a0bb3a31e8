//! What can go wrong between here and the desk, and the one function that says which of it an answer is.

use crate::domain::refusal::Why;
use crate::messages::{Lang, client as say};
use crate::wire::problem::{MEDIA_TYPE, Problem};
use serde_json::Value;

/// Characters of a strange answer that are kept to show.
const DETAIL: usize = 200;

/// Why a call did not bring what it was made for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClientError {
    /// The server could not be reached, or the line was cut. A write may have arrived all the same: repeat it under
    /// its key.
    #[error("unreachable: {why}")]
    Unreachable {
        /// What the system said.
        why: String,
    },
    /// No answer in time. A write may have arrived all the same.
    #[error("no answer in time")]
    TimedOut,
    /// The server's own answer: it refused, or it is in trouble and says so.
    #[error("{} {}", .0.status, .0.code)]
    Problem(Box<Problem>),
    /// An answer that this program's server does not give: something else stands at the address or on the way.
    #[error("unexpected answer {status}: {detail}")]
    BadAnswer {
        /// HTTP status.
        status: u16,
        /// The beginning of it, or what was wrong with it. Foreign text.
        detail: String,
    },
    /// The token is missing, expired or revoked.
    #[error("not signed in")]
    NotSignedIn,
}

impl ClientError {
    /// It may pass by itself: the line, a time-out, or a server in trouble. The same request can be made again.
    pub fn may_pass(&self) -> bool {
        match self {
            ClientError::Unreachable { .. }
            | ClientError::TimedOut
            | ClientError::BadAnswer { .. } => true,
            ClientError::Problem(problem) => {
                problem.status >= 500 || matches!(problem.status, 408 | 429)
            }
            ClientError::NotSignedIn => false,
        }
    }

    /// The line is down, as far as this call can tell.
    pub fn is_line(&self) -> bool {
        matches!(
            self,
            ClientError::Unreachable { .. } | ClientError::TimedOut
        )
    }

    /// Seconds that the server asks to wait.
    pub fn wait_seconds(&self) -> Option<u64> {
        match self {
            ClientError::Problem(problem) => match problem.why {
                Some(Why::TooManyAttempts { seconds } | Why::Busy { seconds }) => Some(seconds),
                _ => None,
            },
            _ => None,
        }
    }

    /// For a person. The server's own sentence where there is one.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            ClientError::Unreachable { why } => say::unreachable(lang, why),
            ClientError::TimedOut => say::TIMED_OUT.get(lang).into(),
            ClientError::Problem(problem) if problem.title.is_empty() => {
                say::untitled(lang, &problem.code, problem.status)
            }
            ClientError::Problem(problem) => problem.title.clone(),
            ClientError::BadAnswer { status, detail } => say::bad_answer(lang, status, detail),
            ClientError::NotSignedIn => say::NOT_SIGNED_IN.get(lang).into(),
        }
    }
}

impl From<reqwest::Error> for ClientError {
    fn from(error: reqwest::Error) -> Self {
        if error.is_timeout() {
            return ClientError::TimedOut;
        }
        // The innermost cause is the one that helps ("connection refused"); the outer ones repeat the address.
        let mut cause: &dyn std::error::Error = &error;
        while let Some(inner) = cause.source() {
            cause = inner;
        }
        ClientError::Unreachable {
            why: cause.to_string(),
        }
    }
}

/// What an answer means. `Ok` is the body of a success (empty for 204); a 304 is a success without a body.
///
/// A refusal is believed only when it is a problem of the form this program's server writes. A page from a proxy or
/// from another program, whatever its status, is a [`ClientError::BadAnswer`].
pub fn understand(status: u16, media_type: &str, body: Vec<u8>) -> Result<Vec<u8>, ClientError> {
    let plain_type = media_type.split(';').next().unwrap_or_default().trim();
    match status {
        204 | 304 => Ok(Vec::new()),
        200..=299 if plain_type.eq_ignore_ascii_case("application/json") => Ok(body),
        400..=599 if plain_type.eq_ignore_ascii_case(MEDIA_TYPE) => {
            let problem = serde_json::from_slice(&body).ok().and_then(lenient);
            Err(match problem {
                Some(problem) if problem.status != status => bad(status, &body),
                Some(problem) if status == 401 && problem.code == "not_signed_in" => {
                    ClientError::NotSignedIn
                }
                Some(problem) => ClientError::Problem(Box::new(problem)),
                None => bad(status, &body),
            })
        }
        _ => Err(bad(status, &body)),
    }
}

/// An answer that cannot be used, with the beginning of it.
pub fn bad(status: u16, body: &[u8]) -> ClientError {
    let text = String::from_utf8_lossy(body);
    ClientError::BadAnswer {
        status,
        detail: text.trim().chars().take(DETAIL).collect(),
    }
}

/// Reads a problem. Of one with values that this program does not know, because the server is newer, code and
/// sentence are kept.
pub fn lenient(mut problem: Value) -> Option<Problem> {
    if let Ok(problem) = serde_json::from_value(problem.clone()) {
        return Some(problem);
    }
    let fields = problem.as_object_mut()?;
    for optional in ["why", "who_can_fix", "current", "field"] {
        fields.remove(optional);
    }
    serde_json::from_value(problem).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn problem(status: u16, code: &str) -> Value {
        json!({"type": "about:blank", "status": status, "code": code, "title": "不行"})
    }

    fn answered(status: u16, media_type: &str, body: &Value) -> Result<Vec<u8>, ClientError> {
        understand(status, media_type, body.to_string().into_bytes())
    }

    #[test]
    fn a_refusal_keeps_the_servers_sentence() {
        let error = answered(
            409,
            "application/problem+json; charset=utf-8",
            &problem(409, "threads_open"),
        )
        .expect_err("a refusal");
        assert_eq!(error.sentence(Lang::En), "不行");
        assert!(matches!(&error, ClientError::Problem(it) if it.code == "threads_open"));
        assert!(!error.may_pass());
    }

    #[test]
    fn only_our_server_can_end_a_session() {
        let ours = answered(401, MEDIA_TYPE, &problem(401, "not_signed_in"));
        assert_eq!(ours, Err(ClientError::NotSignedIn));
        let proxy = understand(
            401,
            "text/html",
            b"<html>log in to the network</html>".to_vec(),
        );
        assert!(matches!(
            proxy,
            Err(ClientError::BadAnswer { status: 401, .. })
        ));
        let wrong_password = answered(401, MEDIA_TYPE, &problem(401, "wrong_password"));
        assert!(matches!(wrong_password, Err(ClientError::Problem(_))));
    }

    #[test]
    fn a_page_from_something_on_the_way_is_never_a_success() {
        let page = understand(200, "text/html", b"<html>welcome</html>".to_vec());
        assert!(matches!(
            page,
            Err(ClientError::BadAnswer { status: 200, .. })
        ));
        let redirect = understand(302, "application/json", b"{}".to_vec());
        assert!(matches!(
            redirect,
            Err(ClientError::BadAnswer { status: 302, .. })
        ));
    }

    #[test]
    fn what_may_pass_is_told_from_what_is_final() {
        for (status, passes) in [
            (408, true),
            (429, true),
            (500, true),
            (503, true),
            (403, false),
            (412, false),
            (422, false),
        ] {
            let error = answered(status, MEDIA_TYPE, &problem(status, "x")).expect_err("a refusal");
            assert_eq!(error.may_pass(), passes, "{status}");
        }
    }

    #[test]
    fn a_code_of_a_newer_server_keeps_its_sentence() {
        let mut newer = problem(409, "moon_phase");
        newer["why"] = json!({"code": "moon_phase", "phase": 3});
        newer["who_can_fix"] = json!([{"fixer": "astronomer"}]);
        let error = answered(409, MEDIA_TYPE, &newer).expect_err("a refusal");
        assert!(
            matches!(&error, ClientError::Problem(it) if it.code == "moon_phase" && it.why.is_none())
        );
        assert_eq!(error.sentence(Lang::Zh), "不行");
    }

    #[test]
    fn a_server_that_is_busy_says_for_how_long() {
        let mut busy = problem(503, "busy");
        busy["why"] = json!({"code": "busy", "seconds": 7});
        let error = answered(503, MEDIA_TYPE, &busy).expect_err("a refusal");
        assert_eq!(error.wait_seconds(), Some(7));
    }
}
