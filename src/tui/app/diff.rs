//! Two versions side by side.

use super::part::Part;
use super::shared::Shared;
use super::step::Step;
use crate::tui::input::{Action, Scope};

/// The screen.
#[derive(Debug, Default)]
pub struct DiffScreen {}

impl Part for DiffScreen {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        vec![Scope::Diff]
    }

    fn action(&mut self, _: &mut Shared, _: Action) -> Vec<Step> {
        Vec::new()
    }
}
