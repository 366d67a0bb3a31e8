//! The screens. They form a stack: going back returns to the one below, as it was left.

use super::diff::DiffScreen;
use super::editor::EditorScreen;
use super::history::HistoryScreen;
use super::item::ItemScreen;
use super::login::LoginScreen;
use super::outbox::OutboxScreen;
use super::part::Part;
use super::posts::PostsScreen;
use super::queue::QueueScreen;
use super::submission::SubmissionScreen;

macro_rules! screens {
    ($($(#[$doc:meta])* $name:ident($kind:ty),)+) => {
        /// A screen.
        #[derive(Debug)]
        #[allow(clippy::large_enum_variant, reason = "a stack of a few screens")]
        pub enum Screen {
            $($(#[$doc])* $name($kind),)+
        }

        impl Screen {
            /// As the model sees it.
            pub fn part(&mut self) -> &mut dyn Part {
                match self { $(Screen::$name(screen) => screen,)+ }
            }

            /// The same, only to be asked.
            pub fn as_part(&self) -> &dyn Part {
                match self { $(Screen::$name(screen) => screen,)+ }
            }
        }

        $(impl From<$kind> for Screen {
            fn from(screen: $kind) -> Self {
                Screen::$name(screen)
            }
        })+
    };
}

screens! {
    /// What waits, by stage.
    Queue(QueueScreen),
    /// One item: text, claims, votes.
    Item(ItemScreen),
    /// Writing.
    Editor(EditorScreen),
    /// Two versions side by side.
    Diff(DiffScreen),
    /// What happened to an item.
    History(HistoryScreen),
    /// What is unsent, held or refused.
    Outbox(OutboxScreen),
    /// Typing in a submission.
    Submission(SubmissionScreen),
    /// Who holds what, who acts now, who is away.
    Posts(PostsScreen),
    /// Name and password.
    Login(LoginScreen),
}
