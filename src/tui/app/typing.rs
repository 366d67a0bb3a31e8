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

/// Does `action` to `field`, if it is one of the text scopes.
pub fn act(field: &mut Field, action: Action) -> Typed {
    let before = field.revision();
    if let Some(motion) = motion(action) {
        field.go(motion, false);
        return Typed::Same;
    }
    match action {
        Action::DeleteLeft => drop(field.erase(Motion::Left)),
        Action::DeleteRight => drop(field.erase(Motion::Right)),
        Action::DeleteWord => drop(field.erase(Motion::WordLeft)),
        Action::DeleteToStart => drop(field.erase(Motion::LineStart)),
        Action::DeleteToEnd => drop(field.erase(Motion::LineEnd)),
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

fn motion(action: Action) -> Option<Motion> {
    Some(match action {
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
            assert_ne!(act(&mut field, spec.action), Typed::Other, "{}", spec.name);
        }
    }

    #[test]
    fn what_does_not_fit_is_said_and_nothing_is_lost() {
        let mut field = Field::new(Kind::Line, "甲").with_limit(4);
        assert_eq!(insert(&mut field, '乙'), Typed::Full);
        assert_eq!(field.text(), "甲");
    }
}
