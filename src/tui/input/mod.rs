//! Keys to actions.
//!
//! [`action`] is the one table of everything a person can do: its name, where it applies, what it is called and
//! how dangerous it is. [`keymap`] reads which keys stand for it, [`dispatch`] turns key presses into actions, and
//! [`card`] writes the same table down for help, footers, the palette and the printed key card. There is no key
//! outside the keymap files, so what help says is what happens.

pub mod action;
pub mod card;
pub mod dispatch;
pub mod key;
pub mod keymap;
mod lint;
pub mod problem;
pub mod scope;

pub use action::{Action, ActionSpec, Danger, Group};
pub use card::{Row, Section, card, card_markdown, help, matching, offered};
pub use dispatch::{Continuation, Dispatcher, Outcome};
pub use key::{Key, KeyCode};
pub use keymap::{Builtin, Keymap, Loaded};
pub use problem::{Problem, Severity};
pub use scope::Scope;
