//! The contract both sides compile against: paths, requests, replies, problems, cursors. Data only.
//!
//! What a request asks of a rule is the rule's own draft type from `domain`; this room adds what only
//! the wire needs: lists, views for a reader, sessions, notices of the event stream.

pub mod command;
pub mod cursor;
pub mod item;
pub mod notice;
pub mod path;
pub mod people;
pub mod problem;
pub mod submission;

pub use command::ItemCommand;
pub use item::{Counts, ItemPage, ItemRow, ItemView};
pub use notice::Notice;
pub use problem::Problem;
