//! Where the person is: which tables of the keymap are in force.
//!
//! Scopes form trees. What is bound in [`Scope::List`] works in every list, unless a scope further in binds the same
//! key. A modal scope ends the search: while a question is open, the keys of the screen under it do nothing.

/// A table of the keymap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Any screen without something open over it.
    Global,
    /// Anything with lines to move in.
    List,
    /// The queue of a stage.
    Queue,
    /// The queue of new submissions.
    Intake,
    /// What is unsent or held.
    Outbox,
    /// Posts, holdings, absences, covers.
    Posts,
    /// One item.
    Item,
    /// The claims pane of an item.
    Verify,
    /// The comparison of two versions.
    Diff,
    /// What happened to an item.
    History,
    /// The threads of an item.
    Threads,
    /// Anything open over a screen.
    Overlay,
    /// A question before an act.
    Confirm,
    /// The help screen.
    Help,
    /// A form, whatever its field.
    Form,
    /// A field of a form that is chosen or ticked, not typed into.
    Choice,
    /// Any field that is typed into.
    Text,
    /// A field of one line.
    Line,
    /// A field of several lines.
    Block,
    /// The palette of actions.
    Palette,
    /// The filter of a list.
    Filter,
}

use Scope::*;

impl Scope {
    /// Every scope, outer before inner.
    pub const ALL: &[Scope] = &[
        Global, List, Queue, Intake, Outbox, Posts, Item, Verify, Diff, History, Threads, Overlay,
        Confirm, Help, Form, Choice, Text, Line, Block, Palette, Filter,
    ];

    /// Its name in a keymap file.
    pub const fn name(self) -> &'static str {
        match self {
            Global => "global",
            List => "list",
            Queue => "queue",
            Intake => "intake",
            Outbox => "outbox",
            Posts => "posts",
            Item => "item",
            Verify => "verify",
            Diff => "diff",
            History => "history",
            Threads => "threads",
            Overlay => "overlay",
            Confirm => "confirm",
            Help => "help",
            Form => "form",
            Choice => "choice",
            Text => "text",
            Line => "line",
            Block => "block",
            Palette => "palette",
            Filter => "filter",
        }
    }

    /// The scope of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|scope| scope.name() == name)
    }

    /// The scope around it.
    pub const fn parent(self) -> Option<Self> {
        match self {
            Global | Overlay => None,
            List => Some(Global),
            Queue | Outbox | Posts | Item => Some(List),
            Intake => Some(Queue),
            Verify | Diff | History | Threads => Some(Item),
            Confirm | Help | Form | Text => Some(Overlay),
            Choice => Some(Form),
            Line | Block => Some(Text),
            Palette | Filter => Some(Line),
        }
    }

    /// Whether keys that write something are typed here.
    pub const fn is_text(self) -> bool {
        matches!(self, Text | Line | Block | Palette | Filter)
    }

    /// Whether what lies under it gets no keys.
    pub const fn is_modal(self) -> bool {
        matches!(self, Confirm | Help | Form | Choice | Palette | Filter)
    }

    /// The situations a person can be in, as stacks with the innermost scope last. What the lints look at.
    pub const VIEWS: &[&[Scope]] = &[
        &[Queue],
        &[Intake],
        &[Outbox],
        &[Posts],
        &[Item],
        &[Verify],
        &[Diff],
        &[History],
        &[Threads],
        &[Confirm],
        &[Help],
        &[Choice],
        &[Form, Line],
        &[Form, Block],
        &[Palette],
        &[Filter],
    ];

    /// The scopes in force for a stack, innermost first: each scope with those around it, down to the first modal one.
    pub fn chain(stack: &[Scope]) -> Vec<Scope> {
        let mut chain = Vec::new();
        for top in stack.iter().rev() {
            let mut scope = Some(*top);
            while let Some(at) = scope {
                // A scope around several others is asked after all of them.
                chain.retain(|seen| *seen != at);
                chain.push(at);
                scope = at.parent();
            }
            // A screen is never over another one, and nothing under a modal scope gets keys.
            if top.is_modal() || chain.contains(&Global) {
                break;
            }
        }
        chain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scope_is_in_some_view_and_named_once() {
        for scope in Scope::ALL {
            assert_eq!(Scope::from_name(scope.name()), Some(*scope));
            assert!(
                Scope::VIEWS
                    .iter()
                    .any(|view| Scope::chain(view).contains(scope)),
                "{scope:?}"
            );
        }
    }

    #[test]
    fn an_inner_scope_is_asked_before_those_around_it() {
        assert_eq!(Scope::chain(&[Verify]), [Verify, Item, List, Global]);
        assert_eq!(Scope::chain(&[Form, Line]), [Line, Text, Form, Overlay]);
    }

    #[test]
    fn nothing_under_a_question_gets_keys() {
        assert_eq!(Scope::chain(&[Queue, Confirm]), [Confirm, Overlay]);
        assert_eq!(
            Scope::chain(&[Item, Form, Block]),
            [Block, Text, Form, Overlay]
        );
    }
}
