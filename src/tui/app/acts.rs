//! Acting on items: one command for one item, or for several after a look at what each would come to.

use super::bulk::BulkOverlay;
use super::effect::Effect;
use super::shared::Shared;
use super::step::Step;
use crate::domain::id::ItemId;
use crate::domain::report::Urgency;
use crate::messages::tui_frame as say;
use crate::wire::{ItemCommand, ItemRow, ItemView};

/// An item as the person saw it when they decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    pub item: ItemId,
    pub rev: u64,
    pub version: u32,
    pub no: u64,
    pub title: String,
    pub urgency: Urgency,
}

impl From<&ItemRow> for Target {
    fn from(row: &ItemRow) -> Self {
        Target {
            item: row.id,
            rev: row.rev,
            version: row.version,
            no: row.no,
            title: row.title.clone(),
            urgency: row.urgency,
        }
    }
}

impl From<&ItemView> for Target {
    fn from(view: &ItemView) -> Self {
        let item = &view.item;
        Target {
            item: item.id,
            rev: item.rev,
            version: item.version(),
            no: item.no,
            title: view.manuscript.title.clone(),
            urgency: item.urgency,
        }
    }
}

impl Target {
    /// `#12 标题`: how the item is called in titles and questions.
    pub fn called(&self) -> String {
        format!("#{} {}", self.no, self.title)
    }

    /// The act, on its way to the outbox.
    pub fn act(&self, command: ItemCommand) -> Effect {
        Effect::Act {
            item: self.item,
            rev: self.rev,
            version: self.version,
            title: self.called(),
            urgency: self.urgency,
            command,
        }
    }
}

/// How the items of an act are called in a title: the one by name, several by their number.
pub fn called(shared: &Shared, targets: &[Target]) -> String {
    match targets {
        [one] => one.called(),
        several => say::n_items(shared.lang, several.len()),
    }
}

/// Most items of one bulk act: what the server tries in one request.
pub const BULK_MAX: usize = 500;

/// Gives a command: at once for one item; for several, first what each would come to.
pub fn give(shared: &mut Shared, targets: Vec<Target>, command: ItemCommand) -> Vec<Step> {
    if can_be_repeated(&command) {
        shared.repeatable = Some(command.clone());
    }
    match targets.as_slice() {
        [] => Vec::new(),
        [one] => {
            shared.say(say::acted(
                shared.lang,
                say::command(shared.lang, command.word()),
                one.called(),
            ));
            vec![one.act(command).into()]
        }
        several if several.len() > BULK_MAX => {
            shared.warn(say::too_many(shared.lang, several.len(), BULK_MAX));
            Vec::new()
        }
        _ => {
            let (overlay, effect) = BulkOverlay::open(shared, targets, command);
            vec![Step::over(overlay), effect.into()]
        }
    }
}

/// Whether a command means the same for another item.
fn can_be_repeated(command: &ItemCommand) -> bool {
    use ItemCommand::*;
    matches!(
        command,
        Promote(_)
            | ReturnToUnit(_)
            | SetUrgency(_)
            | Hold(_)
            | Spike(_)
            | BringBack
            | Reassign(_)
            | Ready
    )
}
