//! One act on several items: first what each would come to, asked of the server without doing it; then, on yes, one act
//! for each row that would go through.

use super::acts::Target;
use super::effect::{Effect, Request, Slot};
use super::message::{Failure, Reply};
use super::part::Part;
use super::shared::Shared;
use super::step::{Step, Told};
use crate::messages::tui_frame as say;
use crate::tui::input::{Action, Scope};
use crate::wire::ItemCommand;

/// What a row would come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Not answered yet.
    Asked,
    /// It would be done; the item would be at this stage.
    Would { stage: String, rev: u64 },
    /// It would be refused, in the server's words.
    Refused(String),
}

/// The rows of a bulk act.
#[derive(Debug)]
pub struct BulkOverlay {
    pub command: ItemCommand,
    pub rows: Vec<(Target, Outcome)>,
    /// Why nothing could be asked.
    pub failed: Option<String>,
    pub cursor: usize,
}

impl BulkOverlay {
    /// Asks what the command would come to for each.
    pub fn open(shared: &mut Shared, targets: Vec<Target>, command: ItemCommand) -> (Self, Effect) {
        let rows = targets
            .into_iter()
            .map(|target| (target, Outcome::Asked))
            .collect();
        let mut overlay = BulkOverlay {
            command,
            rows,
            failed: None,
            cursor: 0,
        };
        let ask = overlay.ask(shared);
        (overlay, ask)
    }

    fn ask(&mut self, shared: &mut Shared) -> Effect {
        self.failed = None;
        let items = self
            .rows
            .iter()
            .map(|(target, _)| (target.item, target.rev))
            .collect();
        shared.fetch(
            Slot::Trial,
            Request::TryBulk {
                items,
                command: self.command.clone(),
            },
        )
    }

    /// How many would be done, and how many refused.
    pub fn tally(&self) -> (usize, usize) {
        let would = self
            .rows
            .iter()
            .filter(|(_, it)| matches!(it, Outcome::Would { .. }))
            .count();
        let refused = self
            .rows
            .iter()
            .filter(|(_, it)| matches!(it, Outcome::Refused(_)))
            .count();
        (would, refused)
    }

    fn is_answered(&self) -> bool {
        self.failed.is_none() && self.rows.iter().all(|(_, it)| *it != Outcome::Asked)
    }
}

impl Part for BulkOverlay {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        vec![Scope::Confirm]
    }

    fn action(&mut self, shared: &mut Shared, action: Action) -> Vec<Step> {
        const HALF: usize = 8;
        let last = self.rows.len().saturating_sub(1);
        match action {
            Action::MoveUp => self.cursor = self.cursor.saturating_sub(1),
            Action::MoveDown => self.cursor = (self.cursor + 1).min(last),
            Action::HalfUp | Action::PageUp => self.cursor = self.cursor.saturating_sub(HALF),
            Action::HalfDown | Action::PageDown => self.cursor = (self.cursor + HALF).min(last),
            Action::First => self.cursor = 0,
            Action::Last => self.cursor = last,
            Action::Deny => return vec![Step::Close],
            Action::Confirm if !self.is_answered() => {
                shared.warn(say::BULK_NOT_ANSWERED.get(shared.lang))
            }
            Action::Confirm => {
                let (would, refused) = self.tally();
                if would == 0 {
                    shared.warn(say::BULK_NONE.get(shared.lang));
                    return Vec::new();
                }
                let word = say::command(shared.lang, self.command.word());
                shared.say(say::bulk_done(shared.lang, word, would, refused));
                let acts = self
                    .rows
                    .iter()
                    .filter(|(_, it)| matches!(it, Outcome::Would { .. }))
                    .map(|(target, _)| Step::Do(target.act(self.command.clone())));
                return [Step::Close]
                    .into_iter()
                    .chain(acts)
                    .chain([Step::Tell(Told::Acted)])
                    .collect();
            }
            _ => {}
        }
        Vec::new()
    }

    fn reply(
        &mut self,
        shared: &mut Shared,
        slot: Slot,
        reply: &Result<Reply, Failure>,
    ) -> Vec<Step> {
        if slot != Slot::Trial {
            return Vec::new();
        }
        match reply {
            Ok(Reply::Trial(trial)) => {
                for (target, outcome) in &mut self.rows {
                    let Some(row) = trial.rows.iter().find(|row| row.item == target.item) else {
                        continue;
                    };
                    *outcome = match (&row.done, &row.problem) {
                        (Some(done), _) => Outcome::Would {
                            stage: done.stage.clone(),
                            rev: done.rev,
                        },
                        (None, Some(problem)) => Outcome::Refused(problem.title.clone()),
                        (None, None) => {
                            Outcome::Refused(say::BULK_NO_WORD.get(shared.lang).to_owned())
                        }
                    };
                }
            }
            Ok(_) => {}
            Err(failure) => self.failed = Some(failure.sentence(shared.lang)),
        }
        Vec::new()
    }

    fn refresh(&mut self, shared: &mut Shared) -> Vec<Step> {
        vec![self.ask(shared).into()]
    }

    fn hints(&self, _: &Shared) -> Vec<Action> {
        vec![Action::Confirm, Action::Deny, Action::MoveDown]
    }
}
