//! The program's state and how it changes: `(Model, Message) → Vec<Effect>`, synchronous and deterministic.
//!
//! Nothing here does input or output. `runtime.rs` turns keys, replies and notices into messages, carries
//! out effects, and draws once no message is waiting. A screen keeps its own state in a file of its own;
//! what all screens share is [`Shared`]. Each request names a [`Slot`]; a newer request in the same slot
//! makes the older one's reply stale, and stale replies are dropped.

pub mod effect;
pub mod message;
pub mod shared;

pub use effect::{Effect, Request, Slot};
pub use message::{Message, Reply};
pub use shared::{Line, Shared};
