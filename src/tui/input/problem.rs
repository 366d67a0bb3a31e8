//! What can be wrong with a keymap file, told with file, line, what is legal, and what was probably meant.

use super::action::Action;
use super::key::{Key, Trouble};
use super::scope::Scope;
use crate::messages::{Lang, keymap as said};

/// Whether a keymap with it can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file is refused and the keymap in use stays.
    Error,
    /// Worth knowing: an inner scope hides a key of an outer one, or an action has no key left.
    Note,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file as the person knows it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Whether it stops the file from being used.
    pub severity: Severity,
    /// What it is.
    pub fault: Fault,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The file is not TOML there; the parser's own words.
    Syntax(String),
    /// `base` names no keymap.
    UnknownBase(String),
    /// A table that is no scope.
    UnknownScope(String),
    /// A scope that is not a table.
    NotATable(String),
    /// An action that does not exist.
    UnknownAction { name: String, scope: Scope },
    /// An action in a table where it cannot apply.
    Elsewhere { action: Action, scope: Scope },
    /// Not a list of strings.
    BadValue(String),
    /// Not a key.
    BadKey(String),
    /// A chord that does not arrive.
    Trouble { key: Key, trouble: Trouble },
    /// A letter as a command where letters are typed.
    LetterInText { keys: Vec<Key>, scope: Scope },
    /// Two actions for the same keys in one scope.
    TakenTwice {
        keys: Vec<Key>,
        scope: Scope,
        action: Action,
        other: Action,
        place: String,
    },
    /// A command that is also the beginning of another.
    Prefix {
        keys: Vec<Key>,
        action: Action,
        longer: Vec<Key>,
        other: Action,
        place: String,
    },
    /// An inner scope hides a key of an outer one.
    Overrides {
        keys: Vec<Key>,
        scope: Scope,
        action: Action,
        outer: Scope,
        other: Action,
    },
    /// The key that asks also answers.
    AnswersItself { keys: Vec<Key>, action: Action },
    /// No key and not in the palette.
    Unreachable(Action),
    /// The palette opens by letters only.
    NoPaletteKey,
}

impl Problem {
    /// What is wrong and what could be written instead.
    pub fn sentence(&self, lang: Lang) -> String {
        let spell = |keys: &[Key]| Key::spell(keys);
        let or_near = |sentence: String, near: Option<String>| match near {
            Some(name) => said::near(lang, sentence, name),
            None => sentence,
        };
        match &self.fault {
            Fault::Syntax(detail) => said::syntax(lang, detail),
            Fault::UnknownBase(name) => {
                let names = super::keymap::Builtin::ALL.map(super::keymap::Builtin::name);
                or_near(
                    said::unknown_base(lang, name, names.join(", ")),
                    nearest(name, names),
                )
            }
            Fault::UnknownScope(name) => {
                let names = || Scope::ALL.iter().map(|scope| scope.name());
                or_near(
                    said::unknown_scope(lang, name, listed(names())),
                    nearest(name, names()),
                )
            }
            Fault::NotATable(name) => said::scope_not_a_table(lang, name),
            Fault::UnknownAction { name, scope } => {
                let names = || {
                    super::action::ACTIONS
                        .iter()
                        .filter(|spec| spec.scopes.contains(scope))
                        .map(|spec| spec.name)
                };
                or_near(
                    said::unknown_action(lang, name, scope.name(), listed(names())),
                    nearest(name, names()),
                )
            }
            Fault::Elsewhere { action, scope } => {
                let places = listed(action.spec().scopes.iter().map(|scope| scope.name()));
                said::action_elsewhere(lang, action.name(), scope.name(), places)
            }
            Fault::BadValue(name) => said::bad_value(lang, name),
            Fault::BadKey(text) => or_near(said::bad_key(lang, text), nearest_keys(text)),
            Fault::Trouble { key, trouble } => match trouble {
                Trouble::NotSent => said::not_sent(lang, key),
                Trouble::Twin(twin) => said::is_twin(lang, key, twin),
                Trouble::Multiplexer => said::multiplexer_key(lang, key),
                Trouble::InputMethod => said::input_method_key(lang, key),
                Trouble::Terminal => said::terminal_key(lang, key),
            },
            Fault::LetterInText { keys, scope } => {
                said::letter_in_text(lang, spell(keys), scope.name())
            }
            Fault::TakenTwice {
                keys,
                scope,
                action,
                other,
                place,
            } => said::taken_twice(
                lang,
                spell(keys),
                scope.name(),
                action.name(),
                other.name(),
                place,
            ),
            Fault::Prefix {
                keys,
                action,
                longer,
                other,
                place,
            } => said::prefix(
                lang,
                spell(keys),
                action.name(),
                spell(longer),
                other.name(),
                place,
            ),
            Fault::Overrides {
                keys,
                scope,
                action,
                outer,
                other,
            } => said::overrides(
                lang,
                spell(keys),
                scope.name(),
                action.name(),
                outer.name(),
                other.name(),
            ),
            Fault::AnswersItself { keys, action } => {
                said::answers_itself(lang, spell(keys), action.name())
            }
            Fault::Unreachable(action) => said::unreachable(lang, action.name()),
            Fault::NoPaletteKey => said::NO_PALETTE_KEY.get(lang).to_owned(),
        }
    }

    /// The sentence with its file and line before it.
    pub fn line(&self, lang: Lang) -> String {
        said::problem(lang, &self.file, self.line, self.sentence(lang))
    }
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

/// The candidate that was probably meant: at most two slips away, and fewer than half the letters.
fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let word = word.to_lowercase().replace('_', "-");
    let (slips, name) = candidates
        .into_iter()
        .map(|candidate| (slips(&word, candidate), candidate))
        .min_by_key(|(slips, _)| *slips)?;
    (slips <= 2 && slips * 2 < word.chars().count().max(2)).then(|| name.to_owned())
}

/// What was probably meant by keys written in another program's way.
fn nearest_keys(text: &str) -> Option<String> {
    const OTHERS: &[(&str, &str)] = &[
        ("control", "ctrl"),
        ("c", "ctrl"),
        ("meta", "alt"),
        ("m", "alt"),
        ("option", "alt"),
        ("s", "shift"),
        ("escape", "esc"),
        ("return", "enter"),
        ("cr", "enter"),
        ("spc", "space"),
        ("del", "delete"),
        ("ins", "insert"),
        ("pgup", "pageup"),
        ("page-up", "pageup"),
        ("pgdn", "pagedown"),
        ("pgdown", "pagedown"),
        ("page-down", "pagedown"),
        ("bs", "backspace"),
        ("arrow-up", "up"),
    ];
    let one = |key: &str| -> Option<String> {
        let key = key
            .trim_matches(['<', '>'])
            .to_lowercase()
            .replace(['+', '_'], "-");
        let translate = |part: &str| -> Option<&'static str> {
            OTHERS
                .iter()
                .find(|(other, _)| *other == part)
                .map(|(_, ours)| *ours)
        };
        let (modifiers, last) = match key.rsplit_once('-') {
            _ if translate(&key).is_some() => ("", key.as_str()),
            Some((modifiers, last)) => (modifiers, last),
            None => ("", key.as_str()),
        };
        let mut fixed: Vec<String> = Vec::new();
        for part in modifiers.split('-').filter(|part| !part.is_empty()) {
            let known = ["ctrl", "alt", "shift"];
            let name = translate(part).map(str::to_owned);
            fixed.push(name.or_else(|| nearest(part, known))?);
        }
        let key_itself = if last.chars().count() == 1 {
            last.to_owned()
        } else {
            let name = translate(last).map(str::to_owned);
            name.or_else(|| nearest(last, Key::names()))
                .unwrap_or_else(|| last.to_owned())
        };
        fixed.push(key_itself);
        Some(fixed.join("-"))
    };
    let guess = text
        .split_whitespace()
        .map(one)
        .collect::<Option<Vec<_>>>()?
        .join(" ");
    (guess != text && Key::sequence(&guess).is_ok()).then_some(guess)
}

/// How many letters have to be added, dropped or changed to make one word the other.
fn slips(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (line, a) in from.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], line + 1);
        for (col, b) in to.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[col + 1];
            row[col + 1] = changed.min(diagonal + 1).min(row[col] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        assert_eq!(
            nearest("mvoe-up", ["move-up", "move-down"]).as_deref(),
            Some("move-up")
        );
        assert_eq!(
            nearest("Queue", ["queue", "list"]).as_deref(),
            Some("queue")
        );
        assert_eq!(nearest("elephant", ["queue", "list"]), None);
        assert_eq!(nearest("x", ["up"]), None);
    }

    #[test]
    fn keys_written_as_elsewhere_are_translated() {
        assert_eq!(nearest_keys("C-x e").as_deref(), Some("ctrl-x e"));
        assert_eq!(nearest_keys("<esc>").as_deref(), Some("esc"));
        assert_eq!(nearest_keys("ctl-s").as_deref(), Some("ctrl-s"));
        assert_eq!(nearest_keys("PgUp").as_deref(), Some("pageup"));
        assert_eq!(nearest_keys("page-down").as_deref(), Some("pagedown"));
        assert_eq!(nearest_keys("Ctrl+Left").as_deref(), Some("ctrl-left"));
        assert_eq!(nearest_keys("elephant"), None);
    }
}
