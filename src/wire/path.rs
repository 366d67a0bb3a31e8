//! Where resources live. Both sides build addresses here.

/// All resources are under this prefix.
pub const ROOT: &str = "/api/v1";

/// `ROOT` + `rest`.
pub fn at(rest: &str) -> String {
    format!("{ROOT}{rest}")
}

/// Header: the same value on a repeated request gives the same answer and one event (invariant 6).
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// Header: the post the caller acts for, when several of theirs would fit.
pub const ACTING_FOR: &str = "x-acting-for";
/// Header: the server's clock, milliseconds since 1970, on every reply.
pub const SERVER_TIME: &str = "x-server-time";
