//! Knowing one's own answer: a slot is shared by all screens of a kind, and its newest request is somebody's.

use super::effect::{Effect, Request, Slot};
use super::shared::Shared;

/// A request that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    slot: Slot,
    generation: u64,
}

impl Asked {
    /// Asks; what is returned first tells the answer, what is returned second is for the runtime.
    pub fn fetch(shared: &mut Shared, slot: Slot, request: Request) -> (Self, Effect) {
        let effect = shared.fetch(slot, request);
        let generation = match &effect {
            Effect::Fetch { generation, .. } => *generation,
            _ => 0,
        };
        (Asked { slot, generation }, effect)
    }

    /// Whether an answer that is being handed round in this slot is the answer to this.
    pub fn is_answered(self, shared: &Shared, slot: Slot) -> bool {
        slot == self.slot && shared.is_current(slot, self.generation)
    }
}
