//! What things look like: styles by meaning, and the symbols that go with them.
//!
//! Only the sixteen ANSI colours are used, on whatever background the person has, and each meaning is also told by an
//! attribute, a sign or a word: with `NO_COLOR` nothing is lost (invariant 84). Symbols are chosen so that terminals
//! agree on their width; dots and triangles that take two cells in many Chinese terminals are not among them.

use crate::tui::term::backend::Palette;
use ratatui::style::{Color, Modifier, Style};

/// What a piece of the picture means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Ordinary text.
    Text,
    /// Text that matters most on its line.
    Strong,
    /// Text that matters least: hints, units, times long past.
    Quiet,
    /// The title of a pane or column.
    Title,
    /// The row or cell under the cursor, in the pane that has the keys.
    Cursor,
    /// The same in a pane that has not.
    CursorElsewhere,
    /// Selected text.
    Selected,
    /// The border of a pane.
    Border,
    /// The border of the pane that has the keys.
    BorderActive,
    /// Urgent or overdue.
    Urgent,
    /// Needs attention soon.
    Warning,
    /// Settled, passed.
    Good,
    /// Refused, contradicted, failed.
    Bad,
    /// Unsent, held, waiting for someone.
    Pending,
    /// A key in the footer.
    Key,
    /// Words that were added.
    Added,
    /// Words that were removed.
    Removed,
    /// A search hit.
    Hit,
    /// The words of a claim.
    Claim,
    /// The words a thread or objection speaks of.
    Thread,
    /// The words a suggestion would change.
    Suggestion,
    /// What is wrong with a field.
    Fault,
}

/// The look of the whole program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    palette: Palette,
    /// The symbols in use.
    pub symbols: Symbols,
}

impl Theme {
    /// A look with these colours; `ascii` keeps borders and symbols within ASCII.
    pub fn new(palette: Palette, ascii: bool) -> Self {
        Self {
            palette,
            symbols: if ascii {
                Symbols::ASCII
            } else {
                Symbols::UNICODE
            },
        }
    }

    /// How something of this meaning is drawn.
    pub fn style(&self, role: Role) -> Style {
        let plain = Style::new();
        let (colour, modifier) = match role {
            Role::Text => return plain,
            Role::Strong | Role::Title => (None, Modifier::BOLD),
            Role::Quiet | Role::Border => (None, Modifier::DIM),
            Role::Cursor | Role::Selected => (None, Modifier::REVERSED),
            Role::CursorElsewhere => (None, Modifier::UNDERLINED),
            Role::BorderActive => (Some(Color::Cyan), Modifier::BOLD),
            Role::Urgent => (Some(Color::Red), Modifier::BOLD),
            Role::Warning => (Some(Color::Yellow), Modifier::BOLD),
            Role::Good => (Some(Color::Green), Modifier::empty()),
            Role::Bad | Role::Fault => (Some(Color::Red), Modifier::BOLD),
            Role::Pending => (Some(Color::Magenta), Modifier::ITALIC),
            Role::Key => (Some(Color::Cyan), Modifier::BOLD),
            Role::Added => (Some(Color::Green), Modifier::UNDERLINED),
            Role::Removed => (Some(Color::Red), Modifier::CROSSED_OUT),
            Role::Hit => (None, Modifier::REVERSED.union(Modifier::BOLD)),
            Role::Claim => (Some(Color::Cyan), Modifier::UNDERLINED),
            Role::Thread => (Some(Color::Yellow), Modifier::UNDERLINED),
            Role::Suggestion => (Some(Color::Magenta), Modifier::UNDERLINED),
        };
        let style = plain.add_modifier(modifier);
        match (self.palette, colour) {
            (Palette::Sixteen, Some(colour)) => style.fg(colour),
            _ => style,
        }
    }
}

/// The signs and lines in use. Each sign is one cell wide in every terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Symbols {
    /// Passed, done, yes.
    pub tick: &'static str,
    /// Contradicted, refused, no.
    pub cross: &'static str,
    /// A claim that is settled.
    pub settled: &'static str,
    /// A claim that is open.
    pub open: &'static str,
    /// Someone else is here.
    pub present: &'static str,
    /// Marked for a bulk act.
    pub mark: &'static str,
    /// Not sent yet.
    pub unsent: &'static str,
    /// The row under the cursor.
    pub pointer: &'static str,
    /// There is more to the left, and to the right.
    pub more: [&'static str; 2],
    /// A box that is not ticked, and one that is.
    pub boxes: [&'static str; 2],
    /// A choice that is not taken, and one that is.
    pub choice: [&'static str; 2],
    /// The part of a progress bar that is done, and the rest.
    pub bar: [&'static str; 2],
    /// Around a claim's words.
    pub claim: [&'static str; 2],
    /// Around a thread's words.
    pub thread: [&'static str; 2],
    /// Around a suggestion's words.
    pub suggestion: [&'static str; 2],
    /// Around words that were removed.
    pub removed: [&'static str; 2],
    /// Around words that were added.
    pub added: [&'static str; 2],
    /// Stands for a character of a secret.
    pub secret: &'static str,
    /// Lines: across, down, then the corners from the upper left clockwise.
    pub lines: [&'static str; 6],
}

impl Symbols {
    /// For terminals with Unicode.
    pub const UNICODE: Self = Self {
        tick: "✓",
        cross: "✗",
        settled: "▪",
        open: "▫",
        present: "@",
        mark: "*",
        unsent: "~",
        pointer: ">",
        more: ["<", ">"],
        boxes: ["[ ]", "[x]"],
        choice: ["( )", "(o)"],
        bar: ["#", "-"],
        claim: ["【", "】"],
        thread: ["〔", "〕"],
        suggestion: ["〖", "〗"],
        removed: ["[-", "-]"],
        added: ["{+", "+}"],
        secret: "*",
        lines: ["─", "│", "┌", "┐", "┘", "└"],
    };

    /// For terminals, fonts and files without.
    pub const ASCII: Self = Self {
        tick: "+",
        cross: "x",
        settled: "#",
        open: "o",
        claim: ["[", "]"],
        thread: ["<", ">"],
        suggestion: ["{", "}"],
        lines: ["-", "|", "+", "+", "+", "+"],
        ..Self::UNICODE
    };

    /// Every sign that stands alone in a column, for checks of width.
    pub fn signs(&self) -> [&'static str; 11] {
        [
            self.tick,
            self.cross,
            self.settled,
            self.open,
            self.present,
            self.mark,
            self.unsent,
            self.pointer,
            self.bar[0],
            self.bar[1],
            self.secret,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Drawing, cells_in};

    const ALL: [Role; 22] = [
        Role::Text,
        Role::Strong,
        Role::Quiet,
        Role::Title,
        Role::Cursor,
        Role::CursorElsewhere,
        Role::Selected,
        Role::Border,
        Role::BorderActive,
        Role::Urgent,
        Role::Warning,
        Role::Good,
        Role::Bad,
        Role::Pending,
        Role::Key,
        Role::Added,
        Role::Removed,
        Role::Hit,
        Role::Claim,
        Role::Thread,
        Role::Suggestion,
        Role::Fault,
    ];

    #[test]
    fn without_colour_no_style_has_one() {
        for role in ALL {
            let style = Theme::new(Palette::Attributes, false).style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
    }

    #[test]
    fn no_style_assumes_a_background() {
        for role in ALL {
            assert_eq!(Theme::new(Palette::Sixteen, false).style(role).bg, None);
        }
    }

    #[test]
    fn the_row_under_the_cursor_shows_without_colour() {
        let theme = Theme::new(Palette::Attributes, true);
        assert_ne!(theme.style(Role::Cursor), theme.style(Role::Text));
        assert_ne!(
            theme.style(Role::Cursor),
            theme.style(Role::CursorElsewhere)
        );
    }

    #[test]
    fn every_sign_is_one_cell_in_every_terminal() {
        for symbols in [Symbols::UNICODE, Symbols::ASCII] {
            for sign in symbols.signs() {
                for wide_ambiguous in [false, true] {
                    let drawing = Drawing {
                        ascii: false,
                        wide_ambiguous,
                    };
                    assert_eq!(cells_in(sign, drawing), 1, "{sign}");
                }
            }
        }
    }

    #[test]
    fn the_ascii_symbols_are_ascii() {
        let symbols = Symbols::ASCII;
        let pairs = [
            symbols.more,
            symbols.boxes,
            symbols.choice,
            symbols.bar,
            symbols.claim,
            symbols.thread,
            symbols.suggestion,
            symbols.removed,
            symbols.added,
        ];
        let all = symbols
            .signs()
            .into_iter()
            .chain(symbols.lines)
            .chain(pairs.into_iter().flatten());
        for symbol in all {
            assert!(symbol.is_ascii(), "{symbol}");
        }
    }
}
