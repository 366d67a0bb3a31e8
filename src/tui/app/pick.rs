//! One of several, chosen by moving to it.

use super::label::Label;
use super::part::Part;
use super::shared::Shared;
use super::step::Step;
use crate::tui::input::{Action, Scope};

/// One that can be chosen.
#[derive(Debug)]
pub struct Pick {
    pub label: Label,
    /// Beside it, quietly.
    pub note: Label,
    /// What follows when it is chosen.
    pub then: Vec<Step>,
}

/// A list to choose from.
#[derive(Debug)]
pub struct PickOverlay {
    pub title: Label,
    pub options: Vec<Pick>,
    pub cursor: usize,
}

impl PickOverlay {
    /// A list with the cursor on the one at `cursor`.
    pub fn new(title: impl Into<Label>, options: Vec<Pick>, cursor: usize) -> Self {
        PickOverlay {
            title: title.into(),
            options,
            cursor,
        }
    }
}

impl Part for PickOverlay {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        vec![Scope::Choice]
    }

    fn action(&mut self, _: &mut Shared, action: Action) -> Vec<Step> {
        let last = self.options.len().saturating_sub(1);
        match action {
            Action::MoveUp | Action::MoveLeft => self.cursor = self.cursor.saturating_sub(1),
            Action::MoveDown | Action::MoveRight => self.cursor = (self.cursor + 1).min(last),
            Action::PageUp | Action::First => self.cursor = 0,
            Action::PageDown | Action::Last => self.cursor = last,
            Action::Accept | Action::Toggle => {
                if let Some(option) = self.options.get_mut(self.cursor) {
                    return [Step::Close]
                        .into_iter()
                        .chain(std::mem::take(&mut option.then))
                        .collect();
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn hints(&self, _: &Shared) -> Vec<Action> {
        vec![Action::MoveDown, Action::Accept, Action::Back]
    }
}
