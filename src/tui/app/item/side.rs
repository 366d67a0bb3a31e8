//! The pane beside the text: which one it is, how far it is scrolled, and which keys matter there.

use super::{ItemScreen, can, talk};
use crate::domain::item::Stage;
use crate::tui::app::shared::Shared;
use crate::tui::input::Action;
use std::cell::Cell;

/// What can stand beside the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// The claim under the eye: a column for each party.
    Claims,
    /// Objections, threads, suggestions.
    Talk,
    Versions,
    History,
    /// What each level answered, and what this one will be asked.
    Checklist,
    /// The submissions as they were received.
    Original,
}

impl Pane {
    /// All of them, in the order of their keys.
    pub const ALL: [Pane; 6] = [
        Pane::Claims,
        Pane::Talk,
        Pane::Versions,
        Pane::History,
        Pane::Checklist,
        Pane::Original,
    ];

    /// The action that shows it.
    pub fn action(self) -> Action {
        match self {
            Pane::Claims => Action::PaneClaims,
            Pane::Talk => Action::PaneThreads,
            Pane::Versions => Action::PaneVersions,
            Pane::History => Action::PaneHistory,
            Pane::Checklist => Action::PaneChecklist,
            Pane::Original => Action::PaneOriginal,
        }
    }
}

/// How far a pane of lines is scrolled. What is chosen in it is kept in view until the person scrolls away from it.
#[derive(Debug, Clone)]
pub struct Sheet {
    top: Cell<usize>,
    follows: Cell<bool>,
    height: Cell<usize>,
}

impl Default for Sheet {
    fn default() -> Self {
        Sheet {
            top: Cell::new(0),
            follows: Cell::new(true),
            height: Cell::new(10),
        }
    }
}

impl Sheet {
    /// Keep what is chosen in view from now on.
    pub fn follow(&self) {
        self.follows.set(true);
    }

    /// The first visible line of `total` in a room of `height` lines, when `chosen` are the lines of what is chosen.
    /// Told by whoever draws it.
    pub fn settle(&self, total: usize, height: usize, chosen: std::ops::Range<usize>) -> usize {
        self.height.set(height.max(1));
        let mut top = self.top.get();
        if self.follows.get() {
            if chosen.end > top + height {
                top = chosen.end - height;
            }
            top = top.min(chosen.start);
        }
        top = top.min(total.saturating_sub(height));
        self.top.set(top);
        top
    }

    /// Scrolls. Whether the action was one of scrolling.
    pub fn act(&self, action: Action) -> bool {
        let (top, page) = (self.top.get(), self.height.get());
        let to = match action {
            Action::MoveUp => top.saturating_sub(1),
            Action::MoveDown => top + 1,
            Action::HalfUp => top.saturating_sub(page / 2),
            Action::HalfDown => top + page / 2,
            Action::PageUp => top.saturating_sub(page),
            Action::PageDown => top + page,
            Action::First => 0,
            Action::Last => usize::MAX / 2,
            _ => return false,
        };
        self.top.set(to);
        self.follows.set(false);
        true
    }
}

impl ItemScreen {
    /// The keys for the last line: what is to be done at this stage, and what can be done where the keys are.
    pub fn keys_that_matter(&self, shared: &Shared) -> Vec<Action> {
        let Some(view) = self.view.as_deref() else {
            return vec![Action::Refresh, Action::Back];
        };
        if self.reading.is_selecting() {
            return vec![
                Action::ClaimAdd,
                Action::ThreadAdd,
                Action::Suggest,
                Action::Copy,
                Action::MoveRight,
                Action::Back,
            ];
        }
        let mut keys = Vec::new();
        match (self.on_text, self.pane) {
            (true, _) => keys.extend([Action::NextClaim, Action::Select]),
            (false, Pane::Claims) => keys.extend([
                Action::NextClaim,
                Action::EvidenceAdd,
                Action::ConflictView,
                Action::Adjudicate,
            ]),
            (false, Pane::Talk) => keys.extend([
                Action::ThreadReply,
                Action::ThreadResolve,
                Action::AcceptSuggestion,
            ]),
            (false, Pane::Versions) => keys.extend([Action::Open]),
            (false, Pane::History) => keys.extend([Action::Open]),
            (false, Pane::Checklist | Pane::Original) => keys.extend([Action::PageDown]),
        }
        let step: &[Action] = match Stage::from_word(&view.stage) {
            Some(Stage::Triage) => &[Action::Return, Action::Spike],
            Some(Stage::Drafting) => &[Action::Edit, Action::Ready],
            Some(Stage::Level(1)) => &[Action::Edit, Action::Pass],
            Some(Stage::Level(_)) => &[Action::Pass, Action::Return],
            Some(Stage::Release) => &[Action::Release, Action::Return],
            Some(Stage::Held) => &[Action::Resume],
            _ => &[],
        };
        // Where a letter means something else, the last line names what it means here.
        keys.extend(
            step.iter()
                .filter(|it| self.on_text || **it != Action::Edit),
        );
        let me = shared.me.as_ref().map(|me| me.person.id);
        if can::own_unconfirmed(view, me).is_some() {
            keys.push(Action::ConfirmSignOff);
        }
        if view
            .turn
            .is_some_and(|turn| turn.blocked && Some(turn.person) == me)
        {
            keys.push(Action::NameReviewer);
        }
        keys.extend([
            Action::Why,
            Action::Object,
            Action::Suggest,
            Action::Diff,
            Action::FlipPane,
        ]);
        if talk::open(&view.item) > 0 && self.pane != Pane::Talk {
            keys.push(Action::PaneThreads);
        }
        keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_stays_in_view_until_one_scrolls_away() {
        let sheet = Sheet::default();
        assert_eq!(sheet.settle(100, 10, 40..45), 35);
        sheet.act(Action::First);
        assert_eq!(sheet.settle(100, 10, 40..45), 0);
        sheet.follow();
        assert_eq!(sheet.settle(100, 10, 40..45), 35);
        sheet.act(Action::Last);
        assert_eq!(sheet.settle(100, 10, 40..45), 90);
        assert_eq!(sheet.settle(5, 10, 0..1), 0);
    }
}
