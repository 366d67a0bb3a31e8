//! Every sentence a person can read, Chinese and English side by side.
//!
//! A sentence without gaps is a [`Phrase`] constant; one with gaps is a function that takes the
//! language and the values. Both come from [`phrases!`], which the compiler checks: a gap that one of
//! the two languages forgot to fill or misspelt does not build. Nothing visible is a literal elsewhere.

pub mod actions;
pub mod cli;
pub mod cli_help;
pub mod client;
pub mod config;
pub mod doctor;
pub mod import;
pub mod keymap;
pub mod query;
pub mod refusal;
pub mod setup;
pub mod store;
pub mod terminal;
pub mod tui_act;
pub mod tui_frame;
pub mod tui_item;
pub mod tui_queue;
pub mod tui_write;
pub mod verify;
pub mod widgets;
pub mod words;

use serde::{Deserialize, Serialize};

/// The two languages a person can switch between at run time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The other one: what the language key switches to.
    pub fn other(self) -> Self {
        match self {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        }
    }

    /// The best language for an `Accept-Language` header or a `LANG` value; Chinese when it names neither.
    pub fn from_tag(tag: &str) -> Self {
        let tag = tag.to_ascii_lowercase();
        let place = |name: &str| tag.find(name).unwrap_or(usize::MAX);
        if place("en") < place("zh") {
            Lang::En
        } else {
            Lang::Zh
        }
    }

    /// The tag for `Accept-Language` and the configuration file: `zh` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }
}

/// One sentence in both languages, without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// Simplified Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Phrase {
    /// The sentence in `lang`.
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// Declares sentences. `NAME: "中文", "English";` makes a [`Phrase`] constant;
/// `name(gap, …): "…{gap}…", "…{gap}…";` makes `fn name(lang, gap, …) -> String`.
macro_rules! phrases {
    () => {};
    ($(#[$doc:meta])* $name:ident : $zh:literal, $en:literal; $($rest:tt)*) => {
        $(#[$doc])*
        pub const $name: $crate::messages::Phrase = $crate::messages::Phrase { zh: $zh, en: $en };
        $crate::messages::phrases! { $($rest)* }
    };
    ($(#[$doc:meta])* $name:ident ( $($gap:ident),+ ) : $zh:literal, $en:literal; $($rest:tt)*) => {
        $(#[$doc])*
        pub fn $name(lang: $crate::messages::Lang, $($gap: impl ::std::fmt::Display),+) -> String {
            match lang {
                $crate::messages::Lang::Zh => format!($zh, $($gap = $gap),+),
                $crate::messages::Lang::En => format!($en, $($gap = $gap),+),
            }
        }
        $crate::messages::phrases! { $($rest)* }
    };
}
pub(crate) use phrases;

#[cfg(test)]
mod tests {
    use super::*;

    phrases! {
        PLAIN: "没有缺口", "no gaps";
        with_gap(n): "第{n}版", "version {n}";
    }

    #[test]
    fn a_sentence_reads_in_the_language_asked_for() {
        assert_eq!(PLAIN.get(Lang::Zh), "没有缺口");
        assert_eq!(with_gap(Lang::En, 3), "version 3");
        assert_eq!(with_gap(Lang::Zh, 3), "第3版");
    }

    #[test]
    fn the_language_is_taken_from_a_header_or_a_locale() {
        assert_eq!(Lang::from_tag("en-US,en;q=0.9,zh;q=0.5"), Lang::En);
        assert_eq!(Lang::from_tag("zh_CN.UTF-8"), Lang::Zh);
        assert_eq!(Lang::from_tag("C"), Lang::Zh);
    }
}
