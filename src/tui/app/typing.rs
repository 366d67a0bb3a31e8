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

/// Does `action` to `field`, if it is one of the text scopes. `kept` is the text last cut, copied or cleared.
pub fn act(field: &mut Field, action: Action, kept: &mut String) -> Typed {
    let before = field.revision();
    if let Some((motion, select)) = motion(action) {
        field.go(motion, select);
        return Typed::Same;
    }
    match action {
        Action::DeleteLeft => drop(field.erase(Motion::Left)),
        Action::DeleteRight => drop(field.erase(Motion::Right)),
        Action::DeleteWord => drop(field.erase(Motion::WordLeft)),
        Action::DeleteWordRight => drop(field.erase(Motion::WordRight)),
        Action::SelectAll => field.select_all(),
        Action::TextCopy => keep(field, kept),
        Action::TextCut => {
            keep(field, kept);
            if field.selection().is_some() {
                drop(field.erase(Motion::Right));
            }
        }
        Action::TextPaste => return paste(field, kept),
        Action::DeleteToStart => clear(field, Motion::LineStart, kept),
        Action::DeleteToEnd => clear(field, Motion::LineEnd, kept),
        Action::Newline => {
            if field.insert("\n").is_err() {
                return Typed::Full;
            }
        }
        Action::TextUndo => drop(field.undo()),
        Action::TextRedo => drop(field.redo()),
        _ => return Typed::Other,
    }
    changed(field, before)
}

/// Deletes up to there, and keeps it to be put back.
fn clear(field: &mut Field, motion: Motion, kept: &mut String) {
    let cleared = field.erase(motion);
    if !cleared.is_empty() {
        *kept = cleared;
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

/// What is selected, for pasting; nothing selected keeps what was kept.
fn keep(field: &Field, kept: &mut String) {
    if field.selection().is_some() {
        field.selected().clone_into(kept);
    }
}

/// Where an action takes the caret, and whether it selects on the way.
fn motion(action: Action) -> Option<(Motion, bool)> {
    let select = match action {
        Action::SelectLeft => Some(Motion::Left),
        Action::SelectRight => Some(Motion::Right),
        Action::SelectUp => Some(Motion::Up),
        Action::SelectDown => Some(Motion::Down),
        Action::SelectWordLeft => Some(Motion::WordLeft),
        Action::SelectWordRight => Some(Motion::WordRight),
        _ => None,
    };
    if let Some(motion) = select {
        return Some((motion, true));
    }
    let motion = match action {
        Action::TextLeft => Motion::Left,
        Action::TextRight => Motion::Right,
        Action::TextUp => Motion::Up,
        Action::TextDown => Motion::Down,
        Action::TextPageUp => Motion::PageUp,
        Action::TextPageDown => Motion::PageDown,
        Action::WordLeft => Motion::WordLeft,
        Action::WordRight => Motion::WordRight,
        Action::LineStart => Motion::RowStart,
        Action::LineEnd => Motion::RowEnd,
        Action::TextStart => Motion::Start,
        Action::TextEnd => Motion::End,
        _ => return None,
    };
    Some((motion, false))
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
            let typed = act(&mut field, spec.action, &mut String::new());
            assert_ne!(typed, Typed::Other, "{}", spec.name);
        }
    }

    #[test]
    fn what_was_cut_can_be_pasted_elsewhere() {
        let (mut from, mut to) = (Field::new(Kind::Line, "渔船"), Field::new(Kind::Line, ""));
        let mut kept = String::new();
        act(&mut from, Action::SelectAll, &mut kept);
        assert_eq!(act(&mut from, Action::TextCut, &mut kept), Typed::Changed);
        assert_eq!(act(&mut to, Action::TextPaste, &mut kept), Typed::Changed);
        assert_eq!((from.text(), to.text()), ("", "渔船"));
    }

    #[test]
    fn what_does_not_fit_is_said_and_nothing_is_lost() {
        let mut field = Field::new(Kind::Line, "甲").with_limit(4);
        assert_eq!(insert(&mut field, '乙'), Typed::Full);
        assert_eq!(field.text(), "甲");
    }
}
