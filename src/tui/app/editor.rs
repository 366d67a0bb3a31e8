//! Writing a version.

use super::part::Part;
use super::shared::Shared;
use super::step::Step;
use crate::tui::input::{Action, Scope};

/// The screen.
#[derive(Debug, Default)]
pub struct EditorScreen {}

impl Part for EditorScreen {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        vec![Scope::Item]
    }

    fn action(&mut self, _: &mut Shared, _: Action) -> Vec<Step> {
        Vec::new()
    }
}
