//! Actions of the text scopes, done to a field.

use crate::tui::field::{Field, Motion};
use crate::tui::input::Action;

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// Not an action on text.
    Other,
    /// Only the caret moved, or nothing was there to change.
    Same,
    Changed,
    /// The field takes no more.
    Full,
}

/// Does `action` to `field`, if it is one of the text scopes. `register` holds what was last cut, copied or cleared in a
/// field.
pub fn act(field: &mut Field, action: Action, register: &mut String) -> Typed {
    let before = field.revision();
    if let Some((motion, select)) = motion(action) {
        field.go(motion, select);
        return Typed::Same;
    }
    match action {
        Action::SelectAll => field.select_all(),
        Action::DeleteLeft => drop(field.erase(Motion::Left)),
        Action::DeleteRight => drop(field.erase(Motion::Right)),
        Action::DeleteWord => drop(field.erase(Motion::WordLeft)),
        Action::DeleteWordRight => drop(field.erase(Motion::WordRight)),
        Action::DeleteToStart => clear(field, Motion::LineStart, register),
        Action::DeleteToEnd => clear(field, Motion::LineEnd, register),
        Action::Newline => {
            if field.insert("\n").is_err() {
                return Typed::Full;
            }
        }
        Action::TextCopy | Action::TextCut if field.selected().is_empty() => {}
        Action::TextCopy => field.selected().clone_into(register),
        Action::TextCut => *register = field.erase(Motion::Left),
        Action::TextPaste => return paste(field, register),
        Action::TextUndo => drop(field.undo()),
        Action::TextRedo => drop(field.redo()),
        _ => return Typed::Other,
    }
    changed(field, before)
}

/// Deletes up to there, and keeps it to be put back.
fn clear(field: &mut Field, motion: Motion, register: &mut String) {
    let cleared = field.erase(motion);
    if !cleared.is_empty() {
        *register = cleared;
    }
}

/// Writes what was typed.
pub fn insert(field: &mut Field, c: char) -> Typed {
    let before = field.revision();
    match field.insert(c.encode_utf8(&mut [0; 4])) {
        Ok(()) => changed(field, before),
        Err(_) => Typed::Full,
    }
}

/// Writes what was pasted, as one step.
pub fn paste(field: &mut Field, text: &str) -> Typed {
    let before = field.revision();
    match field.paste(text) {
        Ok(()) => changed(field, before),
        Err(_) => Typed::Full,
    }
}

fn changed(field: &Field, before: u64) -> Typed {
    if field.revision() == before {
        Typed::Same
    } else {
        Typed::Changed
    }
}

/// Where an action takes the caret, and whether the selection follows.
fn motion(action: Action) -> Option<(Motion, bool)> {
    Some(match action {
        Action::TextLeft => (Motion::Left, false),
        Action::TextRight => (Motion::Right, false),
        Action::TextUp => (Motion::Up, false),
        Action::TextDown => (Motion::Down, false),
        Action::TextPageUp => (Motion::PageUp, false),
        Action::TextPageDown => (Motion::PageDown, false),
        Action::WordLeft => (Motion::WordLeft, false),
        Action::WordRight => (Motion::WordRight, false),
        Action::LineStart => (Motion::RowStart, false),
        Action::LineEnd => (Motion::RowEnd, false),
        Action::TextStart => (Motion::Start, false),
        Action::TextEnd => (Motion::End, false),
        Action::SelectLeft => (Motion::Left, true),
        Action::SelectRight => (Motion::Right, true),
        Action::SelectUp => (Motion::Up, true),
        Action::SelectDown => (Motion::Down, true),
        Action::SelectWordLeft => (Motion::WordLeft, true),
        Action::SelectWordRight => (Motion::WordRight, true),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::field::Kind;

    #[test]
    fn every_action_of_the_text_group_does_something_to_a_field() {
        use crate::tui::input::{Group, action::ACTIONS};
        for spec in ACTIONS.iter().filter(|spec| spec.group == Group::Text) {
            let mut field = Field::new(Kind::Block, "甲乙 丙丁");
            assert_ne!(
                act(&mut field, spec.action, &mut String::new()),
                Typed::Other,
                "{}",
                spec.name
            );
        }
    }

    #[test]
    fn what_is_cut_in_one_field_can_be_put_into_another() {
        let (mut from, mut to) = (Field::new(Kind::Line, "甲乙"), Field::new(Kind::Line, ""));
        let mut register = String::new();
        for action in [Action::SelectLeft, Action::TextCut] {
            act(&mut from, action, &mut register);
        }
        assert_eq!(
            act(&mut to, Action::TextPaste, &mut register),
            Typed::Changed
        );
        assert_eq!((from.text(), to.text()), ("甲", "乙"));
    }

    #[test]
    fn what_does_not_fit_is_said_and_nothing_is_lost() {
        let mut field = Field::new(Kind::Line, "甲").with_limit(4);
        assert_eq!(insert(&mut field, '乙'), Typed::Full);
        assert_eq!(field.text(), "甲");
    }
}
