//! Something to read over a screen.

use super::confirm::scrolled;
use super::label::Label;
use super::part::Part;
use super::shared::Shared;
use super::step::Step;
use crate::tui::input::{Action, Scope};

/// A text with a title.
#[derive(Debug)]
pub struct NoteOverlay {
    pub title: Label,
    /// Paragraphs.
    pub text: Label,
    pub top: usize,
}

impl NoteOverlay {
    pub fn new(title: impl Into<Label>, text: impl Into<Label>) -> Self {
        NoteOverlay {
            title: title.into(),
            text: text.into(),
            top: 0,
        }
    }
}

impl Part for NoteOverlay {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        vec![Scope::Help]
    }

    fn action(&mut self, _: &mut Shared, action: Action) -> Vec<Step> {
        self.top = scrolled(self.top, action);
        Vec::new()
    }

    fn hints(&self, _: &Shared) -> Vec<Action> {
        vec![Action::MoveDown, Action::Back]
    }
}
