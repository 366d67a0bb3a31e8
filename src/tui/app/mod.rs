//! The program's state and how it changes: `(Model, Message) → Vec<Effect>`, synchronous and deterministic.
//!
//! Nothing here does input or output. `runtime.rs` turns keys, replies and notices into messages, carries
//! out effects, and draws once no message is waiting. A screen keeps its own state in a file of its own;
//! what all screens share is [`Shared`]. Screens and overlays are [`Part`]s: the model hands them actions, typed
//! text, answers and notices, and takes the [`Step`]s that follow. Each request names a [`Slot`]; a newer request
//! in the same slot makes the older one's reply stale, and stale replies are dropped.

pub mod acts;
pub mod asked;
pub mod bulk;
pub mod comparison;
pub mod confirm;
pub mod diff;
pub mod editor;
pub mod effect;
pub mod filter;
pub mod form;
pub mod gates;
pub mod help;
pub mod history;
pub mod item;
pub mod item_overlay;
pub mod label;
pub mod login;
pub mod matching;
pub mod message;
pub mod model;
pub mod note;
pub mod number;
pub mod outbox;
pub mod overlay;
pub mod palette;
pub mod part;
pub mod pick;
pub mod posts;
pub mod queue;
pub mod screen;
pub mod shared;
pub mod step;
pub mod submission;
pub mod typing;
pub mod until;
pub mod when;
pub mod window;

pub use acts::Target;
pub use effect::{Effect, Request, Slot};
pub use form::{Entry, Form, FormOverlay, Purpose};
pub use label::Label;
pub use message::{Failure, Message, Reply};
pub use model::Model;
pub use overlay::Overlay;
pub use part::Part;
pub use screen::Screen;
pub use shared::{Line, Shared};
pub use step::{Step, Told};
