//! The model: everything on the screen follows from it, and it changes by messages only.

use super::confirm::ConfirmOverlay;
use super::effect::{Effect, Request, Slot};
use super::help::HelpOverlay;
use super::label::Label;
use super::login::LoginScreen;
use super::message::{Failure, Message, Reply};
use super::note::NoteOverlay;
use super::number::{NumberOverlay, Wanted};
use super::outbox::OutboxScreen;
use super::overlay::Overlay;
use super::palette::PaletteOverlay;
use super::part::Part;
use super::posts::PostsScreen;
use super::queue::{QueueScreen, Tab};
use super::screen::Screen;
use super::shared::{Done, Line, OutboxEntry, OutboxState, Said, Shared};
use super::step::Step;
use super::typing::{self, Typed};
use super::{acts, submission::SubmissionScreen};
use crate::domain::item::Stage;
use crate::domain::moment::Moment;
use crate::domain::report::Urgency;
use crate::messages::{Phrase, tui_frame as say};
use crate::tui::input::dispatch::{Continuation, Dispatcher, Outcome};
use crate::tui::input::key::Key;
use crate::tui::input::{Action, Keymap, Scope};
use crate::wire::item::ActReply;
use crate::wire::{Counts, ItemCommand, Notice};
use std::collections::VecDeque;

/// How long notices are gathered before counts or roster are asked for again, in milliseconds.
const GATHER: i64 = 400;
/// Screens that can lie on one another.
const DEEPEST: usize = 20;
const MINUTE: i64 = 60_000;
/// The place of whatever is in front.
const FRONT: usize = usize::MAX;

/// The whole program.
#[derive(Debug)]
pub struct Model {
    pub shared: Shared,
    pub keymap: Keymap,
    dispatch: Dispatcher,
    /// The keys that can follow the sequence begun.
    pub pending: Vec<Continuation>,
    /// The one in front is last; never empty.
    pub screens: Vec<Screen>,
    pub overlays: Vec<Overlay>,
    /// So many of the overlays lie under the log-in screen, and come back with what they belong to.
    covered: usize,
    /// Something visible changed since the last frame.
    pub dirty: bool,
    /// What is to be asked for again, and when.
    wants_counts: Option<Moment>,
    wants_roster: Option<Moment>,
    minute: i64,
    /// What was last cut, copied or cleared in a field.
    register: String,
}

/// Where a step comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    Screen(usize),
    Overlay(usize),
    Model,
}

impl Model {
    /// With nothing known yet. `shared` brings language and size.
    pub fn new(keymap: Keymap, shared: Shared) -> Self {
        Model {
            shared,
            keymap,
            dispatch: Dispatcher::default(),
            pending: Vec::new(),
            screens: vec![QueueScreen::new().into()],
            overlays: Vec::new(),
            covered: 0,
            dirty: true,
            wants_counts: None,
            wants_roster: None,
            minute: 0,
            register: String::new(),
        }
    }

    /// Asks for what the first screen shows; without a token, for name and password.
    pub fn start(&mut self, login: &str, signed_in: bool) -> Vec<Effect> {
        if signed_in {
            return self.ask_for_everything();
        }
        self.screens
            .push(LoginScreen::new(login, say::LOGIN_FIRST, &self.shared).into());
        Vec::new()
    }

    fn ask_for_everything(&mut self) -> Vec<Effect> {
        let mut effects: Vec<Effect> = [
            (Slot::Me, Request::Me),
            (Slot::Roster, Request::Roster),
            (Slot::Counts, Request::Counts),
        ]
        .into_iter()
        .map(|(slot, request)| self.shared.fetch(slot, request))
        .collect();
        effects.extend(self.each(|part, shared| part.refresh(shared)));
        effects
    }

    /// What happens, and what is to be done about it.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        self.dirty |= !matches!(message, Message::Clock(_));
        match message {
            Message::Key(key) => self.key(key),
            Message::Paste(text) => self.paste(&text),
            Message::Resize { width, height } => {
                (self.shared.width, self.shared.height) = (width, height);
                Vec::new()
            }
            Message::Reply {
                slot,
                generation,
                reply,
            } => self.reply(slot, generation, reply),
            Message::Notice(notice) => self.notice(&notice),
            Message::Line(line) => self.line(line),
            Message::Outbox(entries) => self.outbox(entries),
            Message::Applied {
                key,
                title,
                word,
                reply,
            } => self.applied(&key, title, word, &reply),
            Message::Edited { tag, text } => {
                self.each(|part, shared| part.edited(shared, &tag, &text))
            }
            Message::Copied(sentence) => {
                self.shared.say(sentence);
                Vec::new()
            }
            Message::Drafts(drafts) => {
                self.shared.add_drafts(drafts);
                Vec::new()
            }
            Message::Remembered { name, value } => {
                self.remembered(&name, &value);
                Vec::new()
            }
            Message::Missed => self.ask_for_everything(),
            Message::SignedOut => {
                self.sign_in_again();
                Vec::new()
            }
            Message::LoggedOut => {
                self.log_out();
                Vec::new()
            }
            Message::Alarm { acts } => self.alarm(acts),
            Message::Trouble(sentence) => {
                self.shared.warn(sentence);
                Vec::new()
            }
            Message::Clock(now) => self.clock(now),
        }
    }

    // ── keys

    /// The overlays that can be seen, the one in front last.
    pub fn visible_overlays(&self) -> &[Overlay] {
        self.overlays.get(self.covered..).unwrap_or_default()
    }

    /// What has the keys.
    pub fn front(&self) -> Option<&dyn Part> {
        let overlay = self.visible_overlays().last().map(Overlay::as_part);
        overlay.or_else(|| self.screens.last().map(Screen::as_part))
    }

    fn front_mut(&mut self) -> Option<(From, &mut dyn Part, &mut Shared)> {
        let shared = &mut self.shared;
        if let Some(overlay) = self
            .overlays
            .get_mut(self.covered..)
            .and_then(<[Overlay]>::last_mut)
        {
            return Some((From::Overlay(FRONT), overlay.part(), shared));
        }
        let screen = self.screens.last_mut()?;
        Some((From::Screen(FRONT), screen.part(), shared))
    }

    /// The scopes of what has the keys, innermost last.
    pub fn stack(&self) -> Vec<Scope> {
        self.front()
            .map(|part| part.scopes(&self.shared))
            .unwrap_or_default()
    }

    /// The keys of the sequence begun.
    pub fn begun(&self) -> &[Key] {
        self.dispatch.begun()
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        self.shared.said = None;
        self.pending.clear();
        let stack = self.stack();
        match self.dispatch.feed(&self.keymap, key, &stack) {
            Outcome::Action(action) => self.press(action),
            Outcome::Pending(continuations) => {
                self.pending = continuations;
                Vec::new()
            }
            Outcome::Insert(c) => self.write(|field| typing::insert(field, c)),
            Outcome::Cancelled => Vec::new(),
            Outcome::Unbound(keys) => {
                let help = self.keymap.hint(Action::Help, &stack).unwrap_or_default();
                self.shared
                    .say(say::unbound(self.shared.lang, Key::spell(&keys), help));
                Vec::new()
            }
        }
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        self.shared.said = None;
        self.dispatch.reset();
        self.pending.clear();
        self.write(|field| typing::paste(field, text))
    }

    /// Writes into the field that is typed into; without one, a paste is not an accident to act on.
    fn write(&mut self, write: impl FnOnce(&mut crate::tui::field::Field) -> Typed) -> Vec<Effect> {
        let Some((from, part, shared)) = self.front_mut() else {
            return Vec::new();
        };
        let Some(field) = part.field() else {
            shared.say(say::NOWHERE_TO_PASTE.get(shared.lang));
            return Vec::new();
        };
        let steps = match write(field) {
            Typed::Changed => part.typed(shared),
            Typed::Full => {
                shared.warn(say::TEXT_TOO_LONG.get(shared.lang));
                Vec::new()
            }
            Typed::Same | Typed::Other => Vec::new(),
        };
        self.take(from, steps)
    }

    /// An action, by key or from the palette.
    fn press(&mut self, action: Action) -> Vec<Effect> {
        let mut register = std::mem::take(&mut self.register);
        let typed = self
            .front_mut()
            .and_then(|(_, part, _)| {
                part.field()
                    .map(|field| typing::act(field, action, &mut register))
            })
            .unwrap_or(Typed::Other);
        let to_terminal =
            matches!(action, Action::TextCopy | Action::TextCut) && typed != Typed::Other;
        let copied = (to_terminal && !register.is_empty()).then(|| Effect::Copy(register.clone()));
        self.register = register;
        if typed != Typed::Other {
            let mut effects = self.write(|_| typed);
            effects.extend(copied);
            return effects;
        }
        match action {
            Action::Back => self.back(),
            Action::Quit => self.quit(),
            Action::Help => self.over(HelpOverlay::new(self.stack())),
            Action::Palette => {
                let open = self
                    .front()
                    .map(|part| PaletteOverlay::open(part, &self.shared));
                open.map(|palette| self.over(palette)).unwrap_or_default()
            }
            Action::Language => self.switch_language(),
            Action::Redraw => vec![Effect::Redraw],
            Action::Refresh => {
                self.shared.say(say::REFRESHING.get(self.shared.lang));
                self.ask_for_everything()
            }
            Action::Undo => self.undo(),
            Action::Notices => self.heard(),
            Action::LogOut => self.ask(say::LOG_OUT, say::LOG_OUT_QUESTION, Effect::LogOut),
            Action::GoQueue => self.take(From::Model, vec![Step::Home]),
            Action::GoIntake => {
                let mut effects = self.take(From::Model, vec![Step::Home]);
                if let Some(Screen::Queue(queue)) = self.screens.first_mut() {
                    let steps = queue.go_to(&mut self.shared, &Tab::Stage(Stage::Triage));
                    effects.extend(self.take(From::Screen(0), steps));
                }
                effects
            }
            Action::GoOutbox => self.go(OutboxScreen::default()),
            Action::GoPosts => self.go(PostsScreen::default()),
            Action::Jump => self.over(NumberOverlay::new(Wanted::Open)),
            Action::NewSubmission => {
                let screen = SubmissionScreen::open(&mut self.shared);
                self.go(screen)
            }
            Action::Copy => {
                let copied = self.front().and_then(|part| part.copied(&self.shared));
                match copied {
                    Some(text) => vec![Effect::Copy(text)],
                    None => {
                        self.shared.warn(say::NOTHING_TO_COPY.get(self.shared.lang));
                        Vec::new()
                    }
                }
            }
            other => {
                let Some((from, part, shared)) = self.front_mut() else {
                    return Vec::new();
                };
                let steps = part.action(shared, other);
                self.take(from, steps)
            }
        }
    }

    fn over(&mut self, overlay: impl Into<Overlay>) -> Vec<Effect> {
        self.take(From::Model, vec![Step::over(overlay)])
    }

    fn go(&mut self, screen: impl Into<Screen>) -> Vec<Effect> {
        self.take(From::Model, vec![Step::go(screen)])
    }

    fn ask(&mut self, title: Phrase, question: impl Into<Label>, yes: Effect) -> Vec<Effect> {
        self.over(ConfirmOverlay::new(title, question, vec![yes.into()]))
    }

    fn back(&mut self) -> Vec<Effect> {
        let Some((from, part, shared)) = self.front_mut() else {
            return Vec::new();
        };
        let steps = part.back(shared).unwrap_or_else(|| vec![Step::Back]);
        self.take(from, steps)
    }

    fn quit(&mut self) -> Vec<Effect> {
        let waiting = self.shared.outbox.len();
        if waiting == 0 {
            return vec![Effect::Quit];
        }
        let question = Label::Text(say::quit_question(self.shared.lang, waiting));
        self.ask(say::QUIT, question, Effect::Quit)
    }

    fn switch_language(&mut self) -> Vec<Effect> {
        let lang = self.shared.lang.other();
        self.shared.lang = lang;
        let mut effects = vec![
            Effect::Language(lang),
            Effect::Remember {
                name: "lang",
                value: lang.tag().into(),
            },
        ];
        // Sentences made by the server come in the other language now.
        if self.shared.me.is_some() {
            effects.extend(self.each(|part, shared| part.refresh(shared)));
        }
        effects
    }

    /// Takes back the last act: one that is still unsent by not sending it, one that was applied by the command for it.
    fn undo(&mut self) -> Vec<Effect> {
        let lang = self.shared.lang;
        let last_unsent = self
            .shared
            .outbox
            .iter()
            .filter(|entry| entry.state == OutboxState::Unsent)
            .max_by_key(|entry| entry.written_at);
        if let Some(entry) = last_unsent {
            let question = say::undo_unsent(lang, say::command(lang, &entry.word), &entry.title);
            let key = entry.key.clone();
            return self.ask(say::UNDO, Label::Text(question), Effect::Discard { key });
        }
        let Some(done) = self.shared.done.last().cloned() else {
            self.shared.warn(say::NOTHING_TO_UNDO.get(lang));
            return Vec::new();
        };
        let question = say::undo_question(lang, say::command(lang, &done.word), &done.title);
        let act = Effect::Act {
            item: done.item,
            rev: done.rev,
            version: 0,
            title: done.title,
            urgency: Urgency::default(),
            command: ItemCommand::Undo,
        };
        self.ask(say::UNDO, Label::Text(question), act)
    }

    /// What the last line said lately, the newest first.
    fn heard(&mut self) -> Vec<Effect> {
        let lang = self.shared.lang;
        let line =
            |(at, said): &(Moment, Said)| format!("{}  {}", self.shared.when(*at), said.text);
        let mut lines: Vec<String> = self.shared.heard.iter().rev().map(line).collect();
        if lines.is_empty() {
            lines.push(say::NOTHING_HEARD.get(lang).to_owned());
        }
        self.over(NoteOverlay::new(say::HEARD, lines.join("\n")))
    }

    // ── what comes from outside

    fn reply(&mut self, slot: Slot, generation: u64, reply: Result<Reply, Failure>) -> Vec<Effect> {
        if !self.shared.is_current(slot, generation) {
            return Vec::new();
        }
        let mut effects = Vec::new();
        match &reply {
            Ok(Reply::Me(me)) => self.shared.me = Some((**me).clone()),
            Ok(Reply::Roster(roster)) => self.shared.set_roster((**roster).clone()),
            Ok(Reply::Counts(counts)) => effects.extend(self.counts(counts)),
            Err(Failure::SignedOut) => {
                self.sign_in_again();
                return effects;
            }
            _ => {}
        }
        let logged_in = match &reply {
            Ok(Reply::LoggedIn(login)) => Some(login.me.clone()),
            _ => None,
        };
        let other = |me: &crate::wire::people::Me| {
            self.shared
                .me
                .as_ref()
                .is_some_and(|before| before.person.id != me.person.id)
        };
        if logged_in.as_ref().is_some_and(other) {
            // What somebody else had open is none of this person's business.
            self.forget_person();
        }
        effects.extend(self.each(|part, shared| part.reply(shared, slot, &reply)));
        if let Some(me) = logged_in {
            self.shared.me = Some(me);
            effects.extend(self.ask_for_everything());
        }
        effects
    }

    fn sign_in_again(&mut self) {
        if !matches!(self.screens.last(), Some(Screen::Login(_))) {
            let login = self
                .shared
                .me
                .as_ref()
                .map(|me| me.person.login.clone())
                .unwrap_or_default();
            self.covered = self.overlays.len();
            self.screens
                .push(LoginScreen::new(&login, say::SIGNED_OUT, &self.shared).into());
        }
    }

    /// Nothing of this person stays on the screen.
    fn log_out(&mut self) {
        let login = self
            .shared
            .me
            .as_ref()
            .map(|me| me.person.login.clone())
            .unwrap_or_default();
        self.forget_person();
        self.screens
            .push(LoginScreen::new(&login, say::LOGIN_FIRST, &self.shared).into());
    }

    fn forget_person(&mut self) {
        self.shared.forget_person();
        self.clear_overlays();
        let mut queue = QueueScreen::new();
        if let Some(Screen::Queue(before)) = self.screens.first() {
            (queue.preview, queue.stacked) = (before.preview, before.stacked);
        }
        self.screens = vec![queue.into()];
    }

    /// Pressing acts have waited too long for the line: the telephone is quicker (invariant 83).
    fn alarm(&mut self, acts: usize) -> Vec<Effect> {
        let rings = acts > self.shared.alarm;
        self.shared.alarm = acts;
        let sentence = say::alarm(self.shared.lang, acts);
        if rings {
            vec![Effect::Alert(sentence)]
        } else {
            Vec::new()
        }
    }

    /// More urgent than before: call whoever looks elsewhere.
    fn counts(&mut self, counts: &Counts) -> Option<Effect> {
        let before = self.shared.counts.critical;
        let known = !self.shared.counts.stages.is_empty();
        self.shared.counts = counts.clone();
        let more = known && counts.critical > before;
        more.then(|| Effect::Alert(say::critical_came(self.shared.lang, counts.critical)))
    }

    fn notice(&mut self, notice: &Notice) -> Vec<Effect> {
        let at = self.shared.now.plus_millis(GATHER);
        let wanted = if notice.object_kind == "item" {
            &mut self.wants_counts
        } else {
            &mut self.wants_roster
        };
        let wake = wanted.is_none().then(|| Effect::WakeAt(at.millis()));
        wanted.get_or_insert(at);
        let mut effects: Vec<Effect> = wake.into_iter().collect();
        effects.extend(self.each(|part, shared| part.notice(shared, notice)));
        effects
    }

    fn line(&mut self, line: Line) -> Vec<Effect> {
        let before = std::mem::replace(&mut self.shared.line, line);
        let was_lost = matches!(before, Line::Reconnecting | Line::Offline);
        let never_asked = self.shared.me.is_none() || self.shared.roster.is_none();
        let signed_out = matches!(self.screens.last(), Some(Screen::Login(_)));
        if line == Line::Live && (was_lost || never_asked) && !signed_out {
            self.ask_for_everything()
        } else {
            Vec::new()
        }
    }

    fn outbox(&mut self, entries: Vec<OutboxEntry>) -> Vec<Effect> {
        let was_stopped = |entry: &OutboxEntry| {
            self.shared
                .outbox
                .iter()
                .any(|old| old.key == entry.key && old.state.is_stopped())
        };
        let newly = entries
            .iter()
            .rfind(|entry| entry.state.is_stopped() && !was_stopped(entry));
        if let Some(entry) = newly {
            let lang = self.shared.lang;
            let act = say::verb_and_item(lang, say::command(lang, &entry.word), &entry.title);
            let line = entry.state.sentence(lang);
            self.shared.warn(say::stopped(lang, act, line));
        }
        self.shared.outbox = entries;
        Vec::new()
    }

    fn applied(&mut self, key: &str, title: String, word: String, reply: &ActReply) -> Vec<Effect> {
        self.shared.outbox.retain(|entry| entry.key != key);
        let lang = self.shared.lang;
        if self.shared.said.as_ref().is_none_or(|said| !said.bad) {
            let act = say::verb_and_item(lang, say::command(lang, &word), &title);
            self.shared
                .say(say::applied(lang, act, self.shared.stage(&reply.stage)));
        }
        self.shared.add_done(Done {
            item: reply.item,
            title,
            word,
            rev: reply.rev,
        });
        let at = self.shared.now.plus_millis(GATHER);
        let wake = self
            .wants_counts
            .is_none()
            .then(|| Effect::WakeAt(at.millis()));
        self.wants_counts.get_or_insert(at);
        let mut effects: Vec<Effect> = wake.into_iter().collect();
        effects.extend(self.each(|part, shared| part.applied(shared, reply)));
        effects
    }

    fn remembered(&mut self, name: &str, value: &str) {
        match (name, value) {
            ("preview", value) => {
                if let Some(Screen::Queue(queue)) = self.screens.first_mut() {
                    queue.preview = value != "off";
                }
            }
            ("layout", value) => {
                if let Some(Screen::Queue(queue)) = self.screens.first_mut() {
                    queue.stacked = value == "stacked";
                }
            }
            _ => {}
        }
    }

    fn clock(&mut self, now: Moment) -> Vec<Effect> {
        self.shared.now = now;
        let mut effects = Vec::new();
        let minute = now.millis().div_euclid(MINUTE);
        if minute != self.minute {
            self.minute = minute;
            self.dirty = true;
            effects.push(Effect::WakeAt((minute + 1) * MINUTE));
        }
        if self.wants_counts.is_some_and(|at| at <= now) {
            self.wants_counts = None;
            effects.push(self.shared.fetch(Slot::Counts, Request::Counts));
        }
        if self.wants_roster.is_some_and(|at| at <= now) {
            self.wants_roster = None;
            effects.push(self.shared.fetch(Slot::Roster, Request::Roster));
            effects.push(self.shared.fetch(Slot::Me, Request::Me));
        }
        effects.extend(self.each(|part, shared| part.clock(shared)));
        effects
    }

    // ── steps

    /// Asks every screen and overlay, and takes the steps that follow.
    fn each(
        &mut self,
        mut ask: impl FnMut(&mut dyn Part, &mut Shared) -> Vec<Step>,
    ) -> Vec<Effect> {
        let mut answers = Vec::new();
        for (at, screen) in self.screens.iter_mut().enumerate() {
            answers.push((From::Screen(at), ask(screen.part(), &mut self.shared)));
        }
        for (at, overlay) in self.overlays.iter_mut().enumerate() {
            answers.push((From::Overlay(at), ask(overlay.part(), &mut self.shared)));
        }
        // From the top down, so that leaving one does not move those that have not had their turn.
        answers
            .into_iter()
            .rev()
            .flat_map(|(from, steps)| self.take(from, steps))
            .collect()
    }

    fn take(&mut self, from: From, steps: Vec<Step>) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut queue: VecDeque<Step> = steps.into();
        while let Some(step) = queue.pop_front() {
            let more = match step {
                Step::Do(effect) => {
                    effects.push(effect);
                    Vec::new()
                }
                Step::Go(screen) => {
                    self.clear_overlays();
                    self.push(*screen)
                }
                Step::Over(overlay) => {
                    self.overlays.push(*overlay);
                    self.overlays
                        .last_mut()
                        .map(|it| it.part().entered(&mut self.shared))
                        .unwrap_or_default()
                }
                Step::Close => {
                    self.close(from);
                    Vec::new()
                }
                Step::Back => match from {
                    From::Overlay(_) => {
                        self.close(from);
                        Vec::new()
                    }
                    From::Screen(at) => self.leave(at),
                    From::Model => self.leave(FRONT),
                },
                Step::Home => {
                    self.clear_overlays();
                    let was_deep = self.screens.len() > 1;
                    self.screens.truncate(1);
                    if was_deep { self.entered() } else { Vec::new() }
                }
                Step::Tell(told) => self
                    .screens
                    .last_mut()
                    .map(|it| it.part().told(&mut self.shared, &told))
                    .unwrap_or_default(),
                Step::Give { targets, command } => acts::give(&mut self.shared, targets, command),
                Step::Press(action) => {
                    effects.extend(self.press(action));
                    Vec::new()
                }
            };
            // What follows from a step comes before the steps after it.
            for step in more.into_iter().rev() {
                queue.push_front(step);
            }
        }
        effects
    }

    fn clear_overlays(&mut self) {
        self.overlays.clear();
        self.covered = 0;
    }

    fn close(&mut self, from: From) {
        match from {
            From::Overlay(at) if at < self.overlays.len() => drop(self.overlays.remove(at)),
            From::Overlay(_) => drop(self.overlays.pop()),
            From::Screen(_) | From::Model => {}
        }
        self.dispatch.reset();
    }

    /// A screen on top. A second one of a kind that has no subject of its own takes the place of the first.
    fn push(&mut self, screen: Screen) -> Vec<Step> {
        let again = matches!(
            (&screen, self.screens.last()),
            (Screen::Outbox(_), Some(Screen::Outbox(_)))
                | (Screen::Posts(_), Some(Screen::Posts(_)))
                | (Screen::Submission(_), Some(Screen::Submission(_)))
        );
        if again {
            return Vec::new();
        }
        if self.screens.len() >= DEEPEST {
            self.screens.remove(1);
        }
        self.screens.push(screen);
        self.entered()
    }

    fn leave(&mut self, at: usize) -> Vec<Step> {
        if self.screens.len() <= 1 {
            let stack = self.stack();
            if let Some(quit) = self.keymap.hint(Action::Quit, &stack) {
                self.shared.say(say::quit_with(self.shared.lang, quit));
            }
            return Vec::new();
        }
        if at > 0 && at < self.screens.len() - 1 {
            self.screens.remove(at);
            return Vec::new();
        }
        if matches!(self.screens.pop(), Some(Screen::Login(_))) {
            self.covered = 0;
        }
        self.entered()
    }

    fn entered(&mut self) -> Vec<Step> {
        self.dispatch.reset();
        self.screens
            .last_mut()
            .map(|screen| screen.part().entered(&mut self.shared))
            .unwrap_or_default()
    }
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
