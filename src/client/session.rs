//! The token of the last log-in at a desk, kept between runs in a file that only its owner can read.

use super::disk::{self, DiskError, Lasting};
use super::place::Place;
use crate::domain::moment::Moment;
use serde::{Deserialize, Serialize};

/// A log-in that can be used again until it expires or is ended.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub login: String,
    /// Bearer token. Not printed by `Debug`.
    pub token: String,
    /// By the server's clock.
    pub expires_at: Moment,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session")
            .field("login", &self.login)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

/// The log-in kept for `desk`, if there is one that has not expired at `now`. A file that cannot be read is set
/// aside: logging in again replaces what it held.
pub fn load(place: &Place, desk: &str, now: Moment) -> Result<Option<Session>, DiskError> {
    let path = place.session(desk)?;
    let Some(bytes) = disk::read(&path)? else {
        return Ok(None);
    };
    match serde_json::from_slice::<Session>(&bytes) {
        Ok(session) => Ok((session.expires_at > now).then_some(session)),
        Err(_) => disk::set_aside(&path).map(|_| None),
    }
}

/// Keeps a log-in for `desk`, in place of an earlier one.
pub fn save(place: &Place, desk: &str, session: &Session) -> Result<(), DiskError> {
    let path = place.session(desk)?;
    let unreadable = |error: serde_json::Error| DiskError::Unreadable {
        path: path.clone(),
        why: error.to_string(),
    };
    let bytes = serde_json::to_vec(session).map_err(unreadable)?;
    disk::replace(&path, &bytes, Lasting::PowerCut)
}

/// Forgets the log-in at `desk`. The token itself is ended by the server.
pub fn forget(place: &Place, desk: &str) -> Result<(), DiskError> {
    disk::remove(&place.session(desk)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment::from_millis(1_763_000_000_000);

    fn session() -> Session {
        Session {
            login: "chen.jie".into(),
            token: "sanshen_secret".into(),
            expires_at: NOW.plus_days(14),
        }
    }

    #[test]
    fn a_log_in_is_kept_until_it_expires_or_is_forgotten() {
        let home = tempfile::tempdir().expect("a directory");
        let place = Place::under(home.path());
        assert_eq!(load(&place, "demo", NOW), Ok(None));
        save(&place, "demo", &session()).expect("saved");
        assert_eq!(load(&place, "demo", NOW), Ok(Some(session())));
        assert_eq!(load(&place, "another", NOW), Ok(None));
        assert_eq!(load(&place, "demo", NOW.plus_days(15)), Ok(None));
        forget(&place, "demo").expect("forgotten");
        assert_eq!(load(&place, "demo", NOW), Ok(None));
    }

    #[test]
    fn a_broken_file_means_logging_in_again() {
        let home = tempfile::tempdir().expect("a directory");
        let place = Place::under(home.path());
        save(&place, "demo", &session()).expect("saved");
        let path = place.session("demo").expect("a path");
        std::fs::write(&path, b"{\"login\":\"chen").expect("cut short");
        assert_eq!(load(&place, "demo", NOW), Ok(None));
        save(&place, "demo", &session()).expect("saved again");
        assert_eq!(load(&place, "demo", NOW), Ok(Some(session())));
    }

    #[test]
    fn a_token_is_not_printed() {
        assert!(!format!("{:?}", session()).contains("secret"));
    }
}
