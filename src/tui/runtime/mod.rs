//! The one loop: what comes from the terminal, the server, the outbox and the clock becomes messages; what the model
//! wants done is done; and once nothing waits any more, one frame is drawn if something changed.
//!
//! The model never waits. Requests run beside the loop and answer into its channel; a new request in a slot ends the
//! old one. What a person decides is in the outbox on disk before this returns to the keys, and what they type is
//! saved a quarter of a second after the last key, and at once when they leave a field, a form or the program.

mod person;
mod remember;
mod requests;

use crate::client::api::{Connect, ConnectError};
use crate::client::{Api, Place, session};
use crate::domain::moment::Moment;
use crate::messages::{Lang, terminal, tui_frame as say};
use crate::text::{Drawing, set_drawing};
use crate::tui::app::message::Reply;
use crate::tui::app::shared::Shared;
use crate::tui::app::{Effect, Message, Model, Slot};
use crate::tui::input::{Key, Keymap};
use crate::tui::term::backend::Palette;
use crate::tui::term::clipboard;
use crate::tui::term::editor::{Editor, EditorError};
use crate::tui::term::notice::Notices;
use crate::tui::term::screen::ScreenError;
use crate::tui::term::{Input, Leave, Screen, Surroundings, TermEvent};
use crate::tui::ui;
use crate::tui::ui::widgets::Theme;
use person::Person;
use remember::Remembered;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::task::AbortHandle;
use tokio::time::Instant;

/// How long typing rests before a draft is written, at most.
const DRAFT_REST: Duration = Duration::from_millis(250);
/// How long after a write a draft is made to outlast a power cut.
const SETTLE: Duration = Duration::from_secs(1);
/// Messages taken in before a frame is drawn all the same.
const AT_ONCE: usize = 500;

/// What the terminal client is started with.
#[derive(Debug)]
pub struct Start {
    /// Address of the server: `http://127.0.0.1:8080`.
    pub base_url: String,
    /// Under what name the person's files for this desk are kept: the address, or a lasting name for an embedded desk.
    pub desk: String,
    /// Who logs in; filled into the form when there is no token.
    pub login: Option<String>,
    /// A token to begin with; without one, the stored session, and without that the log-in screen.
    pub token: Option<String>,
    /// Certificates in PEM form to trust besides the system's.
    pub trusted: Option<Vec<u8>>,
    /// The language asked for; without one, that of last time, and the first time that of the environment.
    pub lang: Option<Lang>,
    pub keymap: Keymap,
    /// Problems of the person's own keymap file, which is not in force then.
    pub keymap_problems: usize,
    /// Where this person's files live.
    pub place: Place,
    /// Only ASCII for borders and signs.
    pub ascii: bool,
    /// No colours.
    pub no_color: bool,
    /// Ambiguous characters take two cells in this terminal.
    pub wide_ambiguous: bool,
    /// Bell and desktop notices.
    pub notices: Notices,
    /// How list and preview stand, `beside` or `stacked`, where the configuration says so; otherwise as last time.
    pub layout: Option<&'static str>,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The person left.
    Quit,
    /// The line or the terminal went away, or the process was asked to end. Drafts and outbox are on disk.
    Ended,
}

/// Why the terminal client could not run.
#[derive(Debug, thiserror::Error)]
pub enum TuiError {
    #[error(transparent)]
    Screen(#[from] ScreenError),
    #[error(transparent)]
    Connect(#[from] ConnectError),
    /// The keyboard cannot be listened to.
    #[error("the keyboard cannot be read: {0}")]
    Input(std::io::Error),
}

impl TuiError {
    /// What to tell the person.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            TuiError::Screen(error) => error.sentence(lang),
            TuiError::Connect(error) => error.sentence(lang),
            TuiError::Input(error) => terminal::no_terminal(lang, error),
        }
    }
}

/// Runs the terminal client until the person leaves or the terminal goes away.
///
/// # Errors
/// When there is no terminal to draw on, or the address is none. A server that cannot be reached is no error: it is
/// shown in the first line, and tried again.
pub async fn run(start: Start) -> Result<Exit, TuiError> {
    let remembered = Remembered::load(&start.place);
    let lang = start
        .lang
        .or(remembered.lang())
        .unwrap_or_else(lang_of_environment);
    let api = Api::new(Connect {
        base: start.base_url.clone(),
        lang,
        trusted: start.trusted.clone(),
        ..Connect::default()
    })?;
    let mut surroundings = Surroundings::from_env();
    if start.no_color {
        surroundings.palette = Palette::Attributes;
    }
    surroundings.ascii |= start.ascii;
    set_drawing(Drawing {
        ascii: surroundings.ascii,
        wide_ambiguous: start.wide_ambiguous,
    });
    let mut screen = Screen::open(&surroundings)?;
    let input = Input::open().map_err(TuiError::Input)?;
    let area = screen.area();
    let shared = Shared::new(lang, area.width, area.height);
    let (to_loop, messages) = mpsc::unbounded_channel();
    let runtime = Runtime {
        model: Model::new(start.keymap.clone(), shared),
        theme: Theme::new(surroundings.palette, surroundings.ascii),
        api,
        screen,
        input,
        surroundings,
        remembered,
        start,
        person: None,
        to_loop,
        messages,
        slots: HashMap::new(),
        wakes: BTreeSet::new(),
        unsaved: BTreeMap::new(),
        save_at: None,
        settle_at: None,
    };
    Ok(runtime.run().await)
}

fn lang_of_environment() -> Lang {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let tag = set("LC_ALL")
        .or_else(|| set("LC_MESSAGES"))
        .or_else(|| set("LANG"));
    Lang::from_tag(&tag.unwrap_or_default())
}

/// Everything that is not the model.
struct Runtime {
    model: Model,
    theme: Theme,
    api: Api,
    screen: Screen,
    input: Input,
    surroundings: Surroundings,
    remembered: Remembered,
    start: Start,
    /// Files, outbox and event stream of whoever is logged in.
    person: Option<Person>,
    to_loop: mpsc::UnboundedSender<Message>,
    messages: mpsc::UnboundedReceiver<Message>,
    slots: HashMap<Slot, AbortHandle>,
    /// Moments by the server's clock, in milliseconds.
    wakes: BTreeSet<i64>,
    unsaved: BTreeMap<String, String>,
    save_at: Option<Instant>,
    settle_at: Option<Instant>,
}

impl Runtime {
    async fn run(mut self) -> Exit {
        self.begin();
        let exit = loop {
            if let Some(exit) = self.take_what_waits() {
                break exit;
            }
            if self.model.dirty && !self.draw() {
                break Exit::Ended;
            }
            let next = self.next_timer();
            tokio::select! {
                biased;
                event = self.input.next() => {
                    if let Some(exit) = self.event(event) {
                        break exit;
                    }
                }
                Some(message) = self.messages.recv() => {
                    if let Some(exit) = self.message(message) {
                        break exit;
                    }
                }
                () = sleep_until(next) => {
                    if let Some(exit) = self.timer() {
                        break exit;
                    }
                }
            }
        };
        self.save();
        if let Some(person) = &self.person {
            person.settle();
        }
        exit
    }

    /// Logged in already, or not.
    fn begin(&mut self) {
        self.tick();
        let configured = self.start.layout.map(|it| ("layout".into(), it.into()));
        for (name, value) in self.remembered.all().into_iter().chain(configured) {
            let _ = self.model.update(Message::Remembered { name, value });
        }
        let mut login = self.start.login.clone().unwrap_or_default();
        let mut token = self.start.token.clone();
        if token.is_none() {
            let stored = session::load(&self.start.place, &self.start.desk, self.now());
            if let Ok(Some(stored)) = stored
                && (login.is_empty() || login == stored.login)
            {
                login = stored.login;
                token = Some(stored.token);
            }
        }
        self.api.set_token(token.as_deref());
        if token.is_some() && !login.is_empty() {
            self.meet(&login);
        }
        let effects = self.model.start(&login, token.is_some());
        let _ = self.carry_out(effects);
        if self.start.keymap_problems > 0 {
            let sentence = say::keymap_kept(self.model.shared.lang, self.start.keymap_problems);
            let _ = self.model.update(Message::Trouble(sentence));
        }
    }

    /// Takes up the files of a person and begins to listen for them. Again for the same person after a new log-in.
    fn meet(&mut self, login: &str) {
        if let Some(person) = self.person.as_mut().filter(|person| person.login == login) {
            person.signed_in(&self.api, &self.to_loop);
            return;
        }
        self.person = None;
        match Person::open(
            &self.start.place,
            &self.start.desk,
            login,
            &self.api,
            &self.to_loop,
        ) {
            Ok(person) => self.person = Some(person),
            Err(sentence) => {
                let lang = self.model.shared.lang;
                let _ = self.to_loop.send(Message::Trouble(sentence(lang)));
            }
        }
    }

    // ── what comes in

    fn take_what_waits(&mut self) -> Option<Exit> {
        for _ in 0..AT_ONCE {
            if let Some(event) = self.input.waiting() {
                if let Some(exit) = self.event(event) {
                    return Some(exit);
                }
            } else if let Ok(message) = self.messages.try_recv() {
                if let Some(exit) = self.message(message) {
                    return Some(exit);
                }
            } else {
                break;
            }
        }
        None
    }

    fn event(&mut self, event: TermEvent) -> Option<Exit> {
        match event {
            TermEvent::Key(event) => self.message(Message::Key(Key::from_event(&event)?)),
            TermEvent::Paste(text) => self.message(Message::Paste(text)),
            TermEvent::PasteTooLong => {
                let sentence = terminal::PASTE_TOO_LONG.get(self.model.shared.lang);
                self.message(Message::Trouble(sentence.to_owned()))
            }
            TermEvent::Resize(width, height) => {
                self.screen.resize(width, height);
                self.message(Message::Resize { width, height })
            }
            TermEvent::Leave(Leave::HangUp | Leave::Asked) => Some(Exit::Ended),
        }
    }

    fn message(&mut self, message: Message) -> Option<Exit> {
        self.learn(&message);
        let before = (self.model.screens.len(), self.model.overlays.len());
        let outbox_changed = matches!(message, Message::Outbox(_));
        let mut effects = self.tick();
        effects.extend(self.model.update(message));
        if outbox_changed {
            effects.extend(self.look_at_alarm());
        }
        let exit = self.carry_out(effects);
        if before != (self.model.screens.len(), self.model.overlays.len()) {
            self.save();
        }
        exit
    }

    /// Who is logged in decides whose files these are.
    fn learn(&mut self, message: &Message) {
        let Message::Reply {
            reply: Ok(reply), ..
        } = message
        else {
            return;
        };
        match reply {
            Reply::LoggedIn(login) => {
                let name = &login.me.person.login;
                let kept = session::Session {
                    login: name.clone(),
                    token: login.token.clone(),
                    expires_at: login.expires_at,
                };
                if let Err(error) = session::save(&self.start.place, &self.start.desk, &kept) {
                    let sentence = error.sentence(self.model.shared.lang);
                    let _ = self.to_loop.send(Message::Trouble(sentence));
                }
                self.meet(&name.clone());
            }
            Reply::Me(me) if self.person.is_none() => self.meet(&me.person.login.clone()),
            _ => {}
        }
    }

    // ── the clock

    /// The server's time, as far as known.
    fn now(&self) -> Moment {
        Moment::from(jiff::Timestamp::now()).plus_millis(self.api.skew_millis().unwrap_or(0))
    }

    fn tick(&mut self) -> Vec<Effect> {
        let now = self.now();
        self.model.update(Message::Clock(now))
    }

    fn next_timer(&self) -> Option<Instant> {
        let now = self.now().millis();
        let wake = self.wakes.first().map(|at| {
            let ahead = u64::try_from(at.saturating_sub(now)).unwrap_or(0);
            Instant::now() + Duration::from_millis(ahead)
        });
        let alarm = self.person.as_ref().and_then(Person::alarm_at);
        [wake, self.save_at, self.settle_at, alarm]
            .into_iter()
            .flatten()
            .min()
    }

    fn timer(&mut self) -> Option<Exit> {
        let now = self.now().millis();
        self.wakes.retain(|at| *at > now);
        if self.save_at.is_some_and(|at| at <= Instant::now()) {
            self.save();
        }
        if self.settle_at.is_some_and(|at| at <= Instant::now()) {
            self.settle_at = None;
            if let Some(person) = &self.person {
                person.settle_beside();
            }
        }
        let mut effects = self.tick();
        effects.extend(self.look_at_alarm());
        self.carry_out(effects)
    }

    fn look_at_alarm(&mut self) -> Vec<Effect> {
        match self.person.as_mut().and_then(Person::alarm) {
            Some(acts) => self.model.update(Message::Alarm { acts }),
            None => Vec::new(),
        }
    }

    // ── what goes out

    fn draw(&mut self) -> bool {
        let (model, theme) = (&self.model, &self.theme);
        let drawn = self.screen.draw(|frame| {
            let area = frame.area();
            let caret = ui::draw(model, theme, area, frame.buffer_mut());
            if let Some(caret) = caret {
                frame.set_cursor_position(caret);
            }
        });
        self.model.dirty = false;
        drawn.is_ok()
    }

    /// Writes every draft that is not on disk yet.
    fn save(&mut self) {
        self.save_at = None;
        let lang = self.model.shared.lang;
        let Some(person) = &self.person else { return };
        for (key, text) in std::mem::take(&mut self.unsaved) {
            if let Err(error) = person.save(&key, &text) {
                let sentence = say::draft_failed(lang, error.sentence(lang));
                let _ = self.to_loop.send(Message::Trouble(sentence));
                // It is tried again with the next save.
                self.unsaved.insert(key, text);
            } else {
                self.settle_at.get_or_insert(Instant::now() + SETTLE);
            }
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> Option<Exit> {
        let lang = self.model.shared.lang;
        // An act that could not be written down leaves the draft of it where it is.
        let mut act_failed = false;
        for effect in effects {
            match effect {
                Effect::Quit => return Some(Exit::Quit),
                Effect::Fetch {
                    slot,
                    generation,
                    request,
                } => {
                    let call = requests::call(self.api.clone(), request, lang);
                    let to = self.to_loop.clone();
                    let task = tokio::spawn(async move {
                        let reply = call.await;
                        // The loop may have ended.
                        let _ = to.send(Message::Reply {
                            slot,
                            generation,
                            reply,
                        });
                    });
                    if let Some(old) = self.slots.insert(slot, task.abort_handle()) {
                        old.abort();
                    }
                }
                Effect::Act { .. }
                | Effect::Resend { .. }
                | Effect::Retry { .. }
                | Effect::Discard { .. } => {
                    let done = match &self.person {
                        Some(person) => person.act(effect, self.now(), lang),
                        None => Err(say::SIGNED_OUT.get(lang).to_owned()),
                    };
                    if let Err(why) = done {
                        act_failed = true;
                        let _ = self
                            .to_loop
                            .send(Message::Trouble(say::act_failed(lang, why)));
                    }
                }
                Effect::SaveDraft { key, text } => {
                    self.unsaved.insert(key, text);
                    self.save_at = Some(Instant::now() + DRAFT_REST);
                }
                Effect::DropDraft { key } if act_failed => {
                    self.save();
                    let kept = self.person.as_ref().and_then(|person| person.draft(&key));
                    let _ = self.to_loop.send(Message::Drafts(
                        kept.map(|text| (key, text)).into_iter().collect(),
                    ));
                }
                Effect::DropDraft { key } => {
                    self.unsaved.remove(&key);
                    if let Some(person) = &self.person {
                        person.discard(&key);
                    }
                }
                Effect::OpenEditor { tag, text } => self.open_editor(tag, &text),
                Effect::Copy(text) => {
                    let screen = &mut self.screen;
                    let copied = clipboard::copy(&text, self.surroundings.multiplexer, |bytes| {
                        screen.pass(bytes)
                    });
                    let message = match copied {
                        Ok(copied) => Message::Copied(copied.sentence(lang).to_owned()),
                        Err(error) => Message::Trouble(error.sentence(lang)),
                    };
                    let _ = self.to_loop.send(message);
                }
                Effect::Alert(text) => {
                    let sequence =
                        self.start
                            .notices
                            .sequence(lang, &text, self.surroundings.multiplexer);
                    // A terminal that is gone shows itself with the next frame.
                    let _ = self.screen.pass(sequence.as_bytes());
                }
                Effect::WakeAt(at) => drop(self.wakes.insert(at)),
                Effect::Remember { name, value } => {
                    if self.remembered.set(&self.start.place, name, value).is_err() {
                        let sentence = say::REMEMBER_FAILED.get(lang).to_owned();
                        let _ = self.to_loop.send(Message::Trouble(sentence));
                    }
                }
                Effect::Language(lang) => self.api.set_lang(lang),
                Effect::Redraw => {
                    self.screen.forget();
                    self.model.dirty = true;
                }
                Effect::LogOut => self.log_out(),
            }
        }
        None
    }

    fn open_editor(&mut self, tag: String, text: &str) {
        self.save();
        let lang = self.model.shared.lang;
        let parent = self
            .start
            .place
            .state()
            .map(std::path::Path::to_owned)
            .unwrap_or_else(|_| std::env::temp_dir());
        let mut result = Err(String::new());
        let suspended = self.screen.suspend(&mut self.input, || {
            result = match Editor::find().and_then(|editor| editor.edit(text, &parent)) {
                Ok(text) => Ok(text),
                // Most people end an editor with an error to say "forget it"; what was saved by then is not thrown away.
                Err(EditorError::Failed {
                    saved: Some(saved), ..
                }) => Ok(saved),
                Err(error) => Err(error.sentence(lang)),
            };
        });
        self.model.dirty = true;
        let _ = self.to_loop.send(Message::Edited { tag, text: result });
        if let Err(error) = suspended {
            let _ = self
                .to_loop
                .send(Message::Trouble(terminal::no_terminal(lang, error)));
        }
    }

    fn log_out(&mut self) {
        self.save();
        self.person = None;
        for (_, task) in self.slots.drain() {
            task.abort();
        }
        if let Err(error) = session::forget(&self.start.place, &self.start.desk) {
            let sentence = error.sentence(self.model.shared.lang);
            let _ = self.to_loop.send(Message::Trouble(sentence));
        }
        self.start.login = None;
        let (api, to) = (self.api.clone(), self.to_loop.clone());
        tokio::spawn(async move {
            // The token is forgotten here also when the server cannot be told.
            let _ = api.logout().await;
            let _ = to.send(Message::LoggedOut);
        });
    }
}

async fn sleep_until(at: Option<Instant>) {
    match at {
        Some(at) => tokio::time::sleep_until(at).await,
        None => std::future::pending().await,
    }
}
