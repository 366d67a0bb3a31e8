//! What must hold for a keymap: every key reaches what it names, nothing dangerous happens by one key, and what is bound
//! can be sent by a terminal (`spec.md` B20).

use std::collections::BTreeSet;

use super::action::{ACTIONS, Action, Danger};
use super::keymap::{Binding, Keymap, Origin};
use super::problem::{Fault, Problem, Severity};
use super::scope::Scope;

/// All that is wrong or worth knowing about a keymap.
pub(super) fn lint(keymap: &Keymap) -> Vec<Problem> {
    let mut problems = Vec::new();
    chords(keymap, &mut problems);
    letters(keymap, &mut problems);
    clashes(keymap, &mut problems);
    answers(keymap, &mut problems);
    reach(keymap, &mut problems);
    problems
}

/// Chords that do not arrive.
fn chords(keymap: &Keymap, problems: &mut Vec<Problem>) {
    for binding in &keymap.bindings {
        for key in &binding.keys {
            if let Some(trouble) = key.trouble() {
                problems.push(
                    binding
                        .origin
                        .problem(Severity::Error, Fault::Trouble { key: *key, trouble }),
                );
            }
        }
    }
}

/// Letters as commands where they would be typed. A form counts, because most of its fields are typed into.
fn letters(keymap: &Keymap, problems: &mut Vec<Problem>) {
    for binding in &keymap.bindings {
        let typed = binding
            .keys
            .first()
            .is_some_and(|key| key.typed().is_some());
        if typed && (binding.scope.is_text() || binding.scope == Scope::Form) {
            let fault = Fault::LetterInText {
                keys: binding.keys.clone(),
                scope: binding.scope,
            };
            problems.push(binding.origin.problem(Severity::Error, fault));
        }
    }
}

/// Two meanings for one sequence, and sequences that begin another, in every situation a person can be in.
fn clashes(keymap: &Keymap, problems: &mut Vec<Problem>) {
    let mut told = BTreeSet::new();
    for view in Scope::VIEWS {
        let mut in_force: Vec<(usize, &Binding)> = Vec::new();
        for scope in Scope::chain(view) {
            in_force.extend(
                keymap
                    .bindings
                    .iter()
                    .enumerate()
                    .filter(|(_, binding)| binding.scope == scope),
            );
        }
        for (place, inner) in in_force.iter().enumerate() {
            for outer in &in_force[place + 1..] {
                let Some(fault) = clash(*inner, *outer) else {
                    continue;
                };
                // Of all the sequences a command begins, the first will do.
                let pair = match &fault {
                    Fault::Prefix { keys, .. } if keys == &inner.1.keys => (inner.0, inner.0),
                    Fault::Prefix { .. } => (outer.0, outer.0),
                    _ => (inner.0.min(outer.0), inner.0.max(outer.0)),
                };
                if told.insert(pair) {
                    let severity = match fault {
                        Fault::Overrides { .. } => Severity::Note,
                        _ => Severity::Error,
                    };
                    problems.push(later(*inner, *outer).0.origin.problem(severity, fault));
                }
            }
        }
    }
}

/// What is wrong between two bindings in force together; `inner` is asked first. Each comes with its number.
fn clash(inner: (usize, &Binding), outer: (usize, &Binding)) -> Option<Fault> {
    let (latter, former) = later(inner, outer);
    let (inner, outer) = (inner.1, outer.1);
    if inner.keys == outer.keys {
        return if inner.action == outer.action {
            None
        } else if inner.scope != outer.scope {
            Some(Fault::Overrides {
                keys: inner.keys.clone(),
                scope: inner.scope,
                action: inner.action,
                outer: outer.scope,
                other: outer.action,
            })
        } else {
            Some(Fault::TakenTwice {
                keys: latter.keys.clone(),
                scope: latter.scope,
                action: latter.action,
                other: former.action,
                place: place(&former.origin),
            })
        };
    }
    let (short, long) = if inner.keys.len() < outer.keys.len() {
        (inner, outer)
    } else {
        (outer, inner)
    };
    long.keys.starts_with(&short.keys).then(|| Fault::Prefix {
        keys: short.keys.clone(),
        action: short.action,
        longer: long.keys.clone(),
        other: long.action,
        place: place(&former.origin),
    })
}

/// The two with the one that was written later first: that is the line to change.
fn later<'a>(one: (usize, &'a Binding), other: (usize, &'a Binding)) -> (&'a Binding, &'a Binding) {
    if one.0 > other.0 {
        (one.1, other.1)
    } else {
        (other.1, one.1)
    }
}

fn place(origin: &Origin) -> String {
    format!("{}:{}", origin.file, origin.line)
}

/// The key that starts what cannot be taken back must not also be the one that says yes to it.
fn answers(keymap: &Keymap, problems: &mut Vec<Problem>) {
    let numbered = || keymap.bindings.iter().enumerate();
    for yes in numbered().filter(|(_, binding)| binding.action == Action::Confirm) {
        let asking = numbered().filter(|(_, binding)| binding.action.danger() == Danger::Confirmed);
        for asking in asking.filter(|(_, asking)| asking.keys.last() == yes.1.keys.last()) {
            let fault = Fault::AnswersItself {
                keys: yes.1.keys.clone(),
                action: asking.1.action,
            };
            problems.push(later(yes, asking).0.origin.problem(Severity::Error, fault));
        }
    }
}

/// Every action by key or palette; the way back, the answer and the palette always by key.
fn reach(keymap: &Keymap, problems: &mut Vec<Problem>) {
    for spec in ACTIONS {
        let needed = matches!(
            spec.action,
            Action::Back | Action::Confirm | Action::Accept | Action::Save
        );
        let bound = keymap
            .bindings
            .iter()
            .any(|binding| binding.action == spec.action);
        if !bound && (needed || !spec.group.in_palette()) {
            let severity = if needed {
                Severity::Error
            } else {
                Severity::Note
            };
            problems.push(
                latest(keymap, spec.action).problem(severity, Fault::Unreachable(spec.action)),
            );
        }
    }
    let mut palette = keymap
        .bindings
        .iter()
        .filter(|binding| binding.action == Action::Palette);
    if !palette.any(|binding| binding.keys.iter().all(|key| key.typed().is_none())) {
        problems
            .push(latest(keymap, Action::Palette).problem(Severity::Error, Fault::NoPaletteKey));
    }
}

/// Where something was last written about an action.
fn latest(keymap: &Keymap, action: Action) -> Origin {
    let freed = keymap
        .freed
        .iter()
        .filter(|(_, freed, _)| *freed == action)
        .map(|(_, _, origin)| origin);
    let bound = keymap
        .bindings
        .iter()
        .filter(|binding| binding.action == action)
        .map(|binding| &binding.origin);
    bound.chain(freed).next_back().cloned().unwrap_or(Origin {
        file: "".into(),
        line: 1,
    })
}
