//! Sessions, tokens, and the roster as a reader sees it.

use crate::domain::id::*;
use crate::domain::moment::Moment;
use crate::domain::procedure::Procedure;
use crate::domain::roster::{Absence, Duty, Holding, Person, Post, Seat, Unit};
use crate::domain::verify::Party;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// Log-in (`POST /sessions`).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoginRequest {
    pub login: String,
    pub password: String,
}

impl std::fmt::Debug for LoginRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LoginRequest")
            .field("login", &self.login)
            .finish_non_exhaustive()
    }
}

/// The token is shown once; the server keeps only its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LoginReply {
    pub token: String,
    pub expires_at: Moment,
    pub me: Me,
}

/// Who the caller is, and what for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Me {
    pub person: Person,
    /// Chairs the caller sits on now.
    pub seats: Vec<Seat>,
    pub duties: BTreeSet<Duty>,
    pub server_time: Moment,
}

/// Everything about people and posts that the desk's own people see (`GET /roster`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RosterView {
    pub people: Vec<Person>,
    pub units: Vec<Unit>,
    pub posts: Vec<PostView>,
    pub holdings: Vec<Holding>,
    pub absences: Vec<Absence>,
    pub parties: Vec<Party>,
    pub procedure: Procedure,
}

/// A post and who acts for it now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PostView {
    pub post: Post,
    pub acting: Option<Seat>,
}

/// A new token (`POST /tokens`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenRequest {
    /// For whom; oneself when not given. For others: administrators only.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// What it is for, in the person's words.
    pub label: String,
    /// Days it is good for, 1 to 366.
    pub days: u32,
}

/// A token without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TokenView {
    pub id: TokenId,
    pub person: PersonId,
    pub label: String,
    pub issued_at: Moment,
    pub expires_at: Moment,
    pub revoked_at: Option<Moment>,
}

/// A new token with its secret, shown once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TokenReply {
    pub token: String,
    pub view: TokenView,
}

/// A new password (`PUT /people/{id}/password`).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordRequest {
    /// The present one, when setting one's own.
    #[serde(default)]
    pub current: Option<String>,
    /// At least 10 characters.
    pub new: String,
}

impl std::fmt::Debug for PasswordRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordRequest")
    }
}

/// The words of a sealed note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SealedText {
    pub body: String,
}
