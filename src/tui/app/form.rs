//! Fields to fill, one below the other: the state of every form, and the overlay that asks for what an act still wants.
//!
//! What is typed is kept as a draft with each change and is there again when the same form is opened; leaving a form
//! throws nothing away. What a form is for is a [`Purpose`]: it gets the filled form and says what follows, or puts
//! what is wrong under the field at fault.

use super::effect::Effect;
use super::label::Label;
use super::part::Part;
use super::shared::Shared;
use super::step::Step;
use crate::messages::tui_frame as say;
use crate::tui::field::{Field, Kind};
use crate::tui::input::{Action, Scope};
use serde_json::{Map, Value as Json};
use std::fmt::Debug;

/// One choice, by its stable word.
#[derive(Debug, Clone)]
pub struct Choice {
    pub word: String,
    pub label: Label,
}

impl Choice {
    pub fn new(word: impl Into<String>, label: impl Into<Label>) -> Self {
        Choice {
            word: word.into(),
            label: label.into(),
        }
    }
}

/// What a field holds.
#[derive(Debug, Clone)]
pub enum Value {
    /// Typed text, of one line, several, or a secret; it grows up to so many rows.
    Text(Field, u16),
    /// One of these.
    One {
        of: Vec<Choice>,
        taken: Option<usize>,
    },
    /// Any of these.
    Any {
        of: Vec<Choice>,
        ticked: Vec<bool>,
        cursor: usize,
    },
    /// Only shown.
    Fixed(Label),
}

/// One field.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Stable name: in the draft, and as the server names the field at fault.
    pub name: &'static str,
    pub label: Label,
    pub required: bool,
    pub hint: Label,
    pub value: Value,
    /// What is wrong with it.
    pub fault: Option<String>,
}

impl Entry {
    fn new(name: &'static str, label: impl Into<Label>, value: Value) -> Self {
        Entry {
            name,
            label: label.into(),
            required: false,
            hint: Label::Text(String::new()),
            value,
            fault: None,
        }
    }

    /// One line of text.
    pub fn line(name: &'static str, label: impl Into<Label>, text: &str) -> Self {
        Self::new(name, label, Value::Text(Field::new(Kind::Line, text), 1))
    }

    /// Several lines of text.
    pub fn block(name: &'static str, label: impl Into<Label>, text: &str, rows: u16) -> Self {
        Self::new(
            name,
            label,
            Value::Text(Field::new(Kind::Block, text), rows),
        )
    }

    /// A password: never kept as a draft.
    pub fn secret(name: &'static str, label: impl Into<Label>) -> Self {
        Self::new(name, label, Value::Text(Field::secret(), 1))
    }

    /// One of several, the one at `taken` to begin with.
    pub fn one(
        name: &'static str,
        label: impl Into<Label>,
        of: Vec<Choice>,
        taken: Option<usize>,
    ) -> Self {
        Self::new(name, label, Value::One { of, taken })
    }

    /// Any of several, none to begin with.
    pub fn any(name: &'static str, label: impl Into<Label>, of: Vec<Choice>) -> Self {
        let ticked = vec![false; of.len()];
        Self::new(
            name,
            label,
            Value::Any {
                of,
                ticked,
                cursor: 0,
            },
        )
    }

    /// Something to read.
    pub fn fixed(name: &'static str, label: impl Into<Label>, text: impl Into<Label>) -> Self {
        Self::new(name, label, Value::Fixed(text.into()))
    }

    /// It has to be filled.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Shown while it is empty.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Label>) -> Self {
        self.hint = hint.into();
        self
    }

    fn takes_keys(&self) -> bool {
        !matches!(self.value, Value::Fixed(_))
    }
}

/// What came of an action on a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filled {
    /// Nothing the caller has to know.
    Same,
    /// A value changed.
    Changed,
    /// The person is done: check and go on.
    Submit,
    /// The text under the caret is wanted in `$EDITOR`.
    External,
}

/// The state of a form.
#[derive(Debug, Clone, Default)]
pub struct Form {
    pub entries: Vec<Entry>,
    pub focus: usize,
    /// The key of the draft; empty: none is kept.
    pub draft: String,
}

impl Form {
    /// A form with its draft, if one was left; the first field that can be filled has the keys.
    pub fn new(draft: impl Into<String>, entries: Vec<Entry>, shared: &Shared) -> Self {
        let mut form = Form {
            entries,
            focus: 0,
            draft: draft.into(),
        };
        form.focus = form.entries.iter().position(Entry::takes_keys).unwrap_or(0);
        if let Some(kept) = shared
            .draft(&form.draft)
            .and_then(|kept| serde_json::from_str(kept).ok())
        {
            form.restore(&kept);
        }
        form
    }

    /// The entry of this name.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name == name)
    }

    /// The entry of this name, to change it.
    pub fn entry_mut(&mut self, name: &str) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.name == name)
    }

    /// What is typed in a field, without the blanks around it; empty for one that is not typed into.
    pub fn text(&self, name: &str) -> &str {
        match self.entry(name).map(|entry| &entry.value) {
            Some(Value::Text(field, _)) => field.text().trim(),
            _ => "",
        }
    }

    /// The same as it was typed, blanks and all.
    pub fn untrimmed(&self, name: &str) -> &str {
        match self.entry(name).map(|entry| &entry.value) {
            Some(Value::Text(field, _)) => field.text(),
            _ => "",
        }
    }

    /// The word of the choice that is taken.
    pub fn taken(&self, name: &str) -> Option<&str> {
        match &self.entry(name)?.value {
            Value::One { of, taken } => of.get((*taken)?).map(|choice| choice.word.as_str()),
            _ => None,
        }
    }

    /// The words of the boxes that are ticked.
    pub fn ticked(&self, name: &str) -> Vec<&str> {
        match self.entry(name).map(|entry| &entry.value) {
            Some(Value::Any { of, ticked, .. }) => of
                .iter()
                .zip(ticked)
                .filter(|(_, on)| **on)
                .map(|(choice, _)| choice.word.as_str())
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Puts what is wrong under a field and goes there. An unknown name falls to the field that has the keys.
    pub fn fault(&mut self, name: &str, sentence: impl Into<String>) {
        let at = self
            .entries
            .iter()
            .position(|entry| entry.name == name)
            .unwrap_or(self.focus);
        if let Some(entry) = self.entries.get_mut(at) {
            entry.fault = Some(sentence.into());
            if entry.takes_keys() {
                self.focus = at;
            }
        }
    }

    /// Forgets what was wrong, and marks what is required and empty. Whether all is filled.
    pub fn check(&mut self, shared: &Shared) -> bool {
        let mut first = None;
        for (at, entry) in self.entries.iter_mut().enumerate() {
            let empty = match &entry.value {
                Value::Text(field, _) => field.text().trim().is_empty(),
                Value::One { taken, .. } => taken.is_none(),
                Value::Any { ticked, .. } => !ticked.contains(&true),
                Value::Fixed(_) => false,
            };
            entry.fault =
                (entry.required && empty).then(|| say::FIELD_EMPTY.get(shared.lang).to_owned());
            if entry.fault.is_some() && first.is_none() {
                first = Some(at);
            }
        }
        if let Some(at) = first {
            self.focus = at;
        }
        first.is_none()
    }

    /// The scopes of the field that has the keys, innermost last.
    pub fn scopes(&self) -> Vec<Scope> {
        match self.entries.get(self.focus).map(|entry| &entry.value) {
            Some(Value::Text(field, _)) if field.kind() == Kind::Block => {
                vec![Scope::Form, Scope::Block]
            }
            Some(Value::Text(..)) => vec![Scope::Form, Scope::Line],
            _ => vec![Scope::Choice],
        }
    }

    /// The field that is typed into.
    pub fn field(&mut self) -> Option<&mut Field> {
        match self
            .entries
            .get_mut(self.focus)
            .map(|entry| &mut entry.value)
        {
            Some(Value::Text(field, _)) => Some(field),
            _ => None,
        }
    }

    fn step(&mut self, on: bool) {
        let n = self.entries.len();
        for hop in 1..=n {
            let at = if on {
                (self.focus + hop) % n
            } else {
                (self.focus + n - hop % n) % n
            };
            if self.entries.get(at).is_some_and(Entry::takes_keys) {
                self.focus = at;
                return;
            }
        }
    }

    fn is_last(&self) -> bool {
        !self
            .entries
            .iter()
            .skip(self.focus + 1)
            .any(Entry::takes_keys)
    }

    /// An action on the field that has the keys. Enter goes to the next field, and past the last one is done.
    pub fn action(&mut self, action: Action) -> Filled {
        match action {
            Action::NextField => self.step(true),
            Action::PrevField => self.step(false),
            Action::Save => return Filled::Submit,
            Action::EditExternal if self.field().is_some() => return Filled::External,
            Action::Accept => return self.accept(),
            Action::Toggle => return self.toggle(),
            Action::MoveUp | Action::MoveLeft => return self.choose(false),
            Action::MoveDown | Action::MoveRight => return self.choose(true),
            Action::First | Action::PageUp => return self.choose_edge(false),
            Action::Last | Action::PageDown => return self.choose_edge(true),
            _ => {}
        }
        Filled::Same
    }

    fn accept(&mut self) -> Filled {
        let changed = match self
            .entries
            .get_mut(self.focus)
            .map(|entry| &mut entry.value)
        {
            Some(Value::One {
                of,
                taken: taken @ None,
            }) if !of.is_empty() => {
                *taken = Some(0);
                true
            }
            _ => false,
        };
        if self.is_last() {
            return Filled::Submit;
        }
        self.step(true);
        if changed {
            Filled::Changed
        } else {
            Filled::Same
        }
    }

    fn toggle(&mut self) -> Filled {
        match self
            .entries
            .get_mut(self.focus)
            .map(|entry| &mut entry.value)
        {
            Some(Value::Any { ticked, cursor, .. }) => {
                if let Some(on) = ticked.get_mut(*cursor) {
                    *on = !*on;
                }
                Filled::Changed
            }
            Some(Value::One { .. }) => self.choose(true),
            _ => Filled::Same,
        }
    }

    /// The choice after or before; the boxes' cursor moves without ticking. Past the edge the keys go to the next field.
    fn choose(&mut self, on: bool) -> Filled {
        let moved = |at: usize, n: usize| {
            if on {
                Some(at + 1).filter(|at| *at < n)
            } else {
                at.checked_sub(1)
            }
        };
        match self
            .entries
            .get_mut(self.focus)
            .map(|entry| &mut entry.value)
        {
            Some(Value::One { of, taken }) => {
                let next = match *taken {
                    None => (!of.is_empty()).then_some(0),
                    Some(at) => moved(at, of.len()),
                };
                if next.is_some() {
                    *taken = next;
                    return Filled::Changed;
                }
            }
            Some(Value::Any { of, cursor, .. }) => {
                if let Some(next) = moved(*cursor, of.len()) {
                    *cursor = next;
                    return Filled::Same;
                }
            }
            // The arrows leave a field of one line; one of several lines never gets them here.
            _ => {}
        }
        self.step(on);
        Filled::Same
    }

    fn choose_edge(&mut self, last: bool) -> Filled {
        match self
            .entries
            .get_mut(self.focus)
            .map(|entry| &mut entry.value)
        {
            Some(Value::One { of, taken }) if !of.is_empty() => {
                *taken = Some(if last { of.len() - 1 } else { 0 });
                Filled::Changed
            }
            Some(Value::Any { of, cursor, .. }) if !of.is_empty() => {
                *cursor = if last { of.len() - 1 } else { 0 };
                Filled::Same
            }
            _ => Filled::Same,
        }
    }

    /// Everything filled in, as a draft; secrets are left out.
    pub fn kept(&self) -> String {
        let mut kept = Map::new();
        for entry in &self.entries {
            let value = match &entry.value {
                Value::Text(field, _) if field.kind() != Kind::Secret => Json::from(field.text()),
                Value::One { of, taken } => taken
                    .and_then(|at| of.get(at))
                    .map_or(Json::Null, |it| it.word.clone().into()),
                Value::Any { .. } => self.ticked(entry.name).into(),
                _ => continue,
            };
            kept.insert(entry.name.to_owned(), value);
        }
        Json::Object(kept).to_string()
    }

    fn restore(&mut self, kept: &Json) {
        for entry in &mut self.entries {
            let Some(value) = kept.get(entry.name) else {
                continue;
            };
            match &mut entry.value {
                Value::Text(field, _) if field.kind() != Kind::Secret => {
                    if let Some(text) = value.as_str() {
                        *field = Field::new(field.kind(), text);
                    }
                }
                Value::One { of, taken } => {
                    if let Some(at) = value
                        .as_str()
                        .and_then(|word| of.iter().position(|it| it.word == word))
                    {
                        *taken = Some(at);
                    }
                }
                Value::Any { of, ticked, .. } => {
                    let words: Vec<&str> = value
                        .as_array()
                        .into_iter()
                        .flatten()
                        .filter_map(Json::as_str)
                        .collect();
                    for (choice, on) in of.iter().zip(ticked) {
                        *on = words.contains(&choice.word.as_str());
                    }
                }
                _ => {}
            }
        }
    }

    /// Keeps what is filled in.
    pub fn keep(&self, shared: &mut Shared) -> Option<Effect> {
        (!self.draft.is_empty()).then(|| shared.keep_draft(&self.draft, self.kept()))
    }

    /// Forgets the draft: what was typed is in an act now.
    pub fn forget(&self, shared: &mut Shared) -> Option<Effect> {
        (!self.draft.is_empty()).then(|| shared.drop_draft(&self.draft))
    }
}

/// What a form is for.
pub trait Purpose: Debug {
    /// The form is filled and nothing required is missing: what follows. Where something is wrong, it is put under its
    /// field with [`Form::fault`] and nothing follows. The overlay closes itself when something does, and forgets the draft.
    fn finish(&mut self, form: &mut Form, shared: &mut Shared) -> Vec<Step>;

    /// A value changed: for fields that depend on others.
    fn changed(&mut self, _: &mut Form, _: &mut Shared) {}
}

/// A form over a screen.
#[derive(Debug)]
pub struct FormOverlay {
    /// What is being done, and to what.
    pub title: Label,
    pub form: Form,
    pub purpose: Box<dyn Purpose>,
}

impl FormOverlay {
    pub fn new(title: impl Into<Label>, form: Form, purpose: impl Purpose + 'static) -> Self {
        FormOverlay {
            title: title.into(),
            form,
            purpose: Box::new(purpose),
        }
    }

    fn keep(&mut self, shared: &mut Shared) -> Vec<Step> {
        self.purpose.changed(&mut self.form, shared);
        self.form.keep(shared).map(Step::Do).into_iter().collect()
    }
}

/// The tag with which the field of a form goes to `$EDITOR`.
pub fn editor_tag(form: &Form) -> String {
    let name = form.entries.get(form.focus).map_or("", |entry| entry.name);
    format!("{}/{name}", form.draft)
}

/// Takes a text that came back from `$EDITOR` into the field it was asked for.
pub fn take_edited(
    form: &mut Form,
    shared: &mut Shared,
    tag: &str,
    text: &Result<String, String>,
) -> bool {
    let Some(at) = form
        .entries
        .iter()
        .position(|entry| tag == format!("{}/{}", form.draft, entry.name))
    else {
        return false;
    };
    match (text, form.entries.get_mut(at).map(|entry| &mut entry.value)) {
        (Ok(text), Some(Value::Text(field, _))) => {
            if field.set_text(text).is_err() {
                shared.warn(say::TEXT_TOO_LONG.get(shared.lang));
            }
            true
        }
        (Err(why), _) => {
            shared.warn(why.clone());
            false
        }
        _ => false,
    }
}

impl Part for FormOverlay {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        self.form.scopes()
    }

    fn field(&mut self) -> Option<&mut Field> {
        self.form.field()
    }

    fn typed(&mut self, shared: &mut Shared) -> Vec<Step> {
        self.keep(shared)
    }

    fn action(&mut self, shared: &mut Shared, action: Action) -> Vec<Step> {
        match self.form.action(action) {
            Filled::Same => Vec::new(),
            Filled::Changed => self.keep(shared),
            Filled::External => {
                let tag = editor_tag(&self.form);
                let text = self
                    .form
                    .field()
                    .map(|field| field.text().to_owned())
                    .unwrap_or_default();
                vec![Effect::OpenEditor { tag, text }.into()]
            }
            Filled::Submit => {
                if !self.form.check(shared) {
                    return Vec::new();
                }
                let follows = self.purpose.finish(&mut self.form, shared);
                if follows.is_empty() {
                    return Vec::new();
                }
                // The act is written down before the draft of it is forgotten.
                let forget = self.form.forget(shared).map(Step::Do);
                [Step::Close]
                    .into_iter()
                    .chain(follows)
                    .chain(forget)
                    .collect()
            }
        }
    }

    fn edited(
        &mut self,
        shared: &mut Shared,
        tag: &str,
        text: &Result<String, String>,
    ) -> Vec<Step> {
        if take_edited(&mut self.form, shared, tag, text) {
            self.keep(shared)
        } else {
            Vec::new()
        }
    }

    fn back(&mut self, shared: &mut Shared) -> Option<Vec<Step>> {
        if shared.draft(&self.form.draft).is_some() {
            shared.say(say::DRAFT_KEPT.get(shared.lang));
        }
        None
    }

    fn hints(&self, _: &Shared) -> Vec<Action> {
        match self.form.scopes().last() {
            Some(Scope::Choice) => vec![
                Action::Accept,
                Action::Toggle,
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
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
