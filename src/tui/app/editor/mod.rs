//! Writing a version: title, text, classification, addressees, sources, and the suggestions taken in.
//!
//! What is typed is kept on disk under the version it was begun on, and stays there until the desk has the new version.
//! When the item moves on meanwhile nothing is lost and nothing is overwritten: saving first shows the two texts, and
//! only a second time makes a version of it.

mod saving;
#[cfg(test)]
mod tests;

use super::effect::{Effect, Slot};
use super::form::{Choice, Entry, Filled, Form, Value, editor_tag, take_edited};
use super::item::ask::{self, CLASSIFICATIONS, choices, classification, from_word};
use super::item::marks::nearest;
use super::message::{Failure, Reply};
use super::part::Part;
use super::shared::Shared;
use super::step::{Step, Told};
use crate::domain::id::{ItemId, SuggestionId};
use crate::domain::review::{Manuscript, SuggestionState};
use crate::messages::{tui_frame, tui_write as say};
use crate::tui::field::Field;
use crate::tui::input::{Action, Scope};
use crate::wire::ItemView;

/// What the form of the change kind says to the editor under it.
const SAVED: &str = "saved";

/// The screen.
#[derive(Debug)]
pub struct EditorScreen {
    pub view: Box<ItemView>,
    /// The version the writing was begun on.
    pub based_on: u32,
    pub form: Form,
    /// The version it was last compared with, because that is not the one it was begun on.
    compared: Option<u32>,
    /// Suggestions whose words are in the text now.
    taken_in: Vec<SuggestionId>,
}

/// Under which the writing of an item is kept.
fn prefix(item: ItemId) -> String {
    format!("manuscript/{item}/v")
}

/// What was written of an item is in a version now: the drafts of it go.
pub fn forget_drafts(shared: &mut Shared, item: ItemId) -> Vec<Step> {
    let keys: Vec<String> = shared
        .draft_keys(&prefix(item))
        .map(str::to_owned)
        .collect();
    keys.iter()
        .map(|key| shared.drop_draft(key).into())
        .collect()
}

/// The version under which writing was left, the latest.
fn left_at(shared: &Shared, item: ItemId) -> Option<u32> {
    let prefix = prefix(item);
    shared
        .draft_keys(&prefix)
        .filter_map(|key| key.strip_prefix(&prefix)?.parse().ok())
        .max()
}

fn lines(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

impl EditorScreen {
    /// Opens the editor on the current text, or on what was left unsaved; `suggestion` is taken in at once.
    pub fn open(
        shared: &mut Shared,
        view: &ItemView,
        suggestion: Option<SuggestionId>,
    ) -> Vec<Step> {
        let (mut screen, mut steps) = Self::new(shared, view);
        if let Some(id) = suggestion {
            steps.extend(screen.tick(shared, id));
        }
        steps.insert(0, Step::go(screen));
        steps
    }

    /// The same, and hands the text to `$EDITOR`.
    pub fn open_outside(shared: &mut Shared, view: &ItemView) -> Vec<Step> {
        let (screen, mut steps) = Self::new(shared, view);
        let outside = screen.outside();
        steps.insert(0, Step::go(screen));
        steps.push(outside.into());
        steps
    }

    fn new(shared: &mut Shared, view: &ItemView) -> (Self, Vec<Step>) {
        let item = view.item.id;
        let now = view.item.version();
        let mut steps = Vec::new();
        let mut based_on = left_at(shared, item).unwrap_or(now);
        let mut form = Self::form(shared, view, based_on);
        if based_on != now && manuscript(&form) == view.manuscript {
            // It was saved; only the news of that did not come through.
            steps.extend(forget_drafts(shared, item));
            based_on = now;
            form = Self::form(shared, view, now);
        }
        if shared.draft(&form.draft).is_some() {
            let told = if based_on == now {
                say::DRAFT_RESTORED.get(shared.lang).to_owned()
            } else {
                say::moved_on(shared.lang, based_on, now)
            };
            shared.say(told);
        }
        let taken_in = ticked(&form);
        (
            EditorScreen {
                view: Box::new(view.clone()),
                based_on,
                form,
                compared: None,
                taken_in,
            },
            steps,
        )
    }

    fn form(shared: &Shared, view: &ItemView, based_on: u32) -> Form {
        let text = &view.manuscript;
        let of = choices(&CLASSIFICATIONS, classification);
        let taken = CLASSIFICATIONS
            .iter()
            .position(|it| *it == text.classification.word());
        let mut entries = vec![
            Entry::line("title", say::TITLE, &text.title).required(),
            Entry::block("body", say::BODY, &text.body, u16::MAX).required(),
            Entry::one("classification", say::CLASSIFICATION, of, taken).required(),
            Entry::block(
                "addressees",
                say::ADDRESSEES,
                &text.addressees.join("\n"),
                3,
            )
            .hint(say::ONE_PER_LINE),
            Entry::block("sources", say::SOURCES, &text.sources.join("\n"), 3)
                .hint(say::ONE_PER_LINE),
        ];
        let open: Vec<Choice> = view
            .item
            .suggestions
            .iter()
            .filter(|it| it.state == SuggestionState::Open)
            .map(|it| {
                let by = ask::name(shared, view, it.by);
                let label = say::suggestion(shared.lang, &it.anchor.quote, &it.replacement, by);
                Choice::new(it.id.to_string(), label)
            })
            .collect();
        if !open.is_empty() {
            entries.push(Entry::any("suggestions", say::SUGGESTIONS, open));
        }
        entries.push(Entry::line("remark", say::WHAT_WAS_DONE, "").hint(say::WHAT_WAS_DONE_HINT));
        let mut form = Form::new(
            format!("{}{based_on}", prefix(view.item.id)),
            entries,
            shared,
        );
        form.focus = 1;
        form
    }

    /// The text as it stands in the fields.
    pub fn manuscript(&self) -> Manuscript {
        manuscript(&self.form)
    }

    /// The item has a version that this was not begun on.
    pub fn moved_on(&self) -> Option<u32> {
        let now = self.view.item.version();
        (now != self.based_on).then_some(now)
    }

    fn outside(&self) -> Effect {
        let mut form = self.form.clone();
        form.focus = form
            .entries
            .iter()
            .position(|it| it.name == "body")
            .unwrap_or(0);
        let text = form
            .field()
            .map(|field| field.text().to_owned())
            .unwrap_or_default();
        Effect::OpenEditor {
            tag: editor_tag(&form),
            text,
        }
    }

    fn keep(&mut self, shared: &mut Shared) -> Vec<Step> {
        self.form.keep(shared).map(Step::Do).into_iter().collect()
    }

    // ── suggestions

    /// Ticks a suggestion, as if the person had.
    fn tick(&mut self, shared: &mut Shared, id: SuggestionId) -> Vec<Step> {
        let word = id.to_string();
        if let Some(Value::Any { of, ticked, .. }) =
            self.form.entry_mut("suggestions").map(|it| &mut it.value)
            && let Some(on) = of
                .iter()
                .position(|it| it.word == word)
                .and_then(|at| ticked.get_mut(at))
        {
            *on = true;
        }
        self.take_in(shared);
        self.keep(shared)
    }

    /// Puts the words of suggestions newly ticked into the text, and takes those out that no longer are.
    fn take_in(&mut self, shared: &mut Shared) {
        let wanted = ticked(&self.form);
        let newly: Vec<SuggestionId> = wanted
            .iter()
            .copied()
            .filter(|id| !self.taken_in.contains(id))
            .collect();
        let gone: Vec<SuggestionId> = self
            .taken_in
            .iter()
            .copied()
            .filter(|id| !wanted.contains(id))
            .collect();
        for (id, into) in newly
            .into_iter()
            .map(|id| (id, true))
            .chain(gone.into_iter().map(|id| (id, false)))
        {
            if !self.swap(id, into) {
                self.untick(id, !into);
                self.form
                    .fault("suggestions", say::WORDS_NOT_THERE.get(shared.lang));
            }
        }
        self.taken_in = ticked(&self.form);
    }

    /// The words of a suggestion for the original ones, or back. Whether they were there.
    fn swap(&mut self, id: SuggestionId, into: bool) -> bool {
        let Some(suggestion) = self.view.item.suggestions.iter().find(|it| it.id == id) else {
            return false;
        };
        let (from, to) = (&suggestion.anchor.quote, &suggestion.replacement);
        let (from, to) = if into { (from, to) } else { (to, from) };
        let Some(Value::Text(field, _)) = self.form.entry_mut("body").map(|it| &mut it.value)
        else {
            return false;
        };
        let near = byte_of(field.text(), suggestion.anchor.start);
        // Words that were left out come back where they stood.
        let range = if from.is_empty() {
            Some(near..near)
        } else {
            nearest(field.text(), from, near)
        };
        let Some(range) = range else {
            return false;
        };
        let mut body = field.text().to_owned();
        body.replace_range(range, to);
        field.set_text(&body).is_ok()
    }

    fn untick(&mut self, id: SuggestionId, state: bool) {
        let word = id.to_string();
        if let Some(Value::Any { of, ticked, .. }) =
            self.form.entry_mut("suggestions").map(|it| &mut it.value)
            && let Some(on) = of
                .iter()
                .position(|it| it.word == word)
                .and_then(|at| ticked.get_mut(at))
        {
            *on = state;
        }
    }
}

fn ticked(form: &Form) -> Vec<SuggestionId> {
    form.ticked("suggestions")
        .into_iter()
        .filter_map(|it| it.parse().ok())
        .collect()
}

fn manuscript(form: &Form) -> Manuscript {
    Manuscript {
        title: form.text("title").to_owned(),
        body: form.untrimmed("body").to_owned(),
        classification: form
            .taken("classification")
            .and_then(from_word)
            .unwrap_or_default(),
        addressees: lines(form.text("addressees")),
        sources: lines(form.text("sources")),
    }
}

fn byte_of(text: &str, chars: u32) -> usize {
    text.char_indices()
        .nth(chars as usize)
        .map_or(text.len(), |(at, _)| at)
}

impl Part for EditorScreen {
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
        let ticks = self
            .form
            .entries
            .get(self.form.focus)
            .is_some_and(|it| it.name == "suggestions");
        match self.form.action(action) {
            Filled::Same => Vec::new(),
            Filled::Changed => {
                if ticks {
                    self.take_in(shared);
                }
                self.keep(shared)
            }
            Filled::External => {
                let tag = editor_tag(&self.form);
                let text = self
                    .form
                    .field()
                    .map(|field| field.text().to_owned())
                    .unwrap_or_default();
                vec![Effect::OpenEditor { tag, text }.into()]
            }
            Filled::Submit => self.save(shared),
        }
    }

    fn reply(
        &mut self,
        shared: &mut Shared,
        slot: Slot,
        reply: &Result<Reply, Failure>,
    ) -> Vec<Step> {
        if let (Slot::Item, Ok(Reply::Item(view))) = (slot, reply)
            && view.item.id == self.view.item.id
        {
            let before = self.view.item.version();
            self.view = view.clone();
            if let Some(now) = self.moved_on().filter(|now| *now != before) {
                shared.warn(say::moved_on(shared.lang, self.based_on, now));
            }
        }
        Vec::new()
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

    fn told(&mut self, _: &mut Shared, told: &Told) -> Vec<Step> {
        // The draft stays until the desk has the version: `forget_drafts`.
        if *told == Told::Item(SAVED.into()) {
            vec![Step::Press(Action::Back)]
        } else {
            Vec::new()
        }
    }

    fn back(&mut self, shared: &mut Shared) -> Option<Vec<Step>> {
        if shared.said.is_none() && shared.draft(&self.form.draft).is_some() {
            shared.say(tui_frame::DRAFT_KEPT.get(shared.lang));
        }
        None
    }

    fn hints(&self, _: &Shared) -> Vec<Action> {
        ask::form_hints(&self.form)
    }
}
