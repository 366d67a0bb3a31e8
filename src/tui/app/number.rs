//! An item by the number people say to each other: to open it, or to merge into it.

use super::acts::Target;
use super::effect::{Request, Slot};
use super::item::ItemScreen;
use super::message::{Failure, Reply};
use super::part::Part;
use super::shared::Shared;
use super::step::Step;
use crate::domain::item::triage::MergeDraft;
use crate::messages::tui_frame as say;
use crate::tui::field::{Field, Kind};
use crate::tui::input::{Action, Scope};
use crate::wire::ItemCommand;

/// What the number is asked for.
#[derive(Debug)]
pub enum Wanted {
    /// To open the item.
    Open,
    /// To merge these into it.
    MergeInto(Vec<Target>),
}

/// The question for a number.
#[derive(Debug)]
pub struct NumberOverlay {
    pub wanted: Wanted,
    pub field: Field,
    /// The server is being asked.
    pub looking: bool,
    pub fault: Option<String>,
}

impl NumberOverlay {
    pub fn new(wanted: Wanted) -> Self {
        // 2^64 has 20 digits, full-width ones three bytes each.
        NumberOverlay {
            wanted,
            field: Field::new(Kind::Line, "").with_limit(64),
            looking: false,
            fault: None,
        }
    }
}

impl Part for NumberOverlay {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        vec![Scope::Form, Scope::Line]
    }

    fn field(&mut self) -> Option<&mut Field> {
        Some(&mut self.field)
    }

    fn typed(&mut self, shared: &mut Shared) -> Vec<Step> {
        shared.cancel(Slot::Target);
        self.looking = false;
        self.fault = None;
        Vec::new()
    }

    fn action(&mut self, shared: &mut Shared, action: Action) -> Vec<Step> {
        if !matches!(action, Action::Accept | Action::Save) {
            return Vec::new();
        }
        // Folding makes ASCII digits of full-width ones.
        let typed = crate::text::fold(self.field.text());
        match typed.trim_start_matches('#').trim().parse::<u64>() {
            Ok(no) => {
                self.looking = true;
                self.fault = None;
                vec![shared.fetch(Slot::Target, Request::ItemByNo(no)).into()]
            }
            Err(_) => {
                self.fault = Some(say::NOT_A_NUMBER.get(shared.lang).to_owned());
                Vec::new()
            }
        }
    }

    fn reply(
        &mut self,
        shared: &mut Shared,
        slot: Slot,
        reply: &Result<Reply, Failure>,
    ) -> Vec<Step> {
        if slot != Slot::Target || !self.looking {
            return Vec::new();
        }
        self.looking = false;
        match reply {
            Ok(Reply::Item(view)) => match std::mem::replace(&mut self.wanted, Wanted::Open) {
                Wanted::Open => {
                    let (screen, fetch) = ItemScreen::open(view.item.id, None, shared);
                    vec![Step::Close, Step::go(screen), fetch.into()]
                }
                Wanted::MergeInto(targets) => {
                    let command = ItemCommand::Merge(MergeDraft { into: view.item.id });
                    vec![Step::Close, Step::Give { targets, command }]
                }
            },
            Ok(_) => Vec::new(),
            Err(failure) => {
                self.fault = Some(failure.sentence(shared.lang));
                Vec::new()
            }
        }
    }

    fn hints(&self, _: &Shared) -> Vec<Action> {
        vec![Action::Accept, Action::Back]
    }
}
