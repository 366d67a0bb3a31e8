//! Calling someone who looks elsewhere: the bell, and a notice on their desktop (OSC 9).

use super::surroundings::Multiplexer;
use crate::messages::{Lang, terminal as say};
use crate::text;

/// The longest notice, in cells: desktops cut longer ones.
const LONGEST: usize = 160;

/// Which calls the person wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notices {
    /// Ring the bell.
    pub bell: bool,
    /// Show a notice on the desktop.
    pub desktop: bool,
}

impl Default for Notices {
    fn default() -> Self {
        Self {
            bell: true,
            desktop: true,
        }
    }
}

impl Notices {
    /// What to send for this notice; empty when both kinds are off. The text is foreign: nothing in
    /// it can end the sequence, and it never begins with the number that some terminals take for a command.
    pub fn sequence(self, lang: Lang, text: &str, multiplexer: Multiplexer) -> String {
        let mut sequence = String::new();
        if self.desktop {
            let text = text::clean(text);
            let text = text::truncate(&text, LONGEST);
            let notice: String = say::notice(lang, text)
                .chars()
                .filter(|c| !c.is_control())
                .collect();
            sequence.push_str(&multiplexer.wrap(&format!("\x1b]9;{notice}\x07")));
        }
        if self.bell {
            sequence.push('\x07');
        }
        sequence
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: Notices = Notices {
        bell: true,
        desktop: true,
    };

    #[test]
    fn each_kind_can_be_turned_off() {
        let off = Notices {
            bell: false,
            desktop: false,
        };
        assert_eq!(off.sequence(Lang::Zh, "特急", Multiplexer::None), "");
        let bell = Notices { bell: true, ..off };
        assert_eq!(bell.sequence(Lang::Zh, "特急", Multiplexer::None), "\x07");
    }

    /// Invariant 75.
    #[test]
    fn foreign_text_cannot_leave_the_notice() {
        let hostile = "4;3;9\x07\x1b]0;title\x07\u{9c}\n回港";
        let sequence = BOTH.sequence(Lang::Zh, hostile, Multiplexer::None);
        let inner = sequence
            .strip_prefix("\x1b]9;")
            .and_then(|rest| rest.strip_suffix("\x07\x07"))
            .unwrap();
        assert!(!inner.contains(char::is_control), "{inner:?}");
        assert!(!inner.starts_with(|c: char| c.is_ascii_digit()));
        assert!(inner.contains("回港"));
    }
}
