//! All actions by name, in both languages and by pinyin initials: the way to every action when letters do not arrive.

use super::part::Part;
use super::shared::Shared;
use super::step::Step;
use crate::tui::field::{Field, Kind};
use crate::tui::input::{self, Action, ActionSpec, Scope};
use std::collections::BTreeMap;

/// The palette.
#[derive(Debug)]
pub struct PaletteOverlay {
    pub field: Field,
    /// Where it was opened: what it offers.
    pub stack: Vec<Scope>,
    pub cursor: usize,
    /// What cannot be done there now, with why.
    refused: BTreeMap<Action, String>,
    found: Vec<&'static ActionSpec>,
}

impl PaletteOverlay {
    /// Over a part with these scopes.
    pub fn open(part: &dyn Part, shared: &Shared) -> Self {
        let stack = part.scopes(shared);
        let refused = input::offered(&stack)
            .filter_map(|spec| Some((spec.action, part.refuses(shared, spec.action)?)))
            .collect();
        let found = input::matching("", &stack);
        PaletteOverlay {
            field: Field::new(Kind::Line, ""),
            stack,
            cursor: 0,
            refused,
            found,
        }
    }

    /// What fits, best first, each with why it cannot be done now.
    pub fn found(&self) -> impl ExactSizeIterator<Item = (&'static ActionSpec, Option<&str>)> {
        self.found
            .iter()
            .map(|spec| (*spec, self.refused.get(&spec.action).map(String::as_str)))
    }
}

impl Part for PaletteOverlay {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        vec![Scope::Palette]
    }

    fn field(&mut self) -> Option<&mut Field> {
        Some(&mut self.field)
    }

    fn typed(&mut self, _: &mut Shared) -> Vec<Step> {
        self.found = input::matching(self.field.text().trim(), &self.stack);
        self.cursor = 0;
        Vec::new()
    }

    fn action(&mut self, shared: &mut Shared, action: Action) -> Vec<Step> {
        const PAGE: usize = 10;
        let last = self.found.len().saturating_sub(1);
        match action {
            Action::MoveUp => self.cursor = self.cursor.saturating_sub(1),
            Action::MoveDown => self.cursor = (self.cursor + 1).min(last),
            Action::PageUp => self.cursor = self.cursor.saturating_sub(PAGE),
            Action::PageDown => self.cursor = (self.cursor + PAGE).min(last),
            Action::Accept => {
                let Some((spec, refused)) = self.found().nth(self.cursor) else {
                    return Vec::new();
                };
                match refused {
                    Some(why) => shared.warn(why.to_owned()),
                    None => return vec![Step::Close, Step::Press(spec.action)],
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn hints(&self, _: &Shared) -> Vec<Action> {
        vec![Action::Accept, Action::MoveDown, Action::Back]
    }
}
