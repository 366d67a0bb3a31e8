//! What follows from a key: effects for the runtime, and moves between screens and overlays.

use super::acts::Target;
use super::effect::Effect;
use super::overlay::Overlay;
use super::screen::Screen;
use crate::domain::query::SortBy;
use crate::tui::input::Action;
use crate::wire::ItemCommand;

/// One thing that follows. Steps are taken in order.
#[derive(Debug)]
pub enum Step {
    /// For the runtime.
    Do(Effect),
    /// A screen over the present one; going back returns here.
    Go(Box<Screen>),
    /// Leave the screen (or, from an overlay, the overlay).
    Back,
    /// Leave every screen but the first.
    Home,
    /// An overlay over whatever is there.
    Over(Box<Overlay>),
    /// The overlay that this comes from is done.
    Close,
    /// Tell the screen under the overlays.
    Tell(Told),
    /// Give a command to items: see [`acts::give`](super::acts::give).
    Give {
        targets: Vec<Target>,
        command: ItemCommand,
    },
    /// As if the key of this action had been pressed.
    Press(Action),
}

/// What an overlay says to the screen it was opened from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Order the list so; `None`: the order of the queue.
    Sort(Option<(SortBy, bool)>),
    /// Show only what matches this query.
    Filter(String),
    /// The marked rows have been acted on.
    Acted,
    /// Anything an overlay of the item says to its screen, by a word of their own.
    Item(String),
}

impl From<Effect> for Step {
    fn from(effect: Effect) -> Self {
        Step::Do(effect)
    }
}

impl Step {
    /// A screen over the present one.
    pub fn go(screen: impl Into<Screen>) -> Self {
        Step::Go(Box::new(screen.into()))
    }

    /// An overlay over whatever is there.
    pub fn over(overlay: impl Into<Overlay>) -> Self {
        Step::Over(Box::new(overlay.into()))
    }
}
