//! A question before an act that cannot be taken back lightly. It names what the act is done to.

use super::label::Label;
use super::part::Part;
use super::shared::Shared;
use super::step::Step;
use crate::tui::input::{Action, Scope};

/// A question; `y` does it, anything that means no leaves it.
#[derive(Debug)]
pub struct ConfirmOverlay {
    pub title: Label,
    /// What will happen, to what; several lines.
    pub question: Label,
    /// First visible row, when it is longer than its box.
    pub top: usize,
    yes: Vec<Step>,
}

impl ConfirmOverlay {
    pub fn new(title: impl Into<Label>, question: impl Into<Label>, yes: Vec<Step>) -> Self {
        ConfirmOverlay {
            title: title.into(),
            question: question.into(),
            top: 0,
            yes,
        }
    }
}

impl Part for ConfirmOverlay {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        vec![Scope::Confirm]
    }

    fn action(&mut self, _: &mut Shared, action: Action) -> Vec<Step> {
        match action {
            Action::Confirm => [Step::Close]
                .into_iter()
                .chain(std::mem::take(&mut self.yes))
                .collect(),
            Action::Deny => vec![Step::Close],
            other => {
                self.top = scrolled(self.top, other);
                Vec::new()
            }
        }
    }

    fn hints(&self, _: &Shared) -> Vec<Action> {
        vec![Action::Confirm, Action::Deny]
    }
}

/// Rows a half page moves, where the height of the box is not known.
const HALF: usize = 8;

/// The first visible row after a movement; drawing holds it within the text.
pub fn scrolled(top: usize, action: Action) -> usize {
    match action {
        Action::MoveUp => top.saturating_sub(1),
        Action::MoveDown => top + 1,
        Action::HalfUp => top.saturating_sub(HALF),
        Action::HalfDown => top + HALF,
        Action::PageUp => top.saturating_sub(2 * HALF),
        Action::PageDown => top + 2 * HALF,
        Action::First => 0,
        Action::Last => usize::MAX / 2,
        _ => top,
    }
}
