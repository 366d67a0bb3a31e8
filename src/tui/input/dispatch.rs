//! Key presses to actions: a state machine without a clock.
//!
//! The only state is the sequence begun so far. There is no time-out: over a slow line a pause says nothing about
//! what the person meant, so a sequence waits until it is finished, broken off with Esc, or turns out to mean nothing.

use super::action::Action;
use super::key::{Key, KeyCode};
use super::keymap::{Keymap, Meaning};
use super::scope::Scope;

/// A key that can come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Continuation {
    /// The key.
    pub key: Key,
    /// What it does; `None` when still more keys follow.
    pub action: Option<Action>,
}

/// What a key press comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Do this.
    Action(Action),
    /// A sequence has begun; these can follow. To be shown until the next key.
    Pending(Vec<Continuation>),
    /// Write this character into the text field.
    Insert(char),
    /// A sequence begun was broken off with Esc. Nothing else happens.
    Cancelled,
    /// Nothing is bound to this, as typed. Worth a quiet word in the footer.
    Unbound(Vec<Key>),
}

/// Remembers the sequence begun.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dispatcher {
    begun: Vec<Key>,
    chain: Vec<Scope>,
}

impl Dispatcher {
    /// The keys of the sequence begun; empty when none is.
    pub fn begun(&self) -> &[Key] {
        &self.begun
    }

    /// Forgets the sequence begun: after a paste, or when the screen changed under it.
    pub fn reset(&mut self) {
        self.begun.clear();
    }

    /// Takes one key. `stack` says where the person is, innermost scope last; when that is a text field, characters
    /// are written and only chords and named keys act.
    pub fn feed(&mut self, keymap: &Keymap, key: Key, stack: &[Scope]) -> Outcome {
        let chain = Scope::chain(stack);
        if chain != self.chain {
            self.begun.clear();
            self.chain = chain;
        }
        let typing = stack.last().is_some_and(|scope| scope.is_text());
        if self.begun.is_empty() && typing {
            if let Some(c) = key.typed() {
                return Outcome::Insert(c);
            }
        } else if !self.begun.is_empty() && key == Key::plain(KeyCode::Esc) {
            self.begun.clear();
            return Outcome::Cancelled;
        }
        self.begun.push(key.folded());
        match keymap.meaning(&self.chain, &self.begun) {
            Meaning::Begins(continuations) => Outcome::Pending(continuations),
            Meaning::Action(action) => {
                self.begun.clear();
                Outcome::Action(action)
            }
            Meaning::Nothing => Outcome::Unbound(std::mem::take(&mut self.begun)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(stack: &[Scope], keys: &str) -> Vec<Outcome> {
        let keymap = Keymap::default();
        let mut dispatcher = Dispatcher::default();
        let keys = Key::sequence(keys).unwrap();
        keys.into_iter()
            .map(|key| dispatcher.feed(&keymap, key, stack))
            .collect()
    }

    #[test]
    fn a_key_does_what_the_innermost_scope_says() {
        assert_eq!(press(&[Scope::Queue], "p"), [Outcome::Action(Action::Pass)]);
        assert_eq!(
            press(&[Scope::Intake], "p"),
            [Outcome::Action(Action::Promote)]
        );
        assert_eq!(press(&[Scope::Item], "e"), [Outcome::Action(Action::Edit)]);
        assert_eq!(
            press(&[Scope::Verify], "e"),
            [Outcome::Action(Action::EvidenceAdd)]
        );
        assert_eq!(
            press(&[Scope::Verify], "k"),
            [Outcome::Action(Action::MoveUp)]
        );
    }

    #[test]
    fn a_sequence_shows_what_can_follow_and_then_acts() {
        let outcomes = press(&[Scope::Queue], "g q");
        let Outcome::Pending(continuations) = &outcomes[0] else {
            panic!("{outcomes:?}")
        };
        let queue = Continuation {
            key: "q".parse().unwrap(),
            action: Some(Action::GoQueue),
        };
        let top = Continuation {
            key: "g".parse().unwrap(),
            action: Some(Action::First),
        };
        assert!(continuations.contains(&queue) && continuations.contains(&top));
        assert_eq!(outcomes[1], Outcome::Action(Action::GoQueue));
    }

    #[test]
    fn esc_breaks_off_a_sequence_and_does_nothing_else() {
        let outcomes = press(&[Scope::Queue], "g esc esc");
        assert_eq!(
            outcomes[1..],
            [Outcome::Cancelled, Outcome::Action(Action::Back)]
        );
    }

    #[test]
    fn a_sequence_that_means_nothing_does_nothing() {
        let outcomes = press(&[Scope::Queue], "g @ p");
        assert_eq!(outcomes[1], Outcome::Unbound(Key::sequence("g @").unwrap()));
        assert_eq!(outcomes[2], Outcome::Action(Action::Pass));
    }

    #[test]
    fn letters_are_typed_in_a_text_field_and_chords_act() {
        let outcomes = press(
            &[Scope::Item, Scope::Form, Scope::Block],
            "p ？ enter ctrl-x e ctrl-s",
        );
        assert_eq!(
            outcomes[..3],
            [
                Outcome::Insert('p'),
                Outcome::Insert('？'),
                Outcome::Action(Action::Newline)
            ]
        );
        assert!(matches!(outcomes[3], Outcome::Pending(_)));
        assert_eq!(
            outcomes[4..],
            [
                Outcome::Action(Action::EditExternal),
                Outcome::Action(Action::Save)
            ]
        );
        assert_eq!(
            press(&[Scope::Form, Scope::Line], "enter"),
            [Outcome::Action(Action::Accept)]
        );
    }

    #[test]
    fn full_width_punctuation_acts_outside_text_fields() {
        assert_eq!(
            press(&[Scope::Queue], "？"),
            [Outcome::Action(Action::Help)]
        );
        assert_eq!(
            press(&[Scope::Queue], "："),
            [Outcome::Action(Action::Palette)]
        );
        assert_eq!(
            press(&[Scope::Queue], "／"),
            [Outcome::Action(Action::Filter)]
        );
    }

    #[test]
    fn a_question_takes_every_key() {
        let stack = [Scope::Queue, Scope::Confirm];
        assert_eq!(press(&stack, "y"), [Outcome::Action(Action::Confirm)]);
        assert_eq!(
            press(&stack, "p"),
            [Outcome::Unbound(Key::sequence("p").unwrap())]
        );
        assert_eq!(press(&stack, "esc"), [Outcome::Action(Action::Back)]);
    }

    #[test]
    fn a_sequence_does_not_survive_a_change_of_screen() {
        let keymap = Keymap::default();
        let mut dispatcher = Dispatcher::default();
        dispatcher.feed(&keymap, "g".parse().unwrap(), &[Scope::Queue]);
        let outcome = dispatcher.feed(&keymap, "p".parse().unwrap(), &[Scope::Item]);
        assert_eq!(outcome, Outcome::Action(Action::Pass));
    }
}
