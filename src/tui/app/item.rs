//! One item: its text on one side, claims, threads, versions and the rest on the other.

use super::effect::{Effect, Request, Slot};
use super::part::Part;
use super::shared::Shared;
use super::step::Step;
use crate::domain::id::ItemId;
use crate::tui::input::{Action, Scope};
use crate::wire::ItemView;

/// The screen of one item.
#[derive(Debug)]
pub struct ItemScreen {
    pub id: ItemId,
    pub view: Option<Box<ItemView>>,
    /// To be done as soon as the item is here.
    pub then: Option<Action>,
}

impl ItemScreen {
    /// Opens an item; `then` is done once it is here, as when a verdict was begun in the queue.
    pub fn open(id: ItemId, then: Option<Action>, shared: &mut Shared) -> (Self, Effect) {
        let fetch = shared.fetch(Slot::Item, Request::Item(id));
        (ItemScreen { id, view: None, then }, fetch)
    }
}

impl Part for ItemScreen {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        vec![Scope::Item]
    }

    fn action(&mut self, _: &mut Shared, _: Action) -> Vec<Step> {
        Vec::new()
    }
}
