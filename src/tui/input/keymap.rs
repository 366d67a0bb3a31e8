//! Which keys stand for which action, read from TOML and laid over one another.
//!
//! A keymap file has a table for each scope with lines `action = ["key", "key key"]`. A file holds only what differs from
//! its base: an action it names in a table loses its former keys in that table. Every problem of a file is found in one
//! reading; with an error in it the file is refused as a whole, and the caller keeps the keymap it has.

use std::borrow::Cow;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::action::Action;
use super::dispatch::Continuation;
use super::key::Key;
use super::lint;
use super::problem::{Fault, Problem, Severity};
use super::scope::Scope;

/// A keymap that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Builtin {
    /// `keymaps/default.toml`
    #[default]
    Default,
    /// `keymaps/vim.toml`
    Vim,
    /// `keymaps/emacs.toml`
    Emacs,
}

impl Builtin {
    /// All of them.
    pub const ALL: [Builtin; 3] = [Builtin::Default, Builtin::Vim, Builtin::Emacs];

    /// Its name in a configuration and in `base = "…"`.
    pub const fn name(self) -> &'static str {
        match self {
            Builtin::Default => "default",
            Builtin::Vim => "vim",
            Builtin::Emacs => "emacs",
        }
    }

    /// The keymap of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|builtin| builtin.name() == name)
    }

    /// Its file as shipped, for printing.
    pub const fn source(self) -> &'static str {
        match self {
            Builtin::Default => include_str!("../../../keymaps/default.toml"),
            Builtin::Vim => include_str!("../../../keymaps/vim.toml"),
            Builtin::Emacs => include_str!("../../../keymaps/emacs.toml"),
        }
    }

    /// Its name as a place in a problem.
    fn file(self) -> String {
        format!("{}.toml", self.name())
    }

    /// The keymap. The shipped files are held to the lints by a test, so nothing is checked here.
    pub fn keymap(self) -> Keymap {
        let (keymap, _) = read(
            &self.file(),
            self.source(),
            Builtin::Default,
            self == Builtin::Default,
        );
        keymap
    }
}

/// Where something was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) file: Arc<str>,
    /// Line, from 1.
    pub(super) line: usize,
}

impl Origin {
    pub(super) fn problem(&self, severity: Severity, fault: Fault) -> Problem {
        Problem {
            file: self.file.to_string(),
            line: self.line,
            severity,
            fault,
        }
    }
}

/// One sequence of keys for one action in one scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Binding {
    pub(super) scope: Scope,
    pub(super) action: Action,
    pub(super) keys: Vec<Key>,
    pub(super) origin: Origin,
}

/// The keys in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    pub(super) bindings: Vec<Binding>,
    /// What a file took the keys from: `action = []`.
    pub(super) freed: Vec<(Scope, Action, Origin)>,
}

impl Default for Keymap {
    fn default() -> Self {
        Builtin::Default.keymap()
    }
}

/// A keymap read without errors, and what is worth knowing about it.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The keymap.
    pub keymap: Keymap,
    /// Only [`Severity::Note`]s, by line.
    pub notes: Vec<Problem>,
}

/// What a sequence of keys means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    Action(Action),
    Begins(Vec<Continuation>),
    Nothing,
}

impl Keymap {
    /// Reads a person's own file, called `file` in problems, laid over the keymap its `base` names or else over `under`.
    ///
    /// # Errors
    /// All problems of the file, notes included, by line.
    pub fn load(file: &str, text: &str, under: Builtin) -> Result<Loaded, Vec<Problem>> {
        let (keymap, mut problems) = read(file, text, under, false);
        // What the shipped files hide among themselves is no news to the author of this one.
        let news = |problem: &Problem| problem.severity == Severity::Error || problem.file == file;
        problems.extend(lint::lint(&keymap).into_iter().filter(news));
        problems.sort_by_key(|problem| problem.line);
        if problems
            .iter()
            .any(|problem| problem.severity == Severity::Error)
        {
            Err(problems)
        } else {
            Ok(Loaded {
                keymap,
                notes: problems,
            })
        }
    }

    /// What `keys` mean where the scopes of `chain` are in force.
    pub(super) fn meaning(&self, chain: &[Scope], keys: &[Key]) -> Meaning {
        let mut continuations: Vec<Continuation> = Vec::new();
        for scope in chain {
            for binding in self
                .bindings
                .iter()
                .filter(|binding| binding.scope == *scope)
            {
                match binding.keys.strip_prefix(keys) {
                    Some([]) => return Meaning::Action(binding.action),
                    Some([next, rest @ ..])
                        if !continuations.iter().any(|known| known.key == *next) =>
                    {
                        let action = rest.is_empty().then_some(binding.action);
                        continuations.push(Continuation { key: *next, action });
                    }
                    _ => {}
                }
            }
        }
        if continuations.is_empty() {
            Meaning::Nothing
        } else {
            Meaning::Begins(continuations)
        }
    }

    /// The keys that stand for `action` in a situation, as they are written; those an inner scope hides are left out.
    pub fn keys_for(&self, action: Action, stack: &[Scope]) -> Vec<String> {
        let chain = Scope::chain(stack);
        let typing = stack.last().is_some_and(|scope| scope.is_text());
        let mut keys: Vec<String> = Vec::new();
        for scope in &chain {
            for binding in self
                .bindings
                .iter()
                .filter(|binding| binding.scope == *scope && binding.action == action)
            {
                let typed = typing
                    && binding
                        .keys
                        .first()
                        .is_some_and(|key| key.typed().is_some());
                let spelt = Key::spell(&binding.keys);
                let reached = self.meaning(&chain, &binding.keys) == Meaning::Action(action);
                if !typed && reached && !keys.contains(&spelt) {
                    keys.push(spelt);
                }
            }
        }
        keys
    }

    /// The first of [`Self::keys_for`]: what a footer shows.
    pub fn hint(&self, action: Action, stack: &[Scope]) -> Option<String> {
        self.keys_for(action, stack).into_iter().next()
    }

    /// Every key that stands for `action` anywhere.
    pub fn all_keys(&self, action: Action) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for binding in self
            .bindings
            .iter()
            .filter(|binding| binding.action == action)
        {
            let spelt = Key::spell(&binding.keys);
            if !keys.contains(&spelt) {
                keys.push(spelt);
            }
        }
        keys
    }
}

/// Reads a file over its base. What cannot be understood is reported and left out.
fn read(file: &str, text: &str, under: Builtin, complete: bool) -> (Keymap, Vec<Problem>) {
    let mut reader = Reader {
        file: file.into(),
        text,
        problems: Vec::new(),
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        reader.report(at, Fault::Syntax(error.message().trim().replace('\n', " ")));
    }
    let table = table.into_inner();
    let base = table
        .iter()
        .find(|(name, _)| name.get_ref() == "base")
        .and_then(|(_, value)| reader.base(value));
    let mut keymap = match (complete, base.unwrap_or(under)) {
        (true, _) => Keymap {
            bindings: Vec::new(),
            freed: Vec::new(),
        },
        (false, base) => base.keymap(),
    };
    for (name, value) in in_order(&table) {
        if name.get_ref() != "base" {
            reader.scope(name, value, &mut keymap);
        }
    }
    (keymap, reader.problems)
}

/// The lines of a table as they stand in the file.
fn in_order<'t, 'i>(
    table: &'t DeTable<'i>,
) -> Vec<(&'t Spanned<Cow<'i, str>>, &'t Spanned<DeValue<'i>>)> {
    let mut lines: Vec<_> = table.iter().collect();
    lines.sort_by_key(|(name, _)| name.span().start);
    lines
}

struct Reader<'a> {
    file: Arc<str>,
    text: &'a str,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn origin(&self, at: usize) -> Origin {
        let before = self.text.as_bytes().iter().take(at);
        Origin {
            file: self.file.clone(),
            line: 1 + before.filter(|byte| **byte == b'\n').count(),
        }
    }

    fn report(&mut self, at: usize, fault: Fault) {
        self.problems
            .push(self.origin(at).problem(Severity::Error, fault));
    }

    fn base(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Builtin> {
        let name = value.get_ref().as_str().unwrap_or_default();
        let base = Builtin::from_name(name);
        if base.is_none() {
            self.report(value.span().start, Fault::UnknownBase(name.to_owned()));
        }
        base
    }

    fn scope(
        &mut self,
        name: &Spanned<Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
        keymap: &mut Keymap,
    ) {
        let at = name.span().start;
        let Some(scope) = Scope::from_name(name.get_ref()) else {
            return self.report(at, Fault::UnknownScope(name.get_ref().to_string()));
        };
        let Some(table) = value.get_ref().as_table() else {
            return self.report(at, Fault::NotATable(name.get_ref().to_string()));
        };
        for (name, value) in in_order(table) {
            let at = name.span().start;
            match Action::from_name(name.get_ref()) {
                None => self.report(
                    at,
                    Fault::UnknownAction {
                        name: name.get_ref().to_string(),
                        scope,
                    },
                ),
                Some(action) if !action.spec().scopes.contains(&scope) => {
                    self.report(at, Fault::Elsewhere { action, scope })
                }
                Some(action) => self.action(scope, action, at, value, keymap),
            }
        }
    }

    fn action(
        &mut self,
        scope: Scope,
        action: Action,
        at: usize,
        value: &Spanned<DeValue<'_>>,
        keymap: &mut Keymap,
    ) {
        let Some(list) = value.get_ref().as_array() else {
            return self.report(at, Fault::BadValue(action.name().to_owned()));
        };
        keymap
            .bindings
            .retain(|binding| (binding.scope, binding.action) != (scope, action));
        if list.is_empty() {
            keymap.freed.push((scope, action, self.origin(at)));
        }
        for item in list {
            let at = item.span().start;
            let Some(text) = item.get_ref().as_str() else {
                self.report(at, Fault::BadValue(action.name().to_owned()));
                continue;
            };
            match Key::sequence(text) {
                Ok(keys) => keymap.bindings.push(Binding {
                    scope,
                    action,
                    keys,
                    origin: self.origin(at),
                }),
                Err(_) => self.report(at, Fault::BadKey(text.to_owned())),
            }
        }
    }
}

#[cfg(test)]
#[path = "keymap_tests.rs"]
mod tests;
