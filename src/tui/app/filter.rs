//! The query of a list, typed with completions; what cannot be read is shown at its place with what is wanted there.

use super::part::Part;
use super::shared::Shared;
use super::step::{Step, Told};
use crate::domain::query::{self, Completion, Known, parse_with};
use crate::domain::refusal::Why;
use crate::messages::{Lang, refusal, words};
use crate::tui::field::{Field, Kind};
use crate::tui::input::{Action, Scope};

/// The filter line.
#[derive(Debug)]
pub struct FilterOverlay {
    pub field: Field,
    /// How the word under the caret may go on.
    pub offers: Vec<Completion>,
    /// The offer under the cursor; `None`: Enter takes the line as it is.
    pub chosen: Option<usize>,
    /// What is wrong, and at which character.
    pub fault: Option<(usize, String)>,
}

impl FilterOverlay {
    /// With the query in force.
    pub fn open(shared: &Shared, query: &str) -> Self {
        let text = if query.is_empty() {
            String::new()
        } else {
            format!("{query} ")
        };
        let field = Field::new(Kind::Line, text).with_limit(4 * query::LONGEST);
        let mut overlay = FilterOverlay {
            field,
            offers: Vec::new(),
            chosen: None,
            fault: None,
        };
        overlay.look(shared);
        overlay
    }

    /// Characters before the caret.
    fn caret(&self) -> usize {
        self.field
            .text()
            .get(..self.field.caret())
            .unwrap_or_default()
            .chars()
            .count()
    }

    fn look(&mut self, shared: &Shared) {
        let text = self.field.text();
        let procedure = shared.procedure();
        let (mut units, mut people, mut posts) = (Vec::new(), Vec::new(), Vec::new());
        if let Some(roster) = &shared.roster {
            units = roster.units.iter().map(|it| it.name.as_str()).collect();
            people = roster
                .people
                .iter()
                .filter(|it| !it.correspondent)
                .map(|it| it.name.as_str())
                .collect();
            posts = roster
                .posts
                .iter()
                .map(|it| words::bilingual(shared.lang, &it.post.name))
                .collect();
        }
        let known = Known {
            procedure,
            units: &units,
            people: &people,
            posts: &posts,
            chinese: shared.lang == Lang::Zh,
        };
        self.offers = query::complete(text, self.caret(), &known);
        self.chosen = None;
        // While a word is being typed it is not wrong yet; only what is before it can be.
        let caret = self.caret();
        self.fault = fault(shared, text).filter(|(at, _)| {
            *at < caret
                && !text
                    .chars()
                    .skip(*at)
                    .take(caret - *at)
                    .all(|c| !c.is_whitespace())
        });
    }

    fn take(&mut self, shared: &Shared, offer: &Completion) {
        let chars: Vec<char> = self.field.text().chars().collect();
        let before: String = chars.iter().take(offer.from).collect();
        let after: String = chars.iter().skip(offer.to).collect();
        // A key ends in its sign and wants a value next; anything else is a whole term.
        let gap = if offer.insert.ends_with([':', '<']) || after.starts_with(' ') {
            ""
        } else {
            " "
        };
        let caret = before.len() + offer.insert.len() + gap.len();
        if self
            .field
            .set_text(&format!("{before}{}{gap}{after}", offer.insert))
            .is_ok()
        {
            self.field.place_caret(caret);
        }
        self.look(shared);
    }
}

/// What is wrong with a query, and at which character.
pub fn fault(shared: &Shared, text: &str) -> Option<(usize, String)> {
    let refused = parse_with(text, shared.procedure()).err()?;
    let at = match &refused.why {
        Why::QueryUnreadable { at, .. } => usize::try_from(*at).unwrap_or(usize::MAX),
        _ => 0,
    };
    Some((at, refusal::sentence(shared.lang, &refused.why)))
}

impl Part for FilterOverlay {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        vec![Scope::Filter]
    }

    fn field(&mut self) -> Option<&mut Field> {
        Some(&mut self.field)
    }

    fn typed(&mut self, shared: &mut Shared) -> Vec<Step> {
        self.look(shared);
        Vec::new()
    }

    fn action(&mut self, shared: &mut Shared, action: Action) -> Vec<Step> {
        let last = self.offers.len().checked_sub(1);
        match action {
            Action::MoveDown => {
                self.chosen = last.map(|last| self.chosen.map_or(0, |at| (at + 1).min(last)))
            }
            Action::MoveUp => self.chosen = self.chosen.and_then(|at| at.checked_sub(1)),
            Action::Complete => {
                if let Some(offer) = self.offers.get(self.chosen.unwrap_or(0)).cloned() {
                    self.take(shared, &offer);
                }
            }
            Action::Accept => {
                if let Some(offer) = self.chosen.and_then(|at| self.offers.get(at)).cloned() {
                    self.take(shared, &offer);
                    return Vec::new();
                }
                let text = self.field.text().trim().to_owned();
                if let Some(fault) = fault(shared, &text) {
                    self.fault = Some(fault);
                    return Vec::new();
                }
                return vec![Step::Close, Step::Tell(Told::Filter(text))];
            }
            _ => {}
        }
        Vec::new()
    }

    fn hints(&self, _: &Shared) -> Vec<Action> {
        vec![
            Action::Accept,
            Action::Complete,
            Action::MoveDown,
            Action::Back,
        ]
    }
}
