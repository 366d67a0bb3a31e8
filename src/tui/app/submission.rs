//! Typing in a submission by hand.

use super::part::Part;
use super::shared::Shared;
use super::step::Step;
use crate::tui::input::{Action, Scope};

/// The screen.
#[derive(Debug)]
pub struct SubmissionScreen {}

impl SubmissionScreen {
    /// A new one, or the draft that was left.
    pub fn open(_: &mut Shared) -> Self {
        SubmissionScreen {}
    }
}

impl Part for SubmissionScreen {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        vec![Scope::Form]
    }

    fn action(&mut self, _: &mut Shared, _: Action) -> Vec<Step> {
        Vec::new()
    }
}
