//! What the environment says about the terminal: read once, passed down, never asked again.

use super::backend::Palette;

/// The terminal as far as its environment describes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Surroundings {
    /// Which colours may be used: `NO_COLOR` set to anything but nothing takes them away.
    pub palette: Palette,
    /// Whether only ASCII may be drawn for borders and symbols: the locale is not UTF-8.
    pub ascii: bool,
    /// What sits between this program and the terminal.
    pub multiplexer: Multiplexer,
    /// Whether the terminal cannot place a cursor (`TERM=dumb` or unset): only plain lines will do.
    pub dumb: bool,
}

/// A program between this one and the terminal, which has to be told to let a sequence through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Multiplexer {
    /// Nothing in between.
    #[default]
    None,
    /// tmux.
    Tmux,
    /// GNU screen.
    Screen,
}

impl Surroundings {
    /// From the variables of this process.
    pub fn from_env() -> Self {
        Self::read(|name| std::env::var(name).ok())
    }

    /// From any source of variables.
    pub fn read(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let term = set("TERM").unwrap_or_default();
        let locale = set("LC_ALL")
            .or_else(|| set("LC_CTYPE"))
            .or_else(|| set("LANG"));
        let utf8 = |locale: &String| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        };
        Self {
            palette: if set("NO_COLOR").is_some() {
                Palette::Attributes
            } else {
                Palette::Sixteen
            },
            // No locale at all says nothing; a locale that names another encoding does.
            ascii: locale.is_some_and(|locale| locale.contains('.') && !utf8(&locale)),
            multiplexer: if set("TMUX").is_some() {
                Multiplexer::Tmux
            } else if set("STY").is_some() {
                Multiplexer::Screen
            } else {
                Multiplexer::None
            },
            dumb: term.is_empty() || term == "dumb",
        }
    }
}

impl Multiplexer {
    /// Wrap a sequence so that the multiplexer hands it to the terminal outside.
    pub fn wrap(self, sequence: &str) -> String {
        match self {
            Multiplexer::None => sequence.to_owned(),
            Multiplexer::Tmux => {
                format!("\x1bPtmux;{}\x1b\\", sequence.replace('\x1b', "\x1b\x1b"))
            }
            // GNU screen cuts a string after 768 bytes, so a long one goes in pieces.
            Multiplexer::Screen => {
                let mut wrapped = String::with_capacity(sequence.len() + 16);
                let mut rest = sequence;
                while !rest.is_empty() {
                    let mut cut = rest.len().min(512);
                    while !rest.is_char_boundary(cut) {
                        cut -= 1;
                    }
                    let (piece, after) = rest.split_at(cut);
                    wrapped.push_str("\x1bP");
                    wrapped.push_str(piece);
                    wrapped.push_str("\x1b\\");
                    rest = after;
                }
                wrapped
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(pairs: &[(&str, &str)]) -> Surroundings {
        Surroundings::read(|name| {
            pairs
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn no_color_takes_the_colours_away_unless_it_is_empty() {
        assert_eq!(given(&[("NO_COLOR", "1")]).palette, Palette::Attributes);
        assert_eq!(given(&[("NO_COLOR", "")]).palette, Palette::Sixteen);
        assert_eq!(given(&[]).palette, Palette::Sixteen);
    }

    #[test]
    fn a_locale_of_another_encoding_asks_for_ascii() {
        assert!(given(&[("LANG", "zh_CN.GBK")]).ascii);
        assert!(!given(&[("LANG", "zh_CN.UTF-8")]).ascii);
        assert!(!given(&[("LANG", "C.utf8")]).ascii);
        assert!(!given(&[]).ascii);
        assert!(!given(&[("LC_ALL", "C.UTF-8"), ("LANG", "zh_CN.GBK")]).ascii);
    }

    #[test]
    fn a_terminal_without_a_name_cannot_place_a_cursor() {
        assert!(given(&[]).dumb);
        assert!(given(&[("TERM", "dumb")]).dumb);
        assert!(!given(&[("TERM", "xterm-256color")]).dumb);
    }

    #[test]
    fn each_multiplexer_gets_the_wrapper_it_understands() {
        assert_eq!(
            Multiplexer::Tmux.wrap("\x1b]9;a\x07"),
            "\x1bPtmux;\x1b\x1b]9;a\x07\x1b\\"
        );
        assert_eq!(
            Multiplexer::Screen.wrap("\x1b]9;a\x07"),
            "\x1bP\x1b]9;a\x07\x1b\\"
        );
        let long = "文".repeat(600);
        let wrapped = Multiplexer::Screen.wrap(&long);
        assert_eq!(wrapped.replace("\x1bP", "").replace("\x1b\\", ""), long);
        assert_eq!(Multiplexer::None.wrap("x"), "x");
    }
}
