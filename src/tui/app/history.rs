//! What happened to an item.

use super::part::Part;
use super::shared::Shared;
use super::step::Step;
use crate::tui::input::{Action, Scope};

/// The screen.
#[derive(Debug, Default)]
pub struct HistoryScreen {}

impl Part for HistoryScreen {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        vec![Scope::History]
    }

    fn action(&mut self, _: &mut Shared, _: Action) -> Vec<Step> {
        Vec::new()
    }
}
