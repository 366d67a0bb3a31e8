//! Moving about an item: in the text, among claims, talk and versions. The two sides go together.

use super::marks::{self, Of};
use super::side::Pane;
use super::talk::{self, TalkId};
use super::{ItemScreen, Older};
use crate::domain::id::ClaimId;
use crate::messages::tui_item as say;
use crate::tui::app::asked::Asked;
use crate::tui::app::diff::DiffScreen;
use crate::tui::app::effect::{Request, Slot};
use crate::tui::app::shared::Shared;
use crate::tui::app::step::Step;
use crate::tui::input::Action;

use super::reading::Reading;

impl ItemScreen {
    /// Shows a pane and gives it the keys.
    pub(super) fn show(&mut self, shared: &mut Shared, pane: Pane) -> Vec<Step> {
        if self.pane != pane {
            self.sheet.follow();
        }
        self.pane = pane;
        self.on_text = false;
        if pane == Pane::History {
            self.events.begin(shared)
        } else {
            Vec::new()
        }
    }

    /// The claims in the order of their words, those without words last.
    pub(super) fn claims_in_order(&self) -> Vec<ClaimId> {
        let mut order: Vec<ClaimId> = self
            .marks
            .iter()
            .filter_map(|mark| match mark.of {
                Of::Claim(id) => Some(id),
                _ => None,
            })
            .collect();
        let all = self
            .view
            .iter()
            .flat_map(|view| &view.item.claims)
            .map(|it| it.id);
        for id in all {
            if !order.contains(&id) {
                order.push(id);
            }
        }
        order
    }

    pub(super) fn next_claim(&mut self, forward: bool) {
        let order = self.claims_in_order();
        let at = self
            .claim
            .and_then(|id| order.iter().position(|it| *it == id));
        let to = match at {
            None => 0,
            // Round and round: from the last to the first.
            Some(at) if forward => (at + 1) % order.len().max(1),
            Some(at) => (at + order.len().saturating_sub(1)) % order.len().max(1),
        };
        if let Some(id) = order.get(to) {
            self.look_at(*id);
        }
    }

    /// The eye on a claim; the text goes along.
    pub(super) fn look_at(&mut self, id: ClaimId) {
        self.claim = Some(id);
        self.column = None;
        self.sheet.follow();
        self.go_to(Of::Claim(id));
    }

    pub(super) fn go_to(&mut self, of: Of) {
        if let Some(mark) = self.marks.iter().find(|mark| mark.of == of) {
            self.reading.go_to(mark.range.start);
        }
    }

    /// The claims go along with the text: the eye on the nearest.
    pub(super) fn follow_text(&mut self) {
        let at = self.reading.caret();
        let claims = self.marks.iter().filter_map(|mark| match mark.of {
            Of::Claim(id) => Some((id, &mark.range)),
            _ => None,
        });
        let distance = |range: &std::ops::Range<usize>| {
            if range.contains(&at) {
                0
            } else {
                range.start.abs_diff(at).min(range.end.abs_diff(at))
            }
        };
        let nearest = claims
            .min_by_key(|(_, range)| distance(range))
            .map(|(id, _)| id);
        if nearest.is_some() && nearest != self.claim {
            self.claim = nearest;
            self.column = None;
            self.sheet.follow();
        }
    }

    pub(super) fn moved_in_text(&mut self, action: Action) -> bool {
        let moved = self.reading.act(action);
        if moved && !self.reading.is_selecting() {
            self.follow_text();
        }
        moved
    }

    pub(super) fn step_version(&mut self, shared: &mut Shared, newer: bool) -> Vec<Step> {
        let Some(current) = self.view.as_deref().map(|view| view.item.version()) else {
            return Vec::new();
        };
        let shown = self.shown_version();
        let n = if newer {
            shown + 1
        } else {
            shown.saturating_sub(1)
        };
        if n == 0 || n > current {
            shared.say(say::no_further_version(shared.lang, shown, current));
            return Vec::new();
        }
        if n == current {
            self.show_current();
            return Vec::new();
        }
        let (asked, effect) = Asked::fetch(
            shared,
            Slot::VersionOld,
            Request::Version { item: self.id, n },
        );
        self.older = Some(Older {
            n,
            text: None,
            asked,
        });
        self.marks.clear();
        vec![effect.into()]
    }

    pub(super) fn show_current(&mut self) {
        self.older = None;
        if let Some(view) = &self.view {
            let caret = self.reading.caret();
            self.reading.set_text(&view.manuscript.body, caret);
            self.marks = marks::marks(&view.item, &view.manuscript.body);
        }
    }

    /// What has the keys takes an action of moving, or of its own. `None` when it is something else.
    pub(super) fn on_pane(&mut self, shared: &mut Shared, action: Action) -> Option<Vec<Step>> {
        if self.on_text {
            return self.moved_in_text(action).then(Vec::new);
        }
        match self.pane {
            Pane::Claims => match action {
                Action::MoveUp | Action::MoveDown => self.next_claim(action == Action::MoveDown),
                Action::MoveLeft | Action::MoveRight => {
                    self.next_column(action == Action::MoveRight)
                }
                Action::Open => self.on_text = true,
                _ => return self.sheet.act(action).then(Vec::new),
            },
            Pane::Talk => match action {
                Action::MoveUp | Action::MoveDown => self.next_talk(action == Action::MoveDown),
                Action::Open => self.on_text = true,
                _ => return self.sheet.act(action).then(Vec::new),
            },
            Pane::Versions => match action {
                // The newest is at the top.
                Action::MoveUp => self.choose_version(self.version() + 1),
                Action::MoveDown => self.choose_version(self.version().saturating_sub(1)),
                Action::Open => {
                    let view = self.view.as_deref()?;
                    return Some(DiffScreen::open(shared, view, self.version()));
                }
                _ => return self.sheet.act(action).then(Vec::new),
            },
            Pane::History => return self.events.act(shared, action),
            Pane::Checklist => return self.sheet.act(action).then(Vec::new),
            Pane::Original => match action {
                Action::MoveLeft => self.next_original(false),
                Action::MoveRight => self.next_original(true),
                _ => return self.original.act(action).then(Vec::new),
            },
        }
        Some(Vec::new())
    }

    pub(super) fn next_column(&mut self, forward: bool) {
        let Some(claim) = self.claim() else {
            return;
        };
        let at = self
            .evidence()
            .and_then(|it| claim.evidence.iter().position(|other| other.id == it.id))
            .unwrap_or(0);
        let to = if forward {
            at + 1
        } else {
            at.saturating_sub(1)
        };
        let column = claim
            .evidence
            .get(to)
            .or_else(|| claim.evidence.last())
            .map(|it| it.id);
        self.column = column;
        self.sheet.follow();
    }

    pub(super) fn next_talk(&mut self, forward: bool) {
        let Some(view) = self.view.as_deref() else {
            return;
        };
        let all = talk::list(&view.item);
        let at = self
            .talk_id()
            .and_then(|id| all.iter().position(|it| *it == id))
            .unwrap_or(0);
        let to = if forward {
            (at + 1).min(all.len().saturating_sub(1))
        } else {
            at.saturating_sub(1)
        };
        self.talk = all.get(to).copied();
        self.sheet.follow();
        match self.talk {
            Some(TalkId::Thread(id)) => self.go_to(Of::Thread(id)),
            Some(TalkId::Suggestion(id)) => self.go_to(Of::Suggestion(id)),
            _ => {}
        }
    }

    pub(super) fn choose_version(&mut self, n: u32) {
        let current = self.view.as_deref().map_or(1, |view| view.item.version());
        self.version = Some(n.clamp(1, current.max(1)));
        self.sheet.follow();
    }

    pub(super) fn next_original(&mut self, forward: bool) {
        let Some(view) = self.view.as_deref() else {
            return;
        };
        let last = view.submissions.len().saturating_sub(1);
        self.original_n = if forward {
            (self.original_n + 1).min(last)
        } else {
            self.original_n.saturating_sub(1)
        };
        let body = view
            .submissions
            .get(self.original_n)
            .map_or("", |it| it.body.as_str());
        self.original = Reading::new(body);
    }
}
