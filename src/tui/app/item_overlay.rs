//! Overlays that belong to one item: checklist, adjudication, sign-off and the like.

use super::part::Part;
use super::shared::Shared;
use super::step::Step;
use crate::tui::input::{Action, Scope};

/// An overlay of the item screen.
#[derive(Debug)]
pub enum ItemOverlay {}

impl Part for ItemOverlay {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        match *self {}
    }

    fn action(&mut self, _: &mut Shared, _: Action) -> Vec<Step> {
        match *self {}
    }
}
