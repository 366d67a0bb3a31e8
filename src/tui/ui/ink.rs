//! What every drawing needs.

use super::widgets::status::Hint;
use super::widgets::{Role, Theme};
use crate::messages::Lang;
use crate::tui::app::Shared;
use crate::tui::input::{Action, Keymap, Scope};
use ratatui::style::Style;

/// The state all screens share, the keys, and the look.
#[derive(Debug, Clone, Copy)]
pub struct Ink<'a> {
    pub shared: &'a Shared,
    pub keymap: &'a Keymap,
    pub theme: &'a Theme,
}

impl Ink<'_> {
    /// The language in force.
    pub fn lang(&self) -> Lang {
        self.shared.lang
    }

    /// How something of this meaning is drawn.
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// The keys of actions in a situation with their names, for footers and empty states. Actions without a key there are
    /// left out. `possible` says whether each can be done now.
    pub fn keys(
        &self,
        actions: &[Action],
        stack: &[Scope],
        possible: impl Fn(Action) -> bool,
    ) -> Vec<(String, &'static str, bool)> {
        let named = |action: &Action| {
            let key = self.keymap.hint(*action, stack)?;
            Some((key, action.spec().title.get(self.lang()), possible(*action)))
        };
        actions.iter().filter_map(named).collect()
    }
}

/// The same as the widgets take them.
pub fn hints<'a>(keys: &'a [(String, &'static str, bool)]) -> Vec<Hint<'a>> {
    keys.iter()
        .map(|(keys, title, possible)| Hint {
            keys,
            title,
            possible: *possible,
        })
        .collect()
}
