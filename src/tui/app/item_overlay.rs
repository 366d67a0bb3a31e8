//! Overlays that belong to one item and are more than a form, a question or something to read.

use super::effect::Slot;
use super::item::evidence::EvidenceOverlay;
use super::message::{Failure, Reply};
use super::part::Part;
use super::shared::Shared;
use super::step::Step;
use crate::tui::field::Field;
use crate::tui::input::{Action, Scope};

/// An overlay of the item screen.
#[derive(Debug)]
pub enum ItemOverlay {
    /// What a party said of a claim.
    Evidence(Box<EvidenceOverlay>),
}

impl From<EvidenceOverlay> for ItemOverlay {
    fn from(overlay: EvidenceOverlay) -> Self {
        ItemOverlay::Evidence(Box::new(overlay))
    }
}

impl ItemOverlay {
    fn part(&mut self) -> &mut dyn Part {
        match self {
            ItemOverlay::Evidence(overlay) => &mut **overlay,
        }
    }

    fn as_part(&self) -> &dyn Part {
        match self {
            ItemOverlay::Evidence(overlay) => &**overlay,
        }
    }
}

impl Part for ItemOverlay {
    fn scopes(&self, shared: &Shared) -> Vec<Scope> {
        self.as_part().scopes(shared)
    }

    fn action(&mut self, shared: &mut Shared, action: Action) -> Vec<Step> {
        self.part().action(shared, action)
    }

    fn field(&mut self) -> Option<&mut Field> {
        self.part().field()
    }

    fn typed(&mut self, shared: &mut Shared) -> Vec<Step> {
        self.part().typed(shared)
    }

    fn reply(
        &mut self,
        shared: &mut Shared,
        slot: Slot,
        reply: &Result<Reply, Failure>,
    ) -> Vec<Step> {
        self.part().reply(shared, slot, reply)
    }

    fn edited(
        &mut self,
        shared: &mut Shared,
        tag: &str,
        text: &Result<String, String>,
    ) -> Vec<Step> {
        self.part().edited(shared, tag, text)
    }

    fn back(&mut self, shared: &mut Shared) -> Option<Vec<Step>> {
        self.part().back(shared)
    }

    fn hints(&self, shared: &Shared) -> Vec<Action> {
        self.as_part().hints(shared)
    }
}
