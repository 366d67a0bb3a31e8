//! Two versions side by side, compared by characters. Either side can be any version.

use super::acts::Target;
use super::asked::Asked;
use super::comparison::{Comparison, whole};
use super::effect::{Request, Slot};
use super::message::{Failure, Reply};
use super::part::Part;
use super::shared::Shared;
use super::step::Step;
use crate::domain::id::ItemId;
use crate::domain::review::Manuscript;
use crate::messages::{Lang, tui_write as say};
use crate::tui::input::{Action, Scope};
use crate::wire::ItemView;
use std::cell::{Cell, RefCell};

/// One side of the comparison.
#[derive(Debug, Clone)]
pub struct Side {
    /// The version; `None` for a text that is no version yet: what is being written.
    pub n: Option<u32>,
    /// `None` until it is here.
    pub text: Option<Manuscript>,
    asked: Option<Asked>,
}

impl Side {
    fn known(n: u32, text: Manuscript) -> Self {
        Side {
            n: Some(n),
            text: Some(text),
            asked: None,
        }
    }

    fn is_answered(&self, shared: &Shared, slot: Slot) -> bool {
        self.asked
            .is_some_and(|asked| asked.is_answered(shared, slot))
    }

    /// What it is called.
    pub fn called(&self, lang: Lang) -> String {
        match self.n {
            Some(n) => say::version(lang, n),
            None => say::YOUR_TEXT.get(lang).to_owned(),
        }
    }
}

/// How the reader wants to move; drawing, which knows the rows, does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    Rows(isize),
    /// So many half pages.
    Halves(isize),
    First,
    Last,
    Change {
        forward: bool,
    },
}

/// The screen.
#[derive(Debug)]
pub struct DiffScreen {
    pub item: ItemId,
    /// `#12 标题`.
    pub called: String,
    /// The newest version there is.
    pub newest: u32,
    pub old: Side,
    pub new: Side,
    /// The side that `[` and `]` change is the new one.
    pub on_new: bool,
    /// Paragraphs far from a change are left out.
    pub folded: bool,
    pub comparison: Option<Comparison>,
    pub failed: Option<String>,
    /// The first visible row: item of the pane, and row in it.
    pub top: Cell<(usize, usize)>,
    /// Moves since the last drawing.
    pub wishes: RefCell<Vec<Wish>>,
    /// Language of the lines before the bodies.
    lang: Lang,
}

impl DiffScreen {
    /// Version `n` of an item with the one before it.
    pub fn open(shared: &mut Shared, view: &ItemView, n: u32) -> Vec<Step> {
        let newest = view.item.version();
        let n = n.clamp(2.min(newest), newest);
        let mut screen = DiffScreen {
            item: view.item.id,
            called: Target::from(view).called(),
            newest,
            old: Side {
                n: None,
                text: None,
                asked: None,
            },
            new: Side::known(newest, view.manuscript.clone()),
            on_new: false,
            folded: true,
            comparison: None,
            failed: None,
            top: Cell::default(),
            wishes: RefCell::default(),
            lang: shared.lang,
        };
        let mut fetches = screen.choose(shared, false, n.saturating_sub(1).max(1));
        if n != newest {
            fetches.extend(screen.choose(shared, true, n));
        }
        [Step::go(screen)].into_iter().chain(fetches).collect()
    }

    /// The current version with what is being written.
    pub fn against(shared: &Shared, view: &ItemView, mine: Manuscript) -> Step {
        let newest = view.item.version();
        let mut screen = DiffScreen {
            item: view.item.id,
            called: Target::from(view).called(),
            newest,
            old: Side::known(newest, view.manuscript.clone()),
            new: Side {
                n: None,
                text: Some(mine),
                asked: None,
            },
            on_new: false,
            folded: true,
            comparison: None,
            failed: None,
            top: Cell::default(),
            wishes: RefCell::default(),
            lang: shared.lang,
        };
        screen.compare(shared);
        Step::go(screen)
    }

    fn choose(&mut self, shared: &mut Shared, new: bool, n: u32) -> Vec<Step> {
        let slot = if new {
            Slot::VersionNew
        } else {
            Slot::VersionOld
        };
        let (asked, effect) = Asked::fetch(shared, slot, Request::Version { item: self.item, n });
        let side = Side {
            n: Some(n),
            text: None,
            asked: Some(asked),
        };
        if new {
            self.new = side;
        } else {
            self.old = side;
        }
        self.comparison = None;
        self.failed = None;
        self.top.set((0, 0));
        vec![effect.into()]
    }

    fn compare(&mut self, shared: &Shared) {
        self.lang = shared.lang;
        if let (Some(old), Some(new)) = (&self.old.text, &self.new.text) {
            self.comparison = Some(Comparison::of(
                whole(shared.lang, old),
                whole(shared.lang, new),
            ));
        }
    }

    /// The chosen side one version on or back.
    fn step(&mut self, shared: &mut Shared, newer: bool) -> Vec<Step> {
        let side = if self.on_new { &self.new } else { &self.old };
        let Some(n) = side.n else {
            shared.say(say::NOT_A_VERSION.get(shared.lang));
            return Vec::new();
        };
        let to = if newer { n + 1 } else { n.saturating_sub(1) };
        if to == 0 || to > self.newest {
            shared.say(say::no_further(shared.lang, n, self.newest));
            return Vec::new();
        }
        self.choose(shared, self.on_new, to)
    }

    fn wish(&self, wish: Wish) {
        self.wishes.borrow_mut().push(wish);
    }
}

impl Part for DiffScreen {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        vec![Scope::Diff]
    }

    fn action(&mut self, shared: &mut Shared, action: Action) -> Vec<Step> {
        if let Some(why) = self.refuses(shared, action) {
            shared.warn(why);
            return Vec::new();
        }
        match action {
            Action::MoveUp => self.wish(Wish::Rows(-1)),
            Action::MoveDown => self.wish(Wish::Rows(1)),
            Action::HalfUp => self.wish(Wish::Halves(-1)),
            Action::HalfDown => self.wish(Wish::Halves(1)),
            Action::PageUp => self.wish(Wish::Halves(-2)),
            Action::PageDown => self.wish(Wish::Halves(2)),
            Action::First => self.wish(Wish::First),
            Action::Last => self.wish(Wish::Last),
            Action::NextChange | Action::NextClaim => self.wish(Wish::Change { forward: true }),
            Action::PrevChange | Action::PrevClaim => self.wish(Wish::Change { forward: false }),
            Action::VersionPrev => return self.step(shared, false),
            Action::VersionNext => return self.step(shared, true),
            Action::FlipPane | Action::MoveLeft | Action::MoveRight => self.on_new = !self.on_new,
            Action::Widen | Action::Layout => self.folded = !self.folded,
            _ => {}
        }
        Vec::new()
    }

    fn reply(
        &mut self,
        shared: &mut Shared,
        slot: Slot,
        reply: &Result<Reply, Failure>,
    ) -> Vec<Step> {
        let for_new = self.new.is_answered(shared, slot);
        if !for_new && !self.old.is_answered(shared, slot) {
            return Vec::new();
        }
        match reply {
            Ok(Reply::Version(text)) => {
                let side = if for_new {
                    &mut self.new
                } else {
                    &mut self.old
                };
                side.text = Some((**text).clone());
                side.asked = None;
                self.compare(shared);
            }
            Ok(_) => {}
            Err(failure) => self.failed = Some(failure.sentence(shared.lang)),
        }
        Vec::new()
    }

    fn refresh(&mut self, shared: &mut Shared) -> Vec<Step> {
        if self.lang != shared.lang {
            self.compare(shared);
        }
        let mut steps = Vec::new();
        for new in [false, true] {
            let side = if new { &self.new } else { &self.old };
            if let (Some(n), None) = (side.n, &side.text) {
                steps.extend(self.choose(shared, new, n));
            }
        }
        steps
    }

    fn refuses(&self, shared: &Shared, action: Action) -> Option<String> {
        match action {
            Action::FlipPane | Action::Widen => None,
            _ => super::item::only_on_the_item(shared, action),
        }
    }

    fn hints(&self, _: &Shared) -> Vec<Action> {
        vec![
            Action::NextChange,
            Action::VersionPrev,
            Action::VersionNext,
            Action::FlipPane,
            Action::Widen,
            Action::PageDown,
            Action::Back,
        ]
    }
}
