//! All keys of the screen, from the keymap.

use super::confirm::scrolled;
use super::part::Part;
use super::shared::Shared;
use super::step::Step;
use crate::tui::input::{Action, Scope};

/// Help for one situation.
#[derive(Debug)]
pub struct HelpOverlay {
    /// Where it was asked for.
    pub stack: Vec<Scope>,
    pub top: usize,
}

impl HelpOverlay {
    pub fn new(stack: Vec<Scope>) -> Self {
        HelpOverlay { stack, top: 0 }
    }
}

impl Part for HelpOverlay {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        vec![Scope::Help]
    }

    fn action(&mut self, _: &mut Shared, action: Action) -> Vec<Step> {
        self.top = scrolled(self.top, action);
        Vec::new()
    }

    fn hints(&self, _: &Shared) -> Vec<Action> {
        vec![Action::MoveDown, Action::HalfDown, Action::Back]
    }
}
