//! Why an item cannot go on, gate by gate, and who can help: the server's answer, never our own opinion.

use super::acts::Target;
use super::confirm::scrolled;
use super::effect::{Effect, Request, Slot};
use super::message::{Failure, Reply};
use super::part::Part;
use super::shared::Shared;
use super::step::Step;
use crate::domain::item::Stage;
use crate::domain::refusal::Gate;
use crate::domain::review::gates::Purpose;
use crate::tui::input::{Action, Scope};

/// All gates of the next step.
#[derive(Debug)]
pub struct GatesOverlay {
    pub target: Target,
    pub step: Purpose,
    /// The answer, or why there is none; `None` while it is awaited.
    pub gates: Option<Result<Vec<Gate>, String>>,
    pub top: usize,
}

/// The step that the gates of a stage are asked for.
pub fn step_of(stage: &str) -> Purpose {
    Stage::from_word(stage).map_or(Purpose::Ready, Purpose::at)
}

impl GatesOverlay {
    /// For an item at a stage.
    pub fn open(shared: &mut Shared, target: Target, stage: &str) -> (Self, Effect) {
        let step = step_of(stage);
        let fetch = shared.fetch(
            Slot::Gates,
            Request::Gates {
                item: target.item,
                step,
            },
        );
        (
            GatesOverlay {
                target,
                step,
                gates: None,
                top: 0,
            },
            fetch,
        )
    }
}

impl Part for GatesOverlay {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        vec![Scope::Help]
    }

    fn action(&mut self, _: &mut Shared, action: Action) -> Vec<Step> {
        self.top = scrolled(self.top, action);
        Vec::new()
    }

    fn reply(
        &mut self,
        shared: &mut Shared,
        slot: Slot,
        reply: &Result<Reply, Failure>,
    ) -> Vec<Step> {
        if slot == Slot::Gates {
            self.gates = match reply {
                Ok(Reply::Gates(gates)) => Some(Ok(gates.clone())),
                Ok(_) => None,
                Err(failure) => Some(Err(failure.sentence(shared.lang))),
            };
        }
        Vec::new()
    }

    fn refresh(&mut self, shared: &mut Shared) -> Vec<Step> {
        vec![
            shared
                .fetch(
                    Slot::Gates,
                    Request::Gates {
                        item: self.target.item,
                        step: self.step,
                    },
                )
                .into(),
        ]
    }

    fn hints(&self, _: &Shared) -> Vec<Action> {
        vec![Action::MoveDown, Action::Back]
    }
}
