//! Which action asks for what: the one place where the acts of an item are told apart.

use super::evidence::EvidenceOverlay;
use super::side::Pane;
use super::talk::TalkId;
use super::{ItemScreen, claims, people, sign_off, talking, verdict};
use crate::domain::item::Stage;
use crate::domain::review::Verdict;
use crate::messages::tui_item as say;
use crate::tui::app::acts::Target;
use crate::tui::app::diff::DiffScreen;
use crate::tui::app::editor::EditorScreen;
use crate::tui::app::gates::GatesOverlay;
use crate::tui::app::item_overlay::ItemOverlay;
use crate::tui::app::queue::triage_form;
use crate::tui::app::shared::Shared;
use crate::tui::app::step::Step;
use crate::tui::input::Action;
use crate::wire::{ItemCommand, ItemView};

impl ItemScreen {
    pub(super) fn act(&mut self, shared: &mut Shared, action: Action) -> Vec<Step> {
        let Some(view) = self.view.as_deref() else {
            return Vec::new();
        };
        let selection = self.reading.selection().filter(|_| self.older.is_none());
        match action {
            Action::Pass => verdict::pass(shared, view),
            Action::Return
                if matches!(
                    Stage::from_word(&view.stage),
                    Some(Stage::Triage | Stage::Drafting)
                ) =>
            {
                triage_form(shared, action, Target::from(view))
                    .into_iter()
                    .collect()
            }
            Action::Return => verdict::send_back(shared, view),
            Action::AwaitVerification => verdict::with_remark(shared, view, Verdict::Hold),
            Action::Recommend => verdict::with_remark(shared, view, Verdict::Recommend),
            Action::Ready => vec![Step::Give {
                targets: vec![Target::from(view)],
                command: ItemCommand::Ready,
            }],
            Action::Release => verdict::release(shared, view),
            Action::Retract => verdict::retract(shared, view),
            Action::SignOff => sign_off::record(shared, view),
            Action::ConfirmSignOff => sign_off::answer(shared, view, true),
            Action::DisownSignOff => sign_off::answer(shared, view, false),
            Action::NameReviewer => people::name_reviewer(shared, view),
            Action::DeclareInterest => people::declare_interest(shared, view),
            Action::SealNote => people::seal(shared, view),
            Action::ReadSealed => people::read_sealed(shared, view),
            Action::Promote
            | Action::Urgent
            | Action::Hold
            | Action::Resume
            | Action::Spike
            | Action::Unspike => triage_form(shared, action, Target::from(view))
                .into_iter()
                .collect(),
            Action::Why => {
                let (overlay, effect) = GatesOverlay::open(shared, Target::from(view), &view.stage);
                vec![Step::over(overlay), effect.into()]
            }
            Action::Object => talking::object(shared, view),
            Action::LiftObjection => {
                let chosen = match self.talk_id() {
                    Some(TalkId::Objection(id)) if self.pane == Pane::Talk => {
                        view.item.objections.iter().find(|it| it.id == id)
                    }
                    _ => None,
                };
                talking::lift(shared, view, chosen)
            }
            Action::ThreadAdd => talking::open_thread(shared, view, selection),
            Action::Suggest => match selection {
                Some(range) => talking::suggest(shared, view, range),
                None => {
                    shared.say(say::SELECT_FIRST.get(shared.lang));
                    self.begin_selecting()
                }
            },
            Action::ThreadReply | Action::ThreadResolve => self.in_thread(shared, view, action),
            Action::AcceptSuggestion | Action::DeclineSuggestion => {
                self.with_suggestion(shared, view, action)
            }
            Action::ClaimAdd => {
                let near = selection
                    .as_ref()
                    .map_or(self.reading.caret(), |range| range.start);
                let words = selection.and_then(|range| view.manuscript.body.get(range));
                claims::raise(shared, view, words, near)
            }
            Action::Edit => EditorScreen::open(shared, view, None),
            Action::EditExternal => EditorScreen::open_outside(shared, view),
            Action::Diff => DiffScreen::open(shared, view, self.version()),
            _ => self.on_claim(shared, view, action),
        }
    }

    pub(super) fn begin_selecting(&mut self) -> Vec<Step> {
        if self.older.is_some() {
            self.show_current();
        }
        self.on_text = true;
        if !self.reading.is_selecting() {
            self.reading.toggle_selecting();
        }
        Vec::new()
    }

    pub(super) fn on_claim(
        &self,
        shared: &mut Shared,
        view: &ItemView,
        action: Action,
    ) -> Vec<Step> {
        let Some(claim) = self.claim() else {
            return Vec::new();
        };
        match action {
            Action::EvidenceAdd => {
                vec![Step::over(ItemOverlay::from(EvidenceOverlay::open(
                    shared, view, claim,
                )))]
            }
            Action::Adjudicate => claims::adjudicate(shared, view, claim),
            Action::Waive => claims::waive(shared, view, claim),
            Action::SearchPrior => claims::search_prior(shared, view, claim),
            Action::CheckFigures => claims::check_figures(shared, view, claim),
            Action::ClaimWithdraw => claims::withdraw(shared, view, claim),
            Action::EvidenceRetract => match self.evidence() {
                Some(evidence) => claims::retract_evidence(shared, view, claim.id, evidence),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    pub(super) fn in_thread(&self, shared: &Shared, view: &ItemView, action: Action) -> Vec<Step> {
        let thread = match self.talk_id() {
            Some(TalkId::Thread(id)) => view.item.threads.iter().find(|it| it.id == id),
            _ => None,
        };
        match (thread, action) {
            (Some(thread), Action::ThreadReply) => talking::reply(shared, view, thread),
            (Some(thread), _) => talking::resolve(view, thread),
            (None, _) => Vec::new(),
        }
    }

    pub(super) fn with_suggestion(
        &self,
        shared: &mut Shared,
        view: &ItemView,
        action: Action,
    ) -> Vec<Step> {
        let suggestion = match self.talk_id() {
            Some(TalkId::Suggestion(id)) => view.item.suggestions.iter().find(|it| it.id == id),
            _ => None,
        };
        match (suggestion, action) {
            (Some(it), Action::AcceptSuggestion) => EditorScreen::open(shared, view, Some(it.id)),
            (Some(it), _) => talking::decline(shared, view, it),
            (None, _) => Vec::new(),
        }
    }
}
