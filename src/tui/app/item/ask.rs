//! Forms that end in one command on the item, and the choices that several of them offer.

use crate::domain::id::PersonId;
use crate::messages::{Lang, words};
use crate::tui::app::acts::Target;
use crate::tui::app::form::{Choice, Entry, Form, FormOverlay, Purpose};
use crate::tui::app::label::Label;
use crate::tui::app::shared::Shared;
use crate::tui::app::step::Step;
use crate::tui::input::{Action, Scope};
use crate::wire::{ItemCommand, ItemView};
use std::fmt;

/// The purpose of a form that gives one command: made from what is filled in, or nothing while something is at fault.
struct Giving<F> {
    target: Target,
    make: F,
    watch: fn(&mut Form, &Shared),
}

impl<F> fmt::Debug for Giving<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Giving")
            .field("target", &self.target)
            .finish_non_exhaustive()
    }
}

impl<F: FnMut(&mut Form, &mut Shared) -> Option<ItemCommand>> Purpose for Giving<F> {
    fn finish(&mut self, form: &mut Form, shared: &mut Shared) -> Vec<Step> {
        match (self.make)(form, shared) {
            Some(command) => vec![Step::Give {
                targets: vec![self.target.clone()],
                command,
            }],
            None => Vec::new(),
        }
    }

    fn changed(&mut self, form: &mut Form, shared: &mut Shared) {
        (self.watch)(form, shared);
    }
}

/// A form over the item: `word` names its draft, `make` makes the command of it.
pub fn ask(
    shared: &Shared,
    view: &ItemView,
    title: impl Into<Label>,
    word: &str,
    entries: Vec<Entry>,
    make: impl FnMut(&mut Form, &mut Shared) -> Option<ItemCommand> + 'static,
) -> Vec<Step> {
    ask_watched(shared, view, title, word, entries, |_, _| (), make)
}

/// The same with fields that follow what is filled in elsewhere.
pub fn ask_watched(
    shared: &Shared,
    view: &ItemView,
    title: impl Into<Label>,
    word: &str,
    entries: Vec<Entry>,
    watch: fn(&mut Form, &Shared),
    make: impl FnMut(&mut Form, &mut Shared) -> Option<ItemCommand> + 'static,
) -> Vec<Step> {
    let target = Target::from(view);
    let mut form = Form::new(draft_key(view, word), entries, shared);
    watch(&mut form, shared);
    vec![Step::over(FormOverlay::new(
        title,
        form,
        Giving {
            target,
            make,
            watch,
        },
    ))]
}

/// Under which a form of this item is kept until it is sent.
pub fn draft_key(view: &ItemView, word: &str) -> String {
    format!("item/{}/{word}", view.item.id)
}

/// The name of somebody the item mentions.
pub fn name(shared: &Shared, view: &ItemView, person: PersonId) -> String {
    view.people
        .get(&person)
        .cloned()
        .unwrap_or_else(|| shared.person_name(person))
}

/// `word` of each with the label the language gives it.
pub fn choices(all: &[&str], label: fn(Lang, &str) -> String) -> Vec<Choice> {
    all.iter()
        .map(|word| Choice::new(*word, Label::With(label, (*word).to_owned())))
        .collect()
}

/// A value of a fixed set by its word on the wire.
pub fn from_word<T: serde::de::DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::from(word)).ok()
}

/// The keys that matter in a form, as it stands.
pub fn form_hints(form: &Form) -> Vec<Action> {
    match form.scopes().last() {
        Some(Scope::Choice) => vec![
            Action::Accept,
            Action::MoveDown,
            Action::Save,
            Action::NextField,
            Action::Back,
        ],
        Some(Scope::Block) => vec![
            Action::Save,
            Action::NextField,
            Action::EditExternal,
            Action::Back,
        ],
        _ => vec![
            Action::Accept,
            Action::Save,
            Action::NextField,
            Action::Back,
        ],
    }
}

macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident by $words:ident;)+) => {$(
        $(#[$doc])*
        pub fn $name(lang: Lang, word: &str) -> String {
            from_word(word).map_or(word, |it| words::$words(lang, it)).to_owned()
        }
    )+};
}

labels! {
    /// What a claim asserts.
    claim_kind by claim_kind;
    /// How evidence was got.
    method by method;
    /// How a party stands to the reporting unit.
    relation by relation;
    /// What kind of change.
    change by change;
    /// How far it may be read.
    classification by classification;
    /// How a submission came.
    channel by channel;
    /// How soon.
    urgency by urgency;
    /// How a verdict reached the desk.
    via by via;
}

/// What a party says, with the letter of the matrix.
pub fn stance(lang: Lang, word: &str) -> String {
    from_word(word).map_or_else(
        || word.to_owned(),
        |it| format!("{} {}", words::stance_letter(it), words::stance(lang, it)),
    )
}

/// Reliability of a source, with its letter.
pub fn grade(lang: Lang, word: &str) -> String {
    from_word(word).map_or_else(
        || word.to_owned(),
        |it| format!("{word} {}", words::grade(lang, it)),
    )
}

/// Credibility, with its number.
pub fn credibility(lang: Lang, word: &str) -> String {
    word.parse().map_or_else(
        |_| word.to_owned(),
        |it| format!("{it} {}", words::credibility(lang, it)),
    )
}

/// The words on the wire, in the order they are offered.
pub const CLAIM_KINDS: [&str; 4] = ["data", "fact", "effect", "innovation"];
pub const METHODS: [&str; 6] = ["call", "letter", "document", "visit", "system", "interview"];
pub const STANCES: [&str; 3] = ["supports", "contradicts", "unclear"];
pub const GRADES: [&str; 6] = ["A", "B", "C", "D", "E", "F"];
pub const CREDIBILITIES: [&str; 6] = ["1", "2", "3", "4", "5", "6"];
pub const RELATIONS: [&str; 8] = [
    "superior",
    "peer",
    "statistics",
    "beneficiary",
    "expert",
    "media",
    "own_visit",
    "reporting_unit",
];
pub const CHANGES: [&str; 4] = ["format", "typo", "wording", "substance"];
pub const CLASSIFICATIONS: [&str; 3] = ["open", "internal", "restricted"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::Classification;
    use crate::domain::review::ChangeKind;
    use crate::domain::verify::{ClaimKind, Grade, Method, Relation, Stance};

    #[test]
    fn every_word_offered_is_one_the_server_knows() {
        assert!(
            CLAIM_KINDS
                .iter()
                .all(|it| from_word::<ClaimKind>(it).is_some())
        );
        assert!(METHODS.iter().all(|it| from_word::<Method>(it).is_some()));
        assert!(STANCES.iter().all(|it| from_word::<Stance>(it).is_some()));
        assert!(GRADES.iter().all(|it| from_word::<Grade>(it).is_some()));
        assert!(
            RELATIONS
                .iter()
                .all(|it| from_word::<Relation>(it).is_some())
        );
        assert!(
            CHANGES
                .iter()
                .all(|it| from_word::<ChangeKind>(it).is_some())
        );
        assert!(
            CLASSIFICATIONS
                .iter()
                .all(|it| from_word::<Classification>(it).is_some())
        );
    }
}
