//! The backend seen from outside: typed calls, the event stream, and what has to be on disk before it is on the wire.
//!
//! - [`Api`] makes the calls. Every call has a time-out, one function turns an answer into a value or a
//!   [`ClientError`], and only what is safe to repeat is repeated.
//! - [`stream`] follows what changes at the desk and says honestly how the line is.
//! - [`Outbox`] keeps what a person decided until the desk has confirmed it: exactly once, or held and shown.
//! - [`Drafts`] keeps what a person types, as typed.
//! - [`Place`] says where all that lives; [`session`] keeps the token between two runs.
//!
//! Nothing here draws, and nothing here decides what may be done: the server does.

pub mod api;
pub mod disk;
pub mod drafts;
pub mod error;
pub mod outbox;
pub mod pace;
pub mod place;
pub mod session;
pub mod stream;
#[cfg(test)]
mod testing;

pub use api::{Api, Key, Seen};
pub use disk::DiskError;
pub use drafts::{Draft, DraftKey, Drafts};
pub use error::ClientError;
pub use outbox::Outbox;
pub use pace::Pace;
pub use place::Place;
