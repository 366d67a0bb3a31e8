//! One item: its text on one side; claims, talk, versions, history, checklists and the submissions as received on the
//! other.
//!
//! The two sides move together: the next claim takes the text to its words, and moving in the text takes the claims to
//! the nearest. Everything is held by identity or by a place in the text, never by a row, so that a live update leaves
//! the reader where they were. Reading asks for nothing and takes nothing on; what may be done is the server's to say
//! (`can.rs`). `moving.rs` moves, `acting.rs` knows which action asks for what, and the files beside how it is asked.

mod acting;
pub mod ask;
pub mod can;
pub mod claims;
pub mod evidence;
pub mod marks;
mod moving;
pub mod people;
pub mod reading;
pub mod side;
pub mod sign_off;
pub mod talk;
pub mod talking;
pub mod verdict;

#[cfg(test)]
pub mod sample;
#[cfg(test)]
mod tests;

use super::acts::Target;
use super::asked::Asked;
use super::effect::{Effect, Request, Slot};
use super::history::{Events, HistoryScreen};
use super::message::{Failure, Reply};
use super::note::NoteOverlay;
use super::part::Part;
use super::shared::Shared;
use super::step::Step;
use crate::domain::id::{ClaimId, EvidenceId, ItemId};
use crate::domain::review::Manuscript;
use crate::domain::verify::{Claim, Evidence, Standing};
use crate::messages::{Lang, tui_act, tui_item as say};
use crate::tui::input::{Action, Group, Scope};
use crate::wire::item::ActReply;
use crate::wire::{ItemView, Notice};
use marks::Mark;
use reading::Reading;
use side::{Pane, Sheet};
use talk::TalkId;

/// An earlier version, read in place of the current text.
#[derive(Debug)]
pub struct Older {
    pub n: u32,
    /// `None` until it is here.
    pub text: Option<Box<Manuscript>>,
    asked: Asked,
}

/// The screen of one item.
#[derive(Debug)]
pub struct ItemScreen {
    pub id: ItemId,
    pub view: Option<Box<ItemView>>,
    /// Why the item is not here.
    pub failed: Option<String>,
    /// To be done as soon as the item is here.
    pub then: Option<Action>,
    pub reading: Reading,
    /// What is attached to the words of the text that is shown.
    pub marks: Vec<Mark>,
    pub older: Option<Older>,
    pub pane: Pane,
    /// The text has the keys, not the pane beside it.
    pub on_text: bool,
    /// The side that has the keys takes the whole width.
    pub widened: bool,
    pub claim: Option<ClaimId>,
    /// The column of the matrix.
    pub column: Option<EvidenceId>,
    /// Contradicting answers stand side by side instead of the matrix.
    pub conflict: bool,
    pub talk: Option<TalkId>,
    pub version: Option<u32>,
    pub events: Events,
    pub original: Reading,
    pub original_n: usize,
    pub sheet: Sheet,
}

impl ItemScreen {
    /// Opens an item; `then` is done once it is here, as when a verdict was begun in the queue.
    pub fn open(id: ItemId, then: Option<Action>, shared: &mut Shared) -> (Self, Effect) {
        let fetch = shared.fetch(Slot::Item, Request::Item(id));
        let screen = ItemScreen {
            id,
            view: None,
            failed: None,
            then,
            reading: Reading::new(""),
            marks: Vec::new(),
            older: None,
            pane: Pane::Claims,
            on_text: true,
            widened: false,
            claim: None,
            column: None,
            conflict: false,
            talk: None,
            version: None,
            events: Events::of(id),
            original: Reading::new(""),
            original_n: 0,
            sheet: Sheet::default(),
        };
        (screen, fetch)
    }

    fn fetch(&self, shared: &mut Shared) -> Step {
        shared.fetch(Slot::Item, Request::Item(self.id)).into()
    }

    // ── what is shown

    /// The claim under the eye.
    pub fn claim(&self) -> Option<&Claim> {
        self.view.as_deref()?.item.claim(self.claim?)
    }

    /// The column of the matrix that is chosen, the first if none was.
    pub fn evidence(&self) -> Option<&Evidence> {
        let all = &self.claim()?.evidence;
        self.column
            .and_then(|id| all.iter().find(|it| it.id == id))
            .or_else(|| all.first())
    }

    /// What was said that is under the eye, the first of the list if nothing was chosen.
    pub fn talk_id(&self) -> Option<TalkId> {
        let all = talk::list(&self.view.as_deref()?.item);
        self.talk
            .filter(|id| all.contains(id))
            .or_else(|| all.first().copied())
    }

    /// The version chosen in the list, the current one if none was.
    pub fn version(&self) -> u32 {
        let current = self.view.as_deref().map_or(0, |view| view.item.version());
        self.version
            .filter(|n| *n >= 1 && *n <= current)
            .unwrap_or(current)
    }

    /// The number of the version whose text is shown.
    pub fn shown_version(&self) -> u32 {
        self.older.as_ref().map_or_else(
            || self.view.as_deref().map_or(0, |view| view.item.version()),
            |it| it.n,
        )
    }

    /// That an act on words wants the current text, while an older one is shown.
    pub fn older_text(&self, lang: Lang) -> Option<String> {
        self.older.as_ref().map(|it| say::older_text(lang, it.n))
    }

    fn set_view(&mut self, view: ItemView) {
        let old = self
            .view
            .as_deref()
            .map(|view| view.manuscript.body.as_str());
        if self.older.is_none() && old != Some(view.manuscript.body.as_str()) {
            let caret = old.map_or(0, |old| {
                moved(old, &view.manuscript.body, self.reading.caret())
            });
            self.reading.set_text(&view.manuscript.body, caret);
        }
        self.marks = match &self.older {
            None => marks::marks(&view.item, &view.manuscript.body),
            Some(_) => Vec::new(),
        };
        let lost = self.claim.is_none_or(|id| view.item.claim(id).is_none());
        if lost {
            self.claim = first_to_look_at(&view);
            self.column = None;
        }
        self.original_n = self
            .original_n
            .min(view.submissions.len().saturating_sub(1));
        if let Some(submission) = view.submissions.get(self.original_n)
            && self.original.text() != submission.body
        {
            self.original.set_text(&submission.body, 0);
        }
        self.failed = None;
        self.view = Some(Box::new(view));
    }
}

/// Where a reader at `caret` of an old text is in the new one: at the same words if they are still there.
fn moved(old: &str, new: &str, caret: usize) -> usize {
    const WORDS: usize = 12;
    let here: String = old
        .get(caret..)
        .unwrap_or_default()
        .chars()
        .take(WORDS)
        .collect();
    marks::nearest(new, &here, caret).map_or(caret.min(new.len()), |range| range.start)
}

/// The claim to look at first: a contradiction, else one that is open, else the first.
fn first_to_look_at(view: &ItemView) -> Option<ClaimId> {
    let with = |wanted: fn(Standing) -> bool| {
        view.standings
            .iter()
            .find(|it| wanted(it.standing))
            .map(|it| it.claim)
    };
    with(|it| it == Standing::Contradicted)
        .or_else(|| {
            with(|it| {
                matches!(
                    it,
                    Standing::Open | Standing::Checking | Standing::Inconclusive
                )
            })
        })
        .filter(|id| view.item.claim(*id).is_some())
        .or_else(|| {
            view.item
                .claims
                .iter()
                .find(|it| !it.withdrawn)
                .map(|it| it.id)
        })
}

/// That an act on an item is done on its own screen, for the screens that lie over it.
pub fn only_on_the_item(shared: &Shared, action: Action) -> Option<String> {
    let acts = matches!(
        action.spec().group,
        Group::Review | Group::Item | Group::Verify | Group::Talk | Group::Intake
    );
    acts.then(|| say::BACK_TO_THE_ITEM.get(shared.lang).to_owned())
}

impl Part for ItemScreen {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        vec![match self.pane {
            _ if self.on_text => Scope::Item,
            Pane::Claims => Scope::Verify,
            Pane::Talk => Scope::Threads,
            Pane::History => Scope::History,
            Pane::Versions | Pane::Checklist | Pane::Original => Scope::Item,
        }]
    }

    fn action(&mut self, shared: &mut Shared, action: Action) -> Vec<Step> {
        if let Some(why) = self.refuses(shared, action) {
            shared.warn(why);
            return Vec::new();
        }
        match action {
            Action::PaneClaims => return self.show(shared, Pane::Claims),
            Action::PaneThreads => return self.show(shared, Pane::Talk),
            Action::PaneVersions => return self.show(shared, Pane::Versions),
            Action::PaneHistory if self.pane == Pane::History && !self.on_text => {
                let called = self
                    .view
                    .as_deref()
                    .map(|view| Target::from(view).called())
                    .unwrap_or_default();
                let (screen, steps) = HistoryScreen::open(self.id, called, shared);
                return [Step::go(screen)].into_iter().chain(steps).collect();
            }
            Action::PaneHistory => return self.show(shared, Pane::History),
            Action::PaneChecklist => return self.show(shared, Pane::Checklist),
            Action::PaneOriginal => return self.show(shared, Pane::Original),
            Action::FlipPane => self.on_text = !self.on_text,
            Action::Widen | Action::Layout => self.widened = !self.widened,
            Action::Select if self.on_text && self.older.is_none() => {
                self.reading.toggle_selecting()
            }
            Action::Select => return self.begin_selecting(),
            // Enter ends a selection by saying what can be done with it.
            Action::Open if self.on_text && self.reading.is_selecting() => {
                shared.say(say::SELECTED_WHAT_NOW.get(shared.lang));
            }
            Action::Open if self.on_text => return self.show(shared, Pane::Claims),
            Action::NextClaim | Action::PrevClaim => {
                let steps = self.show(shared, Pane::Claims);
                self.next_claim(action == Action::NextClaim);
                return steps;
            }
            Action::ConflictView => {
                self.conflict = !self.conflict;
                self.sheet.follow();
                return self.show(shared, Pane::Claims);
            }
            Action::VersionPrev => return self.step_version(shared, false),
            Action::VersionNext => return self.step_version(shared, true),
            _ => {
                if let Some(steps) = self.on_pane(shared, action) {
                    return steps;
                }
                return self.act(shared, action);
            }
        }
        Vec::new()
    }

    fn reply(
        &mut self,
        shared: &mut Shared,
        slot: Slot,
        reply: &Result<Reply, Failure>,
    ) -> Vec<Step> {
        self.events.reply(shared, slot, reply);
        if self
            .older
            .as_ref()
            .is_some_and(|it| it.asked.is_answered(shared, slot))
        {
            match reply {
                Ok(Reply::Version(text)) => {
                    let caret = self.reading.caret();
                    let at = moved(self.reading.text(), &text.body, caret);
                    self.reading.set_text(&text.body, at);
                    if let Some(older) = &mut self.older {
                        older.text = Some(text.clone());
                    }
                }
                Ok(_) => {}
                Err(failure) => {
                    shared.failed(failure);
                    self.show_current();
                }
            }
            return Vec::new();
        }
        match (slot, reply) {
            (Slot::Item, Ok(Reply::Item(view))) if view.item.id == self.id => {
                self.set_view((**view).clone());
                match self.then.take() {
                    Some(action) => vec![Step::Press(action)],
                    None => Vec::new(),
                }
            }
            (Slot::Item, Err(failure)) if self.view.is_none() => {
                self.failed = Some(failure.sentence(shared.lang));
                Vec::new()
            }
            (Slot::Sealed, Ok(Reply::Sealed(body))) => {
                vec![Step::over(NoteOverlay::new(
                    tui_act::SEALED_NOTE,
                    body.clone(),
                ))]
            }
            (Slot::Sealed, Err(failure)) => {
                shared.failed(failure);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn notice(&mut self, shared: &mut Shared, notice: &Notice) -> Vec<Step> {
        let concerns = match notice.object_kind.as_str() {
            "item" => notice.object == self.id.to_string(),
            // Whose turn it is and what may be done can follow from these.
            "holding" | "absence" | "post" | "procedure" => true,
            _ => false,
        };
        if !concerns {
            return Vec::new();
        }
        let mut steps = vec![self.fetch(shared)];
        if self.events.known {
            steps.extend(self.events.renew(shared));
        }
        steps
    }

    fn applied(&mut self, shared: &mut Shared, reply: &ActReply) -> Vec<Step> {
        if reply.item != self.id {
            return Vec::new();
        }
        self.reading.deselect();
        let mut steps = vec![self.fetch(shared)];
        if reply.verbs.iter().any(|verb| verb == "item.revised") {
            steps.extend(super::editor::forget_drafts(shared, self.id));
        }
        steps
    }

    fn refresh(&mut self, shared: &mut Shared) -> Vec<Step> {
        let mut steps = vec![self.fetch(shared)];
        if self.events.known {
            steps.extend(self.events.renew(shared));
        }
        steps
    }

    fn back(&mut self, _: &mut Shared) -> Option<Vec<Step>> {
        if self.reading.deselect() {
            return Some(Vec::new());
        }
        if self.older.is_some() {
            self.show_current();
            return Some(Vec::new());
        }
        if std::mem::take(&mut self.conflict) || std::mem::take(&mut self.widened) {
            return Some(Vec::new());
        }
        None
    }

    fn refuses(&self, shared: &Shared, action: Action) -> Option<String> {
        can::refusal(self, shared, action)
    }

    fn hints(&self, shared: &Shared) -> Vec<Action> {
        self.keys_that_matter(shared)
    }

    fn copied(&self, _: &Shared) -> Option<String> {
        let words = self.reading.selected().map(str::to_owned);
        words.or_else(|| Some(Target::from(self.view.as_deref()?).called()))
    }
}
