//! What every screen and every overlay answers to, so that the model treats all of them alike.

use super::effect::Slot;
use super::message::{Failure, Reply};
use super::shared::Shared;
use super::step::{Step, Told};
use crate::tui::field::Field;
use crate::tui::input::{Action, Scope};
use crate::wire::Notice;
use crate::wire::item::ActReply;

/// A screen or an overlay. Only `scopes` and `action` have to be written; the rest has a default that does nothing.
pub trait Part {
    /// Where the keys go: scopes, innermost last. Ends in a text scope while [`Part::field`] gives a field.
    fn scopes(&self, shared: &Shared) -> Vec<Scope>;

    /// An action whose key was pressed here, or that was chosen in the palette.
    fn action(&mut self, shared: &mut Shared, action: Action) -> Vec<Step>;

    /// The field that is typed into. Typing, caret movement, paste and undo of typing are done for it by the model.
    fn field(&mut self) -> Option<&mut Field> {
        None
    }

    /// The text of [`Part::field`] changed.
    fn typed(&mut self, _: &mut Shared) -> Vec<Step> {
        Vec::new()
    }

    /// It came to the front: for the first time, or because what covered it is gone.
    fn entered(&mut self, _: &mut Shared) -> Vec<Step> {
        Vec::new()
    }

    /// A current answer. Every screen and overlay sees every answer, so the slot has to be one's own.
    fn reply(&mut self, _: &mut Shared, _: Slot, _: &Result<Reply, Failure>) -> Vec<Step> {
        Vec::new()
    }

    /// Something changed at the desk.
    fn notice(&mut self, _: &mut Shared, _: &Notice) -> Vec<Step> {
        Vec::new()
    }

    /// An act of this person was applied.
    fn applied(&mut self, _: &mut Shared, _: &ActReply) -> Vec<Step> {
        Vec::new()
    }

    /// The line is up again, or the person asked: fetch what is shown anew.
    fn refresh(&mut self, _: &mut Shared) -> Vec<Step> {
        Vec::new()
    }

    /// The clock was set; a moment asked for with `WakeAt` may have come.
    fn clock(&mut self, _: &mut Shared) -> Vec<Step> {
        Vec::new()
    }

    /// `$EDITOR` gave a text back; the tag is the one it was asked with.
    fn edited(&mut self, _: &mut Shared, _: &str, _: &Result<String, String>) -> Vec<Step> {
        Vec::new()
    }

    /// An overlay that was over this has something to say.
    fn told(&mut self, _: &mut Shared, _: &Told) -> Vec<Step> {
        Vec::new()
    }

    /// Esc: `None` when there is nothing to go back from in here, so that the whole part is left.
    fn back(&mut self, _: &mut Shared) -> Option<Vec<Step>> {
        None
    }

    /// Why an action cannot be done here now, in words; `None` when it can.
    fn refuses(&self, _: &Shared, _: Action) -> Option<String> {
        None
    }

    /// The actions for the last line, most important first.
    fn hints(&self, _: &Shared) -> Vec<Action> {
        Vec::new()
    }

    /// What the copy key takes.
    fn copied(&self, _: &Shared) -> Option<String> {
        None
    }
}
