//! One key press, as terminals really send it.
//!
//! Terminals send bytes, not keys: Ctrl-I is Tab, Ctrl-M is Enter, a shifted letter is another letter, and with a Chinese
//! input method on, punctuation comes in its full-width form. [`Key::from_event`] takes all that out, so that a keymap
//! names each key in one way; [`Key::trouble`] knows the chords that do not arrive at all.

use std::fmt;
use std::str::FromStr;

use ratatui::crossterm::event::{KeyCode as EventCode, KeyEvent, KeyEventKind, KeyModifiers};

/// The key itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyCode {
    /// A character; letters are upper case when shifted.
    Char(char),
    /// `f1` and so on.
    F(u8),
    /// `enter`
    Enter,
    /// `esc`
    Esc,
    /// `tab`
    Tab,
    /// `backspace`
    Backspace,
    /// `delete`
    Delete,
    /// `insert`
    Insert,
    /// `up`
    Up,
    /// `down`
    Down,
    /// `left`
    Left,
    /// `right`
    Right,
    /// `home`
    Home,
    /// `end`
    End,
    /// `pageup`
    PageUp,
    /// `pagedown`
    PageDown,
}

/// A key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The key.
    pub code: KeyCode,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift; never set on a character.
    pub shift: bool,
}

/// Why a chord cannot be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// Most terminals send nothing, or the same as without the modifier.
    NotSent,
    /// It is the same byte as another key.
    Twin(&'static str),
    /// `screen` and `tmux` take it.
    Multiplexer,
    /// It turns the input method on and off.
    InputMethod,
    /// The terminal scrolls or pastes with it.
    Terminal,
}

/// What a word of a keymap file is not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a key")]
pub struct NotAKey(pub String);

const NAMES: &[(&str, KeyCode)] = &[
    ("space", KeyCode::Char(' ')),
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
];

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Key {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// The key an event stands for; `None` for releases and for keys nobody binds (media keys, bare modifiers).
    pub fn from_event(event: &KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let code = match event.code {
            EventCode::Char(c) => KeyCode::Char(c),
            EventCode::F(number) => KeyCode::F(number),
            EventCode::Enter => KeyCode::Enter,
            EventCode::Esc => KeyCode::Esc,
            EventCode::Tab | EventCode::BackTab => KeyCode::Tab,
            EventCode::Backspace => KeyCode::Backspace,
            EventCode::Delete => KeyCode::Delete,
            EventCode::Insert => KeyCode::Insert,
            EventCode::Up => KeyCode::Up,
            EventCode::Down => KeyCode::Down,
            EventCode::Left => KeyCode::Left,
            EventCode::Right => KeyCode::Right,
            EventCode::Home => KeyCode::Home,
            EventCode::End => KeyCode::End,
            EventCode::PageUp => KeyCode::PageUp,
            EventCode::PageDown => KeyCode::PageDown,
            _ => return None,
        };
        let key = Key {
            code,
            ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
            alt: event.modifiers.contains(KeyModifiers::ALT),
            shift: event.code == EventCode::BackTab
                || event.modifiers.contains(KeyModifiers::SHIFT),
        };
        Some(key.settled().arrived())
    }

    /// One spelling for each key: a shifted letter is its upper case, and Ctrl knows no case.
    fn settled(mut self) -> Self {
        if let KeyCode::Char(c) = self.code {
            self.code = KeyCode::Char(match (self.ctrl, self.shift) {
                (true, _) => c.to_ascii_lowercase(),
                (false, true) => c.to_ascii_uppercase(),
                (false, false) => c,
            });
            self.shift = false;
        }
        self
    }

    /// The key that a control byte is named after here, whatever the event called it.
    fn arrived(self) -> Self {
        let (KeyCode::Char(c), true) = (self.code, self.ctrl) else {
            return self;
        };
        let (code, ctrl) = match c {
            'i' => (KeyCode::Tab, false),
            'm' | 'j' => (KeyCode::Enter, false),
            '[' => (KeyCode::Esc, false),
            'h' => (KeyCode::Backspace, false),
            // The bytes 0x1C to 0x1F, which the event names by the digits that send them on a VT220.
            '4' => (KeyCode::Char('\\'), true),
            '5' => (KeyCode::Char(']'), true),
            '6' => (KeyCode::Char('^'), true),
            '7' => (KeyCode::Char('_'), true),
            _ => (self.code, true),
        };
        Key { code, ctrl, ..self }
    }

    /// Whether it writes a character into a text field.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// The key meant outside text fields when an input method turned it into its full-width or Chinese form.
    pub fn folded(self) -> Self {
        let KeyCode::Char(c) = self.code else {
            return self;
        };
        let code = match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' => ' ',
            '。' => '.',
            '、' => '/',
            '【' | '「' => '[',
            '】' | '」' => ']',
            '《' | '〈' => '<',
            '》' | '〉' => '>',
            '『' => '{',
            '』' => '}',
            '“' | '”' => '"',
            '‘' | '’' => '\'',
            '￥' => '$',
            '…' => '^',
            '—' => '_',
            '·' => '`',
            _ => c,
        };
        Key {
            code: KeyCode::Char(code),
            ..self
        }
    }

    /// Why this chord must not be bound; `None` when it arrives everywhere. From `spec.md` B20 and the terminals' own manuals.
    pub fn trouble(self) -> Option<Trouble> {
        use KeyCode::*;
        let Key {
            code,
            ctrl,
            alt,
            shift,
        } = self;
        match code {
            Char('i') if ctrl => Some(Trouble::Twin("tab")),
            Char('m' | 'j') if ctrl => Some(Trouble::Twin("enter")),
            Char('[') if ctrl => Some(Trouble::Twin("esc")),
            Char('h') if ctrl => Some(Trouble::Twin("backspace")),
            Char('a' | 'b') if ctrl => Some(Trouble::Multiplexer),
            Char(' ' | '@') if ctrl => Some(Trouble::InputMethod),
            Char('\\' | ']' | '^' | '_') if ctrl && !alt => None,
            Char(c) if ctrl && (alt || !c.is_ascii_lowercase()) => Some(Trouble::NotSent),
            // ESC [ and ESC O begin what arrow and function keys send.
            Char('[' | 'O') if alt => Some(Trouble::Twin("esc")),
            Char(c) if !c.is_ascii() => Some(Trouble::NotSent),
            Enter | Esc if ctrl || alt || shift => Some(Trouble::NotSent),
            Tab if ctrl || alt => Some(Trouble::NotSent),
            Backspace if ctrl || shift => Some(Trouble::NotSent),
            PageUp | PageDown | Home | End | Insert if shift => Some(Trouble::Terminal),
            PageUp | PageDown | Insert if ctrl || alt => Some(Trouble::Terminal),
            F(11) => Some(Trouble::Terminal),
            F(number) if number > 12 || ctrl || alt || shift => Some(Trouble::NotSent),
            _ => None,
        }
    }

    /// Reads a sequence: keys separated by blanks.
    pub fn sequence(text: &str) -> Result<Vec<Key>, NotAKey> {
        let keys: Vec<Key> = text
            .split_whitespace()
            .map(str::parse)
            .collect::<Result<_, _>>()?;
        if keys.is_empty() {
            Err(NotAKey(text.to_owned()))
        } else {
            Ok(keys)
        }
    }

    /// Writes a sequence as [`Key::sequence`] reads it.
    pub fn spell(keys: &[Key]) -> String {
        let keys: Vec<String> = keys.iter().map(Key::to_string).collect();
        keys.join(" ")
    }

    /// The names of keys that are not characters, for telling a person what could be written.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, _)| *name)
    }
}

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let mut key = Key::plain(KeyCode::Esc);
        let mut rest = text;
        loop {
            let modifiers = [
                ("ctrl-", &mut key.ctrl),
                ("alt-", &mut key.alt),
                ("shift-", &mut key.shift),
            ];
            let found = modifiers
                .into_iter()
                .find_map(|(name, on)| Some((rest.strip_prefix(name)?, on)));
            match found {
                Some((after, on)) if !after.is_empty() && !*on => {
                    *on = true;
                    rest = after;
                }
                _ => break,
            }
        }
        let mut chars = rest.chars();
        let function = rest
            .strip_prefix('f')
            .and_then(|number| number.parse::<u8>().ok());
        key.code = match (chars.next(), chars.next()) {
            (Some(c), None) if !c.is_whitespace() && !c.is_control() => KeyCode::Char(c),
            _ if function.is_some_and(|number| (1..=24).contains(&number)) => {
                KeyCode::F(function.unwrap_or(1))
            }
            _ => NAMES
                .iter()
                .find(|(name, _)| *name == rest)
                .map(|(_, code)| *code)
                .ok_or_else(|| NotAKey(text.to_owned()))?,
        };
        Ok(key.settled())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (on, name) in [
            (self.ctrl, "ctrl-"),
            (self.alt, "alt-"),
            (self.shift, "shift-"),
        ] {
            if on {
                f.write_str(name)?;
            }
        }
        match self.code {
            KeyCode::F(number) => write!(f, "f{number}"),
            code => match NAMES.iter().find(|(_, named)| *named == code) {
                Some((name, _)) => f.write_str(name),
                None => match code {
                    KeyCode::Char(c) => write!(f, "{c}"),
                    _ => Ok(()),
                },
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(code: EventCode, modifiers: KeyModifiers) -> String {
        Key::from_event(&KeyEvent::new(code, modifiers))
            .unwrap()
            .to_string()
    }

    #[test]
    fn a_key_is_written_as_it_is_read() {
        for text in [
            "a",
            "A",
            "?",
            "-",
            "ctrl--",
            "space",
            "f2",
            "ctrl-x e",
            "g g",
            "shift-tab",
            "alt-<",
            "pagedown",
        ] {
            assert_eq!(Key::spell(&Key::sequence(text).unwrap()), text);
        }
        assert_eq!(
            Key::spell(&Key::sequence("  shift-a   ctrl-X ").unwrap()),
            "A ctrl-x"
        );
        for text in [
            "",
            "  ",
            "strg-x",
            "ctrl-",
            "f0",
            "f99",
            "pgup",
            "ctrl-ctrl-x",
            "\u{1b}",
        ] {
            assert!(Key::sequence(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn control_bytes_are_the_keys_they_are() {
        let ctrl = KeyModifiers::CONTROL;
        assert_eq!(event(EventCode::Char('i'), ctrl), "tab");
        assert_eq!(event(EventCode::Char('m'), ctrl), "enter");
        assert_eq!(event(EventCode::Char('['), ctrl), "esc");
        assert_eq!(event(EventCode::Char('h'), ctrl), "backspace");
        assert_eq!(event(EventCode::Char('7'), ctrl), "ctrl-_");
        assert_eq!(
            event(EventCode::Char('X'), ctrl | KeyModifiers::SHIFT),
            "ctrl-x"
        );
    }

    #[test]
    fn a_shifted_letter_is_its_capital_however_the_terminal_says_it() {
        assert_eq!(event(EventCode::Char('g'), KeyModifiers::SHIFT), "G");
        assert_eq!(event(EventCode::Char('G'), KeyModifiers::SHIFT), "G");
        assert_eq!(event(EventCode::Char('G'), KeyModifiers::NONE), "G");
        assert_eq!(event(EventCode::BackTab, KeyModifiers::NONE), "shift-tab");
    }

    #[test]
    fn a_released_key_is_no_key() {
        let mut released = KeyEvent::new(EventCode::Char('p'), KeyModifiers::NONE);
        released.kind = KeyEventKind::Release;
        assert_eq!(Key::from_event(&released), None);
    }

    #[test]
    fn full_width_punctuation_means_its_twin() {
        for (typed, meant) in [
            ("？", "?"),
            ("：", ":"),
            ("／", "/"),
            ("、", "/"),
            ("【", "["),
            ("！", "!"),
            ("ｐ", "p"),
            ("　", "space"),
        ] {
            let key = Key::plain(KeyCode::Char(typed.chars().next().unwrap()));
            assert_eq!(key.folded().to_string(), meant);
        }
    }

    #[test]
    fn chords_that_do_not_arrive_are_known() {
        for text in [
            "ctrl-enter",
            "shift-enter",
            "alt-enter",
            "ctrl-i",
            "ctrl-m",
            "ctrl-[",
            "ctrl-h",
            "ctrl-a",
            "ctrl-b",
            "ctrl-space",
            "ctrl-1",
            "ctrl-tab",
            "shift-pageup",
            "ctrl-alt-x",
            "alt-[",
            "f11",
            "f13",
            "shift-f2",
            "？",
        ] {
            assert!(text.parse::<Key>().unwrap().trouble().is_some(), "{text}");
        }
        for text in [
            "ctrl-s",
            "alt-x",
            "shift-tab",
            "f1",
            "f12",
            "ctrl-left",
            "ctrl-_",
            "alt-<",
            "G",
            "alt-backspace",
        ] {
            assert_eq!(text.parse::<Key>().unwrap().trouble(), None, "{text}");
        }
    }
}
